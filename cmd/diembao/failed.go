package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"diembao/news"
	"diembao/web"
)

// failures are the URLs that failed too often, or that robots.txt or the source's own bounds forbid.
type failures struct {
	Total int          `json:"total"`
	Freed int          `json:"freed,omitempty"` // to be asked for again
	URLs  []news.Visit `json:"urls"`            // the first of them, by address
}

// failed lists them, of some sources or all, and with Force frees them.
func (h *house) failed(ctx context.Context, job web.Job) (out failures, err error) {
	out.URLs = []news.Visit{}
	var all []string
	for v, err := range h.archive.Visits(ctx, "") {
		if err != nil {
			return out, err
		}
		if v.State != news.Quarantined && v.State != news.Refused || len(job.Sources) > 0 && !slices.Contains(job.Sources, v.Source) {
			continue
		}
		all = append(all, v.URL)
		if len(out.URLs) < job.Limit {
			out.URLs = append(out.URLs, v)
		}
	}
	out.Total = len(all)
	if job.Force {
		out.Freed, err = h.archive.Free(ctx, all, time.Now())
	}
	return out, err
}

func (a *app) failedVerb() *cobra.Command {
	job := web.Job{Verb: "failed"}
	cmd := &cobra.Command{
		Use:   "failed [SOURCE...]",
		Short: "the addresses that failed too often or may not be asked for, and why",
		Long: `Failed lists the addresses that were given up after ten failures in a row, and those that robots.txt or the source's
own bounds forbid (they are tried again by themselves), with the reason. With --retry the next crawl asks for all of them again.`,
		Example: `  diembao sources failed
  diembao sources failed baolamdong --retry`,
		RunE: func(cmd *cobra.Command, args []string) error {
			job.Sources = args
			result, err := runJob[failures](cmd.Context(), a, job)
			if err != nil {
				return err
			}
			return a.print(result, func(w io.Writer) { sayFailures(w, result) })
		},
	}
	cmd.Flags().BoolVar(&job.Force, "retry", false, "ask for them again in the next crawl")
	cmd.Flags().IntVarP(&job.Limit, "size", "n", 100, "addresses to print")
	return cmd
}

func sayFailures(w io.Writer, f failures) {
	for _, v := range f.URLs {
		again := ""
		if v.State == news.Refused {
			again = ", again at " + clock(news.Instant{Time: v.Next}, false)
		}
		fmt.Fprintf(w, "%-24s %-11s %s\n    %s (%d failures, found on %s%s)\n", v.Source, v.State, v.URL, first(v.Error, "no reason kept"), v.Tries, first(v.Via, "-"), again)
	}
	fmt.Fprintf(w, "%d addresses", f.Total)
	if f.Freed > 0 {
		fmt.Fprintf(w, ", %d of them asked for again in the next crawl", f.Freed)
	}
	fmt.Fprintln(w)
}
