package coverage

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"diembao/index"
	"diembao/news"
)

// TopicReport says which topics the articles of a query report, and when.
type TopicReport struct {
	Count    news.Counted `json:"count,omitempty"` // what is counted here and in Topics: articles, or stories
	Articles int          `json:"articles"`        // that match the query
	By       string       `json:"by"`              // the facet that periods come from: day, week, month or year
	Topics   []Topic      `json:"topics"`          // most reported first
	Own      []Topic      `json:"own"`             // the saved searches, by name, within the same days and province
}

// A Topic is a key phrase with its count over time. Every number can be opened into its articles with Query.
type Topic struct {
	Topic    string     `json:"topic"`
	Articles int        `json:"articles"`
	Share    float64    `json:"share"` // of the query's articles
	Series   []Period   `json:"series"`
	Bursts   []Period   `json:"bursts,omitempty"` // periods with far more articles than the topic's own past lets expect
	Query    news.Query `json:"query"`
}

// A Period is one day, week, month or year of a topic.
type Period struct {
	Period   string  `json:"period"`
	Articles int     `json:"articles"`
	Expected float64 `json:"expected"` // from the topic's share in the periods before; 0 in the first
	P        float64 `json:"p"`        // Poisson probability of at least so many articles if nothing had changed; 1 in the first
}

const (
	// burstP is the probability below which a period is a burst: one in a thousand by chance, for one topic and period.
	burstP = .001
	// burstLeast is how many articles a burst has at least; two articles in a quiet month are no burst.
	burstLeast = 3
)

// Topics counts the n most reported topics of the articles that match q, by the facet of periods; an unknown facet is
// ErrInvalid. The statistic of bursts: in each period the number of articles on the topic is held against a Poisson
// distribution whose mean is the number of all articles of the period times the topic's share in all periods before. Where
// q counts stories, all of it is of stories: what one agency text says in twenty papers is then one report and no burst. A
// story that goes on into another period counts in both.
func (d *Desk) Topics(ctx context.Context, q news.Query, by string, n int) (TopicReport, error) {
	if !slices.Contains([]string{news.FacetDay, news.FacetWeek, news.FacetMonth, news.FacetYear}, by) {
		return TopicReport{}, fmt.Errorf("coverage: topics by %.20q, want day, week, month or year: %w", by, news.ErrInvalid)
	}
	q.Size, q.Facets = 1, []string{news.FacetTopic, by}
	all, err := d.Index.Search(ctx, q)
	if err != nil {
		return TopicReport{}, fmt.Errorf("coverage: topics: %w", err)
	}
	report := TopicReport{Count: q.Count, Articles: all.Total, By: by, Topics: []Topic{}}
	for _, c := range all.Facets[news.FacetTopic] {
		if len(report.Topics) == n {
			break
		}
		one := q
		one.Topic = c.Value
		t, err := d.topic(ctx, c.Value, one, by, all)
		if err != nil {
			return report, err
		}
		report.Topics = append(report.Topics, t)
	}
	report.Own, err = d.ownTopics(ctx, q, by, all)
	return report, err
}

// topic counts the articles of one query, period by period, against all of them.
func (d *Desk) topic(ctx context.Context, name string, q news.Query, by string, all index.Found) (Topic, error) {
	q.Size, q.Facets = 1, []string{by}
	found, err := d.Index.Search(ctx, q)
	if err != nil {
		return Topic{}, fmt.Errorf("coverage: topic %q: %w", name, err)
	}
	t := Topic{Topic: name, Articles: found.Total, Share: float64(found.Total) / float64(max(all.Total, 1)), Query: q}
	t.Query.Size, t.Query.Facets = 0, nil
	t.Series = series(all.Facets[by], found.Facets[by])
	for _, p := range t.Series {
		if p.P < burstP && p.Articles >= burstLeast {
			t.Bursts = append(t.Bursts, p)
		}
	}
	return t, nil
}

// ownTopics are the saved searches as topics. The days, province and source of q hold where a search has none.
func (d *Desk) ownTopics(ctx context.Context, q news.Query, by string, all index.Found) ([]Topic, error) {
	saved, err := d.Archive.Saved(ctx)
	if err != nil {
		return nil, fmt.Errorf("coverage: topics: %w", err)
	}
	own := []Topic{}
	for _, s := range saved {
		one := s.Query
		if one.From.IsZero() && one.To.IsZero() {
			one.From, one.To = q.From, q.To
		}
		if one.Province == "" {
			one.Province, one.OldMap = q.Province, q.OldMap
		}
		one.Source, one.Count = cmp.Or(one.Source, q.Source), q.Count
		t, err := d.topic(ctx, s.Name, one, by, all)
		if err != nil {
			return nil, err
		}
		own = append(own, t)
	}
	return own, nil
}

// series holds a topic's counts against all articles', period by period in their order.
func series(all, topic []news.Count) []Period {
	counts := map[string]int{}
	for _, c := range topic {
		counts[c.Value] = c.Count
	}
	all = slices.Clone(all)
	slices.SortFunc(all, func(x, y news.Count) int { return cmp.Compare(x.Value, y.Value) })
	var out []Period
	seen, before := 0, 0 // articles on the topic and of all in the periods before
	for _, c := range all {
		p := Period{Period: c.Value, Articles: counts[c.Value], P: 1}
		if before > 0 {
			// Half an article more than was seen, so that a topic that was never reported is rare and not impossible.
			p.Expected = float64(c.Count) * (float64(seen) + .5) / (float64(before) + .5)
			p.P = atLeast(p.Articles, p.Expected)
		}
		out = append(out, p)
		seen, before = seen+p.Articles, before+c.Count
	}
	return out
}

// atLeast is the probability that a Poisson variable of this mean is n or more.
func atLeast(n int, mean float64) float64 {
	below, term := 0.0, math.Exp(-mean)
	for k := range n {
		below += term
		term *= mean / float64(k+1)
	}
	return max(0, 1-below)
}
