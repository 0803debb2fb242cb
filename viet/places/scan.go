package places

import (
	"unicode"
	"unicode/utf8"

	"diembao/viet/gazetteer"
)

// gap is what stands before a word.
type gap uint8

const (
	gapSpace gap = iota
	gapNone      // the words touch; between words of no text, it is where a gap begins
	gapDash      // - – — with or without spaces
	gapComma
	gapPoint      // . with nothing after it: TP.HCM, P.5
	gapPointSpace // . with space: the end of a sentence or of an abbreviation
	gapColon
	gapOpen  // ( or [
	gapClose // ) or ]
	gapSlash
	gapStop // . ; ! ? … and quotes: names do not run across
	gapLine // a line break, or the start of the text
)

// A word is a run of letters, digits and what is inside syllables of minority languages (K’Ho).
type word struct {
	start, end int32
	key        uint64 // hash of its gazetteer.Key
	lex        lex    // what kind of context word it is
	gap        gap    // before it
	cap, caps  bool   // begins with a capital; two letters or more, all of them capitals
	digit      bool   // digits only
}

// A scanner cuts a text into words. It remembers the keys of syllables it has seen: a language has few.
type scanner struct {
	seen [4096]memory
	key  []byte
}

type memory struct {
	raw, key uint64
	lex      lex
}

// scan appends the words of text to dst.
func (s *scanner) scan(dst []word, text string) []word {
	before := gapLine
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf && !asciiWord[c] {
			before = widen(before, asciiGap[c])
			i++
			continue
		}
		if r, n := utf8.DecodeRuneInString(text[i:]); c >= utf8.RuneSelf && !inWord(r) {
			before = widen(before, gapOf(r))
			i += n
			continue
		}
		w := word{start: int32(i), gap: before}
		i = s.word(&w, text, i)
		dst = append(dst, w)
		before = gapNone
	}
	return dst
}

// word reads the word at i and returns where it ends.
func (s *scanner) word(w *word, text string, i int) int {
	raw := uint64(14695981039346656037)
	letters, capitals, digits := 0, 0, 0
	for i < len(text) {
		c := text[i]
		r, n := rune(c), 1
		if c >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		if !inWord(r) && !(apostrophe(r) && letters > 0 && nextIsLetter(text[i+n:])) {
			break
		}
		switch {
		case r >= '0' && r <= '9':
			digits++
		case mark(r), apostrophe(r):
		default:
			if capitals == letters && upper(r) {
				capitals++
				w.cap = true
			}
			letters++
		}
		for _, b := range []byte(text[i : i+n]) {
			raw = (raw ^ uint64(b)) * 1099511628211
		}
		i += n
	}
	w.end = int32(i)
	w.caps, w.digit = letters > 1 && capitals == letters, letters == 0 && digits > 0
	m := &s.seen[raw>>32%uint64(len(s.seen))]
	if m.raw != raw {
		m.raw = raw
		if w.end-w.start > maxSyllable {
			m.key, m.lex = 0, 0
		} else {
			s.key = gazetteer.AppendKey(s.key[:0], text[w.start:w.end])
			m.key = hash(s.key)
			m.lex = lexicon[m.key]
		}
	}
	w.key, w.lex = m.key, m.lex
	return i
}

// maxSyllable is more bytes than any syllable of a name has; longer words have no key.
const maxSyllable = 40

func hash(key []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range key {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

func hashOf(s string) uint64 { return hash(gazetteer.AppendKey(nil, s)) }

var asciiWord, asciiGap = tabulate()

func tabulate() (in [utf8.RuneSelf]bool, gaps [utf8.RuneSelf]gap) {
	for i := range in {
		r := rune(i)
		in[i] = unicode.IsLetter(r) || unicode.IsDigit(r)
		gaps[i] = gapOf(r)
	}
	return in, gaps
}

func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return asciiWord[r]
	}
	if r >= 0xC0 && r < 0x250 && r != '×' && r != '÷' || r >= 0x1E00 && r < 0x1F00 {
		return true // the letters of Vietnamese and of most other Latin scripts
	}
	return unicode.IsLetter(r) || mark(r) || unicode.IsDigit(r)
}

// mark says that r is a combining diacritic.
func mark(r rune) bool { return r >= 0x300 && r < 0x370 || r >= 0x483 && unicode.Is(unicode.Mn, r) }

func upper(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'A' && r <= 'Z'
	}
	return unicode.IsUpper(r)
}

func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == '‘' || r == 'ʼ' }

func nextIsLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

func gapOf(r rune) gap {
	switch r {
	case '\n', '\r', '\u2028', '\u2029':
		return gapLine
	case '-', '\u2010', '\u2011', '\u2012', '–', '—', '\u2015':
		return gapDash
	case ',', '、':
		return gapComma
	case '.':
		return gapPoint
	case ':':
		return gapColon
	case '(', '[':
		return gapOpen
	case ')', ']':
		return gapClose
	case '/':
		return gapSlash
	}
	if unicode.IsSpace(r) || r == 0xAD || r >= 0x200B && r <= 0x200F || r == 0xFEFF {
		return gapSpace
	}
	return gapStop
}

// widen is the gap g with one more character in it.
func widen(g, next gap) gap {
	switch {
	case g == gapNone:
		return next
	case next == gapSpace && g == gapPoint:
		return gapPointSpace
	case next == gapSpace:
		return g
	case g == gapSpace:
		return next
	case g == gapLine || next == gapLine:
		return gapLine
	case g == gapClose && next != gapOpen: // "(Lâm Đồng), ..." is a comma for what follows
		return next
	case g == next && g == gapPoint:
		return gapStop
	}
	return max(g, next)
}
