package dates

import (
	"time"

	"diembao/news"
	"diembao/viet"
)

// fullYear reads a year of four digits at token i, 0 when it is none.
func (f *finder) fullYear(i int) int {
	if t := f.at(i); t.kind == number && t.digits == 4 && t.n >= 1000 && t.n <= 2100 && f.endsClean(i+1, true) {
		return t.n
	}
	return 0
}

// yearPair reads "2021-2025", "2021 đến 2025", "2020-25" at token i: years 0 when it is none.
func (f *finder) yearPair(i int) (a, b, next int) {
	t := f.at(i)
	if t.kind != number || t.digits != 4 || t.n < 1000 || t.n > 2100 {
		return 0, 0, i
	}
	j := i + 1
	if !f.sign(j, '-') && !f.is(j, wDen) && !f.sign(j, '/') {
		return 0, 0, i
	}
	j++
	if f.is(j, wNam) {
		j++
	}
	if short := f.at(j); short.kind == number && short.digits == 2 && short.glued && short.n > t.n%100 && f.endsClean(j+1, true) && f.sign(j-1, '-') {
		return t.n, t.n - t.n%100 + short.n, j + 1
	}
	if b = f.fullYear(j); b <= t.n || b-t.n > 100 {
		return 0, 0, i
	}
	return t.n, b, j + 1
}

// year reads what is said with years at token i: "năm 2020", "năm học 2019-2020", "giai đoạn 2021-2025", "nhiệm kỳ
// 2020-2025", "năm nay", "thập niên 1990".
func (f *finder) year(i int) int {
	switch {
	case f.is(i, wNam) && f.is(i+1, wHoc), f.is(i, wNien) && f.is(i+1, wKhoa):
		return f.schoolYear(i, i+2)
	case f.is(i, wGiai) && f.is(i+1, wDoan), f.is(i, wNhiem) && f.is(i+1, wKy), f.is(i, wThoi) && f.is(i+1, wKy):
		return f.period(i, i+2)
	case f.is(i, wKhoa):
		return f.period(i, i+1)
	case f.is(i, wThap) && f.is(i+1, wNien):
		return f.decade(i)
	case !f.is(i, wNam) || f.is(i-1, wThu):
		return i
	}
	if a, b, to := f.yearPair(i + 1); a > 0 {
		from, last := yearSpan(a, b)
		f.add(i, to, from, last, RuleYear, "")
		return to
	}
	if y := f.fullYear(i + 1); y > 0 {
		from, to := yearSpan(y, y)
		f.add(i, i+2, from, to, RuleYear, "")
		return i + 2
	}
	return f.relativeYear(i)
}

// relativeYear reads "năm nay" and "năm ngoái".
func (f *finder) relativeYear(i int) int {
	shift := 0
	switch f.at(i + 1).id {
	case wNay:
	case wNgoai:
		shift = -1
	default:
		return i // năm trước, năm sau: of the year spoken of
	}
	if f.manyAt(i - 1) {
		return i // ba năm nay, nhiều năm nay
	}
	if f.ref.Published.IsZero() {
		f.add(i, i+2, news.Day{}, news.Day{}, RuleYear, reasonNoPublished)
		return i + 2
	}
	from, to := yearSpan(f.ref.Published.Year+shift, f.ref.Published.Year+shift)
	f.add(i, i+2, from, to, RuleYear, "")
	return i + 2
}

// manyAt says that the word at token i makes what follows several: 3, ba, nhiều, mấy, hàng chục, các.
func (f *finder) manyAt(i int) bool {
	t := f.at(i)
	if t.kind == number || monthWord(t.id) > 0 || t.id == wCac {
		return true
	}
	if t.kind != word {
		return false
	}
	switch viet.Key(f.text[t.start:t.end]) {
	case "nhiều", "mấy", "vài", "chục", "trăm", "lâu", "bao":
		return true
	}
	return false
}

// schoolYear reads the years behind "năm học" or "niên khóa". A school year is taken to run from September to May; the
// ministry sets the exact days for each.
func (f *finder) schoolYear(i, j int) int {
	a, b, to := f.yearPair(j)
	if a == 0 || b-a > 6 {
		return i
	}
	f.add(i, to, news.Day{Year: a, Month: time.September, Day: 1}, news.Day{Year: b, Month: time.May, Day: 31}, RuleSchoolYear, "")
	return to
}

// period reads years behind the noun of tokens i to j; a few words such as "khóa XVIII," may stand between.
func (f *finder) period(i, j int) int {
	for k := j; k < j+4; k++ {
		if a, b, to := f.yearPair(k); a > 0 && !f.gluedBefore(k) {
			from, last := yearSpan(a, b)
			to = f.closed(i, to)
			f.add(i, to, from, last, RulePeriod, "")
			return to
		}
		if t := f.at(k); t.kind == sign && t.sign != ',' && t.sign != '(' || t.id == wNam {
			break
		}
	}
	return i
}

// years reads "2013-2020" at token i.
func (f *finder) years(i int) int {
	a, b, to := f.yearPair(i)
	if a < 1900 || f.gluedBefore(i) || !f.sign(i+1, '-') || f.at(i+2).glued != f.at(i+1).glued || f.is(i-1, wSo) {
		return i
	}
	from, last := yearSpan(a, b)
	f.add(i, to, from, last, RulePeriod, "")
	return to
}

// decade reads "thập niên 1990", "thập niên 90".
func (f *finder) decade(i int) int {
	t := f.at(i + 2)
	y := t.n
	if t.kind == number && t.digits == 2 && y >= 20 {
		y += 1900
	}
	if t.kind != number || y%10 != 0 || y < 1800 || y > 2100 {
		return i
	}
	from, to := yearSpan(y, y+9)
	f.add(i, i+3, from, to, RuleYear, "")
	return i + 3
}
