// Package places finds the places an article names, on the map of the article's own day, and the province it is about.
package places

import (
	"diembao/news"
	"diembao/viet"
)

// Context is what is known of an article besides its text.
type Context struct {
	Published   news.Day // chooses the map; zero: the map is guessed from the text
	Province    string   // the source's province, name or code; empty for a national outlet or when not known
	Title, Lead string   // used when the text itself has none
}

// A Finding is the places of an article, in the order in which it names them, and the province it is about.
type Finding struct {
	Places  []news.Place
	Subject news.Subject
}

// Find reads an article.
func Find(doc viet.Text, ctx Context) Finding { return Finding{} }
