package similar

import (
	"slices"
	"unicode/utf8"
)

// Measured on 300,000 real articles: runs of five syllables of which one in eight is kept find all edited copies, but of two
// quoted sentences, which have some seventeen runs together, nine tenths: of the others none is kept. Three in
// sixteen cost half as many bytes more.
const (
	shingle = 5 // syllables
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
)

// Rates at which shingles are kept, by the end of their hash; what a rate keeps, finer ones keep too.
const (
	none   uint8 = iota
	half         // one in two: 0 of the last bit
	fourth       // one in four: 00
	usual        // three in sixteen: 000, and of those that end in 100 every other one
)

// rateOf is the coarsest rate that keeps a hash.
func rateOf(h uint64) uint8 {
	switch {
	case h&7 == 0 || h&15 == 4:
		return usual
	case h&3 == 0:
		return fourth
	case h&1 == 0:
		return half
	}
	return none
}

// A Mark is a sampled shingle of a text: its hash and the number of its first syllable.
type Mark struct {
	Hash uint32
	At   int
	rate uint8 // the coarsest that keeps it
}

// Sample adds the hashes of the sampled shingles of text to dst, in order of the text.
func Sample(dst []uint32, text string) []uint32 {
	marks := Marks(nil, text)
	dst = slices.Grow(dst, len(marks))
	for _, m := range marks {
		dst = append(dst, m.Hash)
	}
	return dst
}

// Marks adds the sampled shingles of text to dst, in order.
func Marks(dst []Mark, text string) []Mark {
	dst = slices.Grow(dst, len(text)/24) // about as many as a text of usual length keeps
	var runs [shingle]uint64             // hashes of the last one, two ... syllables, each made of the one before it: that of five waits for no other
	n, first := 0, len(dst)
	for i := 0; i < len(text); {
		h, end := syllable(text, i)
		if end == i {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
			continue
		}
		i = end
		for k := shingle - 1; k > 0; k-- {
			runs[k] = mix(runs[k-1] ^ h)
		}
		runs[0] = mix(h)
		if n++; n < shingle {
			continue
		}
		h = runs[shingle-1]
		if rate := rateOf(h); rate != none {
			dst = append(dst, Mark{Hash: uint32(h >> 32), At: n - shingle, rate: rate})
		}
	}
	least := usual
	switch {
	case n < noticeText:
		least = half
	case n < shortText:
		least = fourth
	}
	return append(dst[:first], slices.DeleteFunc(dst[first:], func(m Mark) bool { return m.rate < least })...)
}

// mix spreads every bit over all others (the finaliser of splitmix64).
func mix(h uint64) uint64 {
	h += 0x9E3779B97F4A7C15
	h = (h ^ h>>30) * 0xBF58476D1CE4E5B9
	h = (h ^ h>>27) * 0x94D049BB133111EB
	return h ^ h>>31
}
