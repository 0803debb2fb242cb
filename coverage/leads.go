package coverage

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"diembao/news"
	"diembao/viet"
)

// leads are the articles on a text's matter, and how rare is what they were found by.
type leads struct {
	ids    []news.ID          // those that most searches find first
	rarity map[string]float64 // of topics, officials and places of the text that were asked for, in bits
}

// sharing are at most n articles that share runs of words with a draft, those that share most first.
func (d *Desk) sharing(ctx context.Context, draft Draft, n int) ([]news.ID, error) {
	near, err := d.Index.Similar(ctx, draft.Text, n)
	if err != nil {
		return nil, fmt.Errorf("coverage: prior: %w", err)
	}
	var out []news.ID
	for _, c := range near {
		if id := news.ID(c.ID); id != draft.Except {
			out = append(out, id)
		}
	}
	return out, nil
}

// others are at most n articles that are not among these.
func others(ids, than []news.ID, n int) []news.ID {
	var out []news.ID
	for _, id := range ids {
		if len(out) < n && !slices.Contains(than, id) {
			out = append(out, id)
		}
	}
	return out
}

// leads finds articles that name the same people, places or topics in the same days, and, when it is to look for them by
// headline, those that have its words.
func (d *Desk) leads(ctx context.Context, draft Draft, mine news.Article, headline bool) (leads, error) {
	out := leads{rarity: map[string]float64{}}
	votes := map[news.ID]int{}
	vote := func(q news.Query, weights ...int) (int, error) {
		found, err := d.Index.Search(ctx, q)
		if err != nil {
			return 0, fmt.Errorf("coverage: prior: %w", err)
		}
		for i, r := range found.Hits {
			if r.ID != draft.Except {
				votes[r.ID] += weights[min(i, len(weights)-1)]
			}
		}
		return found.Total, nil
	}
	window := eventWindow(mine, draft.Day)
	all := window
	all.Size = 1
	found, err := d.Index.Search(ctx, all)
	if err != nil {
		return out, fmt.Errorf("coverage: prior: %w", err)
	}
	for _, q := range sameMatter(mine, window) {
		n, err := vote(q.Query, 2)
		if err != nil {
			return out, err
		}
		out.rarity[q.what] = math.Log2(float64(found.Total+2) / float64(n+1))
	}
	if headline {
		if q, ok := sameHeadline(mine.Title, window); ok {
			if _, err := vote(q, 6, 6, 4, 3); err != nil {
				return out, err
			}
		}
	}
	out.ids = slices.SortedFunc(maps.Keys(votes), func(x, y news.ID) int {
		return cmp.Or(cmp.Compare(votes[y], votes[x]), cmp.Compare(y, x))
	})
	return out, nil
}

const (
	// mostAsked is how many topics, officials and places each are asked for, and votersHits how many articles each may name.
	mostAsked  = 3
	votersHits = 25
	// headlineHits is how many articles the words of a headline may name.
	headlineHits = 6
)

// eventWindow are the days in which other reports of an article's event are looked for: all, when none is known.
func eventWindow(mine news.Article, day news.Day) news.Query {
	window := news.Query{Size: votersHits, Sort: news.ByDate}
	if day.IsZero() {
		if named := eventDays(mine); len(named) > 0 {
			day = named[0]
		}
	}
	if !day.IsZero() {
		window.From, window.To = day.Add(-2*nearDays), day.Add(2*nearDays)
	}
	return window
}

// A question asks for the articles that name one thing of a text.
type question struct {
	news.Query
	what string // key of the thing, see the functions below
}

func aTopic(t string) string     { return "T" + t }
func anOfficial(n string) string { return "O" + viet.Key(n) }
func aPlace(code string) string  { return "P" + code }

// sameMatter are the searches that find other articles on the draft's event: by its topics, officials, districts and
// communes. They ask for terms of the index only, so that no text is read to answer them.
func sameMatter(mine news.Article, window news.Query) []question {
	var out []question
	for _, t := range mine.Topics[:min(len(mine.Topics), mostAsked)] {
		q := window
		q.Topic = t
		out = append(out, question{q, aTopic(t)})
	}
	for _, o := range mine.Officials[:min(len(mine.Officials), mostAsked)] {
		q := window
		q.Official = o.Name
		out = append(out, question{q, anOfficial(o.Name)})
	}
	places := 0
	for _, p := range mine.Places {
		if (p.Kind == news.District || p.Kind == news.Commune) && p.Code != "" && places < mostAsked {
			q := window
			q.Place = p.Code
			out = append(out, question{q, aPlace(p.Code)})
			places++
		}
	}
	return out
}

// sameHeadline finds articles by the pairs of words of a headline, the rarest counting most: reports of one event that
// name nobody, of a fire, a match or a song, often have little else in common.
func sameHeadline(title string, window news.Query) (news.Query, bool) {
	var b strings.Builder
	n := 0
	for _, p := range neighbours(title) {
		if n++; n > 10 {
			break
		}
		fmt.Fprintf(&b, `tiêu_đề:"%s" `, p)
		b.WriteString("OR ")
	}
	if n < 3 {
		return news.Query{}, false
	}
	window.Text = strings.TrimSuffix(b.String(), " OR ")
	window.Size, window.Sort, window.NoRecency = headlineHits, news.ByRelevance, true
	return window, true
}

// neighbours are the pairs of neighbouring words of a headline, without what no query has between quotation marks.
func neighbours(title string) []string {
	var out []string
	last := ""
	for _, tok := range viet.AppendTokens(nil, title) {
		word := title[tok.Start:tok.End]
		if tok.Kind != viet.Word {
			last = ""
			continue
		}
		if last != "" {
			out = append(out, last+" "+word)
		}
		last = word
	}
	return out
}
