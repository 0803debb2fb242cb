package archive

import (
	"encoding/binary"
	"fmt"
	"slices"
	"time"

	"diembao/news"
)

// A wire carries the fields of a record to bytes or back. Each type's fields are named once, in one function that does
// both, so that what is written and what is read cannot come apart. Strings that are read are parts of one string: all
// of them live as long as one of them does.
type wire struct {
	out      []byte // written so far
	in       string // left to be read
	reading  bool
	err      error
	mentions []news.Mention // room for mentions, which are many and short: one allocation for all of an article
}

func (w *wire) fail(what string) {
	if w.err == nil {
		w.err = fmt.Errorf("archive: facts end inside %s: %w", what, news.ErrDamaged)
	}
	w.in = ""
}

// number is never negative. Where nothing is left to be read it is 0: the field is younger than the record.
func (w *wire) number(v *uint64) {
	if !w.reading {
		w.out = binary.AppendUvarint(w.out, *v)
		return
	}
	*v = 0
	for shift := uint(0); w.in != ""; shift += 7 {
		c := w.in[0]
		w.in = w.in[1:]
		if shift > 63 {
			break
		}
		*v |= uint64(c&0x7f) << shift
		if c < 0x80 {
			return
		}
		if w.in == "" {
			break
		}
	}
	if *v != 0 {
		w.fail("a number")
	}
}

func (w *wire) int(v *int) {
	n := uint64(*v)<<1 ^ uint64(*v>>63) // small ones of either sign are short
	w.number(&n)
	*v = int(n>>1) ^ -int(n&1)
}

func (w *wire) bool(v *bool) {
	n := uint64(0)
	if *v {
		n = 1
	}
	w.number(&n)
	*v = n != 0
}

// take is the next n bytes.
func (w *wire) take(n uint64, what string) string {
	if n > uint64(len(w.in)) {
		w.fail(what)
		return ""
	}
	s := w.in[:n]
	w.in = w.in[n:]
	return s
}

func (w *wire) str(v *string) {
	n := uint64(len(*v))
	w.number(&n)
	if w.reading {
		*v = w.take(n, "a text")
		return
	}
	w.out = append(w.out, *v...)
}

// word is a str of a named type.
func word[T ~string](w *wire, v *T) {
	s := string(*v)
	w.str(&s)
	*v = T(s)
}

// instant keeps the zone's offset.
func (w *wire) instant(v *news.Instant) {
	known := !v.IsZero()
	w.bool(&known)
	if !known {
		*v = news.Instant{}
		return
	}
	sec, nsec := int(v.Unix()), uint64(v.Nanosecond())
	_, offset := v.Zone()
	w.int(&sec)
	w.number(&nsec)
	w.int(&offset)
	if w.reading {
		*v = news.Instant{Time: zoned(time.Unix(int64(sec), int64(nsec%1e9)), offset)}
	}
}

// zoned puts a time into the zone of an offset in seconds.
func zoned(t time.Time, offset int) time.Time {
	switch offset {
	case 0:
		return t.UTC()
	case 7 * 60 * 60:
		return t.In(news.ICT)
	}
	return t.In(time.FixedZone("", offset))
}

func (w *wire) day(v *news.Day) {
	month := int(v.Month)
	w.int(&v.Year)
	w.int(&month)
	w.int(&v.Day)
	v.Month = time.Month(month)
}

// group writes the length of what fields writes before it. A reader that knows fewer fields passes over the rest, one
// that knows more finds them empty: so fields may be added at the end of a group.
func (w *wire) group(fields func()) {
	if w.reading {
		var n uint64
		w.number(&n)
		mine := w.take(n, "a group")
		after := w.in
		w.in = mine
		fields()
		w.in = after
		return
	}
	start := len(w.out)
	fields()
	var length [binary.MaxVarintLen64]byte
	n := binary.PutUvarint(length[:], uint64(len(w.out)-start))
	w.out = slices.Insert(w.out, start, length[:n]...)
}

// count is the length of a list plus one, 0 for a nil list; false when there is nothing to be read into it.
func count[T any](w *wire, v []T) (n int, some bool) {
	plus := uint64(0)
	if v != nil {
		plus = uint64(len(v)) + 1
	}
	w.number(&plus)
	if plus > uint64(len(w.in))+1 && w.reading {
		w.fail("a list")
		return 0, false
	}
	return int(plus) - 1, plus > 0
}

// list carries each element as a group of its own.
func list[T any](w *wire, v *[]T, fields func(*T)) {
	n, some := count(w, *v)
	if w.reading {
		if *v = nil; some {
			*v = make([]T, n)
		}
	}
	for i := range *v {
		w.group(func() { fields(&(*v)[i]) })
	}
}

func (w *wire) strs(v *[]string) {
	n, some := count(w, *v)
	if w.reading {
		if *v = nil; some {
			*v = make([]string, n)
		}
	}
	for i := range *v {
		w.str(&(*v)[i])
	}
}
