package extract

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"diembao/news"
	"diembao/viet"
	"diembao/viet/gazetteer"
)

// The ways an article's body was found, Article.Method.
const (
	byProfile  = "profile"  // the selectors of sources.yaml
	byMetadata = "metadata" // a block that the page marks as its body (microdata, a known content system)
	byGeneral  = "general"  // the density of running text
)

// read fills an article from a parsed page.
func (e *Extractor) read(a *news.Article, root *html.Node, snap *news.Snapshot, src *news.Source) {
	// The profile speaks first, by marks on elements, so that everything after it is one way for all pages.
	drop, extra := e.profileOf(src.Select).apply(root)
	room, _ := e.pages.Get().(*page)
	if room == nil {
		room = new(page)
	}
	defer e.pages.Put(room)
	p := flatten(root, drop, extra, room)
	served := snap.FinalURL
	if served == "" {
		served = snap.URL
	}
	base := served
	if p.base != "" {
		base = resolve(served, p.base)
	}
	og := ""
	for _, t := range p.meta {
		if t.key == "og:url" && og == "" {
			og = t.content
		}
	}
	a.CanonicalURL = canonical(served, resolve(base, p.links["canonical"]), resolve(base, og))
	a.Site = news.Site(a.CanonicalURL)
	m := readMetadata(p, a.CanonicalURL, a.Site, src.Name)

	// The body comes before the headline: a page without any sign of a headline shows it above its body.
	body, method := p.body(a)
	a.Method = method
	title, at := headline(p, &m, body)
	p.unmask(at)
	t := dated(p, &m, at, body, snap)
	if cut := timed.FindStringSubmatch(title); cut != nil {
		title = cut[1]
	}
	d := draft{title: title, description: m.description, byline: "", isSite: m.isSite, isOwn: m.isOwn, isDate: isDateLine}
	d.lead = p.lead(title, at, body)
	d.pieces = p.pieces(at, body)
	d.signs(p, &m, at, body)
	d.assemble(a)
	d.finish(a, &m)
	a.Section = section(p, &m)
	a.Language = language(a.Title + " " + a.Lead + " " + a.Body[:min(len(a.Body), languageBytes)])
	a.Published, a.DayOnly, a.Origin, a.Updated = t.published, t.dayOnly, t.origin, t.updated
	if t.refused != "" {
		add(a, news.ProblemFuture, t.refused)
	}
	// A page that is no article keeps its title, so that a reader of the problems knows which page it was.
	if code, detail := p.noArticle(a, &m, at, body, snap); code != "" {
		a.Lead, a.Body, a.Blocks, a.Byline, a.Credit = "", "", nil, "", ""
		a.Published, a.DayOnly, a.Origin, a.Updated = news.Instant{}, false, "", news.Instant{}
		add(a, code, detail)
		return
	}
	report(a)
}

// report says what is missing from an article.
func report(a *news.Article) {
	if a.Title == "" {
		add(a, news.ProblemNoTitle, "")
	}
	if a.Body == "" && a.Lead == "" {
		add(a, news.ProblemNoBody, "")
	}
	if a.Published.IsZero() {
		add(a, news.ProblemNoDate, "")
	}
}

// unmask takes the masthead's mark off the blocks that hold the headline: such a <header> is the article's own.
func (p *page) unmask(title int) {
	if title < 0 {
		return
	}
	// Marks were handed down already, so they are taken off the lines themselves.
	for i, b := range p.blocks {
		if i > 0 && b.marks&markMasthead != 0 && b.first <= title && title < b.last {
			for j := b.first; j < b.last; j++ {
				p.lines[j].marks &^= markMasthead
			}
		}
	}
	for i := range p.times {
		if t := &p.times[i]; t.line < len(p.lines) && p.lines[t.line].marks&markMasthead == 0 {
			t.marks &^= markMasthead
		}
	}
}

// agree is how much of the text that either finds profile and general extractor must both find.
const agree = 0.5

// body chooses the lines of the article. The profile's are taken when they hold any running text; when the general
// extractor finds something quite different the article says so.
func (p *page) body(a *news.Article) (span, string) {
	general := p.lengthen(p.densest())
	method := byGeneral
	for i := general.first; i < general.last; i++ {
		if p.lines[i].marks&markBody != 0 {
			method = byMetadata
			break
		}
	}
	own, ok := p.marked(markProfileBody)
	if !ok {
		return general, method
	}
	mine, theirs, both := p.weigh(own), p.weigh(general), p.weigh(span{max(own.first, general.first), min(own.last, general.last)})
	if all := mine + theirs - both; all > 400 && float64(both) < agree*float64(all) {
		add(a, news.ProblemDisagree, "the profile's body and the general extractor's have little in common")
		if mine < 100 || 3*mine < theirs { // a selector that has come to match something else
			return general, method
		}
	}
	return own, byProfile
}

// shortBody is how many bytes of running text a body has at most that may be no more than the article's lead.
const shortBody = 700

