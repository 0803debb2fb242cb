package crawler_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"diembao/crawler"
	"diembao/crawler/crawlertest"
)

// A source says little; the crawler finds the rest.
func Example() {
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/robots.txt":
			fmt.Fprint(w, "User-agent: *\nDisallow: /nhap/\n")
		case "/rss":
			fmt.Fprint(w, `<rss><item><link>/mua-vu-12345.html</link></item><item><link>/nhap/12346.html</link></item></rss>`)
		default:
			fmt.Fprint(w, "<html><h1>Mùa vụ</h1>")
		}
	}))
	defer site.Close()
	sources, err := crawler.LoadSources(strings.NewReader(fmt.Sprintf(`sources:
  - id: baomau
    name: Báo Mẫu
    kind: newspaper
    home: %[1]s/
    feeds: [%[1]s/rss]
    delay: 1ms
    allow_private: true # on this machine
`, site.URL)), "sources.yaml")
	if err != nil {
		fmt.Println(err)
		return
	}
	frontier := &crawlertest.Memory{}
	c, err := crawler.New(crawler.Options{Frontier: frontier})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer c.Close()
	report, err := c.Round(context.Background(), sources, crawler.RoundOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	total := report.Total()
	fmt.Println(total.Found, "found,", total.Stored, "stored,", total.Refused, "refused")
	fmt.Printf("%s\n", frontier.Snapshots()[0].Body)
	// Output:
	// 2 found, 1 stored, 1 refused
	// <html><h1>Mùa vụ</h1>
}

func ExampleLoadSources() {
	_, err := crawler.LoadSources(strings.NewReader(`sources:
  - id: baomau
    name: Báo Mẫu
    kind: newspaper
    home: https://baomau.vn/
    select: {title: "h1["}
`), "sources.yaml")
	fmt.Println(strings.Split(err.Error(), ", got")[0])
	// Output: sources.yaml:6: select.title: want a CSS selector
}
