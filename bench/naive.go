package main

import (
	"encoding/json"
	"errors"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/gocolly/colly/v2"
	bolt "go.etcd.io/bbolt"

	"diembao/news"
	"diembao/viet/gazetteer"
)

var namedOfficial = regexp.MustCompile(`(Chủ tịch|Phó Chủ tịch|Bí thư|Phó Bí thư|Giám đốc|Trưởng Ban)( [\p{L}]+){0,5}( \p{Lu}\p{Ll}+){2,4}`)

type naiveArticle struct {
	URL, Title, Lead, Body, Published string
	Officials, Places                 []string
}

// naivePipeline is the same way as the libraries' first pages show it: asynchronous Colly with a callback a field, a
// regular expression for officials, Contains for places, a transaction and an index entry for each page.
func naivePipeline(dir string, sites []*site, pages int) (rate float64, err error) {
	if err := remake(dir); err != nil {
		return 0, err
	}
	db, err := bolt.Open(filepath.Join(dir, "archive.db"), 0o600, nil)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	x, err := bleve.New(filepath.Join(dir, "index"), bleve.NewIndexMapping())
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, x.Close()) }()
	var names []string
	for _, u := range gazetteer.Load().On(news.Day{}).Communes("") {
		names = append(names, u.Name)
	}
	var mu sync.Mutex
	var failed error
	c := colly.NewCollector(colly.Async(true))
	if err := c.Limit(&colly.LimitRule{DomainGlob: "*", Parallelism: 32}); err != nil {
		return 0, err
	}
	c.OnHTML("html", func(e *colly.HTMLElement) {
		a := naiveArticle{URL: e.Request.URL.String(), Title: e.ChildText("h1.title"), Lead: e.ChildText("p.sapo"), Body: e.ChildText("div.content"),
			Published: e.ChildAttr("meta[property='article:published_time']", "content")}
		a.Officials = namedOfficial.FindAllString(a.Body, -1)
		for _, n := range names {
			if strings.Contains(a.Body, n) {
				a.Places = append(a.Places, n)
			}
		}
		raw, err := json.Marshal(a)
		err = errors.Join(err, db.Update(func(tx *bolt.Tx) error {
			b, err := tx.CreateBucketIfNotExists([]byte("articles"))
			if err != nil {
				return err
			}
			return b.Put([]byte(a.URL), raw)
		}), x.Index(a.URL, a))
		mu.Lock()
		failed = errors.Join(failed, err)
		mu.Unlock()
	})
	start := time.Now()
	n := 0
	for _, s := range sites {
		for path := range s.pages {
			if n++; n > pages {
				break
			}
			if err := c.Visit(s.home + path); err != nil {
				return 0, err
			}
		}
	}
	c.Wait()
	return float64(pages) / time.Since(start).Seconds(), failed
}
