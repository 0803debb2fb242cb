package viet

// A Memo remembers a number for each of the words it was asked for last: a text is made of the same few hundred words, and
// making their keys is most of the work of reading it. It goes by a hash of 64 bits of the word as written. The zero
// Memo is empty; it is not for concurrent use.
type Memo struct {
	seen [2048]struct {
		word uint64
		n    int32
	}
}

// Look gives the place of a word's number, and whether the number is there; if not, it is for the caller to put it there.
func (m *Memo) Look(word string) (n *int32, known bool) {
	h := uint64(14695981039346656037) // FNV-1a
	for i := range len(word) {
		h = (h ^ uint64(word[i])) * 1099511628211
	}
	at := &m.seen[h>>32%uint64(len(m.seen))]
	known = at.word == h
	at.word = h
	return &at.n, known
}
