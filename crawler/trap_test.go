package crawler_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"diembao/crawler"
	"diembao/news"
)

func TestRobotsUnreachable(t *testing.T) {
	for _, status := range []int{500, 503, 429} {
		s := newSite(t)
		s.feed("/rss", "/a-1.html")
		s.html("/a-1.html", "<html>")
		s.on("/robots.txt", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) })
		c := newCrawl(t, nil)
		if got := c.round(t, s.source()); got.Fetched != 0 || got.Skipped["robots-unreachable"]+got.Skipped["host-waits"] == 0 || s.asked("/rss") != 0 {
			t.Errorf("%d: %+v", status, got)
		}
		c.round(t, s.source())
		if n := s.asked("/robots.txt"); n != 1 {
			t.Errorf("%d: robots.txt asked for %d times without a pause", status, n)
		}
		s.on("/robots.txt", serve("text/plain", ""))
		c.pass(time.Hour)
		if got := c.round(t, s.source()); got.Stored != 1 {
			t.Errorf("%d: after it came back: %+v", status, got)
		}
		// It is gone again: the last good copy counts, also for a crawler that starts anew.
		s.on("/robots.txt", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) })
		s.feed("/rss", "/a-2.html")
		s.html("/a-2.html", "<html>")
		c.pass(48 * time.Hour)
		again := newCrawl(t, func(o *crawler.Options) { o.Frontier, o.Clock = c.Memory, c.clock })
		if got := again.round(t, s.source()); got.Stored != 1 {
			t.Errorf("%d: with the last good copy: %+v", status, got)
		}
		c.pass(40 * 24 * time.Hour)
		late := newCrawl(t, func(o *crawler.Options) { o.Frontier, o.Clock = c.Memory, c.clock })
		if got := late.round(t, s.source()); got.Fetched != 0 {
			t.Errorf("%d: with a copy of 42 days: %+v", status, got)
		}
	}
}

// TestForgotAllowPrivate has a source on loopback that does not say so. It is told why, and soon corrected.
func TestForgotAllowPrivate(t *testing.T) {
	s := newSite(t)
	s.feed("/rss", "/a-1.html")
	s.html("/a-1.html", "<html>")
	src := s.source()
	src.AllowPrivate = false
	c := newCrawl(t, nil)
	if got := c.round(t, src); got.Fetched != 0 || got.Skipped["address"] != 1 || s.asked("") != 0 {
		t.Errorf("%+v", got)
	}
	if e := c.events[len(c.events)-2]; e.Kind != crawler.SourceSkipped || !strings.Contains(e.Reason, "127.0.0.1") {
		t.Errorf("told %+v", e)
	}
	c.pass(time.Minute)
	if got := c.round(t, s.source()); got.Stored != 1 {
		t.Errorf("after it was allowed: %+v", got)
	}
}

func TestRobotsBadLine(t *testing.T) {
	s := newSite(t)
	s.feed("/rss", "/a-1.html", "/cam/a-2.html")
	s.html("/a-1.html", "<html>")
	s.html("/cam/a-2.html", "<html>")
	s.on("/robots.txt", serve("text/plain", "User-agent: *\nCrawl-delay: abc\nDisallow: /cam/\n"))
	c := newCrawl(t, nil)
	if got := c.round(t, s.source()); got.Stored != 1 || got.Refused != 1 || s.asked("/robots.txt") != 1 || s.asked("/cam/a-2.html") != 0 {
		t.Errorf("%+v", got)
	}
	v := c.state(t, s.URL+"/cam/a-2.html", news.Refused)
	s.on("/robots.txt", serve("text/plain", ""))
	c.pass(v.Next.Sub(c.Now()))
	if got := c.round(t, s.source()); got.Stored != 1 {
		t.Errorf("after robots.txt allowed it: %+v", got)
	}
}

