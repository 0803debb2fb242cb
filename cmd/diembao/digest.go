package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"diembao/coverage/digest"
	"diembao/news"
)

// digestFlags are what the digest verb was told.
type digestFlags struct {
	req              digest.Request
	from, to, format string
	out, lang        string
	made             bool
}

func (a *app) digestVerb() *cobra.Command {
	var f digestFlags
	cmd := &cobra.Command{
		Use:   "digest [QUERY]",
		Short: "the điểm báo of a day or range, as Markdown, HTML, DOCX, CSV or JSON",
		Long: `Digest writes the press review (điểm báo) of some days: articles grouped into stories, for each story its headline,
the outlets in the order they came (who was earliest, as far as the archive knows), a summary in the article's
own words, the officials it names in their posts, places and days; before them an overview, after them what
outlets changed after publication and what they took down. Without --from and --to it is of yesterday and
today (Viet Nam's time).

--province takes a name on today's map or, with --old-map or a name that is only there, on the map of 63
provinces. QUERY is as in diembao search; --saved takes a saved search, which the other flags narrow.

The form is --format, else what FILE of --output ends in, else Markdown. DOCX is laid out as offices in Viet
Nam lay out their papers (A4, Times New Roman 14). CSV has a row an article and opens in Excel. The same
archive and arguments give the same bytes; --made puts the time of making into it.

CSV columns, in this order: number, subject, story, order, outlet, outlet of, published, headline, first, copy of,
credits, in scope, officials, places, days named, summary, revision, taken down, address, number in the archive.`,
		Example: `  diembao digest --province "Lâm Đồng"
  diembao digest --province "Lâm Đồng" --from 2026-11-16 --to 2026-11-22 -o diem-bao.docx
  diembao digest --saved "lũ quét" --format csv > lu-quet.csv
  diembao digest 'sáp nhập' --official "Trần Văn Hiệp" --format html -o diem-bao.html`,
		RunE: func(cmd *cobra.Command, args []string) error {
			form, err := f.read(args, a.json, time.Now())
			if err != nil {
				return err
			}
			return a.with(cmd.Context(), false, "digest", func(r *rooms) error { return a.digest(cmd.Context(), r, f, form) })
		},
	}
	q, flags := &f.req.Query, cmd.Flags()
	scope(cmd, q, &f.from, &f.to)
	flags.StringVar(&q.Topic, "topic", "", "on this topic")
	flags.StringVar(&q.Place, "place", "", "that name this place")
	flags.StringVar(&q.Post, "post", "", "that name an official in this post")
	flags.StringVar(&f.req.Saved, "saved", "", "of a saved search; further flags narrow it")
	flags.StringVar(&f.format, "format", "", "md, html, docx, csv or json (default: what --output ends in, else md)")
	flags.StringVarP(&f.out, "output", "o", "", "write to this file instead of standard output")
	flags.StringVar(&f.lang, "lang", "vi", "language of the digest's own words: vi or en")
	flags.BoolVar(&f.made, "made", false, "say in it when it was made")
	return cmd
}

// read settles what the flags leave open: the days and the form.
func (f *digestFlags) read(args []string, asJSON bool, now time.Time) (form digest.Format, err error) {
	// Yesterday from midnight to now: nothing is published tomorrow, so today whole is the same. Viet Nam's days, whatever
	// the zone of this machine.
	if f.from == "" && f.to == "" {
		today := news.DayOf(now)
		f.from, f.to = today.Add(-1).String(), today.String()
	}
	if err := setScope(&f.req.Query, args, f.from, f.to); err != nil {
		return "", err
	}
	if q := f.req.Query; !q.To.IsZero() && q.To.Before(q.From) {
		return "", usage("--to %s is before --from %s", q.To, q.From)
	}
	if f.lang != "vi" && f.lang != "en" {
		return "", usage("--lang %q, want vi or en", f.lang)
	}
	switch {
	case f.format != "":
		form, err = digest.ParseFormat(f.format)
	case asJSON:
		form = digest.JSON
	case f.out != "":
		form, err = digest.FormatOf(f.out)
	default:
		form = digest.Markdown
	}
	if err != nil {
		return "", usage("%v", err)
	}
	return form, nil
}

func (a *app) digest(ctx context.Context, r *rooms, f digestFlags, form digest.Format) error {
	if f.out == "" && form == digest.DOCX && terminal(a.stdout) {
		return usage("a DOCX is no text for a terminal; name a file with --output")
	}
	d, err := r.Digest(ctx, f.req)
	if err != nil {
		if f.req.Query.Text != "" {
			a.pointAt(f.req.Query.Text, err)
		}
		return err
	}
	if f.made {
		d.Made = news.Instant{Time: time.Now().In(news.ICT).Truncate(time.Second)}
	}
	// No file for nothing found: a script that mails what it finds would mail an empty paper.
	if d.Empty() && f.out != "" {
		fmt.Fprintf(a.stderr, "nothing found; %s was not written\n", f.out)
		return errNothing
	}
	err = a.output(f.out, func(w io.Writer) error { return digest.Write(w, form, d, f.lang) })
	if err != nil {
		return err
	}
	if f.out != "" {
		fmt.Fprintf(a.stderr, "%s: %d articles in %d stories of %d outlets\n", f.out, d.Summary.Articles, d.Summary.Stories, d.Summary.Outlets)
	}
	if d.Empty() {
		return errNothing
	}
	return nil
}
