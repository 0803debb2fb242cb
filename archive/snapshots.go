package archive

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"diembao/archive/warc"
	"diembao/news"
)

// MaxBody bounds the body of one snapshot, in bytes.
const MaxBody = 64 << 20

// A snapshotRecord is what the catalogue keeps of a snapshot; its header and body are in the pack.
type snapshotRecord struct {
	source    string
	url       string // as asked for
	final     string // empty: the same
	time      time.Time
	status    int
	sha256    []byte // of the body
	size      int    // of the body
	published news.Instant
	problems  []news.Problem
	at        place
	id        string    // of the WARC record: 36 characters
	base      uint64    // the snapshot that holds the same body; 0: this one does
	before    [2]uint64 // the snapshot before this one of the URL asked for, and of the final URL
	purged    time.Time // then only at, time and before remain
}

func (s *snapshotRecord) encode() []byte {
	var e encoder
	e.time(s.purged)
	e.time(s.time)
	e.uint(uint64(s.at.pack))
	e.uint(uint64(s.at.off))
	e.uint(uint64(s.at.len))
	e.uint(uint64(s.at.crc))
	if !s.purged.IsZero() {
		return e.b
	}
	e.str(s.source)
	e.str(s.url)
	e.str(s.final)
	e.uint(uint64(s.status))
	e.bytes(s.sha256)
	e.uint(uint64(s.size))
	e.instant(s.published)
	e.uint(uint64(len(s.problems)))
	for _, p := range s.problems {
		e.str(p.Code)
		e.str(p.Detail)
	}
	e.str(s.id)
	e.uint(s.base)
	e.uint(s.before[0])
	e.uint(s.before[1])
	return e.b
}

func decodeSnapshot(b []byte) (*snapshotRecord, error) {
	d := decoder{b: b}
	s := &snapshotRecord{purged: d.time(), time: d.time()}
	s.at = place{int(d.uint()), int64(d.uint()), int64(d.uint()), uint32(d.uint())}
	if !s.purged.IsZero() {
		return s, d.end()
	}
	s.source, s.url, s.final, s.status = d.str(), d.str(), d.str(), int(d.uint())
	s.sha256, s.size, s.published = bytes.Clone(d.bytes()), int(d.uint()), d.instant()
	for range min(d.uint(), 1000) {
		s.problems = append(s.problems, news.Problem{Code: d.str(), Detail: d.str()})
	}
	s.id, s.base, s.before = d.str(), d.uint(), [2]uint64{d.uint(), d.uint()}
	return s, d.end()
}

// keys are the canonical URLs the snapshot is found under: asked for, and final when that is another.
func (s *snapshotRecord) keys() []string {
	asked, err := news.CanonicalURL(s.url)
	if err != nil {
		return nil
	}
	if final, err := news.CanonicalURL(s.final); err == nil && final != asked {
		return []string{asked, final}
	}
	return []string{asked}
}

// snapshot is a record by its number; news.ErrNotFound when there is none or it was purged.
func (r reader) snapshot(num uint64) (*snapshotRecord, error) {
	payload, err := r.get(bSnapshots, numKey(num))
	if err != nil {
		return nil, err
	}
	if payload == nil {
		return nil, fmt.Errorf("archive: snapshot %d: %w", num, news.ErrNotFound)
	}
	s, err := decodeSnapshot(payload)
	if err == nil && !s.purged.IsZero() {
		err = fmt.Errorf("archive: snapshot %d was purged: %w", num, news.ErrNotFound)
	}
	return s, err
}

// errBaseGone says that the body a revisit record refers to was purged meanwhile.
var errBaseGone = errors.New("archive: the body referred to is gone")

