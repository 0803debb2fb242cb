package archive

import "diembao/news"

// factsVersion is the first byte of facts in format 2. In format 1 they are JSON, which begins with a brace.
const factsVersion = 2

// facts carries everything of an article but its texts and what stands in the revision's record and in the head. A new
// field of news.Article or of what it holds goes to the end of its group; none is ever taken out or moved.
func (w *wire) facts(a *news.Article) {
	w.group(func() {
		w.str(&a.Source)
		w.str(&a.CanonicalURL)
		w.str(&a.Site)
		w.str(&a.Byline)
		w.str(&a.Section)
		w.str(&a.Language)
		w.instant(&a.Published)
		w.bool(&a.DayOnly)
		word(w, &a.Origin)
		w.instant(&a.Updated)
		w.str(&a.Credit)
		w.str(&a.Method)
		w.subject(&a.Province)
		w.strs(&a.Topics)
		list(w, &a.Problems, func(p *news.Problem) { w.str(&p.Code); w.str(&p.Detail) })
		list(w, &a.Blocks, func(b *news.Block) { word(w, &b.Kind); w.int(&b.Start); w.int(&b.End) })
		list(w, &a.Dates, func(d *news.Date) { w.date(d, a) })
		list(w, &a.Places, func(p *news.Place) { w.place(p, a) })
		list(w, &a.Officials, func(o *news.Official) { w.official(o, a) })
	})
}

func (w *wire) subject(s *news.Subject) {
	w.group(func() { w.str(&s.Name); w.str(&s.Code); w.str(&s.Reason) })
}

func (w *wire) date(d *news.Date, a *news.Article) {
	w.group(func() { w.mention(&d.Mention, a) })
	w.day(&d.From)
	w.day(&d.To)
	word(w, &d.Origin)
	w.str(&d.Reason)
}

func (w *wire) place(p *news.Place, a *news.Article) {
	w.str(&p.Name)
	word(w, &p.Kind)
	w.str(&p.Code)
	w.str(&p.Province)
	w.group(func() { w.str(&p.Current.Name); w.str(&p.Current.Code) })
	w.said(&p.Mentions, a)
	w.str(&p.Reason)
	w.strs(&p.Choices)
}

func (w *wire) official(o *news.Official, a *news.Article) {
	w.str(&o.Name)
	w.str(&o.Rank)
	w.strs(&o.Positions)
	list(w, &o.Posts, w.post)
	w.str(&o.Organisation)
	w.str(&o.Province)
	w.said(&o.Mentions, a)
}

func (w *wire) post(p *news.Post) {
	w.str(&p.Text)
	w.str(&p.Title)
	w.str(&p.Body)
	w.str(&p.Qualifier)
	w.str(&p.Office)
	w.str(&p.Place)
	w.str(&p.Province)
}

// mention leaves out its words where they are the ones it points at.
func (w *wire) mention(m *news.Mention, a *news.Article) {
	length := m.End - m.Start
	word(w, &m.Field)
	w.int(&m.Start)
	w.int(&length)
	m.End = m.Start + length
	w.str(&m.Rule)
	pointed, there := cutOut(m, a)
	same := there && (w.reading || m.Text == pointed)
	if w.bool(&same); same {
		m.Text = pointed
		return
	}
	w.str(&m.Text)
}

// cutOut is what a mention points at, false when that is no part of the text.
func cutOut(m *news.Mention, a *news.Article) (string, bool) {
	text := a.Body
	switch m.Field {
	case news.InTitle:
		text = a.Title
	case news.InLead:
		text = a.Lead
	}
	if m.Start < 0 || m.End < m.Start || m.End > len(text) {
		return "", false
	}
	return text[m.Start:m.End], true
}

// said carries mentions; those of one article share an array.
func (w *wire) said(v *[]news.Mention, a *news.Article) {
	n, some := count(w, *v)
	if w.reading {
		if *v = nil; some {
			if w.mentions == nil || cap(w.mentions)-len(w.mentions) < n {
				w.mentions = make([]news.Mention, 0, max(n, 32))
			}
			end := len(w.mentions) + n
			*v = w.mentions[len(w.mentions):end:end]
			w.mentions = w.mentions[:end]
		}
	}
	for i := range *v {
		w.group(func() { w.mention(&(*v)[i], a) })
	}
}
