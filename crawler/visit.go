package crawler

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"time"

	"diembao/crawler/polite"
	"diembao/news"
)

// A result is what came of one visit, before it is stored.
type result struct {
	news.Outcome
	kind   EventKind
	reason string
	page   *polite.Page // nil when none came
	links  int          // links put into the frontier
	found  int          // those it did not know
	partly bool         // links were left out that may be wanted later
	skip   string       // kind of SourceSkipped, for the report
	stop   bool         // the host is the reason: no use in asking it for the next URL
}

// visit takes one URL to its next state and stores it. It is false when the source should be left for now; its error
// is the frontier's.
func (w *worker) visit(ctx context.Context, v news.Visit) (bool, error) {
	w.mu.Lock()
	again := w.seen[v.URL]
	w.mu.Unlock()
	if again { // due again while the round goes on: next round
		v = restored(v)
		v.Next = w.opts.Clock.Now().Add(max(w.src.Every, time.Minute)).UTC()
		_, err := w.opts.Frontier.Finish(ctx, news.Outcome{Visit: v})
		return true, ignoreEnd(ctx, err)
	}
	if why := w.tooMany(v); why != "" {
		w.skipped(why, 1)
		_, err := w.opts.Frontier.Finish(ctx, news.Outcome{Visit: later(v, why, w.opts.Clock.Now().Add(w.src.Every), w.opts.Clock.Now())})
		return true, ignoreEnd(ctx, err)
	}
	if v.Kind == news.ArticleLink {
		w.articles++
	}
	r, err := w.fetch(ctx, v)
	if err != nil {
		return false, err
	}
	if ctx.Err() != nil && r.page == nil {
		return false, w.giveBack(ctx, []news.Visit{v})
	}
	return !r.stop, w.finish(ctx, v, r)
}

// tooMany says why a listing page is not worth a visit in this round: listings that lead to ever more listings, all
// alike but for their numbers, are a calendar or a search.
func (w *worker) tooMany(v news.Visit) string {
	if v.Kind != news.ListingLink {
		return ""
	}
	shape := pattern(v.URL)
	if w.listed >= listings || w.shapes[shape] >= perShape {
		return "too many listing pages"
	}
	w.listed++
	w.shapes[shape]++
	return ""
}

// ignoreEnd drops the errors that come of ctx's own end; Round reports that once, for all sources.
func ignoreEnd(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// finish stores a result. An article's is stored while the next page is fetched: the frontier may gather several
// before it writes. Large ones are waited for, so that memory stays bounded.
func (w *worker) finish(ctx context.Context, v news.Visit, r result) error {
	if v.Kind != news.ArticleLink || r.page != nil && r.page.Size > 1<<20 {
		return w.store(ctx, v, r)
	}
	w.storing.Go(func() error {
		if err := w.store(ctx, v, r); err != nil {
			w.mu.Lock()
			w.failure = cmp.Or(w.failure, err)
			w.mu.Unlock()
		}
		return nil
	})
	return w.failed()
}

// failed is the first error of the frontier.
func (w *worker) failed() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.failure
}

