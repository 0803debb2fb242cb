package coverage

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

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

	when  news.Instant
	title float64
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
	// priorLooks and placeLooks are how many articles that share text, and how many on the same matter, are read for an
	// editor who waits for an answer and for an article that is put into a story.
	priorLooks = 30
	placeLooks = 8
	// nearDays is within how many days of each other two articles on one event are published.
	nearDays = 4
	// recurringDays is how far apart meetings are that recur: half-yearly ones are the most frequent.
	recurringDays = 120
)

// Prior finds what was published before on the draft's matter. A draft without text is ErrInvalid; a longer one than
// LongestDraft is cut, and a note says so.
func (d *Desk) Prior(ctx context.Context, draft Draft) (Prior, error) {
	var out Prior
	if len(draft.Text) > LongestDraft {
		draft.Text = strings.ToValidUTF8(draft.Text[:LongestDraft], "")
		out.Notes = append(out.Notes, fmt.Sprintf("only the first %d bytes of the draft were looked at", LongestDraft))
	}
	mine := extract.Text(draft.Text, news.Instant{Time: draft.Day.Time()}, "")
	whole := compare.New(draft.Text)
	if whole.Len() < 5 {
		return out, fmt.Errorf("coverage: a draft of %d syllables says too little: %w", whole.Len(), news.ErrInvalid)
	}
	leads, err := d.leads(ctx, draft, mine, priorLooks)
	if err != nil {
		return out, err
	}
	for _, l := range leads {
		a, err := d.Archive.Article(ctx, l.id)
		if err != nil || l.id == draft.Except {
			continue // purged a moment ago, or the draft itself
		}
		if m, ok := judge(mine, draft.Text, whole, a, l.text); ok {
			out.Matches = append(out.Matches, m)
		}
	}
	rank(&out)
	out.Lag, err = d.Lag(ctx)
	return out, err
}

// A lead is an article worth a look; text says that it shares runs of words with the draft.
type lead struct {
	id   news.ID
	text bool
}

// leads are at most looks articles that share text, then at most looks that name the same people or topics in the same
// days.
func (d *Desk) leads(ctx context.Context, draft Draft, mine news.Article, looks int) ([]lead, error) {
	near, err := d.Index.Similar(ctx, draft.Text, looks)
	if err != nil {
		return nil, fmt.Errorf("coverage: prior: %w", err)
	}
	seen := map[news.ID]bool{draft.Except: true}
	var out []lead
	add := func(id news.ID, text bool, most int) {
		if !seen[id] && len(out) < most {
			seen[id] = true
			out = append(out, lead{id, text})
		}
	}
	for _, c := range near {
		add(news.ID(c.ID), true, looks)
	}
	most := len(out) + looks
	for _, q := range sameMatter(mine, draft.Day, looks) {
		found, err := d.Index.Search(ctx, q)
		if err != nil {
			return nil, fmt.Errorf("coverage: prior: %w", err)
		}
		for _, r := range found.Hits {
			add(r.ID, false, most)
		}
	}
	return out, nil
}

// sameMatter are the searches that find other articles on the draft's event: by its topics, by its officials. They ask
// for terms of the index only, so that no text is read to answer them.
func sameMatter(mine news.Article, day news.Day, size int) []news.Query {
	window := news.Query{Size: size, Sort: news.ByDate}
	if day.IsZero() {
		day = eventDay(mine)
	}
	if !day.IsZero() {
		window.From, window.To = day.Add(-2*nearDays), day.Add(2*nearDays)
	}
	var out []news.Query
	for _, t := range mine.Topics[:min(len(mine.Topics), 2)] {
		q := window
		q.Topic = t
		out = append(out, q)
	}
	for _, o := range mine.Officials[:min(len(mine.Officials), 2)] {
		q := window
		q.Official = o.Name
		out = append(out, q)
	}
	return out
}

// eventDay is the first single day the text names.
func eventDay(a news.Article) news.Day {
	for _, d := range a.Dates {
		if d.From == d.To && !d.From.IsZero() {
			return d.From
		}
	}
	return news.Day{}
}

// judge says how article a stands to the draft; false when it has nothing to do with it. Texts are compared when sharing
// says that they have runs of words in common.
func judge(mine news.Article, text string, whole *compare.Text, a news.Article, sharing bool) (Match, bool) {
	var c compare.Comparison
	theirs := wholeText(a)
	if sharing {
		c = compare.Texts(whole, compare.New(theirs))
	}
	m := Match{ID: a.ID, Title: a.Title, URL: a.URL, Source: a.Source, Published: a.Published, Containment: c.A, Covered: c.B, when: a.Published}
	if m.when.IsZero() {
		m.when = a.FirstSeen
	}
	for _, p := range c.Passages {
		m.Passages = append(m.Passages, Shared{text[p.A.Start:p.A.End], theirs[p.B.Start:p.B.End], p.A})
	}
	agree := agreement(mine, a)
	m.title = agree.title
	apart := days(mine, a)
	m.Recurring = apart >= recurringDays && agree.title >= .5
	switch {
	case max(c.A, c.B) >= .8 && min(c.A, c.B) >= .3:
		m.Class, m.Reason = SameText, fmt.Sprintf("%.0f %% of the draft is in it, %.0f %% of it in the draft", 100*c.A, 100*c.B)
	case c.Longest >= 20 || c.A >= .2 || c.B >= .2:
		m.Class, m.Reason = PartlySame, fmt.Sprintf("%d shared passages, the longest of %d syllables", len(c.Passages), c.Longest)
	case !m.Recurring && apart <= nearDays && agree.event():
		m.Class, m.Reason = SameEvent, agree.String()
	case agree.related():
		m.Class, m.Reason = Related, agree.String()
	default:
		return m, false
	}
	if m.Recurring {
		m.Reason += fmt.Sprintf("; a meeting that recurs: %d days apart", apart)
	}
	return m, true
}

// rank orders the matches by class, then share, and says which of each class was first.
func rank(p *Prior) {
	order := map[Class]int{SameText: 0, PartlySame: 1, SameEvent: 2, Related: 3}
	slices.SortStableFunc(p.Matches, func(x, y Match) int {
		return cmp.Or(cmp.Compare(order[x.Class], order[y.Class]), cmp.Compare(max(y.Containment, y.Covered), max(x.Containment, x.Covered)),
			cmp.Compare(y.title, x.title), cmp.Compare(x.ID, y.ID))
	})
	p.Matches = p.Matches[:min(len(p.Matches), mostMatches)]
	earliest := map[Class]int{}
	for i, m := range p.Matches {
		if j, ok := earliest[m.Class]; !ok || m.when.Before(p.Matches[j].when.Time) {
			earliest[m.Class] = i
		}
	}
	for _, i := range earliest {
		p.Matches[i].First = true
	}
	if slices.ContainsFunc(p.Matches, func(m Match) bool { return m.Recurring }) {
		p.Notes = append(p.Notes, "some matches are earlier meetings of a series that recurs, not copies")
	}
	if p.Matches == nil {
		p.Matches = []Match{}
	}
}
