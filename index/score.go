package index

import (
	"cmp"
	"container/heap"
	"fmt"
	"math"
	"slices"
	"strings"

	"diembao/index/internal/segment"
	"diembao/news"
)

// BM25 with the usual saturation; lengths count less than usual, because news articles differ in length by kind and not
// by padding.
const (
	k1 = 1.2
	b  = 0.5
)

// The bonus for newer articles: at most recencyGain of the score, halved every recencyHalf days.
const (
	recencyGain = 0.15
	recencyHalf = 180
)

// A hit is one document on its way into the page. Later in the order means smaller.
type hit struct {
	score float64
	time  int64 // publication, or first seen, as the order wants it
	id    uint64
	pt    *part
	doc   uint32
}

// better is the order of hits, newest or best first; oldest first turns the times round before.
func better(a, b hit) int {
	return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.time, a.time), cmp.Compare(b.id, a.id))
}

// page keeps the best hits after a cursor.
type page struct {
	size  int
	after *hit
	hits  worstFirst
}

type worstFirst []hit

func (h worstFirst) Len() int           { return len(h) }
func (h worstFirst) Less(i, j int) bool { return better(h[i], h[j]) > 0 }
func (h worstFirst) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *worstFirst) Push(x any)        { *h = append(*h, x.(hit)) }
func (h *worstFirst) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}

func (p *page) add(h hit) {
	if p.after != nil && better(*p.after, h) >= 0 {
		return
	}
	if len(p.hits) < p.size {
		heap.Push(&p.hits, h)
		return
	}
	if better(h, p.hits[0]) < 0 {
		p.hits[0] = h
		heap.Fix(&p.hits, 0)
	}
}

// full says that nothing with less than bound can come onto the page any more.
func (p *page) full(bound float64) bool { return len(p.hits) == p.size && p.hits[0].score > bound }

func (p *page) sorted() []hit {
	slices.SortFunc(p.hits, better)
	return p.hits
}

// scorer gives scores to the documents of one segment.
type scorer struct {
	pt      *part
	cursors []segment.Cursor
	idf     []float64
	norms   [256]float64
	now     int64 // Unix seconds; 0: no bonus for newer articles
}

func (ev *evaluation) idf(term int) float64 {
	n := float64(ev.df[term])
	return math.Log(1 + (math.Max(0, float64(ev.docs)-n)+0.5)/(n+0.5))
}

func newScorer(pt *part, now int64) *scorer {
	s := &scorer{pt: pt, now: now, cursors: make([]segment.Cursor, len(pt.plan.rank)), idf: make([]float64, len(pt.plan.rank))}
	for i, r := range pt.plan.rank {
		s.idf[i] = pt.idf(r.term)
		if pt.have[r.term] {
			s.cursors[i].Reset(pt.lists[r.term])
		}
	}
	for i := range s.norms {
		s.norms[i] = k1 * (1 - b + b*segment.Length(uint8(i))/pt.words)
	}
	return s
}

func (s *scorer) reset() {
	for i, r := range s.pt.plan.rank {
		if s.pt.have[r.term] {
			s.cursors[i].Reset(s.pt.lists[r.term])
		}
	}
}

// score of a document; documents must come in order.
func (s *scorer) score(doc uint32) float64 {
	sum, bonus := 0.0, 0.0
	norm := s.norms[s.pt.seg.Length(doc)]
	for i, r := range s.pt.plan.rank {
		if !s.pt.have[r.term] {
			continue
		}
		if code := s.cursors[i].Seek(doc); code != 0 {
			w := float64(segment.Weight(code))
			sum += r.weight * s.idf[i] * w * (k1 + 1) / (w + norm)
			bonus += r.bonus
		}
	}
	return sum*s.recency(doc) + bonus
}

func (s *scorer) recency(doc uint32) float64 {
	t := s.pt.seg.Published(doc)
	if s.now == 0 || t == segment.NoTime {
		return 1
	}
	days := math.Max(0, float64(s.now-t)/86400)
	return 1 + recencyGain*math.Exp2(-days/recencyHalf)
}

