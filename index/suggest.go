package index

import (
	"cmp"
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"sort"
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

// suggestions of one segment: every value under the folded form of each of its words and what follows.
type suggestions struct {
	once   sync.Once
	list   []Suggestion
	labels []string // viet.Key of the labels in list, a space before
	keys   []suggestionKey

	mu    sync.Mutex
	known map[string][]match // by what was typed
}

type suggestionKey struct {
	folded string
	of     int32
	first  bool // begins with the first word
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
	n = min(n, 50)
	for _, ss := range snap.Segments() {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("index: suggest: %w", err)
		}
		s := x.suggestionsOf(segment.Of(ss.Segment()))
		tables = append(tables, s)
		for _, m := range s.complete(key) {
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
	return cmp.Or(rank(a.exact)-rank(b.exact), rank(a.first)-rank(b.first), b.Count-a.Count, cmp.Compare(a.Label, b.Label), cmp.Compare(a.Kind, b.Kind))
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

// Of a beginning that more than manyKeys keys of a segment have, only the mostMatches best values count, and they are
// remembered: every reader types the same few letters first.
const (
	manyKeys    = 400
	mostMatches = 120 // more than twice what Suggest gives
	remembered  = 2000
)

// complete gives the values under keys that begin with what was typed.
func (s *suggestions) complete(key string) []match {
	folded, typed := viet.Fold(key), " "+key
	i, n := s.span(folded)
	if n <= manyKeys {
		return s.matches(s.keys[i:i+n], typed)
	}
	s.mu.Lock()
	m, ok := s.known[typed]
	s.mu.Unlock()
	if ok {
		return m
	}
	m = s.best(s.matches(s.keys[i:i+n], typed))
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known == nil || len(s.known) == remembered {
		s.known = make(map[string][]match)
	}
	s.known[typed] = m
	return m
}

// span is where the keys that begin with a folded text stand, and how many they are.
func (s *suggestions) span(folded string) (i, n int) {
	i = sort.Search(len(s.keys), func(i int) bool { return s.keys[i].folded >= folded })
	return i, sort.Search(len(s.keys)-i, func(k int) bool { return !strings.HasPrefix(s.keys[i+k].folded, folded) })
}

// foresee completes the beginnings of one and two letters that have many keys, before a reader types them.
func (s *suggestions) foresee() {
	for size := 1; size <= 2; size++ {
		for i := 0; i < len(s.keys); {
			key := s.keys[i].folded
			if len(key) < size {
				i++
				continue
			}
			_, n := s.span(key[:size])
			if n > manyKeys {
				s.complete(key[:size])
			}
			i += max(n, 1)
		}
	}
}

// matches gives each value of keys once.
func (s *suggestions) matches(keys []suggestionKey, typed string) []match {
	if len(keys) > manyKeys {
		all := make([]int32, len(s.list))
		return s.gather(keys, typed, func(of int32) int32 { return all[of] }, func(of, i int32) { all[of] = i })
	}
	some := make(map[int32]int32, len(keys))
	return s.gather(keys, typed, func(of int32) int32 { return some[of] }, func(of, i int32) { some[of] = i })
}

// gather is matches; at gives and put keeps the place of a value among them, from 1.
func (s *suggestions) gather(keys []suggestionKey, typed string, at func(int32) int32, put func(of, i int32)) []match {
	out := make([]match, 0, len(keys))
	for _, k := range keys {
		i := at(k.of)
		if i == 0 {
			out = append(out, match{of: k.of, exact: strings.Contains(s.labels[k.of], typed)})
			i = int32(len(out))
			put(k.of, i)
		}
		out[i-1].first = out[i-1].first || k.first
	}
	return out
}

// best keeps the first mostMatches in the order of completions. Most are worse than the last of those kept so far, and are
// never sorted.
func (s *suggestions) best(all []match) []match {
	order := func(a, b match) int {
		return before(&completion{s.list[a.of], a.first, a.exact}, &completion{s.list[b.of], b.first, b.exact})
	}
	kept := make([]match, 0, 4*mostMatches)
	cut := func() {
		slices.SortFunc(kept, order)
		kept = kept[:min(len(kept), mostMatches)]
	}
	full := false
	for _, m := range all {
		if full && order(m, kept[mostMatches-1]) >= 0 {
			continue
		}
		if kept = append(kept, m); len(kept) == cap(kept) {
			cut()
			full = true
		}
	}
	cut()
	return slices.Clone(kept)
}

// count is in how many articles of the segment a value stands.
func (s *suggestions) count(v *Suggestion) int {
	folded := viet.Fold(v.Label)
	for i := sort.Search(len(s.keys), func(i int) bool { return s.keys[i].folded >= folded }); i < len(s.keys) && s.keys[i].folded == folded; i++ {
		if o := &s.list[s.keys[i].of]; s.keys[i].first && o.Kind == v.Kind && o.Value == v.Value {
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
			for i, v := range values {
				s.add(x.suggestion(f.kind, v, int(counts[i])))
			}
		}
		slices.SortFunc(s.keys, func(a, b suggestionKey) int { return strings.Compare(a.folded, b.folded) })
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
	of := int32(len(s.list))
	s.list, s.labels = append(s.list, v), append(s.labels, " "+viet.Key(v.Label))
	folded := viet.Fold(v.Label)
	for first := true; ; first = false {
		s.keys = append(s.keys, suggestionKey{folded, of, first})
		_, rest, more := strings.Cut(folded, " ")
		if !more {
			return
		}
		folded = rest
	}
}
