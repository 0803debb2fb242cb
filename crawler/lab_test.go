package crawler_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"diembao/crawler"
	"diembao/crawler/crawlertest"
	"diembao/news"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A site is a server on loopback that does what a test tells it and remembers what it was asked.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]http.HandlerFunc // by path
	hits  []hit
}

type hit struct {
	uri    string
	header http.Header
	start  time.Time
	end    time.Time
}

func newSite(t *testing.T) *site {
	s := &site{pages: map[string]http.HandlerFunc{}}
	s.Server = httptest.NewServer(s)
	t.Cleanup(func() {
		s.CloseClientConnections()
		s.Close()
	})
	return s
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	n := len(s.hits)
	s.hits = append(s.hits, hit{uri: r.URL.RequestURI(), header: r.Header, start: time.Now()})
	page := s.pages[r.URL.Path]
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		s.hits[n].end = time.Now()
		s.mu.Unlock()
	}()
	if page == nil {
		http.NotFound(w, r)
		return
	}
	page(w, r)
}

func (s *site) on(path string, h http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[path] = h
}

func (s *site) html(path, body string) { s.on(path, serve("text/html; charset=utf-8", body)) }

func serve(contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		fmt.Fprint(w, body)
	}
}

// feed serves an RSS feed of paths.
func (s *site) feed(path string, items ...string) {
	var b strings.Builder
	b.WriteString("<rss><channel>")
	for _, item := range items {
		fmt.Fprintf(&b, "<item><link>%s%s</link></item>", s.URL, item)
	}
	s.on(path, serve("application/rss+xml", b.String()+"</channel></rss>"))
}

// asked counts requests whose path and query is uri; all requests when uri is empty.
func (s *site) asked(uri string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, h := range s.hits {
		if uri == "" || h.uri == uri {
			n++
		}
	}
	return n
}

func (s *site) log() []hit {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]hit(nil), s.hits...)
}

// source reads the site's feed at /rss.
func (s *site) source() news.Source {
	return news.Source{ID: "baomau", Name: "Báo Mẫu", Kind: news.Newspaper, Home: s.URL + "/", Feeds: []string{s.URL + "/rss"}, Delay: time.Millisecond, AllowPrivate: true}
}

// A clock stands still until somebody sleeps; then it jumps.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2026, 3, 7, 8, 0, 0, 0, news.ICT)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	if d > 0 {
		c.pass(d)
	}
	return ctx.Err()
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// A crawl is a crawler on a fake clock with its frontier and what it told.
type crawl struct {
	*crawler.Crawler
	*crawlertest.Memory
	*clock
	mu     sync.Mutex
	events []crawler.Event
}

func newCrawl(t *testing.T, change func(*crawler.Options)) *crawl {
	t.Helper()
	c := &crawl{Memory: &crawlertest.Memory{}, clock: newClock()}
	o := crawler.Options{Frontier: c.Memory, Clock: c.clock, Timeout: 2 * time.Second, Progress: func(e crawler.Event) {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.events = append(c.events, e)
	}}
	if change != nil {
		change(&o)
	}
	var err error
	if c.Crawler, err = crawler.New(o); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// round runs a round that must not fail and gives the report of the first source.
func (c *crawl) round(t *testing.T, sources ...news.Source) crawler.SourceReport {
	t.Helper()
	rep, err := c.Round(t.Context(), sources, crawler.RoundOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return rep.Sources[0]
}

func (c *crawl) visit(t *testing.T, url string) news.Visit {
	t.Helper()
	v, ok := c.Visits()[url]
	if !ok {
		t.Fatalf("no visit of %s", url)
	}
	return v
}

func (c *crawl) state(t *testing.T, url string, want news.VisitState) news.Visit {
	t.Helper()
	v := c.visit(t, url)
	if v.State != want {
		t.Errorf("%s is %s (%s), want %s", url, v.State, v.Error, want)
	}
	return v
}

// snapshot gives the last one of a URL.
func (c *crawl) snapshot(t *testing.T, url string) news.Snapshot {
	t.Helper()
	all := c.Snapshots()
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].URL == url {
			return all[i]
		}
	}
	t.Fatalf("no snapshot of %s", url)
	return news.Snapshot{}
}

func hasProblem(s news.Snapshot, code string) bool {
	for _, p := range s.Problems {
		if p.Code == code {
			return true
		}
	}
	return false
}
