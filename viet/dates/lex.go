package dates

import (
	"iter"
	"strings"
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
	maxRun    = 32 << 10 // bytes looked at as one line, so that a text of one endless line is read in pieces
)

// lex appends the tokens of atoms, which are a line of text or a piece of one, to dst. Each atom is a token.
func lex(dst []tok, text string, atoms []viet.Atom) []tok {
	end := -1
	for i := range atoms {
		a := &atoms[i]
		t := tok{start: int(a.Start), end: int(a.End)}
		switch a.Kind {
		case viet.Letters:
			t.kind = word
			if t.end-t.start <= maxWord {
				t.id = wordIDs.Get(a.Hash)
			}
		case viet.Digits:
			t.kind, t.n = number, value(text[t.start:t.end])
			t.digits = uint8(min(t.end-t.start, 255))
		case viet.Sign:
			t.kind, t.sign = sign, signOf(a.Hash)
		default:
			continue // a break that is no line's: U+2028
		}
		t.glued = end == t.start
		end = t.end
		dst = append(dst, t)
	}
	return dst
}

// value is that of a run of digits. It stops growing at maxNumber: a longer one is no part of a date.
func value(digits string) int {
	n := 0
	for i := range len(digits) {
		n = min(n*10+int(digits[i]-'0'), maxNumber)
	}
	return n
}

// signOf is the sign that a character means to dates; 0 for most that are not ASCII.
func signOf(char uint64) byte {
	switch {
	case char < utf8.RuneSelf:
		return byte(char)
	case char == '–' || char == '—' || char == '‑' || char == '−':
		return '-'
	}
	return 0
}

// lines yields the atoms of a text line by line, those of long lines in pieces.
func lines(cut *viet.Cut) iter.Seq[[]viet.Atom] {
	return func(yield func([]viet.Atom) bool) {
		text, atoms := cut.Text, cut.Atoms
		for from := 0; from < len(text); {
			to := len(text)
			if i := strings.IndexByte(text[from:], '\n'); i >= 0 {
				to = from + i
			}
			next := to + 1
			if to-from > maxRun {
				to = from + maxRun
				if i := strings.LastIndexByte(text[to-256:to], ' '); i >= 0 {
					to += i - 256
				}
				next = to
			}
			n := 0
			for n < len(atoms) && int(atoms[n].Start) < to {
				n++
			}
			if !yield(atoms[:n]) {
				return
			}
			atoms = atoms[n:]
			if to < next && len(atoms) > 0 {
				atoms = atoms[1:] // the line break
			}
			from = next
		}
	}
}
