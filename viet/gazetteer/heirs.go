package gazetteer

import (
	"iter"
	"slices"
	"strings"

	"diembao/news"
)

// An Heir is a unit that took over all of another one, or a part.
type Heir struct {
	Unit
	Part bool // it took over a part only
}

// Heirs is what the unit became on the day after its last: one unit, several when it was divided. A district that ended
// on 30 June 2025 was followed by the communes that its communes became; they are parts unless all became one. It is empty when the unit still exists or when
// the data does not say.
func (g *Gazetteer) Heirs(u Unit) []Heir { return slices.Collect(g.heirs(u)) }

func (g *Gazetteer) heirs(u Unit) iter.Seq[Heir] {
	return func(yield func(Heir) bool) {
		if u.row == 0 || u.To.IsZero() {
			return
		}
		next := u.To.Add(1)
		for code := range strings.SplitSeq(g.rows[u.row-1].heirs, ",") {
			code, part := strings.CutPrefix(code, "~")
			if h, ok := g.Unit(code, next); ok && !yield(Heir{h, part}) {
				return
			}
		}
	}
}

// Successors is Heirs without saying which got a part only.
func (g *Gazetteer) Successors(u Unit) []Unit {
	var units []Unit
	for _, h := range g.Heirs(u) {
		units = append(units, h.Unit)
	}
	return units
}

// Members is the provinces of June 2025 that make up a region ("Tây Nguyên"), where the state's own division says which.
// It is nil for anything else.
func (g *Gazetteer) Members(u Unit) []Unit {
	if u.Kind != news.OtherPlace || u.row == 0 || !u.To.IsZero() || g.rows[u.row-1].heirs == "" {
		return nil
	}
	var units []Unit
	for code := range strings.SplitSeq(g.rows[u.row-1].heirs, ",") {
		if p, ok := g.Unit(code, merger.Add(-1)); ok {
			units = append(units, p)
		}
	}
	return units
}

// Predecessors is every unit that ended during this one's time and of which it took over all or a part, oldest code
// first. The unit's own earlier form is among them.
func (g *Gazetteer) Predecessors(u Unit) []Unit {
	if u.row == 0 || u.Code == "" {
		return nil
	}
	var units []Unit
	for _, i := range g.ended()[u.Code] {
		if p := g.unit(i); u.On(p.To.Add(1)) {
			units = append(units, p)
		}
	}
	return units
}

// indexEnded is the rows that left something to a code.
func (g *Gazetteer) indexEnded() map[string][]int32 {
	ended := make(map[string][]int32, 4_000)
	for i := range g.rows {
		r := &g.rows[i]
		if r.heirs == "" || kinds[r.kind] == news.OtherPlace {
			continue
		}
		for code := range strings.SplitSeq(r.heirs, ",") {
			code = strings.TrimPrefix(code, "~")
			ended[code] = append(ended[code], int32(i))
		}
	}
	return ended
}

// Current is what the unit is on today's map when it went whole into one unit, if need be in several steps. A unit
// still on the map is itself; one that was divided has no answer. A district that ended in 2025 has one only when all
// of it became one commune, as the island districts did.
func (g *Gazetteer) Current(u Unit) (Unit, bool) {
	for range 16 { // longer chains than any in the data; a test holds that none is a ring
		if u.row == 0 {
			return Unit{}, false
		}
		if u.To.IsZero() {
			return u, true
		}
		var whole Heir
		n := 0
		for h := range g.heirs(u) {
			whole = h
			n++
		}
		if n != 1 || whole.Part {
			return Unit{}, false
		}
		u = whole.Unit
	}
	return Unit{}, false
}

// merger is the day on which 63 provinces had become 34.
var merger = news.Day{Year: 2025, Month: 7, Day: 1}

// OldProvinces is the provinces of 30 June 2025 out of which the province with u's code after that day was made; a
// province of the map before is its own answer. It is nil for other kinds.
func (g *Gazetteer) OldProvinces(u Unit) []Unit {
	if u.Kind != news.ProvinceKind {
		return nil
	}
	if u.On(merger.Add(-1)) {
		return []Unit{u}
	}
	if u.From.Before(merger) {
		return g.OldProvinces(g.NewProvince(u))
	}
	var old []Unit
	for _, p := range g.On(merger.Add(-1)).Provinces() {
		if g.NewProvince(p).Code == u.Code {
			old = append(old, p)
		}
	}
	return old
}

// NewProvince is the province of today's map in which the unit lies: for a province what it went into, for a district
// or commune that of its province. It is the zero Unit for what lies in no province, and for a province that was
// divided.
func (g *Gazetteer) NewProvince(u Unit) Unit {
	if u.Kind == news.District || u.Kind == news.Commune {
		for _, p := range g.Units(u.Province) {
			if p.Kind == news.ProvinceKind && overlap(p, u) {
				u = p
				break
			}
		}
	}
	if u.Kind != news.ProvinceKind {
		return Unit{}
	}
	now, _ := g.Current(u)
	return now
}

// overlap says that there was a day on which both existed.
func overlap(a, b Unit) bool {
	return (a.To.IsZero() || !b.From.After(a.To)) && (b.To.IsZero() || !a.From.After(b.To))
}
