package segment

import (
	"encoding/binary"
	"math/bits"
)

// Shingles are kept sorted by hash in buckets of about sixteen, told by the hash's high bits; in a bucket each entry is
// the distance from the hash before and the document.
const bucketFill = 16

type shingleWriter struct {
	shift  int
	bucket int // now open
	last   uint32
	data   []byte
	index  []uint32
}

func newShingleWriter(n int) *shingleWriter {
	width := max(1, bits.Len(uint(n/bucketFill)))
	return &shingleWriter{shift: 32 - width, bucket: -1}
}

func (w *shingleWriter) add(hash, doc uint32) {
	for b := int(hash >> w.shift); w.bucket < b; {
		w.bucket++
		w.index = append(w.index, uint32(len(w.data)))
		w.last = uint32(uint64(w.bucket) << w.shift)
	}
	w.data = binary.AppendUvarint(w.data, uint64(hash-w.last))
	w.data = binary.AppendUvarint(w.data, uint64(doc))
	w.last = hash
}

func (w *shingleWriter) write(f *file) {
	for len(w.index) <= 1<<(32-w.shift) {
		w.index = append(w.index, uint32(len(w.data)))
	}
	f.section(secShingles, w.data)
	f.section(secShingleIndex, put32(w.index))
}

// Shingle adds to dst the documents that have this hash, deleted ones included.
func (s *Segment) Shingle(dst []uint32, hash uint32) []uint32 {
	n := len(s.sec[secShingleIndex])/4 - 1
	if n < 1 {
		return dst
	}
	shift := 32 - (bits.Len(uint(n)) - 1)
	b := int(hash >> shift)
	data := s.sec[secShingles][s.u32(secShingleIndex, b):s.u32(secShingleIndex, b+1)]
	at := uint32(uint64(b) << shift)
	for len(data) > 0 {
		gap, k := binary.Uvarint(data)
		doc, m := binary.Uvarint(data[k:])
		data = data[k+m:]
		if at += uint32(gap); at >= hash {
			if at > hash {
				break
			}
			dst = append(dst, uint32(doc))
		}
	}
	return dst
}

// shingleIter walks all shingles in order of hash.
type shingleIter struct {
	s      *Segment
	bucket int
	shift  int
	data   []byte
	at     uint32
	doc    uint32
}

func (s *Segment) allShingles() *shingleIter {
	n := len(s.sec[secShingleIndex])/4 - 1
	return &shingleIter{s: s, bucket: -1, shift: 32 - (bits.Len(uint(max(n, 1))) - 1)}
}

func (it *shingleIter) next() bool {
	for len(it.data) == 0 {
		it.bucket++
		if it.bucket+1 >= len(it.s.sec[secShingleIndex])/4 {
			return false
		}
		it.data = it.s.sec[secShingles][it.s.u32(secShingleIndex, it.bucket):it.s.u32(secShingleIndex, it.bucket+1)]
		it.at = uint32(uint64(it.bucket) << it.shift)
	}
	gap, k := binary.Uvarint(it.data)
	doc, m := binary.Uvarint(it.data[k:])
	it.data = it.data[k+m:]
	it.at += uint32(gap)
	it.doc = uint32(doc)
	return true
}
