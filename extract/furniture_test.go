package extract

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"diembao/news"
)

// TestTextFurniture reads one story as readers copy it off pages whose heads and ends differ: {t} is the headline, {b} the text.
// Neither the furniture nor the day of the visit may enter the article.
func TestTextFurniture(t *testing.T) {
	const title = "Sơ kết công tác phòng, chống thiên tai sáu tháng đầu năm"
	body := []string{
		"Sáng 12/6, UBND tỉnh tổ chức hội nghị sơ kết công tác phòng, chống thiên tai sáu tháng đầu năm. Đồng chí Lê Văn Mẫn, Phó Chủ tịch UBND tỉnh chủ trì hội nghị.",
		"Theo báo cáo của Sở Nông nghiệp, từ đầu năm đến nay trên địa bàn xảy ra bốn đợt mưa lũ, làm hư hỏng 120 ngôi nhà và nhiều tuyến đường liên xã, thiệt hại hơn 30 tỷ đồng.",
		"Phát biểu kết luận, đồng chí Phó Chủ tịch UBND tỉnh yêu cầu các địa phương rà soát phương án di dời dân ở những vùng có nguy cơ sạt lở, bảo đảm an toàn tuyệt đối.",
	}
	for name, c := range map[string]struct{ page, day string }{
		"reading aids":        {"Trang chủ Chính trị\n22:04 | 12/06/2018 GMT+7\n\n{t}\n\naa\n{b}", "2018-06-12"},
		"print button":        {"{t}\n\nThứ năm - 12/06/2021 10:20\n  • In ra\n{b}\nTổng số điểm của bài viết là: 0 trong 0 đánh giá", "2021-06-12"},
		"answer box":          {"{t}\n12/06/2020\n{b}\n\nTrả lời\n\nEmail của bạn sẽ không được hiển thị công khai.", "2020-06-12"},
		"empty comments":      {"{t}\n\n12/06/2020 10:00\n{b}\nÝ kiến ()", "2020-06-12"},
		"vote":                {"{t}\n\n12/06/2020 10:00\n{b}\nBình chọn:\nXem với cỡ chữ", "2020-06-12"},
		"link to another":     {"{t}\n\n12/06/2020 10:00\n{b}\n>> Tăng cường hợp tác giữa hai huyện Mẫu và Thử", "2020-06-12"},
		"names of files":      {"Skip to main content\n\n{t}\n\nTin tức - Sự kiện\n{t}\nIMG_0184.jpg\n.jpg)\n{b}", ""},
		"masthead with hours": {"Thứ hai, 15/09/2025 - 12:40\nHotline: (02133) 878 436 Mail tòa soạn\n\n{t}\n\n{b}", ""},
		"calendar":            {"Thứ hai, 15/09/2025\n\n{t}\n\n{b}", ""},
		"calendar and day":    {"Thứ hai, 15/09/2025\n\n{t}\n\n12/06/2020 10:00\n{b}", "2020-06-12"},
		"day above":           {"Ngày 12-06-2015\n{t}\n\n{b}", "2015-06-12"},
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.NewReplacer("{t}", title, "{b}", strings.Join(body, "\n\n")).Replace(c.page)
			a := Text(text, news.Instant{}, "")
			whole(t, a)
			if a.Title != title {
				t.Errorf("title %q", a.Title)
			}
			if got := strings.TrimSpace(a.Lead + "\n" + a.Body); got != strings.Join(body, "\n") {
				t.Errorf("text %q", got)
			}
			if got := stamp(a.Published, "2006-01-02"); got != c.day {
				t.Errorf("published %q, want %q", got, c.day)
			}
		})
	}
}

// TestCaptionAboveTheHeadline has pages that show the first picture before the headline.
func TestCaptionAboveTheHeadline(t *testing.T) {
	const title = "Hội đồng nhân dân bầu bổ sung hai chức danh"
	for _, caption := range []string{
		"Ông Lê Văn Mẫn (bìa trái) và ông Trần Thử (bìa phải).",
		"Ông Lê Văn Mẫn (thứ hai từ trái sang) nhận hoa chúc mừng",
		"Người dân thôn Mẫu dọn dẹp đường làng sau đợt mưa lớn kéo dài. Ảnh Internet",
	} {
		text := caption + "\n\n" + caption + "\n\n" + title + "\n\nChiều 7/12, Hội đồng nhân dân xã tổ chức kỳ họp thứ ba và bỏ phiếu bầu bổ sung hai chức danh còn thiếu của Ủy ban nhân dân xã trong nhiệm kỳ này."
		if a := Text(text, news.Instant{}, ""); a.Title != title {
			t.Errorf("title %q under caption %q", a.Title, caption)
		}
	}
}

