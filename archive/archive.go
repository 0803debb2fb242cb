package archive

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	bolt "go.etcd.io/bbolt"

	"diembao/archive/warc"
	"diembao/news"
)

// Options says how an archive is opened. The zero value is the usual way.
type Options struct {
	Log      *slog.Logger     // nil: silent
	Now      func() time.Time // nil: time.Now
	Holder   string           // what the owner is doing, for others to read: "serve", "crawl"
	Timeout  time.Duration    // how long to wait for another owner; 0 = 1.5 s, negative = not at all
	MaxSize  int64            // bound of archive.db in bytes; 0 = none
	MinFree  int64            // writing stops with ErrFull when the disk has less room, in bytes; 0 = 64 MiB, negative = never
	PackSize int64            // a pack is sealed at this size in bytes; 0 = 1 GiB
	Damaged  bool             // open although packs lack bytes that the catalogue knows: to verify and to save what is left

	still bool // change no byte: a backup is being checked
}

func (o *Options) defaults() {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Timeout == 0 {
		o.Timeout = 1500 * time.Millisecond
	}
	if o.MinFree == 0 {
		o.MinFree = 64 << 20
	}
	if o.PackSize <= 0 {
		o.PackSize = 1 << 30
	}
}

// ErrFull says that the disk, or archive.db up to Options.MaxSize, has no room left. Nothing of the call was stored,
// what was stored before is whole, and the call may be tried again when there is room.
var ErrFull = errors.New("no room left on the disk")

// ErrBroken says that a write to the disk failed in a way that leaves open what reached it. The archive goes on to
// answer reads; to write again it must be closed and opened.
var ErrBroken = errors.New("archive stopped writing after a disk error; close and open it again")

// An Archive is an open data directory. All methods are safe for concurrent use.
type Archive struct {
	dir   string
	o     Options
	log   *slog.Logger
	id    identity // its format is texts.format's once the archive is open
	epoch uint64
	lock  *dirLock

	dbmu  sync.RWMutex // held for writing while archive.db is replaced or closed
	db    *bolt.DB
	packs *packStore
	texts *texts
	enc   sync.Pool // of *warc.Encoder

	unread  unread
	packed  atomic.Int64 // when the last page was packed, in nanoseconds
	hasty   atomic.Bool  // it came within haste of the one before
	leasing sync.Map     // sources that this process has leased of, as keys

	queue  queue
	wmu    sync.Mutex // held by whoever writes
	broken atomic.Pointer[error]
	feed   feed

	background sync.WaitGroup
	stop       context.CancelFunc
	stopped    context.Context
	sealing    sync.Mutex
}

// Open opens the archive in dir. It fails with news.ErrNoArchive when dir is missing, empty or somebody else's, with a
// *HeldError when another process owns it, and with news.ErrDamaged when the catalogue or a pack is not what was
// written; nothing is written in any of these cases. What a crash left beyond the last acknowledged write is cut off.
func Open(dir string, o Options) (*Archive, error) {
	o.defaults()
	id, err := recognise(dir)
	if err != nil {
		return nil, err
	}
	lock, err := acquire(dir, o.Holder, o.Timeout, o.Now())
	if err != nil {
		return nil, err
	}
	a, err := open(dir, o, id, lock)
	if err != nil {
		return nil, errors.Join(err, lock.release())
	}
	return a, nil
}

// Create makes an empty archive in dir and opens it. dir is made when it is missing; a directory that holds an archive
// or other people's files is refused with news.ErrInvalid, and nothing is written.
func Create(dir string, o Options) (*Archive, error) {
	o.defaults()
	if err := vacant(dir); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Join(dir, packDir), 0o755); err != nil {
		return nil, fmt.Errorf("archive: create %s: %w", dir, err)
	}
	lock, err := acquire(dir, o.Holder, o.Timeout, o.Now())
	if err != nil {
		return nil, err
	}
	id := identity{Format: formatVersion, UUID: warc.NewID(), Created: o.Now().UTC().Truncate(time.Second)}
	a, err := func() (*Archive, error) {
		if err := vacant(dir); err != nil { // again, now that nobody else can be creating it
			return nil, err
		}
		if err := createDB(dir, id); err != nil {
			return nil, fmt.Errorf("archive: create %s: %w", dir, err)
		}
		if err := writeIdentity(dir, id); err != nil {
			return nil, fmt.Errorf("archive: create %s: %w", dir, err)
		}
		return open(dir, o, id, lock)
	}()
	if err != nil {
		return nil, errors.Join(err, lock.release())
	}
	return a, nil
}

// open does the rest once the directory is ours.
func open(dir string, o Options, id identity, lock *dirLock) (*Archive, error) {
	a := &Archive{dir: dir, o: o, log: o.Log, lock: lock, texts: newTexts()}
	a.enc.New = func() any { return warc.NewEncoder() }
	a.feed.changed, a.queue.pressed = make(chan struct{}), make(chan struct{}, 1)
	var err error
	if a.db, err = openDB(filepath.Join(dir, dbName), o); err != nil {
		return nil, err
	}
	if err = a.start(id); err != nil {
		return nil, errors.Join(err, a.db.Close())
	}
	a.stopped, a.stop = context.WithCancel(context.Background())
	a.sealLater()
	return a, nil
}

func (a *Archive) start(id identity) error {
	var c counters
	var of meta
	err := a.view(context.Background(), func(r reader) (err error) {
		if of, err = readMeta(r); err != nil {
			return err
		}
		c, err = r.counters()
		return err
	})
	if err != nil {
		return err
	}
	if id.UUID == "" { // the mark was lost; the catalogue says who it is
		id = identity{UUID: of.uuid, Created: a.o.Now().UTC().Truncate(time.Second)}
		a.log.Warn("archive: the file "+markName+" was missing and is written again", "dir", a.dir)
	}
	if id.UUID != of.uuid {
		return fmt.Errorf("archive: %s belongs to archive %s, its %s to %s: restore a backup: %w", markName, id.UUID, dbName, of.uuid, news.ErrDamaged)
	}
	if id.Format != of.format && !a.o.still { // lost, or a crash came between the two when the format was raised
		id.Format = of.format
		if err := writeIdentity(a.dir, id); err != nil {
			return fmt.Errorf("archive: open %s: %w", a.dir, err)
		}
	}
	a.id, a.epoch = id, of.epoch
	a.texts.format.Store(int32(of.format))
	a.feed.seq.Store(c.seq)
	a.packs, err = openPacks(a, c)
	return err
}

// Close waits for what is being written, then lets the directory go. Calls after it fail.
func (a *Archive) Close() error {
	a.stop()
	a.background.Wait()
	a.wmu.Lock()
	defer a.wmu.Unlock()
	a.dbmu.Lock()
	defer a.dbmu.Unlock()
	if a.db == nil {
		return nil
	}
	err := errors.Join(a.db.Close(), a.packs.close(), a.lock.release())
	a.db = nil
	a.feed.wake()
	a.texts.close()
	return err
}

// UUID names the archive; a restored copy keeps it.
func (a *Archive) UUID() string { return a.id.UUID }

// Epoch grows whenever the archive is restored: sequence numbers of different epochs do not compare.
func (a *Archive) Epoch() uint64 { return a.epoch }

// Dir is the data directory.
func (a *Archive) Dir() string { return a.dir }
