package viet

import "unicode/utf8"

// Fold is Key without any diacritics of Latin letters, and with d for đ: "Tỉnh uỷ Đắk Lắk" is "tinh uy dak lak". Letters
// of other scripts keep their marks, which are no mere diacritics there. It is idempotent.
func Fold(s string) string { return string(AppendFold(make([]byte, 0, len(s)), s)) }

// AppendFold appends Fold(s) to dst. It allocates nothing when dst has room and s is in NFC.
func AppendFold(dst []byte, s string) []byte {
	f := former{dst: dst, start: len(dst), fold: true}
	if !f.folded(s) {
		f = former{dst: dst, start: len(dst), fold: true, normal: true}
		f.folded(composeLower(s))
	}
	return f.dst
}

// folded appends the fold of s. Tones need no seat here, so it is the faster of the two loops. It says false when it must
// be called again with composeLower(s).
func (f *former) folded(s string) bool {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			if low := asciiForm[c]; low == 0 {
				f.space = true
			} else {
				f.flushSpace()
				f.dst = append(f.dst, low)
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		if l := letterOf(r); l.base != 0 {
			f.flushSpace()
			f.dst = append(f.dst, l.base)
			continue
		}
		if !f.other(r, s) {
			return false
		}
	}
	return true
}

// FoldLoose is Fold with i for every y that is a syllable's only vowel, so that Lý and Lí, Mỹ and Mĩ, Quý and Quí are one
// name. A y beside another vowel stays: tay is not tai, Thúy is not Thúi.
func FoldLoose(s string) string {
	b := AppendFold(make([]byte, 0, len(s)), s)
	for i, c := range b {
		if c == 'y' && loneVowel(b, i) {
			b[i] = 'i'
		}
	}
	return string(b)
}

// loneVowel says that the y at b[i] stands beside no vowel, the u of qu aside.
func loneVowel(b []byte, i int) bool {
	if i+1 < len(b) && foldedVowel(b[i+1]) {
		return false
	}
	if i == 0 || !foldedVowel(b[i-1]) {
		return true
	}
	return b[i-1] == 'u' && i >= 2 && b[i-2] == 'q'
}

// foldedVowel says that c is a vowel letter in a folded text.
func foldedVowel(c byte) bool {
	switch c {
	case 'a', 'e', 'i', 'o', 'u', 'y':
		return true
	}
	return false
}
