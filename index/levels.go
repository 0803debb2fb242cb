package index

import (
	"cmp"
	"math/bits"
	"slices"

	"diembao/index/internal/segment"
)

// The bonus for words that stand in an article as they were typed outweighs all else, and it comes in whole steps: one for
// each such word. So the hits fall into levels, which are found by adding up bitmaps, sixty-four documents an
// instruction; the levels are offered to the page from the highest down, and mostly the first one fills it.

// levels says, for each of a set of documents, how many words it has as they were typed: bit k of the number stands in
// plane k.
type levels struct {
	planes []bitset
	unit   float64
}

// levelsOf counts the words of the plan that give a bonus. It is nil when there are none.
func (pt *part) levelsOf(set bitset) *levels {
	l := &levels{}
	tmp := newBitset(pt.seg.Docs())
	for _, r := range pt.plan.rank {
		if r.bonus == 0 {
			continue
		}
		l.unit = r.bonus
		if pt.have[r.term] {
			clear(tmp)
			pt.buf = pt.lists[r.term].Or(tmp, pt.buf)
			tmp.and(set)
			l.add(tmp)
		}
	}
	if l.unit == 0 {
		return nil
	}
	return l
}

// add counts one word more for the documents of a set, which it uses up.
func (l *levels) add(set bitset) {
	for _, p := range l.planes {
		left := uint64(0)
		for i, carry := range set {
			p[i], carry = p[i]^carry, p[i]&carry
			set[i] = carry
			left |= carry
		}
		if left == 0 {
			return
		}
	}
	l.planes = append(l.planes, slices.Clone(set))
}

// at gives the documents of set that have exactly n such words.
func (l *levels) at(set bitset, n int) bitset {
	out := slices.Clone(set)
	for k, p := range l.planes {
		if n>>k&1 == 1 {
			out.and(p)
		} else {
			out.andNot(p)
		}
	}
	return out
}

// highest is more than any document has.
func (l *levels) highest() int { return 1<<len(l.planes) - 1 }

// bonus of n words. It is added up as the scores of single documents are.
func (l *levels) bonus(n int) (sum float64) {
	for range n {
		sum += l.unit
	}
	return sum
}

// few is how many documents are scored without thinking about which could be left out.
const few = 400

// relevance offers the documents of a segment to the page, those of the highest level first.
func (pt *part) relevance(p *page, now int64) {
	n := pt.hits.count()
	if n == 0 {
		return
	}
	s := newScorer(pt, now)
	if n <= few {
		s.scan(pt.hits, p)
		return
	}
	l := pt.levelsOf(pt.hits)
	if l == nil {
		pt.best(s, pt.hits, p)
		return
	}
	s.terms = slices.DeleteFunc(s.terms, func(t scored) bool { return t.bonus != 0 })
	open, _ := s.bounds()
	for level := l.highest(); level >= 0 && pt.ctx.Err() == nil; level-- {
		s.base = l.bonus(level)
		if p.full(s.base + open) {
			return
		}
		if set := l.at(pt.hits, level); set.any() {
			pt.best(s, set, p)
		}
	}
}

// best offers a set of documents, those with the weightiest optional terms first: when the page is full of hits that no
// document without them can reach, the rest is not scored.
func (pt *part) best(s *scorer, set bitset, p *page) {
	left := set.count()
	if left > few && s.driver() < 0 {
		s.sweep(set, p)
		return
	}
	terms := s.terms
	defer func() { s.terms = terms }()
	rest := slices.Clone(set)
	open, optional := s.bounds()
	for _, o := range optional {
		if left <= few || pt.ctx.Err() != nil {
			break
		}
		if p.full(s.base + open) {
			return
		}
		with := slices.Clone(rest)
		pt.buf = pt.lists[o.term].And(with, pt.buf)
		s.scan(with, p)
		rest.andNot(with)
		left = rest.count()
		open -= o.most
		s.terms = slices.DeleteFunc(slices.Clone(s.terms), func(t scored) bool { return t.term == o.term }) // no document of rest has it
	}
	if left > 0 && !p.full(s.base+open) {
		s.scan(rest, p)
	}
}

// tile is how many documents are swept at a time: their sums stay in the nearest cache.
const tile = 4096

// sweepSlack is what a sum in 32 bits may be short of the sum in 64, as a share of it.
const sweepSlack = 1e-4

// sweep adds up the lists of all terms from front to back, and scores exactly those documents whose sums can reach the
// page. It is for sets of which no term is in every document, so that there is no list to walk along.
func (s *scorer) sweep(set bitset, p *page) {
	s.reset()
	walkers := make([]segment.Walker, len(s.terms))
	for k := range s.terms {
		walkers[k].Reset(s.pt.lists[s.terms[k].term])
	}
	var norms [256]float32
	for i, n := range s.norms {
		norms[i] = float32(n)
	}
	var sums [tile]float32
	codes := make([]uint8, len(s.terms))
	s.arrange(-1)
	docs := uint32(s.pt.seg.Docs())
	for lo := set.from(0, docs); lo < docs && s.pt.ctx.Err() == nil; {
		lo = lo / 64 * 64
		hi := min(lo+tile, docs)
		clear(sums[:])
		for k := range walkers {
			walkers[k].Add(lo, hi, float32(s.terms[k].by), &norms, s.pt.seg.Lengths(lo), sums[:])
		}
		newest := (1 + sweepSlack) * s.recency(hi-1) // documents stand in order of publication
		least := float32((p.least() - s.base) / newest)
		for i := lo / 64; i < (hi+63)/64; i++ {
			for w := set[i]; w != 0; w &= w - 1 {
				d := 64*i + uint32(bits.TrailingZeros64(w))
				if sums[d-lo] >= least {
					s.offer(d, p, codes, 0)
					least = float32((p.least() - s.base) / newest)
				}
			}
		}
		lo = set.from(hi, docs)
	}
}

type optional struct {
	term int
	most float64
}

// bounds gives the most that all terms can add up to, and the terms that not every hit has, weightiest first.
func (s *scorer) bounds() (all float64, opt []optional) {
	required := make(map[int]bool)
	for _, r := range s.pt.plan.rank {
		if r.required {
			required[r.term] = true
		}
	}
	most := make(map[int]float64)
	for i := range s.terms {
		t := &s.terms[i]
		all += t.most[15]
		if !required[t.term] {
			if most[t.term] == 0 {
				opt = append(opt, optional{term: t.term})
			}
			most[t.term] += t.most[15]
		}
	}
	for i := range opt {
		opt[i].most = most[opt[i].term]
	}
	slices.SortFunc(opt, func(a, c optional) int { return cmp.Or(cmp.Compare(c.most, a.most), cmp.Compare(a.term, c.term)) })
	return all, opt
}
