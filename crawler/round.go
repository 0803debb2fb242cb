package crawler

import (
	"cmp"
	"context"
	"log/slog"
	"net/url"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"diembao/crawler/polite"
	"diembao/news"
)

const (
	leasePace = 16 * time.Second // a worker leases what it asks for in this time, by its source's delay
	leaseMin  = 8                // URLs
	leaseMax  = 32
	leaseTime = 30 * time.Minute // for all of them at their slowest
	unstored  = 32               // pages of one source on their way into the frontier
	maxWaits  = 6                // how often a round waits for retries of one source
	listings  = 300              // listing pages of one source in one round
	perShape  = 40               // listing pages that differ only in their numbers
	perDate   = 50               // found links that are only a date
)

// A worker takes one source through one round.
type worker struct {
	*Crawler
	src    news.Source
	round  RoundOptions
	policy *polite.Policy
	sieve  *sieve
	report *SourceReport
	log    *slog.Logger

	shapes   map[string]int // listing pages visited, by pattern
	dates    map[string]int // links found that are only a date, by pattern
	listed   int
	articles int
	waits    int

	storing errgroup.Group  // results on their way into the frontier
	mu      sync.Mutex      // holds what follows, and the report
	seen    map[string]bool // URLs that need no other visit in this round
	soon    time.Time       // when the first retry within patience is due
	failure error           // the frontier's first
}

// source runs one source. Its error is the frontier's.
func (c *Crawler) source(ctx context.Context, src news.Source, o RoundOptions, report *SourceReport) error {
	start := c.opts.Clock.Now()
	defer func() { report.Took = c.opts.Clock.Now().Sub(start) }()
	w, why := c.worker(src, o, report, start)
	if why != "" {
		w.skip(why, 1)
		return nil
	}
	c.tell(Event{Kind: SourceStarted, Source: src.ID})
	err := w.run(ctx)
	c.tell(Event{Kind: SourceEnded, Source: src.ID, Took: c.opts.Clock.Now().Sub(start)})
	return err
}

// worker is ready to run unless it says why not.
func (c *Crawler) worker(src news.Source, o RoundOptions, report *SourceReport, now time.Time) (*worker, string) {
	if src.Delay == 0 {
		src.Delay = c.opts.Delay
	}
	if src.Every == 0 {
		src.Every = c.opts.Every
	}
	if src.Budget == 0 {
		src.Budget = c.opts.Budget
	}
	w := &worker{
		Crawler: c, src: src, round: o, policy: polite.NewPolicy(src), report: report, log: c.opts.Log.With("source", src.ID),
		seen: map[string]bool{}, shapes: map[string]int{}, dates: map[string]int{},
	}
	w.storing.SetLimit(unstored)
	var err error
	if w.sieve, err = newSieve(src, w.policy, c.opts.Pages, now); err != nil {
		return w, "its article expression is wrong"
	}
	switch {
	case src.Disabled:
		return w, "disabled"
	case news.DayOf(now).Before(src.From):
		return w, "not there yet"
	}
	return w, "" // one whose last day has passed may still show its articles
}

// skipped counts what is left for later.
func (w *worker) skipped(why string, n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.report.skip(why, n)
}

// skip counts and tells why the source as a whole is left.
func (w *worker) skip(why string, n int) {
	w.skipped(why, n)
	w.tell(Event{Kind: SourceSkipped, Source: w.src.ID, Reason: why})
}

// run takes the source's URLs batch by batch until none is due. A host that waits ends it, even if the source has
// others: they are its own other names.
func (w *worker) run(ctx context.Context) (err error) {
	defer func() {
		_ = w.storing.Wait()
		err = cmp.Or(err, w.failed())
	}()
	seeds, err := w.seeds(ctx)
	if err != nil {
		return err
	}
	if w.round.Force {
		for _, v := range seeds {
			if ctx.Err() != nil {
				return nil
			}
			if more, err := w.visit(ctx, v); err != nil || !more {
				return err
			}
		}
	}
	for ctx.Err() == nil {
		more, err := w.batch(ctx)
		if err != nil {
			return err
		}
		if !more && !w.wait(ctx) {
			return nil
		}
	}
	return nil
}

