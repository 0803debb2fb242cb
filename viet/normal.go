package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// NFC is s in Unicode's composed form, without zero-width characters, direction marks and soft hyphens, and with an
// ordinary space for every no-break space. Bytes that are not UTF-8 become U+FFFD. It is idempotent and returns s
// itself when there is nothing to do.
func NFC(s string) string {
	var out strings.Builder
	done := 0 // s[:done] is in out
	for i := settled(s, 0); i < len(s); i = settled(s, done) {
		// Only the characters around one that is not settled go the slow way: no ASCII character composes with what stands
		// before it, so the text is cut there. A page is mostly markup and Vietnamese letters, and these are settled.
		from, to := i, i
		for from > done && s[from-1] >= utf8.RuneSelf {
			from--
		}
		if from > done {
			from-- // what a combining character may compose with
		}
		for to < len(s) && s[to] >= utf8.RuneSelf {
			to++
		}
		if done == 0 {
			out.Grow(len(s))
		}
		out.WriteString(s[done:from])
		out.WriteString(norm.NFC.String(strings.Map(visible, s[from:to])))
		done = to
	}
	if done == 0 {
		return s
	}
	out.WriteString(s[done:])
	return out.String()
}

// settled is where the first character from i on stands that may be invisible, not composed or no character; len(s) when
// there is none. It knows ASCII, the composed letters of Latin and Vietnamese and the punctuation of printed text.
func settled(s string, i int) int {
	for i < len(s) {
		c := s[i]
		switch {
		case c < utf8.RuneSelf:
			i++
		case c >= 0xC3 && c <= 0xC6 && i+1 < len(s) && s[i+1]&0xC0 == 0x80: // U+00C0 to U+01BF
			i += 2
		case c == 0xE1 && i+2 < len(s) && (s[i+1] == 0xBA || s[i+1] == 0xBB) && s[i+2]&0xC0 == 0x80: // U+1E80 to U+1EFF
			i += 3
		case c == 0xE2 && i+2 < len(s) && s[i+1] == 0x80 && s[i+2] >= 0x90 && s[i+2] < 0xA7: // U+2010 to U+2026
			i += 3
		default:
			return i
		}
	}
	return i
}

// isASCII spares most short words the slower ways: ASCII is in NFC and has nothing invisible.
func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// visible maps what cannot be seen to -1 (drop) and every no-break space to a space.
func visible(r rune) rune {
	switch {
	case r < 0xA0:
		return r
	case r == 0xA0, r == 0x2007, r == 0x202F:
		return ' '
	case isInvisible(r):
		return -1
	}
	return r
}

// isInvisible says that r takes no room: zero-width spaces and joiners, direction marks, soft hyphens. Editors leave them
// inside words, where they would hide the word from every comparison.
func isInvisible(r rune) bool {
	switch {
	case r == 0xAD, r == 0xFEFF, r == 0x34F, r == 0x180E, r == 0x61C:
		return true
	case r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x2064, r >= 0x2066 && r <= 0x2069:
		return true
	}
	return false
}

// Key is the form in which two spellings of the same words are equal: NFC, lower case, tones in one place (hoà and
// hòa, uỷ and ủy, thuý and thúy are one; so are the slips hòan and hoàn), Ð (eth) as Đ, every run of space one
// space, none at the ends. It is idempotent.
func Key(s string) string { return string(AppendKey(make([]byte, 0, len(s)+8), s)) }

// AppendKey appends Key(s) to dst. It allocates nothing when dst has room and s is in NFC.
func AppendKey(dst []byte, s string) []byte {
	f := former{dst: dst, start: len(dst), word: len(dst)}
	if !f.key(s) {
		f = former{dst: dst, start: len(dst), word: len(dst), normal: true}
		f.key(composeLower(s))
	}
	return f.dst
}

// key appends the key of s. It says false when it must be called again with composeLower(s).
func (f *former) key(s string) bool {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			f.ascii(c)
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		if l := letterOf(r); l.base != 0 {
			f.flushSpace()
			f.dst = utf8.AppendRune(f.dst, rune(l.lower))
			f.see(l)
			continue
		}
		f.endWord()
		if !f.other(r, s) {
			return false
		}
	}
	f.endWord()
	return true
}

// ascii appends one byte of ASCII; NUL counts as space, for no text has it.
func (f *former) ascii(c byte) {
	low := asciiForm[c]
	if low == 0 {
		f.endWord()
		f.space = true
		return
	}
	f.flushSpace()
	if asciiLetter(low) {
		f.dst = append(f.dst, low)
		f.see(&letters[c])
		return
	}
	f.endWord()
	f.dst = append(f.dst, low)
	f.word = len(f.dst)
}

// composeLower is the slow way to a string the forms can be read from: lower case and composed, whatever the script.
func composeLower(s string) string { return norm.NFC.String(strings.ToLower(NFC(s))) }

// A former appends one form of a text.
type former struct {
	dst    []byte
	start  int  // where this form begins in dst
	word   int  // where the current word begins in dst
	vowels int  // vowels of the current word
	toned  bool // it bears a tone
	space  bool // a space is due before the next character
	fold   bool // diacritics are dropped
	normal bool // the text is known to be lower case and composed
}

// flushSpace writes the space that is due, unless nothing stands before it.
func (f *former) flushSpace() {
	if f.space {
		f.space = false
		if len(f.dst) > f.start {
			f.dst = append(f.dst, ' ')
		}
		f.word = len(f.dst)
	}
}

// see counts what placing the tone depends on, so that most words need no second look.
func (f *former) see(l *letter) {
	if l.flags&isVowel != 0 {
		f.vowels++
		f.toned = f.toned || l.tone != level
	}
}

// endWord settles the place of the tone in the word just appended.
func (f *former) endWord() {
	if f.toned && f.vowels > 1 {
		f.dst = placeTone(f.dst, f.word)
	}
	f.word, f.vowels, f.toned = len(f.dst), 0, false
}

// other appends a character that is no Latin letter. It says false when the form must be made anew from the composed
// text, because such a character of s composes with its neighbours.
func (f *former) other(r rune, s string) bool {
	switch {
	case isInvisible(r):
		return true
	case unicode.IsSpace(r):
		f.space = true
		return true
	case r >= marksStart && r < marksEnd && f.fold:
		return true
	case r >= 0x2010 && r < 0x2060 || r < marksStart && !unicode.IsLetter(r):
	case !f.normal:
		if composeLower(s) != s {
			return false
		}
		f.normal = true
	}
	f.flushSpace()
	f.dst = utf8.AppendRune(f.dst, unicode.ToLower(r))
	f.word = len(f.dst)
	return true
}

// asciiForm is the lower case of an ASCII character, 0 for space and NUL.
var asciiForm = func() (t [utf8.RuneSelf]byte) {
	for i := range t {
		t[i] = byte(unicode.ToLower(rune(i)))
		if unicode.IsSpace(rune(i)) {
			t[i] = 0
		}
	}
	return t
}()

// asciiLetter says that c is one of A to Z or a to z.
func asciiLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
