package archive

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	bolt "go.etcd.io/bbolt"

	"diembao/news"
)

// tree lists all files below dir with their bytes, to see whether anything was written.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			out[p] = "dir"
			return err
		}
		b, err := os.ReadFile(p)
		out[p] = string(b)
		return err
	})
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	return out
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestDirectoriesThatAreNoArchive(t *testing.T) {
	otherBolt := func(dir string) {
		write(t, filepath.Join(dir, "x"), "")
		db, err := bolt.Open(filepath.Join(dir, dbName), 0o644, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Update(func(tx *bolt.Tx) error { _, err := tx.CreateBucket([]byte("theirs")); return err }); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		prepare      func(dir string)
		open, create error
	}{
		"missing":         {func(string) {}, news.ErrNoArchive, nil},
		"empty":           {func(dir string) { _ = os.MkdirAll(dir, 0o755) }, news.ErrNoArchive, nil},
		"ours but empty":  {func(dir string) { write(t, filepath.Join(dir, "sources.yaml"), "") }, news.ErrNoArchive, nil},
		"foreign":         {func(dir string) { write(t, filepath.Join(dir, "thu.docx"), "x") }, news.ErrNoArchive, news.ErrInvalid},
		"a file":          {func(dir string) { write(t, dir, "x") }, news.ErrNoArchive, news.ErrInvalid},
		"other bolt":      {otherBolt, news.ErrNoArchive, news.ErrInvalid},
		"other db":        {func(dir string) { write(t, filepath.Join(dir, dbName), "SQLite format 3") }, news.ErrNoArchive, news.ErrInvalid},
		"empty db":        {func(dir string) { write(t, filepath.Join(dir, dbName), "") }, news.ErrNoArchive, news.ErrInvalid},
		"packs only":      {func(dir string) { write(t, filepath.Join(dir, packDir, packName(1)), "x") }, news.ErrNoArchive, news.ErrInvalid},
		"mark of garbage": {func(dir string) { write(t, filepath.Join(dir, markName), "x") }, news.ErrDamaged, news.ErrInvalid},
		"mark only":       {func(dir string) { write(t, filepath.Join(dir, markName), `{"format":1,"uuid":"x"}`) }, news.ErrDamaged, news.ErrInvalid},
		"newer":           {func(dir string) { write(t, filepath.Join(dir, markName), `{"format":99,"uuid":"x"}`) }, news.ErrInvalid, news.ErrInvalid},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "data")
			c.prepare(dir)
			before := tree(t, dir)
			if _, err := Open(dir, Options{}); !errors.Is(err, c.open) {
				t.Errorf("Open: %v, want %v", err, c.open)
			} else {
				t.Log(err)
			}
			if after := tree(t, dir); !reflect.DeepEqual(before, after) {
				t.Error("Open wrote something")
			}
			a, err := Create(dir, Options{})
			if !errors.Is(err, c.create) {
				t.Errorf("Create: %v, want %v", err, c.create)
			}
			if err != nil {
				if after := tree(t, dir); !reflect.DeepEqual(before, after) {
					t.Error("Create wrote something")
				}
				return
			}
			clean(t, a)
			if err := a.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestDamagedFiles(t *testing.T) {
	for name, damage := range map[string]func(dir string) error{
		"database cut":     func(dir string) error { return os.Truncate(filepath.Join(dir, dbName), 3*pageSize) },
		"database one off": func(dir string) error { return cut(filepath.Join(dir, dbName), 1) },
		"database emptied": func(dir string) error { return os.Truncate(filepath.Join(dir, dbName), 0) },
		"database garbage": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, dbName), bytes.Repeat([]byte("rác "), 1<<16), 0o644)
		},
		"database missing": func(dir string) error { return os.Remove(filepath.Join(dir, dbName)) },
		"older head":       func(dir string) error { return spoil(filepath.Join(dir, dbName), 40) },
		"newer head":       func(dir string) error { return spoil(filepath.Join(dir, dbName), pageSize+40) },
		"pack cut":         func(dir string) error { return cut(lastPack(dir), 1) },
		"pack missing":     func(dir string) error { return os.Remove(filepath.Join(dir, packDir, packName(1))) },
		"swapped": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, markName), []byte(`{"format":1,"uuid":"other"}`), 0o644)
		},
		"pack from the future": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, packDir, packName(900)), []byte("x"), 0o644)
		},
	} {
		t.Run(name, func(t *testing.T) {
			a := filled(t, 20)
			if err := a.Close(); err != nil {
				t.Fatal(err)
			}
			shrink(t, filepath.Join(a.dir, dbName))
			if err := damage(a.dir); err != nil {
				t.Fatal(err)
			}
			if b, err := Open(a.dir, Options{}); !errors.Is(err, news.ErrDamaged) {
				t.Errorf("Open: %v", err)
				if err == nil {
					_ = b.Close()
				}
			} else {
				t.Log(err)
			}
		})
	}
}

