package officials

// What a clause is made of, once its words are read.
type kind uint8

const (
	aWord    kind = iota // words the grammar has no use for: what is before and after them is apart
	aName                // a person's name, toks[start:end]
	aShort               // an honorific with one or two syllables of a name: ông Thuần
	aPost                // a post
	aHonour              // an honorific or rank
	aHonours             // an honorific for several
	aComma
	aDash
	aSemicolon
	aColon
	aOpen
	anAnd
	aCopula
	anAppoint
	aTowards
)

// An item is one part of a clause.
type item struct {
	kind       kind
	start, end int // toks[start:end]
	post       post
}

// A scanner turns a clause's tokens into items, in one pass from left to right. It never goes back: what is taken as
// part of a post or a name is not read again, which is why the order of the questions in wordAt matters.
type scanner struct {
	clause
	items []item
	list  bool // an honorific for several has been read and its list goes on
}

func (s *scanner) put(k kind, start, end int) {
	if k == aWord && len(s.items) > 0 && s.items[len(s.items)-1].kind == aWord {
		return
	}
	s.items = append(s.items, item{kind: k, start: start, end: end})
}

func (s *scanner) last() kind {
	if len(s.items) == 0 {
		return aWord
	}
	return s.items[len(s.items)-1].kind
}

func (s *scanner) scan() {
	s.items, s.list = s.items[:0], false
	s.shout = shouted(s.toks)
	if s.masthead() {
		return
	}
	for i := 0; i < len(s.toks); {
		if s.toks[i].mark != 0 {
			i = s.punct(i)
			continue
		}
		if s.toks[i].digits && s.lexKey(i+1) == "tuổi" && (s.last() == aComma || s.last() == aName || s.last() == aOpen) {
			i += 2 // ông Nguyễn ..., 46 tuổi, Phó Bí thư
			continue
		}
		if end := s.term(i); end > i {
			i = end
			continue
		}
		i = s.wordAt(i)
	}
}

// term is the index after the years of a post, which stand in nobody's way: "Phó Chủ tịch UBND, nhiệm kỳ 2016-2021 đối với
// ông ...".
func (s *scanner) term(i int) int {
	years := i + 2
	if years >= len(s.toks) || !s.toks[years].digits || s.lexKey(i) != "nhiệm" && s.lexKey(i) != "giai" {
		return i
	}
	n := len(s.items)
	if n > 1 && s.items[n-1].kind == aComma && s.items[n-2].kind == aPost {
		n--
	}
	if n == 0 || s.items[n-1].kind != aPost {
		return i
	}
	s.items = s.items[:n]
	if s.mark(years+1) == '-' && years+2 < len(s.toks) && s.toks[years+2].digits {
		return years + 3
	}
	return years + 1
}

// masthead says that a clause gives the outlet's own particulars, whose people no article is about.
func (s *scanner) masthead() bool {
	i := 0
	for i < len(s.toks) && (s.toks[i].mark != 0 || s.toks[i].digits) {
		i++
	}
	if _, is := s.longest(i, isMasthead, false); is != 0 {
		return true
	}
	end, is := s.longest(i, isImprint, false)
	return is != 0 && s.mark(end) == ':'
}

// shouted says that a clause is written in capitals throughout.
func shouted(toks []token) bool {
	words, caps := 0, 0
	for i := range toks {
		if toks[i].mark == 0 && !toks[i].digits {
			words++
			if toks[i].caps {
				caps++
			}
		}
	}
	return words >= 5 && caps*5 >= words*4
}

// punct reads a mark.
func (s *scanner) punct(i int) int {
	switch s.toks[i].mark {
	case ',':
		s.put(aComma, i, i+1)
	case '-':
		s.put(aDash, i, i+1)
	case ';':
		s.put(aSemicolon, i, i+1)
	case ':':
		s.put(aColon, i, i+1)
	case '(':
		if end := s.aside(i); end > i {
			return end
		}
		s.put(aOpen, i, i+1)
		return s.postInside(i + 1)
	case ')', '\'':
	case '.':
		if i+1 == len(s.toks) {
			break // the clause's own end
		}
		if k := s.last(); k != aHonour && k != aName || i+1 < len(s.toks) && s.toks[i+1].mark == '.' {
			s.put(aWord, i, i+1)
		}
	default:
		s.put(aWord, i, i+1)
	}
	return i + 1
}

