package segment

import (
	"bufio"
	"cmp"
	"errors"
	"os"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// dropped is the new number of a document that is not taken along, as scorch wants it.
const dropped = 1<<64 - 1

// errStopped says that the index is being closed.
var errStopped = errors.New("index closed")

// merger makes one segment of several.
type merger struct {
	in   []*Segment
	maps [][]uint64 // new number by segment and document
	from []origin   // by new number
	docs []uint32
	list []posting

	// For long lists out of order, by new number.
	codes []uint8
	bits  []uint64
}

type origin struct {
	seg, doc uint32
}

// merge writes the merged segment to path and returns the new document numbers.
func merge(in []*Segment, drops []*roaring.Bitmap, path string, stop func() bool) (maps [][]uint64, size uint64, err error) {
	m := &merger{in: in}
	m.number(drops)
	out, err := os.Create(path)
	if err != nil {
		return nil, 0, err
	}
	defer func() {
		if cerr := out.Close(); err == nil {
			err = cerr
		}
		if err != nil {
			_ = os.Remove(path) // a half-written file is of no use; the first error is reported
		}
	}()
	buf := bufio.NewWriterSize(out, 1<<18)
	f := newFile(buf, len(m.from))
	if err = m.write(f, path+SpillSuffix, stop); err != nil {
		return nil, 0, err
	}
	if err = buf.Flush(); err != nil {
		return nil, 0, err
	}
	return m.maps, f.at, out.Sync()
}

// SpillSuffix is that of the file in which a merge keeps its dictionary until the lists are written. One that is left over
// is of a merge that a crash ended.
const SpillSuffix = ".dict"

func (m *merger) write(f *file, spill string, stop func() bool) (err error) {
	w := &dictWriter{out: f, docs: len(m.from)}
	if w.spill, err = os.Create(spill); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.spill.Close(), os.Remove(spill)) }()
	f.begin()
	if err := m.terms(w, stop); err != nil {
		return err
	}
	if err := f.end(w); err != nil {
		return err
	}
	m.columns(f)
	m.forget()
	return f.finish()
}

// number gives new numbers in order of (publication, id).
func (m *merger) number(drops []*roaring.Bitmap) {
	m.maps = make([][]uint64, len(m.in))
	for i, s := range m.in {
		m.maps[i] = make([]uint64, s.docs)
		for d := range s.docs {
			if drops[i] != nil && drops[i].Contains(uint32(d)) {
				m.maps[i][d] = dropped
				continue
			}
			m.from = append(m.from, origin{uint32(i), uint32(d)})
		}
	}
	slices.SortFunc(m.from, func(x, y origin) int {
		a, b := m.in[x.seg], m.in[y.seg]
		return cmp.Or(cmp.Compare(a.Published(x.doc), b.Published(y.doc)), cmp.Compare(a.ID(x.doc), b.ID(y.doc)))
	})
	for n, o := range m.from {
		m.maps[o.seg][o.doc] = uint64(n)
	}
}

// forgetEvery is after how many bytes of lists what was read for them is given back.
const forgetEvery = 4 << 20

// forget gives back the memory into which the system has read the merged files: a merge reads all of an index once, and
// would otherwise hold all of it.
func (m *merger) forget() {
	for _, s := range m.in {
		forget(s.mm)
	}
}

func (m *merger) columns(f *file) {
	var cols columnsBuilder
	for _, o := range m.from {
		s := m.in[o.seg]
		cols.ids = append(cols.ids, s.ID(o.doc))
		cols.published = append(cols.published, s.Published(o.doc))
		cols.seen = append(cols.seen, s.Seen(o.doc))
		cols.length = append(cols.length, s.Length(o.doc))
	}
	cols.plain(f)
	m.shingles(f)
	for facet := range Facets {
		m.forget()
		var col facetBuilder
		var values []Value
		if len(m.from) == 0 {
			col.add(nil)
			col.offsets = col.offsets[:1]
		}
		for _, o := range m.from {
			s := m.in[o.seg]
			table := s.Values(facet)
			values = values[:0]
			s.Ordinals(facet, o.doc, func(ord uint32) { values = append(values, table[ord]) })
			col.add(values)
		}
		col.write(f, facet)
	}
}

func (m *merger) shingles(f *file) {
	n := 0
	heads := heap[*shingleIter]{next: (*shingleIter).next, before: (*shingleIter).before}
	for i, s := range m.in {
		n += s.countShingles()
		heads.add(s.allShingles(i))
	}
	w := newShingleWriter(f, n)
	var docs []uint32
	kept := 0
	for len(heads.all) > 0 {
		hash := heads.all[0].at
		docs = docs[:0]
		for len(heads.all) > 0 && heads.all[0].at == hash {
			if n := m.maps[heads.all[0].seg][heads.all[0].doc]; n != dropped {
				docs = append(docs, uint32(n))
			}
			heads.advance()
		}
		slices.Sort(docs)
		for _, d := range docs {
			w.add(hash, d)
		}
		if w.written-kept > forgetEvery {
			kept = w.written
			m.forget()
		}
	}
	w.end()
}
