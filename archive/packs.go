package archive

import (
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"diembao/archive/warc"
	"diembao/news"
)

// tailMax is how much a crash can leave behind the last acknowledged byte: one group and one overlong page.
const tailMax = groupBytes + warc.MaxBlock

var errSync = errors.New("archive: sync failed")

// place says where a record's gzip member stands.
type place struct {
	pack     int
	off, len int64
	crc      uint32 // CRC-32C of the member
}

type position struct {
	n   int
	end int64
}

// packRecord is what the catalogue knows of a pack. A pack is sealed when it has a SHA-256.
type packRecord struct {
	n       int
	created time.Time
	head    int64  // length of the warcinfo member
	headCRC uint32 // CRC-32C of it
	size    int64  // when sealed
	sha256  []byte // of the whole file, when sealed
}

func (p *packRecord) encode() []byte {
	var e encoder
	e.time(p.created)
	e.uint(uint64(p.head))
	e.uint(uint64(p.headCRC))
	e.uint(uint64(p.size))
	e.bytes(p.sha256)
	return e.b
}

func decodePack(n int, b []byte) (packRecord, error) {
	d := decoder{b: b}
	p := packRecord{n: n, created: d.time(), head: int64(d.uint()), headCRC: uint32(d.uint()), size: int64(d.uint())}
	p.sha256 = append([]byte(nil), d.bytes()...)
	return p, d.end()
}

// packStore is the files under packs/. Its position moves only under the archive's writer lock.
type packStore struct {
	dir     string
	archive string
	limit   int64
	mu      sync.RWMutex // of files
	still   sync.RWMutex // held for writing while purged pages are overwritten, for reading by who needs packs to stay as they are
	files   map[int]*os.File
	pos     position
	enc     *warc.Encoder
	short   int // a pack that lacks bytes: nothing more is written to it; 0 = none
}

func packName(n int) string { return fmt.Sprintf("%06d.warc.gz", n) }

// openPacks checks the files against the catalogue and cuts off what was never acknowledged.
func openPacks(a *Archive, c counters) (*packStore, error) {
	p := &packStore{
		dir: filepath.Join(a.dir, packDir), archive: a.id.UUID, limit: a.o.PackSize,
		files: map[int]*os.File{}, pos: position{c.pack, c.packEnd}, enc: warc.NewEncoder(),
	}
	if err := os.MkdirAll(p.dir, 0o755); err != nil {
		return nil, fmt.Errorf("archive: open packs: %w", err)
	}
	err := p.cutTail(a)
	if err == nil {
		err = p.complete(c)
	}
	if errors.Is(err, news.ErrDamaged) && a.o.Damaged {
		a.log.Warn("archive: opened although damaged", "err", err)
		p.short, err = c.pack, nil
	}
	return p, err
}

// complete says whether the present pack has all the bytes that the catalogue knows. Sealed packs are only looked for:
// verify reads them.
func (p *packStore) complete(c counters) error {
	for n := 1; n <= c.pack; n++ {
		info, err := os.Stat(filepath.Join(p.dir, packName(n)))
		if err != nil {
			return fmt.Errorf("archive: pack %d is missing (%v): restore a backup: %w", n, err, news.ErrDamaged)
		}
		if n == c.pack && info.Size() < c.packEnd {
			return fmt.Errorf("archive: pack %d has %d of %d bytes: restore a backup: %w", n, info.Size(), c.packEnd, news.ErrDamaged)
		}
	}
	return nil
}

// cutTail removes the bytes behind the last acknowledged record, and a pack begun for nothing. More than one crash can
// leave means that archive.db is older than the packs: then nothing is touched.
func (p *packStore) cutTail(a *Archive) error {
	entries, err := os.ReadDir(p.dir)
	if err != nil {
		return fmt.Errorf("archive: open packs: %w", err)
	}
	for _, e := range entries {
		n, err := strconv.Atoi(strings.TrimSuffix(e.Name(), ".warc.gz"))
		if err != nil || e.Name() != packName(n) || n < p.pos.n {
			continue
		}
		info, err := e.Info()
		if err != nil {
			return fmt.Errorf("archive: open packs: %w", err)
		}
		extra, path := info.Size(), filepath.Join(p.dir, e.Name())
		if n == p.pos.n {
			extra -= p.pos.end
		}
		switch {
		case n > p.pos.n+1 || extra > tailMax:
			return fmt.Errorf("archive: %s is older than pack %d: was it replaced? restore a backup: %w", dbName, n, news.ErrDamaged)
		case n > p.pos.n:
			err = os.Remove(path)
		case extra > 0:
			err = os.Truncate(path, p.pos.end)
		default:
			continue
		}
		a.log.Info("archive: cut what a crash left unfinished", "pack", n, "bytes", extra)
		if err != nil {
			return fmt.Errorf("archive: cut pack %d: %w", n, err)
		}
	}
	return nil
}

func (p *packStore) position() position { return p.pos }

