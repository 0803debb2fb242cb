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

	last news.ID // article that was counted last
}

// A Tenure is a post as articles show it: it was held at least on the days between First and Last.
type Tenure struct {
	Post      string   `json:"post"` // as most articles word it
	Office    string   `json:"office,omitempty"`
	Qualifier string   `json:"qualifier,omitempty"`
	First     Sighting `json:"first"`
	Last      Sighting `json:"last"`
	Articles  int      `json:"articles"`

	wordings map[string]int
	counted  news.ID // article that was counted last
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
		q := news.Query{Official: n, Sort: news.ByOldest, Size: 100}
		for seen := 0; seen < mostSightings; {
			found, err := d.Index.Search(ctx, q)
			if err != nil {
				return nil, fmt.Errorf("coverage: officials: %w", err)
			}
			for _, r := range found.Hits {
				if read[r.ID] {
					continue
				}
				read[r.ID] = true
				a, err := d.Archive.Article(ctx, r.ID)
				if err != nil {
					return nil, fmt.Errorf("coverage: officials: %w", err)
				}
				l.see(a)
			}
			if seen += len(found.Hits); found.Next == "" || len(found.Hits) == 0 {
				break
			}
			q.After = found.Next
		}
	}
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
		p := l.people[id]
		if p == nil {
			p = &Person{Key: id, Name: nameOf(id), Province: province, Corrections: l.known.about[id]}
			l.people[id] = p
		}
		if p.last != a.ID { // an article may name one person in two ways
			p.last = a.ID
			p.Articles++
		}
		for i, text := range o.Positions {
			var post news.Post
			if i < len(o.Posts) {
				post = o.Posts[i]
			}
			p.hold(text, post, sighting(a, o, text))
		}
	}
}

// hold adds a sighting to the tenure of that post. Two wordings are one post when the ontology says so, or when they
// are the same but for case and tone placement.
func (p *Person) hold(text string, post news.Post, s Sighting) {
	at := slices.IndexFunc(p.Tenures, func(t Tenure) bool {
		if post.Office != "" && t.Office != "" {
			return post.Office == t.Office && post.Qualifier == t.Qualifier
		}
		return viet.Key(t.Post) == viet.Key(text)
	})
	if at < 0 {
		p.Tenures = append(p.Tenures, Tenure{Post: text, Office: post.Office, Qualifier: post.Qualifier, First: s, Last: s, wordings: map[string]int{}})
		at = len(p.Tenures) - 1
	}
	t := &p.Tenures[at]
	if t.counted != s.ID {
		t.counted = s.ID
		t.Articles++
	}
	if t.wordings[text]++; t.wordings[text] > t.wordings[t.Post] {
		t.Post = text
	}
	if s.Day.Before(t.First.Day) {
		t.First = s
	}
	if !s.Day.Before(t.Last.Day) {
		t.Last = s
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

func ranked(people map[string]*Person) []Person {
	out := make([]Person, 0, len(people))
	for _, p := range people {
		slices.SortStableFunc(p.Tenures, func(x, y Tenure) int {
			return cmp.Or(x.First.Day.Compare(y.First.Day), cmp.Compare(x.Post, y.Post))
		})
		out = append(out, *p)
	}
	slices.SortFunc(out, func(x, y Person) int {
		return cmp.Or(cmp.Compare(y.Articles, x.Articles), cmp.Compare(x.Key, y.Key))
	})
	return out
}
