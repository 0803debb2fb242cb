package coverage

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sort"
	"time"

	"diembao/coverage/digest"
	"diembao/news"
)

// mostChanged is how many articles that were published before a digest's days, and changed or taken down in them, are
// looked at.
const mostChanged = 300

// changes adds what outlets changed in the digest's articles or took down, whenever that was seen, and what they changed
// or took down in its days of what they had published before.
func (g *gathering) changes(ctx context.Context, out *digest.Digest) error {
	earlier, err := g.earlier(ctx)
	if err != nil {
		return err
	}
	for _, id := range g.order {
		if err := g.changed(ctx, out, g.in[id], time.Time{}, time.Time{}); err != nil {
			return err
		}
	}
	from, end := g.window()
	for _, a := range earlier {
		if err := g.changed(ctx, out, a, from, end); err != nil {
			return err
		}
	}
	slices.SortStableFunc(out.Changed, func(x, y digest.Change) int {
		return cmp.Or(x.Steps[len(x.Steps)-1].Seen.Compare(y.Steps[len(y.Steps)-1].Seen.Time), cmp.Compare(x.ID, y.ID))
	})
	slices.SortStableFunc(out.Withdrawn, func(x, y digest.Withdrawal) int {
		return cmp.Or(x.Gone.Compare(y.Gone.Time), cmp.Compare(x.ID, y.ID))
	})
	return nil
}

// window is the time of the digest's days; a zero bound is open.
func (g *gathering) window() (from, end time.Time) {
	from = g.query.From.Time()
	if !g.query.To.IsZero() {
		end = g.query.To.Add(1).Time()
	}
	return from, end
}

// within says that t is in a window whose zero bounds are open.
func within(t, from, end time.Time) bool {
	return (from.IsZero() || !t.Before(from)) && (end.IsZero() || t.Before(end))
}

// changed tells of one article what was seen to change between from and end.
func (g *gathering) changed(ctx context.Context, out *digest.Digest, a news.Article, from, end time.Time) error {
	_, in := g.in[a.ID]
	c := digest.NewCarrier(digest.Report{Article: a, Outlet: g.desk.outlet(a.Source), In: in}, g.query)
	if !a.Gone.IsZero() && within(a.Gone.Time, from, end) {
		out.Withdrawn = append(out.Withdrawn, digest.Withdrawal{Carrier: c, Last: a.Title})
	}
	if a.Revision < 2 {
		return nil
	}
	history, err := g.desk.History(ctx, a.ID)
	if err != nil {
		return err
	}
	var steps []digest.Step
	for _, h := range history[1:] {
		if within(h.Seen.Time, from, end) {
			steps = append(steps, digest.Step{Revision: h.Revision.Revision, Seen: h.Seen, Title: retold(h.TitleEdits),
				Lead: retold(h.LeadEdits), Body: digest.Around(retold(h.BodyEdits))})
		}
	}
	if steps != nil {
		out.Changed = append(out.Changed, digest.Change{Carrier: c, Steps: steps})
	}
	return nil
}

func retold(edits []Edit) []digest.Edit {
	var out []digest.Edit
	for _, e := range edits {
		out = append(out, digest.Edit(e))
	}
	return out
}

// earlier are the articles that match the query, were published before its days, and were changed or taken down in them.
func (g *gathering) earlier(ctx context.Context) ([]news.Article, error) {
	from, end := g.window()
	if from.IsZero() {
		return nil, nil // nothing was published before
	}
	ids, err := g.desk.changedIn(ctx, from, end)
	if err != nil {
		return nil, err
	}
	var before []news.Article
	for _, id := range ids {
		if _, in := g.in[id]; in {
			continue
		}
		a, err := g.desk.Archive.Article(ctx, id)
		if errors.Is(err, news.ErrNotFound) {
			continue // purged since
		}
		if err != nil {
			return nil, err
		}
		// Without a day nobody can say that it was published before; where it is in the digest it was dealt with above.
		if day := news.DayOf(a.Published.Time); a.Published.IsZero() || !day.Before(g.query.From) {
			continue
		}
		if len(before) == mostChanged {
			g.notes = append(g.notes, digest.Note{Key: "changes", N: mostChanged})
			break
		}
		before = append(before, a)
	}
	return g.matching(ctx, before)
}

// matching are those of the articles that the query finds, asked outlet by outlet and day by day: no search can be told
// to look at certain articles only.
func (g *gathering) matching(ctx context.Context, articles []news.Article) ([]news.Article, error) {
	type shelf struct {
		source string
		day    news.Day
	}
	hits := map[shelf]map[news.ID]bool{}
	var out []news.Article
	for _, a := range articles {
		at := shelf{a.Source, news.DayOf(a.Published.Time)}
		if g.query.Source != "" && g.query.Source != a.Source {
			continue
		}
		if hits[at] == nil {
			hits[at] = map[news.ID]bool{}
			q := g.query
			q.Source, q.From, q.To, q.Sort = at.source, at.day, at.day, news.ByOldest
			_, err := g.desk.ids(ctx, q, mostDigested, func(id news.ID) (bool, error) { hits[at][id] = true; return true, nil })
			if err != nil {
				return nil, err
			}
		}
		if hits[at][a.ID] {
			out = append(out, a)
		}
	}
	return out, nil
}

// changedIn are the articles of which the change feed says between two instants that they were revised again or taken
// down, in the order of their numbers. The feed's times only grow, but for a clock that was set back, so that its
// beginning is found by halving.
func (d *Desk) changedIn(ctx context.Context, from, end time.Time) ([]news.ID, error) {
	// Twenty-odd single reads instead of a walk through years of changes.
	var failed error
	last := d.Archive.LastSeq()
	start := sort.Search(int(last), func(i int) bool {
		at, err := d.Archive.Changes(ctx, news.Seq(i), 1)
		if err != nil || len(at) == 0 {
			failed = errors.Join(failed, err)
			return true
		}
		return !at[0].Time.Before(from)
	})
	if failed != nil {
		return nil, failed
	}
	seen := map[news.ID]bool{}
	var out []news.ID
	for after := news.Seq(start); ; {
		part, err := d.Archive.Changes(ctx, after, 1000)
		if err != nil {
			return nil, err
		}
		for _, c := range part {
			if !within(c.Time, from, end) {
				slices.Sort(out)
				return out, nil
			}
			again := c.Kind == news.ArticleRevised && c.Revision > 1 || c.Kind == news.ArticleGone
			if again && !seen[c.ID] {
				seen[c.ID] = true
				out = append(out, c.ID)
			}
			after = c.Seq
		}
		if len(part) == 0 {
			slices.Sort(out)
			return out, nil
		}
	}
}
