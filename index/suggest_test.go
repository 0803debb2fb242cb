package index

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"diembao/news"
	"diembao/viet"
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
	words := strings.Fields("hội hoi Hồi hải hai lâm lam Lẫm nghị nghi")
	var s suggestions
	for i := range 3000 {
		label := words[r.IntN(len(words))]
		for range r.IntN(3) {
			label += " " + words[r.IntN(len(words))]
		}
		s.add(Suggestion{Kind: "topic", Value: fmt.Sprint(i), Label: label, Count: r.IntN(50)})
	}
	s.order()
	for _, typed := range []string{"h", "hộ", "hoi", "hội ", "hội h", "lam lam l", "ngh", "nghị", "lẫm", "hoi hoi hoi", "x"} {
		for _, n := range []int{1, 7, 100, 5000} {
			if got, want := s.completions(s.complete(typed, n)), s.all(typed); !slices.Equal(got, want[:min(n, len(want))]) {
				t.Errorf("the %d best for %q are not the first of all %d: %v", n, typed, len(want), got)
			}
		}
	}
}

// completions puts matches into order.
func (s *suggestions) completions(of []match) (out []completion) {
	for _, m := range of {
		out = append(out, completion{s.list[m.of], m.first, m.exact})
	}
	slices.SortFunc(out, func(a, b completion) int { return before(&a, &b) })
	return out
}

// all looks for what was typed in every label.
func (s *suggestions) all(typed string) []completion {
	var of []match
	for i, label := range s.exact {
		best := match{of: -1}
		for at := range len(label) {
			if at > 0 && label[at-1] != ' ' {
				continue
			}
			if m := (match{int32(i), at == 0, strings.HasPrefix(label[at:], typed)}); m.exact && !best.exact {
				best = m
			} else if strings.HasPrefix(viet.Fold(label[at:]), viet.Fold(typed)) && best.of < 0 {
				best = m
			}
		}
		if best.of >= 0 {
			of = append(of, best)
		}
	}
	return s.completions(of)
}

func TestDidYouMean(t *testing.T) {
	x := openTest(t, t.TempDir(), testOptions())
	must(t, x.Apply(context.Background(), append([]Doc{
		doc(20, "2024-01-01", "Tin hàn", "Thợ hàn xì, hàn và hàn."), doc(21, "2024-01-01", "Hàn", "Hàn."),
	}, sampleDocs...), nil, 1))
	for q, want := range map[string]string{
		"ddawsk lawsk":           "đắk lắk",
		"d9a81k la81k":           "đắk lắk",
		"lamdong":                "lâm đồng",
		"hạn hản":                "hạn hán",
		"tĩnh ủy":                "tỉnh ủy",
		"khời công đừơng":        "khởi công đừơng", // its tone is only misplaced
		"tinh uyy":               "tinh ủy",
		"hạn hán":                "",
		"zzzzzz qqqqqq":          "",
		"tinhr ngày:2020":        "tỉnh ngày:2020",
		"(thawm OR xyzq) a":      "",
		"hạn hán lễ hội hoa":     "",
		"lễ hội hoa cồn":         "", // articles that lack a word are shown
		"lễ hội AND hoa AND cồn": "lễ hội AND hoa",
	} {
		if got := find(t, x, news.Query{Text: q}).DidYouMean; got != want {
			t.Errorf("%q: did you mean %q, want %q", q, got, want)
		}
	}
}

// TestSharedSlip: a slip that some articles share is mended to what many more have; a rare word that is none stays.
func TestSharedSlip(t *testing.T) {
	x := openTest(t, t.TempDir(), testOptions())
	docs := []Doc{doc(1, "2024-01-01", "Nhà máy Mixanda xả thải", ""), doc(2, "2024-01-01", "Hàng Tirana về chợ", "")}
	for i := range 2 * slipTimes {
		docs = append(docs, doc(news.ID(10+i), "2024-01-01", "Nhà máy Mixandra mở rộng", "Tin xả thải."))
	}
	must(t, x.Apply(t.Context(), docs, nil, 1))
	for q, want := range map[string]string{"Mixanda": "mixandra", "Mixanda xả thải": "mixandra xả thải", "Mixandra": "", "Tirana": ""} {
		f := find(t, x, news.Query{Text: q})
		if f.DidYouMean != want || f.Total == 0 || f.Relaxed {
			t.Errorf("%q: %d hits, did you mean %q, want %q", q, f.Total, f.DidYouMean, want)
		}
	}
}

// TestOperatorsAreStrict: what is joined by operators lacks nothing; plain words may, and Relaxed says so.
func TestOperatorsAreStrict(t *testing.T) {
	x := openTest(t, t.TempDir(), testOptions())
	must(t, x.Apply(t.Context(), sampleDocs, nil, 1))
	for q, want := range map[string]bool{"lễ hội hoa cồn": true, "lễ hội AND hoa AND cồn": false, "(lễ hội) hoa cồn": true, "(lễ hội OR hoa) cồn nước lũ": false, "lễ hội hoa": false} {
		f := find(t, x, news.Query{Text: q})
		if f.Relaxed != want || (f.Total > 0) != (want || q == "lễ hội hoa") {
			t.Errorf("%q: %d hits, relaxed %v, want %v", q, f.Total, f.Relaxed, want)
		}
	}
}
