package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"diembao/crawler"
	"diembao/news"
	"diembao/web"
)

// A crowd lets several listeners hear the events of the house's one crawler.
type crowd struct {
	mu      sync.Mutex
	next    int
	hearing map[int]func(crawler.Event)
}

// tell passes an event on to all who hear.
func (c *crowd) tell(e crawler.Event) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, f := range c.hearing {
		f(e)
	}
}

// hear adds a listener until stop is called.
func (c *crowd) hear(f func(crawler.Event)) (stop func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.next++
	id := c.next
	if c.hearing == nil {
		c.hearing = map[int]func(crawler.Event){}
	}
	c.hearing[id] = f
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.hearing, id)
	}
}

// crawled is the result of a crawl.
type crawled struct {
	crawler.Report
	Articles  int `json:"articles"`  // in the archive, afterwards
	Extracted int `json:"extracted"` // pages read into articles after the fetch ended; the others were read meanwhile
}

func (h *house) crawl(ctx context.Context, job web.Job, progress func(web.Progress)) (crawled, error) {
	sources, err := h.choose(job.Sources)
	if err != nil {
		return crawled{}, err
	}
	stored := 0
	deaf := h.crowd.hear(func(e crawler.Event) {
		if e.Kind == crawler.PageStored {
			stored++
		}
		if e.URL != "" || e.Reason != "" {
			progress(web.Progress{Done: stored, Text: fmt.Sprintf("%s %s %s %s", e.Source, e.Kind, e.URL, e.Reason)})
		}
	})
	caughtUp := h.keepUp(ctx)
	report, err := h.crawler.Round(ctx, sources, crawler.RoundOptions{Since: job.Since, Limit: job.Limit, Force: job.Force})
	n, left := caughtUp()
	deaf()
	if err == nil {
		err = left
	}
	if err != nil {
		return crawled{Report: report}, err
	}
	stats, err := h.archive.Stats(ctx)
	return crawled{report, stats.Articles, n}, err
}

// keepUp reads what comes while a job brings it. What it returns waits until all of it is found, and says how many pages
// were left to be read then.
func (h *house) keepUp(ctx context.Context) (caughtUp func() (int, error)) {
	following, stop := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = h.pipeline.Follow(following) // says in the log what went wrong; catching up meets it again
	}()
	return func() (int, error) {
		n, _, err := h.pipeline.CatchUp(ctx) // takes its turn, so that what is being read is not begun again
		stop()
		<-ended
		return n, err
	}
}

// choose picks sources by id; none named means all that are not switched off.
func (h *house) choose(ids []string) ([]news.Source, error) {
	var out []news.Source
	for _, s := range h.sources {
		if len(ids) == 0 && !s.Disabled || slices.Contains(ids, s.ID) {
			out = append(out, s)
		}
	}
	for _, id := range ids {
		if !slices.ContainsFunc(out, func(s news.Source) bool { return s.ID == id }) {
			return nil, fmt.Errorf("source %q is not in the list; `diembao sources list` shows it: %w", id, news.ErrInvalid)
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("no sources to crawl: %w", news.ErrInvalid)
	}
	return out, nil
}

const (
	// pulse is how long a source rests at least between two rounds; how often its pages are due is the frontier's affair.
	pulse = time.Minute
	// longestRest bounds how long a source rests, so that a change of its record is not waited for all day.
	longestRest = 30 * time.Minute
)

// schedule crawls every source on its own time until ctx ends, so that a slow one holds up no other. They share one
// crawler, and so each host's pace and the bound of requests in flight.
func (h *house) schedule(ctx context.Context) {
	for _, src := range h.sources {
		if src.Disabled {
			continue
		}
		h.follow.Go(func() {
			// The first requests of some hundred sources are spread over a minute.
			rest := rand.N(pulse)
			for pause(ctx, rest) {
				if _, err := h.crawler.Round(ctx, []news.Source{src}, crawler.RoundOptions{}); err != nil && ctx.Err() == nil {
					h.log.Error("crawl failed", "source", src.ID, "err", err)
				}
				rest = h.rest(ctx, src.ID)
			}
		})
	}
}

// rest is how long until the source has something due.
func (h *house) rest(ctx context.Context, source string) time.Duration {
	next, err := h.archive.NextDue(ctx, source)
	if err != nil || next.IsZero() {
		return longestRest
	}
	return min(max(time.Until(next), pulse), longestRest)
}

// pause waits; false when ctx ended.
func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
