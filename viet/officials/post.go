package officials

// A post is a title with its body in a clause: toks[start:end].
type post struct {
	places     []span // places the body names, each with its level word, smallest first
	start, end int
	title      int  // index after the title, qualifier included
	bare       bool // a title without a body
	weak       bool // a title that says nothing public without a body
	private    bool // of a private house
	many       bool // one of several: "các Phó Chủ tịch UBND tỉnh"
	of         bool // after "của": another's
	generic    bool // of nobody in particular: "Chủ tịch UBND các huyện"
}

// A span is toks[start:end], one of the wanted kinds of place.
type span struct {
	start, end int
	kinds      class
}

// kinds of the last part of a body.
type part uint8

const (
	atHead part = iota
	atOrg
	atParty
	atSector
	atLevel
	atPlace
	atProper
	atNumber
	atVia
)

// A bodyReader reads the body of a post.
type bodyReader struct {
	*clause
	j       int   // the next token
	last    part  // what was read last
	levels  class // kinds of place that may follow
	any     bool  // something was read
	topic   bool  // the body is named by a free topic
	closed  bool  // the body's kind has a fixed list of names: Sở, Bộ
	school  bool  // the body may bear a person's name
	abroad  bool  // a place abroad was read
	village bool  // the level is below the commune: the gazetteer does not know its places
	leveled int   // where the last level word stands
	alone   bool  // the title stands without a body too
	under   bool  // the title is that of a part of a bigger body
	post    *post
}

// postAt reads the post that starts at i, its qualifier included.
func (c *clause) postAt(i int) (post, bool) {
	p := post{start: i}
	at := i
	if end, qual := c.longest(at, isQual, false); qual != 0 {
		at = end
	}
	end, head := c.longest(at, isHead, false)
	if head == 0 || !c.headFits(at, end) {
		return p, false
	}
	if c.mark(end) == '-' && end-at > 0 && c.lexKey(end-1) == "tịch" {
		if more, second := c.longest(end+1, isTitle, false); second != 0 && c.lexKey(more-1) == "ký" {
			end = more // Phó Chủ tịch - Tổng Thư ký
		}
	}
	p.title, p.end = end, end
	b := bodyReader{clause: c, j: end, post: &p, levels: isProvince | isDistrict | isForeign}
	b.under, b.alone = c.underling(at, end), head&isBare != 0
	b.ofBan(end)
	b.read()
	p.bare = !b.any
	p.weak = p.bare && head&isBare == 0
	return p, !p.generic
}

// headFits refuses words that are titles only when written as such.
func (c *clause) headFits(at, end int) bool {
	t := &c.toks[at]
	if end-at == 1 && t.end-t.start <= 5 && !t.caps {
		// "ct", "ts" are abbreviations only in capitals; "sơ", "cn" never
		_, bare := c.longest(at, isBare|isTitle, false)
		return bare != 0 && len(c.text[t.start:t.end]) > 5
	}
	return true
}

// underling says that the title is of a part (a room, a division), whose parent may follow after a comma.
func (c *clause) underling(at, end int) bool {
	for k := at; k < end; k++ {
		switch c.lexKey(k) {
		case "phòng", "cục", "vụ", "khoa", "đội", "trạm", "hạt", "tổ", "bộ":
			return true
		}
	}
	return false
}

// lexKey is the Key of toks[k] for the few words the grammar itself names.
func (c *clause) lexKey(k int) string {
	if k < 0 || k >= len(c.toks) || c.toks[k].sym == 0 {
		return ""
	}
	return c.lex.keys[c.toks[k].sym]
}

// ofBan reads on from the last word of "Trưởng Ban" when it opens a body's name: Ban Chỉ đạo, Ban Quản lý.
func (b *bodyReader) ofBan(end int) {
	if b.lexKey(end-1) != "ban" {
		return
	}
	if to, body := b.longest(end-1, isOrg|isParty, true); to > end {
		b.j = end - 1
		b.body(to, body)
	}
}

