package archive

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	bolt "go.etcd.io/bbolt"

	"diembao/news"
)

const manifestName = "manifest.json"

// A manifest lists the files of a backup.
type manifest struct {
	Format  int       `json:"format"`
	UUID    string    `json:"uuid"`
	Epoch   uint64    `json:"epoch"`
	Seq     uint64    `json:"seq"` // the feed's end in the backup
	Created time.Time `json:"created"`
	Files   []file    `json:"files"`
}

type file struct {
	Name   string `json:"name"` // with slashes, below the backup's directory
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// Backup copies the archive as it is at one moment into dst while it goes on being used: archive.db first, then the
// packs as far as that copy knows them. dst must be missing or empty, else it is news.ErrInvalid and nothing is
// written. The copy is checked at the end (quick); it is an archive of its own that diembao can open, and its
// manifest.json, written last, has the SHA-256 of every file.
func (a *Archive) Backup(ctx context.Context, dst string) error {
	if err := empty(dst); err != nil {
		return fmt.Errorf("archive: backup to %s: %w", dst, err)
	}
	if err := a.backup(ctx, dst); err != nil {
		return fmt.Errorf("archive: backup to %s: %w", dst, err)
	}
	return nil
}

func empty(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%w: %w", news.ErrInvalid, err)
	}
	if len(entries) > 0 {
		return fmt.Errorf("it is not empty: name a new directory: %w", news.ErrInvalid)
	}
	return nil
}

func (a *Archive) backup(ctx context.Context, dst string) error {
	a.packs.still.RLock()
	defer a.packs.still.RUnlock()
	if err := os.MkdirAll(filepath.Join(dst, packDir), 0o755); err != nil {
		return err
	}
	m := manifest{UUID: a.id.UUID, Epoch: a.epoch, Created: a.o.Now().UTC().Truncate(time.Second)}
	sizes := map[int]int64{}
	db, err := writeFile(ctx, filepath.Join(dst, dbName), func(w io.Writer) error {
		return a.view(ctx, func(r reader) error {
			c, err := r.counters()
			if err != nil {
				return err
			}
			of, err := readMeta(r) // of this state: a compaction may raise the format meanwhile
			if err != nil {
				return err
			}
			m.Seq, m.Format = c.seq, of.format
			if err := r.packSizes(c, sizes); err != nil {
				return err
			}
			_, err = r.tx.WriteTo(w)
			return err
		})
	})
	if err != nil {
		return err
	}
	m.Files = append(m.Files, file{dbName, db.Size, db.SHA256})
	for n := 1; n <= len(sizes); n++ {
		f, err := a.copyPack(ctx, n, sizes[n], filepath.Join(dst, packDir, packName(n)))
		if err != nil {
			return err
		}
		m.Files = append(m.Files, f)
	}
	if err := writeIdentity(dst, identity{m.Format, a.id.UUID, m.Created}); err != nil {
		return err
	}
	if err := errors.Join(syncDir(filepath.Join(dst, packDir)), syncDir(dst)); err != nil {
		return err
	}
	if err := check(ctx, dst); err != nil {
		return err
	}
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return writeWhole(filepath.Join(dst, manifestName), append(b, '\n'))
}

// packSizes is how many bytes of each pack the catalogue knows.
func (r reader) packSizes(c counters, sizes map[int]int64) error {
	err := r.each(bPacks, nil, nil, func(key, payload []byte) (bool, error) {
		p, err := decodePack(int(binary.BigEndian.Uint64(key)), payload)
		sizes[p.n] = p.head
		return true, err
	})
	if err != nil {
		return err
	}
	return r.each(bSnapshots, nil, nil, func(_, payload []byte) (bool, error) {
		rec, err := decodeSnapshot(payload)
		sizes[rec.at.pack] = max(sizes[rec.at.pack], rec.at.off+rec.at.len)
		return true, err
	})
}

func (a *Archive) copyPack(ctx context.Context, n int, size int64, dst string) (file, error) {
	src, err := a.packs.file(n)
	if err != nil {
		return file{}, err
	}
	f, err := writeFile(ctx, dst, func(w io.Writer) error {
		got, err := copyCtx(ctx, w, io.NewSectionReader(src, 0, size))
		if err == nil && got != size {
			err = fmt.Errorf("pack %d has %d of %d bytes: %w", n, got, size, news.ErrDamaged)
		}
		return err
	})
	f.Name = packDir + "/" + packName(n)
	return f, err
}

// writeFile makes a new file, syncs it and says what is in it.
func writeFile(ctx context.Context, path string, fill func(io.Writer) error) (file, error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return file{}, err
	}
	h := sha256.New()
	if err = fill(io.MultiWriter(f, h)); err == nil {
		err = f.Sync()
	}
	var size int64
	if info, serr := f.Stat(); serr == nil {
		size = info.Size()
	}
	if err = closing(f, err); err == nil {
		err = ctx.Err()
	}
	return file{Size: size, SHA256: hex.EncodeToString(h.Sum(nil))}, err
}

