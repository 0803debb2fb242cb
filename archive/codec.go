package archive

import (
	"encoding/binary"
	"fmt"
	"time"

	"diembao/news"
)

// An encoder appends the fields of a record: unsigned and signed varints, bytes with their length before them.
type encoder struct{ b []byte }

func (e *encoder) uint(v uint64)  { e.b = binary.AppendUvarint(e.b, v) }
func (e *encoder) int(v int64)    { e.b = binary.AppendVarint(e.b, v) }
func (e *encoder) raw(v []byte)   { e.b = append(e.b, v...) }
func (e *encoder) bytes(v []byte) { e.uint(uint64(len(v))); e.raw(v) }
func (e *encoder) str(v string)   { e.uint(uint64(len(v))); e.b = append(e.b, v...) }

// time keeps the instant to the nanosecond and forgets the zone; the zero time is one byte.
func (e *encoder) time(t time.Time) {
	if t.IsZero() {
		e.b = append(e.b, 0)
		return
	}
	e.b = append(e.b, 1)
	e.int(t.Unix())
	e.uint(uint64(t.Nanosecond()))
}

// instant keeps the zone's offset as well.
func (e *encoder) instant(t news.Instant) {
	e.time(t.Time)
	if !t.IsZero() {
		_, offset := t.Zone()
		e.int(int64(offset))
	}
}

// A decoder reads what an encoder wrote. After the first failure every field is zero and err says why.
type decoder struct {
	b   []byte
	err error
}

func (d *decoder) fail(what string) {
	if d.err == nil {
		d.err = fmt.Errorf("archive: record ends inside %s: %w", what, news.ErrDamaged)
	}
	d.b = nil
}

func (d *decoder) uint() uint64 {
	v, n := binary.Uvarint(d.b)
	if n <= 0 {
		d.fail("a number")
		return 0
	}
	d.b = d.b[n:]
	return v
}

func (d *decoder) int() int64 {
	v, n := binary.Varint(d.b)
	if n <= 0 {
		d.fail("a number")
		return 0
	}
	d.b = d.b[n:]
	return v
}

func (d *decoder) raw(n int) []byte {
	if n < 0 || n > len(d.b) {
		d.fail("bytes")
		return nil
	}
	v := d.b[:n]
	d.b = d.b[n:]
	return v
}

// bytes shares memory with the record.
func (d *decoder) bytes() []byte {
	n := d.uint()
	if n > uint64(len(d.b)) {
		d.fail("bytes")
		return nil
	}
	return d.raw(int(n))
}

func (d *decoder) str() string { return string(d.bytes()) }

func (d *decoder) time() time.Time {
	known := d.raw(1)
	if len(known) == 0 || known[0] == 0 {
		return time.Time{}
	}
	sec, nsec := d.int(), d.uint()
	if d.err != nil {
		return time.Time{}
	}
	return time.Unix(sec, int64(nsec%1e9)).UTC()
}

func (d *decoder) instant() news.Instant {
	t := d.time()
	if t.IsZero() {
		return news.Instant{}
	}
	switch offset := d.int(); offset {
	case 0:
		return news.Instant{Time: t}
	case 7 * 60 * 60:
		return news.Instant{Time: t.In(news.ICT)}
	default:
		return news.Instant{Time: t.In(time.FixedZone("", int(offset)))}
	}
}

// end is the error of the whole record: a field that was cut, or bytes left over.
func (d *decoder) end() error {
	if d.err == nil && len(d.b) > 0 {
		d.err = fmt.Errorf("archive: record has %d bytes too many: %w", len(d.b), news.ErrDamaged)
	}
	return d.err
}
