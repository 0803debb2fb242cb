package extract

import (
	"strings"
	"time"

	"diembao/news"
	"diembao/viet"
	"diembao/viet/dates"
)

// publishedKeys are the meta names under which pages state when they were published, most telling first. Dates of
// creation and of the last change are not among them.
var publishedKeys = []string{
	"article:published_time", "article:published", "og:article:published_time", "og:published_time", "datepublished", "pubdate", "publishdate", "publish_date",
	"publish-date", "published_time", "publication_date", "dc.date.issued", "dcterms.issued", "dc.date.published", "dcterms.date", "dc.date",
	"sailthru.date", "parsely-pub-date", "article.published", "cxenseparse:recs:publishtime",
}

var updatedKeys = []string{"article:modified_time", "og:updated_time", "datemodified", "lastmod", "dcterms.modified", "dc.date.modified", "last-modified", "revised"}

// tolerance is by how much a page may be ahead of the crawler's clock.
const tolerance = 15 * time.Minute

// when is what a page says about its time.
type when struct {
	published, updated news.Instant
	dayOnly            bool
	origin             news.Origin
	refused            string // a time after the fetch
}

// clock collects candidates in the order of trust and keeps the first that can be true.
type clock struct {
	when
	fetched time.Time // zero: not known
}

// possible refuses times before there were news sites here and times after the fetch; the latter are remembered.
func (c *clock) possible(t time.Time) bool {
	if t.Year() < 1990 {
		return false
	}
	if !c.fetched.IsZero() && t.After(c.fetched.Add(tolerance)) {
		c.refused = t.Format(time.RFC3339)
		return false
	}
	return true
}

// take offers a publication time; the first possible one stays. A later source that knows the minute of the same day
// completes one that knows the day alone, or says midnight because it knows no more.
func (c *clock) take(s dates.Stamp, origin news.Origin) {
	if !c.possible(s.Time) {
		return
	}
	switch at := s.Time.In(news.ICT); {
	case c.published.IsZero():
		c.published, c.dayOnly, c.origin = news.Instant{Time: at}, s.DayOnly, origin
	case s.DayOnly || !c.vague() || news.DayOf(at) != news.DayOf(c.published.Time):
	default:
		c.published, c.dayOnly = news.Instant{Time: at}, false
	}
}

// vague says that the time of day is not known, or is the midnight of a system that writes days so.
func (c *clock) vague() bool {
	h, m, s := c.published.Clock()
	return c.dayOnly || h == 0 && m == 0 && s == 0
}

// change offers a time of the last change; a day alone says too little.
func (c *clock) change(s dates.Stamp) {
	if c.updated.IsZero() && !s.DayOnly && c.possible(s.Time) {
		c.updated = news.Instant{Time: s.Time.In(news.ICT)}
	}
}

// machine offers a time written for machines.
func (c *clock) machine(value string, origin news.Origin, updated bool) {
	if s, ok := dates.Machine(value); ok {
		if updated {
			c.change(s)
		} else {
			c.take(s, origin)
		}
	}
}

// dated finds when a page was published. title is the headline's line or -1, body the lines of the article.
func dated(p *page, m *metadata, title int, body span, snap *news.Snapshot) when {
	c := clock{fetched: snap.Time}
	c.machine(m.ld.published, news.FromJSONLD, false)
	c.machine(m.ld.modified, news.FromJSONLD, true)
	for _, key := range publishedKeys {
		c.machine(m.meta[key], news.FromMeta, false)
	}
	for _, key := range updatedKeys {
		c.machine(m.meta[key], news.FromMeta, true)
	}
	for _, t := range p.times {
		if p.near(t.line, title, body) && datable(t.marks) && !p.others(t.line, title) {
			c.machine(t.value, news.FromTime, t.updated)
		}
	}
	if s, ok := p.marked(markProfileDate); ok {
		c.visible(p, s, news.FromProfile, true)
	}
	if title >= 0 {
		if cut := timed.FindStringSubmatch(p.lines[title].text); cut != nil {
			if s, ok := dates.Line(cut[2]); ok {
				c.take(s, news.FromLine)
			}
		}
	}
	for _, s := range p.dateLines(title, body) {
		if title < 0 || s.first > title || !c.masthead(p.lines[s.first].text, title-s.first) {
			c.visible(p, s, news.FromLine, false)
		}
	}
	if c.published.IsZero() && !snap.Published.IsZero() {
		c.take(dates.Stamp{Time: snap.Published.Time}, news.FromFeed)
	}
	// The number in an address is often the time of creation, hours or days before publication: only if nothing else.
	for _, u := range [...]string{snap.FinalURL, snap.URL} {
		if s, ok := dates.FromURL(u); ok && c.published.IsZero() {
			c.take(s, news.FromURL)
		}
	}
	// Systems write the time of the last change into every page; before publication, or the same, it says nothing.
	if c.published.IsZero() || !c.updated.IsZero() && c.updated.Before(c.published.Time) {
		c.updated = news.Instant{}
	}
	if c.updated.Equal(c.published.Time) {
		c.updated = news.Instant{}
	}
	return c.when
}

