package index

import (
	"slices"
	"strings"

	"diembao/index/internal/segment"
	"diembao/index/similar"
	"diembao/news"
	"diembao/viet"
	"diembao/viet/gazetteer"
)

// Keys: the field bytes of terms that answer filters. Capitals, because those of text are small.
const (
	keyProvince    = 'P' // code on today's map
	keyOldProvince = 'O' // code before 1 July 2025
	keyDistrict    = 'D' // code
	keyCommune     = 'C' // code
	keyOfficial    = 'F' // the last one, two, ... words of a name, loosely folded
	keyPartName    = 'G' // every other run of a name's words
	keyWholeName   = 'N' // the name
	keyPost        = 'Q' // folded title of a post
	keyOffice      = 'W' // code of an office
	keySource      = 'S' // id, or site
	keyKind        = 'K'
	keyTopic       = 'T' // folded
	keyPlace       = 'L' // folded name, of its day and of today
	keyPlaceCode   = 'M'
)

// Facet columns by number.
const (
	colProvince = iota
	colOldProvince
	colDistrict
	colCommune
	colOfficial
	colPost
	colSource
	colKind
	colTopic
)

// columns are the facets that have a column.
var columns = map[string]int{
	news.FacetProvince: colProvince, news.FacetOldProvince: colOldProvince, news.FacetDistrict: colDistrict,
	news.FacetCommune: colCommune, news.FacetOfficial: colOfficial, news.FacetPost: colPost,
	news.FacetSource: colSource, news.FacetKind: colKind, news.FacetTopic: colTopic,
}

// merged is the day on which 63 provinces became 34 (Resolution 202/2025/QH15); oldMap is the day before.
var (
	merged = news.Day{Year: 2025, Month: 7, Day: 1}
	oldMap = merged.Add(-1)
)

// facts gathers the keys and facet values of one article.
type facts struct {
	doc *segment.Doc
	day news.Day
}

func convert(a *Doc) *segment.Doc {
	d := &segment.Doc{
		ID: uint64(a.ID), Published: segment.NoTime, Title: a.Title, Lead: a.Lead, Body: a.Body,
		Shingles: similar.Sample(nil, a.Title+"\n"+a.Lead+"\n"+a.Body),
	}
	f := facts{doc: d}
	if !a.Published.IsZero() {
		d.Published = a.Published.Unix()
		f.day = news.DayOf(a.Published.Time)
	}
	if !a.FirstSeen.IsZero() {
		d.Seen = a.FirstSeen.Unix()
	}
	f.source(a)
	f.provinces(a)
	f.places(a)
	f.officials(a)
	for _, t := range a.Topics {
		f.key(keyTopic, viet.Fold(t))
		f.facet(colTopic, t, t)
	}
	slices.Sort(d.Keys)
	d.Keys = slices.Compact(d.Keys)
	return d
}

func (f *facts) key(field byte, text string) {
	if text != "" {
		f.doc.Keys = append(f.doc.Keys, string(rune(field))+text)
	}
}

func (f *facts) facet(col int, value, label string) {
	if value == "" {
		return
	}
	for _, v := range f.doc.Facets[col] {
		if v.Value == value {
			return
		}
	}
	f.doc.Facets[col] = append(f.doc.Facets[col], segment.Value{Value: value, Label: label})
}

func (f *facts) source(a *Doc) {
	f.key(keySource, a.Source)
	f.key(keySource, a.Site)
	f.facet(colSource, a.Source, a.Source)
	f.key(keyKind, string(a.SourceKind))
	f.facet(colKind, string(a.SourceKind), string(a.SourceKind))
}

// provinces puts the article's province on both maps. On the old one only when that is certain: a province that was
// not merged, or places of the article that lay in one province.
func (f *facts) provinces(a *Doc) {
	g := gazetteer.Load()
	u, ok := g.Province(a.Province.Code, f.day)
	if !ok {
		u, ok = g.Province(a.Province.Name, f.day)
	}
	if !ok {
		return
	}
	now := g.NewProvince(u)
	f.key(keyProvince, now.Code)
	f.facet(colProvince, now.Code, now.Name)
	old := g.OldProvinces(u)
	if len(old) > 1 {
		old = f.oldByPlaces(g, a, now, old)
	}
	for _, o := range old {
		f.key(keyOldProvince, o.Code)
		f.facet(colOldProvince, o.Code, o.Name)
	}
}

// oldByPlaces is those of old in which a place of the article lay.
func (f *facts) oldByPlaces(g *gazetteer.Gazetteer, a *Doc, now gazetteer.Unit, old []gazetteer.Unit) []gazetteer.Unit {
	in := make(map[string]bool)
	for _, p := range a.Places {
		if p.Code == "" || p.Province != now.Code {
			continue
		}
		u, ok := g.Unit(p.Code, f.day)
		if !ok || u.Kind != news.Commune {
			continue
		}
		codes := make(map[string]bool)
		for _, before := range g.Predecessors(u) {
			codes[before.Province] = true
		}
		if len(codes) == 1 {
			for c := range codes {
				in[c] = true
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(old), func(u gazetteer.Unit) bool { return !in[u.Code] })
}

func (f *facts) places(a *Doc) {
	for _, p := range a.Places {
		f.key(keyPlace, placeKey(p.Name))
		f.key(keyPlace, placeKey(p.Current.Name))
		f.key(keyPlaceCode, p.Code)
		f.key(keyPlaceCode, p.Current.Code)
		switch p.Kind {
		case news.District:
			f.key(keyDistrict, p.Code)
			f.facet(colDistrict, p.Code, p.Name)
		case news.Commune:
			f.key(keyCommune, p.Code)
			f.facet(colCommune, p.Code, p.Name)
		}
	}
}

func placeKey(name string) string { return viet.Fold(gazetteer.Key(name)) }

func (f *facts) officials(a *Doc) {
	for _, o := range a.Officials {
		f.name(viet.FoldLoose(o.Name))
		f.facet(colOfficial, o.Name, o.Name)
		f.doc.Posts = append(f.doc.Posts, o.Positions...)
		for _, p := range o.Posts {
			title := p.Title
			if title == "" {
				title = p.Text
			}
			f.key(keyPost, viet.Fold(title))
			f.key(keyOffice, p.Office)
			f.facet(colPost, viet.Fold(title), title)
		}
	}
}

// maxNameWords is how many words of a name are filed; longer ones are not names.
const maxNameWords = 8

// name files a name under itself and every run of its words.
func (f *facts) name(name string) {
	f.key(keyWholeName, name)
	words := strings.Fields(name)
	words = words[max(0, len(words)-maxNameWords):]
	for i := range words {
		f.key(keyOfficial, strings.Join(words[i:], " "))
		for j := i + 1; j < len(words); j++ {
			f.key(keyPartName, strings.Join(words[i:j], " "))
		}
	}
}
