package index

import (
	"context"
	"fmt"
	"runtime/debug"

	"diembao/index/internal/segment"
	"diembao/index/similar"

	"github.com/blevesearch/bleve/v2/index/scorch"
)

// Similar finds the articles that share the most and the rarest runs of words with a text, best first: at most n that
// share with the whole of it, and those that share with one passage of it. What they share is for the caller to read.
func (x *Index) Similar(ctx context.Context, text string, n int) (out []similar.Candidate, err error) {
	e, err := x.acquire()
	if err != nil {
		return nil, err
	}
	defer e.release()
	defer e.guard(&err)
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	snap, err := e.snapshot()
	if err != nil {
		return nil, err
	}
	defer snap.Close()
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("index: similar: %w", err)
	}
	return similar.Candidates(newShingles(snap), text, n), nil
}

// shingles answers package similar from the segments of a snapshot.
type shingles struct {
	segs []*segment.Segment
	dead []func(uint32) bool
	docs int
	buf  []uint32
}

func newShingles(snap *scorch.IndexSnapshot) *shingles {
	s := &shingles{}
	for _, ss := range snap.Segments() {
		s.segs = append(s.segs, segment.Of(ss.Segment()))
		s.docs += int(ss.Count())
		if d := ss.Deleted(); d != nil && !d.IsEmpty() {
			s.dead = append(s.dead, d.Contains)
		} else {
			s.dead = append(s.dead, nil)
		}
	}
	return s
}

// Docs is the number of articles.
func (s *shingles) Docs() int { return s.docs }

// Append adds the places of the articles with this hash to dst; ID says which article stands at a place.
func (s *shingles) Append(dst []uint64, hash uint32) []uint64 {
	for i, seg := range s.segs {
		s.buf = seg.Shingle(s.buf[:0], hash)
		for _, d := range s.buf {
			if s.dead[i] == nil || !s.dead[i](d) {
				dst = append(dst, uint64(i)<<32|uint64(d))
			}
		}
	}
	return dst
}

// ID is the article at a place.
func (s *shingles) ID(place uint64) uint64 { return s.segs[place>>32].ID(uint32(place)) }
