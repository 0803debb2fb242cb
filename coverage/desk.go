package coverage

import (
	"context"
	"fmt"
	"iter"
	"log/slog"
	"time"

	"diembao/archive"
	"diembao/index"
	"diembao/index/query"
	"diembao/index/similar"
	"diembao/news"
	"diembao/viet"
)

// Archive is what the desk reads of an archive.
type Archive interface {
	Article(ctx context.Context, id news.ID) (news.Article, error)
	ArticleByURL(ctx context.Context, url string) (news.Article, error)
	ArticleUnless(ctx context.Context, id news.ID, known archive.Fingerprint) (news.Article, archive.Fingerprint, error)
	Revisions(ctx context.Context, id news.ID) ([]news.Article, error)
	Snapshot(ctx context.Context, num uint64) (news.Snapshot, error)
	Stats(ctx context.Context) (archive.Stats, error)
	Hosts(ctx context.Context) ([]news.HostState, error)
	Corrections(ctx context.Context) ([]news.Correction, error)
	Saved(ctx context.Context) ([]news.SavedSearch, error)
	Membership(ctx context.Context, id news.ID) (news.Membership, error)
	Members(ctx context.Context, story news.ID) ([]news.Membership, error)
	Articles(ctx context.Context, after news.ID) iter.Seq2[news.Article, error]
	Changes(ctx context.Context, after news.Seq, limit int) ([]news.Change, error)
	LastSeq() news.Seq
}

// Index is what the desk asks of an index.
type Index interface {
	Search(ctx context.Context, q news.Query) (index.Found, error)
	Suggest(ctx context.Context, prefix string, n int) ([]index.Suggestion, error)
	Similar(ctx context.Context, text string, n int) ([]similar.Candidate, error)
}

// A Desk answers questions. It is safe for concurrent use.
type Desk struct {
	Archive Archive
	Index   Index
	Sources []news.Source
	Lag     func(ctx context.Context) (news.Lag, error)
	Now     func() time.Time
	Log     *slog.Logger

	recent recent // articles that were looked at last
}

// snippets is how many pieces of text a hit shows.
const snippets = 2

// Search answers q. A query that cannot be read is a *query.Error; a source, province or place that does not exist is
// no error but finds nothing, with a note.
func (d *Desk) Search(ctx context.Context, q news.Query) (news.Results, error) {
	found, err := d.Index.Search(ctx, q)
	if err != nil {
		return news.Results{}, fmt.Errorf("coverage: search: %w", err)
	}
	res := news.Results{Total: found.Total, Hits: []news.Hit{}, Facets: found.Facets, Next: found.Next,
		DidYouMean: found.DidYouMean, Notes: found.Notes}
	if q.Count == news.CountStories {
		res.Articles = found.Articles
	}
	if !found.Relaxed { // of hits that lack words none is as typed
		if res.AsTyped, err = d.asTyped(ctx, q, found.Total); err != nil {
			return news.Results{}, err
		}
	}
	res.Hits, res.Near = d.hits(ctx, res.Hits, found.Hits, found.Query), d.hits(ctx, nil, found.Near, found.Query)
	d.label(res.Facets)
	res.Lag, err = d.Lag(ctx)
	return res, err
}

// asTyped counts the hits that a search by the letter would have. "phạt nguội" is found in every article with "phát" and
// "người" too, below those that have it; who counts must know how many those are. A page after the first has it from the
// first.
func (d *Desk) asTyped(ctx context.Context, q news.Query, total int) (*int, error) {
	if q.Exact || q.After != "" || total == 0 || viet.Key(q.Text) == viet.Fold(q.Text) {
		return nil, nil
	}
	q.Exact, q.Size, q.Facets, q.Explain = true, 1, nil, false
	found, err := d.Index.Search(ctx, q)
	if err != nil {
		return nil, fmt.Errorf("coverage: search: %w", err)
	}
	return &found.Total, nil
}

func (d *Desk) hits(ctx context.Context, dst []news.Hit, found []index.Ranked, q *query.Parsed) []news.Hit {
	for _, r := range found {
		hit, err := d.hit(ctx, r, q)
		if err != nil {
			// The index may know an article that was purged a moment ago: it is behind, and says so.
			d.Log.Warn("indexed article not in the archive", "id", r.ID, "err", err)
			continue
		}
		dst = append(dst, hit)
	}
	return dst
}

func (d *Desk) hit(ctx context.Context, r index.Ranked, q *query.Parsed) (news.Hit, error) {
	a, err := d.Archive.Article(ctx, r.ID)
	if err != nil {
		return news.Hit{}, err
	}
	return news.Hit{ID: a.ID, Title: a.Title, URL: a.URL, Source: a.Source, Published: a.Published, DayOnly: a.DayOnly, FirstSeen: a.FirstSeen,
		Province: a.Province.Name, TitleAt: index.TitleMarks(q, a.Title), Snippets: cut(q, a),
		Score: r.Score, Explain: r.Explain, Story: r.Story, Others: r.Others, Lacks: r.Lacks, Above: r.Above}, nil
}

// cut takes snippets from the lead and the body, so that a hit in either can be seen.
func cut(q *query.Parsed, a news.Article) []news.Snippet {
	text := a.Body
	if a.Lead != "" {
		text = a.Lead + "\n" + a.Body
	}
	return index.Highlight(q, text, snippets)
}

// label names the outlets in a facet, whose values are ids.
func (d *Desk) label(facets map[string][]news.Count) {
	names := map[string]string{}
	for _, s := range d.Sources {
		names[s.ID] = s.Name
	}
	for i, c := range facets[news.FacetSource] {
		if name, ok := names[c.Value]; ok {
			facets[news.FacetSource][i].Label = name
		}
	}
}

// Suggest completes what is being typed with officials, places, outlets and topics.
func (d *Desk) Suggest(ctx context.Context, prefix string, n int) ([]index.Suggestion, error) {
	return d.Index.Suggest(ctx, prefix, n)
}
