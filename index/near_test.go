package index

import (
	"fmt"
	"testing"

	"diembao/news"
)

// TestNear: where few articles have all that was asked for, those that lack one part of it come after them, uncounted.
func TestNear(t *testing.T) {
	x := openTest(t, t.TempDir(), testOptions())
	must(t, x.Apply(t.Context(), []Doc{
		doc(1, "2024-01-01", "Bầu cử, hạn hán và du lịch Tây Nguyên", ""),
		doc(2, "2024-01-02", "Hạn hán kéo dài, du lịch Tây Nguyên vắng khách", ""),
		doc(3, "2024-01-03", "Bầu cử ở vùng hạn hán", ""),
		doc(4, "2024-01-04", "Giải bóng chuyền nữ", ""),
	}, nil, 1))
	for _, c := range []struct {
		q    news.Query
		want string
	}{
		{news.Query{Text: "bầu cử hạn hán du lịch Tây Nguyên", Near: true}, "1 [1] near [2]"},
		{news.Query{Text: "bầu cử hạn hán du lịch Tây Nguyên"}, "1 [1] near []"},
		{news.Query{Text: "bầu cử hạn hán du lịch Tây Nguyên", Near: true, Exact: true}, "1 [1] near []"},
		{news.Query{Text: "bầu cử hạn hán du lịch Tây Nguyên", Near: true, Sort: news.ByDate}, "1 [1] near []"},
		{news.Query{Text: "bầu cử hạn hán du lịch Tây Nguyên", Near: true, Count: news.CountStories}, "1 [1] near []"},
		{news.Query{Text: `"bầu cử" "hạn hán" "Tây Nguyên"`, Near: true}, "1 [1] near []"},
		{news.Query{Text: "bóng chuyền", Near: true}, "1 [4] near []"},
		{news.Query{Text: "bầu cử hạn hán du lịch Tây Nguyên", Near: true, Size: 1}, "1 [1] near []"},
		{news.Query{Text: "bầu cử hạn hán du lịch Tây Nguyên", Near: true, Size: 2}, "1 [1] near [2]"},
	} {
		f := find(t, x, c.q)
		if got := fmt.Sprintf("%d %v near %v", f.Total, ids(f), ids(Found{Hits: f.Near})); got != c.want {
			t.Errorf("%+v: %s, want %s", c.q, got, c.want)
		}
	}
}
