package extract

import (
	"context"
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"diembao/news"
)

// TestExportedArticleComesBack: the JSON of an article, kept as a record, is read as the same article.
func TestExportedArticleComesBack(t *testing.T) {
	body := "Sáng 5/6, tỉnh họp bàn trồng rừng.\nViệc cần làm\nẢnh: một góc rừng"
	heading, caption := len("Sáng 5/6, tỉnh họp bàn trồng rừng.\n"), len("Sáng 5/6, tỉnh họp bàn trồng rừng.\nViệc cần làm\n")
	want := news.Article{ID: 7, Revision: 3, URL: "https://mau.example/1", CanonicalURL: "https://mau.example/1", Title: "Trồng rừng", Lead: "Sapô của bài.", Body: body,
		Blocks: []news.Block{{Kind: news.Paragraph, End: heading - 1}, {Kind: news.Heading, Start: heading, End: caption - 1}, {Kind: news.Caption, Start: caption, End: len(body)}},
		Byline: "Người Viết", Section: "Kinh tế", Published: news.Instant{Time: time.Date(2024, 6, 5, 0, 0, 0, 0, news.ICT)}, DayOnly: true,
		Updated: news.Instant{Time: time.Date(2024, 6, 6, 8, 0, 0, 0, news.ICT)}}
	back := func(a news.Article) news.Article {
		line, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		return New(Options{}).Article(context.Background(), news.Snapshot{URL: a.URL, FinalURL: a.URL, Status: 200, Time: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
			Header: http.Header{"Content-Type": {RecordType}}, Body: line}, news.Source{})
	}
	got := back(want)
	if got.Title != want.Title || got.Lead != want.Lead || got.Body != want.Body || got.Byline != want.Byline || got.Section != want.Section || !got.Published.Equal(want.Published.Time) ||
		!got.DayOnly || !got.Updated.Equal(want.Updated.Time) || got.URL != want.URL || !cmp.Equal(got.Blocks, want.Blocks) {
		t.Errorf("came back as %+v", got)
	}
	wrong := want
	wrong.Blocks = []news.Block{{Kind: news.Paragraph, Start: 5, End: len(body) + 9}}
	if got := back(wrong); len(got.Blocks) != 3 || got.Blocks[2].End != len(body) {
		t.Errorf("blocks that do not fit: %+v", got.Blocks)
	}
	unknown := want
	unknown.Published, unknown.DayOnly, unknown.Updated = news.Instant{}, false, news.Instant{}
	if got := back(unknown); !got.Published.IsZero() || !got.Updated.IsZero() {
		t.Errorf("without a time: %v, %v", got.Published, got.Updated)
	}
}

// FuzzRecord takes any bytes for a record: no panic, and blocks that lie in the body, in order, on borders of runes.
func FuzzRecord(f *testing.F) {
	f.Add([]byte(`{"url":"https://mau.example/1","title":"A","body":"b\nc","blocks":[{"kind":"caption","start":0,"end":1},{"kind":"row","start":2,"end":3}]}`))
	f.Add([]byte(`{"title":"A","body":"ơ","blocks":[{"kind":"paragraph","start":1,"end":2}],"updated":null,"published":"2024-06-05"}`))
	f.Add([]byte(`{"body":"x","blocks":[{"kind":"paragraph","start":-1,"end":99}]}`))
	x := New(Options{})
	f.Fuzz(func(t *testing.T, b []byte) {
		a := x.Article(context.Background(), news.Snapshot{URL: "https://mau.example/1", Status: 200, Time: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
			Header: http.Header{"Content-Type": {RecordType}}, Body: b}, news.Source{})
		if len(a.Blocks) > 0 && !fits(a.Blocks, a.Body) {
			t.Fatalf("blocks %+v of %q", a.Blocks, a.Body)
		}
	})
}
