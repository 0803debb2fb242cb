package viet

import (
	"unicode"
	"unicode/utf8"
)

// An AtomKind says what an atom is.
type AtomKind uint8

// The kinds of atom.
const (
	Letters AtomKind = iota + 1 // a run of letters, with the combining marks among them
	Digits                      // a run of 0 to 9
	Sign                        // one other character that is seen
	Break                       // the end of a line
)

// A Case says where the capitals of an atom of letters stand.
type Case uint8

// The cases. Whoever reads an atom with its letters mixed, or with letters that are not Latin, must look at them itself.
const (
	Mixed Case = iota // tỉnhÔng, iPhone; or not Latin
	Lower             // tỉnh
	Title             // Tỉnh, and one capital alone
	Upper             // UBND: two capitals or more
)

// An Atom is the smallest part of a text that no reader of facts divides but where letters are mixed. What is a word, a
// number or a name differs from reader to reader; all of them make theirs of atoms, and most of their words are one.
type Atom struct {
	// Hash is WordHash of letters and digits; of a sign or break it is the character.
	Hash       uint64
	Start, End int32 // bytes of the text
	Kind       AtomKind
	Case       Case
	Last       byte // the last letter without diacritics, a to z; 0 if it is not Latin
	// Alone says that what follows joins no word: the end, a space, a comma before a space. Without it the atom may be a
	// part of something longer: T.Ư, 18-NQ/TW, H'Hen, 2.063.
	Alone bool
}

// A Cut is a text and its atoms, in order; between two of them lies nothing or space.
type Cut struct {
	Text  string
	Atoms []Atom
}

// Read cuts text, in NFC, in the memory of c.
func (c *Cut) Read(text string) {
	c.Text, c.Atoms = text, c.Atoms[:0]
	for i := 0; i < len(text); {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = runeAt(text, i)
		}
		a := Atom{Start: int32(i), End: int32(i + n)}
		switch {
		case IsLetter(r) || r >= marksStart && unicode.Is(unicode.M, r):
			a = lettersAt(text, i)
			a.Alone = aloneBefore(text, int(a.End))
		case r >= '0' && r <= '9':
			a = digitsAt(text, i)
			a.Alone = aloneBefore(text, int(a.End))
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			a.Kind, a.Hash = Break, uint64(r)
		case unicode.IsSpace(r):
			i += n
			continue
		default:
			a.Kind, a.Hash = Sign, uint64(r)
		}
		c.Atoms = append(c.Atoms, a)
		i = int(a.End)
	}
}

// runeAt is utf8.DecodeRuneInString(s[i:]) with the lengths that the letters of Vietnamese have beyond ASCII done here.
func runeAt(s string, i int) (rune, int) {
	c := s[i]
	switch {
	case c >= 0xC2 && c < 0xE0 && i+1 < len(s) && s[i+1]&0xC0 == 0x80:
		return rune(c&0x1F)<<6 | rune(s[i+1]&0x3F), 2
	case c == 0xE1 && i+2 < len(s) && s[i+1]&0xC0 == 0x80 && s[i+2]&0xC0 == 0x80:
		return 0x1000 | rune(s[i+1]&0x3F)<<6 | rune(s[i+2]&0x3F), 3
	}
	return utf8.DecodeRuneInString(s[i:])
}

// alone has the ASCII characters behind which no word goes on; joining those that are so only before a space or a sign.
var alone, joining = func() (a, j [utf8.RuneSelf]bool) {
	for i := range a {
		c := byte(i)
		j[i] = c == '.' || c == ',' || c == '/' || c == ':' || c == '-' || c == '&' || c == '_'
		a[i] = !j[i] && !asciiLetter(c) && (c < '0' || c > '9') && c != '\'' && c != '`'
	}
	return a, j
}()

// aloneBefore says that a word that ends at i goes on in nothing that any reader joins.
func aloneBefore(s string, i int) bool {
	if i == len(s) {
		return true
	}
	c := s[i]
	if c >= utf8.RuneSelf {
		r, _ := utf8.DecodeRuneInString(s[i:])
		return r == '–' || r == '—' || r == '“' || r == '”'
	}
	return alone[c] || joining[c] && (i+1 == len(s) || s[i+1] < utf8.RuneSelf && alone[s[i+1]])
}

