package dates

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"diembao/news"
)

func FuzzFind(f *testing.F) {
	for _, c := range finds {
		f.Add(c.text, c.pub != "")
	}
	f.Add("\xff 31/7\xff/20 mùng\u0301 1 Tết 9,10-11/10 (31/7", true)
	f.Fuzz(func(t *testing.T, text string, known bool) {
		ref := Ref{Field: news.InLead}
		if known {
			ref.Published = news.Day{Year: 2024, Month: time.February, Day: 29}
		}
		end := 0
		for _, d := range Find(nil, text, ref) {
			if d.Start < end || d.End <= d.Start || d.End > len(text) || d.Text != text[d.Start:d.End] || d.Field != news.InLead || d.Rule == "" {
				t.Fatalf("%q: %+v after %d", text, d, end)
			}
			if utf8.ValidString(text) && (!utf8.ValidString(d.Text)) {
				t.Fatalf("%q: %+v cuts a rune", text, d)
			}
			if d.From.IsZero() != d.To.IsZero() || d.From.IsZero() != (d.Reason != "") {
				t.Fatalf("%q: %+v: resolved and not", text, d)
			}
			if !d.From.IsZero() && (!d.From.Valid() || !d.To.Valid() || d.To.Before(d.From)) {
				t.Fatalf("%q: %+v is no span", text, d)
			}
			end = d.End
		}
	})
}

func FuzzStamps(f *testing.F) {
	for _, s := range []string{"Thứ Năm, 02/11/2017 10:00 | GMT +7", "3:07 CH, 5 Tháng Sáu, 2021", "2026-03-07T08:52:11.000 +07:00", "https://a.vn/2020/07/31/x-20260307080054340.htm", "Sat, 7 Mar 2026 01:52:11 GMT"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for name, read := range map[string]func(string) (Stamp, bool){"Line": Line, "Machine": Machine, "FromURL": FromURL} {
			st, ok := read(s)
			if ok && (st.Start < 0 || st.End <= st.Start || st.End > len(s) || st.Time.Year() < 1989 || st.Time.Year() > 2101) {
				t.Fatalf("%s(%q) = %+v", name, s, st)
			}
			if utf8.ValidString(s) && ok && !utf8.ValidString(s[st.Start:st.End]) {
				t.Fatalf("%s(%q) = %+v cuts a rune", name, s, st)
			}
			if !ok && st != (Stamp{}) {
				t.Fatalf("%s(%q) = %+v, false", name, s, st)
			}
		}
		MonthFromURL(s)
	})
}

// A long line takes the time of its length, not of its square: this test would not end otherwise.
func TestFindLongLine(t *testing.T) {
	for _, piece := range []string{"9, ", "31/7", "1 tháng ", "ngày ", "(", "a", "9-", "Nguyễn Văn Mẫu ngày 31/7 ", "\xe1"} {
		text := strings.Repeat(piece, 1<<20/len(piece))
		Find(nil, text, Ref{Published: news.Day{Year: 2020, Month: time.July, Day: 31}})
		Line(text)
	}
}

func BenchmarkFind(b *testing.B) {
	const s = "Sáng 31/7, tại hội trường UBND tỉnh, đồng chí Nguyễn Văn Mẫu, Phó Bí thư Thường trực Tỉnh uỷ, chủ trì hội nghị triển khai " +
		"Nghị quyết số 18-NQ/TW; thu ngân sách đạt 2.063 tỷ đồng, bằng 105,5% kế hoạch – cao nhất từ trước đến nay.\n"
	text := strings.Repeat(s, 3000/len(s)+1)
	ref := Ref{Published: news.Day{Year: 2020, Month: time.July, Day: 31}}
	dst := make([]news.Date, 0, 64)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		dst = Find(dst[:0], text, ref)
	}
}

func BenchmarkLine(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Line("Thứ Năm, 02/11/2017 10:00 | GMT +7")
	}
}
