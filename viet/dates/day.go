package dates

import (
	"time"

	"diembao/news"
)

// A partDay is a day as the text words it; what it does not say is 0.
type partDay struct {
	d, m, y  int
	cycle    int // can chi year, 1 to 60
	lunar    bool
	sep      byte // between day and month: one of / . - or 't' for "tháng"; 0 for a day alone
	from, to int  // tokens
	joined   byte // what joins it to the day before: 'r' range, 'l' list
}

// dayAt reads a day at token i. Without a month it is only read when bare is set.
func (f *finder) dayAt(i int, bare bool) (partDay, bool) {
	t := f.at(i)
	p := partDay{d: t.n, from: i, to: i + 1}
	if t.kind != number || t.digits > 2 || t.n < 1 || t.n > 31 {
		return p, false
	}
	next := f.at(i + 1)
	switch {
	case next.id == wThang:
		if m, to := f.monthAt(i + 2); m > 0 {
			p.m, p.to, p.sep = m, to, 't'
			p.lunar = f.is(i+2, wGieng) || f.is(i+2, wChap)
			p = f.yearOf(p)
		}
	case next.sign == '-' && (!next.glued || !f.at(i+2).glued):
		p = f.spacedDay(p)
	case next.sign == '/' && (!next.glued || !f.at(i+2).glued):
		p = f.slackDay(p)
	case next.kind == sign && next.glued && (next.sign == '/' || next.sign == '.' || next.sign == '-'):
		p = f.numericDay(p, next.sign)
	}
	if p.m == 0 {
		return p, bare && f.endsClean(p.to, false)
	}
	p = f.lunarMark(p)
	return p, p.lunar && p.d <= 30 || validDay(p.d, p.m, p.y)
}

// numericDay reads "/7", "/7/2020" and the like behind the day's number.
func (f *finder) numericDay(p partDay, sep byte) partDay {
	i := p.from
	m := f.at(i + 2)
	if m.kind != number || !m.glued || m.digits > 2 || m.n < 1 || m.n > 12 {
		return p
	}
	q := p
	q.m, q.to, q.sep = m.n, i+3, sep
	if y := f.at(i + 4); f.sign(i+3, sep) && f.at(i+3).glued && y.kind == number && (y.glued || y.digits == 4 && sep == '/') {
		switch {
		case y.digits == 4 && y.n >= 1000 && y.n <= 2100:
			q.y, q.to = y.n, i+5
		case y.digits == 2 && sep == '/' && (f.is(p.from-1, wNgay) || f.is(p.from-1, wPart)):
			q.y, q.to = f.century(y.n), i+5
		}
	}
	if !f.endsClean(q.to, q.y > 0) || q.y == 0 && sep == '-' && f.dashIsRange(q.to) {
		return p
	}
	if q.y == 0 {
		q = f.yearOf(q)
	}
	return q
}

// slackDay reads "31/ 7" and "31 / 7 / 2020" where the words before say that it is a day.
func (f *finder) slackDay(p partDay) partDay {
	m := f.at(p.from + 2)
	if before := f.at(p.from - 1).id; before != wNgay && before != wPart && before != wHom || m.kind != number || m.digits > 2 || m.n < 1 || m.n > 12 {
		return p
	}
	p.m, p.to, p.sep = m.n, p.from+3, '/'
	if y := f.at(p.to + 1); f.sign(p.to, '/') && y.kind == number && y.digits == 4 && y.n >= 1000 && y.n <= 2100 {
		p.y, p.to = y.n, p.to+2
		return p
	}
	if !f.endsClean(p.to, false) {
		p.m, p.to = 0, p.from+1
		return p
	}
	return f.yearOf(p)
}

// dashIsRange says that what stands behind "2-3" at token i gives its month: "2-3 tháng 9", "2-3 và 5/9".
func (f *finder) dashIsRange(i int) bool {
	from, to := f.at(i-3).n, f.at(i-1).n
	if from >= to {
		return false
	}
	if f.is(i, wThang) {
		return true
	}
	joined, j := f.joinAt(i)
	if joined == 0 || j != i+1 || f.sign(j+1, '-') {
		return false
	}
	p, ok := f.dayAt(j, false)
	return ok && p.sep != '.' && p.y == 0 && p.d > to
}

