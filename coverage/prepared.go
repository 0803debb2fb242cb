package coverage

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"diembao/archive"
	"diembao/coverage/compare"
	"diembao/news"
)

// A prepared is an article made ready to be held against others. It is not changed.
type prepared struct {
	id                 news.ID
	title, url, source string
	published, when    news.Instant // when: of publication, or else of arrival
	text               *compare.Text
	sketch             sketch
}

func prepare(a news.Article) *prepared {
	p := &prepared{id: a.ID, title: strings.Clone(a.Title), url: strings.Clone(a.URL), source: strings.Clone(a.Source),
		published: a.Published, when: a.Published, text: compare.New(wholeText(a)), sketch: sketched(a)}
	if p.when.IsZero() {
		p.when = a.FirstSeen
	}
	return p
}

// wholeText is what of an article is compared.
func wholeText(a news.Article) string { return a.Title + "\n" + a.Lead + "\n" + a.Body }

// recent keeps the articles that were looked at last ready for the next question: a new article is held against those of
// its days, and so is the one after it. An article that was edited or corrected has another fingerprint and is read again;
// the stories stage, which is told of every revision, puts the new one here itself and need not ask. It holds between one and two times keptReady articles, some 10 KB each. The zero recent is ready.
type recent struct {
	mu       sync.Mutex
	now, old map[news.ID]ready
}

type ready struct {
	*prepared
	state archive.Fingerprint // zero: not known
}

const keptReady = 2000

// get is an article as it was looked at last; nil when it is not here.
func (b *recent) get(id news.ID) (*prepared, archive.Fingerprint) {
	b.mu.Lock()
	defer b.mu.Unlock()
	r, ok := b.now[id]
	if !ok {
		if r, ok = b.old[id]; ok {
			b.put(id, r)
		}
	}
	return r.prepared, r.state
}

func (b *recent) keep(p *prepared, state archive.Fingerprint) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.put(p.id, ready{p, state})
}

// forget is for an article that may have another text now.
func (b *recent) forget(id news.ID) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.now, id)
	delete(b.old, id)
}

func (b *recent) put(id news.ID, r ready) {
	if len(b.now) >= keptReady {
		b.old, b.now = b.now, nil
	}
	if b.now == nil {
		b.now = make(map[news.ID]ready, keptReady)
	}
	b.now[id] = r
}

// prepared is the article with this id; ErrNotFound when it was purged.
func (d *Desk) prepared(ctx context.Context, id news.ID) (*prepared, error) {
	p, known := d.recent.get(id)
	a, state, err := d.Archive.ArticleUnless(ctx, id, known)
	if err != nil {
		return nil, err
	}
	if p != nil && known == state {
		return p, nil
	}
	p = prepare(a)
	d.recent.keep(p, state)
	return p, nil
}

// prepareAll are articles in their order, read on all cores: as they were looked at last, or else as they are in the archive now. One
// that cannot be read is left out: it was purged a moment ago.
func (d *Desk) prepareAll(ctx context.Context, ids []news.ID, asLast bool) []*prepared {
	found := make([]*prepared, len(ids))
	var unread []int
	for i, id := range ids {
		if asLast {
			found[i], _ = d.recent.get(id)
		}
		if found[i] == nil {
			unread = append(unread, i)
		}
	}
	_ = onAllCores(len(unread), func(i int) (err error) {
		at := unread[i]
		if found[at], err = d.prepared(ctx, ids[at]); err != nil && !errors.Is(err, news.ErrNotFound) {
			d.Log.Warn("indexed article not read", "id", ids[at], "err", err)
		}
		return nil
	})
	return slices.DeleteFunc(found, func(p *prepared) bool { return p == nil })
}

// onAllCores calls f for each number below n, from one goroutine a core: a new one for each would grow its stack for each. The
// first error is returned, and ends its goroutine.
func onAllCores(n int, f func(i int) error) error {
	var g errgroup.Group
	var next atomic.Int64
	for range min(n, runtime.GOMAXPROCS(0)) {
		g.Go(func() error {
			for i := next.Add(1) - 1; int(i) < n; i = next.Add(1) - 1 {
				if err := f(int(i)); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return g.Wait()
}
