package segment

import "math/bits"

// facetColumn is the ordinals of a facet, which begin at 1; 0 is none. A document has those from its offset to that of the
// next; where none has more than one there are no offsets.
type facetColumn struct {
	offsets []byte
	width   uint32
	ords    []byte
}

func (s *Segment) facet(facet int) (c facetColumn, ok bool) {
	ords := s.sec[secFacets+3*facet+1]
	if len(ords) == 0 {
		return c, false
	}
	return facetColumn{s.sec[secFacets+3*facet], uint32(ords[0]), ords[1:]}, true
}

func (c *facetColumn) at(i uint32) uint32 {
	switch c.width {
	case 1:
		return uint32(c.ords[i])
	case 2:
		return uint32(le.Uint16(c.ords[2*i:]))
	}
	return le.Uint32(c.ords[4*i:])
}

// of is where the ordinals of a document stand.
func (c *facetColumn) of(doc uint32) (from, end uint32) {
	if len(c.offsets) == 0 {
		return doc, doc + 1
	}
	return le.Uint32(c.offsets[4*doc:]), le.Uint32(c.offsets[4*doc+4:])
}

// Ordinals calls f for each ordinal of a facet of a document.
func (s *Segment) Ordinals(facet int, doc uint32, f func(ord uint32)) {
	c, ok := s.facet(facet)
	if !ok {
		return
	}
	for i, end := c.of(doc); i < end; i++ {
		if o := c.at(i); o != 0 {
			f(o - 1)
		}
	}
}

// CountFacet adds to counts, which has a place for each of Values, in how many documents of words an ordinal stands.
func (s *Segment) CountFacet(facet int, words []uint64, counts []uint32) {
	c, ok := s.facet(facet)
	if !ok {
		return
	}
	sums := make([]uint32, len(counts)+1) // that of none is not wanted
	for i, w := range words {
		for ; w != 0; w &= w - 1 {
			for o, end := c.of(uint32(64*i + bits.TrailingZeros64(w))); o < end; o++ {
				sums[c.at(o)]++
			}
		}
	}
	for i, n := range sums[1:] {
		counts[i] += n
	}
}
