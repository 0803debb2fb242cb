package index

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"diembao/news"
	"diembao/viet"
)

// TestVerdicts asks for a phrase whose pairs some articles have in two places: their words are read once, again for an
// article that has changed, and never for a question that was asked before.
func TestVerdicts(t *testing.T) {
	var mu sync.Mutex
	reads, texts := 0, map[news.ID]string{}
	opt := testOptions()
	opt.Text = func(_ context.Context, id news.ID) (viet.Text, error) {
		mu.Lock()
		defer mu.Unlock()
		reads++
		if body, ok := texts[id]; ok {
			return viet.Text{Title: "Tin vắn", Body: body}, nil
		}
		return viet.Text{}, fmt.Errorf("article %d: %w", id, news.ErrNotFound)
	}
	x := openTest(t, t.TempDir(), opt)
	put := func(upto news.Seq, bodies map[news.ID]string) {
		var docs []Doc
		for id, body := range bodies {
			texts[id] = body
			docs = append(docs, doc(id, "2024-01-01", "Tin vắn", body))
		}
		must(t, x.Apply(context.Background(), docs, nil, upto))
	}
	bodies := map[news.ID]string{}
	for id := news.ID(1); id <= 20; id++ {
		if bodies[id] = "Trồng mía đường. Có đường sắt."; id%2 == 0 {
			bodies[id] = "Trồng mía đường sắt."
		}
	}
	put(1, bodies)
	ask := func(what string, q news.Query, total, want int) {
		t.Helper()
		before := reads
		if f := find(t, x, q); f.Total != total || reads-before != want {
			t.Errorf("%s: %d hits with %d articles read, want %d with %d", what, f.Total, reads-before, total, want)
		}
	}
	ask("first", news.Query{Text: `"mía đường sắt"`}, 10, 10) // where "đường" stands once there is nothing to read
	ask("again", news.Query{Text: `"mía đường sắt"`}, 10, 0)
	ask("filtered", news.Query{Text: `"mía đường sắt"`, Source: "bao-mau", Sort: news.ByDate}, 10, 0)
	ask("other words", news.Query{Text: `"trồng mía đường"`}, 20, 0)
	// From here on segments may be merged at any time, and what was remembered with them is gone.
	put(2, map[news.ID]string{1: "Trồng mía đường sắt.", 2: "Mía. Đường.", 3: "Mía đường sắt."})
	if f := find(t, x, news.Query{Text: `"mía đường sắt"`}); f.Total != 11 {
		t.Errorf("changed: %d hits, want 11", f.Total)
	}
	delete(texts, 4)
	if f := find(t, x, news.Query{Text: `"mía đường sắt"`, Exact: true}); f.Total != 10 {
		t.Errorf("gone from the archive: %d hits, want 10", f.Total)
	}
}
