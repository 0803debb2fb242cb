package viet

import (
	"unicode"
	"unicode/utf8"
)

// TokenKind says what a token is.
type TokenKind uint8

// The kinds of token.
const (
	Word   TokenKind = iota + 1 // a syllable or foreign word: tỉnh, H'Hen, Ksor
	Number                      // digits with the signs inside them: 2.063, 31/7, 0,5, 15:22
	Code                        // letters with digits or joined abbreviations: 18-NQ/TW, COVID-19, PT-TH, T.Ư, QL1A
	Punct                       // one character of anything else that is no space
)

// A Token is bytes Start to End of the text it was cut from.
type Token struct {
	Start, End int
	Kind       TokenKind
}

// AppendTokens cuts s, which should be in NFC, into tokens and appends them to dst, in order and without overlap; only
// space lies between them. It cuts the same way whatever the case, so that "covid-19" in a query is "COVID-19" in a
// text, and allocates nothing when dst has room. A hyphen between whole syllables (kinh tế-xã hội) or between numbers
// (9-11/10) is a token of its own.
func AppendTokens(dst []Token, s string) []Token {
	for i := 0; i < len(s); {
		class, size := classAt(s, i)
		switch class {
		case spaceChar:
			i += size
		case letterChar, digitChar:
			t := chunkAt(s, i)
			dst = append(dst, t)
			i = t.End
		default:
			dst = append(dst, Token{i, i + size, Punct})
			i += size
		}
	}
	return dst
}

// A charClass says what part a character can play in a token.
type charClass uint8

// The classes of characters.
const (
	otherChar charClass = iota
	spaceChar
	letterChar
	digitChar
)

// asciiClass spares the commonest characters the look into Unicode's tables.
var asciiClass = func() (t [utf8.RuneSelf]charClass) {
	for i := range t {
		t[i] = classOf(rune(i))
	}
	return t
}()

