package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"diembao/coverage"
	"diembao/news"
)

func (a *app) placesVerb() *cobra.Command {
	return &cobra.Command{
		Use:   "places NAME",
		Short: "what a place was, when, and what it is now",
		Long: `Places asks the gazetteer: every unit that ever had the name, when it was one, what it belonged to, and
what became of it. A type before the name narrows it: "huyện Châu Thành". It needs no archive.`,
		Example: "  diembao places \"Hà Giang\"\n  diembao places \"huyện Đức Trọng\" --json",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			found := coverage.PlaceHistories(strings.Join(args, " "))
			if err := a.print(found, func(w io.Writer) { sayPlaces(w, found) }); err != nil {
				return err
			}
			if len(found) == 0 {
				return errNothing
			}
			return nil
		},
	}
}

func sayPlaces(w io.Writer, found []coverage.PlaceHistory) {
	for _, p := range found {
		fmt.Fprintf(w, "%s (%s %s)%s\n", p.Name, p.Kind, p.Code, span(p.From, p.To))
		for _, line := range []struct {
			what  string
			names []string
		}{{"in", p.In}, {"from", p.Predecessors}, {"became", p.Successors}} {
			if len(line.names) > 0 {
				fmt.Fprintf(w, "    %-7s %s\n", line.what, strings.Join(line.names, ", "))
			}
		}
		if p.Now != "" {
			fmt.Fprintf(w, "    now     %s\n", p.Now)
		}
	}
	if len(found) == 0 {
		fmt.Fprintln(w, "the gazetteer knows no such place")
	}
}

// span says between which days something was so.
func span(from, to news.Day) string {
	switch {
	case from.IsZero() && to.IsZero():
		return ""
	case to.IsZero():
		return " since " + from.String()
	case from.IsZero():
		return " until " + to.String()
	}
	return " " + from.String() + " to " + to.String()
}

func (a *app) officialsVerb() *cobra.Command {
	var q coverage.PostQuestion
	var on string
	cmd := &cobra.Command{
		Use:   "officials NAME | --post POST",
		Short: "who was seen in which posts, from when to when; who held a post",
		Long: `Officials lists the people of a name with their posts over time: the first and last day on which an article
names them so, and the sentence that says it. The same name in two provinces is two people until an
editor merges them (officials merge), and one is two when an editor splits them (officials split).

With --post it lists who was seen in a post, under the names it had before and after; with --on, who held it
on that day. When nobody was seen in it both before and after the day, it says who was seen last
before and first after.`,
		Example: "  diembao officials \"Trần Văn Hiệp\"\n  diembao officials tran van hiep --json\n" +
			"  diembao officials --post \"Bí thư Tỉnh ủy\" --place \"Lâm Đồng\" --on 2024-06-05\n  diembao officials --post \"Trưởng Ban Tuyên giáo Tỉnh ủy Lâm Đồng\"",
		RunE: func(cmd *cobra.Command, args []string) error {
			name := strings.TrimSpace(strings.Join(args, " "))
			if (name == "") == (q.Post == "") {
				return usage("either a NAME or --post is wanted")
			}
			if q.Post == "" && (q.Place != "" || on != "") {
				return usage("--place and --on go with --post")
			}
			var err error
			if q.On, err = news.ParseDay(on); err != nil {
				return usage("%v", err)
			}
			return a.with(cmd.Context(), false, "officials", func(r *rooms) error {
				if q.Post != "" {
					return a.holders(cmd.Context(), r, q)
				}
				people, err := r.Officials(cmd.Context(), name)
				if err != nil {
					return err
				}
				if err := a.print(people, func(w io.Writer) { sayPeople(w, people) }); err != nil {
					return err
				}
				if len(people) == 0 {
					return errNothing
				}
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&q.Post, "post", "", "who held this post")
	cmd.Flags().StringVar(&q.Place, "place", "", "province, district or commune whose post it is (default: the one that --post ends with, or any)")
	cmd.Flags().StringVar(&on, "on", "", "on this day (YYYY-MM-DD)")
	cmd.AddCommand(a.peopleVerbs()...)
	return cmd
}

func (a *app) holders(ctx context.Context, r *rooms, q coverage.PostQuestion) error {
	found, err := r.Holders(ctx, q)
	if err != nil {
		return err
	}
	if err := a.print(found, func(w io.Writer) { sayHolders(w, found) }); err != nil {
		return err
	}
	if len(found.Holders) == 0 {
		return errNothing
	}
	return nil
}

func sayHolders(w io.Writer, found coverage.Holders) {
	for _, h := range found.Holders {
		when := map[coverage.When]string{coverage.Before: "last seen before that day: ", coverage.After: "first seen after that day: "}[h.When]
		fmt.Fprintf(w, "%s%s\n", when, h.Key)
		sayTenure(w, h.Tenure)
	}
	if len(found.Holders) == 0 {
		fmt.Fprintln(w, "no article names anybody in this post")
	}
}

func sayPeople(w io.Writer, people []coverage.Person) {
	for _, p := range people {
		fmt.Fprintf(w, "%s · %d articles\n", p.Key, p.Articles)
		for _, c := range p.Corrections {
			fmt.Fprintf(w, "  corrected: %s\n", correctedBy(c))
		}
		for _, t := range p.Tenures {
			sayTenure(w, t)
		}
	}
	if len(people) == 0 {
		fmt.Fprintln(w, "nobody of that name is known as an official")
	}
}

func sayTenure(w io.Writer, t coverage.Tenure) {
	fmt.Fprintf(w, "  %s to %s  %s (%d articles)\n", t.First.Day, t.Last.Day, t.Post, t.Articles)
	if len(t.Also) > 0 {
		also := t.Also[:min(len(t.Also), 3)]
		fmt.Fprintf(w, "    also worded: %s\n", strings.Join(also, "; "))
	}
	fmt.Fprintf(w, "    %s [%d]\n", t.First.Sentence, t.First.ID)
	if t.Last.ID != t.First.ID {
		fmt.Fprintf(w, "    %s [%d]\n", t.Last.Sentence, t.Last.ID)
	}
}
