package posts_test

import (
	"slices"
	"strings"
	"testing"

	"diembao/news"
	"diembao/viet/officials/posts"
)

func TestParse(t *testing.T) {
	for _, c := range []struct{ in, title, body, qualifier, office string }{
		{"Phó Chủ tịch Thường trực UBND tỉnh Lâm Đồng", "Phó Chủ tịch Thường trực", "UBND tỉnh Lâm Đồng", "", "pho-chu-tich.ubnd.tinh"},
		{"Chủ tịch Ủy ban nhân dân xã Tân Hà", "Chủ tịch", "Ủy ban nhân dân xã Tân Hà", "", "chu-tich.ubnd.xa"},
		{"Chủ tịch UBND thành phố", "Chủ tịch", "UBND thành phố", "", "chu-tich.ubnd"},
		{"Trưởng Ban Tuyên giáo Tỉnh ủy", "Trưởng Ban", "Ban Tuyên giáo Tỉnh ủy", "", "truong-ban.ban-tuyen-giao.tinh"},
		{"Phó Trưởng ban Ban Tuyên giáo Tỉnh ủy", "Phó Trưởng ban", "Ban Tuyên giáo Tỉnh ủy", "", "pho-truong-ban.ban-tuyen-giao.tinh"},
		{"Phó Trưởng Ban Thường trực Ban TG&DV Tỉnh ủy", "Phó Trưởng Ban Thường trực", "Ban TG&DV Tỉnh ủy", "", "pho-truong-ban.ban-tuyen-giao-dan-van.tinh"},
		{"Trưởng BCĐ công tác thông tin đối ngoại tỉnh", "Trưởng BCĐ", "BCĐ công tác thông tin đối ngoại tỉnh", "", "truong-bcd.ban-chi-dao.tinh"},
		{"Trưởng Ban chỉ đạo", "Trưởng Ban chỉ đạo", "Ban chỉ đạo", "", "truong-bcd.ban-chi-dao"},
		{"nguyên Bí thư Huyện uỷ Đức Trọng", "Bí thư", "Huyện uỷ Đức Trọng", "nguyên", "bi-thu.huyen-uy.huyen"},
		{"Quyền Chủ tịch UBND tỉnh", "Chủ tịch", "UBND tỉnh", "quyền", "chu-tich.ubnd.tinh"},
		{"Phó Giám đốc phụ trách Sở Y tế", "Phó Giám đốc phụ trách", "Sở Y tế", "phụ trách", "pho-giam-doc.so-y-te.tinh"},
		{"Giám đốc Sở Văn hóa, Thể thao và Du lịch", "Giám đốc", "Sở Văn hóa, Thể thao và Du lịch", "", "giam-doc.so-vhttdl.tinh"},
		{"Giám đốc Sở NN&PTNT", "Giám đốc", "Sở NN&PTNT", "", "giam-doc.so-nnptnt.tinh"},
		{"Tổng Bí thư", "Tổng Bí thư", "", "", "tong-bi-thu.tw"},
		{"Chánh Thanh tra tỉnh", "Chánh Thanh tra", "Thanh tra tỉnh", "", "chanh-thanh-tra.thanh-tra.tinh"},
		{"Trưởng Công an xã", "Trưởng Công an", "Công an xã", "", "truong-cong-an.cong-an.xa"},
		{"Tỉnh ủy viên", "Tỉnh ủy viên", "", "", ""},
		{"người dân", "", "", "", ""},
		{"", "", "", "", ""},
	} {
		p := posts.Parse(c.in)
		want := news.Post{Text: c.in, Title: c.title, Body: c.body, Qualifier: c.qualifier, Office: c.office}
		if p != want {
			t.Errorf("Parse(%q)\n got %+v\nwant %+v", c.in, p, want)
		}
	}
}

