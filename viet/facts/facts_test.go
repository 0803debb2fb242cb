package facts

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"diembao/news"
)

func article() news.Article {
	return news.Article{
		Title:     "Họp bàn sửa tuyến kè ven đầm tỉnh Bình Định",
		Lead:      "Sáng 31/7, UBND tỉnh Bình Định họp bàn việc sửa tuyến kè ven đầm bị sạt trong bão.",
		Body:      "Đồng chí Hồ Quang Mẫn, Phó Chủ tịch UBND tỉnh chủ trì cuộc họp.\nNgày 1/8, các xã báo cáo số nhà tốc mái.\nPhó Giám đốc Sở Nông nghiệp và Môi trường Lê Thảo cho biết việc rải đá đã xong.",
		Published: news.Instant{Time: time.Date(2020, 7, 31, 16, 0, 0, 0, news.ICT)},
	}
}

func TestRead(t *testing.T) {
	a := article()
	Read(&a, "Bình Định")
	if a.Province.Name != "Bình Định" || a.Province.Reason == "" {
		t.Errorf("province %+v", a.Province)
	}
	var names []string
	for _, o := range a.Officials {
		names = append(names, o.Name)
	}
	if !reflect.DeepEqual(names, []string{"Hồ Quang Mẫn", "Lê Thảo"}) {
		t.Errorf("officials %q", names)
	}
	var days []string
	for _, d := range a.Dates {
		if d.Origin != news.FromText || text(&a, d.Field)[d.Start:d.End] != d.Text {
			t.Errorf("date %+v", d)
		}
		days = append(days, string(d.Field)+" "+d.From.String())
	}
	if !reflect.DeepEqual(days, []string{"lead 2020-07-31", " 2020-08-01"}) {
		t.Errorf("days %q", days)
	}
	if len(a.Places) == 0 || a.Places[0].Name != "Bình Định" {
		t.Errorf("places %+v", a.Places)
	}
}

func text(a *news.Article, f news.Field) string {
	switch f {
	case news.InTitle:
		return a.Title
	case news.InLead:
		return a.Lead
	}
	return a.Body
}

// TestByline: who signs is no official, in whatever case and company he signs.
func TestByline(t *testing.T) {
	for _, byline := range []string{"Lê Thảo", "LÊ THẢO", "Văn An - Lê Thảo", "Tin, ảnh: Lê Thảo (TTXVN)"} {
		a := article()
		a.Byline = byline
		Read(&a, "")
		if len(a.Officials) != 1 || a.Officials[0].Name != "Hồ Quang Mẫn" {
			t.Errorf("byline %q: %+v", byline, a.Officials)
		}
	}
}

// TestSigner: an official named twice in the text stays one even when somebody of that name signs.
func TestSigner(t *testing.T) {
	a := article()
	a.Body += "\nPhó Giám đốc Sở Nông nghiệp và Môi trường Lê Thảo đề nghị các xã báo cáo sớm."
	a.Byline = "Lê Thảo"
	Read(&a, "")
	if len(a.Officials) != 2 {
		t.Errorf("%+v", a.Officials)
	}
}

// TestUndated: of an article without a publication day one part may settle the year of another.
func TestUndated(t *testing.T) {
	a := news.Article{
		Title: "Tổng kết công tác tiếp dân năm 2019, triển khai nhiệm vụ năm 2020",
		Body:  "Sáng 27/12, Thanh tra tỉnh Hà Nam họp tổng kết.",
	}
	Read(&a, "")
	found := false
	for _, d := range a.Dates {
		found = found || d.From == news.Day{Year: 2019, Month: time.December, Day: 27} && d.To == d.From
	}
	if !found {
		t.Errorf("days %+v", a.Dates)
	}
}

// TestEmpty: lists print as [] and old facts go.
func TestEmpty(t *testing.T) {
	a := news.Article{Officials: []news.Official{{Name: "cũ"}}, Province: news.Subject{Name: "cũ"}}
	Read(&a, "")
	raw, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"dates":[]`, `"officials":[]`, `"places":[]`} {
		if !strings.Contains(string(raw), want) {
			t.Errorf("no %s in %s", want, raw)
		}
	}
	if a.Province.Name != "" {
		t.Errorf("province %+v", a.Province)
	}
}

func TestSame(t *testing.T) {
	a, b := article(), article()
	Read(&a, "Bình Định")
	Read(&b, "Bình Định")
	if !reflect.DeepEqual(a, b) {
		t.Error("the same article gives other facts")
	}
}

func FuzzRead(f *testing.F) {
	a := article()
	f.Add(a.Title, a.Lead, a.Body, "Bình Định")
	f.Fuzz(func(t *testing.T, title, lead, body, province string) {
		a := news.Article{Title: title, Lead: lead, Body: body, Published: news.Instant{Time: time.Date(2020, 7, 31, 0, 0, 0, 0, news.ICT)}}
		Read(&a, province)
		check := func(m news.Mention) {
			if s := text(&a, m.Field); m.Start < 0 || m.End > len(s) || m.Start > m.End || s[m.Start:m.End] != m.Text {
				t.Fatalf("%+v points elsewhere", m)
			}
		}
		for _, d := range a.Dates {
			check(d.Mention)
		}
		for _, o := range a.Officials {
			for _, m := range o.Mentions {
				check(m)
			}
		}
		for _, p := range a.Places {
			for _, m := range p.Mentions {
				check(m)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	a := article()
	a.Body = strings.Repeat(a.Body+"\n", 10)
	b.SetBytes(int64(len(a.Title) + len(a.Lead) + len(a.Body)))
	b.ReportAllocs()
	for b.Loop() {
		Read(&a, "Bình Định")
	}
}
