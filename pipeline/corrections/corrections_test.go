package corrections

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"diembao/news"
	"diembao/viet/facts"
)

func article() news.Article {
	a := news.Article{ID: 7, URL: "https://mau.example/7", CanonicalURL: "https://mau.example/7", Origin: news.FromMeta,
		Title: "Hội nghị sơ kết công tác dân vận", Lead: "Sáng 5/6, Tỉnh ủy Lâm Đồng tổ chức hội nghị sơ kết công tác dân vận.",
		Body:      "Đồng chí Trần Văn Mẫu, Phó Bí thư Tỉnh ủy chủ trì hội nghị.\nBà Lê Thị Thử ở huyện Châu Thành kể chuyện bản mình.",
		Published: news.Instant{Time: time.Date(2024, 6, 5, 15, 22, 0, 0, news.ICT)}}
	facts.Read(&a, "Lâm Đồng")
	return a
}

func raw(v any) json.RawMessage { return value(v) }

func posts(a news.Article, name string) string {
	for _, o := range a.Officials {
		if o.Name == name {
			return strings.Join(o.Positions, "; ")
		}
	}
	return ""
}

func TestApply(t *testing.T) {
	mau := func(post string) json.RawMessage { return raw(Official{"Trần Văn Mẫu", post}) }
	for _, c := range []struct {
		name string
		c    news.Correction
		want func(a news.Article) bool
	}{
		{"a day instead of a time", news.Correction{Kind: news.ReplaceFact, Field: Published, After: raw("2022-06-07")},
			func(a news.Article) bool {
				return a.DayOnly && a.Origin == news.FromEditor && a.Dates[0].From == news.Day{Year: 2022, Month: 6, Day: 5}
			}},
		{"no date", news.Correction{Kind: news.RemoveFact, Field: Published},
			func(a news.Article) bool { return a.Published.IsZero() && a.Origin == "" }},
		{"a time of another zone", news.Correction{Kind: news.ReplaceFact, Field: Published, After: raw("2024-06-05T08:22:00Z")},
			func(a news.Article) bool { return a.Published.Equal(article().Published.Time) }},
		{"another province: a bare tỉnh follows", news.Correction{Kind: news.ReplaceFact, Field: Province, After: raw("Đắk Lắk")},
			func(a news.Article) bool {
				return a.Province.Name == "Đắk Lắk" && strings.Contains(a.Province.Reason, "Ban biên tập") && a.Officials[0].Province == "Đắk Lắk"
			}},
		{"no province", news.Correction{Kind: news.RemoveFact, Field: Province}, func(a news.Article) bool { return a.Province == news.Subject{} }},
		{"another post", news.Correction{Kind: news.ReplaceFact, Field: Officials, Before: mau("Phó Bí thư Tỉnh ủy"), After: mau("Bí thư Tỉnh ủy")},
			func(a news.Article) bool {
				return posts(a, "Trần Văn Mẫu") == "Bí thư Tỉnh ủy" && len(a.Officials[0].Mentions) > 0
			}},
		{"one more post", news.Correction{Kind: news.AddFact, Field: Officials, After: mau("Trưởng đoàn công tác")},
			func(a news.Article) bool {
				return posts(a, "Trần Văn Mẫu") == "Phó Bí thư Tỉnh ủy; Trưởng đoàn công tác" && len(a.Officials[0].Posts) == 2
			}},
		{"a post that was read already", news.Correction{Kind: news.AddFact, Field: Officials, After: mau("Phó Bí thư Tỉnh uỷ")},
			func(a news.Article) bool { return posts(a, "Trần Văn Mẫu") == "Phó Bí thư Tỉnh ủy" }},
		{"no official", news.Correction{Kind: news.RemoveFact, Field: Officials, Before: mau("")}, func(a news.Article) bool { return posts(a, "Trần Văn Mẫu") == "" }},
		{"the last post gone", news.Correction{Kind: news.RemoveFact, Field: Officials, Before: mau("Phó Bí thư Tỉnh ủy")},
			func(a news.Article) bool { return posts(a, "Trần Văn Mẫu") == "" }},
		{"somebody missed", news.Correction{Kind: news.AddFact, Field: Officials, After: raw(Official{"Lê Thị Thử", "Chủ tịch UBND huyện Châu Thành"})},
			func(a news.Article) bool {
				o := a.Officials[len(a.Officials)-1]
				m := o.Mentions[0]
				return o.Name == "Lê Thị Thử" && m.Rule == news.RuleEditor && a.Body[m.Start:m.End] == o.Name
			}},
		{"a place gone", news.Correction{Kind: news.RemoveFact, Field: Places, Before: raw(Place{Name: "Lâm Đồng"})},
			func(a news.Article) bool { return !names(a, "Lâm Đồng") }},
		{"a place by its code", news.Correction{Kind: news.AddFact, Field: Places, After: raw(Place{Name: "Châu Thành", Kind: news.District, Code: "821"})},
			func(a news.Article) bool { return names(a, "Châu Thành") && len(a.Places) == 2 }},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.c.Key, c.c.Who, c.c.Article, c.c.URL = "k", "Ban biên tập", 7, "https://mau.example/7"
			a := article()
			Apply(&a, []news.Correction{c.c}, "Lâm Đồng")
			if !c.want(a) || a.Has(news.ProblemCorrection) {
				t.Errorf("%+v\nofficials %+v\nplaces %+v\nproblems %+v", a.Province, a.Officials, a.Places, a.Problems)
			}
			again := a
			Apply(&again, []news.Correction{c.c}, "Lâm Đồng")
			if !reflect.DeepEqual(a, again) {
				t.Errorf("applied twice it is another: %+v", again)
			}
			b := article()
			b.ID = 0 // as when it is extracted, before it has a number
			Apply(&b, []news.Correction{c.c}, "Lâm Đồng")
			if b.ID = 7; !reflect.DeepEqual(a, b) {
				t.Error("not found by its address")
			}
		})
	}
}

