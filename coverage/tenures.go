package coverage

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"diembao/news"
	"diembao/viet"
	"diembao/viet/gazetteer"
	"diembao/viet/officials/posts"
)

// A Tenure is a post as articles show it: it was held at least on the days between First and Last.
type Tenure struct {
	Post      string   `json:"post"` // as most articles word it
	Office    string   `json:"office,omitempty"`
	Place     string   `json:"place,omitempty"` // whose post it is, as named on the day: "Lâm Đồng", "Lạc Dương"; empty when it is not said
	Qualifier string   `json:"qualifier,omitempty"`
	First     Sighting `json:"first"`
	Last      Sighting `json:"last"`
	Articles  int      `json:"articles"`
	Also      []string `json:"also,omitempty"` // other wordings of it, the most frequent first
}

// A wording is one way in which articles put one post of one person.
type wording struct {
	post        news.Post
	place       string // whose post it is; empty when it is not said
	first, last Sighting
	articles    map[news.ID]bool
	near        map[string]int // how many of the articles name a province, by its name
}

// word is the wording of a post, which is new at first. A bare "Chủ tịch UBND tỉnh" is of the province that the article
// means, so the place is part of what it is known by.
func (p *Person) word(text string, post news.Post, day news.Day) *wording {
	place := ""
	if u, ok := gazetteer.Load().Unit(cmp.Or(post.Place, post.Province), day); ok && post.Place+post.Province != "" {
		place = u.Name
	}
	key := viet.Key(text) + "\n" + place
	w := p.wordings[key]
	if w == nil {
		w = &wording{post: post, place: place, articles: map[news.ID]bool{}, near: map[string]int{}}
		p.wordings[key] = w
	}
	return w
}

func (w *wording) see(a news.Article, s Sighting) {
	if len(w.articles) == 0 || s.Day.Before(w.first.Day) {
		w.first = s
	}
	if len(w.articles) == 0 || !s.Day.Before(w.last.Day) {
		w.last = s
	}
	if !w.articles[a.ID] {
		w.articles[a.ID] = true
		for _, p := range a.Places {
			if p.Kind == news.ProvinceKind {
				w.near[p.Name]++
			}
		}
	}
}

// same says that two wordings can be one post: nothing that they say of its holder, its office or its place differs.
func (w *wording) same(o *wording) bool {
	if w.post.Qualifier != o.post.Qualifier || w.place != "" && o.place != "" && w.place != o.place {
		return false
	}
	if a, b := w.post.Office, o.post.Office; a != "" && b != "" {
		return a == b || strings.HasPrefix(a, b+".") || strings.HasPrefix(b, a+".") // "UBND thành phố" leaves the level open
	}
	return posts.Fuller(w.post.Text, o.post.Text) != 0
}

// tenures are the posts that the wordings are of, in the order in which they were first seen. A wording that could be one
// of two posts ("Chủ tịch" of who is one of two bodies) stays by itself.
func tenures(wordings map[string]*wording) []Tenure {
	ordered := slices.SortedFunc(maps.Values(wordings), func(x, y *wording) int {
		// Those that say the office come first: what says less then joins them.
		return cmp.Or(cmp.Compare(says(y), says(x)), cmp.Compare(len(y.articles), len(x.articles)), cmp.Compare(x.post.Text, y.post.Text), cmp.Compare(x.place, y.place))
	})
	var groups [][]*wording
	for _, w := range ordered {
		at := -1
		for i, g := range groups {
			if !w.same(g[0]) {
				continue
			}
			if at >= 0 {
				at = -1
				break
			}
			at = i
		}
		if at < 0 {
			groups = append(groups, []*wording{w})
		} else {
			groups[at] = append(groups[at], w)
		}
	}
	out := make([]Tenure, 0, len(groups))
	for _, g := range groups {
		out = append(out, tenure(g))
	}
	slices.SortStableFunc(out, func(x, y Tenure) int {
		return cmp.Or(x.First.Day.Compare(y.First.Day), cmp.Compare(y.Articles, x.Articles), cmp.Compare(x.Post, y.Post))
	})
	return out
}

// says is how much a wording tells: its office, its place.
func says(w *wording) (n int) {
	if w.post.Office != "" {
		n += 2
	}
	if w.place != "" {
		n++
	}
	return n
}

func tenure(g []*wording) Tenure {
	slices.SortStableFunc(g, func(x, y *wording) int { return cmp.Compare(len(y.articles), len(x.articles)) })
	t := Tenure{Post: g[0].post.Text, Qualifier: g[0].post.Qualifier, First: g[0].first, Last: g[0].last}
	articles := map[news.ID]bool{}
	for _, w := range g {
		t.Office, t.Place = cmp.Or(t.Office, w.post.Office), cmp.Or(t.Place, w.place)
		if w.first.Day.Before(t.First.Day) {
			t.First = w.first
		}
		if t.Last.Day.Before(w.last.Day) {
			t.Last = w.last
		}
		maps.Copy(articles, w.articles)
		if viet.Key(w.post.Text) != viet.Key(t.Post) && !slices.Contains(t.Also, w.post.Text) {
			t.Also = append(t.Also, w.post.Text)
		}
	}
	t.Articles = len(articles)
	return t
}

// settle gives what articles say of somebody whose province they leave open to the one person of that name, where it is
// plain: only one province has a person of the name, every one of those articles names that province, and the post is
// one that this person is seen in. What an editor spoke of stays as it is.
func (l *lookup) settle() {
	open := map[string]*Person{}
	settled := map[string][]*Person{}
	for _, p := range l.people {
		if p.Province == "" {
			open[p.Name] = p
		} else {
			settled[p.Name] = append(settled[p.Name], p)
		}
	}
	for name, p := range open {
		if len(settled[name]) != 1 || len(p.Corrections)+len(settled[name][0].Corrections) > 0 {
			continue
		}
		to := settled[name][0]
		for key, w := range p.wordings {
			if w.near[to.Province] == len(w.articles) && slices.ContainsFunc(slices.Collect(maps.Values(to.wordings)), w.same) {
				delete(p.wordings, key)
				to.wordings[key] = w
				maps.Copy(to.seen, w.articles)
				maps.DeleteFunc(p.seen, func(id news.ID, _ bool) bool { return w.articles[id] })
			}
		}
		for _, w := range p.wordings {
			maps.Copy(p.seen, w.articles)
		}
		if len(p.wordings) == 0 && len(p.seen) == 0 {
			delete(l.people, p.Key)
		}
	}
}
