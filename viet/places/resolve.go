package places

import (
	"fmt"
	"slices"

	"diembao/viet/gazetteer"
)

// abroad are provinces of China that share their name with one of ours.
var abroad = keysOf("Hà Nam", "Thái Nguyên")

// resolveProvinces gives each mention of a province its unit, and drops those that nothing confirms.
func (r *reader) resolveProvinces() {
	strong := map[int32]bool{}
	for k := range r.mentions {
		m := &r.mentions[k]
		switch {
		case m.kind == isProvince && r.chinese(k):
			m.kind, m.unit, m.weak, m.reason = isOther, -1, false, "in China"
		case m.kind == isProvince && m.name == r.bearer && m.rule == "name" && !m.in:
			m.kind = 0
		case m.kind == isProvince:
			m.unit = r.province(m.name)
			if !m.weak {
				strong[r.onMap(m.unit)] = true
			}
		case m.kind&(isCountry|isOther) != 0:
			m.unit = r.first(m)
		case m.kind == isDistrict && m.typ != typNone && r.trie.names[m.name].kinds&isProvince != 0:
			strong[r.onMap(r.province(m.name))] = true // TP Huế, TP Hòa Bình
		}
	}
	for k := range r.mentions {
		m := &r.mentions[k]
		if !m.weak || m.kind != isProvince {
			continue
		}
		if p := r.onMap(m.unit); !strong[p] && p != r.home || r.signs.bare == 0 && !strong[p] && m.last == m.first {
			m.kind = 0
		}
	}
	r.provinces = r.provinces[:0]
	for k := range r.mentions {
		if m := &r.mentions[k]; m.kind == isProvince && !slices.Contains(r.provinces, m.unit) {
			r.provinces = append(r.provinces, m.unit)
		}
	}
}

// chinese: "tỉnh Hà Nam (Trung Quốc)".
func (r *reader) chinese(k int) bool {
	if k+1 >= len(r.mentions) || r.mentions[k+1].link != 1 {
		return false
	}
	next := &r.mentions[k+1]
	if next.kind != isCountry || next.sep != gapOpen && next.sep != gapComma && next.sep != gapDash {
		return false
	}
	if c := r.trie.g.At(int(r.first(next))); c.Code != "CN" {
		return false
	}
	_, ok := slices.BinarySearch(abroad, gazetteer.Key(r.trie.g.At(int(r.province(r.mentions[k].name))).Name))
	return ok
}

// first is the first unit of m's kind; countries and named places have no namesakes.
func (r *reader) first(m *mention) int32 {
	for i := range r.candidates(m.name, m.kind) {
		return i
	}
	return -1
}

// resolve decides which unit each mention of a district or commune means, if the text or the province tells. It is
// called again with the subject for those it left open.
func (r *reader) resolve(kinds kindSet, subject int32) {
	known := map[string]bool{} // districts and provinces the text names
	for _, m := range r.mentions {
		if m.unit >= 0 && m.kind&(isDistrict|isProvince) != 0 {
			known[r.trie.g.At(int(m.unit)).Code] = true
		}
	}
	for _, kind := range []kindSet{isDistrict, isCommune} {
		if kinds&kind == 0 {
			continue
		}
		// of one name with one type and the same units after it there is one answer
		answers := map[question]mention{}
		for k := range r.mentions {
			m := &r.mentions[k]
			if m.kind != kind || m.unit >= 0 {
				continue
			}
			q := question{m.name, m.typ, m.weak, "", -1}
			q.district, q.province = r.parents(k)
			if a, ok := answers[q]; ok {
				m.kind, m.unit, m.choices, m.reason = a.kind, a.unit, a.choices, a.reason
				continue
			}
			r.settle(m, q, known, subject)
			answers[q] = *m
			if m.unit >= 0 {
				known[r.trie.g.At(int(m.unit)).Code] = true
			}
		}
		r.agree(kind)
	}
}

// agree lets a name that was left open mean what it means elsewhere in the article, if it means one thing there.
func (r *reader) agree(kind kindSet) {
	const several = -2
	meant := map[int32]int32{}
	for k := range r.mentions {
		m := &r.mentions[k]
		if m.kind != kind || m.unit < 0 {
			continue
		}
		if u, ok := meant[m.name]; ok && u != m.unit {
			meant[m.name] = several
		} else {
			meant[m.name] = m.unit
		}
	}
	for k := range r.mentions {
		m := &r.mentions[k]
		if u, ok := meant[m.name]; ok && u >= 0 && m.kind == kind && m.unit < 0 {
			m.unit, m.choices, m.reason = u, nil, "as elsewhere in the article"
		}
	}
}

// question is what the answer depends on besides the article.
type question struct {
	name     int32
	typ      typ
	weak     bool
	district string // named after it, or empty
	province int32  // named after it, or -1
}