// lengthen adds to a short body the sentences right below it: the lead of a short report outweighs the block with the
// two sentences that follow. A link, a button, a counter or the page's furniture ends it.
func (p *page) lengthen(body span) span {
	if p.weigh(body) == 0 || p.weigh(body) > shortBody {
		return body
	}
	for body.last < len(p.lines) {
		l := &p.lines[body.last]
		if l.marks&furniture != 0 || l.linked > 0 || !sentence(l.text) || words(l.text) < 5 || strings.HasSuffix(l.text, ":") || phrases.of(l.text) != noPhrase || counter(l.text) || masthead(l.text) {
			break
		}
		body.last++
	}
	return body
}

// weigh is the running text of some lines, in bytes.
func (p *page) weigh(s span) int {
	if s.first >= s.last {
		return 0
	}
	return p.good[s.last] - p.good[s.first]
}

// leadLines is how many lines a marked lead may have.
const leadLines = 4

// lead is the text the page marks as its lead, between the headline and the body's first lines, or running text that
// stands there unmarked because the body's block begins below it.
func (p *page) lead(title string, at int, body span) string {
	if s, ok := p.marked(markProfileLead); ok && s.first <= body.first+leadLines && p.lines[s.first].marks&furniture == 0 {
		return p.join(s, markProfileLead, title)
	}
	first := max(at+1, body.first-15, 0)
	last := body.first + 3
	if body.first <= at && at < body.last { // the body's block holds the headline as well
		last = at + 8
	}
	last = min(last, len(p.lines))
	for i := first; i < last; i++ {
		if p.lines[i].marks&markLead != 0 && p.lines[i].marks&furniture == 0 && 2*p.lines[i].linked <= len(p.lines[i].text) {
			if s := p.join(span{i, min(i+leadLines, len(p.lines))}, markLead, title); s != "" {
				return s
			}
		}
	}
	if at < 0 {
		return ""
	}
	var parts []string
	for i := first; i < body.first && len(parts) < leadLines; i++ {
		l := &p.lines[i]
		if l.good == len(l.text) && l.marks&furniture == 0 && similar(l.text, title) < 0.8 && l.kind != news.Caption && !isDateLine(l.text) {
			parts = append(parts, l.text)
		}
	}
	return strings.Join(parts, " ")
}

// join is the text of the lines that carry a mark, without the headline, date lines and links to other articles.
func (p *page) join(s span, m mark, title string) string {
	var parts []string
	headline := bareKey(title)
	for i := s.first; i < s.last; i++ {
		l := &p.lines[i]
		if l.kind == news.Caption || l.photo && len(parts) > 0 {
			continue
		}
		if l.marks&m == 0 || len(parts) > 0 && linkOnly(l) || isDateLine(l.text) || bareKey(l.text) == headline || phrases.of(l.text) != noPhrase {
			continue
		}
		if l.linked > 0 && linkOnly(l) && words(l.text) >= 4 {
			continue
		}
		parts = append(parts, l.text)
	}
	return strings.Join(parts, " ")
}

// linkOnly says that a line is a link and no sentence of the article.
func linkOnly(l *line) bool { return 10*l.linked >= 8*len(l.text) && !strings.HasSuffix(l.text, ".") }

// pieces are the lines of the body without what marks and links show to be the page's.
func (p *page) pieces(title int, body span) []piece {
	var pieces []piece
	if body.first <= title && title < body.last {
		body.first = title + 1
	}
	// Between the elements of a profile's body other things may stand.
	profile := body.first < body.last && p.lines[body.first].marks&markProfileBody != 0
	for i := body.first; i < body.last; i++ {
		l := &p.lines[i]
		if profile && l.marks&markProfileBody == 0 {
			continue
		}
		if l.marks&furniture != 0 || linkOnly(l) && (l.linked > 0) {
			continue
		}
		k := piece{text: l.text, kind: l.kind, strong: l.strong}
		// Old systems have no captions and no subheads, only pictures, italics and bold.
		switch short := words(l.text) <= 60; {
		case l.marks&markByline != 0 && l.kind == news.Paragraph: // also under a picture
		case l.kind == news.Paragraph && l.strong && !sentence(l.text) && words(l.text) <= 30:
			k.kind = news.Heading
		case l.photo && l.kind == news.Paragraph && short && words(l.text) <= 60 && (l.slant || !sentence(l.text) && words(l.text) >= 3):
			k.kind = news.Caption
		}
		pieces = append(pieces, k)
	}
	return pieces
}

// weekday ends what stands before a date.
var weekday = regexp.MustCompile(`(?i)(thứ\s+(hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)[\s,]*$`)

// comments counts them at the end of a line.
var comments = regexp.MustCompile(`(?i)[\s|•-]*\d+\s+(bình luận|lượt xem|lượt đọc)$`)

