package segment

import "math/bits"

// CountFacet adds to counts, which has a place for each of Values, in how many documents of words an ordinal stands.
func (s *Segment) CountFacet(facet int, words []uint64, counts []uint32) {
	offsets, ords := s.sec[secFacets+3*facet], s.sec[secFacets+3*facet+1]
	for i, w := range words {
		for ; w != 0; w &= w - 1 {
			at := 4 * (64*i + bits.TrailingZeros64(w))
			for o, end := le.Uint32(offsets[at:]), le.Uint32(offsets[at+4:]); o < end; o++ {
				counts[le.Uint32(ords[4*o:])]++
			}
		}
	}
}