// shrink cuts the unused end that bbolt allocates ahead, so that cutting one byte more hurts.
func shrink(t *testing.T, path string) {
	t.Helper()
	db, err := bolt.Open(path, 0o644, nil)
	if err != nil {
		t.Fatal(err)
	}
	var size int64
	_ = db.View(func(tx *bolt.Tx) error { size = tx.Size(); return nil })
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, size); err != nil {
		t.Fatal(err)
	}
}

func spoil(path string, at int64) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteAt([]byte{0xa5, 0x5a}, at)
	return closing(f, err)
}

func cut(path string, n int64) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	return os.Truncate(path, info.Size()-n)
}

func lastPack(dir string) string {
	all, _ := filepath.Glob(filepath.Join(dir, packDir, "*.warc.gz"))
	slices.Sort(all)
	return all[len(all)-1]
}

// TestSalvage opens an archive whose last pack lost bytes: what is left can be read, and new pages go to a new pack.
func TestSalvage(t *testing.T) {
	a := filled(t, 20)
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if err := cut(lastPack(a.dir), 10); err != nil {
		t.Fatal(err)
	}
	b, err := Open(a.dir, Options{Damaged: true})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if _, err := b.Snapshot(ctx, 21); !errors.Is(err, news.ErrDamaged) {
		t.Errorf("the lost page: %v", err)
	}
	num := mustAdd(t, b, page("/moi", "x"))
	for _, n := range []uint64{1, 20, num} {
		if _, err := b.Snapshot(ctx, n); err != nil {
			t.Error(err)
		}
	}
	r, err := b.Verify(ctx, VerifyOptions{ReadData: true})
	if err != nil || !errors.Is(r.Err(), news.ErrDamaged) {
		t.Error(err, r.Problems)
	}
	t.Log(r.Problems)
}

func TestTailOfACrashIsCut(t *testing.T) {
	a := filled(t, 5)
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	path := lastPack(a.dir)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	write(t, path, string(before)+"half a record")
	next := filepath.Join(a.dir, packDir, packName(a.packs.pos.n+1))
	write(t, next, "begun for nothing")
	b, err := Open(a.dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Error("the tail is still there", err)
	}
	if _, err := os.Stat(next); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
	mustAdd(t, b, page("/x", "x"))
	clean(t, b)
}

func TestLostMarkIsWrittenAgain(t *testing.T) {
	a := filled(t, 2)
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(a.dir, markName)); err != nil {
		t.Fatal(err)
	}
	b, err := Open(a.dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	clean(t, reopen(t, b, Options{}))
}

