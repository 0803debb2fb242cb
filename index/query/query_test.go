package query

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"diembao/news"
)

var now = news.Day{Year: 2026, Month: 11, Day: 10} // a Tuesday

func TestCanonical(t *testing.T) {
	for in, want := range map[string]string{
		"":                            "",
		"  ":                          "",
		"tỉnh uỷ":                     "tỉnh uỷ",
		"tỉnh VÀ ủy":                  "tỉnh ủy",
		"a AND b OR c":                "a b OR c",
		"a HOẶC b | c":                "a OR b OR c",
		"(a OR b) c":                  "(a OR b) c",
		"-a":                          "-a",
		"KHÔNG a":                     "-a",
		"a NOT (b OR c)":              "a -(b OR c)",
		"- a":                         "a",
		"--a":                         "a",
		"và hoặc không":               "và hoặc không",
		`"hạn  hán" kéo`:              `"hạn  hán" kéo`,
		"“hạn hán”":                   `"hạn hán"`,
		"hạn NEAR/5 hán":              "hạn NEAR/5 hán",
		`"lũ quét" NEAR cầu`:          `"lũ quét" NEAR/5 cầu`,
		"-(a NEAR/2 b)":               "-(a NEAR/2 b)",
		"hạ*":                         "hạ*",
		"18-NQ/TW":                    "18-NQ/TW",
		"2.063, 0,5":                  "2.063 0,5",
		"10:30":                       "10:30",
		"Lưu ý: xem":                  "Lưu ý xem",
		"tỉnh:Lâm Đồng hạn hán":       `tỉnh:"Lâm Đồng" hạn hán`,
		"tỉnh:lam dong hạn hán":       `tỉnh:"lam dong" hạn hán`,
		"tỉnh:Lâm Đồng Hạn hán":       `tỉnh:"Lâm Đồng" Hạn hán`,
		"nơi:Bà Rịa - Vũng Tàu":       `nơi:"Bà Rịa - Vũng Tàu"`,
		"tỉnh:Huế, Đà Nẵng":           `tỉnh:"Huế" Đà Nẵng`,
		"tinh: lâm_đồng":              `tỉnh:"lâm đồng"`,
		"cán bộ:Hiệp":                 `cán_bộ:"Hiệp"`,
		"hạn hán cán_bộ:\"ông Hiệp\"": `hạn hán cán_bộ:"ông Hiệp"`,
		"official:Hiệp":               `cán_bộ:"Hiệp"`,
		"tỉnh:(Lâm_Đồng OR Huế)":      `tỉnh:"Lâm Đồng" OR tỉnh:"Huế"`,
		"tiêu đề:hạn hán":             "tiêu_đề:hạn hán",
		"title:(hạn hán)":             "tiêu_đề:hạn tiêu_đề:hán",
		"ngày:2020-07..2020-08":       "ngày:2020-07-01..2020-08-31",
		"ngày:hôm qua":                "ngày:2026-11-09",
		"ngày:hôm_qua mưa":            "ngày:2026-11-09 mưa",
		"date:2020":                   "ngày:2020-01-01..2020-12-31",
		"date:31/7/2020":              "ngày:2020-07-31",
		"ngày:7/2020":                 "ngày:2020-07-01..2020-07-31",
		"ngày:tuần này":               "ngày:2026-11-09..2026-11-15",
		"ngày:tháng trước":            "ngày:2026-10-01..2026-10-31",
		"ngày:2024-02":                "ngày:2024-02-01..2024-02-29",
		"ngày:2020..":                 "ngày:2020-01-01..",
		"ngày:..2020":                 "ngày:..2020-12-31",
		"lễ hội 🎉":                    "lễ hội",
	} {
		p, err := Parse(in, now)
		if err != nil {
			t.Errorf("%q: %v", in, err)
			continue
		}
		if got := p.String(); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
		again(t, p)
	}
}

// again parses the canonical form and wants the same tree.
func again(t *testing.T, p *Parsed) {
	t.Helper()
	s := p.String()
	q, err := Parse(s, now)
	if err != nil {
		if utf8.RuneCountInString(s) > MaxRunes {
			return // names of fields may be longer than those typed
		}
		t.Fatalf("canonical %q of %q: %v", s, p.Text, err)
	}
	if a, b := shape(p.Root), shape(q.Root); !reflect.DeepEqual(a, b) {
		t.Fatalf("canonical %q of %q has another tree: %#v, want %#v", s, p.Text, b, a)
	}
}

// shape is a tree without places.
func shape(n Node) any {
	list := func(of []Node) (out []any) {
		for _, c := range of {
			out = append(out, shape(c))
		}
		return out
	}
	switch n := n.(type) {
	case *And:
		return []any{"and", list(n.Of)}
	case *Or:
		return []any{"or", list(n.Of)}
	case *Not:
		return []any{"not", shape(n.Of)}
	case *Near:
		return []any{"near", n.N, shape(n.A), shape(n.B)}
	case *Word:
		return Word{Scope: n.Scope, Text: n.Text, Prefix: n.Prefix}
	case *Phrase:
		return Phrase{Scope: n.Scope, Text: n.Text}
	case *Filter:
		return Filter{Field: n.Field, Value: n.Value}
	case *Days:
		return Days{From: n.From, To: n.To}
	}
	return nil
}

