package main

import (
	"bytes"
	"context"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"diembao/coverage/digest"
	"diembao/crawler"
	"diembao/crawler/polite"
	"diembao/internal/lab"
	"diembao/news"
	"diembao/web"
)

// ahead is a clock that can be put forward, so that pages are due again.
type ahead struct {
	polite.SystemClock
	by time.Duration
}

func (a *ahead) Now() time.Time { return time.Now().Add(a.by) }

// TestDigestAfterOutletsChanged crawls the sample sites, lets time pass on them and crawls again: the digest says which
// articles were edited, and how, and which were taken down, and nothing of the others.
func TestDigestAfterOutletsChanged(t *testing.T) {
	if testing.Short() {
		t.Skip("crawls the sample sites twice")
	}
	sites, err := lab.Start(lab.Options{NoTraps: true})
	if err != nil {
		t.Fatal(err)
	}
	defer sites.Close()
	sources, err := crawler.LoadSources(bytes.NewReader(sites.SourcesYAML()), "sample sources")
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	h, err := openHouse(ctx, settings{Data: filepath.Join(t.TempDir(), "data"), sample: true}, sources, true, "test", slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer h.close()
	later := &ahead{}
	h.crawler.Close()
	if h.crawler, err = crawler.New(crawler.Options{Frontier: h.archive, Clock: later}); err != nil {
		t.Fatal(err)
	}
	crawl := func() {
		t.Helper()
		if _, err := h.Run(ctx, web.Job{Verb: "crawl", Force: true}, nil); err != nil {
			t.Fatal(err)
		}
	}
	ask := func() digest.Digest {
		t.Helper()
		d, err := h.desk.Digest(ctx, digest.Request{Query: news.Query{To: news.Day{Year: 2040, Month: 1, Day: 1}}})
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	crawl()
	if before := ask(); before.Summary.Articles == 0 || len(before.Changed)+len(before.Withdrawn) > 0 {
		t.Errorf("before: %+v, %d changed, %d taken down", before.Summary, len(before.Changed), len(before.Withdrawn))
	}
	sites.Advance()
	later.by = 400 * 24 * time.Hour
	crawl()
	after := ask()
	edited, gone := map[string]bool{}, map[string]bool{}
	for _, truth := range sites.Truth() {
		for _, url := range truth.URLs {
			edited[url], gone[url] = truth.Revision > 1 && !truth.Gone, truth.Gone
		}
	}
	if len(after.Changed) == 0 || len(after.Withdrawn) == 0 {
		t.Errorf("%d changed, %d taken down; the sites did both", len(after.Changed), len(after.Withdrawn))
	}
	for _, c := range after.Changed {
		s := c.Steps[len(c.Steps)-1]
		if !edited[c.URL] || len(s.Title)+len(s.Lead)+len(s.Body) == 0 {
			t.Errorf("%s is said to have changed: %+v", c.URL, c.Steps)
		}
	}
	for _, w := range after.Withdrawn {
		if !gone[w.URL] || w.Last == "" {
			t.Errorf("%s is said to have been taken down", w.URL)
		}
	}
	t.Logf("%d changed, %d taken down", len(after.Changed), len(after.Withdrawn))
}