// AddSnapshot stores an answer and a change entry and gives its number, which is also put into s.Num, with s.SHA256.
// A body that is the last one of that URL again is stored as a reference to it. Without a URL of http or https, or with
// a SHA256 that is not the body's, it is news.ErrInvalid; with a body over MaxBody news.ErrTooLarge. The body is the
// archive's from then on.
func (a *Archive) AddSnapshot(ctx context.Context, s *news.Snapshot) (uint64, error) {
	err := a.store(ctx, s, false, alone)
	if err != nil {
		return 0, fmt.Errorf("archive: add snapshot of %.200s: %w", s.URL, err)
	}
	return s.Num, nil
}

// Finish stores an outcome in one transaction: the visit's new state, the snapshot if there is one, the links found and
// the host's state. It gives the snapshot's number (also put in the stored Visit.Snapshot, and in o.Snapshot.Num), 0
// without one. The visit need not hold a lease; one without a SHA256 gets the snapshot's.
func (a *Archive) Finish(ctx context.Context, o news.Outcome) (uint64, error) {
	url, err := news.CanonicalURL(o.Visit.URL)
	if err != nil {
		return 0, fmt.Errorf("archive: finish: %w", err)
	}
	o.Visit.URL = url
	found := canonicalVisits(o.Found)
	var num uint64
	apply := func(w *writer, n uint64) error {
		num = n
		v := o.Visit
		if n != 0 {
			v.Snapshot, v.SHA256 = n, cmp.Or(v.SHA256, o.Snapshot.SHA256)
		}
		u, err := w.url(url)
		if err != nil {
			return err
		}
		if u == nil {
			u = &urlRecord{}
		}
		if err := w.putVisit(u, v); err != nil {
			return err
		}
		if o.Host != nil {
			if err := w.putHost(o.Host); err != nil {
				return err
			}
		}
		_, err = w.discover(found)
		return err
	}
	if o.Snapshot == nil {
		err = a.update(ctx, nil, func(w *writer, _ place) error { return apply(w, 0) })
	} else {
		err = a.store(ctx, o.Snapshot, true, apply)
	}
	if err != nil {
		return 0, fmt.Errorf("archive: finish %.200s: %w", url, err)
	}
	return num, nil
}

// store writes the snapshot and whatever "also" adds in one transaction, and puts its number into it.
func (a *Archive) store(ctx context.Context, s *news.Snapshot, patient bool, also func(w *writer, num uint64) error) error {
	rec, err := describe(s)
	if err != nil {
		return err
	}
	for range 2 { // the second time without a reference, when the body referred to went away in between
		j, err := a.adding(ctx, s, rec, also)
		if err != nil {
			return err
		}
		j.patient = patient
		err = a.run(ctx, j)
		if !errors.Is(err, errBaseGone) {
			return err
		}
	}
	return errBaseGone // unreachable in practice: a purge would have to win twice
}

// adding is the job that adds a snapshot and does what "also" says with its number.
func (a *Archive) adding(ctx context.Context, s *news.Snapshot, rec *snapshotRecord, also func(w *writer, num uint64) error) (*job, error) {
	member, page, err := a.member(ctx, s, rec)
	if err != nil {
		return nil, err
	}
	var num uint64
	do := func(w *writer, at place) (err error) {
		if num, err = w.addSnapshot(*rec, at); err != nil {
			return err
		}
		return also(w, num)
	}
	stored := func() {
		s.Num = num
		a.unread.keep(num, page)
	}
	return &job{member: member, do: do, stored: stored}, nil
}

// alone is for adding without anything else.
func alone(*writer, uint64) error { return nil }

func describe(s *news.Snapshot) (*snapshotRecord, error) {
	if _, err := news.CanonicalURL(s.URL); err != nil {
		return nil, err
	}
	if len(s.Body) > MaxBody {
		return nil, fmt.Errorf("body of %d bytes: %w", len(s.Body), news.ErrTooLarge)
	}
	if s.Status < 0 || s.Status > 999 {
		return nil, fmt.Errorf("status %d: %w", s.Status, news.ErrInvalid)
	}
	digest := sha256.Sum256(s.Body)
	if want := hex.EncodeToString(digest[:]); s.SHA256 == "" {
		s.SHA256 = want
	} else if s.SHA256 != want {
		return nil, fmt.Errorf("the body's SHA-256 is %s, not %.80s: %w", want, s.SHA256, news.ErrInvalid)
	}
	rec := &snapshotRecord{
		source: s.Source, url: s.URL, final: s.FinalURL, time: s.Time.UTC(), status: s.Status, sha256: digest[:],
		size: len(s.Body), published: s.Published, problems: s.Problems[:min(len(s.Problems), 1000)], id: warc.NewID(),
	}
	if rec.final == rec.url {
		rec.final = ""
	}
	return rec, nil
}

