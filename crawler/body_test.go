package crawler_test

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"diembao/crawler"
	"diembao/news"
)

func packed(t *testing.T, name string, n int64) []byte {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	var err error
	switch name {
	case "gzip":
		w = gzip.NewWriter(&b)
	case "deflate":
		w, err = flate.NewWriter(&b, 9)
	case "br":
		w = brotli.NewWriterLevel(&b, 2)
	case "zstd":
		w, err = zstd.NewWriter(&b)
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.CopyN(w, zeros{}, n); err != nil {
		t.Fatal(err)
	}
	w.Close()
	return b.Bytes()
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestBombs(t *testing.T) {
	s := newSite(t)
	var items []string
	for _, name := range []string{"gzip", "deflate", "br", "zstd"} {
		body := packed(t, name, 8<<20)
		s.on("/"+name+".html", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", name)
			w.Write(body)
		})
		items = append(items, "/"+name+".html")
	}
	twice := &bytes.Buffer{}
	z := gzip.NewWriter(twice)
	z.Write(packed(t, "gzip", 8<<20))
	z.Close()
	s.on("/twice.html", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip, gzip")
		w.Write(twice.Bytes())
	})
	s.feed("/rss", append(items, "/twice.html")...)
	map1 := packed(t, "gzip", 16<<20)
	s.on("/sitemap.xml.gz", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/x-gzip")
		w.Write(map1)
	})
	src := s.source()
	src.Sitemaps = []string{s.URL + "/sitemap.xml.gz"}
	c := newCrawl(t, nil)
	got := c.round(t, src)
	if got.Stored != 5 || got.Failed != 1 || got.Bytes > 64<<20 {
		t.Errorf("%+v", got)
	}
	for _, snap := range c.Snapshots() {
		if !hasProblem(snap, news.ProblemTooLarge) || len(snap.Body) == 0 || len(snap.Body) > 5<<20 {
			t.Errorf("%s: %d bytes, %v", snap.URL, len(snap.Body), snap.Problems)
		}
		c.state(t, snap.URL, news.Done)
	}
	c.state(t, s.URL+"/sitemap.xml.gz", news.Retry)
}

func TestEncoded(t *testing.T) {
	s := newSite(t)
	text := "<html>" + strings.Repeat("Tỉnh uỷ họp. ", 100)
	pack := func(name string) []byte {
		var b bytes.Buffer
		switch name {
		case "gzip":
			w := gzip.NewWriter(&b)
			io.WriteString(w, text)
			w.Close()
		case "br":
			w := brotli.NewWriterLevel(&b, 2)
			io.WriteString(w, text)
			w.Close()
		case "zstd":
			w, err := zstd.NewWriter(&b)
			if err != nil {
				t.Fatal(err)
			}
			io.WriteString(w, text)
			w.Close()
		default:
			b.WriteString(text)
		}
		return b.Bytes()
	}
	var items []string
	for i, c := range []struct{ label, really string }{{"gzip", "gzip"}, {"br", "br"}, {"zstd", "zstd"}, {"", "gzip"}, {"gzip", ""}, {"zstd", ""}, {"utf-8", ""}, {"identity", ""}, {"x-gzip", "gzip"}} {
		path := fmt.Sprintf("/a-%d.html", i)
		items = append(items, path)
		s.on(path, func(w http.ResponseWriter, r *http.Request) {
			if got := r.Header.Get("Accept-Encoding"); got != "gzip, deflate, br, zstd" {
				t.Errorf("Accept-Encoding %q", got)
			}
			w.Header().Set("Content-Type", "text/html; charset=windows-1258") // Colly would transcode
			if c.label != "" {
				w.Header().Set("Content-Encoding", c.label)
			}
			w.Write(pack(c.really))
		})
	}
	s.feed("/rss", items...)
	c := newCrawl(t, nil)
	c.round(t, s.source())
	for _, path := range items {
		if snap := c.snapshot(t, s.URL+path); string(snap.Body) != text || len(snap.Problems) != 0 {
			t.Errorf("%s: %d bytes, %v", path, len(snap.Body), snap.Problems)
		}
	}
}

