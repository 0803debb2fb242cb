package main

import (
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"diembao/news"
	"diembao/web"
)

func (a *app) correctionsVerb() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "corrections",
		Short: "what editors corrected: list, export, import, revoke",
		Long: `Corrections are an editor's word against what the rules read (diembao correct, diembao officials merge and split).
They are only ever added; one that was wrong is revoked. Exported as JSON lines they can be imported into
another archive, where articles are found by their addresses.`,
		Example: `  diembao corrections list --article 42
  diembao corrections export > corrections.jsonl
  diembao corrections import corrections.jsonl
  diembao corrections revoke 3 --who "Ban biên tập"`,
	}
	for _, v := range []*cobra.Command{a.listCorrections(), a.exportCorrections(), a.importCorrections(), a.revokeCorrection()} {
		v.Long += "\n" + exitHelp
		cmd.AddCommand(v)
	}
	return cmd
}

func (a *app) listCorrections() *cobra.Command {
	var article uint64
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "print the corrections with their numbers",
		Long:    "List prints every correction: its number, when, by whom, what; those that no longer hold are marked.",
		Example: "  diembao corrections list\n  diembao corrections list --article 42 --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.with(cmd.Context(), false, "corrections", func(r *rooms) error {
				all, err := r.Corrections(cmd.Context())
				if err != nil {
					return err
				}
				holds := map[string]bool{}
				for _, c := range news.InForce(all) {
					holds[c.Key] = true
				}
				shown := []news.Correction{}
				for _, c := range all {
					if article == 0 || c.Article == news.ID(article) {
						shown = append(shown, c)
					}
				}
				if err := a.print(shown, func(w io.Writer) { sayCorrections(w, shown, holds) }); err != nil {
					return err
				}
				if len(shown) == 0 {
					return errNothing
				}
				return nil
			})
		},
	}
	cmd.Flags().Uint64Var(&article, "article", 0, "only those of this article")
	return cmd
}

func sayCorrections(w io.Writer, all []news.Correction, holds map[string]bool) {
	for _, c := range all {
		about, state := "", ""
		if c.Article != 0 {
			about = fmt.Sprintf(" article %d", c.Article)
		}
		text := web.CorrectionText(c)
		if c.Kind == news.Revoke {
			text = "revokes " + c.Other
		} else if !holds[c.Key] {
			state = " [revoked]"
		}
		fmt.Fprintf(w, "%4d  %s  %s%s%s\n      %s · %s\n", c.Num, clock(news.Instant{Time: c.Time}, false), text, about, state, c.Key, c.Who)
		if c.Note != "" {
			fmt.Fprintf(w, "      %s\n", c.Note)
		}
	}
	fmt.Fprintf(w, "%d corrections\n", len(all))
}

// correctedBy is a correction with who made it and why.
func correctedBy(c news.Correction) string {
	text := web.CorrectionText(c) + " (by " + c.Who
	if c.Note != "" {
		text += ": " + c.Note
	}
	return text + ")"
}

func (a *app) exportCorrections() *cobra.Command {
	return &cobra.Command{
		Use:     "export",
		Short:   "write all corrections as JSON lines",
		Long:    "Export writes all corrections to standard output, one JSON object a line, revocations among them.",
		Example: "  diembao corrections export > corrections.jsonl",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.with(cmd.Context(), false, "corrections", func(r *rooms) error {
				all, err := r.Corrections(cmd.Context())
				if err != nil {
					return err
				}
				enc := json.NewEncoder(a.stdout)
				enc.SetEscapeHTML(false)
				for _, c := range all {
					if err := enc.Encode(c); err != nil {
						return fmt.Errorf("write corrections: %w", err)
					}
				}
				return nil
			})
		},
	}
}

func (a *app) importCorrections() *cobra.Command {
	return &cobra.Command{
		Use:   "import FILE",
		Short: "add the corrections that export wrote",
		Long: `Import adds the corrections of FILE that are not there yet, all of them or, when a line is wrong, none. Those of
articles that come later are applied when they come.`,
		Example: "  diembao corrections import corrections.jsonl",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			file, err := filepath.Abs(args[0])
			if err != nil {
				return err
			}
			result, err := runJob[importedCorrections](cmd.Context(), a, web.Job{Verb: "import-corrections", Paths: []string{file}})
			if err != nil {
				return err
			}
			return a.print(result, func(w io.Writer) { fmt.Fprintf(w, "%d new corrections\n", result.Added) })
		},
	}
}

func (a *app) revokeCorrection() *cobra.Command {
	c := news.Correction{Kind: news.Revoke}
	cmd := &cobra.Command{
		Use:   "revoke NUMBER",
		Short: "end a correction",
		Long: `Revoke ends a correction, named by its number or its key: the fact is again what the rules read. A revocation
can be revoked too.`,
		Example: `  diembao corrections revoke 3 --who "Ban biên tập" --note "nhầm bài"`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			c.Other = args[0]
			stored, err := runJob[news.Correction](cmd.Context(), a, web.Job{Verb: "correct", Correction: &c})
			if err != nil {
				return err
			}
			return a.print(stored, func(w io.Writer) { fmt.Fprintf(w, "%d  revokes %s\n", stored.Num, stored.Other) })
		},
	}
	signed(cmd, &c)
	return cmd
}
