package digest

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"diembao/news"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func who(o news.Official, _ *news.Article) string { return o.Name + " (Lâm Đồng)" }

// at is a time of 13 December 2024.
func at(hour, minute int) news.Instant {
	return news.Instant{Time: time.Date(2024, 12, 13, hour, minute, 0, 0, news.ICT)}
}

// outlets are those of the samples, by id.
var outlets = map[string]news.Source{
	"mau":  {ID: "mau", Name: "Báo Mẫu", Kind: news.Newspaper, Province: "Lâm Đồng", Home: "https://mau.example/"},
	"dai":  {ID: "dai", Name: "Đài Mẫu", Kind: news.Broadcaster, Province: "Đắk Nông", Home: "https://dai.example/"},
	"xa":   {ID: "xa", Name: "Báo Xa", Kind: news.Newspaper, Province: "Cà Mau", Home: "https://xa.example/"},
	"toan": {ID: "toan", Name: "Thông tấn Mẫu", Kind: news.Agency, Home: "https://toan.example/"},
	"la":   {ID: "la", Name: "la"},
}

// report is an article of a source with what a test is about.
func report(id news.ID, source, title string, published news.Instant, more func(*Report)) Report {
	url := fmt.Sprintf("https://%s.example/%d", source, id)
	r := Report{In: true, Outlet: outlets[source], Article: news.Article{ID: id, Revision: 1, Source: source, URL: url, CanonicalURL: url,
		Title: title, Published: published, FirstSeen: news.Instant{Time: at(20, 0).UTC()}}}
	if more != nil {
		more(&r)
	}
	return r
}

func official(name string, posts ...news.Post) news.Official {
	o := news.Official{Name: name, Posts: posts}
	for _, p := range posts {
		o.Positions = append(o.Positions, p.Text)
	}
	return o
}