func TestLineage(t *testing.T) {
	var codes []string
	for _, o := range posts.Lineage("truong-ban.ban-tuyen-giao.tinh") {
		codes = append(codes, o.Code)
	}
	for _, want := range []string{"truong-ban.ban-tuyen-giao.tinh", "truong-ban.ban-tuyen-giao-dan-van.tinh", "truong-ban.ban-dan-van.tinh"} {
		if !slices.Contains(codes, want) {
			t.Errorf("lineage %v lacks %s", codes, want)
		}
	}
	if posts.Lineage("no.such.office") != nil {
		t.Error("an unknown office has a lineage")
	}
	o, ok := posts.Lookup("chu-tich.ubnd.huyen")
	if !ok || o.To != (news.Day{Year: 2025, Month: 6, Day: 30}) {
		t.Errorf("a district's chair ends with %v, %v; want 2025-06-30", o.To, ok)
	}
}

func TestFuller(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"Phó Bí thư Tỉnh uỷ Lâm Đồng", "Phó Bí thư Tỉnh ủy", -1},
		{"Trưởng Ban Chỉ đạo", "Trưởng BCĐ công tác thông tin đối ngoại tỉnh", 1},
		{"Phó Chủ tịch UBND tỉnh", "Phó Chủ tịch Thường trực UBND tỉnh", 1},
		{"Bí thư Tỉnh ủy", "Phó Bí thư Tỉnh ủy", 0},
		{"Chủ tịch UBND tỉnh", "nguyên Chủ tịch UBND tỉnh", 0},
		{"Chủ tịch UBND tỉnh", "Chủ tịch HĐND tỉnh", 0},
		{"Uỷ viên BTV Tỉnh ủy", "Ủy viên Ban Thường vụ Tỉnh ủy", -1},
	} {
		if got := posts.Fuller(c.a, c.b); got != c.want {
			t.Errorf("Fuller(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestSame(t *testing.T) {
	a, b := posts.Parse("Trưởng Ban Tuyên giáo Tỉnh ủy"), posts.Parse("Trưởng ban Tuyên giáo Tỉnh uỷ Hà Nam")
	if !posts.Same(a, b) {
		t.Error("two wordings of one post are two")
	}
	if posts.Same(a, posts.Parse("nguyên Trưởng Ban Tuyên giáo Tỉnh ủy")) {
		t.Error("a former post is the post")
	}
}

// TestTables reads every row: known titles are found by their own wording, days are days, successors exist.
func TestTables(t *testing.T) {
	n := 0
	for text := range posts.Titles() {
		if p := posts.Parse(text + " X"); p.Title == "" {
			t.Errorf("title %q is not read", text)
		}
		n++
	}
	if n < 200 {
		t.Errorf("%d wordings of titles", n)
	}
	for _, o := range posts.Offices() {
		for _, next := range o.Next {
			if _, ok := posts.Lookup(next); !ok {
				t.Errorf("%s became %s, which is no office", o.Code, next)
			}
		}
		if !o.To.IsZero() && !o.From.IsZero() && o.To.Before(o.From) {
			t.Errorf("%s ends before it begins", o.Code)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("Phó Chủ tịch UBND tỉnh")
	f.Add("nguyên")
	f.Add("phụ trách  \xff Ban")
	f.Fuzz(func(t *testing.T, in string) {
		p := posts.Parse(in)
		if p.Text != in {
			t.Fatal("the wording is lost")
		}
		if strings.Join(strings.Fields(in), " ") != in {
			return
		}
		if !strings.Contains(in, p.Title) || !strings.Contains(in, p.Body) {
			t.Fatalf("%q: title %q or body %q is not of the wording", in, p.Title, p.Body)
		}
	})
}

// TestDistrictPolice: the police of districts ended four months before the districts did, that of communes goes on.
func TestDistrictPolice(t *testing.T) {
	for code, last := range map[string]string{"truong-cong-an.cong-an.huyen": "2025-02-28", "bi-thu.dang-uy.huyen": "2025-06-30", "truong-cong-an.cong-an.xa": ""} {
		o, ok := posts.Lookup(code)
		if want, _ := news.ParseDay(last); !ok || o.To != want {
			t.Errorf("%s: %+v, %v; want the last day %q", code, o, ok, last)
		}
	}
}