func TestErrorsPoint(t *testing.T) {
	for in, want := range map[string]string{
		`hạn "hán`:                        `"`,
		"hạn (hán":                        "(",
		"hạn hán)":                        ")",
		"()":                              ")",
		"OR hạn":                          "OR",
		"hạn OR":                          "OR",
		"hạn AND":                         "AND",
		"AND hạn":                         "AND",
		"hạn KHÔNG":                       "KHÔNG",
		"*":                               "*",
		"h*":                              "h*",
		"hạn màu:đỏ":                      "màu:",
		"ngày:2020-13":                    "2020-13",
		"ngày:2021-02-29":                 "2021-02-29",
		"ngày:2021..2020":                 "2021..2020",
		"ngày:mai":                        "mai",
		"tỉnh:":                           "tỉnh:",
		"NEAR/5 hạn":                      "NEAR/5",
		"hạn NEAR/99 hán":                 "NEAR/99",
		"hạn NEAR (a OR b)":               "NEAR",
		"hạn* NEAR hán":                   "NEAR",
		"🎉":                               "🎉",
		"\xff":                            "\xff",
		strings.Repeat("a ", 33):          "a",
		strings.Repeat("x", 10000):        strings.Repeat("x", 10000-MaxRunes),
		strings.Repeat("ạ", 600):          strings.Repeat("ạ", 600-MaxRunes),
		"ngày:31/11/2020 hạn":             "31/11/2020",
		"ngày:2020-07..2020-13":           "2020-07..2020-13",
		"h\xe1n hán":                      "\xe1",
		`"" 🎉 -`:                          `"" 🎉 -`,
		"tỉnh:,":                          "tỉnh:",
		"- NEAR/5":                        "NEAR/5",
		strings.Repeat("a OR ", 50) + "b": "a",
		strings.Repeat("(", 100) + "a":    "(",
		strings.Repeat("NOT ", 100) + "a": "NOT",
	} {
		_, err := Parse(in, now)
		var e *Error
		if !errors.As(err, &e) || !errors.Is(err, news.ErrInvalid) {
			t.Errorf("%.40q: %v, want an *Error", in, err)
			continue
		}
		if got := in[e.Offset : e.Offset+e.Length]; got != want {
			t.Errorf("%.40q: error points at %.40q, want %.40q (%s)", in, got, want, e.MsgEN)
		}
		if e.Msg == "" || e.MsgEN == "" || e.Msg == e.MsgEN {
			t.Errorf("%.40q: messages %q, %q", in, e.Msg, e.MsgEN)
		}
	}
}

func TestErrorsSay(t *testing.T) {
	for in, want := range map[string]string{
		`hạn "hán`:               "dấu ngoặc kép này không được đóng",
		"*":                      "trước dấu * phải có ít nhất hai chữ",
		"ngày:2021-02-30":        "không có ngày “2021-02-30” trên lịch; viết 2020-07-31, 31/7/2020, 2020-07 hay 2020-07..2020-08",
		"ngày:2021..2020":        "“2021..2020” kết thúc trước khi bắt đầu",
		"ngày:mai":               "“mai” không phải là một ngày; viết 2020-07-31, 2020-07, 2020-07..2020-08 hay hôm qua",
		"màu:đỏ":                 "không có trường “màu”; dùng tỉnh:, cán bộ:, chức vụ:, nơi:, nguồn:, loại:, tiêu đề:, chủ đề: hay ngày:",
		"🎉🎉":                     "trong câu tìm không có chữ hay số nào",
		"hạn\xffhán":             "câu tìm không phải là văn bản UTF-8",
		strings.Repeat("x", 600): "câu tìm dài 600 ký tự, nhiều nhất là 512",
		strings.Repeat("a ", 33): "câu tìm có quá 32 vế",
	} {
		_, err := Parse(in, now)
		var e *Error
		if !errors.As(err, &e) || e.Msg != want {
			t.Errorf("%.40q: %v, want %q", in, e, want)
		}
	}
}

func TestAround(t *testing.T) {
	long := strings.Repeat("ạ", 100)
	for _, c := range []struct {
		text               string
		offset, length     int
		before, bad, after string
	}{
		{"hạn \"hán", 6, 1, "hạn ", `"`, "hán"},
		{"a\x01b\xffc", 3, 1, "a b", "\uFFFD", "c"},
		{long + "x" + long, 300, 1, "…" + long[:180], "x", long[:180] + "…"},
		{"", 5, 5, "", "", ""},
		{"abc", 2, 99, "ab", "c", ""},
	} {
		e := Error{Offset: c.offset, Length: c.length}
		if a, b, z := e.Around(c.text); a != c.before || b != c.bad || z != c.after {
			t.Errorf("%.20q: %q %q %q", c.text, a, b, z)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		`tỉnh:Lâm Đồng (hạn OR "lũ quét") -bão ngày:2020..2021 cán bộ:Hiệp`, "a NEAR/3 b VÀ c*", "tiêu đề:(a HOẶC -b) ngày:hôm qua",
		`"“«»`, "NOT NOT - -- (((", "x:y:z", "ngày:..", "tỉnh:A B C -D", "a\u0301* 🎉 \x00", "cán bộ : x", "ngày:(a)", "a|b|",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := Parse(s, now)
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || e.Offset < 0 || e.Length < 0 || e.Offset+e.Length > len(s) {
				t.Fatalf("%q: %#v", s, err)
			}
			return
		}
		again(t, p)
		p.Walk(func(Node) {})
	})
}
