package archive_test

import (
	"path/filepath"
	"testing"
	"time"

	"diembao/archive"
	"diembao/crawler"
	"diembao/crawler/crawlertest"
	"diembao/news"
)

func TestFrontier(t *testing.T) {
	crawlertest.Frontier(t, func(t *testing.T) crawler.Frontier {
		a, err := archive.Create(filepath.Join(t.TempDir(), "data"), archive.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			r, err := a.Verify(t.Context(), archive.VerifyOptions{ReadData: true})
			if t.Context().Err() == nil && (err != nil || r.Err() != nil) {
				t.Errorf("verify: %v, %v", err, r.Problems)
			}
			if err := a.Close(); err != nil {
				t.Error(err)
			}
		})
		return a
	})
}

// TestLeasesOfADeadProcess: who opens the archive is its only owner, so what was leased before waits no longer.
func TestLeasesOfADeadProcess(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	a, err := archive.Create(dir, archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 3, 7, 1, 0, 0, 0, time.UTC)
	var found []news.Visit
	for _, path := range []string{"a", "b", "c"} {
		found = append(found, news.Visit{URL: "https://baomau.vn/" + path, Source: "baomau", Kind: news.ArticleLink, Next: now})
	}
	if _, err := a.Discover(t.Context(), found); err != nil {
		t.Fatal(err)
	}
	lease := func(n, want int) {
		t.Helper()
		if got, err := a.Lease(t.Context(), "baomau", now, n, time.Hour); err != nil || len(got) != want {
			t.Fatalf("%d leased, %v; want %d", len(got), err, want)
		}
	}
	lease(2, 2)
	lease(2, 1)
	lease(2, 0)
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if a, err = archive.Open(dir, archive.Options{}); err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	if next, err := a.NextDue(t.Context(), "baomau"); err != nil || next.IsZero() || next.After(now) {
		t.Errorf("due at %v, %v", next, err)
	}
	lease(2, 2) // those of the process that is gone
	if r, err := a.Verify(t.Context(), archive.VerifyOptions{}); err != nil || r.Err() != nil {
		t.Errorf("%v, %v", err, r.Problems)
	}
	lease(2, 1) // and ours stay ours
	lease(2, 0)
	if next, err := a.NextDue(t.Context(), "baomau"); err != nil || !next.Equal(now.Add(time.Hour)) {
		t.Errorf("due at %v, %v", next, err)
	}
}