// aside is the index after a bracket that names no post and so stands in nobody's way: (sinh năm 1976). Brackets
// between a name and its post are common: where someone was born, where he stands in the picture, which ministry a
// department belongs to.
func (s *scanner) aside(i int) int {
	if s.last() == aPost && i+1 < len(s.toks) {
		next, _ := s.longest(i+1, isHonour, false)
		if s.nameAt(next, next > i+1) > next {
			return i // Phó Chủ tịch UBND tỉnh (ông Nguyễn ...)
		}
	}
	if end := s.abbreviationEnd(i + 1); s.last() == aPost && end > i+1 {
		return end
	}
	for j := i + 1; j < len(s.toks) && j < i+24; j++ {
		if s.toks[j].mark == ')' {
			return j + 1
		}
		if s.toks[j].mark == 0 {
			if _, head := s.longest(j, isHead, false); head != 0 {
				return i
			}
		}
	}
	return i
}

// postInside is the index of the post that stands behind a comma in a bracket that opens with other words about the person
// named before it: (thương binh 1/4, nguyên Phó Giám đốc ...); i when the bracket begins otherwise.
func (s *scanner) postInside(i int) int {
	if n := len(s.items); n < 2 || s.items[n-2].kind != aName {
		return i
	}
	for j := i; j < len(s.toks) && j < i+16; j++ {
		if _, head := s.longest(j, isHead|isQual, false); head != 0 {
			if j > i && s.mark(j-1) == ',' {
				return j
			}
			return i
		}
		if m := s.mark(j); m == ')' || m == ';' || s.nameAt(j, false) > j {
			return i
		}
	}
	return i
}

// wordAt reads what begins with the word at i and returns the index after it. Posts come first, since their titles share
// words with honorifics (đại biểu) and names (Trưởng); names before places, since a name may begin like a place and the
// name reader knows about that; houses named after people last.
func (s *scanner) wordAt(i int) int {
	what := s.lex.starts[s.toks[i].sym]
	if what&isQual != 0 && i > 0 && s.lexKey(i) == "quyền" && s.lexKey(i-1) == "ủy" {
		s.put(aWord, i, i+1) // "ủy quyền" is no acting post
		return i + 1
	}
	if what&(isHead|isQual) != 0 {
		if end := s.tryPost(i); end > i {
			return end
		}
	}
	if what&(isHonours|isHonour|isRank) != 0 {
		if end := s.honour(i); end > i {
			return end
		}
	}
	if what&(isAppoint|isTowards|isCopula|isAnd|isBorn) != 0 && !(s.isUpper(i) && s.isUpper(i+1) && !s.shout && s.namelike(i)) { // but: ông Nay Yik
		if end := s.joint(i); end > i {
			return end
		}
	}
	if s.last() == aPost && s.lexKey(i) == "của" {
		if _, hon := s.longest(i+1, isHonour, false); hon != 0 {
			s.put(aTowards, i, i+1) // miễn nhiệm chức vụ Chủ tịch UBND tỉnh của ông ...
			return i + 1
		}
	}
	if s.last() == aPost && (s.lexKey(i) == "cho" || s.lexKey(i) == "với") && s.appointing() {
		if _, hon := s.longest(i+1, isHonour|isHonours|isRank, true); hon != 0 {
			s.put(aTowards, i, i+1) // bàn giao chức vụ Trưởng Công an huyện cho Trung tá ..., miễn nhiệm chức vụ ... với ông
			return i + 1
		}
	}
	if s.isUpper(i) {
		if end := s.name(i); end > i {
			return end
		}
		if end := s.proper(i); end > i {
			return end
		}
	}
	if what&isNamedAfter != 0 {
		if _, house := s.longest(i, isNamedAfter, false); house != 0 { // but: nhà nghiên cứu
			return s.house(i)
		}
	}
	s.put(aWord, i, i+1)
	return i + 1
}

func (s *scanner) tryPost(i int) int {
	if s.isUpper(i) && s.nameStands(i) || i > 0 && (s.delegation(i) || s.mark(i-1) == '/' && s.toks[i].glued) { // nor 04/CT-UBND
		return i
	}
	n := len(s.items)
	s.behind = n > 1 && (s.items[n-1].kind == aComma || s.items[n-1].kind == aDash || s.items[n-1].kind == aOpen) && s.items[n-2].kind == aName
	p, ok := s.postAt(i)
	if i > 0 {
		_, many := s.longest(i-1, isMany, false)
		p.many = many != 0 || s.last() == aHonours || s.last() == aCopula && len(s.items) > 1 && s.items[len(s.items)-2].kind == aHonours
	}
	own := s.apposed(p) || s.deputies(p)
	if !ok || p.weak && !own && !s.beside(p) && !s.leadsOn(p) {
		return i
	}
	p.weak = p.weak && !own
	s.strengthen(p)
	if i > 0 {
		switch s.lexKey(i - 1) {
		case "của", "giữa", "tuyển", "chức":
			p.of = true
		}
		p.lent = s.lent(i, p.of)
	}
	s.items = append(s.items, item{kind: aPost, start: p.start, end: p.end, post: p})
	return p.end
}

