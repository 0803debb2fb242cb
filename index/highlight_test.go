package index

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"diembao/index/query"
	"diembao/news"
)

func parsed(t testing.TB, text string) *query.Parsed {
	t.Helper()
	p, err := query.Parse(text, news.DayOf(testNow))
	must(t, err)
	return p
}

func marked(s news.Snippet) string {
	out := s.Text
	for _, m := range slices.Backward(s.Marks) {
		out = out[:m.Start] + "[" + out[m.Start:m.End] + "]" + out[m.End:]
	}
	return out
}

func TestTitleMarks(t *testing.T) {
	for _, c := range []struct{ query, title, want string }{
		{"tinh uy", "Tỉnh uỷ họp", "[Tỉnh uỷ] họp"},
		{"tỉnh AND uỷ", "Tỉnh uỷ họp", "[Tỉnh] [uỷ] họp"},
		{"tỉnh, uỷ", "Tỉnh uỷ họp", "[Tỉnh] [uỷ] họp"},
		{"tinh uy lam dong", "Uỷ ban tỉnh, Tỉnh ủy Lâm Đồng", "Uỷ ban tỉnh, [Tỉnh ủy] [Lâm Đồng]"},
		{"chuyển đổi số", "Chuyện chuyển đổi số ở vùng sơ tán", "Chuyện [chuyển đổi số] ở vùng sơ tán"},
		{"số liệu", "Số liệu và sơ liệu", "[Số liệu] và sơ liệu"},
		{"hạn lũ", "Hạn, hận và lu", "[Hạn], hận và [lu]"},
		{"han lu", "Hạn, hận và lu", "[Hạn], [hận] và [lu]"},
		{`"giảm vẫn cao"`, "Giá vàng giảm, vẫn cao", "Giá vàng [giảm, vẫn cao]"},
		{`"tinh uy"`, "Tỉnh uỷ họp", "[Tỉnh uỷ] họp"},
		{"Tỉnh ủy -họp", "Tỉnh uỷ họp", "[Tỉnh uỷ] họp"},
		{"ủy ban nhân dân", "UBND tỉnh", "[UBND] tỉnh"},
		{"UBND", "Ủy ban nhân dân tỉnh", "[Ủy ban nhân dân] tỉnh"},
		{"hạ*", "Hạn hán, hậu quả, HẠ tầng", "[Hạn] hán, hậu quả, [HẠ] tầng"},
		{"ha*", "Hạn hán, hậu quả, HẠ tầng", "[Hạn] [hán], [hậu] quả, [HẠ] tầng"},
		{"covid", "Phòng, chống COVID-19", "Phòng, chống [COVID-19]"},
		{"tphcm", "Ngập ở TP.HCM", "Ngập ở [TP.HCM]"},
		{"Dak Lak", "Tỉnh Đắc Lắc", "Tỉnh [Đắc Lắc]"},
		{"tiêu đề:hạn", "Hạn", "[Hạn]"},
		{"cán bộ:\"ông Hiệp\"", "Ông Hiệp nói", "Ông [Hiệp] nói"},
		{"", "Hạn", "Hạn"},
	} {
		if got := marked(news.Snippet{Text: c.title, Marks: TitleMarks(parsed(t, c.query), c.title)}); got != c.want {
			t.Errorf("%q in %q: %q, want %q", c.query, c.title, got, c.want)
		}
	}
}

func TestHighlight(t *testing.T) {
	filler := strings.Repeat("Câu này không nói gì về việc đó cả. ", 12)
	text := "Mở đầu bằng một câu ngắn.\n" + filler + "\nÔng Mẫu nói rằng hạn hán năm nay đến sớm hơn mọi năm. " + filler + "Lũ quét thì đến muộn."
	got := Highlight(parsed(t, "han han lũ"), text, 2)
	if len(got) != 2 || !strings.Contains(marked(got[0]), "[hạn hán]") || !strings.Contains(marked(got[1]), "[Lũ] quét") {
		t.Errorf("snippets %+v", got)
	}
	for _, s := range got {
		if len(s.Text) > snippetMax {
			t.Errorf("snippet of %d bytes: %q", len(s.Text), s.Text)
		}
	}
	if got := Highlight(parsed(t, "vắng"), text, 2); len(got) != 1 || len(got[0].Marks) != 0 || !strings.HasPrefix(got[0].Text, "Mở đầu") {
		t.Errorf("without a match: %+v", got)
	}
	if got := Highlight(parsed(t, "tiêu đề:hạn"), text, 1); len(got) != 1 || len(got[0].Marks) != 0 {
		t.Errorf("a word of the title only is marked in the body: %+v", got)
	}
	long := "Dự họp có " + strings.Repeat("các đồng chí ủy viên, ", 3) + "nói về hạn hán, " + strings.Repeat("và các ban ngành, ", 5) + "rồi về lũ quét."
	if got := Highlight(parsed(t, "hạn lũ"), long, 2); len(got) != 1 || len(got[0].Marks) != 2 {
		t.Errorf("of one sentence, cut in two: %+v", got)
	}
	if got := Highlight(parsed(t, "hạn"), " ", 2); got != nil {
		t.Errorf("of nothing: %+v", got)
	}
}

func FuzzHighlight(f *testing.F) {
	f.Add("hạn hán", "Một câu về hạn hán.\nHai câu, TP.HCM.")
	f.Add(`"a b" c*`, strings.Repeat("a b ", 300))
	f.Fuzz(func(t *testing.T, q, text string) {
		p, err := query.Parse(q, news.Day{})
		if err != nil {
			return
		}
		check := func(text string, marks []news.Span) {
			last := 0
			for _, m := range marks {
				if m.Start < last || m.End <= m.Start || m.End > len(text) || (utf8.ValidString(text) && !utf8.ValidString(text[m.Start:m.End])) {
					t.Fatalf("%q in %q: mark %v after %d", q, text, m, last)
				}
				last = m.End
			}
		}
		check(text, TitleMarks(p, text))
		for _, s := range Highlight(p, text, 3) {
			if !strings.Contains(text, s.Text) {
				t.Fatalf("%q is not in %q", s.Text, text)
			}
			check(s.Text, s.Marks)
		}
	})
}
