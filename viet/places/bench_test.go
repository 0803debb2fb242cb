package places

import (
	"strings"
	"testing"

	"diembao/news"
	"diembao/viet"
)

// article is about 3 KB of our own.
var article = viet.Text{
	Title: "Lâm Đồng: Sơ kết công tác dân vận 6 tháng đầu năm",
	Lead:  "Sáng 15/7, Ban Dân vận Tỉnh ủy Lâm Đồng tổ chức hội nghị sơ kết công tác dân vận.",
	Body: strings.Repeat(`Đồng chí Nguyễn Thái Bình, Phó Bí thư Thường trực Tỉnh ủy Lâm Đồng, chủ trì hội nghị tại TP Đà Lạt.
Theo báo cáo, các huyện Đức Trọng, Lâm Hà, Di Linh và Đam Rông đã vận động nhân dân hiến đất làm đường. Tại xã Tân Văn,
huyện Lâm Hà, nhiều hộ dân góp công, góp của. Tỉnh cũng kết nối với TP Hồ Chí Minh, Cần Thơ, Ninh Thuận và Bình Thuận
để tiêu thụ nông sản, mở rộng hợp tác với tỉnh Mondulkiri (Campuchia) và các tỉnh Nam Lào. Thời gian tới, cấp ủy các cấp tiếp
tục quan tâm chỉ đạo, nâng cao chất lượng, hiệu quả công tác dân vận của cả hệ thống chính trị trên địa bàn tỉnh.
`, 4),
}

func BenchmarkFind(b *testing.B) {
	ctx := Context{Published: news.Day{Year: 2020, Month: 7, Day: 15}, Province: "Lâm Đồng"}
	b.SetBytes(int64(len(article.Title) + len(article.Lead) + len(article.Body)))
	b.ReportAllocs()
	for b.Loop() {
		Find(article, ctx)
	}
}

func BenchmarkScan(b *testing.B) {
	var s scanner
	var cut viet.Cut
	var words []word
	b.SetBytes(int64(len(article.Body)))
	b.ReportAllocs()
	for b.Loop() {
		cut.Read(article.Body)
		words = s.scan(words[:0], &cut)
	}
}

func BenchmarkLarge(b *testing.B) {
	doc := viet.Text{Body: strings.Repeat(article.Body, 300)}
	b.SetBytes(int64(len(doc.Body)))
	for b.Loop() {
		Find(doc, Context{})
	}
}

// BenchmarkIndex builds the table of names anew; the gazetteer is loaded before.
func BenchmarkIndex(b *testing.B) {
	index()
	b.ReportAllocs()
	for b.Loop() {
		build()
	}
}
