package index

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"diembao/index/query"
	"diembao/index/vi"
	"diembao/news"
	"diembao/viet"
	"diembao/viet/gazetteer"

	"github.com/google/go-cmp/cmp"
)

// model answers queries from articles in memory, one by one and without any index.
type model struct {
	docs  map[news.ID]Doc
	lex   vi.Lexicon
	bags  map[string]bag
	reads bool // phrases and NEAR are read in the text

	text    string // of the query that is being answered
	negated bool
	unity   unity
}

// bag is what one scope of an article holds.
type bag struct{ words, pairs, exact map[string]bool }

func (m *model) bag(texts ...string) bag {
	key := strings.Join(texts, "\x00")
	if b, ok := m.bags[key]; ok {
		return b
	}
	b := bag{map[string]bool{}, map[string]bool{}, map[string]bool{}}
	for _, s := range texts {
		var last *vi.Word
		for _, t := range m.lex.Append(nil, s) {
			b.words[t.Folded] = true
			if !t.Plain {
				b.exact[t.Exact] = true
			}
			if t.Part {
				continue
			}
			if !t.Gap && last != nil {
				b.pairs[last.Folded+" "+t.Folded] = true
			}
			last = t.Word
		}
	}
	m.bags[key] = b
	return b
}

func (m *model) match(d *Doc, n query.Node, exact bool) bool {
	switch n := n.(type) {
	case nil:
		return true
	case *query.And:
		return m.and(d, n.Of, exact)
	case *query.Or:
		return slices.ContainsFunc(n.Of, func(c query.Node) bool { return m.match(d, c, exact) })
	case *query.Not:
		defer func(before bool) { m.negated = before }(m.negated)
		m.negated = true
		return !m.match(d, n.Of, true)
	case *query.Word:
		return m.word(d, n, exact)
	case *query.Phrase:
		return m.side(d, n.Text, n.Scope, exact)
	case *query.Near:
		at, scope := sideText(n.A)
		bt, _ := sideText(n.B)
		if m.reads {
			return holdsNear(n, exact)(viet.Text{Title: d.Title, Lead: d.Lead, Body: d.Body}, &m.lex)
		}
		return m.side(d, at, scope, exact) && m.side(d, bt, scope, exact)
	case *query.Days:
		day := news.DayOf(d.Published.Time)
		return !day.IsZero() && (n.From.IsZero() || !day.Before(n.From)) && (n.To.IsZero() || !day.After(n.To))
	case *query.Filter:
		return m.filter(d, n.Field, n.Value)
	}
	panic("unreachable")
}

// and wants all clauses, and of words typed side by side that are one, that they stand side by side, if they do anywhere.
func (m *model) and(d *Doc, of []query.Node, exact bool) bool {
	for len(of) > 0 {
		words := plainWords(of)
		if len(words) < 2 {
			if !m.match(d, of[0], exact) {
				return false
			}
			of = of[1:]
			continue
		}
		of = of[len(words):]
		p := readPassage(&m.lex, m.text, words)
		if !m.passage(d, p, words[0].Scope, exact) {
			return false
		}
	}
	return true
}

// passage wants all units, or where one may be spared all but one of three and more, or of two all but that one of them is
// apart.
func (m *model) passage(d *Doc, p *passage, scope query.Scope, exact bool) bool {
	lacks, apart := 0, 0
	for _, u := range p.units {
		toks := p.tokens(u)
		atoms := true
		for i := u.from; i < u.end; i++ {
			atoms = atoms && m.beside(d, p.string(p.atom(i)), scope, exact, m.reads && exact)
		}
		whole := atoms
		if u.end-u.from == 1 || m.negated || m.unity != scattered && m.stands(toks, scope) {
			whole = m.beside(d, p.string(toks), scope, exact, m.reads && exact)
		}
		if !whole {
			lacks++
		}
		if !whole && atoms {
			apart++
		}
	}
	if m.unity <= whole || m.negated || exact {
		return lacks == 0
	}
	return lacks <= m.unity.lack(len(p.units)) || lacks == 1 && apart == 1
}

func (m *model) stands(toks []vi.Token, scope query.Scope) bool {
	for _, d := range m.docs {
		all := true
		for i := 1; i < len(toks); i++ {
			if !toks[i].Part && !toks[i].Gap {
				all = all && m.scope(&d, scope).pairs[lastWord(toks[:i]).Folded+" "+toks[i].Folded]
			}
		}
		if all {
			return true
		}
	}
	return false
}

