package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"time"

	"bytes"

	"github.com/spf13/cobra"

	"diembao/crawler"
	"diembao/internal/lab"
	"diembao/news"
	"diembao/web"
)

func (a *app) demoVerb() *cobra.Command {
	var once bool
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "the whole job on sample sites: crawl, extract, index, search",
		Long: `Demo starts sample news sites on this machine, crawls them politely but fast, extracts, archives and
indexes their articles, and serves the search page. People, outlets and events are fictional. Without --data it
works in a temporary directory that is removed at the end. --once stops after the crawl and prints a summary.`,
		Example: "  diembao demo\n  diembao demo --once",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.demo(cmd.Context(), once, cmd.Flags().Changed("data"))
		},
	}
	cmd.Flags().BoolVar(&once, "once", false, "stop after the crawl and print a summary")
	cmd.Flags().String("listen", "", "address of the web page (default 127.0.0.1:8080, or a free port)")
	return cmd
}

// demoed is what demo --once prints.
type demoed struct {
	Sites    int           `json:"sites"`
	Report   crawled       `json:"crawl"`
	Stats    web.Stats     `json:"stats"`
	Took     time.Duration `json:"took"`
	Searches []tried       `json:"searches"`
}

// tried is a search the demo makes to show that the same articles are found however the words are typed.
type tried struct {
	Query string `json:"query"`
	Total int    `json:"total"`
	First string `json:"first"`
}

func (a *app) demo(ctx context.Context, once, keep bool) (err error) {
	start := time.Now()
	if !keep {
		if a.set.Data, err = os.MkdirTemp("", "diembao-demo-"); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(a.set.Data)) }()
	}
	sites, err := lab.Start(lab.Options{})
	if err != nil {
		return err
	}
	defer sites.Close()
	sources, err := crawler.LoadSources(bytes.NewReader(sites.SourcesYAML()), "sample sources")
	if err != nil {
		return err
	}
	a.set.sample = true
	h, err := openHouse(ctx, a.set, sources, true, "demo", a.log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close()) }()
	fmt.Fprintf(a.stderr, "%d sample sites are up; crawling them (sample data: all people and events are fictional)\n", len(sources))
	result, err := a.demoCrawl(ctx, h)
	if err != nil {
		return err
	}
	result.Sites, result.Took = len(sources), time.Since(start)
	if err := a.print(result, func(w io.Writer) { sayDemo(w, result) }); err != nil || once {
		return err
	}
	h.startFollowing(false)
	return h.serve(ctx, a.freeAddress(), func(address string) {
		fmt.Fprintf(a.stderr, "\nopen %s in a browser; Ctrl-C ends the demo\n", address)
	})
}

func (a *app) demoCrawl(ctx context.Context, h *house) (demoed, error) {
	var result demoed
	progress, end := watch(a.stderr, "crawl")
	raw, err := h.Run(ctx, web.Job{Verb: "crawl"}, progress)
	end()
	if err != nil {
		return result, err
	}
	if err := json.Unmarshal(raw, &result.Report); err != nil {
		return result, err
	}
	for _, q := range []string{"Tỉnh uỷ", "tỉnh ủy", "tinh uy", `"chuyển đổi số"`, "UBND tỉnh", "Dak Lak"} {
		res, err := h.desk.Search(ctx, news.Query{Text: q, Size: 1})
		if err != nil {
			return result, err
		}
		t := tried{Query: q, Total: res.Total}
		if len(res.Hits) > 0 {
			t.First = res.Hits[0].Title
		}
		result.Searches = append(result.Searches, t)
	}
	result.Stats, err = h.Stats(ctx)
	return result, err
}

func sayDemo(w io.Writer, d demoed) {
	sayCrawled(w, d.Report)
	fmt.Fprintf(w, "\nextracted and indexed %d articles from %d sites in %s; %.1f MB on disk\n\n", d.Stats.Indexed, d.Sites,
		d.Took.Round(10*time.Millisecond), float64(d.Stats.Bytes)/1e6)
	for _, s := range d.Searches {
		fmt.Fprintf(w, "  search %-20s %4d articles, first: %s\n", s.Query, s.Total, s.First)
	}
}

// freeAddress is the address asked for, or a free port when the default one is taken.
func (a *app) freeAddress() string {
	if l, err := net.Listen("tcp", a.set.Listen); err == nil {
		_ = l.Close() // only to see whether it is free
		return a.set.Listen
	}
	return "127.0.0.1:0"
}
