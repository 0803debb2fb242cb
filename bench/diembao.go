package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"

	"diembao/archive"
	"diembao/index"
	"diembao/news"
	"diembao/viet"
	"diembao/viet/gazetteer"
)

// ours is diembao's own index: both forms of a word, pairs, facts, columns and the shingles of prior coverage, which the
// peers have not. The words of long phrases are checked in the archive, as the program does it.
type ours struct {
	x     *index.Index
	a     *archive.Archive
	apply bool // build as articles arrive, 512 at a time, instead of by Rebuild
}

// archiveDir is where mode fill has put the articles.
func archiveDir(dir string) string { return filepath.Join(filepath.Dir(dir), "archive") }

// onMaps is a province of today with those it was made of.
type onMaps struct {
	now gazetteer.Unit
	old []gazetteer.Unit
}

var maps = sync.OnceValue(func() map[string]onMaps {
	m := make(map[string]onMaps)
	g := gazetteer.Load()
	for _, u := range g.On(news.Day{}).Provinces() {
		m[u.Code] = onMaps{u, g.OldProvinces(u)}
	}
	return m
})

// article is the corpus's article as the archive and the index take it.
func article(d *doc) news.Article {
	a := news.Article{
		ID: news.ID(d.ID), Source: d.Source, Site: d.Source + ".vn", URL: fmt.Sprintf("https://%s.vn/bai-%d.html", d.Source, d.ID),
		Title: d.Title, Lead: d.Lead, Body: d.Body, Language: "vi", Published: news.Instant{Time: d.Day.Time()},
		Officials: d.Facts.Officials, Places: d.Facts.Places, Topics: d.Facts.Topics, Extractor: "bench",
	}
	a.CanonicalURL, a.FirstSeen, a.Seen = a.URL, a.Published, a.Published
	if m := maps()[d.Province]; len(m.old) > 0 {
		u := m.now
		if d.Day.Before(news.Day{Year: 2025, Month: 7, Day: 1}) {
			u = m.old[d.ID%len(m.old)]
		}
		a.Province = news.Subject{Code: u.Code, Name: u.Name}
		if a.Places == nil {
			a.Places = []news.Place{{Kind: news.ProvinceKind, Name: u.Name, Code: u.Code}}
		}
	}
	return a
}

func docsOf(part []doc) []index.Doc {
	out := make([]index.Doc, len(part))
	for i := range part {
		out[i] = index.Doc{Article: article(&part[i]), SourceKind: news.Newspaper}
	}
	return out
}

// arriving is how many articles the pipeline gives the index at a time.
const arriving = 512

func (e *ours) build(dir, corpus string, docs int) error {
	x, err := index.Open(dir, index.Options{})
	if err != nil {
		return err
	}
	ctx := context.Background()
	if e.apply {
		err = eachPart(corpus, docs, arriving, func(part []doc) error {
			return x.Apply(ctx, docsOf(part), nil, news.Seq(part[len(part)-1].ID))
		})
	} else {
		err = x.Rebuild(ctx, func(_ context.Context, add func([]index.Doc) error) (news.Seq, error) {
			return news.Seq(docs), eachPart(corpus, docs, arriving, func(part []doc) error { return add(docsOf(part)) })
		})
	}
	return errors.Join(err, x.Close())
}

func (e *ours) open(dir string) (err error) {
	e.a, e.x, err = opened(archiveDir(dir), dir)
	return err
}

// opened are an archive and its index as the program opens them. An index that a build of another format left behind opens
// empty, which is no result.
func opened(archiveDir, indexDir string) (*archive.Archive, *index.Index, error) {
	a, err := archive.Open(archiveDir, archive.Options{})
	if err != nil {
		return nil, nil, err
	}
	x, err := index.Open(indexDir, index.Options{Text: func(ctx context.Context, id news.ID) (viet.Text, error) {
		a, err := a.Article(ctx, id)
		return viet.Text{Title: a.Title, Lead: a.Lead, Body: a.Body}, err
	}})
	if err != nil {
		return nil, nil, errors.Join(err, a.Close())
	}
	if n, err := x.DocCount(); n == 0 || err != nil {
		return nil, nil, errors.Join(fmt.Errorf("bench: the index in %s has %d articles; build it anew", indexDir, n), err, x.Close(), a.Close())
	}
	return a, x, nil
}

func (e *ours) top(q *question) (int, error) {
	f, err := e.x.Search(context.Background(), news.Query{Text: q.Text})
	return f.Total, err
}

func (e *ours) filtered(q *question) (int, error) {
	f, err := e.x.Search(context.Background(), news.Query{Text: q.Text, From: dayOf(q.From), To: dayOf(q.To), Province: q.Province,
		Facets: []string{news.FacetSource}})
	return f.Total, err
}

func (e *ours) close() error {
	if e.x == nil {
		return nil
	}
	return errors.Join(e.x.Close(), e.a.Close())
}

func (e *ours) rank(typed string) ([]int, error) {
	f, err := e.x.Search(context.Background(), news.Query{Text: typed, NoRecency: true, Near: true}) // the days of collections are made up
	var ids []int
	page := f.Page()
	for _, h := range page[:min(10, len(page))] {
		ids = append(ids, int(h.ID))
	}
	return ids, err
}
