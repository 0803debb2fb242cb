package extract

import (
	"strings"

	"diembao/news"
	"diembao/viet"
)

// headline finds the title of a page and the line it stands in (-1 when none shows it). The site's profile decides,
// unless it points at something that has nothing to do with the title the page states and shows elsewhere; else what the page says of itself is put to a vote: JSON-LD, og:title, <title> without the site's name, the visible
// headlines. Systems that let an editor rename a story for search engines show one wording and state another.
//
// A wording that no line of the page shows gives way to a line that looks like a headline right above the body: many
// portals have one <title> for all pages.
func headline(p *page, m *metadata, body span) (title string, at int) {
	title, at = voted(p, m, body)
	if at >= 0 {
		return title, at
	}
	i := p.above(body, m)
	if i < 0 || p.lines[i].level != 1 && p.lines[i].marks&markTitle == 0 {
		if only := p.onlyHeading(m); only >= 0 && only < body.last {
			i = only
		}
	}
	if i >= 0 && (title == "" || similar(title, p.lines[i].text) < 0.5) {
		return p.lines[i].text, i
	}
	return title, at
}

// onlyHeading is the one <h1> of a page, wherever it stands; -1 when there are none or several.
func (p *page) onlyHeading(m *metadata) int {
	at := -1
	for i := range p.lines {
		l := &p.lines[i]
		if l.level != 1 || l.marks&furniture != 0 || 2*l.linked > len(l.text) || words(l.text) < 4 || generic(l.text, m) {
			continue
		}
		if at >= 0 {
			return -1
		}
		at = i
	}
	return at
}

// aboveBody is how many lines before and into the body a headline without any mark is looked for.
const (
	aboveBody = 10
	intoBody  = 4
)

// above is the line that looks most like a headline around the beginning of the body; -1 when none does.
func (p *page) above(body span, m *metadata) int {
	best, at := 0.0, -1
	for body.first < body.last && p.lines[body.first].marks&furniture != 0 { // the block may hold the masthead as well
		body.first++
	}
	for i := max(0, body.first-aboveBody); i < min(len(p.lines), body.first+intoBody); i++ {
		l := &p.lines[i]
		if i >= body.first && l.level == 0 && paragraph(l.text) {
			break
		}
		if n := words(l.text); n < 4 || n > 40 || l.marks&(furniture&^markMasthead) != 0 || 2*l.linked > len(l.text) || l.level == 0 && l.marks&markTitle == 0 && strings.HasSuffix(l.text, ".") || strings.HasSuffix(l.text, ":") || l.kind == news.Caption || isDateLine(l.text) || generic(l.text, m) {
			continue
		}
		score := 0.1
		switch {
		case l.level == 1:
			score = 1.2
		case l.level > 0 && l.level <= 3, l.marks&markTitle != 0:
			score = 1
		case l.strong || l.slant:
			score = 0.6
		}
		for j := i + 1; j < min(i+3, len(p.lines)); j++ {
			if isDateLine(p.lines[j].text) { // over the headline that stands nearer may be a kicker
				score += 0.7 - 0.2*float64(j-i)
				break
			}
		}
		if score > best+1e-9 {
			best, at = score, i
		}
	}
	if best < 0.5 {
		return -1
	}
	return at
}

// generic says that a text names the site or a kind of page and is no headline.
func generic(s string, m *metadata) bool {
	return s == "" || outletName(s) || phrases.of(s) != noPhrase || words(s) <= 6 && m.isSite(s)
}

// voted is the wording with the most votes, and where it is shown.
func voted(p *page, m *metadata, body span) (title string, at int) {
	said := []string{stripSite(m.ld.headline, m), stripSite(m.first("og:title", "twitter:title"), m), stripSite(m.title, m)}
	if s, ok := p.marked(markProfileTitle); ok && (!p.misnamed(m, p.lines[s.first].text) || p.find(said[1]) < 0) {
		return p.lines[s.first].text, s.first
	}
	var lines []int
	for i := range p.lines {
		l := &p.lines[i]
		if (l.level == 1 || l.marks&markTitle != 0 && l.level <= 3) && l.marks&(markRelated|markComment|markNav|markAside) == 0 && len(l.text) <= 400 && len(lines) < 8 {
			lines = append(lines, i)
		}
	}
	stated, shown := make([]wording, len(said)), make([]wording, len(lines))
	for i, s := range said {
		stated[i] = wordingOf(s)
	}
	for i, at := range lines {
		shown[i] = wordingOf(p.lines[at].text)
	}
	// Every wording, stated or shown, collects how like it is to each stated one, and on average to the shown ones:
	// stated wordings are three at most, headlines of other stories may be many.
	best, votes, at := "", 0.0, -1
	poll := func(s string, words wording, weight float64, line int) {
		if generic(s, m) {
			return
		}
		v := weight
		for i, other := range said {
			if v += words.like(stated[i]); s == other {
				v += 0.2 // a wording given twice is meant
			}
		}
		for _, other := range shown {
			v += words.like(other) / float64(len(shown))
		}
		if v > votes+1e-9 { // of equals the earlier, stated one stays
			best, votes, at = s, v, line
		}
	}
	for i, s := range said {
		poll(s, stated[i], 0.05, -1)
	}
	for k, i := range lines {
		w := weightOf(&p.lines[i])
		if body.first < i && i < body.last && p.weigh(span{body.first, i}) > 600 { // a subhead, whatever its level
			w -= 0.6
		}
		poll(p.lines[i].text, shown[k], w, i)
	}
	if best == "" {
		return "", -1
	}
	if at < 0 {
		at = p.find(best)
	}
	if i := p.without(best); i >= 0 {
		return p.lines[i].text, i
	}
	return best, at
}

