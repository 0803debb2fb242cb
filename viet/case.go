package viet

import (
	"unicode"
	"unicode/utf8"
)

// Capitalised says that the token's first letter is an upper-case one: Hà, UBND, Y, H'Hen.
func Capitalised(tok string) bool {
	for _, r := range tok {
		if unicode.IsLetter(r) {
			return unicode.IsUpper(r)
		}
	}
	return false
}

// AllCaps says that the token has two letters or more and none in lower case: UBND, T.Ư, NN&PTNT. Combining marks,
// digits and punctuation do not count.
func AllCaps(tok string) bool {
	n := 0
	for i := 0; i < len(tok); {
		r, size := utf8.DecodeRuneInString(tok[i:])
		i += size
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n > 1
}
