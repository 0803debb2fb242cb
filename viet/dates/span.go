package dates

import (
	"time"

	"diembao/news"
)

// yearTail reads the year that may stand behind a month or quarter at token i: "/2020", "-2020", "năm 2020", "năm nay".
// It is 0 when none is said.
func (f *finder) yearTail(i int) (year, next int) {
	t := f.at(i + 1)
	full := t.kind == number && t.digits == 4 && t.n >= 1000 && t.n <= 2100
	switch {
	case f.at(i).glued && t.glued && full && (f.sign(i, '/') || f.sign(i, '-') || f.sign(i, '.')):
		return t.n, i + 2
	case f.is(i, wNam) && full:
		return t.n, i + 2
	case f.sign(i, ',') && f.is(i+1, wNam) && f.at(i+2).digits == 4 && f.at(i+2).n <= 2100:
		return f.at(i + 2).n, i + 3
	case f.ref.Published.IsZero():
		return 0, i
	case f.is(i, wNam) && t.id == wNay:
		return f.ref.Published.Year, i + 2
	case f.is(i, wNam) && (t.id == wNgoai || t.id == wTruoc):
		return f.ref.Published.Year - 1, i + 2
	case f.is(i, wNam) && (t.id == wSauDo || t.id == wToi):
		return f.ref.Published.Year + 1, i + 2
	}
	return 0, i
}

// month reads "tháng 7", "tháng 7/2020", "tháng 5 đến tháng 7/2020", "tháng Giêng", "tháng trước" at token i.
func (f *finder) month(i int) int {
	m, next := f.monthAt(i + 1)
	if m > 0 && f.at(i-1).kind == number {
		return i // "đường 3 tháng 2": had it been a day, it would have been taken
	}
	if m == 0 {
		return f.relativeMonth(i)
	}
	lunar := f.is(i+1, wGieng) || f.is(i+1, wChap)
	y, next := f.yearTail(next)
	if f.is(next, wAm) && f.is(next+1, wLich) {
		lunar, next = true, next+2
	}
	if !f.endsClean(next, y > 0) {
		return i
	}
	if y == 0 && i > 0 && f.fold(i-1) == "mang" {
		return next // Cách mạng tháng Tám, a name
	}
	if lunar {
		return f.lunarMonth(i, next, m, y)
	}
	if m2, y2, to := f.monthRange(next); m2 > 0 {
		return f.addMonths(i, to, m, y, m2, y2)
	}
	return f.addMonths(i, next, m, y, m, y)
}

// monthRange reads "đến tháng 7/2020", "- 7/2020" at token i: month 0 when it is none.
func (f *finder) monthRange(i int) (m, y, next int) {
	if !f.is(i, wDen) && !f.is(i, wToi) && !f.sign(i, '-') {
		return 0, 0, i
	}
	j := i + 1
	for f.is(j, wHet) || f.is(j, wThang) {
		j++
	}
	if !f.is(j-1, wThang) && !f.sign(i, '-') {
		return 0, 0, i
	}
	m, j = f.monthAt(j)
	y, j = f.yearTail(j)
	if m == 0 || y == 0 && !f.is(j-2, wThang) || !f.endsClean(j, y > 0) {
		return 0, 0, i
	}
	return m, y, j
}

// addMonths adds the months m of y to m2 of y2; a year of 0 is settled, from the later month back to the earlier.
func (f *finder) addMonths(i, j, m, y, m2, y2 int) int {
	if y2 == 0 {
		y2 = y
	}
	if y2 == 0 {
		if f.ref.Published.IsZero() {
			f.add(i, j, news.Day{}, news.Day{}, RuleMonth, reasonNoPublished)
			return j
		}
		y2 = nearest(f.ref.Published, partDay{d: 15, m: m2}, cue{future: f.announced(i) || f.is(i-1, wTruoc)}).Year
	}
	if y == 0 {
		y = y2
		if m > m2 {
			y--
		}
	}
	from, to := firstOfMonth(y, m), lastOfMonth(y2, m2)
	if to.Before(from) {
		from = news.Day{}
	}
	f.add(i, j, from, to, RuleMonth, "ends before it begins")
	return j
}

// lunarMonth adds a month of the lunar calendar.
func (f *finder) lunarMonth(i, j, m, y int) int {
	first, reason := f.settleLunar(partDay{d: 1, m: m, y: y, lunar: true})
	to := first
	if !first.IsZero() {
		to = first.Add(28) // a month has 29 or 30 days; the 30th is left to those that have it
	}
	f.add(i, j, first, to, RuleLunar, reason)
	return j
}

// relativeMonth reads "tháng trước", "tháng này", "tháng tới" at token i.
func (f *finder) relativeMonth(i int) int {
	if f.manyAt(i - 1) {
		return i // ba tháng trước
	}
	months, to := f.weeksAt(i + 1)
	if to == i+1 || f.is(to-1, wQua) || f.is(to-1, wRoi) {
		return i // "nhiều tháng qua"; "tháng qua" may be the last thirty days
	}
	if f.ref.Published.IsZero() {
		f.add(i, to, news.Day{}, news.Day{}, RuleMonth, reasonNoPublished)
		return to
	}
	y, m := f.ref.Published.Year, int(f.ref.Published.Month)+months
	f.add(i, to, firstOfMonth(y, m), lastOfMonth(y, m), RuleMonth, "")
	return to
}

