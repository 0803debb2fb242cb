// Package similar finds which articles share words with a text: the candidates of prior coverage.
//
// A text is read as runs of five syllables (shingles) without diacritics, case and punctuation, so that another tone
// placement or a new line break changes nothing. Three shingles in sixteen, chosen by their hashes and so the same ones in every
// text, and more of a short text, are kept by the index as hash -> articles. Asked with a text, each shared shingle counts by its rarity; asked a
// second time by windows of 64 syllables, it finds the article of which only two sentences were quoted.
//
// It owns the sampling and the scoring. The lists stand in the segments of package index, written and deleted with the
// article they came from; what is shared and whether it is a copy is for the room that asks, which has the words.
package similar
