package coverage

import (
	"fmt"
	"slices"
	"strings"

	"diembao/coverage/compare"
	"diembao/news"
	"diembao/viet"
)

// A sketch is what an article says of its event, made once to be held against many.
type sketch struct {
	published news.Day
	days      []news.Day // on which the event was, as the text says: see eventDays
	guessed   bool       // the text names none, and days are those just before publication
	named     []news.Day // all days and short spans of days that the text names
	officials map[string]string
	topics    []string
	places    map[string]string // districts and communes by code
	province  string
	title     map[string]bool
	headline  headline
}

func sketched(a news.Article) sketch {
	s := sketch{published: news.DayOf(a.Published.Time), officials: map[string]string{}, topics: cloned(a.Topics), places: map[string]string{},
		province: strings.Clone(a.Province.Name), title: compare.Pairs(a.Title), headline: headlined(a.Title)}
	s.named = namedDays(a, news.Day{}, news.Day{})
	if s.days = eventDays(a); len(s.days) == 0 && !s.published.IsZero() {
		s.days, s.guessed = []news.Day{s.published.Add(-1), s.published}, true
	}
	for _, o := range a.Officials {
		s.officials[viet.Key(o.Name)] = strings.Clone(o.Name)
	}
	for _, p := range a.Places {
		if (p.Kind == news.District || p.Kind == news.Commune) && p.Code != "" {
			s.places[strings.Clone(p.Code)] = strings.Clone(p.Name)
		}
	}
	return s
}

const (
	// longestEvent is how many days a span has at most that is an event and no plan or term.
	longestEvent = 5
	// recentDays is how long before its publication the event of a report was, at most.
	recentDays = 10
)

// eventDays are the days the text names that may be the event's: single days and short spans shortly before publication.
// Days further back are history and later ones plans. Where the publication is not known, every such day may be it.
func eventDays(a news.Article) []news.Day {
	published := news.DayOf(a.Published.Time)
	if published.IsZero() {
		return namedDays(a, published, published)
	}
	return namedDays(a, published.Add(-recentDays), published.Add(1))
}

// namedDays are the single days, and the days of short spans, that the text names from first to last; a zero bound is none.
func namedDays(a news.Article, first, last news.Day) []news.Day {
	var out []news.Day
	for _, d := range a.Dates {
		if d.From.IsZero() || d.From.Add(longestEvent-1).Before(d.To) || d.To.Before(first) || !last.IsZero() && d.From.After(last) {
			continue
		}
		for day := d.From; !day.After(d.To); day = day.Add(1) {
			if !slices.Contains(out, day) {
				out = append(out, day)
			}
		}
	}
	return out
}

// An accord is what two articles agree in.
type accord struct {
	days      int  // of the event, that both name or imply
	otherDays bool // both name days of their event, and none is the same
	apart     int  // days between the two, by publication or else by the event's; -1 when not known
	officials []string
	places    []string // districts and communes
	topics    []string
	province  bool
	elsewhere bool    // about different provinces
	title     float64 // overlap of the headlines' pairs of syllables, 0 to 1
	head      int     // pairs of the shorter headline
	text      float64 // share of the shorter text that the other has
	words     int     // syllables of the longest passage that both have
	recurring bool
	strangers bool    // both name officials, and none is the same
	outspoken bool    // the days that agree are named by both texts
	headed    bool    // the headlines are long enough, and near enough in words, to be of one thing
	series    bool    // the headlines, or the numbers in one form of words, are of two numbers of one series
	bits      float64 // how much it tells that both name what they name: see leads.bits
}

// event says that two articles report one event: one headline on one day or the next, or nothing speaks against it, they agree in when or who, and in what, and
// in enough altogether. Weights were set on two samples of sites and scored on three others (docs/evaluation.md).
func (a accord) event() bool {
	if a.recurring || a.series || a.apart > nearDays || a.apart < 0 && !a.outspoken {
		return false
	}
	fresh := a.apart >= 0 && a.apart <= 1 && !a.strangers
	switch {
	case fresh && len(a.places) > 0 && len(a.topics) > 0 && a.text >= .1 && a.bits >= 2*relatedBits:
		return true // in a village, what happens there once in years, whichever day and province was read
	case a.elsewhere:
		return false
	case fresh && (a.headed && !a.otherDays || a.title >= likeHead && a.bits >= relatedBits):
		return true
	case a.otherDays:
		return false
	case len(a.officials) == 0 && a.title < .2 && a.text < .1 && a.bits < relatedBits+4*float64(min(len(a.places), 1)):
		return false // a day, a town and the words of a trade: the two reports of the stock exchange that every paper has daily
	}
	there := len(a.places) > 0 && (len(a.officials) > 1 || len(a.officials) > 0 && a.outspoken && a.text >= .05) // on one day with one official in one district
	matter := len(a.topics) > 0 || a.title >= .2 || a.text >= .1 || there
	return matter && (a.days > 0 || len(a.officials) > 0) && a.weight() >= eventWeight
}

// eventWeight is how much must agree: a day that both name, the province, one official and a place, say.
const eventWeight = 7

func (a accord) weight() int {
	w := 2*min(len(a.officials), 2) + 2*min(len(a.places), 1) + 2*min(len(a.topics), 2)
	if a.days > 0 {
		w++
		if a.outspoken {
			w++
		}
	}
	if a.province {
		w++
	}
	w += steps(a.title, .2, .35, .6) + steps(a.text, .1, .2)
	return w
}

// steps is how many of the bounds x reaches.
func steps(x float64, bounds ...float64) int {
	n := 0
	for _, b := range bounds {
		if x >= b {
			n++
		}
	}
	return n
}

