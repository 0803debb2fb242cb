package places

import (
	"diembao/news"
	"diembao/viet/gazetteer"
)

// judge decides whether the name in m is a place there, and of which kind.
func (r *reader) judge(m *mention, b before) bool {
	m.link, m.sep = r.linkTo(b.first)
	n := &r.trie.names[m.name]
	switch m.typ {
	case typTinh, typThuDo:
		return m.take(n, "tỉnh", isProvince, isOther)
	case typTP:
		return r.judgeCity(m, n)
	case typTX, typHuyen, typQuan:
		return r.judgeDistrict(m, n)
	case typXa, typPhuong, typTT, typDacKhu:
		return m.take(n, "type", isCommune)
	case typNuoc:
		if m.take(n, "type", isCountry) {
			return true
		}
		m.typ = typNone
	}
	return r.judgeBare(m, n)
}

// take gives m the first of the kinds that the name has.
func (m *mention) take(n *name, rule string, kinds ...kindSet) bool {
	for _, k := range kinds {
		if n.kinds&k != 0 {
			m.kind, m.rule = k, rule
			return true
		}
	}
	return false
}

// judgeCity: "TP X" is a centrally run city, or a city of a province, which often has the province's name.
func (r *reader) judgeCity(m *mention, n *name) bool {
	if n.kinds&isProvince != 0 {
		u := r.trie.g.At(int(r.province(m.name)))
		if u.Type == "Thành phố" || n.kinds&isDistrict == 0 {
			return m.take(n, "thành phố", isProvince)
		}
		m.city = gazetteer.Key(u.Name) == r.keyOf(m) // Huế is not Thừa Thiên Huế
	}
	if n.kinds&isDistrict != 0 && r.words[m.first].digit {
		return false // "thành phố 1": a number that happens to be a district's name
	}
	return m.take(n, "type", isDistrict, isOther, isCommune)
}

func (r *reader) keyOf(m *mention) string {
	return gazetteer.Key(r.text[r.words[m.first].start:r.words[m.last].end])
}

func (r *reader) judgeDistrict(m *mention, n *name) bool {
	if !m.take(n, "type", isDistrict) {
		return false
	}
	if m.typ == typTX && n.kinds&isProvince != 0 { // thị xã Hưng Yên, before it was a city
		m.city = r.hasOwnName(m.name)
	}
	return true
}

// hasOwnName says that a district of that name lies in the province of that name: thị xã Quảng Trị, not huyện Quảng Ninh.
func (r *reader) hasOwnName(at int32) bool {
	p := r.trie.g.At(int(r.province(at)))
	for i := range r.candidates(at, isDistrict) {
		if r.trie.g.At(int(i)).Province == p.Code {
			return true
		}
	}
	return false
}

func (r *reader) judgeBare(m *mention, n *name) bool {
	i := int(m.first)
	if r.person(i, int(m.last), n) {
		if n.risky && n.words == 1 {
			r.bearer = m.name // Phạm Thị Huế: now "Huế" alone may be she
		}
		return false
	}
	if r.words[i].digit || r.street(i, int(m.last), n) {
		return false
	}
	if prev := r.previous(m); prev != nil && m.sep != gapSpace && r.continues(m, prev, n) {
		return true
	}
	if n.kinds&isProvince != 0 {
		return r.judgeProvince(m, n)
	}
	if n.kinds&(isCountry|isOther) != 0 && !(n.syllable && !r.statelike(m)) {
		// "Quảng Nam - Đà Nẵng" is two provinces unless it is called a province
		return !r.twoProvinces(m) && m.take(n, "name", isOther, isCountry)
	}
	if n.kinds&isDistrict != 0 {
		return r.judgeBareDistrict(m, n)
	}
	return false
}

// twoProvinces says that the name is a province's, a dash, and a province's.
func (r *reader) twoProvinces(m *mention) bool {
	for i := int(m.first) + 1; i <= int(m.last); i++ {
		if r.words[i].gap == gapDash {
			return r.names(int(m.first), i-1, isProvince) && r.names(i, int(m.last), isProvince)
		}
	}
	return false
}

