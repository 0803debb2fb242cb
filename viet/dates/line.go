package dates

import "time"

// A Stamp is a time of publication or update as a page shows it.
type Stamp struct {
	Time       time.Time // in ICT; midnight when DayOnly
	DayOnly    bool      // no time of day was given
	Updated    bool      // the words say that it is the time of an update
	Start, End int       // bytes of the input
}

// Line reads a visible date line.
func Line(s string) (Stamp, bool) { return Stamp{}, false }

// Machine reads a machine-readable time.
func Machine(s string) (Stamp, bool) { return Stamp{}, false }

// FromURL reads the date in a URL.
func FromURL(u string) (Stamp, bool) { return Stamp{}, false }
