package main

import (
	"context"
	"errors"
	"fmt"
	"html"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"diembao/archive"
	"diembao/coverage"
	"diembao/crawler"
	"diembao/extract"
	"diembao/index"
	"diembao/news"
	"diembao/pipeline"
)

const hosts = 8

// A site serves articles as pages of about 56 KB on loopback, from this process: its work is part of every figure.
type site struct {
	home  string
	pages map[string][]byte
	list  []byte
	feed  []byte
	srv   *http.Server
}

// furniture is what stands around an article: menus, scripts, styles, links to others.
func furniture() (head, foot string) {
	var b strings.Builder
	for i := range 260 {
		fmt.Fprintf(&b, "<li class=\"menu-item menu-item-%d\"><a href=\"/muc-%d/\" title=\"Chuyên mục %d\">Chuyên mục số %d</a></li>\n", i, i, i, i)
	}
	var s strings.Builder
	for i := range 330 {
		fmt.Fprintf(&s, ".c%d{margin:%dpx;padding:0 %dpx;color:#%06x}\n", i, i%9, i%7, i*977)
	}
	return "<style>\n" + s.String() + "</style></head><body><ul>" + b.String() + "</ul>", "<ul>" + b.String()[:b.Len()/3] + "</ul></body></html>"
}

func startSites(pages int) ([]*site, error) {
	p := newPress(3)
	head, foot := furniture()
	var sites []*site
	for h := range hosts {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		s := &site{home: "http://" + l.Addr().String(), pages: make(map[string][]byte)}
		var list, feed strings.Builder
		feed.WriteString(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Báo mẫu</title>`)
		for i := range pages / hosts {
			d := p.article(i+1, pages/hosts)
			path := fmt.Sprintf("/bai-viet-%d-%d.html", h, 100000+i)
			s.pages[path] = []byte(page(&d, s.home+path, head, foot))
			fmt.Fprintf(&list, "<a href=\"%s\">%s</a>\n", path, html.EscapeString(d.Title))
			fmt.Fprintf(&feed, "<item><title>%s</title><link>%s%s</link></item>", html.EscapeString(d.Title), s.home, path)
		}
		feed.WriteString("</channel></rss>")
		s.list, s.feed = []byte("<html><head><title>Báo mẫu</title></head><body>"+list.String()+"</body></html>"), []byte(feed.String())
		s.srv = &http.Server{Handler: s, ReadHeaderTimeout: 5 * time.Second}
		go s.srv.Serve(l) //nolint:errcheck // ends with Close
		sites = append(sites, s)
	}
	return sites, nil
}

func page(d *doc, url, head, foot string) string {
	var b strings.Builder
	when := d.Day.Time().Add(9 * time.Hour).Format(time.RFC3339)
	fmt.Fprintf(&b, "<!DOCTYPE html><html lang=\"vi\"><head><meta charset=\"utf-8\"><title>%s - Báo mẫu</title>", html.EscapeString(d.Title))
	fmt.Fprintf(&b, "<link rel=\"canonical\" href=\"%s\"><meta property=\"article:published_time\" content=\"%s\">", url, when)
	b.WriteString(head)
	fmt.Fprintf(&b, "<div class=\"article\"><h1 class=\"title\">%s</h1><p class=\"sapo\">%s</p><div class=\"content\">", html.EscapeString(d.Title), html.EscapeString(d.Lead))
	for _, o := range d.Facts.Officials {
		fmt.Fprintf(&b, "<p>Ngày %d/%d, %s %s chủ trì hội nghị tại huyện Đơn Dương, tỉnh Lâm Đồng.</p>", d.Day.Day, d.Day.Month, o.Posts[0].Title, o.Name)
	}
	for para := range strings.SplitSeq(d.Body, "\n") {
		fmt.Fprintf(&b, "<p>%s</p>\n", html.EscapeString(para))
	}
	b.WriteString("</div></div>")
	b.WriteString(foot)
	return b.String()
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, kind := s.pages[r.URL.Path], "text/html; charset=utf-8"
	switch r.URL.Path {
	case "/":
		body = s.list
	case "/rss":
		body, kind = s.feed, "application/rss+xml"
	}
	if body == nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", kind)
	_, _ = w.Write(body) // a client that went away is its own business
}

// fetch takes pages from fetch to found: by diembao, and by a naive use of the same libraries.
func (o *options) fetch() error {
	sites, err := startSites(o.pages)
	if err != nil {
		return err
	}
	defer func() {
		for _, s := range sites {
			_ = s.srv.Close()
		}
	}()
	size, n := 0, 0
	for _, s := range sites {
		for _, p := range s.pages {
			size, n = size+len(p), n+1
		}
	}
	fmt.Printf("\n%d pages of %.1f KB on %d hosts, server in the same process, %s\n\n", n, float64(size)/float64(n)/1e3, hosts, time.Now().UTC().Format("2006-01-02 15:04 UTC"))
	for range o.rounds {
		rate, found, err := o.whole(sites, n)
		if err != nil {
			return err
		}
		fmt.Printf("diembao: %.0f pages/s (%d found, facts and stories included, durable)\n", rate, found)
		if o.engines == "diembao" {
			continue
		}
		if rate, err = naivePipeline(filepath.Join(o.work, "naive"), sites, 300); err != nil {
			return err
		}
		fmt.Printf("naive use of the same libraries: %.0f pages/s (300 pages)\n", rate)
	}
	return nil
}

// whole is a crawl as the program does it: the pipeline follows while the crawler fetches, and catches up at the end.
func (o *options) whole(sites []*site, pages int) (rate float64, found int, err error) {
	dir := filepath.Join(o.work, "whole")
	if err := os.RemoveAll(dir); err != nil {
		return 0, 0, err
	}
	ctx := context.Background()
	log := slog.New(slog.DiscardHandler)
	a, err := archive.Create(dir, archive.Options{Log: log})
	if err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	x, err := index.Open(filepath.Join(dir, "index"), index.Options{ArchiveUUID: a.UUID(), Epoch: a.Epoch(), Log: log})
	if err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, x.Close()) }()
	byID := make(map[string]news.Source)
	var sources []news.Source
	for i, s := range sites {
		src := news.Source{ID: fmt.Sprint("bao-", i), Name: fmt.Sprint("Báo ", i), Kind: news.Newspaper, Province: "Lâm Đồng", Home: s.home + "/",
			Feeds: []string{s.home + "/rss"}, Article: `\.html$`, Delay: 1, Budget: 1 << 30, AllowPrivate: true}
		sources, byID[src.ID] = append(sources, src), src
	}
	desk := &coverage.Desk{Archive: a, Index: x, Sources: sources, Now: time.Now, Log: log}
	p := &pipeline.Pipeline{Archive: a, Extractor: extract.New(extract.Options{}), Index: x, Placer: desk, Version: extract.Version, Sources: byID, Log: log}
	desk.Lag = p.Lag
	c, err := crawler.New(crawler.Options{Frontier: a, Log: log})
	if err != nil {
		return 0, 0, err
	}
	defer c.Close()
	start, busy := time.Now(), processor()
	following, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- p.Follow(following) }()
	report, err := c.Round(ctx, sources, crawler.RoundOptions{})
	fetched := time.Since(start)
	if err == nil {
		_, _, err = p.CatchUp(ctx) // takes its turn: what is being read is not begun again
	}
	stop()
	<-ended
	if err != nil {
		return 0, 0, err
	}
	took := time.Since(start)
	each := (processor() - busy) / time.Duration(pages)
	fmt.Fprintf(os.Stderr, "fetched in %.1f s, found in %.1f s, %.2f ms of one core a page, the server's part included\n",
		fetched.Seconds(), took.Seconds(), each.Seconds()*1e3)
	if t := report.Total(); t.Stored < pages {
		return 0, 0, fmt.Errorf("bench: %d of %d pages stored: %+v", t.Stored, pages, t)
	}
	found, err = x.DocCount()
	return float64(pages) / took.Seconds(), found, err
}

// processor is the time this process has had of all cores. Unlike the clock's it hardly grows when others work beside it.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
