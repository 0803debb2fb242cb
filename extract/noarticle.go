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
func (p *page) noArticle(a *news.Article, m *metadata, body span, snap *news.Snapshot) (code, detail string) {
	text := len(a.Body) + len(a.Lead)
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
	headlines, ok := p.listing(m, body, text)
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

// listing tells a page of headlines from an article by what its best block holds: linked headlines, each with a
// summary or alone. A page that states its own article or time of publication is none.
func (p *page) listing(m *metadata, body span, text int) (headlines int, ok bool) {
	for i := range p.lines {
		l := &p.lines[i]
		if 10*l.linked >= 9*len(l.text) && words(l.text) >= 6 && l.marks&(markNav|markMasthead|markComment|markTags) == 0 {
			headlines++
		}
	}
	if m.hasLD || m.first(publishedKeys...) != "" {
		return headlines, false
	}
	inside, linked := 0, 0
	for i := body.first; i < body.last; i++ {
		if l := &p.lines[i]; 10*l.linked >= 9*len(l.text) && words(l.text) >= 6 {
			inside++
			linked += len(l.text)
		}
	}
	return headlines, headlines >= 5 && (inside >= 5 && 3*linked >= text || text < 400)
}
