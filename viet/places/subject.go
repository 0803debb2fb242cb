package places

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"diembao/news"
)

// subject is the province an article is about, with its unit; -1 when open.
type subject struct {
	news.Subject
	unit int32
}

// evidence is what speaks for one province.
type evidence struct {
	unit    int32
	score   float64
	title   bool
	body    int  // mentions outside headline and lead
	typed   bool // "tỉnh X", "UBND tỉnh X", "Tỉnh ủy X", "TP X"
	list    int  // mentions in lists of three provinces or more, and as ends of roads
	units   int  // districts and communes that lie in it
	near    int  // those that may lie elsewhere but for the source
	home    bool
	first   int // the earliest mention
	mention int
}

// Weights of the evidence, set on articles of all regions: a headline outweighs the source, the source a few mentions.
const (
	weightTitle    = 8
	weightLead     = 4
	weightFirst    = 3 // mention in the first lines of the body
	weightBody     = 1
	weightTyped    = 1
	weightListed   = 0.3 // in a list, or as the end of a road
	weightOrigin   = 0.5 // share of a mention that says where somebody is from
	weightUnit     = 1.5
	weightHome     = 5
	weightHomeBare = 4
	maxBody        = 8
	maxUnits       = 4
	firstLines     = 700 // bytes
)

// capital is the code of Hà Nội.
const capital = "01"

// subject weighs what speaks for each province and decides, if one stands out.
func (r *reader) subject(ctx Context) subject {
	cases := r.weigh()
	if len(cases) == 0 {
		return subject{unit: -1}
	}
	slices.SortStableFunc(cases, func(a, b *evidence) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.first, b.first)) })
	top := cases[0]
	if !r.decides(top, cases[1:]) {
		return subject{unit: -1}
	}
	u := r.trie.g.At(int(top.unit))
	return subject{news.Subject{Name: u.Name, Code: u.Code, Reason: r.why(top)}, top.unit}
}

func (r *reader) weigh() []*evidence {
	var cases []*evidence
	of := func(unit int32) *evidence {
		for _, c := range cases {
			if c.unit == unit {
				return c
			}
		}
		c := &evidence{unit: unit, first: len(r.mentions)}
		cases = append(cases, c)
		return c
	}
	for k := range r.mentions {
		m := &r.mentions[k]
		unit := r.unitOf(m)
		if unit < 0 {
			continue
		}
		switch m.kind {
		case isProvince:
			r.count(of(r.onMap(m.unit)), k)
		case isDistrict, isCommune:
			if m.reason == "by the article's province" {
				continue
			}
			if m.reason == "by the source's province" {
				if r.home >= 0 {
					of(r.home).near++
				}
				continue
			}
			u := r.trie.g.At(int(unit))
			day := u.To
			if u.On(r.day) { // its province may have changed since
				day = r.day
			}
			if p, ok := r.trie.g.Unit(u.Province, day); ok {
				c := of(r.onMap(int32(p.Index())))
				c.units++
				c.first = min(c.first, k)
				if c.units <= maxUnits {
					c.score += weightUnit
				}
				if m.field == news.InTitle {
					c.score += weightUnit
				}
			}
		}
	}
	if r.home >= 0 {
		c := of(r.home)
		c.home = true
		c.score += weightHome
	}
	if c := r.bareMeans(cases); c != nil && r.signs.bare > 0 {
		c.score += weightHomeBare
	}
	return cases
}

// bareMeans is the case for the province that "tỉnh" alone speaks for: the source's; where that is a city, the only one
// that the article calls a province.
func (r *reader) bareMeans(cases []*evidence) *evidence {
	if r.home < 0 {
		return nil
	}
	city := r.trie.g.At(int(r.home)).Type != "Tỉnh"
	var only *evidence
	for _, c := range cases {
		switch {
		case !city && c.home:
			return c
		case city && c.typed && r.trie.g.At(int(c.unit)).Type == "Tỉnh":
			if only != nil {
				return nil
			}
			only = c
		}
	}
	return only
}

// count adds mention k of a province.
func (r *reader) count(c *evidence, k int) {
	m := &r.mentions[k]
	c.first = min(c.first, k)
	c.mention++
	if m.road || r.listed(k) {
		c.list++
		c.score += weightListed
		return
	}
	weight := 1.0
	if m.origin {
		weight = weightOrigin
	}
	if m.typ == typTinh || m.typ == typTP && m.rule != "list" {
		c.typed = c.typed || !m.origin
		c.score += weight * weightTyped
	}
	switch m.field {
	case news.InTitle:
		if !c.title {
			c.score += weightTitle
		}
		c.title = true
	case news.InLead:
		c.score += weight * weightLead
	default:
		c.body++
		switch {
		case m.start < firstLines && c.body == 1:
			c.score += weight * weightFirst
		case c.body <= maxBody:
			c.score += weight * weightBody
		}
	}
}