func TestRobotsRedirects(t *testing.T) {
	other := newSite(t)
	for _, c := range []struct {
		hops    int
		allowed bool
	}{{5, false}, {6, true}} { // more than five: as if there were none
		s := newSite(t)
		s.feed("/rss")
		s.on("/robots.txt", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/r1", http.StatusFound) })
		for i := 1; i < c.hops; i++ {
			s.on(fmt.Sprintf("/r%d", i), func(w http.ResponseWriter, r *http.Request) {
				http.Redirect(w, r, fmt.Sprintf("/r%d", i+1), http.StatusFound)
			})
		}
		s.on(fmt.Sprintf("/r%d", c.hops), serve("text/plain", "User-agent: diembao\nDisallow: /"))
		got := newCrawl(t, nil).round(t, s.source())
		if (got.Listed == 1) != c.allowed {
			t.Errorf("%d hops: %+v", c.hops, got)
		}
	}
	// To a private address off the allowlist: not followed, and so not known, and so nothing is asked.
	s := newSite(t)
	s.feed("/rss")
	s.on("/robots.txt", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other.URL+"/robots.txt", http.StatusFound)
	})
	if got := newCrawl(t, nil).round(t, s.source()); got.Fetched != 0 || other.asked("") != 0 {
		t.Errorf("%+v, other host asked %d times", got, other.asked(""))
	}
}

func TestRedirects(t *testing.T) {
	s, other := newSite(t), newSite(t)
	s.on("/robots.txt", serve("text/plain", "User-agent: *\nDisallow: /cam/"))
	to := func(path, where string) {
		s.on(path, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, where, http.StatusMovedPermanently) })
	}
	s.feed("/rss", "/cam.html", "/xa.html", "/vong.html", "/dai.html", "/tot.html", "/trang-chu.html", "/that.html")
	to("/cam.html", "/cam/a.html")
	to("/xa.html", other.URL+"/a.html")
	to("/vong.html", "/vong2.html")
	to("/vong2.html", "/vong.html")
	to("/dai.html", "/dai/0")
	for i := range 50 {
		to(fmt.Sprintf("/dai/%d", i), fmt.Sprintf("/dai/%d", i+1))
	}
	to("/tot.html", "/moi/tot.html")
	s.html("/moi/tot.html", "<html>tốt")
	to("/trang-chu.html", "/")
	s.html("/", "<html>trang chủ")
	s.on("/that.html", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusFound) }) // leads nowhere
	c := newCrawl(t, nil)
	c.round(t, s.source())
	c.state(t, s.URL+"/cam.html", news.Refused)
	c.state(t, s.URL+"/xa.html", news.Refused)
	c.state(t, s.URL+"/vong.html", news.Retry)
	c.state(t, s.URL+"/dai.html", news.Retry)
	c.state(t, s.URL+"/that.html", news.Retry)
	if s.asked("/cam/a.html")+other.asked("") != 0 {
		t.Error("a hop went where it must not")
	}
	if s.asked("/vong.html") != 1 || s.asked("/dai/9") != 1 || s.asked("/dai/12") != 0 {
		t.Error("loop or chain not bounded")
	}
	if snap := c.snapshot(t, s.URL+"/tot.html"); snap.FinalURL != s.URL+"/moi/tot.html" || string(snap.Body) != "<html>tốt" {
		t.Errorf("%+v", snap)
	}
	if !hasProblem(c.snapshot(t, s.URL+"/trang-chu.html"), news.ProblemRedirected) {
		t.Error("an article that leads to the front page has no problem")
	}
}

