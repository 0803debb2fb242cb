package pipeline

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"diembao/news"
	"diembao/pipeline/corrections"
)

// A harvest is what was read of some changes, not stored yet.
type harvest struct {
	articles []news.Article
	gone     []news.Snapshot // answered 404 or 410
	upto     news.Seq
}

// extractAll reads snapshots into articles until none is left, and tells next of each batch it has stored. While one
// batch is stored the next one is read.
func (p *Pipeline) extractAll(ctx context.Context, next chan int) (read int, err error) {
	mark, err := p.Archive.Mark(ctx, p.MarkName())
	if err != nil {
		return 0, fmt.Errorf("pipeline: extract: %w", err)
	}
	now, err := p.harvest(ctx, mark, nil)
	for err == nil && now.upto > mark {
		stored, failed := make(chan struct{}), error(nil)
		go func() {
			defer close(stored)
			failed = p.store(ctx, now)
		}()
		ahead, err := p.harvest(ctx, now.upto, stored)
		<-stored
		if err = errors.Join(failed, err); err != nil {
			return read, err
		}
		read += len(now.articles) + len(now.gone)
		tell(next, len(now.articles))
		if ahead.upto == now.upto { // now what was just stored is in the feed
			if ahead, err = p.harvest(ctx, now.upto, nil); err != nil {
				return read, err
			}
		}
		mark, now = now.upto, ahead
	}
	return read, err
}

// store puts a harvest into the archive, with the mark.
func (p *Pipeline) store(ctx context.Context, h harvest) error {
	for _, g := range h.gone {
		if _, err := p.Archive.MarkGone(ctx, g.URL, g.Num, g.Time); err != nil && !errors.Is(err, news.ErrNotFound) {
			return fmt.Errorf("pipeline: mark %s gone: %w", g.URL, err)
		}
	}
	if _, err := p.Archive.PutArticles(ctx, h.articles, p.MarkName(), h.upto); err != nil {
		return fmt.Errorf("pipeline: store articles up to %d: %w", h.upto, err)
	}
	return nil
}

// harvest reads the changes after mark; it is up to mark when there are none. stored is closed when the changes up to
// mark are stored: those of corrections ask which revisions there are, so they wait for it.
func (p *Pipeline) harvest(ctx context.Context, mark news.Seq, stored <-chan struct{}) (h harvest, err error) {
	h.upto = mark
	changes, err := p.Archive.Changes(ctx, mark, readBatch)
	if err != nil {
		return h, fmt.Errorf("pipeline: extract after %d: %w", mark, err)
	}
	if len(changes) == 0 {
		return h, nil
	}
	if stored != nil && slices.ContainsFunc(changes, func(c news.Change) bool { return c.Kind == news.FactCorrected }) {
		<-stored
	}
	h.upto = changes[len(changes)-1].Seq
	h.articles, h.gone, err = p.read(ctx, changes)
	return h, err
}

// read extracts the snapshots among changes, and those of the articles whose facts were corrected among them, in their
// order, on all cores, and puts the editors' corrections over what it read; gone are those that answered 404 or 410.
func (p *Pipeline) read(ctx context.Context, changes []news.Change) (articles []news.Article, gone []news.Snapshot, err error) {
	type result struct {
		article news.Article
		snap    news.Snapshot
		ok      bool
	}
	nums, err := p.toRead(ctx, changes)
	if err != nil {
		return nil, nil, err
	}
	corrected, err := p.Archive.Corrections(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("pipeline: extract: %w", err)
	}
	results := make([]result, len(nums))
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, num := range nums {
		g.Go(func() error {
			snap, err := p.Archive.Snapshot(gctx, num)
			if errors.Is(err, news.ErrNotFound) {
				return nil // purged since
			}
			if err != nil {
				return fmt.Errorf("pipeline: read snapshot %d: %w", num, err)
			}
			r := result{snap: snap, ok: true}
			if !isGone(snap) {
				src := p.source(snap.Source)
				r.article = p.Extractor.Article(gctx, snap, src)
				r.article.Snapshot = snap.Num
				r.article.Seen = news.Instant{Time: snap.Time}
				corrections.Apply(&r.article, corrected, src.Province)
			}
			r.snap.Body = nil
			results[i] = r
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return nil, nil, err
	}
	for _, r := range results {
		switch {
		case !r.ok:
		case isGone(r.snap):
			gone = append(gone, r.snap)
		default:
			articles = append(articles, r.article)
		}
	}
	return articles, gone, nil
}

// toRead are the snapshots that changes ask to read: new ones, and every one that a corrected article was read from.
func (p *Pipeline) toRead(ctx context.Context, changes []news.Change) ([]uint64, error) {
	var nums []uint64
	seen := map[uint64]bool{}
	add := func(num uint64) {
		if num != 0 && !seen[num] {
			seen[num] = true
			nums = append(nums, num)
		}
	}
	for _, c := range changes {
		switch {
		case c.Kind == news.SnapshotStored:
			add(c.Num)
		case c.Kind == news.FactCorrected && c.ID != 0:
			revisions, err := p.Archive.Revisions(ctx, c.ID)
			if errors.Is(err, news.ErrNotFound) {
				continue // purged since
			}
			if err != nil {
				return nil, fmt.Errorf("pipeline: revisions of %d: %w", c.ID, err)
			}
			for _, r := range revisions {
				add(r.Snapshot)
			}
		}
	}
	return nums, nil
}

func isGone(s news.Snapshot) bool { return s.Status == 404 || s.Status == 410 }

func (p *Pipeline) source(id string) news.Source {
	if src, ok := p.Sources[id]; ok {
		return src
	}
	return news.Source{ID: id}
}
