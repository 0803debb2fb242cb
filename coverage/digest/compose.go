package digest

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"diembao/news"
	"diembao/viet"
)

// A Story is what Compose makes an entry of: articles on one event, at least one of which is In.
type Story struct {
	ID      news.ID
	Reports []Report
}

// A Report is an article of a story.
type Report struct {
	Article news.Article
	Outlet  news.Source
	CopyOf  news.ID // the earliest article with the same text; 0 for an original
	In      bool    // it matches what was asked and appeared in the digest's days
}

// Who gives the key of the person whom an article means by an official: editors may have merged or split people.
type Who func(o news.Official, a *news.Article) string

// Compose puts stories in order. It changes none of them.
func Compose(req Request, stories []Story, who Who) Digest {
	d := Digest{Request: req, Province: ProvinceName(req.Query.Province, req.Query.OldMap), Sections: []Section{},
		Changed: []Change{}, Withdrawn: []Withdrawal{}}
	v := viewFrom(req.Query)
	var entries []Entry
	for _, s := range stories {
		entries = append(entries, compose(s, v, who))
	}
	d.Summary = sum(stories, entries, v, who)
	d.Sections, d.BySubject = arrange(entries)
	n := 0
	for _, s := range d.Sections {
		for i := range s.Stories {
			n++
			s.Stories[i].Number = n
		}
	}
	return d
}

// NewCarrier is an article as a digest of this question shows it.
func NewCarrier(r Report, q news.Query) Carrier { return carrier(r, viewFrom(q)) }

func carrier(r Report, v *viewer) Carrier {
	a := r.Article
	return Carrier{ID: a.ID, Title: a.Title, URL: a.URL, Source: a.Source, Outlet: cmp.Or(r.Outlet.Name, a.Source), Side: v.side(r.Outlet),
		Published: a.Published, DayOnly: a.DayOnly, FirstSeen: a.FirstSeen, CopyOf: r.CopyOf, Credit: a.Credit, Outside: !r.In,
		Revision: a.Revision, Gone: a.Gone}
}

// came is when an article counts as having come: to the minute where the page says so; at the end of its day where the
// page shows the day alone, for it may have been any minute of it; when it was first seen where the page shows nothing.
func (c Carrier) came() time.Time {
	switch {
	case c.Published.IsZero():
		return c.FirstSeen.Time
	case c.DayOnly:
		return news.DayOf(c.Published.Time).Add(1).Time().Add(-time.Second)
	}
	return c.Published.Time
}

// first is the article that was published before all others of the story, 0 when the pages do not prove one: when
// another shows no hour on that day or an earlier one, shows no day at all, or has the same minute.
func first(carriers []Carrier) news.ID {
	if len(carriers) < 2 {
		return 0
	}
	lead := carriers[0] // in order of came
	if lead.Published.IsZero() || lead.DayOnly {
		return 0
	}
	for _, c := range carriers[1:] {
		switch {
		case c.Published.IsZero(), c.DayOnly && !news.DayOf(c.Published.Time).After(news.DayOf(lead.Published.Time)), c.Published.Equal(lead.Published.Time):
			return 0
		}
	}
	return lead.ID
}

func compose(s Story, v *viewer, who Who) Entry {
	e := Entry{Story: s.ID, Carriers: []Carrier{}, Officials: []Official{}, Places: []Place{}, Days: []Span{}}
	reports := slices.Clone(s.Reports)
	slices.SortStableFunc(reports, func(x, y Report) int {
		return cmp.Or(carrier(x, v).came().Compare(carrier(y, v).came()), cmp.Compare(x.Article.ID, y.Article.ID))
	})
	outlets := map[string]bool{}
	var in []*news.Article
	var lead *news.Article
	for i, r := range reports {
		e.Carriers = append(e.Carriers, carrier(r, v))
		if !r.In {
			continue
		}
		in = append(in, &reports[i].Article)
		outlets[r.Article.Source] = true
		if lead == nil && r.CopyOf == 0 {
			lead = &reports[i].Article
		}
	}
	e.Articles, e.Outlets, e.First = len(in), len(outlets), first(e.Carriers)
	if len(in) == 0 {
		return e // against the promise of Story; it stays visible as a story without a headline
	}
	// The headline is of an article that counts, even where one from outside came earlier: a reader who opens it must find
	// what was asked for. A copy often has a headline of its own making, so the original's is preferred.
	if lead == nil {
		lead = in[0] // all are copies of an article from outside
	}
	e.Article, e.Headline = lead.ID, lead.Title
	e.Summary, e.From = summarise(lead)
	e.gather(in, who)
	return e
}

