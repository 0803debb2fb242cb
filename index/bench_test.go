package index

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"diembao/news"
	"diembao/viet"
)

var benchDocs = flag.Int("docs", 20_000, "articles in benchmarks")

// benchIndex makes an index of generated articles and keeps it for the benchmarks of one run.
type benchIndex struct {
	x      *Index
	dir    string
	text   int64
	took   time.Duration
	drafts []string
}

var shared *benchIndex

func benchSetup(b *testing.B) *benchIndex {
	b.Helper()
	if shared != nil {
		return shared
	}
	dir, err := os.MkdirTemp("", "index-bench")
	must(b, err)
	x, err := Open(dir, testOptions())
	must(b, err)
	s := &benchIndex{x: x, dir: dir}
	p := newPress(1)
	const feed = 4000
	for from := 0; from < *benchDocs; from += feed {
		var docs []Doc
		for i := from; i < min(from+feed, *benchDocs); i++ {
			d := p.article(i+1, *benchDocs)
			s.text += int64(len(d.Title) + len(d.Lead) + len(d.Body))
			if i%997 == 0 {
				s.drafts = append(s.drafts, d.Body)
			}
			docs = append(docs, d)
		}
		start := time.Now()
		must(b, x.Apply(context.Background(), docs, nil, news.Seq(from+len(docs))))
		s.took += time.Since(start)
	}
	shared = s
	return s
}

func (s *benchIndex) bytes() (n int64) {
	_ = filepath.WalkDir(s.dir, func(_ string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			if info, err := e.Info(); err == nil {
				n += info.Size()
			}
		}
		return nil
	})
	return n
}

// BenchmarkIndexing reports articles a second, whole analysis included, and the size of what stands on disk after the
// merges, as a share of the text.
func BenchmarkIndexing(b *testing.B) {
	s := benchSetup(b)
	for b.Loop() {
	}
	snap, err := s.x.cur.Load().snapshot()
	must(b, err)
	segments := len(snap.Segments())
	must(b, snap.Close())
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	b.ReportMetric(float64(*benchDocs)/s.took.Seconds(), "docs/s")
	b.ReportMetric(float64(s.bytes())/float64(s.text), "index/text")
	b.ReportMetric(float64(segments), "segments")
	b.ReportMetric(float64(mem.Sys)/(1<<20), "MB-sys")
	b.ReportMetric(0, "ns/op")
}

func benchQueries(b *testing.B, make func(i int, text string) news.Query) {
	s := benchSetup(b)
	p := newPress(1)
	var queries []news.Query
	for i := range 300 {
		text := p.question(i)
		if i%3 == 0 {
			text = viet.Fold(text)
			if i%6 == 4 {
				text = p.compound()
			}
		}
		queries = append(queries, make(i, text))
	}
	for _, q := range queries {
		find(b, s.x, q)
	}
	var took []time.Duration
	total := 0
	for b.Loop() {
		for _, q := range queries {
			start := time.Now()
			total += find(b, s.x, q).Total
			took = append(took, time.Since(start))
		}
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Nanoseconds())/1e6, "p50-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Nanoseconds())/1e6, "p99-ms")
	b.ReportMetric(float64(total)/float64(len(took)), "hits/query")
}

func BenchmarkSearch(b *testing.B) {
	benchQueries(b, func(_ int, text string) news.Query { return news.Query{Text: text} })
}

func BenchmarkSearchFiltered(b *testing.B) {
	benchQueries(b, func(i int, text string) news.Query {
		q := news.Query{Text: text, From: news.Day{Year: 2020 + i%4, Month: 3, Day: 1}, To: news.Day{Year: 2020 + i%4, Month: 8, Day: 31}, Facets: []string{news.FacetSource, news.FacetMonth}}
		if i%4 == 0 {
			q.Province = "Lâm Đồng"
		}
		return q
	})
}

func BenchmarkNewest(b *testing.B) {
	s := benchSetup(b)
	for b.Loop() {
		find(b, s.x, news.Query{Facets: []string{news.FacetSource, news.FacetMonth}})
	}
}

func BenchmarkSimilar(b *testing.B) {
	s := benchSetup(b)
	i := 0
	for b.Loop() {
		_, err := s.x.Similar(context.Background(), s.drafts[i%len(s.drafts)], 5)
		must(b, err)
		i++
	}
}

func BenchmarkSuggest(b *testing.B) {
	s := benchSetup(b)
	i := 0
	for b.Loop() {
		_, err := s.x.Suggest(context.Background(), []string{"h", "ng", "tra", "b", "hu"}[i%5], 8)
		must(b, err)
		i++
	}
}

func BenchmarkHighlight(b *testing.B) {
	p := newPress(1)
	d := p.article(1, 1)
	x := openTest(b, b.TempDir(), testOptions())
	q := find(b, x, news.Query{Text: fmt.Sprint(p.compound(), " ", p.compound(), " ", p.compound())}).Query
	b.SetBytes(int64(len(d.Body)))
	for b.Loop() {
		Highlight(q, d.Body, 3)
	}
}
