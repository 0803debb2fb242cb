package similar

import (
	"unicode"
	"unicode/utf8"

	"diembao/viet"
)

// syllable is the hash of the folded run of letters and digits that begins at i, and its end; the end is i when there is
// none. All articles are read by it once more than by the analyzer, so that letters of Vietnamese are folded as they are
// read; a run that has others is folded by room viet, which does the same to them all.
func syllable(s string, i int) (hash uint64, end int) {
	h := uint64(14695981039346656037) // FNV-1a, mixed
	for end = i; end < len(s); {
		base, size := letterAt(s, end)
		if base == 0 {
			if r, _ := utf8.DecodeRuneInString(s[end:]); inWord(r) {
				return folded(s, i)
			}
			break
		}
		h = (h ^ uint64(base)) * 1099511628211
		end += size
	}
	return mix(h), end
}

// folded is syllable for any run.
func folded(s string, i int) (hash uint64, end int) {
	for end = i; end < len(s); {
		r, size := utf8.DecodeRuneInString(s[end:])
		if !inWord(r) {
			break
		}
		end += size
	}
	h := uint64(14695981039346656037)
	for _, c := range viet.AppendFold(nil, s[i:end]) {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return mix(h), end
}

func inWord(r rune) bool { return r >= '0' && r <= '9' || unicode.IsLetter(r) || unicode.IsMark(r) }

// letterAt is the folded form of the letter or digit at i, and its size; 0 of what is none, and of letters that bases has not.
func letterAt(s string, i int) (base byte, size int) {
	switch c := s[i]; {
	case c < utf8.RuneSelf:
		return bases[c], 1
	case c >= 0xC3 && c <= 0xC8 && i+1 < len(s) && s[i+1]&0xC0 == 0x80: // up to U+023F
		return bases[int(c&0x1F)<<6|int(s[i+1]&0x3F)], 2
	case c == 0xE1 && i+2 < len(s) && s[i+1]&0xFC == 0xB8 && s[i+2]&0xC0 == 0x80: // from U+1E00 to U+1EFF
		return bases[extended+int(s[i+1]&3)<<6|int(s[i+2]&0x3F)], 3
	}
	return 0, 0
}

// extended is where in bases the letters from U+1E00 to U+1EFF begin, behind those below U+0240.
const extended = 0x240

// bases are what the letters that Vietnamese is written with are folded to.
var bases = func() (t [extended + 0x100]byte) {
	for i := range t {
		r := rune(i)
		if i >= extended {
			r += 0x1E00 - extended
		}
		if f := viet.AppendFold(nil, string(r)); len(f) == 1 && inWord(r) {
			t[i] = f[0]
		}
	}
	return t
}()
