package coverage

import (
	"context"
	"fmt"
	"strings"
	"unicode"

	"github.com/sergi/go-diff/diffmatchpatch"

	"diembao/news"
)

// An Edit is a run of text that two revisions share (Op "same"), that the later one dropped ("out") or has new ("in").
type Edit struct {
	Op   string `json:"op"`
	Text string `json:"text"`
}

// A Change is what one revision of an article changed against the one before it. Revision 1 changed nothing.
type Change struct {
	Revision
	TitleEdits []Edit `json:"title_edits,omitempty"`
	LeadEdits  []Edit `json:"lead_edits,omitempty"`
	BodyEdits  []Edit `json:"body_edits,omitempty"`
}

// History is what the outlet changed in the article, oldest revision first; ErrNotFound when there is no such article.
func (d *Desk) History(ctx context.Context, id news.ID) ([]Change, error) {
	all, err := d.Archive.Revisions(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("coverage: history of %d: %w", id, err)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("coverage: article %d: %w", id, news.ErrNotFound)
	}
	changes := make([]Change, len(all))
	for i, a := range all {
		changes[i].Revision = Revision{a.Revision, a.Seen, a.Updated, a.Title, a.Snapshot, a.Problems}
		if i > 0 {
			before := all[i-1]
			changes[i].TitleEdits = edits(before.Title, a.Title)
			changes[i].LeadEdits = edits(before.Lead, a.Lead)
			changes[i].BodyEdits = edits(before.Body, a.Body)
		}
	}
	return changes, nil
}

// edits compares word by word; nil when nothing changed.
func edits(before, after string) []Edit {
	if before == after {
		return nil
	}
	words := vocabulary{ids: map[string]rune{}}
	diffs := diffmatchpatch.New().DiffMainRunes(words.runes(before), words.runes(after), false)
	var out []Edit
	for _, diff := range diffs {
		op := map[diffmatchpatch.Operation]string{diffmatchpatch.DiffEqual: "same", diffmatchpatch.DiffDelete: "out", diffmatchpatch.DiffInsert: "in"}[diff.Type]
		out = append(out, Edit{op, words.text(diff.Text)})
	}
	return out
}

// A vocabulary gives each word a rune, so that a comparison of runes is one of words. Runes start in the private planes,
// clear of the surrogates, which hold over 130,000 words; a text with more shares the last rune.
type vocabulary struct {
	ids   map[string]rune
	words []string
}

const firstWord = 0xF0000

func (v *vocabulary) runes(s string) []rune {
	var out []rune
	for len(s) > 0 {
		n := strings.IndexFunc(s, unicode.IsSpace)
		switch {
		case n < 0:
			n = len(s)
		case n == 0:
			n = len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace))
		}
		id, ok := v.ids[s[:n]]
		if !ok {
			id = min(firstWord+rune(len(v.words)), unicode.MaxRune)
			v.ids[s[:n]] = id
			v.words = append(v.words, s[:n])
		}
		out = append(out, id)
		s = s[n:]
	}
	return out
}

func (v *vocabulary) text(runes string) string {
	var b strings.Builder
	for _, r := range runes {
		b.WriteString(v.words[r-firstWord])
	}
	return b.String()
}
