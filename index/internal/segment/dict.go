package segment

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"sort"
)

// blockTerms is how many terms share one entry of the dictionary index.
const blockTerms = 32

// errOrder is a bug in a caller of dictWriter.
var errOrder = errors.New("segment: terms out of order")

// dictWriter takes terms in byte order with their lists; lists go to out. The dictionary, which comes after them,
// is kept, and in a merge put into a file of its own for the time being: it is a seventh of a segment.
type dictWriter struct {
	out     io.Writer
	spill   *os.File // nil: the dictionary is small enough to keep
	spilled int
	docs    int
	written uint64 // bytes of lists, those in buf among them
	terms   int
	last    []byte
	dict    []byte
	index   []byte
	buf     []byte // lists not yet in out
}

func (w *dictWriter) add(term []byte, list []posting) error {
	shared := 0
	for shared < len(w.last) && shared < len(term) && w.last[shared] == term[shared] {
		shared++
	}
	if w.terms > 0 && (shared == len(term) || shared < len(w.last) && w.last[shared] > term[shared]) {
		return errOrder
	}
	if w.terms%blockTerms == 0 {
		if err := w.relieve(); err != nil {
			return err
		}
		w.index = le.AppendUint64(w.index, uint64(w.spilled+len(w.dict)))
		w.index = le.AppendUint64(w.index, w.written)
		shared = 0
	}
	w.dict = appendLengths(w.dict, shared, len(term)-shared)
	w.dict = append(w.dict, term[shared:]...)
	w.last = append(w.last[:0], term...)
	w.terms++
	kind := kindOf(list)
	w.dict = binary.AppendUvarint(w.dict, uint64(len(list))<<2|uint64(kind))
	if len(list) == 1 {
		w.dict = binary.AppendUvarint(w.dict, uint64(list[0].doc()))
		if kind != allOne {
			w.dict = append(w.dict, byte(list[0]&15))
		}
		return nil
	}
	at := len(w.buf)
	w.buf = appendPostings(w.buf, list, w.docs, kind)
	size := len(w.buf) - at
	if !sizeKnown(len(list), w.docs, kind) {
		w.dict = binary.AppendUvarint(w.dict, uint64(size))
	}
	w.written += uint64(size)
	if len(w.buf) < writeAt {
		return nil
	}
	return w.flush()
}

// writeAt is how many bytes of lists are written at a time.
const writeAt = 1 << 16

// flush writes the lists that wait for more.
func (w *dictWriter) flush() error {
	_, err := w.out.Write(w.buf)
	w.buf = w.buf[:0]
	return err
}

// spillAt is how much of a dictionary is kept.
const spillAt = 1 << 20

// relieve puts what is kept of the dictionary into the file, when there is one and it is time.
func (w *dictWriter) relieve() error {
	if w.spill == nil || len(w.dict) < spillAt {
		return nil
	}
	n, err := w.spill.Write(w.dict)
	w.spilled += n
	w.dict = w.dict[:0]
	return err
}

// copyTo writes the whole dictionary.
func (w *dictWriter) copyTo(f *file) error {
	if w.spilled > 0 {
		if _, err := w.spill.Seek(0, io.SeekStart); err != nil {
			return err
		}
		if _, err := io.CopyN(f, w.spill, int64(w.spilled)); err != nil {
			return err
		}
	}
	f.put(w.dict)
	return nil
}

// sizeKnown says that the size of a list follows from its length: that of most lists does.
func sizeKnown(n, docs int, kind byte) bool { return kind == allOne && layoutOf(n, docs) != packed }

// longLength is written where a length does not fit four bits; it follows as a number of its own.
const longLength = 15

// appendLengths writes how much of a term is that of the one before, and how much is new.
func appendLengths(dst []byte, shared, size int) []byte {
	dst = append(dst, byte(min(shared, longLength)<<4|min(size, longLength)))
	for _, n := range []int{shared, size} {
		if n >= longLength {
			dst = binary.AppendUvarint(dst, uint64(n-longLength))
		}
	}
	return dst
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
	only  posting // of a term of one document
	raw   []byte  // bytes of the list
	n     int
	kind  byte
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
	lengths := it.data[0]
	it.data = it.data[1:]
	shared, size := it.length(lengths>>4), it.length(lengths&15)
	it.term = append(it.term[:shared], it.data[:size]...)
	it.data = it.data[size:]
	v := it.uvarint()
	it.n, it.kind = int(v>>2), byte(v&3)
	if it.n <= 1 {
		it.one()
		return true
	}
	end := it.post
	if sizeKnown(it.n, d.docs, it.kind) {
		end += uint64(bodySize(nil, it.n, d.docs, it.kind))
	} else {
		end += it.uvarint()
	}
	it.raw = d.lists[it.post:end]
	it.post = end
	return true
}

// one reads the document of a term that has only one.
func (it *dictIter) one() {
	doc, code := it.uvarint(), byte(once)
	if it.kind != allOne {
		code, it.data = it.data[0]&15, it.data[1:]
	}
	it.only = posting(doc)<<4 | posting(code)
}

// length is a length of four bits, or the longer one that follows.
func (it *dictIter) length(n byte) int {
	if n < longLength {
		return int(n)
	}
	return longLength + int(it.uvarint())
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
	if it.n <= 1 {
		return Postings{layout: single, n: 1, docs: it.d.docs, one: it.only}
	}
	return readPostings(it.raw, it.n, it.d.docs, it.kind)
}

// firstTerm is the first term of block i.
func (d *dict) firstTerm(i int) []byte {
	it := dictIter{data: d.data[le.Uint64(d.index[16*i:]):]}
	lengths := it.data[0]
	it.data = it.data[1:]
	it.length(lengths >> 4) // 0
	size := it.length(lengths & 15)
	return it.data[:size]
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
