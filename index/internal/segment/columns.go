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
	w := newShingleWriter(len(c.shingles))
	for _, s := range slices.Compact(c.shingles) {
		w.add(uint32(s>>32), uint32(s))
	}
	w.write(f)
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
	f.section(secIDs, put64(c.ids))
	byID := make([]uint32, len(c.ids))
	for i := range byID {
		byID[i] = uint32(i)
	}
	slices.SortFunc(byID, func(x, y uint32) int { return cmp.Compare(c.ids[x], c.ids[y]) })
	f.section(secByID, put32(byID))
	f.section(secPublished, put64(c.published))
	f.section(secSeen, put64(c.seen))
	f.section(secLength, c.length)
}

func put64[T uint64 | int64](v []T) []byte {
	out := make([]byte, 0, 8*len(v))
	for _, x := range v {
		out = le.AppendUint64(out, uint64(x))
	}
	return out
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
	f.section(secFacets+3*facet, put32(b.offsets))
	f.section(secFacets+3*facet+1, put32(b.ords))
	f.section(secFacets+3*facet+2, table)
}

func appendString(dst []byte, s string) []byte {
	return append(binary.AppendUvarint(dst, uint64(len(s))), s...)
}

func cutString(b []byte) (string, []byte) {
	size, n := binary.Uvarint(b)
	b = b[n:]
	return string(b[:size]), b[size:]
}
