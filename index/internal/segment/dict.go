package segment

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"sort"
)

// blockTerms is how many terms share one entry of the dictionary index.
const blockTerms = 32

// errOrder is a bug in a caller of dictWriter.
var errOrder = errors.New("segment: terms out of order")

// dictWriter takes terms in byte order with their lists; lists go to out at once, the dictionary is kept.
type dictWriter struct {
	out     io.Writer
	docs    int
	written uint64 // bytes of lists
	terms   int
	last    []byte
	dict    []byte
	index   []byte
	buf     []byte
}

func (w *dictWriter) add(term []byte, list []posting) error {
	if w.terms > 0 && bytes.Compare(w.last, term) >= 0 {
		return errOrder
	}
	shared := 0
	if w.terms%blockTerms == 0 {
		w.index = le.AppendUint64(w.index, uint64(len(w.dict)))
		w.index = le.AppendUint64(w.index, w.written)
	} else {
		for shared < len(w.last) && shared < len(term) && w.last[shared] == term[shared] {
			shared++
		}
	}
	w.dict = binary.AppendUvarint(w.dict, uint64(shared))
	w.dict = binary.AppendUvarint(w.dict, uint64(len(term)-shared))
	w.dict = append(w.dict, term[shared:]...)
	w.dict = binary.AppendUvarint(w.dict, uint64(len(list)))
	w.last = append(w.last[:0], term...)
	w.terms++
	if len(list) == 1 {
		w.dict = binary.AppendUvarint(w.dict, uint64(list[0]))
		return nil
	}
	w.buf = appendPostings(w.buf[:0], list, w.docs)
	w.dict = binary.AppendUvarint(w.dict, uint64(len(w.buf)))
	w.written += uint64(len(w.buf))
	_, err := w.out.Write(w.buf)
	return err
}

// dict reads a dictionary.
type dict struct {
	data, index, lists []byte
	docs               int
}

func (d *dict) blocks() int { return len(d.index) / 16 }

// A dictIter walks terms in byte order.
type dictIter struct {
	d     *dict
	data  []byte
	term  []byte
	left  int // terms of this block not yet read
	block int // the one after this
	post  uint64
	list  Postings
	raw   []byte // bytes of the list, for merging
	n     int
}

// seekBlock stands before the first term of block i.
func (it *dictIter) seekBlock(i int) {
	it.block, it.left = i, 0
}

// next reads the next term into term and list; false at the end.
func (it *dictIter) next() bool {
	d := it.d
	if it.left == 0 {
		if it.block >= d.blocks() {
			return false
		}
		it.data = d.data[le.Uint64(d.index[16*it.block:]):]
		it.post = le.Uint64(d.index[16*it.block+8:])
		it.block++
		it.left = blockTerms
	}
	if len(it.data) == 0 {
		return false
	}
	it.left--
	shared := it.uvarint()
	size := it.uvarint()
	it.term = append(it.term[:shared], it.data[:size]...)
	it.data = it.data[size:]
	it.n = int(it.uvarint())
	v := it.uvarint()
	if it.n == 1 {
		it.list = Postings{layout: single, n: 1, one: posting(v)}
		return true
	}
	it.raw = d.lists[it.post : it.post+v]
	it.post += v
	it.list = Postings{}
	return true
}

func (it *dictIter) uvarint() uint64 {
	if b := it.data[0]; b < 0x80 {
		it.data = it.data[1:]
		return uint64(b)
	}
	v, n := binary.Uvarint(it.data)
	it.data = it.data[n:]
	return v
}

// postings is the list of the present term.
func (it *dictIter) postings() Postings {
	if it.n == 1 {
		return it.list
	}
	return readPostings(it.raw, it.n, it.d.docs)
}

// firstTerm is the first term of block i.
func (d *dict) firstTerm(i int) []byte {
	data := d.data[le.Uint64(d.index[16*i:])+1:] // shared is 0
	size, n := binary.Uvarint(data)
	return data[n : n+int(size)]
}

// seek stands before the first term that is not less than term.
func (d *dict) seek(term []byte) *dictIter {
	i := sort.Search(d.blocks(), func(i int) bool { return bytes.Compare(d.firstTerm(i), term) > 0 })
	it := &dictIter{d: d}
	it.seekBlock(max(i-1, 0))
	return it
}

func (d *dict) find(term []byte) (Postings, bool) {
	it := d.seek(term)
	for n := 0; n < blockTerms && it.next(); n++ {
		switch bytes.Compare(it.term, term) {
		case 0:
			return it.postings(), true
		case 1:
			return Postings{}, false
		}
	}
	return Postings{}, false
}
