package web

import (
	"html/template"
	"sync"

	"diembao/news"
	"diembao/viet/gazetteer"
)

// A facetView is one facet of the search page: its values as links that narrow the search.
type facetView struct {
	Name   string
	Values []facetValue
}

type facetValue struct {
	news.Count
	URL string
}

// A chip is a filter that is on, with the address of the search without it.
type chip struct {
	Name, Value, URL string
}

// A bar is one month of the histogram; Height is of 100.
type bar struct {
	news.Count
	Height int
	URL    string
}

// Top is where the bar begins in a drawing 100 high.
func (b bar) Top() int { return 100 - b.Height }

// facetValues is how many values of a facet the page shows.
const facetValues = 12

// link makes the addresses that lead on from a search: narrower, wider, the next page, what was meant.
func (v *searchView) link() {
	here := v.Query
	here.After, here.Facets = "", nil
	to := func(change func(*news.Query)) string {
		q := here
		change(&q)
		return "/?" + Values(q).Encode()
	}
	v.chips(to)
	for _, f := range []string{news.FacetProvince, news.FacetOldProvince, news.FacetSource, news.FacetOfficial} {
		counts := v.Results.Facets[f]
		if len(counts) == 0 {
			continue
		}
		view := facetView{Name: f}
		for _, c := range counts[:min(len(counts), facetValues)] {
			view.Values = append(view.Values, facetValue{c, to(func(q *news.Query) { narrow(q, f, c) })})
		}
		v.Facets = append(v.Facets, view)
	}
	v.bars(to)
	if v.Results.Next != "" {
		v.NextURL = to(func(q *news.Query) { q.After = v.Results.Next })
	}
	if v.Results.DidYouMean != "" {
		v.MeantURL = to(func(q *news.Query) { q.Text = v.Results.DidYouMean })
	}
}

func narrow(q *news.Query, facet string, c news.Count) {
	switch facet {
	case news.FacetProvince:
		q.Province, q.OldMap = c.Label, false
	case news.FacetOldProvince:
		q.Province, q.OldMap = c.Label, true
	case news.FacetSource:
		q.Source = c.Value
	case news.FacetOfficial:
		q.Official = c.Label
	}
}

func (v *searchView) chips(to func(func(*news.Query)) string) {
	add := func(name, value string, change func(*news.Query)) {
		if value != "" {
			v.Chips = append(v.Chips, chip{name, value, to(change)})
		}
	}
	q := v.Query
	add("province", q.Province, func(q *news.Query) { q.Province, q.OldMap = "", false })
	add("source", q.Source, func(q *news.Query) { q.Source = "" })
	add("official", q.Official, func(q *news.Query) { q.Official = "" })
	add("post", q.Post, func(q *news.Query) { q.Post = "" })
	add("place", q.Place, func(q *news.Query) { q.Place = "" })
	add("topic", q.Topic, func(q *news.Query) { q.Topic = "" })
	add("from", q.From.String(), func(q *news.Query) { q.From = news.Day{} })
	if q.Exact {
		add("exact", q.Text, func(q *news.Query) { q.Exact = false })
	}
	add("to", q.To.String(), func(q *news.Query) { q.To = news.Day{} })
}

// maxBars is how many months the histogram shows, the last ones.
const maxBars = 48

// bars is the histogram of months, oldest first. A month without hits has its place too, so that the eye reads time along it.
func (v *searchView) bars(to func(func(*news.Query)) string) {
	counts := v.Results.Facets[news.FacetMonth]
	found := make(map[news.Day]news.Count, len(counts))
	var first, last news.Day
	for _, c := range counts {
		month, err := news.ParseDay(c.Value + "-01")
		if err != nil {
			continue
		}
		if found[month] = c; first.IsZero() {
			first = month
		}
		last = month
	}
	if first.IsZero() {
		return
	}
	if from := news.DayOf(last.Time().AddDate(0, 1-maxBars, 0)); first.Before(from) {
		first = from
	}
	most := 1
	for month, c := range found {
		if !month.Before(first) {
			most = max(most, c.Count)
		}
	}
	for month := first; !month.After(last); month = news.DayOf(month.Time().AddDate(0, 1, 0)) {
		c, b := found[month], bar{Count: news.Count{Value: month.String()[:len("2006-01")]}}
		if c.Count > 0 {
			end := news.DayOf(month.Time().AddDate(0, 1, -1))
			b = bar{c, max(2, c.Count*100/most), to(func(q *news.Query) { q.From, q.To = month, end })}
		}
		v.Bars = append(v.Bars, b)
	}
}

// FirstBar and LastBar are the months at the ends of the histogram.
func (v searchView) FirstBar() string { return v.Bars[0].Value }

// LastBar is the last month of the histogram.
func (v searchView) LastBar() string { return v.Bars[len(v.Bars)-1].Value }

// Scope is the query as parameters, for the pages that look at the same articles otherwise.
func (v searchView) Scope() template.URL {
	q := v.Query
	q.After, q.Sort, q.Facets = "", "", nil
	return template.URL(Values(q).Encode()) // encoded just now
}

// A part is how many of the hits are of a narrower search, and its address.
type part struct {
	N   int
	URL string
}

// AsTyped is the part of the hits with every word as it was typed, nil when that is all of them.
func (v searchView) AsTyped() *part {
	if v.Results.AsTyped == nil || *v.Results.AsTyped >= v.Results.Total {
		return nil
	}
	q := v.Query
	q.Exact, q.After = true, ""
	return &part{*v.Results.AsTyped, "/?" + Values(q).Encode()}
}

// Sorts are the orders a reader may choose.
func (v searchView) Sorts() []news.Sort {
	return []news.Sort{news.ByRelevance, news.ByDate, news.ByOldest, news.ByFirstSeen}
}

// ByStory says that stories are counted and not articles.
func (v searchView) ByStory() bool { return v.Query.Count == news.CountStories }

// OutletName is the name of a source, or its id when it is not listed.
func (v searchView) OutletName(id string) string {
	for _, o := range v.Outlets {
		if o.ID == id {
			return o.Name
		}
	}
	return id
}

// A badPlace is the query around the place that could not be read.
type badPlace struct{ Before, Part, After string }

// BadPlace is where the query could not be read.
func (v searchView) BadPlace() (p badPlace) {
	p.Before, p.Part, p.After = v.Bad.Around(v.Query.Text)
	return p
}

// provinceNames are the names a reader may choose from: today's map first, then those of the old map that ended.
var provinceNames = sync.OnceValue(func() []string {
	var out []string
	seen := map[string]bool{}
	g := gazetteer.Load()
	for _, day := range []news.Day{{}, {Year: 2025, Month: 6, Day: 30}} {
		for _, u := range g.On(day).Provinces() {
			if !seen[u.Name] {
				seen[u.Name] = true
				out = append(out, u.Name)
			}
		}
	}
	return out
})
