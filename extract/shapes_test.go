package extract

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"diembao/news"
)

// TestShapes: the ways in which systems write down a text inside its block.
func TestShapes(t *testing.T) {
	p := func(s string) string { return "<p>" + s + "</p>" }
	all := p(famBody[0]) + p(famBody[1]) + p(famBody[2])
	plain := []string{"paragraph: " + famBody[0], "paragraph: " + famBody[1], "paragraph: " + famBody[2]}
	for _, c := range []struct {
		name, body string
		want       []string
	}{
		{"paragraphs", all, plain},
		{"line breaks", strings.Join(famBody, "<br><br>"), plain},
		{"divisions", "<div>" + strings.Join(famBody, "</div><div>&nbsp;</div><div>") + "</div>", plain},
		{"spans", `<p><span style="x">` + strings.Join(famBody, `</span></p><p><span>`) + "</span></p>", plain},
		{"nested", "<div><div><div>" + p(famBody[0]) + "</div><div>" + p(famBody[1]) + "</div></div></div><div>" + p(famBody[2]) + "</div>", plain},
		{"inline links", strings.Replace(all, "bến", `<a href="/tag/ben">bến</a>`, 1), plain},
		{"words cut by tags", strings.Replace(all, "Theo ông", "Th<b>eo</b> <i>ông</i>", 1), plain},
		{"subheads", p(famBody[0]) + "<h3>Giúp dân đến hết tháng</h3>" + p(famBody[1]) + "<p><strong>Sớm sửa tuyến kè</strong></p>" + p(famBody[2]),
			[]string{plain[0], "heading: Giúp dân đến hết tháng", plain[1], "heading: Sớm sửa tuyến kè", plain[2]}},
		{"list", p(famBody[0]) + "<ul><li>Mua bạt che tạm cho các hộ tốc mái.</li><li>Mua dây neo thuyền.</li></ul>" + p(famBody[1]) + p(famBody[2]),
			[]string{plain[0], "item: Mua bạt che tạm cho các hộ tốc mái.", "item: Mua dây neo thuyền.", plain[1], plain[2]}},
		{"quote", p(famBody[0]) + "<blockquote>Chúng tôi chỉ mong sóng yên để sớm ra khơi.</blockquote>" + p(famBody[1]) + p(famBody[2]),
			[]string{plain[0], "quote: Chúng tôi chỉ mong sóng yên để sớm ra khơi.", plain[1], plain[2]}},
		{"table of data", p(famBody[0]) + "<table><tr><th>Xã</th><th>Nhà tốc mái</th></tr><tr><td><p>Cồn Mẫu</p></td><td><p>73</p></td></tr></table>" + p(famBody[1]) + p(famBody[2]),
			[]string{plain[0], "row: Xã | Nhà tốc mái", "row: Cồn Mẫu | 73", plain[1], plain[2]}},
		{"figure", p(famBody[0]) + "<figure><img src=a><figcaption>Bến thuyền làng Mẫu. Ảnh: Lê Thảo</figcaption></figure>" + p(famBody[1]) + p(famBody[2]),
			[]string{plain[0], "caption: Bến thuyền làng Mẫu. Ảnh: Lê Thảo", plain[1], plain[2]}},
		{"picture table", p(famBody[0]) + "<table><tr><td><img src=a></td></tr><tr><td>Bến thuyền làng Mẫu nhìn từ đầm</td></tr></table>" + p(famBody[1]) + p(famBody[2]),
			[]string{plain[0], "caption: Bến thuyền làng Mẫu nhìn từ đầm", plain[1], plain[2]}},
		{"slanted caption", p(famBody[0]) + `<p align="center"><img src=a></p><p align="center"><em>Bến thuyền làng Mẫu.</em></p>` + p(famBody[1]) + p(famBody[2]),
			[]string{plain[0], "caption: Bến thuyền làng Mẫu.", plain[1], plain[2]}},
		{"related inside", p(famBody[0]) + `<div class="box-tinlienquan"><a href="/1">Giá tôm giống tăng trở lại sau nhiều tuần</a></div><p>&gt;&gt; <a href="/2">Thêm ba tuyến đò được cấp phép chạy đêm</a></p>` + p(famBody[1]) + p(famBody[2]), plain},
		{"advert inside", p(famBody[0]) + `<div id="ads-inpage" class="banner">Mời bạn đọc đặt mua báo in trong tháng này để được giảm giá.</div><script>var a = "x";</script>` + p(famBody[1]) + p(famBody[2]), plain},
		{"hidden", p(famBody[0]) + `<div style="display:none">Thuộc tính ẩn của trang mà bạn đọc không nhìn thấy được.</div>` + p(famBody[1]) + p(famBody[2]), plain},
		{"buttons", p(famBody[0]) + p(famBody[1]) + p(famBody[2]) + "<p>Chia sẻ</p><p>In bài</p><p>Lượt xem: 1.234</p>", plain},
		{"share bar in words", all + `<div>Bình luận (0)</div><div>Gửi bình luận</div>`, plain},
	} {
		t.Run(c.name, func(t *testing.T) {
			page := "<html><head><title>" + famTitle + " - Báo Bến Mẫu</title></head><body><div class=menu><a href=/>Trang chủ</a></div><h1>" + famTitle + "</h1><p>31/07/2020 03:07</p><div class=chitiet>" + c.body + "</div><div class=footer>Báo Bến Mẫu</div></body></html>"
			a := New(Options{}).Article(context.Background(), news.Snapshot{URL: "https://a.example.vn/x-1.html", Status: 200, Time: fetched, Body: []byte(page)}, news.Source{})
			whole(t, a)
			if got := read(a).Blocks; !slices.Equal(got, c.want) || a.Lead != "" || a.Title != famTitle {
				t.Errorf("title %q lead %q\ngot  %s\nwant %s", a.Title, a.Lead, strings.Join(got, "\n     "), strings.Join(c.want, "\n     "))
			}
		})
	}
}

func ExampleExtractor_Article() {
	page := `<html><head><title>Làng Mẫu sửa đường ra đầm - Báo Bến Mẫu</title></head><body><h1>Làng Mẫu sửa đường ra đầm</h1>
		<p>03:07, 31/07/2020</p><p>Sáng nay, bà con làng Mẫu đã cùng bộ đội biên phòng sửa con đường đất ra đầm.</p>
		<p>Con đường dài hai cây số bị sạt trong cơn bão vừa qua và được rải lại đá trong ba ngày.</p><p>Lê Thảo</p></body></html>`
	a := New(Options{}).Article(context.Background(), news.Snapshot{URL: "https://benmau.example.vn/duong.html", Status: 200, Body: []byte(page)}, news.Source{})
	fmt.Println(a.Title)
	fmt.Println(a.Published.Format("2006-01-02 15:04"), a.Origin, a.Byline)
	// Output:
	// Làng Mẫu sửa đường ra đầm
	// 2020-07-31 03:07 line Lê Thảo
}

func ExampleText() {
	a := Text("Bài viết\n\nLàng Mẫu sửa đường ra đầm\n\nSáng 30/7, bà con làng Mẫu đã cùng bộ đội biên phòng sửa con đường đất ra đầm, dựng lại bến thuyền và neo lại bốn mươi chiếc thuyền.\n\nKim Thảo\n\nCùng chuyên mục", news.Instant{}, "")
	fmt.Println(a.Title)
	fmt.Println(a.Byline, a.Published.IsZero())
	// Output:
	// Làng Mẫu sửa đường ra đầm
	// Kim Thảo true
}
