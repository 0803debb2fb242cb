package archive

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"syscall"
	"time"

	bolterrors "go.etcd.io/bbolt/errors"
)

// Callers that write at the same time share one transaction, and so its three syncs (pack, data pages, meta page). The
// first to come leads: it commits what waits in the queue, and whoever is first in the queue after that leads next. A
// caller who is alone waits for nobody. While pages come fast a group of those who have other things to do (results of a
// crawl, articles read) grows for a moment before it is committed.
const (
	groupJobs  = 64
	groupBytes = 32 << 20
)

// A job is one caller's part of a transaction. do may run more than once, each time on a state that holds nothing of
// the time before.
type job struct {
	member  []byte // a record to be appended to the pack first; nil: none
	do      func(w *writer, at place) error
	stored  func() // nil, or called when it is on the disk, before followers of the feed are told
	patient bool   // may wait for others
	err     error
	wake    chan bool // true: lead; false: done
}

type queue struct {
	mu      sync.Mutex
	jobs    []*job
	leading bool
	pressed chan struct{} // has room for one word: the next group is to be committed now
}

// update runs do in a write transaction, together with what others have to write. A nil error means that it is on
// the disk.
func (a *Archive) update(ctx context.Context, member []byte, do func(w *writer, at place) error) error {
	return a.run(ctx, &job{member: member, do: do})
}

// run is update for any job.
func (a *Archive) run(ctx context.Context, j *job) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	a.enqueue([]*job{j})
	return j.err
}

// lead commits one group, which holds the leader's own job, and hands the lead on.
func (a *Archive) lead() {
	if a.hasty.Load() {
		select {
		case <-a.queue.pressed:
		case <-time.After(haste):
		case <-a.stopped.Done():
		}
	}
	a.wmu.Lock()
	group := a.queue.take()
	a.commit(group)
	a.wmu.Unlock()
	a.queue.next()
	for _, j := range group[1:] {
		j.wake <- false
	}
}

// take removes the next group from the queue.
func (q *queue) take() []*job {
	q.mu.Lock()
	defer q.mu.Unlock()
	n, bytes := 0, 0
	for n < len(q.jobs) && n < groupJobs && (n == 0 || bytes+len(q.jobs[n].member) <= groupBytes) {
		bytes += len(q.jobs[n].member)
		n++
	}
	group := append([]*job(nil), q.jobs[:n]...)
	q.jobs = append(q.jobs[:0], q.jobs[n:]...)
	select {
	case <-q.pressed:
	default:
	}
	q.press()
	return group
}

// press ends the waiting for more when there are enough jobs or one that cannot wait. It is called with mu held.
func (q *queue) press() {
	if len(q.jobs) < groupJobs && !slices.ContainsFunc(q.jobs, func(j *job) bool { return !j.patient }) {
		return
	}
	select {
	case q.pressed <- struct{}{}:
	default: // it was said
	}
}

func (q *queue) next() {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.jobs) == 0 {
		q.leading = false
		return
	}
	q.jobs[0].wake <- true
}

// commit stores a group. When one job of several fails, each is tried alone, so that it fails alone.
func (a *Archive) commit(group []*job) {
	err := a.try(group)
	if err != nil && len(group) > 1 && !errors.Is(err, ErrBroken) {
		for _, j := range group {
			j.err = a.try([]*job{j})
		}
		return
	}
	for _, j := range group {
		j.err = err
	}
}

// try appends the group's records, syncs the pack, then commits one transaction. On any error nothing of the group is
// stored; where that cannot be known the archive is broken from here on.
func (a *Archive) try(group []*job) error {
	if cause := a.broken.Load(); cause != nil {
		return fmt.Errorf("%w (%w)", ErrBroken, *cause)
	}
	if a.db == nil {
		return errClosed
	}
	if a.o.MinFree > 0 && freeBytes(a.dir) < a.o.MinFree {
		return fmt.Errorf("archive: %s has less than %d MiB of room: %w", a.dir, a.o.MinFree>>20, ErrFull)
	}
	before := a.packs.position()
	places, opened, err := a.packs.append(group, a.o.Now())
	if err != nil {
		return a.undo(before, err)
	}
	c, rotated, err := a.transact(group, places, opened)
	if err != nil {
		return a.undo(before, err)
	}
	for _, j := range group {
		if j.stored != nil {
			j.stored()
		}
	}
	a.feed.advance(c.seq)
	if rotated {
		a.sealLater()
	}
	return nil
}

// transact is the transaction of a group: nothing of it is there when it fails, or the error is an ErrBroken.
func (a *Archive) transact(group []*job, places []place, opened *packRecord) (c counters, rotated bool, err error) {
	var committing bool
	err = guard(func() error {
		tx, err := a.db.Begin(true)
		if err != nil {
			return err
		}
		defer func() {
			if !committing {
				_ = tx.Rollback() // nothing was written yet
			}
		}()
		w, err := newWriter(tx, a.o.Now())
		if err != nil {
			return err
		}
		if opened != nil {
			if err := w.put(bPacks, numKey(uint64(opened.n)), opened.encode()); err != nil {
				return err
			}
		}
		for i, j := range group {
			if err := j.do(w, places[i]); err != nil {
				return err
			}
		}
		end := a.packs.position()
		rotated = w.n.pack != end.n && w.n.pack != 0
		w.n.pack, w.n.packEnd = end.n, end.end
		if err := w.flush(); err != nil {
			return err
		}
		c, committing = w.n, true
		return tx.Commit()
	})
	var fault *faultError
	switch {
	case err == nil:
		return c, rotated, nil
	case errors.Is(err, bolterrors.ErrMaxSizeReached):
		return c, false, fmt.Errorf("archive: %s is at its size limit: %w", dbName, ErrFull)
	case committing || errors.As(err, &fault):
		return c, false, a.breaks(err)
	}
	return c, false, err
}

// undo takes back what was appended for a group that was not stored.
func (a *Archive) undo(before position, err error) error {
	if errors.Is(err, ErrBroken) {
		return err
	}
	if uerr := a.packs.rewind(before); uerr != nil {
		return a.breaks(errors.Join(err, uerr))
	}
	if errors.Is(err, errSync) {
		return a.breaks(err)
	}
	if errors.Is(err, syscall.ENOSPC) {
		return fmt.Errorf("archive: append: %w: %w", err, ErrFull)
	}
	return err
}

// breaks ends all writing. A failed sync is never tried again: the system may have dropped the bytes and say yes the
// second time.
func (a *Archive) breaks(err error) error {
	a.broken.CompareAndSwap(nil, &err)
	a.log.Error("archive: stopped writing", "err", err)
	return fmt.Errorf("%w (%w)", ErrBroken, err)
}
