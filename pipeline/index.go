package pipeline

import (
	"context"
	"errors"
	"fmt"

	"diembao/index"
	"diembao/news"
)

// indexAll applies what the extract stage tells of until that ends and nothing is left, and tells next.
func (p *Pipeline) indexAll(ctx context.Context, by <-chan struct{}, next chan<- struct{}) (indexed int, err error) {
	for going := true; going; {
		going = p.gathered(ctx, by)
		for {
			n, more, err := p.indexSome(ctx)
			indexed += n
			if err != nil {
				return indexed, err
			}
			if !more {
				break
			}
			tell(next)
		}
	}
	return indexed, nil
}

// gathered waits until there is something to index, then until there is enough of it or half a second is over; false
// when no more will come.
func (p *Pipeline) gathered(ctx context.Context, by <-chan struct{}) bool {
	if !told(ctx, by) {
		return false
	}
	ctx, stop := context.WithTimeout(ctx, gather)
	defer stop()
	for p.Archive.LastSeq()-p.Index.Applied() < enough {
		if !told(ctx, by) {
			return ctx.Err() != nil // else the stage before has ended
		}
	}
	return true
}

// indexSome applies the next changes to the index.
func (p *Pipeline) indexSome(ctx context.Context) (indexed int, more bool, err error) {
	changes, err := p.Archive.Changes(ctx, p.Index.Applied(), indexBatch)
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
