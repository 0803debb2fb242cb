package crawler

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/url"
	"strings"
	"time"

	"diembao/crawler/feed"
	"diembao/crawler/polite"
	"diembao/news"
)

const (
	feedBytes    = 10 << 20
	sitemapBytes = feed.MaxBytes
	nesting      = 2    // of sitemap indexes
	chunk        = 1000 // visits put into the frontier at one time
	sectionLinks = 60   // taken from a home page
)

// A frontierError is the disk's, told apart from what is wrong with a page.
type frontierError struct{ error }

// list reads a page for links: a feed, a sitemap (already read while it came) or a listing page. Its error is the
// frontier's.
func (w *worker) list(ctx context.Context, v news.Visit, r *result) error {
	var err error
	switch v.Kind {
	case news.FeedLink:
		g := w.gather(v)
		_, err = feed.Read(bytes.NewReader(r.page.Body), r.page.Header.Get("Content-Type"), parse(r.page.URL), g.take)
		r.partly = g.early > 0
		err = errors.Join(err, w.take(ctx, r, g.batch))
	case news.SitemapLink:
		err = r.page.SinkErr
		r.Visit.SHA256 = "" // its bytes were not kept
	default:
		err = w.readListing(ctx, v, r)
	}
	var disk *frontierError
	switch {
	case err != nil && ctx.Err() != nil:
		r.page = nil // as if it had not come: its links are not all known
		return nil
	case errors.As(err, &disk):
		return disk.error
	}
	now := w.opts.Clock.Now()
	if err != nil {
		r.reason, r.partly = clip(err.Error()), true
		w.log.Warn("not read to its end", "url", v.URL, "error", err)
		if r.links == 0 {
			r.kind, r.Visit = PageFailed, failed(r.Visit, r.reason, now)
			r.Visit.SHA256 = ""
			return nil
		}
	}
	r.kind, r.Visit = PageListed, done(r.Visit, r.found > 0, w.src.Every, now)
	remember(r)
	if r.partly { // so that the next answer is no 304
		r.Visit.SHA256, r.Visit.ETag, r.Visit.LastModified = "", "", ""
	}
	return nil
}

// take keeps links for the transaction that stores the page they stand on, so that neither is there without the other,
// and counts them.
func (w *worker) take(ctx context.Context, r *result, found []news.Visit) error {
	r.links += len(found)
	n, err := w.opts.Frontier.Unknown(ctx, found)
	r.found += n
	r.Found = append(r.Found, found...)
	if err != nil {
		return &frontierError{err}
	}
	return nil
}

// discover puts links into the frontier at once, and counts them: a sitemap may have more than should lie in memory, and
// reading it again when its own visit was not stored finds the same.
func (w *worker) discover(ctx context.Context, r *result, found []news.Visit) error {
	r.links += len(found)
	n, err := w.opts.Frontier.Discover(ctx, found)
	r.found += n
	if err != nil {
		return &frontierError{err}
	}
	return nil
}

// parse is for addresses that were parsed before; one that is bad all the same is no host's and allowed nowhere.
func parse(raw string) *url.URL {
	u, err := url.Parse(raw)
	if err != nil {
		return &url.URL{}
	}
	return u
}

// found is the visit of a link found on another page. Links of one page get ever earlier times, so that the first
// goes first.
func (w *worker) found(kind news.LinkKind, key string, from news.Visit, n int) news.Visit {
	now := w.opts.Clock.Now().UTC()
	return news.Visit{
		URL: key, Source: w.src.ID, Kind: kind, State: news.Due, Depth: from.Depth + 1, Via: from.URL,
		Found: now, Next: now.Add(-time.Duration(n) * time.Millisecond),
	}
}

// A gatherer turns the entries of a feed or sitemap into visits.
type gatherer struct {
	*worker
	from  news.Visit
	batch []news.Visit
	count int
	early int                      // entries left out for their date
	flush func([]news.Visit) error // takes a full batch; nil: the batch grows
}

// gather reads for links found on from.
func (w *worker) gather(from news.Visit) *gatherer { return &gatherer{worker: w, from: from} }

