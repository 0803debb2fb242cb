package web

import (
	"cmp"
	"slices"
	"unicode"
	"unicode/utf8"

	"diembao/news"
)

// A piece is a run of text, marked as a mention of Class ("official", "place", "date", "hit") or plain.
type piece struct {
	Text  string
	Class string
	Note  string // shown when the mouse rests on it
	Link  string // a search for the same
}

// A marked is a mention with what is to be said of it.
type marked struct {
	start, end        int
	class, note, link string
}

// mentionsIn gathers the mentions of one field, officials before places before dates where they begin together.
func mentionsIn(a news.Article, field news.Field) []marked {
	var out []marked
	add := func(m news.Mention, class, note, link string) {
		if m.Field == field {
			out = append(out, marked{m.Start, m.End, class, note, link})
		}
	}
	for _, o := range a.Officials {
		note := o.Name
		for i, p := range o.Positions {
			note += map[bool]string{true: " – ", false: ", "}[i == 0] + p
		}
		for _, m := range o.Mentions {
			add(m, "official", note, "/?"+Values(news.Query{Official: o.Name}).Encode())
		}
	}
	for _, p := range a.Places {
		note := p.Name
		if p.Current.Name != "" && p.Current.Name != p.Name {
			note += " → " + p.Current.Name
		}
		for _, m := range p.Mentions {
			add(m, "place", note, "/?"+Values(news.Query{Place: p.Name}).Encode())
		}
	}
	for _, d := range a.Dates {
		note := d.From.String()
		if d.To != d.From {
			note += " – " + d.To.String()
		}
		if d.From.IsZero() {
			note = d.Reason
		}
		add(d.Mention, "date", note, "")
	}
	slices.SortStableFunc(out, func(x, y marked) int { return cmp.Compare(x.start, y.start) })
	return out
}

// pieces cuts text[from:to] at the marks, which are in order of start; a mark that overlaps an earlier one or does not
// lie inside is left out.
func pieces(text string, from, to int, marks []marked) []piece {
	var out []piece
	at := from
	for _, m := range marks {
		if m.start < at || m.end > to || m.start >= m.end {
			continue
		}
		if m.start > at {
			out = append(out, piece{Text: text[at:m.start]})
		}
		out = append(out, piece{text[m.start:m.end], m.class, m.note, m.link})
		at = m.end
	}
	if at < to {
		out = append(out, piece{Text: text[at:to]})
	}
	return out
}

// hits cuts text at highlighted spans.
func hits(text string, spans []news.Span) []piece {
	marks := make([]marked, len(spans))
	for i, s := range spans {
		marks[i] = marked{start: s.Start, end: s.End, class: "hit"}
	}
	return pieces(text, 0, len(text), marks)
}

// cutHits is hits of a text cut out of a longer one: where it begins or ends amid a sentence, that is shown.
func cutHits(text string, spans []news.Span) []piece {
	out := hits(text, spans)
	if first, _ := utf8.DecodeRuneInString(text); unicode.IsLower(first) {
		out = slices.Insert(out, 0, piece{Text: "… "})
	}
	if last, _ := utf8.DecodeLastRuneInString(text); unicode.IsLetter(last) || unicode.IsDigit(last) || last == ',' {
		out = append(out, piece{Text: " …"})
	}
	return out
}

// A blockView is one block of the body with its mentions.
type blockView struct {
	Kind   news.BlockKind
	Pieces []piece
}

func blocks(a news.Article) []blockView {
	marks := mentionsIn(a, news.InBody)
	list := a.Blocks
	if len(list) == 0 && a.Body != "" {
		list = []news.Block{{Kind: news.Paragraph, End: len(a.Body)}}
	}
	var out []blockView
	for _, b := range list {
		out = append(out, blockView{b.Kind, pieces(a.Body, b.Start, b.End, marks)})
	}
	return out
}
