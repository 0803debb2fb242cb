package main

import (
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
	cmd := &cobra.Command{
		Use:   "officials NAME",
		Short: "who was seen in which posts, from when to when",
		Long: `Officials lists the people of a name with their posts over time: the first and last day on which an article
names them so, and the sentence that says it. The same name in two provinces is two people until an
editor merges them (officials merge), and one is two when an editor splits them (officials split).`,
		Example: "  diembao officials \"Trần Văn Hiệp\"\n  diembao officials tran van hiep --json",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.with(cmd.Context(), false, "officials", func(r *rooms) error {
				people, err := r.Officials(cmd.Context(), strings.Join(args, " "))
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
	cmd.AddCommand(a.peopleVerbs()...)
	return cmd
}

func sayPeople(w io.Writer, people []coverage.Person) {
	for _, p := range people {
		fmt.Fprintf(w, "%s · %d articles\n", p.Key, p.Articles)
		for _, c := range p.Corrections {
			fmt.Fprintf(w, "  corrected: %s\n", correctedBy(c))
		}
		for _, t := range p.Tenures {
			fmt.Fprintf(w, "  %s to %s  %s (%d articles)\n    %s [%d]\n", t.First.Day, t.Last.Day, t.Post, t.Articles, t.First.Sentence, t.First.ID)
			if t.Last.ID != t.First.ID {
				fmt.Fprintf(w, "    %s [%d]\n", t.Last.Sentence, t.Last.ID)
			}
		}
	}
	if len(people) == 0 {
		fmt.Fprintln(w, "nobody of that name is known as an official")
	}
}
