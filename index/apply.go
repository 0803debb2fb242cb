package index

import (
	"context"
	"fmt"
	"sync"

	"diembao/index/internal/segment"
	"diembao/news"

	bindex "github.com/blevesearch/bleve_index_api"
)

// Bounds of one batch. Larger ones only cost memory.
const (
	batchDocs  = 1000
	batchBytes = 8 << 20
)

// writers is how many batches are built at a time: scorch builds a segment in the goroutine that calls Batch.
const writers = 2

// Apply takes in docs, removes the articles in gone, and says that the index is now complete up to position upto of the
// archive's change feed. When it returns nil all of it is on disk. It may be called again with the same arguments; after
// an error it must be, from the position that Applied gives, because what of it was done is not known.
func (x *Index) Apply(ctx context.Context, docs []Doc, gone []news.ID, upto news.Seq) error {
	x.write.Lock()
	defer x.write.Unlock()
	if x.closed.Load() {
		return fmt.Errorf("index: apply: closed: %w", news.ErrInvalid)
	}
	if e := x.cur.Load(); e == nil || e.poisoned() != nil {
		if err := x.reopen(ctx); err != nil {
			return fmt.Errorf("index: apply: %w", err)
		}
	}
	e := x.cur.Load()
	upto = max(upto, x.Applied())
	err := x.feed(ctx, e, docs, gone, &upto)
	if err != nil {
		if e.poisoned() != nil {
			if rerr := x.reopen(ctx); rerr != nil {
				x.opt.Log.Error("index: could not be reopened", "error", rerr)
			}
		}
		return fmt.Errorf("index: apply: %w", err)
	}
	x.seq.Store(uint64(upto))
	return nil
}

// feed writes docs in batches, writers of them at a time, and the state in the last one, alone. upto nil leaves the
// state as it is.
func (x *Index) feed(ctx context.Context, e *engine, docs []Doc, gone []news.ID, upto *news.Seq) error {
	parts := split(docs)
	last := parts[len(parts)-1]
	if err := x.parallel(ctx, e, parts[:len(parts)-1]); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	b := x.batch(last)
	for _, id := range gone {
		b.Delete(segment.Key(uint64(id)))
	}
	if upto != nil {
		s, err := x.stamp(b, *upto)
		if err != nil {
			return err
		}
		if err := e.write(b); err != nil {
			return err
		}
		e.state = s
		return nil
	}
	return e.write(b)
}

func (x *Index) parallel(ctx context.Context, e *engine, parts [][]Doc) error {
	errs := make(chan error, len(parts))
	slots := make(chan struct{}, writers)
	var wg sync.WaitGroup
	for _, p := range parts {
		slots <- struct{}{}
		wg.Add(1)
		go func() {
			defer func() { <-slots; wg.Done() }()
			if err := ctx.Err(); err != nil {
				errs <- err
			} else if err := e.write(x.batch(p)); err != nil {
				errs <- err
			}
		}()
	}
	wg.Wait()
	close(errs)
	return <-errs
}

func (x *Index) batch(docs []Doc) *bindex.Batch {
	b := bindex.NewBatch()
	for i := range docs {
		b.Update(segment.Document(convert(&docs[i])))
	}
	return b
}

// split cuts docs at the bounds of a batch. There is always one part. A document that comes twice counts as it came
// last, so both must not be in batches that run side by side: the earlier one is left out.
func split(docs []Doc) [][]Doc {
	last := make(map[news.ID]int, len(docs))
	for i := range docs {
		last[docs[i].ID] = i
	}
	parts := [][]Doc{nil}
	size := 0
	for i := range docs {
		if last[docs[i].ID] != i {
			continue
		}
		n := len(parts) - 1
		if len(parts[n]) == batchDocs || (size > batchBytes && len(parts[n]) > 0) {
			parts, size, n = append(parts, nil), 0, n+1
		}
		parts[n] = append(parts[n], docs[i])
		size += len(docs[i].Title) + len(docs[i].Lead) + len(docs[i].Body)
	}
	return parts
}
