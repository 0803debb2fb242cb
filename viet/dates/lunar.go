package dates

import (
	"math"
	"time"

	"diembao/news"
)

// The lunar calendar of Viet Nam: months begin on the day of the new moon in UTC+7, and the winter solstice lies in
// month 11. New moon and the sun's longitude are by the series of J. Meeus, Astronomical Algorithms (chapters 49, 25,
// abridged), as the calendar's usual computation takes them; right to minutes, which is enough for 1900 to 2199.

// A lunarDay is a day of the lunar calendar; Leap marks the second month of that number.
type lunarDay struct {
	Year, Month, Day int
	Leap             bool
}

// Bounds of the computation, and Viet Nam's zone in days. The calendar has used UTC+7 since 1968 in the north and 1975
// everywhere; for earlier years it is computed the same way, as today's almanacs do.
const (
	lunarFirst = 1900 // years for which solar answers
	lunarLast  = 2199
	zoneICT    = 7.0 / 24
)

// julian is the Julian day number of a day at noon.
func julian(d news.Day) int {
	return int(time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Unix()/86400) + 2440588
}

// fromJulian is the day with a Julian day number.
func fromJulian(j int) news.Day {
	y, m, d := time.Unix(int64(j-2440588)*86400, 0).UTC().Date()
	return news.Day{Year: y, Month: m, Day: d}
}

// newMoon is the Julian day number in ICT on which the kth new moon since 1 January 1900 falls.
func newMoon(k int) int {
	t := float64(k) / 1236.85
	t2, t3 := t*t, t*t*t
	const rad = math.Pi / 180
	jd := 2415020.75933 + 29.53058868*float64(k) + 0.0001178*t2 - 0.000000155*t3 +
		0.00033*math.Sin((166.56+132.87*t-0.009173*t2)*rad)
	m := (359.2242 + 29.10535608*float64(k) - 0.0000333*t2 - 0.00000347*t3) * rad
	mp := (306.0253 + 385.81691806*float64(k) + 0.0107306*t2 + 0.00001236*t3) * rad
	f := (21.2964 + 390.67050646*float64(k) - 0.0016528*t2 - 0.00000239*t3) * rad
	jd += (0.1734-0.000393*t)*math.Sin(m) + 0.0021*math.Sin(2*m) - 0.4068*math.Sin(mp) + 0.0161*math.Sin(2*mp) -
		0.0004*math.Sin(3*mp) + 0.0104*math.Sin(2*f) - 0.0051*math.Sin(m+mp) - 0.0074*math.Sin(m-mp) +
		0.0004*math.Sin(2*f+m) - 0.0004*math.Sin(2*f-m) - 0.0006*math.Sin(2*f+mp) + 0.0010*math.Sin(2*f-mp) +
		0.0005*math.Sin(m+2*mp)
	return int(math.Floor(jd + 0.5 + zoneICT - deltaT(t)))
}

// deltaT is dynamical minus universal time in days, t in centuries since 1900.
func deltaT(t float64) float64 { return -0.000278 + 0.000265*t + 0.000262*t*t }

// sunMonth is which twelfth of the ecliptic (0 to 11, 0 from the March equinox) the sun is in at the midnight that
// begins the day j in ICT.
func sunMonth(j int) int {
	t := (float64(j) - 0.5 - zoneICT - 2451545.0) / 36525
	const rad = math.Pi / 180
	m := (357.52910 + 35999.05030*t - 0.0001559*t*t - 0.00000048*t*t*t) * rad
	l := 280.46645 + 36000.76983*t + 0.0003032*t*t +
		(1.914600-0.004817*t-0.000014*t*t)*math.Sin(m) + (0.019993-0.000101*t)*math.Sin(2*m) + 0.000290*math.Sin(3*m)
	l = math.Mod(l, 360)
	if l < 0 {
		l += 360
	}
	return int(l / 30)
}

// month11 is the day on which the lunar month with the winter solstice of the given year begins.
func month11(year int) int {
	off := julian(news.Day{Year: year, Month: time.December, Day: 31}) - 2415021
	k := int(float64(off) / 29.530588853)
	nm := newMoon(k)
	if sunMonth(nm) >= 9 {
		nm = newMoon(k - 1)
	}
	return nm
}

// leapOffset is how many months after month 11, begun on the day a11, the leap month comes.
func leapOffset(a11 int) int {
	k := int(math.Floor((float64(a11)-2415021.076998695)/29.530588853 + 0.5))
	last := sunMonth(newMoon(k + 1))
	for i := 2; i <= 14; i++ {
		arc := sunMonth(newMoon(k + i))
		if arc == last {
			return i - 1
		}
		last = arc
	}
	return 14 // unreachable: a year of 13 moons has a month without a change of sign
}

// solar is the day of the common calendar on which a lunar day falls. ok is false when the month has no such day or
// the year is not between 1900 and 2199.
func solar(l lunarDay) (news.Day, bool) {
	if l.Year < lunarFirst || l.Year > lunarLast || l.Month < 1 || l.Month > 12 || l.Day < 1 || l.Day > 30 {
		return news.Day{}, false
	}
	a, b := month11(l.Year-1), month11(l.Year)
	if l.Month >= 11 {
		a, b = month11(l.Year), month11(l.Year+1)
	}
	off := (l.Month + 1) % 12 // months since month 11
	if b-a > 365 {
		leap := leapOffset(a)
		leapMonth := (leap + 10) % 12 // number of the month that is doubled, 0 for 12
		switch {
		case l.Leap && l.Month%12 != leapMonth:
			return news.Day{}, false
		case l.Leap || off >= leap:
			off++
		}
	} else if l.Leap {
		return news.Day{}, false
	}
	k := int(math.Floor((float64(a)-2415021.076998695)/29.530588853 + 0.5))
	start := newMoon(k + off)
	if l.Day == 30 && newMoon(k+off+1)-start < 30 {
		return news.Day{}, false
	}
	return fromJulian(start + l.Day - 1), true
}
