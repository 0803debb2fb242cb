package index

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"diembao/news"
	"diembao/viet"
)

func TestExplain(t *testing.T) {
	x := openTest(t, t.TempDir(), testOptions())
	must(t, x.Apply(context.Background(), sampleDocs, nil, 1))
	f := find(t, x, news.Query{Text: "Tỉnh uỷ", Explain: true})
	for _, want := range []string{"tinh", "uy", "as typed", "newness", "title: "} {
		if !strings.Contains(f.Hits[0].Explain, want) {
			t.Errorf("explanation lacks %q:\n%s", want, f.Hits[0].Explain)
		}
	}
	if f := find(t, x, news.Query{Text: "Tỉnh uỷ"}); f.Hits[0].Explain != "" {
		t.Error("explained without being asked")
	}
}

// TestOrder holds what must stand before what: as typed before otherwise accented, side by side before scattered, the
// headline before the body, newer before older when nothing else differs.
func TestOrder(t *testing.T) {
	x := openTest(t, t.TempDir(), testOptions())
	must(t, x.Apply(context.Background(), []Doc{
		doc(1, "2024-01-01", "Tin vắn", "Có hán ở trong và hạn ở ngoài, chen giữa là nhiều chữ khác."),
		doc(2, "2024-01-01", "Tin vắn", "Có hạn hán ở trong và một ở ngoài, chen giữa là nhiều chữ khác."),
		doc(3, "2024-01-01", "Tin vắn", "Có hận hàn ở trong và một ở ngoài, chen giữa là nhiều chữ khác."),
		doc(4, "2024-01-01", "Hạn hán", "Có một ở trong và một ở ngoài, chen giữa là nhiều chữ khác nữa."),
		doc(5, "2020-01-01", "Tin vắn", "Có hạn hán ở trong và một ở ngoài, chen giữa là nhiều chữ khác."),
	}, nil, 1))
	wantIDs(t, "typed with diacritics", ids(find(t, x, news.Query{Text: "hạn AND hán"})), 4, 2, 5, 1, 3)
	wantIDs(t, "only as typed", ids(find(t, x, news.Query{Text: "hạn AND hán", Exact: true})), 4, 2, 5, 1)
	wantIDs(t, "a word", ids(find(t, x, news.Query{Text: "hạn hán"})), 4, 2, 5, 3)
	wantIDs(t, "typed without", ids(find(t, x, news.Query{Text: "han han", NoRecency: true}))[:1], 4)
	wantIDs(t, "exclusion is exact", ids(find(t, x, news.Query{Text: "tin -hận", Sort: news.ByDate})), 2, 1, 5)
	wantIDs(t, "oldest first", ids(find(t, x, news.Query{Text: "hận", Sort: news.ByOldest})), 5, 1, 2, 3, 4)
}

func TestAfter(t *testing.T) {
	x := openTest(t, t.TempDir(), testOptions())
	var docs []Doc
	for i := range 25 {
		docs = append(docs, doc(news.ID(i+1), "2024-01-01", "Tin vắn", "Có hạn hán."))
	}
	must(t, x.Apply(context.Background(), docs, nil, 1))
	first := find(t, x, news.Query{Text: "hạn", Size: 20})
	last := find(t, x, news.Query{Text: "hạn", Size: 20, After: first.Next})
	if len(first.Hits) != 20 || len(last.Hits) != 5 || last.Next != "" || last.Total != 25 {
		t.Errorf("%d and %d hits, then %q", len(first.Hits), len(last.Hits), last.Next)
	}
	for _, q := range []news.Query{{Text: "hán", After: first.Next}, {Text: "hạn", Sort: news.ByDate, After: first.Next}, {Text: "hạn", After: first.Next[1:]}} {
		if _, err := x.Search(context.Background(), q); !errors.Is(err, news.ErrInvalid) {
			t.Errorf("%+v: %v, want ErrInvalid", q, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := x.Search(ctx, news.Query{Text: "hạn"}); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled: %v", err)
	}
}

func TestNotes(t *testing.T) {
	x := openTest(t, t.TempDir(), testOptions())
	var words strings.Builder
	for i := range maxTerms + 5 {
		fmt.Fprintf(&words, "xa%04d ", i)
	}
	must(t, x.Apply(context.Background(), []Doc{doc(1, "2024-01-01", "Tin", words.String())}, nil, 1))
	for q, want := range map[string]string{
		"xa* tin":                "dấu *",
		"xa0001 NEAR xa0002":     "NEAR",
		"tin 🎉":                  "bỏ qua",
		`"xa0001 xa0002 xa0003"`: "cụm từ",
		"tỉnh:\"Bình Thuận\"":    "1/7/2025",
	} {
		if f := find(t, x, news.Query{Text: q}); len(f.Notes) != 1 || !strings.Contains(f.Notes[0], want) {
			t.Errorf("%q: notes %q, want one with %q", q, f.Notes, want)
		}
	}
}

func TestFacetNote(t *testing.T) {
	x := openTest(t, t.TempDir(), testOptions())
	d := doc(1, "2024-01-01", "Tin", "Tin.")
	for i := range maxFacet + 3 {
		d.Topics = append(d.Topics, fmt.Sprintf("chủ đề %d", i))
	}
	must(t, x.Apply(context.Background(), []Doc{d}, nil, 1))
	f := find(t, x, news.Query{Facets: []string{news.FacetTopic, news.FacetSource}})
	if len(f.Facets[news.FacetTopic]) != maxFacet || len(f.Notes) != 1 || !strings.Contains(f.Notes[0], "203") {
		t.Errorf("%d values, notes %q", len(f.Facets[news.FacetTopic]), f.Notes)
	}
}

// TestTextFails wants a search that must read words and cannot to say so, and to leave out what the archive purged.
func TestTextFails(t *testing.T) {
	opt := testOptions()
	broken := errors.New("disk gone")
	opt.Text = func(_ context.Context, id news.ID) (viet.Text, error) {
		if id == 1 {
			return viet.Text{}, news.ErrNotFound
		}
		return viet.Text{}, broken
	}
	x := openTest(t, t.TempDir(), opt)
	must(t, x.Apply(context.Background(), []Doc{doc(1, "2024-01-01", "Tin", "hạn hán kéo dài")}, nil, 1))
	if f := find(t, x, news.Query{Text: "hạn NEAR hán"}); f.Total != 0 {
		t.Errorf("a purged article is found: %v", ids(f))
	}
	must(t, x.Apply(context.Background(), []Doc{doc(2, "2024-01-01", "Tin", "hạn hán kéo dài")}, nil, 2))
	if _, err := x.Search(context.Background(), news.Query{Text: `"hạn hán kéo"`}); !errors.Is(err, broken) {
		t.Errorf("err = %v", err)
	}
}
