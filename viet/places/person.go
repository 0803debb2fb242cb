package places

// person says that the words i to j are, or are part of, a person's name.
func (r *reader) person(i, j int, n *name) bool {
	w := r.words[i]
	if i == 0 || w.gap != gapSpace {
		return false
	}
	p := r.words[i-1]
	switch {
	case p.lex&lexPerson != 0 && i > 1 && r.words[i-2].lex&lexChild != 0:
		return false // trẻ em Quảng Bình, người đàn ông Hà Tĩnh
	case p.lex&lexPerson != 0 && !(p.cap && i > 1 && p.gap == gapSpace && r.words[i-2].cap) && n.kinds&(isProvince|isDistrict|isCommune) != 0:
		return !p.caps || !w.caps
	case p.lex&lexChi != 0 && i > 1 && r.words[i-2].lex&lexDong != 0: // đồng chí
		return true
	case !p.cap || r.endsPlace(i-1):
		return false
	case p.caps && w.caps && len(r.text[p.start:p.end]) > 1:
		return p.lex&lexTopName != 0
	case p.lex&lexSurname != 0:
		// Công ty Công Lý Sóc Trăng, Cao đẳng Sư Phạm Hà Nội: a family name begins its run of capitals
		if i > 1 && p.gap == gapSpace && r.words[i-2].lex&lexShrine != 0 {
			return false // đền Trần Nam Định
		}
		inner := i > 1 && p.gap == gapSpace && r.words[i-2].cap && !r.words[i-2].caps && r.words[i-2].lex&lexPerson == 0
		return !inner || p.lex&lexTopName != 0
	}
	// Nguyễn Thị Hải Dương
	if i > 1 && p.gap == gapSpace && r.words[i-2].cap && r.words[i-2].lex&lexSurname != 0 && !r.words[i-2].caps {
		school := i > 2 && r.words[i-3].lex&lexSchool != 0
		return !school && (p.lex&lexMiddle != 0 || n.risky)
	}
	return false
}

// endsPlace says that a place's name ends at word i: "Mai Sơn Sơn La", where Mai is no family name.
func (r *reader) endsPlace(i int) bool {
	if n := len(r.mentions); n > r.fieldStart && int(r.mentions[n-1].last) == i {
		return true
	}
	for from := i - 1; from >= 0 && from >= i-2 && r.words[from+1].gap == gapSpace && r.words[from].cap; from-- {
		if r.names(from, i, isDistrict) {
			return true
		}
	}
	return false
}

// names says that the words from to last are the name of a unit of the kind.
func (r *reader) names(from, last int, kind kindSet) bool {
	node := uint64(root)
	for j := from; j <= last; j++ {
		node = step(node, r.words[j].key)
		if r.trie.slot(node).hash == 0 {
			return false
		}
	}
	s := r.trie.slot(node)
	return s.name > 0 && r.trie.names[s.name-1].kinds&kind != 0
}

// city says that the name is that of a centrally run city, which has streets of its own: dạo phố Hà Nội.
func (r *reader) city(n *name) bool {
	return n.kinds&isProvince != 0 && r.trie.g.At(int(r.trie.units[n.first])).Type == "Thành phố"
}

// street says that the name is that of a street, a river, a village. A road from one province to another names both.
func (r *reader) street(i, j int, n *name) bool {
	w := r.words[i]
	if i == 0 || w.gap != gapSpace {
		return false
	}
	p := r.words[i-1]
	if p.digit && j+1 < len(r.words) && r.words[j+1].gap == gapComma && r.words[j+1].lex&(lexPhuong|lexQuan|lexLetter) != 0 {
		return true // 240 Hậu Giang, phường 9
	}
	if p.lex&lexPho != 0 {
		streets := i > 1 && p.gap == gapSpace && r.words[i-2].lex&lexNot != 0 // đường phố Huế
		return !streets && (n.risky || !r.city(n)) || n.kinds&isProvince == 0
	}
	if p.lex&lexNot == 0 || i > 1 && p.gap == gapSpace && r.words[i-2].lex&lexNotNot != 0 {
		return false
	}
	return j+1 >= len(r.words) || r.words[j+1].gap != gapDash || r.provinceAfter(j+1) < 0
}
