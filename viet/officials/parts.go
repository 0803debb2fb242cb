package officials

import (
	"strings"

	"diembao/viet"
)

// capital takes a capitalised part, unless it opens a name or another post. The order of the questions is the order of
// how sure their answers are: what begins something else, what the lexicon knows, what the gazetteer knows, and only
// then what merely looks like a name or like a proper part of the body.
func (b *bodyReader) capital() bool {
	i := b.j
	if _, hon := b.longest(i, isHonour|isHonours, false); hon != 0 && b.toks[i].end-b.toks[i].start > 3 {
		if end, _ := b.longest(i, b.levels&isPlace, true); end-i < 2 { // but: Huyện ủy Tân Uyên
			return false
		}
	}
	if end, head := b.longest(i, isHead, false); head != 0 && (end-i > 1 || b.toks[i].caps) {
		if house, org := b.longest(i, isOrg, false); org != 0 && house > end {
			b.levels = isForeign
			return b.take(house, atParty) // Tùy viên Đại sứ quán Ấn Độ
		}
		return b.office(i, end)
	}
	if _, hist := b.longest(i, isHistory, false); hist != 0 && b.last == atHead {
		return false // Chủ tịch Hồ Chí Minh
	}
	if b.any && !b.topic && b.opensSentence(i) {
		return false
	}
	if b.lexKey(i) == "khóa" && b.viaFits("khóa", i+1) {
		return b.take(i+2, atNumber)
	}
	// One syllable of the lexicon that is a surname as well (Đoàn, Hà, Kim) is a part of the body only when alone or when
	// the body goes on after it.
	end, body := b.longest(i, isBody, true)
	if far := b.realm(i); far > i {
		b.abroad = true
		return b.take(far, atPlace)
	}
	if far, place := b.longest(i, isForeign, true); place != 0 && far > end && far-i >= 3 {
		b.abroad = true
		return b.take(far, atPlace) // Khu tự trị dân tộc Choang Quảng Tây
	}
	if body != 0 && (end-i > 1 || b.toks[i].caps || b.surname(i)&isSure == 0 || b.run(i)-i < 2 || b.bodyFollows(i+1)) {
		return b.body(end, body)
	}
	if b.last == atPlace {
		return false
	}
	if b.school {
		return b.schoolName(i)
	}
	if end, hist := b.longest(i, isHistory, false); hist != 0 && (b.last == atSector || b.last == atParty) {
		return b.take(end, atSector) // Học viện ... Hồ Chí Minh
	}
	return b.unknown(i)
}

// opensSentence says that the capital at i begins a sentence that lost the stop before it: "Ban Kinh tế Trung ương Sáng nay".
func (b *bodyReader) opensSentence(i int) bool {
	if b.isUpper(i + 1) {
		return false
	}
	switch next := b.lexKey(i + 1); b.lexKey(i) {
	case "sáng", "sau":
		return next != "tạo" && next != "kiến" && next != "chế" && next != "đại" // Hội Sáng tạo, phòng Sau đại học
	case "chiều", "ngày", "tháng", "trong", "trước", "hiện", "tuy", "như", "cụ", "được", "khi", "theo", "tại", "những":
		return true
	}
	return false
}

// realm is the index after a state called by its form: Cộng hòa Ấn Độ, Vương quốc Bỉ.
func (b *bodyReader) realm(i int) int {
	switch end, form := b.longest(i, isVia, false); b.lexKey(i) {
	case "cộng", "vương", "liên":
		if far, place := b.longest(end, isForeign, true); form != 0 && place != 0 && end-i == 2 {
			return far
		}
	}
	return i
}

// unknown takes capitals that the lexicon does not know: a place, an abbreviation, or a proper part of the body up to
// the surname of whoever holds the post.
func (b *bodyReader) unknown(i int) bool {
	kinds := b.levels
	if b.last == atHead {
		kinds = isForeign | isProvince // Đại sứ Lào; Chủ tịch Lâm Đồng is not said of districts
	}
	if end, place := b.longest(i, kinds&isPlace, true); place != 0 {
		b.abroad = place&isForeign != 0
		return b.placeEnd(i, kinds) > i && b.take(end, atPlace)
	}
	if b.last == atHead && b.business && b.nameAt(i, false) == i {
		// "Chủ tịch GSM", "Giám đốc Đại lý": a house nobody knows is a firm, but for slips in UBND and UBMTTQ and what is
		// of a level: "Chủ tịch HND tỉnh".
		_, level := b.longest(i+1, isLevel, false)
		b.post.private = b.post.private || !strings.HasPrefix(b.text[b.toks[i].start:], "UB") && !(b.toks[i].caps && level != 0)
	}
	if t := &b.toks[i]; (b.last == atHead || b.last == atParty) && t.caps && t.end-t.start <= 12 && b.surname(i) == 0 {
		return b.take(i+1, atSector) // Trưởng phòng PC03
	}
	switch {
	case b.last == atHead && b.alone, b.nameAt(i, false) > i, b.initial(i), b.any && b.foreign(i) && b.foreign(i+1):
		return false
	case b.last == atParty && !b.topic:
		end := b.placeEnd(i, kinds) // a place the gazetteer does not know
		return end > i && b.take(end, atPlace)
	}
	return b.proper(i)
}

