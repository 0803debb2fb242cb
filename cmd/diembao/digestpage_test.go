package main

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"diembao/coverage/digest"
	"diembao/news"
)

// TestDigestInABrowser asks for a digest as a press department would: the page shows the stories that the verb prints,
// in their order, and offers them as files; today, on which the sample has nothing, leads to the last day that has.
func TestDigestInABrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("crawls the sample sites and starts a browser")
	}
	chrome := browser(t)
	at, h := page(t)
	q := news.Query{Province: "Lâm Đồng", From: news.Day{Year: 2024, Month: 1, Day: 1}, To: news.Day{Year: 2024, Month: 6, Day: 30}}
	want, err := h.desk.Digest(context.Background(), digest.Request{Query: q})
	if err != nil || want.Empty() {
		t.Fatalf("the sample has no digest: %+v, %v", want.Summary, err)
	}
	tab := open(t, chrome)
	do(t, tab, chromedp.Navigate(at+"digest"))
	do(t, tab, chromedp.WaitVisible(`form[action="/digest"]`))
	for name, value := range map[string]string{"province": q.Province, "from": q.From.String(), "to": q.To.String()} {
		do(t, tab, chromedp.SetValue(fmt.Sprintf(`form[action="/digest"] input[name=%q]`, name), value))
	}
	do(t, tab, chromedp.Click(`form[action="/digest"] button`))
	do(t, tab, chromedp.WaitVisible(".entry"))
	headlines := ask(t, tab, chromedp.Evaluate[[]string](`Array.from(document.querySelectorAll(".entry h3 a")).map(e => e.textContent)`))
	for i, e := range want.Entries() {
		if i >= len(headlines) || headlines[i] != e.Headline {
			t.Fatalf("story %d on the page: %q, want %q", i+1, headlines, e.Headline)
		}
	}
	if n := ask(t, tab, chromedp.Evaluate[int](`document.querySelectorAll("a.file").length`)); n != len(digest.Formats()) {
		t.Errorf("%d files, want %d", n, len(digest.Formats()))
	}
	// A browser reads with its own policies what a file is meant to be: no error in its console is good, a table is better.
	if n := ask(t, tab, chromedp.Evaluate[int](`document.querySelectorAll(".front table tbody tr").length`)); n != len(want.Summary.Sides) {
		t.Errorf("%d rows of outlets, want %d", n, len(want.Summary.Sides))
	}
	if *picture != "" {
		shoot(t, tab, at+"digest?province=L%C3%A2m+%C4%90%E1%BB%93ng&from=2024-01-01&to=2024-06-30", strings.TrimSuffix(*picture, ".png")+"-digest.png")
		shoot(t, tab, at+"digest", strings.TrimSuffix(*picture, ".png")+"-digest-empty.png")
	}
	do(t, tab, chromedp.Navigate(at+"digest?province=L%C3%A2m+%C4%90%E1%BB%93ng&from=2019-01-01&to=2019-01-02"))
	do(t, tab, chromedp.WaitVisible(".none"))
	do(t, tab, chromedp.Click(".chips a:last-child"))
	do(t, tab, chromedp.WaitVisible(".entry"))
}
