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
)

// A Person is an official across articles. The same name in two provinces is two people until an editor merges them.
type Person struct {
	Key      string   `json:"key"` // "Trần Văn A (Lâm Đồng)": what a correction names
	Name     string   `json:"name"`
	Province string   `json:"province,omitempty"` // of the posts, on the map of their day; empty for central posts or when not known
	Tenures  []Tenure `json:"tenures"`
	Articles int      `json:"articles"`

	Corrections []news.Correction `json:"corrections,omitempty"` // merges and splits that made this person

	seen     map[news.ID]bool // articles that name the person
	wordings map[string]*wording
}

// A Sighting is one article that names the person in the post, with the sentence that says so.
type Sighting struct {
	Day      news.Day `json:"day"` // of publication, or of the first sight when the page shows no date
	ID       news.ID  `json:"id,string"`
	URL      string   `json:"url"`
	Sentence string   `json:"sentence"`
}

// mostSightings bounds how many articles are read to answer for one name.
const mostSightings = 5000

// Officials are the people of this name with their posts over time, the most reported first. Whom an editor made one
// person is found by either name. An unknown name is no error: the answer is empty.
func (d *Desk) Officials(ctx context.Context, name string) ([]Person, error) {
	known, err := d.identities(ctx)
	if err != nil {
		return nil, err
	}
	l := lookup{known: known, folded: viet.FoldLoose(name), key: viet.Key(name), roots: known.roots(name), people: map[string]*Person{}}
	read := map[news.ID]bool{}
	for _, n := range known.names(name) {
		_, err := d.walk(ctx, news.Query{Official: n, Sort: news.ByOldest}, mostSightings, func(a news.Article) bool {
			if !read[a.ID] {
				read[a.ID] = true
				l.see(a)
			}
			return true
		})
		if err != nil {
			return nil, fmt.Errorf("coverage: officials: %w", err)
		}
	}
	l.settle()
	return ranked(l.people), nil
}

// A lookup gathers the people of one name.
type lookup struct {
	known       identities
	folded, key string
	roots       map[string]bool // keys of the name that editors spoke of
	people      map[string]*Person
}

// asked says that an official is of the name: a name typed with diacritics is that name only.
func (l *lookup) asked(o news.Official) bool {
	if viet.Fold(l.key) != l.key {
		return viet.Key(o.Name) == l.key
	}
	return viet.FoldLoose(o.Name) == l.folded
}

// see adds what one article says of officials of the name.
func (l *lookup) see(a news.Article) {
	for _, o := range a.Officials {
		province := provinceOf(o, news.DayOf(a.Published.Time))
		id := l.known.of(personKey(o.Name, province), a.CanonicalURL)
		if !l.asked(o) && !l.roots[id] {
			continue
		}
		l.person(id, province).see(a, o)
	}
}

// person is the person listed under a key, who is new at first.
func (l *lookup) person(id, province string) *Person {
	p := l.people[id]
	if p == nil {
		p = &Person{Key: id, Name: nameOf(id), Province: province, Corrections: l.known.about[id], seen: map[news.ID]bool{}, wordings: map[string]*wording{}}
		l.people[id] = p
	}
	return p
}

// see adds what an article says of the person. An article may name one person in two ways; it counts once.
func (p *Person) see(a news.Article, o news.Official) {
	p.seen[a.ID] = true
	for i, text := range o.Positions {
		post := news.Post{Text: text}
		if i < len(o.Posts) {
			post = o.Posts[i]
		}
		p.word(text, post, news.DayOf(a.Published.Time)).see(a, sighting(a, o, text))
	}
}

// provinceOf is the name of the province of the official's first provincial post, on the map of the day.
func provinceOf(o news.Official, day news.Day) string {
	for _, p := range o.Posts {
		if u, ok := gazetteer.Load().Unit(p.Province, day); ok && p.Province != "" {
			return u.Name
		}
	}
	return o.Province
}

func sighting(a news.Article, o news.Official, position string) Sighting {
	day := news.DayOf(a.Published.Time)
	if day.IsZero() {
		day = news.DayOf(a.FirstSeen.Time)
	}
	return Sighting{Day: day, ID: a.ID, URL: a.URL, Sentence: saying(a, o, position)}
}

// saying is the sentence that names the official in the post, or the first that names the official.
func saying(a news.Article, o news.Official, position string) string {
	first, wanted := "", viet.Key(position)
	for _, m := range o.Mentions {
		text := map[news.Field]string{news.InTitle: a.Title, news.InLead: a.Lead, news.InBody: a.Body}[m.Field]
		for _, s := range viet.AppendSentences(nil, text) {
			if m.Start < s.Start || m.End > s.End {
				continue
			}
			sentence := text[s.Start:s.End]
			if strings.Contains(viet.Key(sentence), wanted) {
				return sentence
			}
			if first == "" {
				first = sentence
			}
		}
	}
	return first
}

// ranked are the people with their tenures, the most reported first.
func ranked(people map[string]*Person) []Person {
	out := make([]Person, 0, len(people))
	for _, p := range people {
		p.Articles = len(p.seen)
		p.Tenures = tenures(p.wordings)
		out = append(out, *p)
	}
	slices.SortFunc(out, func(x, y Person) int {
		return cmp.Or(cmp.Compare(y.Articles, x.Articles), cmp.Compare(x.Key, y.Key))
	})
	return out
}
