package index

import (
	"cmp"
	"container/heap"
	"fmt"
	"math"
	"math/bits"
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

// least is what a hit must reach to come onto the page.
func (p *page) least() float64 {
	if len(p.hits) < p.size {
		return math.Inf(-1)
	}
	return p.hits[0].score
}

// full says that nothing with less than bound can come onto the page any more.
func (p *page) full(bound float64) bool { return len(p.hits) == p.size && p.hits[0].score > bound }

func (p *page) sorted() []hit {
	slices.SortFunc(p.hits, better)
	return p.hits
}

// scorer gives scores to the documents of one segment.
type scorer struct {
	pt    *part
	terms []scored
	order []int     // of terms, those that can add most first
	rest  []float64 // by place in order, the most that the terms after it can add
	norms [256]float64
	now   int64   // Unix seconds; 0: no bonus for newer articles
	base  float64 // bonus that all documents have, beside that of terms
}

// scored is a term of the plan that the segment has.
type scored struct {
	required bool // every hit has it
	cursor   segment.Cursor
	term     int     // of the plan's terms
	by       float64 // weight × idf × (k1+1)
	bonus    float64
	most     [16]float64 // by weight code, the most that a document can get, with newness and bonus
}

// newness is the bonus by age in days.
var newness = func() (t [8 * recencyHalf]float64) {
	for d := range t {
		t[d] = 1 + recencyGain*math.Exp2(-float64(d)/recencyHalf)
	}
	return t
}()

func (ev *evaluation) idf(r *ranked) float64 {
	n := float64(ev.df[r.term])
	if o := r.office; o != nil {
		n = math.Min(float64(ev.docs), float64(ev.rarest(o.asked)+ev.rarest(o.other)))
	}
	return math.Log(1 + (math.Max(0, float64(ev.docs)-n)+0.5)/(n+0.5))
}

func newScorer(pt *part, now int64) *scorer {
	s := &scorer{pt: pt, now: now}
	for i := range s.norms {
		s.norms[i] = k1 * (1 - b + b*segment.Length(uint8(i))/pt.words)
	}
	least := s.norms[statsOf(pt.seg).shortest]
	newest := s.recency(uint32(pt.seg.Docs() - 1)) // documents stand in order of publication
	for _, r := range pt.plan.rank {
		if !pt.have[r.term] {
			continue
		}
		t := scored{term: r.term, required: r.required, by: r.weight * pt.idf(&r) * (k1 + 1), bonus: r.bonus}
		for c := 1; c < 16; c++ {
			w := float64(segment.Weight(uint8(c)))
			t.most[c] = t.by*w/(w+least)*newest + t.bonus
		}
		s.terms = append(s.terms, t)
	}
	s.reset()
	return s
}

// reset begins a walk through the documents.
func (s *scorer) reset() {
	for i := range s.terms {
		s.terms[i].cursor.Reset(s.pt.lists[s.terms[i].term])
	}
}

// arrange puts the terms into the order in which a document is asked for them; known is left out, -1: none.
func (s *scorer) arrange(known int) {
	s.order, s.rest = s.order[:0], s.rest[:0]
	for k := range s.terms {
		if k != known {
			s.order = append(s.order, k)
		}
	}
	slices.SortStableFunc(s.order, func(a, b int) int { return cmp.Compare(s.terms[b].most[15], s.terms[a].most[15]) })
	s.rest = append(s.rest, make([]float64, len(s.order))...)
	for i := len(s.order) - 2; i >= 0; i-- {
		s.rest[i] = s.rest[i+1] + s.terms[s.order[i+1]].most[15]
	}
}

// scan offers all documents of a set to the page. What no document with these weights can reach is not worked out.
func (s *scorer) scan(set bitset, p *page) {
	s.reset()
	codes := make([]uint8, len(s.terms))
	if k := s.driver(); k >= 0 && set.count() > few {
		s.arrange(k)
		s.drive(k, set, p, codes)
		return
	}
	s.arrange(-1)
	for i, w := range set {
		for ; w != 0; w &= w - 1 {
			s.offer(uint32(64*i+bits.TrailingZeros64(w)), p, codes, 0)
		}
	}
}

// slack is what sums of the same numbers in another order may differ by.
const slack = 1e-9

// offer puts a document onto the page if its weights allow; sure is what a term that is not in order adds at most, whose
// code is already in codes. As soon as the terms not yet asked for cannot lift the document onto the page, it is left.
func (s *scorer) offer(d uint32, p *page, codes []uint8, sure float64) {
	least := p.least() - slack
	most := s.base + sure
	for i, k := range s.order {
		t := &s.terms[k]
		codes[k] = t.cursor.Seek(d)
		most += t.most[codes[k]]
		if most+s.rest[i] < least {
			return
		}
	}
	seg := s.pt.seg
	p.add(hit{score: s.score(d, codes), time: seg.Published(d), id: seg.ID(d), pt: s.pt, doc: d})
}

// driver is the term that adds most of those that every hit has, -1 when there is none.
func (s *scorer) driver() int {
	best := -1
	for k := range s.terms {
		if t := &s.terms[k]; t.required && (best < 0 || t.most[15] > s.terms[best].most[15]) {
			best = k
		}
	}
	return best
}

// drive is scan along the list of a term that all of the set have: with the page full, only its greater weights can
// still reach it, even if all other terms add their most.
func (s *scorer) drive(k int, set bitset, p *page, codes []uint8) {
	t := &s.terms[k]
	others := 0.0
	for i := range s.terms {
		if i != k {
			others += s.terms[i].most[15]
		}
	}
	least := func() uint8 {
		c := uint8(1)
		for c < 15 && p.full(s.base+t.most[c]+others) {
			c++
		}
		return c
	}
	s.pt.lists[t.term].Heavy(least(), func(d uint32, code uint8) uint8 {
		if set[d>>6]>>(d&63)&1 == 0 {
			return least()
		}
		codes[k] = code
		s.offer(d, p, codes, t.most[code])
		return least()
	})
}

// score of a document that has the terms with these codes.
func (s *scorer) score(doc uint32, codes []uint8) float64 {
	sum, bonus := 0.0, s.base
	norm := s.norms[s.pt.seg.Length(doc)]
	for k, c := range codes {
		if c != 0 {
			w := float64(segment.Weight(c))
			sum += s.terms[k].by * w / (w + norm)
			bonus += s.terms[k].bonus
		}
	}
	return sum*s.recency(doc) + bonus
}

func (s *scorer) recency(doc uint32) float64 {
	t := s.pt.seg.Published(doc)
	if s.now == 0 || t == segment.NoTime {
		return 1
	}
	days := max(0, (s.now-t)/86400)
	return newness[min(days, int64(len(newness)-1))]
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
	k := -1
	for _, r := range h.pt.plan.rank {
		if !h.pt.have[r.term] {
			continue
		}
		k++
		code := s.terms[k].cursor.Seek(h.doc)
		if code == 0 {
			continue
		}
		if r.bonus != 0 {
			fmt.Fprintf(&out, "“%s” as typed: +%.0f\n", r.label, r.bonus)
			continue
		}
		w := float64(segment.Weight(code))
		fmt.Fprintf(&out, "“%s”: %.2f = weight %.2g × idf %.2f (in %d of %d) × tf %.2f (count %.0f)\n",
			r.label, s.terms[k].by*w/(w+norm), r.weight, h.pt.idf(&r), h.pt.df[r.term], h.pt.docs, w*(k1+1)/(w+norm), w)
	}
	fmt.Fprintf(&out, "newness: × %.3f\n", s.recency(h.doc))
	return out.String()
}
