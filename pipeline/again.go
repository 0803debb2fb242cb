package pipeline

import (
	"context"
	"fmt"

	"diembao/index"
	"diembao/news"
)

// Reindex builds a new generation of the index from the archive's articles beside the one that serves, and swaps them.
// progress is called with the number of articles read so far; it may be nil.
func (p *Pipeline) Reindex(ctx context.Context, progress func(done int)) (int, error) {
	p.working.Lock()
	defer p.working.Unlock()
	total := 0
	err := p.Index.Rebuild(ctx, func(ctx context.Context, add func([]index.Doc) error) (news.Seq, error) {
		// What changes while the articles are read comes after this and is applied again, which does no harm.
		upto := p.Archive.LastSeq()
		docs := make([]index.Doc, 0, placeBatch)
		flush := func() error {
			total += len(docs)
			err := add(docs)
			docs = docs[:0]
			if progress != nil {
				progress(total)
			}
			return err
		}
		for a, err := range p.Archive.Articles(ctx, 0) {
			if err != nil {
				return 0, err
			}
			if !a.Readable() {
				continue
			}
			docs = append(docs, index.Doc{Article: a, SourceKind: p.source(a.Source).Kind})
			if len(docs) == cap(docs) {
				if err := flush(); err != nil {
					return 0, err
				}
			}
		}
		return upto, flush()
	})
	if err != nil {
		return total, fmt.Errorf("pipeline: reindex: %w", err)
	}
	_, _, err = p.catchUp(ctx)
	return total, err
}

// Reextract reads every snapshot again with the present rules, by putting the mark back to the start. Articles whose
// text stays the same keep their revision.
func (p *Pipeline) Reextract(ctx context.Context) (read int, err error) {
	p.working.Lock()
	defer p.working.Unlock()
	if err := p.Archive.SetMark(ctx, p.MarkName(), 0); err != nil {
		return 0, fmt.Errorf("pipeline: reextract: %w", err)
	}
	read, _, err = p.catchUp(ctx)
	return read, err
}
