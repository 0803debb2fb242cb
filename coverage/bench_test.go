package coverage

import (
	"context"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"diembao/archive"
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

// benched is a desk over an index and an archive on disk of these articles, each a story of its own.
func benched(b *testing.B) (*Desk, *hiding, []news.Article) {
	articles, err := tenThousand()
	if err != nil {
		b.Fatal(err)
	}
	d, _ := shelve(b, articles)
	a, err := archive.Create(filepath.Join(b.TempDir(), "data"), archive.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = a.Close() })
	ctx := context.Background()
	for part := range slices.Chunk(articles, 256) {
		put, err := a.PutArticles(ctx, part, "", 0)
		if err != nil {
			b.Fatal(err)
		}
		var members []news.Membership
		for i := range put {
			if put[i].ID != part[i].ID {
				b.Fatalf("article %d was given number %d", part[i].ID, put[i].ID)
			}
			members = append(members, news.Membership{ID: put[i].ID, Story: put[i].ID})
		}
		if err := a.PutStories(ctx, members, "stories", 0); err != nil {
			b.Fatal(err)
		}
	}
	h := &hiding{Archive: a}
	d.Archive = h
	return d, h, articles
}

// hiding is an archive that does not tell the place of one article.
type hiding struct {
	*archive.Archive
	hidden news.ID
}

func (h *hiding) Membership(ctx context.Context, id news.ID) (news.Membership, error) {
	if id == h.hidden {
		return news.Membership{}, news.ErrNotFound
	}
	return h.Archive.Membership(ctx, id)
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
	d, h, articles := benched(b)
	var took []time.Duration
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		i = (i + 37) % len(articles)
		h.hidden = articles[i].ID
		start := time.Now()
		if _, err := d.Place(context.Background(), articles[i:i+1]); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	report(b, took)
}

func report(b *testing.B, took []time.Duration) {
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
}