func TestRetryAfter(t *testing.T) {
	for _, c := range []struct {
		header      string
		least, most time.Duration // until the URL is asked for again
	}{
		{"0", time.Second, 2 * time.Minute},
		{"2", 2 * time.Second, 2 * time.Minute},
		{"Sat, 07 Mar 2026 01:20:00 GMT", 19 * time.Minute, 21 * time.Minute},
		{"Fri, 06 Mar 2026 01:20:00 GMT", time.Second, 2 * time.Minute},
		{"1e9", 24 * time.Hour, 25 * time.Hour},
		{"999999999999999999999999", 24 * time.Hour, 25 * time.Hour},
		{"mai nhé", time.Minute, 2 * time.Minute},
		{"-5", time.Minute, 2 * time.Minute},
		{"", time.Minute, 2 * time.Minute},
	} {
		s := newSite(t)
		s.feed("/rss", "/a-1.html", "/a-2.html")
		s.html("/a-2.html", "<html>")
		busy := true
		var again time.Time
		crawl := newCrawl(t, func(o *crawler.Options) { o.Patience = 3 * time.Second })
		start := crawl.Now()
		s.on("/a-1.html", func(w http.ResponseWriter, _ *http.Request) {
			if !busy {
				again = crawl.Now()
				return
			}
			busy = false
			if c.header != "" {
				w.Header().Set("Retry-After", c.header)
			}
			w.WriteHeader(http.StatusTooManyRequests)
		})
		for range 3 {
			crawl.round(t, s.source())
			if v := crawl.visit(t, s.URL+"/a-1.html"); v.Tries > 1 {
				t.Errorf("%q: a busy host counts as %d failures of the page", c.header, v.Tries)
			}
			if again.IsZero() {
				crawl.pass(crawl.visit(t, s.URL+"/a-1.html").Next.Sub(crawl.Now()))
			}
		}
		if wait := again.Sub(start); again.IsZero() || wait < c.least || wait > c.most {
			t.Errorf("%q: asked again after %v, want %v to %v", c.header, wait, c.least, c.most)
		}
	}
}

// TestBusyForEver has a host that always says "now": it is asked ever more rarely.
func TestBusyForEver(t *testing.T) {
	s := newSite(t)
	s.feed("/rss", "/a-1.html", "/a-2.html", "/a-3.html")
	busy := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "0")
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	for _, p := range []string{"/a-1.html", "/a-2.html", "/a-3.html"} {
		s.on(p, busy)
	}
	c := newCrawl(t, nil)
	for range 20 {
		c.round(t, s.source())
		c.pass(time.Minute)
	}
	if n := s.asked(""); n > 30 {
		t.Errorf("asked %d times in 20 minutes", n)
	}
}

func TestBreaker(t *testing.T) {
	s, good := newSite(t), newSite(t)
	var items []string
	for i := range 50 {
		items = append(items, fmt.Sprintf("/a-%d.html", i))
		s.on(items[i], func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) })
		good.html(items[i], "<html>")
	}
	s.feed("/rss", items...)
	good.feed("/rss", items...)
	other := good.source()
	other.ID = "khac"
	c := newCrawl(t, nil)
	got := c.round(t, s.source(), other)
	if got.Failed != 5 || got.Skipped["host-waits"] == 0 || s.asked("") != 7 {
		t.Errorf("%d requests, %+v", s.asked(""), got)
	}
	if n := good.asked(""); n != 52 {
		t.Errorf("the other host was asked %d times", n)
	}
	for url, v := range c.Visits() {
		if v.State == news.Leased {
			t.Errorf("%s is still leased", url)
		}
	}
}

func TestBudget(t *testing.T) {
	s := newSite(t)
	var items []string
	for i := range 30 {
		items = append(items, fmt.Sprintf("/a-%d.html", i))
		s.html(items[i], fmt.Sprint("<html>", i))
	}
	s.feed("/rss", items...)
	src := s.source()
	src.Budget = 10
	c := newCrawl(t, nil)
	if got := c.round(t, src); s.asked("") != 10 || got.Skipped["over-budget"] != 1 {
		t.Errorf("%d requests, %+v", s.asked(""), got)
	}
	// Another process on the same day has no new budget; another day has.
	again := newCrawl(t, func(o *crawler.Options) { o.Frontier, o.Clock = c.Memory, c.clock })
	if again.round(t, src); s.asked("") != 10 {
		t.Errorf("%d requests after a restart", s.asked(""))
	}
	c.pass(24 * time.Hour)
	if again.round(t, src); s.asked("") != 20 {
		t.Errorf("%d requests on the second day", s.asked(""))
	}
}

