package segment

import (
	"bytes"
	"cmp"
	"fmt"
	"math/bits"
	"slices"
)

// terms merges the lists: one goroutine reads, another writes, because the greatest merge is the end of a rebuild, which has
// nothing else to do.
func (m *merger) terms(w *dictWriter, stop func() bool) error {
	full, empty := make(chan *bundle, 2), make(chan *bundle, 2)
	empty <- new(bundle)
	empty <- new(bundle)
	var failed error
	wrote := make(chan struct{})
	go func() {
		defer close(wrote)
		failed = m.writeLists(w, full, empty)
	}()
	defer func() { <-wrote }() // even when what is read is damaged: the caller closes the files
	err := m.readLists(full, empty, stop)
	<-wrote
	return cmp.Or(failed, err)
}

// A bundle is terms with their lists.
type bundle struct {
	terms []byte
	lists []posting
	ends  []struct{ term, list int }
}

// bundled is how many postings are handed over at a time.
const bundled = 1 << 13

func (b *bundle) add(term []byte, list []posting) {
	b.terms, b.lists = append(b.terms, term...), append(b.lists, list...)
	b.ends = append(b.ends, struct{ term, list int }{len(b.terms), len(b.lists)})
}

// empty calls f with all terms and forgets them.
func (b *bundle) empty(f func(term []byte, list []posting) error) error {
	term, list := 0, 0
	for _, end := range b.ends {
		if err := f(b.terms[term:end.term], b.lists[list:end.list]); err != nil {
			return err
		}
		term, list = end.term, end.list
	}
	b.terms, b.lists, b.ends = b.terms[:0], b.lists[:0], b.ends[:0]
	return nil
}

func (m *merger) writeLists(w *dictWriter, full <-chan *bundle, empty chan<- *bundle) (err error) {
	defer close(empty)
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("segment: write lists: %v", r) // as Merge does, which cannot for another goroutine
		}
	}()
	kept := uint64(0)
	for b := range full {
		if err := b.empty(w.add); err != nil {
			return err
		}
		if w.written-kept > forgetEvery {
			kept = w.written
			m.forget()
		}
		empty <- b
	}
	return nil
}

// readLists walks the dictionaries side by side. It ends early when nobody empties bundles any more.
func (m *merger) readLists(full chan<- *bundle, empty <-chan *bundle, stop func() bool) error {
	defer close(full)
	heads := heap[*head]{next: (*head).next, before: (*head).before}
	for i, s := range m.in {
		heads.add(&head{dictIter: dictIter{d: &s.terms}, seg: i})
	}
	var term []byte
	b, ok := <-empty
	for ok && len(heads.all) > 0 {
		term = append(term[:0], heads.all[0].term...)
		m.list = m.list[:0]
		for len(heads.all) > 0 && bytes.Equal(heads.all[0].term, term) {
			m.take(heads.all[0])
			heads.advance()
		}
		if len(m.list) == 0 {
			continue
		}
		m.sort()
		if b.add(term, m.list); len(b.lists) >= bundled {
			if stop() {
				return errStopped
			}
			full <- b
			b, ok = <-empty
		}
	}
	if ok {
		full <- b
	}
	return nil
}

// take adds the list of a head under the new numbers.
func (m *merger) take(h *head) {
	numbers := m.maps[h.seg]
	if h.n <= 1 {
		if n := numbers[h.only.doc()]; n != dropped {
			m.list = append(m.list, posting(n)<<4|h.only&15)
		}
		return
	}
	at := len(m.list)
	p := h.postings()
	m.list, m.docs = p.all(m.list, m.docs)
	out := m.list[:at]
	for _, x := range m.list[at:] {
		if n := numbers[x.doc()]; n != dropped {
			out = append(out, posting(n)<<4|x&15)
		}
	}
	m.list = out
}

// sort puts the list in order; it is in order already when the segments follow each other in time. What is long beside the
// segment is put into order by a bit a document.
func (m *merger) sort() {
	if slices.IsSorted(m.list) {
		return
	}
	if len(m.list) < 32 || len(m.list)*256 < len(m.from) {
		slices.Sort(m.list)
		return
	}
	if m.codes == nil {
		m.codes, m.bits = make([]uint8, len(m.from)), make([]uint64, (len(m.from)+63)/64)
	}
	for _, p := range m.list {
		d := p.doc()
		m.codes[d] = uint8(p & 15)
		m.bits[d>>6] |= 1 << (d & 63)
	}
	m.list = m.list[:0]
	for i, word := range m.bits {
		m.bits[i] = 0
		for ; word != 0; word &= word - 1 {
			d := 64*i + bits.TrailingZeros64(word)
			m.list = append(m.list, posting(d)<<4|posting(m.codes[d]))
		}
	}
}
