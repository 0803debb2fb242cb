package extract

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"diembao/news"
	"diembao/viet"
)

// saved is a folder of real saved pages that not every checkout has beside it; it is no part of the repository.
const saved = "../../shared/pages"

// TestSavedPages reads real pages. The manifest's title is the page's <title>: the headline may stand in it with the
// site's name behind, or be the h1 of another wording, so it must be the title, its beginning up to " - " or " | ", or
// share nearly all its words. The minute of publication must be right; a listing must not pass for an article.
func TestSavedPages(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join(saved, "manifest.tsv"))
	if err != nil {
		t.Skip("no saved pages beside the repository: ", err)
	}
	e := New(Options{})
	for i, row := range strings.Split(strings.TrimSpace(string(raw)), "\n") {
		cells := strings.Split(row, "\t")
		if i == 0 || len(cells) < 5 {
			continue
		}
		file, address, kind, title, published := cells[0], cells[1], cells[2], cells[3], cells[4]
		t.Run(file, func(t *testing.T) {
			body, err := os.ReadFile(filepath.Join(saved, filepath.FromSlash(file)))
			if err != nil {
				t.Skip("listed but absent: ", err)
			}
			a := e.Article(context.Background(), news.Snapshot{URL: address, FinalURL: address, Status: 200, Time: fetched, Body: body}, news.Source{})
			whole(t, a)
			if kind != "article" {
				if !has(a, news.ProblemListing) || a.Body != "" {
					t.Errorf("a listing read as an article: %q, %v", a.Title, a.Problems)
				}
				return
			}
			if !strings.HasPrefix(viet.Key(title), viet.Key(a.Title)) && similar(title, a.Title) < 0.9 {
				t.Errorf("title %q, want %q", a.Title, title)
			}
			if got := a.Published.Format("2006-01-02T15:04"); got != published {
				t.Errorf("published %s by %q, want %s", got, a.Origin, published)
			}
			if a.CanonicalURL != address || len(a.Body) < 1000 || a.Lead == "" || a.Byline == "" && !strings.Contains(file, "baochinhphu") {
				t.Errorf("canonical %s, %d bytes of body, lead %q, byline %q", a.CanonicalURL, len(a.Body), a.Lead, a.Byline)
			}
			if len(a.Problems) > 0 {
				t.Errorf("problems %v", a.Problems)
			}
			if URLOf(body) != address {
				t.Errorf("URLOf %q", URLOf(body))
			}
		})
	}
}

