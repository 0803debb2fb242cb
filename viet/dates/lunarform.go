package dates

import (
	"diembao/news"
	"diembao/viet"
)

// lunarDay reads "mùng 10 tháng Giêng", "mồng 5 Tết", "rằm tháng 7" at token i.
func (f *finder) lunarDay(i int) int {
	p := partDay{d: 15, from: i, to: i + 1}
	if f.is(i, wMung) {
		t := f.at(i + 1)
		p.d, p.to = t.n, i+2
		if t.kind == word {
			p.d, p.to = f.smallNumber(i + 1)
		}
		if p.d < 1 || p.d > 10 {
			return i
		}
	}
	known := f.is(i, wRam)
	switch j := p.to; {
	case f.is(j, wTet):
		p.m, p.to, known = 1, j+1, true
		p = f.tetYear(p)
	case f.is(j, wThang):
		if p.m, p.to = f.monthAt(j + 1); p.m == 0 {
			return i
		}
		known = known || f.is(j+1, wGieng) || f.is(j+1, wChap)
	case f.sign(j, '/') && f.at(j).glued && f.at(j+1).glued && f.at(j+1).n >= 1 && f.at(j+1).n <= 12 && f.endsClean(j+2, false):
		p.m, p.to = f.at(j+1).n, j+2
	default:
		return f.lunarRange(p)
	}
	p = f.lunarMark(f.yearOf(p))
	if !known && !p.lunar {
		switch {
		case p.y > 0 || f.sign(i+2, '/') && !f.hungKings(p) || f.commonDay(p) || p.m == 12 || p.m == 1:
			return i // mùng 2/9; the lunar first and last months have names: left to the reader of days
		case p.d*100+p.m == 1003 || p.d*100+p.m == 505 || p.d*100+p.m == 303:
		default:
			f.addUnsettled(p, reasonCalendar)
			return p.to
		}
	}
	p.lunar = true
	d, reason := f.settleLunar(p)
	f.add(i, p.to, d, d, RuleLunar, reason)
	return p.to
}

// maxMung is more days than are named one by one before their month.
const maxMung = 8

// lunarRange reads "mùng 6 đến mùng 8 tháng Giêng", "mùng 5 và mùng 6 Tết", of which first is the first day.
func (f *finder) lunarRange(first partDay) int {
	var buf [maxMung]partDay
	days := append(buf[:0], first)
	for len(days) < maxMung {
		joined, i := f.joinAt(days[len(days)-1].to)
		if joined == 0 {
			return first.from
		}
		p, ok := f.lunarNext(i)
		if !ok {
			return first.from
		}
		p.joined = joined
		days = append(days, p)
		if p.m > 0 {
			return f.addLunar(days)
		}
	}
	return first.from
}

// lunarNext reads one more day at token i, with its month when that is said: mùng 8 tháng Giêng, mùng 6 Tết, mùng 2.
func (f *finder) lunarNext(i int) (partDay, bool) {
	mung := f.is(i, wMung)
	i += boolInt(mung)
	if p, ok := f.dayAt(i, false); ok {
		return p, p.lunar
	}
	p := partDay{d: f.at(i).n, from: i - boolInt(mung), to: i + 1}
	if f.at(i).kind == word {
		p.d, p.to = f.smallNumber(i)
	}
	if p.d < 1 || p.d > 10 {
		return p, false
	}
	if f.is(p.to, wTet) {
		p.m, p.to, p.lunar = 1, p.to+1, true
		return f.tetYear(p), true
	}
	return p, mung
}

// addLunar adds days of which only the last says its month: two ends of a span, or days one by one.
func (f *finder) addLunar(days []partDay) int {
	last := days[len(days)-1]
	for i, p := range days {
		q := last
		q.d = p.d
		d, reason := f.settleLunar(q)
		if last.joined == 'r' && i == len(days)-2 {
			end, _ := f.settleLunar(last)
			if end.Before(d) {
				return days[0].from
			}
			f.add(p.from, last.to, d, end, RuleLunar, reason)
			break
		}
		f.add(p.from, p.to, d, d, RuleLunar, reason)
	}
	return last.to
}

