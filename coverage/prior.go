package coverage

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"

	"diembao/coverage/compare"
	"diembao/extract"
	"diembao/news"
)

// Class says how an article stands to a draft.
type Class string

// The classes, closest first.
const (
	SameText   Class = "same-text"   // nearly all of one text is in the other
	PartlySame Class = "partly-same" // passages are shared
	SameEvent  Class = "same-event"  // other words, the same event: people, days and terms agree
	Related    Class = "related"     // the same matter, another event
)

// A Draft is what an editor wants to know prior coverage of.
type Draft struct {
	Text   string   `json:"text"`             // title, lead and body as written
	Day    news.Day `json:"day,omitzero"`     // when it is to appear; zero: not known, then only days in the text count
	Except news.ID  `json:"except,omitempty"` // an article that is the draft itself
}

// Prior answers a draft.
type Prior struct {
	Matches []Match  `json:"matches"`
	Notes   []string `json:"notes,omitempty"`
	Lag     news.Lag `json:"lag"`
}

// A Match is an article that covered what the draft covers.
type Match struct {
	ID          news.ID      `json:"id,string"`
	Title       string       `json:"title"`
	URL         string       `json:"url"`
	Source      string       `json:"source"`
	Published   news.Instant `json:"published"`
	Class       Class        `json:"class"`
	Reason      string       `json:"reason"`
	Containment float64      `json:"containment"` // share of the draft's syllables that the article has
	Covered     float64      `json:"covered"`     // share of the article's syllables that the draft has
	First       bool         `json:"first"`       // the earliest of its class among the matches
	Recurring   bool         `json:"recurring,omitempty"`
	Passages    []Shared     `json:"passages"`

	when   news.Instant
	title  float64
	shared int // syllables that both have word for word
}

// A Shared is a passage that both have, worded as in each.
type Shared struct {
	Draft   string    `json:"draft"`
	Article string    `json:"article"`
	At      news.Span `json:"at"` // bytes of the draft's text
}

// LongestDraft is how many bytes of a draft are looked at.
const LongestDraft = 256 << 10

const (
	mostMatches = 20
	// textLooks and matterLooks are how many articles that share text, and how many on the same matter, are read for an
	// editor who waits for an answer; placeLooks how many of each for an article that is put into a story.
	textLooks   = 30
	matterLooks = 12
	placeLooks  = 7
	// nearDays is within how many days of each other two articles on one event are published.
	nearDays = 4
	// recurringDays is how far apart meetings are that recur: half-yearly ones are the most frequent.
	recurringDays = 120
)

// Prior finds what was published before on the draft's matter. A draft without text, and bytes that are no text, are
// ErrInvalid; a longer one than LongestDraft is cut, and a note says so.
func (d *Desk) Prior(ctx context.Context, draft Draft) (Prior, error) {
	var out Prior
	if !utf8.ValidString(draft.Text) || strings.ContainsRune(draft.Text, 0) {
		return out, fmt.Errorf("coverage: the draft is no text in UTF-8: %w", news.ErrInvalid)
	}
	if len(draft.Text) > LongestDraft {
		draft.Text = strings.ToValidUTF8(draft.Text[:LongestDraft], "")
		out.Notes = append(out.Notes, fmt.Sprintf("only the first %d bytes of the draft were looked at", LongestDraft))
	}
	q := &asked{text: compare.New(draft.Text)}
	if n := q.text.Len(); n < 5 {
		return out, fmt.Errorf("coverage: a draft of %d syllables says too little: %w", n, news.ErrInvalid)
	}
	found, err := d.holdAgainst(ctx, q, draft)
	if err != nil {
		return out, err
	}
	for _, m := range q.withoutStanding(found) {
		out.Matches = append(out.Matches, m.Match)
	}
	rank(&out)
	out.Lag, err = d.Lag(ctx)
	return out, err
}

const (
	// aLook is how many articles that may share text are read before it is asked whether to go on.
	aLook = 10
	// textsKnown is of how many articles it is known that they share sampled runs with a draft, so that those on its matter that
	// share none need not be compared.
	textsKnown = 2 * textLooks
	// sureSample is from how many syllables on the sample of a draft tells which articles come first: the rest of a notice whose
	// words were changed has a few runs, and so have others.
	sureSample = 200
)

// holdAgainst finds articles that share text with a draft, and while they are read, what the draft names; then it reads the
// articles on the same matter, and judges all.
func (d *Desk) holdAgainst(ctx context.Context, q *asked, draft Draft) (found []judged, err error) {
	var near []news.ID
	var held []heldText
	g, gctx := errgroup.WithContext(ctx)
	g.Go(func() (err error) {
		if near, err = d.sharing(gctx, draft, textsKnown); err == nil {
			held = d.holdTexts(gctx, q, near[:min(len(near), textLooks)])
		}
		return err
	})
	mine := extract.Text(draft.Text, news.Instant{Time: draft.Day.Time()}, "")
	q.sketch = sketched(mine)
	q.leads, err = d.leads(gctx, draft, mine, true)
	if failed := g.Wait(); failed != nil || err != nil {
		return nil, cmp.Or(failed, err) // when the reading failed, it ended the searches too
	}
	var read []news.ID
	for _, h := range held {
		read = append(read, h.id)
		if m, ok := q.judgeBy(h.prepared, h.c); ok {
			found = append(found, m)
		}
	}
	for _, p := range d.prepareAll(ctx, others(q.leads.ids, read, matterLooks), false) {
		if m, ok := q.judgeLead(p, near); ok {
			found = append(found, m)
		}
	}
	return found, nil
}

// A heldText is an article and what it shares with the text it was held against.
type heldText struct {
	*prepared
	c compare.Comparison
}

// holdTexts reads articles that may share text. When of some in a row that come first by what their samples share none shares
// a passage worth telling, those behind them will not either, and are not read.
func (d *Desk) holdTexts(ctx context.Context, q *asked, ids []news.ID) (held []heldText) {
	for ids := range slices.Chunk(ids, aLook) {
		shared := false
		for _, p := range d.prepareAll(ctx, ids, false) {
			h := heldText{p, q.compared(p)}
			held = append(held, h)
			shared = shared || max(h.c.A, h.c.B) >= partShare || h.c.Longest >= partRun
		}
		if !shared && q.text.Len() >= sureSample {
			break
		}
	}
	return held
}