// TestDateTraps: what must not be taken for the day of publication, and what completes what.
func TestDateTraps(t *testing.T) {
	text := "<p>" + strings.Join(famBody, "</p><p>") + "</p>"
	head := func(meta, above, below string) string {
		return "<html><head><title>" + famTitle + "</title>" + meta + "</head><body>" + above + "<h1>" + famTitle + "</h1>" + below + "<div class=noidung>" + text + "</div>"
	}
	for _, c := range []struct {
		name, page, want string // minute in ICT; a day alone when only that is known; "" = none
		origin           news.Origin
		problem          string
	}{
		{"none", head("", "", ""), "", "", news.ProblemNoDate},
		{"masthead", head("", `<header><span>Chủ nhật, 22/11/2026 09:15</span></header>`, ""), "", "", news.ProblemNoDate},
		{"today", head("", `<div id="current-date">Chủ nhật, 22/11/2026 09:15</div>`, ""), "", "", news.ProblemNoDate},
		{"footer", head("", "", "") + `<footer>Giấy phép số 1/GP-BC ngày 08/01/2020</footer>`, "", "", news.ProblemNoDate},
		{"licence", head("", "", "") + `<div>Giấy phép hoạt động số 1/GP-BC ngày 08/01/2020 của Cục Báo chí</div>`, "", "", news.ProblemNoDate},
		{"related", head("", "", "") + `<div class="tinlienquan"><a href="/1">Giá tôm giống tăng trở lại sau nhiều tuần</a> <span class="date">30/07/2020 08:00</span></div>`, "", "", news.ProblemNoDate},
		{"comment", head("", "", "") + `<div class="comments"><b>Tám</b> <time datetime="2020-08-01T10:00:00+07:00">01/08/2020</time><p>Mong bến thuyền sớm xong.</p></div>`, "", "", news.ProblemNoDate},
		{"other articles above", head("", `<div><h3>Tin</h3>`+strings.Repeat(`<div><a href="/1">Giá tôm giống tăng trở lại sau nhiều tuần</a><br><small>30/07/2020 08:00</small></div>`, 3)+`</div>`, ""), "", "", news.ProblemNoDate},
		{"time of other articles", head("", `<div><a href="/1">Giá tôm giống tăng trở lại sau nhiều tuần</a> <p><time datetime="2020-07-30T08:00:00+07:00">30/07</time></p></div>`, ""), "", "", news.ProblemNoDate},
		{"author and comments are links", head("", "", `<div class="article__meta"><a href="/au">Lê Thảo</a> 31/07/2020 | 03:07 <a href="#c">5 bình luận</a></div>`), "2020-07-31T03:07", news.FromLine, ""},
		{"line over masthead", head("", `<header>Chủ nhật, 22/11/2026</header>`, `<p>Thứ Sáu, 31/07/2020 | 03:07</p>`), "2020-07-31T03:07", news.FromLine, ""},
		{"line above", head("", `<p>31/07/2020 03:07</p>`, ""), "2020-07-31T03:07", news.FromLine, ""},
		{"meta over line", head(`<meta property="article:published_time" content="2020-07-31T03:07:09+07:00">`, "", "<p>01/08/2020 10:00</p>"), "2020-07-31T03:07", news.FromMeta, ""},
		{"meta day, line minute", head(`<meta name="pubdate" content="2020-07-31">`, "", "<p>31/07/2020 - 03:07</p>"), "2020-07-31T03:07", news.FromMeta, ""},
		{"meta day, another day's line", head(`<meta name="pubdate" content="2020-07-31">`, "", "<p>02/08/2020 - 03:07</p>"), "2020-07-31", news.FromMeta, ""},
		{"meta in UTC", head(`<meta property="article:published_time" content="2020-07-30T20:07:00Z">`, "", ""), "2020-07-31T03:07", news.FromMeta, ""},
		{"future", head(`<meta property="article:published_time" content="2027-07-31T03:07:00+07:00">`, "", ""), "", "", news.ProblemFuture},
		{"future, then a line", head(`<meta property="article:published_time" content="2027-07-31T03:07:00+07:00">`, "", "<p>31/07/2020 - 03:07</p>"), "2020-07-31T03:07", news.FromLine, news.ProblemFuture},
		{"time element", head("", "", `<time datetime="2020-07-31T03:07:00+07:00">hôm qua</time>`), "2020-07-31T03:07", news.FromTime, ""},
		{"json-ld", head(`<script type="application/ld+json">[{"@type":"NewsArticle","headline":"`+famTitle+`","datePublished":"2020-07-31T03:07:00+07:00"}]</script>`, "", ""), "2020-07-31T03:07", news.FromJSONLD, ""},
		{"json-ld of others", head(`<script type="application/ld+json">{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"Tin khác hẳn về chợ phiên","datePublished":"2020-07-31T03:07:00+07:00"},{"@type":"NewsArticle","headline":"Tin nữa về bến đò đêm","datePublished":"2020-07-30T03:07:00+07:00"}]}</script>`, "", ""), "", "", news.ProblemNoDate},
		{"created is not published", head(`<meta itemprop="dateCreated" content="2020-07-31T03:07:00+07:00">`, "", ""), "", "", news.ProblemNoDate},
	} {
		t.Run(c.name, func(t *testing.T) {
			address := "https://baomau.example.vn/tin/lang-mau-1.html"
			a := New(Options{}).Article(context.Background(), news.Snapshot{URL: address, FinalURL: address, Status: 200, Time: fetched, Body: []byte(c.page + "</body></html>")}, news.Source{})
			whole(t, a)
			got := ""
			if !a.Published.IsZero() {
				if got = a.Published.Format("2006-01-02T15:04"); a.DayOnly {
					got = got[:10]
				}
			}
			if got != c.want || a.Origin != c.origin {
				t.Errorf("published %q by %q, want %q by %q", got, a.Origin, c.want, c.origin)
			}
			if c.problem != "" && !has(a, c.problem) || c.problem == "" && len(a.Problems) > 0 {
				t.Errorf("problems %v, want %q", a.Problems, c.problem)
			}
			if !strings.Contains(a.Body, famBody[2]) {
				t.Errorf("body %q", a.Body)
			}
		})
	}
}

