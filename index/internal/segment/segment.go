package segment

import (
	"fmt"
	"os"
	"sort"
	"sync"
	"sync/atomic"

	"github.com/blevesearch/mmap-go"
)

// A Segment is an immutable part of an index, in memory or mapped from a file. Any number of goroutines may read it
// while they hold the snapshot it belongs to.
type Segment struct {
	data  []byte
	sec   [sections][]byte
	docs  int
	terms dict

	ids, published, seen numbers
	lowest, highest      uint64 // of ids

	path string // of the mapped file
	file *os.File
	mm   mmap.MMap
	refs atomic.Int64

	facets [Facets]struct {
		once   sync.Once
		values []Value
	}
	extra struct {
		once  sync.Once
		value any
	}
}

func fromBytes(data []byte) (*Segment, error) { return fromChecked(data, checksumOf(data)) }

func fromChecked(data []byte, sum uint32) (*Segment, error) {
	s := &Segment{data: data}
	var err error
	if s.sec, s.docs, err = parse(data, sum); err != nil {
		return nil, err
	}
	fits := len(s.sec[secLength]) == s.docs && (len(s.sec[secByID]) == 0 || len(s.sec[secByID]) == 4*s.docs)
	for _, c := range []struct {
		section int
		to      *numbers
	}{{secIDs, &s.ids}, {secPublished, &s.published}, {secSeen, &s.seen}} {
		var ok bool
		*c.to, ok = readNumbers(s.sec[c.section], s.docs)
		fits = fits && ok
	}
	if !fits {
		return nil, fmt.Errorf("segment: columns do not fit %d documents: %w", s.docs, ErrDamaged)
	}
	s.terms = dict{data: s.sec[secDict], index: s.sec[secIndex], lists: s.sec[secLists], docs: s.docs}
	if s.docs > 0 {
		s.lowest, s.highest = s.ID(s.byID(0)), s.ID(s.byID(s.docs-1))
	}
	s.refs.Store(1)
	return s, nil
}

// openFile maps a file and checks all of it.
func openFile(path string) (*Segment, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil || info.Size() == 0 {
		_ = f.Close() // nothing was written through it
		return nil, fmt.Errorf("segment: %s is empty: %w", path, ErrDamaged)
	}
	sum, err := checksumIn(f, info.Size())
	if err != nil {
		_ = f.Close() // as above
		return nil, fmt.Errorf("segment: read: %w", err)
	}
	mm, err := mmap.Map(f, mmap.RDONLY, 0)
	if err != nil {
		_ = f.Close() // as above
		return nil, err
	}
	s, err := fromChecked(mm, sum)
	if err != nil {
		_ = mm.Unmap() // the error to report is the first
		_ = f.Close()
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	s.path, s.file, s.mm = path, f, mm
	forget(mm) // one look at the end of a new file brings in a megabyte of it
	return s, nil
}

func (s *Segment) u32(section, i int) uint32 { return le.Uint32(s.sec[section][4*i:]) }

// Docs is the number of documents, deleted ones included.
func (s *Segment) Docs() int { return s.docs }

// File is the path of the file behind the segment, empty while it is in memory.
func (s *Segment) File() string { return s.path }

// ID of a document.
func (s *Segment) ID(doc uint32) uint64 { return s.ids.at(doc) }

// Published is a document's publication in Unix seconds, or NoTime.
func (s *Segment) Published(doc uint32) int64 { return int64(s.published.at(doc)) }

// Seen is when a document first arrived, in Unix seconds.
func (s *Segment) Seen(doc uint32) int64 { return int64(s.seen.at(doc)) }

// Length is the code of a document's length in words.
func (s *Segment) Length(doc uint32) uint8 { return s.sec[secLength][doc] }

// Range is the documents published from from to before to.
func (s *Segment) Range(from, to int64) (lo, hi uint32) {
	at := func(t int64) uint32 {
		return uint32(sort.Search(s.docs, func(i int) bool { return s.Published(uint32(i)) >= t }))
	}
	return at(from), at(to)
}

// Before is the first document published at time to or later, sought forward from document lo.
func (s *Segment) Before(to int64, lo uint32) uint32 {
	step := uint32(1)
	for lo+step < uint32(s.docs) && s.Published(lo+step) < to {
		lo += step
		step *= 2
	}
	hi := min(lo+step, uint32(s.docs))
	return lo + uint32(sort.Search(int(hi-lo), func(i int) bool { return s.Published(lo+uint32(i)) >= to }))
}

// ByID finds a document. Scorch asks each segment for each article of a batch, and new ones lie beyond all of them: that is
// told without bringing the file into memory.
func (s *Segment) ByID(id uint64) (uint32, bool) {
	if id < s.lowest || id > s.highest {
		return 0, false
	}
	i := sort.Search(s.docs, func(i int) bool { return s.ID(s.byID(i)) >= id })
	if i < s.docs {
		if doc := s.byID(i); s.ID(doc) == id {
			return doc, true
		}
	}
	return 0, false
}

// byID is the document at place i in order of id. Where the column is left out that is the order of documents.
func (s *Segment) byID(i int) uint32 {
	if len(s.sec[secByID]) == 0 {
		return uint32(i)
	}
	return s.u32(secByID, i)
}

// Find is the list of a term.
func (s *Segment) Find(term []byte) (Postings, bool) { return s.terms.find(term) }

// Terms calls f for each term that begins with prefix, in byte order, until f says false. term is valid during the call.
func (s *Segment) Terms(prefix []byte, f func(term []byte, n int, list func() Postings) bool) {
	it := s.terms.seek(prefix)
	for it.next() {
		if len(it.term) < len(prefix) || string(it.term[:len(prefix)]) != string(prefix) {
			if string(it.term) > string(prefix) {
				return
			}
			continue
		}
		if !f(it.term, it.n, it.postings) {
			return
		}
	}
}

// Values is the table of a facet, in order of value; an ordinal is an index of it.
func (s *Segment) Values(facet int) []Value {
	c := &s.facets[facet]
	c.once.Do(func() {
		for b := s.sec[secFacets+3*facet+2]; len(b) > 0; {
			var v Value
			v.Value, b = cutString(b)
			v.Label, b = cutString(b)
			c.values = append(c.values, v)
		}
	})
	return c.values
}

// Extra keeps one value that a caller computes once from this segment.
func (s *Segment) Extra(compute func() any) any {
	s.extra.once.Do(func() { s.extra.value = compute() })
	return s.extra.value
}
