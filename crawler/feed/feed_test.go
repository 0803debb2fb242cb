package feed

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"diembao/news"
)

func read(t *testing.T, doc, contentType string) ([]Entry, Kind, error) {
	t.Helper()
	base, err := url.Parse("https://baomau.vn/rss/tin.rss")
	if err != nil {
		t.Fatal(err)
	}
	var got []Entry
	kind, err := Read(strings.NewReader(doc), contentType, base, func(e Entry) error {
		got = append(got, e)
		return nil
	})
	return got, kind, err
}

func TestRead(t *testing.T) {
	day := time.Date(2026, 3, 7, 8, 52, 0, 0, news.ICT)
	for _, c := range []struct {
		name, doc string
		kind      Kind
		want      []Entry
	}{
		{"rss", `<?xml version="1.0"?><rss version="2.0"><channel><link>https://baomau.vn/</link><item><title>A & B</title>
			<link> https://baomau.vn/a.html?x=1&y=2 </link><pubDate>Sat, 07 Mar 2026 08:52:00 +0700</pubDate></item>
			<item><guid isPermaLink="true">https://baomau.vn/b.html</guid></item><item><guid isPermaLink="false">https://x</guid></item>
			<item><link><![CDATA[/c.html]]></link><pubDate>hôm qua</pubDate></item></channel></rss>`, RSS,
			[]Entry{{URL: "https://baomau.vn/a.html?x=1&y=2", Published: day, News: true}, {URL: "https://baomau.vn/b.html", News: true}, {URL: "https://baomau.vn/c.html", News: true}}},
		{"atom", `<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="/f"/><entry><link rel="edit" href="/no"/><link href="/a.html"/>
			<published>2026-03-07T01:52:00Z</published><updated>2026-03-07T08:52:00+07:00</updated></entry></feed>`, Atom,
			[]Entry{{URL: "https://baomau.vn/a.html", Published: day, Modified: day, News: true}}},
		{"rdf", `<rdf:RDF xmlns:rdf="r" xmlns="p"><item rdf:about="x"><link>https://baomau.vn/a</link><dc:date>2026-03-07T08:52+07:00</dc:date></item></rdf:RDF>`, RSS,
			[]Entry{{URL: "https://baomau.vn/a", Published: day, News: true}}},
		{"sitemap", `<urlset><url><loc>https://baomau.vn/a.html</loc><lastmod>2026-03-07 08:52</lastmod><image:image><image:loc>https://baomau.vn/a.jpg</image:loc></image:image></url>
			<url><image:image><image:loc>https://baomau.vn/b.jpg</image:loc></image:image><loc>https://baomau.vn/b.html</loc></url></urlset>`, Sitemap,
			[]Entry{{URL: "https://baomau.vn/a.html", Modified: day}, {URL: "https://baomau.vn/b.html"}}},
		{"news sitemap", `<urlset xmlns:news="n"><url><loc>https://baomau.vn/a.html</loc><news:news><news:publication><news:name>Báo Mẫu</news:name></news:publication>
			<news:publication_date>2026-03-07T08:52:00+07:00</news:publication_date></news:news></url></urlset>`, Sitemap,
			[]Entry{{URL: "https://baomau.vn/a.html", Published: day, News: true}}},
		{"index", `<sitemapindex><sitemap><loc>https://baomau.vn/s1.xml</loc></sitemap><sitemap><loc>/s2.xml</loc></sitemap></sitemapindex>`, Index,
			[]Entry{{URL: "https://baomau.vn/s1.xml"}, {URL: "https://baomau.vn/s2.xml"}}},
		{"dirt", "\n\n<?xml version='1.0' encoding='utf-8'?><rss><channel><item><title>\x01\xff\xfe&nbsp;&khong;<br>x</b></title><link>https://baomau.vn/a</link>" +
			"<item><link>https://baomau.vn/b</link></item><item><link>https://baomau.vn/c", RSS,
			[]Entry{{URL: "https://baomau.vn/a", News: true}, {URL: "https://baomau.vn/b", News: true}}},
		{"byte order mark", "\ufeff<?xml version=\"1.0\"?><rss><item><link>https://baomau.vn/a</link></item></rss>", RSS, []Entry{{URL: "https://baomau.vn/a", News: true}}},
		{"own entities are not expanded", `<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><item><title>&b;</title><link>https://baomau.vn/a</link></item></rss>`, RSS,
			[]Entry{{URL: "https://baomau.vn/a", News: true}}},
		{"empty", `<rss></rss>`, RSS, nil},
	} {
		got, kind, err := read(t, c.doc, "text/xml")
		if kind != c.kind {
			t.Errorf("%s: kind %q, %v", c.name, kind, err)
		}
		if len(got) != len(c.want) {
			t.Errorf("%s: %d entries, want %d: %v (%v)", c.name, len(got), len(c.want), got, err)
			continue
		}
		for i, w := range c.want {
			if g := got[i]; g.URL != w.URL || g.News != w.News || g.Nested != (c.kind == Index) || !g.Published.Equal(w.Published) || !g.Modified.Equal(w.Modified) {
				t.Errorf("%s: entry %d = %+v, want %+v", c.name, i, g, w)
			}
		}
	}
}

