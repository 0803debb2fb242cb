package places

import (
	"unicode"
	"unicode/utf8"

	"diembao/viet"
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
	key        uint64 // viet.WordHash of its gazetteer.Key
	lex        lex    // what kind of context word it is
	gap        gap    // before it
	cap, caps  bool   // begins with a capital; two letters or more, all of them capitals
	digit      bool   // digits only
}

// A scanner cuts texts into words.
type scanner struct {
	key []byte
}

// scan appends the words of a text to dst.
func (s *scanner) scan(dst []word, cut *viet.Cut) []word {
	before, at := gapLine, int32(0) // what stands before the next word, and how far the text is read
	for i := range cut.Atoms {
		a := &cut.Atoms[i]
		if a.Start > at {
			before, at = widen(before, gapSpace), a.Start
		}
		for at < a.End {
			w := word{start: at, gap: before}
			switch {
			case at == a.Start && whole(a):
				w.end = a.End
				w.key, w.lex = a.Hash, lexicon.Get(a.Hash)
				w.cap, w.caps, w.digit = a.Case == viet.Title || a.Case == viet.Upper, a.Case == viet.Upper, a.Kind == viet.Digits
				if (a.Last == 'y' || a.Last == 'k') && gazetteer.Respells(cut.Text[at:a.End]) {
					s.name(&w, cut.Text)
				}
			case a.Kind == viet.Letters, a.Kind == viet.Digits, a.Hash >= utf8.RuneSelf:
				r, n := utf8.DecodeRuneInString(cut.Text[at:])
				if !inWord(r) {
					before, at = widen(before, gapOf(r)), at+int32(n)
					continue
				}
				s.read(&w, cut.Text)
			default:
				before, at = widen(before, asciiGap[a.Hash]), a.End
				continue
			}
			dst = append(dst, w)
			before, at = gapNone, w.end
		}
	}
	return dst
}

// whole says that an atom is a word as it stands. Most are; the others are read by their characters.
func whole(a *viet.Atom) bool {
	return a.Alone && (a.Case != viet.Mixed || a.Kind == viet.Digits) && a.End-a.Start <= maxSyllable
}

// read reads the word that starts at w.start by its characters.
func (s *scanner) read(w *word, text string) {
	letters, capitals, digits := 0, 0, 0
	i := int(w.start)
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
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
		i += n
	}
	w.end = int32(i)
	w.caps, w.digit = letters > 1 && capitals == letters, letters == 0 && digits > 0
	s.name(w, text)
}

// name gives the word its key as part of a place's name.
func (s *scanner) name(w *word, text string) {
	w.key, w.lex = 0, 0
	if w.end-w.start <= maxSyllable {
		s.key = gazetteer.AppendKey(s.key[:0], text[w.start:w.end])
		w.key = viet.KeyHash(s.key)
		w.lex = lexicon.Get(w.key)
	}
}

// maxSyllable is more bytes than any syllable of a name has; longer words have no key.
const maxSyllable = 40

// hashOf is the key of a word.
func hashOf(s string) uint64 { return viet.KeyHash(gazetteer.AppendKey(nil, s)) }

// asciiGap is gapOf of an ASCII character.
var asciiGap = func() (gaps [utf8.RuneSelf]gap) {
	for i := range gaps {
		gaps[i] = gapOf(rune(i))
	}
	return gaps
}()

func inWord(r rune) bool {
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
