package index_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"time"

	"diembao/index"
	"diembao/news"
)

// An index is filled from an archive's change feed and asked in the language of the search box.
func Example() {
	dir, err := os.MkdirTemp("", "index")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	x, err := index.Open(dir, index.Options{Now: func() time.Time { return time.Date(2026, 11, 10, 9, 0, 0, 0, news.ICT) }})
	if err != nil {
		log.Fatal(err)
	}
	defer x.Close()

	ctx := context.Background()
	a := news.Article{ID: 1, Title: "UBND tỉnh họp về chống hạn", Body: "Hồ chứa chỉ còn một phần năm dung tích."}
	if err := x.Apply(ctx, []index.Doc{{Article: a}}, nil, 1); err != nil {
		log.Fatal(err)
	}
	found, err := x.Search(ctx, news.Query{Text: "uy ban nhan dan"})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(found.Total, found.Hits[0].ID, x.Applied())
	for _, m := range index.TitleMarks(found.Query, a.Title) {
		fmt.Println(a.Title[m.Start:m.End])
	}
	// Output:
	// 1 1 1
	// UBND
}
