package index

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"diembao/news"
)

func TestSuggest(t *testing.T) {
	opt := testOptions()
	opt.SourceName = func(id string) string { return map[string]string{"bao-mau": "Báo Mẫu Đà Lạt"}[id] }
	x := openTest(t, t.TempDir(), opt)
	var docs []Doc
	for i := range 6 {
		d := doc(news.ID(i+1), "2024-05-06", "Tin", "Tin")
		d.Article.Province = news.Subject{Name: "Lâm Đồng", Code: "68"}
		d.Officials = []news.Official{{Name: "Trần Văn Hiệp"}}
		if i == 0 {
			d.Officials = append(d.Officials, news.Official{Name: "Hiệp Thị Lâm"})
			d.Topics = []string{"lâm nghiệp"}
		}
		docs = append(docs, d)
	}
	must(t, x.Apply(context.Background(), docs, nil, 1))
	for prefix, want := range map[string]string{
		"hie":    "[official:Hiệp Thị Lâm:1 official:Trần Văn Hiệp:6]",
		"Hiệ":    "[official:Hiệp Thị Lâm:1 official:Trần Văn Hiệp:6]",
		"van h":  "[official:Trần Văn Hiệp:6]",
		"lâm":    "[old-province:Lâm Đồng:6 province:Lâm Đồng:6 topic:lâm nghiệp:1 official:Hiệp Thị Lâm:1]",
		"da lat": "[source:Báo Mẫu Đà Lạt:6]",
		"zzz":    "[]",
		" ":      "[]",
	} {
		list, err := x.Suggest(context.Background(), prefix, 5)
		must(t, err)
		got := []string{}
		for _, s := range list {
			got = append(got, fmt.Sprintf("%s:%s:%d", s.Kind, s.Label, s.Count))
		}
		if fmt.Sprint(got) != want {
			t.Errorf("Suggest(%q) = %v, want %s", prefix, got, want)
		}
	}
}

// TestBestOfMany compares the best of many completions with the first of all of them in order.
func TestBestOfMany(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 9))
	var s suggestions
	var all []match
	for i := range 3000 {
		s.add(Suggestion{Kind: "topic", Value: fmt.Sprint(i), Label: fmt.Sprintf("hội %d", i), Count: r.IntN(50)})
		all = append(all, match{of: int32(i), first: r.IntN(3) == 0, exact: r.IntN(5) == 0})
	}
	want := slices.Clone(all)
	slices.SortFunc(want, func(a, b match) int {
		return before(&completion{s.list[a.of], a.first, a.exact}, &completion{s.list[b.of], b.first, b.exact})
	})
	if got := s.best(all); !slices.Equal(got, want[:mostMatches]) {
		t.Errorf("the best of %d are not the first %d in order", len(all), mostMatches)
	}
	slices.SortFunc(s.keys, func(a, b suggestionKey) int { return strings.Compare(a.folded, b.folded) })
	s.foresee()
	for _, typed := range []string{" h", " ho"} {
		if _, ok := s.known[typed]; !ok {
			t.Errorf("%q is not foreseen", typed)
		}
	}
}

func TestDidYouMean(t *testing.T) {
	x := openTest(t, t.TempDir(), testOptions())
	must(t, x.Apply(context.Background(), append([]Doc{
		doc(20, "2024-01-01", "Tin hàn", "Thợ hàn xì, hàn và hàn."), doc(21, "2024-01-01", "Hàn", "Hàn."),
	}, sampleDocs...), nil, 1))
	for q, want := range map[string]string{
		"ddawsk lawsk":       "đắk lắk",
		"d9a81k la81k":       "đắk lắk",
		"lamdong":            "lâm đồng",
		"hạn hản":            "hạn hán",
		"tĩnh ủy":            "tỉnh ủy",
		"khời công đừơng":    "khởi công đừơng", // its tone is only misplaced
		"tinh uyy":           "tinh ủy",
		"hạn hán":            "",
		"zzzzzz qqqqqq":      "",
		"tinhr ngày:2020":    "tỉnh ngày:2020",
		"(thawm OR xyzq) a":  "",
		"hạn hán lễ hội hoa": "",
		"lễ hội hoa cồn":     "lễ hội hoa",
	} {
		if got := find(t, x, news.Query{Text: q}).DidYouMean; got != want {
			t.Errorf("%q: did you mean %q, want %q", q, got, want)
		}
	}
}