func TestEncodings(t *testing.T) {
	legacy := "<?xml version=\"1.0\" encoding=\"windows-1258\"?><rss><item><title>T\xeenh \xd0\xe0</title><link>https://baomau.vn/a</link></item></rss>"
	wide := "\xff\xfe"
	for _, r := range `<rss><item><link>https://baomau.vn/a</link></item></rss>` {
		wide += string([]byte{byte(r), 0})
	}
	for name, doc := range map[string]string{"windows-1258": legacy, "utf-16": wide, "label unknown": strings.Replace(legacy, "windows-1258", "tcvn", 1)} {
		if got, _, err := read(t, doc, "text/xml; charset=iso-8859-1"); len(got) != 1 {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}

func TestNotFeed(t *testing.T) {
	for _, doc := range []string{"", "xin chào", "<html><body><a href=x>", "<!DOCTYPE html>\n<html>", "<urls>", "{}"} {
		if _, kind, err := read(t, doc, ""); kind != "" || err != nil && !errors.Is(err, ErrNotFeed) {
			t.Errorf("%q: %q, %v", doc, kind, err)
		}
	}
}

func TestBounds(t *testing.T) {
	var b strings.Builder
	b.WriteString("<urlset>")
	for i := range MaxEntries + 5 {
		fmt.Fprintf(&b, "<url><loc>https://baomau.vn/%d</loc></url>", i)
	}
	if got, _, err := read(t, b.String(), ""); len(got) != MaxEntries || !errors.Is(err, ErrTooMany) {
		t.Errorf("%d entries, %v", len(got), err)
	}
	if _, _, err := read(t, "<rss>"+strings.Repeat("<a>", 100), ""); !errors.Is(err, ErrTooDeep) {
		t.Errorf("deep: %v", err)
	}
	stop := errors.New("stop")
	if _, err := Read(strings.NewReader(b.String()), "", nil, func(Entry) error { return stop }); err != stop {
		t.Errorf("yield's error: %v", err)
	}
}

func TestTime(t *testing.T) {
	want := time.Date(2026, 3, 7, 8, 52, 0, 0, news.ICT)
	for _, s := range []string{"Sat, 07 Mar 2026 08:52:00 +0700", "Sat, 07 Mar 2026 01:52:00 GMT", "2026-03-07T08:52:00+07:00", "2026-03-07T08:52:00+0700",
		"2026-03-07 08:52:00", "Sat, 07 Mar 2026 08:52:00 GMT+7", "7 Mar 2026 08:52 +0700", "2026-03-07T08:52:00.000 +07:00", "Sat, 07 Mar 2026 08:52:00 UTC+07:00", "2026-03-07T01:52Z"} {
		if got := Time(s); !got.Equal(want) {
			t.Errorf("%q = %v", s, got)
		}
	}
	for _, s := range []string{"", "03/07/2026 08:52", "Thứ Bảy", "0001-01-01T00:00:00", "2026-13-01", "7 Mar 2026 08:52 ABC", strings.Repeat("9", 100)} {
		if got := Time(s); !got.IsZero() {
			t.Errorf("%q = %v, want none", s, got)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`<rss><item><link>https://a.vn/&amp;</link><pubDate>Sat, 07 Mar 2026 08:52:00 GMT+7</pubDate></item></rss>`), "text/xml; charset=windows-1258")
	f.Add([]byte(`<urlset><url><loc>/a</loc><lastmod>2026-03-07</lastmod></url></urlset>`), "")
	f.Add([]byte("\xff\xfe<\x00r\x00s\x00s\x00>\x00"), "")
	f.Fuzz(func(t *testing.T, doc []byte, contentType string) {
		base := &url.URL{Scheme: "https", Host: "baomau.vn", Path: "/"}
		_, _ = Read(strings.NewReader(string(doc)), contentType, base, func(e Entry) error {
			if u, err := url.Parse(e.URL); err != nil || !u.IsAbs() {
				t.Fatalf("entry %q", e.URL)
			}
			return nil
		})
	})
}

func FuzzTime(f *testing.F) {
	f.Add("Sat, 07 Mar 2026 08:52:00 GMT+7")
	f.Fuzz(func(t *testing.T, s string) {
		if got := Time(s); !got.IsZero() && (got.Year() < 1989 || got.Year() > 9001) {
			t.Fatalf("%q = %v", s, got)
		}
	})
}
