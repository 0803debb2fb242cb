package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"diembao/news"
)

// AppendSentences cuts s into sentences and appends their spans to dst: in order, without the space around them. A line
// break ends a sentence, and so do . ! ? … before a space, unless the point belongs to an abbreviation (TP. Đà Lạt,
// T.Ư, ThS. Lê, Nguyễn V. A.), to an ordinal at the head of a line (1. Mục tiêu) or is followed by lower case.
func AppendSentences(dst []news.Span, s string) []news.Span {
	start := -1
	end := 0
	flush := func() {
		if start >= 0 {
			dst = append(dst, news.Span{Start: start, End: end})
			start = -1
		}
	}
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		at := i
		i += size
		switch {
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			flush()
			continue
		case unicode.IsSpace(r):
			continue
		}
		if start < 0 {
			start = at
		}
		end = i
		if isStop(r) {
			end = closing(s, i)
			if stopsAt(s, start, at, end, r) {
				flush()
			}
			i = end
		}
	}
	flush()
	return dst
}

// isStop says that r can end a sentence.
func isStop(r rune) bool { return r == '.' || r == '!' || r == '?' || r == '…' }

// closing is the end of the run of stops, quotes and brackets that begins at i.
func closing(s string, i int) int {
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !isStop(r) && !strings.ContainsRune("\"”’'»)]", r) {
			break
		}
		i += size
	}
	return i
}

// stopsAt says that the stop r of the sentence s[start:] at byte at, with what closes it up to next, ends the sentence.
func stopsAt(s string, start, at, next int, r rune) bool {
	if next < len(s) {
		if after, _ := utf8.DecodeRuneInString(s[next:]); !unicode.IsSpace(after) {
			return false
		}
	}
	follow, ok := nextOnLine(s, next)
	switch {
	case !ok:
		return true
	case unicode.IsLower(follow):
		return false
	case r != '.' || next > at+1:
		return true
	}
	word := wordBefore(s[start:at])
	return word == "" || !pointed(word, len(word) == at-start)
}

// nextOnLine is the first visible character after i on the same line; brackets and quotes that open do not count.
func nextOnLine(s string, i int) (rune, bool) {
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if r == '\n' || r == '\r' {
			return 0, false
		}
		if !unicode.IsSpace(r) && !strings.ContainsRune("\"“‘'«([", r) {
			return r, true
		}
	}
	return 0, false
}

// wordBefore is the run of letters, digits, points and & at the end of s; at most 32 bytes are looked at.
func wordBefore(s string) string {
	i := len(s)
	for i > 0 && len(s)-i < 32 {
		r, size := utf8.DecodeLastRuneInString(s[:i])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' && r != '&' && !unicode.Is(unicode.M, r) {
			break
		}
		i -= size
	}
	return s[i:]
}

// pointed says that a point after word is part of it. head: the word begins its sentence.
func pointed(word string, head bool) bool {
	if head && allDigits(word) {
		return true
	}
	last := word
	if i := strings.LastIndexByte(word, '.'); i >= 0 {
		last = word[i+1:]
	}
	if r, size := utf8.DecodeRuneInString(last); size == len(last) && unicode.IsUpper(r) {
		return true // an initial, H. P. Q., or the Ư of T.Ư
	}
	return pointedWords[last]
}

// allDigits says that s is an ordinal such as the 1 of "1. Mục tiêu"; the empty string is too.
func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// pointedWords are the abbreviations that newspapers write with a point before a name. UBND and the like end a sentence.
var pointedWords = wordSet(`TP Tp tp TX Tx tx TT Tt Kv KP TDP ThS Ths TS Ts GS Gs PGS Pgs BS Bs BSCKI BSCKII KS KTS DS LS HT ĐĐ
 St Mr Mrs Ms Dr Jr Lm Gm NSND NSƯT NGND NGƯT TTND TTƯT AHLĐ đc ĐC Th vs`)
