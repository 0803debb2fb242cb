package viet

import (
	"testing"
	"unicode"
)

func TestLettersAsUnicodeHasThem(t *testing.T) {
	for r := rune(-1); r < 0x3000; r++ {
		if IsLetter(r) != unicode.IsLetter(r) || IsUpper(r) != unicode.IsUpper(r) {
			t.Errorf("%U: letter %v, upper %v", r, IsLetter(r), IsUpper(r))
		}
	}
}
