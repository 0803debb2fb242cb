package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"diembao/news"
	"diembao/web"
)

func (a *app) crawlVerb() *cobra.Command {
	var since string
	var job web.Job
	cmd := &cobra.Command{
		Use:   "crawl [SOURCE...]",
		Short: "fetch what is new from the sources, once",
		Long: `Crawl takes one round over the sources: what is due is fetched politely, stored, read into
articles and indexed. Without SOURCE ids it takes all sources that are not switched off.`,
		Example: `  diembao crawl
  diembao crawl baolamdong baodaklak --since 2026-11-01
  diembao crawl --sources my-sources.yaml --limit 20`,
		RunE: func(cmd *cobra.Command, args []string) error {
			var err error
			if job.Since, err = news.ParseDay(since); err != nil {
				return usage("--since: %v", err)
			}
			job.Verb, job.Sources = "crawl", args
			return a.with(cmd.Context(), true, "crawl", func(r *rooms) error {
				progress, end := watch(a.stderr, "crawl")
				raw, err := r.Run(cmd.Context(), job, progress)
				end()
				if err != nil {
					return err
				}
				var result crawled
				if err := json.Unmarshal(raw, &result); err != nil {
					return err
				}
				return a.print(result, func(w io.Writer) { sayCrawled(w, result) })
			})
		},
	}
	cmd.Flags().StringVar(&since, "since", "", "leave out what was published before this day (YYYY-MM-DD)")
	cmd.Flags().IntVar(&job.Limit, "limit", 0, "articles a source at most (0: all that are due)")
	cmd.Flags().BoolVar(&job.Force, "force", false, "ask for the start pages even if they are not due")
	return cmd
}

func sayCrawled(w io.Writer, c crawled) {
	t := c.Total()
	for _, s := range c.Sources {
		if s.Fetched+s.Failed+s.Refused+len(s.Skipped) == 0 {
			continue
		}
		fmt.Fprintf(w, "%-24s %5d fetched %5d new %5d unchanged %4d failed %4d refused%s\n", s.Source, s.Fetched, s.Stored, s.Unchanged, s.Failed, s.Refused, reasons(s.Skipped))
	}
	fmt.Fprintf(w, "%d pages fetched, %d new, %d withdrawn, %d failed, %d refused in %s; %d articles in the archive\n",
		t.Fetched, t.Stored, t.Gone, t.Failed, t.Refused, c.Took.Round(time.Millisecond), c.Articles)
}

// reasons lists why URLs were left, in order.
func reasons(skipped map[string]int) string {
	var out []string
	for why, n := range skipped {
		out = append(out, fmt.Sprintf("%d %s", n, why))
	}
	slices.Sort(out)
	if len(out) == 0 {
		return ""
	}
	return "; left: " + strings.Join(out, ", ")
}
