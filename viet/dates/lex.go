package dates

import (
	"unicode"
	"unicode/utf8"

	"diembao/viet"
)

// A kind is what a token is.
type kind uint8

// The kinds of token.
const (
	nothing kind = iota // what lies before the first and after the last token
	word
	number
	sign
)

// A tok is a word, a run of digits, or one other character; dashes of any length are '-'.
type tok struct {
	start, end int
	n          int    // value of a number, at most maxNumber
	id         wordID // of a word that forms of dates are made of, else 0
	kind       kind
	sign       byte // of a sign in ASCII
	digits     uint8
	glued      bool // nothing stands between it and the token before
}

// Bounds that keep any text cheap.
const (
	maxNumber = 1 << 20
	maxRun    = 32 << 10 // bytes lexed at once, so that a text of one endless line needs no more memory than a short one
)

// A lexer cuts text into tokens; it holds what one word after another is written into.
type lexer struct {
	key  [48]byte
	memo *viet.Memo // of ids; nil: none
}

// lex appends the tokens of text[from:to] to dst.
func (x *lexer) lex(dst []tok, text string, from, to int) []tok {
	end := -1
	for i := from; i < to; {
		c := text[i]
		switch {
		case c == ' ' || c == '\t' || c == '\r':
			i++
			continue
		case c >= '0' && c <= '9':
			t := lexNumber(text, i, to)
			t.glued = end == i
			dst = append(dst, t)
			i = t.end
		default:
			t, ok := x.word(text, i, to)
			t.glued = end == i
			if ok {
				dst = append(dst, t)
			}
			i = t.end
			if !ok {
				continue
			}
		}
		end = i
	}
	return dst
}

// lexNumber reads a run of digits. Its value stops growing at maxNumber: a longer one is no part of a date.
func lexNumber(text string, i, to int) tok {
	t := tok{start: i, kind: number}
	for i < to && text[i] >= '0' && text[i] <= '9' {
		t.n = min(t.n*10+int(text[i]-'0'), maxNumber)
		i++
	}
	t.end = i
	t.digits = uint8(min(i-t.start, 255))
	return t
}

// word lexes the word or sign at i. ok is false for space.
func (x *lexer) word(text string, i, to int) (t tok, ok bool) {
	t = tok{start: i, kind: word}
	for i < to {
		c := text[i]
		if c|0x20 >= 'a' && c|0x20 <= 'z' {
			i++
			continue
		}
		if c < utf8.RuneSelf {
			break
		}
		r, size := utf8.DecodeRuneInString(text[i:to])
		if !viet.IsLetter(r) && !unicode.Is(unicode.M, r) {
			break
		}
		i += size
	}
	if i > t.start {
		t.end = i
		t.id = x.id(text[t.start:i])
		return t, true
	}
	r, size := utf8.DecodeRuneInString(text[i:to])
	t.end, t.kind = i+size, sign
	switch {
	case unicode.IsSpace(r):
		return t, false
	case r < utf8.RuneSelf:
		t.sign = byte(r)
	case r == '–' || r == '—' || r == '‑' || r == '−':
		t.sign = '-'
	}
	return t, true
}

// id is the id of a word, whatever its case and the place of its tone.
func (x *lexer) id(s string) wordID {
	if len(s) > 10 {
		return 0
	}
	if x.memo == nil {
		return wordIDs[string(viet.AppendKey(x.key[:0], s))]
	}
	n, known := x.memo.Look(s)
	if !known {
		*n = int32(wordIDs[string(viet.AppendKey(x.key[:0], s))])
	}
	return wordID(*n)
}
