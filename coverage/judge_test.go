package coverage

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"diembao/archive"
	"diembao/news"
)

func TestSeries(t *testing.T) {
	for _, c := range []struct {
		x, y string
		want bool
	}{
		{"Giá cà phê hôm nay 19.6: Nhà vườn chưa vội bán", "Giá cà phê hôm nay 18.6: Có nơi tăng nhẹ", true},
		{"Thông cáo số 18, kỳ họp thứ 3", "Thông cáo số 23 kỳ họp thứ 3", true},
		{"Thông cáo số 18, kỳ họp thứ 3", "Thông cáo số 18 kỳ họp thứ 3", false},
		{"Truyện dài: Bến cũ (Phần 20)", "Truyện dài: Bến cũ (Phần cuối)", false}, // no number to tell by
		{"Truyện dài: Bến cũ (Phần 20)", "Truyện dài: Bến cũ (Phần 21)", true},
		{"Lịch cắt điện huyện Đức Mẫu ngày 18/5/2017", "Lịch cắt điện huyện Đức Mẫu ngày 24/5/2017", true},
		{"Mưa lũ làm 12 người mất tích ở Mẫu Sơn", "Mưa lũ làm 14 người mất tích ở Mẫu Sơn", false}, // people, of one flood
		{"Tin ngày 8/2", "Tin ngày 9/2", false}, // too little to tell
		{"Giá cà phê hôm nay 7.6: Nhà vườn chưa vội bán", "Giá cà phê hôm nay 07/6: Có nơi tăng nhẹ", false},
		{"Khởi công cầu Bến Mẫu sáng 8/2", "Khánh thành cầu Bến Mẫu sáng 9/8", false},
		{"", "", false},
	} {
		if got := inSeries(headlined(c.x), headlined(c.y)); got != c.want {
			t.Errorf("%q and %q: %v", c.x, c.y, got)
		}
	}
}

// say makes a text of n words of its own.
func say(of string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%s%d ", of, i)
	}
	return b.String()
}

// TestStandingText: what articles of many days have is no match for a draft of one day, but the copy of the day before is.
func TestStandingText(t *testing.T) {
	appeal := "Mọi đóng góp xin gửi về báo Mẫu, số tài khoản một hai ba bốn, xin ghi rõ ủng hộ hoàn cảnh nào. " + say("quỹ", 60)
	day := func(n int) news.Instant {
		return news.Instant{Time: news.Day{Year: 2024, Month: 6, Day: 1}.Add(n).Time()}
	}
	var articles []news.Article
	for i := range 6 {
		name := string(rune('a' + i))
		articles = append(articles, news.Article{URL: "https://mau.example/" + name, Title: "Hoàn cảnh " + name, Body: say(name, 300) + appeal, Published: day(5 * i), FirstSeen: day(5 * i)})
	}
	copied := news.Article{URL: "https://hai.example/1", Title: "Chép lại", Body: say("nháp", 120) + appeal, Published: day(40), FirstSeen: day(40)}
	d, _ := shelve(t, append(articles, copied))
	prior, err := d.Prior(context.Background(), Draft{Text: "Hoàn cảnh mới\n" + say("nháp", 120) + say("mới", 150) + appeal, Day: news.DayOf(day(41).Time)})
	if err != nil {
		t.Fatal(err)
	}
	if len(prior.Matches) != 1 || prior.Matches[0].ID != 7 || prior.Matches[0].Class != SameText {
		t.Errorf("matches %+v, want the copy of the day before alone", prior.Matches)
	}
	undated, err := d.Prior(context.Background(), Draft{Text: "Hoàn cảnh mới\n" + say("mới", 150) + appeal})
	if err != nil || len(undated.Matches) < 6 {
		t.Errorf("%d matches for a draft of no day (%v), want all that have the appeal", len(undated.Matches), err)
	}
}

// TestAnEditedArticleIsReadAgain: what is kept ready is what stands in the archive now.
func TestAnEditedArticleIsReadAgain(t *testing.T) {
	a := news.Article{URL: "https://mau.example/1", Title: "Đường lên Mẫu Sơn", Body: say("cũ", 100)}
	d, s := shelve(t, []news.Article{a})
	first, err := d.prepared(context.Background(), 1)
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := d.prepared(context.Background(), 1); again != first {
		t.Error("an article that is the same was read twice")
	}
	edited := s.articles[1]
	edited.Title, edited.Revision = "Đường về Mẫu Sơn", 2
	s.articles[1] = edited
	if _, err := d.Place(context.Background(), []news.Article{edited}); err != nil {
		t.Fatal(err)
	}
	if told := d.prepareAll(context.Background(), []news.ID{1}, true); len(told) != 1 || told[0].title != edited.Title {
		t.Errorf("%+v after the stories stage was told of the edit", told)
	}
	if again, err := d.prepared(context.Background(), 1); err != nil || again.title != edited.Title {
		t.Errorf("%+v (%v) after the edit", again, err)
	}
	var r recent
	for id := range news.ID(5 * keptReady) {
		r.keep(&prepared{id: id}, archive.Fingerprint{})
	}
	last, _ := r.get(5*keptReady - 1)
	if first, _ := r.get(1); len(r.now)+len(r.old) > 2*keptReady || last == nil || first != nil {
		t.Errorf("%d kept", len(r.now)+len(r.old))
	}
}

