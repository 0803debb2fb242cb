package segment

import "math/bits"

// Heavy calls f, in order, for the documents whose weight code is least or more; f answers with the least code that it
// wants from then on. Weights are looked at before documents are decoded, so that a long list whose best are found costs
// little more than its weights.
func (p *Postings) Heavy(least uint8, f func(doc uint32, code uint8) uint8) {
	switch {
	case p.layout == single:
		if code := uint8(p.one & 15); code >= least {
			f(p.one.doc(), code)
		}
	case p.plain && least > 1:
	case p.layout == dense:
		p.heavyBitmap(least, f)
	case p.layout == packed:
		p.heavyBlocks(least, f)
	default:
		for i, d := range p.Docs(nil) {
			if code := p.weight(i); code >= least {
				least = f(d, code)
			}
		}
	}
}

// any says whether one of the weights from i to before end is least or more.
func (p *Postings) any(i, end int, least uint8) bool {
	if p.plain || least <= 1 {
		return least <= 1
	}
	for ; i < end; i++ {
		if i&1 == 0 && i+2 <= end && p.weights[i>>1]&15 < least && p.weights[i>>1]>>4 < least {
			i++
			continue
		}
		if p.weight(i) >= least {
			return true
		}
	}
	return false
}

func (p *Postings) heavyBitmap(least uint8, f func(doc uint32, code uint8) uint8) {
	rank := 0
	for w := range p.words {
		word := le.Uint64(p.body[8*w:])
		n := bits.OnesCount64(word)
		if n > 0 && p.any(rank, rank+n, least) {
			for i := rank; word != 0; word &= word - 1 {
				if code := p.weight(i); code >= least {
					least = f(uint32(64*w+bits.TrailingZeros64(word)), code)
				}
				i++
			}
		}
		rank += n
	}
}

func (p *Postings) heavyBlocks(least uint8, f func(doc uint32, code uint8) uint8) {
	blocks := p.n / blockLen
	data, next := p.body[8*blocks:], uint32(0)
	var buf []uint32
	for i := 0; i*blockLen < p.n; i++ {
		from, end := i*blockLen, min((i+1)*blockLen, p.n)
		if p.any(from, end, least) {
			if buf = buf[:0]; i < blocks {
				buf = unpack(buf, data[p.blockStart(i):], next)
			} else {
				buf = gaps(buf, data[p.blockStart(blocks):], end-from, next)
			}
			for k, d := range buf {
				if code := p.weight(from + k); code >= least {
					least = f(d, code)
				}
			}
		}
		if i < blocks {
			next = le.Uint32(p.body[8*i:]) + 1
		}
	}
}
