package officials

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

// A bodyReader reads the body of a post part by part: "Ban Chỉ đạo | công tác | thông tin đối ngoại | tỉnh | Lâm Đồng".
// Each part is read in the light of the last one. The body ends before a verb, a mark that does not belong to a name,
// another title, or a personal name; places end most bodies, and only a term ("khóa XV") or a larger place may follow
// them.
type bodyReader struct {
	*clause
	j        int   // the next token
	last     part  // what was read last
	levels   class // kinds of place that may follow
	any      bool  // something was read
	topic    bool  // the body is named by a free topic
	closed   bool  // the body's kind has a fixed list of names: Sở, Bộ
	school   bool  // the body may bear a person's name
	abroad   bool  // a place abroad was read
	village  bool  // the level is below the commune: the gazetteer does not know its places
	hamlet   bool  // the title itself is of a village
	leveled  int   // where the last level word stands
	business bool  // firms have the title too
	alone    bool  // the title stands without a body too
	under    bool  // the title is that of a part of a bigger body
	post     *post
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

// read reads part after part until one does not fit.
func (b *bodyReader) read() {
	for b.j < len(b.toks) {
		if !b.part() {
			break
		}
	}
}

// take moves on to end, which closes the post for now: words read without take (thuộc, của) belong to the post only when
// a part follows them.
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
	if b.last == atLevel && !b.hamlet {
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
	case b.last == atLevel: // the sentence goes on after "tỉnh", but for the place and what may follow one
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

// number takes "5" of "Quân khu 5", "35" of "Ban Chỉ đạo 35". After a place or a title a number would be a date or a
// count.
func (b *bodyReader) number() bool {
	t := &b.toks[b.j]
	if b.last == atHead && !(b.under && t.digits) || b.last == atPlace || b.last == atNumber || t.end-t.start > 5 || b.mark(b.j+1) == '/' && b.toks[b.j+1].glued {
		return false
	}
	last, end := atNumber, b.j+1
	switch {
	case b.last == atLevel:
		last = atPlace
		if b.mark(end) == '-' && b.isUpper(end+1) && b.lexKey(b.j-1) == "vực" { // khu vực 3 - Lâm Đồng
			if to, place := b.longest(end+1, isProvince|isDistrict|isCommune, true); place != 0 && b.nameAt(end+1, false) == end+1 {
				end = to
			}
		}
	case b.topic && b.mark(end) == '-' && end+1 < len(b.toks) && b.toks[end+1].digits && t.end-t.start == 4:
		end += 2 // giai đoạn 2021 - 2025
	}
	return b.take(end, last)
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
		if end, org := b.longest(next, isOrg|isParty, false); org != 0 && m == '-' && b.under && b.isUpper(next) && b.last != atPlace && b.last != atLevel && !b.sectorBeyond(next, end) {
			b.under, b.closed, b.topic = false, true, false
			return b.take(end, atOrg) // Vụ Biên giới phía Tây - Ủy ban Biên giới Quốc gia
		}
		if b.last == atPlace || b.last == atLevel {
			return false
		}
		end, body := b.longest(next, isSector, true)
		if body == 0 && b.last == atProper && b.isUpper(next) {
			end, body = next+1, isSector // Bidoup - Núi Bà
		}
		if _, head := b.longest(next, isHead|isHonour|isHonours|isRank, false); body == 0 || head != 0 || !b.isUpper(next) && !b.toks[next].glued && !b.goesOn(end) {
			return false
		}
		return b.nameAtPart(next) == next && b.take(end, atSector)
	case '(':
		if after := b.abbreviationEnd(next); after > next && after < len(b.toks) {
			if _, more := b.longest(after, isParty|isOrg|isLevel|isSector, true); more != 0 || b.toks[after].upper && b.placeAt(after) && b.last != atPlace {
				b.j = after // Ủy viên Ban Thường vụ (BTV) Tỉnh ủy
				return true
			}
		}
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

// abbreviationEnd is the index after a bracket that holds only an abbreviation, whose first word is at i; i for any other.
func (c *clause) abbreviationEnd(i int) int {
	for k := i; k < len(c.toks) && k < i+5; k++ {
		switch t := &c.toks[k]; {
		case t.mark == ')' && k > i:
			return k + 1
		case t.mark == '&', t.mark == '-', t.mark == 0 && (t.caps || k > i && t.upper && t.glued):
		default:
			return i
		}
	}
	return i
}

// goesOn says that "và", a level or a place stands at i, so that what is before it belongs to a body's name: Xúc tiến đầu
// tư - thương mại tỉnh.
func (b *bodyReader) goesOn(i int) bool {
	if i >= len(b.toks) {
		return false
	}
	_, more := b.longest(i, isLevel|isProvince|isDistrict, true)
	return more != 0 || b.toks[i].sym == b.lex.and
}

// sectorBeyond says that a longer phrase than a body's word stands at i: Báo chí, not Báo.
func (b *bodyReader) sectorBeyond(i, end int) bool {
	longer, _ := b.longest(i, isSector, true)
	return longer > end
}

// titleBeyond says that a title begins with the body's word that ends at end: Chi cục trưởng, not Chi cục.
func (b *bodyReader) titleBeyond(i, end int) bool {
	longer, title := b.longest(i, isHead, false)
	return title != 0 && longer > end
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

// afterComma takes ", huyện X" after a lower place, the parent of a part, and the rest of a free topic. A comma ends
// most bodies; what stands behind it decides when it does not.
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
	if end, org := b.longest(next, isOrg|isParty, false); org != 0 && b.under && b.isUpper(next) && b.last != atPlace && !b.sectorBeyond(next, end) &&
		!b.titleBeyond(next, end) {
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

// afterAnd takes "và" when the body's name goes on after it. After a level, a place or a number it joins persons or
// other bodies; before a title, an honorific or a name it joins persons.
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
		if key := b.lexKey(end - 1); !b.topic && (key == "định" || key == "quyết" && end-next == 2) {
			return false // và Quyết định 1366
		}
		return b.take(end, atSector)
	}
	if b.isUpper(next) && b.last != atParty {
		return b.take(next+1, atProper)
	}
	if b.topic && !b.toks[next].digits && b.reaches(next) {
		b.j = next
		return true
	}
	return false
}

// placeOfLevel takes the place after "tỉnh", "huyện", "xã".
func (b *bodyReader) placeOfLevel() bool {
	if b.isUpper(b.j) && !b.shout && !b.opensSentence(b.j) {
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
	if at, level := b.longest(b.j, isLevel, false); level != 0 && (b.last == atPlace || b.last == atLevel) && !b.isUpper(b.j) {
		// "UBND thị trấn A huyện B": the parent without a comma
		if b.mark(at) == '.' {
			at++
		}
		if kinds := b.levelPlaces(b.j); kinds != 0 && b.isUpper(at) {
			if end, place := b.longest(at, kinds, true); place != 0 && b.placeEnd(at, kinds) >= end {
				return b.take(end, atPlace)
			}
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
		return isDistrict | isForeign
	case "thị", "tx":
		return isDistrict | isCommune
	case "thành", "tp", "thủ":
		return isProvince | isDistrict | isForeign
	case "xã", "phường", "đặc", "tt", "p", "x":
		return isCommune
	}
	return 0
}

// placeEnd is the index after the place at i, or i when a person's name stands there. This border is the hardest of all:
// "xã Tân Thành Lê Thị Bưởi", "tỉnh Trần Đức Thuần", "huyện Krông Nô Y Mai". The gazetteer's names of the right level
// come first, then a sure surname within the capitals, then the whole of them.
func (b *bodyReader) placeEnd(i int, kinds class) int {
	run := b.run(i)
	if b.lexKey(i) == "ảnh" {
		return i // "UBND TP. Ảnh: ..."
	}
	end, _ := b.longest(i, kinds&isPlace, true)
	if b.initial(i) && (end-i < 2 || end < run && b.surname(end) == 0 && !b.initial(end)) {
		return i // but: huyện A Lưới
	}
	if end == i && kinds&isProvince != 0 && kinds&isDistrict == 0 && !b.foreign(i) && b.mark(i+1) != '-' {
		return i // the gazetteer knows every province: tỉnh Giàng A Páo
	}
	if b.hamlet && b.surname(i)&isSure != 0 && i+1 < run && b.initial(i+1) {
		return i // Trưởng bản Mùa A ...
	}
	if end > i {
		// "Hà", "Lắk": one syllable that is a place may begin a name that goes to the end of the capitals.
		if end < run && end-i < 2 && !b.foreign(end) && b.nameAt(i, false) == run {
			return i // one syllable of a name is a place too
		}
		if b.levels == isCommune && end-i < 2 && run-i == 2 {
			return run // xã Thanh Bính is not xã Thanh
		}
		// "Cao Bình Minh": what follows the place is no surname, and the whole is of a name's length.
		if kinds != isForeign && end < run && b.surname(end)&isSure == 0 && !b.initial(end) && !b.foreign(end) && b.surname(i)&isSure != 0 && run-i >= 3 && run-i <= 4 {
			return i
		}
		return end
	}
	// A place the gazetteer does not know ends where a surname begins.
	for s := i + 2; b.village && s <= i+3 && s+2 <= run && run-s <= 4; s++ {
		if b.surname(s) != 0 && b.surname(s-1)&isSure == 0 {
			return s // Trưởng thôn Lô Lô Chải Sình Dỉ Gai
		}
	}
	if b.hamlet && b.behind && run-i <= 4 && (run == len(b.toks) || b.mark(run) != 0 || !b.isUpper(run)) {
		return run // "A, Trưởng thôn Lương Xá Nam, huyện ...": it is A's village
	}
	if b.village && run-i <= 2 && !(b.hamlet && b.surname(i)&isSure != 0) {
		return run
	}
	for s := i + 1; s < run && s <= i+3; s++ {
		if b.initial(s) && run-s >= 2 && b.lexKey(s) != "a" && b.surname(s-1)&isSure == 0 {
			return s // xã Đăk Long Y Bé; but: Giàng A Páo
		}
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
