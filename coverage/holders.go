package coverage

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"diembao/news"
	"diembao/viet"
	"diembao/viet/gazetteer"
	"diembao/viet/officials/posts"
)

// A PostQuestion asks who held a post.
type PostQuestion struct {
	Post  string   `json:"post"`            // in any wording: "Bí thư Tỉnh ủy", "Giám đốc Sở Y tế Lâm Đồng"
	Place string   `json:"place,omitempty"` // province, district or commune whose post it is; empty: the one that Post ends with, or any
	On    news.Day `json:"on,omitzero"`     // the day it is asked for, ICT; zero: at any time
}

// Holders is the answer to a PostQuestion.
type Holders struct {
	PostQuestion
	Offices []posts.Office `json:"offices,omitempty"` // what the post was called before and after; empty when the ontology does not have it
	Holders []Holder       `json:"holders"`
}

// A Holder is a person seen in the post.
type Holder struct {
	Key    string `json:"key"` // as Person.Key
	Name   string `json:"name"`
	Tenure Tenure `json:"tenure"`
	When   When   `json:"when,omitempty"` // empty when no day was asked for
}

// When says how the days on which a holder was seen lie to the day that was asked for. Articles show only that a post was held
// on the days they speak; between the last sight of one holder and the first of the next diembao does not guess.
type When string

// The places of a day beside a tenure.
const (
	Then   When = "then"   // seen on the day, or both before and after it
	Before When = "before" // seen last before the day
	After  When = "after"  // seen first after the day
)

// Holders are the people whom articles name in a post, in the order in which they were first seen in it. Former holders
// ("nguyên") do not count. Asked for a day, those who were seen in the post then; when there is none, whoever was seen in
// it last before and first after. A post in no wording known, or a place that never was, finds nobody; an empty post is
// news.ErrInvalid.
func (d *Desk) Holders(ctx context.Context, q PostQuestion) (Holders, error) {
	asked, err := understood(q)
	if err != nil {
		return Holders{}, err
	}
	known, err := d.identities(ctx)
	if err != nil {
		return Holders{}, err
	}
	l := lookup{known: known, people: map[string]*Person{}}
	seen := map[news.ID]bool{}
	for _, search := range asked.searches() {
		_, err := d.walk(ctx, search, mostSightings, func(a news.Article) bool {
			if !seen[a.ID] {
				seen[a.ID] = true
				l.seeHolders(a, asked)
			}
			return true
		})
		if err != nil {
			return Holders{}, fmt.Errorf("coverage: holders: %w", err)
		}
	}
	out := Holders{PostQuestion: q, Offices: asked.line, Holders: []Holder{}}
	out.Place = asked.place
	for _, p := range ranked(l.people) {
		for _, t := range p.Tenures {
			out.Holders = append(out.Holders, Holder{Key: p.Key, Name: p.Name, Tenure: t})
		}
	}
	slices.SortStableFunc(out.Holders, func(x, y Holder) int {
		return cmp.Or(x.Tenure.First.Day.Compare(y.Tenure.First.Day), cmp.Compare(x.Key, y.Key))
	})
	if !q.On.IsZero() {
		out.Holders = around(out.Holders, q.On)
	}
	return out, nil
}

// An askedPost is a PostQuestion as the ontology and the gazetteer understand it.
type askedPost struct {
	post  news.Post
	place string           // as it was asked for, or as the post's wording ends; empty: any
	units []gazetteer.Unit // all that ever had the name
	line  []posts.Office   // the office with what it came from and what it became
}

// understood reads a question; news.ErrInvalid when it names no post.
func understood(q PostQuestion) (askedPost, error) {
	words := strings.Fields(viet.NFC(q.Post))
	if len(words) == 0 {
		return askedPost{}, fmt.Errorf("coverage: holders: no post is named: %w", news.ErrInvalid)
	}
	a := askedPost{place: strings.TrimSpace(q.Place)}
	// "Bí thư Tỉnh ủy Lâm Đồng": the longest end of the wording that is a place's name.
	for i := 1; a.place == "" && i < len(words); i++ {
		name := strings.Join(words[i:], " ")
		if viet.Capitalised(words[i]) && len(gazetteer.Load().Ever(name)) > 0 && posts.Parse(strings.Join(words[:i], " ")).Title != "" {
			a.place, words = name, words[:i]
		}
	}
	a.post = posts.Parse(strings.Join(words, " "))
	if a.place != "" {
		a.units = gazetteer.Load().Ever(a.place)
	}
	a.line = line(a.post.Office)
	return a, nil
}

