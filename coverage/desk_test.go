package coverage

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"diembao/archive"
	"diembao/news"
	"diembao/viet/facts"
)

// written is an article of a provincial paper, read as the extractor would.
func written(n int, province, published, title, body string) news.Article {
	day, err := news.ParseDay(published)
	if err != nil {
		panic(err)
	}
	url := fmt.Sprintf("https://mau.example/%d", n)
	a := news.Article{URL: url, CanonicalURL: url, Source: "mau", Title: title, Body: body, Published: news.Instant{Time: day.Time().Add(9 * time.Hour)}}
	a.FirstSeen = a.Published
	facts.Read(&a, province)
	return a
}

func people() []news.Article {
	return []news.Article{
		written(1, "Lâm Đồng", "2024-06-05", "Sơ kết công tác dân vận", "Sáng 5/6, Tỉnh ủy Lâm Đồng tổ chức hội nghị. Đồng chí Trần Văn Mẫu, Phó Bí thư Tỉnh ủy Lâm Đồng chủ trì hội nghị."),
		written(2, "Lâm Đồng", "2024-09-09", "Thăm hộ nghèo", "Ngày 9/9, đồng chí Trần Văn Mẫu, Bí thư Tỉnh ủy Lâm Đồng thăm hộ nghèo."),
		written(3, "Sơn La", "2023-02-01", "Trồng rừng đầu nguồn", "Ngày 1/2, UBND tỉnh Sơn La họp. Đồng chí Trần Văn Mẫu, Phó Chủ tịch UBND tỉnh Sơn La chủ trì cuộc họp."),
		written(4, "Lâm Đồng", "2022-03-03", "Ra quân tuần tra", "Ngày 3/3, Đại tá Trần Mậu, Giám đốc Công an tỉnh Lâm Đồng phát lệnh ra quân."),
	}
}

func keys(t *testing.T, d *Desk, name string) string {
	t.Helper()
	found, err := d.Officials(context.Background(), name)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, p := range found {
		out = append(out, fmt.Sprintf("%s: %d", p.Key, p.Articles))
	}
	return strings.Join(out, "; ")
}

