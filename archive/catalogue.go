package archive

import (
	"errors"
	"fmt"
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
		return nil, &HeldError{Dir: filepath.Dir(path)}
	case errors.Is(err, os.ErrPermission):
		return nil, fmt.Errorf("archive: open %s: %w", path, err)
	default:
		if file != nil {
			_ = file.Close() // a fault inside bbolt leaves it open and locked; closing twice does no harm
		}
		return nil, fmt.Errorf("archive: open %s: %v: restore a backup: %w", path, cause(err), news.ErrDamaged)
	}
	db.AllocSize = 4 << 20
	if err := whole(db, info.Size()); err != nil {
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
			if tx.Bucket([]byte(bMeta)) == nil {
				return fmt.Errorf("archive: %s is not diembao's: %w", db.Path(), news.ErrDamaged)
			}
			return nil
		})
	})
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
		if err := putMeta(w, id.UUID, 1); err != nil {
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

func putMeta(w *writer, uuid string, epoch uint64) error {
	var e encoder
	e.uint(formatVersion)
	e.str(uuid)
	e.uint(epoch)
	return w.put(bMeta, []byte("archive"), e.b)
}

func readMeta(r reader) (uuid string, epoch uint64, err error) {
	payload, err := r.get(bMeta, []byte("archive"))
	if err != nil {
		return "", 0, err
	}
	if payload == nil {
		return "", 0, fmt.Errorf("archive: the catalogue does not say which archive it is: %w", news.ErrDamaged)
	}
	d := decoder{b: payload}
	format := d.uint()
	uuid, epoch = d.str(), d.uint()
	if err := d.end(); err != nil {
		return "", 0, err
	}
	if format != formatVersion {
		return "", 0, fmt.Errorf("archive: the catalogue has format %d, this program knows %d: %w", format, formatVersion, news.ErrInvalid)
	}
	return uuid, epoch, nil
}
