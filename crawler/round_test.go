package crawler_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"diembao/crawler"
	"diembao/crawler/crawlertest"
	"diembao/news"
)

func TestRound(t *testing.T) {
	s := newSite(t)
	s.feed("/rss", "/a-1.html", "/a-2.html?utm_source=rss", "/a-1.html#top")
	s.html("/a-1.html", "<html>một")
	s.html("/a-2.html", "<html>hai")
	c := newCrawl(t, func(o *crawler.Options) { o.Contact, o.From = "https://diembao.example/bot", "bot@diembao.example" })
	got := c.round(t, s.source())
	if got.Fetched != 3 || got.Stored != 2 || got.Listed != 1 || got.Found != 2 || got.Failed+got.Refused+got.Gone != 0 {
		t.Errorf("report %+v", got)
	}
	for _, h := range s.log() {
		if ua := h.header.Get("User-Agent"); ua != "diembao/0.1 (+https://diembao.example/bot)" || h.header.Get("From") != "bot@diembao.example" {
			t.Errorf("%s: user agent %q, from %q", h.uri, ua, h.header.Get("From"))
		}
	}
	if n := s.asked("/robots.txt"); n != 1 {
		t.Errorf("robots.txt asked for %d times", n)
	}
	snap := c.snapshot(t, s.URL+"/a-2.html")
	if string(snap.Body) != "<html>hai" || snap.Status != 200 || snap.Source != "baomau" || snap.FinalURL != s.URL+"/a-2.html" || len(snap.SHA256) != 64 || len(snap.Problems) != 0 {
		t.Errorf("snapshot %+v", snap)
	}
	v := c.state(t, s.URL+"/a-2.html", news.Done)
	if v.Snapshot != snap.Num+0 && v.Snapshot == 0 || v.SHA256 != snap.SHA256 || v.Fetches != 1 || v.Via != s.URL+"/rss" {
		t.Errorf("visit %+v", v)
	}
	// Nothing is due: nothing is asked.
	before := s.asked("")
	if got := c.round(t, s.source()); got.Fetched != 0 || s.asked("") != before {
		t.Errorf("asked again at once: %+v", got)
	}
	if last := c.events[len(c.events)-1]; last.Kind != crawler.SourceEnded || last.Source != "baomau" {
		t.Errorf("last event %+v", last)
	}
}

