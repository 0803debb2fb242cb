package extract

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"diembao/news"
)

var update = flag.Bool("update", false, "write the golden files anew")

// fetched is when the sample pages were "fetched"; their mastheads show this day.
var fetched = time.Date(2026, 11, 22, 2, 15, 0, 0, time.UTC)

// reading is what this package itself finds; facts have tests of their own.
type reading struct {
	CanonicalURL string         `json:"canonical_url"`
	Title        string         `json:"title"`
	Lead         string         `json:"lead"`
	Blocks       []string       `json:"blocks"` // kind: text
	Byline       string         `json:"byline"`
	Credit       string         `json:"credit"`
	Section      string         `json:"section"`
	Language     string         `json:"language"`
	Published    news.Instant   `json:"published"`
	DayOnly      bool           `json:"day_only"`
	Origin       news.Origin    `json:"origin"`
	Updated      news.Instant   `json:"updated"`
	Method       string         `json:"method"`
	Problems     []news.Problem `json:"problems"`
}

func read(a news.Article) reading {
	r := reading{a.CanonicalURL, a.Title, a.Lead, []string{}, a.Byline, a.Credit, a.Section, a.Language, a.Published, a.DayOnly, a.Origin, a.Updated, a.Method, a.Problems}
	for _, b := range a.Blocks {
		r.Blocks = append(r.Blocks, string(b.Kind)+": "+a.Body[b.Start:b.End])
	}
	return r
}

// golden compares what was read with testdata/NAME.json.
func golden(t *testing.T, name string, a news.Article) {
	t.Helper()
	var got bytes.Buffer
	enc := json.NewEncoder(&got)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(read(a)); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("testdata", name+".json")
	if *update {
		if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Errorf("%s is read otherwise (go test ./extract -update, then look at the difference):\ngot\n%s\nwant\n%s", name, got.Bytes(), want)
	}
}

func TestPages(t *testing.T) {
	addresses := map[string]string{
		"provincial":   "http://baosongmau.example.vn/kinh-te/202007/tong-ket-phong-trao-trong-rung-ven-ho-2986123/?utm_source=rss",
		"party":        "http://tinhuymau.example.vn/bai-viet/trien-khai-cong-tac-dan-van",
		"broadcaster":  "https://m.nonmautv.example.vn/tin-tuc/hop-ban-chi-dao-phong-chay-rung-4411",
		"portal":       "http://dongmau.example.vn/Default.aspx?sname=tinhdongmau&cat=1163&id=60123",
		"legal":        "https://baoluatmau.example.vn/cong-tac-hoa-giai-co-so-vung-chiem-trung-post330021.html",
		"interview":    "http://baosongmau.example.vn/giao-luu/nghe-muoi-lang-mau-20210305/",
		"photos":       "https://nguonmau.example.vn/anh-mua-nuoc-noi-post1874.html",
		"agency":       "https://baomautin.example.vn/dia-phuong/khanh-thanh-cau-treo-20260716171712046.htm",
		"legacy-1258":  "http://venbien.example.vn/tin/langchai.htm",
		"legacy-tcvn3": "http://venbien.example.vn/tin/langchai.htm",
	}
	e := New(Options{})
	for name, address := range addresses {
		t.Run(name, func(t *testing.T) {
			body, err := os.ReadFile(filepath.Join("testdata", "pages", name+".html"))
			if err != nil {
				t.Fatal(err)
			}
			snap := news.Snapshot{URL: address, FinalURL: address, Status: 200, Time: fetched, Body: body}
			a := e.Article(context.Background(), snap, news.Source{})
			whole(t, a)
			golden(t, filepath.Join("pages", name), a)
		})
	}
}

// whole checks what must hold of every article.
func whole(t *testing.T, a news.Article) {
	t.Helper()
	end := -1
	for _, b := range a.Blocks {
		if b.Start != end+1 || b.End <= b.Start || b.End > len(a.Body) || strings.Contains(a.Body[b.Start:b.End], "\n") {
			t.Fatalf("block %d-%d of a body of %d bytes after %d", b.Start, b.End, len(a.Body), end)
		}
		end = b.End
	}
	if len(a.Blocks) > 0 && end != len(a.Body) {
		t.Fatalf("blocks end at %d of %d", end, len(a.Body))
	}
	if a.Dates == nil || a.Officials == nil || a.Places == nil || a.Topics == nil || a.Problems == nil {
		t.Fatal("a list is nil")
	}
	fields := map[news.Field]string{news.InTitle: a.Title, news.InLead: a.Lead, news.InBody: a.Body}
	check := func(m news.Mention) {
		text := fields[m.Field]
		if m.Start < 0 || m.End < m.Start || m.End > len(text) || text[m.Start:m.End] != m.Text {
			t.Fatalf("mention %+v points elsewhere", m)
		}
	}
	for _, d := range a.Dates {
		check(d.Mention)
	}
	for _, o := range a.Officials {
		for _, m := range o.Mentions {
			check(m)
		}
	}
	for _, p := range a.Places {
		for _, m := range p.Mentions {
			check(m)
		}
	}
}
