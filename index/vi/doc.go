// Package vi cuts Vietnamese text into the terms that the index holds and the search looks for. It is the analyzer of
// both sides: whatever it makes one of in an article it makes one of in a query.
//
//	text -> viet.AppendTokens -> words (interned) -> abbreviations and variants in their long form -> Tokens
//
// A word has an exact form (lower case, one tone placement, kỹ = kĩ) and a folded form without diacritics. Neighbours
// form pairs, also over a comma, a dash and quotes; other punctuation parts them, and Gap says where. "UBND" is read as "ủy ban nhân
// dân", "TP.HCM" as "thành phố Hồ Chí Minh", "Đắc Lắc" as "Đắk Lắk", so that either finds the other, also inside phrases.
//
// It owns this reading and the variants table; it does not own tokens, folding or the list of abbreviations (package
// viet). A Lexicon remembers the words it has seen, which is why a token costs a map look-up and no allocation; it is not
// safe for concurrent use, its Words are immutable.
package vi
