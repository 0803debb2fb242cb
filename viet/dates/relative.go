package dates

import "diembao/news"

// relative reads hôm nay, hôm qua, sáng nay, chiều qua, ngày mai at token i. When the day itself follows ("chiều nay
// (11/10)") it is left to the reader of days.
func (f *finder) relative(i int) int {
	j := i
	for f.is(j, wPart) || f.is(j, wNgay) || f.is(j, wHom) || j > i && f.is(j, wEarly) {
		j++
	}
	var shift int
	switch last := f.at(j - 1).id; f.at(j).id {
	case wNay:
		if last == wNgay || j == i {
			return i // ngày nay: nowadays
		}
	case wQua:
		if last == wNgay || j == i {
			return i // (những) ngày qua
		}
		shift = -1
	case wKia:
		switch {
		case last == wHom && !(f.is(j-2, wNgay) && f.is(j-3, wCac)):
			shift = -2
		case last == wNgay && j == i+1 && f.is(j+1, wFuture):
			shift = 2 // ngày kia sẽ
		default:
			return i
		}
	case wMai:
		if j == i || !f.lower(j) || f.is(j+1, wDuoi) {
			return i // Mai is a name; "ngày mai tươi sáng"
		}
		shift = 1
	default:
		return i
	}
	if f.dayFollows(j + 1) {
		return j + 1
	}
	if shift == 1 && f.figure(i-1) {
		return j + 1
	}
	if f.ref.Published.IsZero() {
		f.add(i, j+1, news.Day{}, news.Day{}, RuleRelative, reasonNoPublished)
		return j + 1
	}
	d := f.ref.Published.Add(shift)
	f.add(i, j+1, d, d, RuleRelative, "")
	return j + 1
}

// near is how far, in bytes, "hôm sau" may stand behind the day that it follows.
const near = 240

// nextDay reads "hôm sau", "ngày hôm sau", "sáng hôm sau" at token i: the day after the one named just before it.
func (f *finder) nextDay(i int) int {
	j := i
	for f.is(j, wPart) || f.is(j, wNgay) {
		j++
	}
	if !f.is(j, wHom) || !f.is(j+1, wSauDo) || f.is(i-1, wCac) || f.is(i-1, wHang) || f.dayFollows(j+2) {
		return i
	}
	if n := len(f.dst); n > f.base {
		if last := f.dst[n-1]; !last.From.IsZero() && last.From == last.To && f.toks[i].start-last.End < near {
			next := last.From.Add(1)
			f.add(i, j+2, next, next, RuleRelative, "")
		}
	}
	return j + 2
}

// ago reads "cách đây ba ngày", "cách nay 5 hôm" at token i.
func (f *finder) ago(i int) int {
	if !f.is(i+1, wDay) && !f.is(i+1, wNay) || f.ref.Published.IsZero() {
		return i
	}
	n, j := f.smallNumber(i + 2)
	if t := f.at(i + 2); t.kind == number && t.digits <= 2 && t.n > 0 {
		n, j = t.n, i+3
	}
	if n == 0 || !f.is(j, wNgay) && !f.is(j, wHom) || f.dayFollows(j+1) {
		return i
	}
	d := f.ref.Published.Add(-n)
	f.add(i, j+1, d, d, RuleRelative, "")
	return j + 1
}

// figure says that the word at token i makes "ngày mai" a figure of speech: vì, cho, hướng tới ngày mai.
func (f *finder) figure(i int) bool {
	if i < 0 {
		return false
	}
	switch f.fold(i) {
	case "vi", "cho", "toi", "ve", "cua", "den":
		return true
	}
	return false
}

