package extract

import (
	"testing"

	"diembao/news"
)

// TestHome: the mark of the outlet, or its name above the headline, tells whose "tỉnh" an article speaks of.
func TestHome(t *testing.T) {
	for _, c := range []struct{ text, province string }{
		{"Bàn việc sửa kè\n12/03/2019 10:00\n(QTO) – Hôm nay, UBND tỉnh họp bàn việc sửa kè. Phó Chủ tịch UBND tỉnh Lê Thảo chủ trì.", "Quảng Trị"},
		{"Bàn việc sửa kè\nLCĐT - Sáng 12/3/2019, UBND tỉnh họp bàn việc sửa kè.", "Lào Cai"},
		{"Bàn việc sửa kè\n(Baohatinh.vn) - Sáng 12/3/2019, UBND tỉnh họp bàn việc sửa kè.", "Hà Tĩnh"},
		{"Đài Phát thanh và Truyền hình Sơn La\nBàn việc sửa kè\n12/03/2019 10:00\nSáng nay, UBND tỉnh họp bàn việc sửa kè.", "Sơn La"},
		{"Bàn việc sửa kè\nSáng 12/3/2019, UBND tỉnh họp bàn việc sửa kè.", ""},
		{"Bàn việc sửa kè\n(TTXVN) - Sáng 12/3/2019, UBND tỉnh họp bàn việc sửa kè.", ""},
	} {
		if a := Text(c.text, news.Instant{}, ""); a.Province.Name != c.province {
			t.Errorf("%q: province %+v, want %q", c.text, a.Province, c.province)
		}
	}
}

// TestBesideSection: a day that a bar sets off from the section, or a counter behind it.
func TestBesideSection(t *testing.T) {
	for _, line := range []string{"Chính trị - Xã hội | 03/11/2020", "Tin đăng ngày: 3/11/2020 - Xem: 245", "November 3, 2020", "Submitted by Ban biên tập on 3 November 2020"} {
		a := Text("Bàn việc sửa kè ven đầm\n"+line+"\nSáng nay, UBND tỉnh Lâm Đồng họp bàn việc sửa kè.", news.Instant{}, "")
		if got := a.Published.Format("2006-01-02"); got != "2020-11-03" {
			t.Errorf("%q: %s", line, got)
		}
	}
}

// TestGlued: a date that copying ran into the first word is the date line; the way through the site is no headline.
func TestGlued(t *testing.T) {
	a := Text("Xét công nhận năm xã về đích\n08/02/2020Chiều nay, ông Lê Thảo - Phó Chủ tịch UBND tỉnh Vĩnh Long chủ trì cuộc họp của Hội đồng thẩm định.", news.Instant{}, "")
	if got := a.Published.Format("2006-01-02"); got != "2020-02-08" || len(a.Dates) != 1 || a.Dates[0].From.String() != got {
		t.Errorf("published %s, dates %+v", got, a.Dates)
	}
	for _, text := range []string{"Mùa xuân\n22/02/2024 21:37Hoa ban đua nở ở vùng cao\n\nTỉnh Lai Châu đón khách.", "Hoa ban đua nở ở vùng cao\nLê Thảo22/02/2024\nTỉnh Lai Châu đón khách."} {
		if a := Text(text, news.Instant{}, ""); a.Published.Format("2006-01-02") != "2024-02-22" {
			t.Errorf("%q: published %v", text, a.Published)
		}
	}
	a = Text("> Tin tức - Sự kiện > Hoạt động > Khai mạc kỳ họp thứ chín của\n\nKhai mạc kỳ họp thứ chín của Hội đồng\n\n07/12/2022\nHôm nay, Hội đồng nhân dân tỉnh Gia Lai khai mạc kỳ họp.", news.Instant{}, "")
	if a.Title != "Khai mạc kỳ họp thứ chín của Hội đồng" || a.Published.Format("2006-01-02") != "2022-12-07" {
		t.Errorf("title %q, published %v", a.Title, a.Published)
	}
}
