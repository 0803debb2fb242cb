package extract

import (
	"context"
	"strings"
	"testing"

	"diembao/news"
)

// TestAuthors: where pages without marks put who wrote, and what stands there that is nobody.
func TestAuthors(t *testing.T) {
	text := "<p>" + strings.Join(famBody, "</p><p>") + "</p>"
	for _, c := range []struct{ name, below, end, byline, credit, last string }{
		{"beside the date", "31/07/2020 15:07 | Lê Thảo", "", "Lê Thảo", "", famBody[2]},
		{"before the date", "Lê Thảo - Thứ Sáu, 31/07/2020 15:07", "", "Lê Thảo", "", famBody[2]},
		{"a province beside the date", "Cà Mau | 31/07/2020 15:07", "", "", "", famBody[2]},
		{"a district beside the date", "Năm Căn | 31/07/2020 15:07", "", "", "", famBody[2]},
		{"a district of then beside the date", "Buôn Đôn | 31/07/2020 15:07", "", "", "", famBody[2]},
		{"a section beside the date", "Thời Sự | 31/07/2020 15:07", "", "", "", famBody[2]},
		{"done by", "31/07/2020 15:07", "<p>Nhóm P.V thực hiện</p>", "Nhóm P.V", "", famBody[2]},
		{"noted by", "31/07/2020 15:07", "<p><b>Lê Thảo lược ghi</b></p>", "Lê Thảo", "", famBody[2]},
		{"name and source", "31/07/2020 15:07", "<p>Lê Thảo Theo Báo Mẫu</p>", "Lê Thảo", "Báo Mẫu", famBody[2]},
		{"who the author is", "31/07/2020 15:07", "<p><b>Lê Thảo</b></p><p>Lê Thảo là phóng viên của Báo Mẫu từ năm 2010, chuyên viết về biển đảo.</p>", "Lê Thảo", "", famBody[2]},
		{"invitations", "31/07/2020 15:07", "<p>* Mời quý độc giả theo dõi các chương trình của Đài Mẫu!</p><p>Mời bạn đọc xem thêm video:</p>", "", "", famBody[2]},
	} {
		t.Run(c.name, func(t *testing.T) {
			page := "<html><head><title>" + famTitle + "</title></head><body><h1>" + famTitle + "</h1><div>" + c.below + "</div><div class=x>" + text + c.end + "</div></body></html>"
			a := New(Options{}).Article(context.Background(), news.Snapshot{URL: "https://a.example.vn/x-1.html", Status: 200, Time: fetched, Body: []byte(page)}, news.Source{})
			whole(t, a)
			if a.Byline != c.byline || a.Credit != c.credit || !strings.HasSuffix(a.Body, c.last) || a.Published.Format("2006-01-02T15:04") != "2020-07-31T15:07" {
				t.Errorf("byline %q, credit %q, published %s, body ends %q", a.Byline, a.Credit, a.Published, a.Body[max(0, len(a.Body)-200):])
			}
		})
	}
}
