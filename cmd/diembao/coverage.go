package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"diembao/coverage"
	"diembao/extract"
	"diembao/news"
	"diembao/viet"
	"diembao/web"
)

func (a *app) priorVerb() *cobra.Command {
	var day string
	var id uint64
	cmd := &cobra.Command{
		Use:   "prior [FILE]",
		Short: "has this been covered? by whom first? what is the same?",
		Long: `Prior compares a draft with everything in the archive: the same text, text that is partly the same (with the
shared passages), other reports of the same event, and related articles, each with the reason. The draft is plain
text or HTML, from FILE or standard input, or an archived article by --id.`,
		Example: "  diembao prior draft.txt --day 2026-11-22\n  diembao prior --id 42",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			draft := coverage.Draft{Except: news.ID(id)}
			var err error
			if draft.Day, err = news.ParseDay(day); err != nil {
				return usage("--day: %v", err)
			}
			if id == 0 {
				body, err := a.readInput(args)
				if err != nil {
					return err
				}
				draft.Text = draftText(cmd.Context(), body)
			}
			return a.with(cmd.Context(), false, "prior", func(r *rooms) error {
				if id != 0 {
					reading, err := r.Read(cmd.Context(), draft.Except)
					if err != nil {
						return err
					}
					art := reading.Article
					draft.Text = strings.Join([]string{art.Title, art.Lead, art.Body}, "\n")
					draft.Day = news.DayOf(art.Published.Time)
				}
				found, err := r.Prior(cmd.Context(), draft)
				if err != nil {
					return err
				}
				if err := a.print(found, func(w io.Writer) { sayPrior(w, found) }); err != nil {
					return err
				}
				if len(found.Matches) == 0 {
					return errNothing
				}
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&day, "day", "", "day of the draft (YYYY-MM-DD), to tell the same event from another year's")
	cmd.Flags().Uint64Var(&id, "id", 0, "take this archived article as the draft")
	return cmd
}

// draftText is the text of a draft that may be HTML, or in a legacy encoding.
func draftText(ctx context.Context, body []byte) string {
	text := string(body)
	if d := viet.Decode(body, "text/plain"); d.Problem == "" {
		text = d.Text
	}
	if head := strings.ToLower(text[:min(len(text), 512)]); strings.Contains(head, "<html") || strings.Contains(head, "<!doctype") || strings.Contains(head, "<p>") {
		page := news.Snapshot{URL: "https://draft.invalid/", Status: 200, Body: body}
		art := extract.New(extract.Options{}).Article(ctx, page, news.Source{})
		return strings.Join([]string{art.Title, art.Lead, art.Body}, "\n")
	}
	return text
}

func sayPrior(w io.Writer, p coverage.Prior) {
	for _, m := range p.Matches {
		first := ""
		if m.First {
			first = " · first"
		}
		fmt.Fprintf(w, "%-11s %6d  %s\n            %s · %s%s · %s\n            %s\n", m.Class, m.ID, m.Title, clock(m.Published, false), m.Source, first, m.Reason, m.URL)
		for _, s := range m.Passages[:min(len(m.Passages), 3)] {
			fmt.Fprintf(w, "            = %s\n", shorten(s.Draft, 200))
		}
	}
	fmt.Fprintf(w, "%d matches\n", len(p.Matches))
	for _, n := range p.Notes {
		fmt.Fprintf(w, "note: %s\n", n)
	}
}

// shorten cuts a text after n runes, on one line.
func shorten(s string, n int) string {
	s = strings.ReplaceAll(s, "\n", " ")
	for i := range s {
		if n--; n < 0 {
			return s[:i] + "…"
		}
	}
	return s
}

// scope adds the flags that narrow what topics and stories look at.
func scope(cmd *cobra.Command, q *news.Query, from, to *string) {
	f := cmd.Flags()
	f.StringVar(&q.Province, "province", "", "articles about this province")
	f.BoolVar(&q.OldMap, "old-map", false, "--province is on the map of 63 provinces")
	f.StringVar(&q.Source, "source", "", "of this source")
	f.StringVar(&q.Official, "official", "", "that name this official")
	f.StringVar(from, "from", "", "published on or after (YYYY-MM-DD)")
	f.StringVar(to, "to", "", "published on or before (YYYY-MM-DD)")
}

// setScope reads what scope's flags and the arguments said.
func setScope(q *news.Query, args []string, from, to string) (err error) {
	q.Text = strings.Join(args, " ")
	if q.From, err = news.ParseDay(from); err != nil {
		return usage("--from: %v", err)
	}
	if q.To, err = news.ParseDay(to); err != nil {
		return usage("--to: %v", err)
	}
	return nil
}

func (a *app) topicsVerb() *cobra.Command {
	var q news.Query
	var from, to, by, count string
	var n int
	cmd := &cobra.Command{
		Use:   "topics [QUERY]",
		Short: "what is reported, how much, since when",
		Long: `Topics counts the key phrases of the articles that match, with their share of all of them, period by period, and
marks bursts: periods with more articles than a Poisson distribution around the topic's own past share
makes probable (less than 1 in 1000).`,
		Example: "  diembao topics --province \"Lâm Đồng\" --by month\n  diembao topics 'du lịch' --from 2026-01-01 --count stories --json",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := setScope(&q, args, from, to); err != nil {
				return err
			}
			return a.with(cmd.Context(), false, "topics", func(r *rooms) error {
				q.Count = news.Counted(count)
				report, err := r.Topics(cmd.Context(), q, by, n)
				if err != nil {
					return err
				}
				return a.print(report, func(w io.Writer) { sayTopics(w, report) })
			})
		},
	}
	scope(cmd, &q, &from, &to)
	cmd.Flags().StringVar(&by, "by", news.FacetMonth, "day, week, month or year")
	cmd.Flags().StringVar(&count, "count", "articles", "count articles or stories")
	cmd.Flags().IntVarP(&n, "size", "n", 20, "topics to print")
	return cmd
}

func sayTopics(w io.Writer, r coverage.TopicReport) {
	sayTopicLines(w, r.Own)
	if len(r.Own) > 0 {
		fmt.Fprintln(w, "  -- saved searches above, key phrases below --")
	}
	sayTopicLines(w, r.Topics)
	if r.Count == news.CountStories {
		fmt.Fprintln(w, stories(r.Articles))
	} else {
		fmt.Fprintf(w, "%d articles\n", r.Articles)
	}
}

func sayTopicLines(w io.Writer, topics []coverage.Topic) {
	for _, t := range topics {
		fmt.Fprintf(w, "%6d  %5.1f %%  %s", t.Articles, 100*t.Share, t.Topic)
		for _, b := range t.Bursts {
			fmt.Fprintf(w, "  [burst %s: %d, expected %.1f]", b.Period, b.Articles, b.Expected)
		}
		fmt.Fprintln(w)
	}
}

func (a *app) storiesVerb() *cobra.Command {
	var q news.Query
	var from, to string
	var n int
	var id string
	cmd := &cobra.Command{
		Use:   "stories [QUERY]",
		Short: "articles grouped by event and by copied text",
		Long: `Stories groups the articles that match into stories: reports of one event, and copies of one text with who
published it first. --id prints one story.`,
		Example: "  diembao stories --province \"Đắk Lắk\" --from 2026-11-01\n  diembao stories --id 42",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := setScope(&q, args, from, to); err != nil {
				return err
			}
			return a.with(cmd.Context(), false, "stories", func(r *rooms) error {
				var found []coverage.Story
				if id != "" {
					number, err := web.ParseID(id)
					if err != nil {
						return err
					}
					story, err := r.Story(cmd.Context(), number)
					if err != nil {
						return err
					}
					found = append(found, story)
				} else {
					var err error
					if found, err = r.Stories(cmd.Context(), q, n); err != nil {
						return err
					}
				}
				return a.print(found, func(w io.Writer) { sayStories(w, found) })
			})
		},
	}
	scope(cmd, &q, &from, &to)
	cmd.Flags().IntVarP(&n, "size", "n", 10, "stories to print")
	cmd.Flags().StringVar(&id, "id", "", "print this story")
	return cmd
}

func sayStories(w io.Writer, found []coverage.Story) {
	for _, s := range found {
		fmt.Fprintf(w, "%6d  %s\n        %d articles of %d outlets, %s to %s\n", s.ID, s.Title, s.Articles, s.Outlets, clock(s.First, false), clock(s.Last, false))
		for _, m := range s.Members {
			from := ""
			if m.CopyOf != 0 {
				from = fmt.Sprintf(" (copy of %d)", m.CopyOf)
			}
			if m.Credit != "" {
				from += " credits " + m.Credit
			}
			fmt.Fprintf(w, "        %6d  %s · %s%s\n", m.ID, clock(m.Published, false), m.Source, from)
		}
	}
	fmt.Fprintf(w, "%d stories\n", len(found))
}
