package officials

import "slices"

// Gaps between two items, as a set.
const (
	gapComma = 1 << iota
	gapDash
	gapSemicolon
	gapColon
	gapOpen
	gapAnd
	gapCopula
	gapAppoint
	gapTowards
	gapWords
)

var gapOf = [...]int{aWord: gapWords, aComma: gapComma, aDash: gapDash, aSemicolon: gapSemicolon, aColon: gapColon,
	aOpen: gapOpen, anAnd: gapAnd, aCopula: gapCopula, anAppoint: gapAppoint, aTowards: gapTowards, aTowards + 1: 0}

// A linker gives the posts of a clause to its names, in one pass over the items. The orders it knows:
//
//	post post name              a chain before a name, each part after a comma, a dash or "và"
//	name post post              a name with its posts after it, as an apposition or in brackets
//	post name post              both: what follows is the name's own, unless another name follows it directly
//	posts: name post; name post shared posts before a colon, with posts of their own behind each name
//	posts name, name and name   posts shared by several names
//	names post                  "hai đồng chí A và B, post"
//	name ... giữ chức post      an appointment: the subject takes the post
//	post đối với name           the same, said of the post
//
// It keeps what it needs of the items before:
type linker struct {
	*scanner
	out *gatherer

	gap      int   // what stood since the last name or post
	honour   int   // item of the honorific just before, -1
	list     bool  // inside a list opened by "các đồng chí"
	group    []int // items of the names that take the posts that follow
	row      []int // items of the names that stand in a row, whether a list was opened or not
	all      bool  // "đều là", "cùng là": the posts that follow are of the whole row
	before   bool  // the group had posts before its name
	after    bool  // the group has posts after its name
	subject  int   // item of the last name, for "giữ chức"; -1
	elected  []int // items of the names behind "bầu", "bổ nhiệm" that one "giữ chức" may be of
	replaced int   // item of the last name when it was said to be replaced, else -1
	kin      bool  // the last name was said of a relative: "con ông A là ..."
	pending  []int // items of posts that wait for a name
	given    []int // items of the posts that the last name took from before it
	shared   []int // items of posts that every name of the list has
	colon    bool  // the shared posts stood before a colon: own posts may come between
}

func (l *linker) link() {
	l.gap, l.honour, l.subject, l.list, l.before, l.after = 0, -1, -1, false, false, false
	l.group, l.row, l.pending, l.shared, l.all = l.group[:0], l.row[:0], l.pending[:0], l.shared[:0], false
	l.elected, l.kin, l.replaced = l.elected[:0], false, -1
	for i := range l.items {
		switch it := &l.items[i]; it.kind {
		case aWord:
			l.words()
		case aShort:
			l.short(i)
		case aHonours:
			l.list, l.honour = true, i
		case aHonour:
			if l.honour < 0 || l.gap != 0 {
				l.honour = i
			}
		case aName:
			l.name(i)
		case aPost:
			l.post(i)
		default:
			l.gap |= gapOf[it.kind]
			l.honour = -1
			l.all = it.kind == aCopula && (l.lexKey(it.start) == "đều" || l.lexKey(it.start) == "cùng")
		}
	}
	l.leave()
}

// words breaks what hung together: a verb between a post and a name means that they are not one person. Only the subject
// stays, for "giữ chức" later in the clause.
func (l *linker) words() {
	l.leave()
	l.gap, l.honour, l.list = gapWords, -1, false
	l.shared = l.shared[:0]
}

// short reads an honorific with a given name like a name that nothing stood before: what follows is of whoever it means.
func (l *linker) short(i int) {
	l.out.short(&l.clause, &l.items[i])
	honour := l.honour
	l.words()
	l.row, l.elected = l.row[:0], l.elected[:0]
	l.group, l.before, l.after, l.gap = append(l.group[:0], i), false, false, 0
	l.subjectIs(i, honour)
}

// subjectIs notes whom a coming "giữ chức" is of: the name at item i, whose honorific or first post is item first, or -1. It
// is not who is replaced ("thay ông A") nor whose relative is spoken of ("con trai ông A").
func (l *linker) subjectIs(i, first int) {
	at := l.items[i].start
	if first >= 0 {
		at = l.items[first].start
	}
	l.kin, l.replaced = false, -1
	switch before := l.lexKey(at - 2); l.lexKey(at - 1) {
	case "thay", "thế":
		l.replaced = i
		return
	case "nhiệm":
		if before == "kế" || before == "tiền" {
			return
		}
	case "cho":
		if before == "thay" || before == "thế" {
			l.replaced = i
			return
		}
	case "con", "vợ", "chồng", "em", "cháu", "trai", "gái", "rể", "dâu", "của", "bố", "mẹ", "cha":
		if l.kin = first >= 0; l.kin { // but: con gái Lê Thị Ba giữ chức
			return
		}
	}
	l.subject = i
}

// leave gives up the posts that found no name; they may still mean somebody named elsewhere.
func (l *linker) leave() {
	for _, p := range l.pending {
		l.out.loosePost(&l.clause, &l.items[p].post)
	}
	l.pending = l.pending[:0]
}

