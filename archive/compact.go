package archive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	bolt "go.etcd.io/bbolt"
)

// Compact writes archive.db anew without its free pages, in which deleted records remain readable until then, and
// overwrites purged pages that a crash left in the packs. An archive of an older format comes out of it as one of the
// present format, which older programs refuse. Reading goes on, except for the moment when the new file takes
// the place of the old one; writing waits. It needs room for a second archive.db.
func (a *Archive) Compact(ctx context.Context) error {
	if err := a.blank(ctx); err != nil {
		return fmt.Errorf("archive: compact: %w", err)
	}
	a.wmu.Lock()
	defer a.wmu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	if cause := a.broken.Load(); cause != nil {
		return fmt.Errorf("archive: compact: %w (%w)", ErrBroken, *cause)
	}
	tmp := filepath.Join(a.dir, dbName+".tmp")
	if err := a.compactTo(tmp); err != nil {
		return fmt.Errorf("archive: compact: %w", errors.Join(err, os.RemoveAll(tmp)))
	}
	if err := a.swap(tmp); err != nil {
		return fmt.Errorf("archive: compact: %w", err)
	}
	return nil
}

func (a *Archive) compactTo(tmp string) error {
	a.dbmu.RLock()
	defer a.dbmu.RUnlock()
	if a.db == nil {
		return errClosed
	}
	if err := os.RemoveAll(tmp); err != nil {
		return err
	}
	dst, err := bolt.Open(tmp, 0o644, &bolt.Options{Timeout: time.Second, FreelistType: bolt.FreelistMapType, PageSize: pageSize})
	if err != nil {
		return err
	}
	err = guard(func() error {
		err := bolt.Compact(dst, a.db, 16<<20)
		if err == nil && a.texts.format.Load() < formatVersion {
			err = a.raise(dst)
		}
		return err
	})
	return errors.Join(err, dst.Close())
}

// raise makes a catalogue of format 1 that nobody uses yet one of the present format: every revision's facts are written
// anew, then meta says so.
func (a *Archive) raise(db *bolt.DB) error {
	var now texts
	now.zip, now.unzip, now.plain.New = a.texts.zip, a.texts.unzip, a.texts.plain.New
	now.format.Store(formatVersion)
	for from := []byte(nil); ; {
		seen := 0
		err := db.Update(func(tx *bolt.Tx) error {
			w := &writer{reader: reader{tx}}
			var keys [][]byte
			var recs []*revisionRecord
			err := w.each(bRevisions, nil, from, func(key, payload []byte) (bool, error) {
				seen++
				old, err := decodeRevision(payload)
				if err != nil {
					return false, err
				}
				art, err := now.unpack(old)
				if err != nil {
					return false, fmt.Errorf("revision %x: %w", key, err)
				}
				rec, err := now.pack(&art)
				keys, recs = append(keys, bytes.Clone(key)), append(recs, rec)
				return seen < chunk, err
			})
			for i := 0; i < len(keys) && err == nil; i++ {
				err = w.put(bRevisions, keys[i], recs[i].encode())
				from = append(keys[i], 0)
			}
			if err != nil || seen == chunk {
				return err
			}
			of, err := readMeta(w.reader)
			if err != nil {
				return err
			}
			of.format = formatVersion
			return putMeta(w, of)
		})
		if err != nil || seen < chunk {
			return err
		}
	}
}

// swap puts the new file in the place of the old one. LOCK keeps others out between closing and opening.
func (a *Archive) swap(tmp string) error {
	a.dbmu.Lock()
	defer a.dbmu.Unlock()
	path := filepath.Join(a.dir, dbName)
	err := a.db.Close()
	if err == nil {
		err = os.Rename(tmp, path)
	}
	if err == nil {
		err = syncDir(a.dir)
	}
	// Whichever file is there now is whole.
	db, oerr := openDB(path, a.o)
	if oerr != nil {
		a.db = nil
		return errors.Join(err, oerr)
	}
	a.db = db
	if err != nil {
		return err
	}
	var of meta
	if err := a.db.View(func(tx *bolt.Tx) (err error) { of, err = readMeta(reader{tx}); return err }); err != nil {
		return err
	}
	a.texts.format.Store(int32(of.format))
	if a.id.Format == of.format {
		return nil
	}
	a.id.Format = of.format
	return writeIdentity(a.dir, a.id)
}