// appointing says that the post just read is the object of an appointment: "giữ chức", "bổ nhiệm" stand before it.
func (s *scanner) appointing() bool {
	n := len(s.items)
	return n > 1 && s.items[n-2].kind == anAppoint || s.lexKey(s.items[n-1].start-1) == "nhiệm"
}

// delegation says that the deputies at i are a body: "đoàn đại biểu HĐND thành phố".
func (s *scanner) delegation(i int) bool {
	key := s.lexKey(i - 1)
	return (key == "đoàn" || key == "tổ") && (s.lexKey(i) == "đại" || s.lexKey(i) == "đbqh")
}

// lent says that who is named next acts for the holder of the post at i and does not hold it: "Thừa ủy quyền của Chủ
// tịch nước, đồng chí A", "Thừa lệnh Giám đốc Sở, bà B", "Thay mặt Thủ tướng, Phó Thủ tướng C".
func (s *scanner) lent(i int, of bool) bool {
	if of {
		i--
	}
	if i < 2 {
		return false
	}
	before, last := s.lexKey(i-2), s.lexKey(i-1)
	return (before == "ủy" || before == "uỷ") && last == "quyền" || before == "thừa" && last == "lệnh" || before == "thay" && last == "mặt"
}

// nameStands says that an honorific went before, so that "Trưởng" or "Chủ" opens a name and not a title.
func (s *scanner) nameStands(i int) bool {
	if s.last() != aHonour {
		return false
	}
	end, head := s.longest(i, isHead, false)
	return head != 0 && end-i == 1 && s.nameAt(i, true) > i
}

// beside says that a bare "Giám đốc" stands directly before a name: then it is that person's, known or not. Whether the
// firm or the state has that director is not said: the post is weak and counts only beside a public one.
func (s *scanner) beside(p post) bool {
	return p.end < len(s.toks) && s.isUpper(p.end) && !s.shout && s.nameAt(p.end, false) > p.end
}

// apposed says that a bare "Trưởng đoàn" or "Phó ban" stands in a row behind a public post, with nothing of its own
// after it: whose the one is, his is the other.
func (s *scanner) apposed(p post) bool {
	n := len(s.items)
	if n < 2 || s.items[n-1].kind != aComma && s.items[n-1].kind != aDash || s.items[n-2].kind != aPost {
		return false
	}
	before := &s.items[n-2].post
	return !before.weak && !before.private && !before.many && (p.end == len(s.toks) || s.toks[p.end].mark != 0 && s.mark(p.end) != '(')
}

// leadsOn says that a title with its body follows a bare one after a comma: "A, Phó Giám đốc, Trưởng khoa Nội Bệnh viện B".
func (s *scanner) leadsOn(p post) bool {
	if s.mark(p.end) != ',' || s.last() != aComma && s.last() != aDash && s.last() != aHonour {
		return false
	}
	_, head := s.longest(p.end+1, isHead, false)
	return head != 0
}

// strengthen lets the bare titles that stand in a row before a public post be public too.
func (s *scanner) strengthen(p post) {
	if p.weak || p.private {
		return
	}
	for n := len(s.items) - 2; n >= 0 && s.items[n+1].kind == aComma && s.items[n].kind == aPost && s.items[n].post.weak; n -= 2 {
		s.items[n].post.weak = false
	}
}

// deputies says that a bare "các Phó Chủ tịch" opens a list of names: of the council or committee spoken of.
func (s *scanner) deputies(p post) bool {
	if !p.many || s.lexKey(p.end-1) != "tịch" || s.mark(p.end) != ':' && s.lexKey(p.end) != "gồm" {
		return false
	}
	next, _ := s.longest(p.end+1, isHonour, false)
	return s.nameAt(next, next > p.end+1) > next
}

// honour reads an honorific or a rank, which counts only before a name, a title or a list.
func (s *scanner) honour(i int) int {
	if end, c := s.longest(i, isHonours, true); c != 0 && !(s.toks[i].digits && (s.mark(i+1) != 0 || s.mark(i-1) != 0)) { // not: sáng 20-2, ông A
		if beyond, head := s.longest(i+1, isHead, false); head != 0 && beyond > end {
			return i // các Đại biểu Quốc hội: a post
		}
		s.list = true
		s.put(aHonours, i, end)
		return end
	}
	end, c := s.longest(i, isHonour|isRank, true)
	if c == 0 || c&isRank != 0 && !s.rankFits(i, end) {
		return i
	}
	next := end
	if s.mark(next) == '.' {
		next++
	}
	if next >= len(s.toks) || s.toks[next].mark != 0 && s.mark(next) != ',' {
		return i
	}
	if s.lexKey(i) == "ông" && s.isUpper(i) && s.last() == aHonour && s.lexKey(next) == "thị" {
		return i // Chị Ông Thị ...: a surname
	}
	if s.lexKey(i) == "tân" { // tân Bí thư, but ông Tân Khải Lộc, sân bay Tân Sơn Nhất
		if _, head := s.longest(next, isHead, false); head == 0 {
			return i
		}
	}
	if _, head := s.longest(next, isHead|isRank|isQual|isHonour, false); !s.isUpper(next) && head == 0 {
		return i
	}
	if s.mark(next) == ',' {
		if _, more := s.longest(next+1, isRank, false); c&isRank == 0 || more == 0 {
			return i
		}
		next++
	}
	s.put(aHonour, i, end)
	if s.last() == aHonour && c&isRank == 0 {
		if short := s.short(next); short > next {
			return short
		}
	}
	return next
}