// settle narrows the units of that name until one is left.
func (r *reader) settle(m *mention, q question, known map[string]bool, subject int32) {
	var all []gazetteer.Unit
	for i := range r.candidates(m.name, m.kind) {
		all = append(all, r.trie.g.At(int(i)))
	}
	units, why := all, "the only one of its name"
	narrow := func(reason string, fits func(gazetteer.Unit) bool) {
		if len(units) < 2 {
			return
		}
		if some := filter(units, fits); len(some) > 0 {
			if len(some) < len(units) {
				why = reason
			}
			units = some
		}
	}
	if q.district != "" {
		narrow("by the district named after it", func(u gazetteer.Unit) bool { return u.District == q.district })
	}
	if q.province >= 0 {
		narrow("by the province named after it", func(u gazetteer.Unit) bool { return r.inProvince(u, q.province) })
	}
	units = r.ofDay(m, units)
	narrow("by the district the text names", func(u gazetteer.Unit) bool { return u.District != "" && known[u.District] })
	narrow("by the province the text names", func(u gazetteer.Unit) bool { return r.provinceKnown(u) })
	if subject >= 0 {
		narrow("by the article's province", func(u gazetteer.Unit) bool { return r.inProvince(u, subject) })
	}
	if r.home >= 0 {
		narrow("by the source's province", func(u gazetteer.Unit) bool { return r.inProvince(u, r.home) })
	}
	switch {
	case len(units) == 1 && m.weak && why == "the only one of its name" && !r.provinceKnown(units[0]) && (subject < 0 || !r.inProvince(units[0], subject)):
		m.kind = 0
	case len(units) == 1:
		m.unit, m.reason, m.choices = int32(units[0].Index()), why, nil
		if len(all) == 1 || sameCode(all) {
			m.reason = ""
		}
	default:
		m.choices = m.choices[:0:0]
		for _, u := range units {
			m.choices = append(m.choices, int32(u.Index()))
		}
		m.reason = fmt.Sprintf("%d places have this name and the text does not say which", len(units))
	}
}

func filter(units []gazetteer.Unit, fits func(gazetteer.Unit) bool) []gazetteer.Unit {
	var some []gazetteer.Unit
	for _, u := range units {
		if fits(u) {
			some = append(some, u)
		}
	}
	return some
}

func sameCode(units []gazetteer.Unit) bool {
	for _, u := range units {
		if u.Code != units[0].Code {
			return false
		}
	}
	return true
}

// ofDay keeps the forms that fit the article's day and the type in the text: one a code, and of the codes those on the
// map of the day rather than earlier ones, unless only the earlier have the type.
func (r *reader) ofDay(m *mention, units []gazetteer.Unit) []gazetteer.Unit {
	if typed := filter(units, func(u gazetteer.Unit) bool { return u.Type == m.typ.word() }); m.typ != typNone && len(typed) > 0 {
		units = typed
	}
	var best []gazetteer.Unit
	for _, u := range units {
		i := slices.IndexFunc(best, func(o gazetteer.Unit) bool { return o.Code == u.Code && o.District == u.District })
		switch {
		case i < 0:
			best = append(best, u)
		case rankOf(u, r) > rankOf(best[i], r):
			best[i] = u
		}
	}
	top := 0
	for _, u := range best {
		top = max(top, class(u, r))
	}
	return filter(best, func(u gazetteer.Unit) bool { return class(u, r) == top })
}

// class is coarser than rankOf: on the map, on the last map with districts, other.
func class(u gazetteer.Unit, r *reader) int {
	switch {
	case u.On(r.day):
		return 3
	case u.To == lastOldDay:
		return 2
	}
	return 1
}

// maxList is how far after a name its district and province are looked for: a list of all communes of a district is
// not longer.
const maxList = 60

// parents is the district and the province that the text names right after the mention: "xã A, huyện B (tỉnh C)".
func (r *reader) parents(k int) (district string, province int32) {
	province = -1
	own := r.mentions[k].kind
	end := min(k+maxList, len(r.mentions))
	for k++; k < end && r.mentions[k].link == 1; k++ {
		switch m := &r.mentions[k]; {
		case m.kind == isDistrict && own == isCommune && district == "" && m.unit >= 0:
			district = r.trie.g.At(int(m.unit)).Code
		case m.kind == isProvince:
			return district, m.unit
		case m.kind == own && district == "":
		default:
			return district, province
		}
	}
	return district, province
}

// inProvince says that the unit lies in that province, or in the one of another map that has its land.
func (r *reader) inProvince(u gazetteer.Unit, province int32) bool {
	p := r.trie.g.At(int(province))
	if u.Province == p.Code && (u.On(p.To) || p.On(u.From) || p.On(u.To)) {
		return true
	}
	now := r.trie.g.NewProvince(u)
	return !now.IsZero() && p.To.IsZero() && now.Code == p.Code
}

// provinceKnown says that the text names the province in which the unit lies.
func (r *reader) provinceKnown(u gazetteer.Unit) bool {
	for _, p := range r.provinces {
		if r.inProvince(u, p) {
			return true
		}
	}
	return false
}