func (b *bodyReader) read() {
	for b.j < len(b.toks) {
		if !b.part() {
			break
		}
	}
}

// take moves on to end, which closes the post for now.
func (b *bodyReader) take(end int, last part) bool {
	if last == atPlace {
		b.notePlace(end)
	}
	b.j, b.last, b.any = end, last, true
	b.post.end = end
	return true
}

// notePlace keeps a place of the body with the level word before it: "xã" from a part of its own or after a comma.
func (b *bodyReader) notePlace(end int) {
	start := b.j
	for start < end && b.toks[start].mark != 0 {
		start++
	}
	if b.last == atLevel {
		start = b.leveled
	}
	b.post.places = append(b.post.places, span{start, end, b.levels})
}

// part reads the next part of the body; false when the body ends before it.
func (b *bodyReader) part() bool {
	t := &b.toks[b.j]
	switch {
	case t.mark != 0:
		return b.afterMark(t.mark)
	case t.sym == b.lex.and && b.last != atHead:
		return b.afterAnd(b.j + 1)
	case t.digits || roman(b.text[t.start:t.end]):
		return b.number()
	case b.last == atLevel:
		return b.placeOfLevel()
	case b.last == atPlace:
		return b.afterPlace()
	case b.isUpper(b.j) && !b.shout:
		return b.capital()
	}
	return b.small()
}

func roman(w string) bool {
	for i := range len(w) {
		if w[i] != 'I' && w[i] != 'V' && w[i] != 'X' {
			return false
		}
	}
	return len(w) <= 5
}

// number takes "5" of "Quân khu 5", "35" of "Ban Chỉ đạo 35".
func (b *bodyReader) number() bool {
	t := &b.toks[b.j]
	if b.last == atHead || b.last == atPlace || b.last == atNumber || t.end-t.start > 5 || b.mark(b.j+1) == '/' && b.toks[b.j+1].glued {
		return false
	}
	last := atNumber
	if b.last == atLevel {
		last = atPlace
	}
	return b.take(b.j+1, last)
}

// afterMark reads on over a comma, a dash or a bracket where the body does.
func (b *bodyReader) afterMark(m rune) bool {
	next := b.j + 1
	if next >= len(b.toks) || !b.any {
		return false
	}
	switch m {
	case ',':
		return b.afterComma(next)
	case '-', '&', '/':
		if b.last == atPlace || b.last == atLevel {
			return false
		}
		end, body := b.longest(next, isSector, true)
		if _, head := b.longest(next, isHead|isHonour|isHonours|isRank, false); body == 0 || head != 0 || !b.isUpper(next) && !b.toks[next].glued {
			return false
		}
		return b.nameAtPart(next) == next && b.take(end, atSector)
	case '(':
		if next+1 < len(b.toks) && b.toks[next].caps && b.mark(next+1) == ')' && b.topic && b.last != atPlace {
			return b.take(next+2, b.last)
		}
	case '"':
		return b.topic && b.quoted(next)
	case '.':
		if b.last == atLevel && b.toks[b.j].glued {
			b.j++ // TP. Đà Lạt
			return true
		}
	}
	return false
}

// quoted takes a topic in quotation marks: Ban Chỉ đạo "Toàn dân đoàn kết".
func (b *bodyReader) quoted(next int) bool {
	for k := next; k < len(b.toks) && k < next+16; k++ {
		if b.mark(k) == '"' {
			return b.take(k+1, atProper)
		}
	}
	return false
}

