package segment

import "math/bits"

// A Cursor walks a list forward. Reset begins a walk; the documents asked for must not go down.
type Cursor struct {
	p     Postings
	docs  []uint32 // decoded: the whole list, or one block of it
	base  int      // index in the list of docs[0]
	i     int      // next of docs
	block int
	word  int // of a bitmap: the word before which rank counts
	rank  int
}

// Reset puts the cursor before the first document of p. It keeps its buffer.
func (c *Cursor) Reset(p Postings) {
	c.p, c.docs, c.base, c.i, c.block = p, c.docs[:0], 0, 0, -1
	c.word, c.rank = 0, 0
	if p.layout == single || p.layout == sparse {
		c.docs = p.Docs(c.docs)
	}
}

// Seek gives the weight code of doc in the list, 0 when the list has no such document.
func (c *Cursor) Seek(doc uint32) uint8 {
	switch c.p.layout {
	case dense:
		return c.inBitmap(doc)
	case packed:
		if c.block < 0 || (c.i >= len(c.docs) || c.docs[len(c.docs)-1] < doc) {
			if !c.load(doc) {
				return 0
			}
		}
	}
	d := c.docs
	i := c.i
	for step := 1; i+step < len(d) && d[i+step] < doc; step <<= 1 {
		i += step
	}
	for i < len(d) && d[i] < doc {
		i++
	}
	c.i = i
	if i < len(d) && d[i] == doc {
		if c.p.layout == single {
			return uint8(c.p.one & 15)
		}
		return c.p.codes.at(c.base + i)
	}
	return 0
}

// load decodes the block that may hold doc.
func (c *Cursor) load(doc uint32) bool {
	full := c.p.n / blockLen
	lo, hi := max(c.block, 0), full
	for step := 1; lo+step < hi && le.Uint32(c.p.body[8*(lo+step):]) < doc; step <<= 1 {
		lo += step
	}
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if le.Uint32(c.p.body[8*m:]) < doc {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo == c.block && len(c.docs) > 0 {
		return c.i < len(c.docs) // still the same block, walked to its end
	}
	c.docs = c.docs[:0]
	if lo < c.p.blocks() {
		c.docs = c.p.block(c.docs, lo)
	}
	c.block, c.base, c.i = lo, lo*blockLen, 0
	return len(c.docs) > 0
}

// inBitmap is Seek in a bitmap. The rank is carried along; over a wide gap it is taken up again from the samples.
func (c *Cursor) inBitmap(doc uint32) uint8 {
	p := &c.p
	w := int(doc >> 6)
	word := le.Uint64(p.body[8*w:])
	bit := uint64(1) << (doc & 63)
	if word&bit == 0 {
		return 0
	}
	if p.codes.kind == allOne {
		return once
	}
	if w-c.word > rankStep || w < c.word {
		c.word = w / rankStep * rankStep
		c.rank = int(le.Uint32(p.body[8*((p.docs+63)/64)+4*(w/rankStep):]))
	}
	for ; c.word < w; c.word++ {
		c.rank += bits.OnesCount64(le.Uint64(p.body[8*c.word:]))
	}
	return p.codes.at(c.rank + bits.OnesCount64(word&(bit-1)))
}

// Or sets the list's documents in words, a bit each.
func (p *Postings) Or(words []uint64, buf []uint32) []uint32 {
	if p.layout == dense {
		for w := range words {
			words[w] |= le.Uint64(p.body[8*w:])
		}
		return buf
	}
	return p.eachBlock(buf, func(docs []uint32) {
		for _, d := range docs {
			words[d>>6] |= 1 << (d & 63)
		}
	})
}

// And keeps of words the list's documents.
func (p *Postings) And(words []uint64, buf []uint32) []uint32 {
	if p.layout == dense {
		for w := range words {
			words[w] &= le.Uint64(p.body[8*w:])
		}
		return buf
	}
	at := 0
	var keep uint64
	buf = p.eachBlock(buf, func(docs []uint32) {
		for _, d := range docs {
			for w := int(d >> 6); at < w; at++ {
				words[at] &= keep
				keep = 0
			}
			keep |= 1 << (d & 63)
		}
	})
	for ; at < len(words); at++ {
		words[at] &= keep
		keep = 0
	}
	return buf
}

// eachBlock calls f with the documents of a list that is no bitmap, a block at a time, so that they stay in the cache.
func (p *Postings) eachBlock(buf []uint32, f func(docs []uint32)) []uint32 {
	if p.layout == single {
		buf = p.Docs(buf[:0])
		f(buf)
		return buf
	}
	for i := range p.blocks() {
		buf = p.block(buf[:0], i)
		f(buf)
	}
	return buf
}
