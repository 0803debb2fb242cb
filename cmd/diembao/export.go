package main

import (
	"cmp"
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"diembao/coverage/export"
)

func (a *app) exportVerb() *cobra.Command {
	var req export.Request
	var from, to, format, file string
	cmd := &cobra.Command{
		Use:   "export [QUERY]",
		Short: "write articles as JSON lines, CSV or WARC",
		Long: `Export writes all articles that can be read, or those that QUERY and the filters match (as in diembao search), to
standard output or to FILE, which appears whole under its name or not at all.

jsonl  one article a line, as diembao extract prints it, with its number and revision; diembao import reads it back
csv    one article a row, what is known of it without its text; opens in spreadsheets
warc   the pages as served of all revisions of the articles, WARC 1.1, one gzip member a record

CSV columns: id, revision, source, outlet, title, published, published_origin, updated, byline, section, credit,
province, officials, places, topics, first_seen, gone, problems, url, canonical_url; lists one item a line,
times Viet Nam's.

A whole archive with its history is copied by diembao backup, corrections by diembao corrections export.`,
		Example: `  diembao export > articles.jsonl
  diembao export --province "Lâm Đồng" --from 2026-01-01 -o lam-dong.csv
  diembao export 'sáp nhập' -o sap-nhap.warc.gz`,
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if err := setScope(&req.Query, args, from, to); err != nil {
				return err
			}
			switch {
			case format == "" && file != "" && file != "-":
				req.Format, err = export.FormatOf(file)
			default:
				req.Format, err = export.ParseFormat(cmp.Or(format, string(export.JSONL)))
			}
			if err != nil {
				return usage("%v", err)
			}
			if req.Format == export.WARC && (file == "" || file == "-") && terminal(a.stdout) {
				return usage("a WARC is no text for a terminal; name a file with --output")
			}
			return a.with(cmd.Context(), false, "export", func(r *rooms) error { return a.export(cmd.Context(), r, req, file) })
		},
	}
	q, flags := &req.Query, cmd.Flags()
	scope(cmd, q, &from, &to)
	flags.StringVar(&q.Topic, "topic", "", "on this topic")
	flags.StringVar(&q.Place, "place", "", "that name this place")
	flags.StringVar(&q.Post, "post", "", "that name an official in this post")
	flags.StringVar(&req.Saved, "saved", "", "of a saved search; further flags narrow it")
	flags.StringVar(&format, "format", "", "jsonl, csv or warc (default: what --output ends in, else jsonl)")
	flags.StringVarP(&file, "output", "o", "", "write to this file instead of standard output")
	return cmd
}

func (a *app) export(ctx context.Context, r *rooms, req export.Request, file string) error {
	// The count comes with the end of the stream; a file that turns out empty is then not put in place.
	var report export.Report
	err := a.output(file, func(w io.Writer) (err error) {
		report, err = r.Export(ctx, req, w)
		if err == nil && report.Articles == 0 && file != "" {
			return errNothing // and no file
		}
		return err
	})
	if err != nil {
		if report.Articles == 0 && req.Query.Text != "" {
			a.pointAt(req.Query.Text, err)
		}
		return err
	}
	fmt.Fprintf(a.stderr, "%d articles", report.Articles)
	if req.Format == export.WARC {
		fmt.Fprintf(a.stderr, ", %d pages", report.Pages)
	}
	if report.Missing > 0 {
		fmt.Fprintf(a.stderr, "; of %d no page as served is kept", report.Missing)
	}
	fmt.Fprintln(a.stderr)
	if report.Articles == 0 {
		return errNothing
	}
	return nil
}