// listed says that the mention is one of three provinces or more in a row.
func (r *reader) listed(k int) bool {
	run := 1
	for i := k; i > 0 && run < 3 && r.mentions[i].link == 1 && r.mentions[i].sep != gapSpace && r.mentions[i-1].kind == isProvince; i-- {
		run++
	}
	for i := k + 1; i < len(r.mentions) && run < 3 && r.mentions[i].link == 1 && r.mentions[i].sep != gapSpace && r.mentions[i].kind == isProvince; i++ {
		run++
	}
	return run >= 3
}

// decides says that the province stands out enough. The capital is where the state meets: it needs more.
func (r *reader) decides(top *evidence, others []*evidence) bool {
	second := 0.0
	if len(others) > 0 {
		second = others[0].score
	}
	if top.mention == 0 && top.units == 0 && r.signs.bare == 0 && !r.homely(top, len(others)) { // the source alone
		return false
	}
	if top.score < 1 || top.score < 2 && len(others) > 0 && (top.units == 0 || r.signs.bare == 0) {
		return false
	}
	if u := r.trie.g.At(int(top.unit)); u.Code == capital && !top.home && !top.title && !r.capitalItself(top, second) {
		return false
	}
	if !top.title && !top.home && !r.leads(top, others) {
		return false // a survey of many provinces
	}
	alone := len(others) == 0 && top.mention > 2 && top.typed
	if !top.title && !top.home && top.units == 0 && r.signs.bare < 2 && r.signs.nation > 2*top.mention && !alone {
		return false // a national matter
	}
	margin := 1.5
	if top.title && (len(others) == 0 || !others[0].title) || r.signs.bare >= 3 || top.home {
		margin = 1.15
	}
	return top.score >= margin*second
}

// homely says that an article which does not name its outlet's province speaks of it all the same: of units that it has,
// of its offices, or of districts and communes while no other province and nothing national is spoken of. What reaches
// an outlet from elsewhere speaks of the state more than of them.
func (r *reader) homely(c *evidence, others int) bool {
	if !c.home {
		return false
	}
	offices := r.signs.office + r.signs.local
	return c.near > 0 || offices > 0 && 2*offices >= r.signs.nation || r.signs.area > 0 && r.signs.nation == 0 && others == 0
}

// capitalItself says that the article is about Hà Nội, rather than that something national took place there.
func (r *reader) capitalItself(c *evidence, second float64) bool {
	if r.signs.local > 0 || c.units > 1 || c.typed && c.mention > 2 {
		return true
	}
	return c.mention > 3 && c.score > 3*second && r.signs.nation <= 2*c.mention
}

// presence is how often the article names the province by itself, or a place in it.
func (c *evidence) presence() int { return c.mention - c.list + c.units }

// leads says that the province has at least half of what an article says of three provinces or more; two fifths when
// the article speaks of "the province" besides; or that it alone is called a province and leads by far.
func (r *reader) leads(top *evidence, others []*evidence) bool {
	all, rivals, most, typed := top.presence(), 0, 0, false
	for _, c := range others {
		all += c.presence()
		most = max(most, c.presence())
		typed = typed || c.typed
		if c.presence() > 0 {
			rivals++
		}
	}
	switch {
	case rivals < 2:
		return true
	case top.typed && !typed && top.presence() >= 2*most && top.presence() >= 3 && 3*top.presence() >= all:
		return true // not one of sixteen that a report on the whole country names most
	case r.signs.bare >= 3:
		return 5*top.presence() >= 2*all
	}
	return top.presence() >= 3 && 2*top.presence() >= all
}

// why is the reason in words.
func (r *reader) why(c *evidence) string {
	var parts []string
	if c.title {
		parts = append(parts, "named in the headline")
	}
	if c.mention > 0 {
		parts = append(parts, fmt.Sprintf("named %s", times(c.mention)))
	}
	if c.typed {
		parts = append(parts, "with its type or body")
	}
	if c.units > 0 {
		parts = append(parts, fmt.Sprintf("%d mentions of its districts or communes", c.units))
	}
	if c.home {
		parts = append(parts, "the source's province")
	}
	if c.near > 0 {
		parts = append(parts, fmt.Sprintf("which has %d of the districts or communes named", c.near))
	}
	if c.home && r.signs.office > 0 && c.near == 0 {
		parts = append(parts, "whose offices the article speaks of")
	}
	if r.signs.bare > 0 {
		parts = append(parts, fmt.Sprintf("the article says \"tỉnh\" without a name %s", times(r.signs.bare)))
	}
	return strings.Join(parts, "; ")
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}
