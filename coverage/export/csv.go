package export

import (
	"strconv"
	"strings"

	"diembao/coverage/sheet"
	"diembao/news"
)

// Columns are the headings of the CSV form, in an order that never changes; new ones are added at the end. Times are Viet
// Nam's; lists stand one item a line.
func Columns() []string {
	return []string{"id", "revision", "source", "outlet", "title", "published", "published_origin", "updated", "byline", "section", "credit", "province",
		"officials", "places", "topics", "first_seen", "gone", "problems", "url", "canonical_url"}
}

func row(i Item) []string {
	a := i.Article
	var officials, places, problems []string
	for _, o := range a.Officials {
		officials = append(officials, strings.TrimSuffix(o.Name+" – "+strings.Join(o.Positions, "; "), " – "))
	}
	for _, p := range a.Places {
		places = append(places, p.Name)
	}
	for _, p := range a.Problems {
		problems = append(problems, p.Code)
	}
	at := func(t news.Instant) string { return sheet.Time(t.In(news.ICT), false) }
	return []string{strconv.FormatUint(uint64(a.ID), 10), strconv.Itoa(a.Revision), a.Source, i.Outlet, a.Title,
		sheet.Time(a.Published.In(news.ICT), a.DayOnly), string(a.Origin), at(a.Updated), a.Byline, a.Section, a.Credit, a.Province.Name,
		strings.Join(officials, "\n"), strings.Join(places, "\n"), strings.Join(a.Topics, "\n"), at(a.FirstSeen), at(a.Gone),
		strings.Join(problems, "\n"), a.URL, a.CanonicalURL}
}
