package coverage

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"diembao/news"
)

// offices is a province's papers over three years: two heads of one body, a body that changes its name, a deputy, and a
// town and a city each with a chairman.
func offices() []news.Article {
	return []news.Article{
		written(1, "Lâm Đồng", "2023-02-01", "Hội nghị tuyên giáo", "Ngày 1/2, đồng chí Trần Văn Mẫu, Trưởng Ban Tuyên giáo Tỉnh ủy Lâm Đồng chủ trì hội nghị."),
		written(2, "Lâm Đồng", "2024-06-05", "Giao ban báo chí", "Sáng 5/6, đồng chí Trần Văn Mẫu, Trưởng Ban Tuyên giáo Tỉnh ủy chủ trì giao ban báo chí tại Lâm Đồng."),
		written(3, "Lâm Đồng", "2025-03-10", "Giao ban báo chí", "Sáng 10/3, bà Lê Thị Mẫu, Trưởng Ban Tuyên giáo và Dân vận Tỉnh ủy Lâm Đồng chủ trì giao ban báo chí."),
		written(4, "Lâm Đồng", "2024-08-01", "Họp mặt", "Ngày 1/8, đồng chí Trần Văn Mẫu, nguyên Trưởng Ban Tuyên giáo Tỉnh ủy Lâm Đồng dự họp mặt."),
		written(5, "Sơn La", "2024-06-05", "Hội nghị tuyên giáo", "Ngày 5/6, đồng chí Cầm Văn Mẫu, Trưởng Ban Tuyên giáo Tỉnh ủy Sơn La chủ trì hội nghị."),
		written(6, "Lâm Đồng", "2023-05-05", "Khánh thành cầu", "Ngày 5/5, ông Phạm Văn Mẫu, Chủ tịch UBND huyện Lạc Dương cắt băng khánh thành cầu."),
		written(7, "Lâm Đồng", "2024-05-05", "Khánh thành trường", "Ngày 5/5, ông Phạm Văn Mẫu, Chủ tịch UBND thành phố Đà Lạt dự lễ khánh thành trường."),
		written(8, "Lâm Đồng", "2023-03-03", "Công tác dân vận", "Ngày 3/3, bà Hoàng Thị Mẫu, Trưởng Ban Dân vận Tỉnh ủy Lâm Đồng chủ trì hội nghị."),
	}
}

func TestHolders(t *testing.T) {
	d, _ := shelve(t, offices())
	for _, c := range []struct{ post, place, on, want string }{
		{"Trưởng Ban Tuyên giáo Tỉnh ủy", "Lâm Đồng", "", "Trần Văn Mẫu 2023-02-01 2024-06-05; Lê Thị Mẫu 2025-03-10 2025-03-10"},
		{"Trưởng Ban Tuyên giáo và Dân vận Tỉnh ủy Lâm Đồng", "", "", "Trần Văn Mẫu 2023-02-01 2024-06-05; Hoàng Thị Mẫu 2023-03-03 2023-03-03; Lê Thị Mẫu 2025-03-10 2025-03-10"},
		{"Trưởng Ban Tuyên giáo Tỉnh ủy", "Lâm Đồng", "2023-12-01", "Trần Văn Mẫu 2023-02-01 2024-06-05 then"},
		{"trưởng ban tuyên giáo tỉnh ủy", "Lâm Đồng", "2025-01-01", "Trần Văn Mẫu 2023-02-01 2024-06-05 before; Lê Thị Mẫu 2025-03-10 2025-03-10 after"},
		{"Trưởng Ban Tuyên giáo Tỉnh ủy", "", "2024-06-05", "Trần Văn Mẫu 2023-02-01 2024-06-05 then; Cầm Văn Mẫu 2024-06-05 2024-06-05 then"},
		{"Chủ tịch UBND huyện Lạc Dương", "", "", "Phạm Văn Mẫu 2023-05-05 2023-05-05"},
		{"Chủ tịch UBND", "Đà Lạt", "", "Phạm Văn Mẫu 2024-05-05 2024-05-05"},
		{"Giám đốc Sở Y tế", "Lâm Đồng", "", ""},
		{"Trưởng Ban Tuyên giáo Tỉnh ủy", "Nơi Không Có", "", ""},
		{"người qua đường", "", "", ""},
	} {
		on, err := news.ParseDay(c.on)
		if err != nil {
			t.Fatal(err)
		}
		found, err := d.Holders(context.Background(), PostQuestion{Post: c.post, Place: c.place, On: on})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, h := range found.Holders {
			got = append(got, strings.TrimSpace(fmt.Sprintf("%s %s %s %s", h.Name, h.Tenure.First.Day, h.Tenure.Last.Day, h.When)))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s, %s, on %q:\n got %s\nwant %s", c.post, c.place, c.on, s, c.want)
		}
	}
	if _, err := d.Holders(context.Background(), PostQuestion{Place: "Lâm Đồng"}); !errors.Is(err, news.ErrInvalid) {
		t.Errorf("no post: %v", err)
	}
}

