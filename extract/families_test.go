package extract

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"diembao/news"
)

// The same story in the page of each big content system. %[1]s title, %[2]s lead, %[3]s body paragraphs.
var families = []struct{ name, address, page string }{
	{"vccorp", "https://a.example.vn/lang-mau-sua-duong-196260307071308923.htm", `<head><title>%[1]s</title><meta property="og:title" content="%[1]s"><meta property="article:published_time" content="2020-07-31T03:07:00&#x2B;07:00"></head><body>
		<div class="header__top-flex"><span class="time-now">Chủ nhật, 22/11/2026</span></div><div class="detail__main"><h1 class="detail-title" data-role="title">%[1]s</h1>
		<div class="detail-info"><p class="name" data-role="author">Lê Thảo</p><time data-role="publishdate">31/07/2020 03:07 GMT+7</time></div>
		<h2 class="detail-sapo" data-role="sapo">%[2]s</h2><div class="detail-content afcbc-body" data-role="content">%[3]s
		<div class="VCSortableInPreviewMode link-content-footer"><div class="kbwscwl-relatedbox"><ul><li><h4><a href="/x">Thêm ba tuyến đò được cấp phép chạy đêm</a></h4></li></ul></div></div></div></div>`},
	{"hemera", "https://b.example.vn/lang-mau-sua-duong-post1.html", `<head><title>%[1]s | Báo Bến Mẫu</title><meta property="article:published_time" content="2020-07-31T03:07:00+0700"></head><body><header class="site-header"><time datetime="2026-11-22">22/11/2026</time></header>
		<h1 class="article__title">%[1]s</h1><div class="article__meta"><time datetime="2020-07-31T03:07:00+0700">31/07/2020 03:07</time></div><div class="article__sapo">%[2]s</div>
		<div class="article__body cms-body" itemprop="articleBody">%[3]s</div><div class="article__author"><span>Lê Thảo</span></div>`},
	{"yyyymm", "http://c.example.vn/xa-hoi/202007/lang-mau-sua-duong-2986123/", `<head><title>%[1]s - Báo Bến Mẫu điện tử</title></head><body><div id="today">Chủ nhật, 22/11/2026</div><div class="detail"><div class="title">%[1]s</div>
		<div class="date">Cập nhật lúc 03:07, Thứ Sáu, 31/07/2020 (GMT+7)</div><div class="content"><p><strong>%[2]s</strong></p>%[3]s<p><b>Lê Thảo</b></p></div></div><div class="other-news"><a href="/1">Giá tôm giống tăng trở lại sau nhiều tuần</a> (30/07/2020)</div>`},
	{"content-fck", "https://d.example.vn/lang-mau-sua-duong-a12.html", `<head><title>%[1]s</title><meta name="pubdate" content="2020-07-31"></head><body><div id="newscontents"><h1>%[1]s</h1><span class="pubdate">31/07/2020 - 03:07</span>
		<div class="content-fck"><p class="lead">%[2]s</p>%[3]s<p>LÊ THẢO</p></div></div>`},
	{"onecms", "https://e.example.vn/lang-mau-sua-duong-123.html", `<head><title>%[1]s</title><meta property="article:published_time" content="2020-07-31T03:07:00+07:00"></head><body><div class="c-header"><h2>Báo Bến Mẫu</h2></div><h1 class="c-detail-head__title">%[1]s</h1>
		<article class="entry"><h2>%[2]s</h2><div class="b-maincontent">%[3]s</div><p class="author">Lê Thảo</p></article><div class="comments"><p>Bạn đọc Tám (01/08/2020 10:00): Mong bến thuyền sớm xong để bà con ra khơi, cảm ơn các chú bộ đội đã giúp dân rất nhiều.</p></div>`},
	{"content-detail", "https://f.example.vn/lang-mau-sua-duong-77.html", `<head><title>%[1]s</title></head><body><ul class="breadcrumb"><li>22/11/2026</li></ul><h1>%[1]s</h1><div>Thứ Sáu, 31/07/2020 | 03:07</div><div id="content-detail"><p><strong>%[2]s</strong></p>%[3]s<p style="text-align:right">Tin, ảnh: Lê Thảo</p></div>`},
	{"vnpt", "https://g.example.vn/tin/lang-mau", `<head><title>Cổng thông tin điện tử</title></head><body><form><table><tr><td><div class="ArticleHeader">%[1]s</div><div class="PostDate">31/07/2020 03:07</div><div class="ArticleContent"><div><b>%[2]s</b></div>%[3]s<div>Lê Thảo</div></div></td><td>Tổng số lượt truy cập: 12345</td></tr></table></form>`},
	{"liferay", "https://h.example.vn/web/guest/-/lang-mau", `<head><title>Làng Mẫu - Cổng thông tin điện tử</title></head><body><h2 class="news-title">%[1]s</h2><span class="title meta-data-date">31/07/2020 03:07</span><div class="journal-content-article"><div class="article-summary">%[2]s</div><div>%[3]s</div><p>Lê Thảo</p></div>`},
	{"sharepoint", "https://i.example.vn/Pages/lang-mau.aspx", `<head><title>lang-mau</title></head><body><form><div class="tieude">%[1]s</div><div class="ngaydang">Ngày đăng: 31/07/2020 03:07</div><div class="ms-rtestate-field"><p><strong>%[2]s</strong></p>%[3]s<p>Lê Thảo</p></div></form>`},
	{"vietnamnet", "https://j.example.vn/lang-mau-2495349.html", `<head><title>%[1]s</title></head><body><div class="bread-crumb-detail"><div class="bread-crumb-detail__time">Thứ Sáu, 31/07/2020 - 03:07</div></div><h1 class="content-detail-title">%[1]s</h1><div class="article-detail-author__info"><a href="/tac-gia">Lê Thảo</a></div>
		<h2 class="content-detail-sapo">%[2]s</h2><div id="maincontent" class="maincontent main-content">%[3]s</div>`},
	{"wordpress", "https://k.example.vn/lang-mau/", `<head><title>%[1]s &#8211; Báo Bến Mẫu</title></head><body class="single has-sidebar"><article class="post"><h1 class="entry-title">%[1]s</h1><time class="entry-date published" datetime="2020-07-31T03:07:00+07:00">31 Tháng Bảy, 2020</time>
		<div class="entry-content"><p><strong>%[2]s</strong></p>%[3]s<p>Lê Thảo</p><div class="sharedaddy share">Chia sẻ</div></div></article><aside class="widget"><h3>Bài mới</h3></aside>`},
	{"plain", "https://l.example.vn/tin/lang-mau.html", `<head><title>%[1]s</title></head><body><div class="x1">Trang chủ | Tin tức</div><div class="x2"><div class="x3">%[1]s</div><div class="x4">03:07 ngày 31/7/2020</div><div class="x5"><b>%[2]s</b></div>%[3]s<div class="x7">Lê Thảo</div></div>`},
}

