package coverage

import (
	"context"
	"testing"

	"diembao/news"
)

// TestAsTyped: what has other diacritics is found too, and the answer says how many are as typed.
func TestAsTyped(t *testing.T) {
	d, _ := shelve(t, []news.Article{
		written(1, "Lâm Đồng", "2024-06-05", "Phạt nguội", "Công an phạt nguội ba tài xế."),
		written(2, "Lâm Đồng", "2024-06-06", "Phát quà", "Hội phát quà cho người nghèo."),
		written(3, "Lâm Đồng", "2024-06-07", "Phát gạo", "Xã phát gạo, người dân vui."),
	})
	for _, c := range []struct {
		q           news.Query
		total, want int // want < 0: not counted
	}{
		{news.Query{Text: "phạt nguội"}, 3, 1},
		{news.Query{Text: "phát người"}, 3, 2},
		{news.Query{Text: "phat nguoi"}, 3, -1},
		{news.Query{Text: "phạt nguội", Exact: true}, 1, -1},
		{news.Query{Text: "không có bài nào thế này"}, 0, -1},
		{news.Query{}, 3, -1},
	} {
		got, err := d.Search(context.Background(), c.q)
		if err != nil {
			t.Fatal(err)
		}
		n := -1
		if got.AsTyped != nil {
			n = *got.AsTyped
		}
		if got.Total != c.total || n != c.want {
			t.Errorf("%+v: %d, %d as typed; want %d, %d", c.q, got.Total, n, c.total, c.want)
		}
	}
}