// TestInsideAndBelow has links to other articles between the paragraphs and the day of publication below them, in the
// block that lists other articles as well.
func TestInsideAndBelow(t *testing.T) {
	paragraphs := []string{
		"Sáng 12/6, UBND tỉnh tổ chức hội nghị sơ kết công tác phòng, chống thiên tai sáu tháng đầu năm tại xã Cồn Mẫu.",
		"Theo báo cáo của Sở Nông nghiệp, từ đầu năm đến nay trên địa bàn xảy ra bốn đợt mưa lũ, làm hư hỏng 120 ngôi nhà và nhiều tuyến đường liên xã.",
		"Phát biểu kết luận, lãnh đạo UBND tỉnh yêu cầu các địa phương rà soát phương án di dời dân ở những vùng có nguy cơ sạt lở.",
		"Trước đó, đoàn công tác của tỉnh đã kiểm tra thực tế tuyến đường bị sạt lở tại xã và thăm hỏi các gia đình bị thiệt hại.",
	}
	page := `<html><head><title>Sơ kết công tác phòng, chống thiên tai</title></head><body><div id="main"><h2>Sơ kết công tác phòng, chống thiên tai</h2>
<p>` + paragraphs[0] + `</p><p>` + paragraphs[1] + `</p><p><a href="/x">&gt;&gt; Hội Nông dân tập huấn trồng cây ăn quả cho hội viên</a></p>
<p>` + paragraphs[2] + `</p><p><strong>Xem thêm: <a href="/y">Huyện Mẫu khánh thành trường mầm non</a></strong></p><p>` + paragraphs[3] + `</p>
<p align="right"><i>Ngày đăng: 12/06/2014 08:12</i></p><div><a href="#">In</a> | <a href="#">Gửi bạn bè</a> | <a href="#">Về đầu trang</a></div>
<div><b>Các tin khác</b><ul><li><a href="/t1">Khai mạc giải bóng đá thanh niên các xã vùng cao năm nay</a> (09/06/2014)</li>
<li><a href="/t2">Lãnh đạo tỉnh thăm và làm việc tại xã biên giới Mẫu Thượng</a> (08/06/2014)</li></ul></div></div></body></html>`
	const url = "http://mau.example/tin-tuc/12"
	a := New(Options{}).Article(context.Background(), news.Snapshot{URL: url, FinalURL: url, Status: 200, Time: fetched, Body: []byte(page)}, news.Source{})
	whole(t, a)
	if got := strings.TrimSpace(a.Lead + "\n" + a.Body); got != strings.Join(paragraphs, "\n") {
		t.Errorf("text %q", got)
	}
	if got := stamp(a.Published, "2006-01-02T15:04"); got != "2014-06-12T08:12" {
		t.Errorf("published %q", got)
	}
}

// TestShortReports reads a report of a lead and one sentence in the page of each content system: broadcasters print many.
func TestShortReports(t *testing.T) {
	const rest = "Lễ khánh thành con đường sẽ diễn ra vào tuần tới."
	files, err := filepath.Glob(filepath.Join("testdata", "families", "*.html"))
	if err != nil || len(files) == 0 {
		t.Fatal("no families: ", err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		address, page, _ := strings.Cut(string(raw), "\n")
		address = strings.Trim(address, "<!-> ")
		page = strings.NewReplacer("{{title}}", famTitle, "{{lead}}", famLead, "{{body}}", "<p>"+rest+"</p>").Replace(page)
		a := New(Options{}).Article(context.Background(), news.Snapshot{URL: address, FinalURL: address, Status: 200, Time: fetched, Body: []byte(page)}, news.Source{})
		if got := strings.TrimSpace(a.Lead + "\n" + a.Body); a.Title != famTitle || got != famLead+"\n"+rest {
			t.Errorf("%s: %q, %q %v", filepath.Base(file), a.Title, got, a.Problems)
		}
	}
}

// TestKicker has pages that state no title of their own and show a line of a topic over the headline.
func TestKicker(t *testing.T) {
	const title = "Làng Mẫu sơ kết công tác thủy lợi sáu tháng đầu năm"
	for _, head := range []string{"<h4>" + title + "</h4>", "<div>" + title + "</div>", "<div><b>" + title + "</b></div>"} {
		page := `<html><head><title>Chi tiết tin</title></head><body><div><div class="kicker">Phòng, chống thiên tai</div>` + head + `<div>12/06/2014 08:12</div><p>` +
			strings.Join(famBody, "</p><p>") + `</p></div></body></html>`
		const url = "http://mau.example/tin-tuc/12"
		a := New(Options{}).Article(context.Background(), news.Snapshot{URL: url, FinalURL: url, Status: 200, Time: fetched, Body: []byte(page)}, news.Source{})
		if a.Title != title {
			t.Errorf("%s: title %q", head, a.Title)
		}
	}
}

// TestMenuAbove has copies of whole pages, menu and all, over a headline that is long or as short as an item.
func TestMenuAbove(t *testing.T) {
	items := strings.Split("Trang chủ|Chính trị|Đưa nghị quyết của Đảng vào cuộc sống|Xã hội|Giáo dục|Y tế sức khỏe|Nông thôn mới|Kinh tế|Thuế và cuộc sống|Thể thao|Pháp luật", "|")
	for name, menu := range map[string]string{
		"bullets":   "Thứ hai, 15/09/2025 - 12:40\nHotline: (02133) 878 436 Mail tòa soạn\n  • " + strings.Join(items, "\n    • "),
		"plain":     strings.Join(items, "\n"),
		"one line":  strings.Join(items, " "),
		"with bars": strings.Join(items, " | "),
	} {
		for _, title := range []string{famTitle, "Sửa đường ra đầm"} {
			for _, date := range []string{"", "12/06/2020 10:00\n", "12/06/2020 10:00\nLượt xem: 120\n"} {
				a := Text(menu+"\n\n"+title+"\n"+date+famLead+"\n"+strings.Join(famBody, "\n"), news.Instant{}, "")
				if got := a.Lead + "\n" + a.Body; a.Title != title || got != famLead+"\n"+strings.Join(famBody, "\n") || a.Published.IsZero() != (date == "") {
					t.Errorf("%s, %q, %q: title %q, published %s, text %q", name, title, date, a.Title, a.Published, got)
				}
			}
		}
	}
}
