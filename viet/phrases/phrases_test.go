package phrases

import (
	"slices"
	"strings"
	"testing"

	"diembao/news"
	"diembao/viet"
)

func TestFind(t *testing.T) {
	text := viet.Text{
		Title: "Đẩy mạnh chuyển đổi số trong nông nghiệp",
		Lead:  "Sáng 5/6, huyện tổ chức hội nghị về chuyển đổi số và truy xuất nguồn gốc nông sản.",
		Body: "Các đại biểu cho biết việc truy xuất nguồn gốc giúp nông sản vào siêu thị.\n" +
			"Đồng chí Lê Văn Mẫu phát biểu kết luận hội nghị, yêu cầu các cấp, các ngành tiếp tục chuyển đổi số.\n" +
			"Ông Lê Văn Mẫu nói truy xuất nguồn gốc là việc phải làm.",
	}
	got := Find(text, nil, 5)
	for _, want := range []string{"chuyển đổi số", "truy xuất nguồn gốc"} {
		if !slices.ContainsFunc(got, func(p string) bool { return strings.Contains(p, want) }) {
			t.Errorf("Find = %q, want a phrase with %q", got, want)
		}
	}
	for _, p := range got {
		for _, no := range []string{"hội nghị", "đại biểu", "các cấp", "lê văn mẫu"} {
			if strings.Contains(p, no) {
				t.Errorf("Find gives %q, which every article has", p)
			}
		}
	}
}

// TestWordsThatAreNoTopicAlone: "sự cố" of whatever kind is in every paper; "sự cố môi trường" is a topic.
func TestWordsThatAreNoTopicAlone(t *testing.T) {
	text := viet.Text{Title: "Khắc phục sự cố môi trường", Body: "Sự cố môi trường xảy ra hôm qua. Sự cố làm cá chết.\nNạn nhân của sự cố môi trường được hỗ trợ; nạn nhân là ngư dân, nạn nhân mất lưới."}
	got := Find(text, nil, 5)
	if !slices.Contains(got, "sự cố môi trường") || slices.Contains(got, "nạn nhân") || slices.Contains(got, "sự cố") {
		t.Errorf("Find = %q", got)
	}
}

func TestFindLeavesNamesOut(t *testing.T) {
	body := "cà phê đắk lắk ngon, cà phê đắk lắk thơm, cà phê đắk lắk bán chạy"
	var names []news.Mention
	for at := 0; ; {
		i := strings.Index(body[at:], "đắk lắk")
		if i < 0 {
			break
		}
		names = append(names, news.Mention{Start: at + i, End: at + i + len("đắk lắk")})
		at += i + 1
	}
	for _, p := range Find(viet.Text{Body: body}, names, 5) {
		if strings.Contains(p, "đắk") {
			t.Errorf("Find gives %q with a name in it", p)
		}
	}
}

func TestFindOnLittle(t *testing.T) {
	for _, body := range []string{"", "một hai ba", "Trời mưa.", strings.Repeat("a ", 1000)} {
		if got := Find(viet.Text{Body: body}, nil, 5); len(got) != 0 {
			t.Errorf("Find(%.20q) = %q, want nothing", body, got)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	text := viet.Text{Title: "Đẩy mạnh chuyển đổi số trong nông nghiệp",
		Body: strings.Repeat("Các đại biểu cho biết việc truy xuất nguồn gốc giúp nông sản vào siêu thị, tăng thu nhập cho hợp tác xã.\n", 25)}
	b.SetBytes(int64(len(text.Body)))
	b.ReportAllocs()
	for b.Loop() {
		Find(text, nil, 5)
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Chuyển đổi số", "chuyển đổi số và nông nghiệp; nông nghiệp", 0, 10)
	f.Fuzz(func(t *testing.T, title, body string, start, end int) {
		if got := Find(viet.Text{Title: title, Body: body}, []news.Mention{{Start: start, End: end}}, 5); len(got) > 5 {
			t.Fatalf("%d phrases", len(got))
		}
	})
}