// spacedDay reads "17 - 9" where the words before say that it is a day; a range goes on with its month.
func (f *finder) spacedDay(p partDay) partDay {
	m, after := f.at(p.from+2), f.at(p.from+3)
	before := f.at(p.from - 1).id
	if before != wNgay && before != wPart && before != wHom || m.kind != number || m.digits > 2 || m.n < 1 || m.n > 12 {
		return p
	}
	if y := f.at(p.from + 4); after.sign == '-' && y.kind == number && y.digits == 4 && y.n >= 1900 && y.n <= 2100 {
		p.m, p.y, p.to, p.sep = m.n, y.n, p.from+5, '-'
		return p
	}
	if after.id == wThang || after.sign == '/' || after.sign == '-' || after.sign == '.' && f.at(p.from+4).glued && f.at(p.from+4).kind == number || after.glued && after.kind != sign {
		return p
	}
	if j, n := f.joinAt(p.from + 3); j != 0 && f.at(n).kind == number {
		return p // "ngày 9 - 11 và 13/10"
	}
	p.m, p.to, p.sep = m.n, p.from+3, '-'
	return f.yearOf(p)
}

// century is the full year of two digits: not later than the year after publication.
func (f *finder) century(yy int) int {
	last := f.ref.Published.Year + 1
	if last == 1 {
		last = 2040
	}
	if 2000+yy <= last {
		return 2000 + yy
	}
	return 1900 + yy
}

// endsClean says that the number that ends before token i is not part of something longer: 43/2022/QH15, 1.2.3.4, 5%.
func (f *finder) endsClean(i int, year bool) bool {
	t, after := f.at(i), f.at(i+1)
	switch {
	case !t.glued:
		return true
	case t.kind == word || t.kind == number:
		return false // 12/3A
	case t.sign == '%' || t.sign == '+' || t.sign == '_' || t.sign == '@':
		return false // 10-12%, 5/6+, 12.3@
	case t.sign == '/' || t.sign == ':': // 43/2022/QH15; but 10/3/Ất Tỵ, and 2/10: with a space after it
		return !after.glued || after.kind == sign || f.cycleAt(i+1) > 0
	case t.sign == '.' || t.sign == ',': // 1.2.3, 1,234; but "2/10./." and "31/7.Ông", where a space is missing
		return !after.glued || after.kind == sign || after.kind == word && t.sign == '.' || t.sign == ',' && (year || after.kind != number || after.digits <= 2)
	case t.sign == '-': // 18/4-KH; but 9/10-11/10 and 31/7/2020-Ảnh
		return !after.glued || after.kind == number || year
	}
	return true
}

// yearOf reads "năm 2020", "năm nay", "năm Giáp Thìn", "/2020", "-2020" behind a day and month.
func (f *finder) yearOf(p partDay) partDay {
	i := p.to
	if f.sign(i, ',') && f.is(i+1, wNam) {
		i++
	}
	t := f.at(i + 1)
	switch {
	case f.is(i, wNam) && t.kind == number && t.digits == 4 && t.n <= 2100: // ngày 31 tháng 7 năm 2020
		p.y, p.to = t.n, i+2
	case f.is(i, wNam) && t.id == wNay && !f.ref.Published.IsZero():
		p.y, p.to = f.ref.Published.Year, i+2
	case f.is(i, wNam) && (t.id == wNgoai || t.id == wTruoc) && !f.ref.Published.IsZero():
		p.y, p.to = f.ref.Published.Year-1, i+2
	case f.is(i, wNam) || f.sign(i, '/'): // mùng 10 tháng 3 năm Ất Tỵ, 10/3/Ất Tỵ
		if c := f.cycleAt(i + 1); c > 0 {
			p.cycle, p.lunar, p.to = c, true, i+3
		}
	case f.cycleAt(i) > 0: // rằm tháng Giêng Ất Tỵ
		p.cycle, p.lunar, p.to = f.cycleAt(i), true, i+2
	// 31 tháng 7/2020
	case p.sep == 't' && (f.sign(i, '/') || f.sign(i, '-') || f.sign(i, '.')) && t.kind == number && t.digits == 4 && t.n <= 2100 && t.n >= 1000 && t.glued:
		p.y, p.to = t.n, i+2
	}
	return p
}