// A speller gathers what a word's hash and case depend on, letter by letter.
type speller struct {
	hash              uint64
	letters, capitals int
	vowels, runs      int    // vowels, and runs of them
	first, last       letter // letters
	vowel             byte   // isVowel if the last letter is one
	tone              byte
	odd               bool // not all letters are Latin, or there are two tones
}

// The hash is that of Fowler, Noll and Vo with characters for bytes, and with another multiplier, which fills the high
// bits that tables go by.
const (
	hashSeed  = 0xCBF29CE484222325
	hashTimes = 0x9E3779B97F4A7C15
)

// lettersAt is the run of letters at i.
func lettersAt(s string, i int) Atom {
	a := Atom{Start: int32(i), Kind: Letters}
	w := speller{hash: hashSeed}
	for i < len(s) {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = runeAt(s, i)
		}
		l := letterOf(r)
		if l.base == 0 {
			if r < utf8.RuneSelf || !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) {
				break
			}
			w.odd = true
		}
		w.see(l)
		i += n
	}
	a.End, a.Case, a.Last = int32(i), w.letterCase(), w.last.base
	if w.regular() {
		a.Hash = w.sum()
	} else {
		a.Hash = oddHash(s[a.Start:i])
	}
	return a
}

func (w *speller) see(l *letter) {
	w.hash = (w.hash ^ uint64(l.bare)) * hashTimes
	if w.letters == 0 {
		w.first = *l
	}
	w.last = *l
	w.letters++
	w.capitals += int(l.flags & isUpper / isUpper)
	vowel := l.flags & isVowel
	w.vowels += int(vowel)
	w.runs += int(vowel &^ w.vowel)
	w.vowel = vowel
	if l.tone != level {
		w.odd = w.odd || w.tone != level
		w.tone = l.tone
	}
}

// regular says that the word's Key is told by its letters without tones and by its tone: Key puts the tone of such a word
// in one place, or there is but one place for it.
func (w *speller) regular() bool {
	return !w.odd && (w.tone == level || w.vowels == 1 || w.runs == 1 && w.vowels <= 3 && w.letters <= 7)
}

func (w *speller) letterCase() Case {
	switch {
	case w.odd && w.letters > 0:
		return Mixed
	case w.capitals == 0:
		return Lower
	case w.letters > 1 && w.capitals == w.letters:
		return Upper
	case w.capitals == 1 && w.first.flags&isUpper != 0:
		return Title
	}
	return Mixed
}

// sum is the hash of the whole word; never 0, which is no word's.
func (w *speller) sum() uint64 {
	h := (w.hash ^ uint64(w.tone)) * hashTimes
	return h ^ h>>32 | 1
}

// digitsAt is the run of digits at i.
func digitsAt(s string, i int) Atom {
	a := Atom{Start: int32(i), Kind: Digits}
	w := speller{hash: hashSeed}
	for ; i < len(s) && s[i] >= '0' && s[i] <= '9'; i++ {
		w.hash = (w.hash ^ uint64(s[i])) * hashTimes
	}
	a.End, a.Hash = int32(i), w.sum()
	return a
}

// WordHash is equal for two words, in NFC, if their Keys are, and for others is as good as never. A word is anything
// without space.
func WordHash(word string) uint64 {
	if word == "" {
		return 0
	}
	if a := lettersAt(word, 0); int(a.End) == len(word) {
		return a.Hash
	}
	if a := digitsAt(word, 0); int(a.End) == len(word) {
		return a.Hash
	}
	return oddHash(word)
}

// oddHash is WordHash of a word whose letters do not tell its Key.
func oddHash(word string) uint64 { return KeyHash(AppendKey(nil, word)) }

// KeyHash is WordHash of the words of which key is the Key.
func KeyHash(key []byte) uint64 {
	w, latin, digits := speller{hash: hashSeed}, true, true
	for i := 0; i < len(key); {
		r, n := utf8.DecodeRune(key[i:])
		l := letterOf(r)
		latin, digits = latin && l.base != 0, digits && r >= '0' && r <= '9'
		w.see(l)
		i += n
	}
	if latin && w.regular() {
		return w.sum()
	}
	w = speller{hash: hashSeed}
	if !digits {
		w.hash++ // letters are hashed by characters, all else by bytes: the two are kept apart
	}
	for _, c := range key {
		w.hash = (w.hash ^ uint64(c)) * hashTimes
	}
	return w.sum()
}
