package index

import (
	"fmt"
	"strings"
	"testing"

	"diembao/index/vi"
	"diembao/news"
)

func TestOtherOffice(t *testing.T) {
	var lex vi.Lexicon
	for in, want := range map[string]string{
		"chủ tịch tỉnh Lâm Đồng":      "chu tich uy ban nhan dan tinh lam dong",
		"pho chu tich huyen duc mau":  "pho chu tich uy ban nhan dan huyen duc mau",
		"Chủ tịch UBND TP. Đà Mẫu":    "chu tich thanh pho da mau",
		"bí thư thành phố Đà Mẫu":     "bi thu thanh uy da mau",
		"Bí thư Tỉnh uỷ Quảng Mẫu":    "bi thu tinh quang mau",
		"bí thư tỉnh ủy":              "bi thu tinh",
		"bí thư tỉnh đoàn Quảng Mẫu":  "",
		"chủ tịch, tỉnh Lâm Đồng":     "",
		"chủ tích tỉnh":               "",
		"chủ tịch nước":               "",
		"chủ tịch hội đồng nhân dân":  "",
		"giám đốc công an tỉnh":       "",
		"":                            "",
		"nguyên chủ tịch xã Lộc Mẫu":  "nguyen chu tich uy ban nhan dan xa loc mau",
		"ông chủ tịch hội đồng tỉnh":  "ong chu tich hoi dong nhan dan tinh",
		"chủ tịch UBND tỉnh Lâm Mẫu ": "chu tich tinh lam mau",
	} {
		toks, _ := otherOffice(&lex, lex.Append(nil, in))
		var got []string
		for _, tok := range toks {
			got = append(got, tok.Folded)
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%q: other name %q, want %q", in, g, want)
		}
	}
}

// TestOfficeByBothNames: what people call an office finds it as papers write it, and counts as much.
func TestOfficeByBothNames(t *testing.T) {
	x := openTest(t, t.TempDir(), testOptions())
	written := doc(1, "2024-01-01", "Chủ tịch UBND tỉnh Lâm Đồng thăm chợ", "Tin ngắn.")
	written.Officials = []news.Official{{Name: "Trần Văn Mẫu", Positions: []string{"Chủ tịch UBND tỉnh Lâm Đồng"}}}
	said := doc(2, "2024-01-01", "Chủ tịch tỉnh Lâm Đồng thăm chợ", "Tin ngắn.")
	said.Officials = []news.Official{{Name: "Lê Thị Mẫu", Positions: []string{"Chủ tịch tỉnh Lâm Đồng"}}}
	other := doc(3, "2024-01-01", "Chủ tịch hội chợ nói về tỉnh Lâm Đồng", "Tin ngắn.")
	other.Officials = []news.Official{{Name: "Phạm Mẫu", Positions: []string{"Chủ tịch Hội Nông dân tỉnh Lâm Đồng"}}}
	docs := []Doc{written, said, other}
	for i := range 60 {
		docs = append(docs, doc(news.ID(10+i), "2024-01-01", "Tin khác", "Bóng chuyền bãi biển."))
	}
	must(t, x.Apply(t.Context(), docs, nil, 1))
	for q, want := range map[string]string{
		"chu tich tinh lam dong":               "[1 2 3]",
		"chủ tịch tỉnh Lâm Đồng":               "[1 2 3]",
		`chức vụ:"chủ tịch tỉnh Lâm Đồng"`:     "[1 2]",
		`chức vụ:"chủ tịch UBND tỉnh"`:         "[1 2]",
		`cán bộ:"chu tich tinh lam dong"`:      "[1 2]",
		`"chủ tịch tỉnh Lâm Đồng"`:             "[2]",
		`chức vụ:"chủ tịch hội nông dân tỉnh"`: "[3]",
	} {
		f := find(t, x, news.Query{Text: q})
		got := ids(f)
		if len(got) > 1 && got[0] > got[1] && got[1] == 1 {
			got[0], got[1] = got[1], got[0] // both first, in any order
		}
		if fmt.Sprint(got) != want {
			t.Errorf("%s: %v, want %s", q, got, want)
		}
		if noted := strings.Contains(fmt.Sprint(f.Notes), "tên gọi"); noted != (strings.Contains(q, ":") && want == "[1 2]") {
			t.Errorf("%s: notes %q", q, f.Notes)
		}
	}
	f := find(t, x, news.Query{Text: "chủ tịch tỉnh Lâm Đồng", Explain: true})
	if !strings.Contains(f.Hits[0].Explain+f.Hits[1].Explain, "“dan tinh (chủ tịch ủy ban nhân dân tỉnh)”") {
		t.Errorf("not explained: %s", f.Hits[0].Explain)
	}
}