// afterComma takes ", huyện X" after a lower place, the parent of a part, and the rest of a free topic.
func (b *bodyReader) afterComma(next int) bool {
	if end, level := b.longest(next, isLevel, false); level != 0 && (b.last == atPlace || b.last == atLevel) {
		if b.mark(end) == '.' {
			end++
		}
		if b.isUpper(end) {
			if place := b.placeEnd(end, b.levelPlaces(next)); place > end {
				return b.take(place, atPlace)
			}
		}
		return false
	}
	if end, place := b.longest(next, isForeign, true); place != 0 && b.abroad && b.last == atPlace && end-next >= 2 && b.nameAt(next, false) == next {
		return b.take(end, atPlace)
	}
	if end, org := b.longest(next, isOrg|isParty, false); org != 0 && b.under && b.isUpper(next) && b.last != atPlace {
		b.under, b.closed, b.topic = false, true, false
		return b.take(end, atOrg)
	}
	if end, sector := b.longest(next, isSector, true); sector != 0 && b.last == atSector && b.listed(next, end) {
		return b.take(end, atSector)
	}
	if b.topic && b.toks[next].mark == 0 && !b.isUpper(next) && b.reaches(next) {
		b.j = next
		return true
	}
	return false
}

// listed says that the phrase from next to end is one more of what a body is for: Văn hóa, Giáo dục của Quốc hội.
func (b *bodyReader) listed(next, end int) bool {
	if _, other := b.longest(next, isHead|isHonour|isHonours|isRank|isOrg|isParty, false); other != 0 {
		return false
	}
	if b.nameAtPart(next) > next || end >= len(b.toks) {
		return false
	}
	if b.isUpper(next) {
		return true
	}
	_, level := b.longest(end, isLevel, false)
	return level != 0 || b.toks[end].sym == b.lex.and
}

// afterAnd takes "và" when the body's name goes on after it.
func (b *bodyReader) afterAnd(next int) bool {
	if next >= len(b.toks) || b.last == atLevel || b.last == atPlace || b.last == atNumber {
		return false
	}
	if _, other := b.longest(next, isHead|isHonour|isHonours|isRank|isParty|isOrg|isLevel, false); other != 0 {
		if end, sector := b.longest(next, isSector, true); sector == 0 || end-next < 2 {
			return false
		}
	}
	if b.nameAtPart(next) > next {
		return false
	}
	if end, sector := b.longest(next, isSector, true); sector != 0 {
		return b.take(end, atSector)
	}
	if b.isUpper(next) && b.last != atParty {
		return b.take(next+1, atProper)
	}
	if b.topic && b.reaches(next) {
		b.j = next
		return true
	}
	return false
}

// placeOfLevel takes the place after "tỉnh", "huyện", "xã".
func (b *bodyReader) placeOfLevel() bool {
	if b.isUpper(b.j) && !b.shout {
		if end := b.placeEnd(b.j, b.levels); end > b.j {
			return b.take(end, atPlace)
		}
	}
	return b.afterPlace()
}

// afterPlace takes the few things that follow a place: "khóa XV"; where an embassy is.
func (b *bodyReader) afterPlace() bool {
	if b.abroad && b.lexKey(b.j) == "tại" {
		at, level := b.longest(b.j+1, isLevel, false)
		if level != 0 && b.mark(at) == '.' {
			at++
		}
		if end, place := b.longest(at, isPlace, true); place != 0 && b.isUpper(at) {
			return b.take(end, atPlace)
		}
	}
	if b.lexKey(b.j) == "khóa" && b.j+1 < len(b.toks) {
		if t := &b.toks[b.j+1]; t.digits || roman(b.text[t.start:t.end]) {
			return b.take(b.j+2, atNumber)
		}
	}
	return false
}

// levelPlaces are the kinds of place that the level at i has.
func (b *bodyReader) levelPlaces(i int) class {
	switch b.lexKey(i) {
	case "tỉnh":
		return isProvince | isForeign
	case "huyện", "quận", "h", "q":
		return isDistrict
	case "thị", "tx":
		return isDistrict | isCommune
	case "thành", "tp", "thủ":
		return isProvince | isDistrict | isForeign
	case "xã", "phường", "đặc", "tt", "p", "x":
		return isCommune
	}
	return 0
}

