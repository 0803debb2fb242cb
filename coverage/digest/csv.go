package digest

import (
	"io"
	"strconv"
	"strings"

	"diembao/coverage/sheet"
	"diembao/news"
)

// columns of the table, a row an article. Their headings are words column.*; their order never changes, new ones are
// added at the end.
var columns = []string{"number", "subject", "headline", "order", "outlet", "side", "published", "title", "first", "copy", "credit", "counts",
	"officials", "places", "days", "summary", "revision", "gone", "url", "id"}

// writeCSV writes a table for spreadsheets: one row an article, those outside the scope among them.
func writeCSV(w io.Writer, d *Digest, lang string) error {
	var head []string
	for _, c := range columns {
		head = append(head, word(lang, "column."+c))
	}
	out := sheet.NewWriter(w, head)
	for _, e := range d.Entries() {
		v := e.look(lang)
		for i, c := range e.Carriers {
			out.Row(row(lang, d, e, v, i, c)...)
		}
	}
	return out.Flush()
}

func row(lang string, d *Digest, e Entry, v entryView, i int, c Carrier) []string {
	subject := ""
	if d.BySubject {
		subject = subjectName(lang, e.Subject)
	}
	side := word(lang, "side."+string(c.Side))
	if c.Side == Local && d.Province == "" {
		side = word(lang, "side.province")
	}
	yes := func(on bool) string {
		if on {
			return word(lang, "yes")
		}
		return word(lang, "no")
	}
	first := ""
	if e.First != 0 {
		first = yes(e.First == c.ID)
	}
	copied := ""
	for _, other := range e.Carriers {
		if c.CopyOf != 0 && other.ID == c.CopyOf {
			copied = other.Outlet
		}
	}
	if c.CopyOf != 0 && copied == "" {
		copied = yes(true)
	}
	var officials []string
	for _, o := range v.Officials {
		officials = append(officials, o.text())
	}
	return []string{strconv.Itoa(e.Number), subject, e.Headline, strconv.Itoa(i + 1), c.Outlet, side, cell(c.Published, c.DayOnly), c.Title, first, copied,
		c.Credit, yes(!c.Outside), strings.Join(officials, "\n"), v.Places, v.Days, e.Summary, strconv.Itoa(c.Revision), cell(c.Gone, false), c.URL, strconv.FormatUint(uint64(c.ID), 10)}
}

// cell is an instant in Viet Nam's time.
func cell(t news.Instant, dayOnly bool) string { return sheet.Time(t.In(news.ICT), dayOnly) }
