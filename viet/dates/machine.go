package dates

import (
	"html"
	"net/url"
	"strconv"
	"strings"
	"time"

	"diembao/news"
)

// Machine reads the value of a datetime attribute, a JSON-LD or meta date, or a feed's pubDate: RFC 3339 and what pages
// make of it ("+0700", a space before the zone, "&#x2B;07:00", fractions, slashes for hyphens, no zone), RFC 1123,
// JavaScript's Date.toString, seconds or milliseconds since 1970. A time without a zone is taken as ICT. Dates before
// 1990 and after 2100, such as 0001-01-01, are none.
func Machine(s string) (Stamp, bool) {
	if len(s) > 120 {
		return Stamp{}, false
	}
	start := len(s) - len(strings.TrimLeft(s, " \t\r\n\"'"))
	end := len(strings.TrimRight(s, " \t\r\n\"'"))
	if start >= end {
		return Stamp{}, false
	}
	v := strings.TrimSpace(html.UnescapeString(s[start:end]))
	st, ok := machineISO(v)
	if isoLike := len(v) > 4 && (v[4] == '-' || v[4] == '/'); isoLike && !ok {
		return Stamp{}, false
	}
	if !ok {
		st, ok = machineNamed(v)
	}
	if !ok {
		st, ok = machineUnix(v)
	}
	if !ok {
		st, ok = Line(v)
		st.Updated = false
	}
	if !ok {
		return Stamp{}, false
	}
	st.Start, st.End = start, end
	return st, true
}

// machineISO reads 2026-03-07T08:52:11.000 +07:00 and its kin.
func machineISO(v string) (Stamp, bool) {
	if len(v) < 10 || (v[4] != '-' && v[4] != '/') || v[7] != v[4] {
		return Stamp{}, false
	}
	y, ok1 := digits(v[:4])
	m, ok2 := digits(v[5:7])
	d, ok3 := digits(v[8:10])
	if !ok1 || !ok2 || !ok3 {
		return Stamp{}, false
	}
	day := news.Day{Year: y, Month: time.Month(m), Day: d}
	rest := v[10:]
	if strings.TrimSpace(rest) == "" {
		return stampOf(day, clock{}, ictOffset)
	}
	rest = strings.TrimLeft(rest, "Tt ")
	c, rest, ok := clockISO(rest)
	if !ok {
		return Stamp{}, false
	}
	rest = strings.TrimSpace(rest)
	if half, tail, _ := strings.Cut(rest, " "); isHalf(half) != 0 {
		c, rest = c.half(isHalf(half) > 0), strings.TrimSpace(tail)
	}
	offset, ok := offsetISO(rest)
	if !ok {
		return Stamp{}, false
	}
	return stampOf(day, c, offset)
}

// clockISO reads 8:52, 08:52:11.000 at the head of v.
func clockISO(v string) (c clock, rest string, ok bool) {
	n := strings.IndexFunc(v, func(r rune) bool { return r != ':' && r != '.' && r != ',' && (r < '0' || r > '9') })
	if n < 0 {
		n = len(v)
	}
	body, rest := v[:n], v[n:]
	if i := strings.IndexAny(body, ".,"); i >= 0 {
		body = body[:i]
	}
	parts := strings.Split(body, ":")
	if len(parts) < 2 || len(parts) > 3 {
		return c, rest, false
	}
	vals := [3]int{}
	for i, p := range parts {
		if vals[i], ok = digits(p); !ok || len(p) > 2 {
			return c, rest, false
		}
	}
	return clock{h: vals[0], m: vals[1], s: vals[2], known: true}, rest, true
}

// offsetISO reads Z, +07:00, +0700, +07, GMT+7; nothing is ICT.
func offsetISO(v string) (time.Duration, bool) {
	switch strings.ToUpper(v) {
	case "":
		return ictOffset, true
	case "Z", "GMT", "UTC":
		return 0, true
	}
	v = strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(strings.ToUpper(v), "GMT"), "UTC"))
	if v == "" || v[0] != '+' && v[0] != '-' {
		return 0, false
	}
	body := strings.TrimSpace(strings.ReplaceAll(v[1:], ":", ""))
	n, ok := digits(body)
	if !ok || len(body) > 4 || len(body) == 3 {
		return 0, false
	}
	off := time.Duration(n) * time.Hour
	if len(body) == 4 {
		off = time.Duration(n/100)*time.Hour + time.Duration(n%100)*time.Minute
	}
	if off > 14*time.Hour {
		return 0, false
	}
	if v[0] == '-' {
		off = -off
	}
	return off, true
}

// namedLayouts are the forms with English names of months. A zone's name other than GMT is not believed.
var namedLayouts = []string{
	"Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04 -0700", "2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 GMT", "Mon Jan 2 2006 15:04:05 GMT-0700",
}

// machineNamed reads times with English names of months, as feeds and scripts write them.
func machineNamed(v string) (Stamp, bool) {
	if i := strings.IndexByte(v, '('); i > 0 {
		v = strings.TrimSpace(v[:i])
	}
	if i := strings.LastIndex(v, " GMT+7"); i > 0 && len(v) == i+6 {
		v = v[:i] + " +0700"
	}
	for _, layout := range namedLayouts {
		if t, err := time.Parse(layout, v); err == nil && t.Year() >= 1990 && t.Year() <= 2100 {
			return Stamp{Time: t.In(news.ICT)}, true
		}
	}
	return Stamp{}, false
}

