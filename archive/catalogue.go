package archive

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"math/bits"
	"os"
	"path/filepath"
	"runtime"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"diembao/news"
)

// pageSize of a new archive.db. Bigger pages waste less room behind article texts, smaller ones write less for one
// page's commit; measured in docs/archive-format.md.
const pageSize = 8192

// mapSize is the address space set aside for archive.db, so that growth never has to wait for readers. Address space
// costs nothing on 64-bit systems, except on Windows, where the file itself would be made that large.
func mapSize() int {
	if bits.UintSize == 64 && runtime.GOOS != "windows" {
		return 1 << 36
	}
	return 0
}

// boltOptions is the one place where bbolt's settings are chosen. NoSync and NoFreelistSync stay off: the first gives up
// the promise, the second makes every start read the whole file.
func boltOptions(o Options) *bolt.Options {
	return &bolt.Options{
		Timeout:         2 * time.Second,
		FreelistType:    bolt.FreelistMapType,
		InitialMmapSize: mapSize(),
		PageSize:        pageSize,
		MaxSize:         int(o.MaxSize),
		NoStatistics:    true,
	}
}

// openDB opens an existing archive.db and makes sure that all of it is there.
func openDB(path string, o Options) (*bolt.DB, error) {
	opts := boltOptions(o)
	var file *os.File
	opts.OpenFile = func(name string, flag int, perm os.FileMode) (*os.File, error) {
		f, err := os.OpenFile(name, flag&^os.O_CREATE, perm)
		file = f
		return f, err
	}
	info, err := os.Stat(path)
	if err != nil || info.Size() == 0 {
		return nil, fmt.Errorf("archive: %s is missing or empty: restore a backup: %w", path, news.ErrDamaged)
	}
	var db *bolt.DB
	err = guard(func() (err error) {
		if db, err = bolt.Open(path, 0o644, opts); err != nil && opts.InitialMmapSize > 0 && !errors.Is(err, bolterrors.ErrTimeout) {
			opts.InitialMmapSize = 0 // the process may be denied so much address space
			db, err = bolt.Open(path, 0o644, opts)
		}
		return err
	})
	switch {
	case err == nil:
	case errors.Is(err, bolterrors.ErrTimeout):
		return nil, &HeldError{Dir: filepath.Dir(path), Holder: "which locked " + dbName + " alone"}
	case errors.Is(err, os.ErrPermission):
		return nil, fmt.Errorf("archive: open %s: %w", path, err)
	default:
		if file != nil { // a fault inside bbolt leaves it open, mapped and locked
			unlock(file)
			_ = file.Close() // closing twice does no harm
		}
		return nil, fmt.Errorf("archive: open %s: %v: restore a backup: %w", path, cause(err), news.ErrDamaged)
	}
	db.AllocSize = 4 << 20
	err = whole(db, info.Size())
	if err == nil && !o.Damaged {
		err = heads(path, db.Info().PageSize)
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// whole compares the pages in use with the bytes in the file: touching one that is not there is a fault.
func whole(db *bolt.DB, size int64) error {
	return guard(func() error {
		return db.View(func(tx *bolt.Tx) error {
			if size < tx.Size() {
				return fmt.Errorf("archive: %s has %d of %d bytes: restore a backup: %w", db.Path(), size, tx.Size(), news.ErrDamaged)
			}
			if err := (reader{tx}).sound(false); err != nil {
				return fmt.Errorf("archive: %s: %w: restore a backup", db.Path(), err)
			}
			if tx.Bucket([]byte(bMeta)) == nil {
				return fmt.Errorf("archive: %s is not diembao's: %w", db.Path(), news.ErrDamaged)
			}
			return nil
		})
	})
}

// heads checks both meta pages, of which bbolt needs only one: when the newer is broken it takes the older in silence,
// and the last transaction is gone. A crash does not break one on disks that write sectors whole; bit rot does.
// Offsets are those of bbolt's file format 2.
func heads(path string, pageSize int) error {
	const header, summed, magic = 16, 56, 0xED0CDAED
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	for i := range int64(2) {
		var b [header + summed + 8]byte
		if _, err := f.ReadAt(b[:], i*int64(pageSize)); err != nil {
			return fmt.Errorf("archive: %s: head %d: %w: %w", path, i, err, news.ErrDamaged)
		}
		meta, h := b[header:], fnv.New64a()
		_, _ = h.Write(meta[:summed])
		if binary.NativeEndian.Uint32(meta) != magic || binary.NativeEndian.Uint64(meta[summed:]) != h.Sum64() {
			return fmt.Errorf("archive: %s: head %d of 2 is broken, so the last write may be missing: restore a backup: %w", path, i, news.ErrDamaged)
		}
	}
	return nil
}

// createDB makes an empty catalogue beside its place, then puts it there: a crash never leaves half of one.
func createDB(dir string, id identity) error {
	tmp := filepath.Join(dir, dbName+".tmp")
	if err := os.RemoveAll(tmp); err != nil {
		return err
	}
	db, err := bolt.Open(tmp, 0o644, &bolt.Options{Timeout: time.Second, FreelistType: bolt.FreelistMapType, PageSize: pageSize})
	if err != nil {
		return err
	}
	err = db.Update(func(tx *bolt.Tx) error {
		for _, name := range buckets {
			if _, err := tx.CreateBucket([]byte(name)); err != nil {
				return err
			}
		}
		w := &writer{reader: reader{tx}}
		if err := putMeta(w, meta{id.Format, id.UUID, 1}); err != nil {
			return err
		}
		return w.flush()
	})
	if err = errors.Join(err, db.Close()); err != nil {
		return err
	}
	if err := os.Rename(tmp, filepath.Join(dir, dbName)); err != nil {
		return err
	}
	return syncDir(dir)
}

// meta is what the catalogue says of itself.
type meta struct {
	format int
	uuid   string
	epoch  uint64
}

func putMeta(w *writer, m meta) error {
	var e encoder
	e.uint(uint64(m.format))
	e.str(m.uuid)
	e.uint(m.epoch)
	return w.put(bMeta, []byte("archive"), e.b)
}

func readMeta(r reader) (meta, error) {
	payload, err := r.get(bMeta, []byte("archive"))
	if err != nil {
		return meta{}, err
	}
	if payload == nil {
		return meta{}, fmt.Errorf("archive: the catalogue does not say which archive it is: %w", news.ErrDamaged)
	}
	d := decoder{b: payload}
	m := meta{format: int(d.uint()), uuid: d.str(), epoch: d.uint()}
	if err := d.end(); err != nil {
		return meta{}, err
	}
	if m.format < 1 || m.format > formatVersion {
		return meta{}, fmt.Errorf("archive: the catalogue has format %d, this program knows up to %d: %w", m.format, formatVersion, news.ErrInvalid)
	}
	return m, nil
}