// haste is the time between two pages from which on time is dearer than room: packs grow by a tenth, and transactions wait
// as long for each other. A crawl that keeps its manners stores a page now and then and has time to pack it well.
const haste = 20 * time.Millisecond

// member makes the pack record, before the writer's lock is taken: compressing is the dearest part. The page is empty when
// the record is only a reference.
func (a *Archive) member(ctx context.Context, s *news.Snapshot, rec *snapshotRecord) (member []byte, kept unpackedPage, err error) {
	page := &warc.Page{
		ID: rec.id, URL: s.URL, FinalURL: s.FinalURL, Time: rec.time, Status: s.Status, Header: s.Header, Body: s.Body,
		SHA256: s.SHA256, Source: s.Source, Truncated: truncated(s.Problems),
	}
	if page.Body == nil {
		page.Body = []byte{}
	}
	rec.base = 0
	err = a.view(ctx, func(r reader) error {
		base, last, err := r.sameBody(rec)
		if err == nil && base != 0 {
			rec.base, page.RefersTo = base, last.id
		}
		return err
	})
	if err != nil {
		return nil, kept, err
	}
	enc := a.enc.Get().(*warc.Encoder)
	defer a.enc.Put(enc)
	now := a.o.Now().UnixNano()
	enc.Fast = now-a.packed.Swap(now) < int64(haste)
	a.hasty.Store(enc.Fast)
	if rec.base != 0 {
		return enc.Revisit(page), kept, nil
	}
	member = enc.Response(page)
	return member, unpackedPage{enc.Head(), page.Body}, nil
}

// sameBody finds the snapshot that holds the body of rec, if the last snapshot of the URL had the same.
func (r reader) sameBody(rec *snapshotRecord) (uint64, *snapshotRecord, error) {
	u, err := r.url(rec.keys()[0])
	if err != nil || u == nil || u.last == 0 || rec.size == 0 {
		return 0, nil, err
	}
	last, err := r.snapshot(u.last)
	if errors.Is(err, news.ErrNotFound) || err == nil && !bytes.Equal(last.sha256, rec.sha256) {
		return 0, nil, nil
	}
	if err != nil {
		return 0, nil, err
	}
	if last.base == 0 {
		return u.last, last, nil
	}
	base, err := r.snapshot(last.base)
	return last.base, base, err
}

func truncated(problems []news.Problem) string {
	for _, p := range problems {
		switch p.Code {
		case news.ProblemTooLarge:
			return "length"
		case news.ProblemTruncated:
			return "disconnect"
		}
	}
	return ""
}

// addSnapshot gives a number, links the snapshot to its URLs and tells the feed.
func (w *writer) addSnapshot(rec snapshotRecord, at place) (uint64, error) {
	if rec.base != 0 {
		if _, err := w.snapshot(rec.base); errors.Is(err, news.ErrNotFound) {
			return 0, errBaseGone
		} else if err != nil {
			return 0, err
		}
	}
	w.n.snapshot++
	num := w.n.snapshot
	rec.at = at
	for i, key := range rec.keys() {
		u, err := w.url(key)
		if err != nil {
			return 0, err
		}
		if u == nil {
			u = &urlRecord{}
		}
		rec.before[i], u.last = u.last, num
		if err := w.putURL(key, u); err != nil {
			return 0, err
		}
	}
	if err := w.put(bSnapshots, numKey(num), rec.encode()); err != nil {
		return 0, err
	}
	err := w.count(rec.source, func(s *sourceRecord) {
		s.snapshots++
		if rec.time.After(s.lastSnapshot) {
			s.lastSnapshot = rec.time
		}
	})
	if err != nil {
		return 0, err
	}
	return num, w.change(news.Change{Kind: news.SnapshotStored, Num: num})
}

