package segment

import "bytes"

// A heap walks sorted things side by side: the first stands where the least is that is left of any. Among thirty segments
// that takes five comparisons a step and not thirty.
type heap[T any] struct {
	all    []T
	next   func(T) bool // false at the end
	before func(x, y T) bool
}

// add takes in what stands before its first.
func (h *heap[T]) add(one T) {
	if !h.next(one) {
		return
	}
	h.all = append(h.all, one)
	for i := len(h.all) - 1; i > 0 && h.before(h.all[i], h.all[(i-1)/2]); i = (i - 1) / 2 {
		h.all[i], h.all[(i-1)/2] = h.all[(i-1)/2], h.all[i]
	}
}

// advance lets the first go on, and leaves it out when it is at its end.
func (h *heap[T]) advance() {
	s := h.all
	if !h.next(s[0]) {
		last := len(s) - 1
		s[0] = s[last]
		s = s[:last]
		h.all = s
	}
	for i := 0; ; {
		least := i
		for c := 2*i + 1; c <= 2*i+2 && c < len(s); c++ {
			if h.before(s[c], s[least]) {
				least = c
			}
		}
		if least == i {
			return
		}
		s[i], s[least] = s[least], s[i]
		i = least
	}
}

// A head is where a merge stands in the dictionary of a segment.
type head struct {
	dictIter
	seg    int
	prefix uint64 // of the term
}

func (h *head) next() bool {
	if !h.dictIter.next() {
		return false
	}
	h.prefix = prefix(h.term)
	return true
}

// before puts equal terms in order of segment, which is mostly that of time.
func (h *head) before(other *head) bool {
	if h.prefix != other.prefix {
		return h.prefix < other.prefix
	}
	if c := bytes.Compare(h.term, other.term); c != 0 {
		return c < 0
	}
	return h.seg < other.seg
}