// TestBodies has every way a body can go wrong. Each is bounded by time and bytes, and what came is kept.
func TestBodies(t *testing.T) {
	big := strings.Repeat("<p>dài</p>", 700_000)
	hang := func(r *http.Request) { <-r.Context().Done() }
	sites := map[string]*site{} // one each, so that they wait side by side
	var sources, hanging []news.Source
	for path, h := range map[string]http.HandlerFunc{
		"/lon.html": serve("text/html", big),
		"/vo-tan.html": func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				if _, err := io.WriteString(w, big[:1<<16]); err != nil {
					return
				}
			}
		},
		"/cham.html": func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				io.WriteString(w, "x")
				w.(http.Flusher).Flush()
				select {
				case <-time.After(50 * time.Millisecond):
				case <-r.Context().Done():
				}
			}
		},
		"/treo.html": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "100")
			w.WriteHeader(200)
			w.(http.Flusher).Flush()
			hang(r)
		},
		"/cam-lang.html": func(_ http.ResponseWriter, r *http.Request) { hang(r) },
		"/noi-doi.html": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "1000")
			io.WriteString(w, "<html>ngắn")
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		},
		"/dau-lon.html": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("X-Big", strings.Repeat("x", 1<<20))
		},
		"/rong.html":     serve("text/html", ""),
		"/anh.html":      serve("image/png", "\x89PNG\r\n\x1a\n0000"),
		"/dung-lap.html": func(w http.ResponseWriter, _ *http.Request) { panic(http.ErrAbortHandler) },
		"/gzip-do.html": func(w http.ResponseWriter, _ *http.Request) {
			var b bytes.Buffer
			z := gzip.NewWriter(&b)
			for i := range 2000 {
				fmt.Fprintln(z, i*i)
			}
			z.Close()
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(b.Bytes()[:b.Len()/2])
		},
	} {
		s := newSite(t)
		s.on(path, h)
		s.feed("/rss", path)
		src := s.source()
		src.ID = path
		sites[path] = s
		switch path {
		case "/cham.html", "/treo.html", "/cam-lang.html":
			hanging = append(hanging, src)
		default:
			sources = append(sources, src)
		}
	}
	c := newCrawl(t, func(o *crawler.Options) { o.Timeout = time.Minute })
	c.round(t, sources...)
	// Only what never ends by itself meets a short timeout.
	impatient := newCrawl(t, func(o *crawler.Options) { o.Frontier, o.Timeout = c.Memory, time.Second })
	impatient.round(t, hanging...)
	for path, want := range map[string]struct {
		state   news.VisitState
		problem string
	}{
		"/lon.html": {news.Done, news.ProblemTooLarge}, "/vo-tan.html": {news.Done, news.ProblemTooLarge},
		"/cham.html": {news.Retry, news.ProblemTruncated}, "/treo.html": {news.Retry, ""}, "/cam-lang.html": {news.Retry, ""},
		"/noi-doi.html": {news.Retry, news.ProblemTruncated}, "/dau-lon.html": {news.Retry, ""}, "/rong.html": {news.Retry, news.ProblemEmpty},
		"/anh.html": {news.Done, news.ProblemNotHTML}, "/dung-lap.html": {news.Retry, ""}, "/gzip-do.html": {news.Retry, news.ProblemTruncated},
	} {
		v := c.state(t, sites[path].URL+path, want.state)
		if want.problem == "" {
			if v.SHA256 != "" {
				t.Errorf("%s: something was stored", path)
			}
			continue
		}
		if snap := c.snapshot(t, sites[path].URL+path); !hasProblem(snap, want.problem) || len(snap.Body) > 5<<20 {
			t.Errorf("%s: %v, %d bytes", path, snap.Problems, len(snap.Body))
		}
	}
	for path, kind := range map[string]string{"/treo.html": "timeout", "/cam-lang.html": "timeout", "/dau-lon.html": "header-too-large", "/dung-lap.html": "connect"} {
		if v := c.visit(t, sites[path].URL+path); !strings.HasPrefix(v.Error, kind+": ") {
			t.Errorf("%s: %q, want %s", path, v.Error, kind)
		}
	}
}

// TestWholeStays has a page that came whole break off at the next visit.
func TestWholeStays(t *testing.T) {
	s := newSite(t)
	s.feed("/rss", "/a-1.html")
	s.html("/a-1.html", "<html>đủ")
	c := newCrawl(t, nil)
	c.round(t, s.source())
	s.on("/a-1.html", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1000")
		io.WriteString(w, "<html>ng")
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	})
	c.pass(200 * time.Hour)
	c.round(t, s.source())
	c.state(t, s.URL+"/a-1.html", news.Retry)
	if n := len(c.Snapshots()); n != 1 || s.asked("/a-1.html") != 2 {
		t.Errorf("%d snapshots: half a page came after a whole one", n)
	}
}
