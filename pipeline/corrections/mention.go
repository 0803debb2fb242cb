package corrections

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"diembao/news"
)

// mentionsOf are the places of the article's text that have the words as they are, not inside longer ones.
func mentionsOf(a *news.Article, words string) []news.Mention {
	var out []news.Mention
	if words == "" {
		return nil
	}
	for _, part := range [...]struct {
		field news.Field
		text  string
	}{{news.InTitle, a.Title}, {news.InLead, a.Lead}, {news.InBody, a.Body}} {
		for from := 0; ; {
			i := strings.Index(part.text[from:], words)
			if i < 0 {
				break
			}
			start, end := from+i, from+i+len(words)
			before, _ := utf8.DecodeLastRuneInString(part.text[:start])
			after, _ := utf8.DecodeRuneInString(part.text[end:])
			if !unicode.IsLetter(before) && !unicode.IsLetter(after) {
				out = append(out, news.Mention{Text: words, Field: part.field, Start: start, End: end, Rule: news.RuleEditor})
			}
			from = end
		}
	}
	return out
}
