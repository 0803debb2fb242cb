package index

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"diembao/news"
	"diembao/viet/gazetteer"
)

var update = flag.Bool("update", false, "raise the floors of testdata/queries/floors.json to what was measured")

// floors are what ranking must reach on the query set. They only rise while the set is the same; with another set (its
// hash says so) they are written anew.
type floors struct {
	Corpus   string  `json:"corpus"` // SHA-256 of corpus.txt and queries.tsv
	Queries  int     `json:"queries"`
	MRR      float64 `json:"mrr"`
	Recall10 float64 `json:"recall@10"`
	Hits     float64 `json:"hits"` // mean of all hits a query has; what is above one or two is noise, so it only falls
}

// judged is an information need and the articles that answer it.
type judged struct {
	query string
	want  []news.ID
}

// readJudged reads the corpus, made up for this test as are the people in it, and the queries.
func readJudged(t *testing.T) (docs []Doc, queries []judged, hash string) {
	t.Helper()
	dir := filepath.Join("testdata", "queries")
	corpus, err := os.ReadFile(filepath.Join(dir, "corpus.txt"))
	must(t, err)
	list, err := os.ReadFile(filepath.Join(dir, "queries.tsv"))
	must(t, err)
	for block := range strings.SplitSeq(strings.TrimSpace(string(corpus)), "\n\n") {
		docs = append(docs, readArticle(t, strings.Split(block, "\n")))
	}
	for line := range strings.Lines(string(list)) {
		q, want, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(q, "#") {
			continue
		}
		j := judged{query: q}
		for id := range strings.SplitSeq(want, ",") {
			n, err := strconv.ParseUint(id, 10, 64)
			must(t, err)
			j.want = append(j.want, news.ID(n))
		}
		queries = append(queries, j)
	}
	return docs, queries, fmt.Sprintf("%x", sha256.Sum256(append(corpus, list...)))
}

// readArticle reads "@id day province title", lead, body and "!name|title|position".
func readArticle(t *testing.T, lines []string) Doc {
	t.Helper()
	head := strings.SplitN(strings.TrimPrefix(lines[0], "@"), " ", 4)
	id, err := strconv.ParseUint(head[0], 10, 64)
	must(t, err)
	d := doc(news.ID(id), head[1], head[3], lines[2])
	d.Lead = lines[1]
	code := fmt.Sprintf("%02s", head[2])
	if u, ok := gazetteer.Load().Province(code, news.DayOf(d.Published.Time)); ok {
		d.Article.Province = news.Subject{Name: u.Name, Code: u.Code}
	} else {
		t.Fatalf("article %d: no province %s on %s", id, code, head[1])
	}
	for _, l := range lines[3:] {
		f := strings.Split(strings.TrimPrefix(l, "!"), "|")
		d.Officials = append(d.Officials, news.Official{Name: f[0], Positions: []string{f[2]}, Posts: []news.Post{{Text: f[2], Title: f[1]}}})
	}
	return d
}

// scrambled is an article with the words of three others in any order: it has what a query names, and not what it means.
func scrambled(r *rand.Rand, id news.ID, docs []Doc) Doc {
	var words []string
	for range 3 {
		d := docs[r.IntN(len(docs))]
		words = append(words, strings.Fields(strings.ToLower(d.Title+" "+d.Lead+" "+d.Body))...)
	}
	r.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
	return doc(id, "2022-06-15", strings.Join(words[:8], " "), strings.Join(words[8:], " "))
}

func TestRelevance(t *testing.T) {
	docs, queries, hash := readJudged(t)
	if len(queries) < 150 {
		t.Fatalf("%d queries", len(queries))
	}
	r := rand.New(rand.NewPCG(5, 6))
	all := docs
	for i := range 400 {
		all = append(all, scrambled(r, news.ID(10_000+i), docs))
	}
	x := openTest(t, t.TempDir(), testOptions())
	must(t, x.Apply(context.Background(), all, nil, 1))
	got := floors{Corpus: hash, Queries: len(queries)}
	for _, j := range queries {
		f := find(t, x, news.Query{Text: j.query, Near: true})
		f.Hits = f.Page() // as a reader sees them
		f.Hits = f.Hits[:min(10, len(f.Hits))]
		rank, recall := judge(ids(f), j.want)
		if rank != 1 || recall < 1 {
			t.Logf("%q: first at %d, recall@10 %.2f: %v", j.query, rank, recall, ids(f))
		}
		got.Hits += float64(f.Total)
		if rank > 0 {
			got.MRR += 1 / float64(rank)
		}
		got.Recall10 += recall
	}
	round := func(v float64) float64 { return math.Floor(v/float64(len(queries))*1000) / 1000 }
	got.MRR, got.Recall10, got.Hits = round(got.MRR), round(got.Recall10), round(got.Hits)
	t.Logf("%+v", got)
	compareFloors(t, got)
}

// judge gives the place of the first wanted article, 0 for none, and the share of the wanted among the first ten.
func judge(got, want []news.ID) (rank int, recall float64) {
	for i, id := range got {
		for _, w := range want {
			if id == w {
				if recall++; rank == 0 {
					rank = i + 1
				}
			}
		}
	}
	return rank, recall / float64(len(want))
}

func compareFloors(t *testing.T, got floors) {
	t.Helper()
	path := filepath.Join("testdata", "queries", "floors.json")
	var floor floors
	if b, err := os.ReadFile(path); err == nil {
		must(t, json.Unmarshal(b, &floor))
	}
	same := floor.Corpus == got.Corpus
	if same && (got.MRR < floor.MRR || got.Recall10 < floor.Recall10 || got.Hits > floor.Hits) {
		t.Fatalf("ranking fell: %+v, floor %+v", got, floor)
	}
	if !*update {
		if !same {
			t.Fatal("the query set has changed: run the test with -update and say in the commit what the figures were and are")
		}
		return
	}
	b, err := json.MarshalIndent(got, "", "  ")
	must(t, err)
	must(t, os.WriteFile(path, append(b, '\n'), 0o644))
}