// tetYear reads "Ất Tỵ", "Nguyên đán Ất Tỵ", "2025" behind Tết.
func (f *finder) tetYear(p partDay) partDay {
	i := p.to
	if f.fold(i) == "nguyen" && f.fold(i+1) == "dan" {
		i += 2
	}
	if c := f.cycleAt(i); c > 0 {
		p.cycle, p.to = c, i+2
	} else if t := f.at(i); t.kind == number && t.digits == 4 && t.n >= 1900 && t.n <= 2100 {
		p.y, p.to = t.n, i+1
	}
	return p
}

// commonDay says that a day said with "mùng" is a holiday of the common calendar.
func (f *finder) commonDay(p partDay) bool {
	return isHoliday(p.d, p.m) && p.d*100+p.m != 303 && p.d*100+p.m != 505
}

// tetDay reads "30 Tết", "28 Tết" at token i: the last days of the old lunar year.
func (f *finder) tetDay(i int) int {
	t := f.at(i)
	if !f.is(i+1, wTet) || t.digits != 2 || t.n < 23 || t.n > 30 {
		return i
	}
	p := f.yearOf(partDay{d: t.n, m: 12, from: i, to: i + 2, lunar: true})
	if p.y > 0 {
		p.y-- // the Tết of a year ends the lunar year before it
	}
	d, reason := f.settleLunar(p)
	if p.d == 30 && (d.IsZero() || !f.ref.Published.IsZero() && p.y == 0 && abs(daysBetween(f.ref.Published, d)) > 180) {
		p.d = 29 // in a year without a 30th the eve is still called so
		d, reason = f.settleLunar(p)
	}
	f.add(i, i+2, d, d, RuleLunar, reason)
	return i + 2
}

// smallNumber reads "một" to "mười" at token i, 0 for anything else.
func (f *finder) smallNumber(i int) (n, next int) {
	if f.is(i, wMot) {
		return 1, i + 1
	}
	if m := monthWord(f.at(i).id); m >= 2 && m <= 10 {
		return m, i + 1
	}
	return 0, i
}

// solar is the common day of a lunar one.
func (l lunarDay) solar() (d news.Day, ok bool) { return solar(l) }

// addUnsettled adds a day of which it is not known what calendar it is of.
func (f *finder) addUnsettled(p partDay, reason string) {
	f.add(p.from, p.to, news.Day{}, news.Day{}, RuleLunar, reason)
}

// The ten stems and twelve branches whose pairs name the sixty years of the cycle, in the form of viet.Key.
var (
	stems    = [...]string{"giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý"}
	branches = [...]string{"tý", "sửu", "dần", "mão", "thìn", "tỵ", "ngọ", "mùi", "thân", "dậu", "tuất", "hợi"}
)

// cycleAt reads "Giáp Thìn" at token i: its number in the cycle, 1 (Giáp Tý) to 60; 0 for anything else.
func (f *finder) cycleAt(i int) int {
	if f.at(i).id != wCan && f.at(i).id != wQuy && f.at(i).id != wKyNiem {
		return 0
	}
	stem := indexOf(stems[:], f.fold(i))
	branch := indexOf(branches[:], f.fold(i+1))
	if branch < 0 && f.fold(i+1) == viet.Fold("tị") {
		branch = 5
	}
	if stem < 0 || branch < 0 || stem%2 != branch%2 {
		return 0
	}
	for n := stem; n < 60; n += 10 {
		if n%12 == branch {
			return n + 1
		}
	}
	return 0
}

// fold is token i without diacritics. It allocates, so it is asked only where a form is nearly complete.
func (f *finder) fold(i int) string {
	t := f.at(i)
	return viet.Fold(f.text[t.start:t.end])
}

// key is token i in the form of viet.Key: with its diacritics. It allocates as fold does.
func (f *finder) key(i int) string {
	t := f.at(i)
	return viet.Key(f.text[t.start:t.end])
}

// indexOf is the place of a folded word among words, -1 when it is none of them.
func indexOf(words []string, folded string) int {
	for i, w := range words {
		if viet.Fold(w) == folded {
			return i
		}
	}
	return -1
}

// yearOfCycle is the year with that number in the cycle nearest to the given one; 1984 was Giáp Tý.
func yearOfCycle(n, near int) int {
	y := 1984 + n - 1
	for y < near-30 {
		y += 60
	}
	for y > near+30 {
		y -= 60
	}
	return y
}
