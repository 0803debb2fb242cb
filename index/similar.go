package index

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"

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
	src := newShingles(snap)
	defer sources.Put(src)
	return similar.Candidates(src, text, n), nil
}

// shingles answers package similar from the segments of a snapshot.
type shingles struct {
	segs  []*segment.Segment
	dead  []func(uint32) bool
	docs  int
	found []segment.Sharing
	count []int
	place []uint64
	lists [][]uint64
}

// sources are reused for their buffers.
var sources = sync.Pool{New: func() any { return new(shingles) }}

func newShingles(snap *scorch.IndexSnapshot) *shingles {
	s := sources.Get().(*shingles)
	s.segs, s.dead, s.docs = s.segs[:0], s.dead[:0], 0
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

// Lists gives the places of the articles with each hash; ID says which article stands at a place.
func (s *shingles) Lists(hashes []uint32, limit int) [][]uint64 {
	s.count = append(s.count[:0], make([]int, len(hashes)+1)...)
	s.place = s.place[:0]
	starts := make([]int, 0, len(s.segs)+1)
	s.found = s.found[:0]
	for i, seg := range s.segs {
		starts = append(starts, len(s.found))
		s.found = seg.Shingles(s.found, hashes, limit+1)
		if s.dead[i] != nil {
			live := s.found[:starts[i]]
			for _, f := range s.found[starts[i]:] {
				if !s.dead[i](f.Doc) {
					live = append(live, f)
				}
			}
			s.found = live
		}
	}
	for _, f := range s.found {
		s.count[f.Hash+1]++
	}
	for i := range hashes {
		s.count[i+1] += s.count[i]
	}
	s.place = slices.Grow(s.place, len(s.found))[:len(s.found)]
	s.lists = s.lists[:0]
	for i := range hashes {
		s.lists = append(s.lists, s.place[s.count[i]:s.count[i]:s.count[i+1]])
	}
	for i := range s.segs {
		end := len(s.found)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		for _, f := range s.found[starts[i]:end] {
			s.lists[f.Hash] = append(s.lists[f.Hash], uint64(i)<<32|uint64(f.Doc))
		}
	}
	return s.lists
}

// ID is the article at a place.
func (s *shingles) ID(place uint64) uint64 { return s.segs[place>>32].ID(uint32(place)) }
