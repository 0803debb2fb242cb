package main

import (
	"errors"
	"math"
	"path/filepath"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/registry"
	"github.com/blevesearch/bleve/v2/search/query"

	"diembao/viet"
)

// naive is Bleve as it comes: the default mapping. One by one it is so slow that only the first articles are indexed.
type naive struct {
	oneByOne bool
	x        bleve.Index
}

func (e *naive) limit() int {
	if e.oneByOne {
		return 1000
	}
	return math.MaxInt
}

type naiveDoc struct {
	Title, Lead, Body, Source, Province string
	Day                                 int
}

func (e *naive) build(dir, corpus string, docs int) error {
	x, err := bleve.New(filepath.Join(dir, "index"), bleve.NewIndexMapping())
	if err != nil {
		return err
	}
	err = eachPart(corpus, docs, 1000, func(part []doc) error {
		b := x.NewBatch()
		for _, d := range part {
			nd := naiveDoc{d.Title, d.Lead, d.Body, d.Source, d.Province, dayNumber(d.Day)}
			var err error
			if e.oneByOne {
				err = x.Index(key(d.ID), nd)
			} else {
				err = b.Index(key(d.ID), nd)
			}
			if err != nil {
				return err
			}
		}
		return x.Batch(b)
	})
	return errors.Join(err, x.Close())
}

func key(id int) string {
	return string([]byte{byte(id >> 24), byte(id >> 16), byte(id >> 8), byte(id)})
}

func (e *naive) open(dir string) (err error) {
	e.x, err = bleve.Open(filepath.Join(dir, "index"))
	return err
}

var typedWords = strings.NewReplacer(" OR ", " ", " AND ", " ")

// typed is the question as a reader types it, with diacritics or without: the default analyzer does not fold.
func (e *naive) typed(q *question) query.Query {
	var of []query.Query
	for _, p := range strings.Split(typedWords.Replace(q.Text), `"`) {
		if p = strings.TrimSpace(p); p == "" {
			continue
		} else if strings.Contains(p, " ") && !strings.Contains(q.Text, `"`) {
			for _, w := range strings.Fields(p) {
				of = append(of, bleve.NewMatchQuery(w))
			}
		} else {
			of = append(of, bleve.NewMatchPhraseQuery(p))
		}
	}
	return joined(q.Or, of)
}

func joined(or bool, of []query.Query) query.Query {
	switch {
	case len(of) == 1:
		return of[0]
	case or:
		return bleve.NewDisjunctionQuery(of...)
	}
	return bleve.NewConjunctionQuery(of...)
}

func (e *naive) top(q *question) (int, error) { return total(e.x, e.typed(q), false) }

func (e *naive) filtered(q *question) (int, error) {
	return total(e.x, within(q, e.typed(q), "Day", "Province"), false)
}

func (e *naive) rank(typed string) ([]int, error) { return best(e.x, bleve.NewMatchQuery(typed)) }

// best are the ids of the ten best; any of a match query's words may be there.
func best(x bleve.Index, q query.Query) (ids []int, err error) {
	found, err := x.Search(bleve.NewSearchRequestOptions(q, 10, 0, false))
	if err != nil {
		return nil, err
	}
	for _, h := range found.Hits {
		ids = append(ids, unkey(h.ID))
	}
	return ids, nil
}

func unkey(k string) int { return int(k[0])<<24 | int(k[1])<<16 | int(k[2])<<8 | int(k[3]) }

func (e *naive) close() error { return closeIndex(e.x) }

func closeIndex(x bleve.Index) error {
	if x == nil {
		return nil
	}
	return x.Close()
}

func total(x bleve.Index, q query.Query, facets bool) (int, error) {
	r := bleve.NewSearchRequestOptions(q, 10, 0, false)
	if facets {
		r.AddFacet("source", bleve.NewFacetRequest("source", 10))
	}
	found, err := x.Search(r)
	if err != nil {
		return 0, err
	}
	return int(found.Total), nil
}

func within(q *question, of query.Query, day, province string) query.Query {
	from, to, yes := float64(q.From), float64(q.To), true
	days := bleve.NewNumericRangeInclusiveQuery(&from, &to, &yes, &yes)
	days.SetField(day)
	all := []query.Query{of, days}
	if q.Province != "" {
		p := bleve.NewTermQuery(q.Province)
		p.SetField(province)
		all = append(all, p)
	}
	return bleve.NewConjunctionQuery(all...)
}

// tuned is Bleve with what PERF calls its settings that matter: batches of 1000 from two goroutines, a tokenizer that
// folds in one pass, a static mapping that stores nothing; with pairs also neighbouring words as a field without
// positions in place of positions.
type tuned struct {
	pairs bool
	x     bleve.Index
}

const foldTokenizer, foldAnalyzer = "bench_fold", "bench_fold"

type folder struct{}

func (folder) Tokenize(input []byte) analysis.TokenStream {
	text := string(input)
	out := make(analysis.TokenStream, 0, len(text)/5)
	toks := make([]analysis.Token, 0, len(text)/5)
	buf := make([]byte, 0, len(text))
	for at, n := 0, 1; ; n++ {
		start, end := nextWord(text, at)
		if start < 0 {
			break
		}
		from := len(buf)
		buf = viet.AppendFold(buf, text[start:end])
		toks = append(toks, analysis.Token{Start: start, End: end, Term: buf[from:len(buf):len(buf)], Position: n})
		at = end
	}
	for i := range toks {
		out = append(out, &toks[i])
	}
	return out
}

