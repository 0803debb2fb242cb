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
	of         bool // after "của", "giữa", "cách chức": another's
	lent       bool // after "thừa ủy quyền (của)", "thừa lệnh": of whoever is acted for
	generic    bool // of nobody in particular: "Chủ tịch UBND các huyện"
}

// A span is toks[start:end], one of the wanted kinds of place.
type span struct {
	start, end int
	kinds      class
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
	if beyond, house := c.longest(at, isOrg, false); house != 0 && beyond > end {
		return p, false // Đại sứ quán
	}
	if c.lexKey(at) == "thành" && c.lexKey(end-1) == "viên" && !c.hasMembers(end) {
		return p, false // thành viên tổ hợp tác
	}
	if c.mark(end) == '-' && end-at > 0 && c.lexKey(end-1) == "tịch" {
		if more, second := c.longest(end+1, isTitle, false); second != 0 && c.lexKey(more-1) == "ký" {
			end = more // Phó Chủ tịch - Tổng Thư ký
		}
	}
	if c.mark(end) == '-' && c.lexKey(end-1) == "đốc" {
		if more, second := c.longest(end+1, isTitle, false); second != 0 && c.lexKey(more-2) == "thủ" {
			end = more // Phó Giám đốc - Thủ trưởng Cơ quan Cảnh sát điều tra
		}
	}
	if b := c.business(at, end) || head&isBare == 0; b && c.lexKey(end) == "kiêm" {
		if more, second := c.longest(end+1, isHead, false); second != 0 {
			end = more // Phó Chủ tịch kiêm Tổng Thư ký
		}
	}
	p.title, p.end = end, end
	b := bodyReader{clause: c, j: end, post: &p, levels: isProvince | isDistrict | isForeign}
	b.under, b.alone = c.underling(at, end), head&isBare != 0
	b.business = c.business(at, end)
	b.ofBan(end)
	if c.villageHead(end) {
		b.last, b.village, b.hamlet, b.levels = atLevel, true, true, 0
	}
	b.read()
	p.private = p.private || c.leadsGuests(end)
	p.bare = !b.any
	p.weak = p.bare && (head&isBare == 0 || b.business)
	if k := p.end - 1; c.lexKey(k) == "việc" && c.lexKey(k-1) == "giúp" || p.bare && c.lexKey(k) == "ký" {
		return p, false // Thư ký giúp việc đồng chí ...: the name after it is another's
	}
	return p, !p.generic
}

// leadsGuests says that the title that ends before end is of whoever leads a party of travellers or athletes: trưởng đoàn du
// lịch, but Trưởng đoàn công tác.
func (c *clause) leadsGuests(end int) bool {
	if c.lexKey(end-1) != "đoàn" || c.lexKey(end-2) != "trưởng" && c.lexKey(end-2) != "phó" || end >= len(c.toks) || c.toks[end].mark != 0 {
		return false
	}
	switch c.lexKey(end) {
	case "du", "cán", "khách", "thể", "bóng", "nghệ", "văn", "diễn", "vận", "xe", "tham":
		return true
	}
	return false
}

// hasMembers says that a public body at i has members who hold a post as such: a steering committee, a council.
func (c *clause) hasMembers(i int) bool {
	if _, private := c.longest(i, isPrivate, false); private != 0 {
		return false
	}
	if _, topic := c.longest(i, isTopic, false); topic == 0 {
		return false
	}
	switch c.lexKey(i) {
	case "ban", "bcđ", "hội", "ủy":
		return true
	}
	return false
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

// business says that firms have the title too, so that without a public body it says nothing: Chủ tịch, Giám đốc.
func (c *clause) business(at, end int) bool {
	for k := at; k+1 < end; k++ {
		if c.lexKey(k) == "giám" && c.lexKey(k+1) == "đốc" || c.lexKey(k) == "chủ" && c.lexKey(k+1) == "tịch" {
			return end-k == 2 || c.lexKey(k+2) != "nước" && c.lexKey(k+2) != "quốc" && c.lexKey(end-1) != "hội"
		}
	}
	return false
}

// villageHead says that the title that ends before end is of a village, whose name may follow: Trưởng thôn Nà Lốc.
func (c *clause) villageHead(end int) bool {
	switch c.lexKey(end - 1) {
	case "thôn", "bản", "buôn", "ấp", "xóm", "khóm", "làng":
		return c.lexKey(end-2) == "trưởng" || c.lexKey(end-2) == "phó"
	}
	return false
}

// underling says that the title is of a part (a room, a division), whose parent may follow after a comma.
func (c *clause) underling(at, end int) bool {
	for k := at; k < end; k++ {
		switch c.lexKey(k) {
		case "phòng", "cục", "vụ", "khoa", "thuế", "đội", "trạm", "hạt", "tổ", "bộ":
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
