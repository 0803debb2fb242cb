package index

import (
	"context"
	"fmt"
	"math"

	"diembao/news"
)

// Counting by story is counting by article and taking away what was counted twice: most stories have one article, so that
// the few with several hits cost something and the rest nothing. Which articles are one story is decided after they are
// indexed and kept elsewhere; nothing of it stands in the index, and a changed story needs no document written anew.

// Stories says which articles are one story. It is not changed while a search uses it.
type Stories interface {
	// Of is the story of an article that shares it with others, 0 when it has none or is the only one in it.
	Of(id news.ID) news.ID
}

// A member is a hit in a story of several articles.
type member struct {
	pt  *part
	doc uint32
}

// grouping is the hits of a search by story: those with two hits or more.
type grouping struct {
	stories Stories
	members map[news.ID][]member
}

// group sorts the hits into stories.
func (x *Index) group(ctx context.Context, ev *evaluation) (*grouping, error) {
	g := &grouping{members: map[news.ID][]member{}}
	if x.opt.Stories == nil {
		return g, nil
	}
	var err error
	if g.stories, err = x.opt.Stories(ctx); err != nil {
		return nil, fmt.Errorf("index: search: stories: %w", err)
	}
	for _, pt := range ev.parts {
		pt.hits.each(func(doc uint32) bool {
			if story := g.stories.Of(news.ID(pt.seg.ID(doc))); story != 0 {
				g.members[story] = append(g.members[story], member{pt, doc})
			}
			return true
		})
	}
	for story, of := range g.members {
		if len(of) == 1 {
			delete(g.members, story)
		}
	}
	return g, nil
}

// repeated calls f for each value that several hits of one story have, with how many hits too many it was counted in.
// values gives the values of a hit, each once.
func (g *grouping) repeated(values func(m member, add func(value string)), f func(value string, times int)) {
	counts := map[string]int{}
	for _, of := range g.members {
		clear(counts)
		for _, m := range of {
			values(m, func(v string) { counts[v]++ })
		}
		for v, n := range counts {
			if n > 1 {
				f(v, n-1)
			}
		}
	}
}

// represent leaves the best hit of each story, in the order of the search, among the hits. Pages are then cut as ever, and
// a story whose best hit stood on an earlier page does not come again.
func (g *grouping) represent(s *search, ev *evaluation) {
	if len(g.members) == 0 {
		return
	}
	whole := make([]bitset, len(ev.parts))
	for i, pt := range ev.parts {
		whole[i], pt.hits = pt.hits, newBitset(pt.seg.Docs())
	}
	for _, of := range g.members {
		for _, m := range of {
			m.pt.hits[m.doc>>6] |= 1 << (m.doc & 63)
		}
	}
	all := page{size: math.MaxInt}
	s.offer(ev, &all)
	for i, pt := range ev.parts {
		pt.hits = whole[i]
	}
	seen := make(map[news.ID]bool, len(g.members))
	for _, h := range all.sorted() {
		story := g.stories.Of(news.ID(h.pt.seg.ID(h.doc)))
		if seen[story] {
			h.pt.hits.clear(h.doc)
			ev.total--
		}
		seen[story] = true
	}
}

// mark says which story a hit stands for, and how many other hits.
func (g *grouping) mark(r *Ranked) {
	r.Story = r.ID
	if g.stories == nil {
		return
	}
	if story := g.stories.Of(r.ID); story != 0 {
		r.Story = story
		r.Others = max(0, len(g.members[story])-1)
	}
}
