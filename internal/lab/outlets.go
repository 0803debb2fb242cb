package lab

import "diembao/news"

// newSites are the outlets of the sample, empty.
func newSites() []*site {
	first := news.Day{Year: 2023, Month: 11, Day: 6}
	lastOld := merger.Add(-1)
	sites := []*site{
		{id: "mau-lam-dong", name: "Báo Mẫu Lâm Đồng", short: "BM Lâm Đồng", kind: news.Newspaper, province: "Lâm Đồng", from: first, count: 88, news: 4,
			layout: "bao", dateline: "(BM online) - ", manner: manner{oldTones: true}, validators: "etag", delay: "10ms",
			pens: []string{"KHÁNH VY", "HOÀI MIÊN", "LAM SƠN HẠ", "THẢO NGUYÊN", "ĐĂNG KHÔI", "NGUYỆT QUẾ"}},
		{id: "mau-dak-lak", name: "Trang tin Đảng bộ Mẫu Đắk Lắk", short: "TTĐB Mẫu", kind: news.Portal, province: "Đắk Lắk", from: first, count: 38, news: 1,
			layout: "dang", manner: manner{fullDate: true}, delay: "10ms", pens: []string{"Ea Kim", "Minh Hạ", "Bảo Khuyên", "Tây Phong"}},
		{id: "mau-ha-giang", name: "Đài Phát thanh và Truyền hình Mẫu Hà Giang", short: "Đài Mẫu Hà Giang", kind: news.Broadcaster, province: "Hà Giang", from: first, to: lastOld, count: 46,
			layout: "dai", manner: manner{oldTones: true}, validators: "modified", delay: "10ms", pens: []string{"Mộc Miên", "Văn Sương", "Duyên Hạ", "Cao Nguyên Đá"}},
		{id: "mau-tuyen-quang", name: "Báo và Phát thanh, Truyền hình Mẫu Tuyên Quang", short: "BPTTH Mẫu Tuyên Quang", kind: news.Broadcaster, province: "Hà Giang", from: merger, count: 34, news: 2,
			layout: "dai", validators: "modified", delay: "10ms", pens: []string{"Mộc Miên", "Lô Giang", "Duyên Hạ", "Thanh Tuyền"}},
		{id: "mau-son-la", name: "Cổng thông tin điện tử Mẫu Sơn La", short: "Cổng Mẫu Sơn La", kind: news.Portal, province: "Sơn La", from: first, count: 44, news: 1,
			layout: "cong", manner: manner{zeroes: true}, delay: "10ms", pens: []string{"Diệp Thảo", "Ban Mai", "Hạ Vân", "Mường Sao"}},
		{id: "mau-phap-luat", name: "Báo Pháp luật Mẫu", short: "PLM", kind: news.Newspaper, from: first, count: 58, news: 3,
			layout: "phapluat", dateline: "(PLM) - ", manner: manner{far: true}, validators: "modified", delay: "10ms", pens: []string{"Trúc Lâm Hạ", "An Khê", "Hồng Nhạn", "Phú Thụy"}},
		{id: "mau-ninh-thuan", name: "Báo Mẫu Ninh Thuận", short: "BMNT", kind: news.Newspaper, province: "Ninh Thuận", from: first, to: lastOld, count: 40,
			layout: "legacy", dateline: "(BMNT) ", manner: manner{dashes: true}, delay: "10ms", pens: []string{"Nắng Hạ", "Cát Trắng", "Sơn Hải Vân"}},
		{id: "mau-thong-tan", name: "Thông tấn Mẫu", short: "TTM", kind: news.Agency, from: first, count: 62, news: 4,
			layout: "tan", dateline: "(TTM) - ", manner: manner{far: true}, validators: "etag", delay: "10ms", pens: []string{"Uyên Thư", "Hải Đường", "Vĩnh Tường", "Kiều Thu", "Thiên Di"}},
		{id: "mau-tay-giang", name: "Bản tin Mẫu Tây Giang", short: "BT Tây Giang", kind: news.Portal, province: "Quảng Nam", from: news.Day{Year: 2025, Month: 8, Day: 4}, count: 5,
			layout: "bao", delay: "10ms", pens: []string{"A Lăng Mây", "Gươl Xanh"}},
	}
	for _, s := range sites {
		s.topics = map[string]int{}
	}
	return sites
}
