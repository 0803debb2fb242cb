package officials

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

// only says that nothing but these gaps stood since the last name or post.
func (l *linker) only(gaps int) bool { return l.gap&^gaps == 0 }

// give gives one post to several names; giveAll several posts to one.
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