// pairFilter turns words into pairs of neighbours.
type pairFilter struct{}

func (pairFilter) Filter(in analysis.TokenStream) analysis.TokenStream {
	if len(in) < 2 {
		return nil
	}
	for i := range len(in) - 1 {
		pair := make([]byte, 0, len(in[i].Term)+len(in[i+1].Term)+1)
		pair = append(append(append(pair, in[i].Term...), ' '), in[i+1].Term...)
		in[i].Term = pair
	}
	return in[:len(in)-1]
}

var register = sync.OnceValue(func() error {
	return errors.Join(
		registry.RegisterTokenizer(foldTokenizer, func(map[string]any, *registry.Cache) (analysis.Tokenizer, error) { return folder{}, nil }),
		registry.RegisterAnalyzer(foldAnalyzer, func(map[string]any, *registry.Cache) (analysis.Analyzer, error) {
			return &analysis.DefaultAnalyzer{Tokenizer: folder{}}, nil
		}),
		registry.RegisterAnalyzer("bench_pairs", func(map[string]any, *registry.Cache) (analysis.Analyzer, error) {
			return &analysis.DefaultAnalyzer{Tokenizer: folder{}, TokenFilters: []analysis.TokenFilter{pairFilter{}}}, nil
		}))
})

func (e *tuned) mapping() mapping.IndexMapping {
	text := bleve.NewTextFieldMapping()
	text.Analyzer, text.Store, text.IncludeInAll, text.DocValues, text.IncludeTermVectors = foldAnalyzer, false, false, false, !e.pairs
	word := bleve.NewKeywordFieldMapping()
	word.Store, word.IncludeInAll, word.IncludeTermVectors, word.DocValues = false, false, false, false
	source := *word
	source.DocValues = true
	day := bleve.NewNumericFieldMapping()
	day.Store, day.IncludeInAll, day.DocValues = false, false, false
	d := bleve.NewDocumentStaticMapping()
	d.AddFieldMappingsAt("text", text)
	if e.pairs {
		pairs := *text
		pairs.Name, pairs.Analyzer = "pairs", "bench_pairs"
		d.AddFieldMappingsAt("text", text, &pairs)
	}
	d.AddFieldMappingsAt("province", word)
	d.AddFieldMappingsAt("source", &source)
	d.AddFieldMappingsAt("day", day)
	m := bleve.NewIndexMapping()
	m.DefaultMapping, m.DefaultField = d, "text"
	return m
}

func (e *tuned) build(dir, corpus string, docs int) error {
	if err := register(); err != nil {
		return err
	}
	path := filepath.Join(dir, "index")
	x, err := bleve.New(path, e.mapping())
	if err != nil {
		return err
	}
	parts := make(chan []doc)
	errs := make([]error, 2)
	var wg sync.WaitGroup
	for w := range errs {
		wg.Go(func() {
			for part := range parts {
				b := x.NewBatch()
				for i := range part {
					d := &part[i]
					errs[w] = errors.Join(errs[w], b.Index(key(d.ID), map[string]any{"text": d.text(), "province": d.Province, "source": d.Source, "day": float64(dayNumber(d.Day))}))
				}
				errs[w] = errors.Join(errs[w], x.Batch(b))
			}
		})
	}
	err = eachPart(corpus, docs, 1000, func(part []doc) error { parts <- part; return nil })
	close(parts)
	wg.Wait()
	return errors.Join(err, firstError(errs), x.Close())
}

func (e *tuned) open(dir string) (err error) {
	if err := register(); err != nil {
		return err
	}
	e.x, err = bleve.Open(filepath.Join(dir, "index"))
	return err
}

func (e *tuned) query(q *question) query.Query {
	var of []query.Query
	for _, p := range q.Phrases {
		switch {
		case len(p) == 1:
			of = append(of, on("text", bleve.NewTermQuery(p[0])))
		case e.pairs:
			var chain []query.Query
			for i := range len(p) - 1 {
				chain = append(chain, on("pairs", bleve.NewTermQuery(p[i]+" "+p[i+1])))
			}
			of = append(of, joined(false, chain))
		default:
			of = append(of, bleve.NewPhraseQuery(p, "text"))
		}
	}
	return joined(q.Or, of)
}

func on(field string, q *query.TermQuery) query.Query {
	q.SetField(field)
	return q
}

func (e *tuned) top(q *question) (int, error) { return total(e.x, e.query(q), false) }

func (e *tuned) filtered(q *question) (int, error) {
	return total(e.x, within(q, e.query(q), "day", "province"), true)
}

func (e *tuned) rank(typed string) ([]int, error) {
	words := bleve.NewMatchQuery(typed)
	words.SetField("text")
	if !e.pairs {
		return best(e.x, words)
	}
	pairs := bleve.NewMatchQuery(typed)
	pairs.SetField("pairs")
	return best(e.x, bleve.NewDisjunctionQuery(words, pairs))
}

func (e *tuned) close() error { return closeIndex(e.x) }
