package digest

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"diembao/news"
)

// columns of the table, a row an article. Their headings are words column.*; their order never changes, new ones are
// added at the end.
var columns = []string{"number", "subject", "headline", "order", "outlet", "side", "published", "title", "first", "copy", "credit", "counts",
	"officials", "places", "days", "summary", "revision", "gone", "url", "id"}

// bom is the byte order mark by which Excel knows UTF-8.
const bom = "\ufeff"

// writeCSV writes RFC 4180 in UTF-8 with a byte order mark: one row an article, those outside the scope among them.
func writeCSV(w io.Writer, d *Digest, lang string) error {
	if _, err := io.WriteString(w, bom); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	var head []string
	for _, c := range columns {
		head = append(head, word(lang, "column."+c))
	}
	if err := out.Write(head); err != nil {
		return err
	}
	for _, e := range d.Entries() {
		v := e.look(lang)
		for i, c := range e.Carriers {
			if err := out.Write(guarded(row(lang, d, e, v, i, c))); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
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

// cell is an instant as spreadsheets sort it, in Viet Nam's time; empty when it is not known.
func cell(t news.Instant, dayOnly bool) string {
	switch {
	case t.IsZero():
		return ""
	case dayOnly:
		return t.In(news.ICT).Format("2006-01-02")
	}
	return t.In(news.ICT).Format("2006-01-02 15:04")
}

// guarded keeps a spreadsheet from taking a cell for a formula, as OWASP asks (ASVS 5.0, 1.2.10): an apostrophe before
// what begins with = + - @, a tab or a line break. Control characters go.
func guarded(cells []string) []string {
	for i, c := range cells {
		c = strings.Map(func(r rune) rune {
			if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
				return -1
			}
			return r
		}, c)
		if c != "" && strings.ContainsRune("=+-@\t\n＝＋－＠", []rune(c)[0]) {
			c = "'" + c
		}
		cells[i] = c
	}
	return cells
}
