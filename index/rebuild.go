package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"diembao/index/internal/segment"
	"diembao/news"

	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/index/scorch/mergeplan"
	bindex "github.com/blevesearch/bleve_index_api"
	"golang.org/x/sync/errgroup"
)

// Rebuild makes the index anew beside the one that serves, and then puts it in its place. feed gives it all articles by
// calling add any number of times (each once; in order of publication the result is smallest) and returns the position of the
// change feed that they stand for; changes after it are the caller's to Apply. Searches go on throughout. When it fails
// nothing has changed.
func (x *Index) Rebuild(ctx context.Context, feed func(ctx context.Context, add func([]Doc) error) (news.Seq, error)) error {
	x.write.Lock()
	defer x.write.Unlock()
	if x.closed.Load() {
		return fmt.Errorf("index: rebuild: closed: %w", news.ErrInvalid)
	}
	gen, err := x.nextName()
	if err != nil {
		return err
	}
	building := filepath.Join(x.dir, gen+".building")
	e, err := x.build(ctx, building, feed)
	if err != nil {
		return errors.Join(fmt.Errorf("index: rebuild: %w", err), os.RemoveAll(building))
	}
	return x.swap(ctx, e, gen)
}

// intoOne merges all segments in one step. One is smaller than many, and a question pays for each that it looks into.
var intoOne = mergeplan.MergePlanOptions{
	MaxSegmentsPerTier: 1, MaxSegmentSize: 1 << 30, MaxSegmentFileSize: 1 << 40, TierGrowth: 1,
	SegmentsPerMergeTask: 1 << 10, FloorSegmentSize: 1 << 30, FloorSegmentFileSize: 1 << 40, ReclaimDeletesWeight: 2,
	// Least is best. The planner's own score leaves out the greatest segment when it is far greater than the rest.
	ScoreSegments: func(segments []mergeplan.Segment, _ *mergeplan.MergePlanOptions) float64 {
		return -float64(len(segments))
	},
}

// build fills a new index and closes it, so that all of it is known to be on disk and readable when it takes over.
func (x *Index) build(ctx context.Context, path string, feed func(context.Context, func([]Doc) error) (news.Seq, error)) (state, error) {
	e, err := x.newEngine(path, wide)
	if err != nil {
		return state{}, err
	}
	seq, err := e.fill(ctx, x, feed)
	if sc, ok := e.sc.(*scorch.Scorch); ok && err == nil {
		err = sc.ForceMerge(ctx, &intoOne)
	}
	if err == nil {
		err = x.feed(ctx, e, nil, nil, &seq)
	}
	s := e.state
	e.release()
	<-e.done
	return s, errors.Join(err, e.poisoned())
}

// fill writes what feed gives, in whole batches, writers of them at a time.
func (e *engine) fill(ctx context.Context, x *Index, feed func(context.Context, func([]Doc) error) (news.Seq, error)) (news.Seq, error) {
	work, ctx := errgroup.WithContext(ctx)
	work.SetLimit(writers)
	pending, size, n := bindex.NewBatch(), 0, 0
	flush := func() {
		b := pending
		work.Go(func() error { return e.write(b) })
		pending, size, n = bindex.NewBatch(), 0, 0
	}
	seq, err := feed(ctx, func(docs []Doc) error {
		for i := range docs { // now, because the caller may use docs again
			d := segment.Document(convert(&docs[i]))
			pending.Update(d)
			size += int(d.NumPlainTextBytes())
			if n++; n == batchDocs/2 || size > batchBytes/2 { // both writers and the next batch are in memory
				flush()
			}
		}
		return ctx.Err()
	})
	if n > 0 {
		flush()
	}
	if werr := work.Wait(); werr != nil {
		return 0, werr
	}
	return seq, err
}

// swap lets the finished generation serve: rename, CURRENT, new handle, and then the old one goes. x.write is held.
func (x *Index) swap(ctx context.Context, s state, gen string) error {
	path := filepath.Join(x.dir, gen)
	if err := os.Rename(path+".building", path); err != nil {
		return fmt.Errorf("index: rebuild: %w", err)
	}
	e, err := openGuarded(path)
	if err == nil {
		if err = e.load(); err == nil && e.state != s {
			err = fmt.Errorf("index: rebuild: %s says it is at %d, not at %d: %w", gen, e.state.Seq, s.Seq, news.ErrDamaged)
		}
		if err == nil {
			err = x.pointTo(gen)
		}
		if err != nil {
			e.release()
		}
	}
	if err != nil {
		return errors.Join(err, os.RemoveAll(path))
	}
	old := x.cur.Swap(e)
	x.seq.Store(uint64(s.Seq))
	go x.warm(e)
	if old == nil {
		return nil
	}
	old.release()
	select {
	case <-old.done:
		return x.remove(old.path)
	case <-ctx.Done(): // a search still reads it; the next open removes it
		return nil
	}
}

func (x *Index) remove(path string) error {
	if err := os.RemoveAll(path); err != nil {
		return fmt.Errorf("index: remove old generation: %w", err)
	}
	return nil
}

// DocCount is the number of articles in the index.
func (x *Index) DocCount() (int, error) {
	e, err := x.acquire()
	if err != nil {
		return 0, err
	}
	defer e.release()
	snap, err := e.snapshot()
	if err != nil {
		return 0, err
	}
	defer snap.Close()
	n := 0
	for _, s := range snap.Segments() {
		n += int(s.Count())
	}
	return n, nil
}

// A Report is what Verify found.
type Report struct {
	Docs     int
	Segments int
	Unknown  []news.ID // in the index and not in the archive; at most 100 are named
	Problems []string
}

// OK says that nothing was found.
func (r Report) OK() bool { return len(r.Unknown) == 0 && len(r.Problems) == 0 }

// Verify reads all segment files, compares their checksums, and asks has for every article of the index whether the
// archive has it. What is wrong stands in the report; the error is of the check itself.
func (x *Index) Verify(ctx context.Context, has func(news.ID) bool) (r Report, err error) {
	e, err := x.acquire()
	if err != nil {
		return r, err
	}
	defer e.release()
	defer e.guard(&err)
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	snap, err := e.snapshot()
	if err != nil {
		return r, err
	}
	defer snap.Close()
	for _, ss := range snap.Segments() {
		f := segment.Of(ss.Segment()).File()
		if f == "" {
			continue
		}
		if err := ctx.Err(); err != nil {
			return r, err
		}
		r.Segments++
		if err := segment.Check(f); err != nil {
			r.Problems = append(r.Problems, strings.TrimPrefix(err.Error(), filepath.Dir(f)+string(filepath.Separator)))
		}
	}
	return r, verifyDocs(ctx, snap, has, &r)
}

func verifyDocs(ctx context.Context, snap *scorch.IndexSnapshot, has func(news.ID) bool, r *Report) error {
	seen := make(map[uint64]bool)
	for _, ss := range snap.Segments() {
		seg := segment.Of(ss.Segment())
		for d := range uint32(seg.Docs()) {
			if ss.Deleted() != nil && ss.Deleted().Contains(d) {
				continue
			}
			if d%1024 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			id := seg.ID(d)
			r.Docs++
			if seen[id] {
				r.Problems = append(r.Problems, fmt.Sprintf("article %d is in the index twice", id))
			}
			seen[id] = true
			if has != nil && !has(news.ID(id)) && len(r.Unknown) < 100 {
				r.Unknown = append(r.Unknown, news.ID(id))
			}
		}
	}
	return nil
}
