package dates

import (
	"time"

	"diembao/news"
)

// A Stamp is a time of publication or update as a page or its URL shows it. The zero Stamp is none.
type Stamp struct {
	Time       time.Time // in ICT; midnight when DayOnly
	DayOnly    bool      // no time of day was given
	Updated    bool      // the words call it the time of an update
	Start, End int       // bytes of the input that say it
}

// A clock is a time of day; the zero clock is none.
type clock struct {
	h, m, s int
	known   bool
}

// stampOf joins a day and a time of day in a zone that lies offset east of UTC.
func stampOf(d news.Day, c clock, offset time.Duration) (Stamp, bool) {
	if !d.Valid() || d.Year < 1990 || d.Year > 2100 || c.h > 23 || c.m > 59 || c.s > 60 {
		return Stamp{}, false
	}
	t := time.Date(d.Year, d.Month, d.Day, c.h, c.m, c.s, 0, news.ICT)
	if c.known {
		t = t.Add(ictOffset - offset)
	}
	return Stamp{Time: t, DayOnly: !c.known}, true
}

// ictOffset is Viet Nam's offset from UTC.
const ictOffset = 7 * time.Hour

// half turns the hour of a clock with two halves into that of a full day: "SA", "AM", "CH", "PM". Hours over 12 are
// taken as they are, for pages write "15:30 PM" too.
func (c clock) half(afternoon bool) clock {
	switch {
	case afternoon && c.h < 12:
		c.h += 12
	case !afternoon && c.h == 12:
		c.h = 0
	}
	return c
}
