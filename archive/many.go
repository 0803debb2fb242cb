package archive

import (
	"context"
	"errors"
	"fmt"
	"runtime"

	"golang.org/x/sync/errgroup"

	"diembao/news"
)

// AddSnapshots stores answers in their order, as AddSnapshot would one after the other but with one flush to disk for
// many, and puts their numbers into them. What was stored before a failure stays; the error is the first.
func (a *Archive) AddSnapshots(ctx context.Context, snaps []*news.Snapshot) error {
	a.unread.await(ctx)
	if err := ctx.Err(); err != nil {
		return err
	}
	jobs := make([]*job, len(snaps))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, s := range snaps {
		g.Go(func() error {
			rec, err := describe(s)
			if err == nil {
				jobs[i], err = a.adding(ctx, s, rec, alone)
			}
			if err != nil {
				return fmt.Errorf("archive: add snapshot of %.200s: %w", s.URL, err)
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	a.enqueue(jobs)
	for i, j := range jobs {
		err := j.err
		if errors.Is(err, errBaseGone) {
			_, err = a.AddSnapshot(ctx, snaps[i])
		}
		if err != nil {
			return fmt.Errorf("archive: add snapshot of %.200s: %w", snaps[i].URL, err)
		}
	}
	return nil
}

// enqueue puts jobs one behind the other and returns when all are done, leading groups when it is their turn.
func (a *Archive) enqueue(jobs []*job) {
	for _, j := range jobs {
		j.wake = make(chan bool, 1)
	}
	q := &a.queue
	q.mu.Lock()
	q.jobs = append(q.jobs, jobs...)
	q.press()
	lead := !q.leading && len(jobs) > 0
	if lead {
		q.leading = true
	}
	q.mu.Unlock()
	for i, j := range jobs {
		if i == 0 && lead || <-j.wake {
			a.lead()
		}
	}
}
