package extract

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"diembao/news"
)

// page80 is a made page of 80 KB: a provincial layout whose menus, boxes and scripts outweigh a story of 3 KB as they
// do on real ones.
func page80(b *testing.B) []byte {
	raw, err := os.ReadFile(filepath.Join("testdata", "pages", "legal.html"))
	if err != nil {
		b.Fatal(err)
	}
	var box strings.Builder
	for i := 0; box.Len() < 66<<10; i++ {
		fmt.Fprintf(&box, `<li class="item item-%d"><div class="thumb"><a href="/tin/%d.html"><img src="/i/%d.jpg" width="120" height="80"></a></div><h4 class="name"><a href="/tin/%d.html" title="Tin số %d">Thêm bến thuyền thứ %d được nâng cấp trước mùa mưa</a></h4></li>`+"\n", i%7, i, i, i, i, i)
	}
	page := strings.Replace(string(raw), "</article>", "</article><div class=\"list-news\"><ul>"+box.String()+"</ul></div>", 1)
	return []byte(strings.Replace(page, `<figure><img src="b.jpg">`, strings.Repeat("<p>"+strings.Join(famBody, " ")+"</p>", 4)+`<figure><img src="b.jpg">`, 1))
}

// savedPages are pages as outlets serve them, where there are any.
func savedPages(b *testing.B) (pages []string) {
	files, _ := filepath.Glob("../../shared/pages/*/*.html")
	for _, file := range files {
		page, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		pages = append(pages, string(page))
	}
	return pages
}

func BenchmarkPage(b *testing.B) {
	page := page80(b)
	address := "https://baoluatmau.example.vn/cong-tac-hoa-giai-co-so-vung-chiem-trung-post330021.html"
	e := New(Options{})
	for _, p := range append([]string{string(page)}, savedPages(b)...) {
		b.Run(fmt.Sprintf("html.Parse %d KB", len(p)>>10), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := html.Parse(strings.NewReader(p)); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("trimmed %d KB", len(p)>>10), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if root, _ := e.parse(p, &profile{reads: readAttributes}, &news.Article{}); root == nil {
					b.Fatal("no tree")
				}
			}
		})
	}
	b.Run("Article", func(b *testing.B) {
		b.SetBytes(int64(len(page)))
		b.ReportAllocs()
		for b.Loop() {
			if a := e.Article(context.Background(), news.Snapshot{URL: address, FinalURL: address, Status: 200, Time: fetched, Body: page}, news.Source{}); a.Body == "" {
				b.Fatal(a.Problems)
			}
		}
	})
	b.Run("Article with profile", func(b *testing.B) {
		src := news.Source{Select: news.Selectors{Title: ".article__title", Body: ".article__body", Published: ".article__meta"}}
		b.SetBytes(int64(len(page)))
		b.ReportAllocs()
		for b.Loop() {
			if a := e.Article(context.Background(), news.Snapshot{URL: address, FinalURL: address, Status: 200, Time: fetched, Body: page}, src); a.Method != "profile" {
				b.Fatal(a.Problems)
			}
		}
	})
}
