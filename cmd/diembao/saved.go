package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"diembao/coverage"
	"diembao/news"
	"diembao/web"
)

func (a *app) savedVerb() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "saved",
		Short: "searches kept under a name; they are topics of their own",
		Long: `Saved keeps searches under names. diembao topics counts them beside the key phrases, with their share and bursts;
diembao search --saved NAME runs one.`,
		Example: "  diembao saved add \"lũ quét\" '\"lũ quét\" HOẶC \"sạt lở\"' --province \"Hà Giang\"\n  diembao saved list\n  diembao search --saved \"lũ quét\" --from 2026-07-01",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.savedAdd(), a.savedRemove(), a.savedList())
	return cmd
}

func (a *app) savedAdd() *cobra.Command {
	var q news.Query
	var from, to string
	cmd := &cobra.Command{
		Use:     "add NAME QUERY...",
		Short:   "keep a search, in place of the one of that name",
		Long:    "Add keeps a search under a name. The query is tried first: one that cannot be read is not kept.",
		Example: "  diembao saved add ocop '\"sản phẩm ocop\"'",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := setScope(&q, args[1:], from, to); err != nil {
				return err
			}
			return a.with(cmd.Context(), false, "saved", func(r *rooms) error {
				res, err := r.Search(cmd.Context(), q)
				if err != nil {
					a.pointAt(q.Text, err)
					return err
				}
				if _, err := r.Run(cmd.Context(), web.Job{Verb: "save", Saved: &news.SavedSearch{Name: args[0], Query: q}}, nil); err != nil {
					return err
				}
				return a.print(q, func(w io.Writer) { fmt.Fprintf(w, "%s: %d articles today\n", args[0], res.Total) })
			})
		},
	}
	scope(cmd, &q, &from, &to)
	return cmd
}

func (a *app) savedRemove() *cobra.Command {
	return &cobra.Command{
		Use:     "remove NAME",
		Short:   "forget a saved search",
		Long:    "Remove forgets a saved search.",
		Example: "  diembao saved remove ocop",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.with(cmd.Context(), false, "saved", func(r *rooms) error {
				_, err := r.Run(cmd.Context(), web.Job{Verb: "unsave", Saved: &news.SavedSearch{Name: args[0]}}, nil)
				return err
			})
		},
	}
}

func (a *app) savedList() *cobra.Command {
	return &cobra.Command{
		Use:     "list",
		Short:   "the saved searches",
		Long:    "List prints the saved searches by name.",
		Example: "  diembao saved list --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.with(cmd.Context(), false, "saved", func(r *rooms) error {
				saved, err := r.Saved(cmd.Context())
				if err != nil {
					return err
				}
				return a.print(saved, func(w io.Writer) {
					for _, s := range saved {
						fmt.Fprintf(w, "%-24s %s\n", s.Name, strings.ReplaceAll(web.Values(s.Query).Encode(), "&", " "))
					}
				})
			})
		},
	}
}

// savedQuery is a saved search, narrowed by what was asked beside it.
func savedQuery(ctx context.Context, r *rooms, name string, ask news.Query) (news.Query, error) {
	saved, err := r.Saved(ctx)
	if err != nil {
		return ask, err
	}
	return coverage.Meant(saved, name, ask)
}

// keepSearch stores or forgets a saved search.
func (h *house) keepSearch(ctx context.Context, job web.Job) error {
	switch {
	case job.Saved == nil:
		return fmt.Errorf("%s: no search: %w", job.Verb, news.ErrInvalid)
	case job.Verb == "unsave":
		return h.archive.DeleteSaved(ctx, job.Saved.Name)
	}
	return h.archive.PutSaved(ctx, *job.Saved)
}
