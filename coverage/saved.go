package coverage

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"diembao/news"
)

// Saved are the saved searches in the order of their names.
func (d *Desk) Saved(ctx context.Context) ([]news.SavedSearch, error) { return d.Archive.Saved(ctx) }

// Meant is what is asked for by the name of a saved search and what stands beside it; news.ErrNotFound when no search has
// the name.
func Meant(saved []news.SavedSearch, name string, ask news.Query) (news.Query, error) {
	for _, s := range saved {
		if s.Name == name {
			return narrow(s.Query, ask), nil
		}
	}
	return ask, fmt.Errorf("coverage: saved search %q: %w", name, news.ErrNotFound)
}

// narrow is a saved search with what was asked beside it: filters and days that were asked for replace its own, words
// are wanted as well.
func narrow(saved, ask news.Query) news.Query {
	q := saved
	q.Size, q.After, q.Facets, q.Sort, q.Count = ask.Size, ask.After, ask.Facets, ask.Sort, ask.Count
	q.Near, q.Explain = ask.Near, ask.Explain
	q.Exact, q.NoRecency = saved.Exact || ask.Exact, saved.NoRecency || ask.NoRecency
	if ask.Province != "" {
		q.Province, q.OldMap = ask.Province, ask.OldMap
	}
	q.Official, q.Post, q.Place = cmp.Or(ask.Official, q.Official), cmp.Or(ask.Post, q.Post), cmp.Or(ask.Place, q.Place)
	q.Source, q.Kind, q.Topic = cmp.Or(ask.Source, q.Source), cmp.Or(ask.Kind, q.Kind), cmp.Or(ask.Topic, q.Topic)
	if !ask.From.IsZero() || !ask.To.IsZero() {
		q.From, q.To = ask.From, ask.To
	}
	if ask.Text != "" {
		q.Text = strings.TrimSpace("(" + q.Text + ") " + ask.Text)
		if saved.Text == "" {
			q.Text = ask.Text
		}
	}
	return q
}
