package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"diembao/index/query"
	"diembao/news"
)

func (a *app) searchVerb() *cobra.Command {
	var q news.Query
	var from, to, sort, count, saved string
	cmd := &cobra.Command{
		Use:   "search QUERY",
		Short: "find articles",
		Long: `Search finds articles by their words, with or without diacritics, and by what they are about.
The query language is the same as on the web page: words, "phrases", AND/OR/NOT (VÀ/HOẶC/KHÔNG),
parentheses, -word, NEAR/5, prefix*, and fields such as tỉnh: cán_bộ: chức_vụ: nơi: nguồn: tiêu_đề: ngày:`,
		Example: `  diembao search tinh uy lam dong
  diembao search '"chuyển đổi số" tỉnh:"Đắk Lắk"' --from 2025-07-01
  diembao search --official "Trần Văn Hiệp" --sort date --facets month,source
  diembao search "hạn hán" --count stories --facets province`,
		RunE: func(cmd *cobra.Command, args []string) error {
			q.Text, q.Sort, q.Count, q.Near = strings.Join(args, " "), news.Sort(sort), news.Counted(count), true
			var err error
			if q.From, err = news.ParseDay(from); err != nil {
				return usage("--from: %v", err)
			}
			if q.To, err = news.ParseDay(to); err != nil {
				return usage("--to: %v", err)
			}
			return a.with(cmd.Context(), false, "search", func(r *rooms) error {
				if saved != "" {
					if q, err = savedQuery(cmd.Context(), r, saved, q); err != nil {
						return err
					}
				}
				res, err := r.Search(cmd.Context(), q)
				if err != nil {
					a.pointAt(q.Text, err)
					return err
				}
				if err := a.print(res, func(w io.Writer) { sayResults(w, res, terminal(a.stdout)) }); err != nil {
					return err
				}
				if res.Total == 0 {
					return errNothing
				}
				return nil
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&q.Province, "province", "", "the province it is about: name, alias or code")
	f.BoolVar(&q.OldMap, "old-map", false, "--province is on the map of 63 provinces before 1 July 2025")
	f.StringVar(&q.Official, "official", "", "names this official")
	f.StringVar(&q.Post, "post", "", "names an official in this post")
	f.StringVar(&q.Place, "place", "", "names this place")
	f.StringVar(&q.Source, "source", "", "of this source")
	f.StringVar(&q.Topic, "topic", "", "on this topic")
	f.StringVar(&from, "from", "", "published on or after (YYYY-MM-DD)")
	f.StringVar(&to, "to", "", "published on or before (YYYY-MM-DD)")
	f.StringVar(&sort, "sort", "", "relevance, date, oldest or first-seen")
	f.StringSliceVar(&q.Facets, "facets", nil, "count by province, old-province, source, official, day, month, year, ...")
	f.StringVar(&count, "count", "articles", "what totals and facets count: articles, or stories, each shown by its best article")
	f.IntVarP(&q.Size, "size", "n", 10, "hits to print, at most 100")
	f.StringVar(&q.After, "after", "", "the \"next\" of the page before")
	f.StringVar(&saved, "saved", "", "a saved search; further flags narrow it")
	f.BoolVar(&q.Exact, "exact", false, "words typed with diacritics match only with them")
	f.BoolVar(&q.NoRecency, "no-recency", false, "no bonus for newer articles")
	f.BoolVar(&q.Explain, "explain", false, "say how each hit got its score")
	return cmd
}

func sayResults(w io.Writer, res news.Results, colour bool) {
	on, off := "", ""
	if colour {
		on, off = "\x1b[1;33m", "\x1b[0m"
	}
	for _, h := range res.Page() {
		sayHit(w, h, on, off)
	}
	for _, name := range slices.Sorted(maps.Keys(res.Facets)) {
		fmt.Fprintf(w, "%s:\n", name)
		for _, c := range res.Facets[name] {
			fmt.Fprintf(w, "%8d  %s\n", c.Count, first(c.Label, c.Value))
		}
	}
	if res.Articles > 0 {
		fmt.Fprintf(w, "%s of %s\n", stories(res.Total), plural(res.Articles, "article"))
	} else {
		fmt.Fprintf(w, "%d articles\n", res.Total)
	}
	if n := res.AsTyped; n != nil && *n < res.Total {
		fmt.Fprintf(w, "%d of them with the diacritics as typed (--exact)\n", *n)
	}
	if res.DidYouMean != "" {
		fmt.Fprintf(w, "did you mean: %s\n", res.DidYouMean)
	}
	for _, n := range res.Notes {
		fmt.Fprintf(w, "note: %s\n", n)
	}
	if res.Next != "" {
		fmt.Fprintf(w, "more: --after %s\n", res.Next)
	}
	if res.Lag.Changes > 0 {
		fmt.Fprintf(w, "the index is %d changes (%d s) behind the archive\n", res.Lag.Changes, res.Lag.Seconds)
	}
}

func sayHit(w io.Writer, h news.Hit, on, off string) {
	day := "no date"
	if !h.Published.IsZero() {
		day = h.Published.In(news.ICT).Format("02/01/2006")
	}
	fmt.Fprintf(w, "%6d  %s\n        %s · %s · %s\n        %s\n", h.ID, paint(h.Title, h.TitleAt, on, off), day, h.Source, orDash(h.Province), h.URL)
	if h.Others > 0 {
		fmt.Fprintf(w, "        + %s of story %d\n", plural(h.Others, "other article"), h.Story)
	}
	if len(h.Lacks) > 0 {
		fmt.Fprintf(w, "        not counted: without %s, or with it apart\n", strings.Join(h.Lacks, ", "))
	}
	for _, s := range h.Snippets {
		fmt.Fprintf(w, "        … %s\n", strings.ReplaceAll(paint(s.Text, s.Marks, on, off), "\n", " "))
	}
	if h.Explain != "" {
		fmt.Fprintf(w, "        [%s]\n", strings.ReplaceAll(h.Explain, "\n", "\n         "))
	}
}

// pointAt shows the place in the query that an error is about, and says in Vietnamese what is wrong with it.
func (a *app) pointAt(text string, err error) {
	var bad *query.Error
	if !errors.As(err, &bad) || a.json {
		return
	}
	before, part, after := bad.Around(text)
	blank, marks := utf8.RuneCountInString(before), max(1, utf8.RuneCountInString(part))
	fmt.Fprintf(a.stderr, "  %s%s%s\n  %s%s\n  %s\n", before, part, after, strings.Repeat(" ", blank), strings.Repeat("^", marks), bad.Msg)
}

// paint puts on and off around the marked bytes of a text.
func paint(text string, marks []news.Span, on, off string) string {
	if on == "" {
		return text
	}
	var b strings.Builder
	at := 0
	for _, m := range marks {
		if m.Start < at || m.End > len(text) {
			continue
		}
		b.WriteString(text[at:m.Start] + on + text[m.Start:m.End] + off)
		at = m.End
	}
	b.WriteString(text[at:])
	return b.String()
}

func plural(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

func stories(n int) string {
	if n == 1 {
		return "1 story"
	}
	return fmt.Sprintf("%d stories", n)
}

func orDash(s string) string { return first(s, "–") }