func names(a news.Article, place string) bool {
	for _, p := range a.Places {
		if p.Name == place && p.Code != "" {
			return true
		}
	}
	return false
}

func TestRevokedAndOthersAreLeftOut(t *testing.T) {
	gone := news.Correction{Key: "a", Kind: news.RemoveFact, Field: Published, Article: 7, Who: "x"}
	revoke := news.Correction{Key: "b", Kind: news.Revoke, Other: "a", Who: "x"}
	back := news.Correction{Key: "c", Kind: news.Revoke, Other: "b", Who: "x"}
	other := news.Correction{Key: "d", Kind: news.RemoveFact, Field: Province, Article: 8, Who: "x"}
	for _, c := range []struct {
		all  []news.Correction
		date bool
	}{{[]news.Correction{gone}, false}, {[]news.Correction{gone, revoke}, true}, {[]news.Correction{gone, revoke, back}, false}, {[]news.Correction{other}, true}} {
		a := article()
		Apply(&a, c.all, "")
		if a.Published.IsZero() == c.date || a.Province.Name == "" {
			t.Errorf("%d corrections: published %v, province %q", len(c.all), a.Published, a.Province.Name)
		}
	}
}

func TestCompleteRefuses(t *testing.T) {
	for name, c := range map[string]news.Correction{
		"unknown field":        {Kind: news.ReplaceFact, Field: "title", After: raw("x")},
		"unreadable time":      {Kind: news.ReplaceFact, Field: Published, After: raw("hôm nọ")},
		"added time":           {Kind: news.AddFact, Field: Published, After: raw("2024-06-05")},
		"no such province":     {Kind: news.ReplaceFact, Field: Province, After: raw("Tỉnh Mơ")},
		"no such official":     {Kind: news.RemoveFact, Field: Officials, Before: raw(Official{"Ai Đó", ""})},
		"no such post":         {Kind: news.RemoveFact, Field: Officials, Before: raw(Official{"Trần Văn Mẫu", "Bộ trưởng"})},
		"not in the text":      {Kind: news.AddFact, Field: Officials, After: raw(Official{"Ai Đó", "Bí thư"})},
		"half of a name":       {Kind: news.AddFact, Field: Officials, After: raw(Official{"Trần Văn M", "Bí thư"})},
		"no post":              {Kind: news.AddFact, Field: Officials, After: raw(Official{"Lê Thị Thử", ""})},
		"misspelt value":       {Kind: news.AddFact, Field: Officials, After: json.RawMessage(`{"nam":"A"}`)},
		"no value":             {Kind: news.AddFact, Field: Officials},
		"several of that name": {Kind: news.AddFact, Field: Places, After: raw(Place{Name: "Châu Thành", Kind: news.District})},
		"no such place":        {Kind: news.AddFact, Field: Places, After: raw(Place{Name: "Nơi Không Có"})},
	} {
		a := article()
		before := article()
		if err := Complete(&c, a); !errors.Is(err, news.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
		if !reflect.DeepEqual(a, before) {
			t.Errorf("%s: the article was changed", name)
		}
	}
}

func TestCompleteFillsIn(t *testing.T) {
	c := news.Correction{Kind: news.ReplaceFact, Field: Published, After: raw("2024-06-06T07:00"), Who: "x"}
	if err := Complete(&c, article()); err != nil {
		t.Fatal(err)
	}
	if string(c.Before) != `"2024-06-05T15:22:00+07:00"` || string(c.After) != `"2024-06-06T07:00:00+07:00"` || c.Article != 7 || c.URL == "" {
		t.Errorf("%+v, before %s, after %s", c, c.Before, c.After)
	}
}

// FuzzApply: whatever a stored value is, the article stays whole, and mentions point into it.
func FuzzApply(f *testing.F) {
	f.Add("officials", "replace", `{"name":"Trần Văn Mẫu"}`, `{"name":"Lê Thị Thử","position":"Bí thư"}`)
	f.Add("published", "replace", ``, `"2024-06-05T15:22"`)
	f.Add("places", "add", ``, `{"name":"Châu Thành","kind":"district","code":"821"}`)
	f.Add("province", "replace", ``, `"Hà Giang"`)
	f.Fuzz(func(t *testing.T, field, kind, before, after string) {
		a := article()
		Apply(&a, []news.Correction{{Key: "k", Kind: news.CorrectionKind(kind), Article: 7, Field: field, Before: json.RawMessage(before), After: json.RawMessage(after), Who: "x"}}, "")
		for _, o := range a.Officials {
			for _, m := range o.Mentions {
				text := map[news.Field]string{news.InTitle: a.Title, news.InLead: a.Lead, news.InBody: a.Body}[m.Field]
				if text[m.Start:m.End] != m.Text {
					t.Fatalf("mention %+v", m)
				}
			}
		}
	})
}
