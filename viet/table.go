package viet

import "math/bits"

// A Table finds values by hashes, WordHash or others that fill their high bits as well. One look costs one line of the
// cache as a rule, where a map costs two or three; readers look up every word of every text. It is never changed once
// made, and safe for concurrent use. The zero Table is not usable.
type Table[V any] struct {
	slots []tableSlot[V] // open addressing, at most half full
	shift uint8          // from a hash to a place
}

type tableSlot[V any] struct {
	hash  uint64 // 0: empty
	value V
}

// NewTable makes the table of the entries of m; 0 may not be among its keys.
func NewTable[V any](m map[uint64]V) Table[V] {
	width := bits.Len(uint(max(2*len(m), 2) - 1))
	t := Table[V]{make([]tableSlot[V], 1<<width), uint8(64 - width)}
	for hash, value := range m {
		i := t.place(hash)
		for t.slots[i].hash != 0 {
			i = t.after(i)
		}
		t.slots[i] = tableSlot[V]{hash, value}
	}
	return t
}

func (t *Table[V]) place(hash uint64) int { return int(hash >> t.shift) }

func (t *Table[V]) after(i int) int { return (i + 1) & (len(t.slots) - 1) }

// Get is the value of a hash; the zero value when there is none.
func (t *Table[V]) Get(hash uint64) (value V) {
	for i := t.place(hash); ; i = t.after(i) {
		switch s := &t.slots[i]; s.hash {
		case hash:
			return s.value
		case 0:
			return value
		}
	}
}

// A Filter tells most hashes that are not in a set, in so little memory that it stays in the cache. It stands before a
// Table in which most looks are in vain. It is never changed once made; the zero Filter is not usable.
type Filter struct {
	bits  []uint64
	shift uint8
}

// NewFilter makes the filter of the keys of m.
func NewFilter[V any](m map[uint64]V) Filter {
	width := max(6, bits.Len(uint(8*len(m)))) // so that one in nine passes, or fewer
	f := Filter{make([]uint64, 1<<(width-6)), uint8(64 - width)}
	for hash := range m {
		f.bits[hash>>f.shift>>6] |= 1 << (hash >> f.shift & 63)
	}
	return f
}

// May says that the hash may be in the set; without it, it is not.
func (f *Filter) May(hash uint64) bool {
	at := hash >> f.shift
	return f.bits[at>>6]&(1<<(at&63)) != 0
}
