package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"diembao/coverage"
	"diembao/news"
	"diembao/web"
)

func (a *app) showVerb() *cobra.Command {
	var html bool
	var revision int
	cmd := &cobra.Command{
		Use:   "show ID",
		Short: "print an article, or the page it was read from",
		Long: `Show prints an article with what was found in it. ID is the number that search prints.
With --html it prints the bytes of the page as served, which are kept as evidence.`,
		Example: "  diembao show 42\n  diembao show --html 42 > page.html",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := web.ParseID(args[0])
			if err != nil {
				return err
			}
			return a.with(cmd.Context(), false, "show", func(r *rooms) error {
				if html {
					page, err := r.Page(cmd.Context(), id, revision)
					if err != nil {
						return err
					}
					_, err = a.stdout.Write(page.Body)
					return err
				}
				reading, err := r.Read(cmd.Context(), id)
				if err != nil {
					return err
				}
				return a.print(reading, func(w io.Writer) { sayReading(w, reading) })
			})
		},
	}
	cmd.Flags().BoolVar(&html, "html", false, "print the page as served")
	cmd.Flags().IntVar(&revision, "revision", 0, "with --html: of this revision (0: the newest)")
	return cmd
}

func sayReading(w io.Writer, r coverage.Reading) {
	a := r.Article
	fmt.Fprintf(w, "%s\n\n", a.Title)
	published := "no publication date on the page"
	if !a.Published.IsZero() {
		published = fmt.Sprintf("published %s (from %s)", clock(a.Published, a.DayOnly), a.Origin)
	}
	fmt.Fprintf(w, "%s · %s\n%s\n", first(r.Outlet.Name, a.Source), published, a.URL)
	if !a.Gone.IsZero() {
		fmt.Fprintf(w, "withdrawn by the outlet; seen gone %s\n", clock(a.Gone, false))
	}
	if a.Lead != "" {
		fmt.Fprintf(w, "\n%s\n", a.Lead)
	}
	fmt.Fprintf(w, "\n%s\n", strings.ReplaceAll(a.Body, "\n", "\n\n"))
	if a.Byline != "" {
		fmt.Fprintf(w, "\n%s\n", a.Byline)
	}
	fmt.Fprintln(w)
	if a.Province.Name != "" {
		fmt.Fprintf(w, "about:     %s (%s)\n", a.Province.Name, a.Province.Reason)
	}
	for _, o := range a.Officials {
		fmt.Fprintf(w, "official:  %s – %s\n", o.Name, strings.Join(o.Positions, "; "))
	}
	for _, p := range a.Places {
		now := ""
		if p.Current.Name != "" && p.Current.Name != p.Name {
			now = ", now " + p.Current.Name
		}
		fmt.Fprintf(w, "place:     %s (%s%s)\n", p.Name, p.Kind, now)
	}
	for _, d := range a.Dates {
		fmt.Fprintf(w, "day:       %s (%s)\n", d.Text, days(d))
	}
	for _, p := range a.Problems {
		fmt.Fprintf(w, "problem:   %s %s\n", p.Code, p.Detail)
	}
	for _, c := range r.Corrections {
		fmt.Fprintf(w, "corrected: %s\n", correctedBy(c))
	}
	fmt.Fprintf(w, "revisions: %d\n", len(r.Revisions))
}

func days(d news.Date) string {
	switch {
	case d.From.IsZero():
		return "not resolved: " + d.Reason
	case d.From == d.To:
		return d.From.String()
	}
	return d.From.String() + " to " + d.To.String()
}

// clock writes an instant in Viet Nam's time.
func clock(t news.Instant, dayOnly bool) string {
	switch {
	case t.IsZero():
		return "–"
	case dayOnly:
		return t.In(news.ICT).Format("02/01/2006")
	}
	return t.In(news.ICT).Format("15:04 02/01/2006")
}

func (a *app) historyVerb() *cobra.Command {
	return &cobra.Command{
		Use:     "history ID",
		Short:   "what the outlet changed in an article",
		Long:    "History prints the revisions of an article and what each changed: [-words taken out-] and {+words put in+}.",
		Example: "  diembao history 42",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := web.ParseID(args[0])
			if err != nil {
				return err
			}
			return a.with(cmd.Context(), false, "history", func(r *rooms) error {
				changes, err := r.History(cmd.Context(), id)
				if err != nil {
					return err
				}
				return a.print(changes, func(w io.Writer) { sayHistory(w, changes) })
			})
		},
	}
}

func sayHistory(w io.Writer, changes []coverage.Change) {
	for _, c := range changes {
		fmt.Fprintf(w, "revision %d, seen %s: %s\n", c.Revision.Revision, clock(c.Seen, false), c.Title)
		for _, part := range []struct {
			name  string
			edits []coverage.Edit
		}{{"title", c.TitleEdits}, {"lead", c.LeadEdits}, {"body", c.BodyEdits}} {
			if part.edits != nil {
				fmt.Fprintf(w, "  %s: %s\n", part.name, strings.ReplaceAll(wordDiff(part.edits), "\n", "\n  "))
			}
		}
	}
}

func wordDiff(edits []coverage.Edit) string {
	var b strings.Builder
	for _, e := range edits {
		switch e.Op {
		case "out":
			b.WriteString("[-" + e.Text + "-]")
		case "in":
			b.WriteString("{+" + e.Text + "+}")
		default:
			b.WriteString(e.Text)
		}
	}
	return b.String()
}
