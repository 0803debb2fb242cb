package dates

import (
	"time"

	"diembao/news"
)

// settle turns what the text says of a day into the day, or into the reason why that cannot be.
func (f *finder) settle(p partDay, cue cue) (news.Day, string) {
	switch {
	case p.lunar:
		return f.settleLunar(p)
	case p.y > 0:
		d := dayIn(p.y, p)
		if d.IsZero() {
			return d, "the calendar has no such day"
		}
		return d, ""
	}
	if f.ref.Published.IsZero() {
		if y := f.hints.year(p); y > 0 {
			return dayIn(y, p), "the calendar has no such day"
		}
		return news.Day{}, reasonNoPublished
	}
	return f.tensed(nearest(f.ref.Published, p, cue), p), "the calendar has no such day"
}

// tensed moves the day d, whose year was not said, by a year when the words around it tell of the past and it would lie
// ahead ("Trước đó, ngày 30/6" in January), or of what is to come and it would lie behind ("ngày 20/2 tới" in December).
func (f *finder) tensed(d news.Day, p partDay) news.Day {
	ahead := 0
	if !d.IsZero() {
		ahead = daysBetween(f.ref.Published, d)
	}
	moved := d
	switch {
	case ahead > 10 && f.past(p): // a publication day may be some days off
		moved = dayIn(d.Year-1, p)
	case ahead < -180 && f.is(p.to, wToi) && f.at(p.to+1).kind != number:
		moved = dayIn(d.Year+1, p)
	}
	if moved.IsZero() {
		return d // 29 February
	}
	return moved
}

// past says that the day p is told as past: "Trước đó, ngày 30/6", "hôm 2/6", "ngày 11/4 vừa qua".
func (f *finder) past(p partDay) bool {
	if f.is(p.to, wVua) {
		return true
	}
	i := p.from - 1
	for n := 0; n < 4 && (f.is(i, wNgay) || f.is(i, wVao) || f.is(i, wPart) || f.sign(i, ',')); n++ {
		i--
	}
	return f.is(i, wHom) || f.is(i-1, wTruoc) && f.at(i).kind == word && f.fold(i) == "do"
}

// nearest is the day p, whose year is not said, as a text published on pub means it: of the same year, unless that is
// more than half a year ahead and the year before is nearer, or it is just past New Year seen from December. What is
// announced lies ahead. A weekday that only one of the years fits decides.
func nearest(pub news.Day, p partDay, cue cue) news.Day {
	last, this, next := dayIn(pub.Year-1, p), dayIn(pub.Year, p), dayIn(pub.Year+1, p)
	if cue.weekday > 0 {
		var fit news.Day
		n := 0
		for _, d := range [...]news.Day{last, this, next} {
			if !d.IsZero() && int(d.Time().Weekday())+1 == cue.weekday && abs(daysBetween(pub, d)) < 300 {
				fit = d
				n++
			}
		}
		if n == 1 {
			return fit
		}
	}
	if this.IsZero() {
		return this // 29 February: only in the year that has it
	}
	switch ahead := daysBetween(pub, this); {
	case cue.future && ahead < -30 && ahead+365 <= 150:
		return next
	case cue.future:
		return this
	case ahead > 182 && !last.IsZero():
		return last
	case ahead < -320 && !next.IsZero():
		return next
	}
	return this
}

// daysBetween is how many days b comes after a.
func daysBetween(a, b news.Day) int { return julian(b) - julian(a) }

// abs is n without its sign.
func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// settleLunar finds the common day of a lunar one; a year that is not said is the one nearest to publication.
func (f *finder) settleLunar(p partDay) (news.Day, string) {
	pub := f.ref.Published
	l := lunarDay{Month: p.m, Day: p.d}
	switch {
	case p.y > 0:
		l.Year = p.y
	case pub.IsZero():
		return news.Day{}, reasonNoPublished
	case p.cycle > 0:
		l.Year = yearOfCycle(p.cycle, pub.Year)
	default:
		return nearestLunar(pub, l)
	}
	d, ok := l.solar()
	if !ok {
		return d, reasonNoLunar
	}
	return d, ""
}

// nearestLunar tries the lunar years around publication: the old year still runs in January and February.
func nearestLunar(pub news.Day, l lunarDay) (news.Day, string) {
	var best news.Day
	for y := pub.Year - 1; y <= pub.Year+1; y++ {
		l.Year = y
		d, ok := l.solar()
		if ok && (best.IsZero() || abs(daysBetween(pub, d)) < abs(daysBetween(pub, best))) {
			best = d
		}
	}
	if best.IsZero() {
		return best, reasonNoLunar
	}
	return best, ""
}

// week is the Monday of the week of d, weeks later.
func week(d news.Day, weeks int) news.Day {
	return d.Add(-(int(d.Time().Weekday())+6)%7 + 7*weeks)
}

// firstOfMonth is the first day of a month; months beyond 12 run on into the next year, those below 1 back.
func firstOfMonth(y, m int) news.Day {
	return news.DayOf(time.Date(y, time.Month(m), 1, 0, 0, 0, 0, news.ICT))
}

// lastOfMonth is the last day of a month, counted like firstOfMonth.
func lastOfMonth(y, m int) news.Day { return firstOfMonth(y, m+1).Add(-1) }
