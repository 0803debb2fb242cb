package viet

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A letter is what is known of one Latin letter. The zero letter is none.
type letter struct {
	lower uint16 // lower case, with all diacritics
	bare  uint16 // lower case without the tone: ệ -> ê
	base  byte   // a to z
	tone  byte   // one of the tones
	flags byte
}

// Tones of Vietnamese, in the order ngang, huyền, sắc, hỏi, ngã, nặng.
const (
	level = iota
	grave
	acute
	hook
	tilde
	dot
)

// Flags of a letter.
const (
	isVowel byte = 1 << iota
	isUpper
	isMarked // â ă ê ô ơ ư: the letter on which a syllable's tone stands
)

// The ranges of Unicode that the table of letters covers. All of Vietnamese lies in them.
const (
	latinEnd   = 0x250 // letters below, and from extStart to extEnd, are in the table
	extStart   = 0x1E00
	extEnd     = 0x1F00
	marksStart = 0x300 // combining diacritics of Latin
	marksEnd   = 0x370
)

// toneOf has the combining characters that are tones. The other marks (circumflex, breve, horn) make other vowels.
var toneOf = map[rune]byte{0x300: grave, 0x301: acute, 0x309: hook, 0x303: tilde, 0x323: dot}

// The tables are made once at start from the decompositions that x/text knows, so that no letter can be mistyped.
var (
	letters  = tabulate()
	withTone = tabulateTones()
)

// letterOf is the table's entry for r; its base is 0 when r is no Latin letter.
func letterOf(r rune) *letter {
	switch {
	case r < latinEnd:
		return &letters[r]
	case r >= extStart && r < extEnd:
		return &letters[r-extStart+latinEnd]
	}
	return &letters[0]
}

// tabulate fills the table of letters: the plain ranges first, the extended one behind them.
func tabulate() (t [latinEnd + extEnd - extStart]letter) {
	for i := range t {
		r := rune(i)
		if i >= latinEnd {
			r += extStart - latinEnd
		}
		if unicode.IsLetter(r) {
			t[i] = makeLetter(r)
		}
	}
	return t
}

// makeLetter describes one letter; those that have no decomposition are named here.
func makeLetter(r rune) letter {
	low := unicode.ToLower(r)
	l := letter{lower: uint16(low), bare: uint16(low)}
	if low != r {
		l.flags |= isUpper
	}
	switch low {
	case 'đ', 'ð': // the Icelandic letter stands for đ in much old text
		l.lower, l.bare, l.base = 'đ', 'đ', 'd'
		return l
	case 'ø':
		l.base = 'o'
		return l
	case 'ł':
		l.base = 'l'
		return l
	case 'ı':
		l.base = 'i'
		return l
	}
	return l.decompose(low)
}

// decompose fills base, tone and bare from the canonical decomposition of the lower-case letter r.
func (l letter) decompose(low rune) letter {
	parts := []rune(norm.NFD.String(string(low)))
	if parts[0] < 'a' || parts[0] > 'z' {
		return l // æ, ß: letters of their own
	}
	l.base = byte(parts[0])
	rest := parts[:1:1]
	for _, m := range parts[1:] {
		if tone := toneOf[m]; tone != 0 && l.tone == 0 {
			l.tone = tone
			continue
		}
		rest = append(rest, m)
	}
	bare, _ := utf8.DecodeRuneInString(norm.NFC.String(string(rest)))
	l.bare = uint16(bare)
	switch bare {
	case 'a', 'e', 'i', 'o', 'u', 'y':
		l.flags |= isVowel
	case 'ă', 'â', 'ê', 'ô', 'ơ', 'ư':
		l.flags |= isVowel | isMarked
	}
	if l.flags&isVowel == 0 {
		l.tone, l.bare = 0, uint16(low) // ñ, ń, ỹ of a consonant: no tone of Vietnamese
	}
	return l
}

// vowels are the twelve vowel letters that bear tones; withTone[i][tone] is the letter vowels[i] with that tone.
const vowels = "aăâeêioôơuưy"

// tabulateTones composes every vowel with every tone.
func tabulateTones() map[rune][6]rune {
	m := make(map[rune][6]rune, 12)
	for _, v := range vowels {
		row := [6]rune{v}
		for mark, tone := range toneOf {
			row[tone], _ = utf8.DecodeRuneInString(norm.NFC.String(string([]rune{v, mark})))
		}
		m[v] = row
	}
	return m
}
