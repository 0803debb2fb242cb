package viet

import (
	"unicode"
	"unicode/utf8"
)

// IsLetter is unicode.IsLetter, faster for Latin letters.
func IsLetter(r rune) bool {
	return r >= 0 && letterOf(r).base != 0 || unicode.IsLetter(r)
}

// IsUpper is unicode.IsUpper, faster for Latin letters.
func IsUpper(r rune) bool {
	if r >= 0 {
		if l := letterOf(r); l.base != 0 {
			return l.flags&isUpper != 0
		}
	}
	return unicode.IsUpper(r)
}

// Capitalised says that the token's first letter is an upper-case one: Hà, UBND, Y, H'Hen.
func Capitalised(tok string) bool {
	for _, r := range tok {
		if IsLetter(r) {
			return IsUpper(r)
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
