package segment

import "math/bits"

// Heavy calls f, in order, for the documents whose weight code is least or more; f answers with the least code that it
// wants from then on. Weights are looked at before documents are decoded, so that a long list whose best are found costs
// little more than its weights.
func (p *Postings) Heavy(least uint8, f func(doc uint32, code uint8) uint8) {
	if p.layout == single {
		if code := uint8(p.one & 15); p.n > 0 && code >= least {
			f(p.one.doc(), code)
		}
		return
	}
	var docs []uint32
	walk := bitmapWalk{p: p}
	for b := range p.blocks() {
		if least > once && p.codes.kind == allOne {
			return
		}
		if !p.codes.any(b, least) {
			continue
		}
		if docs = docs[:0]; p.layout == dense {
			docs = walk.block(docs, b)
		} else {
			docs = p.block(docs, b)
		}
		for i, d := range docs {
			if code := p.codes.at(b*blockLen + i); code >= least {
				least = f(d, code)
			}
		}
	}
}

// bitmapWalk finds the documents of a bitmap by their place, going forward.
type bitmapWalk struct {
	p    *Postings
	word int
	rank int // documents before word
}

// block adds documents number 128 × b to before 128 × (b+1).
func (w *bitmapWalk) block(dst []uint32, b int) []uint32 {
	from, end := b*blockLen, min((b+1)*blockLen, w.p.n)
	for words := (w.p.docs + 63) / 64; w.word < words && w.rank < end; w.word++ {
		word := le.Uint64(w.p.body[8*w.word:])
		n := bits.OnesCount64(word)
		if w.rank+n <= from {
			w.rank += n
			continue
		}
		for i := w.rank; word != 0 && i < end; word &= word - 1 {
			if i >= from {
				dst = append(dst, uint32(64*w.word+bits.TrailingZeros64(word)))
			}
			i++
		}
		if w.rank+n > end {
			break // the rest of the word belongs to the next block
		}
		w.rank += n
	}
	return dst
}