// TestTenures holds that wordings of one post are one line, and that nothing is joined on a guess.
func TestTenures(t *testing.T) {
	for name, c := range map[string]struct {
		articles []news.Article
		want     string
	}{
		"short and long wordings": {[]news.Article{
			written(1, "Hà Nội", "2017-02-03", "Kiểm tra", "Ngày 3/2, Chủ tịch UBND TP Hà Nội Trần Đức Mẫu kiểm tra công trường."),
			written(2, "Hà Nội", "2017-02-04", "Họp", "Ngày 4/2, ông Trần Đức Mẫu, Chủ tịch UBND thành phố Hà Nội chủ trì họp."),
			written(3, "Hà Nội", "2017-02-05", "Thăm", "Ngày 5/2 tại Hà Nội, Chủ tịch Trần Đức Mẫu thăm hộ nghèo."),
		}, "Trần Đức Mẫu (Hà Nội) 3: Chủ tịch UBND TP Hà Nội 2017-02-03 2017-02-05 3"},
		"a short one of two bodies": {[]news.Article{
			written(1, "Hà Nội", "2017-02-03", "Kiểm tra", "Ngày 3/2, Chủ tịch UBND TP Hà Nội Trần Đức Mẫu kiểm tra công trường."),
			written(2, "Hà Nội", "2018-02-04", "Họp", "Ngày 4/2, ông Trần Đức Mẫu, Chủ tịch HĐND TP Hà Nội chủ trì họp."),
			written(3, "Hà Nội", "2018-02-05", "Thăm", "Ngày 5/2 tại Hà Nội, Chủ tịch Trần Đức Mẫu thăm hộ nghèo."),
		}, "Trần Đức Mẫu (Hà Nội) 3: Chủ tịch UBND TP Hà Nội 2017-02-03 2017-02-03 1, Chủ tịch HĐND TP Hà Nội 2018-02-04 2018-02-04 1, Chủ tịch 2018-02-05 2018-02-05 1"},
		"a province that the article does not name": {[]news.Article{
			written(1, "Hà Nội", "2017-02-03", "Kiểm tra", "Ngày 3/2, Chủ tịch UBND TP Hà Nội Trần Đức Mẫu kiểm tra công trường."),
			written(3, "", "2017-02-05", "Thăm", "Ngày 5/2, Chủ tịch Trần Đức Mẫu thăm hộ nghèo."),
		}, "Trần Đức Mẫu 1: Chủ tịch 2017-02-05 2017-02-05 1; Trần Đức Mẫu (Hà Nội) 1: Chủ tịch UBND TP Hà Nội 2017-02-03 2017-02-03 1"},
		"the same office in two places": {offices()[5:7],
			"Phạm Văn Mẫu (Lâm Đồng) 2: Chủ tịch UBND huyện Lạc Dương 2023-05-05 2023-05-05 1, Chủ tịch UBND thành phố Đà Lạt 2024-05-05 2024-05-05 1"},
	} {
		d, _ := shelve(t, c.articles)
		people, err := d.Officials(context.Background(), c.articles[0].Officials[0].Name)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range people {
			var posts []string
			for _, h := range p.Tenures {
				posts = append(posts, fmt.Sprintf("%s %s %s %d", h.Post, h.First.Day, h.Last.Day, h.Articles))
			}
			got = append(got, fmt.Sprintf("%s %d: %s", p.Key, p.Articles, strings.Join(posts, ", ")))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, s, c.want)
		}
	}
}