// answer is the articles that match, all filters left to the caller.
func (m *model) answer(parsed *query.Parsed, exact bool) (hits []Doc) {
	m.text = parsed.Text
	for _, m.unity = range []unity{whole, 1, 2, maxLack, scattered} {
		if m.unity > whole && parsed.Strict {
			continue
		}
		for _, d := range m.docs {
			if m.match(&d, parsed.Root, exact) {
				hits = append(hits, d)
			}
		}
		if len(hits) > 0 {
			break
		}
	}
	return hits
}

func (m *model) scope(d *Doc, s query.Scope) bag {
	if s == query.Title {
		return m.bag(d.Title)
	}
	return m.bag(d.Title, d.Lead, d.Body)
}

func (m *model) word(d *Doc, w *query.Word, exact bool) bool {
	if !w.Prefix {
		return m.side(d, w.Text, w.Scope, exact)
	}
	b := m.scope(d, w.Scope)
	key := viet.Key(w.Text)
	if exact && viet.Fold(key) != key {
		for e := range b.exact {
			if strings.HasPrefix(e, key) {
				return true
			}
		}
		return false
	}
	for f := range b.words {
		if strings.HasPrefix(f, viet.Fold(key)) {
			return true
		}
	}
	return false
}

// side says whether the words stand side by side, as the index without texts can know it, or as they are read.
func (m *model) side(d *Doc, text string, s query.Scope, exact bool) bool {
	return m.beside(d, text, s, exact, m.reads)
}

func (m *model) beside(d *Doc, text string, s query.Scope, exact, reads bool) bool {
	p := newPattern(&m.lex, text, exact)
	if len(p.words) == 0 {
		return false
	}
	if reads && len(p.words) > 1 {
		return holdsPhrase(text, s, exact)(viet.Text{Title: d.Title, Lead: d.Lead, Body: d.Body}, &m.lex)
	}
	b := m.scope(d, s)
	for i, w := range p.words {
		if !b.words[w] || (i > 0 && p.joined[i] && !b.pairs[p.words[i-1]+" "+w]) || (exact && p.exacts[i] != "" && !b.exact[p.exacts[i]]) {
			return false
		}
	}
	return true
}

func (m *model) filter(d *Doc, f query.Field, v string) bool {
	g := gazetteer.Load()
	day := news.DayOf(d.Published.Time)
	u, _ := g.Province(d.Article.Province.Code, day)
	switch f {
	case query.Province:
		if want, ok := g.Province(v, news.Day{}); ok {
			return !u.IsZero() && g.NewProvince(u).Code == want.Code
		}
		return m.filter(d, query.OldProvince, v)
	case query.OldProvince:
		want, _ := g.Province(v, oldMap)
		old := g.OldProvinces(u)
		return len(old) == 1 && old[0].Code == want.Code
	case query.Official:
		return slices.ContainsFunc(d.Officials, func(o news.Official) bool {
			return strings.Contains(" "+viet.FoldLoose(o.Name)+" ", " "+officialKey(v)+" ")
		})
	case query.Source:
		return d.Source == v || d.Site == v
	case query.Kind:
		return string(d.SourceKind) == v
	case query.Topic:
		return slices.ContainsFunc(d.Topics, func(t string) bool { return viet.Fold(t) == viet.Fold(v) })
	case query.Place:
		return slices.ContainsFunc(d.Places, func(p news.Place) bool { return placeKey(p.Name) == placeKey(v) || p.Code == v })
	}
	panic("unreachable")
}

var (
	modelWords  = strings.Fields("Ủy ban nhân dân tỉnh Tỉnh uỷ hạn hán lũ lụt cầu đường trường học UBND TP.HCM kỹ thuật 18-NQ/TW COVID-19 2.063 hội hối bão báo, Lâm Đồng Đắc Lắc .")
	modelUnits  = []string{"Tỉnh uỷ", "hạn hán", "Lũ lụt", "cầu đường", "trường học", "kĩ thuật", "UBND tỉnh", "Lâm Đồng", "Đắc Lắc", "nhân dân", "Lâm, Đồng", "tỉnh AND uỷ", "dân tỉnh uỷ ban", "Báo Lâm"}
	modelNames  = []string{"Trần Văn Mẫu", "Lê Thị Mẫu", "Ngô Hiệp", "Nguyễn Lý"}
	modelOld    = []string{"68", "60", "66", "01", "92"}
	modelNew    = []string{"68", "66", "01", "92"}
	modelTopics = []string{"hạn hán", "giáo dục", "Cầu đường"}
	modelPlaces = []string{"Đà Lạt", "Bảo Lộc", "Cái Răng"}
)

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