// bound is more than term i of the plan can add to any score.
func (s *scorer) bound(i int) float64 {
	r := s.pt.plan.rank[i]
	if !s.pt.have[r.term] {
		return 0
	}
	return r.weight*s.idf[i]*(k1+1)*(1+recencyGain) + r.bonus
}

// few is how many documents are scored without thinking about which could be left out.
const few = 1500

// relevance offers the documents of a segment to the page, those with the weightiest optional terms first: when the page
// is full of hits that no document without them can reach, the rest is not scored.
func (pt *part) relevance(p *page, now int64) {
	s := newScorer(pt, now)
	offer := func(set bitset) {
		s.reset()
		set.each(func(d uint32) bool {
			p.add(hit{score: s.score(d), time: pt.seg.Published(d), id: pt.seg.ID(d), pt: pt, doc: d})
			return true
		})
	}
	rest := slices.Clone(pt.hits)
	left := rest.count()
	base, optional := s.split()
	open := base
	for _, i := range optional {
		open += s.bound(i)
	}
	for _, i := range optional {
		if left <= few || pt.ctx.Err() != nil {
			break
		}
		if p.full(open) {
			return
		}
		with := slices.Clone(rest)
		pt.buf = pt.lists[pt.plan.rank[i].term].And(with, pt.buf)
		offer(with)
		rest.andNot(with)
		left = rest.count()
		open -= s.bound(i)
	}
	if !p.full(open) {
		offer(rest)
	}
}

// split gives the most that the terms which every hit has can add up to, and the others, weightiest first.
func (s *scorer) split() (base float64, optional []int) {
	for i, r := range s.pt.plan.rank {
		switch {
		case r.required:
			base += s.bound(i)
		case s.pt.have[r.term]:
			optional = append(optional, i)
		}
	}
	slices.SortFunc(optional, func(a, c int) int { return cmp.Compare(s.bound(c), s.bound(a)) })
	return base, optional
}

// byTime offers documents in order of publication: they stand in it.
func (pt *part) byTime(p *page, sort news.Sort) {
	offer := func(d uint32) bool {
		h := hit{time: pt.timeOf(d, sort), id: pt.seg.ID(d), pt: pt, doc: d}
		if sort == news.ByOldest {
			h.id = ^h.id
		}
		if len(p.hits) == p.size && better(h, p.hits[0]) > 0 && sort == news.ByDate {
			return false
		}
		p.add(h)
		return true
	}
	if sort == news.ByDate {
		pt.hits.back(offer)
		return
	}
	pt.hits.each(offer)
}

func (pt *part) timeOf(d uint32, sort news.Sort) int64 {
	t := pt.seg.Published(d)
	switch {
	case sort == news.ByFirstSeen:
		return pt.seg.Seen(d)
	case sort == news.ByOldest && t != segment.NoTime:
		return -t
	}
	return t
}

// explain says what a hit's score is made of.
func (h hit) explain(now int64) string {
	var out strings.Builder
	s := newScorer(h.pt, now)
	norm := s.norms[h.pt.seg.Length(h.doc)]
	for i, r := range h.pt.plan.rank {
		if !h.pt.have[r.term] {
			continue
		}
		code := s.cursors[i].Seek(h.doc)
		if code == 0 {
			continue
		}
		if r.bonus != 0 {
			fmt.Fprintf(&out, "“%s” as typed: +%.0f\n", r.label, r.bonus)
			continue
		}
		w := float64(segment.Weight(code))
		fmt.Fprintf(&out, "“%s”: %.2f = weight %.2g × idf %.2f (in %d of %d) × tf %.2f (count %.0f)\n",
			r.label, r.weight*s.idf[i]*w*(k1+1)/(w+norm), r.weight, s.idf[i], h.pt.df[r.term], h.pt.docs, w*(k1+1)/(w+norm), w)
	}
	fmt.Fprintf(&out, "newness: × %.3f\n", s.recency(h.doc))
	return out.String()
}
