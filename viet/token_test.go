package viet

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"diembao/news"
)

// cut writes the tokens of s with a mark for the kind: w, n, c, p.
func cut(s string) string {
	var out []string
	for _, t := range AppendTokens(nil, s) {
		out = append(out, string(" wncp"[t.Kind])+"|"+s[t.Start:t.End])
	}
	return strings.Join(out, " ")
}

func TestTokens(t *testing.T) {
	for in, want := range map[string]string{
		"Sáng 31/7, UBND tỉnh": "w|Sáng n|31/7 p|, w|UBND w|tỉnh",
		"2.063 lượt; 0,5%":     "n|2.063 w|lượt p|; n|0,5 p|%",
		"18-NQ/TW 18-nq/tw":    "c|18-NQ/TW c|18-nq/tw",
		"COVID-19 covid-19":    "c|COVID-19 c|covid-19",
		"19/2025/QĐ-TTg":       "c|19/2025/QĐ-TTg",
		"43/2022/QH15.":        "c|43/2022/QH15 p|.",
		"PT-TH QP-AN qp-an":    "c|PT-TH c|QP-AN c|qp-an",
		"kinh tế-xã hội":       "w|kinh w|tế p|- w|xã w|hội",
		"KINH TẾ-XÃ HỘI":       "w|KINH w|TẾ p|- w|XÃ w|HỘI",
		"9-11/10 2013-2020":    "n|9 p|- n|11/10 n|2013 p|- n|2020",
		"T.Ư UVT.Ư TP.Đà Lạt":  "c|T.Ư c|UVT.Ư w|TP p|. w|Đà w|Lạt",
		"H'Hen H’Bia K'Ho":     "w|H'Hen w|H’Bia w|K'Ho",
		"NN&PTNT TT&TT":        "c|NN&PTNT c|TT&TT",
		"đ/c và/hoặc km/h":     "c|đ/c w|và p|/ w|hoặc c|km/h",
		"QL1A 15h30 15:22":     "c|QL1A c|15h30 n|15:22",
		"Đắk R'lấp":            "w|Đắk w|R'lấp",
		"Đắk-Lắk đắk-lắk":      "w|Đắk p|- w|Lắk w|đắk p|- w|lắk",
		"Facebook-Google":      "w|Facebook p|- w|Google",
		"SARS-CoV-2 wi-fi":     "c|SARS-CoV-2 c|wi-fi",
		"QĐ-TTg qđ-ttg":        "c|QĐ-TTg c|qđ-ttg",
		"TP.HCM":               "w|TP p|. w|HCM",
		"e\u0302\u0301 x":      "w|e\u0302\u0301 w|x",
		"…“A”":                 "p|… p|“ w|A p|”",
	} {
		if got := cut(in); got != want {
			t.Errorf("tokens of %q:\n got %s\nwant %s", in, got, want)
		}
	}
}

// A query is in small letters: it must be cut like the text it looks for.
func TestTokensWhateverTheCase(t *testing.T) {
	for _, s := range []string{"Nghị quyết 18-NQ/TW, QĐ-UBND, COVID-19, T.Ư, UVT.Ư, Đ/c H'Hen, TT&TT, KT-XH, 43/2022/QH15, Krông-Pắc, PT-TH Hà-Nội E-mail"} {
		if got, want := cut(strings.ToLower(s)), strings.ToLower(cut(s)); got != want {
			t.Errorf("tokens of %q:\nsmall %s\n  big %s", s, got, want)
		}
	}
}

func TestSentences(t *testing.T) {
	for in, want := range map[string][]string{
		"Họp tại TP. Đà Lạt. Dự có ThS. Lê Văn Mẫu. Hết.":      {"Họp tại TP. Đà Lạt.", "Dự có ThS. Lê Văn Mẫu.", "Hết."},
		"Ủy viên T.Ư Đảng và BCH T.Ư. Ông nói: “Tốt!” Rồi đi.": {"Ủy viên T.Ư Đảng và BCH T.Ư. Ông nói: “Tốt!”", "Rồi đi."},
		"Dòng một\nDòng hai":                        {"Dòng một", "Dòng hai"},
		"Nguyễn V. A. bị phạt 2.000 đồng.":          {"Nguyễn V. A. bị phạt 2.000 đồng."},
		"1. Mục tiêu chung. Đến năm 2030.":          {"1. Mục tiêu chung.", "Đến năm 2030."},
		"Bà con ấm no. Xã thu 5 tỷ đ. Hết.":         {"Bà con ấm no.", "Xã thu 5 tỷ đ.", "Hết."},
		"Năm 2020. Năm 2021.":                       {"Năm 2020.", "Năm 2021."},
		"Dự có các sở... và huyện. UBND. HĐND họp…": {"Dự có các sở... và huyện.", "UBND.", "HĐND họp…"},
		"  ": nil,
	} {
		var got []string
		for _, sp := range AppendSentences(nil, in) {
			got = append(got, in[sp.Start:sp.End])
		}
		if !slices.Equal(got, want) {
			t.Errorf("sentences of %q:\n got %q\nwant %q", in, got, want)
		}
	}
}

