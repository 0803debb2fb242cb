package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"time"

	"github.com/spf13/cobra"

	"diembao/extract"
	"diembao/news"
)

// longestPage bounds what extract reads, in bytes.
const longestPage = 20 << 20

func (a *app) extractVerb() *cobra.Command {
	var url, published, province string
	var text bool
	cmd := &cobra.Command{
		Use:   "extract [FILE]",
		Short: "print what is found in one page or text, as JSON",
		Long: `Extract reads one page (HTML, with --url its address) or the plain text of an article (--text) from FILE or
standard input and prints the article with its dates, officials and places as JSON. It touches no archive.
An empty --published means that the date is unknown.`,
		Example: "  diembao extract page.html --url https://bao.example/tin/1.html\n  diembao extract --text --published 2021-12-13 --province \"Hà Giang\" < article.txt",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			body, err := a.readInput(args)
			if err != nil {
				return err
			}
			at, dayOnly, err := parseTime(published)
			if err != nil {
				return err
			}
			a.json = true
			if text {
				article := extract.Text(string(body), at, province)
				article.DayOnly = article.DayOnly || dayOnly && article.Origin == news.FromImport
				return a.print(article, nil)
			}
			sources, err := a.set.loadSources()
			if err != nil {
				return err
			}
			page := news.Snapshot{URL: first(url, extract.URLOf(body)), Time: time.Now().UTC(), Status: http.StatusOK, Body: body, Published: at}
			page.FinalURL = page.URL
			src := news.Source{Province: province}
			for _, s := range sources {
				if site := news.Site(s.Home); site != "" && site == news.Site(page.URL) {
					src = s
				}
			}
			article := extract.New(extract.Options{}).Article(cmd.Context(), page, src)
			return a.print(article, nil)
		},
	}
	cmd.Flags().StringVar(&url, "url", "", "address of the page")
	cmd.Flags().BoolVar(&text, "text", false, "the input is plain text, not HTML")
	cmd.Flags().StringVar(&published, "published", "", "when it was published (RFC 3339 or YYYY-MM-DD)")
	cmd.Flags().StringVar(&province, "province", "", "province of the outlet")
	return cmd
}

func (a *app) readInput(args []string) ([]byte, error) {
	in := a.stdin
	if len(args) == 1 && args[0] != "-" {
		f, err := os.Open(args[0])
		if err != nil {
			return nil, usage("%v", err)
		}
		defer f.Close() // read only
		in = f
	}
	body, err := io.ReadAll(io.LimitReader(in, longestPage+1))
	if err == nil && len(body) > longestPage {
		err = fmt.Errorf("over %d bytes: %w", longestPage, news.ErrTooLarge)
	}
	return body, err
}

// parseTime reads an instant or a day; the empty string is the unknown instant.
func parseTime(s string) (at news.Instant, dayOnly bool, err error) {
	if s == "" {
		return at, false, nil
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return news.Instant{Time: t.In(news.ICT)}, false, nil
	}
	day, err := news.ParseDay(s)
	if err != nil {
		return at, false, usage("--published %q, want RFC 3339 or YYYY-MM-DD", s)
	}
	return news.Instant{Time: day.Time()}, true, nil
}
