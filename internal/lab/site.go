package lab

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"diembao/news"
)

// fullSize is about how many articles the sites hold at the start when nothing is scaled.
const fullSize = 470

// sampleEnd is the last day of the sample before Advance.
var sampleEnd = news.Day{Year: 2026, Month: 10, Day: 31}

// A site is one outlet: who it is, how it writes, how its pages look and what it holds.
type site struct {
	id, name, short string
	kind            news.SourceKind
	province        string // on the map before the merger; empty is national
	from, to        news.Day
	count           int    // own reports in the full sample
	news            int    // what Advance adds
	layout          string // name of the page templates
	dateline        string
	pens            []string
	manner          manner
	validators      string // "etag", "modified" or ""
	delay           string // in sources.yaml
	base            string // http://127.0.0.1:port, known once served
	articles        []*article
	topics          map[string]int
	byKey           map[string]*article // by path and the query that tells pages apart
	traps           []trap
}

// end is the last day the site writes about at the start.
func (s *site) end() news.Day {
	if s.to.IsZero() {
		return sampleEnd
	}
	return s.to
}

// open says that the outlet existed at a time.
func (s *site) open(t time.Time) bool {
	d := news.DayOf(t)
	return !d.Before(s.from) && !d.After(s.end())
}

// pen is a journalist's name, empty now and then.
func (s *site) pen(rng *rand.Rand) string {
	switch n := rng.IntN(9); {
	case n == 0:
		return ""
	case n == 1:
		i := rng.IntN(len(s.pens) - 1)
		return s.pens[i] + " - " + s.pens[i+1]
	}
	return pick(rng, s.pens)
}

var oldTones = strings.NewReplacer("ủy", "uỷ", "Ủy", "Uỷ", "văn hóa", "văn hoá", "Văn hóa", "Văn hoá")

// spell turns an article into the site's spelling, and what is true of it likewise.
func (s *site) spell(a *article) {
	if !s.manner.oldTones {
		return
	}
	a.respell(oldTones.Replace)
}

// respell changes every word of an article, in text and truth alike.
func (a *article) respell(f func(string) string) {
	a.title = a.title.respelt(f)
	a.lead = a.lead.respelt(f)
	a.dateline, a.byline = f(a.dateline), f(a.byline)
	a.body = slices.Clone(a.body)
	for i, b := range a.body {
		a.body[i].piece = b.respelt(f)
	}
}

func (p piece) respelt(f func(string) string) piece {
	p.text = f(p.text)
	p.private = each(p.private, f)
	p.provinces = each(p.provinces, f)
	officials := make([]Official, len(p.officials))
	for i, o := range p.officials {
		officials[i] = Official{Name: f(o.Name), Positions: each(o.Positions, f)}
	}
	p.officials = officials
	places := slices.Clone(p.places)
	for i := range places {
		places[i].Name, places[i].Province = f(places[i].Name), f(places[i].Province)
	}
	p.places = places
	p.dates, p.events = respeltDays(p.dates, f), respeltDays(p.events, f)
	return p
}

func respeltDays(days []Days, f func(string) string) []Days {
	out := slices.Clone(days)
	for i := range out {
		out[i].Text = f(out[i].Text)
	}
	return out
}

func each(words []string, f func(string) string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = f(w)
	}
	return out
}

// settle orders the articles, numbers them and gives them their addresses and quirks.
func (s *site) settle(noTraps bool) {
	slices.SortStableFunc(s.articles, func(a, b *article) int { return a.published.Compare(b.published) })
	s.byKey = map[string]*article{}
	s.traps = newTraps(s, noTraps)
	for i, a := range s.articles {
		a.id = i + 1
		if s.layout == "legacy" {
			a.legacy()
		}
	}
	for i, a := range s.articles {
		a.path = a.newPath()
		a.tags = s.quirks(i, noTraps)
		for _, key := range s.keys(a) {
			s.byKey[key] = a
		}
	}
}

// quirks are what is peculiar about the i-th article's addresses and answers.
func (s *site) quirks(i int, noTraps bool) []string {
	var out []string
	add := func(site string, every, at int, tag string) {
		if s.id == site && i%every == at {
			out = append(out, tag)
		}
	}
	add("mau-lam-dong", 9, 4, "moved")
	add("mau-lam-dong", 5, 2, "tracked")
	add("mau-phap-luat", 7, 3, "tracked")
	add("mau-thong-tan", 8, 5, "mobile")
	add("mau-thong-tan", 11, 2, "gzip")
	add("mau-ha-giang", 13, 6, "gzip")
	add("mau-phap-luat", 17, 8, "decomposed")
	if !noTraps {
		add("mau-thong-tan", 1000, 3, "busy")
		add("mau-ha-giang", 1000, 5, "slow")
	}
	return out
}

func (a *article) is(tag string) bool { return slices.Contains(a.tags, tag) }

// hex7 is a page key of the YYYYMM kind: seven hexadecimal digits.
func (a *article) hex7() string {
	h := fnv.New32a()
	fmt.Fprintf(h, "%s %d", a.site.id, a.id) // never fails
	return fmt.Sprintf("%07x", h.Sum32()&0xfffffff)
}

// newPath makes the canonical address within the site, of the headline at first publication.
func (a *article) newPath() string {
	switch a.site.layout {
	case "bao":
		return fmt.Sprintf("/%s/%s/%s-%s/", a.section().slug, a.published.Format("200601"), a.slug(), a.hex7())
	case "dang":
		return fmt.Sprintf("/vi/%s/%s-%d", a.section().slug, a.slug(), 4000+a.id)
	case "dai":
		return fmt.Sprintf("/tin-tuc/%s/%s-%d.html", a.published.Format("200601"), a.slug(), 810000+a.id)
	case "cong":
		return fmt.Sprintf("/Default.aspx?CategoryID=%d&ItemID=%d", a.section().number, 20000+a.id)
	case "phapluat":
		return fmt.Sprintf("/%s-post%d.html", a.slug(), 500100+a.id)
	case "legacy":
		return fmt.Sprintf("/tin/%d.htm", 1200+a.id)
	}
	return fmt.Sprintf("/%s/%s-%s%03d.htm", a.section().slug, a.slug(), a.published.Format("20060102150405"), a.id)
}

// keys are the paths under which the site knows the article, the canonical one first; those after it lead there.
func (s *site) keys(a *article) []string {
	keys := []string{a.path}
	if s.layout == "cong" {
		keys[0] = fmt.Sprintf("/default.aspx?itemid=%d", 20000+a.id)
	}
	if a.is("moved") {
		keys = append(keys, fmt.Sprintf("/tin-cu/%d.html", a.id))
	}
	if s.layout == "tan" {
		keys = append(keys, "/m"+a.path, strings.TrimSuffix(a.path, ".htm")+".amp")
	}
	return keys
}

// A section is one of a site's listings.
type section struct {
	slug, name string
	number     int
	topics     string
}

// sections are alike on all sites.
var sections = []section{
	{"thoi-su", "Thời sự", 11, "doi-ngoai hdnd sap-nhap dai-hoi bien-phong phap-luat"},
	{"kinh-te", "Kinh tế", 12, "nong-nghiep du-lich nong-thon-moi ha-tang chuyen-doi-so thien-tai"},
	{"xa-hoi", "Văn hóa - Xã hội", 13, "y-te giao-duc an-sinh van-hoa"},
}

func (a *article) section() section {
	for _, s := range sections {
		if slices.Contains(strings.Fields(s.topics), a.event.topic.id) {
			return s
		}
	}
	return sections[0]
}
