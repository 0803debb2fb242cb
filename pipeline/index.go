package pipeline

import (
	"context"
	"errors"
	"fmt"

	"diembao/index"
	"diembao/news"
)

// indexAll applies what the extract stage tells of until that ends and nothing is left, and tells next.
func (p *Pipeline) indexAll(ctx context.Context, by <-chan int, next chan int) (indexed int, err error) {
	for going := true; going; {
		going = gathered(ctx, by)
		// What comes while this is applied waits for the next time: a crawl adds to the feed page by page.
		for end := p.Archive.LastSeq(); p.Index.Applied() < end; {
			n, err := p.indexSome(ctx)
			if err != nil {
				return indexed, err
			}
			indexed += n
			tell(next, n)
		}
	}
	return indexed, ctx.Err()
}

// gathered waits until there is something to index, then until there is enough of it or a second is over; false
// when no more will come.
func gathered(ctx context.Context, by <-chan int) bool {
	n, going := told(ctx, by)
	if !going {
		return false
	}
	ctx, stop := context.WithTimeout(ctx, gather)
	defer stop()
	for n < enough {
		more, going := told(ctx, by)
		if !going {
			return ctx.Err() != nil // else the stage before has ended
		}
		n += more
	}
	return true
}

// indexSome applies the next changes to the index; there must be some.
func (p *Pipeline) indexSome(ctx context.Context) (indexed int, err error) {
	changes, err := p.Archive.Changes(ctx, p.Index.Applied(), indexBatch)
	if err != nil {
		return 0, fmt.Errorf("pipeline: index after %d: %w", p.Index.Applied(), err)
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
			return 0, err
		case ok:
			docs = append(docs, doc)
		default:
			gone = append(gone, c.ID)
		}
	}
	if err := p.Index.Apply(ctx, docs, gone, changes[len(changes)-1].Seq); err != nil {
		return 0, fmt.Errorf("pipeline: index up to %d: %w", changes[len(changes)-1].Seq, err)
	}
	return len(docs), nil
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
