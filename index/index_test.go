package index

import (
	"context"
	"errors"
	"testing"
	"time"

	"diembao/index/query"
	"diembao/news"
)

// testNow is the clock of all tests: Tuesday, 10 November 2026, 9 o'clock in Viet Nam.
var testNow = time.Date(2026, 11, 10, 9, 0, 0, 0, news.ICT)

func testOptions() Options {
	return Options{ArchiveUUID: "u-1", Epoch: 1, Now: func() time.Time { return testNow }}
}

func openTest(t testing.TB, dir string, opt Options) *Index {
	t.Helper()
	x, err := Open(dir, opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	})
	return x
}

// doc is an article of our own making.
func doc(id news.ID, day, title, body string) Doc {
	d, err := news.ParseDay(day)
	if err != nil {
		panic(err)
	}
	a := news.Article{ID: id, Title: title, Body: body, Source: "bao-mau", Site: "baomau.vn"}
	if !d.IsZero() {
		a.Published = news.Instant{Time: d.Time().Add(9 * time.Hour)}
	}
	return Doc{Article: a, SourceKind: news.Newspaper}
}

func ids(f Found) []news.ID {
	var out []news.ID
	for _, h := range f.Hits {
		out = append(out, h.ID)
	}
	return out
}

func find(t testing.TB, x *Index, q news.Query) Found {
	t.Helper()
	f, err := x.Search(context.Background(), q)
	if err != nil {
		t.Fatalf("%q: %v", q.Text, err)
	}
	return f
}

func wantIDs(t testing.TB, what string, got []news.ID, want ...news.ID) {
	t.Helper()
	same := len(got) == len(want)
	for i := range got {
		same = same && got[i] == want[i]
	}
	if !same {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

var sampleDocs = []Doc{
	doc(1, "2020-07-31", "Phó Bí thư Tỉnh uỷ Lâm Đồng thăm vùng hạn", "Ngày 31/7, ông Trần Văn Mẫu, Phó Bí thư Tỉnh ủy, đã thăm các hộ dân chịu hạn hán ở huyện Đức Trọng."),
	doc(2, "2021-03-02", "UBND tỉnh họp phiên thường kỳ", "Ủy ban nhân dân tỉnh Lâm Đồng họp bàn về Nghị quyết 18-NQ/TW và phòng, chống COVID-19."),
	doc(3, "2022-05-05", "Đắk Lắk khởi công đường tránh", "Dự án dài 2.063 m qua TP.HCM và Đắc Lắc, tổng vốn 0,5 tỷ đồng."),
	doc(4, "", "Bài không rõ ngày", "Một lễ hội hoa ở Đà Lạt. Thành phố ngập sắc tím."),
	doc(5, "2023-01-01", "Tỉnh lẻ, uỷ ban xa", "Bài này nói về một tỉnh khác và nói rằng uỷ viên của hội đã đến bằng xe lâm nghiệp, đồng hồ hỏng."),
}

func TestSearchSample(t *testing.T) {
	x := openTest(t, t.TempDir(), testOptions())
	if err := x.Apply(context.Background(), sampleDocs, nil, 7); err != nil {
		t.Fatal(err)
	}
	if got := x.Applied(); got != 7 {
		t.Errorf("Applied = %d, want 7", got)
	}
	for q, want := range map[string][]news.ID{
		"":                        {5, 3, 2, 1, 4},
		"Tỉnh uỷ":                 {1},
		"tỉnh ủy":                 {1},
		"tinh uy":                 {1},
		"tỉnh AND uỷ":             {1, 5, 2},
		`"tinh uy"`:               {1},
		"tỉnh ủy lâm đồng":        {1},
		"phòng chống covid":       {2},
		"UBND tỉnh":               {2},
		`"ủy ban nhân dân tỉnh"`:  {2},
		"ubnd tinh":               {2},
		"covid":                   {2},
		"COVID-19":                {2},
		"18-NQ/TW":                {2},
		"2.063":                   {3},
		"Dak Lak":                 {3},
		"dac lac":                 {3},
		"tphcm":                   {3},
		"thành phố Hồ Chí Minh":   {3},
		"hạn*":                    {1},
		"lâm -nghiệp":             {1, 2},
		"(hạn OR hội) AND NOT lễ": {1, 5},
		"tiêu đề:hạn":             {1},
		"ngày:2020":               {1},
		"ngày:..2021-03":          {2, 1},
		"cồn hến":                 nil,
	} {
		wantIDs(t, q, ids(find(t, x, news.Query{Text: q})), want...)
	}
}

func TestSearchRefuses(t *testing.T) {
	x := openTest(t, t.TempDir(), testOptions())
	var qe *query.Error
	if _, err := x.Search(context.Background(), news.Query{Text: `"hở`}); !errors.As(err, &qe) || !errors.Is(err, news.ErrInvalid) {
		t.Errorf("open quote: %v", err)
	}
	if _, err := x.Search(context.Background(), news.Query{Text: "tỉnh:Xyz"}); !errors.As(err, &qe) || qe.Offset == 0 {
		t.Errorf("unknown province: %v", err)
	}
	for _, q := range []news.Query{{Size: 101}, {Size: -1}, {Sort: "x"}, {After: "x"}, {Facets: []string{"x"}}, {Province: "Xyz"}} {
		if _, err := x.Search(context.Background(), q); !errors.Is(err, news.ErrInvalid) {
			t.Errorf("%+v: %v, want ErrInvalid", q, err)
		}
	}
}
