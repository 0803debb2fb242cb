package dates

import (
	"time"

	"diembao/news"
)

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

// dayOf is the day written as year*10000 + month*100 + day.
func dayOf(n int) news.Day {
	return news.Day{Year: n / 10000, Month: time.Month(n / 100 % 100), Day: n % 100}
}
