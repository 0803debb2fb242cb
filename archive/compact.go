package archive

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	bolt "go.etcd.io/bbolt"
)

// Compact writes archive.db anew without its free pages, in which deleted records remain readable until then, and
// overwrites purged pages that a crash left in the packs. Reading goes on, except for the moment when the new file takes
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
	err = guard(func() error { return bolt.Compact(dst, a.db, 16<<20) })
	return errors.Join(err, dst.Close())
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
	return err
}