// without finds the line that shows a title without its last part: what the page leaves out there is the site's name,
// whatever it is.
func (p *page) without(title string) int {
	for _, sep := range [...]string{" | ", " - ", " – "} {
		head, _, ok := cutLast(title, sep)
		if !ok || words(head) < 3 {
			continue
		}
		key := bareKey(head)
		for i := range p.lines {
			if l := &p.lines[i]; len(l.text) <= len(head)+8 && 2*l.linked <= len(l.text) && bareKey(l.text) == key {
				return i
			}
		}
	}
	return -1
}

// weightOf is how much the looks of a line speak for its being the headline when the page says nothing else.
func weightOf(l *line) float64 {
	w := 0.0
	if l.marks&markTitle != 0 {
		w += 0.1
	}
	if l.marks&markMasthead != 0 || 2*l.linked > len(l.text) {
		w -= 0.6
	}
	if words(l.text) >= 5 {
		w += 0.1
	}
	return w
}

// find is the first line that shows a title, headings before other lines; -1 when there is none.
func (p *page) find(title string) int {
	at, score := -1, 0.75
	words := wordingOf(title)
	for i := range p.lines {
		l := &p.lines[i]
		if len(l.text) > 3*len(title)+40 || 3*len(l.text)+40 < len(title) || 2*l.linked > len(l.text) {
			continue
		}
		extra := 0.0
		if l.level == 1 || l.marks&markTitle != 0 {
			extra = 0.2
		}
		if !words.reaches(l.text, score-extra) {
			continue
		}
		if s := wordingOf(l.text).like(words) + extra; s > score {
			at, score = i, s
		}
	}
	return at
}

// stripSite takes the site's own name off a title: "Họp ban chỉ đạo - Báo Mẫu", "Báo Mẫu | Họp ban chỉ đạo". What
// is cut must be a name the page gives its site, or a short tail that begins like one.
func stripSite(s string, m *metadata) string {
	for _, sep := range [...]string{" | ", " - ", " – ", " — ", " :: ", " » ", " .: ", "|"} {
		if head, tail, ok := cutLast(s, sep); ok && len(head) >= 10 && (m.isSite(tail) || outletName(tail)) {
			return stripSite(head, m)
		}
		if head, tail, ok := strings.Cut(s, sep); ok && len(tail) >= 10 && (m.isSite(head) || outletName(head)) {
			return stripSite(strings.TrimSpace(tail), m)
		}
	}
	return strings.TrimSpace(s)
}

// cutLast cuts at the last separator: titles may hold one of their own before the site's name.
func cutLast(s, sep string) (head, tail string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+len(sep):]), true
}

// outletName says that a short text reads like the name of a news outlet or an office's site: "Báo Mẫu", "Báo điện tử
// Mẫu", "Cổng thông tin điện tử tỉnh Mẫu". "Báo động ở Mẫu" does not: a name goes on with a capital.
func outletName(s string) bool {
	s = strings.Trim(s, " .:-|")
	key := viet.Key(s)
	if words(key) > 14 {
		return false
	}
	for _, start := range [...]string{"cổng thông tin", "cổng ttđt", "trang thông tin", "trang tin điện tử", "vgp news", "trang chủ", "báo điện tử", "báo và phát thanh", "thông tấn "} {
		if strings.HasPrefix(key, start) {
			return true
		}
	}
	for _, start := range [...]string{"báo ", "đài ", "tạp chí ", "trang tin "} {
		if strings.HasPrefix(key, start) {
			rest := strings.Fields(s)[strings.Count(start, " "):]
			return len(rest) > 0 && (viet.Capitalised(rest[0]) || viet.AllCaps(rest[0]))
		}
	}
	return strings.HasSuffix(key, " online") || strings.HasSuffix(key, ".vn")
}
