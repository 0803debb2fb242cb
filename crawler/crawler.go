package crawler

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"diembao/news"
)

// Options says how to crawl. Only Frontier is required; every other zero value is a sound default.
type Options struct {
	Frontier Frontier
	Log      *slog.Logger  // nil: silent
	Progress func(Event)   // called one at a time; nil: nobody listens
	Contact  string        // where the outlet reads who we are, in the user agent; empty: https://diembao.invalid/bot
	From     string        // mail address for the From header; empty: none
	Workers  int           // requests in flight over all hosts; 0 = 32
	Delay    time.Duration // between two requests to one host, for sources that say none; 0 = 2 s
	Budget   int           // requests per host and day, for sources that say none; 0 = 5000
	MaxBody  int64         // bytes of one decoded page; 0 = 5 MiB
	Timeout  time.Duration // of one request with its body; 0 = 60 s
	Patience time.Duration // a round waits for URLs due and hosts free within this time; 0 = 10 s, negative = not at all
	Pages    int           // how deep a paged listing is followed; 0 = 20
}

// A Crawler runs rounds. It is safe for concurrent use, but two rounds at once share every host's pace.
type Crawler struct {
	opts Options
}

// New makes a crawler; Options without a Frontier are news.ErrInvalid.
func New(o Options) (*Crawler, error) {
	if o.Frontier == nil {
		return nil, fmt.Errorf("crawler: no frontier: %w", news.ErrInvalid)
	}
	return &Crawler{opts: o}, nil
}

// Round takes every source once: what is due is asked for, stored and followed. It ends when nothing is due, the
// limits are reached or ctx ends; then it returns what was done so far with ctx's error. A source that fails is
// data in the report; an error of the frontier ends the round.
func (c *Crawler) Round(ctx context.Context, sources []news.Source, o RoundOptions) (Report, error) {
	return Report{}, errors.ErrUnsupported
}