func TestConditional(t *testing.T) {
	s := newSite(t)
	s.feed("/rss", "/a-1.html")
	s.on("/a-1.html", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"v1"`)
		w.Header().Set("Last-Modified", "Sat, 07 Mar 2026 01:00:00 GMT")
		if r.Header.Get("If-None-Match") == `"v1"` && r.Header.Get("If-Modified-Since") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, "<html>một")
	})
	c := newCrawl(t, nil)
	c.round(t, s.source())
	for i := range 8 {
		first := c.visit(t, s.URL+"/a-1.html")
		c.pass(first.Next.Sub(c.Now()) + time.Second)
		got := c.round(t, s.source())
		v := c.state(t, s.URL+"/a-1.html", news.Done)
		// The eighth visit asks without validators and finds the same bytes.
		if got.Stored != 0 || v.Fetches != i+2 || v.Interval < first.Interval || (v.Status == http.StatusOK) != (v.Fetches == 8) {
			t.Fatalf("visit %d: %+v, report %+v", i+2, v, got)
		}
	}
	if n := len(c.Snapshots()); n != 1 {
		t.Errorf("%d snapshots of a page that never changed", n)
	}
}

func TestChanged(t *testing.T) {
	s := newSite(t)
	s.feed("/rss", "/a-1.html")
	n := 0
	s.on("/a-1.html", func(w http.ResponseWriter, _ *http.Request) {
		n++
		fmt.Fprintf(w, "<html>lần %d", n)
	})
	c := newCrawl(t, nil)
	for range 40 {
		c.round(t, s.source())
		c.pass(6 * time.Hour)
	}
	// A page that differs every time is asked for ever more rarely as it ages.
	if n < 4 || n > 20 || len(c.Snapshots()) != n {
		t.Errorf("asked %d times in ten days, %d snapshots", n, len(c.Snapshots()))
	}
}

func TestGone(t *testing.T) {
	s := newSite(t)
	s.feed("/rss", "/a-410.html", "/a-404.html", "/never.html")
	s.html("/a-410.html", "<html>một")
	s.html("/a-404.html", "<html>hai")
	c := newCrawl(t, nil)
	c.round(t, s.source())
	s.on("/a-410.html", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "đã gỡ", http.StatusGone) })
	s.on("/a-404.html", nil)
	c.pass(48 * time.Hour)
	c.round(t, s.source())
	v := c.state(t, s.URL+"/a-410.html", news.Gone)
	if snap := c.snapshot(t, s.URL+"/a-410.html"); snap.Status != 410 || !hasProblem(snap, news.ProblemStatus) || v.Snapshot != snap.Num {
		t.Errorf("status snapshot %+v, visit %+v", snap, v)
	}
	c.state(t, s.URL+"/a-404.html", news.Retry)
	c.pass(2 * time.Hour)
	c.round(t, s.source())
	c.state(t, s.URL+"/a-404.html", news.Gone)
	if snap := c.snapshot(t, s.URL+"/a-404.html"); snap.Status != 404 {
		t.Errorf("status snapshot %+v", snap)
	}
	c.state(t, s.URL+"/never.html", news.Gone)
	for _, snap := range c.Snapshots() {
		if strings.HasSuffix(snap.URL, "/never.html") {
			t.Errorf("a page that never was has a snapshot: %+v", snap)
		}
	}
	before := s.asked("/a-410.html")
	c.pass(1000 * time.Hour)
	c.round(t, s.source())
	if s.asked("/a-410.html") != before {
		t.Error("a page that is gone was asked for again")
	}
}

func TestFailuresEndInQuarantine(t *testing.T) {
	s := newSite(t)
	s.feed("/rss", "/a-1.html")
	s.on("/a-1.html", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) })
	c := newCrawl(t, nil)
	for range 12 {
		c.round(t, s.source())
		c.pass(31 * time.Hour)
	}
	v := c.state(t, s.URL+"/a-1.html", news.Quarantined)
	if n := s.asked("/a-1.html"); n != 10 || v.Tries != 10 || v.Error != "status 403" {
		t.Errorf("asked %d times, %+v", n, v)
	}
}

func TestLimitAndSince(t *testing.T) {
	s := newSite(t)
	s.on("/rss", serve("text/xml", `<rss><item><link>/cu.html</link><pubDate>Mon, 02 Mar 2026 08:00:00 +0700</pubDate></item>
		<item><link>/moi.html</link><pubDate>Fri, 06 Mar 2026 08:00:00 +0700</pubDate></item><item><link>/khong-ngay.html</link></item></rss>`))
	for _, p := range []string{"/cu.html", "/moi.html", "/khong-ngay.html"} {
		s.html(p, "<html>"+p)
	}
	c := newCrawl(t, nil)
	day := news.Day{Year: 2026, Month: 3, Day: 6}
	rep, err := c.Round(t.Context(), []news.Source{s.source()}, crawler.RoundOptions{Since: day, Limit: 1})
	if err != nil || rep.Sources[0].Stored != 1 || rep.Total().Skipped["limit"] == 0 || s.asked("/cu.html") != 0 {
		t.Errorf("limit 1: %+v, %v", rep, err)
	}
	if _, err := c.Round(t.Context(), []news.Source{s.source()}, crawler.RoundOptions{Since: day}); err != nil || len(c.Snapshots()) != 2 || s.asked("/cu.html") != 0 {
		t.Errorf("since: %d snapshots, %v", len(c.Snapshots()), err)
	}
	if p := c.snapshot(t, s.URL+"/moi.html").Published; !p.Equal(time.Date(2026, 3, 6, 8, 0, 0, 0, news.ICT)) {
		t.Errorf("published %v", p)
	}
	// What was left out is found when it is wanted: the feed was not remembered as read.
	c.pass(2 * time.Hour)
	c.round(t, s.source())
	if s.asked("/cu.html") != 1 {
		t.Error("an older entry is lost")
	}
}

func TestForce(t *testing.T) {
	s := newSite(t)
	s.feed("/rss", "/a-1.html")
	s.html("/a-1.html", "<html>")
	s.html("/a-2.html", "<html>")
	c := newCrawl(t, nil)
	c.round(t, s.source())
	s.feed("/rss", "/a-1.html", "/a-2.html")
	rep, err := c.Round(t.Context(), []news.Source{s.source()}, crawler.RoundOptions{Force: true})
	if err != nil || s.asked("/rss") != 2 || s.asked("/a-2.html") != 1 || s.asked("/a-1.html") != 1 {
		t.Errorf("%+v, %v", rep, err)
	}
}

func TestNotCrawled(t *testing.T) {
	s := newSite(t)
	day := func(y int) news.Day { return news.Day{Year: y, Month: 1, Day: 1} }
	off, coming := s.source(), s.source()
	off.Disabled, coming.From = true, day(2027)
	c := newCrawl(t, nil)
	rep, err := c.Round(t.Context(), []news.Source{off, coming}, crawler.RoundOptions{})
	if err != nil || s.asked("") != 0 {
		t.Errorf("%d requests, %v", s.asked(""), err)
	}
	for i, why := range []string{"disabled", "not there yet"} {
		if rep.Sources[i].Skipped[why] != 1 {
			t.Errorf("%+v, want %s", rep.Sources[i], why)
		}
	}
}

func TestSitemaps(t *testing.T) {
	s := newSite(t)
	s.on("/robots.txt", serve("text/plain", "Sitemap: "+s.URL+"/index.xml\nSitemap: https://khac.vn/s.xml\n"))
	s.on("/index.xml", serve("text/xml", `<sitemapindex><sitemap><loc>/index.xml</loc></sitemap><sitemap><loc>/1.xml</loc></sitemap><sitemap><loc>/sau.xml</loc></sitemap></sitemapindex>`))
	s.on("/sau.xml", serve("text/xml", `<sitemapindex><sitemap><loc>/sau2.xml</loc></sitemap></sitemapindex>`))
	s.on("/sau2.xml", serve("text/xml", `<sitemapindex><sitemap><loc>/sau3.xml</loc></sitemap></sitemapindex>`))
	s.on("/1.xml", serve("text/xml", `<urlset><url><loc>/tin/bai-viet-so-mot-12345.html</loc><lastmod>2026-03-01</lastmod></url><url><loc>/kinh-te</loc></url>
		<url><loc>https://khac.vn/bai-viet-so-hai-12345.html</loc></url></urlset>`))
	s.html("/tin/bai-viet-so-mot-12345.html", "<html>")
	src := s.source()
	src.Feeds = nil
	c := newCrawl(t, nil)
	got := c.round(t, src)
	if got.Stored != 1 || s.asked("/sau2.xml") != 1 || s.asked("/sau3.xml") != 0 || s.asked("/index.xml") != 1 {
		t.Errorf("%+v, %v", got, s.log())
	}
}

func TestListings(t *testing.T) {
	s := newSite(t)
	link := func(n int) string {
		return fmt.Sprintf(`<a href="/tin/bai-viet-so-%d-%d.html?sid=%d">x</a>`, n, 10000+n, n)
	}
	s.on("/tin", func(w http.ResponseWriter, r *http.Request) {
		page := 1
		fmt.Sscan(r.URL.Query().Get("page"), &page)
		fmt.Fprint(w, "<html>", link(page*2), link(page*2+1), `<a href="/gioi-thieu">x</a><a href="/tin?page=9999">cuối</a><a href="/tin?sort=1">x</a>`)
		if page < 30 {
			fmt.Fprintf(w, `<a rel=next href="?page=%d">sau</a>`, page+1)
		}
	})
	for n := range 200 {
		s.html(fmt.Sprintf("/tin/bai-viet-so-%d-%d.html", n, 10000+n), fmt.Sprint("<html>", n))
	}
	src := s.source()
	src.Feeds, src.Sections = nil, []string{s.URL + "/tin"}
	c := newCrawl(t, func(o *crawler.Options) { o.Pages = 5 })
	if got := c.round(t, src); got.Stored != 10 || got.Listed != 5 || got.Refused+got.Failed != 0 {
		t.Errorf("%+v", got)
	}
	if s.asked("/tin?sort=1")+s.asked("/gioi-thieu")+s.asked("/tin?page=9999")+s.asked("/tin/bai-viet-so-2-10002.html?sid=2") != 0 {
		t.Error("a link was followed that should not be")
	}
}

// TestHome has a source that says nothing but where its home page is.
func TestHome(t *testing.T) {
	s := newSite(t)
	s.html("/", `<html><head><link rel="alternate" type="application/rss+xml" href="/tin.rss"></head><a href="/kinh-te.htm">Kinh tế</a>
		<a href="/tag/lua.htm">lúa</a><a href="/lich/2031/05">lịch</a><a href="/chao-nam-moi-tren-dat-nuoc-ta-hom-nay.htm">bài</a>`)
	s.feed("/tin.rss", "/a-1.html")
	s.html("/kinh-te.htm", `<html><a href="/gia-lua-tang-2495349.html">x</a><a href="/xa-hoi.htm">không</a>`)
	for _, p := range []string{"/a-1.html", "/chao-nam-moi-tren-dat-nuoc-ta-hom-nay.htm", "/gia-lua-tang-2495349.html"} {
		s.html(p, "<html>"+p)
	}
	src := s.source()
	src.Feeds = nil
	c := newCrawl(t, nil)
	if got := c.round(t, src); got.Stored != 3 || got.Listed != 3 || s.asked("/xa-hoi.htm")+s.asked("/lich/2031/05")+s.asked("/tag/lua.htm") != 0 {
		t.Errorf("%+v %v", got, s.log())
	}
}

func TestCancel(t *testing.T) {
	s := newSite(t)
	s.feed("/rss", "/a-1.html", "/a-2.html", "/treo.html", "/a-3.html")
	s.html("/a-1.html", "<html>")
	s.html("/a-2.html", "<html>")
	ctx, stop := context.WithCancel(t.Context())
	s.on("/treo.html", func(_ http.ResponseWriter, r *http.Request) {
		stop()
		<-r.Context().Done()
	})
	c := newCrawl(t, func(o *crawler.Options) { o.Timeout = time.Minute })
	start := time.Now()
	rep, err := c.Round(ctx, []news.Source{s.source()}, crawler.RoundOptions{})
	if took := time.Since(start); !errors.Is(err, context.Canceled) || took > 10*time.Second { // far below the timeout
		t.Errorf("%v after %v", err, took)
	}
	if rep.Sources[0].Stored != 2 {
		t.Errorf("what was done is lost: %+v", rep)
	}
	for url, v := range c.Visits() {
		if v.State == news.Leased {
			t.Errorf("%s is still leased", url)
		}
	}
	c.state(t, s.URL+"/treo.html", news.Due)
	c.state(t, s.URL+"/a-3.html", news.Due)
	s.html("/treo.html", "<html>")
	s.html("/a-3.html", "<html>")
	if got := c.round(t, s.source()); got.Stored != 2 {
		t.Errorf("the next round: %+v", got)
	}
}

// TestListingIsOneTransaction: a page and the links found on it are in the frontier together or not at all.
func TestListingIsOneTransaction(t *testing.T) {
	s := newSite(t)
	s.feed("/rss", "/a-1.html")
	s.html("/tin", `<html><a href="/bai-viet-moi-12345.html">x</a>`)
	src := s.source()
	src.Sections = []string{s.URL + "/tin"}
	full := errors.New("no space left")
	b := &broken{Memory: &crawlertest.Memory{}, listing: full}
	c := newCrawl(t, func(o *crawler.Options) { o.Frontier = b })
	if _, err := c.Round(t.Context(), []news.Source{src}, crawler.RoundOptions{}); !errors.Is(err, full) {
		t.Error(err)
	}
	for url, v := range b.Visits() {
		if v.Kind == news.ArticleLink {
			t.Errorf("%s is there, and the page it was found on is not done", url)
		}
	}
}

// TestCancelWhileListing ends the round when a feed has been read but its links are not all in the frontier.
func TestCancelWhileListing(t *testing.T) {
	s := newSite(t)
	s.feed("/rss", "/a-1.html")
	s.html("/a-1.html", "<html>")
	ctx, stop := context.WithCancel(t.Context())
	b := &broken{Memory: &crawlertest.Memory{}, on: "/a-1.html", do: stop}
	c := newCrawl(t, func(o *crawler.Options) { o.Frontier = b })
	if _, err := c.Round(ctx, []news.Source{s.source()}, crawler.RoundOptions{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if v := b.Visits()[s.URL+"/rss"]; v.State != news.Due {
		t.Errorf("the feed is %s", v.State)
	}
	if got := c.round(t, s.source()); got.Stored != 1 {
		t.Errorf("the next round: %+v", got)
	}
}

// A broken frontier fails or panics as told.
type broken struct {
	*crawlertest.Memory
	finish, put error
	listing     error  // of storing a page that was read for links
	on          string // what to do when this is found
	do          func()
}

func (b *broken) Finish(ctx context.Context, o news.Outcome) (uint64, error) {
	if b.finish != nil && o.Snapshot != nil {
		return 0, b.finish
	}
	if b.listing != nil && len(o.Found) > 0 {
		return 0, b.listing
	}
	return b.Memory.Finish(ctx, o)
}

func (b *broken) PutHost(ctx context.Context, h news.HostState) error {
	if b.put != nil {
		return b.put
	}
	return b.Memory.PutHost(ctx, h)
}

func (b *broken) Unknown(ctx context.Context, found []news.Visit) (int, error) {
	for _, v := range found {
		if b.on != "" && strings.HasSuffix(v.URL, b.on) {
			b.do()
		}
	}
	return b.Memory.Unknown(ctx, found)
}

func TestFrontierFails(t *testing.T) {
	s := newSite(t)
	s.feed("/rss", "/a-1.html", "/a-2.html")
	s.html("/a-1.html", "<html>")
	full := errors.New("no space left")
	for name, b := range map[string]*broken{"finish": {finish: full}, "host": {put: full}} {
		b.Memory = &crawlertest.Memory{}
		c := newCrawl(t, func(o *crawler.Options) { o.Frontier = b })
		if _, err := c.Round(t.Context(), []news.Source{s.source()}, crawler.RoundOptions{}); !errors.Is(err, full) {
			t.Errorf("%s: %v", name, err)
		}
		if v := b.Visits()[s.URL+"/a-1.html"]; v.State == news.Done {
			t.Errorf("%s: done without its page being stored", name)
		}
	}
}

func TestPanic(t *testing.T) {
	s := newSite(t)
	s.feed("/rss", "/a-1.html")
	s.html("/tin", `<html><a href="/bai-viet-xau-12345.html">x</a>`)
	s.html("/a-1.html", "<html>")
	src := s.source()
	src.Sections = []string{s.URL + "/tin"}
	b := &broken{Memory: &crawlertest.Memory{}, on: "xau-12345.html", do: func() { panic("xấu") }}
	c := newCrawl(t, func(o *crawler.Options) { o.Frontier = b })
	if got := c.round(t, src); got.Stored != 1 || got.Failed != 1 {
		t.Errorf("%+v", got)
	}
	if v := b.Visits()[s.URL+"/tin"]; v.State != news.Quarantined || v.Error != "panic: xấu" {
		t.Errorf("%+v", v)
	}
}
