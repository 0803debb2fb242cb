package posts

import (
	"slices"
	"strings"

	"diembao/news"
)

// An Office is one public office of the ontology.
type Office struct {
	Code  string   // title.body.level: pho-chu-tich.ubnd.tinh
	Title string   // code of the title
	Body  string   // code of the kind of body; empty for offices of the state itself
	Level string   // tw, tinh, huyen, xa; empty when it is not said
	From  news.Day // first day, zero = before the data
	To    news.Day // last day, zero = still there
	Next  []string // codes of the offices it became
	Prev  []string // codes of those it came from
}

// Offices are the heads of every body of the ontology, one for each level it can have, by code: what a list of bodies and
// their time shows.
func Offices() []Office {
	var all []Office
	for _, b := range load().bodies {
		levels := []string{b.level}
		if b.level == "*" {
			levels = []string{"tw", "tinh", "huyen", "xa"}
		}
		for _, level := range levels {
			if o, ok := Lookup(b.head + "." + b.code + "." + level); ok {
				all = append(all, o)
			}
		}
	}
	slices.SortFunc(all, func(a, b Office) int { return strings.Compare(a.Code, b.Code) })
	return all
}

// lastDistrict is the last day of districts: Luật 72/2025/QH15, in force from 1 July 2025.
var lastDistrict = news.Day{Year: 2025, Month: 6, Day: 30}

// Lookup is the office with a code as Parse gives it; false when no row of the ontology makes it.
func Lookup(code string) (Office, bool) {
	parts := strings.Split(code, ".")
	o := Office{Code: code, Title: parts[0]}
	if !knownTitle(o.Title) {
		return Office{}, false
	}
	switch len(parts) {
	case 2:
		if _, level := centre(o.Title); level == parts[1] && level != "" {
			o.Level = level
			return o, true
		}
		o.Body = parts[1]
	case 3:
		o.Body, o.Level = parts[1], parts[2]
	default:
		return Office{}, false
	}
	b := load().bodies[o.Body]
	if b == nil || b.level != "*" && b.level != o.Level {
		return Office{}, false
	}
	o.From, o.To = b.from, b.to
	if o.Level == "huyen" && !b.toDistrict.IsZero() {
		o.To = b.toDistrict
	}
	if o.Level == "huyen" && (o.To.IsZero() || o.To.After(lastDistrict)) {
		o.To = lastDistrict
	}
	for _, next := range b.next {
		o.Next = append(o.Next, o.with(next))
	}
	for _, prev := range b.prev {
		o.Prev = append(o.Prev, o.with(prev))
	}
	slices.Sort(o.Prev)
	return o, true
}

func knownTitle(code string) bool {
	for _, all := range load().titles {
		for _, t := range all {
			if t.code == code {
				return true
			}
		}
	}
	return false
}

// with is the code of the same office in another body.
func (o Office) with(body string) string {
	level := o.Level
	if b := load().bodies[body]; b != nil && b.level != "*" {
		level = b.level
	}
	if level == "" {
		return o.Title + "." + body
	}
	return o.Title + "." + body + "." + level
}

// Lineage is an office with all it came from and became, oldest first, then by code; nil for an unknown code.
func Lineage(code string) []Office {
	seen := map[string]bool{}
	var all []Office
	var walk func(code string)
	walk = func(code string) {
		o, ok := Lookup(code)
		if !ok || seen[code] {
			return
		}
		seen[code] = true
		all = append(all, o)
		for _, c := range append(slices.Clone(o.Prev), o.Next...) {
			walk(c)
		}
	}
	walk(code)
	slices.SortFunc(all, func(a, b Office) int {
		if a.From != b.From {
			return a.From.Compare(b.From)
		}
		return strings.Compare(a.Code, b.Code)
	})
	return all
}

// Same says that two posts are one office as far as their wordings tell: the same qualifier and the same office code, or
// wordings of which one says all the other says.
func Same(a, b news.Post) bool {
	if a.Qualifier != b.Qualifier {
		return false
	}
	if a.Office != "" && a.Office == b.Office && (a.Body == "" || b.Body == "" || Fuller(a.Text, b.Text) != 0) {
		return true
	}
	return Fuller(a.Text, b.Text) != 0
}
