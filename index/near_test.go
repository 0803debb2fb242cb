package index

import (
	"fmt"
	"strings"
	"testing"

	"diembao/news"
)

// TestNear: where few articles have all that was asked for, those that lack one part of it come after them, uncounted; one
// that is about the rest stands above a hit that has all of it by the way.
func TestNear(t *testing.T) {
	x := openTest(t, t.TempDir(), testOptions())
	must(t, x.Apply(t.Context(), []Doc{
		doc(1, "2024-01-01", "Bầu cử, hạn hán và du lịch Tây Nguyên", ""),
		doc(2, "2024-01-02", "Hạn hán kéo dài, du lịch Tây Nguyên vắng khách", ""),
		doc(3, "2024-01-03", "Bầu cử ở vùng hạn hán", ""),
		doc(4, "2024-01-04", "Giải bóng chuyền nữ", ""),
		doc(5, "2024-01-05", "Thị trấn Phố Mẫu xây chợ nổi", "Chợ nổi Phố Mẫu mở lại vào mùa nước."),
		doc(6, "2024-01-06", "Tin trong ngày", "Phố Mẫu đón khách. Giá vàng tăng. Chợ nổi vắng. Lũ về muộn, "+strings.Repeat("trời nhiều mây, có mưa rải rác vài nơi. ", 30)),
	}, nil, 1))
	for _, c := range []struct {
		q    news.Query
		want string
	}{
		{news.Query{Text: "bầu cử hạn hán du lịch Tây Nguyên", Near: true}, "1 [1] near [2 above 1 without bầu cử]"},
		{news.Query{Text: "bầu cử hạn hán du lịch Tây Nguyên"}, "1 [1] near []"},
		{news.Query{Text: "bầu cử hạn hán du lịch Tây Nguyên", Near: true, Exact: true}, "1 [1] near []"},
		{news.Query{Text: "bầu cử hạn hán du lịch Tây Nguyên", Near: true, Sort: news.ByDate}, "1 [1] near []"},
		{news.Query{Text: "bầu cử hạn hán du lịch Tây Nguyên", Near: true, Count: news.CountStories}, "1 [1] near []"},
		{news.Query{Text: `"bầu cử" "hạn hán" "Tây Nguyên"`, Near: true}, "1 [1] near []"},
		{news.Query{Text: "bóng chuyền", Near: true}, "1 [4] near []"},
		{news.Query{Text: "bầu cử AND hạn hán AND du lịch AND Tây Nguyên", Near: true}, "1 [1] near []"},
		{news.Query{Text: "chợ nổi Phố Mẫu lũ", Near: true}, "1 [6] near [5 above 0 without lũ]"},
		{news.Query{Text: "chợ nổi Phố Mẫu lũ", Near: true, Size: 1}, "1 [6] near []"},
		{news.Query{Text: "bầu cử hạn hán du lịch Tây Nguyên", Near: true, Size: 1}, "1 [1] near []"},
		{news.Query{Text: "bầu cử hạn hán du lịch Tây Nguyên", Near: true, Size: 2}, "1 [1] near [2 above 1 without bầu cử]"},
	} {
		f := find(t, x, c.q)
		var near []string
		for _, r := range f.Near {
			near = append(near, fmt.Sprintf("%d above %d without %s", r.ID, r.Above, strings.Join(r.Lacks, ", ")))
		}
		if got := fmt.Sprintf("%d %v near %v", f.Total, ids(f), near); got != c.want {
			t.Errorf("%+v: %s, want %s", c.q, got, c.want)
		}
	}
}