// classAt is the class and size of the character of s at i.
func classAt(s string, i int) (charClass, int) {
	if c := s[i]; c < utf8.RuneSelf {
		return asciiClass[c], 1
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	if letterOf(r).base != 0 {
		return letterChar, size
	}
	return classOf(r), size
}

// classOf is the class of any character. Digits of other scripts are letters of their words or punctuation, not numbers:
// nobody could compare them.
func classOf(r rune) charClass {
	switch {
	case unicode.IsLetter(r):
		return letterChar
	case r >= '0' && r <= '9':
		return digitChar
	case unicode.IsSpace(r):
		return spaceChar
	case r >= marksStart && (unicode.Is(unicode.M, r) || isInvisible(r)):
		return letterChar // a mark inside a word does not cut it
	}
	return otherChar
}

// A part is a run of letters and digits inside a chunk.
type part struct {
	start, end      int
	letters, digits bool
}

// partAt is the run of letters and digits at i.
func partAt(s string, i int) part {
	p := part{start: i}
	for i < len(s) {
		class, size := classAt(s, i)
		if class == letterChar {
			p.letters = true
		} else if class == digitChar {
			p.digits = true
		} else {
			break
		}
		i += size
	}
	p.end = i
	return p
}

// kind is what a part is when it stands alone.
func (p part) kind() TokenKind {
	switch {
	case !p.digits:
		return Word
	case !p.letters:
		return Number
	}
	return Code
}

// chunkAt is the token that begins with the letter or digit at i: parts joined as long as their sign joins them.
func chunkAt(s string, i int) Token {
	p := partAt(s, i)
	t := Token{p.start, p.end, p.kind()}
	for p.end+1 < len(s) && p.end-p.start < 64 {
		_, size := signAt(s, p.end)
		if size == 0 || p.end+size >= len(s) {
			return t
		}
		next := partAt(s, p.end+size)
		if next.end == next.start {
			return t
		}
		kind, ok := join(s, t, p, next)
		if !ok {
			return t
		}
		t.End, t.Kind, p = next.end, kind, next
	}
	return t
}

// signAt is the sign at i that may join two parts, and its size; size 0 when there is none.
func signAt(s string, i int) (byte, int) {
	switch c := s[i]; c {
	case '.', ',', '/', ':', '-', '&', '_', '\'':
		return c, 1
	}
	switch r, size := utf8.DecodeRuneInString(s[i:]); r {
	case '’', 'ʼ', '‘':
		return '\'', size
	case '‑': // the hyphen that does not break
		return '-', size
	}
	return 0, 0
}

// join says whether the sign between the parts a and b makes one token of them, and of which kind. t is the token so
// far; a is its last part.
func join(s string, t Token, a, b part) (TokenKind, bool) {
	sign, _ := signAt(s, a.end)
	numeric := t.Kind == Number && b.kind() == Number
	switch sign {
	case '.', ',', ':':
		if numeric {
			return Number, true
		}
		return Code, sign == '.' && t.Kind != Number && initials(s, a, b)
	case '\'':
		// H'Hen, K'Ho, R'lấp, Đ'ran: names of the Central Highlands
		return Word, t.Kind == Word && b.kind() == Word && t.End-t.Start <= 4
	case '/':
		if numeric {
			return Number, true
		}
		return Code, abbreviates(s, a) && abbreviates(s, b) || a.digits && abbreviates(s, b) && !a.letters
	case '&', '_':
		return Code, true
	case '-':
		return Code, hyphenated(s, t, a, b)
	}
	return 0, false
}

// initials: T.Ư, UVT.Ư, U.S.A. The second part is one letter, the first no syllable.
func initials(s string, a, b part) bool {
	if a.digits || b.digits || !abbreviates(s, a) {
		return false
	}
	_, size := utf8.DecodeRuneInString(s[b.start:])
	return b.start+size == b.end
}

// hyphenated: COVID-19, 18-NQ, PT-TH, QP-AN, but not tế-xã, 9-11, Hương-Ksor or Đắk-Lắk.
func hyphenated(s string, t Token, a, b part) bool {
	switch {
	case !a.letters && !b.letters:
		return t.Kind == Code && b.digits && a.digits
	case !a.letters:
		return abbreviates(s, b)
	case !b.letters:
		return foreign(s, a)
	}
	x, y := abbreviates(s, a), abbreviates(s, b)
	return x && (y || b.end-b.start <= 3) || y && a.end-a.start <= 3
}

// foreign says that a part is no plain number and not spelt like a syllable of Viet Nam's languages.
func foreign(s string, p part) bool {
	if !p.letters || p.digits {
		return p.letters
	}
	for i := p.start; i < p.end; {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if l := letterOf(r); l.tone != level || l.flags&isMarked != 0 {
			return p.end-p.start == size // Đắk, Krông; but the Ư of T.Ư
		}
	}
	return !Syllable(s[p.start:p.end])
}

// abbreviates says that a part is foreign and short, or has no vowel: NQ, UBND, QĐ, QH15.
func abbreviates(s string, p part) bool {
	if !foreign(s, p) {
		return false
	}
	letters := 0
	vowel := false
	for i := p.start; i < p.end && letters < 32; {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		letters++
		vowel = vowel || letterOf(r).flags&isVowel != 0
	}
	return p.digits || !vowel || letters <= 4
}

// AppendTokens is AppendTokens of the text that was cut; it appends besides the WordHash of every Word to hashes, and 0 for
// the other tokens.
func (c *Cut) AppendTokens(dst []Token, hashes []uint64) ([]Token, []uint64) {
	end := 0
	for k := range c.Atoms {
		a := &c.Atoms[k]
		for i := max(end, int(a.Start)); i < int(a.End); i = end {
			t, hash := Token{i, int(a.End), Punct}, uint64(0)
			switch {
			case a.Alone && i == int(a.Start) && a.Kind == Letters && a.Case != Mixed:
				t.Kind, hash = Word, a.Hash
			case a.Kind == Break:
				end = t.End
				continue
			case a.Kind != Sign || a.Hash >= utf8.RuneSelf:
				class, size := classAt(c.Text, i)
				if t.End = i + size; class == letterChar || class == digitChar {
					t = chunkAt(c.Text, i)
				}
				if t.Kind == Word {
					hash = WordHash(c.Text[t.Start:t.End])
				}
			}
			dst, hashes, end = append(dst, t), append(hashes, hash), t.End
		}
	}
	return dst, hashes
}
