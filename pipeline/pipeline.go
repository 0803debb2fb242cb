package pipeline

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"runtime"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"diembao/index"
	"diembao/news"
	"diembao/pipeline/corrections"
)

// Feed is the change feed of an archive, with its marks.
type Feed interface {
	Changes(ctx context.Context, after news.Seq, limit int) ([]news.Change, error)
	LastSeq() news.Seq
	Wait(ctx context.Context, after news.Seq) error
	Mark(ctx context.Context, name string) (news.Seq, error)
	SetMark(ctx context.Context, name string, seq news.Seq) error
}

// Pages reads snapshots and articles and stores what was extracted.
type Pages interface {
	Snapshot(ctx context.Context, num uint64) (news.Snapshot, error)
	Article(ctx context.Context, id news.ID) (news.Article, error)
	Revisions(ctx context.Context, id news.ID) ([]news.Article, error)
	Corrections(ctx context.Context) ([]news.Correction, error)
	PutArticles(ctx context.Context, articles []news.Article, mark string, upto news.Seq) ([]news.Article, error)
	MarkGone(ctx context.Context, url string, snapshot uint64, at time.Time) (news.ID, error)
	Articles(ctx context.Context, after news.ID) iter.Seq2[news.Article, error]
	PutStories(ctx context.Context, members []news.Membership, mark string, upto news.Seq) error
}

// Archive is what the pipeline needs of an archive.
type Archive interface {
	Feed
	Pages
}

// Extractor turns one snapshot into one article; it never fails, problems are data.
type Extractor interface {
	Article(ctx context.Context, snap news.Snapshot, src news.Source) news.Article
}

// Index is what the pipeline needs of an index.
type Index interface {
	Applied() news.Seq
	Apply(ctx context.Context, docs []index.Doc, gone []news.ID, upto news.Seq) error
	Rebuild(ctx context.Context, feed func(ctx context.Context, add func([]index.Doc) error) (news.Seq, error)) error
}

// A Placer says to which story each article belongs, by what the index holds.
type Placer interface {
	Place(ctx context.Context, articles []news.Article) ([]news.Membership, error)
}

// A Pipeline runs the stages over one archive. It is safe for concurrent use: work is done by one caller at a time.
type Pipeline struct {
	Archive   Archive
	Extractor Extractor
	Index     Index
	Placer    Placer                 // nil: articles are not grouped into stories
	Version   string                 // the extractor's; names its mark
	Sources   map[string]news.Source // by id; a snapshot of a source that is not listed is read without a profile
	Log       *slog.Logger

	working sync.Mutex
}

// batch is how many changes a stage takes at a time: enough that one commit serves many, few enough that a reader sees
// new articles soon and that the pages of a batch (mostly under 500 KB each) fit in memory.
const batch = 64

// MarkName is the name of the extract stage's mark.
func (p *Pipeline) MarkName() string { return "extract/" + p.Version }

// CatchUp extracts and indexes until nothing is left, and says how many snapshots it read and documents it indexed.
func (p *Pipeline) CatchUp(ctx context.Context) (read, indexed int, err error) {
	p.working.Lock()
	defer p.working.Unlock()
	return p.catchUp(ctx)
}

func (p *Pipeline) catchUp(ctx context.Context) (read, indexed int, err error) {
	for {
		r, more, err := p.extractSome(ctx)
		read += r
		if err != nil {
			return read, indexed, err
		}
		i, moreIndex, err := p.indexSome(ctx)
		indexed += i
		if err != nil {
			return read, indexed, err
		}
		moreStories, err := p.placeSome(ctx)
		if err != nil {
			return read, indexed, err
		}
		if !more && !moreIndex && !moreStories {
			return read, indexed, nil
		}
	}
}

// Follow catches up for as long as ctx lives. A stage's failure is logged and tried again after a pause that grows to a
// minute; only the end of ctx ends it.
func (p *Pipeline) Follow(ctx context.Context) error {
	pause := time.Second
	for ctx.Err() == nil {
		if _, _, err := p.CatchUp(ctx); err != nil && ctx.Err() == nil {
			p.Log.Error("pipeline stopped, trying again", "after", pause, "err", err)
			select {
			case <-ctx.Done():
			case <-time.After(pause):
			}
			pause = min(2*pause, time.Minute)
			continue
		}
		pause = time.Second
		if err := p.Archive.Wait(ctx, p.Archive.LastSeq()); err != nil && ctx.Err() == nil {
			return fmt.Errorf("pipeline: wait for changes: %w", err)
		}
	}
	return ctx.Err()
}