// Snapshot is an answer as it was served, its body checked against its SHA-256 when it comes from the disk, as it does but
// for the first reading of one just stored: news.ErrNotFound when there is none or it was purged, news.ErrDamaged when the
// bytes are not what was written. The body is the caller's.
func (a *Archive) Snapshot(ctx context.Context, num uint64) (news.Snapshot, error) {
	var rec, base *snapshotRecord
	err := a.view(ctx, func(r reader) (err error) {
		if rec, err = r.snapshot(num); err == nil && rec.base != 0 {
			base, err = r.snapshot(rec.base)
		}
		return err
	})
	if err != nil {
		return news.Snapshot{}, err
	}
	s := news.Snapshot{
		Num: num, Source: rec.source, URL: rec.url, FinalURL: rec.final, Time: rec.time, Status: rec.status,
		SHA256: hex.EncodeToString(rec.sha256), Problems: rec.problems, Published: rec.published,
	}
	if s.FinalURL == "" {
		s.FinalURL = s.URL
	}
	var ok bool
	if s.Header, s.Body, ok = a.unread.take(num); ok {
		return s, nil
	}
	page, err := a.page(rec)
	if err == nil && base != nil {
		s.Header = page.Header
		page, err = a.page(base)
	} else if err == nil {
		s.Header = page.Header
	}
	if err != nil {
		return news.Snapshot{}, fmt.Errorf("archive: snapshot %d: %w", num, err)
	}
	if got := sha256.Sum256(page.Body); !bytes.Equal(got[:], rec.sha256) {
		return news.Snapshot{}, fmt.Errorf("archive: snapshot %d: body has SHA-256 %x, not %x: %w", num, got, rec.sha256, news.ErrDamaged)
	}
	s.Body = page.Body
	return s, nil
}

// page reads a snapshot's record from its pack.
func (a *Archive) page(rec *snapshotRecord) (*warc.Page, error) {
	b, err := a.packs.read(rec.at)
	if err != nil {
		return nil, err
	}
	r, err := warc.Decode(b)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", news.ErrDamaged, err)
	}
	page, err := r.Page()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", news.ErrDamaged, err)
	}
	return page, nil
}

// Snapshots are the numbers of all answers that a URL gave, asked for or by redirect, oldest first; none is no error.
func (a *Archive) Snapshots(ctx context.Context, url string) (nums []uint64, err error) {
	key, err := news.CanonicalURL(url)
	if err != nil {
		return nil, fmt.Errorf("archive: snapshots: %w", err)
	}
	err = a.view(ctx, func(r reader) (err error) {
		nums, err = r.chain(key)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("archive: snapshots of %s: %w", key, err)
	}
	return nums, nil
}

// chain follows a URL's snapshots from the last to the first and gives them oldest first.
func (r reader) chain(key string) (nums []uint64, err error) {
	u, err := r.url(key)
	if err != nil || u == nil {
		return nil, err
	}
	for num := u.last; num != 0; {
		rec, err := r.snapshot(num)
		if errors.Is(err, news.ErrNotFound) {
			break // purged, and with it all before it
		}
		if err != nil {
			return nil, err
		}
		nums = append(nums, num)
		next := rec.before[1]
		if rec.keys()[0] == key {
			next = rec.before[0]
		}
		if next >= num {
			return nil, fmt.Errorf("archive: snapshot %d names a later one before it: %w", num, news.ErrDamaged)
		}
		num = next
	}
	for i, j := 0, len(nums)-1; i < j; i, j = i+1, j-1 {
		nums[i], nums[j] = nums[j], nums[i]
	}
	return nums, nil
}
