package viet

import (
	"fmt"
	"testing"
	"unicode"
)

func TestMemo(t *testing.T) {
	var m Memo
	for round := range 3 {
		for i := range 5000 { // more than it has places for
			n, known := m.Look(fmt.Sprint("từ ", i))
			if known && *n != int32(i) {
				t.Fatalf("round %d: %d came back as %d", round, i, *n)
			}
			*n = int32(i)
		}
	}
	if n, known := m.Look("từ 4999"); !known || *n != 4999 {
		t.Errorf("the last word is forgotten: %d, %v", *n, known)
	}
}

func TestLettersAsUnicodeHasThem(t *testing.T) {
	for r := rune(-1); r < 0x3000; r++ {
		if IsLetter(r) != unicode.IsLetter(r) || IsUpper(r) != unicode.IsUpper(r) {
			t.Errorf("%U: letter %v, upper %v", r, IsLetter(r), IsUpper(r))
		}
	}
}