// TestHeadlineFindsWhatNamesNobody: two reports without people, places or topics in common, found by their headlines.
func TestHeadlineFindsWhatNamesNobody(t *testing.T) {
	seen := news.Instant{Time: news.Day{Year: 2024, Month: 6, Day: 5}.Time()}
	a := news.Article{URL: "https://mau.example/1", Title: "Cá chết hàng loạt trên hồ Bến Mẫu do sốc nhiệt", Body: say("một", 120), Published: seen, FirstSeen: seen}
	b := news.Article{URL: "https://mau.example/2", Title: "Thả cá giống xuống hồ", Body: say("hai", 120), Published: seen, FirstSeen: seen}
	d, _ := shelve(t, []news.Article{a, b})
	prior, err := d.Prior(context.Background(), Draft{Text: "Cá chết hàng loạt trên hồ Bến Mẫu\n" + say("ba", 80), Day: news.DayOf(seen.Time)})
	if err != nil || !slices.ContainsFunc(prior.Matches, func(m Match) bool { return m.ID == 1 && m.Class == SameEvent }) {
		t.Errorf("%+v (%v), want article 1 as the same event", prior.Matches, err)
	}
}

// TestQuotes: two sentences quoted in a draft of another matter are told, of the same days and of others; a phrase of a law
// is not.
func TestQuotes(t *testing.T) {
	seen := news.Instant{Time: news.Day{Year: 2024, Month: 6, Day: 5}.Time()}
	quoted := say("lời", 44)
	a := news.Article{URL: "https://mau.example/1", Title: "Chuyện làng", Body: say("một", 150) + quoted + say("nữa", 150), Published: seen, FirstSeen: seen}
	d, _ := shelve(t, []news.Article{a})
	for _, c := range []struct {
		words string
		after int
		want  bool
	}{{quoted, 0, true}, {quoted, 90, true}, {say("lời", 16), 0, false}, {say("lời", 24), 0, true}, {say("lời", 30), 90, false}} {
		prior, err := d.Prior(context.Background(), Draft{Text: "Việc khác hẳn\n" + say("hai", 120) + c.words + say("ba", 120), Day: news.DayOf(seen.Time).Add(c.after)})
		if found := len(prior.Matches) == 1 && prior.Matches[0].Class == PartlySame; err != nil || found != c.want {
			t.Errorf("%d words %d days later: %+v (%v), want found: %v", len(strings.Fields(c.words)), c.after, prior.Matches, err, c.want)
		}
	}
}

// TestNewFirst: an article out of which a little is quoted stands above the tenth that has the same paragraphs, and below the first.
func TestNewFirst(t *testing.T) {
	has := func(id news.ID, class Class, spans ...news.Span) Match {
		m := Match{ID: id, Class: class}
		for _, s := range spans {
			m.Passages = append(m.Passages, Shared{At: s})
		}
		return m
	}
	wide, narrow := news.Span{Start: 100, End: 500}, news.Span{Start: 120, End: 480}
	matches := []Match{
		has(1, SameText, news.Span{Start: 900, End: 2000}),
		has(2, PartlySame, wide), has(3, PartlySame, narrow, news.Span{Start: 450, End: 490}), has(4, PartlySame, narrow),
		has(5, PartlySame, news.Span{Start: 950, End: 1300}), has(6, PartlySame, news.Span{Start: 600, End: 700}), has(7, SameEvent, wide),
	}
	newFirst(matches)
	var got []news.ID
	for _, m := range matches {
		got = append(got, m.ID)
	}
	if want := []news.ID{1, 2, 6, 3, 4, 5, 7}; !slices.Equal(got, want) {
		t.Errorf("order %v, want %v", got, want)
	}
	if rest := without([]news.Span{{Start: 0, End: 10}, {Start: 20, End: 30}}, []news.Span{{Start: 2, End: 4}, {Start: 8, End: 22}, {Start: 29, End: 40}}); !slices.Equal(rest,
		[]news.Span{{Start: 0, End: 2}, {Start: 4, End: 8}, {Start: 22, End: 29}}) {
		t.Errorf("left %v", rest)
	}
}