func TestNoArticle(t *testing.T) {
	list := "<html><title>Kinh tế</title><body><h1>Kinh tế</h1>" + strings.Repeat(`<div class="item"><h3><a href="/tin/x-1.html">Giá tôm giống tăng trở lại sau nhiều tuần giảm sâu</a></h3><p>Sau nhiều tuần giảm, giá tôm giống ở các trại ven biển đã tăng trở lại và được các hộ nuôi đặt mua trước.</p></div>`, 20)
	author := "<html><title>Tác giả Lê Thảo</title><body><h1>Lê Thảo</h1><p>" + famBody[0] + " " + famBody[1] + "</p><h3>Bài viết của tác giả</h3>" + strings.Repeat(`<div><a href="/tin/x-1.html">Giá tôm giống tăng trở lại sau nhiều tuần giảm sâu</a><br><small>01/08/2020 08:00</small></div>`, 12)
	front := strings.Replace(list, "Kinh tế", "Báo Mẫu", 2)
	for _, c := range []struct{ url, final, page, problem string }{
		{"https://a.example.vn/kinh-te/", "https://a.example.vn/kinh-te/", list, news.ProblemListing},
		{"https://a.example.vn/tac-gia/le-thao", "", author, news.ProblemListing},
		{"https://a.example.vn/tin/lang-mau-1.html", "https://a.example.vn/kinh-te/", list, news.ProblemRedirected},
		{"https://a.example.vn/tin/lang-mau-1.html", "https://a.example.vn/", front, news.ProblemRedirected},
		{"https://a.example.vn/", "https://a.example.vn/", front, news.ProblemListing},
	} {
		a := New(Options{}).Article(context.Background(), news.Snapshot{URL: c.url, FinalURL: c.final, Status: 200, Time: fetched, Body: []byte(c.page)}, news.Source{})
		whole(t, a)
		if !has(a, c.problem) || a.Body != "" {
			t.Errorf("%s -> %s: %v, body of %d bytes", c.url, c.final, a.Problems, len(a.Body))
		}
	}
}

