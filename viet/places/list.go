package places

// continues reads the name as one more of the list or as the unit in which the mention before it lies.
func (r *reader) continues(m, prev *mention, n *name) bool {
	if prev.kind&(isCommune|isDistrict) == 0 {
		return false
	}
	// "xã Tân Lập, Đan Phượng, Hà Nội": each lies in the next
	if n.kinds&isProvince != 0 && !(prev.many && n.kinds&prev.kind != 0 && r.neighbours(prev.kind, prev.name, m.name)) {
		return m.take(n, "parent", isProvince)
	}
	if prev.kind == isCommune && n.kinds&isDistrict != 0 && r.contains(m.name, prev.name) && !(prev.many && n.kinds&isCommune != 0) {
		return m.take(n, "parent", isDistrict)
	}
	if m.sep == gapOpen || m.sep == gapColon || prev.typ == typNone {
		return false
	}
	if n.kinds&prev.kind != 0 && (prev.many || m.sep == gapComma && !r.startsClause(m)) {
		m.typ, m.many = prev.typ, prev.many
		return m.take(n, "list", prev.kind)
	}
	return false
}

// startsClause says that the name may begin a clause rather than be of the list: a capitalised word goes on after it.
func (r *reader) startsClause(m *mention) bool {
	next := int(m.last) + 1
	return next < len(r.words) && r.words[next].gap == gapSpace && r.words[next].cap
}

// neighbours says that districts of the two names lie in one province, or communes of them in one district.
func (r *reader) neighbours(kind kindSet, a, b int32) bool {
	for i := range r.candidates(a, kind) {
		for j := range r.candidates(b, kind) {
			p, q := r.trie.g.At(int(i)), r.trie.g.At(int(j))
			if kind == isDistrict && p.Province == q.Province || kind == isCommune && p.District != "" && p.District == q.District {
				return true
			}
		}
	}
	return false
}

// contains says that a commune of the second name lies in a district of the first.
func (r *reader) contains(district, commune int32) bool {
	for j := range r.candidates(district, isDistrict) {
		code := r.trie.g.At(int(j)).Code
		for i := range r.candidates(commune, isCommune) {
			if r.trie.g.At(int(i)).District == code {
				return true
			}
		}
	}
	return false
}