const (
	famTitle = "Làng Mẫu sửa lại con đường ra đầm"
	famLead  = "Sau cơn bão, bà con làng Mẫu đã cùng bộ đội biên phòng sửa con đường đất ra đầm và dựng lại bến thuyền."
)

var famBody = []string{
	"Theo ông Phan Văn Lợ, Chủ tịch UBND xã Cồn Mẫu, bão làm tốc mái 73 căn nhà và cuốn trôi gần hai trăm mét kè; xã đã xuất quỹ dự phòng mua bạt và dây neo.",
	"Đồn trưởng Đồn Biên phòng Cửa Mẫu Trịnh Quốc Khởi cho biết đơn vị sẽ ở lại giúp dân đến hết tháng, ưu tiên những nhà neo đơn và các lớp học bị ngập.",
	"Trong những ngày tới, xã tiếp tục vận động các chủ vựa cho mượn máy nổ, đồng thời đề nghị huyện sớm sửa tuyến kè để bà con yên tâm ra khơi.",
}

func TestFamilies(t *testing.T) {
	e := New(Options{})
	for _, f := range families {
		t.Run(f.name, func(t *testing.T) {
			html := "<!DOCTYPE html><html>" + fmt.Sprintf(f.page, famTitle, famLead, "<p>"+strings.Join(famBody, "</p>\n<p>")+"</p>") +
				`<div class="footer">Giấy phép số 12/GP-BTTTT ngày 05/01/2015. Tổng biên tập: Tô Văn Hạc</div></body></html>`
			a := e.Article(context.Background(), news.Snapshot{URL: f.address, FinalURL: f.address, Status: 200, Time: fetched, Body: []byte(html)}, news.Source{})
			whole(t, a)
			if a.Title != famTitle {
				t.Errorf("title %q", a.Title)
			}
			if a.Lead != famLead {
				t.Errorf("lead %q", a.Lead)
			}
			if a.Body != strings.Join(famBody, "\n") {
				t.Errorf("body %q", a.Body)
			}
			if a.Byline != "Lê Thảo" && a.Byline != "LÊ THẢO" {
				t.Errorf("byline %q", a.Byline)
			}
			if got := a.Published.Format("2006-01-02T15:04"); got != "2020-07-31T03:07" {
				t.Errorf("published %s by %s", got, a.Origin)
			}
			if len(a.Problems) > 0 {
				t.Errorf("problems %v", a.Problems)
			}
		})
	}
}

func TestProfile(t *testing.T) {
	page := `<html><head><title>Trang tin</title></head><body><div class="a">` + famTitle + `</div><div class="b">31/07/2020 03:07</div><div class="c">` + famLead + `</div><div class="d"><p>` +
		strings.Join(famBody, "</p><p>") + `</p><p class="x">Mời bạn đọc tải ứng dụng của báo để đọc tin nhanh hơn mỗi ngày.</p></div><div class="e">Bút danh Chim Én</div></body></html>`
	src := news.Source{ID: "mau", Name: "Báo Bến Mẫu", Select: news.Selectors{Title: ".a", Published: ".b", Lead: ".c", Body: ".d", Byline: ".e", Remove: []string{".x"}}}
	snap := news.Snapshot{URL: "https://a.example.vn/x.html", Status: 200, Time: fetched, Body: []byte(page)}
	a := New(Options{}).Article(context.Background(), snap, src)
	whole(t, a)
	if a.Title != famTitle || a.Lead != famLead || a.Body != strings.Join(famBody, "\n") || a.Byline != "Bút danh Chim Én" || a.Method != "profile" || a.Origin != news.FromProfile || a.Published.Hour() != 3 {
		t.Errorf("%+v", read(a))
	}
	src.Select.Body = ".c"
	snap.Body = []byte(strings.Replace(page, famLead, famLead+famLead+famLead, 1))
	if a = New(Options{}).Article(context.Background(), snap, src); !has(a, news.ProblemDisagree) {
		t.Errorf("a profile that misses the body is not reported: %v", a.Problems)
	}
}

func TestCheckSelectors(t *testing.T) {
	if err := CheckSelectors(news.Selectors{Title: "h1.title, .x > p:first-child", Remove: []string{"div[class^=ad]"}}); err != nil {
		t.Error(err)
	}
	for _, s := range []news.Selectors{{Title: "h1["}, {Body: "div >"}, {Remove: []string{"p", ".a:nope"}}} {
		err := CheckSelectors(s)
		if !errors.Is(err, news.ErrInvalid) || !strings.Contains(err.Error(), "extract: select.") {
			t.Errorf("%+v: %v", s, err)
		}
	}
}