// gather takes from the articles whom, where and which days they name, each once, in the order in which they do.
func (e *Entry) gather(in []*news.Article, who Who) {
	votes := map[string]int{} // articles by the subject under which their outlet put them
	for _, a := range in {
		// In the order of the articles, so that the earliest report decides what stands first: it is mostly the outlet on
		// the spot, which names people and places in full.
		for _, o := range a.Officials {
			e.officials(o, who(o, a))
		}
		for _, p := range a.Places {
			e.place(p)
		}
		for _, d := range a.Dates {
			if span := (Span{d.From, d.To}); !d.From.IsZero() && !slices.Contains(e.Days, span) {
				e.Days = append(e.Days, span)
			}
		}
		if a.Section != "" && !slices.Contains(e.Sections, a.Section) {
			e.Sections = append(e.Sections, a.Section)
		}
		if key := cmp.Or(subjectOf(a.Section), subjectOf(folder(a.CanonicalURL))); key != "" {
			votes[key]++
			if votes[key] > votes[e.Subject] {
				e.Subject = key // of equal ones, that which was there first
			}
		}
	}
	// Days are sorted, not in the order of mention: a reader looks for a day.
	slices.SortFunc(e.Days, func(x, y Span) int { return cmp.Or(x.From.Compare(y.From), x.To.Compare(y.To)) })
}

func (e *Entry) officials(o news.Official, key string) {
	at := slices.IndexFunc(e.Officials, func(x Official) bool { return x.Key == key })
	if at < 0 {
		e.Officials = append(e.Officials, Official{Key: key, Name: o.Name, Posts: []string{}})
		at = len(e.Officials) - 1
	}
	e.Officials[at].hold(o)
}

// hold adds an official's posts. Of two wordings of one post the fuller stays: "Giám đốc Sở Y tế Lâm Đồng" is what
// "Giám đốc Sở Y tế" leaves unsaid.
func (x *Official) hold(o news.Official) {
	for i, text := range o.Positions {
		var post news.Post
		if i < len(o.Posts) {
			post = o.Posts[i]
		}
		post.Text = text
		at := slices.IndexFunc(x.read, func(p news.Post) bool { return samePost(p, post) })
		switch {
		case at < 0:
			x.read, x.Posts = append(x.read, post), append(x.Posts, text)
		case len(text) > len(x.Posts[at]):
			x.read[at], x.Posts[at] = post, text
		}
	}
}

// samePost says that two wordings are one post: the same words, or the same office of the ontology with the same
// qualifier, of places that do not differ.
func samePost(x, y news.Post) bool {
	if viet.Key(x.Text) == viet.Key(y.Text) {
		return true
	}
	apart := func(a, b string) bool { return a != "" && b != "" && a != b }
	return x.Office != "" && x.Office == y.Office && x.Qualifier == y.Qualifier && !apart(x.Place, y.Place) && !apart(x.Province, y.Province)
}

// place adds a place that an article names. Viet Nam itself is in every paper and says nothing.
func (e *Entry) place(p news.Place) {
	if p.Kind == news.Country && viet.Fold(p.Name) == "viet nam" {
		return
	}
	place := Place{Name: p.Name, Kind: p.Kind, Code: p.Code}
	if p.Current.Name != "" && p.Current.Name != p.Name {
		place.Now = p.Current.Name
	}
	if !slices.Contains(e.Places, place) {
		e.Places = append(e.Places, place)
	}
}

