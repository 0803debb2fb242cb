package officials

import "slices"

// name reads the name at item i: it takes the posts that wait for it, goes on with a list, or begins anew.
func (l *linker) name(i int) {
	it := &l.items[i]
	rankStart, rankEnd := l.rank()
	l.out.name(&l.clause, it, rankStart, rankEnd)
	// "Hai đồng chí A và B, P": names of one list without posts between them share what follows.
	joined := l.gap != 0 && l.only(gapAnd|gapComma) && len(l.group) > 0 && !l.before && !l.after && l.list
	if l.gap == 0 || !l.only(gapAnd|gapComma) || l.before || l.after {
		l.row = l.row[:0]
	}
	l.row = append(l.row, i)
	if len(l.elected) == 0 || !l.only(gapAnd|gapComma) {
		l.elected = l.elected[:0]
	}
	if len(l.elected) > 0 || l.chosen(i) {
		l.elected = append(l.elected, i)
	}
	took := l.takes(i)
	if !took && l.twoDeputies(i) {
		l.giveAll(l.given, i)
		took = true
	}
	switch {
	case took:
		l.group, l.before, l.after = append(l.group[:0], i), l.gap&gapTowards == 0, false
	case joined:
		l.group = append(l.group, i)
	default:
		l.group, l.before, l.after = append(l.group[:0], i), false, false
	}
	first := l.honour
	if took && len(l.given) > 0 && l.given[0] < i {
		first = l.given[0] // "em trai Bí thư Tỉnh ủy A": what stands before the post says whose brother
	}
	l.subjectIs(i, first)
	l.gap, l.honour = 0, -1
}

// takes gives the posts that wait, or are shared, to the name at item i. A chain that waits is taken when nothing or
// only a comma, dash, colon, bracket, "là" or "đối với" lies between; anything else was a list that ended.
func (l *linker) takes(i int) bool {
	if len(l.pending) == 0 {
		if len(l.shared) == 0 || l.gap == 0 || !l.only(gapAnd|gapComma) && !(l.colon && l.only(gapAnd|gapComma|gapSemicolon)) {
			l.shared = l.shared[:0]
			return false
		}
		l.giveAll(l.shared, i)
		return !l.colon
	}
	if l.gap != 0 && l.items[l.pending[0]].post.lent {
		l.leave()
		return false
	}
	fits := l.only(gapOpen) || l.only(gapColon) || l.only(gapDash) || l.only(gapCopula|gapComma) || l.only(gapTowards) || l.only(gapComma) || l.only(gapCopula|gapColon)
	if !fits || l.speaks(i) {
		l.leave()
		return false
	}
	l.giveAll(l.pending, i)
	l.given = append(l.given[:0], l.pending...)
	many := l.manyPending() || l.gap == gapTowards && l.list // bổ nhiệm Phó Chánh án cho các ông A, B
	if !many && l.colon && len(l.shared) > 0 && l.gap&gapColon == 0 {
		l.giveAll(l.shared, i) // các Ủy viên Bộ Chính trị: Trưởng ban ... A; Bộ trưởng ... B
		l.pending = l.pending[:0]
		return true
	}
	l.shared, l.colon = l.shared[:0], l.gap&(gapColon|gapCopula) != 0
	if many {
		l.shared = append(l.shared, l.pending...)
	}
	l.pending = l.pending[:0]
	return !(many && l.colon)
}

// speaks says that the posts that wait are of whoever says what stands behind the colon, of somebody else: "Bí thư Thành ủy:
// Ông A cấp phép sai".
func (l *linker) speaks(i int) bool {
	return l.gap == gapColon && l.pending[0] == 0 && l.honour >= 0 && !l.manyPending() && i+1 < len(l.items) && l.items[i+1].kind == aWord
}

// twoDeputies says that the name at item i shares the post of the name before it: "Phó Chủ tịch UBND tỉnh A và B". Of
// heads there is one; a deputy's title may be said once of two, unless an honorific or a post of his own sets B apart.
func (l *linker) twoDeputies(i int) bool {
	if !l.before || l.gap != gapAnd || l.honour >= 0 || len(l.given) != 1 || i < 2 || l.items[i-2].kind != aName {
		return false
	}
	if i+2 < len(l.items) && l.items[i+2].kind == aPost && l.items[i+1].kind != aWord {
		return false
	}
	p := &l.items[l.given[0]].post
	return !p.weak && l.lexKey(p.start) == "phó"
}

// manyPending says that a post of several waits for their names.
func (l *linker) manyPending() bool {
	return slices.ContainsFunc(l.pending, func(p int) bool { return l.items[p].post.many })
}

// rank is the rank among the honorifics just before a name.
func (l *linker) rank() (start, end int) {
	if l.honour < 0 {
		return 0, 0
	}
	for k := l.honour; k < len(l.items) && l.items[k].kind == aHonour; k++ {
		it := &l.items[k]
		if _, rank := l.longest(it.start, isRank, true); rank != 0 {
			if end == 0 {
				start = it.start
			}
			end = it.end
		}
	}
	return start, end
}
