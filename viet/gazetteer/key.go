package gazetteer

import (
	"bytes"
	"unicode/utf8"

	"diembao/viet"
)

// Key is the form in which spellings of one place name are equal. It is viet.Key, and besides: dashes and the spaces
// around them are one space (Bà Rịa - Vũng Tàu, Bà Rịa–Vũng Tàu), curly apostrophes are straight (Ea H’leo), a final y
// after a consonant is i (Lý Sơn, Lí Sơn; Quy Nhơn, Qui Nhơn), and a syllable in k, which no Vietnamese word ends in,
// has no diacritics (Đắk, Đăk, Đak; Lắk, Lak).
func Key(name string) string { return string(AppendKey(nil, name)) }

// AppendKey appends Key(name) to dst; it allocates nothing when dst has room.
func AppendKey(dst []byte, name string) []byte {
	start := len(dst)
	dst = viet.AppendKey(dst, name)
	out := dst[:start]
	word := start // start of the current syllable in out
	for i := start; i < len(dst); {
		r, n := utf8.DecodeRune(dst[i:])
		switch {
		case r == ' ' || r == '-' || r >= 0x2010 && r <= 0x2015:
			out = endSyllable(out, word)
			if len(out) > start && out[len(out)-1] != ' ' {
				out = append(out, ' ')
			}
			word = len(out)
		case r == '’' || r == '‘' || r == 'ʼ' || r == '`' || r == '´':
			out = append(out, '\'')
		default:
			out = append(out, dst[i:i+n]...)
		}
		i += n
	}
	out = endSyllable(out, word)
	return bytes.TrimRight(out, " ")
}

// iForY are the forms of a final y as i.
var iForY = map[rune]string{'y': "i", 'ý': "í", 'ỳ': "ì", 'ỷ': "ỉ", 'ỹ': "ĩ", 'ỵ': "ị"}

// endSyllable settles the syllable out[word:], which only gets shorter.
func endSyllable(out []byte, word int) []byte {
	s := out[word:]
	if len(s) < 2 {
		return out
	}
	if s[len(s)-1] == 'k' {
		var room [32]byte
		return append(out[:word], viet.AppendFold(room[:0], string(s))...)
	}
	last, n := utf8.DecodeLastRune(s)
	i, ok := iForY[last]
	if before := s[:len(s)-n]; ok && len(before) > 0 && (consonant(before[len(before)-1]) || bytes.Equal(before, []byte("qu"))) {
		return append(out[:word+len(before)], i...)
	}
	return out
}

// Respells says that Key of a syllable, in any case, may be another than viet.Key: it ends in k, or in a y that may be i.
func Respells(syllable string) bool {
	last, n := utf8.DecodeLastRuneInString(syllable)
	switch last {
	case 'k', 'K':
		return true
	case 'y', 'ý', 'ỳ', 'ỷ', 'ỹ', 'ỵ', 'Y', 'Ý', 'Ỳ', 'Ỷ', 'Ỹ', 'Ỵ':
		if len(syllable) == n {
			return false
		}
		before := syllable[len(syllable)-n-1] | 0x20
		return consonant(before) || before == 'u' && syllable[0]|0x20 == 'q'
	}
	return false
}

func consonant(c byte) bool {
	return c > 'a' && c <= 'z' && c != 'e' && c != 'i' && c != 'o' && c != 'u'
}