// dayFollows says that a day is spelt out at token i, be it behind a bracket, comma, weekday or "ngày".
func (f *finder) dayFollows(i int) bool {
	for range 8 {
		switch t := f.at(i); {
		case t.sign == '(' || t.sign == ',' || t.sign == '-' || t.id == wNgay || t.id == wThu || t.id == wChu || t.id == wNhat:
			i++
		case weekdayWord(t.id) > 0 && f.is(i-1, wThu):
			i++
		case t.kind == number && f.is(i-1, wThu):
			i++
		case t.kind == number:
			p, ok := f.dayAt(i, false)
			share := p.sep == '/' && p.d <= p.m && f.counted(p.to) // hôm nay, 5/5 xã
			return ok && !share && !f.measured(p.to)
		default:
			return false
		}
	}
	return false
}

// weekday reads "thứ Hai tuần trước", "Chủ nhật vừa qua", "thứ Sáu tới" at token i. A weekday alone may be any.
func (f *finder) weekday(i int) int {
	if f.is(i-1, wLan) {
		return i
	}
	w, n := f.weekdayEnding(i + 1)
	if n == 0 {
		return i
	}
	j := i + 2
	pub := f.ref.Published
	day := func(to int, d func() news.Day) int {
		if f.dayFollows(to) {
			return to
		}
		if pub.IsZero() {
			f.add(i, to, news.Day{}, news.Day{}, RuleWeekday, reasonNoPublished)
			return to
		}
		got := d()
		f.add(i, to, got, got, RuleWeekday, "")
		return to
	}
	offset := (w + 5) % 7 // days after Monday
	ofWeek := func(weeks int) func() news.Day {
		return func() news.Day { return week(pub, weeks).Add(offset) }
	}
	if f.is(j, wTuan) {
		weeks, to := f.weeksAt(j + 1)
		if to > j+1 {
			return day(to, ofWeek(weeks))
		}
		return i
	}
	switch {
	case f.is(j, wVua) && (f.is(j+1, wQua) || f.is(j+1, wRoi)):
		return day(j+2, func() news.Day { return before(pub, offset) })
	case f.is(j, wToi):
		if t := f.at(j + 1); t.kind != word || t.id != 0 && t.id != wPart && t.id != wNgay {
			return day(j+1, func() news.Day { return before(pub, offset).Add(7 + 7*boolInt(before(pub, offset).Add(7) == pub)) })
		}
	}
	return i
}

// boolInt is 1 for true.
func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// before is the last day before pub that lies offset days after a Monday.
func before(pub news.Day, offset int) news.Day {
	d := week(pub, 0).Add(offset)
	if d.Before(pub) {
		return d
	}
	return d.Add(-7)
}

// weeksAt reads trước, qua, vừa qua, này, tới, sau at token i: how many weeks ahead, and the token after it.
func (f *finder) weeksAt(i int) (weeks, next int) {
	switch f.at(i).id {
	case wTruoc, wQua, wRoi:
		return -1, i + 1
	case wVua:
		if f.is(i+1, wQua) || f.is(i+1, wRoi) {
			return -1, i + 2
		}
	case wNayThis, wNay:
		return 0, i + 1
	case wToi, wSauDo:
		return 1, i + 1
	}
	return 0, i
}

// week reads "tuần trước", "tuần này", "tuần tới": Monday to Sunday. "Tuần qua" may be the seven days before, so it is
// left unresolved.
func (f *finder) week(i int) int {
	weeks, to := f.weeksAt(i + 1)
	if to == i+1 || f.at(i-1).kind == number || monthWord(f.at(i-1).id) > 0 && !f.is(i-2, wThu) {
		return i
	}
	if f.is(to-1, wQua) || f.is(to-1, wRoi) {
		f.add(i, to, news.Day{}, news.Day{}, RuleWeek, "the last calendar week or the last seven days")
		return to
	}
	if f.ref.Published.IsZero() {
		f.add(i, to, news.Day{}, news.Day{}, RuleWeek, reasonNoPublished)
		return to
	}
	monday := week(f.ref.Published, weeks)
	f.add(i, to, monday, monday.Add(6), RuleWeek, "")
	return to
}
