package lab

import (
	"bytes"
	"compress/gzip"
	"encoding/xml"
	"errors"
	"html"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"diembao/news"

	nethtml "golang.org/x/net/html"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// TestAddresses asks for every address of every article and finds its text there.
func TestAddresses(t *testing.T) {
	l := start(t, Options{Articles: 150, NoTraps: true})
	c := asker()
	for _, a := range l.Truth() {
		for i, u := range a.URLs {
			resp, body := get(t, c, u)
			if resp.StatusCode == http.StatusMovedPermanently && i > 0 {
				if to := resp.Header.Get("Location"); to != a.URL {
					t.Errorf("%s leads to %s, want %s", u, to, a.URL)
				}
				continue
			}
			if resp.StatusCode != http.StatusOK {
				t.Errorf("%s: status %d", u, resp.StatusCode)
				continue
			}
			text := readable(t, resp, body, a.Encoding)
			for _, want := range append([]string{a.Title, a.Lead, "hư cấu"}, a.Body...) {
				if !strings.Contains(text, want) {
					t.Errorf("%s (%s): no %q", u, a.Encoding, want)
					break
				}
			}
			if i == 0 {
				parses(t, u, text)
			}
		}
	}
}

// readable undoes content encoding, charset and entities.
func readable(t *testing.T, resp *http.Response, body []byte, encoding string) string {
	t.Helper()
	if resp.Header.Get("Content-Encoding") == "gzip" {
		z, err := gzip.NewReader(bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		if body, err = io.ReadAll(z); err != nil {
			t.Fatal(err)
		}
	}
	switch encoding {
	case "windows-1258":
		out, err := charmap.Windows1258.NewDecoder().Bytes(body)
		if err != nil {
			t.Fatal(err)
		}
		body = norm.NFC.Bytes(out)
	case "tcvn3":
		back := map[byte]rune{}
		for r, b := range tcvn3 {
			back[b] = r
		}
		var out strings.Builder
		for _, b := range body {
			if r, ok := back[b]; ok {
				out.WriteRune(r)
			} else {
				out.WriteByte(b)
			}
		}
		body = []byte(out.String())
	}
	return norm.NFC.String(html.UnescapeString(string(body)))
}

// parses holds a page to one headline element and a title.
func parses(t *testing.T, u, text string) {
	t.Helper()
	doc, err := nethtml.Parse(strings.NewReader(text))
	if err != nil {
		t.Errorf("%s: %v", u, err)
		return
	}
	count := map[string]int{}
	for n := range doc.Descendants() {
		if n.Type == nethtml.ElementNode {
			count[n.Data]++
		}
	}
	if count["title"] != 1 || count["h1"] > 1 || count["body"] != 1 {
		t.Errorf("%s: %d titles, %d h1, %d bodies", u, count["title"], count["h1"], count["body"])
	}
}

func TestTCVN3(t *testing.T) {
	for in, want := range map[string]string{"ệ": "\xd6", "ặ": "\xc6", "Đ": "\xa7", "đ": "\xae", "ự": "\xf9", "ộ": "\xe9", "ơ": "\xac", "ý": "\xfd", "ỉ": "\xd8", "á": "\xb8"} {
		if got, err := encode([]byte(in), "tcvn3"); err != nil || string(got) != want {
			t.Errorf("%s is %x, %v; want %x", in, got, err, want)
		}
	}
	if _, err := encode([]byte("Ủ"), "tcvn3"); !errors.Is(err, news.ErrInvalid) {
		t.Errorf("a toned capital: %v, want ErrInvalid", err)
	}
}

// TestEverythingIsLinked finds every article on listings, feeds or sitemaps.
func TestEverythingIsLinked(t *testing.T) {
	l := start(t, Options{Articles: 200})
	c := asker()
	var seen strings.Builder
	for _, s := range l.press.corpus.sites {
		for _, u := range []string{s.feed(), s.sitemap(), "/sitemaps/2023.xml", "/sitemaps/2024.xml", "/sitemaps/2026.xml", "/sitemaps/news.xml"} {
			if u == "" || (s.sitemap() == "" && strings.HasPrefix(u, "/sitemaps/")) {
				continue
			}
			_, body := get(t, c, s.base+u)
			if err := xml.Unmarshal(body, new(struct{ XMLName xml.Name })); err != nil {
				t.Errorf("%s%s: %v", s.base, u, err)
			}
		}
		for i := -1; i < len(sections); i++ {
			var sec *section
			if i >= 0 {
				sec = &sections[i]
			}
			for page := 1; page == 1 || (page-1)*perPage < len(s.in(sec)); page++ {
				if s.id == "mau-tay-giang" && sec != nil {
					continue
				}
				resp, body := get(t, c, s.base+s.listing(sec, page))
				if resp.StatusCode != http.StatusOK {
					t.Errorf("%s%s: %d", s.base, s.listing(sec, page), resp.StatusCode)
				}
				for link := range strings.SplitSeq(html.UnescapeString(string(body)), `href="`) {
					link, _, _ = strings.Cut(link, `"`)
					seen.WriteString(s.base + link + "\n")
				}
			}
		}
	}
	for _, a := range l.Truth() {
		if !slices.ContainsFunc(a.URLs, func(u string) bool { return strings.Contains(seen.String(), u+"\n") }) {
			t.Errorf("%s is linked from nowhere", a.URL)
		}
	}
}

func TestConditional(t *testing.T) {
	l := start(t, Options{Articles: 60, NoTraps: true})
	c := asker()
	for _, a := range l.Truth() {
		if a.Site != "mau-lam-dong" && a.Site != "mau-phap-luat" {
			continue
		}
		resp, _ := get(t, c, a.URL)
		again, body := get(t, c, a.URL, "If-None-Match", resp.Header.Get("Etag"), "If-Modified-Since", resp.Header.Get("Last-Modified"))
		if again.StatusCode != http.StatusNotModified || len(body) > 0 {
			t.Errorf("%s: %d with %d bytes, want 304", a.URL, again.StatusCode, len(body))
		}
	}
}

func TestTraps(t *testing.T) {
	l := start(t, Options{Articles: 200})
	c := asker()
	kinds := map[TrapKind]int{}
	for _, trap := range l.Traps() {
		kinds[trap.Kind]++
		begin := time.Now()
		resp, body := get(t, c, trap.URL)
		ok := true
		switch trap.Kind {
		case TrapLetters:
			ok = !norm.NFC.IsNormal(body)
		case TrapTooDeep:
			_, err := nethtml.Parse(bytes.NewReader(body))
			ok = err != nil
		case TrapRobots, TrapSoft404, TrapCalendar, TrapSession, TrapLabel:
			ok = resp.StatusCode == 200 && len(body) > 0
		case TrapLoop, TrapForbidden, TrapOffSite:
			ok = resp.StatusCode == 302
		case TrapRedirect:
			ok = resp.StatusCode == 301
		case TrapTooLarge:
			ok = len(body) > 5<<20
		case TrapEmpty:
			ok = resp.StatusCode == 200 && len(body) == 0
		case TrapTruncated:
			ok = int64(len(body)) < resp.ContentLength
		case TrapBusy:
			next, _ := get(t, c, trap.URL)
			ok = resp.StatusCode == 429 && resp.Header.Get("Retry-After") == "1" && next.StatusCode == 200
		case TrapSlow:
			ok = time.Since(begin) >= slow
		case TrapGzip:
			ok = resp.Header.Get("Content-Encoding") == "gzip"
		case TrapGone:
			ok = resp.StatusCode == 200
		}
		if !ok {
			t.Errorf("%s %s: status %d, %d bytes, %v", trap.Kind, trap.URL, resp.StatusCode, len(body), resp.Header)
		}
	}
	for _, kind := range []TrapKind{TrapRobots, TrapLoop, TrapCalendar, TrapSession, TrapTooLarge, TrapEmpty, TrapTruncated, TrapSoft404, TrapBusy, TrapSlow, TrapGone, TrapRedirect, TrapLabel, TrapGzip, TrapForbidden, TrapOffSite, TrapTooDeep, TrapLetters} {
		if kinds[kind] == 0 {
			t.Errorf("no trap of kind %s", kind)
		}
	}
}

func TestAdvance(t *testing.T) {
	l := start(t, Options{Articles: 200, NoTraps: true})
	c := asker()
	before := map[string]Truth{}
	for _, a := range l.Truth() {
		before[a.URL] = a
	}
	l.Advance()
	l.Advance()
	fresh, edited, gone := 0, 0, 0
	for _, a := range l.Truth() {
		old, known := before[a.URL]
		resp, body := get(t, c, a.URL)
		switch {
		case a.Gone:
			gone++
			if resp.StatusCode != http.StatusGone {
				t.Errorf("%s: %d, want 410", a.URL, resp.StatusCode)
			}
		case !known:
			fresh++
		case a.Revision > 1:
			edited++
			if old.Title == a.Title && len(old.Body) == len(a.Body) {
				t.Errorf("%s: revision 2 is like 1", a.URL)
			}
			if !strings.Contains(html.UnescapeString(string(body)), a.Title) {
				t.Errorf("%s: the page has not its new headline", a.URL)
			}
		}
	}
	if fresh < 10 || edited < 3 || gone == 0 {
		t.Errorf("%d new, %d edited, %d withdrawn", fresh, edited, gone)
	}
}

func TestRequestsAndSources(t *testing.T) {
	l := start(t, Options{Articles: 20})
	get(t, asker(), l.press.corpus.sites[0].base+"/robots.txt", "User-Agent", "thu/1.0")
	log := l.Requests()
	if len(log) != 1 || log[0].Agent != "thu/1.0" || log[0].Site != "mau-lam-dong" || log[0].Start.IsZero() {
		t.Errorf("log %+v", log)
	}
	yaml := string(l.SourcesYAML())
	for _, s := range l.press.corpus.sites {
		if !strings.Contains(yaml, "  - id: "+s.id+"\n") || !strings.Contains(yaml, s.base) {
			t.Errorf("no record of %s in\n%s", s.id, yaml)
		}
	}
}

func TestPage(t *testing.T) {
	truths, err := Sample()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range truths[:20] {
		kind, body, err := Page(a.Site, a.Slug)
		if err != nil || !strings.HasPrefix(kind, "text/html") || !strings.Contains(html.UnescapeString(string(body)), a.Title) {
			t.Errorf("Page(%s, %s): %s, %d bytes, %v", a.Site, a.Slug, kind, len(body), err)
		}
	}
	if _, _, err := Page("mau-lam-dong", "/khong-co/"); !errors.Is(err, news.ErrNotFound) {
		t.Errorf("an unknown page: %v", err)
	}
}
