package digest

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"diembao/news"
)

// A view is a digest in the words of one language, before it takes a form: the forms say the same thing.
type view struct {
	Lang      string
	Title     string
	Lines     []string // under the title: days, scope, when it was made
	Front     []string
	Sides     []sideView
	Officials []officialView
	Sections  []sectionView
	Changes   []changeView
	Withdrawn []carrierView
	Notes     []string
	Empty     string
}

type sideView struct{ Side, Outlets, Articles, Share string }

type officialView struct{ Name, Posts, Count string }

type sectionView struct {
	Anchor  string
	Heading string
	Entries []entryView
}

type entryView struct {
	Number    int
	Anchor    string
	Headline  string
	URL       string // of the original; empty when it is no web address
	ID        news.ID
	Summary   string
	Count     string // only for several articles
	Carriers  []carrierView
	First     string // why nobody is called first, of several
	Officials []officialView
	Places    string
	Days      string
}

type carrierView struct {
	ID      news.ID
	When    string
	Outlet  string
	Title   string // empty when it is the entry's headline
	URL     string
	Remarks string
}

type changeView struct {
	carrierView
	Steps []stepView
}

type stepView struct {
	Heading string
	Parts   []partView
	None    string
}

type partView struct {
	Name  string
	Edits []Edit
}

// Anchors of the parts that are no sections.
const (
	anchorFront     = "tong-quan"
	anchorChanged   = "sua"
	anchorWithdrawn = "go"
	anchorNotes     = "ghi-chu"
)

// mostListed is how many places and days are written out; more are counted.
const mostListed = 12

func look(d *Digest, lang string) view {
	v := view{Lang: lang, Title: title(d, lang), Lines: d.lines(lang), Front: d.front(lang)}
	for _, s := range d.Summary.Sides {
		name := word(lang, "side."+string(s.Side))
		if s.Side == Local && d.Province == "" { // "other" provinces than which?
			name = word(lang, "side.province")
		}
		v.Sides = append(v.Sides, sideView{name, Number(lang, s.Outlets), Number(lang, s.Articles), percent(lang, s.Share)})
	}
	for _, o := range d.Summary.Officials {
		v.Officials = append(v.Officials, officialView{printable(o.Name), printable(strings.Join(o.Posts, "; ")), word(lang, "articles", Number(lang, o.Articles))})
	}
	for i, s := range d.Sections {
		heading := subjectName(lang, s.Subject)
		switch {
		case s.Subject == Undated:
			heading = word(lang, "section.undated")
		case !d.BySubject:
			heading = word(lang, "section.all")
		}
		heading = word(lang, "section.count", heading, Number(lang, len(s.Stories)))
		if len(d.Sections) > 1 {
			heading = roman(i+1) + ". " + heading
		}
		sv := sectionView{Anchor: fmt.Sprintf("muc-%d", i+1), Heading: heading}
		for _, e := range s.Stories {
			sv.Entries = append(sv.Entries, e.look(lang))
		}
		v.Sections = append(v.Sections, sv)
	}
	for _, c := range d.Changed {
		v.Changes = append(v.Changes, c.look(lang))
	}
	for _, w := range d.Withdrawn {
		v.Withdrawn = append(v.Withdrawn, w.Carrier.look(lang, "", nil, 0))
	}
	v.Notes = d.notes(lang)
	if d.Empty() {
		v.Empty = word(lang, "empty")
	}
	return v
}

func title(d *Digest, lang string) string {
	if d.Province != "" {
		return word(lang, "title.province", d.Province)
	}
	return word(lang, "title")
}

// lines say what the digest is of.
func (d *Digest) lines(lang string) []string {
	q := d.Query
	from, to := Day(q.From), Day(q.To)
	out := []string{word(lang, "days.all")}
	switch {
	case from != "" && from == to:
		out[0] = word(lang, "days.one", from)
	case from != "" && to != "":
		out[0] = word(lang, "days.span", from, to)
	case from != "":
		out[0] = word(lang, "days.from", from)
	case to != "":
		out[0] = word(lang, "days.to", to)
	}
	var asked []string
	add := func(key, value string) {
		if value != "" {
			asked = append(asked, word(lang, "asked."+key, printable(value)))
		}
	}
	add("saved", d.Saved)
	add("q", q.Text)
	add("official", q.Official)
	add("post", q.Post)
	add("place", q.Place)
	add("topic", q.Topic)
	add("source", q.Source)
	if q.Kind != "" {
		add("kind", word(lang, "kind."+q.Kind))
	}
	if q.OldMap && q.Province != "" {
		asked = append(asked, word(lang, "asked.oldmap"))
	}
	if asked != nil {
		out = append(out, word(lang, "asked")+": "+strings.Join(asked, "; "))
	}
	if !d.Made.IsZero() {
		out = append(out, word(lang, "made", Clock(d.Made.Time, false)))
	}
	return out
}