// take is feed.Read's yield.
func (g *gatherer) take(e feed.Entry) error {
	u := parse(e.URL)
	if t := e.Time(); !t.IsZero() && news.DayOf(t).Before(g.round.Since) {
		g.early++
		return nil
	}
	if e.Nested {
		key, ok := g.sieve.address(u)
		if !ok || g.from.Depth >= nesting {
			return nil
		}
		return g.add(g.found(news.SitemapLink, key, g.from, g.count))
	}
	key, ok := g.sieve.given(u, e.News)
	if !ok {
		return nil
	}
	v := g.found(news.ArticleLink, key, g.from, g.count)
	if p := e.Published; !p.IsZero() && !p.After(v.Found) {
		v.Published = news.Instant{Time: p.In(news.ICT)}
	}
	if t := e.Time(); !t.IsZero() && t.Before(v.Next) {
		v.Next = t.UTC() // the latest goes first
	}
	return g.add(v)
}

// add keeps a visit until the batch is full.
func (g *gatherer) add(v news.Visit) error {
	g.batch = append(g.batch, v)
	g.count++
	if g.flush == nil || len(g.batch) < chunk {
		return nil
	}
	err := g.flush(g.batch)
	g.batch = g.batch[:0]
	return err
}

// readSitemap reads a sitemap or an index of sitemaps while it comes, so that 50 MB never lie in memory.
func (w *worker) readSitemap(ctx context.Context, v news.Visit, r *result) func(*polite.Page, io.Reader) error {
	return func(p *polite.Page, body io.Reader) error {
		g := w.gather(v)
		g.flush = func(batch []news.Visit) error { return w.discover(ctx, r, batch) }
		_, err := feed.Read(body, p.Header.Get("Content-Type"), parse(p.URL), g.take)
		r.partly = g.early > 0
		return errors.Join(err, g.flush(g.batch))
	}
}

// readListing finds articles on a listing page, then its next pages if there was anything new; on the home page of a
// source without start pages also its sections and feeds.
func (w *worker) readListing(ctx context.Context, v news.Visit, r *result) error {
	select {
	case w.parsing <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-w.parsing }()
	if said := wishes(r.page.Header.Values("X-Robots-Tag"), r.page.Body); strings.Contains(said, "nofollow") {
		r.reason = "asks that its links be not followed"
		return nil
	}
	at := parse(r.page.URL)
	all := links(r.page.Body, at)
	if err := w.take(ctx, r, w.articlesOf(v, all)); err != nil {
		return err
	}
	var more []news.Visit
	if r.found > 0 || v.Fetches == 0 {
		more = w.pagesOf(v, at, all)
	}
	if v.Depth == 0 && len(w.src.Sections) == 0 {
		more = append(more, w.startsOf(v, all)...)
	}
	return w.take(ctx, r, more)
}

// articlesOf are the articles a listing links to. Paths that are nothing but a date get a budget by pattern: some
// outlets have articles there, and every calendar has days.
func (w *worker) articlesOf(v news.Visit, all []link) []news.Visit {
	var out []news.Visit
	for _, l := range all {
		key, ok := w.sieve.articleLink(l.url)
		if !ok || l.next || l.feed {
			continue
		}
		if calendar(l.url.Path) {
			shape := pattern(key)
			if w.dates[shape]++; w.dates[shape] > perDate {
				w.skipped("only a date", 1)
				continue
			}
		}
		out = append(out, w.found(news.ArticleLink, key, v, len(out)))
	}
	return out
}

// pagesOf are the other pages of a listing. The number in an address is its depth, whichever page links to it, so that
// a link to the last page is no shortcut past the bound.
func (w *worker) pagesOf(v news.Visit, at *url.URL, all []link) []news.Visit {
	var out []news.Visit
	for _, l := range all {
		if key, n, ok := w.sieve.page(at, l.url); ok {
			next := w.found(news.ListingLink, key, v, n)
			next.Depth = max(n-1, 1)
			out = append(out, next)
		} else if key, ok := w.sieve.next(at, l.url); ok && l.next && v.Depth+1 < w.opts.Pages {
			out = append(out, w.found(news.ListingLink, key, v, 0))
		}
	}
	return out
}

// startsOf are the start pages a home page leads to: feeds it announces and what look like its sections.
func (w *worker) startsOf(v news.Visit, all []link) []news.Visit {
	var out []news.Visit
	for _, l := range all {
		if key, ok := w.sieve.address(l.url); ok && l.feed {
			out = append(out, w.found(news.FeedLink, key, v, 0))
		} else if key, ok := w.sieve.section(l.url); ok && !l.next && len(out) < sectionLinks {
			out = append(out, w.found(news.ListingLink, key, v, len(out)))
		}
	}
	return out
}
