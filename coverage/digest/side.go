package digest

import (
	"diembao/news"
	"diembao/viet/gazetteer"
)

// before is a day on the map of 63 provinces.
var before = news.Day{Year: 2025, Month: 6, Day: 30}

// today finds a province by the name, alias or code it has or had, and gives what it is on today's map: the map that
// was asked for first, then the other one. The zero Unit is none.
func today(name string, oldMap bool) (was, now gazetteer.Unit) {
	g := gazetteer.Load()
	days := []news.Day{{}, before}
	if oldMap {
		days = []news.Day{before, {}}
	}
	for _, day := range days {
		if u, ok := g.Province(name, day); ok && name != "" {
			return u, g.NewProvince(u)
		}
	}
	return gazetteer.Unit{}, gazetteer.Unit{}
}

// ProvinceName is the full name of a province as a heading wants it, on the map that was asked for; empty when there is
// no such province.
func ProvinceName(name string, oldMap bool) string {
	was, _ := today(name, oldMap)
	if was.IsZero() {
		return ""
	}
	return was.Full()
}

// A viewer tells whose outlets are whose, seen from one province.
type viewer struct {
	from string            // code on today's map; empty: no province was asked for
	code map[string]string // of the provinces of outlets, by name
}

func viewFrom(q news.Query) *viewer {
	_, now := today(q.Province, q.OldMap)
	return &viewer{from: now.Code, code: map[string]string{}}
}

// side of an outlet. One that is not listed has neither name nor kind.
func (v *viewer) side(s news.Source) Side {
	switch {
	case s.Kind == "" && s.Home == "":
		return Unlisted
	case s.Province == "":
		return National
	}
	code, ok := v.code[s.Province]
	if !ok {
		_, now := today(s.Province, false)
		code = now.Code
		v.code[s.Province] = code
	}
	if v.from != "" && code == v.from {
		return Own
	}
	return Local
}