// placeEnd is the index after the place at i, or i when a person's name stands there.
func (b *bodyReader) placeEnd(i int, kinds class) int {
	run := b.run(i)
	if b.initial(i) {
		return i
	}
	end, _ := b.longest(i, kinds&isPlace, true)
	if end > i {
		if end < run && end-i < 2 && b.nameAt(i, false) == run {
			return i // one syllable of a name is a place too
		}
		if end < run && b.surname(end)&isSure == 0 && b.surname(i)&isSure != 0 && run-i >= 3 && run-i <= 4 {
			return i
		}
		return end
	}
	// A place the gazetteer does not know ends where a surname begins.
	if b.village && run-i <= 2 {
		return run
	}
	for s := i + 1; s < run && s <= i+3; s++ {
		if b.surname(s)&isSure != 0 && run-s >= 2 && (b.surname(i)&isSure == 0 || run-i > 4 || b.levels == isCommune && run-s >= 3) {
			return s
		}
	}
	if b.nameAt(i, false) > i || b.surname(i)&isSure != 0 && run-i >= 2 {
		return i
	}
	return min(run, i+4)
}

// nameAtPart is nameAt for words that could belong to the body.
func (b *bodyReader) nameAtPart(i int) int {
	if !b.isUpper(i) {
		return i
	}
	if end, body := b.longest(i, isBody, true); body != 0 && (end-i > 1 || b.surname(i) == 0 || !b.isUpper(i+1)) {
		return i
	}
	return b.nameAt(i, false)
}

// capital takes a capitalised part, unless it opens a name or another post.
func (b *bodyReader) capital() bool {
	i := b.j
	if _, hon := b.longest(i, isHonour|isHonours, false); hon != 0 && b.toks[i].end-b.toks[i].start > 3 {
		return false
	}
	if end, head := b.longest(i, isHead, false); head != 0 && (end-i > 1 || b.toks[i].caps) {
		return b.office(i, end)
	}
	end, body := b.longest(i, isBody, true)
	if body != 0 && (end-i > 1 || b.toks[i].caps || b.surname(i)&isSure == 0 || b.run(i)-i < 2 || b.bodyFollows(i+1)) {
		return b.body(end, body)
	}
	if b.last == atPlace {
		return false
	}
	if b.school {
		return b.schoolName(i)
	}
	if _, hist := b.longest(i, isHistory, false); hist != 0 && (b.last == atSector || b.last == atParty) {
		end, _ := b.longest(i, isHistory, false)
		return b.take(end, atSector)
	}
	kinds := b.levels
	if b.last == atHead {
		kinds = isForeign | isProvince
	}
	if end, place := b.longest(i, kinds&isPlace, true); place != 0 {
		b.abroad = place&isForeign != 0
		if at := b.placeEnd(i, kinds); at > i {
			return b.take(end, atPlace)
		}
		return false
	}
	if t := &b.toks[i]; b.last == atHead && t.caps && t.end-t.start <= 12 && b.surname(i) == 0 {
		return b.take(i+1, atSector) // PC03
	}
	if b.last == atHead && b.alone || b.nameAt(i, false) > i || b.initial(i) {
		return false
	}
	// Capitals that are neither place nor name: a proper part of the body, up to the surname of whoever holds the post.
	if b.last == atParty && !b.topic {
		if at := b.placeEnd(i, kinds); at > i {
			return b.take(at, atPlace)
		}
		return false
	}
	if b.any && foreignWord(b.text[b.toks[i].start:b.toks[i].end]) && b.run(i)-i >= 2 && (b.last == atSector || b.last == atProper) {
		return false
	}
	b.take(i+1, atProper)
	if next := i + 1; next < len(b.toks) && b.toks[next].mark == 0 && !b.isUpper(next) && !b.toks[next].digits {
		// The second syllable of a word whose first is capitalised: Vận động, Cửa khẩu.
		_, other := b.longest(next, isStop|isHonour|isHonours|isLevel|isVia|isAnd, false)
		if _, body := b.longest(next, isBody, true); other == 0 && body == 0 {
			b.take(next+1, atProper)
		}
	}
	return true
}