// proper takes one capitalised syllable, and the second syllable of its word when that is in small letters: Vận động,
// Cửa khẩu.
func (b *bodyReader) proper(i int) bool {
	b.take(i+1, atProper)
	next := i + 1
	if next >= len(b.toks) || b.toks[next].mark != 0 || b.isUpper(next) || b.toks[next].digits {
		return true
	}
	_, other := b.longest(next, isStop|isHonour|isHonours|isLevel|isVia|isAnd, false)
	if _, body := b.longest(next, isBody, true); other == 0 && body == 0 {
		b.take(next+1, atProper)
	}
	return true
}

// bodyFollows says that the capital after a one-syllable body word goes on as a body: Đoàn Kinh tế, not Đoàn Thị.
func (b *bodyReader) bodyFollows(i int) bool {
	end, body := b.longest(i, isBody, true)
	return body != 0 && (end-i > 1 || b.toks[i].caps)
}

// foreign says that toks[i] is a word that Vietnamese does not spell so: Somphone, Reed.
func (c *clause) foreign(i int) bool {
	return c.isUpper(i) && !c.toks[i].caps && !viet.Syllable(c.text[c.toks[i].start:c.toks[i].end])
}

// office takes a title inside the body's name: Văn phòng Chủ tịch nước. A word that is a title and a field too is the
// field after a title that needs a body: Trưởng phòng Lãnh sự.
func (b *bodyReader) office(i, end int) bool {
	same, sector := b.longest(i, isSector, false)
	if sector != 0 && same == end && !b.alone && (b.last == atHead || b.last == atOrg) {
		return b.take(end, atSector)
	}
	if b.last == atOrg && (b.lexKey(b.j-1) == "phòng" || b.lexKey(b.j-1) == "phủ") && b.lexKey(end-1) == "nước" {
		return b.take(end, atParty)
	}
	return false
}

