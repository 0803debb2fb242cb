package lab

import (
	"slices"
	"strconv"
	"time"

	"diembao/news"
)

// A corpus is all sample articles on their sites, whether served or not.
type corpus struct {
	bank   *bank
	atlas  *atlas
	people *registry
	desks  map[string]*desk
	sites  []*site
	today  news.Day
}

func (c *corpus) desk(t *topic) *desk {
	if c.desks[t.id] == nil {
		c.desks[t.id] = &desk{}
	}
	return c.desks[t.id]
}

// write makes the corpus of the options.
func write(o Options) (*corpus, error) {
	if o.Seed == 0 {
		o.Seed = 1
	}
	c := &corpus{desks: map[string]*desk{}, today: o.Today}
	if c.today.IsZero() {
		c.today = news.Day{Year: 2026, Month: 11, Day: 3}
	}
	var err error
	if c.bank, err = loadBank(); err != nil {
		return nil, err
	}
	if c.atlas, err = loadAtlas(); err != nil {
		return nil, err
	}
	if c.people, err = newRegistry(o.Seed); err != nil {
		return nil, err
	}
	c.sites = newSites()
	for _, s := range c.sites {
		c.fill(s, o.Articles)
	}
	if o.Articles <= 0 {
		c.meetYearly()
	}
	c.shareEvents(o.Articles)
	c.shareTexts(o.Articles)
	c.later()
	for _, s := range c.sites {
		s.settle(o.NoTraps)
	}
	return c, nil
}

// scaled is how many of n articles there are in a sample of about want.
func scaled(n, want int) int {
	if want <= 0 {
		return n
	}
	return max(1, n*want/fullSize)
}

// fill writes a site's own reports, evenly spread over its life.
func (c *corpus) fill(s *site, want int) {
	n := scaled(s.count, want)
	rng := c.people.rng("fill", s.id)
	span := s.end().Time().Sub(s.from.Time())
	for i := range n {
		at := s.from.Time().Add(span / time.Duration(2*n) * time.Duration(2*i+1)).Add(time.Duration(rng.IntN(40)-20) * time.Hour)
		c.fresh(s, strconv.Itoa(i), at)
	}
}

// meetYearly writes the reports of committees that meet every December and do much the same: alike, yet no copies.
func (c *corpus) meetYearly() {
	for _, id := range []string{"mau-lam-dong", "mau-son-la", "mau-dak-lak"} {
		s := c.site(id)
		for year := 2023; year <= 2025; year++ {
			story := id + "/yearly" + strconv.Itoa(year)
			day := news.Day{Year: year, Month: time.December, Day: 11 + c.people.rng("yearly", story).IntN(17)}
			e := c.stage(story, c.bank.topics[0], c.place(s, day, 0), day)
			e.matter, e.yearly = 0, true
			s.articles = append(s.articles, c.report(s, e, day.Time().Add(16*time.Hour+25*time.Minute)))
		}
	}
}

// fresh writes a report of an event of its own, published on the day of at.
func (c *corpus) fresh(s *site, key string, at time.Time) *article {
	rng := c.people.rng("fresh", s.id, key)
	day := news.DayOf(at)
	if day.Before(s.from) {
		day = s.from
	}
	if day.After(s.to) && !s.to.IsZero() {
		day = s.to
	}
	clock := time.Duration(5*60+rng.IntN(17*60)) * time.Minute
	p := c.place(s, day, rng.IntN(1<<20))
	published := day.Time().Add(clock)
	if clock < 11*time.Hour && day != merger {
		day = day.Add(-1) // what a paper prints in the morning happened the day before
	}
	story := s.id + "/" + key
	a := c.report(s, c.stage(story, c.topic(s, day, p, rng.IntN(1<<20)), p, day), published)
	s.articles = append(s.articles, a)
	return a
}

// place is the province a site reports from on a day: its own, or one of all for a national outlet.
func (c *corpus) place(s *site, day news.Day, n int) *province {
	m := c.atlas.on(day)
	if s.province != "" {
		if p := m[s.province]; p != nil {
			return p
		}
		return m[successors[s.province][0]]
	}
	var names []string
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return m[names[n%len(names)]]
}

// topic chooses what a site reports on: something that happens on the day, least used first.
func (c *corpus) topic(s *site, day news.Day, p *province, n int) *topic {
	var fit []*topic
	for _, t := range c.bank.topics {
		if t.happens(day, p.name) {
			fit = append(fit, t)
		}
	}
	slices.SortStableFunc(fit, func(a, b *topic) int { return s.topics[a.id] - s.topics[b.id] })
	t := fit[n%min(4, len(fit))]
	s.topics[t.id]++
	return t
}

