package facts

import (
	"strings"
	"sync"

	"diembao/news"
	"diembao/viet"
	"diembao/viet/dates"
	"diembao/viet/officials"
	"diembao/viet/phrases"
	"diembao/viet/places"
)

// topics is how many key phrases an article gets.
const topics = 5

// readings are for the next article to be cut in.
var readings = sync.Pool{New: func() any { return new(viet.Reading) }}

// Read fills Dates, Officials, Places, Province and Topics of an article from its Title, Lead, Body and Published. The
// sourceProvince is that of the outlet, a name or a code, empty when it is not known. Whatever was in those fields is
// replaced; lists are never nil.
//
// Places come first: they need only the day and the outlet, and they settle which province a bare "tỉnh" means, which
// the officials' posts are read with. Days need nothing of either.
func Read(a *news.Article, sourceProvince string) {
	doc := viet.Text{Title: a.Title, Lead: a.Lead, Body: a.Body}
	day := news.DayOf(a.Published.Time)
	cut := readings.Get().(*viet.Reading)
	defer readings.Put(cut)
	cut.Read(doc)

	found := places.FindIn(cut, places.Context{Published: day, Province: sourceProvince})
	a.Places, a.Province = found.Places, found.Subject
	a.Officials = unsigned(officials.FindIn(cut, officials.Context{Published: day, Province: found.Subject.Name}), a.Byline)
	a.Dates = days(cut, day)
	a.Topics = phrases.FindIn(cut, named(a), topics)
	if a.Topics == nil {
		a.Topics = []string{}
	}
	if a.Places == nil {
		a.Places = []news.Place{}
	}
}

// named are the mentions that are names, which are no topics.
func named(a *news.Article) []news.Mention {
	var out []news.Mention
	for _, o := range a.Officials {
		out = append(out, o.Mentions...)
	}
	for _, p := range a.Places {
		out = append(out, p.Mentions...)
	}
	return out
}

// days are the days that title, lead and body name, in that order.
func days(doc *viet.Reading, published news.Day) []news.Date {
	all := []news.Date{}
	context := ""
	if published.IsZero() { // one part of the article may say the year that another leaves out
		context = doc.Title.Text + "\n" + doc.Lead.Text + "\n" + doc.Body.Text
	}
	for _, part := range doc.Parts() {
		from := len(all)
		all = dates.FindIn(all, part.Cut, dates.Ref{Published: published, Field: part.Field, Context: context})
		for i := from; i < len(all); i++ {
			all[i].Origin, all[i].Field = news.FromText, part.Field
		}
	}
	return all
}

// unsigned leaves out who signs the article: a journalist is no official of what he writes about. A name that the
// text gives a post and then names again is not the writer's, whoever signs.
func unsigned(found []news.Official, byline string) []news.Official {
	kept := []news.Official{}
	signed := " " + names(byline) + " "
	for _, o := range found {
		if name := names(o.Name); name != "" && len(o.Mentions) < 2 && strings.Contains(signed, " "+name+" ") {
			continue
		}
		kept = append(kept, o)
	}
	return kept
}

// names is the comparison key of one or more names with everything between syllables as one space.
func names(s string) string {
	return strings.Join(strings.FieldsFunc(viet.Key(s), func(r rune) bool { return r == ' ' || strings.ContainsRune(",;-–—/&()", r) }), " ")
}
