package index

import (
	"cmp"
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"
	"sync"

	"diembao/index/internal/segment"
	"diembao/news"
	"diembao/viet"
)

// suggested are the facets that suggestions come from.
var suggested = []struct {
	kind string
	col  int
}{
	{news.FacetProvince, colProvince}, {news.FacetOldProvince, colOldProvince}, {news.FacetDistrict, colDistrict},
	{news.FacetCommune, colCommune}, {news.FacetOfficial, colOfficial}, {news.FacetSource, colSource}, {news.FacetTopic, colTopic},
}

// suggestions of one segment: every value, to be found by each of its words and what follows.
type suggestions struct {
	once  sync.Once
	list  []Suggestion
	plain []string // viet.Fold of the labels in list
	exact []string // viet.Key of them

	loosely, exactly ordered // by the words of plain and of exact
}

// Suggest completes what a reader is typing with officials, places, outlets and topics of the articles, the most
// reported first. Any word of a name may be begun with, with or without diacritics; those typed count as typed when
// something has them. n is at most 50.
func (x *Index) Suggest(ctx context.Context, prefix string, n int) (out []Suggestion, err error) {
	key := viet.Key(strings.TrimSpace(prefix))
	if key == "" || n <= 0 || len(key) > 200 {
		return nil, nil
	}
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
	found := make(map[[2]string]*completion)
	var tables []*suggestions
	n = min(n, mostSuggested)
	for _, ss := range snap.Segments() {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("index: suggest: %w", err)
		}
		s := x.suggestionsOf(segment.Of(ss.Segment()))
		tables = append(tables, s)
		for _, m := range s.complete(key, 4*n+40) { // what is not the most frequent in any segment may be in all of them
			v := &s.list[m.of]
			c := found[[2]string{v.Kind, v.Value}]
			if c == nil {
				c = &completion{Suggestion: Suggestion{Kind: v.Kind, Value: v.Value, Label: v.Label}}
				found[[2]string{v.Kind, v.Value}] = c
			}
			c.Count += v.Count
			c.first, c.exact = c.first || m.first, c.exact || m.exact
		}
	}
	best := top(found, 2*n)
	for _, c := range best { // what is not among the best of some segment is counted there too
		c.Count = 0
		for _, s := range tables {
			c.Count += s.count(&c.Suggestion)
		}
	}
	slices.SortFunc(best, before)
	for _, c := range best[:min(n, len(best))] {
		out = append(out, c.Suggestion)
	}
	return out, nil
}

type completion struct {
	Suggestion
	first, exact bool
}

// before is the order of completions: as typed, from its beginning, most reported.
func before(a, b *completion) int {
	rank := func(b bool) int {
		if b {
			return 0
		}
		return 1
	}
	return cmp.Or(rank(a.exact)-rank(b.exact), rank(a.first)-rank(b.first), reported(&a.Suggestion, &b.Suggestion))
}

// reported is the order of values by how much is reported of them.
func reported(a, b *Suggestion) int {
	return cmp.Or(b.Count-a.Count, cmp.Compare(a.Label, b.Label), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Value, b.Value))
}

// top is the n best of found.
func top(found map[[2]string]*completion, n int) []*completion {
	list := make([]*completion, 0, len(found))
	for _, c := range found {
		list = append(list, c)
	}
	slices.SortFunc(list, before)
	return list[:min(n, len(list))]
}

// A match is a value of a segment that what was typed leads to.
type match struct {
	of           int32
	first, exact bool
}

// mostSuggested is how many suggestions may be asked for at once.
const mostSuggested = 50

// complete gives the n best values with a word that begins with what was typed: those that have it as typed, and if these
// are fewer the best of all.
func (s *suggestions) complete(key string, n int) (out []match) {
	have := make(map[int32]bool, n)
	gather := func(words *ordered, labels []string, typed string, exact bool) {
		from, end := words.span(labels, typed)
		words.best(from, end, func(k wordKey) bool {
			if !have[k.of] {
				have[k.of] = true
				out = append(out, match{of: k.of, first: k.at == 0, exact: exact})
			}
			return len(out) < n
		})
	}
	if gather(&s.exactly, s.exact, key, true); len(out) < n {
		gather(&s.loosely, s.plain, viet.Fold(key), false)
	}
	return out
}

// count is in how many articles of the segment a value stands.
func (s *suggestions) count(v *Suggestion) int {
	words, folded := &s.loosely, viet.Fold(v.Label)
	for i := words.from(s.plain, folded); i < len(words.keys); i++ {
		k := words.keys[i]
		if s.plain[k.of][k.at:] != folded {
			break
		}
		if o := &s.list[k.of]; k.at == 0 && o.Kind == v.Kind && o.Value == v.Value {
			return o.Count
		}
	}
	return 0
}

// suggestionsOf makes the table of a segment when it is first asked for.
func (x *Index) suggestionsOf(seg *segment.Segment) *suggestions {
	s := &statsOf(seg).suggest
	s.once.Do(func() {
		all := newBitset(seg.Docs())
		all.fill(0, uint32(seg.Docs()))
		for _, f := range suggested {
			values := seg.Values(f.col)
			counts := make([]uint32, len(values))
			seg.CountFacet(f.col, all, counts)
			s.list, s.plain, s.exact = slices.Grow(s.list, len(values)), slices.Grow(s.plain, len(values)), slices.Grow(s.exact, len(values))
			for i, v := range values {
				s.add(x.suggestion(f.kind, v, int(counts[i])))
			}
		}
		s.order()
	})
	return s
}

func (x *Index) suggestion(kind string, v segment.Value, count int) Suggestion {
	label := v.Label
	if name := x.opt.SourceName; kind == news.FacetSource && name != nil && name(v.Value) != "" {
		label = name(v.Value)
	}
	return Suggestion{Kind: kind, Value: v.Value, Label: label, Count: count}
}

func (s *suggestions) add(v Suggestion) {
	key := viet.Key(v.Label)
	s.list, s.plain, s.exact = append(s.list, v), append(s.plain, viet.Fold(key)), append(s.exact, key)
}

// order makes the values known by their words.
func (s *suggestions) order() {
	list := make([]int32, len(s.list))
	for i := range list {
		list[i] = int32(i)
	}
	slices.SortFunc(list, func(a, b int32) int { return reported(&s.list[a], &s.list[b]) })
	place := make([]int32, len(list))
	for i, of := range list {
		place[of] = int32(i)
	}
	s.loosely, s.exactly = orderedBy(s.plain, place), orderedBy(s.exact, place)
}