// lunarMark reads "âm lịch", "(âm lịch)", "ÂL" behind a day.
func (f *finder) lunarMark(p partDay) partDay {
	i := p.to
	if f.sign(i, '(') {
		i++
	}
	switch {
	case f.is(i, wAm) && f.is(i+1, wLich):
		p.lunar, p.to = true, i+2
	case f.is(i, wAL):
		p.lunar, p.to = true, i+1
	default:
		return p
	}
	if f.sign(p.to, ')') && f.sign(i-1, '(') {
		p.to++
	}
	if p.y == 0 && p.cycle == 0 {
		p = f.yearOf(p)
	}
	return p
}

// monthAt reads the number or name of a month at token i: the month and the token after it, 0 when there is none.
func (f *finder) monthAt(i int) (month, next int) {
	t := f.at(i)
	if t.kind == number {
		if t.digits <= 2 && t.n >= 1 && t.n <= 12 {
			return t.n, i + 1
		}
		return 0, i
	}
	m := monthWord(t.id)
	switch {
	case m == 0, t.id == wNam && f.at(i+1).kind == number && f.at(i+1).digits == 4:
		return 0, i
	case m != 1 && m != 12 && f.lower(i):
		return 0, i // "mỗi tháng hai lần"
	case m == 10 && f.is(i+1, wMot):
		return 11, i + 2
	case m == 10 && f.is(i+1, wHai):
		return 12, i + 2
	}
	return m, i + 1
}

// validDay says that some year, or the given one, has the day.
func validDay(d, m, y int) bool {
	if y == 0 {
		y = 2000
	}
	return news.Day{Year: y, Month: time.Month(m), Day: d}.Valid()
}

// isoDay reads 2020-07-31.
func (f *finder) isoDay(i int) int {
	y, m, d := f.at(i), f.at(i+2), f.at(i+4)
	if y.digits != 4 || f.gluedBefore(i) || m.kind != number || m.digits != 2 || d.kind != number || d.digits != 2 {
		return i
	}
	sep := f.at(i + 1).sign
	if sep != '-' && sep != '/' || !f.sign(i+3, sep) || !f.at(i+1).glued || !m.glued || !f.at(i+3).glued || !d.glued || !f.endsClean(i+5, true) {
		return i
	}
	day := news.Day{Year: y.n, Month: time.Month(m.n), Day: d.n}
	if !day.Valid() || y.n < 1000 || y.n > 2100 {
		return i
	}
	f.add(i, i+5, day, day, RuleDay, "")
	return i + 5
}

// gluedBefore says that the number at token i hangs on a word, a number or a sign that makes it part of something else.
func (f *finder) gluedBefore(i int) bool {
	t, before := f.at(i), f.at(i-1)
	if !t.glued {
		return false
	}
	switch {
	case before.kind == word || before.kind == number:
		return before.id != wNgay && before.id != wPart // a space forgotten: ngày13/11
	case before.sign == ':' || before.sign == ',': // 10:30, 1,5/7
		return before.glued && f.at(i-2).kind == number
	case before.sign == '/' || before.sign == '.' || before.sign == '-': // 18/12/4, P.5/7, NQ-12/3; but "(Hà Nội)-12/3"
		return before.glued && f.at(i-2).kind != nothing && !f.sign(i-2, ')')
	case before.sign == '#' || before.sign == '+' || before.sign == '_' || before.sign == '=' || before.sign == '&':
		return true // #30/4, +84, A&12
	}
	return false
}
