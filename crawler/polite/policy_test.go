package polite

import (
	"math"
	"net/http"
	"net/url"
	"testing"
	"time"

	"diembao/news"
)

func TestPolicy(t *testing.T) {
	p := NewPolicy(news.Source{
		Home: "https://www.BaoMau.vn/", Feeds: []string{"https://rss.khac.vn/tin.rss"}, Sitemaps: []string{"https://baomau.vn:8443/s.xml", "::"}, Sections: []string{"http://cu.baomau.vn/tin"},
	})
	for raw, want := range map[string]bool{
		"https://baomau.vn/a": true, "http://www.baomau.vn:80/a": true, "https://m.baomau.vn/a": true, "https://baomau.vn:443/": true, "https://baomau.vn./": true,
		"https://rss.khac.vn/x": true, "https://baomau.vn:8443/a": true, "http://cu.baomau.vn/x": true,
		"https://khac.vn/": false, "https://www.khac.vn/": false, "https://xbaomau.vn/": false, "https://baomau.vn.khac.vn/": false, "https://tin.baomau.vn/": false,
		"http://baomau.vn:443/": false, "https://baomau.vn:8080/": false, "ftp://baomau.vn/": false, "https://a:b@baomau.vn/": false, "https:///a": false, "/a": false,
	} {
		u, err := url.Parse(raw)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Allows(u); got != want {
			t.Errorf("Allows(%s) = %v", raw, got)
		}
	}
	local := NewPolicy(news.Source{Home: "http://127.0.0.1:8080/"})
	for raw, want := range map[string]bool{"http://127.0.0.1:8080/": true, "http://127.0.0.1/": false, "http://127.0.0.1:8081/": false} {
		u, _ := url.Parse(raw)
		if got := local.Allows(u); got != want {
			t.Errorf("Allows(%s) = %v", raw, got)
		}
	}
}

var now = time.Date(2026, 3, 7, 1, 0, 0, 0, time.UTC)

func TestRetryAfter(t *testing.T) {
	for s, want := range map[string]time.Duration{
		"0": 0, "120": 2 * time.Minute, " 1.5 ": 1500 * time.Millisecond, "1e9": maxWait, "99999999999999999999": maxWait,
		"Sat, 07 Mar 2026 01:10:00 GMT": 10 * time.Minute, "Saturday, 07-Mar-26 01:10:00 GMT": 10 * time.Minute, "Sat, 07 Mar 2020 01:10:00 GMT": 0, "Sat, 07 Mar 9999 01:10:00 GMT": maxWait,
		"": -1, "-1": -1, "NaN": -1, "soon": -1, "07/03/2026": -1,
	} {
		got, ok := RetryAfter(http.Header{"Retry-After": {s}}, now)
		if !ok {
			got = -1
		}
		if got != want {
			t.Errorf("%q = %v, want %v", s, got, want)
		}
	}
}

func FuzzRetryAfter(f *testing.F) {
	f.Add("120")
	f.Add("Sat, 07 Mar 2026 01:10:00 GMT")
	f.Fuzz(func(t *testing.T, s string) {
		if d, ok := RetryAfter(http.Header{"Retry-After": {s}}, now); d < 0 || d > maxWait || !ok && d != 0 {
			t.Fatalf("%q = %v, %v", s, d, ok)
		}
	})
}

func TestBackoff(t *testing.T) {
	for _, n := range []int{-1, 0, 1, 5, 10, 31, 32, 63, 64, 1000, math.MaxInt} {
		d := Backoff(time.Minute, n, maxWait)
		least := maxWait
		if n < 11 {
			least = time.Minute << max(n, 0)
		}
		if d < least || d > least+least/4 {
			t.Errorf("Backoff(%d) = %v", n, d)
		}
	}
}

func TestPaceOf(t *testing.T) {
	for _, c := range []struct{ configured, crawl, took, want time.Duration }{
		{2 * time.Second, 0, 100 * time.Millisecond, 2 * time.Second},
		{2 * time.Second, 10 * time.Second, time.Second, 10 * time.Second},
		{2 * time.Second, 0, time.Second, 5 * time.Second},
		{2 * time.Second, 0, 30 * time.Second, 20 * time.Second},
		{10 * time.Second, 0, 30 * time.Second, time.Minute},
		{90 * time.Second, 0, 0, 90 * time.Second},
	} {
		if got := pace(c.configured, c.crawl, c.took); got != c.want {
			t.Errorf("%+v = %v", c, got)
		}
	}
}