// statelike: a country of one syllable (Mỹ, Anh, Nga) is also a given name and a word.
func (r *reader) statelike(m *mention) bool {
	i := int(m.first)
	w := r.words[i]
	if next := int(m.last) + 1; next < len(r.words) && r.words[next].gap == gapSpace && r.words[next].cap {
		return false
	}
	if prev := r.previous(m); prev != nil && prev.kind == isCountry && m.sep != gapSpace {
		return true // Lào, Thái Lan, Mỹ
	}
	if i == 0 || w.gap == gapLine || w.gap == gapStop || w.gap == gapPointSpace {
		return false
	}
	p := r.words[i-1]
	if r.text[w.start:w.end] == "Lào" { // the neighbour; no other meaning with a capital
		return !p.cap || w.gap != gapSpace || p.lex&lexState != 0
	}
	return w.gap == gapSpace && p.lex&lexState != 0
}

func (r *reader) judgeProvince(m *mention, n *name) bool {
	switch {
	case n.uncle:
		if !r.between(m) {
			return false
		}
	case n.risky && n.words == 1 && r.givenName(int(m.first)):
		r.bearer = m.name
		return false
	case n.brand && r.inTitle(m), n.risky && r.firm(m):
		return false
	case n.given && r.rig(int(m.last)+1):
		return false
	case n.given && r.signature(m):
		return false
	case n.risky && !r.shown(m), r.school(m), r.borne(m), r.inLonger(m):
		m.weak = true
	}
	m.in = m.first > 0 && r.words[m.first].gap == gapSpace && r.words[m.first-1].lex&lexIn != 0
	return m.take(n, "name", isProvince)
}

// maxSignature is more words than a line has that holds only the names of those who sign.
const maxSignature = 8

// signature says that the name stands in a line with nothing but names of people, or after "Ảnh:".
func (r *reader) signature(m *mention) bool {
	i, j := int(m.first), int(m.last)
	if w := r.words[i]; w.gap == gapColon && i > 0 && r.words[i-1].lex&lexCredit != 0 {
		return true
	}
	for i > 0 && r.words[i].gap != gapLine && j-i < maxSignature {
		i--
	}
	for j+1 < len(r.words) && r.words[j+1].gap != gapLine && j-i < maxSignature {
		j++
	}
	if j-i >= maxSignature {
		return false
	}
	for k := i; k <= j; k++ {
		if !r.words[k].cap || r.words[k].caps && !r.words[i].caps || r.words[k].lex&(lexTinh|lexTP|lexThanh|lexOrg) != 0 || r.words[k].gap == gapColon {
			return false
		}
	}
	// one name, or one beside others that are no places
	return i > 0 && r.provinceAfter(int(m.last)+1) < 0 && (m.link == 0 || m.sep == gapLine)
}

// school says that the name is that of a school, which may lie anywhere: Trường tiểu học Phú Thọ.
func (r *reader) school(m *mention) bool {
	i := int(m.first)
	return i > 1 && r.words[i].gap == gapSpace && (r.words[i-1].lex&lexGrade != 0 ||
		r.words[i-1].lex&lexLearn != 0 && r.words[i-2].lex&lexSmall != 0)
}

// inTitle says that capitals go on before or after the name, as in the name of a company.
func (r *reader) inTitle(m *mention) bool {
	i, next := int(m.first), int(m.last)+1
	after := next < len(r.words) && r.words[next].gap == gapSpace && r.words[next].cap
	before := i > 0 && r.words[i].gap == gapSpace && r.words[i-1].cap && !r.words[i-1].caps && r.words[i-1].lex&(lexOrg|lexAt) == 0
	return !r.words[i].caps && (after || before)
}

// rig says that the number at word i makes the name that of a Chinese oil rig: Hải Dương 981.
func (r *reader) rig(i int) bool {
	return i < len(r.words) && r.words[i].digit && r.words[i].gap <= gapDash && r.words[i].end-r.words[i].start == 3 &&
		r.text[r.words[i].start:r.words[i].start+2] == "98"
}