func TestOfficialsOverTime(t *testing.T) {
	d, s := shelve(t, people())
	found, err := d.Officials(context.Background(), "Trần Văn Mẫu")
	if err != nil || len(found) != 2 || found[0].Key != "Trần Văn Mẫu (Lâm Đồng)" || found[1].Key != "Trần Văn Mẫu (Sơn La)" {
		t.Fatalf("%+v, %v; want two people", found, err)
	}
	lamDong := found[0]
	if len(lamDong.Tenures) != 2 || lamDong.Tenures[0].First.Day.String() != "2024-06-05" || !strings.Contains(lamDong.Tenures[1].First.Sentence, "Bí thư Tỉnh ủy Lâm Đồng thăm") {
		t.Errorf("tenures %+v", lamDong.Tenures)
	}
	if got := keys(t, d, "tran van mau"); got != keys(t, d, "Trần Văn Mẫu") {
		t.Errorf("without diacritics %s", got)
	}
	if got := keys(t, d, "Trần Văn Mầu"); got != "" {
		t.Errorf("another name finds %s", got)
	}
	for _, c := range []struct {
		name        string
		corrections []news.Correction
		asked, want string
	}{
		{"merged", []news.Correction{{Key: "1", Kind: news.MergeOfficials, Subject: "Trần Văn Mẫu (Lâm Đồng)", Other: "Trần Văn Mẫu (Sơn La)"}},
			"Trần Văn Mẫu", "Trần Văn Mẫu (Lâm Đồng): 3"},
		{"merged both ways", []news.Correction{{Key: "1", Kind: news.MergeOfficials, Subject: "Trần Văn Mẫu (Lâm Đồng)", Other: "Trần Văn Mẫu (Sơn La)"},
			{Key: "2", Kind: news.MergeOfficials, Subject: "Trần Văn Mẫu (Sơn La)", Other: "Trần Văn Mẫu (Lâm Đồng)"}},
			"Trần Văn Mẫu", "Trần Văn Mẫu (Lâm Đồng): 3"},
		{"merged, with a further one of another name", []news.Correction{{Key: "1", Kind: news.MergeOfficials, Subject: "Trần Văn Mẫu (Lâm Đồng)", Other: "Trần Văn Mẫu (Sơn La)"},
			{Key: "2", Kind: news.MergeOfficials, Subject: "Trần Văn Mẫu (Sơn La)", Other: "Trần Mậu (Lâm Đồng)"}},
			"Trần Mậu", "Trần Văn Mẫu (Lâm Đồng): 4"},
		{"revoked", []news.Correction{{Key: "1", Kind: news.MergeOfficials, Subject: "Trần Văn Mẫu (Lâm Đồng)", Other: "Trần Văn Mẫu (Sơn La)"},
			{Key: "2", Kind: news.Revoke, Other: "1"}}, "Trần Văn Mẫu", "Trần Văn Mẫu (Lâm Đồng): 2; Trần Văn Mẫu (Sơn La): 1"},
		{"split", []news.Correction{{Key: "1", Kind: news.SplitOfficial, Subject: "Trần Văn Mẫu (Lâm Đồng)", Before: json.RawMessage(`["https://mau.example/2"]`), After: json.RawMessage(`"Trần Văn Mẫu (Lâm Đồng, sinh 1970)"`)}},
			"Trần Văn Mẫu", "Trần Văn Mẫu (Lâm Đồng): 1; Trần Văn Mẫu (Lâm Đồng, sinh 1970): 1; Trần Văn Mẫu (Sơn La): 1"},
		{"split and merged elsewhere", []news.Correction{{Key: "1", Kind: news.SplitOfficial, Subject: "Trần Văn Mẫu (Lâm Đồng)", Before: json.RawMessage(`["https://mau.example/2"]`), After: json.RawMessage(`"Trần Văn Mẫu (2)"`)},
			{Key: "2", Kind: news.MergeOfficials, Subject: "Trần Văn Mẫu (Sơn La)", Other: "Trần Văn Mẫu (2)"}},
			"Trần Văn Mẫu", "Trần Văn Mẫu (Sơn La): 2; Trần Văn Mẫu (Lâm Đồng): 1"},
		{"a split that cannot be read", []news.Correction{{Key: "1", Kind: news.SplitOfficial, Subject: "Trần Văn Mẫu (Lâm Đồng)", Before: json.RawMessage(`7`), After: json.RawMessage(`"x"`)}},
			"Trần Văn Mẫu", "Trần Văn Mẫu (Lâm Đồng): 2; Trần Văn Mẫu (Sơn La): 1"},
	} {
		s.corrections = c.corrections
		if got := keys(t, d, c.asked); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestReadSaysWhatWasCorrected(t *testing.T) {
	d, s := shelve(t, people())
	s.corrections = []news.Correction{{Key: "1", Kind: news.RemoveFact, Field: "published", Article: 2, Who: "x"}, {Key: "2", Kind: news.RemoveFact, Field: "published", Article: 1, Who: "x"},
		{Key: "3", Kind: news.Revoke, Other: "2"}}
	for id, want := range map[news.ID]int{1: 0, 2: 1, 3: 0} {
		r, err := d.Read(context.Background(), id)
		if err != nil || len(r.Corrections) != want {
			t.Errorf("article %d: %d corrections, want %d (%v)", id, len(r.Corrections), want, err)
		}
	}
	if _, err := d.Read(context.Background(), 99); !errors.Is(err, news.ErrNotFound) {
		t.Errorf("an article that is not there: %v", err)
	}
}

func TestHistoryShowsEdits(t *testing.T) {
	d, s := shelve(t, people())
	first := s.articles[1]
	first.Revision = 1
	second := first
	second.Revision, second.Title, second.Body = 2, first.Title+" (cập nhật)", strings.Replace(first.Body, "Phó Bí thư", "Bí thư", 1)
	s.revisions = map[news.ID][]news.Article{1: {first, second}}
	changes, err := d.History(context.Background(), 1)
	if err != nil || len(changes) != 2 || changes[0].BodyEdits != nil {
		t.Fatalf("%+v, %v", changes, err)
	}
	for _, part := range []struct {
		edits         []Edit
		before, after string
	}{{changes[1].TitleEdits, first.Title, second.Title}, {changes[1].BodyEdits, first.Body, second.Body}} {
		var before, after strings.Builder
		for _, e := range part.edits {
			if e.Op != "in" {
				before.WriteString(e.Text)
			}
			if e.Op != "out" {
				after.WriteString(e.Text)
			}
		}
		if before.String() != part.before || after.String() != part.after {
			t.Errorf("edits %+v are not the way from %q to %q", part.edits, part.before, part.after)
		}
	}
	if changes[1].LeadEdits != nil {
		t.Errorf("the lead did not change: %+v", changes[1].LeadEdits)
	}
	if _, err := d.History(context.Background(), 99); !errors.Is(err, news.ErrNotFound) {
		t.Errorf("an article that is not there: %v", err)
	}
}

func TestOutletHealth(t *testing.T) {
	d, s := shelve(t, nil)
	now := time.Date(2024, 6, 5, 0, 0, 0, 0, time.UTC)
	d.Now = func() time.Time { return now }
	for _, id := range []string{"tot", "loi", "im", "moi", "tat"} {
		d.Sources = append(d.Sources, news.Source{ID: id, Name: id, Home: "https://" + id + ".example/", Disabled: id == "tat"})
	}
	stats := func(source string, ago time.Duration) archive.SourceStats {
		return archive.SourceStats{Source: source, Articles: 3, Snapshots: 3, LastSnapshot: now.Add(-ago), Visits: map[news.VisitState]int{news.Due: 2, news.Retry: 1, news.Quarantined: 4}}
	}
	s.stats.PerSource = []archive.SourceStats{stats("tot", time.Hour), stats("loi", time.Hour), stats("im", 30*24*time.Hour), stats("nhap", time.Hour)}
	s.hosts = []news.HostState{{Host: "https://loi.example", Failures: 3, LastError: "timeout"}}
	outlets, err := d.Outlets(context.Background())
	if err != nil || len(outlets) != 6 {
		t.Fatalf("%+v, %v", outlets, err)
	}
	want := map[string]string{"tot": "ok", "loi": "failing", "im": "silent", "moi": "idle", "tat": "disabled", "nhap": "ok"}
	for _, o := range outlets {
		if o.State != want[o.Source.ID] {
			t.Errorf("%s is %s, want %s", o.Source.ID, o.State, want[o.Source.ID])
		}
	}
	if o := outlets[1]; o.LastError != "timeout" || o.Waiting != 3 || o.Failed != 4 {
		t.Errorf("%+v", o)
	}
}

// TestTopicsOpenIntoTheirArticles: the same numbers on every call, shares and series that add up, and behind each number
// the articles it counts.
func TestTopicsOpenIntoTheirArticles(t *testing.T) {
	d, _ := shelve(t, articlesOf(ofSeed(t, "1")))
	ctx := context.Background()
	for _, q := range []news.Query{{}, {Province: "Lâm Đồng"}, {Text: "du lịch", From: news.Day{Year: 2024, Month: 1, Day: 1}}} {
		for _, by := range []string{news.FacetDay, news.FacetWeek, news.FacetMonth, news.FacetYear} {
			report, err := d.Topics(ctx, q, by, 8)
			if err != nil || len(report.Topics) == 0 {
				t.Fatalf("%+v by %s: %d topics, %v", q, by, len(report.Topics), err)
			}
			again, _ := d.Topics(ctx, q, by, 8)
			if fmt.Sprint(report) != fmt.Sprint(again) {
				t.Errorf("%+v by %s: another answer the second time", q, by)
			}
			all, err := d.Search(ctx, q)
			if err != nil || all.Total != report.Articles {
				t.Errorf("%+v: %d articles, the search finds %d (%v)", q, report.Articles, all.Total, err)
			}
			for i, topic := range report.Topics {
				checkTopic(t, d, report, topic)
				if i > 0 && topic.Articles > report.Topics[i-1].Articles {
					t.Errorf("%q is out of order", topic.Topic)
				}
			}
		}
	}
	if _, err := d.Topics(ctx, news.Query{}, "decade", 3); !errors.Is(err, news.ErrInvalid) {
		t.Errorf("by decade: %v", err)
	}
}

func checkTopic(t *testing.T, d *Desk, report TopicReport, topic Topic) {
	t.Helper()
	found, err := d.Search(context.Background(), topic.Query)
	if err != nil || found.Total != topic.Articles {
		t.Errorf("%q: %d articles, opened %d (%v)", topic.Topic, topic.Articles, found.Total, err)
	}
	if math.Abs(topic.Share-float64(topic.Articles)/float64(report.Articles)) > 1e-9 {
		t.Errorf("%q: share %v of %d", topic.Topic, topic.Share, report.Articles)
	}
	sum := 0
	inSeries := map[string]Period{}
	for _, p := range topic.Series {
		sum += p.Articles
		inSeries[p.Period] = p
		if p.P < 0 || p.P > 1 || p.Expected < 0 {
			t.Errorf("%q: %+v", topic.Topic, p)
		}
	}
	if sum > topic.Articles { // articles without a date are in no period
		t.Errorf("%q: periods add up to %d of %d articles", topic.Topic, sum, topic.Articles)
	}
	for _, b := range topic.Bursts {
		if inSeries[b.Period] != b || b.P >= burstP || b.Articles < burstLeast {
			t.Errorf("%q: burst %+v is not in the series", topic.Topic, b)
		}
	}
}

func TestPriorRefusesAndCuts(t *testing.T) {
	d, _ := shelve(t, people())
	ctx := context.Background()
	for _, text := range []string{"", "hai chữ", "\x00\xff\xfe", strings.Repeat(" ", 5000)} {
		if _, err := d.Prior(ctx, Draft{Text: text}); !errors.Is(err, news.ErrInvalid) {
			t.Errorf("a draft %.20q: %v", text, err)
		}
	}
	long := wholeText(people()[0]) + strings.Repeat(" một câu không ai viết ra cả", 200_000)
	p, err := d.Prior(ctx, Draft{Text: long})
	if err != nil || len(p.Notes) == 0 || len(p.Matches) == 0 || p.Matches[0].ID != 1 {
		t.Errorf("a draft of 5 MB: %d matches, notes %q, %v", len(p.Matches), p.Notes, err)
	}
	own, err := d.Prior(ctx, Draft{Text: wholeText(people()[0]), Except: 1})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range own.Matches {
		if m.ID == 1 {
			t.Error("an article is prior coverage of itself")
		}
	}
}

// TestPriorSaysWhatRecurs: the same committee's meeting a year later is a part of the same words at most, and said to
// recur; a copy months later is a copy.
func TestPriorSaysWhatRecurs(t *testing.T) {
	meeting := func(n, year int) news.Article {
		return written(n, "Lâm Đồng", fmt.Sprintf("%d-12-13", year), fmt.Sprintf("Tổng kết công tác thông tin đối ngoại năm %d", year),
			fmt.Sprintf("Sáng 13/12/%d, Ban Chỉ đạo công tác thông tin đối ngoại tỉnh Lâm Đồng tổ chức hội nghị tổng kết công tác năm %d. "+
				"Đồng chí Phạm Thị Thử, Trưởng Ban Tuyên giáo Tỉnh ủy Lâm Đồng chủ trì hội nghị. Theo báo cáo, trong năm các cơ quan báo chí của tỉnh đã đăng %d tin, bài; "+
				"nội dung thông tin bám sát sự kiện lớn của đất nước và của tỉnh, hình thức thể hiện bớt khô cứng. Hội nghị đã khen thưởng %d tập thể có thành tích trong năm.", year, year, year*2, year-2000))
	}
	d, _ := shelve(t, []news.Article{meeting(1, 2022), meeting(2, 2023)})
	now := meeting(3, 2024)
	p, err := d.Prior(context.Background(), Draft{Text: wholeText(now), Day: news.Day{Year: 2024, Month: 12, Day: 14}})
	if err != nil || len(p.Matches) != 2 || len(p.Notes) == 0 {
		t.Fatalf("%+v, %v", p, err)
	}
	for _, m := range p.Matches {
		if !m.Recurring || m.Class == SameText || m.Class == SameEvent {
			t.Errorf("%q is %s, recurring %v: %s", m.Title, m.Class, m.Recurring, m.Reason)
		}
	}
	late := meeting(2, 2023)
	p, err = d.Prior(context.Background(), Draft{Text: wholeText(late), Day: news.Day{Year: 2024, Month: 8, Day: 1}})
	if err != nil || p.Matches[0].ID != 2 || p.Matches[0].Class != SameText || p.Matches[0].Recurring {
		t.Errorf("a late copy: %+v, %v", p.Matches[0], err)
	}
}
