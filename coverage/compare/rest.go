package compare

import (
	"sort"

	"diembao/news"
)

// Rest is how many syllables, numbers and codes stand behind a piece of the text.
func (t *Text) Rest(s news.Span) int {
	return len(t.at) - sort.Search(len(t.at), func(i int) bool { return int(t.at[i].start) >= s.End })
}
