package segment

import (
	"encoding/binary"
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"
	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// What scorch asks of a segment. Room index reads segments by the methods of segment.go; these keep the index one that
// Bleve's own tools can count and look into.

// memory and onDisk are a Segment as scorch wants to see it: it tells by the methods of a type whether a segment still
// has to be written.
type (
	memory struct{ *Segment }
	onDisk struct{ *Segment }
)

// Of is the Segment behind what scorch holds; nil when it is none of ours.
func Of(s segment.Segment) *Segment {
	switch s := s.(type) {
	case memory:
		return s.Segment
	case onDisk:
		return s.Segment
	}
	return nil
}

// AddRef takes a reference.
func (s *Segment) AddRef() { s.refs.Add(1) }

// DecRef gives one back; the last unmaps the file.
func (s *Segment) DecRef() error {
	if s.refs.Add(-1) != 0 || s.file == nil {
		return nil
	}
	err := s.mm.Unmap()
	if cerr := s.file.Close(); err == nil {
		err = cerr
	}
	return err
}

// Close gives back the reference that Open gave.
func (s *Segment) Close() error { return s.DecRef() }

// Path is the file.
func (s onDisk) Path() string { return s.path }

// Persist writes the segment to path.
func (s memory) Persist(path string) error {
	if err := s.persist(path); err != nil {
		return fmt.Errorf("segment: persist: %w", err)
	}
	return nil
}

// Count is Docs.
func (s *Segment) Count() uint64 { return uint64(s.docs) }

// Size is the memory held, in bytes: mapped files cost none of the heap.
func (s *Segment) Size() int {
	if s.file != nil {
		return 1 << 10
	}
	return len(s.data)
}

// DocID is the key of a document.
func (s *Segment) DocID(num uint64) ([]byte, error) {
	if num >= uint64(s.docs) {
		return nil, fmt.Errorf("segment: no document %d", num)
	}
	return binary.BigEndian.AppendUint64(nil, s.ID(uint32(num))), nil
}

// DocNumbers finds the documents with these keys.
func (s *Segment) DocNumbers(keys []string) (*roaring.Bitmap, error) {
	out := roaring.New()
	for _, k := range keys {
		if len(k) != 8 {
			continue
		}
		if doc, ok := s.ByID(binary.BigEndian.Uint64([]byte(k))); ok {
			out.Add(doc)
		}
	}
	return out, nil
}

// Fields are the field bytes in use.
func (s *Segment) Fields() []string {
	return []string{"_id", string(rune(Text)), string(rune(Pair)), string(rune(Exact)), string(rune(Title))}
}

// VisitStoredFields shows the key, the only thing stored.
func (s *Segment) VisitStoredFields(num uint64, visit segment.StoredFieldValueVisitor) error {
	id, err := s.DocID(num)
	if err == nil {
		visit("_id", 't', id, nil)
	}
	return err
}

// BytesRead is not counted.
func (*Segment) BytesRead() uint64 { return 0 }

// ResetBytesRead does nothing.
func (*Segment) ResetBytesRead(uint64) {}

// BytesWritten is not counted.
func (*Segment) BytesWritten() uint64 { return 0 }

// Dictionary gives the terms of a field, named by its byte.
func (s *Segment) Dictionary(field string) (segment.TermDictionary, error) {
	return termDict{s, field}, nil
}

type termDict struct {
	s     *Segment
	field string
}

func (d termDict) key(term []byte) []byte { return append([]byte(d.field), term...) }

func (d termDict) PostingsList(term []byte, except *roaring.Bitmap, _ segment.PostingsList) (segment.PostingsList, error) {
	p, ok := d.s.Find(d.key(term))
	if !ok {
		return &termList{}, nil
	}
	l := &termList{}
	for _, doc := range p.Docs(nil) {
		if except == nil || !except.Contains(doc) {
			l.docs = append(l.docs, doc)
		}
	}
	return l, nil
}

func (d termDict) Contains(term []byte) (bool, error) {
	_, ok := d.s.Find(d.key(term))
	return ok, nil
}

func (d termDict) Cardinality() int {
	n := 0
	d.s.Terms([]byte(d.field), func([]byte, int, func() Postings) bool { n++; return true })
	return n
}

func (d termDict) BytesRead() uint64 { return 0 }

func (d termDict) AutomatonIterator(a segment.Automaton, start, end []byte) segment.DictionaryIterator {
	it := &termIter{}
	d.s.Terms([]byte(d.field), func(term []byte, n int, _ func() Postings) bool {
		t := string(term[len(d.field):])
		if (start == nil || t >= string(start)) && (end == nil || t < string(end)) && accepts(a, t) {
			it.entries = append(it.entries, index.DictEntry{Term: t, Count: uint64(n)})
		}
		return true
	})
	return it
}

func accepts(a segment.Automaton, term string) bool {
	if a == nil {
		return true
	}
	state := a.Start()
	for i := range len(term) {
		state = a.Accept(state, term[i])
	}
	return a.IsMatch(state)
}

type termIter struct{ entries []index.DictEntry }

func (it *termIter) Next() (*index.DictEntry, error) {
	if len(it.entries) == 0 {
		return nil, nil
	}
	e := it.entries[0]
	it.entries = it.entries[1:]
	return &e, nil
}

type termList struct {
	docs []uint32
	i    int
}

func (l *termList) Iterator(_, _, _ bool, _ segment.PostingsIterator) segment.PostingsIterator {
	return &termList{docs: l.docs}
}
func (l *termList) Count() uint64                  { return uint64(len(l.docs)) }
func (l *termList) Size() int                      { return 4 * len(l.docs) }
func (*termList) BytesRead() uint64                { return 0 }
func (*termList) ResetBytesRead(uint64)            {}
func (*termList) BytesWritten() uint64             { return 0 }
func (l *termList) Next() (segment.Posting, error) { return l.Advance(0) }

func (l *termList) Advance(doc uint64) (segment.Posting, error) {
	for l.i < len(l.docs) && uint64(l.docs[l.i]) < doc {
		l.i++
	}
	if l.i == len(l.docs) {
		return nil, nil
	}
	l.i++
	return termPosting(l.docs[l.i-1]), nil
}

type termPosting uint32

func (p termPosting) Number() uint64              { return uint64(p) }
func (termPosting) Frequency() uint64             { return 1 }
func (termPosting) Norm() float64                 { return 1 }
func (termPosting) Locations() []segment.Location { return nil }
func (termPosting) Size() int                     { return 4 }
