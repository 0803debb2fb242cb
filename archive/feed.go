package archive

import (
	"context"
	"encoding/binary"
	"fmt"
	"sync"
	"sync/atomic"

	"diembao/news"
)

// A feed tells followers how far the archive has come.
type feed struct {
	seq     atomic.Uint64
	mu      sync.Mutex
	changed chan struct{} // closed when seq grows
}

func (f *feed) advance(seq uint64) {
	if f.seq.Load() == seq {
		return
	}
	f.seq.Store(seq)
	f.wake()
}

func (f *feed) wake() {
	f.mu.Lock()
	defer f.mu.Unlock()
	close(f.changed)
	f.changed = make(chan struct{})
}

var changeKinds = []news.ChangeKind{"", news.SnapshotStored, news.ArticleRevised, news.ArticleGone, news.ArticlePurged, news.FactCorrected}

// change appends an entry to the feed.
func (w *writer) change(c news.Change) error {
	w.n.seq++
	var e encoder
	putWord(&e, changeKinds, c.Kind)
	e.uint(c.Num)
	e.uint(uint64(c.ID))
	e.uint(uint64(c.Revision))
	e.time(w.now)
	return w.put(bChanges, numKey(w.n.seq), e.b)
}

func decodeChange(key, payload []byte) (news.Change, error) {
	d := decoder{b: payload}
	c := news.Change{Seq: news.Seq(binary.BigEndian.Uint64(key)), Kind: getWord(&d, changeKinds), Num: d.uint()}
	c.ID, c.Revision, c.Time = news.ID(d.uint()), int(d.uint()), d.time()
	return c, d.end()
}

// Changes are up to limit entries of the feed after a sequence number, oldest first; limit 0 means 1,000.
func (a *Archive) Changes(ctx context.Context, after news.Seq, limit int) (out []news.Change, err error) {
	if limit <= 0 {
		limit = 1000
	}
	err = a.view(ctx, func(r reader) error {
		return r.each(bChanges, nil, numKey(uint64(after)+1), func(key, payload []byte) (bool, error) {
			c, err := decodeChange(key, payload)
			out = append(out, c)
			return len(out) < limit, err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("archive: changes after %d: %w", after, err)
	}
	return out, nil
}

// LastSeq is the number of the latest change, 0 in an empty archive.
func (a *Archive) LastSeq() news.Seq { return news.Seq(a.feed.seq.Load()) }

// Wait returns when there is a change after the given one, or with an error when ctx ends or the archive is closed.
func (a *Archive) Wait(ctx context.Context, after news.Seq) error {
	for {
		a.feed.mu.Lock()
		changed := a.feed.changed
		a.feed.mu.Unlock()
		if a.LastSeq() > after {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-a.stopped.Done():
			return errClosed
		case <-changed:
		}
	}
}

// Mark is how far the stage of that name has come, 0 when it never said.
func (a *Archive) Mark(ctx context.Context, name string) (seq news.Seq, err error) {
	err = a.view(ctx, func(r reader) error {
		payload, err := r.get(bMarks, []byte(name))
		if payload == nil || err != nil {
			return err
		}
		d := decoder{b: payload}
		seq = news.Seq(d.uint())
		return d.end()
	})
	if err != nil {
		return 0, fmt.Errorf("archive: mark %s: %w", name, err)
	}
	return seq, nil
}

// Marks are all marks by name.
func (a *Archive) Marks(ctx context.Context) (map[string]news.Seq, error) {
	marks := map[string]news.Seq{}
	err := a.view(ctx, func(r reader) error {
		return r.each(bMarks, nil, nil, func(key, payload []byte) (bool, error) {
			d := decoder{b: payload}
			marks[string(key)] = news.Seq(d.uint())
			return true, d.end()
		})
	})
	if err != nil {
		return nil, fmt.Errorf("archive: marks: %w", err)
	}
	return marks, nil
}

// SetMark moves a mark, forward or back. A mark beyond the feed, or without a name, is news.ErrInvalid.
func (a *Archive) SetMark(ctx context.Context, name string, seq news.Seq) error {
	err := a.update(ctx, nil, func(w *writer, _ place) error { return w.setMark(name, seq) })
	if err != nil {
		return fmt.Errorf("archive: set mark %s: %w", name, err)
	}
	return nil
}

func (w *writer) setMark(name string, seq news.Seq) error {
	if name == "" || len(name) > 1024 || uint64(seq) > w.n.seq {
		return fmt.Errorf("mark %.80q at %d, the feed ends at %d: %w", name, seq, w.n.seq, news.ErrInvalid)
	}
	var e encoder
	e.uint(uint64(seq))
	return w.put(bMarks, []byte(name), e.b)
}
