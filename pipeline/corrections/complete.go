package corrections

import (
	"fmt"
	"slices"

	"diembao/news"
	"diembao/viet"
)

// Complete makes a correction of article a ready to be stored: its texts in NFC, its article and, where one value
// replaces another, what stood there before. It is news.ErrInvalid, with what is wrong, when the correction could not be
// applied to the article as it is read now, or when it takes out what is not there.
func Complete(c *news.Correction, a news.Article) error {
	c.Article, c.URL = a.ID, a.CanonicalURL
	c.Who, c.Note = viet.NFC(c.Who), viet.NFC(c.Note)
	c.Before, c.After = []byte(viet.NFC(string(c.Before))), []byte(viet.NFC(string(c.After)))
	switch c.Field {
	case Published:
		c.Before = nil
		if !a.Published.IsZero() {
			c.Before = value(stampText(a.Published, a.DayOnly))
		}
		if c.Kind == news.ReplaceFact {
			t, dayOnly, err := instant(c.After)
			if err != nil {
				return fmt.Errorf("corrections: %w", err)
			}
			c.After = value(stampText(t, dayOnly))
		}
	case Province:
		c.Before = nil
		if a.Province.Name != "" {
			c.Before = value(a.Province.Name)
		}
	default:
		if err := present(*c, a); err != nil {
			return fmt.Errorf("corrections: %w", err)
		}
	}
	if len(c.Before) == 0 {
		c.Before = nil
	}
	if len(c.After) == 0 {
		c.After = nil
	}
	if err := apply(&a, *c, ""); err != nil {
		return fmt.Errorf("corrections: %w", err)
	}
	return nil
}

// present says what a correction would take out that the article does not have, or put in without a name or a post.
func present(c news.Correction, a news.Article) error {
	switch c.Field {
	case Officials:
		before, after, err := pair[Official](c)
		if err != nil {
			return err
		}
		if before != nil && !slices.ContainsFunc(a.Officials, func(o news.Official) bool {
			return viet.Key(o.Name) == viet.Key(before.Name) && (before.Position == "" ||
				slices.ContainsFunc(o.Positions, func(p string) bool { return viet.Key(p) == viet.Key(before.Position) }))
		}) {
			return fmt.Errorf("article %d has no official %q with post %q: %w", a.ID, before.Name, before.Position, news.ErrInvalid)
		}
		if after != nil && (after.Name == "" || after.Position == "") {
			return fmt.Errorf("an official needs a name and a post: %w", news.ErrInvalid)
		}
	case Places:
		before, _, err := pair[Place](c)
		if err != nil {
			return err
		}
		if before != nil && !slices.ContainsFunc(a.Places, func(p news.Place) bool { return viet.Key(p.Name) == viet.Key(before.Name) }) {
			return fmt.Errorf("article %d has no place %q: %w", a.ID, before.Name, news.ErrInvalid)
		}
	}
	return nil
}