func TestCase(t *testing.T) {
	if !Capitalised("Hà") || !Capitalised("H'Hen") || Capitalised("hà") || Capitalised("7") || !Capitalised("Ứng") {
		t.Error("Capitalised")
	}
	if !AllCaps("UBND") || !AllCaps("T.Ư") || AllCaps("Ư") || AllCaps("TTg") || AllCaps("12") {
		t.Error("AllCaps")
	}
}

func TestExpansions(t *testing.T) {
	for in, want := range map[string]string{
		"UBND": "Ủy ban nhân dân", "ubnd": "Ủy ban nhân dân", "TP.": "thành phố", "T.Ư": "Trung ương", "t.ư": "Trung ương",
		"CA": "Công an", "ca": "", "UVT.Ư": "Ủy viên Trung ương", "TPHCM": "Thành phố Hồ Chí Minh", "tp.hcm": "Thành phố Hồ Chí Minh",
		"NN&PTNT": "Nông nghiệp và Phát triển nông thôn", "PGĐ": "Phó Giám đốc", "": "", "xyz": "", "H.": "huyện", "TX.": "thị xã", "P.": "phường", "Q.": "quận", "TT": "thị trấn",
		"GĐ": "Giám đốc", "CT": "Chủ tịch", "PCT": "Phó Chủ tịch", "BTC": "Ban Tổ chức", "TT-TT": "Thông tin và Truyền thông",
		"LĐTBXH": "Lao động - Thương binh và Xã hội", "KH&ĐT": "Kế hoạch và Đầu tư", "GD-ĐT": "Giáo dục và Đào tạo", "đ/c": "đồng chí",
		"VHTTDL": "Văn hóa, Thể thao và Du lịch", "PT-TH": "Phát thanh - Truyền hình", "ĐBQH": "đại biểu Quốc hội", "BĐBP": "Bộ đội Biên phòng",
	} {
		got := append(Expansions(in), "")[0]
		if got != want {
			t.Errorf("Expansions(%q) begins with %q, want %q", in, got, want)
		}
	}
	for _, a := range Abbreviations() {
		if a.Short == "" || a.Long == "" || a.Kind == "" || NFC(a.Long) != a.Long || strings.HasSuffix(a.Short, ".") {
			t.Errorf("bad row %+v", a)
		}
	}
}

func FuzzTokens(f *testing.F) {
	f.Add("Sáng 31/7, UBND tỉnh 18-NQ/TW H'Hen T.Ư e\u0301")
	f.Add("\xff\xc3-1.2/a&b_c'd’ \u200b")
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, tok := range AppendTokens(nil, s) {
			if tok.Start < end || tok.End <= tok.Start || tok.End > len(s) || tok.Kind == 0 {
				t.Fatalf("%q: %+v after %d", s, tok, end)
			}
			if strings.TrimSpace(s[end:tok.Start]) != "" || !onBorder(s, tok.Start) || !onBorder(s, tok.End) {
				t.Fatalf("%q: %+v after %d", s, tok, end)
			}
			end = tok.End
		}
		spans := AppendSentences(nil, s)
		checkSpans(t, s, spans)
	})
}

func onBorder(s string, i int) bool {
	return i == len(s) || utf8.RuneStart(s[i]) || !utf8.ValidString(s)
}

func checkSpans(t *testing.T, s string, spans []news.Span) {
	t.Helper()
	end := 0
	for _, sp := range spans {
		if sp.Start < end || sp.End <= sp.Start || sp.End > len(s) || !onBorder(s, sp.Start) || !onBorder(s, sp.End) {
			t.Fatalf("%q: %+v after %d", s, sp, end)
		}
		if strings.TrimSpace(s[end:sp.Start]) != "" {
			t.Fatalf("%q: lost %q", s, s[end:sp.Start])
		}
		end = sp.End
	}
	if strings.TrimSpace(s[end:]) != "" {
		t.Fatalf("%q: lost %q", s, s[end:])
	}
}

func BenchmarkTokens(b *testing.B) {
	text := sample(64 << 10)
	toks := make([]Token, 0, len(text))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		toks = AppendTokens(toks[:0], text)
	}
}

func BenchmarkSentences(b *testing.B) {
	text := sample(64 << 10)
	spans := make([]news.Span, 0, 4096)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		spans = AppendSentences(spans[:0], text)
	}
}
