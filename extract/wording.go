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

// reaches says whether s can be as like w as bound: a text of few gaps has few words, and one of many words with a letter
// or digit has many. It spares most lines of a page, which are menus, links and paragraphs, the making of their keys.
func (w wording) reaches(s string, bound float64) bool {
	most, least, counted := 1, 0, false
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c == 0xC2 || c == 0xE2 || c == 0xE3 || gaps[c] {
			most++
			counted = counted && c != ' '
		} else if !counted && (letter(c) || '0' <= c && c <= '9') {
			least++
			counted = true
		}
	}
	n := len(w.words)
	enough := func(m int) bool { return 2*float64(min(m, n)) > bound*float64(n+m) }
	return (most >= n || enough(most)) && (least <= n || enough(least))
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

// consonants is a hash of the ASCII consonants and digits of a clean text. Texts of one bareKey have one: marks, points,
// spaces and capitals do not count.
func consonants(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		if c := consonant[s[i]]; c != 0 {
			h = (h ^ uint64(c)) * 1099511628211
		}
	}
	return h
}

// consonant are the ASCII consonants in small letters, and the digits.
var consonant = func() (t [256]byte) {
	for _, c := range []byte("bcdfghjklmnpqrstvwxz0123456789") {
		t[c] = c
		if c >= 'a' {
			t[c-'a'+'A'] = c
		}
	}
	return t
}()

// beginning is a text's first words, some 40 bytes of them.
func beginning(s string) string {
	if len(s) > 40 {
		if i := strings.IndexByte(s[40:], ' '); i >= 0 {
			return s[:40+i]
		}
	}
	return s
}
