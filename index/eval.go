package index

import (
	"bytes"
	"context"
	"math"
	"math/bits"
	"slices"
	"strings"

	"diembao/index/internal/segment"
	"diembao/news"
	"diembao/viet"

	"github.com/blevesearch/bleve/v2/index/scorch"
)

// A bitset is a set of documents of one segment.
type bitset []uint64

func newBitset(docs int) bitset { return make(bitset, (docs+63)/64) }

func (b bitset) count() (n int) {
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	return n
}

func (b bitset) any() bool {
	for _, w := range b {
		if w != 0 {
			return true
		}
	}
	return false
}

func (b bitset) and(o bitset) {
	for i := range b {
		b[i] &= o[i]
	}
}

func (b bitset) andNot(o bitset) {
	for i := range b {
		b[i] &^= o[i]
	}
}

func (b bitset) or(o bitset) {
	for i := range b {
		b[i] |= o[i]
	}
}

func (b bitset) contains(doc uint32) bool { return b[doc>>6]>>(doc&63)&1 == 1 }

func (b bitset) clear(doc uint32) { b[doc>>6] &^= 1 << (doc & 63) }

// fill sets the documents from lo to before hi.
func (b bitset) fill(lo, hi uint32) {
	for w := lo >> 6; w <= hi>>6 && int(w) < len(b); w++ {
		m := ^uint64(0)
		if w == lo>>6 {
			m &= ^uint64(0) << (lo & 63)
		}
		if w == hi>>6 {
			m &= 1<<(hi&63) - 1
		}
		b[w] |= m
	}
}

// from is the first document of the set that is not before lo, docs when there is none.
func (b bitset) from(lo, docs uint32) uint32 {
	for i := int(lo >> 6); i < len(b); i++ {
		w := b[i]
		if i == int(lo>>6) {
			w &= ^uint64(0) << (lo & 63)
		}
		if w != 0 {
			return uint32(64*i + bits.TrailingZeros64(w))
		}
	}
	return docs
}

// between counts the documents from lo to before hi.
func (b bitset) between(lo, hi uint32) (n int) {
	for i := int(lo >> 6); i <= int(hi>>6) && i < len(b); i++ {
		w := b[i]
		if i == int(lo>>6) {
			w &= ^uint64(0) << (lo & 63)
		}
		if i == int(hi>>6) {
			w &= 1<<(hi&63) - 1
		}
		n += bits.OnesCount64(w)
	}
	return n
}

// each calls f for every document, in order, until it says false.
func (b bitset) each(f func(doc uint32) bool) {
	for i, w := range b {
		for ; w != 0; w &= w - 1 {
			if !f(uint32(64*i + bits.TrailingZeros64(w))) {
				return
			}
		}
	}
}

// back is each from the last document to the first.
func (b bitset) back(f func(doc uint32) bool) {
	for i := len(b) - 1; i >= 0; i-- {
		for w := b[i]; w != 0; {
			top := 63 - bits.LeadingZeros64(w)
			w &^= 1 << top
			if !f(uint32(64*i + top)) {
				return
			}
		}
	}
}

// part is a plan on one segment.
type part struct {
	*evaluation
	seg   *segment.Segment
	dead  []uint32
	lists []segment.Postings
	have  []bool
	buf   []uint32
	cur   segment.Cursor
	hits  bitset

	clauses []clause // of which articles may lack some
}

// clause is the articles that have a unit of the query.
type clause struct {
	name string
	has  bitset
}

// evaluation is a plan on a snapshot.
type evaluation struct {
	ctx     context.Context
	x       *Index
	plan    *plan
	parts   []*part
	df      []int // by term
	docs    int   // live
	total   int
	sum     int       // of lengths; whole numbers, so that the order of adding does not matter
	words   float64   // mean length of a document
	left    int       // terms that prefixes may still stand for
	reads   int       // articles that may still be read for phrases
	nears   int       // and for NEAR
	cut     bool      // some prefix stood for too many
	loose   bool      // some NEAR was not checked
	apart   bool      // some phrase was not
	groups  *grouping // nil: articles are counted, not stories
	bounded []string  // facets of which not all values are shown, as sentences
	err     error
}

