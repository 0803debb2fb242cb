package index

import "diembao/index/internal/segment"

// A link of a phrase is two words side by side, and the first of them.
type link struct{ word, pair termNode }

// unproven are the documents in which a phrase must be read for. In the others it stands by how often they have its words and
// pairs: of five "ty" five follow "công" and one stands before "mẫu", so there is a "công ty mẫu". An occurrence has one weight in
// all its terms, so that weights can be counted so.
func (pt *part) unproven(docs []uint32, chain []link) (unproven []uint32) {
	for _, l := range chain {
		if !pt.have[l.word] || !pt.have[l.pair] {
			return docs
		}
	}
	if len(chain) < 2 {
		return docs
	}
	words, pairs := make([]segment.Cursor, len(chain)), make([]segment.Cursor, len(chain))
	for i, l := range chain {
		words[i].Reset(pt.lists[l.word])
		pairs[i].Reset(pt.lists[l.pair])
	}
	for _, d := range docs {
		sure := segment.Weight(pairs[0].Seek(d)) // of all places where the phrase stands up to here, at the least
		for i := range chain[1:] {
			sure += segment.Weight(pairs[i+1].Seek(d)) - segment.Most(words[i+1].Seek(d))
		}
		if sure <= 0 {
			unproven = append(unproven, d)
		}
	}
	return unproven
}
