package lab

import (
	"math/rand/v2"
	"slices"
	"strings"
	"time"
	"unicode"

	"diembao/news"

	"golang.org/x/text/unicode/norm"
)

// A block is a paragraph or a caption of an article's body.
type block struct {
	piece
	caption bool
}

// An article is one page's content. What changes with Advance is kept beside it in later.
type article struct {
	site      *site
	id        int // within the site, from 1
	event     *event
	title     piece
	dateline  string // "(BM online) - " before the lead
	lead      piece
	body      []block
	byline    string
	credit    string
	published time.Time
	updated   time.Time // zero when never edited
	revision  int
	late      bool // not there before Advance
	gone      bool
	copyOf    *article
	encoding  string
	tags      []string // quirks of how it is served: "busy", "slow", ...
	shares    []int    // patterns of the topic it was made of
	path      string   // canonical address within the site
	edition   *edition // what Advance makes of it; nil for nothing
}

// An edition is what an outlet changed in an article after publication.
type edition struct {
	title piece
	body  []block
	at    time.Time
	gone  bool
}

// A deck deals pattern numbers, each once before any comes again.
type deck struct{ left []int }

func (d *deck) deal(rng *rand.Rand, size int, avoid []int) int {
	for range 2 {
		for i, n := range d.left {
			if !slices.Contains(avoid, n) {
				d.left = slices.Delete(d.left, i, i+1)
				return n
			}
		}
		d.left = append(d.left, rng.Perm(size)...)
	}
	panic("lab: deck too small") // unreachable: banks hold more patterns than any article takes
}

// A desk composes articles of a topic and remembers what it used, so that no two are much alike.
type desk struct {
	titles, leads, body, captions, common deck
	used                                  [][]int
}

// hand deals n paragraphs, of which at most a third are together in any earlier article.
func (d *desk) hand(rng *rand.Rand, size, n int) []int {
	var best []int
	worst := n + 1
	for range 24 {
		var try []int
		saved := slices.Clone(d.body.left)
		for range n {
			try = append(try, d.body.deal(rng, size, try))
		}
		if m := d.overlap(try); m < worst {
			best, worst = try, m
		}
		if worst <= max(1, n/4) {
			break
		}
		d.body.left = saved
		rng.Shuffle(len(d.body.left), func(i, j int) { d.body.left[i], d.body.left[j] = d.body.left[j], d.body.left[i] })
	}
	d.used = append(d.used, best)
	return best
}

// overlap is the most patterns that an earlier article has in common with these.
func (d *desk) overlap(try []int) int {
	most := 0
	for _, u := range d.used {
		same := 0
		for _, n := range try {
			if slices.Contains(u, n) {
				same++
			}
		}
		most = max(most, same)
	}
	return most
}

// report writes an article on an event for a site, published at a time.
func (c *corpus) report(s *site, e *event, published time.Time) *article {
	rng := c.people.rng("report", s.id, e.story, published.String())
	sc := c.scene(e, s.manner, rng, news.DayOf(published))
	t, d := e.topic, c.desk(e.topic)
	a := &article{site: s, event: e, published: published, revision: 1, encoding: "utf-8"}
	title, lead := d.titles.deal(rng, len(t.titles), nil), d.leads.deal(rng, len(t.leads), nil)
	if e.yearly {
		title, lead = 0, 0
	}
	a.title, a.lead = sc.headline(t.titles[title]), sc.write(t.leads[lead])
	if s.manner.far && !slices.Contains(append(a.lead.provinces, a.title.provinces...), e.province.name) {
		a.lead = sc.placed(a.lead)
	}
	a.dateline = s.dateline
	paragraphs := 5 + rng.IntN(5)
	hand := d.hand(rng, len(t.body), paragraphs)
	if e.yearly {
		hand = append([]int{0, 7}, slices.DeleteFunc(hand, func(n int) bool { return n == 0 || n == 7 })...)
	}
	for _, n := range hand {
		a.shares = append(a.shares, n)
		a.body = append(a.body, block{piece: sc.write(t.body[n])})
	}
	c.commonplaces(a, sc, d)
	slices.SortStableFunc(a.body, func(x, y block) int { return closing(x) - closing(y) })
	a.captioned(sc, t, d)
	a.byline = s.pen(rng)
	s.spell(a)
	return a
}