// visible reads the date lines among some lines; a text cut in two by the page's layout is read together.
func (c *clock) visible(p *page, s span, origin news.Origin, trusted bool) {
	for i := s.first; i < s.last; i++ {
		text := p.lines[i].text
		if i+1 < s.last && len(text) < 40 && len(p.lines[i+1].text) < 40 {
			text += " " + p.lines[i+1].text
		}
		for n, t := range [...]string{p.lines[i].text, text} {
			if n == 1 && text == p.lines[i].text {
				break
			}
			if stamp, ok := dateLine(t, trusted); ok {
				if stamp.Updated {
					c.change(stamp)
				}
				if !stamp.Updated || c.published.IsZero() {
					c.take(stamp, origin)
				}
			}
		}
	}
}

// masthead says that a line above the headline may show the day of the visit: a day without an hour that is the day of
// the fetch, or stands far above.
func (c *clock) masthead(text string, above int) bool {
	s, ok := dateLine(text, false)
	return ok && s.DayOnly && (above > 3 || !c.fetched.IsZero() && news.DayOf(s.Time) == news.DayOf(c.fetched))
}

// dateLine reads a line that is there to say when: beside the date it holds a place, an author, a count of views, but
// no sentence. A trusted line was named by the site's profile.
func dateLine(text string, trusted bool) (dates.Stamp, bool) {
	if len(text) > 200 || !strings.ContainsAny(text, "0123456789") {
		return dates.Stamp{}, false
	}
	s, ok := dates.Line(text)
	if !ok {
		return s, false
	}
	rest := runes(text) - runes(text[s.Start:s.End])
	if trusted || rest <= 20 || (!s.DayOnly || setOff(text, s) || saysPublished(text)) && rest <= 45 && !sentence(text) {
		return s, true
	}
	return s, false
}

// setOff says that a bar or a bullet sets the day off from what else the line says: "Chính trị - Xã hội | 03/11/2020".
func setOff(text string, s dates.Stamp) bool {
	before, after := strings.TrimSpace(text[:s.Start]), strings.TrimSpace(text[s.End:])
	return strings.HasSuffix(before, "|") || strings.HasSuffix(before, "•") || strings.HasPrefix(after, "|") || strings.HasPrefix(after, "•")
}

// near says that a line belongs to the article's head or body.
func (p *page) near(at, title int, body span) bool {
	if body.first < body.last && body.first <= at && at < body.last {
		return true
	}
	if title < 0 {
		return at < body.first && body.first-at <= 15
	}
	return title-8 <= at && at <= title+12 || title <= at && at < body.first
}

// reach is how many lines before and after the headline, and after the body, a date line is looked for.
const (
	reachBefore = 6
	reachAfter  = 12
	reachEnd    = 4
)

// dateLines are the places where a visible date line may stand, best first: after the headline, before it, after the
// body. Menus, mastheads, footers, other articles and comments are no such places.
func (p *page) dateLines(title int, body span) []span {
	var spans []span
	add := func(i int) {
		if i >= 0 && i < len(p.lines) && len(p.lines[i].text) <= 200 && datable(p.lines[i].marks) && p.lines[i].unlinked() && !p.others(i, title) {
			end := i + 1
			if end < len(p.lines) && datable(p.lines[end].marks) && len(p.lines[end].text) <= 40 {
				end++
			}
			spans = append(spans, span{i, end})
		}
	}
	if title >= 0 {
		for i := title + 1; i <= title+reachAfter && i < max(body.first+3, title+4); i++ {
			add(i)
		}
		// Above the headline is where mastheads stand too; see masthead.
		for i := title - 1; i >= title-reachBefore; i-- {
			add(i)
		}
	} else {
		for i := body.first + 2; i >= body.first-3; i-- {
			add(i)
		}
	}
	below := func(from int) {
		for i := max(from, 0); i < min(from+1+reachEnd, len(p.lines)); i++ {
			if saysPublished(p.lines[i].text) {
				add(i)
			}
		}
	}
	// The body's block may hold lists of other articles as well: below its last running text is another end.
	last := body.last - 1
	for last > body.first && p.lines[last].good == 0 {
		last--
	}
	below(last)
	if last < body.last-1 {
		below(body.last - 1)
	}
	return spans
}

// others says that a date stands with the linked headline of another article: under it, or, before the page's own
// headline, over it.
func (p *page) others(i, title int) bool {
	headline := func(j int) bool {
		return j >= 0 && j < len(p.lines) && j != title && 10*p.lines[j].linked >= 9*len(p.lines[j].text) && words(p.lines[j].text) >= 6
	}
	return headline(i-1) || i < title && headline(i+1)
}

// unlinked says that a line is no link to another page; beside a date the author and the comments often are links.
func (l *line) unlinked() bool {
	return 2*l.linked <= len(l.text) || l.marks&markDate != 0 && len(l.text)-l.linked >= len("2/1/2006")
}

// datable says that a date may be taken from a place with these marks; some sites show it in the breadcrumb.
func datable(m mark) bool {
	return m&undated == 0 || m&undated == markNav && m&markDate != 0
}

// saysPublished keeps dates below an article apart from those of other articles and comments there.
func saysPublished(s string) bool {
	key := viet.Key(s)
	return strings.Contains(key, "ngày đăng") || strings.Contains(key, "cập nhật") || strings.Contains(key, "đăng lúc") || strings.Contains(key, "ngày xuất bản") || strings.Contains(key, "đăng ngày") ||
		strings.HasPrefix(key, "submitted by") || strings.HasPrefix(key, "posted")
}

// dateAt finds a date line inside a line that also names an author.
func dateAt(text string) (dates.Stamp, bool) {
	if len(text) > 200 || !strings.ContainsAny(text, "0123456789") {
		return dates.Stamp{}, false
	}
	return dates.Line(text)
}
