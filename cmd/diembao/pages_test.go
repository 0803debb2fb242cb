package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"html"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"diembao/news"
	"diembao/web"
)

// A savedPage is a line of ../shared/pages/manifest.tsv.
type savedPage struct {
	file, url, kind, title string
	published              time.Time // ICT, to the minute
}

const pagesDir = "../../../shared/pages"

func savedPages(t *testing.T) []savedPage {
	t.Helper()
	f, err := os.Open(filepath.Join(pagesDir, "manifest.tsv"))
	if err != nil {
		t.Skip("no saved pages of real sites beside the repository")
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []savedPage
	for _, row := range rows[1:] {
		p := savedPage{file: row[0], url: row[1], kind: row[2], title: row[3]}
		if p.kind == "article" {
			if p.published, err = time.ParseInLocation("2006-01-02T15:04", row[4], news.ICT); err != nil {
				t.Fatal(err)
			}
		}
		out = append(out, p)
	}
	return out
}

// replay serves the saved pages at their own paths, with a listing page that links to all of them.
func replay(t *testing.T, pages []savedPage) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	var list strings.Builder
	for _, p := range pages {
		if p.kind != "article" {
			continue
		}
		u, err := url.Parse(p.url)
		if err != nil {
			t.Fatal(err)
		}
		body, err := os.ReadFile(filepath.Join(pagesDir, p.file))
		if err != nil {
			t.Fatal(err)
		}
		mux.HandleFunc("GET "+u.Path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = w.Write(body)
		})
		fmt.Fprintf(&list, "<li><a href=%q>%s</a></li>", u.Path, html.EscapeString(p.title))
	}
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, "<!doctype html><title>Tin</title><ul>%s</ul>", &list)
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

// TestRealPagesTheWholeWay takes saved pages of real sites from a server through crawl into search, and from files
// through import: the same headlines, to the minute.
func TestRealPagesTheWholeWay(t *testing.T) {
	pages := savedPages(t)
	site := replay(t, pages)
	source := news.Source{ID: "saved", Name: "Saved pages", Kind: news.Newspaper, Home: site.URL + "/", Sections: []string{site.URL + "/"},
		Article: `\.html?$`, Delay: time.Millisecond, Every: time.Hour, AllowPrivate: true}
	ctx := context.Background()
	for name, job := range map[string]web.Job{"crawl": {Verb: "crawl"}, "import": {Verb: "import", Paths: []string{pagesDir}}} {
		t.Run(name, func(t *testing.T) {
			h, err := openHouse(ctx, settings{Data: filepath.Join(t.TempDir(), "data")}, []news.Source{source}, true, "test", slog.New(slog.DiscardHandler))
			if err != nil {
				t.Fatal(err)
			}
			defer h.close()
			if _, err := h.Run(ctx, job, nil); err != nil {
				t.Fatal(err)
			}
			for _, p := range pages {
				if p.kind == "article" {
					find(t, h, p)
				}
			}
		})
	}
}

// find searches a page by its headline and wants it first, with its own title and minute. The manifest's title may
// have the site's name behind it.
func find(t *testing.T, h *house, p savedPage) {
	t.Helper()
	title, _, _ := strings.Cut(p.title, " - Báo ")
	words := strings.Trim(strings.Join(strings.Fields(strings.ReplaceAll(title, `"`, " "))[:5], " "), ",.:;")
	res, err := h.desk.Search(context.Background(), news.Query{Text: `tiêu_đề:"` + words + `"`})
	if err != nil {
		t.Fatal(err)
	}
	for _, hit := range res.Hits {
		if hit.Published.Truncate(time.Minute).Equal(p.published) {
			// Sites word the headline a little differently in <title> and <h1>; five words in order and the minute are it.
			return
		}
	}
	t.Errorf("%s: %q not found at %s among %+v", p.file, words, p.published, res.Hits)
}
