package extract

import (
	"strings"

	"diembao/viet"
)

// A wording is a short text as others are held against it: its words by their keys, without punctuation. Headlines are
// compared with most lines of a page, so this is made once and asked without allocating.
type wording struct{ words []string }

func wordingOf(s string) wording { return wording{strings.Fields(bareKey(s))} }

// like is the share of words that two wordings have in common, 1 when one is the other in another spelling.
func (w wording) like(other wording) float64 {
	x, y := w.words, other.words
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	// Each word counts as often as both have it. Which of w's were met already is kept in bits where that is enough.
	if len(x) > 64 {
		x, y = y, x
	}
	if len(x) > 64 {
		return 2 * float64(commonMany(x, y)) / float64(len(x)+len(y))
	}
	met, common := uint64(0), 0
	for _, word := range y {
		for i, mine := range x {
			if mine == word && met&(1<<i) == 0 {
				met |= 1 << i
				common++
				break
			}
		}
	}
	return 2 * float64(common) / float64(len(x)+len(y))
}

// commonMany counts the words that two long texts have in common.
func commonMany(x, y []string) int {
	count := make(map[string]int, len(x))
	for _, w := range x {
		count[w]++
	}
	common := 0
	for _, w := range y {
		if count[w] > 0 {
			count[w]--
			common++
		}
	}
	return common
}

// reaches says whether s can be as like w as bound: a text of few gaps has few words. It spares most lines of a page,
// which are menus and links, the making of their keys.
func (w wording) reaches(s string, bound float64) bool {
	most := 1
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == 0xC2 || c == 0xE2 || c == 0xE3 || gaps[c] {
			most++
		}
	}
	n := len(w.words)
	return most >= n || 2*float64(most) > bound*float64(n+most)
}

// similar is the share of words two short texts have in common, 1 when one is the other in another spelling.
func similar(a, b string) float64 { return wordingOf(a).like(wordingOf(b)) }

// gaps are the ASCII characters that bareKey takes for space; those beyond ASCII stand in gapAt.
var gaps = [256]bool{
	' ': true, '.': true, ',': true, ':': true, ';': true, '!': true, '?': true, '"': true, '\'': true, '(': true, ')': true,
	'[': true, ']': true, '-': true, '|': true, '/': true,
}

// bareKey is a key without punctuation and with single spaces: two copies of one line often differ in their quotation
// marks or final point alone.
func bareKey(s string) string {
	var room [256]byte
	key := viet.AppendKey(room[:0], s)
	out, due := key[:0], false // written behind where it is read
	for i := 0; i < len(key); {
		if n := gapAt(key[i:]); n > 0 {
			due = true
			i += n
			continue
		}
		if due && len(out) > 0 {
			out = append(out, ' ')
		}
		due = false
		out = append(out, key[i])
		i++
	}
	return string(out)
}

// gapAt is how many bytes of space or punctuation b begins with: “ ” ‘ ’ – — … are U+2013 to U+2026.
func gapAt(b []byte) int {
	if b[0] != 0xE2 {
		if gaps[b[0]] {
			return 1
		}
		return 0
	}
	if len(b) >= 3 && b[1] == 0x80 {
		switch b[2] {
		case 0x93, 0x94, 0x98, 0x99, 0x9C, 0x9D, 0xA6:
			return 3
		}
	}
	return 0
}
