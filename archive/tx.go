package archive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	bolt "go.etcd.io/bbolt"

	"diembao/news"
)

var errClosed = errors.New("archive: is closed")

// counters is the one record that every write transaction rewrites: the last number given of each kind and the end
// of the packs. What lies beyond that end was never acknowledged.
type counters struct {
	seq, id, snapshot, correction uint64
	pack                          int
	packEnd                       int64
}

func (c *counters) encode() []byte {
	var e encoder
	e.uint(c.seq)
	e.uint(c.id)
	e.uint(c.snapshot)
	e.uint(c.correction)
	e.uint(uint64(c.pack))
	e.uint(uint64(c.packEnd))
	return e.b
}

func decodeCounters(b []byte) (counters, error) {
	d := decoder{b: b}
	c := counters{seq: d.uint(), id: d.uint(), snapshot: d.uint(), correction: d.uint()}
	c.pack, c.packEnd = int(d.uint()), int64(d.uint())
	return c, d.end()
}

// A reader reads one state of the catalogue. What it gives shares memory with the file until the transaction ends.
type reader struct{ tx *bolt.Tx }

// get is a record's payload, nil when there is none.
func (r reader) get(bucket string, key []byte) ([]byte, error) {
	b := r.tx.Bucket([]byte(bucket))
	if b == nil {
		return nil, fmt.Errorf("archive: bucket %s is missing: %w", bucket, news.ErrDamaged)
	}
	value := b.Get(key)
	if value == nil {
		return nil, nil
	}
	return unseal(bucket, key, value)
}

// each calls fn with the records whose keys begin with prefix, from key "from" on (nil: the first), in order, until
// fn says stop.
func (r reader) each(bucket string, prefix, from []byte, fn func(key, payload []byte) (more bool, err error)) error {
	if bytes.Compare(from, prefix) < 0 {
		from = prefix
	}
	c := r.tx.Bucket([]byte(bucket)).Cursor()
	for k, v := c.Seek(from); k != nil && bytes.HasPrefix(k, prefix); k, v = c.Next() {
		payload, err := unseal(bucket, k, v)
		if err != nil {
			return err
		}
		more, err := fn(k, payload)
		if err != nil || !more {
			return err
		}
	}
	return nil
}

func (r reader) counters() (counters, error) {
	payload, err := r.get(bMeta, []byte("counters"))
	if err != nil {
		return counters{}, err
	}
	return decodeCounters(payload)
}

// A writer is a reader that changes the catalogue. It belongs to one write transaction.
type writer struct {
	reader
	n       counters // as they will be
	now     time.Time
	sources map[string]*sourceRecord
}

func newWriter(tx *bolt.Tx, now time.Time) (*writer, error) {
	w := &writer{reader: reader{tx}, now: now.UTC(), sources: map[string]*sourceRecord{}}
	var err error
	w.n, err = w.counters()
	return w, err
}

func (w *writer) put(bucket string, key, payload []byte) error {
	b := w.tx.Bucket([]byte(bucket))
	if b == nil {
		return fmt.Errorf("archive: bucket %s is missing: %w", bucket, news.ErrDamaged)
	}
	if sequential(bucket) {
		b.FillPercent = 1
	}
	return b.Put(key, seal(bucket, key, payload))
}

func (w *writer) del(bucket string, key []byte) error {
	return w.tx.Bucket([]byte(bucket)).Delete(key)
}

// flush writes what the transaction kept in memory; the last thing before commit.
func (w *writer) flush() error {
	for name, s := range w.sources {
		if err := w.put(bSources, []byte(name), s.encode()); err != nil {
			return err
		}
	}
	return w.put(bMeta, []byte("counters"), w.n.encode())
}

// view runs fn on one state of the catalogue. fn must be short: an open read transaction keeps old pages from being
// used again.
func (a *Archive) view(ctx context.Context, fn func(reader) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	a.dbmu.RLock()
	defer a.dbmu.RUnlock()
	if a.db == nil {
		return errClosed
	}
	return guard(func() error {
		return a.db.View(func(tx *bolt.Tx) error { return fn(reader{tx}) })
	})
}

// guard turns a fault in mapped memory (a file cut short, a bad sector) and a panic over an impossible page into
// ErrDamaged. Without it either would end the process.
func guard(fn func() error) (err error) {
	before := debug.SetPanicOnFault(true)
	defer func() {
		debug.SetPanicOnFault(before)
		if r := recover(); r != nil {
			err = &faultError{r}
		}
	}()
	return fn()
}

type faultError struct{ cause any }

// Error says what was met.
func (e *faultError) Error() string {
	return fmt.Sprintf("archive: archive.db cannot be read (%v): %v", e.cause, news.ErrDamaged)
}

// Is makes it an ErrDamaged.
func (e *faultError) Is(target error) bool { return target == news.ErrDamaged }

// cause is the fault itself, for a sentence that says the rest.
func cause(err error) any {
	var fault *faultError
	if errors.As(err, &fault) {
		return fault.cause
	}
	return err
}