// evaluate finds all hits of a plan.
func (x *Index) evaluate(ctx context.Context, snap *scorch.IndexSnapshot, p *plan) (*evaluation, error) {
	ev := &evaluation{ctx: ctx, x: x, plan: p, df: make([]int, len(p.terms)), left: maxTerms, reads: phraseCheck, nears: nearCheck}
	for _, ss := range snap.Segments() {
		seg := segment.Of(ss.Segment())
		if seg == nil {
			return nil, news.ErrDamaged
		}
		pt := &part{evaluation: ev, seg: seg}
		if d := ss.Deleted(); d != nil {
			pt.dead = d.ToArray()
		}
		pt.find()
		ev.docs += seg.Docs() - len(pt.dead)
		ev.sum += statsOf(seg).words
		for _, d := range pt.dead {
			ev.sum -= wordsOf(seg, d)
		}
		ev.parts = append(ev.parts, pt)
	}
	ev.words = max(1, float64(ev.sum)/float64(max(1, ev.docs)))
	for _, pt := range ev.parts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		pt.hits = pt.eval(p.root)
		if ev.err != nil {
			return nil, ev.err
		}
		for _, d := range pt.dead {
			pt.hits.clear(d)
		}
		ev.total += pt.hits.count()
	}
	return ev, nil
}

// stats of a segment that are computed once.
type stats struct {
	words    int   // of all documents together
	shortest uint8 // code of the least length
	suggest  suggestions
	verdicts verdicts
}

func wordsOf(s *segment.Segment, doc uint32) int {
	return int(math.Round(segment.Length(s.Length(doc))))
}

func statsOf(s *segment.Segment) *stats {
	return s.Extra(func() any {
		st := &stats{shortest: 255}
		for d := range uint32(s.Docs()) {
			st.shortest = min(st.shortest, s.Length(d))
			st.words += wordsOf(s, d)
		}
		return st
	}).(*stats)
}

// find looks up the plan's terms.
func (pt *part) find() {
	pt.lists = make([]segment.Postings, len(pt.plan.terms))
	pt.have = make([]bool, len(pt.plan.terms))
	for i, t := range pt.plan.terms {
		if p, ok := pt.seg.Find(t); ok {
			pt.lists[i], pt.have[i] = p, true
			pt.df[i] += p.Len() - pt.deadIn(p)
		}
	}
}

// deadIn counts the deleted documents of a list, so that scores do not depend on when scorch merges them away.
func (pt *part) deadIn(p segment.Postings) (n int) {
	if len(pt.dead) == 0 {
		return 0
	}
	pt.cur.Reset(p)
	for _, d := range pt.dead {
		if pt.cur.Seek(d) != 0 {
			n++
		}
	}
	return n
}

// eval gives the documents of a node. The set is the caller's.
func (pt *part) eval(n node) bitset {
	out := newBitset(pt.seg.Docs())
	if pt.err == nil {
		pt.err = pt.ctx.Err()
	}
	if pt.err != nil {
		return out
	}
	switch n := n.(type) {
	case allNode:
		out.fill(0, uint32(pt.seg.Docs()))
	case noneNode:
	case termNode:
		if pt.have[n] {
			pt.buf = pt.lists[n].Or(out, pt.buf)
		}
	case dayNode:
		out.fill(pt.seg.Range(n.from, n.to))
	case orNode:
		for _, k := range n {
			pt.addTo(out, k)
		}
	case mostNode:
		return pt.most(n)
	case notNode:
		out.fill(0, uint32(pt.seg.Docs()))
		out.andNot(pt.eval(n.of))
	case preNode:
		pt.expand(out, n)
	case preferNode:
		for _, k := range n.first {
			if pt.df[k.(termNode)] > 0 {
				return pt.eval(n.first)
			}
		}
		return pt.eval(n.other)
	case checkNode:
		out = pt.eval(n.of)
		pt.check(out, n)
	case andNode:
		return pt.and(n)
	}
	return out
}

func (pt *part) addTo(out bitset, n node) {
	if t, ok := n.(termNode); ok {
		if pt.have[t] {
			pt.buf = pt.lists[t].Or(out, pt.buf)
		}
		return
	}
	out.or(pt.eval(n))
}

