package crawler

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"diembao/crawler/polite"
	"diembao/news"
)

// Options says how to crawl. Only Frontier is required; every other zero value is a sound default.
type Options struct {
	Frontier Frontier
	Log      *slog.Logger  // nil: silent
	Progress func(Event)   // called one at a time; nil: nobody listens
	Contact  string        // where an outlet reads who we are, in the user agent; empty: https://diembao.invalid/bot
	From     string        // mail address for the From header; empty: none
	Workers  int           // requests in flight over all hosts; 0 = 32
	Delay    time.Duration // between two requests to one host, for sources that say none; 0 = 2 s
	Every    time.Duration // between two visits of a feed or listing, for sources that say none; 0 = 30 min
	Budget   int           // requests per host and day (ICT), for sources that say none; 0 = 5000
	MaxBody  int64         // bytes of one decoded page; 0 = 5 MiB
	Timeout  time.Duration // of one request with its body; 0 = 60 s
	Patience time.Duration // a round waits for hosts and retries due within this time; 0 = 10 s, negative = not at all
	Pages    int           // how deep a paged listing is followed; 0 = 20
	Clock    polite.Clock  // nil = the system's
	Resolver *net.Resolver // nil = the system's
}

// withDefaults fills in what the zero values stand for.
func (o Options) withDefaults() Options {
	o.Contact = cmp.Or(o.Contact, "https://diembao.invalid/bot")
	o.Delay = cmp.Or(o.Delay, 2*time.Second)
	o.Every = cmp.Or(o.Every, 30*time.Minute)
	o.Budget = cmp.Or(o.Budget, 5000)
	o.MaxBody = cmp.Or(o.MaxBody, 5<<20)
	o.Patience = cmp.Or(o.Patience, 10*time.Second)
	o.Pages = cmp.Or(o.Pages, 20)
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Clock == nil {
		o.Clock = polite.SystemClock{}
	}
	return o
}

// A Crawler runs rounds. It is safe for concurrent use; two rounds at once share every host's pace and the bound of
// requests in flight.
type Crawler struct {
	opts      Options
	transport *polite.Transport
	shell     *shell
	parsing   chan struct{} // a tree takes thirty times the memory of its page
	telling   sync.Mutex
}

// New makes a crawler; Options without a Frontier are news.ErrInvalid.
func New(o Options) (*Crawler, error) {
	if o.Frontier == nil {
		return nil, fmt.Errorf("crawler: no frontier: %w", news.ErrInvalid)
	}
	o = o.withDefaults()
	agent := fmt.Sprintf("%s/%s (+%s)", Product, version, o.Contact)
	header := http.Header{"User-Agent": {agent}}
	if o.From != "" {
		header.Set("From", o.From)
	}
	t := polite.New(polite.Options{
		Store: o.Frontier, Token: Product, Header: header, InFlight: o.Workers,
		Timeout: o.Timeout, Patience: o.Patience, Clock: o.Clock, Resolver: o.Resolver,
	})
	return &Crawler{opts: o, transport: t, shell: newShell(t, agent, o.From), parsing: make(chan struct{}, 2)}, nil
}

// Close closes idle connections; the Crawler may be used again.
func (c *Crawler) Close() { c.transport.Close() }

// tell passes an event on, one at a time, so that a progress bar needs no lock of its own.
func (c *Crawler) tell(e Event) {
	if c.opts.Progress == nil {
		return
	}
	c.telling.Lock()
	defer c.telling.Unlock()
	c.opts.Progress(e)
}

// Round takes every source once: what is due is asked for, stored and followed, each URL at most once. Sources go side
// by side, one request at a time to each host. It ends when nothing is due, the limits are reached or ctx ends; then
// it returns what was done so far with ctx's error. A source that fails is data in the report; an error of the
// frontier ends the round.
func (c *Crawler) Round(ctx context.Context, sources []news.Source, o RoundOptions) (Report, error) {
	start := c.opts.Clock.Now()
	report := Report{Started: start.UTC(), Sources: make([]SourceReport, len(sources))}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var wg sync.WaitGroup
	for i, src := range sources {
		report.Sources[i].Source = src.ID
		wg.Go(func() {
			if err := c.source(ctx, src, o, &report.Sources[i]); err != nil {
				stop(err) // the first cause counts
			}
		})
	}
	wg.Wait()
	err := context.Cause(ctx)
	if flushed := c.transport.Flush(ctx); err == nil {
		err = flushed
	}
	report.Took = c.opts.Clock.Now().Sub(start)
	if err != nil {
		err = fmt.Errorf("crawler: round: %w", err)
	}
	return report, err
}

// lastWrite bounds what is still written after ctx ended.
const lastWrite = 800 * time.Millisecond
