package extract

import (
	"encoding/json"
	"fmt"
	"time"

	"diembao/news"
	"diembao/viet"
	"diembao/viet/facts"
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
}

// record reads a snapshot of RecordType. What cannot be read is a problem of the article.
func record(snap news.Snapshot, src news.Source) news.Article {
	a := news.Article{URL: snap.URL, Source: src.ID, Site: news.Site(snap.URL), Method: "record", Extractor: Version, Language: "vi"}
	a.CanonicalURL, _ = news.CanonicalURL(snap.URL) // the empty key is refused by the archive, with the reason
	var r Record
	if err := json.Unmarshal(snap.Body, &r); err != nil {
		a.Problems = append(a.Problems, news.Problem{Code: news.ProblemNotHTML, Detail: fmt.Sprintf("record: %v", err)})
		return a
	}
	a.Title, a.Lead, a.Body, a.Byline = viet.NFC(r.Title), viet.NFC(r.Lead), viet.NFC(r.Body), viet.NFC(r.Byline)
	a.Blocks = paragraphs(a.Body)
	if t, err := time.Parse(time.RFC3339, r.Published); err == nil {
		a.Published, a.Origin = news.Instant{Time: t.In(news.ICT)}, news.FromImport
	} else if day, err := news.ParseDay(r.Published); err == nil && !day.IsZero() {
		a.Published, a.Origin, a.DayOnly = news.Instant{Time: day.Time()}, news.FromImport, true
	}
	for code, missing := range map[string]bool{news.ProblemNoTitle: a.Title == "", news.ProblemNoBody: a.Body == "", news.ProblemNoDate: a.Published.IsZero()} {
		if missing {
			a.Problems = append(a.Problems, news.Problem{Code: code})
		}
	}
	facts.Read(&a, src.Province)
	return a
}

// paragraphs makes a paragraph of each line that is not empty.
func paragraphs(body string) []news.Block {
	var out []news.Block
	for at := 0; at < len(body); {
		end := at
		for end < len(body) && body[end] != '\n' {
			end++
		}
		if end > at {
			out = append(out, news.Block{Kind: news.Paragraph, Start: at, End: end})
		}
		at = end + 1
	}
	return out
}
