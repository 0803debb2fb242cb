package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"diembao/coverage"
)

func (a *app) sourcesVerb() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "sources",
		Short: "check or list the sources, and what failed",
		Long:  "Sources checks sources.yaml, lists the sources with their health, or what of them failed.",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	check := &cobra.Command{
		Use:     "check [FILE]",
		Short:   "say what is wrong in a sources file, with the line",
		Long:    "Check reads a sources file as a crawl would and says what is wrong in it, with file and line.",
		Example: "  diembao sources check my-sources.yaml",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			set := a.set
			if len(args) == 1 {
				set.Sources = args[0]
			}
			sources, err := set.loadSources()
			if err != nil {
				return err
			}
			return a.print(map[string]int{"sources": len(sources)}, func(w io.Writer) {
				fmt.Fprintf(w, "%s: %d sources, no errors\n", first(set.Sources, "sources.yaml (built in)"), len(sources))
			})
		},
	}
	list := &cobra.Command{
		Use:     "list",
		Short:   "the sources and their health",
		Long:    "List prints every source with how many articles the archive has of it and how its last fetch went.",
		Example: "  diembao sources list --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.with(cmd.Context(), false, "sources list", func(r *rooms) error {
				outlets, err := r.Outlets(cmd.Context())
				if err != nil {
					return err
				}
				return a.print(outlets, func(w io.Writer) { sayOutlets(w, outlets) })
			})
		},
	}
	cmd.AddCommand(check, list, a.failedVerb())
	return cmd
}

func sayOutlets(w io.Writer, outlets []coverage.Outlet) {
	for _, o := range outlets {
		fmt.Fprintf(w, "%-24s %-8s %6d articles, newest %s, waiting %d, failed %d  %s %s\n", o.Source.ID, o.State, o.Articles,
			clock(o.Newest, false), o.Waiting, o.Failed, o.Source.Name, o.LastError)
	}
}
