package query

import (
	"strconv"
	"strings"
	"time"

	"diembao/news"
	"diembao/viet"
)

// relative are the days that are counted from today, by the folded words.
var relative = map[string]func(now news.Day) (from, to news.Day){
	"hom nay":    func(now news.Day) (news.Day, news.Day) { return now, now },
	"today":      func(now news.Day) (news.Day, news.Day) { return now, now },
	"hom qua":    func(now news.Day) (news.Day, news.Day) { return now.Add(-1), now.Add(-1) },
	"yesterday":  func(now news.Day) (news.Day, news.Day) { return now.Add(-1), now.Add(-1) },
	"hom kia":    func(now news.Day) (news.Day, news.Day) { return now.Add(-2), now.Add(-2) },
	"tuan nay":   func(now news.Day) (news.Day, news.Day) { return week(now) },
	"tuan truoc": func(now news.Day) (news.Day, news.Day) { return week(now.Add(-7)) },
	"tuan qua":   func(now news.Day) (news.Day, news.Day) { return week(now.Add(-7)) },
	"thang nay":  func(now news.Day) (news.Day, news.Day) { return month(now.Year, now.Month) },
	"thang truoc": func(now news.Day) (news.Day, news.Day) {
		last := now.Add(-now.Day)
		return month(last.Year, last.Month)
	},
	"nam nay":   func(now news.Day) (news.Day, news.Day) { return year(now.Year) },
	"nam ngoai": func(now news.Day) (news.Day, news.Day) { return year(now.Year - 1) },
	"nam truoc": func(now news.Day) (news.Day, news.Day) { return year(now.Year - 1) },
}

// week is Monday to Sunday.
func week(d news.Day) (news.Day, news.Day) {
	monday := d.Add(-int(d.Time().Weekday()+6) % 7)
	return monday, monday.Add(6)
}

func month(y int, m time.Month) (news.Day, news.Day) {
	first := news.Day{Year: y, Month: m, Day: 1}
	return first, news.DayOf(first.Time().AddDate(0, 1, -1))
}

func year(y int) (news.Day, news.Day) {
	return news.Day{Year: y, Month: 1, Day: 1}, news.Day{Year: y, Month: 12, Day: 31}
}

// ParseDays reads a day or a span of days: 2020, 2020-07, 2020-07-31, 31/7/2020, 7/2020, hôm qua, tháng trước,
// 2020-07..2020-08, 2020.. and ..2020. An open end is the zero Day. ok is false when it is none of these or no calendar
// has the day.
func ParseDays(s string, now news.Day) (from, to news.Day, ok bool) {
	a, b, isSpan := strings.Cut(s, "..")
	if !isSpan {
		return oneDay(strings.TrimSpace(s), now)
	}
	a, b = strings.TrimSpace(a), strings.TrimSpace(b)
	okA, okB := a == "", b == ""
	if okA && okB {
		return from, to, false
	}
	if !okA {
		from, _, okA = oneDay(a, now)
	}
	if !okB {
		_, to, okB = oneDay(b, now)
	}
	if !okA || !okB || (!from.IsZero() && !to.IsZero() && to.Before(from)) {
		return news.Day{}, news.Day{}, false
	}
	return from, to, true
}

func oneDay(s string, now news.Day) (from, to news.Day, ok bool) {
	if f := relative[strings.ReplaceAll(viet.Fold(s), "_", " ")]; f != nil {
		if now.IsZero() {
			return from, to, false
		}
		from, to = f(now)
		return from, to, true
	}
	sep := "-"
	if strings.Contains(s, "/") {
		sep = "/"
	}
	parts := strings.Split(s, sep)
	n := make([]int, len(parts))
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil || v < 0 || len(p) > 4 {
			return from, to, false
		}
		n[i] = v
	}
	if sep == "/" { // 31/7/2020 and 7/2020 begin at the small end
		for i, j := 0, len(n)-1; i < j; i, j = i+1, j-1 {
			n[i], n[j] = n[j], n[i]
		}
	}
	if n[0] < 1000 || len(n) > 3 || (len(n) > 1 && (n[1] < 1 || n[1] > 12)) {
		return from, to, false
	}
	switch len(n) {
	case 1:
		from, to = year(n[0])
	case 2:
		from, to = month(n[0], time.Month(n[1]))
	case 3:
		from = news.Day{Year: n[0], Month: time.Month(n[1]), Day: n[2]}
		to = from
	}
	return from, to, from.Valid()
}