// headline writes a title, in which nobody is introduced.
func (s *scene) headline(p pattern) piece {
	s.brief = true
	defer func() { s.brief = false }()
	return s.write(p)
}

// placed puts the province before a lead that does not name it.
func (s *scene) placed(lead piece) piece {
	lead.text = s.province.name + " - " + lead.text
	lead.provinces = append([]string{s.province.name}, lead.provinces...)
	return lead
}

// commonplaces adds one or two paragraphs that fit any event.
func (c *corpus) commonplaces(a *article, sc *scene, d *desk) {
	common := c.bank.common.body
	first := d.common.deal(sc.rng, len(common), nil)
	a.body = append(a.body, block{piece: sc.write(common[first])})
	if sc.rng.IntN(2) == 0 {
		a.body = append(a.body, block{piece: sc.write(common[d.common.deal(sc.rng, len(common), []int{first})])})
	}
	if sc.province.former != "" && sc.province.former != sc.province.name && sc.rng.IntN(4) == 0 {
		a.body = append(a.body, block{piece: sc.write(pick(sc.rng, c.bank.merged.body))})
	}
}

// closing is 1 for paragraphs that end a report.
func closing(b block) int {
	for _, words := range []string{"Kết ", "Phát biểu kết luận", "Bế mạc", "Phóng viên sẽ"} {
		if strings.HasPrefix(b.text, words) {
			return 1
		}
	}
	return 0
}

// captioned puts up to three captions between the paragraphs, which have introduced the people in them.
func (a *article) captioned(sc *scene, t *topic, d *desk) {
	var used []int
	for range sc.rng.IntN(4) {
		n := d.captions.deal(sc.rng, len(t.captions), used)
		used = append(used, n)
		at := sc.rng.IntN(len(a.body) + 1)
		a.body = slices.Insert(a.body, at, block{piece: sc.headline(t.captions[n]), caption: true})
	}
}

// plain is text in ASCII, for addresses: "Đà Lạt" is "da-lat".
func plain(text string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(text)) {
		switch {
		case r == 'đ':
			b.WriteByte('d')
		case r < 128 && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r):
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-")
}

// slug is the article's part of an address.
func (a *article) slug() string {
	s := plain(a.title.text)
	if len(s) > 70 {
		s = strings.TrimRight(s[:70], "-")
	}
	return s
}

// copied makes an article of another site's: shortened, with a credit, sometimes under a new headline.
func (c *corpus) copied(s *site, from *article, published time.Time) *article {
	rng := c.people.rng("copy", s.id, from.site.id, from.event.story)
	a := &article{site: s, event: from.event, published: published, revision: 1, encoding: "utf-8", copyOf: from, credit: from.site.name,
		title: from.title, lead: from.lead, body: slices.Clone(from.body), shares: from.shares}
	a.dateline = pick(rng, []string{s.dateline, "", "(" + from.site.short + ") - "})
	if cut := rng.IntN(3); cut > 0 && len(a.body) > cut+3 {
		a.body = a.body[:len(a.body)-cut]
	}
	if rng.IntN(2) == 0 {
		a.body = slices.DeleteFunc(a.body, func(b block) bool { return b.caption })
	}
	if rng.IntN(2) == 0 {
		sc := c.scene(from.event, s.manner, rng, news.DayOf(published))
		a.title = sc.headline(from.event.topic.titles[rng.IntN(len(from.event.topic.titles))])
	}
	s.spell(a)
	return a
}
