package coverage

import (
	"context"
	"fmt"

	"diembao/news"
)

// A Reading is an article with what a reader wants beside it.
type Reading struct {
	Article   news.Article `json:"article"`
	Outlet    news.Source  `json:"outlet"` // only ID when the source is not listed any more
	Revisions []Revision   `json:"revisions"`

	Corrections []news.Correction `json:"corrections,omitempty"` // of its facts that hold, oldest first
}

// A Revision is one state of an article, without its text.
type Revision struct {
	Revision int            `json:"revision"`
	Seen     news.Instant   `json:"seen"` // UTC, when its snapshot arrived
	Updated  news.Instant   `json:"updated"`
	Title    string         `json:"title"`
	Snapshot uint64         `json:"snapshot"`
	Problems []news.Problem `json:"problems"`
}

// Read is the article with this id in its newest revision; ErrNotFound when there is none.
func (d *Desk) Read(ctx context.Context, id news.ID) (Reading, error) {
	all, err := d.Archive.Revisions(ctx, id)
	if err != nil {
		return Reading{}, fmt.Errorf("coverage: read %d: %w", id, err)
	}
	if len(all) == 0 {
		return Reading{}, fmt.Errorf("coverage: article %d: %w", id, news.ErrNotFound)
	}
	r := Reading{Article: all[len(all)-1], Outlet: d.outlet(all[0].Source)}
	for _, a := range all {
		r.Revisions = append(r.Revisions, Revision{a.Revision, a.Seen, a.Updated, a.Title, a.Snapshot, a.Problems})
	}
	corrections, err := d.Archive.Corrections(ctx)
	if err != nil {
		return Reading{}, fmt.Errorf("coverage: read %d: %w", id, err)
	}
	for _, c := range news.InForce(corrections) {
		if c.Concerns(&r.Article) {
			r.Corrections = append(r.Corrections, c)
		}
	}
	return r, nil
}

// Corrections are all corrections in the order of arrival, those revoked and the revocations among them.
func (d *Desk) Corrections(ctx context.Context) ([]news.Correction, error) {
	return d.Archive.Corrections(ctx)
}

// Page is the page as served from which the article's newest revision (n = 0) or revision n was read.
func (d *Desk) Page(ctx context.Context, id news.ID, n int) (news.Snapshot, error) {
	all, err := d.Archive.Revisions(ctx, id)
	if err != nil {
		return news.Snapshot{}, fmt.Errorf("coverage: page of %d: %w", id, err)
	}
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].Snapshot != 0 && (n == 0 || all[i].Revision == n) {
			return d.Archive.Snapshot(ctx, all[i].Snapshot)
		}
	}
	return news.Snapshot{}, fmt.Errorf("coverage: article %d has no page as served in revision %d: %w", id, n, news.ErrNotFound)
}

func (d *Desk) outlet(id string) news.Source {
	for _, s := range d.Sources {
		if s.ID == id {
			return s
		}
	}
	return news.Source{ID: id, Name: id}
}
