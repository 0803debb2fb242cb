package coverage

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"runtime"
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
	matterLooks = 8
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
	mine := extract.Text(draft.Text, news.Instant{Time: draft.Day.Time()}, "")
	q := ask(mine, draft.Text)
	if n := q.whole.Len(); n < 5 {
		return out, fmt.Errorf("coverage: a draft of %d syllables says too little: %w", n, news.ErrInvalid)
	}
	leads, err := d.leads(ctx, draft, mine, textLooks, matterLooks)
	if err != nil {
		return out, err
	}
	for _, a := range d.readAll(ctx, leads) {
		if m, ok := q.judge(a); ok {
			out.Matches = append(out.Matches, m.Match)
		}
	}
	rank(&out)
	out.Lag, err = d.Lag(ctx)
	return out, err
}

// leads are at most texts articles that share text, then at most matters that name the same people, places or topics in
// the same days; those that most searches find come first.
func (d *Desk) leads(ctx context.Context, draft Draft, mine news.Article, texts, matters int) ([]news.ID, error) {
	near, err := d.Index.Similar(ctx, draft.Text, texts)
	if err != nil {
		return nil, fmt.Errorf("coverage: prior: %w", err)
	}
	seen := map[news.ID]bool{draft.Except: true}
	var out []news.ID
	for _, c := range near {
		if id := news.ID(c.ID); !seen[id] && len(out) < texts {
			seen[id] = true
			out = append(out, id)
		}
	}
	votes := map[news.ID]int{}
	for _, q := range sameMatter(mine, draft.Day) {
		found, err := d.Index.Search(ctx, q)
		if err != nil {
			return nil, fmt.Errorf("coverage: prior: %w", err)
		}
		for _, r := range found.Hits {
			if !seen[r.ID] {
				votes[r.ID]++
			}
		}
	}
	ids := slices.SortedFunc(maps.Keys(votes), func(x, y news.ID) int {
		return cmp.Or(cmp.Compare(votes[y], votes[x]), cmp.Compare(y, x))
	})
	return append(out, ids[:min(len(ids), matters)]...), nil
}

// readAll reads articles on all cores, in their order. One that cannot be read is left out: it was purged a moment ago.
func (d *Desk) readAll(ctx context.Context, ids []news.ID) []news.Article {
	found := make([]*news.Article, len(ids))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, id := range ids {
		g.Go(func() error {
			a, err := d.Archive.Article(ctx, id)
			if err == nil {
				found[i] = &a
			} else if !errors.Is(err, news.ErrNotFound) {
				d.Log.Warn("indexed article not read", "id", id, "err", err)
			}
			return nil
		})
	}
	_ = g.Wait() // no function of the group fails
	out := make([]news.Article, 0, len(ids))
	for _, a := range found {
		if a != nil {
			out = append(out, *a)
		}
	}
	return out
}

// mostAsked is how many topics, officials and places each are asked for, and votersHits how many articles each may name.
const (
	mostAsked  = 3
	votersHits = 25
)

// sameMatter are the searches that find other articles on the draft's event: by its topics, officials, districts and
// communes, within some days. They ask for terms of the index only, so that no text is read to answer them.
func sameMatter(mine news.Article, day news.Day) []news.Query {
	window := news.Query{Size: votersHits, Sort: news.ByDate}
	if day.IsZero() {
		if named := eventDays(mine); len(named) > 0 {
			day = named[0]
		}
	}
	if !day.IsZero() {
		window.From, window.To = day.Add(-2*nearDays), day.Add(2*nearDays)
	}
	var out []news.Query
	for _, t := range mine.Topics[:min(len(mine.Topics), mostAsked)] {
		q := window
		q.Topic = t
		out = append(out, q)
	}
	for _, o := range mine.Officials[:min(len(mine.Officials), mostAsked)] {
		q := window
		q.Official = o.Name
		out = append(out, q)
	}
	places := 0
	for _, p := range mine.Places {
		if (p.Kind == news.District || p.Kind == news.Commune) && p.Code != "" && places < mostAsked {
			q := window
			q.Place = p.Code
			out = append(out, q)
			places++
		}
	}
	return out
}

// An asked is a text that others are held against.
type asked struct {
	text   string
	whole  *compare.Text
	sketch sketch
	reader compare.Reader
}

func ask(a news.Article, text string) *asked {
	q := &asked{text: text, sketch: sketched(a)}
	q.whole = q.reader.Read(text)
	return q
}

// A judged is a match with what it was judged by.
type judged struct {
	Match
	accord accord
}

// judge says how article a stands to the text; false when it has nothing to do with it.
func (q *asked) judge(a news.Article) (judged, bool) {
	theirs := wholeText(a)
	other := q.reader.Read(theirs)
	c := compare.Texts(other, q.whole).Turned()
	agreed := agree(q.sketch, sketched(a), max(c.A, c.B))
	m := judged{Match{ID: a.ID, Title: a.Title, URL: a.URL, Source: a.Source, Published: a.Published, Containment: c.A, Covered: c.B,
		Recurring: agreed.recurring, when: a.Published, title: agreed.title}, agreed}
	if m.when.IsZero() {
		m.when = a.FirstSeen
	}
	for _, p := range c.Passages {
		m.Passages = append(m.Passages, Shared{q.text[p.A.Start:p.A.End], theirs[p.B.Start:p.B.End], p.A})
	}
	m.shared = c.Matched
	switch {
	case max(c.A, c.B) >= .8 && min(c.A, c.B) >= .3 && (!agreed.otherwise() || verbatim(q.whole, other)):
		m.Recurring = false // a late copy
		m.Class, m.Reason = SameText, fmt.Sprintf("%.0f %% of the draft is in it, %.0f %% of it in the draft", 100*c.A, 100*c.B)
	case agreed.event() && max(c.A, c.B) < .5:
		m.Class, m.Reason = SameEvent, agreed.String()
	case c.Longest >= 20 || c.A >= .2 || c.B >= .2:
		m.Class, m.Reason = PartlySame, fmt.Sprintf("%d shared passages, the longest of %d syllables", len(c.Passages), c.Longest)
	case agreed.event():
		m.Class, m.Reason = SameEvent, agreed.String()
	case agreed.related() || agreed.recurring:
		m.Class, m.Reason = Related, agreed.String()
	default:
		return m, false
	}
	if m.Recurring {
		m.Reason += fmt.Sprintf("; a meeting that recurs: %d days apart", agreed.apart)
	}
	return m, true
}

// verbatim says that the shorter text is in the other word for word: then they are one text, whatever else they say.
func verbatim(a, b *compare.Text) bool {
	if a.Len() > b.Len() {
		a, b = b, a
	}
	return float64(compare.Texts(a, b).Matched) >= .95*float64(a.Len())
}

// rank orders the matches by class, then by how much is shared word for word, and says which of each class was first.
func rank(p *Prior) {
	order := map[Class]int{SameText: 0, PartlySame: 1, SameEvent: 2, Related: 3}
	slices.SortStableFunc(p.Matches, func(x, y Match) int {
		return cmp.Or(cmp.Compare(order[x.Class], order[y.Class]), cmp.Compare(y.shared, x.shared), cmp.Compare(y.Covered, x.Covered),
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
