package crawler_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"diembao/crawler"
	"diembao/crawler/crawlertest"
	"diembao/news"
)

// BenchmarkRound fetches pages of 56 KB from loopback without pauses, with the frontier in memory. Server and crawler
// share the machine. Run with -benchtime 1x.
func BenchmarkRound(b *testing.B) {
	const pages = 2000
	page := []byte("<html><head><title>Tỉnh ủy họp</title></head><body>" + strings.Repeat("<p>Hội nghị bàn về mùa vụ.</p>\n", 1700))
	for _, hosts := range []int{1, 8} {
		b.Run(fmt.Sprintf("hosts=%d", hosts), func(b *testing.B) {
			var sources []news.Source
			for i := range hosts {
				var items strings.Builder
				items.WriteString("<rss>")
				for n := range pages / hosts {
					fmt.Fprintf(&items, "<item><link>/a-%d.html</link></item>", n)
				}
				srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					switch r.URL.Path {
					case "/rss":
						fmt.Fprint(w, items.String())
					case "/robots.txt":
						http.NotFound(w, r)
					default:
						w.Header().Set("Content-Type", "text/html")
						w.Write(page)
					}
				}))
				b.Cleanup(srv.Close)
				sources = append(sources, news.Source{ID: fmt.Sprint("s", i), Home: srv.URL, Feeds: []string{srv.URL + "/rss"}, Delay: 1, AllowPrivate: true})
			}
			for b.Loop() {
				c, err := crawler.New(crawler.Options{Frontier: &crawlertest.Memory{}})
				if err != nil {
					b.Fatal(err)
				}
				rep, err := c.Round(b.Context(), sources, crawler.RoundOptions{})
				if err != nil || rep.Total().Stored != pages {
					b.Fatalf("%+v, %v", rep.Total(), err)
				}
				b.ReportMetric(float64(pages)/rep.Took.Seconds(), "pages/s")
				c.Close()
			}
		})
	}
}