// bodyFollows says that the capital after a one-syllable body word goes on as a body: Đoàn Kinh tế, not Đoàn Thị.
func (b *bodyReader) bodyFollows(i int) bool {
	end, body := b.longest(i, isBody, true)
	return body != 0 && (end-i > 1 || b.toks[i].caps)
}

// foreignWord says that no Vietnamese syllable is spelt like w.
func foreignWord(w string) bool {
	if len(w) < 4 {
		return false
	}
	for i := range len(w) {
		if w[i] >= 0x80 {
			return false
		}
	}
	return len(w) > 6
}

// office takes a title inside the body's name: Văn phòng Chủ tịch nước.
func (b *bodyReader) office(i, end int) bool {
	if b.last == atOrg && (b.lexKey(b.j-1) == "phòng" || b.lexKey(b.j-1) == "phủ") && b.lexKey(end-1) == "nước" {
		return b.take(end, atParty)
	}
	return false
}

// schoolName takes the name of the person a house is named after, up to the name of whoever leads it.
func (b *bodyReader) schoolName(i int) bool {
	run := b.run(i)
	if end, known := b.longest(i, isHistory|isPlace, true); known != 0 {
		b.school = false
		return b.take(end, atPlace)
	}
	for s := i + 2; s < run && s <= i+3; s++ {
		if b.surname(s)&isSure != 0 && run-s >= 2 && run-s <= 4 {
			b.school = false
			return b.take(s, atPlace)
		}
	}
	b.school = false
	return b.take(min(run, i+4), atPlace)
}

// body takes a phrase of the lexicon.
func (b *bodyReader) body(end int, c class) bool {
	i := b.j
	switch {
	case c&isPrivate != 0 && c&(isOrg|isSector) == 0:
		_, state := b.longest(i, isState, true)
		b.post.private = b.post.private || state == 0
		return b.take(end, atOrg)
	case c&isParty != 0:
		b.partyPlaces(i, end)
		return b.take(end, atParty)
	case c&isSector != 0 && end-i > 1:
		b.noteSchool(i, end)
		return b.take(end, atSector)
	case c&isOrg != 0:
		key := b.lexKey(i)
		b.closed = end-i == 1 && (key == "sở" || key == "bộ")
		if _, topic := b.longest(i, isTopic, false); topic != 0 {
			b.topic = true
		}
		b.noteSchool(i, end)
		if b.post.private && b.last == atHead {
			b.post.private = false
		}
		return b.take(end, atOrg)
	case c&isLevel != 0:
		return b.level(end)
	}
	b.noteSchool(i, end)
	return b.take(end, atSector)
}

func (b *bodyReader) noteSchool(i, end int) {
	if at, named := b.longest(i, isNamedAfter, true); named != 0 && at <= end {
		b.school = true
	}
}

// level takes "tỉnh", "xã"; words that are levels only before a place need one.
func (b *bodyReader) level(end int) bool {
	i := b.j
	switch b.lexKey(i) {
	case "h", "q", "p", "x":
		if b.mark(end) != '.' {
			return false
		}
	case "khu", "vùng", "bản", "làng", "tiểu", "tt", "ấp", "xóm":
		if !b.isUpper(end) && !(end < len(b.toks) && b.toks[end].digits) && b.last != atHead && b.last != atParty {
			return false
		}
	}
	b.levels = b.levelPlaces(i)
	b.village, b.leveled = b.levels == 0, i
	return b.take(end, atLevel)
}

// partyPlaces notes which places may follow a party body: a district after Huyện ủy.
func (b *bodyReader) partyPlaces(i, end int) {
	switch b.lexKey(i) {
	case "tỉnh":
		b.levels = isProvince
	case "huyện", "quận", "thị":
		b.levels = isDistrict
	case "thành":
		b.levels = isProvince | isDistrict
	}
	if b.lexKey(i) == "đồn" {
		b.levels = 0
		b.school = false
	}
}

