package viet

import "unicode/utf8"

// A score counts words with letters outside ASCII: those spelt like Vietnamese syllables, and the others.
type score struct{ good, bad int }

// A page says within its first screens which encoding it is in; reading on only costs time.
const scoreBytes = 128 << 10 // of a text are enough to know its encoding by

// bestLegacy is the legacy encoding in which body has the most Vietnamese words, and their count. Among equals it is the
// one that the label names.
func bestLegacy(body []byte, label string) (string, score) {
	head := body[:min(len(body), scoreBytes)]
	labelled := legacyName(label)
	best, most := enc1258, score{}
	for _, name := range legacy {
		sc := scoreOf(NFC(decodeBytes(head, name)))
		if d := sc.worth() - most.worth(); d > 0 || d == 0 && name == labelled {
			best, most = name, sc
		}
	}
	return best, most
}

// worth weighs a wrong word double: in the wrong encoding some words come out right by chance, in the right one hardly any
// comes out wrong.
func (s score) worth() int { return s.good - 2*s.bad }

// scoreOf reads the words of a text in NFC, those inside <tags> left out.
func scoreOf(s string) (sc score) {
	s = s[:min(len(s), 2*scoreBytes)]
	tag := false
	for i := 0; i < len(s); {
		class, size := classAt(s, i)
		if class != letterChar {
			switch {
			case s[i] == '<' && i+1 < len(s) && (s[i+1] == '/' || s[i+1] == '!' || asciiLetter(s[i+1])):
				tag = true
			case s[i] == '>':
				tag = false
			case !tag && s[i] >= utf8.RuneSelf:
				if r, _ := utf8.DecodeRuneInString(s[i:]); r == utf8.RuneError || r >= 0x80 && r < 0xA0 {
					sc.bad++
				}
			}
			i += size
			continue
		}
		p := partAt(s, i)
		if w := s[p.start:p.end]; !tag && !isASCII(w) {
			if Syllable(w) && plainCase(w) {
				sc.good++
			} else {
				sc.bad++
			}
		}
		i = p.end
	}
	return sc
}

// plainCase says that a word is in small letters, in capitals, or begins with its only capital: "tiÕng" is none of them.
func plainCase(w string) bool {
	upper, lower, first := 0, 0, false
	for i, r := range w {
		if letterOf(r).flags&isUpper != 0 {
			upper++
			first = first || i == 0
		} else {
			lower++
		}
	}
	return upper == 0 || lower == 0 || upper == 1 && first
}
