package dates

import "diembao/news"

// hints are the years that a text of unknown publication day settles by itself.
type hints struct {
	plan    int    // "nhiệm vụ năm 2020", "triển khai ... năm 2020": the year being planned
	months  [4]int // months said with their year, as year*100 + month
	nMonths int
	latest  int  // the latest year that the text names, but for the ends of spans
	named   int  // "Tuần Du lịch Mẫu 2018"
	ahead   bool // something is being prepared, which may lie a year ahead
	tet     int  // "Tết Bính Ngọ 2026", "Xuân 2026"
	event   int  // "hội nghị tập huấn ... năm 2022": the year of a yearly event
	part    int  // "9 tháng đầu năm 2020", "quý I/2020": the year of the part of a year reported on or planned
	from    int  // first and last month in which one speaks of that part
	to      int
	days    [8]int // full days, as year*10000 + month*100 + day
	nDays   int
	several bool     // the plans or halves name more than one year
	today   news.Day // "sáng nay (26/11/2018)"
	todays  bool     // there are several of those
}

// learn takes what the lexed tokens say of years.
func (f *finder) learn() {
	for i := range f.toks {
		switch t := f.toks[i]; {
		case t.kind == number && t.digits <= 2:
			if !f.gluedBefore(i) {
				f.learnDays(i)
			}
		case t.kind == number && t.digits == 4:
			f.learnYear(i)
		case t.kind == word:
			f.learnWord(i)
		}
	}
}

// learnYear takes the year at token i that is not called one: "nhiệm vụ 2020", "Tết Bính Ngọ 2026".
func (f *finder) learnYear(i int) {
	h, y := &f.hints, f.at(i).n
	if y > 1990 && y < 2040 && !f.is(i-2, wDen) && !f.is(i-2, wToi) && !f.sign(i-1, '-') {
		h.latest = max(h.latest, y)
	}
	if y >= 2000 && y < 2100 && !f.at(i).glued && f.endsClean(i+1, true) && !f.sign(i+1, '-') {
		f.learnNamed(i)
	}
	if y > 1990 && y < 2100 && i > 1 && (f.fold(i-1) == "vu" || f.fold(i-1) == "huong") && f.planned(i) {
		h.planFor(y)
	}
}

// learnWord takes what begins with the word at token i.
func (f *finder) learnWord(i int) {
	h, t := &f.hints, f.at(i)
	switch t.id {
	case wThang: // tháng 7/2020
		if m, next := f.monthAt(i + 1); m > 0 && h.nMonths < len(h.months) {
			if y, _ := f.yearTail(next); y >= 2000 {
				h.months[h.nMonths] = y*100 + m
				h.nMonths++
			}
		}
	case wKyNiem:
		if y, d := f.jubilee(i); y > 0 && h.nDays < len(h.days) {
			h.days[h.nDays] = -(y*10000 + d)
			h.nDays++
		}
	case wNam:
		f.learnPlan(i)
	case wNhiem: // đại hội nhiệm kỳ 2020-2025
		if a, b, _ := f.yearPair(i + 2); f.is(i+1, wKy) && b == a+5 && f.congress(i) {
			h.happened(a)
		}
	case wQuy:
		if q, y, _ := f.quarterAt(i); q > 0 && y > 1990 {
			h.partOf(y, max(3*q-3, 1), 3*q+1)
		}
	case wNay:
		f.learnToday(i)
	case 0:
		if c := f.text[t.start]; !h.ahead && c|0x20 == 'c' && t.end-t.start > 4 && f.fold(i) == "chuan" && f.fold(i+1) == "bi" {
			h.ahead = true
		}
	}
}

// learnPlan takes the year behind "năm" at token i, when it is that of a part of a year, of a plan, a report or an event.
func (f *finder) learnPlan(i int) {
	h, y := &f.hints, f.at(i+1)
	if y.kind != number || y.digits != 4 || y.n <= 1990 || y.n >= 2100 || f.sign(i+2, '-') {
		return
	}
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
		h.happened(y.n)
	}
}

// learnToday takes the day that is told in full behind the "nay" at token i: sáng nay (26/11/2018). It is that on which the
// text was written, unless the text has another such day.
func (f *finder) learnToday(i int) {
	if !f.is(i-1, wPart) && !f.is(i-1, wHom) {
		return
	}
	j := i + 1
	for n := 0; n < 3 && (f.sign(j, '(') || f.sign(j, ',') || f.sign(j, '-') || f.is(j, wNgay)); n++ {
		j++
	}
	p, ok := f.dayAt(j, false)
	if !ok || p.y < 2000 || p.lunar {
		return
	}
	h, d := &f.hints, dayIn(p.y, p)
	h.todays = h.todays || !h.today.IsZero() && h.today != d
	h.today = d
}

// planFor notes that the text plans the year y.
func (h *hints) planFor(y int) {
	h.several = h.several || h.plan != 0 && h.plan != y
	h.plan = y
}

// happened notes that the text is of something held in the year y.
func (h *hints) happened(y int) {
	h.several = h.several || h.event != 0 && h.event != y
	h.event = y
}

// partOf notes that the text reports on or plans a part of the year y, of which one speaks in the months from to to.
func (h *hints) partOf(y, from, to int) {
	h.several = h.several || h.part != 0 && h.part != y
	if h.part == 0 {
		h.from, h.to = from, to
	}
	h.part, h.from, h.to = y, min(h.from, from), max(h.to, to)
}

// learnDays takes a day said with its year at token i, and the one that a dash ties to it: 3/2/1930-3/2/2020.
func (f *finder) learnDays(i int) {
	h := &f.hints
	for range 2 {
		p, ok := f.dayAt(i, false)
		if !ok || p.y == 0 || p.lunar || h.nDays == len(h.days) {
			return
		}
		h.days[h.nDays] = p.y*10000 + p.m*100 + p.d
		h.nDays++
		if i = p.to + 1; !f.sign(p.to, '-') {
			return
		}
	}
}
