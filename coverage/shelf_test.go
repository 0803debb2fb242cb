package coverage

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"iter"
	"log/slog"
	"maps"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"diembao/archive"
	"diembao/index"
	"diembao/internal/lab"
	"diembao/news"
	"diembao/viet/facts"
)

// A shelf is an archive in memory.
type shelf struct {
	articles    map[news.ID]news.Article
	stories     map[news.ID]news.Membership
	corrections []news.Correction
	saved       []news.SavedSearch
	revisions   map[news.ID][]news.Article // beside articles, for those with several
	changes     []news.Change
	stats       archive.Stats
	hosts       []news.HostState
}

func (s *shelf) Article(_ context.Context, id news.ID) (news.Article, error) {
	a, ok := s.articles[id]
	if !ok {
		return a, news.ErrNotFound
	}
	return a, nil
}
func (s *shelf) ArticleUnless(_ context.Context, id news.ID, known archive.Fingerprint) (a news.Article, f archive.Fingerprint, err error) {
	a, ok := s.articles[id]
	if !ok {
		return a, f, news.ErrNotFound
	}
	if binary.LittleEndian.PutUint64(f[:], uint64(a.Revision)+1); f == known {
		return news.Article{}, f, nil
	}
	return a, f, nil
}
func (s *shelf) ArticleByURL(_ context.Context, url string) (news.Article, error) {
	for _, a := range s.articles {
		if a.URL == url {
			return a, nil
		}
	}
	return news.Article{}, news.ErrNotFound
}
func (s *shelf) Revisions(ctx context.Context, id news.ID) ([]news.Article, error) {
	if all := s.revisions[id]; len(all) > 0 {
		return all, nil
	}
	a, err := s.Article(ctx, id)
	if err != nil {
		return nil, err
	}
	return []news.Article{a}, nil
}
func (s *shelf) Snapshot(context.Context, uint64) (news.Snapshot, error) {
	return news.Snapshot{}, news.ErrNotFound
}
func (s *shelf) Stats(context.Context) (archive.Stats, error)    { return s.stats, nil }
func (s *shelf) Hosts(context.Context) ([]news.HostState, error) { return s.hosts, nil }
func (s *shelf) Corrections(context.Context) ([]news.Correction, error) {
	return s.corrections, nil
}
func (s *shelf) Articles(_ context.Context, after news.ID) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		for _, id := range slices.Sorted(maps.Keys(s.articles)) {
			if id > after && !yield(s.articles[id], nil) {
				return
			}
		}
	}
}
func (s *shelf) Changes(_ context.Context, after news.Seq, limit int) ([]news.Change, error) {
	rest := s.changes[min(int(after), len(s.changes)):]
	return rest[:min(limit, len(rest))], nil
}
func (s *shelf) LastSeq() news.Seq                                 { return news.Seq(len(s.changes)) }
func (s *shelf) Saved(context.Context) ([]news.SavedSearch, error) { return s.saved, nil }
func (s *shelf) Membership(_ context.Context, id news.ID) (news.Membership, error) {
	m, ok := s.stories[id]
	if !ok {
		return m, news.ErrNotFound
	}
	return m, nil
}
func (s *shelf) Members(_ context.Context, story news.ID) (out []news.Membership, err error) {
	for _, m := range s.stories {
		if m.Story == story {
			out = append(out, m)
		}
	}
	slices.SortFunc(out, func(x, y news.Membership) int { return cmp.Compare(x.ID, y.ID) })
	return out, nil
}

// shelve makes a desk over these articles, which get their place in the list as their number, from 1.
func shelve(t testing.TB, articles []news.Article) (*Desk, *shelf) {
	t.Helper()
	x, err := index.Open(filepath.Join(t.TempDir(), "index"), index.Options{ArchiveUUID: "mau", Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	s := &shelf{articles: map[news.ID]news.Article{}, stories: map[news.ID]news.Membership{}}
	var docs []index.Doc
	for i := range articles {
		articles[i].ID = news.ID(i + 1)
		s.articles[articles[i].ID] = articles[i]
		docs = append(docs, index.Doc{Article: articles[i]})
	}
	for from := 0; from < len(docs); from += 500 {
		if err := x.Apply(context.Background(), docs[from:min(from+500, len(docs))], nil, news.Seq(from+1)); err != nil {
			t.Fatal(err)
		}
	}
	return &Desk{Archive: s, Index: x, Now: time.Now, Log: slog.New(slog.DiscardHandler),
		Lag: func(context.Context) (news.Lag, error) { return news.Lag{}, nil }}, s
}

// A told is a sample article with what is true of it.
type told struct {
	article news.Article
	truth   lab.Truth
	story   string // of its seed and event
}

// press are the sample articles of several seeds, by publication. Seed 1 is the sample of the demo.
var press = sync.OnceValues(func() ([]told, error) {
	var out []told
	for seed := int64(1); seed <= 5; seed++ {
		l, err := lab.Start(lab.Options{Seed: seed, NoTraps: true})
		if err != nil {
			return nil, err
		}
		truths := l.Truth()
		l.Close()
		part := make([]told, len(truths))
		var work sync.WaitGroup
		for w := range runtime.GOMAXPROCS(0) {
			work.Go(func() {
				for i := w; i < len(truths); i += runtime.GOMAXPROCS(0) {
					part[i] = tell(truths[i], seed)
				}
			})
		}
		work.Wait()
		out = append(out, part...)
	}
	slices.SortStableFunc(out, func(x, y told) int {
		return cmp.Or(x.truth.Published.Compare(y.truth.Published.Time), cmp.Compare(x.article.URL, y.article.URL))
	})
	return out, nil
})

// tell makes the article of a truth. Its address is the same on every run: the sample sites' ports are not.
func tell(truth lab.Truth, seed int64) told {
	url := fmt.Sprintf("https://%s.example/%d/%s", truth.Site, seed, strings.TrimPrefix(truth.Slug, "/"))
	a := news.Article{URL: url, CanonicalURL: url, Source: truth.Site, Site: truth.Site + ".example", Title: truth.Title, Lead: truth.Dateline + truth.Lead,
		Body: strings.Join(truth.Body, "\n"), Byline: truth.Byline, Published: truth.Published, DayOnly: truth.DayOnly, Credit: truth.Credit,
		FirstSeen: truth.Published}
	facts.Read(&a, truth.Subject)
	return told{a, truth, fmt.Sprintf("%d/%s", seed, truth.Story)}
}

func pressed(t testing.TB) []told {
	t.Helper()
	all, err := press()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func articlesOf(all []told) []news.Article {
	out := make([]news.Article, len(all))
	for i, a := range all {
		out[i] = a.article
	}
	return out
}