func modelDoc(r *rand.Rand, id news.ID) Doc {
	var d Doc
	d.ID = id
	words := func(n int) string {
		var w []string
		for range n {
			w = append(w, pick(r, modelWords))
		}
		return strings.Join(w, " ")
	}
	d.Title, d.Lead, d.Body = words(r.IntN(6)), words(r.IntN(8)), words(r.IntN(25))
	if r.IntN(12) > 0 {
		d.Published = news.Instant{Time: time.Date(2024+r.IntN(3), time.Month(1+r.IntN(12)), 1+r.IntN(28), r.IntN(24), r.IntN(60), 0, 0, news.ICT)}
	}
	d.FirstSeen = news.Instant{Time: time.Date(2026, 1, 1, 0, r.IntN(5000), 0, 0, time.UTC)}
	d.Source = pick(r, []string{"a", "b", "c"})
	d.Site = d.Source + ".vn"
	d.SourceKind = pick(r, []news.SourceKind{news.Newspaper, news.Portal, news.Agency})
	if codes := modelNew; r.IntN(5) > 0 {
		if day := news.DayOf(d.Published.Time); !day.IsZero() && day.Before(merged) {
			codes = modelOld
		}
		d.Article.Province.Code = pick(r, codes)
	}
	for range r.IntN(3) {
		d.Officials = append(d.Officials, news.Official{Name: pick(r, modelNames), Positions: []string{"Chủ tịch"}, Posts: []news.Post{{Title: pick(r, []string{"Chủ tịch", "Bí thư"})}}})
		d.Topics = append(d.Topics, pick(r, modelTopics))
		d.Places = append(d.Places, news.Place{Name: pick(r, modelPlaces), Kind: news.District, Code: fmt.Sprint(700 + r.IntN(3))})
	}
	return d
}

func modelQuery(r *rand.Rand, depth int) string {
	word := func() string { return strings.Trim(pick(r, modelWords[:len(modelWords)-1]), ",") } // without the full stop
	if depth > 0 && r.IntN(3) == 0 {
		sub := func() string { return "(" + modelQuery(r, depth-1) + ")" }
		return pick(r, []func() string{
			func() string { return sub() + " " + sub() }, func() string { return sub() + " HOẶC " + sub() },
			func() string { return "-" + sub() + " " + sub() }, func() string { return "KHÔNG " + sub() },
		})()
	}
	return pick(r, []func() string{
		func() string { return "x" + word() }, word, word, word, word,
		func() string { return viet.Fold(word()) },
		func() string { return word() + " " + word() + " " + viet.Fold(word()) },
		func() string { return pick(r, modelUnits) },
		func() string { return pick(r, modelUnits) + " " + pick(r, modelUnits) },
		func() string { return viet.Fold(pick(r, modelUnits)) + " " + word() + " " + pick(r, modelUnits) },
		func() string { return "tiêu đề:(" + pick(r, modelUnits) + ")" },
		func() string { return `"` + word() + " " + word() + `"` },
		func() string { return `"` + word() + " " + word() + " " + word() + `"` },
		func() string { return "tiêu đề:" + word() },
		func() string { return string([]rune(word() + "aa")[:2]) + "*" },
		func() string { return word() + fmt.Sprintf(" NEAR/%d ", r.IntN(4)) + word() },
		func() string { return "ngày:" + fmt.Sprintf("202%d..202%d-0%d", 4+r.IntN(2), 6, 1+r.IntN(9)) },
		func() string {
			return "cán bộ:" + pick(r, []string{"Hiệp", "Trần", `"Lê Thị"`, "Văn", `"Văn Mẫu"`, "Mẫu", "lí", `"ông Mẫu"`})
		},
		func() string { return "nguồn:" + pick(r, []string{"a", "b", "c.vn", "d"}) },
		func() string {
			return `tỉnh:"` + pick(r, []string{"Lâm Đồng", "Bình Thuận", "Hà Nội", "Cần Thơ"}) + `"`
		},
		func() string {
			return `tỉnh_cũ:"` + pick(r, []string{"Lâm Đồng", "Bình Thuận", "Hà Nội", "Cần Thơ"}) + `"`
		},
		func() string { return `chủ đề:"` + pick(r, modelTopics) + `"` },
		func() string { return `nơi:"` + pick(r, modelPlaces) + `"` },
	})()
}

