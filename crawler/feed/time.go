package feed

import (
	"regexp"
	"strings"
	"time"

	"diembao/news"
)

// layouts are the forms seen in feeds and sitemaps; those without a zone are read as Viet Nam's time. Forms in which
// day and month could be taken for each other are not among them.
var layouts = []string{
	time.RFC3339Nano, "2006-01-02T15:04:05 Z0700", "2006-01-02T15:04 Z0700", "2006-01-02 15:04 Z0700", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 Z0700",
	"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02",
	"2 Jan 2006 15:04:05 Z0700", "2 Jan 2006 15:04:05 Z07:00", "2 Jan 2006 15:04:05 MST", "2 Jan 2006 15:04 Z0700", "2 Jan 2006 15:04 MST",
	"2 Jan 2006 15:04:05", "2 Jan 2006 15:04", "2 Jan 2006", "2 Jan 06 15:04:05 Z0700", "2 Jan 06 15:04:05 MST",
	"2 January 2006 15:04:05 Z0700", "2 January 2006 15:04:05",
}

var (
	weekday = regexp.MustCompile(`^\p{L}+\.?,\s*`)
	// offset is "GMT+7", "UTC +07", "GMT+7:00" at the end.
	offset = regexp.MustCompile(`(?i)\s*(?:GMT|UTC|Z)?\s*([+-])(\d{1,2})(?::?(\d{2}))?$`)
	clock  = regexp.MustCompile(`\d:\d\d`)
)

// Time reads a date of a feed or sitemap; the zero time means that it is in no form we are sure of.
func Time(s string) time.Time {
	s = weekday.ReplaceAllString(strings.Join(strings.Fields(s), " "), "")
	if len(s) > 64 {
		return time.Time{}
	}
	for _, try := range []string{numericZone(s), s} {
		for _, l := range layouts {
			t, err := time.ParseInLocation(l, try, news.ICT)
			if err != nil || t.Year() < 1990 || t.Year() > 9000 {
				continue
			}
			if name, off := t.Zone(); off == 0 && t.Location() != time.UTC && name != "UTC" && name != "GMT" {
				continue // a zone by a name Go does not know would silently be UTC
			}
			return t
		}
	}
	return time.Time{}
}

// numericZone writes "08:00 GMT+7" as "08:00 +0700".
func numericZone(s string) string {
	m := offset.FindStringSubmatchIndex(s)
	if m == nil || !clock.MatchString(s[:m[0]]) {
		return s
	}
	hour, minute := s[m[4]:m[5]], "00"
	if m[6] >= 0 {
		minute = s[m[6]:m[7]]
	}
	if len(hour) == 1 {
		hour = "0" + hour
	}
	return s[:m[0]] + " " + s[m[2]:m[3]] + hour + minute
}
