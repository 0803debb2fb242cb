package segment

import (
	"cmp"
	"encoding/binary"
	"maps"
	"slices"
)

// columnsBuilder gathers the columns of documents that come in order.
type columnsBuilder struct {
	ids       []uint64
	published []int64
	seen      []int64
	length    []byte
	shingles  []uint64 // hash<<32 | document
}

func (c *columnsBuilder) add(d *Doc, words int) {
	doc := uint64(len(c.ids))
	c.ids = append(c.ids, d.ID)
	c.published = append(c.published, d.Published)
	c.seen = append(c.seen, d.Seen)
	c.length = append(c.length, lengthCode(words))
	for _, h := range d.Shingles {
		c.shingles = append(c.shingles, uint64(h)<<32|doc)
	}
}

func (c *columnsBuilder) write(f *file, docs []*Doc) {
	c.plain(f)
	slices.Sort(c.shingles)
	w := newShingleWriter(f, len(c.shingles))
	for _, s := range slices.Compact(c.shingles) {
		w.add(uint32(s>>32), uint32(s))
	}
	w.end()
	for facet := range Facets {
		var col facetBuilder
		for _, d := range docs {
			col.add(d.Facets[facet])
		}
		col.write(f, facet)
	}
}

// plain writes the columns that have one number a document.
func (c *columnsBuilder) plain(f *file) {
	f.section(secIDs, putNumbers(c.ids))
	if !slices.IsSorted(c.ids) { // else a document's place by id is its number
		byID := make([]uint32, len(c.ids))
		for i := range byID {
			byID[i] = uint32(i)
		}
		slices.SortFunc(byID, func(x, y uint32) int { return cmp.Compare(c.ids[x], c.ids[y]) })
		f.section(secByID, put32(byID))
	}
	f.section(secPublished, putNumbers(c.published))
	f.section(secSeen, putNumbers(c.seen))
	f.section(secLength, c.length)
}

// numbers is a column of whole numbers: each as its distance from the least, in as many bytes as the greatest distance
// needs. Distances begin at 1; 0 is NoTime, which would else take eight bytes for all.
type numbers struct {
	least uint64
	width byte
	data  []byte
}

// numbersHead is the bytes before the distances.
const numbersHead = 9

func putNumbers[T uint64 | int64](v []T) []byte {
	noTime := int64(NoTime)
	var least, most T
	seen := false
	for _, x := range v {
		if x == T(noTime) {
			continue
		}
		if !seen {
			least, most, seen = x, x, true
		}
		least, most = min(least, x), max(most, x)
	}
	width := byte(8)
	for _, w := range []byte{4, 2, 1} {
		if uint64(most)-uint64(least) < 1<<(8*w)-1 {
			width = w
		}
	}
	out := append(le.AppendUint64(nil, uint64(least)), width)
	for _, x := range v {
		d := uint64(x) - uint64(least) + 1
		if width == 8 {
			d = uint64(x) // as it is: a distance of all there are would overflow
		} else if x == T(noTime) {
			d = 0
		}
		out = appendWidth(out, d, width)
	}
	return out
}

func appendWidth(dst []byte, x uint64, width byte) []byte {
	for range width {
		dst = append(dst, byte(x))
		x >>= 8
	}
	return dst
}

// readNumbers reads the head of a column of docs numbers.
func readNumbers(b []byte, docs int) (n numbers, ok bool) {
	if len(b) < numbersHead {
		return n, false
	}
	n = numbers{least: le.Uint64(b), width: b[8], data: b[numbersHead:]}
	return n, (n.width == 1 || n.width == 2 || n.width == 4 || n.width == 8) && len(n.data) == docs*int(n.width)
}

func (n *numbers) at(i uint32) uint64 {
	var d uint64
	switch n.width {
	case 4:
		d = uint64(le.Uint32(n.data[4*i:]))
	case 2:
		d = uint64(le.Uint16(n.data[2*i:]))
	case 1:
		d = uint64(n.data[i])
	default:
		return le.Uint64(n.data[8*i:])
	}
	if d == 0 {
		return 1 << 63 // NoTime
	}
	return n.least + d - 1
}

func put32(v []uint32) []byte {
	out := make([]byte, 0, 4*len(v))
	for _, x := range v {
		out = le.AppendUint32(out, x)
	}
	return out
}

// facetBuilder gathers one facet column. Ordinals are in order of value only after write.
type facetBuilder struct {
	ordinals map[Value]uint32
	offsets  []uint32
	ords     []uint32
}

func (b *facetBuilder) add(values []Value) {
	if b.ordinals == nil {
		b.ordinals = make(map[Value]uint32)
		b.offsets = append(b.offsets, 0)
	}
	from := len(b.ords)
	for _, v := range values {
		o, ok := b.ordinals[v]
		if !ok {
			o = uint32(len(b.ordinals))
			b.ordinals[v] = o
		}
		if !slices.Contains(b.ords[from:], o) {
			b.ords = append(b.ords, o)
		}
	}
	b.offsets = append(b.offsets, uint32(len(b.ords)))
}

func (b *facetBuilder) write(f *file, facet int) {
	values := slices.SortedFunc(maps.Keys(b.ordinals), func(x, y Value) int {
		return cmp.Or(cmp.Compare(x.Value, y.Value), cmp.Compare(x.Label, y.Label))
	})
	place := make([]uint32, len(values))
	var table []byte
	for i, v := range values {
		place[b.ordinals[v]] = uint32(i)
		table = appendString(appendString(table, v.Value), v.Label)
	}
	for i, o := range b.ords {
		b.ords[i] = place[o]
	}
	f.section(secFacets+3*facet+2, table)
	if len(values) == 0 {
		return
	}
	width := ordinalWidth(len(values))
	ords := []byte{width}
	if b.one() {
		for i := range len(b.offsets) - 1 { // 0 is none
			o := uint64(0)
			if b.offsets[i] < b.offsets[i+1] {
				o = uint64(b.ords[b.offsets[i]]) + 1
			}
			ords = appendWidth(ords, o, width)
		}
	} else {
		f.section(secFacets+3*facet, put32(b.offsets))
		for _, o := range b.ords {
			ords = appendWidth(ords, uint64(o)+1, width)
		}
	}
	f.section(secFacets+3*facet+1, ords)
}

// one says that no document has more than one value. Then no offsets are written.
func (b *facetBuilder) one() bool {
	for i := range len(b.offsets) - 1 {
		if b.offsets[i+1]-b.offsets[i] > 1 {
			return false
		}
	}
	return true
}

// ordinalWidth is the bytes of an ordinal of a table of n values, one more of which is none.
func ordinalWidth(n int) byte {
	switch {
	case n < 1<<8:
		return 1
	case n < 1<<16:
		return 2
	}
	return 4
}

func appendString(dst []byte, s string) []byte {
	return append(binary.AppendUvarint(dst, uint64(len(s))), s...)
}

func cutString(b []byte) (string, []byte) {
	size, n := binary.Uvarint(b)
	b = b[n:]
	return string(b[:size]), b[size:]
}