// TestConformance asks random questions of random articles, after updates and deletions, and compares totals, hits in
// all orders, pages and facets with the model's.
func TestConformance(t *testing.T) {
	for _, reads := range []bool{false, true} {
		t.Run(fmt.Sprint("reads=", reads), func(t *testing.T) {
			r := rand.New(rand.NewPCG(7, 11))
			m := &model{docs: map[news.ID]Doc{}, bags: map[string]bag{}, reads: reads}
			opt := testOptions()
			opt.Stories = func(context.Context) (Stories, error) { return modelStories{}, nil }
			if reads {
				opt.Text = func(_ context.Context, id news.ID) (viet.Text, error) {
					d := m.docs[id]
					return viet.Text{Title: d.Title, Lead: d.Lead, Body: d.Body}, nil
				}
			}
			x := openTest(t, t.TempDir(), opt)
			for seq := news.Seq(1); seq <= 6; seq++ {
				var docs []Doc
				var gone []news.ID
				n := 60
				if !reads {
					n = 400
				}
				for range n / 6 {
					d := modelDoc(r, news.ID(1+r.IntN(n)))
					docs, m.docs[d.ID] = append(docs, d), d
				}
				for range 3 {
					id := news.ID(1 + r.IntN(n))
					if !slices.ContainsFunc(docs, func(d Doc) bool { return d.ID == id }) {
						gone = append(gone, id)
						delete(m.docs, id)
					}
				}
				if err := x.Apply(context.Background(), docs, gone, seq); err != nil {
					t.Fatal(err)
				}
				for range 50 {
					m.compare(t, x, r)
				}
			}
		})
	}
}

func (m *model) compare(t *testing.T, x *Index, r *rand.Rand) {
	t.Helper()
	q := news.Query{Text: modelQuery(r, 2), Exact: r.IntN(4) == 0, Size: 1 + r.IntN(30), Sort: pick(r, []news.Sort{"", news.ByDate, news.ByOldest, news.ByFirstSeen}),
		Facets: []string{news.FacetProvince, news.FacetOldProvince, news.FacetDistrict, news.FacetOfficial, news.FacetPost, news.FacetSource, news.FacetKind, news.FacetTopic, news.FacetDay, news.FacetWeek, news.FacetMonth, news.FacetYear}}
	if r.IntN(5) == 0 {
		q.From = news.Day{Year: 2025, Month: 1, Day: 1 + r.IntN(28)}
	}
	parsed, err := query.Parse(q.Text, news.DayOf(testNow))
	if err != nil {
		t.Fatalf("%q: %v", q.Text, err)
	}
	var want []Doc
	for _, d := range m.answer(parsed, q.Exact) {
		if q.From.IsZero() || !d.Published.IsZero() && !news.DayOf(d.Published.Time).Before(q.From) {
			want = append(want, d)
		}
	}
	name := fmt.Sprintf("%q exact=%v sort=%q", q.Text, q.Exact, q.Sort)
	var got []news.ID
	for pages := 0; ; pages++ {
		f := find(t, x, q)
		if f.Total != len(want) {
			t.Fatalf("%s: total %d, want %d: %v", name, f.Total, len(want), ids(f))
		}
		if pages == 0 {
			m.facets(t, name, f.Facets, want, alone)
		}
		got = append(got, ids(f)...)
		if q.After = f.Next; q.After == "" {
			break
		}
	}
	m.compareStories(t, x, q, name, want, got)
	if q.Sort == "" {
		slices.Sort(got)
		slices.SortFunc(want, func(a, b Doc) int { return int(a.ID) - int(b.ID) })
	} else {
		slices.SortFunc(want, order(q.Sort))
	}
	for i := range want {
		if i >= len(got) || got[i] != want[i].ID || len(got) != len(want) {
			t.Fatalf("%s: hits %v, want %d: %v at %d", name, got, len(want), want[i].ID, i)
		}
	}
}

// modelStories are of up to four articles, some far apart; every fifth article is alone.
type modelStories struct{}

func (modelStories) Of(id news.ID) news.ID {
	if id%5 == 0 {
		return 0
	}
	return 1 + id%97
}

