package index

import (
	"context"
	"log/slog"
	"time"

	"diembao/index/query"
	"diembao/news"
	"diembao/viet"
)

// A Doc is an article as the index takes it: the article and what its source is.
type Doc struct {
	news.Article
	SourceKind news.SourceKind
}

// Options of Open. The zero value is good for an index that no archive stands behind.
type Options struct {
	ArchiveUUID string           // the archive this index follows; another one in the directory is not trusted
	Epoch       uint64           // of the archive; it changes when a backup is restored
	Log         *slog.Logger     // nil: nothing is logged
	Now         func() time.Time // clock for "hôm qua" and the bonus for newer articles; nil: time.Now
	SourceName  func(id string) string
	// Text gives the words of an article, so that NEAR and long phrases can be checked against them; nil: they are
	// not, and Notes says so.
	Text func(ctx context.Context, id news.ID) (viet.Text, error)
	// Stories gives the stories as they are now, for queries that count by them; nil: each article is one of its own.
	Stories func(ctx context.Context) (Stories, error)
}

// Found answers a search.
type Found struct {
	Total      int // exact; articles, or stories where Query.Count says so
	Articles   int // exact
	Hits       []Ranked
	Near       []Ranked // of a first page: articles that come near and say more than some hits, or fill it; not in Total
	Facets     map[string][]news.Count
	Next       string
	Relaxed    bool // no article has all of the text: the hits lack words, and Notes says so
	DidYouMean string
	Notes      []string
	Query      *query.Parsed // for Highlight and TitleMarks
}

// Page is Hits with Near between them, as a reader sees them.
func (f Found) Page() []Ranked {
	return news.Interleave(f.Hits, f.Near, func(r Ranked) int { return r.Above })
}

// Ranked is one article found.
type Ranked struct {
	ID      news.ID
	Score   float64
	Explain string
	Story   news.ID  // of a search that counts stories
	Others  int      // its other hits in that story
	Lacks   []string // of what comes near: what of the text it lacks or has apart
	Above   int      // and how many hits of the page stand above it
}

// A Suggestion is something a reader may be about to type.
type Suggestion struct {
	Kind  string `json:"kind"`  // a facet name: official, province, district, commune, place, source, topic
	Value string `json:"value"` // what a filter takes
	Label string `json:"label"` // what a reader sees
	Count int    `json:"count"` // articles
}