// givenName says that word i ends a person's name: Phạm Thị Huế, but not ĐH Y Dược Huế.
func (r *reader) givenName(i int) bool {
	if i == 0 || r.words[i].gap != gapSpace {
		return false
	}
	for k := i - 1; k >= 0 && k >= i-3 && r.words[k].cap && r.words[k+1].gap == gapSpace; k-- {
		if r.words[k].lex&(lexSurname|lexMiddle|lexPerson) != 0 && (!r.words[k].caps || r.words[i].caps) {
			return true
		}
	}
	return false
}

// between says that the name stands by itself beside another province: "Hà Nội, Hồ Chí Minh và Đà Nẵng".
func (r *reader) between(m *mention) bool {
	if prev := r.previous(m); prev != nil && prev.kind == isProvince && m.sep != gapSpace {
		return true
	}
	g := r.words[m.first].gap
	return (g == gapComma || g == gapOpen || g == gapLine || g == gapColon) && r.provinceAfter(int(m.last)+1) >= 0
}

// shown says that the words around the name show a place.
func (r *reader) shown(m *mention) bool {
	i, j := int(m.first), int(m.last)
	w := r.words[i]
	next := gapLine
	if j+1 < len(r.words) {
		next = r.words[j+1].gap
	}
	switch {
	case i == 0 && m.field == news.InTitle && next == gapSpace && !r.words[j+1].cap && r.trie.names[m.name].words == 1:
		return true // a headline: "Huế làm đường đi bộ"
	case i > 0 && w.gap == gapSpace && (r.words[i-1].lex&(lexAt|lexOrg) != 0 || r.words[i-1].caps && !w.caps):
		return true
	case i > 1 && w.gap == gapSpace && r.words[i-1].lex&lexPho != 0 && r.words[i-2].lex&lexNot != 0: // đường phố Huế
		return true
	case i > 0 && w.gap == gapDash && r.words[i-1].cap: // a road: Hòa Lạc - Hòa Bình
		return true
	case w.gap == gapLine && next == gapColon: // a headline: "Hòa Bình: Khởi công ..."
		return true
	case w.gap == gapOpen && j+1 < len(r.words) && next != gapSpace:
		return true
	case next == gapSpace && j+1 < len(r.words) && r.words[j+1].lex&lexBrand != 0:
		return true
	case w.gap == gapComma && i > 0 && r.words[i-1].lex&lexOrigin != 0: // (36 tuổi, Hòa Bình)
		return true
	case r.counted(m), r.beforeCity(m):
		return true
	}
	if prev := r.previous(m); prev != nil && prev.kind&(isProvince|isDistrict|isCommune) != 0 && m.sep != gapSpace && !prev.weak {
		return true
	}
	return next != gapSpace && r.provinceAfter(j+1) >= 0
}

// provinceAfter is the name of the province, if there is one, that stands at word i after a comma, a dash, a bracket or
// "và", with or without its type; else -1.
func (r *reader) provinceAfter(i int) int32 {
	if i >= len(r.words) {
		return -1
	}
	switch g := r.words[i].gap; {
	case g == gapComma, g == gapDash, g == gapOpen, g == gapSlash:
	case g == gapSpace && r.words[i].lex&lexAnd != 0 && i+1 < len(r.words):
		i++
	default:
		return -1
	}
	for range 2 { // tỉnh; thành phố, TP
		if i+1 < len(r.words) && r.words[i].lex&(lexTinh|lexTP|lexThanh|lexPho) != 0 && r.trie.slot(step(root, r.words[i].key)).hash == 0 {
			i++
		}
	}
	return r.nameAt(i, isProvince)
}

// nameAt is the longest name of the kind that begins at word i, else -1.
func (r *reader) nameAt(i int, kind kindSet) int32 {
	found, node := int32(-1), uint64(root)
	for j := i; j < len(r.words) && j-i < maxWords; j++ {
		w := &r.words[j]
		if !w.cap || j > i && w.gap > gapDash {
			break
		}
		node = step(node, w.key)
		s := r.trie.slot(node)
		if s.hash == 0 {
			break
		}
		if s.name > 0 && r.trie.names[s.name-1].kinds&kind != 0 {
			found = s.name - 1
		}
	}
	return found
}