// batch leases some URLs and visits them; false when there is nothing more to do now.
func (w *worker) batch(ctx context.Context) (more bool, err error) {
	n := min(max(int(leasePace/w.src.Delay), leaseMin), leaseMax)
	visits, err := w.opts.Frontier.Lease(ctx, w.src.ID, w.opts.Clock.Now().UTC(), n, leaseTime)
	if err != nil {
		if ctx.Err() != nil {
			return false, nil
		}
		return false, err
	}
	for i, v := range visits {
		if ctx.Err() != nil {
			return false, w.giveBack(ctx, visits[i:])
		}
		if w.round.Limit > 0 && w.articles >= w.round.Limit && v.Kind == news.ArticleLink {
			w.skipped("limit", len(visits)-i)
			w.waits = maxWaits
			return false, w.giveBack(ctx, visits[i:])
		}
		more, err := w.visit(ctx, v)
		if err != nil {
			return false, err
		}
		if !more {
			return false, w.giveBack(ctx, visits[i+1:])
		}
	}
	return len(visits) > 0, nil
}

// giveBack ends leases that were not used.
func (w *worker) giveBack(ctx context.Context, visits []news.Visit) error {
	last, stop := outliving(ctx)
	defer stop()
	for _, v := range visits {
		if _, err := w.opts.Frontier.Finish(last, news.Outcome{Visit: restored(v)}); err != nil {
			return ignoreEnd(ctx, err) // then the leases run out by themselves
		}
	}
	return nil
}

// outliving is a context that ends a moment after ctx does, for what must still be written.
func outliving(ctx context.Context) (context.Context, func()) {
	out, stop := context.WithCancel(context.WithoutCancel(ctx))
	unhook := context.AfterFunc(ctx, func() { time.AfterFunc(lastWrite, stop) })
	return out, func() { unhook(); stop() }
}

// wait sleeps until the first retry of this round is due, if that is soon.
func (w *worker) wait(ctx context.Context) bool {
	_ = w.storing.Wait() // what is being stored may be due again soon
	w.mu.Lock()
	defer w.mu.Unlock() // nobody else is left
	if w.soon.IsZero() || w.waits >= maxWaits {
		return false
	}
	w.waits++
	pause := w.soon.Sub(w.opts.Clock.Now())
	w.soon = time.Time{}
	return w.opts.Clock.Sleep(ctx, pause) == nil
}

// seeds puts the source's start pages into the frontier: its feeds, sitemaps and sections; without feeds and sitemaps
// the sitemaps that robots.txt names; without sections and feeds its home page.
func (w *worker) seeds(ctx context.Context) ([]news.Visit, error) {
	now := w.opts.Clock.Now().UTC()
	var out []news.Visit
	add := func(kind news.LinkKind, urls ...string) {
		for _, raw := range urls {
			u, err := url.Parse(raw)
			if err != nil || !w.policy.Allows(u) {
				continue
			}
			if key, err := news.CanonicalURL(raw); err == nil {
				out = append(out, news.Visit{URL: key, Source: w.src.ID, Kind: kind, State: news.Due, Found: now, Next: now})
				now = now.Add(-time.Second) // the first named goes first
			}
		}
	}
	sitemaps := w.src.Sitemaps
	home, err := url.Parse(w.src.Home)
	if err == nil && len(w.src.Feeds) == 0 && len(sitemaps) == 0 {
		if sitemaps, err = w.transport.Sitemaps(ctx, w.policy, home); err != nil {
			if ctx.Err() != nil {
				return nil, nil
			}
			return nil, err
		}
	}
	add(news.FeedLink, w.src.Feeds...)
	add(news.SitemapLink, sitemaps...)
	add(news.ListingLink, w.src.Sections...)
	if len(w.src.Sections) == 0 && len(w.src.Feeds) == 0 && len(w.src.Sitemaps) == 0 {
		add(news.ListingLink, w.src.Home)
	}
	if _, err := w.opts.Frontier.Discover(ctx, out); err != nil {
		if ctx.Err() != nil {
			return nil, nil
		}
		return nil, err
	}
	return out, nil
}
