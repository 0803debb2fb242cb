package facts

import (
	"bufio"
	"encoding/json"
	"flag"
	"os"
	"testing"
	"time"

	"diembao/news"
	"diembao/viet"
)

var articlesFile = flag.String("articles", "", "read the articles (title, lead, body) of this JSONL `file` in BenchmarkMany")

// most is how many articles BenchmarkMany reads, one after another.
const most = 2000

// BenchmarkMany reads many articles in turn, as a crawl does: each has other words than the one before, and the other
// stages of a crawl have used the caches meanwhile, for which crowd stands. BenchmarkRead flatters.
func BenchmarkMany(b *testing.B) {
	articles := manyArticles(b)
	crowd := make([]byte, 4<<20)
	var bytes int
	var spent time.Duration
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		for k := 0; k < len(crowd); k += 64 {
			crowd[k]++
		}
		a := articles[i%len(articles)]
		start := time.Now()
		Read(&a, "")
		spent += time.Since(start)
		bytes += len(a.Title) + len(a.Lead) + len(a.Body)
		i++
	}
	b.ReportMetric(float64(spent.Microseconds())/float64(i), "µs/article")
	b.ReportMetric(float64(bytes)/float64(i), "B/article")
	b.ReportMetric(0, "ns/op") // the crowd's time is in it
}

// manyArticles are the articles of the file given; without one the benchmark is skipped.
func manyArticles(b *testing.B) []news.Article {
	if *articlesFile == "" {
		b.Skip("no -articles FILE given")
	}
	file, err := os.Open(*articlesFile)
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	var all []news.Article
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<24)
	for len(all) < most && lines.Scan() {
		var one struct{ Title, Lead, Body string }
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			b.Fatal(err)
		}
		all = append(all, news.Article{
			Title: viet.NFC(one.Title), Lead: viet.NFC(one.Lead), Body: viet.NFC(one.Body),
			Published: news.Instant{Time: time.Date(2017, 5, 1+len(all)%28, 9, 0, 0, 0, news.ICT)},
		})
	}
	if err := lines.Err(); err != nil || len(all) == 0 {
		b.Fatal("no articles: ", err)
	}
	return all
}