// otherwise says that texts much alike report different events all the same: the same committee's meeting at another
// time, a statement made again, or a form of words filled in with other people of another province or day.
func (a accord) otherwise() bool {
	return a.otherDays && (a.recurring || a.apart > nearDays) || a.strangers && (a.elsewhere || a.otherDays)
}

// nothing says that two articles name nothing in common but places: an outlet's own address is under all its articles.
func (a accord) nothing() bool {
	return len(a.topics)+len(a.officials) == 0 && a.title < .2
}

// related says that two articles are on one matter: the headlines say so, or both name something of the matter, and what
// both name is rare enough in these days. The words of one trade come together ("bị cáo, xét xử"), and so do a place and who
// governs it; neither tells of a matter by itself.
func (a accord) related() bool {
	near := a.apart <= 2*nearDays // or not known
	if near && a.title >= .5 && a.head > 3 && !a.elsewhere {
		return true
	}
	named := len(a.officials)+len(a.places) > 0
	told := a.title >= .2 || a.words >= fewWords || a.outspoken && len(a.officials)+len(a.topics) > 0
	switch {
	case !told && len(a.topics) == 0 || !named && !told:
		return false
	case !near:
		return named && (a.title >= .2 || len(a.topics) > 0) && a.bits >= relatedBits+12
	case told && !a.elsewhere && (a.title >= .2 || len(a.places)+len(a.topics) > 0): // people alone are everywhere
		return a.bits >= relatedBits
	}
	return a.bits >= relatedBits+6 && a.apart <= nearDays || a.bits >= relatedBits+10
}

// fewWords is how many syllables in a row two texts share that are on one matter: more than an office and its holder.
const fewWords = 16

const (
	// sameHead is the share of a headline's pairs of words that another has when both are of one thing, and longHead how many
	// pairs it has at least: "Tin vắn trong ngày" is a headline of every day.
	sameHead = .6
	longHead = 5
	// likeHead is that share when both name something rare besides: then the day of the report in one and that of the deed in
	// the other do not make two events of it.
	likeHead = .35
)

// relatedBits is how rare what two articles name must be together for them to be on one matter: what one in four thousand
// articles of the days names. "Thi đấu" and "cầu thủ" are in every report of a match.
const relatedBits = 12

// String is the reason for a reader.
func (a accord) String() string {
	var why []string
	if a.days > 0 {
		why = append(why, fmt.Sprintf("%d days in common", a.days))
	}
	if len(a.officials) > 0 {
		why = append(why, "both name "+strings.Join(a.officials, ", "))
	}
	if len(a.places) > 0 {
		why = append(why, "both in "+strings.Join(a.places, ", "))
	}
	if len(a.topics) > 0 {
		why = append(why, "both on "+strings.Join(a.topics, ", "))
	}
	if a.title >= .2 {
		why = append(why, fmt.Sprintf("headlines agree by %.0f %%", 100*a.title))
	}
	return strings.Join(why, "; ")
}

// agree holds two sketches against each other; text is the share of the shorter text that the other has.
func agree(x, y sketch, text float64) accord {
	a := accord{text: text, title: overlap(x.title, y.title), officials: common(x.officials, y.officials), places: common(x.places, y.places)}
	a.strangers = len(x.officials) > 0 && len(y.officials) > 0 && len(a.officials) == 0
	a.province = x.province != "" && x.province == y.province
	a.elsewhere = x.province != "" && y.province != "" && x.province != y.province
	a.days = shared(x.days, y.days)
	a.outspoken = a.days > 0 && !x.guessed && !y.guessed
	a.otherDays = a.days == 0 && len(x.days) > 0 && len(y.days) > 0 && !x.guessed && !y.guessed
	if x.published.IsZero() || y.published.IsZero() { // which of the days is the event's is not known
		a.otherDays = a.otherDays && shared(x.named, y.named) == 0
	}
	for _, t := range x.topics {
		if slices.Contains(y.topics, t) {
			a.topics = append(a.topics, t)
		}
	}
	a.apart = apart(x, y)
	a.head = min(len(x.title), len(y.title))
	a.headed = a.title >= sameHead && a.head >= longHead
	a.series = inSeries(x.headline, y.headline)
	a.recurring = a.apart >= recurringDays && shared(x.named, y.named) == 0 && (a.title >= .5 || text >= .5)
	return a
}

// common are the values that both have, in a fixed order.
func common(x, y map[string]string) []string {
	var out []string
	for key, value := range x {
		if _, ok := y[key]; ok {
			out = append(out, value)
		}
	}
	slices.Sort(out)
	return out
}

// shared is how many days both have.
func shared(x, y []news.Day) int {
	n := 0
	for _, d := range x {
		if slices.Contains(y, d) {
			n++
		}
	}
	return n
}

// apart is how many days lie between two articles, by publication; where one's is not known, between the nearest days
// that it may be of. It is -1 when that is not known either.
func apart(x, y sketch) int {
	least := -1
	for _, a := range x.when() {
		for _, b := range y.when() {
			n := int(a.Time().Sub(b.Time()).Hours() / 24)
			if n = max(n, -n); least < 0 || n < least {
				least = n
			}
		}
	}
	return least
}

// when are the days on which the article may have appeared.
func (s sketch) when() []news.Day {
	if s.published.IsZero() {
		return s.named
	}
	return []news.Day{s.published}
}

// overlap is the share of the smaller set that the larger has.
func overlap(a, b map[string]bool) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 {
		return 0
	}
	n := 0
	for k := range a {
		if b[k] {
			n++
		}
	}
	return float64(n) / float64(len(a))
}

// cloned are texts that keep no larger one alive.
func cloned(texts []string) []string {
	out := make([]string, len(texts))
	for i, s := range texts {
		out[i] = strings.Clone(s)
	}
	return out
}