// file opens a pack once and keeps it open.
func (p *packStore) file(n int) (*os.File, error) {
	p.mu.RLock()
	f := p.files[n]
	p.mu.RUnlock()
	if f != nil {
		return f, nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if f := p.files[n]; f != nil {
		return f, nil
	}
	f, err := os.OpenFile(filepath.Join(p.dir, packName(n)), os.O_RDWR, 0)
	if err != nil {
		return nil, fmt.Errorf("archive: open pack %d: %w: %w", n, err, news.ErrDamaged)
	}
	p.files[n] = f
	return f, nil
}

// append writes the members of a group behind the last one and syncs the pack. opened is the record of a pack that had
// to be begun.
func (p *packStore) append(group []*job, now time.Time) (places []place, opened *packRecord, err error) {
	places = make([]place, len(group))
	var members [][]byte
	for _, j := range group {
		members = append(members, j.member)
	}
	all := slices.Concat(members...)
	if len(all) == 0 {
		return places, nil, nil
	}
	if p.pos.n == p.short || p.pos.end+int64(len(all)) > p.limit && p.pos.end > 0 {
		if opened, err = p.turn(now); err != nil {
			return nil, nil, err
		}
	}
	f, err := p.file(p.pos.n)
	if err != nil {
		return nil, nil, err
	}
	if _, err := f.WriteAt(all, p.pos.end); err != nil {
		return nil, nil, fmt.Errorf("archive: write pack %d: %w", p.pos.n, err)
	}
	if err := syncData(f); err != nil {
		return nil, nil, fmt.Errorf("%w: pack %d: %w", errSync, p.pos.n, err)
	}
	for i, j := range group {
		if size := int64(len(j.member)); size > 0 {
			places[i] = place{p.pos.n, p.pos.end, size, crc32.Checksum(j.member, castagnoli)}
			p.pos.end += size
		}
	}
	return places, opened, nil
}

// turn begins the next pack with its warcinfo record.
func (p *packStore) turn(now time.Time) (*packRecord, error) {
	n := p.pos.n + 1
	f, err := os.OpenFile(filepath.Join(p.dir, packName(n)), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return nil, fmt.Errorf("archive: begin pack %d: %w", n, err)
	}
	p.mu.Lock()
	p.files[n] = f
	p.mu.Unlock()
	p.pos = position{n, 0}
	head := p.enc.Info(packName(n), "urn:uuid:"+p.archive, "diembao", now)
	if _, err := f.Write(head); err != nil {
		return nil, fmt.Errorf("archive: begin pack %d: %w", n, err)
	}
	if err := syncDir(p.dir); err != nil {
		return nil, fmt.Errorf("%w: begin pack %d: %w", errSync, n, err)
	}
	p.pos.end = int64(len(head))
	return &packRecord{n: n, created: now, head: int64(len(head)), headCRC: crc32.Checksum(head, castagnoli)}, nil
}

// rewind drops everything behind a position.
func (p *packStore) rewind(to position) error {
	for ; p.pos.n > to.n; p.pos.n-- {
		p.mu.Lock()
		f := p.files[p.pos.n]
		delete(p.files, p.pos.n)
		p.mu.Unlock()
		if err := closing(f, nil); err != nil {
			return fmt.Errorf("archive: take back pack %d: %w", p.pos.n, err)
		}
		if err := os.Remove(filepath.Join(p.dir, packName(p.pos.n))); err != nil {
			return fmt.Errorf("archive: take back pack %d: %w", p.pos.n, err)
		}
	}
	p.pos = to
	if to.n == 0 {
		return nil
	}
	f, err := p.file(to.n)
	if err != nil {
		return err
	}
	if info, err := f.Stat(); err != nil || info.Size() <= to.end {
		return err
	}
	return f.Truncate(to.end)
}

// read gives the bytes of one member, which must be what was written.
func (p *packStore) read(at place) ([]byte, error) {
	b, err := p.raw(at)
	if err == nil && crc32.Checksum(b, castagnoli) != at.crc {
		err = fmt.Errorf("archive: pack %d at %d has a wrong checksum: %w", at.pack, at.off, news.ErrDamaged)
	}
	if err != nil {
		return nil, err
	}
	return b, nil
}

func (p *packStore) raw(at place) ([]byte, error) {
	f, err := p.file(at.pack)
	if err != nil {
		return nil, err
	}
	if at.len > warc.MaxBlock {
		return nil, fmt.Errorf("archive: pack %d at %d: member of %d bytes: %w", at.pack, at.off, at.len, news.ErrDamaged)
	}
	b := make([]byte, at.len)
	if _, err := f.ReadAt(b, at.off); err != nil {
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return nil, fmt.Errorf("archive: read pack %d at %d: %w: %w", at.pack, at.off, err, news.ErrDamaged)
	}
	return b, nil
}

func (p *packStore) close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	var errs []error
	for n, f := range p.files {
		errs = append(errs, f.Close())
		delete(p.files, n)
	}
	return errors.Join(errs...)
}
