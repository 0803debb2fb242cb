package coverage

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"

	"diembao/coverage/digest"
	"diembao/coverage/export"
	"diembao/news"
)

// Export writes the articles that match a request, oldest publication first; all that can be read, in the order of their
// numbers, when it asks for nothing. It holds one article at a time. What was written before an error is of no use: a
// caller throws it away. Nothing found is no error but a file without articles.
func (d *Desk) Export(ctx context.Context, req export.Request, w io.Writer) (export.Report, error) {
	q, err := d.meant(ctx, digest.Request{Query: req.Query, Saved: req.Saved})
	if err != nil {
		return export.Report{}, err
	}
	out, err := export.NewWriter(w, req.Format, "diembao", d.Now())
	if err != nil {
		return export.Report{}, err
	}
	put := func(a news.Article) error {
		item := export.Item{Article: a, Outlet: d.outlet(a.Source).Name}
		if req.Format == export.WARC {
			if item.Pages, err = d.pages(ctx, a); err != nil {
				return err
			}
		}
		return out.Put(item)
	}
	if reflect.DeepEqual(q, news.Query{}) {
		err = d.all(ctx, put)
	} else {
		err = d.matching(ctx, q, put)
	}
	if err == nil {
		err = out.Close()
	}
	if err != nil {
		return out.Report, fmt.Errorf("coverage: export: %w", err)
	}
	return out.Report, nil
}

// all gives every article that can be read; listings, error pages and the like are none.
func (d *Desk) all(ctx context.Context, put func(news.Article) error) error {
	for a, err := range d.Archive.Articles(ctx, 0) {
		if err == nil && a.Readable() {
			err = put(a)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (d *Desk) matching(ctx context.Context, q news.Query, put func(news.Article) error) error {
	q.Sort = news.ByOldest
	var failed error
	_, err := d.walk(ctx, q, everyone, func(a news.Article) bool {
		failed = put(a)
		return failed == nil
	})
	return errors.Join(err, failed)
}

// everyone is more articles than any archive has.
const everyone = math.MaxInt

// pages are the pages as served of all revisions of an article, oldest first. Those that were purged, and articles that
// were handed over without a page, have none.
func (d *Desk) pages(ctx context.Context, a news.Article) ([]news.Snapshot, error) {
	revisions := []news.Article{a}
	if a.Revision > 1 {
		var err error
		if revisions, err = d.Archive.Revisions(ctx, a.ID); err != nil && !errors.Is(err, news.ErrNotFound) {
			return nil, err
		}
	}
	var out []news.Snapshot
	for _, r := range revisions {
		if r.Snapshot == 0 {
			continue
		}
		s, err := d.Archive.Snapshot(ctx, r.Snapshot)
		if errors.Is(err, news.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}