func TestCalendarTrap(t *testing.T) {
	s := newSite(t)
	month := func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, "<html>")
		for i := range 60 {
			fmt.Fprintf(w, `<a href="/lich/%d/%02d.html">x</a><a href="/lich/2025/%d/%d.html">x</a><a href="/tin?thang=%d&nam=%d">x</a>`, 2027+i, i%12+1, i%12+1, i, i, 2020+i)
		}
		fmt.Fprintf(w, `<a rel="next" href="/lich/%d">sau</a><a href="/bai-that-12345.html">x</a>`, 2027+len(r.URL.Path))
	}
	s.on("/tin", month)
	s.html("/bai-that-12345.html", "<html>")
	for y := range 30 {
		for d := range 60 {
			s.html(fmt.Sprintf("/lich/2025/%d/%d.html", y, d), "<html>")
		}
	}
	src := s.source()
	src.Feeds, src.Sections, src.Article = nil, []string{s.URL + "/tin"}, `\.html$`
	c := newCrawl(t, nil)
	got := c.round(t, src)
	if n := s.asked(""); n > 60 || s.asked("/bai-that-12345.html") != 1 || got.Skipped["only a date"] == 0 {
		t.Errorf("%d requests, %+v", n, got)
	}
	for _, h := range s.log() {
		if strings.Contains(h.uri, "/2027") || strings.Contains(h.uri, "nam=") {
			t.Errorf("asked for %s", h.uri)
		}
	}
}

func TestSessionsAndTwins(t *testing.T) {
	s := newSite(t)
	n := 0
	s.on("/tin", func(w http.ResponseWriter, _ *http.Request) {
		n++
		fmt.Fprintf(w, `<html><a href="/gia-lua-tang-12345.html?sid=%d">x</a><a href="/gia-lua-tang-12345.html;jsessionid=%d">x</a>
			<a href="/(S(abc%d))/gia-lua-tang-12345.html">x</a><a href="/gia-lua-tang-12345.html?utm_source=%d&fbclid=2#x">x</a><a href="/gia-lua-tang-12345.html">x</a>
			<a href="http://nguoi:mat@%s/gia-lua-giam-12345.html">x</a><a href="http://khac.example/gia-lua-giam-12345.html">x</a>
			<a href="javascript:alert(1)">x</a><a href="mailto:a@b.vn">x</a><a href="/anh-lua-12345.jpg">x</a>`, n, n, n, n, strings.TrimPrefix(s.URL, "http://"))
	})
	s.on("/gia-lua-tang-12345.html", func(w http.ResponseWriter, _ *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "phien", Value: "1"})
		fmt.Fprint(w, "<html>")
	})
	src := s.source()
	src.Feeds, src.Sections = nil, []string{s.URL + "/tin"}
	c := newCrawl(t, nil)
	for range 5 {
		c.round(t, src)
		c.pass(24 * time.Hour)
	}
	articles := 0
	for _, v := range c.Visits() {
		if v.Kind == news.ArticleLink {
			articles++
		}
	}
	if articles != 1 || s.asked("/gia-lua-tang-12345.html") == 0 {
		t.Errorf("%d articles for one page: %v", articles, c.Visits())
	}
	for _, h := range s.log() {
		if h.header.Get("Cookie") != "" || strings.Contains(h.uri, "sid") || strings.Contains(h.uri, "S(") {
			t.Errorf("asked for %s with cookie %q", h.uri, h.header.Get("Cookie"))
		}
	}
}

