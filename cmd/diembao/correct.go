package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"diembao/news"
	"diembao/pipeline/corrections"
	"diembao/web"
)

// A correctWish is what the flags of correct say.
type correctWish struct {
	field, official, post, place, kind, code, replace string
	add, remove                                       bool
}

func (a *app) correctVerb() *cobra.Command {
	var w correctWish
	var c news.Correction
	cmd := &cobra.Command{
		Use:   "correct ID",
		Short: "correct a fact of an article",
		Long: `Correct puts an editor's word over what was read from a page: the publication time, the main province, the post
of an official, or a place. It holds from now on, whatever later versions of the rules read, until it is
revoked (diembao corrections revoke). The page as served and the text are never changed. What is added must
stand in the text. With nothing after "=", --field takes the value out. ID is the number that search prints.`,
		Example: `  diembao correct 42 --field published=2024-06-05T15:22 --who "Ban biên tập" --note "theo báo giấy"
  diembao correct 42 --field province="Lâm Đồng" --who "Ban biên tập"
  diembao correct 42 --official "Trần Văn Mẫu" --post "Phó Bí thư Tỉnh ủy" --add --who "Ban biên tập"
  diembao correct 42 --official "Trần Văn Mẫu" --post "Bí thư" --replace "Phó Bí thư" --who "Ban biên tập"
  diembao correct 42 --official "Trần Văn Mẫu" --remove --who "Ban biên tập"
  diembao correct 42 --place "Châu Thành" --kind district --remove --who "Ban biên tập"`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := web.ParseID(args[0])
			if err != nil {
				return err
			}
			c.Article = id
			if err := w.fill(&c); err != nil {
				return err
			}
			return a.sayCorrection(cmd.Context(), c)
		},
	}
	f := cmd.Flags()
	f.StringVar(&w.field, "field", "", "published=TIME or province=NAME")
	f.StringVar(&w.official, "official", "", "the official whose post is corrected")
	f.StringVar(&w.post, "post", "", "with --official: the post, as the article words it; without it all posts")
	f.StringVar(&w.place, "place", "", "the place that is corrected")
	f.StringVar(&w.kind, "kind", "", "with --place: province, district, commune, country or other")
	f.StringVar(&w.code, "code", "", "with --place: its code, where several have the name (diembao places NAME)")
	f.BoolVar(&w.add, "add", false, "it was missed")
	f.BoolVar(&w.remove, "remove", false, "it is wrong")
	f.StringVar(&w.replace, "replace", "", "it is wrong, and this is right: another post, or another place")
	cmd.MarkFlagsOneRequired("field", "official", "place")
	cmd.MarkFlagsMutuallyExclusive("field", "official", "place")
	cmd.MarkFlagsMutuallyExclusive("add", "remove", "replace")
	signed(cmd, &c)
	return cmd
}

// signed adds the flags that say who corrects, and why.
func signed(cmd *cobra.Command, c *news.Correction) {
	cmd.Flags().StringVar(&c.Who, "who", "", "who says so (required)")
	cmd.Flags().StringVar(&c.Note, "note", "", "why, for whoever reads the article later")
	_ = cmd.MarkFlagRequired("who") // the flag is there
}

// fill makes the correction that the flags ask for.
func (w *correctWish) fill(c *news.Correction) error {
	if w.field != "" {
		name, text, ok := strings.Cut(w.field, "=")
		if !ok || (name != corrections.Published && name != corrections.Province) {
			return usage("--field %q, want published=TIME or province=NAME", w.field)
		}
		c.Field, c.Kind = name, news.RemoveFact
		if text != "" {
			c.Kind, c.After = news.ReplaceFact, asJSON(text)
		}
		return nil
	}
	var now, then any
	if w.official != "" {
		c.Field = corrections.Officials
		now, then = corrections.Official{Name: w.official, Position: w.post}, corrections.Official{Name: w.official, Position: w.replace}
	} else {
		c.Field = corrections.Places
		now = corrections.Place{Name: w.place, Kind: news.PlaceKind(w.kind), Code: w.code}
		then = corrections.Place{Name: w.replace, Kind: news.PlaceKind(w.kind), Code: w.code}
		if w.replace != "" { // kind and code say which place is right
			now = corrections.Place{Name: w.place}
		}
	}
	switch {
	case w.add:
		c.Kind, c.After = news.AddFact, asJSON(now)
	case w.remove:
		c.Kind, c.Before = news.RemoveFact, asJSON(now)
	case w.replace != "":
		c.Kind, c.Before, c.After = news.ReplaceFact, asJSON(now), asJSON(then)
	default:
		return usage("say --add, --remove or --replace VALUE")
	}
	return nil
}

func asJSON(v any) json.RawMessage {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err) // unreachable: strings and structs of strings
	}
	return raw
}

// sayCorrection has a correction stored and applied, and prints it as stored.
func (a *app) sayCorrection(ctx context.Context, c news.Correction) error {
	stored, err := runJob[news.Correction](ctx, a, web.Job{Verb: "correct", Correction: &c})
	if err != nil {
		return err
	}
	return a.print(stored, func(out io.Writer) {
		fmt.Fprintf(out, "%d  %s\n", stored.Num, web.CorrectionText(stored))
	})
}

// peopleVerbs are the verbs below officials, by which an editor says who is who.
func (a *app) peopleVerbs() []*cobra.Command {
	merge := news.Correction{Kind: news.MergeOfficials}
	one := &cobra.Command{
		Use:   "merge PERSON OTHER",
		Short: "two people of the list are one",
		Long: `Merge says that two people whom officials lists are one person, who is then listed under the first. Each is named
as the list does: the name, and the province in parentheses where there is one.` + "\n" + exitHelp,
		Example: `  diembao officials merge "Trần Văn Mẫu (Lâm Đồng)" "Trần Văn Mẫu (Đắk Nông)" --who "Ban biên tập" --note "điều động năm 2024"`,
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			merge.Subject, merge.Other = args[0], args[1]
			return a.sayCorrection(cmd.Context(), merge)
		},
	}
	signed(one, &merge)
	split := news.Correction{Kind: news.SplitOfficial}
	var as string
	two := &cobra.Command{
		Use:   "split PERSON ID...",
		Short: "the articles listed name another person",
		Long: `Split says that the articles listed (the numbers that search prints) name another person of that name, who is then
listed as --as says: the name, and in parentheses what tells them apart.` + "\n" + exitHelp,
		Example: `  diembao officials split "Trần Văn Mẫu (Lâm Đồng)" 42 57 --as "Trần Văn Mẫu (Lâm Đồng, công an)" --who "Ban biên tập"`,
		Args:    cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			split.Subject, split.After = args[0], asJSON(as)
			urls, err := a.addresses(cmd.Context(), args[1:])
			if err != nil {
				return err
			}
			split.Before = asJSON(urls)
			return a.sayCorrection(cmd.Context(), split)
		},
	}
	two.Flags().StringVar(&as, "as", "", "how the other person is listed (required)")
	_ = two.MarkFlagRequired("as") // the flag is there
	signed(two, &split)
	return []*cobra.Command{one, two}
}

// addresses are the canonical URLs of articles, which are the same in every archive.
func (a *app) addresses(ctx context.Context, ids []string) (urls []string, err error) {
	err = a.with(ctx, false, "officials", func(r *rooms) error {
		for _, arg := range ids {
			id, err := web.ParseID(arg)
			if err != nil {
				return err
			}
			reading, err := r.Read(ctx, id)
			if err != nil {
				return err
			}
			urls = append(urls, reading.Article.CanonicalURL)
		}
		return nil
	})
	return urls, err
}
