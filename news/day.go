package news

import (
	"fmt"
	"time"
)

// ICT is the zone of every Vietnamese publication time: UTC+7 all year (Asia/Ho_Chi_Minh since 1975), fixed here so
// that no zone database is needed.
var ICT = time.FixedZone("+07", 7*60*60)

// A Day is a calendar day in Viet Nam. The zero Day is "no day".
type Day struct {
	Year  int
	Month time.Month
	Day   int
}

// DayOf is the day in ICT on which t falls; the zero time has no day.
func DayOf(t time.Time) Day {
	if t.IsZero() {
		return Day{}
	}
	y, m, d := t.In(ICT).Date()
	return Day{y, m, d}
}

// ParseDay reads "2006-01-02"; the empty string is the zero Day. A day that no calendar has is ErrInvalid.
func ParseDay(s string) (Day, error) {
	if s == "" {
		return Day{}, nil
	}
	t, err := time.Parse("2006-01-02", s)
	if err != nil {
		return Day{}, fmt.Errorf("news: day %q, want YYYY-MM-DD: %w", s, ErrInvalid)
	}
	return Day{t.Year(), t.Month(), t.Day()}, nil
}

// IsZero says that there is no day.
func (d Day) IsZero() bool { return d == Day{} }

// Valid says that the calendar has this day (31 April is none).
func (d Day) Valid() bool {
	return d.Month >= 1 && d.Month <= 12 && d.Day >= 1 && d.Year >= 1 && d.Year <= 9999 && DayOf(d.Time()) == d
}

// Time is midnight of the day in ICT; the zero Day gives the zero time.
func (d Day) Time() time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, ICT)
}

// Add is the day n days later (earlier when n is negative).
func (d Day) Add(n int) Day { return DayOf(d.Time().AddDate(0, 0, n)) }

// Compare is -1, 0 or +1 as d is before, the same as or after e; the zero Day is before all others.
func (d Day) Compare(e Day) int { return d.Time().Compare(e.Time()) }

// Before says that d is earlier than e.
func (d Day) Before(e Day) bool { return d.Compare(e) < 0 }

// After says that d is later than e.
func (d Day) After(e Day) bool { return d.Compare(e) > 0 }

// String is "2006-01-02", empty for the zero Day.
func (d Day) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// MarshalText writes String.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote; ErrInvalid otherwise.
func (d *Day) UnmarshalText(b []byte) error {
	got, err := ParseDay(string(b))
	if err == nil {
		*d = got
	}
	return err
}

// An Instant is a time that may be unknown: its zero value is null in JSON, any other is RFC 3339 in its own zone.
type Instant struct{ time.Time }

// MarshalJSON writes null or an RFC 3339 string to the second.
func (t Instant) MarshalJSON() ([]byte, error) {
	if t.IsZero() {
		return []byte("null"), nil
	}
	return []byte(`"` + t.Format(time.RFC3339) + `"`), nil
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (t *Instant) UnmarshalJSON(b []byte) error {
	if string(b) == "null" || string(b) == `""` {
		*t = Instant{}
		return nil
	}
	return t.Time.UnmarshalJSON(b)
}
