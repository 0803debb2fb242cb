package officials

// post decides whose the post at item i is: the name's before it, in whose row it stands, or the name's that follows, for
// which it waits.
func (l *linker) post(i int) {
	p := &l.items[i].post
	n, own := l.chain(i)
	if own && len(l.group) > 0 && !l.before && l.gap&gapSemicolon == 0 && l.parted(i, n) {
		own = false // "A, P1, P2 và P3, P4 B": what stands before "và" is A's
	}
	switch {
	case l.gap&gapAppoint != 0 && !own:
		l.appointed(i)
	case p.many:
		if !l.only(gapComma | gapAnd) {
			l.leave()
		}
		l.pending = append(l.pending, i)
		l.group = l.group[:0]
	case len(l.group) > 0 && l.follows(i, n, own):
		if l.all {
			l.group = append(l.group[:0], l.row...)
		}
		if l.gap&gapOpen != 0 {
			l.group = l.group[len(l.group)-1:] // "A, B, C (P)": the bracket is C's alone
		}
		l.give(l.group, i)
		l.after = true
	default:
		if l.gap == gapColon && l.manyPending() {
			l.shared, l.colon = append(l.shared[:0], l.pending...), true
			l.pending = l.pending[:0]
		}
		if !l.only(gapComma|gapAnd|gapDash) || len(l.pending) > 0 && (l.items[l.pending[0]].post.of || l.items[l.pending[0]].post.lent) {
			l.leave()
		}
		l.pending = append(l.pending, i)
		l.group = l.group[:0]
	}
	l.gap, l.honour = 0, -1
}

// chain is the number of posts from item i on that stand in a row, and whether a name follows the last directly. It
// looks ahead because "A, Phó Chủ tịch UBND tỉnh, Giám đốc Sở X B" can only be read from its end.
func (l *linker) chain(i int) (n int, own bool) {
	for j := i; j < len(l.items); {
		n++
		j++
		for j < len(l.items) && l.items[j].kind == aHonour {
			j++
		}
		if j < len(l.items) && l.items[j].kind == aName {
			return n, true
		}
		if j+1 >= len(l.items) || l.items[j+1].kind != aPost {
			return n, false
		}
		if k := l.items[j].kind; k != aComma && k != anAnd && k != aDash {
			return n, false
		}
		j++
	}
	return n, false
}

// startsAnew says that of the n posts from item i on, which a name follows, all are that name's: the row of posts of the
// name before is over. A row goes from the party down to the state, so that a new one begins where the party comes again;
// else only the last post is the next name's.
func (l *linker) startsAnew(i, n int) bool {
	for k, j := 1, i; k < n; k++ {
		next := j + 1
		for l.items[next].kind != aPost {
			next++
		}
		if l.inParty(next) && !l.inParty(j) {
			return false
		}
		j = next
	}
	return l.after && l.inParty(i) && !l.inParty(l.lastPost(i))
}

// lastPost is the item of the post before item i, or i.
func (l *linker) lastPost(i int) int {
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		if l.items[k].kind == aPost {
			return k
		}
	}
	return i
}

// inParty says that the post at item i is one of the party's committees.
func (l *linker) inParty(i int) bool {
	at := l.items[i].start
	switch l.lexKey(at) {
	case "ủy", "uv", "uvbtv", "uvtv", "uvtw", "tuv", "huv", "tỉnh", "thành", "huyện", "thị", "bí", "thường":
		return true
	case "phó":
		return l.lexKey(at+1) == "bí"
	case "nguyên":
		return l.lexKey(at+1) == "ủy" || l.lexKey(at+1) == "bí"
	}
	return false
}

// parted says that "và" stands between the n posts that go on from item i.
func (l *linker) parted(i, n int) bool {
	for j := i + 1; j < len(l.items) && n > 1; j++ {
		switch l.items[j].kind {
		case anAnd:
			return true
		case aPost:
			n--
		}
	}
	return false
}

// follows says that the post at item i belongs to the names before it: n posts stand in a row, and a name follows them
// directly when own. It decides what commas leave open. With own, "A, P1, P2 B" gives P1 to A only when A has no post
// yet and a second one is left for B: a lone "P B" is B's. Without own, any apposition is the name's; "và" and a
// semicolon go on with a person only who has posts already.
func (l *linker) follows(i, n int, own bool) bool {
	if own && (l.before || n == 1 || l.gap&gapSemicolon != 0 || l.startsAnew(i, n)) {
		return false
	}
	switch {
	case l.only(gapComma | gapDash | gapOpen | gapCopula):
		return (l.gap&gapCopula == 0 || !l.kin) && (l.gap != gapComma || l.apart(i))
	case l.only(gapAnd | gapComma):
		return l.after
	case l.only(gapSemicolon): // "A, P1; P2": of a list each part may be a person's, else only who was named is there
		return l.after && (l.list || len(l.group) == 1) && !(i+1 < len(l.items) && l.items[i+1].kind == aColon)
	case l.only(gapColon):
		return !l.before && !l.after && l.closes(i, n)
	}
	return false
}

// apart says that a comma before the post at item i leaves it to the name: always to a full one, to a given name only where
// it opens the sentence and a mark closes the apposition. "Theo đề nghị của ông Tín, Giám đốc Sở ... cho rằng" is of two.
func (l *linker) apart(i int) bool {
	who := l.group[0]
	if l.items[who].kind != aShort || l.after {
		return true
	}
	if i+1 < len(l.items) && l.items[i+1].kind != aComma && l.items[i+1].kind != aDash {
		return false
	}
	for k := range who {
		if l.items[k].kind == aWord {
			return false
		}
	}
	return true
}

// closes says that nothing but the n posts from item i on stands before the end of the clause.
func (l *linker) closes(i, n int) bool {
	last := i + 2*n - 1
	return last >= len(l.items) || last == len(l.items)-1 && l.items[last].kind != aWord
}
