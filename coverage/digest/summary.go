package digest

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"diembao/coverage/compare"
	"diembao/news"
	"diembao/viet"
)

const (
	// longestSummary is how many characters a summary has at most: a lead of the usual length, or two to three sentences.
	longestSummary = 600
	// summarySentences is how many sentences of the body are taken where there is no lead.
	summarySentences = 2
	// openingSentences is how far into the body they are looked for: news say the most important first.
	openingSentences = 8
)

// opening is the bracket before the first words, "(TTXVN) - ", which says who wrote and not what happened.
var opening = regexp.MustCompile(`^\s*\([^()]{2,40}\)\s*[-–—:]?\s*`)

// summarise takes the article's own words: its lead, else the sentences at its beginning that say most of what the
// headline says. from is "lead", "text", or empty when there is nothing to take.
func summarise(a *news.Article) (summary, from string) {
	lead := strings.TrimSpace(opening.ReplaceAllString(a.Lead, ""))
	if lead != "" && viet.Key(lead) != viet.Key(a.Title) {
		return cutAtSentence(flat(lead)), "lead"
	}
	if text := best(a); text != "" {
		return text, "text"
	}
	return "", ""
}

// flat puts a text on one line.
func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

// cutAtSentence keeps whole sentences up to longestSummary; a first sentence longer than that ends in "…".
func cutAtSentence(s string) string {
	if utf8.RuneCountInString(s) <= longestSummary {
		return s
	}
	end := 0
	for _, span := range viet.AppendSentences(nil, s) {
		if utf8.RuneCountInString(s[:span.End]) > longestSummary {
			break
		}
		end = span.End
	}
	if end > 0 {
		return s[:end]
	}
	// One sentence of over 600 characters: lists of names mostly. It is cut between words, and says so.
	runes := []rune(s)[:longestSummary]
	if i := strings.LastIndexByte(string(runes), ' '); i > 0 {
		return string(runes)[:i] + " …"
	}
	return string(runes) + " …"
}

// A claim is a sentence with how much of the headline it says.
type claim struct {
	text  string
	at    int
	score float64
}

// best are the sentences of the opening that share most pairs of syllables with the headline, in the text's order.
func best(a *news.Article) string {
	wanted := compare.Pairs(a.Title)
	var claims []claim
	for _, p := range paragraphs(a) {
		for _, span := range viet.AppendSentences(nil, p) {
			if len(claims) == openingSentences {
				break
			}
			text := flat(p[span.Start:span.End])
			if len(claims) == 0 {
				text = opening.ReplaceAllString(text, "")
			}
			if len(strings.Fields(text)) < 4 {
				continue // a name, a cross-head
			}
			c := claim{text: text, at: len(claims)}
			for pair := range compare.Pairs(text) {
				if wanted[pair] {
					c.score++
				}
			}
			c.score /= max(1, float64(len(wanted)))
			// The first sentence says when, where and who; the second goes on with it, and a summary without a gap reads
			// better than one that says a little more of the headline.
			switch c.at {
			case 0:
				c.score += .5
			case 1:
				c.score += .2
			}
			claims = append(claims, c)
		}
	}
	slices.SortStableFunc(claims, func(x, y claim) int {
		switch {
		case x.score > y.score:
			return -1
		case x.score < y.score:
			return 1
		}
		return x.at - y.at
	})
	claims = claims[:min(len(claims), summarySentences)]
	slices.SortFunc(claims, func(x, y claim) int { return x.at - y.at })
	var out []string
	for i, c := range claims {
		if i > 0 && c.at != claims[i-1].at+1 {
			out = append(out, "[…]") // the article says something between
		}
		out = append(out, c.text)
	}
	return cutAtSentence(strings.Join(out, " "))
}

// paragraphs are the running text of the body, without headings, captions and tables.
func paragraphs(a *news.Article) []string {
	if len(a.Blocks) == 0 {
		return strings.Split(a.Body, "\n")
	}
	var out []string
	for _, b := range a.Blocks {
		if b.Kind == news.Paragraph && b.Start >= 0 && b.Start <= b.End && b.End <= len(a.Body) {
			out = append(out, a.Body[b.Start:b.End])
		}
	}
	return out
}
