package coverage

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"diembao/internal/lab"
	"diembao/news"
)

// tenThousand are sample articles of 21 seeds: some 10,000.
var tenThousand = sync.OnceValues(func() ([]news.Article, error) {
	var out []news.Article
	for seed := int64(1); seed <= 21; seed++ {
		l, err := lab.Start(lab.Options{Seed: seed, NoTraps: true})
		if err != nil {
			return nil, err
		}
		truths := l.Truth()
		l.Close()
		for _, t := range truths {
			out = append(out, tell(t, seed).article)
		}
	}
	return out, nil
})

func benched(b *testing.B) (*Desk, *shelf, []news.Article) {
	articles, err := tenThousand()
	if err != nil {
		b.Fatal(err)
	}
	d, s := shelve(b, articles)
	return d, s, articles
}

// BenchmarkPrior holds drafts of 3 KB on average against 10,000 articles, which share many a sentence: worse than life.
func BenchmarkPrior(b *testing.B) {
	d, _, articles := benched(b)
	var took []time.Duration
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		i = (i + 37) % len(articles)
		start := time.Now()
		if _, err := d.Prior(context.Background(), Draft{Text: wholeText(articles[i]), Day: news.DayOf(articles[i].Published.Time), Except: articles[i].ID}); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	report(b, took)
}

// BenchmarkPlace puts articles into stories among 10,000 that have their places.
func BenchmarkPlace(b *testing.B) {
	d, s, articles := benched(b)
	for _, a := range articles {
		s.stories[a.ID] = news.Membership{ID: a.ID, Story: a.ID}
	}
	var took []time.Duration
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		i = (i + 37) % len(articles)
		a := articles[i]
		delete(s.stories, a.ID)
		start := time.Now()
		if _, err := d.Place(context.Background(), []news.Article{a}); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
		s.stories[a.ID] = news.Membership{ID: a.ID, Story: a.ID}
	}
	report(b, took)
}

func report(b *testing.B, took []time.Duration) {
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
}
