package digest_test

import (
	"fmt"
	"os"
	"time"

	"diembao/coverage/digest"
	"diembao/news"
)

// A story of one article, written for a terminal.
func ExampleCompose() {
	day := news.Day{Year: 2024, Month: 6, Day: 5}
	article := news.Article{ID: 1, Source: "mau", URL: "https://mau.example/1", Title: "Trồng rừng ven sông",
		Lead: "Sáng 5/6, tỉnh phát động trồng rừng ven sông.", Published: news.Instant{Time: day.Time().Add(8 * time.Hour)}}
	outlet := news.Source{ID: "mau", Name: "Báo Mẫu", Kind: news.Newspaper, Province: "Lâm Đồng"}
	stories := []digest.Story{{ID: 1, Reports: []digest.Report{{Article: article, Outlet: outlet, In: true}}}}
	byName := func(o news.Official, _ *news.Article) string { return o.Name }

	d := digest.Compose(digest.Request{Query: news.Query{Province: "Lâm Đồng", From: day, To: day}}, stories, byName)
	if err := digest.Write(os.Stdout, digest.Markdown, d, "vi"); err != nil {
		fmt.Println(err)
	}
	// Output:
	// # Điểm báo tỉnh Lâm Đồng
	//
	// Ngày 05/06/2024
	//
	// ## Tổng quan
	//
	// - 1 bài, gộp thành 1 tin, của 1 nguồn.
	// - Tin nhiều báo đưa đứng trước, rồi theo thời gian.
	// - Của tỉnh, thành này: 1 bài (100,0%), 1 nguồn
	//
	// ## Tin trong kỳ (1 tin)
	//
	// ### 1. [Trồng rừng ven sông](<https://mau.example/1>)
	//
	// Sáng 5/6, tỉnh phát động trồng rừng ven sông.
	//
	// - **Nguồn đưa tin:** 08:00, 05/06/2024 · [Báo Mẫu](<https://mau.example/1>)
}