// front are the sentences of the overview.
func (d *Digest) front(lang string) []string {
	s := d.Summary
	if s.Articles == 0 {
		return nil
	}
	n := func(i int) string { return Number(lang, i) }
	out := []string{word(lang, "front.counts", n(s.Articles), n(s.Stories), n(s.Outlets))}
	if s.Undated > 0 {
		out = append(out, word(lang, "front.undated", n(s.Undated)))
	}
	if len(d.Changed)+len(d.Withdrawn) > 0 {
		out = append(out, word(lang, "front.changed", n(len(d.Changed)), n(len(d.Withdrawn))))
	}
	if d.BySubject {
		return append(out, word(lang, "front.bysubject"))
	}
	return append(out, word(lang, "front.byoutlets"))
}

func (d *Digest) notes(lang string) []string {
	var out []string
	for _, n := range d.Notes {
		if n.Key == "" {
			out = append(out, printable(n.Text))
		} else {
			out = append(out, word(lang, "note."+n.Key, Number(lang, n.N)))
		}
	}
	if d.Lag.Changes > 0 {
		out = append(out, word(lang, "note.lag", Number(lang, int(d.Lag.Changes))))
	}
	return out
}

func (e Entry) look(lang string) entryView {
	v := entryView{Number: e.Number, Anchor: fmt.Sprintf("tin-%d", e.Number), Headline: printable(e.Headline), ID: e.Article, Summary: printable(e.Summary)}
	// A story of one article needs no count, and nobody is first in it.
	if len(e.Carriers) > 1 {
		v.Count = word(lang, "count", Number(lang, e.Articles), Number(lang, e.Outlets))
		if e.First == 0 {
			v.First = word(lang, "first.unknown")
		}
	}
	outlets := map[news.ID]string{}
	for _, c := range e.Carriers {
		outlets[c.ID] = c.Outlet
		if c.ID == e.Article {
			v.URL = link(c.URL)
		}
	}
	for _, c := range e.Carriers {
		v.Carriers = append(v.Carriers, c.look(lang, e.Headline, outlets, e.First))
	}
	for _, o := range e.Officials {
		v.Officials = append(v.Officials, officialView{Name: printable(o.Name), Posts: printable(strings.Join(o.Posts, "; "))})
	}
	var places, days []string
	for _, p := range e.Places {
		if p.Now != "" {
			places = append(places, fmt.Sprintf("%s (%s)", p.Name, word(lang, "now", p.Now)))
		} else {
			places = append(places, p.Name)
		}
	}
	for _, s := range e.Days {
		days = append(days, s.text())
	}
	v.Places, v.Days = printable(listed(lang, places)), listed(lang, days)
	return v
}

// listed writes a list out, and counts what is too much of it.
func listed(lang string, items []string) string {
	if len(items) <= mostListed {
		return strings.Join(items, "; ")
	}
	return strings.Join(items[:mostListed], "; ") + "; " + word(lang, "more", Number(lang, len(items)-mostListed))
}

// look is an article under an entry's headline; outlets are those of the story's articles.
func (c Carrier) look(lang, headline string, outlets map[news.ID]string, first news.ID) carrierView {
	v := carrierView{ID: c.ID, When: Clock(c.Published.Time, c.DayOnly), Outlet: printable(c.Outlet), URL: link(c.URL)}
	if c.Title != headline {
		v.Title = printable(c.Title)
	}
	// In the order in which a reader asks: was it first, when did it come, whose text is it, does it count, what became of it.
	var remarks []string
	add := func(on bool, key string, args ...any) {
		if on {
			remarks = append(remarks, word(lang, key, args...))
		}
	}
	add(first != 0 && first == c.ID, "first")
	add(c.Published.IsZero(), "undated", Clock(c.FirstSeen.Time, false))
	switch from := outlets[c.CopyOf]; {
	case c.CopyOf != 0 && from != "" && from != c.Outlet:
		add(true, "copy.of", from)
	case c.CopyOf != 0:
		add(true, "copy")
	}
	add(c.Credit != "", "credit", c.Credit)
	add(c.Outside, "outside")
	add(c.Revision > 1, "revised", c.Revision)
	add(!c.Gone.IsZero(), "gone", Clock(c.Gone.Time, false))
	v.Remarks = printable(strings.Join(remarks, "; "))
	return v
}

func (c Change) look(lang string) changeView {
	v := changeView{carrierView: c.Carrier.look(lang, "", nil, 0)}
	for _, s := range c.Steps {
		step := stepView{Heading: word(lang, "step", s.Revision, Clock(s.Seen.Time, false))}
		for _, part := range []struct {
			key   string
			edits []Edit
		}{{"title", s.Title}, {"lead", s.Lead}, {"body", s.Body}} {
			var shown []Edit
			for _, e := range part.edits {
				shown = append(shown, Edit{e.Op, printable(e.Text)})
			}
			if shown != nil {
				step.Parts = append(step.Parts, partView{word(lang, "step."+part.key), shown})
			}
		}
		if step.Parts == nil {
			step.None = word(lang, "step.none")
		}
		v.Steps = append(v.Steps, step)
	}
	return v
}

// printable is a text of others as a page, a document or a terminal may show it: without control characters, which a
// terminal would obey and XML cannot hold, and without signs that turn the direction of what follows, by which a line
// could show another order than it has.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t':
			return r
		case unicode.IsControl(r), r == '\u2028', r == '\u2029', r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r == utf8.RuneError:
			return -1
		}
		return r
	}, s)
}
