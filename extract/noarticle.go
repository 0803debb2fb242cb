package extract

import (
	"fmt"
	"strings"

	"diembao/news"
	"diembao/viet"
)

// notFound are the words of pages that say "not found" under status 200.
var notFound = []string{
	"không tìm thấy trang", "trang không tồn tại", "không tồn tại trang", "trang bạn tìm", "bài viết không tồn tại", "bài viết đã bị xóa", "bài viết đã bị gỡ",
	"nội dung không tồn tại", "không tìm thấy nội dung", "không tìm thấy bài viết", "tin không tồn tại", "page not found", "404 not found", "error 404", "lỗi 404", "404 - ", "trang yêu cầu không",
}

// noArticle says why a page is not an article: "not found" under status 200, a listing, the front page in place of an
// article. The empty code means that it is one.
func (p *page) noArticle(a *news.Article, m *metadata, title int, body span, snap *news.Snapshot) (code, detail string) {
	text := len(a.Body) + len(a.Lead)
	// Only a page with little text is asked: an article may well speak of a page that was not found.
	if text < 1200 {
		for _, s := range append([]string{a.Title, p.title}, p.shown(30)...) {
			key := viet.Key(s)
			for _, words := range notFound {
				if len(key) < 200 && strings.Contains(key+" ", words) {
					return news.ProblemSoft404, s
				}
			}
			if key == "404" {
				return news.ProblemSoft404, s
			}
		}
	}
	moved := snap.FinalURL != "" && snap.URL != "" && !sameAddress(snap.FinalURL, snap.URL)
	served := snap.FinalURL
	if served == "" {
		served = snap.URL
	}
	if moved && front(served) && !front(snap.URL) {
		return news.ProblemRedirected, "led to the front page"
	}
	headlines, ok := p.listing(m, title, body, text, !a.Published.IsZero())
	ok = ok && snap.Published.IsZero() // a feed gave it as an article
	if !ok && !(front(served) && served != "" && !m.hasLD) {
		return "", ""
	}
	if moved {
		return news.ProblemRedirected, "led to a listing"
	}
	return news.ProblemListing, fmt.Sprintf("%d headlines of other articles", headlines)
}

// shown are the first lines of a page that stand in no menu.
func (p *page) shown(n int) []string {
	var s []string
	for i := range p.lines {
		if p.lines[i].marks&(markNav|markHidden) == 0 && 2*p.lines[i].linked <= len(p.lines[i].text) {
			if s = append(s, p.lines[i].text); len(s) == n {
				break
			}
		}
	}
	return s
}

// listing tells a page of headlines from an article by what its best block holds and lacks: linked headlines, alone or
// each with a summary, far from the page's own headline, without a date. No one of these signs is enough. A page that
// states its own article or time of publication is none.
func (p *page) listing(m *metadata, title int, body span, text int, dated bool) (headlines int, ok bool) {
	inside, linked, teasers, long := 0, 0, 0, 0
	for i := range p.lines {
		l := &p.lines[i]
		within := body.first <= i && i < body.last
		switch {
		case 10*l.linked >= 9*len(l.text) && words(l.text) >= 6 && l.marks&(markNav|markMasthead|markComment|markTags) == 0:
			headlines++
			if within && l.marks&furniture == 0 { // boxes of other headlines stand inside bodies too
				inside++
				linked += len(l.text)
			}
		case within && words(l.text) >= 12 && teaser(p.lines, i):
			teasers++
		case within && words(l.text) >= 12:
			long++
		}
	}
	if m.hasLD || m.first(publishedKeys...) != "" {
		return headlines, false
	}
	// Three points make a listing; the weights were set on listings and articles of 2026 and on the sample sites.
	signs := 0
	for _, sign := range [...]struct {
		seen   bool
		weight int
	}{
		{headlines >= 10, 1}, {!dated, 1}, {inside >= 5 && 3*linked >= text, 2}, {teasers >= 3 && teasers >= long, 2},
		{title < 0 || body.first-title > 40 || body.last <= title, 1}, {text < 800 && headlines >= 20, 1}, {text < 250, 1}, {long <= 1 && headlines >= 10 && !dated, 1},
		{inside == 0 && teasers == 0 && (long >= 5 || long >= 3 && body.first-title <= 5) && title >= 0 && (p.lines[title].level > 0 || p.lines[title].marks&markTitle != 0), -1}, {title >= 0 && p.misnamed(m, p.lines[title].text), 1},
	} {
		if sign.seen {
			signs += sign.weight
		}
	}
	return headlines, headlines >= 5 && signs >= 3
}

// misnamed says that a page states a title of its own that has nothing to do with the headline found on it.
func (p *page) misnamed(m *metadata, headline string) bool {
	said := stripSite(m.first("og:title", "twitter:title"), m)
	if said == "" {
		said = stripSite(m.title, m)
	}
	return !generic(said, m) && similar(said, headline) < 0.2
}