func day(s string) news.Day {
	d, err := news.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

// sample is a digest with something of everything, some of it written by somebody hostile.
func sample() Digest {
	forest := []Report{
		report(4, "toan", "Lâm Đồng trồng rừng ven sông", at(9, 30), func(r *Report) {
			r.CopyOf, r.Article.Credit, r.Article.Revision = 2, "Báo Mẫu", 2
		}),
		report(2, "mau", "Lâm Đồng trồng rừng ven sông", at(8, 15), func(r *Report) {
			r.Article.Section, r.Article.Lead = "Kinh tế", "(MM online) - Sáng 13/12, UBND tỉnh Lâm Đồng phát động trồng rừng ven sông."
			r.Article.Officials = []news.Official{official("Trần Văn Mẫu", news.Post{Text: "Phó Chủ tịch UBND tỉnh", Office: "ubnd.pct"}, news.Post{Text: "Phó Chủ tịch UBND tỉnh Lâm Đồng", Office: "ubnd.pct"})}
			r.Article.Places = []news.Place{{Name: "Việt Nam", Kind: news.Country}, {Name: "Lâm Đồng", Kind: news.ProvinceKind, Code: "68"}, {Name: "Đinh Lạc", Kind: news.Commune, Code: "24980", Current: news.Current{Name: "Bảo Thuận", Code: "25000"}}}
			r.Article.Dates = []news.Date{{From: day("2024-12-13"), To: day("2024-12-13")}, {From: day("2025-01-01"), To: day("2025-12-31")}, {Reason: "no year"}}
		}),
		report(3, "xa", "Trồng rừng ở Lâm Đồng", at(7, 0), func(r *Report) { r.In = false }),
	}
	market := []Report{report(5, "la", `=HYPERLINK("https://x") <script>alert(1)</script> *tít* & [x](y)`, at(0, 0), func(r *Report) {
		r.Article.DayOnly, r.Article.URL, r.Article.Section = true, "javascript:alert(1)", "Văn hóa - Xã hội"
		r.Article.Body = "Chợ phiên.\nChợ phiên vùng cao họp lại từ tuần này sau ba tháng sửa đường. Người bán đến từ sớm.\x1b[31m Giá rau không đổi."
		r.Article.Officials = []news.Official{official("Trần Văn Mẫu", news.Post{Text: "Phó Chủ tịch UBND tỉnh Lâm Đồng", Office: "ubnd.pct"})}
		r.Article.Gone = news.Instant{Time: at(22, 0).UTC()}
	})}
	undated := []Report{report(6, "dai", "Thông báo lịch tiếp dân", news.Instant{}, nil)}
	d := Compose(Request{Query: news.Query{Province: "Lâm Đồng", From: day("2024-12-12"), To: day("2024-12-13"), Text: "trồng rừng"}},
		[]Story{{ID: 2, Reports: forest}, {ID: 5, Reports: market}, {ID: 6, Reports: undated}}, who)
	d.Changed = append(d.Changed, Change{Carrier: NewCarrier(forest[0], d.Query), Steps: []Step{{Revision: 2, Seen: news.Instant{Time: at(11, 0).UTC()},
		Title: []Edit{{"same", "Lâm Đồng trồng rừng "}, {"out", "ven suối"}, {"in", "ven sông"}}}}})
	d.Withdrawn = append(d.Withdrawn, Withdrawal{Carrier: NewCarrier(market[0], d.Query), Last: market[0].Article.Title})
	d.Notes = []Note{{Key: "cut", N: 5000}, {Text: "ghi chú của phần tìm kiếm"}}
	d.Lag.Changes = 3
	return d
}

func TestCompose(t *testing.T) {
	d := sample()
	if got, want := d.Summary.Sides, []Share{{Own, 2, 2, .5}, {National, 1, 1, .25}, {Unlisted, 1, 1, .25}}; !cmp.Equal(got, want) {
		t.Errorf("sides %s", cmp.Diff(want, got)) // Đắk Nông went into Lâm Đồng, whose outlets are one province's today
	}
	if s := d.Summary; s.Articles != 4 || s.Stories != 3 || s.Outlets != 4 || s.Undated != 1 {
		t.Errorf("summary %+v", s)
	}
	if got := d.Summary.Officials; len(got) != 1 || got[0].Articles != 2 || !cmp.Equal(got[0].Posts, []string{"Phó Chủ tịch UBND tỉnh Lâm Đồng"}) {
		t.Errorf("officials %+v, want one person of two articles in one post", got)
	}
	if !d.BySubject || len(d.Sections) != 3 || d.Sections[0].Subject != "economy" || d.Sections[1].Subject != "society" || d.Sections[2].Subject != Undated {
		t.Errorf("sections %+v", d.Sections)
	}
	e := d.Sections[0].Stories[0]
	if ids := []news.ID{e.Carriers[0].ID, e.Carriers[1].ID, e.Carriers[2].ID}; !cmp.Equal(ids, []news.ID{3, 2, 4}) || e.First != 3 || e.Article != 2 || e.Articles != 2 || e.Outlets != 2 {
		t.Errorf("carriers %v, first %d, headline of %d, %d articles of %d outlets", ids, e.First, e.Article, e.Articles, e.Outlets)
	}
	if e.Summary != "Sáng 13/12, UBND tỉnh Lâm Đồng phát động trồng rừng ven sông." || e.From != "lead" {
		t.Errorf("summary %q of %q", e.Summary, e.From)
	}
	if len(e.Places) != 2 || e.Places[1].Now != "Bảo Thuận" || len(e.Days) != 2 || e.Number != 1 {
		t.Errorf("places %+v, days %+v", e.Places, e.Days)
	}
	if empty := Compose(Request{}, nil, who); !empty.Empty() || empty.Sections == nil || empty.Summary.Officials == nil {
		t.Errorf("nothing found: %+v", empty)
	}
}

// TestFirst: nobody is called first whom the pages do not prove to be.
func TestFirst(t *testing.T) {
	midnight := at(0, 0)
	carrier := func(id news.ID, published news.Instant, dayOnly bool) Carrier {
		return Carrier{ID: id, Published: published, DayOnly: dayOnly, FirstSeen: at(1, 0)}
	}
	tomorrow := news.Instant{Time: midnight.AddDate(0, 0, 1)}
	for name, c := range map[string]struct {
		carriers []Carrier
		want     news.ID
	}{
		"alone":                {[]Carrier{carrier(1, at(8, 0), false)}, 0},
		"earlier by a minute":  {[]Carrier{carrier(1, at(8, 0), false), carrier(2, at(8, 1), false)}, 1},
		"the same minute":      {[]Carrier{carrier(1, at(8, 0), false), carrier(2, at(8, 0), false)}, 0},
		"a day without hour":   {[]Carrier{carrier(1, at(8, 0), false), carrier(2, midnight, true)}, 0},
		"the next day":         {[]Carrier{carrier(1, at(8, 0), false), carrier(2, tomorrow, true)}, 1},
		"one without a day":    {[]Carrier{carrier(1, at(8, 0), false), carrier(2, news.Instant{}, false)}, 0},
		"itself without hour":  {[]Carrier{carrier(1, midnight, true), carrier(2, tomorrow, false)}, 0},
		"itself without a day": {[]Carrier{carrier(1, news.Instant{}, false), carrier(2, tomorrow, false)}, 0},
	} {
		if got := first(c.carriers); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}

func TestSubjects(t *testing.T) {
	for section, want := range map[string]string{
		"Kinh tế": "economy", "KINH TẾ": "economy", "Văn hóa - Xã hội": "society", "Văn hoá – Xã hội": "society", "Thời sự - Chính trị": "politics",
		"Thời sự": "news", "Quốc phòng, An ninh": "security", "Quốc phòng và An ninh": "security", "Khoa học & Công nghệ": "technology", "Xây dựng Đảng": "politics",
		"Trang chủ / Y tế": "society", "": "", "Góc nhìn": "", "–": "", "Media": "",
	} {
		if got := subjectOf(section); got != want {
			t.Errorf("%q is %q, want %q", section, got, want)
		}
	}
	for address, want := range map[string]string{
		"https://a.example/kinh-te/202401/bai.html": "economy", "https://a.example/thoi-su/bai": "news", "https://a.example/kinh-te": "", "https://a.example/bai.html": "", "::": "",
	} {
		if got := subjectOf(folder(address)); got != want {
			t.Errorf("%s is %q, want %q", address, got, want)
		}
	}
	seen := map[string]bool{}
	for _, s := range subjects().list {
		if s.key == "" || s.vi == "" || s.en == "" || seen[s.key] {
			t.Errorf("subject %+v", s)
		}
		seen[s.key] = true
	}
}

// TestNoSectionsWithoutGround: where most outlets name no section, nothing is put under one.
func TestNoSectionsWithoutGround(t *testing.T) {
	var stories []Story
	for i := range 5 {
		stories = append(stories, Story{ID: news.ID(i + 1), Reports: []Report{report(news.ID(i+1), "mau", "Tin", at(10-i, 0), func(r *Report) {
			if i < 2 {
				r.Article.Section = "Kinh tế"
			}
		})}})
	}
	d := Compose(Request{}, stories, who)
	if d.BySubject || len(d.Sections) != 1 || d.Sections[0].Stories[0].Story != 5 {
		t.Errorf("%+v, want one section in the order of time", d.Sections)
	}
}

func TestSummaries(t *testing.T) {
	long := strings.Repeat("Một câu dài vừa phải nói về việc trồng rừng ven sông của tỉnh trong năm nay. ", 20)
	for name, c := range map[string]struct {
		article    news.Article
		want, from string
	}{
		"lead":            {news.Article{Lead: " (TTXVN) – Sáng nay họp. "}, "Sáng nay họp.", "lead"},
		"lead is title":   {news.Article{Title: "Họp bàn trồng rừng", Lead: "Họp bàn trồng rừng", Body: "Sáng nay, tỉnh họp bàn trồng rừng."}, "Sáng nay, tỉnh họp bàn trồng rừng.", "text"},
		"nothing":         {news.Article{Title: "Ảnh"}, "", ""},
		"not neighbours":  {news.Article{Title: "Trồng rừng ven sông", Body: "Sáng nay, tỉnh họp. Có nhiều đại biểu dự. Kế hoạch là trồng rừng ven sông."}, "Sáng nay, tỉnh họp. […] Kế hoạch là trồng rừng ven sông.", "text"},
		"long lead":       {news.Article{Lead: long}, strings.TrimSpace(strings.Repeat(long[:strings.Index(long, ".")+2], 7)), "lead"},
		"caption is none": {news.Article{Title: "Tít", Body: "Ảnh chụp ở cuộc họp sáng nay.\nTỉnh họp bàn việc làm đường.", Blocks: []news.Block{{Kind: news.Caption, End: len("Ảnh chụp ở cuộc họp sáng nay.")}, {Kind: news.Paragraph, Start: len("Ảnh chụp ở cuộc họp sáng nay.") + 1, End: len("Ảnh chụp ở cuộc họp sáng nay.\nTỉnh họp bàn việc làm đường.")}}}, "Tỉnh họp bàn việc làm đường.", "text"},
	} {
		got, from := summarise(&c.article)
		if got != c.want || from != c.from {
			t.Errorf("%s: %q (%s), want %q (%s)", name, got, from, c.want, c.from)
		}
	}
}

func TestSpans(t *testing.T) {
	for want, s := range map[string]Span{
		"05/06/2024": {day("2024-06-05"), day("2024-06-05")}, "02/2024": {day("2024-02-01"), day("2024-02-29")}, "12/2024": {day("2024-12-01"), day("2024-12-31")},
		"2024": {day("2024-01-01"), day("2024-12-31")}, "01/06/2024 – 03/06/2024": {day("2024-06-01"), day("2024-06-03")},
	} {
		if got := s.text(); got != want {
			t.Errorf("%+v is %q, want %q", s, got, want)
		}
	}
}

func TestAroundKeepsWhatChanged(t *testing.T) {
	same := strings.Repeat("từ ", 50)
	got := Around([]Edit{{"same", same}, {"out", "cũ"}, {"in", "mới"}, {"same", " " + same}, {"in", "thêm"}, {"same", same}})
	want := []Edit{{"same", "… từ từ từ từ từ từ "}, {"out", "cũ"}, {"in", "mới"}, {"same", " từ từ từ từ từ từ … từ từ từ từ từ từ "}, {"in", "thêm"}, {"same", "từ từ từ từ từ từ … "}}
	if !cmp.Equal(got, want) {
		t.Error(cmp.Diff(want, got))
	}
	if Around(nil) != nil {
		t.Error("no change is none")
	}
}

// TestGolden holds every form, and that it is the same each time.
func TestGolden(t *testing.T) {
	for file, c := range map[string]struct {
		form Format
		lang string
	}{"sample.md": {Markdown, "vi"}, "sample-en.md": {Markdown, "en"}, "sample.html": {HTML, "vi"}, "sample.csv": {CSV, "vi"}, "sample.json": {JSON, ""}, "sample.docx": {DOCX, "vi"}} {
		var got, again bytes.Buffer
		if err := Write(&got, c.form, sample(), c.lang); err != nil {
			t.Fatal(err)
		}
		if err := Write(&again, c.form, sample(), c.lang); err != nil || !bytes.Equal(got.Bytes(), again.Bytes()) {
			t.Errorf("%s: not the same twice (%v)", file, err)
		}
		if c.form == DOCX {
			file, got = "sample.docx.xml", *bytes.NewBufferString(unzip(t, got.Bytes())["word/document.xml"])
		}
		path := filepath.Join("testdata", file)
		if *update {
			if err := os.MkdirAll("testdata", 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got.String() != string(want) {
			t.Errorf("%s: %s", file, cmp.Diff(string(want), got.String()))
		}
	}
}

func TestFormats(t *testing.T) {
	for name, want := range map[string]Format{"a.docx": DOCX, "A.HTML": HTML, "x/y.htm": HTML, "a.csv": CSV, "a.md": Markdown, "a.json": JSON} {
		if got, err := FormatOf(name); got != want || err != nil {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	for _, name := range []string{"", "a", "a.pdf", "docx"} {
		if _, err := FormatOf(name); !errors.Is(err, news.ErrInvalid) {
			t.Errorf("%q: %v", name, err)
		}
	}
	if err := Write(&bytes.Buffer{}, "pdf", sample(), "vi"); !errors.Is(err, news.ErrInvalid) {
		t.Errorf("pdf: %v", err)
	}
	for key, text := range words() {
		if text[0] == "" || text[1] == "" || strings.Count(text[0], "%s") != strings.Count(text[1], "%s") {
			t.Errorf("%s: %q and %q", key, text[0], text[1])
		}
	}
}
