package pipeline

import (
	"context"
	"errors"
	"fmt"

	"diembao/news"
)

// StoriesMark is the name of the stories stage's mark.
const StoriesMark = "stories/v1"

// placeAll groups what the index stage tells of until that ends and nothing is left.
func (p *Pipeline) placeAll(ctx context.Context, by <-chan int) error {
	for going := true; going; {
		_, going = told(ctx, by)
		for {
			more, err := p.placeSome(ctx)
			if err != nil {
				return err
			}
			if !more {
				break
			}
		}
	}
	return nil
}

// placeSome groups the articles among the next indexed changes into stories; more says that there were any.
func (p *Pipeline) placeSome(ctx context.Context) (more bool, err error) {
	if p.Placer == nil {
		return false, nil
	}
	mark, err := p.Archive.Mark(ctx, StoriesMark)
	if err != nil {
		return false, fmt.Errorf("pipeline: stories: %w", err)
	}
	applied := p.Index.Applied()
	if mark >= applied {
		return false, nil
	}
	changes, err := p.Archive.Changes(ctx, mark, min(placeBatch, int(applied-mark)))
	if err != nil {
		return false, fmt.Errorf("pipeline: stories after %d: %w", mark, err)
	}
	if len(changes) == 0 {
		return false, nil
	}
	var articles []news.Article
	seen := map[news.ID]bool{}
	for _, c := range changes {
		if c.Kind != news.ArticleRevised || seen[c.ID] {
			continue
		}
		seen[c.ID] = true
		a, err := p.Archive.Article(ctx, c.ID)
		if errors.Is(err, news.ErrNotFound) {
			continue
		}
		if err != nil {
			return false, fmt.Errorf("pipeline: stories: article %d: %w", c.ID, err)
		}
		if a.Readable() {
			articles = append(articles, a)
		}
	}
	members, err := p.Placer.Place(ctx, articles)
	if err != nil {
		return false, fmt.Errorf("pipeline: stories: %w", err)
	}
	upto := changes[len(changes)-1].Seq
	if err := p.Archive.PutStories(ctx, members, StoriesMark, upto); err != nil {
		return false, fmt.Errorf("pipeline: stories up to %d: %w", upto, err)
	}
	return true, nil
}