// arrange puts entries under the subjects of the outlets' own sections when these tell it for half of the stories at
// least; else all are in one section. Stories without a day come last, in a section of their own. Within one the most carried stand first, then the earliest.
func arrange(entries []Entry) (sections []Section, bySubject bool) {
	if len(entries) == 0 {
		return []Section{}, false
	}
	slices.SortStableFunc(entries, func(x, y Entry) int {
		return cmp.Or(cmp.Compare(y.Outlets, x.Outlets), x.began().Compare(y.began()), cmp.Compare(x.Story, y.Story))
	})
	// told counts the stories whose outlets say where they belong. One outlet of ten that names its sections would put its
	// stories under headings and leave all others under "other": that says something of the page layout, not of the news.
	told := 0
	by := map[string][]Entry{}
	var undated []Entry
	entries = slices.DeleteFunc(entries, func(e Entry) bool {
		if e.undated() {
			undated = append(undated, e)
		}
		return e.undated()
	})
	for _, e := range entries {
		by[e.Subject] = append(by[e.Subject], e)
		if e.Subject != "" {
			told++
		}
	}
	bySubject = told > 0 && 2*told >= len(entries)
	if !bySubject && len(entries) > 0 {
		sections = append(sections, Section{Stories: entries})
	} else {
		for key, stories := range by {
			sections = append(sections, Section{key, stories})
		}
		slices.SortFunc(sections, func(x, y Section) int { return cmp.Compare(subjectOrder(x.Subject), subjectOrder(y.Subject)) })
	}
	if undated != nil {
		sections = append(sections, Section{Undated, undated})
	}
	return sections, bySubject
}

// undated says that no page of the story shows a day: it may be old, and merely have arrived in the digest's days.
func (e *Entry) undated() bool {
	return !slices.ContainsFunc(e.Carriers, func(c Carrier) bool { return !c.Outside && !c.Published.IsZero() })
}

// began is when the first of the articles that count came.
func (e *Entry) began() time.Time {
	for _, c := range e.Carriers {
		if !c.Outside {
			return c.came()
		}
	}
	return time.Time{}
}

// sum counts what is in the digest.
func sum(stories []Story, entries []Entry, v *viewer, who Who) Summary {
	s := Summary{Stories: len(entries), Sides: []Share{}, Officials: []Named{}}
	shares, outlets := map[Side]*Share{}, map[string]bool{}
	people := map[string]*tally{}
	for _, story := range stories {
		for _, r := range story.Reports {
			if !r.In {
				continue
			}
			s.Articles++
			if r.Article.Published.IsZero() {
				s.Undated++
			}
			side := v.side(r.Outlet)
			if shares[side] == nil {
				shares[side] = &Share{Side: side}
			}
			shares[side].Articles++
			if !outlets[r.Article.Source] {
				outlets[r.Article.Source] = true
				shares[side].Outlets++
			}
			name(people, &r.Article, who)
		}
	}
	s.Outlets = len(outlets)
	for _, side := range []Side{Own, Local, National, Unlisted} {
		if share := shares[side]; share != nil {
			share.Share = float64(share.Articles) / float64(s.Articles)
			s.Sides = append(s.Sides, *share)
		}
	}
	s.Officials = mostNamed(people)
	return s
}

const (
	// mostOfficials is how many officials the front names.
	mostOfficials = 10
	// leastNamed is in how many articles: of people named once, ten would stand there by chance.
	leastNamed = 2
)

// A tally counts the articles that name one person, and in how many each post is named.
type tally struct {
	Named
	last  news.ID
	held  Official
	times []int // of the posts held
}

func name(people map[string]*tally, a *news.Article, who Who) {
	for _, o := range a.Officials {
		key := who(o, a)
		p := people[key]
		if p == nil {
			p = &tally{Named: Named{Key: key, Name: o.Name}}
			people[key] = p
		}
		if p.last != a.ID || p.Articles == 0 { // an article may name one person in two ways
			p.last = a.ID
			p.Articles++
		}
		p.held.hold(o)
		p.times = append(p.times, make([]int, len(p.held.read)-len(p.times))...)
		for i, held := range p.held.read {
			if slices.ContainsFunc(o.Posts, func(post news.Post) bool { return samePost(held, post) }) {
				p.times[i]++
			}
		}
	}
}

// mostPosts is how many posts of one person the front names.
const mostPosts = 3

// mostNamed are the people whom most articles name, with their most named posts.
func mostNamed(people map[string]*tally) []Named {
	out := []Named{}
	for _, p := range people {
		if p.Articles < leastNamed {
			continue
		}
		order := make([]int, len(p.times))
		for i := range order {
			order[i] = i
		}
		slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(p.times[y], p.times[x]) })
		p.Posts = []string{}
		for _, i := range order[:min(len(order), mostPosts)] {
			p.Posts = append(p.Posts, p.held.Posts[i])
		}
		out = append(out, p.Named)
	}
	// By key where counts are equal: the order of a map must not show.
	slices.SortFunc(out, func(x, y Named) int {
		return cmp.Or(cmp.Compare(y.Articles, x.Articles), strings.Compare(x.Key, y.Key))
	})
	return out[:min(len(out), mostOfficials)]
}