// shareEvents has national outlets report what provincial ones reported, in words of their own.
func (c *corpus) shareEvents(want int) {
	var events []*article
	for _, s := range c.sites {
		if s.province != "" && s.kind != news.Portal {
			events = append(events, s.articles...)
		}
	}
	rng := c.people.rng("shared events")
	rng.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
	for i := range min(len(events), scaled(30, want)) {
		s := c.site([]string{"mau-phap-luat", "mau-thong-tan"}[i%2])
		a := c.report(s, events[i].event, events[i].published.Add(time.Duration(20+rng.IntN(500))*time.Minute))
		s.articles = append(s.articles, a)
	}
}

// shareTexts has outlets take over each other's texts.
func (c *corpus) shareTexts(want int) {
	rng := c.people.rng("shared texts")
	for i := range scaled(26, want) {
		way := copyWays[i%len(copyWays)]
		from, to := c.site(way[0]), c.site(way[1])
		var fit []*article
		for _, a := range from.articles {
			if a.copyOf == nil && (to.province == "" || c.place(to, news.DayOf(a.published), 0).name == a.event.province.name) && to.open(a.published) {
				fit = append(fit, a)
			}
		}
		if len(fit) == 0 {
			continue
		}
		a := pick(rng, fit)
		if slices.ContainsFunc(to.articles, func(b *article) bool { return b.copyOf == a }) {
			continue
		}
		to.articles = append(to.articles, c.copied(to, a, a.published.Add(time.Duration(30+rng.IntN(1500))*time.Minute)))
	}
}

// copyWays says who copies from whom, in turn.
var copyWays = [][2]string{
	{"mau-thong-tan", "mau-phap-luat"}, {"mau-lam-dong", "mau-phap-luat"}, {"mau-thong-tan", "mau-lam-dong"},
	{"mau-ha-giang", "mau-thong-tan"}, {"mau-thong-tan", "mau-phap-luat"}, {"mau-son-la", "mau-phap-luat"},
	{"mau-lam-dong", "mau-thong-tan"}, {"mau-thong-tan", "mau-son-la"}, {"mau-ninh-thuan", "mau-phap-luat"}, {"mau-tuyen-quang", "mau-thong-tan"},
	{"mau-thong-tan", "mau-ninh-thuan"}, {"mau-thong-tan", "mau-dak-lak"}, {"mau-thong-tan", "mau-tuyen-quang"},
}

func (c *corpus) site(id string) *site {
	for _, s := range c.sites {
		if s.id == id {
			return s
		}
	}
	panic("lab: no site " + id) // unreachable: ids are in this package
}

// later writes what Advance brings: new articles on the busier sites, edits of some and the withdrawal of others.
func (c *corpus) later() {
	next := news.Day{Year: 2026, Month: 11, Day: 1}.Time()
	for _, s := range c.sites {
		own := s.articles
		for i := range s.news {
			a := c.fresh(s, "late"+strconv.Itoa(i), next.Add(time.Duration(i)*13*time.Hour))
			a.late = true
		}
		if s.news < 3 || len(own) < 6 {
			continue
		}
		for i, a := range []*article{own[len(own)/3], own[len(own)/2], own[len(own)*3/4]} {
			if a.copyOf == nil {
				a.edition = c.edit(a, i, next.Add(time.Duration(9+i)*time.Hour))
			}
		}
	}
	for _, id := range []string{"mau-thong-tan", "mau-lam-dong"} {
		own := c.site(id).articles
		for _, a := range own[len(own)/5:] {
			if a.edition == nil && !a.late {
				a.edition = &edition{gone: true}
				break
			}
		}
	}
}

// edit changes an article: the third kind of edit is to the headline alone, the others add a paragraph or drop one.
func (c *corpus) edit(a *article, kind int, at time.Time) *edition {
	e := &edition{title: a.title, body: a.body, at: at}
	sc := c.scene(a.event, a.site.manner, c.people.rng("edit", a.site.id, a.event.story), news.DayOf(a.published))
	switch kind {
	case 0:
		e.body = append(e.body[:len(e.body):len(e.body)], block{piece: sc.write(pick(sc.rng, c.bank.common.body))})
	case 1:
		e.body = e.body[:len(e.body)-1]
	default:
		e.title.text += " (cập nhật)"
	}
	if a.site.manner.oldTones {
		for i, b := range e.body {
			if i >= len(a.body) {
				e.body[i].piece = b.respelt(oldTones.Replace)
			}
		}
	}
	return e
}

// advance applies what later wrote.
func (c *corpus) advance() {
	for _, s := range c.sites {
		for _, a := range s.articles {
			switch e := a.edition; {
			case e == nil:
			case e.gone:
				a.gone = true
			default:
				a.title, a.body, a.updated, a.revision = e.title, e.body, e.at, 2
			}
			a.late = false
		}
	}
}
