package lab

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// A trap is how a site answers at an address that is no article.
type trap struct {
	path   string // exact, or a prefix when it ends in "*"
	linked string // how the front page links to it; empty for not at all
	kind   TrapKind
	want   string
	answer func(s *site, r *http.Request) answer
}

// big is more than any cap on a page.
const big = 6 << 20

// deep is more open elements than the HTML parser of golang.org/x/net takes (512).
const deep = 900

// newTraps are the traps of a site. Their addresses look like articles, so that a crawler tries them.
func newTraps(s *site, noTraps bool) []trap {
	html := func(status int, body string) func(*site, *http.Request) answer {
		return func(*site, *http.Request) answer {
			return answer{status: status, contentType: "text/html; charset=utf-8", body: []byte(body)}
		}
	}
	var out []trap
	add := func(t trap) { out = append(out, t) }
	switch s.id {
	case "mau-lam-dong":
		add(trap{"/quan-tri/202401/ban-nhap-0000001/", "/quan-tri/202401/ban-nhap-0000001/", TrapRobots, "never asked for: robots.txt forbids /quan-tri/", html(200, "<p>Bản nháp, cấm vào.</p>")})
		add(trap{"/thoi-su/202405/trang-trong-0000000/", "/thoi-su/202405/trang-trong-0000000/", TrapEmpty, "kept as served, marked empty, no article", html(200, "")})
		if !noTraps {
			a, b := "/thoi-su/202406/vong-lap-aaaaaaa/", "/thoi-su/202406/vong-lap-bbbbbbb/"
			add(trap{a, a, TrapLoop, "given up after a bounded number of hops", redirect(b)})
			add(trap{b, "", TrapLoop, "given up after a bounded number of hops", redirect(a)})
		}
	case "mau-son-la":
		add(trap{"/default.aspx?itemid=99999", "/Default.aspx?CategoryID=11&ItemID=99999", TrapSoft404, "kept, marked soft-404, found by no search",
			html(200, "<html><head><title>Thông báo</title></head><body><h1>Không tìm thấy trang</h1><p>Trang bạn yêu cầu không tồn tại hoặc đã bị xóa.</p></body></html>")})
		if !noTraps {
			add(trap{"/lich?*", "/lich?thang=2026-10", TrapCalendar, "bounded by depth and budget; nothing else starves", calendar})
		}
		add(trap{"/phien*", "/phien?sid=1", TrapSession, "the articles behind it are stored once, under their canonical address", session})
	case "mau-phap-luat":
		if !noTraps {
			add(trap{"/ho-so-lon-post599001.html", "/ho-so-lon-post599001.html", TrapTooLarge, "cut at the cap and marked too-large, or refused; memory stays bounded",
				func(s *site, r *http.Request) answer {
					return html(200, "<html><body><h1>Hồ sơ lớn</h1>"+strings.Repeat("<p>mẫu</p>", big/10)+"</body></html>")(s, r)
				}})
			add(trap{"/trang-cut-post599002.html", "/trang-cut-post599002.html", TrapTruncated, "kept as far as it came, marked truncated, tried again", cut})
		}
		add(trap{"/trang-sau-post599006.html", "/trang-sau-post599006.html", TrapTooDeep, "kept, read by a fallback, marked too-deep",
			html(200, "<html><head><title>Trang lồng quá sâu</title></head><body><h1>Trang lồng quá sâu</h1>"+strings.Repeat("<div>", deep)+
				"<p>Đoạn văn mẫu này nằm dưới đáy của một chồng thẻ, sâu hơn mức mà bộ đọc chịu được.</p>"+strings.Repeat("</div>", deep)+"</body></html>")})
		add(trap{"/di-post599003.html", "/di-post599003.html", TrapForbidden, "the redirect is not followed: robots.txt forbids its target", redirect("/noi-bo/kin-post599004.html")})
		add(trap{"/noi-bo/kin-post599004.html", "", TrapRobots, "never asked for: robots.txt forbids /noi-bo/", html(200, "<p>Nội bộ, cấm vào.</p>")})
		add(trap{"/ngoai-post599005.html", "/ngoai-post599005.html", TrapOffSite, "the redirect is not followed: the host is not the source's", redirect("http://127.0.0.1:9/")})
	}
	return out
}

func redirect(to string) func(*site, *http.Request) answer {
	return func(s *site, _ *http.Request) answer {
		if strings.HasPrefix(to, "/") {
			to = s.base + to
		}
		return answer{status: http.StatusFound, location: to}
	}
}

// cut promises twice the bytes it sends.
func cut(*site, *http.Request) answer {
	body := []byte("<html><head><title>Trang cụt</title></head><body><h1>Trang cụt</h1><p>Đường truyền của trang mẫu này đứt ở giữa câu</p>")
	return answer{status: 200, contentType: "text/html; charset=utf-8", body: body, promise: 2 * len(body)}
}

