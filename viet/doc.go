// Package viet is the language ground every other room stands on: how Vietnamese text is spelt, cut and compared.
//
// It owns normal forms (NFC, Key, Fold), syllables, tokens, atoms and sentences with byte offsets, abbreviations with
// their long forms, and the decoding of pages in UTF-8 and in the encodings before it. It does not know days, places or
// people: those are the packages dates, gazetteer, places and officials below it.
//
// The forms of a text, each made from the one before:
//
//	bytes --Decode--> text --NFC--> text in NFC --Key--> comparison key --Fold--> no diacritics --FoldLoose--> i for y
//
// Two spellings of one word have one Key (hoà and hòa, uỷ and Ủy); two words that differ only in diacritics have one
// Fold. A form is for comparing; what a reader sees is always the text itself, and offsets always point into it.
//
// The readers of facts want other words of one text: days divide "15h30", officials join "T.Ư", places "K’Ho". So a text is
// cut once into what none of them divides, atoms, each with the hash of its Key (a Cut; a Reading for all parts of an
// article), and everything after that compares numbers. The few words that are more than one atom are read by their characters.
//
// Nothing here keeps state: every function may be called by any number of goroutines.
package viet

// A Text is what the readers of facts look at: the parts of one article, each in NFC.
type Text struct {
	Title, Lead, Body string
}