// compareStories asks again by story: its hits are the first of each story among the articles in their order, whatever
// the size of the pages.
func (m *model) compareStories(t *testing.T, x *Index, q news.Query, name string, docs []Doc, articles []news.ID) {
	t.Helper()
	q.Count = news.CountStories
	var want []news.ID
	others := map[news.ID]int{} // by story
	story := func(id news.ID) news.ID {
		if story := (modelStories{}).Of(id); story != 0 {
			return story
		}
		return 1000 * id
	}
	for _, id := range articles {
		if others[story(id)]++; others[story(id)] == 1 {
			want = append(want, id)
		}
	}
	var got []news.ID
	for pages := 0; ; pages++ {
		f := find(t, x, q)
		if f.Total != len(want) || f.Articles != len(articles) {
			t.Fatalf("%s by story: %d of %d, want %d of %d", name, f.Total, f.Articles, len(want), len(articles))
		}
		for _, h := range f.Hits {
			got = append(got, h.ID)
			if h.Others != others[story(h.ID)]-1 {
				t.Fatalf("%s by story: %d with %d others, want %d", name, h.ID, h.Others, others[story(h.ID)]-1)
			}
		}
		if pages == 0 {
			m.facets(t, name+" by story", f.Facets, docs, story)
		}
		if q.After = f.Next; q.After == "" {
			break
		}
	}
	if !slices.Equal(got, want) {
		t.Fatalf("%s by story: hits %v, want %v", name, got, want)
	}
}

// alone makes each article a story of its own.
func alone(id news.ID) news.ID { return id }

func order(s news.Sort) func(a, b Doc) int {
	return func(a, b Doc) int {
		c := b.Published.Compare(a.Published.Time)
		switch {
		case s == news.ByFirstSeen:
			c = b.FirstSeen.Compare(a.FirstSeen.Time)
		case a.Published.IsZero() != b.Published.IsZero():
			if a.Published.IsZero() {
				return 1
			}
			return -1
		case s == news.ByOldest:
			if c == 0 {
				return int(a.ID) - int(b.ID)
			}
			return -c
		}
		if c == 0 {
			return int(b.ID) - int(a.ID)
		}
		return c
	}
}

func (m *model) facets(t *testing.T, name string, got map[string][]news.Count, docs []Doc, story func(news.ID) news.ID) {
	t.Helper()
	g := gazetteer.Load()
	want := map[string]map[string]int{}
	for _, f := range []string{news.FacetProvince, news.FacetOldProvince, news.FacetDistrict, news.FacetOfficial, news.FacetPost, news.FacetSource, news.FacetKind, news.FacetTopic, news.FacetDay, news.FacetWeek, news.FacetMonth, news.FacetYear} {
		want[f] = map[string]int{}
	}
	seen := map[string]bool{}
	for _, d := range docs {
		add := func(f, v string) {
			key := fmt.Sprint(story(d.ID), f, " ", v)
			if v != "" && !seen[key] {
				seen[key] = true
				want[f][v]++
			}
		}
		day := news.DayOf(d.Published.Time)
		if u, ok := g.Province(d.Article.Province.Code, day); ok {
			add(news.FacetProvince, g.NewProvince(u).Code)
			if old := g.OldProvinces(u); len(old) == 1 {
				add(news.FacetOldProvince, old[0].Code)
			}
		}
		for i, o := range d.Officials {
			add(news.FacetOfficial, o.Name)
			add(news.FacetPost, viet.Fold(o.Posts[0].Title))
			add(news.FacetTopic, d.Topics[i])
			add(news.FacetDistrict, d.Places[i].Code)
		}
		add(news.FacetSource, d.Source)
		add(news.FacetKind, string(d.SourceKind))
		if !day.IsZero() {
			add(news.FacetDay, day.String())
			add(news.FacetMonth, day.String()[:7])
			add(news.FacetYear, day.String()[:4])
			monday := day
			for monday.Time().Weekday() != time.Monday {
				monday = monday.Add(-1)
			}
			add(news.FacetWeek, monday.String())
		}
	}
	for f, counts := range want {
		have := map[string]int{}
		for _, c := range got[f] {
			have[c.Value] = c.Count
		}
		if diff := cmp.Diff(counts, have); diff != "" {
			t.Fatalf("%s: facet %s: %s", name, f, diff)
		}
	}
}
