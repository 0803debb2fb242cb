package pipeline

import (
	"context"
	"fmt"
	"iter"
	"log/slog"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"diembao/index"
	"diembao/news"
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

// How much a stage takes at a time: enough that one commit serves many, few enough that a reader sees new articles soon
// and that a batch fits in memory. The index is given more at a time, since each batch is a segment that must be merged.
const (
	readBatch  = 256  // changes
	indexBatch = 2048 // changes
	placeBatch = 512  // changes
	enough     = 512  // articles that the index does not wait for more of
	// gather is how long it waits for more while more keeps coming: what is stored is found within two seconds.
	gather = time.Second
)

// MarkName is the name of the extract stage's mark.
func (p *Pipeline) MarkName() string { return "extract/" + p.Version }

// CatchUp extracts and indexes until nothing is left, and says how many snapshots it read and documents it indexed.
func (p *Pipeline) CatchUp(ctx context.Context) (read, indexed int, err error) {
	p.working.Lock()
	defer p.working.Unlock()
	return p.catchUp(ctx)
}

// catchUp runs the stages side by side, each over what the one before it has done.
func (p *Pipeline) catchUp(ctx context.Context) (read, indexed int, err error) {
	articles, found := make(chan int, 1), make(chan int, 1)
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() (err error) {
		defer close(articles)
		read, err = p.extractAll(ctx, articles)
		return err
	})
	g.Go(func() (err error) {
		defer close(found)
		indexed, err = p.indexAll(ctx, articles, found)
		return err
	})
	g.Go(func() error { return p.placeAll(ctx, found) })
	err = g.Wait()
	return read, indexed, err
}

// tell says on a channel of one place how much more there is to do. Only one goroutine tells on a channel.
func tell(next chan int, more int) {
	select {
	case untold := <-next:
		more += untold
	default:
	}
	next <- more // there is room: whoever listens only takes
}

// told waits until there is more to do, and says how much; false when the stage before ended, or ctx.
func told(ctx context.Context, by <-chan int) (more int, ok bool) {
	select {
	case more, ok = <-by:
	case <-ctx.Done():
	}
	return more, ok
}

// Follow catches up for as long as ctx lives. While changes keep coming it gathers those of a second, or enough to read. A stage's
// failure is logged and tried again after a pause that grows to a minute; only the end of ctx ends it.
func (p *Pipeline) Follow(ctx context.Context) error {
	pause := time.Second
	for ctx.Err() == nil {
		began := time.Now()
		if _, _, err := p.CatchUp(ctx); err != nil && ctx.Err() == nil {
			p.Log.Error("pipeline stopped, trying again", "after", pause, "err", err)
			sleep(ctx, pause)
			pause = min(2*pause, time.Minute)
			continue
		}
		pause = time.Second
		// Not after the feed's end: what came since the stages looked last would wait for what comes next.
		done, err := p.done(ctx)
		if err == nil {
			err = p.Archive.Wait(ctx, done)
		}
		if err != nil && ctx.Err() == nil {
			return fmt.Errorf("pipeline: wait for changes: %w", err)
		}
		full, stop := context.WithTimeout(ctx, gather-time.Since(began))
		_ = p.Archive.Wait(full, done+readBatch-1) // whichever comes first
		stop()
	}
	return ctx.Err()
}

func sleep(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// done is how far both extraction and index have come.
func (p *Pipeline) done(ctx context.Context) (news.Seq, error) {
	mark, err := p.Archive.Mark(ctx, p.MarkName())
	return min(mark, p.Index.Applied()), err
}

// Lag says how far extraction and index are behind the archive.
func (p *Pipeline) Lag(ctx context.Context) (news.Lag, error) {
	done, err := p.done(ctx)
	if err != nil {
		return news.Lag{}, fmt.Errorf("pipeline: lag: %w", err)
	}
	last := p.Archive.LastSeq()
	if done >= last {
		return news.Lag{}, nil
	}
	lag := news.Lag{Changes: uint64(last - done)}
	if next, err := p.Archive.Changes(ctx, done, 1); err == nil && len(next) == 1 {
		lag.Seconds = int64(time.Since(next[0].Time).Seconds())
	}
	return lag, nil
}