// TestHeadlines: headlines that are not simply the one h1 that <title> repeats.
func TestHeadlines(t *testing.T) {
	text := "<div class=x><p>" + strings.Join(famBody, "</p><p>") + "</p></div>"
	for _, c := range []struct{ name, page string }{
		{"title of the template", "<title>Cổng tin - Chi tiết</title><body><h1>" + famTitle + "</h1><p>31/07/2020 03:07</p>" + text},
		{"h1 far above", "<title>Chi tiết</title><body><h1>" + famTitle + "</h1>" + strings.Repeat("<p>Khách mời</p><p>Đại úy Lê Văn Cót</p>", 8) + "<p><b>Tự động cập nhật sau 30 giây</b></p><p>31/07/2020 03:07</p>" + text},
		{"a ribbon of stories above", "<title>Chi tiết</title><body><header><h2>Theo dòng sự kiện:</h2></header><h1>" + famTitle + "</h1>" + text},
		{"of several blocks", "<title>Chi tiết</title><body><h1><div>" + strings.Replace(famTitle, " ", "</div><div>", 1) + "</div></h1>" + text},
		{"ends in a point", "<title>Chi tiết</title><body><div class=article__title>" + famTitle + ".</div><p>31/07/2020 03:07</p>" + text},
		{"h1 as a subhead", "<title>Chi tiết</title><body><div class=article__title>" + famTitle + "</div><p>31/07/2020 03:07</p>" + strings.Replace(text, "<p>"+famBody[2], "<p>"+famBody[0]+" Xong.</p><p>"+famBody[1]+" Xong.</p><h1>Đề nghị huyện sớm sửa tuyến kè</h1><p>"+famBody[2], 1)},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := New(Options{}).Article(context.Background(), news.Snapshot{URL: "https://a.example.vn/x-1.html", Status: 200, Time: fetched, Body: []byte("<html>" + c.page)}, news.Source{})
			whole(t, a)
			if strings.TrimSuffix(a.Title, ".") != famTitle || !strings.Contains(a.Body, famBody[2]) {
				t.Errorf("title %q, body %q", a.Title, a.Body)
			}
		})
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"Tie\u0302\u0301n": "Tiến", "a\u00a0 b": "a b", "x\u200by\u00adz": "xyz", "\ufeffTin": "Tin", " “Bài ca” – … ": "“Bài ca” – …",
	} {
		if got := clean(in); got != want {
			t.Errorf("clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCanonical(t *testing.T) {
	for _, c := range []struct{ served, rel, og, want string }{
		{"https://baomau.vn/a.html?utm_source=x", "https://www.baomau.vn/a.html", "", "https://www.baomau.vn/a.html"},
		{"https://m.baomau.vn/a.html", "https://baomau.vn/a.html", "", "https://baomau.vn/a.html"},
		{"https://baomau.vn/a.html", "https://khac.vn/a.html", "", "https://baomau.vn/a.html"},
		{"https://baomau.vn/a.html", "https://baomau.vn/", "https://baomau.vn/b.html", "https://baomau.vn/b.html"},
		{"https://baomau.vn/a.html", "/c.html", "", "https://baomau.vn/c.html"},
		{"https://baomau.vn/a.html", "javascript:1", "", "https://baomau.vn/a.html"},
		{"http://127.0.0.1:8080/a.html", "https://baomau.vn/a.html", "", "http://127.0.0.1:8080/a.html"},
		{"", "https://baomau.vn/a.html", "", "https://baomau.vn/a.html"},
		{"", "/a.html", "", ""},
	} {
		if got := canonical(c.served, resolve(c.served, c.rel), resolve(c.served, c.og)); got != c.want {
			t.Errorf("served %q rel %q og %q: %q, want %q", c.served, c.rel, c.og, got, c.want)
		}
	}
	if got := URLOf([]byte(`<meta property="og:url" content="https://baomau.vn/b.html"><link rel="canonical" href="https://baomau.vn/a.html">`)); got != "https://baomau.vn/a.html" {
		t.Error(got)
	}
}

func TestRecord(t *testing.T) {
	snap := news.Snapshot{URL: "https://a.example.vn/x-1.html", Header: http.Header{"Content-Type": {RecordType}}, Time: fetched}
	snap.Body = []byte(`{"url":"https://a.example.vn/x-1.html","title":"` + famTitle + `","lead":"(TTXVN) - ` + famLead + `","body":"` + strings.Join(famBody, `\n\n`) + `","published":"2020-07-31T03:07:00+07:00","byline":"Lê Thảo"}`)
	a := New(Options{}).Article(context.Background(), snap, news.Source{})
	whole(t, a)
	if a.Title != famTitle || a.Body != strings.Join(famBody, "\n") || len(a.Blocks) != 3 || a.Origin != news.FromImport || a.Published.Hour() != 3 || a.Credit != "TTXVN" || len(a.Problems) > 0 {
		t.Errorf("%+v", read(a))
	}
	snap.Body = []byte(`{"title":`)
	if a = New(Options{}).Article(context.Background(), snap, news.Source{}); !has(a, news.ProblemNotHTML) {
		t.Errorf("problems %v", a.Problems)
	}
	whole(t, a)
}

func TestSign(t *testing.T) {
	for text, want := range map[string]signature{
		"Văn Hương- Phương Duyên":       {names: "Văn Hương- Phương Duyên"},
		"NGUYỄN NGHĨA":                  {names: "NGUYỄN NGHĨA"},
		"Tin, ảnh: Lò Thị Ánh":          {names: "Lò Thị Ánh"},
		"Bài và ảnh: Y Thảo Niê, H'Mai": {names: "Y Thảo Niê, H'Mai"},
		"Ảnh: Trịnh Quốc Khởi":          {names: "Trịnh Quốc Khởi", photo: true},
		"Minh An (TTXVN)":               {names: "Minh An", credit: "TTXVN"},
		"Minh An (tổng hợp)":            {names: "Minh An"},
		"Minh An/Báo Bến Mẫu":           {names: "Minh An", credit: "Báo Bến Mẫu"},
		"Theo Hồ Hương":                 {names: "Hồ Hương"},
		"Theo Báo Bến Mẫu":              {credit: "Báo Bến Mẫu"},
		"(Theo TTXVN)":                  {credit: "TTXVN"},
		"Nguồn: TTXVN":                  {credit: "TTXVN"},
		"TTXVN":                         {credit: "TTXVN"},
		"PV":                            {names: "PV"},
		"Tác giả: Chim Én":              {names: "Chim Én"},
	} {
		if got, ok := sign(text); !ok || got != want {
			t.Errorf("sign(%q) = %+v, %v; want %+v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "Hội nghị", "Các đại biểu dự Hội nghị", "THỐNG KÊ TRUY CẬP", "UBND Tỉnh", "Thời sự", "Sở Y Tế", "Làng Mẫu sửa đường.", "Ông Nguyễn Văn An phát biểu", "Cùng chuyên mục", "31/07/2020", "Theo ông An cho biết mọi việc đã xong."} {
		if got, ok := sign(text); ok {
			t.Errorf("sign(%q) = %+v, want none", text, got)
		}
	}
}

func TestText(t *testing.T) {
	story2 := strings.Join(famBody, "\n\n")
	at := func(s string) news.Instant {
		v, err := time.ParseInLocation("2006-01-02T15:04", s, news.ICT)
		if err != nil {
			t.Fatal(err)
		}
		return news.Instant{Time: v}
	}
	for _, c := range []struct {
		name, text             string
		published              news.Instant
		title, lead, byline, p string
		blocks                 int
	}{
		{"provincial", famTitle + "\n\n03:07, 31/07/2020\n\n" + famLead + "\n\n" + famLead + "\n \nBến thuyền làng Mẫu sau bão\nBến thuyền làng Mẫu sau bão\n\n" + story2 + "\n\nLÊ THẢO", news.Instant{}, famTitle, famLead, "LÊ THẢO", "2020-07-31T03:07", 4},
		{"party", "Bài viết\n\n" + famTitle + "\n\n" + famLead + "\n\n" + story2 + "\n\nKim Thảo\n\nAdditional information", news.Instant{}, famTitle, famLead, "Kim Thảo", "", 3},
		{"broadcaster", "Đài Phát thanh và Truyền hình Non Mẫu\n  • Non Mẫu\n    oC\n\n" + famTitle + "\n\n15:22, 13/12/2021\n\n" + famLead + "\n\n" + story2 + "\n\nVăn Hường- Phương Loan\n\n\nÝ kiến bạn đọc", news.Instant{}, famTitle, famLead, "Văn Hường- Phương Loan", "2021-12-13T15:22", 3},
		{"portal", "Tin đối ngoại\n\n" + famTitle + "\nThu, 02/11/2017 10:00 | GMT +7\n" + famLead + "\n\n" + famTitle + "\n\n" + story2 + "\n\nDiệp Hà\n\n\nTHÔNG TIN CẢI CÁCH\n\n\nTHỐNG KÊ TRUY CẬP\n\nTổng số lượt truy cập: 51827387\nSố người đang truy cập: 98", news.Instant{}, famTitle, famLead, "Diệp Hà", "2017-11-02T10:00", 3},
		{"legal", famTitle + "\n\n(BLM) - " + famLead + "\n\n" + famTitle + "\n\n" + story2 + "\n\n" + famTitle + " ảnh 1\n Bến thuyền làng Mẫu nhìn từ trên cao.\n\nCùng chuyên mục\n\nĐọc thêm", news.Instant{}, famTitle, "(BLM) - " + famLead, "", "", 4},
		{"given day wins", famTitle + "\n" + famLead + "\n" + story2, at("2024-05-06T00:00"), famTitle, famLead, "", "2024-05-06T00:00", 3},
		{"tables of pictures", famTitle + "\n09:24, 20/02/2018\n" + famLead + "\n|\nBà con neo lại thuyền. |\n|\n" + story2 + "\nHùng Phong", news.Instant{}, famTitle, famLead, "Hùng Phong", "2018-02-20T09:24", 4},
		{"no title, date first", "09:24, 20/02/2018\n" + famLead + "\n" + story2 + "\nM.Toàn- N.Đức", news.Instant{}, "", famLead, "M.Toàn- N.Đức", "2018-02-20T09:24", 3},
		{"marks of the outlet", "HOTLINE: 0903.000.000 - ĐẶT MUA BÁO\nThời sự\n\n" + famTitle + "\n\nBMO\n\nTrường Nguyên\n\n(BMO) - " + famLead + "\n" + famTitle + " - Ảnh 1.\nBến thuyền làng Mẫu.\n" + story2 + "\nHYTV", news.Instant{}, famTitle, "(BMO) - " + famLead, "Trường Nguyên", "", 4},
		{"related box inside", famTitle + "\n02:09, 20/09/2016\n.\n" + famLead + "\nTIN LIÊN QUAN\nThêm ba tuyến đò được cấp phép chạy đêm\n" + story2 + "\nSa Oanh /VOV-ĐBSCL", news.Instant{}, famTitle, famLead, "Sa Oanh", "2016-09-20T02:09", 3},
		{"title twice", famTitle + "\n\n" + famTitle + "\n\n05/04/2023, 15:08\n\n" + famLead + "\n" + story2 + "\nTheo Báo Bến Mẫu", news.Instant{}, famTitle, famLead, "", "2023-04-05T15:08", 3},
		{"tags below", famTitle + "\n12-04-2024, 11:40\n" + famLead + "\n" + story2 + "\nKim Thảo\nSóc Trăng\nXã hội\nXem thêm", news.Instant{}, famTitle, famLead, "Kim Thảo", "2024-04-12T11:40", 3},
		{"day of the visit above", "RSS Youtube Facebook\nThứ tư 08/07/2020 17:35\n" + famTitle + "\n17:28 | 23/03/2009\n" + famLead + "\n" + story2 + "\nCTV: Lê Thị Thảo.", news.Instant{}, famTitle, famLead, "Lê Thị Thảo", "2009-03-23T17:28", 3},
		{"day behind the title", famTitle + " (07/06/2010)\n" + famLead + "\n" + story2 + "\nT/h: Xuân Chinh (Cán bộ Văn hóa xã Cồn Mẫu)", news.Instant{}, famTitle, famLead, "Xuân Chinh", "2010-06-07T00:00", 3},
		{"capitals", "24/04/2015\nLÀNG MẪU SỬA ĐƯỜNG RA ĐẦM\n" + famLead + "\n" + story2 + "\nTác giả: Đức Thiện - Nguồn: Đức Thiện\nNo comments :\nPost a Comment", news.Instant{}, "LÀNG MẪU SỬA ĐƯỜNG RA ĐẦM", famLead, "Đức Thiện", "2015-04-24T00:00", 3},
		{"bullets", famTitle + "\n  • Cập nhật: 27/08/2019\n  • Lượt xem: 35388 lượt xem\n" + famLead + "\n" + story2 + "\nBan biên tập\nÝ kiến bạn đọc", news.Instant{}, famTitle, famLead, "Ban biên tập", "2019-08-27T00:00", 3},
		{"letter of an official", famTitle + "\n" + famLead + "\n" + story2 + "\nCHỦ TỊCH\nHồ Quang Mẫn", news.Instant{}, famTitle, famLead, "", "", 5},
		{"list of names", famTitle + "\n" + famLead + "\n" + story2 + "\nLê Thị Thảo\nTrần Văn Ngư\nPhan Văn Lợ\nTrịnh Quốc Khởi", news.Instant{}, famTitle, famLead, "", "", 7},
		{"place line", famTitle + "\nĐắk Lắk\n" + famLead + "\n" + story2 + "\nBão đã qua Đắk Lắk.\nKim Thảo", news.Instant{}, famTitle, famLead, "Kim Thảo", "", 4},
		{"no title", famLead + " " + famBody[0] + "\n" + famBody[1], news.Instant{}, "", famLead + " " + famBody[0], "", "", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := Text(c.text, c.published, "")
			whole(t, a)
			p := ""
			if !a.Published.IsZero() {
				p = a.Published.Format("2006-01-02T15:04")
			}
			if a.Title != c.title || a.Lead != c.lead || a.Byline != c.byline || p != c.p || len(a.Blocks) != c.blocks {
				t.Errorf("%+v", read(a))
			}
		})
	}
}
