package main

import (
	"unicode"
	"unicode/utf8"

	"diembao/viet"
)

// nextWord is the first run of letters and digits of s: what all engines take for a word.
func nextWord(s string, from int) (start, end int) {
	start = -1
	for i := from; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) {
			if start < 0 {
				start = i
			}
		} else if start >= 0 {
			return start, i
		}
		i += n
	}
	return start, len(s)
}

// foldWords appends the folded words of a text, a space between two.
func foldWords(dst []byte, text string) []byte {
	for at := 0; ; {
		start, end := nextWord(text, at)
		if start < 0 {
			return dst
		}
		if len(dst) > 0 {
			dst = append(dst, ' ')
		}
		dst = viet.AppendFold(dst, text[start:end])
		at = end
	}
}
