package places

// judgeBareDistrict: a city without its type (Đà Lạt, Nha Trang), an island, a district before its province ("Mộc Châu
// (Sơn La)") or after "ở".
func (r *reader) judgeBareDistrict(m *mention, n *name) bool {
	if p := r.provinceAfter(int(m.last) + 1); p >= 0 && r.lies(m.name, p) {
		return m.take(n, "parent follows", isDistrict)
	}
	city, communes := false, 0
	for i := range r.candidates(m.name, isDistrict|isCommune) {
		u := r.trie.g.At(int(i))
		if kindOf(u.Kind) == isCommune && u.Type != "Đặc khu" {
			communes++
		}
		city = city || kindOf(u.Kind) == isDistrict && u.Type == "Thành phố" || u.Type == "Đặc khu"
	}
	in := m.first > 0 && r.words[m.first].gap == gapSpace && r.words[m.first-1].lex&lexIn != 0
	if !city { // "ở Cai Lậy", in an article that names the province
		m.weak = true
		return in && n.words > 1 && communes < 2 && m.take(n, "district", isDistrict)
	}
	m.weak = communes > 3 || n.words == 1
	return (n.words > 1 || in) && m.take(n, "city", isDistrict)
}

// lies says that a district of the first name lies in the province of the second.
func (r *reader) lies(district, province int32) bool {
	p := r.trie.g.At(int(r.province(province)))
	for i := range r.candidates(district, isDistrict) {
		u := r.trie.g.At(int(i))
		if u.Province == p.Code || !p.To.IsZero() && r.trie.g.NewProvince(u).Code == p.Code || r.trie.g.NewProvince(u).Name == p.Name {
			return true
		}
	}
	return false
}
