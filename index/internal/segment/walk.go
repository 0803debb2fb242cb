package segment

import "math/bits"

// A Walker adds to scores what the documents of a list contribute, a range of documents at a time, going forward: where
// most documents of a list have to be scored, reading it once from front to back costs a tenth of asking it for each.
type Walker struct {
	p        Postings
	docs     []uint32 // of the block last read
	block    int      // the one after it
	i        int      // next of docs
	codeWalk          // at the place in the list of docs[i], or of the first document not yet walked in a bitmap
}

// Reset begins a walk through p.
func (w *Walker) Reset(p Postings) {
	*w = Walker{p: p, docs: w.docs[:0]}
}

// Add adds by × tf/(tf + norm) to the sum of each document from lo to before hi; sums[0] and lengths[0] are those of lo,
// norms are by length code. lo is a multiple of 64 and not before the hi of the last call.
func (w *Walker) Add(lo, hi uint32, by float32, norms *[256]float32, lengths []byte, sums []float32) {
	switch w.p.layout {
	case single:
		if d := w.p.one.doc(); w.p.n > 0 && d >= lo && d < hi {
			tf := tfs[w.p.one&15]
			sums[d-lo] += by * tf / (tf + norms[lengths[d-lo]])
		}
	case dense:
		w.addBitmap(lo, hi, by, norms, lengths, sums)
	default:
		w.addBlocks(lo, hi, by, norms, lengths, sums)
	}
}

// tfs are the counts that codes stand for.
var tfs = func() (t [16]float32) {
	for c := range t {
		t[c] = Weight(uint8(c))
	}
	return t
}()

func (w *Walker) addBitmap(lo, hi uint32, by float32, norms *[256]float32, lengths []byte, sums []float32) {
	words := (w.p.docs + 63) / 64
	first := int(lo / 64)
	if w.p.codes.kind != allOne && w.i != first {
		rank := int(le.Uint32(w.p.body[8*words+4*(first/rankStep):]))
		for k := first / rankStep * rankStep; k < first; k++ {
			rank += bits.OnesCount64(le.Uint64(w.p.body[8*k:]))
		}
		w.jump(&w.p.codes, rank)
	}
	end := min(words, int(hi+63)/64)
	for k := first; k < end; k++ {
		base := uint32(64*k) - lo
		for word := le.Uint64(w.p.body[8*k:]); word != 0; word &= word - 1 {
			d := base + uint32(bits.TrailingZeros64(word))
			tf := tfs[w.next(&w.p.codes)&15]
			sums[d] += by * tf / (tf + norms[lengths[d]])
		}
	}
	w.i = end
}

func (w *Walker) addBlocks(lo, hi uint32, by float32, norms *[256]float32, lengths []byte, sums []float32) {
	for {
		if w.i == len(w.docs) {
			if w.block == w.p.blocks() {
				return
			}
			w.skip(lo)
			w.docs = w.p.block(w.docs[:0], w.block)
			w.jump(&w.p.codes, w.block*blockLen)
			w.block++
			w.i = 0
		}
		from := w.i
		for w.i < len(w.docs) && w.docs[w.i] < lo {
			w.i++
		}
		w.jump(&w.p.codes, w.at+w.i-from)
		for ; w.i < len(w.docs); w.i++ {
			d := w.docs[w.i]
			if d >= hi {
				return
			}
			tf := tfs[w.next(&w.p.codes)&15]
			sums[d-lo] += by * tf / (tf + norms[lengths[d-lo]])
		}
	}
}

// skip passes over the blocks that end before lo.
func (w *Walker) skip(lo uint32) {
	if w.p.layout != packed {
		return
	}
	for full := w.p.n / blockLen; w.block < full && le.Uint32(w.p.body[8*w.block:]) < lo; {
		w.block++
	}
	w.block = min(w.block, w.p.blocks()-1)
}

// Lengths are the length codes of the documents from lo on.
func (s *Segment) Lengths(lo uint32) []byte { return s.sec[secLength][lo:] }
