package crawler_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"diembao/crawler"
	"diembao/crawler/crawlertest"
	"diembao/news"
)

func TestFirst(t *testing.T) {
	mux := http.NewServeMux()
	srv := httptest.NewServer(mux)
	defer srv.Close()
	mux.HandleFunc("/rss", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `<rss><item><link>%s/a-1.html</link></item><item><link>/a-2.html</link></item></rss>`, srv.URL)
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintf(w, "<html><body>%s", r.URL.Path) })
	m := &crawlertest.Memory{}
	c, err := crawler.New(crawler.Options{Frontier: m, Progress: func(e crawler.Event) { t.Logf("%+v", e) }})
	if err != nil {
		t.Fatal(err)
	}
	rep, err := c.Round(t.Context(), []news.Source{{ID: "a", Home: srv.URL, Feeds: []string{srv.URL + "/rss"}, Delay: time.Millisecond, AllowPrivate: true}}, crawler.RoundOptions{})
	t.Logf("%+v %v", rep, err)
	for u, v := range m.Visits() {
		t.Logf("%s %+v", u, v)
	}
}
