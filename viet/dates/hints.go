package dates

import (
	"time"

	"diembao/news"
)

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
	several bool // the plans or halves name more than one year
}

// learn takes what the lexed tokens say of years.
func (f *finder) learn() {
	h := &f.hints
	for i := range f.toks {
		t := f.toks[i]
		if t.kind == number && t.digits <= 2 && !f.gluedBefore(i) {
			f.learnDays(i)
		}
		if t.kind == number && t.digits == 4 && t.n > 1990 && t.n < 2040 && !f.is(i-2, wDen) && !f.is(i-2, wToi) && !f.sign(i-1, '-') {
			h.latest = max(h.latest, t.n)
		}
		if t.id == wThang && h.nMonths < len(h.months) {
			if m, next := f.monthAt(i + 1); m > 0 {
				if y, _ := f.yearTail(next); y >= 2000 {
					h.months[h.nMonths] = y*100 + m
					h.nMonths++
				}
			}
		}
		if t.id == wKyNiem {
			if y, d := f.jubilee(i); y > 0 && h.nDays < len(h.days) {
				h.days[h.nDays] = -(y*10000 + d)
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
				h.happened(y.n)
			}
		}
		if c := f.text[t.start]; !h.ahead && c|0x20 == 'c' && t.end-t.start > 4 && f.fold(i) == "chuan" && f.fold(i+1) == "bi" {
			h.ahead = true
		}
		if t.kind == number && t.digits == 4 && t.n >= 2000 && t.n < 2100 && !t.glued && f.endsClean(i+1, true) && !f.sign(i+1, '-') {
			f.learnNamed(i)
		}
		if t.id == wNhiem && f.is(i+1, wKy) {
			if a, b, _ := f.yearPair(i + 2); b == a+5 && f.congress(i) {
				h.happened(a)
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

// happened notes that the text is of something held in the year y.
func (h *hints) happened(y int) {
	h.several = h.several || h.event != 0 && h.event != y
	h.event = y
}

// maxName is how many words before its year the name of an event begins at most.
const maxName = 10

// learnNamed takes the year at token i that ends a name: Tết Bính Ngọ 2026, Lễ hội Làng biển 2011.
func (f *finder) learnNamed(i int) {
	for j := i - 1; j > 0 && j >= i-maxName; j-- {
		if t := f.toks[j]; t.id == wNam || t.kind == sign && t.sign != '-' && t.sign != '"' || t.kind == number {
			return
		}
		if f.at(j).kind == word && f.at(j+1).kind == word && f.lower(j) && f.lower(j+1) {
			return // two small words in a row: no name
		}
		switch f.fold(j) {
		case "tet", "xuan":
			f.hints.several = f.hints.several || f.hints.tet != 0 && f.hints.tet != f.at(i).n
			f.hints.tet = f.at(i).n
			return
		case "hoi", "festival", "tuan", "giai", "hoan":
			if !f.lower(j) || !f.lower(j-1) {
				f.hints.several = f.hints.several || f.hints.named != 0 && f.hints.named != f.at(i).n
				f.hints.named = f.at(i).n
				return
			}
		}
	}
}

// prepared says that the words before token i speak of something to come.
func (f *finder) prepared(i int) bool {
	for j := i - 1; j > 0 && j >= i-8; j-- {
		switch f.fold(j-1) + " " + f.fold(j) {
		case "chuan bi", "huong toi", "tien toi", "dang cai", "chao don", "chao mung", "nghi quyet":
			return true
		}
	}
	return false
}

// congress says that the term at token i is that of a congress which opens or closes: a congress is held in the first
// year of its term.
func (f *finder) congress(i int) bool {
	for j := i - 1; j > 0 && j >= i-16; j-- {
		if f.fold(j) == "hoi" && f.fold(j-1) == "dai" {
			if f.prepared(j - 1) {
				return false
			}
			for k := max(j-10, 1); k < min(i+16, len(f.toks)); k++ {
				switch f.fold(k-1) + " " + f.fold(k) {
				case "khai mac", "be mac", "tru bi":
					return true
				}
			}
			return false
		}
		if f.sign(j, '.') {
			return false
		}
	}
	return false
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
		case t.id == wTrieu && f.fold(j+1) == "khai", t.id == wPhuong && f.fold(j+1) == "huong", t.id == wNhiem && f.fold(j+1) == "vu":
			return true // not: phát triển, địa phương, bổ nhiệm
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
	same, near := 0, 46
	jubilee := 0
	for i, d := range h.days[:h.nDays] {
		if d%10000 == p.m*100+p.d && d/10000 >= 2000 { // 2/9 is not 2/9/1945
			same = max(same, d/10000)
		}
		if d > 0 && !h.again(i) {
			continue
		}
		at := dayOf(max(d, -d))
		if q := nearest(at, p, cue{}); !q.IsZero() && abs(daysBetween(at, q)) < near {
			jubilee, near = q.Year, abs(daysBetween(at, q))
		}
	}
	switch {
	case same > 0:
		return same
	case jubilee > 0:
		return jubilee
	}
	if y := h.ofMonth(p.m); y > 0 {
		return y
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
	case h.tet > 0 && p.m <= 3:
		return h.tet
	case h.tet > 0 && p.m == 12:
		return h.tet - 1
	case h.plan == 0 && h.part == 0 && h.event > 0:
		return h.event
	case h.plan == 0 && h.part == 0 && !h.ahead:
		return h.named
	}
	return 0
}

// again says that day i of the text has a namesake of an earlier year: the later of 3/2/1930 and 3/2/2020.
func (h *hints) again(i int) bool {
	for _, e := range h.days[:h.nDays] {
		if e > 0 && e%10000 == h.days[i]%10000 && e < h.days[i] {
			return true
		}
	}
	return false
}

// ofMonth is the year with which the text names the month, 0 when none or several.
func (h *hints) ofMonth(month int) int {
	year := 0
	for _, m := range h.months[:h.nMonths] {
		if m%100 != month {
			continue
		}
		if year != 0 && year != m/100 {
			return 0
		}
		year = m / 100
	}
	if year < h.latest {
		return 0 // of a career, of an old matter
	}
	return year
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

// dayOf is the day written as year*10000 + month*100 + day.
func dayOf(n int) news.Day {
	return news.Day{Year: n / 10000, Month: time.Month(n / 100 % 100), Day: n % 100}
}

// anniversaries are days of which everybody knows the year, by words of their names without diacritics.
var anniversaries = []struct {
	words string
	day   int
}{
	{"quoc khanh", 19450902}, {"cach mang thang", 19450819}, {"dang cong san", 19300203}, {"thanh lap dang", 19300203},
	{"giai phong mien", 19750430}, {"thong nhat dat", 19750430}, {"thuong binh", 19470727}, {"dien bien phu", 19540507},
	{"bao chi cach", 19250621}, {"toan quoc khang", 19461219}, {"quan doi nhan", 19441222}, {"ngay sinh chu", 18900519},
	{"doan tncs ho", 19310326}, {"mat tran to", 19301118}, {"nganh tuyen giao", 19300801}, {"nha giao viet", 19821120},
}

// jubilee reads "kỷ niệm 69 năm ... Quốc khánh" at token i: the year of the jubilee and month*100 + day; 0 when the text
// names none that everybody knows.
func (f *finder) jubilee(i int) (year, day int) {
	if n := f.at(i + 2); f.fold(i+1) == "niem" && n.kind == number && n.n < 200 && f.is(i+3, wNam) {
		for j := i + 4; j < i+14 && f.at(j).kind != nothing; j++ {
			if t := f.at(j); t.kind == sign && t.sign != '-' || t.id == wNam {
				return 0, 0
			}
			two := f.fold(j) + " " + f.fold(j+1)
			three := two + " " + f.fold(j+2)
			for _, a := range anniversaries {
				if a.words == two || a.words == three && f.fold(j+3) != "bo" { // Đảng, not Đảng bộ
					return a.day/10000 + n.n, a.day % 10000
				}
			}
		}
	}
	return 0, 0
}
