package extract

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"diembao/internal/lab"
	"diembao/news"
	"diembao/viet"
)

// A tally counts how often one part of the sample articles is read right.
type tally struct {
	right, all int
	wrong      []string
}

func (c *tally) add(ok bool, what string) {
	c.all++
	if ok {
		c.right++
	} else if len(c.wrong) < 12 {
		c.wrong = append(c.wrong, what)
	}
}

// TestSampleSites reads every article of the sample sites without a profile and holds each part to what is true of it.
// EXTRACT_VERBOSE=1 prints what was read wrong.
func TestSampleSites(t *testing.T) {
	truths, err := lab.Sample()
	if err != nil {
		t.Fatal(err)
	}
	e := New(Options{})
	parts := map[string]*tally{}
	for _, name := range []string{"title", "lead", "body", "captions", "byline", "published", "updated", "credit"} {
		parts[name] = &tally{}
	}
	for _, truth := range truths {
		contentType, body, err := lab.Page(truth.Site, truth.Slug)
		if err != nil {
			t.Fatal(err)
		}
		snap := news.Snapshot{URL: truth.URL, FinalURL: truth.URL, Status: 200, Time: fetched, Header: http.Header{"Content-Type": {contentType}}, Body: body}
		a := e.Article(context.Background(), snap, news.Source{})
		whole(t, a)
		compareSample(parts, truth, a)
	}
	for name, part := range parts {
		t.Logf("%-10s %d of %d", name, part.right, part.all)
		if os.Getenv("EXTRACT_VERBOSE") != "" {
			t.Log(strings.Join(part.wrong, "\n"))
		}
		if part.right < part.all {
			t.Errorf("%s: %d of %d read otherwise, such as\n%s", name, part.all-part.right, part.all, strings.Join(part.wrong[:min(3, len(part.wrong))], "\n"))
		}
	}
}

func compareSample(parts map[string]*tally, truth lab.Truth, a news.Article) {
	at := truth.Site + "/" + truth.Slug + ": "
	check := func(part, got, want string) {
		parts[part].add(got == want, at+"got "+got+"\n      want "+want)
	}
	check("title", a.Title, viet.NFC(truth.Title))
	var body, captions []string
	for _, b := range a.Blocks {
		if text := a.Body[b.Start:b.End]; b.Kind == news.Caption {
			captions = append(captions, text)
		} else {
			body = append(body, text)
		}
	}
	want := slices.Clone(truth.Body)
	lead := truth.Lead
	if truth.Dateline != "" {
		lead = truth.Dateline + " " + lead
	}
	if truth.LeadApart || a.Lead != "" {
		check("lead", a.Lead, viet.NFC(lead))
	} else {
		want = append([]string{lead}, want...)
	}
	check("body", strings.Join(body, "\n"), viet.NFC(strings.Join(want, "\n")))
	check("captions", strings.Join(captions, "\n"), viet.NFC(strings.Join(truth.Captions, "\n")))
	check("byline", a.Byline, viet.NFC(truth.Byline))
	layout := "2006-01-02T15:04"
	if truth.DayOnly {
		layout = "2006-01-02"
	}
	check("published", stamp(a.Published, layout), stamp(truth.Published, layout))
	check("updated", stamp(a.Updated, layout), stamp(truth.Updated, layout))
	check("credit", a.Credit, truth.Credit)
}

func stamp(t news.Instant, layout string) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(layout)
}

// TestSampleListings: front pages, sections and pages of "not found" of the sample sites are no articles.
func TestSampleListings(t *testing.T) {
	sites, err := lab.Start(lab.Options{Articles: 120, NoTraps: true})
	if err != nil {
		t.Fatal(err)
	}
	defer sites.Close()
	want := map[string]string{} // address -> problem
	for _, trap := range sites.Traps() {
		if trap.Kind == lab.TrapSoft404 {
			want[trap.URL] = news.ProblemSoft404
		}
	}
	listing := regexp.MustCompile(`(?m)(?:^ +home: |^ +- |[\[,] ?)"?(http://127\.0\.0\.1[^\s",\]]*)`)
	for _, m := range listing.FindAllStringSubmatch(string(sites.SourcesYAML()), -1) {
		if !strings.Contains(m[1], "rss") && !strings.Contains(m[1], "atom") && !strings.HasSuffix(m[1], ".xml") {
			want[m[1]] = news.ProblemListing
		}
	}
	if len(want) < 8 {
		t.Fatalf("only %d addresses in\n%s", len(want), sites.SourcesYAML())
	}
	e := New(Options{})
	for address, problem := range want {
		resp, err := http.Get(address)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		if err = errors.Join(err, resp.Body.Close()); err != nil {
			t.Fatal(err)
		}
		if kind := resp.Header.Get("Content-Type"); strings.Contains(kind, "xml") {
			continue
		}
		a := e.Article(context.Background(), news.Snapshot{URL: address, FinalURL: address, Status: resp.StatusCode, Time: fetched, Header: resp.Header, Body: body}, news.Source{})
		whole(t, a)
		if !has(a, problem) || a.Body != "" {
			t.Errorf("%s: problems %v, title %q, body %.200q; want %s", address, a.Problems, a.Title, a.Body, problem)
		}
	}
	t.Logf("%d addresses", len(want))
}