// store puts a result into the frontier, counts it and tells of it. A page that came is stored even when ctx has
// ended since.
func (w *worker) store(ctx context.Context, v news.Visit, r result) error {
	last, stop := outliving(ctx)
	defer stop()
	if _, err := w.opts.Frontier.Finish(last, r.Outcome); err != nil {
		return ignoreEnd(ctx, err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	next := r.Visit.Next
	switch {
	case r.Visit.State != news.Retry:
		w.seen[v.URL] = true
	case next.Sub(w.opts.Clock.Now()) <= w.opts.Patience && (w.soon.IsZero() || next.Before(w.soon)):
		w.soon = next
	}
	w.count(r)
	return nil
}

// count is called with mu held.
func (w *worker) count(r result) {
	e := Event{Kind: r.kind, Source: w.src.ID, URL: r.Visit.URL, Found: r.found, Reason: r.reason}
	if r.page != nil {
		w.report.Fetched++
		w.report.Bytes += r.page.Size
		e.Status, e.Bytes, e.Took = r.page.Status, r.page.Size, r.page.Took
	}
	w.report.Found += r.found
	switch r.kind {
	case PageStored:
		w.report.Stored++
	case PageUnchanged:
		w.report.Unchanged++
	case PageListed:
		w.report.Listed++
	case PageGone:
		w.report.Gone++
	case PageFailed:
		w.report.Failed++
	case PageRefused:
		w.report.Refused++
	case SourceSkipped:
		w.report.skip(r.skip, 1)
	}
	w.tell(e)
}

// fetch asks for a URL and judges what came. A panic on the way is the page's: it waits for a person, with the place
// in the log.
func (w *worker) fetch(ctx context.Context, v news.Visit) (r result, err error) {
	defer func() {
		if p := recover(); p != nil {
			w.log.Error("panic while reading a page", "url", v.URL, "panic", p, "stack", string(debug.Stack()))
			v.State, v.Lease, v.Error = news.Quarantined, time.Time{}, clip(fmt.Sprintf("panic: %v", p))
			r, err = result{Outcome: news.Outcome{Visit: v}, kind: PageFailed, reason: v.Error}, nil
		}
	}()
	x := &polite.Exchange{Policy: w.policy, Max: w.opts.MaxBody}
	r = result{Outcome: news.Outcome{Visit: v}}
	switch v.Kind {
	case news.FeedLink:
		x.Max = feedBytes
	case news.SitemapLink:
		x.Max = sitemapBytes
		x.Sink = w.readSitemap(ctx, v, &r)
	}
	page, err := w.shell.get(ctx, x, v.URL, w.validators(v))
	var store *polite.StoreError
	switch {
	case errors.As(err, &store):
		return r, err
	case err != nil && ctx.Err() != nil:
		return r, nil
	case err != nil:
		return w.refusal(v, err), nil
	}
	r.page = page
	return r, w.judge(ctx, v, &r)
}

// validators make a request conditional on a change since the last answer.
func (w *worker) validators(v news.Visit) http.Header {
	h := http.Header{}
	if !conditional(v) || w.round.Force && v.Lease.IsZero() {
		return h
	}
	if v.ETag != "" {
		h.Set("If-None-Match", v.ETag)
	}
	if v.LastModified != "" {
		h.Set("If-Modified-Since", v.LastModified)
	}
	return h
}

// refusal is the result of a request that came to nothing.
func (w *worker) refusal(v news.Visit, err error) result {
	now := w.opts.Clock.Now()
	r := result{kind: PageFailed, reason: err.Error()}
	var e *FetchError
	if !errors.As(err, &e) {
		e = &FetchError{Kind: polite.Connect}
	}
	switch e.Kind {
	case polite.Disallowed:
		r.kind, r.Visit = PageRefused, refused(v, r.reason, refusedRetry, now)
	case polite.OffSite:
		r.kind, r.Visit = PageRefused, refused(v, r.reason, offSiteRetry, now)
	default:
		r.Visit = failed(v, r.reason, now)
	}
	if e.Temporary() {
		until := e.Until
		if until.IsZero() {
			until = now.Add(time.Minute)
		}
		r.kind, r.stop, r.skip, r.Visit = SourceSkipped, true, string(e.Kind), later(v, r.reason, until, now)
	}
	return r
}

// judge turns an answer into the visit's next state. Its error is the frontier's.
func (w *worker) judge(ctx context.Context, v news.Visit, r *result) error {
	now, p := w.opts.Clock.Now(), r.page
	r.Visit = answered(v, p.Status, now)
	status := fmt.Sprintf("status %d", p.Status)
	switch {
	case p.Status >= 200 && p.Status <= 206:
		return w.good(ctx, v, r)
	case p.Status == http.StatusNotModified && (v.ETag != "" || v.LastModified != ""):
		r.kind, r.Visit = PageUnchanged, done(r.Visit, false, w.src.Every, now)
	case (p.Status == http.StatusNotFound || p.Status == http.StatusGone) && v.Kind == news.ArticleLink:
		r.kind, r.reason, r.Visit = PageFailed, status, missing(v, r.Visit, now)
		if r.Visit.State == news.Gone {
			r.kind = PageGone
			if v.SHA256 != "" {
				r.Visit.SHA256 = digest(p.Body)
				r.Snapshot = w.snapshot(r, news.Problem{Code: news.ProblemStatus, Detail: status})
			}
		}
	case !p.Until.IsZero():
		r.kind, r.reason = PageFailed, status
		r.stop = p.Until.Sub(now) > w.opts.Patience
		r.Visit = later(r.Visit, status, p.Until, now)
		r.Visit.State = news.Retry
	default:
		r.kind, r.reason, r.Visit = PageFailed, status, failed(r.Visit, status, now)
	}
	return nil
}

// good is for a page that was served: by its kind it is kept, or read for links.
func (w *worker) good(ctx context.Context, v news.Visit, r *result) error {
	now, p := w.opts.Clock.Now(), r.page
	cut := len(p.Problems) > 0 && p.Problems[0].Code == news.ProblemTruncated
	switch {
	case v.Kind == news.ArticleLink:
		w.keep(v, r)
		return nil
	case cut && v.Kind != news.SitemapLink:
		r.kind, r.reason = PageFailed, "truncated"
		r.Visit = failed(r.Visit, p.Problems[0].Detail, now)
		return nil
	}
	sum := digest(p.Body)
	if len(p.Body) > 0 && sum == v.SHA256 {
		r.kind, r.Visit = PageUnchanged, done(r.Visit, false, w.src.Every, now)
		remember(r)
		return nil
	}
	r.Visit.SHA256 = sum
	return w.list(ctx, v, r)
}

// remember notes the validators of an answer.
func remember(r *result) {
	r.Visit.ETag = bound(r.page.Header.Get("ETag"), 256)
	r.Visit.LastModified = bound(r.page.Header.Get("Last-Modified"), 64)
}

// bound drops what is too long to be what it claims.
func bound(s string, most int) string {
	if len(s) > most {
		return ""
	}
	return s
}

// digest is SHA-256 in hexadecimal, as Visit and Snapshot keep it.
func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