// small takes a part in small letters.
func (b *bodyReader) small() bool {
	i := b.j
	key := b.lexKey(i)
	end, body := b.longest(i, isBody, true)
	stopEnd, stop := b.longest(i, isStop|isHonour|isHonours, false)
	if key == "các" && (body == 0 || end-i < 2) {
		if _, org := b.longest(i+1, isLevel|isOrg|isParty, false); org != 0 {
			b.post.generic = true
			return false
		}
		return (b.topic || b.last == atSector) && b.reaches(i+1) && b.take(i+1, atSector)
	}
	if body != 0 && b.fits(i, end, body, stopEnd, stop) {
		return b.body(end, body)
	}
	if end, place := b.longest(i, isForeign, true); place != 0 && key == "nước" {
		b.abroad = true
		return b.take(end, atPlace)
	}
	if via, is := b.longest(i, isVia, false); is != 0 && b.viaFits(key, via) {
		b.last = atVia
		b.j = via
		return true
	}
	if b.last == atHead || stop != 0 || !b.topic && b.last != atOrg && b.last != atProper && b.last != atSector || b.closed {
		return false
	}
	if b.reaches(i) {
		return b.take(i+1, atSector)
	}
	return false
}

// fits says that a phrase in small letters belongs to the body rather than to the sentence.
func (b *bodyReader) fits(i, end int, body class, stopEnd int, stop class) bool {
	switch {
	case b.last == atParty && body&(isSector) != 0 && body&(isParty|isOrg|isLevel) == 0:
		return b.topic || b.reachesSoon(end) && stop == 0
	case b.last == atHead, b.last == atOrg, b.last == atVia:
		return stop == 0 || end >= stopEnd
	case body&isLevel != 0 && body&isSector == 0:
		return end >= stopEnd
	case stop == 0:
		return !(body&(isOrg|isPrivate) != 0 && end-i == 1 && b.last != atSector && b.last != atProper && b.last != atNumber)
	case end > stopEnd:
		return true
	}
	return !b.closed && b.reachesWithin(end, 14, false)
}

// viaFits says that a small joining word leads on to a part of the body.
func (b *bodyReader) viaFits(key string, end int) bool {
	if end >= len(b.toks) {
		return false
	}
	switch key {
	case "đơn":
		_, level := b.longest(end, isLevel, false)
		return level != 0
	case "thuộc", "trực", "của", "tại":
		if !b.isUpper(end) || !b.any {
			return false
		}
		if key == "của" {
			_, body := b.longest(end, isParty|isOrg, false)
			return body != 0
		}
		return true
	case "nước", "cộng", "chdcnd", "vương", "liên":
		return b.isUpper(end)
	case "khóa":
		t := &b.toks[end]
		return t.digits || roman(b.text[t.start:t.end])
	case "số":
		return b.toks[end].digits
	}
	return false
}

// reaches says that the small letters from i lead to a level word or a capital before any verb or stop: they are the
// topic of the body and not the sentence's own words.
func (b *bodyReader) reaches(i int) bool { return b.reachesWithin(i, 14, true) }

func (b *bodyReader) reachesSoon(i int) bool { return b.reachesWithin(i, 4, true) }

// reachesWithin looks n tokens ahead; the end of the part of the sentence counts as reached when end says so.
func (b *bodyReader) reachesWithin(i, n int, end bool) bool {
	toEnd := end
	for k := i; k < len(b.toks) && k < i+n; {
		t := &b.toks[k]
		if t.mark != 0 {
			if t.mark != ',' && t.mark != '-' && t.mark != '"' {
				return toEnd && t.mark != ':' && k > i && (b.topic && k < i+8 || k < i+5)
			}
			k++
			continue
		}
		end, body := b.longest(k, isBody, true)
		stopEnd, stop := b.longest(k, isStop, false)
		switch {
		case body&isLevel != 0 && end >= stopEnd:
			return true
		case b.isUpper(k):
			return true
		case body != 0 && end >= stopEnd:
			k = end
		case stop != 0:
			return false
		default:
			k++
		}
	}
	return false
}
