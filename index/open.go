package index

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"diembao/news"

	bindex "github.com/blevesearch/bleve_index_api"
)

// An Index finds articles. All methods are safe for concurrent use; Apply and Rebuild take turns.
type Index struct {
	dir string
	opt Options

	write  sync.Mutex // held by whoever changes the index
	cur    atomic.Pointer[engine]
	seq    atomic.Uint64
	closed atomic.Bool
}

// current names the generation that serves.
const current = "CURRENT"

// Open opens the index in dir, or makes an empty one. An index that is damaged, of another archive or epoch, or of
// another mapping is moved aside to quarantine-... and an empty one takes its place: Applied is 0 then, and the caller
// catches up. When another process holds it the error is news.ErrHeld, and nothing is moved.
func Open(dir string, opt Options) (*Index, error) {
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("index: open: %w", err)
	}
	x := &Index{dir: dir, opt: opt}
	if err := x.clean(); err != nil {
		return nil, err
	}
	name, err := os.ReadFile(filepath.Join(dir, current))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("index: open: %w", err)
	}
	gen := strings.TrimSpace(string(name))
	if e, err := x.openGeneration(gen); err != nil {
		return nil, err
	} else if e != nil {
		x.install(e)
		return x, x.removeOthers(gen)
	}
	e, err := x.create()
	if err != nil {
		return nil, err
	}
	x.install(e)
	return x, nil
}

func (x *Index) install(e *engine) {
	x.cur.Store(e)
	x.seq.Store(uint64(e.state.Seq))
	go x.warm(e)
}

// clean removes rebuilds that were not finished.
func (x *Index) clean() error {
	unfinished, err := filepath.Glob(filepath.Join(x.dir, "gen-*.building"))
	for _, p := range unfinished {
		if err = errors.Join(err, os.RemoveAll(p)); err == nil {
			x.opt.Log.Info("index: removed an unfinished rebuild", "dir", filepath.Base(p))
		}
	}
	if err != nil {
		return fmt.Errorf("index: open: %w", err)
	}
	return nil
}

// removeOthers removes generations that another one has replaced, or that were finished but never came to serve.
func (x *Index) removeOthers(gen string) error {
	all, err := filepath.Glob(filepath.Join(x.dir, "gen-*"))
	for _, p := range all {
		if name := filepath.Base(p); name != gen && isGeneration(name) {
			err = errors.Join(err, os.RemoveAll(p))
		}
	}
	if err != nil {
		return fmt.Errorf("index: open: %w", err)
	}
	return nil
}

// openGeneration opens the generation that CURRENT names. It is nil, without an error, when that is not to be trusted
// and has been moved aside, or when there is none.
func (x *Index) openGeneration(gen string) (*engine, error) {
	path := filepath.Join(x.dir, gen)
	if !isGeneration(gen) {
		return nil, nil
	}
	if _, err := os.Stat(filepath.Join(path, "root.bolt")); err != nil {
		return nil, x.quarantine(gen, fmt.Errorf("no root.bolt: %w", news.ErrDamaged))
	}
	e, err := openGuarded(path)
	if errors.Is(err, news.ErrHeld) {
		return nil, err
	}
	if err == nil {
		if err = e.load(); err == nil {
			err = x.fits(e.state)
		}
		if err == nil {
			return e, nil
		}
		e.release()
		<-e.done
	}
	return nil, x.quarantine(gen, err)
}

// openGuarded opens an engine whose files may be anything.
func openGuarded(path string) (e *engine, err error) {
	defer func() {
		if r := recover(); r != nil {
			e, err = nil, fmt.Errorf("index: open %s: %v: %w", filepath.Base(path), r, news.ErrDamaged)
		}
	}()
	return openEngine(path, narrow)
}

func isGeneration(name string) bool {
	n, ok := strings.CutPrefix(name, "gen-")
	_, err := strconv.ParseUint(n, 10, 32)
	return ok && err == nil
}

// fits says whether an index is of this archive and of this program's mapping.
func (x *Index) fits(s state) error {
	switch {
	case s.Mapping != mapping:
		return fmt.Errorf("mapping is %q, want %q", s.Mapping, mapping)
	case s.UUID != x.opt.ArchiveUUID:
		return fmt.Errorf("it is of archive %q, not of %q", s.UUID, x.opt.ArchiveUUID)
	case s.Epoch != x.opt.Epoch:
		return fmt.Errorf("it is of epoch %d, the archive is in %d", s.Epoch, x.opt.Epoch)
	}
	return nil
}

