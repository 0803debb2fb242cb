package extract

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"diembao/news"
)

// RecordType is the content type of a Record kept in place of a page.
const RecordType = "application/vnd.diembao.article+json"

// A Record is an article that was handed over without its page, one line of a JSONL file.
type Record struct {
	URL       string `json:"url"`
	Title     string `json:"title"`
	Lead      string `json:"lead,omitempty"`
	Body      string `json:"body"`      // paragraphs separated by line breaks
	Published string `json:"published"` // RFC 3339 or YYYY-MM-DD (ICT); empty: unknown
	Byline    string `json:"byline,omitempty"`

	// What an exported article has beside these, so that it comes back as it was.
	DayOnly bool         `json:"published_day_only,omitempty"` // Published is a day, whatever hour it names
	Updated news.Instant `json:"updated,omitzero"`
	Section string       `json:"section,omitempty"`
	Blocks  []news.Block `json:"blocks,omitempty"` // of Body; left out when they do not fit it
}

// record reads a snapshot of RecordType. What cannot be read is a problem of the article.
func record(a *news.Article, snap *news.Snapshot) {
	var r Record
	if err := json.Unmarshal(snap.Body, &r); err != nil {
		add(a, news.ProblemNotHTML, fmt.Sprintf("record: %v", err))
		return
	}
	a.Title, a.Lead, a.Byline, a.Method = clean(r.Title), clean(r.Lead), clean(r.Byline), "record"
	var body strings.Builder
	for _, l := range textLines(r.Body) {
		if body.Len()+len(l) > maxText {
			add(a, news.ProblemTooLarge, "body cut at 1 MiB")
			break
		}
		if body.Len() > 0 {
			body.WriteByte('\n')
		}
		a.Blocks = append(a.Blocks, news.Block{Kind: news.Paragraph, Start: body.Len(), End: body.Len() + len(l)})
		body.WriteString(l)
	}
	a.Body = body.String()
	if a.Body == r.Body && fits(r.Blocks, a.Body) {
		a.Blocks = r.Blocks
	}
	a.Section, a.Updated = clean(r.Section), r.Updated
	a.Credit, a.Language = creditOf(a.Lead), language(a.Title+" "+a.Lead+" "+a.Body)
	if t, err := time.Parse(time.RFC3339, r.Published); err == nil {
		a.Published, a.Origin, a.DayOnly = news.Instant{Time: t.In(news.ICT)}, news.FromImport, r.DayOnly
	} else if day, err := news.ParseDay(r.Published); err == nil && !day.IsZero() {
		a.Published, a.Origin, a.DayOnly = news.Instant{Time: day.Time()}, news.FromImport, true
	}
	report(a)
}

// fits says that blocks can be of a body: one after the other, on borders of runes, of kinds that are known.
func fits(blocks []news.Block, body string) bool {
	at := 0
	for _, b := range blocks {
		switch b.Kind {
		case news.Paragraph, news.Heading, news.Caption, news.ListItem, news.Quote, news.TableRow:
		default:
			return false
		}
		if b.Start < at || b.End < b.Start || b.End > len(body) || !border(body, b.Start) || !border(body, b.End) {
			return false
		}
		at = b.End
	}
	return len(blocks) > 0
}

func border(s string, at int) bool { return at == len(s) || utf8.RuneStart(s[at]) }
