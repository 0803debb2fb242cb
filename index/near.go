package index

import (
	"cmp"
	"context"
	"math"
	"slices"

	"diembao/news"

	"github.com/blevesearch/bleve/v2/index/scorch"
)

// What comes near a question are articles that lack a few of its units, or have them apart. They are no hits: no count,
// facet, alert or further page knows them, and they are looked for when Query.Near asks for it. One that is about the matter
// stands before a hit that has all words by accident, the others fill a first page that hits leave half empty.
const (
	nearAmong  = 200 // hits: among more of them is one that is about the matter
	nearLooked = 3   // pages of articles that come near are weighed
	lackPrice  = .25 // share of what an article is worth that each missing unit takes
)

// nearHit is a hit, or what comes near, weighed as one of both.
type nearHit struct {
	hit
	weight float64
	lacks  []string
}

// weigh gives what a hit's words are worth, up to twice as much with all diacritics as they were typed, less what it lacks.
// Of one that has every unit and one that lacks one the first stands above, unless the words that the other does have stand
// in its headline, often, and side by side.
func (h hit) weigh() nearHit {
	n, typed := nearHit{hit: h}, 0.0
	for _, r := range h.pt.plan.rank {
		if r.bonus == 0 || !h.pt.have[r.term] {
			continue
		}
		h.pt.cur.Reset(h.pt.lists[r.term])
		if h.pt.cur.Seek(h.doc) != 0 {
			typed += r.bonus
		}
	}
	for _, c := range h.pt.clauses {
		if !c.has.contains(h.doc) && !slices.Contains(n.lacks, c.name) {
			n.lacks = append(n.lacks, c.name)
		}
	}
	n.weight = (h.score - typed) * (1 + typed/exactBonus) * math.Pow(1-lackPrice, float64(len(n.lacks)))
	return n
}

// nearly finds what comes near a question with these hits, the best first. Nothing comes near to one that is to be taken by
// the letter, has operators, or is of one unit.
func (s *search) nearly(ctx context.Context, snap *scorch.IndexSnapshot, full *evaluation) (near []nearHit, err error) {
	if !s.q.Near || full.total == 0 || full.total > nearAmong || s.q.After != "" || s.q.Exact || s.parsed.Strict ||
		s.q.Sort != news.ByRelevance || s.q.Count == news.CountStories {
		return nil, nil
	}
	ev, err := s.ask(ctx, snap, &s.q, maxLack)
	if err != nil || !ev.plan.spared {
		return nil, err
	}
	for i, pt := range ev.parts {
		pt.hits.andNot(full.parts[i].hits)
	}
	p := page{size: nearLooked * s.q.Size}
	s.offer(ev, &p)
	for _, h := range p.hits {
		near = append(near, h.weigh())
	}
	slices.SortFunc(near, func(a, b nearHit) int { return cmp.Or(cmp.Compare(b.weight, a.weight), better(a.hit, b.hit)) })
	return near, nil
}

// place gives what comes near its place among the hits of a page: above the first that weighs less, for as many as half a page,
// and below all hits as far as there is room.
func (s *search) place(near []nearHit, hits []hit) (out []Ranked) {
	above := 0
	for i, n := range near {
		for above < len(hits) && (i >= s.q.Size/2 || hits[above].weigh().weight >= n.weight) {
			above++
		}
		if above == len(hits) && len(hits)+i >= s.q.Size {
			break
		}
		r := s.ranked(n.hit)
		r.Lacks, r.Above = n.lacks, above
		out = append(out, r)
	}
	return out
}