// check opens a copy, verifies it quickly and leaves no trace.
func check(ctx context.Context, dir string) error {
	o := Options{Holder: "backup", still: true}
	c, err := Open(dir, o)
	if err != nil {
		return err
	}
	report, err := c.Verify(ctx, VerifyOptions{})
	if err == nil {
		err = report.Err()
	}
	return errors.Join(err, c.Close(), os.Remove(filepath.Join(dir, lockName)))
}

// Restore makes an archive in dst from a backup in src, whose files are compared with their SHA-256. dst must hold no
// archive and no other people's files; an index/ in it is left, and found to be of another epoch. The restored archive
// keeps its UUID and gets a new epoch, later than any before. It is news.ErrInvalid when src is no backup,
// news.ErrDamaged when it is not whole.
func Restore(ctx context.Context, src, dst string) error {
	if err := restore(ctx, src, dst); err != nil {
		return fmt.Errorf("archive: restore %s to %s: %w", src, dst, err)
	}
	return nil
}

func restore(ctx context.Context, src, dst string) error {
	b, err := os.ReadFile(filepath.Join(src, manifestName))
	if err != nil {
		return fmt.Errorf("%s has no %s, so it is no finished backup: %w: %w", src, manifestName, news.ErrInvalid, err)
	}
	var m manifest
	if err := json.Unmarshal(b, &m); err != nil || m.UUID == "" {
		return fmt.Errorf("%s cannot be read (%v): %w", manifestName, err, news.ErrDamaged)
	}
	if m.Format > formatVersion {
		return fmt.Errorf("the backup has format %d, this program knows up to %d: %w", m.Format, formatVersion, news.ErrInvalid)
	}
	if err := vacant(dst); err != nil {
		return err
	}
	tmp := filepath.Join(dst, packDir+".tmp")
	if err := errors.Join(os.RemoveAll(tmp), os.RemoveAll(filepath.Join(dst, dbName+".tmp"))); err != nil {
		return err
	}
	if err := os.MkdirAll(tmp, 0o755); err != nil {
		return err
	}
	lock, err := acquire(dst, "restore", 0, time.Now())
	if err != nil {
		return err
	}
	if err := m.copy(ctx, src, dst, tmp); err != nil {
		return errors.Join(err, lock.release())
	}
	if err := m.arrive(dst, tmp); err != nil {
		return errors.Join(err, lock.release())
	}
	if err := lock.release(); err != nil {
		return err
	}
	return check(ctx, dst)
}

// copy brings every file of the manifest to a name that is not yet its own.
func (m *manifest) copy(ctx context.Context, src, dst, packs string) error {
	for _, f := range m.Files {
		if !filepath.IsLocal(filepath.FromSlash(f.Name)) {
			return fmt.Errorf("%s names %q: %w", manifestName, f.Name, news.ErrInvalid)
		}
		to := filepath.Join(packs, filepath.Base(f.Name))
		if f.Name == dbName {
			to = filepath.Join(dst, dbName+".tmp")
		}
		got, err := writeFile(ctx, to, func(w io.Writer) error {
			in, err := os.Open(filepath.Join(src, filepath.FromSlash(f.Name)))
			if err != nil {
				return fmt.Errorf("%w: %w", err, news.ErrDamaged)
			}
			_, err = copyCtx(ctx, w, in)
			return closing(in, err)
		})
		if err != nil {
			return err
		}
		if got.SHA256 != f.SHA256 {
			return fmt.Errorf("%s has SHA-256 %s, the manifest says %s: %w", f.Name, got.SHA256, f.SHA256, news.ErrDamaged)
		}
	}
	return nil
}

// arrive gives the copy its epoch and puts everything in its place, ARCHIVE last.
func (m *manifest) arrive(dst, packs string) error {
	tmp := filepath.Join(dst, dbName+".tmp")
	db, err := openDB(tmp, Options{})
	if err != nil {
		return err
	}
	err = db.Update(func(tx *bolt.Tx) error {
		w := &writer{reader: reader{tx}}
		of, err := readMeta(w.reader)
		if err != nil {
			return err
		}
		of.epoch = max(of.epoch+1, uint64(time.Now().UnixNano()))
		return putMeta(w, of)
	})
	if err = errors.Join(err, db.Close()); err != nil {
		return err
	}
	if err := os.Remove(filepath.Join(dst, packDir)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err // vacant said that it is empty
	}
	if err := errors.Join(syncDir(packs), os.Rename(packs, filepath.Join(dst, packDir)), os.Rename(tmp, filepath.Join(dst, dbName)), syncDir(dst)); err != nil {
		return err
	}
	return writeIdentity(dst, identity{m.Format, m.UUID, time.Now().UTC().Truncate(time.Second)})
}