// quarantine moves a generation aside.
func (x *Index) quarantine(gen string, cause error) error {
	from := filepath.Join(x.dir, gen)
	if _, err := os.Stat(from); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for i := 1; ; i++ {
		to := filepath.Join(x.dir, fmt.Sprintf("quarantine-%s-%d", gen, i))
		if _, err := os.Stat(to); err == nil {
			continue
		}
		x.opt.Log.Warn("index: moved aside, will be made again", "dir", gen, "to", filepath.Base(to), "cause", cause)
		if err := os.Rename(from, to); err != nil {
			return fmt.Errorf("index: quarantine %s: %w", gen, err)
		}
		return nil
	}
}

// create makes an empty generation and lets CURRENT name it.
func (x *Index) create() (*engine, error) {
	gen, err := x.nextName()
	if err != nil {
		return nil, err
	}
	e, err := x.newEngine(filepath.Join(x.dir, gen), narrow)
	if err != nil {
		return nil, err
	}
	if err := x.pointTo(gen); err != nil {
		e.release()
		return nil, err
	}
	return e, nil
}

// newEngine makes an empty index that says what it is of.
func (x *Index) newEngine(path string, merges map[string]any) (*engine, error) {
	e, err := openEngine(path, merges)
	if err != nil {
		return nil, err
	}
	b := bindex.NewBatch()
	s, err := x.stamp(b, 0)
	if err == nil {
		err = e.write(b)
	}
	if err != nil {
		e.release()
		return nil, fmt.Errorf("index: create: %w", err)
	}
	e.state, e.fresh = s, true
	return e, nil
}

// stamp puts the state that holds after the batch into it.
func (x *Index) stamp(b *bindex.Batch, seq news.Seq) (state, error) {
	s := state{Seq: seq, UUID: x.opt.ArchiveUUID, Epoch: x.opt.Epoch, Mapping: mapping}
	raw, err := json.Marshal(s)
	if err == nil {
		b.SetInternal([]byte(stateKey), raw)
	}
	return s, err
}

// nextName is the first generation name that no directory has, quarantined ones included.
func (x *Index) nextName() (string, error) {
	entries, err := os.ReadDir(x.dir)
	if err != nil {
		return "", fmt.Errorf("index: open: %w", err)
	}
	last := 0
	for _, e := range entries {
		if _, n, ok := strings.Cut(e.Name(), "gen-"); ok {
			n, _, _ = strings.Cut(strings.TrimSuffix(n, ".building"), "-")
			if v, err := strconv.Atoi(n); err == nil {
				last = max(last, v)
			}
		}
	}
	return "gen-" + strconv.Itoa(last+1), nil
}

// pointTo makes CURRENT name gen, in one step that survives a power cut.
func (x *Index) pointTo(gen string) error {
	tmp := filepath.Join(x.dir, current+".tmp")
	err := writeSynced(tmp, gen+"\n")
	if err == nil {
		err = os.Rename(tmp, filepath.Join(x.dir, current))
	}
	if err == nil {
		err = syncDir(x.dir)
	}
	if err != nil {
		return fmt.Errorf("index: point to %s: %w", gen, err)
	}
	return nil
}

func writeSynced(path, text string) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if _, err = f.WriteString(text); err != nil {
		return err
	}
	return f.Sync()
}

// syncDir makes a rename durable. Systems that cannot sync a directory need none.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	_ = d.Sync() // not supported on Windows; where it fails elsewhere the next open finds the old CURRENT, which is whole
	return d.Close()
}

// Close waits for searches and background work and closes the files. A second Close does nothing.
func (x *Index) Close() error {
	if x.closed.Swap(true) {
		return nil
	}
	x.write.Lock()
	defer x.write.Unlock()
	e := x.cur.Swap(nil)
	if e == nil {
		return nil
	}
	e.release()
	<-e.done
	return e.poisoned()
}

// Applied is the position in the archive's change feed up to which the index is complete.
func (x *Index) Applied() news.Seq { return news.Seq(x.seq.Load()) }

// acquire is the engine that serves. The caller releases it.
func (x *Index) acquire() (*engine, error) {
	for {
		e := x.cur.Load()
		if e == nil {
			return nil, fmt.Errorf("index: closed or being reopened: %w", news.ErrBehind)
		}
		if e.acquire() {
			return e, nil
		}
	}
}

// reopen replaces a poisoned engine by a new handle on the same files. x.write is held.
func (x *Index) reopen(ctx context.Context) error {
	old := x.cur.Swap(nil)
	gen := ""
	if old != nil {
		gen = filepath.Base(old.path)
		x.opt.Log.Warn("index: reopening after an error", "dir", gen, "cause", old.poisoned())
		old.release()
		select {
		case <-old.done:
		case <-ctx.Done():
			x.cur.Store(nil)
			return ctx.Err()
		}
	} else if name, err := os.ReadFile(filepath.Join(x.dir, current)); err == nil {
		gen = strings.TrimSpace(string(name))
	}
	e, err := x.openGeneration(gen)
	if err == nil && e == nil {
		e, err = x.create()
	}
	if err != nil {
		return err
	}
	x.install(e)
	return nil
}