// TestBitRotInValues flips one byte in each record's key or value, and in packs: verify must see every one.
func TestBitRotInValues(t *testing.T) {
	a := filled(t, 30)
	a.background.Wait()
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	path := filepath.Join(a.dir, dbName)
	db, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var at []int64
	for _, stored := range stored(t, path) {
		if n := bytes.Count(db, stored); n != 1 {
			continue // an older copy stands in a free page
		}
		at = append(at, int64(bytes.Index(db, stored)+rnd.IntN(len(stored))))
	}
	rnd.Shuffle(len(at), func(i, j int) { at[i], at[j] = at[j], at[i] })
	at = at[:min(len(at), 100)]
	if len(at) < 80 {
		t.Fatalf("only %d places to flip", len(at))
	}
	missed := 0
	for _, off := range at {
		flip(t, path, off)
		if !seen(t, a.dir) {
			missed++
			t.Errorf("byte %d of %s: not found", off, dbName)
		}
		flip(t, path, off)
	}
	flips := len(at)
	for n := 1; n <= a.packs.pos.n; n++ {
		pack := filepath.Join(a.dir, packDir, packName(n))
		info, err := os.Stat(pack)
		if err != nil {
			t.Fatal(err)
		}
		for range 20 {
			off := rnd.Int64N(info.Size())
			flip(t, pack, off)
			if !seen(t, a.dir) {
				missed++
				t.Errorf("byte %d of pack %d: not found", off, n)
			}
			flip(t, pack, off)
			flips++
		}
	}
	if seen(t, a.dir) {
		t.Error("a problem is left although every byte was put back")
	}
	t.Logf("%d flips, %d missed", flips, missed)
}

// stored are the keys and values of all records, each with its neighbour, so that short ones are found in one place.
func stored(t *testing.T, path string) (out [][]byte) {
	t.Helper()
	db, err := bolt.Open(path, 0o644, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.View(func(tx *bolt.Tx) error {
		return tx.ForEach(func(_ []byte, b *bolt.Bucket) error {
			return b.ForEach(func(k, v []byte) error {
				out = append(out, append(bytes.Clone(k), v...))
				return nil
			})
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// seen says whether opening or verifying tells of damage.
func seen(t *testing.T, dir string) bool {
	t.Helper()
	a, err := Open(dir, Options{Damaged: true, still: true})
	if err != nil {
		if !errors.Is(err, news.ErrDamaged) && !errors.Is(err, news.ErrInvalid) {
			t.Error(err)
		}
		return true
	}
	defer a.Close()
	r, err := a.Verify(ctx, VerifyOptions{ReadData: true})
	if err != nil {
		t.Error(err)
	}
	return r.Err() != nil
}

// TestBitRotAnywhere flips bytes of archive.db wherever: the process must live, and what verify calls whole must read as
// before.
func TestBitRotAnywhere(t *testing.T) {
	a := filled(t, 30)
	a.background.Wait()
	want := readAll(t, a)
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(a.dir, dbName)
	shrink(t, path)
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(3, 4))
	found := 0
	for range 200 {
		off := rnd.Int64N(info.Size())
		flip(t, path, off)
		if seen(t, a.dir) {
			found++
		} else {
			b, err := Open(a.dir, Options{still: true})
			if err != nil {
				t.Fatal(err)
			}
			if got := readAll(t, b); !reflect.DeepEqual(got, want) {
				t.Errorf("byte %d: verify sees nothing, but it reads otherwise", off)
			}
			if err := b.Close(); err != nil {
				t.Error(err)
			}
		}
		flip(t, path, off)
	}
	t.Logf("200 flips, %d in bytes that matter", found)
}

// readAll is everything that can be read, as text.
func readAll(t *testing.T, a *Archive) (out []any) {
	t.Helper()
	s, err := a.Stats(ctx)
	out = append(out, s, err)
	changes, err := a.Changes(ctx, 0, 10000)
	out = append(out, changes, err)
	for num := range uint64(s.Snapshots) {
		snap, err := a.Snapshot(ctx, num+1)
		out = append(out, snap, err)
	}
	for id := range news.ID(s.Articles) {
		all, err := a.Revisions(ctx, id+1)
		out = append(out, all, err)
	}
	for v, err := range a.Visits(ctx, "") {
		out = append(out, v, err)
	}
	hosts, err := a.Hosts(ctx)
	saved, err2 := a.Saved(ctx)
	fixed, err3 := a.Corrections(ctx)
	marks, err4 := a.Marks(ctx)
	return append(out, hosts, err, saved, err2, fixed, err3, marks, err4)
}
