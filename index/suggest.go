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
	once sync.Once
	list []Suggestion
	keys []suggestionKey
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
	for _, ss := range snap.Segments() {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("index: suggest: %w", err)
		}
		x.suggestionsOf(segment.Of(ss.Segment())).complete(key, found)
	}
	return top(found, min(n, 50)), nil
}

type completion struct {
	Suggestion
	first, exact bool
}

func top(found map[[2]string]*completion, n int) []Suggestion {
	list := make([]*completion, 0, len(found))
	for _, c := range found {
		list = append(list, c)
	}
	rank := func(b bool) int {
		if b {
			return 0
		}
		return 1
	}
	slices.SortFunc(list, func(a, b *completion) int {
		return cmp.Or(rank(a.exact)-rank(b.exact), rank(a.first)-rank(b.first), b.Count-a.Count, cmp.Compare(a.Label, b.Label), cmp.Compare(a.Kind, b.Kind))
	})
	var out []Suggestion
	for _, c := range list[:min(n, len(list))] {
		out = append(out, c.Suggestion)
	}
	return out
}

// complete adds the values under keys that begin with the folded key.
func (s *suggestions) complete(key string, found map[[2]string]*completion) {
	folded := viet.Fold(key)
	i := sort.Search(len(s.keys), func(i int) bool { return s.keys[i].folded >= folded })
	seen := make(map[int32]bool)
	for ; i < len(s.keys) && strings.HasPrefix(s.keys[i].folded, folded); i++ {
		k := s.keys[i]
		v := &s.list[k.of]
		c := found[[2]string{v.Kind, v.Value}]
		if c == nil {
			c = &completion{Suggestion: Suggestion{Kind: v.Kind, Value: v.Value, Label: v.Label}}
			c.exact = strings.Contains(" "+viet.Key(v.Label), " "+key)
			found[[2]string{v.Kind, v.Value}] = c
		}
		c.first = c.first || k.first
		if !seen[k.of] {
			seen[k.of] = true
			c.Count += v.Count
		}
	}
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
	s.list = append(s.list, v)
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
