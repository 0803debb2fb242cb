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
	return nearest(f.ref.Published, p, cue), "the calendar has no such day"
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

// hints are the years that a text of unknown publication day settles by itself.
type hints struct {
	plan    int    // "nhiệm vụ năm 2020", "triển khai ... năm 2020": the year being planned
	event   int    // "hội nghị tập huấn ... năm 2022": the year of a yearly event
	part    int    // "9 tháng đầu năm 2020", "quý I/2020": the year of the part of a year reported on or planned
	from    int    // first and last month in which one speaks of that part
	to      int
	days    [8]int // full days, as year*10000 + month*100 + day
	nDays   int
	several bool // the plans or halves name more than one year
}

// learn takes what the lexed tokens say of years.
func (f *finder) learn() {
	h := &f.hints
	for i := range f.toks {
		t := f.toks[i]
		if t.kind == number && t.digits <= 2 && !f.gluedBefore(i) {
			if p, ok := f.dayAt(i, false); ok && p.y > 0 && h.nDays < len(h.days) {
				h.days[h.nDays] = p.y*10000 + p.m*100 + p.d
				h.nDays++
			}
		}
		if y := f.at(i + 1); t.id == wNam && y.kind == number && y.digits == 4 && y.n > 1990 && y.n < 2100 && !f.sign(i+2, '-') {
			switch {
			case (f.is(i-1, wDau) || f.is(i-1, wCuoi)) && f.is(i-2, wThang) && f.at(i-3).kind == number && f.at(i-3).n < 12:
				n := f.at(i - 3).n
				if f.is(i-1, wCuoi) {
					n = 12 - n
				}
				h.partOf(y.n, n, n+3)
			case f.planned(i):
				h.planFor(y.n)
			case f.summedUp(i):
				h.planFor(y.n + 1)
			case f.yearlyEvent(i):
				h.several = h.several || h.event != 0 && h.event != y.n
				h.event = y.n
			}
		}
		if t.id == wQuy {
			if q, y, _ := f.quarterAt(i); q > 0 && y > 1990 {
				h.partOf(y, max(3*q-3, 1), 3*q+1)
			}
		}
		if t.kind == number && t.digits == 4 && t.n > 1990 && t.n < 2100 && i > 1 && (f.fold(i-1) == "vu" || f.fold(i-1) == "huong") && f.planned(i) {
			h.planFor(t.n) // "nhiệm vụ 2020"
		}
	}
}

// planFor notes that the text plans the year y.
func (h *hints) planFor(y int) {
	h.several = h.several || h.plan != 0 && h.plan != y
	h.plan = y
}

// partOf notes that the text reports on or plans a part of the year y, of which one speaks in the months from to to.
func (h *hints) partOf(y, from, to int) {
	h.several = h.several || h.part != 0 && h.part != y
	if h.part == 0 {
		h.from, h.to = from, to
	}
	h.part, h.from, h.to = y, min(h.from, from), max(h.to, to)
}

// yearlyEvent says that "năm" at token i is the year of what is held every year: hội nghị tập huấn, ngày hội ... năm Y.
func (f *finder) yearlyEvent(i int) bool {
	for j := i - 1; j > 0 && j >= i-14; j-- {
		switch t := f.toks[j]; {
		case t.kind == sign && t.sign != ',' && t.sign != '-' || t.id == wNam || t.id == wTuDay || t.id == wDen || t.id == wCuoi || t.id == wDau:
			return false
		}
		switch f.fold(j) {
		case "hoach", "qua", "toan": // kế hoạch, kết quả, dự toán năm Y: not the event's
			return false
		case "hoi": // ngày hội, lễ hội, hội thi, hội nghị, hội thảo
			switch f.fold(j - 1) {
			case "ngay", "le":
				return true
			}
			switch f.fold(j + 1) {
			case "thi", "nghi", "thao", "trai", "cho", "dien":
				return true
			}
		case "huan":
			return f.fold(j-1) == "tap"
		}
	}
	return false
}

// summedUp says that "năm" at token i is the year of a report: tổng kết công tác năm Y.
func (f *finder) summedUp(i int) bool {
	for j := i - 1; j > 0 && j >= i-9; j-- {
		switch t := f.toks[j]; {
		case f.fold(j) == "ket" && f.fold(j-1) == "tong":
			return true
		case t.kind == sign && t.sign != ',' || t.id == wNam:
			return false
		}
	}
	return false
}

// planned says that "năm" at token i is the year of a plan: triển khai nhiệm vụ, phương hướng, kế hoạch ... năm Y.
func (f *finder) planned(i int) bool {
	for j := i - 1; j >= 0 && j >= i-9; j-- {
		switch t := f.toks[j]; {
		case t.id == wTrieu || t.id == wPhuong || t.id == wNhiem:
			return true
		case t.kind == sign && t.sign != ',' || t.id == wNam:
			return false
		}
	}
	return false
}

// year is the year of p when the text settles it, else 0: the same day stands elsewhere with its year (the last of
// several: 3/2/1930 - 3/2/2020), an anniversary so written is at most 45 days away, the meeting plans the coming year in
// winter, it stands in the season in which one speaks of the part of the year that the text reports on, or the text is of
// a yearly event, so named.
func (h *hints) year(p partDay) int {
	same, jubilee := 0, 0
	full := h.days[:h.nDays]
	for i, d := range full {
		if d%10000 == p.m*100+p.d {
			same = max(same, d/10000)
		}
		for _, e := range full[:i] {
			if e%10000 == d%10000 && e != d {
				jubilee = max(jubilee, d, e)
			}
		}
	}
	switch {
	case same > 0:
		return same
	case jubilee > 0:
		at := news.Day{Year: jubilee / 10000, Month: time.Month(jubilee / 100 % 100), Day: jubilee % 100}
		if d := nearest(at, p, cue{}); !d.IsZero() && abs(daysBetween(at, d)) <= 45 {
			return d.Year
		}
	}
	switch {
	case h.several:
		return 0
	case h.plan > 0 && p.m >= 10:
		return h.plan - 1
	case h.plan > 0 && p.m <= 3:
		return h.plan
	case h.part > 0 && p.m >= h.from && p.m <= h.to:
		return h.part
	case h.plan == 0 && h.part == 0 && h.event > 0:
		return h.event
	}
	return 0
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
