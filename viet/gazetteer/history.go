package gazetteer

// An Entry is one unit of a name's history.
type Entry struct {
	Unit         Unit
	Parents      []Unit // its district and province, those there are, on its own map
	Predecessors []Unit
	Heirs        []Heir
	Current      Unit // what it is today; zero when it was divided, is not known, or is Unit itself
	Today        bool // it is on today's map
}

// History answers what a name was, when, and what it is now: every unit that ever had the name or alias, largest kind
// first, then oldest. A type before the name narrows it: "huyện Châu Thành". It is empty for an unknown name.
func (g *Gazetteer) History(name string) []Entry {
	var entries []Entry
	for _, u := range g.Ever(name) {
		e := Entry{Unit: u, Parents: g.Parents(u), Predecessors: g.Predecessors(u), Heirs: g.Heirs(u), Today: u.To.IsZero()}
		if now, ok := g.Current(u); ok && !e.Today {
			e.Current = now
		}
		entries = append(entries, e)
	}
	return entries
}

// Parents is the unit's district and province, innermost first, as they were on its last day; for a place abroad its
// country.
func (g *Gazetteer) Parents(u Unit) []Unit {
	var parents []Unit
	for _, code := range []string{u.District, u.Province} {
		if code == "" {
			continue
		}
		if p, ok := g.Unit(code, u.To); ok {
			parents = append(parents, p)
		}
	}
	return parents
}
