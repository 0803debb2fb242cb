package coverage

import (
	"context"
	"errors"

	"diembao/news"
)

// findings are the answer of a search without its hits.
type findings struct {
	Total int
	Notes []string
}

// walk reads the articles that a query finds, at most so many, until f wants no more. One that is in the index and not
// in the archive was purged a moment ago and is passed over.
func (d *Desk) walk(ctx context.Context, q news.Query, most int, f func(news.Article) bool) (findings, error) {
	return d.ids(ctx, q, most, func(id news.ID) (bool, error) {
		a, err := d.Archive.Article(ctx, id)
		if errors.Is(err, news.ErrNotFound) {
			return true, nil
		}
		return err == nil && f(a), err
	})
}

// ids goes through what a query finds, page by page, at most so many, until f wants no more.
func (d *Desk) ids(ctx context.Context, q news.Query, most int, f func(news.ID) (more bool, err error)) (findings, error) {
	var out findings
	q.Size, q.Facets, q.After = 100, nil, "" // the largest page there is: each is a search of its own
	for seen := 0; ; {
		res, err := d.Index.Search(ctx, q)
		if err != nil {
			return out, err
		}
		if seen == 0 {
			out = findings{res.Total, res.Notes}
		}
		for _, r := range res.Hits {
			if seen++; seen > most {
				return out, nil
			}
			if more, err := f(r.ID); err != nil || !more {
				return out, err
			}
		}
		if q.After = res.Next; q.After == "" || len(res.Hits) == 0 {
			return out, nil
		}
	}
}
