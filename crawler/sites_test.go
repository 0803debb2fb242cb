package crawler_test

import (
	"bytes"
	"strings"
	"sync"
	"testing"
	"time"

	"diembao/crawler"
	"diembao/crawler/polite"
	"diembao/internal/lab"
	"diembao/news"
)

// ahead is the system's clock, some time ahead.
type ahead struct {
	polite.SystemClock
	mu sync.Mutex
	by time.Duration
}

func (a *ahead) Now() time.Time {
	a.mu.Lock()
	defer a.mu.Unlock()
	return time.Now().Add(a.by)
}

// TestSampleSites crawls the sample sites twice, with what they publish, edit and withdraw in between.
func TestSampleSites(t *testing.T) {
	l, err := lab.Start(lab.Options{Articles: 120})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	sources, err := crawler.LoadSources(bytes.NewReader(l.SourcesYAML()), "sources.yaml")
	if err != nil {
		t.Fatal(err)
	}
	now := &ahead{}
	c := newCrawl(t, func(o *crawler.Options) { o.Clock, o.Timeout = now, 10*time.Second })
	c.round(t, sources...)
	c.holds(t, l, news.Done)
	first := len(c.Snapshots())

	l.Advance()
	now.by = 400 * 24 * time.Hour
	c.round(t, sources...)
	c.holds(t, l, news.Done)
	if again := len(c.Snapshots()) - first; again == 0 {
		t.Error("edits and new articles were not seen")
	}
	for _, r := range l.Requests() {
		if strings.Contains(r.URL, "/quan-tri/") || strings.Contains(r.URL, "/noi-bo/") || strings.Contains(r.URL, "/lich?") || strings.Contains(r.URL, "sid=") {
			t.Errorf("asked for %s", r.URL)
		}
	}
}

// holds checks that every article that is linked is there, and that what was withdrawn is known to be gone.
func (c *crawl) holds(t *testing.T, l *lab.Lab, want news.VisitState) {
	t.Helper()
	visits := c.Visits()
	for _, a := range l.Truth() {
		state, linked := news.VisitState(""), true
		for _, raw := range a.URLs {
			key, err := news.CanonicalURL(raw)
			if err != nil {
				t.Fatal(err)
			}
			if v, ok := visits[key]; ok && (state == "" || v.State == want) {
				state = v.State
			}
			if strings.Contains(raw, "/tin-cu/") { // the site links to nothing else, and its profile does not call it an article
				linked = false
			}
		}
		want := want
		if a.Gone {
			want = news.Gone
		}
		if state != want && (linked || state != "") {
			t.Errorf("%s is %q, want %s", a.URL, state, want)
		}
	}
}