// line is an office with all it came from and all it became: forwards from it and backwards, but not to those that were
// merged with it on the way.
func line(code string) []posts.Office {
	o, ok := posts.Lookup(code)
	if !ok {
		return nil
	}
	all := []posts.Office{o}
	follow := func(next func(posts.Office) []string) {
		for queue := next(o); len(queue) > 0; queue = queue[1:] {
			if n, ok := posts.Lookup(queue[0]); ok && !slices.ContainsFunc(all, func(a posts.Office) bool { return a.Code == n.Code }) {
				all = append(all, n)
				queue = append(queue, next(n)...)
			}
		}
	}
	follow(func(o posts.Office) []string { return o.Prev })
	follow(func(o posts.Office) []string { return o.Next })
	slices.SortStableFunc(all, func(a, b posts.Office) int { return cmp.Or(a.From.Compare(b.From), cmp.Compare(a.Code, b.Code)) })
	return all
}

// searches are the queries whose articles can name a holder: each office by its code, also in wordings that leave its
// level open ("Chủ tịch UBND thành phố"); a post that the ontology does not have by its words.
func (a askedPost) searches() []news.Query {
	if a.place != "" && len(a.units) == 0 {
		return nil
	}
	var wanted []string
	for _, o := range a.line {
		wanted = append(wanted, o.Code, withoutLevel(o.Code))
	}
	if len(a.line) == 0 {
		wanted = []string{a.post.Text}
	}
	where := ""
	if a.place != "" {
		name := strings.ReplaceAll(a.place, `"`, " ")
		where = fmt.Sprintf(`nơi:"%s"`, name)
		if slices.ContainsFunc(a.units, func(u gazetteer.Unit) bool { return u.Kind == news.ProvinceKind }) {
			where += fmt.Sprintf(` OR tỉnh:"%s"`, name) // a provincial paper's "UBND tỉnh" need not name the province
		}
	}
	slices.Sort(wanted)
	var out []news.Query
	for _, p := range slices.Compact(wanted) {
		out = append(out, news.Query{Text: where, Post: p, Sort: news.ByOldest})
	}
	return out
}

// withoutLevel is the code of an office without its level.
func withoutLevel(code string) string {
	if parts := strings.Split(code, "."); len(parts) == 3 {
		return parts[0] + "." + parts[1]
	}
	return code
}

// is says that a post which an article of that day names is the one asked for.
func (a askedPost) is(p news.Post, day news.Day) bool {
	if p.Qualifier == "nguyên" || p.Qualifier == "cố" || a.place != "" && !a.of(p, day) {
		return false
	}
	if len(a.line) == 0 {
		return posts.Fuller(a.post.Text, p.Text) != 0
	}
	return slices.ContainsFunc(a.line, func(o posts.Office) bool {
		// A wording that leaves the level open is told by its place; without one it could be anybody's.
		return p.Office == o.Code || a.place != "" && p.Office != "" && p.Office == withoutLevel(o.Code)
	})
}

// of says that the post is of the place that was asked for, on the map of the day.
func (a askedPost) of(p news.Post, day news.Day) bool {
	u, ok := gazetteer.Load().Unit(cmp.Or(p.Place, p.Province), day)
	return ok && p.Place+p.Province != "" && slices.ContainsFunc(a.units, func(w gazetteer.Unit) bool { return w.Kind == u.Kind && w.Name == u.Name })
}

// seeHolders adds those whom an article names in the post, with nothing but that post.
func (l *lookup) seeHolders(a news.Article, asked askedPost) {
	day := news.DayOf(a.Published.Time)
	for _, o := range a.Officials {
		held := o
		held.Positions, held.Posts = nil, nil
		for i, p := range o.Posts {
			if i < len(o.Positions) && asked.is(p, day) {
				held.Positions, held.Posts = append(held.Positions, o.Positions[i]), append(held.Posts, p)
			}
		}
		if len(held.Posts) > 0 {
			province := provinceOf(o, day)
			l.person(l.known.of(personKey(o.Name, province), a.CanonicalURL), province).see(a, held)
		}
	}
}

// around are the holders of a day, or those nearest to it on both sides.
func around(all []Holder, day news.Day) []Holder {
	then, sides := []Holder{}, []Holder{}
	var before, after *Holder
	for i := range all {
		switch h := &all[i]; {
		case day.Before(h.Tenure.First.Day):
			h.When = After
			if after == nil || h.Tenure.First.Day.Before(after.Tenure.First.Day) {
				after = h
			}
		case h.Tenure.Last.Day.Before(day):
			h.When = Before
			if before == nil || before.Tenure.Last.Day.Before(h.Tenure.Last.Day) {
				before = h
			}
		default:
			h.When = Then
			then = append(then, *h)
		}
	}
	if len(then) > 0 {
		return then
	}
	for _, h := range []*Holder{before, after} {
		if h != nil {
			sides = append(sides, *h)
		}
	}
	return sides
}
