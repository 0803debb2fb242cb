package extract

import (
	"strings"

	"diembao/viet"
)

// headline finds the title of a page and the line it stands in (-1 when none shows it). The site's profile decides;
// else what the page says of itself is put to a vote: JSON-LD, og:title, <title> without the site's name, the visible
// headlines. Systems that let an editor rename a story for search engines show one wording and state another.
func headline(p *page, m *metadata) (title string, at int) {
	if s, ok := p.marked(markProfileTitle); ok {
		return p.lines[s.first].text, s.first
	}
	said := []string{stripSite(m.ld.headline, m), stripSite(m.first("og:title", "twitter:title"), m), stripSite(m.title, m)}
	var lines []int
	for i := range p.lines {
		l := &p.lines[i]
		if (l.level == 1 || l.marks&markTitle != 0 && l.level <= 3) && l.marks&(markRelated|markComment|markNav|markAside) == 0 && len(l.text) <= 400 && len(lines) < 8 {
			lines = append(lines, i)
		}
	}
	best, votes, at := "", 0.0, -1
	poll := func(s string, weight float64, line int) {
		if s == "" || m.isSite(s) && words(s) <= 6 {
			return
		}
		v := weight
		for _, other := range said {
			if v += similar(s, other); s == other {
				v += 0.2 // a wording given twice is meant
			}
		}
		for _, i := range lines {
			v += similar(s, p.lines[i].text) / float64(len(lines))
		}
		if v > votes+1e-9 {
			best, votes, at = s, v, line
		}
	}
	for _, s := range said {
		poll(s, 0.05, -1)
	}
	for _, i := range lines {
		poll(p.lines[i].text, weightOf(&p.lines[i]), i)
	}
	if best == "" {
		return "", -1
	}
	if at < 0 {
		at = p.find(best)
	}
	return best, at
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
	for i := range p.lines {
		l := &p.lines[i]
		if len(l.text) > 3*len(title)+40 || 3*len(l.text)+40 < len(title) || 2*l.linked > len(l.text) {
			continue
		}
		s := similar(l.text, title)
		if l.level == 1 || l.marks&markTitle != 0 {
			s += 0.2
		}
		if s > score {
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
	for _, start := range [...]string{"cổng thông tin", "cổng ttđt", "trang thông tin", "vgp news", "trang chủ", "báo điện tử", "thông tấn xã"} {
		if strings.HasPrefix(key, start) {
			return true
		}
	}
	for _, start := range [...]string{"báo ", "đài ", "tạp chí "} {
		if strings.HasPrefix(key, start) {
			rest := strings.Fields(s)[strings.Count(start, " "):]
			return len(rest) > 0 && (viet.Capitalised(rest[0]) || viet.AllCaps(rest[0]))
		}
	}
	return strings.HasSuffix(key, " online") || strings.HasSuffix(key, ".vn")
}