// machineUnix reads seconds (10 digits) or milliseconds (13 digits) since 1970. Other lengths are ids.
func machineUnix(v string) (Stamp, bool) {
	n, err := strconv.ParseInt(v, 10, 64)
	if err != nil || len(v) != 10 && len(v) != 13 {
		return Stamp{}, false
	}
	if len(v) == 13 {
		n /= 1000
	}
	t := time.Unix(n, 0).In(news.ICT)
	return Stamp{Time: t}, t.Year() >= 1990 && t.Year() <= 2100
}

// digits is the value of a string of one to nine digits.
func digits(s string) (n int, ok bool) {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' || i > 8 {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, s != ""
}

// FromURL reads the time in an article's URL, a last resort: /2020/07/31/ and /20200731/ give a day; the numbers of
// some publishing systems (-20260307080054340.htm, -196260307071308123.htm) the time at which the article was begun, often
// hours, sometimes a day before it was published. Days in the words of a slug are days the article is about, and
// are not read. Start and End are bytes of u.
func FromURL(u string) (Stamp, bool) {
	path, at := pathOf(u)
	if st, ok := dayInPath(path, at); ok {
		return st, true
	}
	return numberInPath(path, at)
}

// MonthFromURL is the first and last day of the month that a URL such as /chuyen-muc/202007/... names; no day is
// certain, but a publication time outside that month is suspect.
func MonthFromURL(u string) (from, to news.Day, ok bool) {
	path, _ := pathOf(u)
	segs := strings.Split(path, "/")
	for i, seg := range segs {
		y, m := seg, ""
		switch {
		case len(seg) == 6:
			y, m = seg[:4], seg[4:]
		case len(seg) == 4 && i+1 < len(segs) && len(segs[i+1]) <= 2:
			m = segs[i+1]
		}
		year, ok1 := digits(y)
		month, ok2 := digits(m)
		if ok1 && ok2 && len(y) == 4 && year >= 2000 && year <= 2100 && month >= 1 && month <= 12 {
			return firstOfMonth(year, month), lastOfMonth(year, month), true
		}
	}
	return news.Day{}, news.Day{}, false
}

// pathOf is the path of a URL as written, and where it begins.
func pathOf(u string) (path string, at int) {
	if len(u) > 2048 {
		return "", 0
	}
	parsed, err := url.Parse(u)
	if err != nil || parsed.Opaque != "" {
		return "", 0
	}
	end := len(u)
	if i := strings.IndexAny(u, "?#"); i >= 0 {
		end = i
	}
	if i := strings.Index(u[:end], "://"); i >= 0 {
		at = i + 3
	}
	i := strings.IndexByte(u[at:end], '/')
	if i < 0 {
		return "", 0
	}
	at += i
	return u[at:end], at
}

// dayInPath reads /2020/07/31/, /2020-07-31/ or /20200731/.
func dayInPath(path string, at int) (Stamp, bool) {
	for i := 0; i < len(path); i++ {
		if path[i] != '/' {
			continue
		}
		for _, shape := range [...]struct{ width, m, d int }{{10, 5, 8}, {8, 4, 6}} {
			end := i + 1 + shape.width
			if end >= len(path) || path[end] != '/' {
				continue
			}
			seg := path[i+1 : end]
			if shape.width == 10 && (seg[4] != seg[7] || seg[4] != '/' && seg[4] != '-') {
				continue
			}
			y, ok1 := digits(seg[:4])
			m, ok2 := digits(seg[shape.m : shape.m+2])
			d, ok3 := digits(seg[shape.d : shape.d+2])
			if st, ok := stampOf(news.Day{Year: y, Month: time.Month(m), Day: d}, clock{}, ictOffset); ok && ok1 && ok2 && ok3 {
				st.Start, st.End = at+i+1, at+end
				return st, true
			}
		}
	}
	return Stamp{}, false
}

// numberInPath reads the long number that ends a path: 17 digits from year to millisecond, or three digits of the site
// and 15 from the year of two digits on.
func numberInPath(path string, at int) (Stamp, bool) {
	end := len(path)
	if i := strings.LastIndexByte(path, '.'); i > 0 && len(path)-i <= 6 {
		end = i
	}
	start := end
	for start > 0 && path[start-1] >= '0' && path[start-1] <= '9' {
		start--
	}
	num := path[start:end]
	switch len(num) {
	case 17:
	case 18:
		num = "20" + num[3:]
	default:
		return Stamp{}, false
	}
	var v [6]int
	for i, w := 0, 0; i < 6; i++ {
		n := 2
		if i == 0 {
			n = 4
		}
		v[i], _ = digits(num[w : w+n])
		w += n
	}
	if v[0] < 2000 || v[3] > 23 || v[5] > 59 {
		return Stamp{}, false
	}
	st, ok := stampOf(news.Day{Year: v[0], Month: time.Month(v[1]), Day: v[2]}, clock{h: v[3], m: v[4], s: v[5], known: true}, ictOffset)
	if ok {
		st.Start, st.End = at+start, at+end
	}
	return st, ok
}