// Lag says how far extraction and index are behind the archive.
func (p *Pipeline) Lag(ctx context.Context) (news.Lag, error) {
	mark, err := p.Archive.Mark(ctx, p.MarkName())
	if err != nil {
		return news.Lag{}, fmt.Errorf("pipeline: lag: %w", err)
	}
	done, last := min(mark, p.Index.Applied()), p.Archive.LastSeq()
	if done >= last {
		return news.Lag{}, nil
	}
	lag := news.Lag{Changes: uint64(last - done)}
	if next, err := p.Archive.Changes(ctx, done, 1); err == nil && len(next) == 1 {
		lag.Seconds = int64(time.Since(next[0].Time).Seconds())
	}
	return lag, nil
}

// extractSome reads the next snapshots into articles; more says that the feed went on.
func (p *Pipeline) extractSome(ctx context.Context) (read int, more bool, err error) {
	mark, err := p.Archive.Mark(ctx, p.MarkName())
	if err != nil {
		return 0, false, fmt.Errorf("pipeline: extract: %w", err)
	}
	changes, err := p.Archive.Changes(ctx, mark, batch)
	if err != nil {
		return 0, false, fmt.Errorf("pipeline: extract after %d: %w", mark, err)
	}
	if len(changes) == 0 {
		return 0, false, nil
	}
	upto := changes[len(changes)-1].Seq
	articles, gone, err := p.read(ctx, changes)
	if err != nil {
		return 0, false, err
	}
	for _, g := range gone {
		if _, err := p.Archive.MarkGone(ctx, g.URL, g.Num, g.Time); err != nil && !errors.Is(err, news.ErrNotFound) {
			return 0, false, fmt.Errorf("pipeline: mark %s gone: %w", g.URL, err)
		}
	}
	if _, err := p.Archive.PutArticles(ctx, articles, p.MarkName(), upto); err != nil {
		return 0, false, fmt.Errorf("pipeline: store articles up to %d: %w", upto, err)
	}
	return len(articles) + len(gone), true, nil
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

// indexSome applies the next changes to the index.
func (p *Pipeline) indexSome(ctx context.Context) (indexed int, more bool, err error) {
	changes, err := p.Archive.Changes(ctx, p.Index.Applied(), 8*batch)
	if err != nil {
		return 0, false, fmt.Errorf("pipeline: index after %d: %w", p.Index.Applied(), err)
	}
	if len(changes) == 0 {
		return 0, false, nil
	}
	var docs []index.Doc
	var gone []news.ID
	seen := map[news.ID]bool{}
	for _, c := range changes {
		if c.ID == 0 || seen[c.ID] {
			continue
		}
		seen[c.ID] = true
		doc, ok, err := p.doc(ctx, c.ID)
		switch {
		case err != nil:
			return 0, false, err
		case ok:
			docs = append(docs, doc)
		default:
			gone = append(gone, c.ID)
		}
	}
	if err := p.Index.Apply(ctx, docs, gone, changes[len(changes)-1].Seq); err != nil {
		return 0, false, fmt.Errorf("pipeline: index up to %d: %w", changes[len(changes)-1].Seq, err)
	}
	return len(docs), true, nil
}

// doc is what the index keeps of an article; false when nothing may find it.
func (p *Pipeline) doc(ctx context.Context, id news.ID) (index.Doc, bool, error) {
	a, err := p.Archive.Article(ctx, id)
	if errors.Is(err, news.ErrNotFound) {
		return index.Doc{}, false, nil
	}
	if err != nil {
		return index.Doc{}, false, fmt.Errorf("pipeline: article %d: %w", id, err)
	}
	return index.Doc{Article: a, SourceKind: p.source(a.Source).Kind}, a.Readable(), nil
}
