package crawler

import (
	"bufio"
	"net/url"
	"os"
	"strings"
	"testing"

	"diembao/crawler/polite"
	"diembao/news"
)

func sieveFor(t testing.TB, article string) *sieve {
	t.Helper()
	src := news.Source{Home: "https://baomau.vn/", Article: article}
	s, err := newSieve(src, polite.NewPolicy(src), 20, noon)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestLooksLikeArticle(t *testing.T) {
	for path, want := range map[string]bool{
		"/tin-tuc/gia-lua-tang-manh-12345.html":                 true,
		"/gia-lua-tang-2495349.html":                            true,
		"/kinh-te/202603/gia-lua-tang-manh-o-mien-tay-5a3b1c9/": true,
		"/2026/03/07/gia-lua-tang-manh/":                        true,
		"/hoi-nghi-tong-ket-nam-cua-tinh-dong-sa":               true,
		"/tin/8f12345":           true,
		"/post123456.vov":        false,
		"/xa-hoi/post123456.vov": true,
		"/":                      false,
		"/kinh-te":               false,
		"/chinh-sach-va-cuoc-song/chinh-sach-moi.htm":                  false,
		"/tai-chinh-chung-khoan-d6/":                                   false,
		"/tag/gia-lua-tang-manh-o-mien-tay-12345.html":                 false,
		"/tim-kiem/gia-lua-12345":                                      false,
		"/lich/2026/03/07":                                             false,
		"/su-kien/2026-03-07.html":                                     false,
		"/anh/gia-lua-tang-12345.jpg":                                  false,
		"/nhung-tin-moi-nhat-trong-ngay-hom-nay/trang-2":               false,
		"/tim-kiem-nan-nhan-vu-lat-thuyen-12345.html":                  true,
		"/lich-su-dang-bo-tinh-mau-12345.html":                         true,
		"/chu-de/dai-hoi-dang-bo-tinh-mau-lan-thu-nhat-276.htm":        false,
		"/tac-gia/nguyen-van-mau-12345.html":                           false,
		"/gioi-thieu":                                                  false,
		"/thoi-su-chinh-tri/202007/dai-hoi-dang-bo-huyen-mau-3014432/": true,
	} {
		if got := looksLikeArticle(path); got != want {
			t.Errorf("%s: %v", path, got)
		}
	}
}

// TestRealAddresses holds the guess to addresses of real pages, as far as they are here.
func TestRealAddresses(t *testing.T) {
	f, err := os.Open("../../shared/pages/manifest.tsv")
	if err != nil {
		t.Skip("no manifest of real pages:", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		cols := strings.Split(lines.Text(), "\t")
		if len(cols) < 3 || cols[2] != "article" && cols[2] != "list" {
			continue
		}
		u, err := url.Parse(cols[1])
		if err != nil {
			t.Fatal(err)
		}
		if got := looksLikeArticle(u.Path); got != (cols[2] == "article") {
			t.Errorf("%s (%s): %v", cols[1], cols[2], got)
		}
	}
}

func TestArticleLink(t *testing.T) {
	for _, c := range []struct{ article, link, want string }{
		{"", "https://baomau.vn/gia-lua-tang-12345.html?ref=home&x=1#top", "https://baomau.vn/gia-lua-tang-12345.html"},
		{"", "https://m.baomau.vn/gia-lua-tang-12345.html", "https://m.baomau.vn/gia-lua-tang-12345.html"},
		{"", "https://khac.vn/gia-lua-tang-12345.html", ""},
		{`\.html$`, "https://baomau.vn/a.html?sid=1", "https://baomau.vn/a.html"},
		{`\.html$`, "https://baomau.vn/a.htm", ""},
		{`[?&]id=\d+`, "https://baomau.vn/xem.aspx?tab=2&id=15&sid=3&utm_source=x", "https://baomau.vn/xem.aspx?id=15&tab=2"},
		{`/xem\.aspx`, "https://baomau.vn/xem.aspx?id=15", "https://baomau.vn/xem.aspx"},
		{`\.html$`, "https://baomau.vn/2099/01/a.html", ""},
		{`\.html$`, "https://baomau.vn/a.html;jsessionid=ABC", "https://baomau.vn/a.html"},
		{`\.html$`, "https://baomau.vn/(S(lit3py))/a.html", ""},
		{`\.pdf$`, "https://baomau.vn/a.pdf", ""},
	} {
		u, err := url.Parse(c.link)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := sieveFor(t, c.article).articleLink(u)
		if !ok {
			got = ""
		}
		if got != c.want {
			t.Errorf("%q %s: %q, want %q", c.article, c.link, got, c.want)
		}
	}
}

func TestPage(t *testing.T) {
	for _, c := range []struct {
		from, link string
		want       int
	}{
		{"/tin", "/tin?page=2", 2}, {"/tin?page=2", "/tin?page=3", 3}, {"/tin", "/tin?Trang=2", 2}, {"/tin", "/tin?page=2&x=1", 0}, {"/tin", "/khac?page=2", 0},
		{"/tin", "/tin?thang=2", 0}, {"/tin", "/tin?page=x", 0}, {"/tin", "/tin?page=21", 0}, {"/tin", "/tin?page=-1", 0}, {"/tin", "/tin?page=2&page=3", 0},
		{"/tin/", "/tin/page/2/", 2}, {"/tin/page/2/", "/tin/page/3/", 3}, {"/tin.html", "/tin/trang-2.html", 2}, {"/tin.htm", "/tin-p2.htm", 2}, {"/tin", "/khac/trang-2", 0},
		{"/tin", "/tin/trang-99999", 0}, {"/tin", "/tin", 0}, {"/tin", "https://www.baomau.vn/tin?page=2", 0},
	} {
		from, err := url.Parse("https://baomau.vn" + c.from)
		if err != nil {
			t.Fatal(err)
		}
		to, err := from.Parse(c.link)
		if err != nil {
			t.Fatal(err)
		}
		if _, n, _ := sieveFor(t, "").page(from, to); n != c.want {
			t.Errorf("%s -> %s: %d, want %d", c.from, c.link, n, c.want)
		}
	}
}

func TestLinks(t *testing.T) {
	at := parse("https://baomau.vn/tin/")
	deep := strings.Repeat("<div>", 2000)
	for name, body := range map[string]string{"tree": "", "too deep for a tree": deep} {
		got := links([]byte(body+`<a href=" a.html ">1</a><A HREF='b.html'>2</a><a href="#x">3</a><a href="">4</a><a href="javascript:x">5</a>
			<a href="a.html">6</a><link rel="stylesheet" href="c.css"><link rel="alternate" type="application/rss+xml" href="/rss"><a rel="nofollow next" href="?page=2">7</a><a href="http://[::1">8</a>`), at)
		var urls []string
		for _, l := range got {
			urls = append(urls, l.url.String())
		}
		if strings.Join(urls, " ") != "https://baomau.vn/tin/a.html https://baomau.vn/tin/b.html https://baomau.vn/rss https://baomau.vn/tin/?page=2" ||
			!got[2].feed || !got[3].next {
			t.Errorf("%s: %v", name, urls)
		}
	}
	if got := links([]byte(`<base href="/khac/"><a href="a">`), at); len(got) != 1 || got[0].url.Path != "/khac/a" {
		t.Errorf("base: %v", got)
	}
	if got := links([]byte(`<base href="https://xau.vn/"><a href="a">`), at); len(got) != 1 || got[0].url.Host != "baomau.vn" {
		t.Errorf("base of another host: %v", got)
	}
}

// TestWishes has what names robots in other places than where it counts.
func TestWishes(t *testing.T) {
	for body, want := range map[string]string{
		"": "", "<p>b</p>": "", "<head><title>robots</title><body><meta name=robots content=noindex>": "",
		"<script>var a='<meta name=robots content=x>';</script><META content=NoIndex NAME=ROBOTS>": "noindex",
		"<meta name=diembao content=a><style>b</style><meta name=Robots content=b><p>robots":       "a,b",
		"<!-- <meta name=robots content=x> --><meta content='>' name=robots>":                      ">",
		strings.Repeat("b", 64<<10) + "<meta name=robots content=x>":                               "",
	} {
		if got := wishes(nil, []byte(body)); got != want {
			t.Errorf("%.80q: %q, want %q", body, got, want)
		}
	}
}

func FuzzLinks(f *testing.F) {
	f.Add([]byte(`<base href="/x/"><a href="?page=2" rel=next>x</a><a href="/gia-lua-tang-12345.html;jsessionid=1?sid=2">y</a>`))
	f.Add([]byte("<a href=//baomau.vn:443/lich/2031/05><a href=http://a:b@baomau.vn/%zz>"))
	s := sieveFor(f, "")
	at := parse("https://baomau.vn/tin")
	f.Fuzz(func(t *testing.T, body []byte) {
		wishes(nil, body)
		for _, l := range links(body, at) {
			for _, try := range []func(*url.URL) (string, bool){s.key, s.articleLink, s.section, s.address, func(u *url.URL) (string, bool) { return s.next(at, u) }} {
				key, ok := try(l.url)
				if !ok {
					continue
				}
				again, err := news.CanonicalURL(key)
				if err != nil || again != key || !s.policy.Allows(parse(key)) {
					t.Fatalf("key %q of %q", key, l.url)
				}
			}
			s.page(at, l.url)
		}
	})
}
