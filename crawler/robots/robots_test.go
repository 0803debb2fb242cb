package robots

import (
	"strings"
	"testing"
	"time"
)

func TestAllowed(t *testing.T) {
	for _, c := range []struct {
		name, file, agent string
		yes, no           []string
	}{
		{"empty file", "", "diembao", []string{"/", "/a?b=c"}, nil},
		{"html instead", "<!DOCTYPE html><html><head><title>404</title></head></html>", "diembao", []string{"/"}, nil},
		{"star group", "User-agent: *\nDisallow: /tim-kiem", "diembao", []string{"/", "/tin", "/robots.txt"}, []string{"/tim-kiem", "/tim-kiem?q=1", "/tim-kiem-khac"}},
		{"disallow all spares robots.txt", "User-agent: *\nDisallow: /", "diembao", []string{"/robots.txt"}, []string{"/", "/a", ""}},
		{"own group instead of star", "User-agent: *\nDisallow: /\n\nUser-agent: diembao\nDisallow: /in/", "diembao", []string{"/", "/a"}, []string{"/in/1"}},
		{"empty own group instead of star", "User-agent: *\nDisallow: /\nUser-agent: DiemBao/2.0 (x)\nDisallow:", "diembao", []string{"/a"}, nil},
		{"token is whole", "User-agent: diem\nDisallow: /\nUser-agent: diembaonews\nDisallow: /", "diembao", []string{"/a"}, nil},
		{"token case", "USER-AGENT: DIEMBAO\nDISALLOW: /x", "DiemBao", []string{"/X"}, []string{"/x"}},
		{"groups of one agent merge", "User-agent: diembao\nDisallow: /a\nUser-agent: *\nDisallow: /c\nUser-agent: diembao\nDisallow: /b", "diembao", []string{"/c"}, []string{"/a", "/b"}},
		{"several agents one group", "User-agent: x\nUser-agent: diembao\nSitemap: https://a.vn/s.xml\nUser-agent: y\nDisallow: /a", "diembao", []string{"/"}, []string{"/a"}},
		{"rules before a group", "Disallow: /a\nUser-agent: *\nDisallow: /b", "diembao", []string{"/a"}, []string{"/b"}},
		{"longest wins", "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c", "diembao", []string{"/a/b", "/a/b/x"}, []string{"/a", "/a/x", "/a/b/c"}},
		{"order does not matter", "User-agent: *\nAllow: /a/b\nDisallow: /a", "diembao", []string{"/a/b"}, []string{"/a/c"}},
		{"allow wins ties", "User-agent: *\nDisallow: /a\nAllow: /a", "diembao", []string{"/a"}, nil},
		{"star and dollar", "User-agent: *\nDisallow: /*.pdf$\nDisallow: /*?\nAllow: /*?page=", "diembao", []string{"/a.pdf/x", "/a.pdfx", "/a?page=2"}, []string{"/a.pdf", "/x/y.pdf", "/a?b"}},
		{"dollar in the middle is a dollar", "User-agent: *\nDisallow: /a$b", "diembao", []string{"/a"}, []string{"/a$b"}},
		{"many stars", "User-agent: *\nDisallow: /a*b*c$", "diembao", []string{"/abcd", "/acb"}, []string{"/abc", "/axbxc", "/abcbc"}},
		{"only star", "User-agent: *\nDisallow: *", "diembao", []string{"/robots.txt"}, []string{"/", "/a"}},
		{"only dollar", "User-agent: *\nDisallow: /$", "diembao", []string{"/a"}, []string{"/"}},
		{"escapes are one spelling", "User-agent: *\nDisallow: /t%e1%bb%89nh\nDisallow: /%7euser\nDisallow: /a%2fb", "diembao", []string{"/a/b", "/tinh"}, []string{"/tỉnh", "/t%E1%BB%89nh/x", "/~user", "/a%2Fb"}},
		{"bare percent", "User-agent: *\nDisallow: /100%", "diembao", []string{"/100"}, []string{"/100%", "/100%zz"}},
		{"bad lines", "\x00\xff: x\nUser-agent *\nUser-agent: *\nCrawl-delay: abc\nNonsense\nFoo: bar\n: :\nDisallow: /a # why", "diembao", []string{"/b"}, []string{"/a"}},
		{"cr only and bom", "\ufeffUser-agent: *\rDisallow: /a\rDisallow: /b\r\n\r\nDisallow: /c", "diembao", []string{"/d"}, []string{"/a", "/b", "/c"}},
		{"no slash", "User-agent: *\nDisallow: admin/", "diembao", []string{"/"}, []string{"/admin/x"}},
		{"empty agent", "User-agent:\nDisallow: /a", "diembao", []string{"/a"}, nil},
		{"case of paths", "User-agent: *\nDisallow: /A", "diembao", []string{"/a"}, []string{"/A"}},
		{"misspelt", "useragent: *\ndissallow: /a", "diembao", []string{"/b"}, []string{"/a"}},
		{"crawl-delay ends the naming", "User-agent: a\nCrawl-delay: 1\nUser-agent: diembao\nDisallow: /x", "a", []string{"/x"}, nil},
	} {
		r := Parse([]byte(c.file)).For(c.agent)
		for _, p := range c.yes {
			if !r.Allowed(p) {
				t.Errorf("%s: %q is forbidden", c.name, p)
			}
		}
		for _, p := range c.no {
			if r.Allowed(p) {
				t.Errorf("%s: %q is allowed", c.name, p)
			}
		}
	}
}