func (l *linker) only(gaps int) bool { return l.gap&^gaps == 0 }

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

// appointed gives the post after "giữ chức" to the name after "đối với", or to the subject, however many words stand
// between: "điều động ông A, P1, giữ chức P2".
func (l *linker) appointed(i int) {
	l.pending = append(l.pending[:0], i)
	if towards := i+1 < len(l.items) && l.items[i+1].kind == aTowards; towards || !l.movedOn(i) && (l.subject < 0 || l.vacant(i)) {
		if at := l.items[i-1].start; towards && l.subject >= 0 && at > 0 && l.lexKey(at-1) == "giao" {
			l.give([]int{l.subject}, i) // "A bàn giao chức vụ P cho B": it was A's
		}
		l.group = l.group[:0]
		return
	}
	l.pending = l.pending[:0]
	switch n := len(l.group); {
	case l.movedOn(i):
		l.group = append(l.group[:0], l.replaced)
	case l.shareable(i) && len(l.elected) > 1 && l.elected[len(l.elected)-1] == l.subject:
		l.group = append(l.group[:0], l.elected...)
	case l.shareable(i) && len(l.row) > 1 && l.row[len(l.row)-1] == l.subject:
		l.group = append(l.group[:0], l.row...)
	case n < 2 || l.before || l.after || l.group[n-1] != l.subject:
		l.group = append(l.group[:0], l.subject)
	}
	l.give(l.group, i)
	l.before, l.after = false, true
	l.elected = l.elected[:0]
}

// vacant says that the post at item i is only spoken of: "HĐND kiện toàn chức danh Chủ tịch", "bầu chức vụ Phó Chủ tịch".
func (l *linker) vacant(i int) bool {
	at := l.items[i-1].start
	if l.items[i-1].kind != anAppoint {
		return false
	}
	if before := l.lexKey(at - 1); before == "không" || before == "chưa" {
		return true
	}
	from := l.items[l.subject].end
	if last := l.lastPost(i - 1); last > l.subject && last < i-1 {
		from = max(from, l.items[last].end)
	}
	if l.ofOthers(from, at) {
		return true
	}
	if l.lexKey(at) != "chức" {
		return false
	}
	switch l.lexKey(at - 1) {
	case "toàn", "bầu", "nhiệm", "chuẩn", "khuyết", "thiếu", "định", "sung":
		return true
	case "cách":
		return l.lexKey(at-2) != "bị"
	}
	return false
}

// ofOthers says that the words from "from" on name others whose post "giữ chức" at "at" brings: "chúc mừng các vị được bầu giữ
// chức", "cùng đại diện các sở làm thành viên", "bổ nhiệm em trai mình làm"; but not "được bổ nhiệm làm".
func (l *linker) ofOthers(from, at int) bool {
	does := l.lexKey(at) == "làm"
	appoints := false
	for k := at - 1; k >= max(from, at-40); k-- {
		if _, several := l.longest(k, isHonours, false); several != 0 && l.lexKey(k-1) != "được" {
			return true
		}
		switch key := l.lexKey(k); {
		case key == "trai", key == "gái": // "vì con trai được bổ nhiệm làm", but "A, em gái bà B, làm"
			_, whose := l.longest(k+1, isHonour, false)
			return whose == 0
		case !does:
		case key == "được", key == "bị", key == "vừa":
			return false
		case key == "mình", key == "các":
			return true
		case key == "nhiệm":
			appoints = appoints || l.lexKey(k-1) == "bổ"
		}
	}
	return appoints && from < at-6
}

// movedOn says that the post at item i is of who was replaced: "thay ông B được điều động làm ...", "thay ông B đã về làm ...".
func (l *linker) movedOn(i int) bool {
	if l.replaced < 0 {
		return false
	}
	for k := l.items[l.replaced].end; k < l.items[i].start; k++ {
		switch l.lexKey(k) {
		case "được", "về", "sang", "chuyển", "đã", "nhận", "vừa":
			return true
		}
		if l.mark(k) == ',' {
			return false
		}
	}
	return false
}

// shareable says that several people can be given the post at item i at once: deputies and members, of heads there is one.
func (l *linker) shareable(i int) bool {
	switch l.lexKey(l.items[i].start) {
	case "phó", "ủy", "uỷ", "đại", "thành":
		return true
	}
	return false
}

// chosen says that a verb of elections and appointments stands just before the name at item i with its honorific.
func (l *linker) chosen(i int) bool {
	at := l.items[i].start
	if l.honour >= 0 {
		at = l.items[l.honour].start
	}
	for k := at - 1; k >= 0 && k >= at-4; k-- {
		switch l.lexKey(k) {
		case "bầu", "nhiệm", "động", "chuyển", "định", "công", "chuẩn":
			return true
		}
	}
	return false
}

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

func (l *linker) give(names []int, post int) {
	for _, n := range names {
		l.out.post(&l.clause, &l.items[n], &l.items[post].post)
	}
}

func (l *linker) giveAll(posts []int, name int) {
	for _, p := range posts {
		l.out.post(&l.clause, &l.items[name], &l.items[p].post)
	}
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