// schoolName takes the name of the person a house is named after, up to the name of whoever leads it.
func (b *bodyReader) schoolName(i int) bool {
	run := b.run(i)
	if run == i { // an abbreviation names nobody: Học viện CSND
		b.school = false
		return b.proper(i)
	}
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

// body takes a phrase of the lexicon. One phrase may be of several classes: the first case that fits decides, houses of
// firms before all others, so that "Ngân hàng Nhà nước" must be listed as the state's to be public.
func (b *bodyReader) body(end int, c class) bool {
	i := b.j
	switch {
	case c&isPrivate != 0 && c&(isOrg|isSector) == 0:
		_, state := b.longest(i, isState, true)
		b.post.private = b.post.private || state == 0 && b.lexKey(i-1) != "luật" // but: sơ kết Luật Hợp tác xã
		return b.take(end, atOrg)
	case c&isParty != 0 && end == i+2 && b.lexKey(i+1) == "đoàn" && !b.isUpper(i) && b.isUpper(i+1) && !b.placeAt(end):
		return b.level(i + 1) // "tỉnh Đoàn Văn ...": a level and a surname
	case c&isParty != 0:
		b.partyPlaces(i, end)
		return b.take(end, atParty)
	case c&isSector != 0 && b.last == atHead && b.business && !b.isUpper(i) && b.lexKey(i-1) == "đốc":
		b.post.private = true // giám đốc tài chính: a firm's
		return b.take(end, atSector)
	case c&isSector != 0 && end-i > 1:
		b.noteSchool(i, end)
		return b.take(end, atSector)
	case c&isOrg != 0:
		key := b.lexKey(i)
		// The names of departments and ministries are all in the lexicon: small letters after one are the sentence's.
		b.closed = end-i == 1 && (key == "sở" || key == "bộ")
		if _, topic := b.longest(i, isTopic, false); topic != 0 {
			b.topic = true
		}
		b.noteSchool(i, end)
		// A house of the state that shares its word with firms: Trung tâm, Nhà máy.
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

// placeAt says that a province or district stands at i.
func (b *bodyReader) placeAt(i int) bool {
	_, place := b.longest(i, isProvince|isDistrict, true)
	return place != 0
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
	case "thị":
		if end == i+1 && !b.isUpper(end) {
			return false
		}
		fallthrough
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
		b.levels = isProvince | isForeign
	case "huyện", "quận", "thị":
		b.levels = isDistrict | isForeign
	case "thành":
		b.levels = isProvince | isDistrict | isForeign
	}
	if b.lexKey(i) == "đồn" {
		b.levels = 0
		b.school = false
	}
}

// small takes a part in small letters. Here the danger is the verb: "Phó Chủ tịch UBND tỉnh kiểm tra" and "Chủ nhiệm Ủy
// ban kiểm tra" have the same word. A phrase is taken where a body must go on, after a title or a word that opens a
// body; a word that nobody knows only when it leads to a level or a capital before any verb does.
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
	if end, place := b.longest(i, isForeign, true); place != 0 && (key == "nước" || key == "châu") {
		b.abroad = true
		return b.take(end, atPlace)
	}
	if via, is := b.longest(i, isVia, false); is != 0 && b.viaFits(key, via) {
		b.last = atVia
		b.j = via
		return true
	}
	if _, tie := b.longest(i, isAppoint|isTowards|isCopula, false); tie != 0 {
		return false
	}
	if b.last == atHead && b.under && stop == 0 && !b.isOpen(i) {
		return b.reachesWithin(i, 10, true) && b.take(i+1, atSector) // Trưởng phòng khảo thí ...
	}
	if b.topic && b.last == atNumber && key == "năm" {
		return b.reaches(i+1) && b.take(i+1, atSector) // sơ kết 5 năm thực hiện Luật ...
	}
	if b.topic && b.lexKey(i-1) == "ương" && b.last != atVia {
		return false // nothing more is said of a committee than that it is the centre's
	}
	if b.last == atHead || stop != 0 || !b.topic && b.last != atOrg && b.last != atProper && b.last != atSector || b.closed {
		return false
	}
	if b.reaches(i) {
		return b.take(i+1, atSector)
	}
	return false
}

// isOpen says that the word at i opens something other than a part of a body.
func (b *bodyReader) isOpen(i int) bool {
	_, other := b.longest(i, isHonour|isHonours|isMany|isAppoint|isTowards|isCopula|isVia|isHead|isAnd|isBorn, false)
	return other != 0
}

// fits says that a phrase in small letters, toks[i:end], belongs to the body rather than to the sentence. stopEnd and
// stop are the longest verb or small word at the same place.
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

// viaFits says that a small joining word leads on to a part of the body: "thuộc" and "của" to another body, "tại" to a
// place, "đơn vị" to a level, "khóa" to its number. key is the word's first syllable, end the index after it.
func (b *bodyReader) viaFits(key string, end int) bool {
	if end >= len(b.toks) {
		return false
	}
	if key == "của" && (b.last == atHead || b.topic) {
		if _, level := b.longest(end, isLevel, false); level != 0 {
			return true // người phát ngôn của tỉnh
		}
	}
	switch key {
	case "đơn":
		_, level := b.longest(end, isLevel, false)
		return level != 0
	case "thuộc", "trực", "của", "tại":
		if !b.isUpper(end) || !b.any && key != "của" {
			return false
		}
		if key == "tại" {
			_, place := b.longest(end, isPlace|isLevel, true)
			return place != 0
		}
		if key == "của" {
			_, body := b.longest(end, isParty|isOrg, false)
			return body != 0
		}
		return true
	case "về": // Ban Chỉ đạo về nhân quyền, not "về thăm"
		to, sector := b.longest(end, isSector, true)
		stop, _ := b.longest(end, isStop, false)
		if b.topic && b.toks[end].caps && b.last != atHead {
			return true // Ban Chỉ đạo quốc gia về PCTT
		}
		return b.topic && (b.last == atOrg || b.last == atParty) && sector != 0 && to > stop
	case "nước", "cộng", "chdcnd", "vương", "liên":
		return b.isUpper(end)
	case "phụ":
		_, body := b.longest(end, isParty|isOrg, false)
		return b.last == atHead && body != 0
	case "khóa":
		t := &b.toks[end]
		return t.digits || roman(b.text[t.start:t.end])
	case "số":
		return b.toks[end].digits
	case "năm":
		return b.topic && b.toks[end].digits && b.toks[end].end-b.toks[end].start == 4
	}
	return false
}

// reaches says that the small letters from i lead to a level word or a capital before any verb or stop: they are the
// topic of the body and not the sentence's own words. The words of a free topic cannot be listed: what follows them
// must vouch for them.
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
			if _, apart := b.longest(k+1, isStop|isHead|isHonour|isHonours|isQual, false); toEnd && apart != 0 && k > i && k < i+6 && t.mark != '"' {
				return true // "Hội đồng thi viên chức - cho biết"
			}
			k++
			continue
		}
		end, body := b.longest(k, isBody, true)
		stopEnd, stop := b.longest(k, isStop|isAppoint|isTowards, false)
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
