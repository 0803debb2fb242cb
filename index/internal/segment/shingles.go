package segment

import (
	"encoding/binary"
	"math/bits"
	"runtime"
)

// Shingles are kept sorted by hash in buckets of about eight, told by the hash's high bits; in a bucket each entry is
// the distance from the hash before and the document.
const bucketFill = 8

type shingleWriter struct {
	f       *file
	shift   int
	bucket  int // now open
	last    uint32
	data    []byte // not yet in f
	written int
	index   []byte
}

// newShingleWriter opens the section of about n shingles.
func newShingleWriter(f *file, n int) *shingleWriter {
	width := max(1, bits.Len(uint(n/bucketFill)))
	f.open(secShingles)
	return &shingleWriter{f: f, shift: 32 - width, bucket: -1, index: make([]byte, 0, 4*(1<<width+1))}
}

func (w *shingleWriter) add(hash, doc uint32) {
	for b := int(hash >> w.shift); w.bucket < b; {
		w.bucket++
		w.begin()
		w.last = uint32(uint64(w.bucket) << w.shift)
	}
	w.data = binary.AppendUvarint(w.data, uint64(hash-w.last))
	w.data = binary.AppendUvarint(w.data, uint64(doc))
	w.last = hash
	if len(w.data) > 1<<16 {
		w.flush()
	}
}

// begin notes where the next bucket begins.
func (w *shingleWriter) begin() { w.index = le.AppendUint32(w.index, uint32(w.written+len(w.data))) }

func (w *shingleWriter) flush() {
	w.f.put(w.data)
	w.written += len(w.data)
	w.data = w.data[:0]
}

func (w *shingleWriter) end() {
	for len(w.index) <= 4<<(32-w.shift) {
		w.begin()
	}
	w.flush()
	w.f.close(secShingles)
	w.f.section(secShingleIndex, w.index)
}

// Sharing is a document that has one of some hashes: the one with the number Hash.
type Sharing struct{ Hash, Doc uint32 }

// Shingles adds to dst the documents that have each of the hashes, deleted ones included, at most limit of each. The
// hashes are in order. The buckets are touched before they are read: what is not in the cache is then fetched for many
// hashes at a time and not for one after the other.
func (s *Segment) Shingles(dst []Sharing, hashes []uint32, limit int) []Sharing {
	n := len(s.sec[secShingleIndex])/4 - 1
	if n < 1 {
		return dst
	}
	shift := 32 - (bits.Len(uint(n)) - 1)
	all := s.sec[secShingles]
	const ahead = 64
	for from := 0; from < len(hashes); from += ahead {
		some := hashes[from:min(from+ahead, len(hashes))]
		var starts, ends [ahead]uint32
		for i, h := range some {
			b := int(h >> shift)
			starts[i], ends[i] = s.u32(secShingleIndex, b), s.u32(secShingleIndex, b+1)
		}
		touched := byte(0)
		for i := range some {
			if starts[i] < ends[i] {
				touched |= all[starts[i]]
			}
		}
		for i, h := range some {
			dst = bucket(dst, all[starts[i]:ends[i]], h>>shift<<shift, h, uint32(from+i), limit)
		}
		runtime.KeepAlive(touched)
	}
	return dst
}

// bucket adds the documents with the hash from the entries of its bucket, which begins at hash at.
func bucket(dst []Sharing, data []byte, at, hash, number uint32, limit int) []Sharing {
	for len(data) > 0 && limit > 0 {
		gap, k := binary.Uvarint(data)
		if at += uint32(gap); at < hash {
			for data[k] >= 0x80 { // pass over the document
				k++
			}
			data = data[k+1:]
			continue
		}
		doc, m := binary.Uvarint(data[k:])
		data = data[k+m:]
		if at > hash {
			break
		}
		dst = append(dst, Sharing{number, uint32(doc)})
		limit--
	}
	return dst
}

// countShingles is how many there are. Each is two numbers, whose last bytes have no eighth bit.
func (s *Segment) countShingles() (n int) {
	for _, b := range s.sec[secShingles] {
		n += int(b>>7 ^ 1)
	}
	return n / 2
}

// shingleIter walks all shingles in order of hash.
type shingleIter struct {
	s      *Segment
	seg    int // its number in a merge
	bucket int
	shift  int
	data   []byte
	at     uint32
	doc    uint32
}

func (s *Segment) allShingles(seg int) *shingleIter {
	n := len(s.sec[secShingleIndex])/4 - 1
	return &shingleIter{s: s, seg: seg, bucket: -1, shift: 32 - (bits.Len(uint(max(n, 1))) - 1)}
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

func (it *shingleIter) before(other *shingleIter) bool {
	if it.at != other.at {
		return it.at < other.at
	}
	return it.seg < other.seg
}