// signs reads the author that the page marks: the profile's element, or one of a class for authors near the headline
// or the body's end.
func (d *draft) signs(p *page, m *metadata, title int, body span) {
	take := func(i int, trusted bool) {
		text := p.lines[i].text
		if s, ok := dateAt(text); ok {
			text = strings.Trim(strings.TrimSpace(weekday.ReplaceAllString(text[:s.Start], "")+" "+text[s.End:]), " -–|,•")
		}
		text = comments.ReplaceAllString(text, "")
		if s, ok := sign(text); ok {
			d.sign(s)
		} else if trusted && len(text) <= 80 && !m.isSite(text) && d.byline == "" {
			d.byline = text
		}
	}
	if s, ok := p.marked(markProfileByline); ok {
		for i := s.first; i < s.last; i++ {
			if p.lines[i].marks&markProfileByline != 0 {
				take(i, true)
			}
		}
		if d.byline != "" {
			return
		}
	}
	// Conversations name who speaks in the same way; names all over the body sign nothing.
	inside := 0
	for i := body.first; i < body.last; i++ {
		if p.lines[i].marks&markByline != 0 {
			inside++
		}
	}
	for i := max(0, title-4); i < min(len(p.lines), body.last+6); i++ {
		l := &p.lines[i]
		if inside > maxSigners && body.first <= i && i < body.last {
			continue
		}
		if l.marks&markByline != 0 && l.marks&(markRelated|markComment|markNav|markAside) == 0 && (i < max(body.first+2, title+8) || i >= body.last-3) && d.byline == "" {
			take(i, false)
		}
	}
	for i := title + 1; title >= 0 && d.byline == "" && i < min(title+4, body.first+2, len(p.lines)); i++ { // beside the date
		d.byline = p.dateline(i, m)
		if l := &p.lines[i]; d.byline == "" && l.marks&furniture == 0 && writtenBy.MatchString(l.text) {
			if s, ok := sign(l.text); ok {
				d.sign(s)
			}
		}
	}
	for i := body.last; i < min(len(p.lines), body.last+3); i++ { // unmarked, right below the body
		l := &p.lines[i]
		if l.marks&furniture != 0 || l.linked > 0 || l.level > 0 {
			continue
		}
		if s, ok := sign(l.text); ok && (d.byline == "" || s.names == "") {
			d.sign(s)
		}
	}
}

// dateline is the person named in a date line: "31/07/2020 15:07 | Lê Thảo". A place is none.
func (p *page) dateline(i int, m *metadata) string {
	l := &p.lines[i]
	s, ok := dateLine(l.text, false)
	if !ok || l.marks&furniture != 0 {
		return ""
	}
	rest := weekday.ReplaceAllString(l.text[:s.Start], "") + "|" + comments.ReplaceAllString(l.text[s.End:], "")
	for part := range strings.FieldsFuncSeq(rest, func(r rune) bool { return strings.ContainsRune("|•-–—", r) }) {
		part = strings.TrimSpace(part)
		if sig, ok := sign(part); ok && sig.names == part && words(part) >= 2 && !m.isSite(part) && !newsroom(part) && !place(part) {
			return part
		}
	}
	return ""
}

// place says that a text is the name of a province, district or commune, of today or of the map before July 2025.
func place(s string) bool {
	g := gazetteer.Load()
	return len(g.Named(s, news.Day{})) > 0 || len(g.Named(s, news.Day{Year: 2020, Month: 1, Day: 1})) > 0
}

// finish takes the author from metadata when the visible page shows none.
func (d *draft) finish(a *news.Article, m *metadata) {
	if a.Byline != "" {
		return
	}
	// Metadata name the outlet more often than the writer; what does not read as a name is left.
	for _, name := range append(m.ld.authors, m.first("author", "article:author", "dc.creator", "dcterms.creator")) {
		if s, ok := sign(name); ok && s.names != "" && !m.isSite(name) && !outletName(name) && !newsroom(s.names) {
			a.Byline = s.names
			return
		}
	}
}

// section is the page's section: JSON-LD, meta, the last name of the breadcrumb.
func section(p *page, m *metadata) string {
	for _, s := range [...]string{m.ld.section, m.first("article:section", "section")} {
		// "Kinh tế,Nông nghiệp,Tin tức" lists an article's sections, the nearest first; "Văn hóa, xã hội" is one.
		if head, _, ok := strings.Cut(s, ","); ok && !strings.Contains(s, ", ") {
			s = strings.TrimSpace(head)
		}
		if s != "" && len(s) <= 80 && !m.isSite(s) {
			return s
		}
	}
	for i := len(m.crumbs) - 1; i >= 0; i-- {
		if s := m.crumbs[i]; len(s) <= 80 && viet.Key(s) != "trang chủ" && viet.Key(s) != "home" && similar(s, m.ld.headline) < 0.8 && !m.isSite(s) {
			return s
		}
	}
	if s, ok := p.marked(markSection); ok && len(p.lines[s.first].text) <= 60 {
		return p.lines[s.first].text
	}
	return ""
}
