package viet

import "diembao/news"

// A Reading is a Text cut once for all readers of facts. The zero Reading is of the empty Text.
type Reading struct {
	Title, Lead, Body Cut
}

// Read cuts text in the memory of r.
func (r *Reading) Read(text Text) {
	r.Title.Read(text.Title)
	r.Lead.Read(text.Lead)
	r.Body.Read(text.Body)
}

// Text is what was cut.
func (r *Reading) Text() Text { return Text{r.Title.Text, r.Lead.Text, r.Body.Text} }

// A Part is one part of a Reading.
type Part struct {
	Field news.Field
	*Cut
}

// Parts are the parts in the order in which they are read.
func (r *Reading) Parts() [3]Part {
	return [...]Part{{news.InTitle, &r.Title}, {news.InLead, &r.Lead}, {news.InBody, &r.Body}}
}