// monthYear reads "10/2025" at token i, where a word before it says that it is a time.
func (f *finder) monthYear(i int) int {
	m, y := f.at(i), f.at(i+2)
	if m.digits > 2 || m.n < 1 || m.n > 12 || !f.sign(i+1, '/') || !f.at(i+1).glued || !y.glued || y.digits != 4 || y.n < 1900 || y.n > 2100 {
		return i
	}
	if f.gluedBefore(i) || !f.endsClean(i+3, true) {
		return i
	}
	switch f.at(i - 1).id {
	case wTuDay, wDen, wToi, wVao, wTruoc, wSauDo, wCuoi, wDau, wHet, wDuring:
	default:
		if !f.sign(i-1, '(') {
			return i
		}
	}
	if m2, y2, to := f.monthRange(i + 3); m2 > 0 {
		return f.addMonths(i, to, m.n, y.n, m2, y2)
	}
	return f.addMonths(i, i+3, m.n, y.n, m.n, y.n)
}

// monthsOfYear reads "6 tháng đầu năm 2020", "9 tháng năm 2020", "6 tháng cuối năm" at token i.
func (f *finder) monthsOfYear(i int) int {
	t := f.at(i)
	n := t.n
	if t.kind == word {
		n = monthWord(t.id)
	}
	j := i + 2
	if n < 2 || n > 11 || t.digits > 2 || !f.is(i+1, wThang) || f.gluedBefore(i) {
		return i
	}
	last := f.is(j, wCuoi)
	if last || f.is(j, wDau) {
		j++
	}
	if !f.is(j, wNam) {
		return i
	}
	y, to := f.yearTail(j)
	if to == j {
		if j == i+2 || f.is(j+1, wHoc) {
			return i // "6 tháng năm": not said of what
		}
		to = j + 1
	}
	if y == 0 {
		if f.ref.Published.IsZero() {
			f.add(i, to, news.Day{}, news.Day{}, RuleHalfYear, reasonNoPublished)
			return to
		}
		y = f.ref.Published.Year
		if last && f.ref.Published.Month <= 2 || !last && int(f.ref.Published.Month) == 1 && n > 1 {
			y-- // a report in January is on the year that has ended
		}
	}
	if last {
		f.add(i, to, firstOfMonth(y, 13-n), lastOfMonth(y, 12), RuleHalfYear, "")
	} else {
		f.add(i, to, firstOfMonth(y, 1), lastOfMonth(y, n), RuleHalfYear, "")
	}
	return to
}

// half reads "nửa đầu năm 2021", "nửa cuối tháng 7" at token i.
func (f *finder) half(i int) int {
	last := f.is(i+1, wCuoi)
	if !last && !f.is(i+1, wDau) || !f.is(i+2, wNam) {
		return i
	}
	y, to := f.yearTail(i + 2)
	if to == i+2 {
		to = i + 3
		y = f.ref.Published.Year
	}
	if y == 0 {
		f.add(i, to, news.Day{}, news.Day{}, RuleHalfYear, reasonNoPublished)
		return to
	}
	m := 1 + 6*boolInt(last)
	f.add(i, to, firstOfMonth(y, m), lastOfMonth(y, m+5), RuleHalfYear, "")
	return to
}

// quarterAt reads "quý II/2020", "quý 3 năm 2021" at token i: the quarter (0: none), its year if said, the token after it.
func (f *finder) quarterAt(i int) (q, y, next int) {
	t := f.at(i + 1)
	switch {
	case t.kind == number && t.digits == 1 && t.n >= 1 && t.n <= 4:
		q = t.n
	case t.kind == word:
		switch f.text[t.start:t.end] {
		case "I":
			q = 1
		case "II":
			q = 2
		case "III":
			q = 3
		case "IV":
			q = 4
		}
	}
	if q == 0 {
		return 0, 0, i
	}
	y, next = f.yearTail(i + 2)
	if !f.endsClean(next, true) {
		return 0, 0, i
	}
	return q, y, next
}

// quarter adds the quarter at token i.
func (f *finder) quarter(i int) int {
	q, y, to := f.quarterAt(i)
	if q == 0 {
		return i
	}
	if y == 0 && f.ref.Published.IsZero() {
		f.add(i, to, news.Day{}, news.Day{}, RuleQuarter, reasonNoPublished)
		return to
	}
	if y == 0 {
		mid := partDay{d: 15, m: 3*q - 1}
		y = nearest(f.ref.Published, mid, cue{future: f.announced(i)}).Year
	}
	f.add(i, to, firstOfMonth(y, 3*q-2), lastOfMonth(y, 3*q), RuleQuarter, "")
	return to
}

// yearSpan is the years a to b from their first day to their last.
func yearSpan(a, b int) (from, to news.Day) {
	return news.Day{Year: a, Month: time.January, Day: 1}, news.Day{Year: b, Month: time.December, Day: 31}
}