// most gives the documents that lack as many clauses as they may, or fewer.
func (pt *part) most(n mostNode) bitset {
	lacking := make([]bitset, n.lack+1) // those that lack at most so many of the clauses seen
	for i := range lacking {
		lacking[i] = newBitset(pt.seg.Docs())
		lacking[i].fill(0, uint32(pt.seg.Docs()))
	}
	for j, k := range n.of {
		has := pt.eval(k)
		pt.clauses = append(pt.clauses, clause{n.names[j], has})
		for i := n.lack; i > 0; i-- {
			lacking[i].and(has)
			lacking[i].or(lacking[i-1])
		}
		lacking[0].and(has)
	}
	return lacking[n.lack]
}

// and begins with the rarest clause and lets the others take away from it. Clauses that must read words come last.
func (pt *part) and(n andNode) bitset {
	kids := slices.Clone(n)
	slices.SortStableFunc(kids, func(a, b node) int { return pt.cost(a) - pt.cost(b) })
	if len(kids) == 0 {
		return newBitset(pt.seg.Docs())
	}
	out := pt.evalWithout(kids[0], n)
	left := -1
	for _, k := range kids[1:] {
		switch k := k.(type) {
		case termNode:
			if !pt.have[k] {
				return newBitset(pt.seg.Docs())
			}
			if left < 0 {
				left = out.count()
			}
			if left == 0 {
				return out
			}
			left = pt.keep(out, k, left)
		case dayNode:
			lo, hi := pt.seg.Range(k.from, k.to)
			span := newBitset(pt.seg.Docs())
			span.fill(lo, hi)
			out.and(span)
			left = -1
		case notNode:
			out.andNot(pt.eval(k.of))
			left = -1
		case checkNode:
			out.and(pt.eval(k.of))
			pt.check(out, k)
			left = -1
		default:
			out.and(pt.eval(k))
			left = -1
		}
	}
	return out
}

// evalWithout evaluates the first clause of an And: words are not read before the other clauses have had their say.
func (pt *part) evalWithout(k node, all andNode) bitset {
	if c, ok := k.(checkNode); ok && len(all) > 1 {
		out := pt.eval(c.of)
		for _, o := range all {
			if _, same := o.(checkNode); !same {
				out.and(pt.eval(o))
			}
		}
		pt.check(out, c)
		return out
	}
	return pt.eval(k)
}

// keep takes out of set what does not have term k; few documents are looked up one by one, many by the whole list.
func (pt *part) keep(set bitset, k termNode, count int) int {
	p := pt.lists[k]
	if count*8 > p.Len() {
		pt.buf = p.And(set, pt.buf)
		return set.count()
	}
	pt.cur.Reset(p)
	set.each(func(d uint32) bool {
		if pt.cur.Seek(d) == 0 {
			set.clear(d)
			count--
		}
		return true
	})
	return count
}

// cost guesses how many documents a node has, in order to begin with few.
func (pt *part) cost(n node) int {
	all := pt.seg.Docs()
	switch n := n.(type) {
	case termNode:
		if !pt.have[n] {
			return 0
		}
		return pt.lists[n].Len()
	case noneNode:
		return 0
	case orNode:
		sum := 0
		for _, k := range n {
			sum += pt.cost(k)
		}
		return min(sum, all)
	case andNode:
		least := all
		for _, k := range n {
			least = min(least, pt.cost(k))
		}
		return least
	case checkNode:
		return all + 2
	case notNode:
		return all + 1
	}
	return all
}

// expand adds the documents of all terms that begin with a prefix, as far as the query's bound goes.
func (pt *part) expand(out bitset, n preNode) {
	pt.seg.Terms(n.prefix, func(term []byte, _ int, list func() segment.Postings) bool {
		if n.exact != "" {
			_, exact, _ := strings.Cut(string(term), string(rune(segment.ExactMark)))
			if !strings.HasPrefix(exact, n.exact) {
				return true
			}
		} else if bytes.IndexByte(term, ' ') >= 0 {
			return true
		}
		if pt.left == 0 {
			pt.cut = true
			return false
		}
		pt.left--
		p := list()
		pt.buf = p.Or(out, pt.buf)
		return pt.ctx.Err() == nil
	})
}

// texts are the parts of an article that a scope looks into.
func texts(t viet.Text, title bool) []string {
	if title {
		return []string{t.Title}
	}
	return []string{t.Title, t.Lead, t.Body}
}