// rankFits says that an abbreviated rank is written as one: "TS", "ThS", not "ts".
func (s *scanner) rankFits(i, end int) bool {
	t := &s.toks[i]
	if end-i > 1 || t.end-t.start > 6 {
		return true
	}
	if key := s.lexKey(i); key == "ht" || key == "tt" || key == "đđ" || key == "lm" || key == "cn" || key == "ks" || key == "ds" || key == "ls" {
		return t.caps && s.mark(end) == '.'
	}
	return t.upper && (t.caps || len(s.lexKey(i)) <= 5)
}

// short reads the given name after an honorific: ông Thuần, bà Kim Anh. Two syllables count when the first is no
// surname: "bà Kim Anh" is a given name, "bà Lê Anh" a whole one, and so is any name that a post follows.
func (s *scanner) short(i int) int {
	if !s.isUpper(i) || s.shout {
		return i
	}
	end := s.run(i)
	if end-i == 1 && !s.initial(i) || end-i == 2 && !s.foreign(i) && s.surname(i)&isSure == 0 && !s.initial(i) && !s.postFollows(end) {
		if _, head := s.longest(i, isHead|isRank|isHonour, false); head == 0 {
			s.put(aShort, i, end)
			return end
		}
	}
	return i
}

// postFollows says that a comma, dash or bracket and a title come next.
func (s *scanner) postFollows(i int) bool {
	if m := s.mark(i); m == ',' || m == '-' || m == '(' {
		i++
	}
	_, head := s.longest(i, isHead|isQual, false)
	return head != 0
}

// namelike says that the joining word at i opens a name: Nay and Và are families of the Gia Rai and the Mông.
func (s *scanner) namelike(i int) bool {
	key := s.lexKey(i)
	return key == "nay" || key == "và" || s.last() == aHonour || s.last() == aPost
}

// joint reads the small words that tie names to posts.
func (s *scanner) joint(i int) int {
	if end, c := s.longest(i, isBorn, false); c != 0 && (s.last() == aComma || s.last() == aName) {
		return s.skipBirth(end)
	}
	if end, c := s.longest(i, isAppoint, false); c != 0 {
		if _, head := s.longest(s.afterMany(end), isHead|isQual, false); head != 0 {
			s.put(anAppoint, i, end)
			return end
		}
		return i
	}
	if end, c := s.longest(i, isTowards, false); c != 0 {
		s.put(aTowards, i, end)
		return end
	}
	if end, c := s.longest(i, isCopula, false); c != 0 && (s.lexKey(i) != "gồm" && s.lexKey(i) != "bao" || s.severalBefore()) {
		s.put(aCopula, i, end)
		return end
	}
	if end, c := s.longest(i, isAnd, false); c != 0 {
		switch key := s.lexKey(i); {
		case key == "kiêm", key == "rồi" && s.last() == aPost:
			s.put(aComma, i, end)
			return end
		case key == "rồi":
			s.put(aWord, i, end)
			return end
		}
		if s.lexKey(i) == "cùng" && s.last() == aPost {
			s.put(aWord, i, end) // "Bí thư cùng Phó Chủ tịch A": two people
			return end
		}
		s.put(anAnd, i, end)
		return end
	}
	return i
}

// severalBefore says that a post of several has just been read: "Ba Phó Chủ tịch UBND tỉnh gồm ...".
func (s *scanner) severalBefore() bool {
	return s.last() == aPost && s.items[len(s.items)-1].post.many
}

func (s *scanner) afterMany(i int) int {
	end, _ := s.longest(i, isMany, false)
	return end
}

// skipBirth passes over "sinh năm 1976, quê ..." up to the next comma.
func (s *scanner) skipBirth(i int) int {
	for j := i; j < len(s.toks) && j < i+12; j++ {
		if m := s.toks[j].mark; m == ',' || m == ')' || m == ';' {
			return j
		}
	}
	return i
}
