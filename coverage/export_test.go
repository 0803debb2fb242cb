package coverage

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"diembao/coverage/export"
	"diembao/news"
)

// TestExportIsWhatTheSearchFinds: everything that can be read, or what matches, each once.
func TestExportIsWhatTheSearchFinds(t *testing.T) {
	d, s := shelve(t, people())
	listing := s.articles[4]
	listing.Problems = []news.Problem{{Code: news.ProblemListing}}
	s.articles[4] = listing
	s.saved = []news.SavedSearch{{Name: "rừng", Query: news.Query{Text: "rừng"}}}
	for want, req := range map[string]export.Request{
		"1 2 3": {}, "3": {Query: news.Query{Province: "Sơn La"}}, "1 2": {Query: news.Query{Text: "Tỉnh ủy Lâm Đồng", From: mustDay("2024-01-01")}}, "3 ": {Saved: "rừng"}, "": {Query: news.Query{Text: "khongcogihet"}},
	} {
		req.Format = export.CSV
		var b bytes.Buffer
		report, err := d.Export(context.Background(), req, &b)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, line := range strings.Split(b.String(), "\r\n")[1:] {
			if id, _, ok := strings.Cut(line, ",0,mau,"); ok {
				ids = append(ids, id)
			}
		}
		wanted := strings.Fields(want)
		if strings.Join(ids, " ") != strings.Join(wanted, " ") || report.Articles != len(wanted) {
			t.Errorf("%+v: %v, %+v; want %q", req, ids, report, want)
		}
	}
	if _, err := d.Export(context.Background(), export.Request{Format: export.JSONL, Saved: "khác"}, &bytes.Buffer{}); !errors.Is(err, news.ErrNotFound) {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := d.Export(ctx, export.Request{Format: export.JSONL, Query: news.Query{Text: "rừng"}}, &bytes.Buffer{}); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end of its context: %v", err)
	}
}