func TestWishesAreNoted(t *testing.T) {
	s := newSite(t)
	s.feed("/rss", "/a-1.html", "/a-2.html", "/a-3.html")
	s.html("/a-1.html", `<html><head><META NAME="Robots" CONTENT="NOINDEX, noarchive"></head>`)
	s.on("/a-2.html", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Add("X-Robots-Tag", "googlebot: noindex")
		w.Header().Add("X-Robots-Tag", "noarchive")
		fmt.Fprint(w, "<html><body>")
	})
	s.html("/a-3.html", `<html><head><meta name="robots" content="index, follow, max-image-preview:none"></head><body><meta name="robots" content="noindex">`)
	c := newCrawl(t, nil)
	c.round(t, s.source())
	for path, want := range map[string][2]bool{"/a-1.html": {true, true}, "/a-2.html": {false, true}, "/a-3.html": {false, false}} {
		snap := c.snapshot(t, s.URL+path)
		if got := [2]bool{hasProblem(snap, news.ProblemNoIndex), hasProblem(snap, news.ProblemNoArchive)}; got != want {
			t.Errorf("%s: noindex, noarchive = %v, want %v", path, got, want)
		}
	}
}

// TestEnvironment sets what Colly lets the environment change. Nothing may come of it.
func TestEnvironment(t *testing.T) {
	for name, value := range map[string]string{
		"COLLY_IGNORE_ROBOTSTXT": "n", "COLLY_ALLOWED_DOMAINS": "khac.vn", "COLLY_DISALLOWED_DOMAINS": "127.0.0.1", "COLLY_CACHE_DIR": t.TempDir(),
		"COLLY_DETECT_CHARSET": "y", "COLLY_FOLLOW_REDIRECTS": "n", "COLLY_MAX_BODY_SIZE": "1", "COLLY_MAX_DEPTH": "0", "COLLY_MAX_REQUESTS": "1",
		"COLLY_PARSE_HTTP_ERROR_RESPONSE": "n", "COLLY_TRACE_HTTP": "y", "COLLY_USER_AGENT": "xau", "HTTP_PROXY": "http://127.0.0.1:1", "ALL_PROXY": "http://127.0.0.1:1",
	} {
		t.Setenv(name, value)
	}
	s := newSite(t)
	s.on("/robots.txt", serve("text/plain", "User-agent: xau\nDisallow: /\nUser-agent: *\nDisallow: /cam/"))
	s.feed("/rss", "/a-1.html", "/a-2.html", "/cam/a-3.html")
	s.html("/a-1.html", "<html>dài hơn một byte")
	s.on("/a-2.html", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/a-4.html", http.StatusFound) })
	s.html("/a-4.html", "<html>")
	c := newCrawl(t, nil)
	if got := c.round(t, s.source()); got.Stored != 2 || got.Refused != 1 {
		t.Errorf("%+v", got)
	}
	for _, h := range s.log() {
		if !strings.HasPrefix(h.header.Get("User-Agent"), "diembao/") {
			t.Errorf("user agent %q", h.header.Get("User-Agent"))
		}
	}
}

// TestPace looks at the server's side: one request at a time, and never sooner than the delay.
func TestPace(t *testing.T) {
	s := newSite(t)
	var items []string
	for i := range 6 {
		items = append(items, fmt.Sprintf("/a-%d.html", i))
		s.html(items[i], "<html>")
	}
	s.feed("/rss", items...)
	const delay = 30 * time.Millisecond
	one := s.source()
	one.Delay = delay
	two := one // another source on the same host
	two.ID, two.Feeds = "khac", []string{s.URL + "/rss2"}
	s.feed("/rss2", "/b-1.html", "/b-2.html")
	c := newCrawl(t, func(o *crawler.Options) { o.Clock = nil })
	c.round(t, one, two)
	log := s.log()
	for i := 1; i < len(log); i++ {
		if gap := log[i].start.Sub(log[i-1].start); gap < delay || log[i].start.Before(log[i-1].end) {
			t.Errorf("%s came %v after %s", log[i].uri, gap, log[i-1].uri)
		}
	}
	if len(log) != 11 {
		t.Errorf("%d requests", len(log))
	}
}
