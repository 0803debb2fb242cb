package main

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"diembao/archive"
	"diembao/news"
)

// TestFailed lists what was given up, frees it for one source and finds the other's still there.
func TestFailed(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	a, err := archive.Create(dir, archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, source := range []string{"mot", "hai"} {
		v := news.Visit{URL: "https://" + source + ".example/tin-1.html", Source: source, Kind: news.ArticleLink, State: news.Quarantined, Tries: 10, Error: "status 500"}
		if _, err := a.Finish(context.Background(), news.Outcome{Visit: v}); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct{ args, want string }{
		{"", "mot.example/tin-1.html\n    status 500 (10 failures"},
		{"", "2 addresses\n"},
		{"-n 1 --json", `"total": 2`},
		{"mot --retry", "1 addresses, 1 of them asked for again"},
		{"mot", "0 addresses"},
		{"", "1 addresses"},
	} {
		args := append([]string{"sources", "failed", "--data", dir}, strings.Fields(step.args)...)
		if got := said(t, args...); !strings.Contains(got, step.want) {
			t.Errorf("%v: %s", args, got)
		}
	}
}
