package coverage

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"diembao/coverage/digest"
	"diembao/news"
)

const (
	// mostDigested is how many articles a digest holds: a busy month of one province. More are cut, and a note says so.
	mostDigested = 5000
	// mostUndated is how many of the latest arrivals are looked through for articles whose page shows no day.
	mostUndated = 1000
)

// Digest is the điểm báo of the days of the request's query: the articles that match it grouped into stories, what
// outlets changed in them or took down, and what they changed or took down in those days of what they published before.
// A saved search that does not exist is ErrNotFound; nothing found is no error but an empty digest.
func (d *Desk) Digest(ctx context.Context, req digest.Request) (digest.Digest, error) {
	q, err := d.meant(ctx, req)
	if err != nil {
		return digest.Digest{}, err
	}
	req.Query = q
	g := gathering{desk: d, query: q, in: map[news.ID]news.Article{}}
	if err := g.articles(ctx); err != nil {
		return digest.Digest{}, fmt.Errorf("coverage: digest: %w", err)
	}
	stories, err := g.stories(ctx)
	if err != nil {
		return digest.Digest{}, fmt.Errorf("coverage: digest: %w", err)
	}
	who, err := d.who(ctx)
	if err != nil {
		return digest.Digest{}, err
	}
	out := digest.Compose(req, stories, who)
	if err := g.changes(ctx, &out); err != nil {
		return digest.Digest{}, fmt.Errorf("coverage: digest: %w", err)
	}
	out.Notes = g.notes
	out.Lag, err = d.Lag(ctx)
	return out, err
}

// meant is the query of a request: that of its saved search, if it names one, narrowed by what was asked beside it.
func (d *Desk) meant(ctx context.Context, req digest.Request) (news.Query, error) {
	q := req.Query
	if req.Saved != "" {
		saved, err := d.Saved(ctx)
		if err == nil {
			q, err = Meant(saved, req.Saved, q)
		}
		if err != nil {
			return q, fmt.Errorf("coverage: digest: %w", err)
		}
	}
	q.Size, q.After, q.Facets, q.Sort, q.Count, q.Explain = 0, "", nil, "", "", false
	return q, nil
}

// who says which person an article means, by what editors merged and split.
func (d *Desk) who(ctx context.Context) (digest.Who, error) {
	known, err := d.identities(ctx)
	return func(o news.Official, a *news.Article) string {
		return known.of(personKey(o.Name, provinceOf(o, news.DayOf(a.Published.Time))), a.CanonicalURL)
	}, err
}

// A gathering is what one digest is made from.
type gathering struct {
	desk  *Desk
	query news.Query
	in    map[news.ID]news.Article // the articles of the digest
	order []news.ID                // of in, oldest first
	notes []digest.Note
}

func (g *gathering) take(a news.Article) {
	if _, known := g.in[a.ID]; !known {
		g.in[a.ID] = a
		g.order = append(g.order, a.ID)
	}
}

// articles reads what the query finds in its days, then what arrived in them without a day of its own.
func (g *gathering) articles(ctx context.Context) error {
	// Oldest first, so that a digest that is cut lacks its end and not its beginning, and says so.
	q := g.query
	q.Sort = news.ByOldest
	total, err := g.desk.walk(ctx, q, mostDigested, func(a news.Article) bool { g.take(a); return true })
	if err != nil {
		return err
	}
	if total.Total > mostDigested {
		g.notes = append(g.notes, digest.Note{Key: "cut", N: mostDigested})
	}
	for _, n := range total.Notes {
		g.notes = append(g.notes, digest.Note{Text: n})
	}
	return g.undated(ctx)
}

// undated reads the articles whose page shows no day and that were first seen in the digest's days. No search finds
// them by day; they are looked for among the latest arrivals, when there are any at all.
func (g *gathering) undated(ctx context.Context) error {
	if g.query.From.IsZero() && g.query.To.IsZero() {
		return nil // they were found with the others
	}
	all, dated := g.query, g.query
	all.From, all.To, all.Size = news.Day{}, news.Day{}, 1
	dated.From, dated.To, dated.Size = news.Day{Year: 1, Month: 1, Day: 1}, news.Day{Year: 9999, Month: 12, Day: 31}, 1
	// Two counts without reading anything tell whether it is worth looking: most archives have hardly any such article.
	every, err := g.desk.Index.Search(ctx, all)
	if err != nil {
		return err
	}
	shown, err := g.desk.Index.Search(ctx, dated)
	if err != nil || every.Total == shown.Total {
		return err
	}
	all.Sort = news.ByFirstSeen
	looked, past := 0, false
	_, err = g.desk.walk(ctx, all, mostUndated, func(a news.Article) bool {
		looked++
		day := news.DayOf(a.FirstSeen.Time)
		if past = !g.query.From.IsZero() && day.Before(g.query.From); past {
			return false
		}
		if a.Published.IsZero() && (g.query.To.IsZero() || !day.After(g.query.To)) {
			g.take(a)
		}
		return true
	})
	if err == nil && looked == mostUndated && !past {
		g.notes = append(g.notes, digest.Note{Key: "undated", N: mostUndated})
	}
	return err
}

// stories are those of the digest's articles, with what else belongs to them up to its last day.
func (g *gathering) stories(ctx context.Context) ([]digest.Story, error) {
	var out []digest.Story
	done := map[news.ID]bool{}
	for _, id := range g.order {
		m, err := g.desk.Archive.Membership(ctx, id)
		if err != nil && !errors.Is(err, news.ErrNotFound) {
			return nil, err
		}
		story := cmp.Or(m.Story, id)
		if done[story] {
			continue
		}
		done[story] = true
		reports, err := g.reports(ctx, story, id)
		if err != nil {
			return nil, err
		}
		out = append(out, digest.Story{ID: story, Reports: reports})
	}
	return out, nil
}

// reports are the articles of a story; of one that was not placed yet, the article alone.
func (g *gathering) reports(ctx context.Context, story, id news.ID) ([]digest.Report, error) {
	s, err := g.desk.Story(ctx, story)
	if errors.Is(err, news.ErrNotFound) {
		s, err = Story{Members: []Member{{ID: id}}}, nil
	}
	if err != nil {
		return nil, err
	}
	var out []digest.Report
	for _, m := range s.Members {
		a, in := g.in[m.ID]
		if !in {
			if a, err = g.desk.Archive.Article(ctx, m.ID); err != nil {
				continue // purged a moment ago
			}
			if !g.query.To.IsZero() && dayOf(a).After(g.query.To) {
				continue // the digest of a day knows nothing of the next
			}
		}
		out = append(out, digest.Report{Article: a, Outlet: g.desk.outlet(a.Source), CopyOf: m.CopyOf, In: in})
	}
	return out, nil
}

// dayOf is the day an article counts to: of publication, or of its first sight when the page shows none.
func dayOf(a news.Article) news.Day {
	if a.Published.IsZero() {
		return news.DayOf(a.FirstSeen.Time)
	}
	return news.DayOf(a.Published.Time)
}
