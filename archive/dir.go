package archive

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"diembao/news"
)

// formatVersion is of the whole directory: files, buckets, keys, records. See docs/archive-format.md. An archive of
// format 1 is read and written as such until Compact makes it one of format 2; they differ in how facts are written.
const formatVersion = 2

const (
	markName = "ARCHIVE" // says what the directory is
	dbName   = "archive.db"
	packDir  = "packs"
)

// identity is what the file ARCHIVE says.
type identity struct {
	Format  int       `json:"format"`
	UUID    string    `json:"uuid"`
	Created time.Time `json:"created"` // UTC
}

// recognise looks at a directory without writing. An identity without UUID means that ARCHIVE is missing beside an
// archive.db that says itself what it is.
func recognise(dir string) (identity, error) {
	var id identity
	b, err := os.ReadFile(filepath.Join(dir, markName))
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return id, unmarked(dir)
	}
	if err != nil {
		return id, fmt.Errorf("archive: open %s: %w", dir, err)
	}
	if err := json.Unmarshal(b, &id); err != nil || id.UUID == "" || id.Format < 1 {
		return id, fmt.Errorf("archive: %s cannot be read: %w", filepath.Join(dir, markName), news.ErrDamaged)
	}
	if id.Format > formatVersion {
		return id, fmt.Errorf("archive: %s has format %d, this program knows up to %d: use a newer diembao: %w", dir, id.Format, formatVersion, news.ErrInvalid)
	}
	if _, err := os.Stat(filepath.Join(dir, dbName)); err != nil {
		return id, fmt.Errorf("archive: %s is missing: restore a backup: %w: %w", filepath.Join(dir, dbName), news.ErrDamaged, err)
	}
	return id, nil
}

// unmarked tells a directory that lost its ARCHIVE from one that never was an archive.
func unmarked(dir string) error {
	path := filepath.Join(dir, dbName)
	if _, err := os.Stat(path); err == nil && isCatalogue(path) {
		return nil
	}
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("archive: %s does not exist; the first crawl or import makes it: %w", dir, news.ErrNoArchive)
	case err != nil:
		return fmt.Errorf("archive: %s is no directory that can be read: %w: %w", dir, news.ErrNoArchive, err)
	}
	if name := foreign(entries); name != "" {
		return fmt.Errorf("archive: %s holds other files (%s), name another directory: %w", dir, name, news.ErrNoArchive)
	}
	return fmt.Errorf("archive: %s holds no archive; the first crawl or import makes one in it: %w", dir, news.ErrNoArchive)
}

// isCatalogue opens the file for reading only, since bbolt may write to what it opens.
func isCatalogue(path string) bool {
	found := false
	err := guard(func() error {
		if info, err := os.Stat(path); err != nil || info.Size() == 0 {
			return news.ErrNoArchive
		}
		db, err := bolt.Open(path, 0, &bolt.Options{ReadOnly: true, Timeout: 100 * time.Millisecond})
		if errors.Is(err, bolterrors.ErrTimeout) {
			found = true // somebody holds it: the lock will say who
			return nil
		}
		if err != nil {
			return err
		}
		defer db.Close()
		return db.View(func(tx *bolt.Tx) error {
			if tx.Bucket([]byte(bMeta)) == nil {
				return news.ErrNoArchive
			}
			_, err := readMeta(reader{tx})
			found = err == nil
			return err
		})
	})
	return err == nil && found
}

// vacant says whether an archive may be made in dir.
func vacant(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("archive: create %s: %w: %w", dir, news.ErrInvalid, err)
	}
	for _, e := range entries {
		if e.Name() == markName || e.Name() == dbName {
			return fmt.Errorf("archive: create %s: there is an archive already: %w", dir, news.ErrInvalid)
		}
	}
	if name := foreign(entries); name != "" {
		return fmt.Errorf("archive: create %s: it holds other files (%s), name another directory: %w", dir, name, news.ErrInvalid)
	}
	packs, err := os.ReadDir(filepath.Join(dir, packDir))
	if err == nil && len(packs) > 0 {
		return fmt.Errorf("archive: create %s: it holds packs without a catalogue, restore a backup: %w", dir, news.ErrInvalid)
	}
	return nil
}

// foreign is the name of a file that no part of diembao makes, empty when there is none.
func foreign(entries []fs.DirEntry) string {
	for _, e := range entries {
		switch name := e.Name(); {
		case strings.HasPrefix(name, "."), name == "lost+found":
		case name == packDir, name == lockName, name == dbName+".tmp", name == markName+".tmp", name == packDir+".tmp":
		case name == "index", name == "diembao.sock", name == "sources.yaml", name == "config.yaml":
		default:
			return name
		}
	}
	return ""
}

func writeIdentity(dir string, id identity) error {
	b, err := json.Marshal(id)
	if err != nil {
		return err
	}
	return writeWhole(filepath.Join(dir, markName), append(b, '\n'))
}

// writeWhole puts a file in its place all at once, so that a crash leaves the old one or the new one.
func writeWhole(path string, b []byte) error {
	tmp := path + ".tmp"
	f, err := os.OpenFile(tmp, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	if _, err = f.Write(b); err == nil {
		err = f.Sync()
	}
	if err = closing(f, err); err != nil {
		return err
	}
	if err := os.Rename(tmp, path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}
