package coverage

import (
	"fmt"
	"slices"
	"strings"

	"diembao/news"
	"diembao/viet"
)

// An accord is what two articles agree in, other than words of passages.
type accord struct {
	days      int // single days both name
	officials []string
	topics    []string
	province  bool
	title     float64 // overlap of the headlines' pairs of syllables, 0 to 1
}

// event says that two articles of the same days report one event: they share a day or an official, and the matter too.
func (a accord) event() bool {
	matter := len(a.topics) > 0 || a.title >= .35
	return matter && (len(a.officials) > 0 && (a.days > 0 || a.title >= .35) || a.days > 0 && a.province && a.title >= .2)
}

// related says that two articles are on one matter.
func (a accord) related() bool {
	return len(a.topics) >= 2 || len(a.topics) == 1 && (a.province || len(a.officials) > 0) || a.title >= .5
}

// String is the reason for a reader.
func (a accord) String() string {
	var why []string
	if a.days > 0 {
		why = append(why, fmt.Sprintf("%d days in common", a.days))
	}
	if len(a.officials) > 0 {
		why = append(why, "both name "+strings.Join(a.officials, ", "))
	}
	if len(a.topics) > 0 {
		why = append(why, "both on "+strings.Join(a.topics, ", "))
	}
	if a.title >= .2 {
		why = append(why, fmt.Sprintf("headlines agree by %.0f %%", 100*a.title))
	}
	return strings.Join(why, "; ")
}

func agreement(x, y news.Article) accord {
	a := accord{province: x.Province.Code != "" && x.Province.Name == y.Province.Name, title: overlap(pairs(x.Title), pairs(y.Title))}
	named := map[news.Day]bool{}
	for _, d := range x.Dates {
		if d.From == d.To && !d.From.IsZero() {
			named[d.From] = true
		}
	}
	for _, d := range y.Dates {
		if d.From == d.To && named[d.From] {
			a.days++
			delete(named, d.From)
		}
	}
	for _, o := range x.Officials {
		if slices.ContainsFunc(y.Officials, func(p news.Official) bool { return viet.Key(p.Name) == viet.Key(o.Name) }) {
			a.officials = append(a.officials, o.Name)
		}
	}
	for _, t := range x.Topics {
		if slices.Contains(y.Topics, t) {
			a.topics = append(a.topics, t)
		}
	}
	return a
}

// days is how many days lie between two articles, by publication or else by the days they name; 0 when not known.
func days(x, y news.Article) int {
	a, b := news.DayOf(x.Published.Time), news.DayOf(y.Published.Time)
	if a.IsZero() {
		a = eventDay(x)
	}
	if b.IsZero() {
		b = eventDay(y)
	}
	if a.IsZero() || b.IsZero() {
		return 0
	}
	apart := int(a.Time().Sub(b.Time()).Hours() / 24)
	return max(apart, -apart)
}

// pairs are the pairs of neighbouring syllables of a headline, by key.
func pairs(s string) map[string]bool {
	out := map[string]bool{}
	last := ""
	for _, tok := range viet.AppendTokens(nil, s) {
		if tok.Kind == viet.Punct {
			continue
		}
		key := viet.Key(s[tok.Start:tok.End])
		if last != "" {
			out[last+" "+key] = true
		}
		last = key
	}
	return out
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