// calendar is a listing without articles that links to the months before and after, for ever.
func calendar(s *site, r *http.Request) answer {
	year, month, _ := strings.Cut(r.URL.Query().Get("thang"), "-")
	y, _ := strconv.Atoi(year) // anything else is the year 0
	m, _ := strconv.Atoi(month)
	n := y*12 + m - 1
	body := "<html><head><title>Lịch công tác</title></head><body><h1>Lịch công tác tháng " + month + "</h1><p>Không có lịch.</p>"
	for _, by := range []int{-1, 1, 12} {
		body += fmt.Sprintf(`<a href="/lich?thang=%04d-%02d">tháng khác</a> `, (n+by)/12, (n+by)%12+1)
	}
	return answer{status: 200, contentType: "text/html; charset=utf-8", body: []byte(body + "</body></html>")}
}

// session is a listing whose links carry a new session id at every visit.
func session(s *site, r *http.Request) answer {
	body := "<html><head><title>Tin nổi bật</title></head><body><h1>Tin nổi bật</h1><ul>"
	n, _ := strconv.Atoi(r.URL.Query().Get("sid")) // anything else is 0
	for _, a := range s.newest(3) {
		body += fmt.Sprintf(`<li><a href="%s&amp;sid=%08x">%s</a></li>`, a.path, (n+7)*2654435761&0xffffffff, a.title.text)
	}
	body += fmt.Sprintf(`</ul><a href="/phien?sid=%d">Làm mới</a></body></html>`, n+1)
	return answer{status: 200, contentType: "text/html; charset=utf-8", body: []byte(body)}
}

// trap finds the trap at an address.
func (s *site) trap(key, uri string) *trap {
	for i, t := range s.traps {
		prefix, open := strings.CutSuffix(t.path, "*")
		if t.path == key || (open && strings.HasPrefix(uri, prefix)) {
			return &s.traps[i]
		}
	}
	return nil
}

// listTraps are the site's traps with their addresses, and those that are articles.
func (s *site) listTraps() []Trap {
	var out []Trap
	for _, t := range s.traps {
		at := t.linked
		if at == "" {
			at = t.path
		}
		out = append(out, Trap{s.id, s.base + at, t.kind, t.want})
	}
	for _, a := range s.articles {
		if !a.late {
			out = append(out, a.listTraps()...)
		}
	}
	return out
}

// listTraps are what is difficult about an article's own addresses.
func (a *article) listTraps() []Trap {
	s := a.site
	var out []Trap
	add := func(path string, kind TrapKind, want string) {
		out = append(out, Trap{s.id, s.base + path, kind, want})
	}
	if a.is("moved") {
		add(s.keys(a)[1], TrapRedirect, "one article under "+s.base+a.path)
	}
	if a.is("busy") {
		add(a.path, TrapBusy, "asked for again no sooner than a second later; then an article")
	}
	if a.is("slow") {
		add(a.path, TrapSlow, "an article, after 1.5 s")
	}
	if a.is("gzip") {
		add(a.path, TrapGzip, "an article; kept decoded")
	}
	if a.is("decomposed") {
		add(a.path, TrapLetters, "an article whose text is composed (NFC)")
	}
	if a.edition != nil && a.edition.gone {
		add(a.path, TrapGone, "an article that is gone after Advance; its text stays")
	}
	if a.encoding != "utf-8" && a.lies() {
		add(a.path, TrapLabel, "decoded as "+a.encoding+", whatever the label says")
	}
	return out
}

// lies says that a legacy page names no charset or a wrong one.
func (a *article) lies() bool {
	return a.encoding == "tcvn3" || a.id%4 > 1 || a.id%8 == 6
}

// robotsText is the site's robots.txt; empty answers 404.
func (s *site) robotsText(noTraps bool) string {
	switch s.id {
	case "mau-lam-dong":
		return "User-agent: *\nDisallow: /quan-tri/\nDisallow: /tim-kiem\nDisallow: /in/\nCrawl-delay: 0.02\nĐây là một dòng hỏng\nCrawl-delay: abc\n"
	case "mau-phap-luat":
		return "\ufeffUser-agent: BotXau\nDisallow: /\n\nUser-agent: *\nDisallow: /noi-bo/\nDisallow: /*?in=\nAllow: /noi-bo/cong-khai/\n\nSitemap: " + s.base + "/sitemap.xml\n"
	case "mau-thong-tan":
		return "# dữ liệu mẫu\nuser-agent: *\ndisallow: /tag/$\ndisallow: /tim-kiem\nsitemap: " + s.base + "/sitemap.xml\n"
	case "mau-dak-lak":
		return "User-agent: *\nDisallow:\n"
	case "mau-ninh-thuan":
		return "<html><body>Không tìm thấy trang</body></html>" // a page where rules should be
	case "mau-tay-giang":
		if !noTraps {
			return "User-agent: *\nCrawl-delay: 1\n"
		}
	}
	return ""
}
