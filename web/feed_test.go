package web

import (
	"encoding/xml"
	"net/http"
	"strings"
	"testing"

	"diembao/news"
)

// TestFeed reads a feed as a newsreader does.
func TestFeed(t *testing.T) {
	h := server(t, &stand{}).Pages()
	w := get(t, h, "/feed?q=h%E1%BB%8Dp+b%C3%A0n&sort=date&size=3")
	var f atomFeed
	if err := xml.Unmarshal(w.Body.Bytes(), &f); err != nil || w.Code != http.StatusOK || w.Header().Get("Content-Type") != "application/atom+xml; charset=utf-8" {
		t.Fatalf("%d %s: %v", w.Code, w.Header(), err)
	}
	if f.Title != "diembao: họp bàn" || len(f.Links) != 2 || !strings.HasPrefix(f.Links[0].Href, "http://example.com/feed?") {
		t.Errorf("feed %+v", f)
	}
	if len(f.Entries) == 0 || f.Entries[0].Title == "" || f.Entries[0].Author != "Báo Mẫu" || f.Updated != f.Entries[0].Updated || !strings.Contains(f.Entries[0].Links[1].Href, "/a/7") {
		t.Errorf("entries %+v, updated %s", f.Entries, f.Updated)
	}
	for path, want := range map[string]int{"/feed?saved=" + "kh%C3%B4ng": http.StatusNotFound, "/feed?from=32-13-2020": http.StatusBadRequest} {
		if w := get(t, h, path); w.Code != want {
			t.Errorf("%s: %d, want %d", path, w.Code, want)
		}
	}
	if w := get(t, server(t, &stand{err: news.ErrInvalid}).Pages(), "/feed?q=a"); w.Code != http.StatusBadRequest {
		t.Errorf("a search that fails: %d", w.Code)
	}
}
