package main

import (
	"bytes"
	"context"
	"flag"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"diembao/crawler"
	"diembao/internal/lab"
	"diembao/news"
	"diembao/web"
)

var picture = flag.String("picture", "", "write a picture of the search page to this file")

// browser finds a Chromium; the test is skipped where there is none.
func browser(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("no Chromium is installed")
	return ""
}

// page starts the sample sites, crawls them, serves the page and returns its address and the house.
func page(t *testing.T) (string, *house) {
	t.Helper()
	sites, err := lab.Start(lab.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { sites.Close() })
	sources, err := crawler.LoadSources(bytes.NewReader(sites.SourcesYAML()), "sample sources")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	log := slog.New(slog.DiscardHandler)
	h, err := openHouse(ctx, settings{Data: filepath.Join(t.TempDir(), "data"), sample: true}, sources, true, "test", log)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.Run(ctx, web.Job{Verb: "crawl"}, nil); err != nil {
		t.Fatal(err)
	}
	address, ended := make(chan string, 1), make(chan error, 1)
	go func() { ended <- h.serve(ctx, "127.0.0.1:0", func(at string) { address <- at }) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if err := h.close(); err != nil {
			t.Error(err)
		}
	})
	select {
	case at := <-address:
		return at, h
	case err := <-ended:
		ended <- nil
		t.Fatal(err)
		return "", nil
	}
}

// TestPageInABrowser opens the search page in a real browser: what it shows is what the terminal shows, and the
// article and the page as served open from it.
func TestPageInABrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("crawls the sample sites and starts a browser")
	}
	chrome := browser(t)
	at, h := page(t)
	want, err := h.desk.Search(context.Background(), news.Query{Text: "tinh uy"})
	if err != nil {
		t.Fatal(err)
	}
	if want.Total == 0 {
		t.Fatal("the sample sites have no article with tinh uy")
	}
	tab := open(t, chrome)
	do(t, tab, chromedp.Navigate(at+"?q=tinh+uy"))
	total := ask(t, tab, chromedp.Text(".total"))
	if !strings.Contains(strings.ReplaceAll(total, ".", ""), strconv.Itoa(want.Total)) {
		t.Errorf("the page says %q, the terminal %d", total, want.Total)
	}
	titles := ask(t, tab, chromedp.Evaluate[[]string](`Array.from(document.querySelectorAll(".hit h2")).map(e => e.innerText)`))
	for i, hit := range want.Hits {
		if i >= len(titles) || strings.TrimSpace(titles[i]) != hit.Title {
			t.Errorf("hit %d on the page: %q, want %q", i, titles, hit.Title)
			break
		}
	}
	if *picture != "" {
		for name, address := range map[string]string{"": "?q=tinh+uy+chuyen+doi+so", "-article": "a/" + strconv.FormatUint(uint64(want.Hits[0].ID), 10), "-sources": "sources", "-stories": "stories", "-topics": "topics"} {
			shoot(t, tab, at+address, strings.TrimSuffix(*picture, ".png")+name+".png")
		}
		do(t, tab, chromedp.Navigate(at+"?q=tinh+uy"))
	}
	do(t, tab, chromedp.Click(".hit h2 a"))
	do(t, tab, chromedp.WaitVisible(".reading h1"))
	heading := ask(t, tab, chromedp.Text(".reading h1"))
	if strings.TrimSpace(heading) != want.Hits[0].Title {
		t.Errorf("article page: heading %q, want %q", heading, want.Hits[0].Title)
	}
	if sandbox := ask(t, tab, chromedp.AttributeValue("iframe", "sandbox")); sandbox.Value != "" {
		t.Errorf("the frame's sandbox is %q, want the strictest", sandbox.Value)
	}
}

// TestStoriesInABrowser counts by story with the control of the page and follows a hit to the articles it stands for.
func TestStoriesInABrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("crawls the sample sites and starts a browser")
	}
	chrome := browser(t)
	at, h := page(t)
	want, err := h.desk.Search(context.Background(), news.Query{Text: "tinh uy", Count: news.CountStories})
	if err != nil || want.Total >= want.Articles {
		t.Fatalf("%d stories of %d articles (%v), want fewer stories", want.Total, want.Articles, err)
	}
	tab := open(t, chrome)
	do(t, tab, chromedp.Navigate(at+"?q=tinh+uy"))
	do(t, tab, chromedp.SetValue(`select[name="count"]`, "stories"))
	do(t, tab, chromedp.Click(`form.ask button`))
	do(t, tab, chromedp.WaitVisible(".others"))
	total := strings.ReplaceAll(ask(t, tab, chromedp.Text(".total")), ".", "")
	if !strings.Contains(total, strconv.Itoa(want.Total)+" sự kiện ("+strconv.Itoa(want.Articles)+" bài)") {
		t.Errorf("the page says %q, the terminal %d stories of %d articles", total, want.Total, want.Articles)
	}
	if *picture != "" {
		for name, address := range map[string]string{"-bystory": "?q=tinh+uy&count=stories", "-topics-bystory": "topics?count=stories"} {
			shoot(t, tab, at+address, strings.TrimSuffix(*picture, ".png")+name+".png")
		}
		do(t, tab, chromedp.Navigate(at+"?q=tinh+uy&count=stories"))
	}
	others := ask(t, tab, chromedp.Text(".others a"))
	do(t, tab, chromedp.Click(".others a"))
	do(t, tab, chromedp.WaitVisible(".members li"))
	members := ask(t, tab, chromedp.Evaluate[int](`document.querySelectorAll(".members li").length`))
	if n := strings.Fields(others); len(n) < 2 || members < 2 || strconv.Itoa(members-1) < n[1] {
		t.Errorf("%q leads to %d articles", others, members)
	}
}

// open starts the browser with nothing of its own to fetch.
func open(t *testing.T, chrome string) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chrome), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(t.TempDir()), chromedp.WindowSize(1280, 1000), chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true))
	alloc, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	tab, cancel := chromedp.NewContext(alloc)
	t.Cleanup(cancel)
	return tab
}

// ask does one thing in the tab.
func ask[T any](t *testing.T, tab context.Context, action chromedp.Action[T]) T {
	t.Helper()
	got, err := chromedp.Run(tab, action)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func do(t *testing.T, tab context.Context, action chromedp.Action[chromedp.Void]) {
	t.Helper()
	ask(t, tab, action)
}

func shoot(t *testing.T, tab context.Context, address, file string) {
	t.Helper()
	do(t, tab, chromedp.Navigate(address))
	if err := os.WriteFile(file, ask(t, tab, chromedp.CaptureScreenshot()), 0o644); err != nil {
		t.Fatal(err)
	}
}
