package gazetteer

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"diembao/news"
)

// unit is row i as a Unit.
func (g *Gazetteer) unit(i int32) Unit {
	r := &g.rows[i]
	u := Unit{
		Code: r.code, Name: r.name, Type: r.typ, Kind: kinds[r.kind], From: dayOf(r.from), To: dayOf(r.to),
		Aliases: g.aliases[i], row: i + 1,
	}
	u.Province = r.parent
	if r.kind == commune && len(r.parent) == 3 {
		u.District = r.parent
		u.Province = g.rows[g.byCode[r.parent]].parent // a code of a district never changed its province
	}
	return u
}

func (r *row) on(day int32) bool {
	if day == 0 {
		return r.to == 0
	}
	return r.from <= day && (r.to == 0 || day <= r.to)
}

// All is every unit of every map, in the order of the tables: provinces, districts, communes, countries, others.
func (g *Gazetteer) All() iter.Seq[Unit] {
	return func(yield func(Unit) bool) {
		for i := range g.rows {
			if !yield(g.unit(int32(i))) {
				return
			}
		}
	}
}

// At is the i-th unit of All, and Index says which of them a unit is: a table may keep the number for the unit. Both
// are cheap. At panics when there is no such unit.
func (g *Gazetteer) At(i int) Unit { return g.unit(int32(i)) }

// Index is the place of the unit in All; -1 for a unit that no Gazetteer made.
func (u Unit) Index() int { return int(u.row) - 1 }

// withCode is every row of the code, oldest first.
func (g *Gazetteer) withCode(code string) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		at, ok := g.byCode[code]
		for ok && yield(at) {
			at, ok = g.rows[at].sameCode-1, g.rows[at].sameCode > 0
		}
	}
}

// named is every row that bears the name or has it as an alias.
func (g *Gazetteer) named(name string) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		at, ok := g.byName[hash(AppendKey(nil, name))]
		for ok && yield(g.names[at].row) {
			at, ok = g.names[at].next-1, g.names[at].next > 0
		}
	}
}

// Unit is the unit that bore the code on that day.
func (g *Gazetteer) Unit(code string, day news.Day) (Unit, bool) {
	for i := range g.withCode(code) {
		if g.rows[i].on(dayNumber(day)) {
			return g.unit(i), true
		}
	}
	return Unit{}, false
}

// Units is every unit that ever bore the code, oldest first.
func (g *Gazetteer) Units(code string) []Unit {
	var units []Unit
	for i := range g.withCode(code) {
		units = append(units, g.unit(i))
	}
	return units
}

// Named is every unit with that name or alias on the map of that day, largest first. A type may stand before the name
// ("tỉnh Lâm Đồng", "Phường 4") and then narrows the answer. Spellings with one Key are one name.
func (g *Gazetteer) Named(name string, day news.Day) []Unit {
	return g.find(name, func(r *row) bool { return r.on(dayNumber(day)) })
}

// Ever is every unit that had the name or alias at any time, largest first, then oldest.
func (g *Gazetteer) Ever(name string) []Unit {
	return g.find(name, func(*row) bool { return true })
}

func (g *Gazetteer) find(name string, fits func(*row) bool) []Unit {
	typ, bare := cutType(name)
	units := g.collect(name, func(r *row) bool { return fits(r) })
	if bare != "" && len(units) == 0 {
		units = g.collect(bare, func(r *row) bool { return fits(r) && hasType(r, typ) })
	}
	return units
}

func (g *Gazetteer) collect(name string, fits func(*row) bool) []Unit {
	var units []Unit
	for i := range g.named(name) {
		// an alias may have the key of the name or of another alias
		if fits(&g.rows[i]) && !slices.ContainsFunc(units, func(u Unit) bool { return u.row == i+1 }) {
			units = append(units, g.unit(i))
		}
	}
	slices.SortStableFunc(units, func(a, b Unit) int {
		return cmp.Or(cmp.Compare(g.rows[a.row-1].kind, g.rows[b.row-1].kind), a.From.Compare(b.From), cmp.Compare(a.Code, b.Code))
	})
	return units
}

// types are the words a reader puts before a name, with the type of the unit they go with.
var types = []struct{ word, typ string }{
	{"tỉnh", "Tỉnh"}, {"thành phố", "Thành phố"}, {"tp.", "Thành phố"}, {"tp", "Thành phố"}, {"quận", "Quận"}, {"q.", "Quận"},
	{"huyện", "Huyện"}, {"h.", "Huyện"}, {"thị xã", "Thị xã"}, {"tx.", "Thị xã"}, {"tx", "Thị xã"}, {"phường", "Phường"},
	{"p.", "Phường"}, {"xã", "Xã"}, {"x.", "Xã"}, {"thị trấn", "Thị trấn"}, {"tt.", "Thị trấn"}, {"tt", "Thị trấn"},
	{"đặc khu", "Đặc khu"}, {"nước", "Nước"},
}

// cutType parts "huyện Đức Trọng" into the type and the name; both are empty when no type stands there.
func cutType(name string) (typ, bare string) {
	lower := strings.ToLower(strings.TrimSpace(name))
	for _, t := range types {
		rest, ok := strings.CutPrefix(lower, t.word)
		if ok && rest != "" && (rest[0] == ' ' || strings.HasSuffix(t.word, ".")) {
			return t.typ, strings.TrimSpace(rest)
		}
	}
	return "", ""
}

func hasType(r *row, typ string) bool {
	return r.typ == typ || typ == "Nước" && r.kind == country
}

// Province is the one province or centrally run city with that name, alias or code on the map of that day. A name of
// an earlier or later map is not found: ask Ever.
func (g *Gazetteer) Province(nameOrCode string, day news.Day) (Unit, bool) {
	if u, ok := g.Unit(nameOrCode, day); ok && u.Kind == news.ProvinceKind {
		return u, true
	}
	for _, u := range g.Named(nameOrCode, day) {
		if u.Kind == news.ProvinceKind {
			return u, true
		}
	}
	return Unit{}, false
}

// A Map is the state of one day.
type Map struct {
	g   *Gazetteer
	day int32
}

// On is the map of that day; of the zero Day, today's.
func (g *Gazetteer) On(day news.Day) Map { return Map{g, dayNumber(day)} }

// Provinces is every province and centrally run city, by code.
func (m Map) Provinces() []Unit {
	var units []Unit
	for i := range m.g.rows {
		if r := &m.g.rows[i]; r.kind == province && r.on(m.day) {
			units = append(units, m.g.unit(int32(i)))
		}
	}
	slices.SortFunc(units, func(a, b Unit) int { return cmp.Compare(a.Code, b.Code) })
	return units
}

// Districts is every district of the province with that code; of all provinces when the code is empty. On a map of
// July 2025 or later there are none.
func (m Map) Districts(code string) []Unit { return m.units(district, code) }

// Communes is every commune of the province or district with that code; of the whole country when it is empty.
func (m Map) Communes(code string) []Unit { return m.units(commune, code) }

func (m Map) units(kind byte, code string) []Unit {
	var units []Unit
	add := func(i int32) {
		if r := &m.g.rows[i]; r.kind == kind && r.on(m.day) {
			units = append(units, m.g.unit(i))
		}
	}
	if code == "" {
		for i := range m.g.rows {
			add(int32(i))
		}
		return units
	}
	for _, i := range m.g.within[code] {
		add(i)
		if r := &m.g.rows[i]; kind == commune && r.kind == district && r.on(m.day) {
			for _, j := range m.g.within[r.code] {
				add(j)
			}
		}
	}
	return units
}
