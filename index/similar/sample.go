package similar

import (
	"math/bits"
	"slices"
	"unicode"
	"unicode/utf8"

	"diembao/viet"
)

// Measured on 300,000 real articles: five syllables and one in eight find 99 to 100 % of edited copies and, by windows,
// 94 % of two quoted sentences, in about 530 bytes an article; one in sixteen halves the bytes and loses a tenth.
const (
	shingle = 5 // syllables
	every   = 8 // one shingle in
	window  = 64
	stride  = window / 2
)

// Of a short text so few runs are kept at this rate that a cut and a few changed words leave none: it keeps one in four
// below shortText syllables, and one in two below noticeText. Whoever has one kept at the usual rate has it at these too, so
// that long and short texts find each other as before, and short ones find each other better. Notices are some tenth of
// what is published, and the marks of all articles grow by a tenth.
const (
	shortText  = 320
	noticeText = 128
	usualFine  = 3 // Mark.fine of what the usual rate keeps: its low bits are clear
)

// A Mark is a sampled shingle of a text: its hash and the number of its first syllable.
type Mark struct {
	Hash uint32
	At   int
	fine uint8 // how many of the rates keep it: 1 only the finest, 3 the usual one too
}

// Sample adds the hashes of the sampled shingles of text to dst, in order of the text.
func Sample(dst []uint32, text string) []uint32 {
	for _, m := range Marks(nil, text) {
		dst = append(dst, m.Hash)
	}
	return dst
}

// Marks adds the sampled shingles of text to dst, in order.
func Marks(dst []Mark, text string) []Mark {
	var ring [shingle]uint64
	n, first := 0, len(dst)
	var fold [64]byte
	for i := 0; i < len(text); {
		start := i
		i = wordEnd(text, i)
		if i == start {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
			continue
		}
		ring[n%shingle] = hash(viet.AppendFold(fold[:0], text[start:i]))
		if n++; n < shingle {
			continue
		}
		h := uint64(0)
		for k := n - shingle; k < n; k++ {
			h = mix(h ^ ring[k%shingle])
		}
		if fine := bits.TrailingZeros64(h | every); fine > 0 {
			dst = append(dst, Mark{Hash: uint32(h >> 32), At: n - shingle, fine: uint8(fine)})
		}
	}
	least := uint8(usualFine)
	switch {
	case n < noticeText:
		least = 1
	case n < shortText:
		least = 2
	}
	return append(dst[:first], slices.DeleteFunc(dst[first:], func(m Mark) bool { return m.fine < least })...)
}

// wordEnd is the end of the run of letters and digits that begins at i.
func wordEnd(s string, i int) int {
	for i < len(s) {
		c := s[i]
		if c < utf8.RuneSelf {
			if c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' {
				i++
				continue
			}
			return i
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			return i
		}
		i += size
	}
	return i
}

// hash is FNV-1a of the folded syllable, mixed.
func hash(b []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range b {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return mix(h)
}

// mix spreads every bit over all others (the finaliser of splitmix64).
func mix(h uint64) uint64 {
	h += 0x9E3779B97F4A7C15
	h = (h ^ h>>30) * 0xBF58476D1CE4E5B9
	h = (h ^ h>>27) * 0x94D049BB133111EB
	return h ^ h>>31
}