func TestDelayAndSitemaps(t *testing.T) {
	f := Parse([]byte("Sitemap: https://a.vn/1.xml\nUser-agent: *\nCrawl-delay: 2.5\nsitemap:https://a.vn/2.xml\nSitemap: https://a.vn/1.xml\n" +
		"User-agent: slow\nCrawl-delay: 1e9\nUser-agent: bad\nCrawl-delay: -1\nUser-agent: nan\nCrawl-delay: NaN\n"))
	if len(f.Sitemaps) != 2 || f.Sitemaps[1] != "https://a.vn/2.xml" {
		t.Errorf("sitemaps %q", f.Sitemaps)
	}
	for agent, want := range map[string]time.Duration{"diembao": 2500 * time.Millisecond, "slow": MaxDelay, "bad": 0, "nan": 0} {
		if got := f.For(agent).Delay; got != want {
			t.Errorf("delay for %s: %v, want %v", agent, got, want)
		}
	}
}

func TestSizeCap(t *testing.T) {
	head := "User-agent: *\nDisallow: /a\n"
	fill := strings.Repeat("#\n", (MaxSize-len(head))/2)
	r := Parse([]byte(head + fill + "Disallow: /b\n")).For("diembao")
	if r.Allowed("/a") || !r.Allowed("/b") {
		t.Error("the first 500 KiB count, the rest does not")
	}
	cut := Parse([]byte(head + fill[:len(fill)-8] + "Disallow: /b/c/d\n")).For("diembao")
	if !cut.Allowed("/b") {
		t.Error("half a rule counted")
	}
}

func FuzzParse(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /a*b$\nAllow: /%e1\nCrawl-delay: 3\nSitemap: x", "/a?b")
	f.Fuzz(func(t *testing.T, file, path string) {
		r := Parse([]byte(file)).For("diembao")
		if r.Delay < 0 || r.Delay > MaxDelay {
			t.Fatalf("delay %v", r.Delay)
		}
		if !r.Allowed("/robots.txt") {
			t.Fatal("robots.txt forbidden")
		}
		if n := normalise(path); normalise(n) != n && !strings.Contains(path, "%") {
			t.Fatalf("not idempotent: %q", path)
		}
		r.Allowed(path)
	})
}
