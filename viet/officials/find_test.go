package officials_test

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"diembao/news"
	"diembao/viet"
	"diembao/viet/officials"
)

var lamDong = officials.Context{Published: news.Day{Year: 2020, Month: 7, Day: 31}, Province: "Lâm Đồng"}

func ExampleFind() {
	doc := viet.Text{
		Title: "Tổng kết công tác đối ngoại",
		Body: "Đồng chí Hà Văn Mẫu – Phó Bí thư Tỉnh uỷ, Trưởng Ban Chỉ đạo chủ trì. Phó Giám đốc Sở Ngoại vụ Lơ Mu Ha Krông báo cáo.\n" +
			"Kết luận, ông Mẫu ghi nhận kết quả.",
	}
	for _, o := range officials.Find(doc, lamDong) {
		fmt.Println(o.Name, "|", strings.Join(o.Positions, " | "), "|", o.Province, "|", len(o.Mentions))
	}
	// Output:
	// Hà Văn Mẫu | Phó Bí thư Tỉnh uỷ | Trưởng Ban Chỉ đạo | Lâm Đồng | 2
	// Lơ Mu Ha Krông | Phó Giám đốc Sở Ngoại vụ | Lâm Đồng | 1
}

func TestPostsAreRead(t *testing.T) {
	doc := viet.Text{Body: "Đại tá Bùi Đức Thịnh, nguyên Giám đốc Công an tỉnh Lâm Đồng gặp Chủ tịch UBND huyện Đức Trọng Lê Nguyên Hoàng Anh. " +
		"Cùng dự có Bộ trưởng Bộ Nội vụ Phạm Thị Thanh Trà My."}
	got := officials.Find(doc, lamDong)
	if len(got) != 3 {
		t.Fatalf("%d officials, want 3: %+v", len(got), got)
	}
	a, b, c := got[0], got[1], got[2]
	if a.Rank != "Đại tá" || a.Posts[0].Qualifier != "nguyên" || a.Province != "Lâm Đồng" || a.Posts[0].Province != "68" {
		t.Errorf("former director: %+v", a)
	}
	if b.Organisation != "UBND huyện Đức Trọng" || b.Posts[0].Office != "chu-tich.ubnd.huyen" || b.Posts[0].Place != "678" || b.Province != "Lâm Đồng" {
		t.Errorf("chair of the district: %+v", b)
	}
	if c.Province != "" || c.Posts[0].Office != "bo-truong.bo-noi-vu.tw" {
		t.Errorf("minister: %+v", c)
	}
}

func TestMentions(t *testing.T) {
	doc := viet.Text{
		Title: "BÍ THƯ TỈNH ỦY TRỊNH HỮU KHANG THĂM TRƯỜNG CHUYÊN",
		Lead:  "Sáng 5/9, đồng chí Trịnh Hữu Khang, Bí thư Tỉnh ủy dự khai giảng.",
		Body: "Tại buổi lễ, đồng chí Bí thư Tỉnh ủy đánh trống khai trường. Bà Nga vui mừng.\n" +
			"Đồng chí Khang cũng trao học bổng. Chủ tịch UBND huyện vắng mặt.",
	}
	got := officials.Find(doc, lamDong)
	if len(got) != 1 {
		t.Fatalf("%d officials: %+v", len(got), got)
	}
	var said []string
	for _, m := range got[0].Mentions {
		said = append(said, fmt.Sprintf("%s %s %s", m.Field, m.Rule, m.Text))
	}
	want := []string{"title name TRỊNH HỮU KHANG", "lead name Trịnh Hữu Khang", " post Bí thư Tỉnh ủy", " short Khang"}
	if !reflect.DeepEqual(said, want) {
		t.Errorf("mentions %q, want %q", said, want)
	}
	if got[0].Name != "Trịnh Hữu Khang" {
		t.Errorf("name %q: the headline's capitals are not the name", got[0].Name)
	}
}

func TestTwoWithOneGivenName(t *testing.T) {
	doc := viet.Text{Body: "Chủ tịch UBND xã Lê Văn Hùng và Bí thư Đảng ủy xã Trần Mạnh Hùng cùng dự. Ông Hùng phát biểu."}
	for _, o := range officials.Find(doc, lamDong) {
		if len(o.Mentions) != 1 {
			t.Errorf("%s: ông Hùng may be either, yet %v", o.Name, o.Mentions)
		}
	}
}

// checkMentions says what is wrong with the offsets of what was found.
func checkMentions(doc viet.Text, all []news.Official) error {
	texts := map[news.Field]string{news.InTitle: doc.Title, news.InLead: doc.Lead, news.InBody: doc.Body}
	runes := utf8.ValidString(doc.Title + doc.Lead + doc.Body) // stray bytes have no borders to keep
	for _, o := range all {
		if o.Name == "" || len(o.Mentions) == 0 || len(o.Positions) == 0 || len(o.Positions) != len(o.Posts) {
			return fmt.Errorf("not whole: %+v", o)
		}
		for _, m := range o.Mentions {
			text := texts[m.Field]
			if m.Start < 0 || m.End > len(text) || m.Start >= m.End || text[m.Start:m.End] != m.Text {
				return fmt.Errorf("mention %+v points elsewhere", m)
			}
			if runes && (!utf8.RuneStart(text[m.Start]) || m.End < len(text) && !utf8.RuneStart(text[m.End])) {
				return fmt.Errorf("mention %+v cuts a rune", m)
			}
		}
	}
	return nil
}

func FuzzFind(f *testing.F) {
	for _, p := range passages(f, "testdata/tune.txt") {
		f.Add(p.doc.Title, p.doc.Body)
	}
	f.Add("", "Bí thư\xff Tỉnh ủy K’ – , ; : ( Phó (((")
	f.Fuzz(func(t *testing.T, title, body string) {
		doc := viet.Text{Title: title, Body: body}
		got := officials.Find(doc, lamDong)
		if err := checkMentions(doc, got); err != nil {
			t.Fatal(err)
		}
		if again := officials.Find(doc, lamDong); !reflect.DeepEqual(got, again) {
			t.Fatal("two readings differ")
		}
	})
}

// TestLongLine reads ten megabytes without a line break: the work must be linear, so that this ends at once.
func TestLongLine(t *testing.T) {
	if testing.Short() {
		t.Skip("ten megabytes in short mode")
	}
	for i, unit := range []string{
		"Phó Chủ tịch UBND tỉnh Lê Văn An, ", "Trưởng Ban Chỉ đạo công tác ", "Phó ", "Nguyễn ", "(", "các Phó Chủ tịch HĐND tỉnh A, B, ", "\"", "K’ ", "Vi-lay-",
	} {
		size := 1 << 20
		if i == 0 {
			size = 10 << 20
		}
		doc := viet.Text{Body: strings.Repeat(unit, size/len(unit))}
		if err := checkMentions(doc, officials.Find(doc, lamDong)); err != nil {
			t.Fatalf("%q: %v", unit, err)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	text, err := os.ReadFile("testdata/bench.txt")
	if err != nil {
		b.Fatal(err)
	}
	doc := viet.Text{Body: string(text)}
	officials.Find(doc, lamDong)
	b.SetBytes(int64(len(doc.Body)))
	b.ReportAllocs()
	for b.Loop() {
		officials.Find(doc, lamDong)
	}
}
