package lab

import (
	"slices"
	"strings"
	"time"

	"diembao/news"
)

// truth gathers what is true of an article as it is served now.
func (a *article) truth() Truth {
	s := a.site
	t := Truth{Site: s.id, Slug: a.path, URL: s.base + a.path, URLs: a.urls(), Title: a.title.text, Dateline: strings.TrimRight(a.dateline, " "), Lead: a.lead.text,
		LeadApart: s.layout == "bao" || s.layout == "dai" || s.layout == "phapluat" || s.layout == "tan", Byline: a.byline,
		Subject: a.event.province.name, Topic: a.event.topic.name, Story: a.event.story, Series: a.event.series(), Credit: a.credit,
		Revision: a.revision, Gone: a.gone, Encoding: a.encoding, DayOnly: s.layout == "legacy"}
	for _, b := range a.body {
		if b.caption {
			t.Captions = append(t.Captions, b.text)
		} else {
			t.Body = append(t.Body, b.text)
		}
	}
	if a.copyOf != nil {
		t.CopyOf = a.copyOf.site.base + a.copyOf.path
	}
	a.times(&t)
	t.read(a)
	return t
}

// times sets the times that the layout shows.
func (a *article) times(t *Truth) {
	switch a.site.layout {
	case "dang":
	case "legacy":
		t.Published = news.Instant{Time: news.DayOf(a.published).Time()}
	default:
		t.Published = news.Instant{Time: a.published}
	}
	if a.site.layout == "tan" || a.site.layout == "phapluat" {
		t.Updated = news.Instant{Time: a.updated}
	}
}

// read collects the facts of all pieces, each once.
func (t *Truth) read(a *article) {
	pieces := []piece{a.title, a.lead}
	for _, b := range a.body {
		pieces = append(pieces, b.piece)
	}
	if a.byline != "" {
		t.Private = strings.Split(a.byline, " - ")
	}
	for _, p := range pieces {
		for _, o := range p.officials {
			t.official(o)
		}
		t.Private = union(t.Private, p.private)
		t.Provinces = union(t.Provinces, p.provinces)
		for _, place := range p.places {
			t.place(place)
		}
		t.Dates = union(t.Dates, p.dates)
		t.Events = union(t.Events, p.events)
	}
}

func (t *Truth) official(o Official) {
	i := slices.IndexFunc(t.Officials, func(have Official) bool { return have.Name == o.Name })
	if i < 0 {
		t.Officials = append(t.Officials, Official{Name: o.Name, Positions: slices.Clone(o.Positions)})
		return
	}
	t.Officials[i].Positions = union(t.Officials[i].Positions, o.Positions)
}

// place adds a place, or notes that it is named with its type too.
func (t *Truth) place(p Place) {
	i := slices.IndexFunc(t.Places, func(have Place) bool { return have.Name == p.Name && have.Kind == p.Kind })
	if i < 0 {
		t.Places = append(t.Places, p)
		return
	}
	t.Places[i].Typed = t.Places[i].Typed || p.Typed
}

func union[T comparable](have, more []T) []T {
	for _, m := range more {
		if !slices.Contains(have, m) {
			have = append(have, m)
		}
	}
	return have
}

// urls are the addresses that lead to an article, the canonical one first.
func (a *article) urls() []string {
	out := []string{a.site.base + a.path}
	for _, key := range a.site.keys(a)[1:] {
		out = append(out, a.site.base+key)
	}
	if a.is("tracked") {
		out = append(out, a.site.base+a.path+tracker)
	}
	return out
}

// tracker is what some listings put behind an address.
const tracker = "?utm_source=trang-chu&utm_medium=web&fbclid=mau"

// link is how listings refer to an article.
func (a *article) link() string {
	switch {
	case a.is("moved"):
		return a.site.keys(a)[1]
	case a.is("tracked"):
		return a.path + tracker
	case a.is("mobile"):
		return "/m" + a.path
	}
	return a.path
}

// changed is when the page last changed, as far as its server knows.
func (a *article) changed() time.Time {
	if a.updated.IsZero() {
		return a.published
	}
	return a.updated
}
