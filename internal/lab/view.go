package lab

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"diembao/news"

	"golang.org/x/text/unicode/norm"
)

//go:embed layouts
var layouts embed.FS

var loadLayouts = sync.OnceValues(func() (*template.Template, error) {
	return template.New("").Funcs(template.FuncMap{"css": fillCSS, "js": fillJS, "blob": fillBlob}).ParseFS(layouts, "layouts/*.gohtml")
})

// A view is what a page template sees.
type view struct {
	Site             *site
	Title, Lead      string // empty on listings
	Dateline, Byline string
	Credit           string
	Blocks           []viewBlock
	Section          viewSection
	Date             string // as the layout writes it; empty when it writes none
	published        time.Time
	updated          time.Time
	URL, Mobile, AMP string
	Key              int
	Heading          string // of a listing
	Related, Latest  []viewLink
	Comments         []viewComment
	Pages            []viewLink
	Traps            []string
	Feed             string
	Today            string
	Province         string
	Units            []string // places in the menu
	Views, Visits    int
	Charset          string
	old              bool // only letters that TCVN3 has
}

type viewBlock struct {
	Text    string
	Caption bool
	N       int // number of the picture
}

type viewLink struct{ URL, Title, Date, Summary string }

type viewComment struct{ Who, When, Text string }

type viewSection struct{ Slug, Name string }

// Sections are those of the menu.
func (v *view) Sections() []viewSection {
	var out []viewSection
	for _, s := range sections {
		out = append(out, viewSection{s.slug, s.name})
	}
	return out
}

// SectionURL is the address of a section's first page.
func (v *view) SectionURL(vs viewSection) string {
	i := slices.IndexFunc(sections, func(s section) bool { return s.slug == vs.Slug })
	return v.Site.listing(&sections[i], 1)
}

// ISO and the like are times as metadata writes them.
func (v *view) ISO() string      { return v.published.Format(time.RFC3339) }
func (v *view) ISOShort() string { return v.published.Format("2006-01-02T15:04:05-0700") }

// UpdatedISO is the time of the last edit, or of publication.
func (v *view) UpdatedISO() string {
	if v.updated.IsZero() {
		return v.ISO()
	}
	return v.updated.Format(time.RFC3339)
}

// UpdatedISOShort is empty for a page never edited.
func (v *view) UpdatedISOShort() string {
	if v.updated.IsZero() {
		return ""
	}
	return v.updated.Format("2006-01-02T15:04:05-0700")
}

// UpdatedText is the visible time of the last edit.
func (v *view) UpdatedText() string {
	if v.updated.IsZero() {
		return ""
	}
	return v.updated.Format("15:04 02/01/2006")
}

// FirstRelated is the article linked amid the text.
func (v *view) FirstRelated() viewLink {
	if len(v.Related) == 0 {
		return viewLink{"/", v.Site.name, "", ""}
	}
	return v.Related[0]
}

// Spell is text in the letters of the page's encoding.
func (v *view) Spell(text string) string {
	if v.old {
		return oldLetters(text)
	}
	return text
}

// JSONLD is the page's linked data.
func (v *view) JSONLD() map[string]any {
	return map[string]any{"@context": "https://schema.org", "@type": "NewsArticle", "headline": v.Title, "description": v.Lead,
		"datePublished": v.ISO(), "dateModified": v.UpdatedISO(), "mainEntityOfPage": map[string]string{"@type": "WebPage", "@id": v.URL},
		"author":    map[string]string{"@type": "Person", "name": v.Byline},
		"publisher": map[string]string{"@type": "Organization", "name": v.Site.name}}
}

// Name is the site's name, for templates.
func (s *site) Name() string { return s.name }

// dateText is a publication time as the site's pages show it.
func (s *site) dateText(t time.Time) string {
	switch s.layout {
	case "bao", "dai":
		return t.Format("15:04, 02/01/2006")
	case "cong":
		return t.Format("Mon, 02/01/2006 15:04 | GMT +7")
	case "legacy":
		return t.Format("2-1-2006")
	case "tan":
		return weekday(t) + t.Format(", 02/01/2006, 15:04 (GMT+7)")
	}
	return ""
}

func weekday(t time.Time) string {
	return []string{"Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"}[t.Weekday()]
}

// newView is what all pages of a site have.
func (c *corpus) newView(s *site) *view {
	day := c.today.Time()
	v := &view{Site: s, Today: weekday(day) + day.Format(", 02/01/2006"), Province: s.province, Feed: s.feed(), Visits: 51827387, Views: 98}
	if s.id == "mau-tuyen-quang" {
		v.Province = "Tuyên Quang"
	}
	v.Units = neighbours[true]
	if p := c.atlas.before[s.province]; p != nil && !s.to.IsZero() {
		v.Units = nil
		for _, u := range p.districts {
			v.Units = append(v.Units, u.name)
		}
	}
	return v
}

// articleView is an article's page.
func (c *corpus) articleView(a *article) *view {
	s := a.site
	v := c.newView(s)
	sec := a.section()
	v.Title, v.Lead, v.Dateline, v.Byline, v.Credit = a.title.text, a.lead.text, a.dateline, a.byline, a.credit
	v.Section, v.Key, v.published, v.updated, v.Date = viewSection{sec.slug, sec.name}, a.id, a.published, a.updated, s.dateText(a.published)
	v.URL, v.Mobile, v.AMP = s.base+a.path, s.base+"/m"+a.path, s.base+strings.TrimSuffix(a.path, ".htm")+".amp"
	pictures := 0
	for _, b := range a.body {
		if b.caption {
			pictures++
		}
		v.Blocks = append(v.Blocks, viewBlock{b.text, b.caption, pictures})
	}
	v.Related = s.around(a, 5)
	v.Latest = links(s.newest(6))
	rng := c.people.rng("page", s.id, a.path)
	v.Views = 100 + rng.IntN(9000)
	v.Comments = comments(rng, a.published)
	v.charset(a)
	return v
}

// charset sets what a legacy page says of its encoding: right, wrong or nothing.
func (v *view) charset(a *article) {
	v.old = a.encoding == "tcvn3"
	switch {
	case a.encoding == "tcvn3" && a.id%2 == 0:
		v.Charset = "x-user-defined"
	case a.encoding == "windows-1258":
		v.Charset = []string{"windows-1258", "windows-1258", "iso-8859-1", ""}[a.id%4]
	}
}

func comments(rng *rand.Rand, published time.Time) []viewComment {
	texts := []string{"Tin rất hữu ích, mong báo tiếp tục thông tin.", "Địa phương tôi cũng đang gặp tình trạng này.", "Đề nghị công khai kết quả để người dân theo dõi.", "Cảm ơn các anh chị đã lên tiếng.", "Số liệu năm ngoái có giống vậy không?"}
	var out []viewComment
	for i := range rng.IntN(4) {
		when := published.Add(time.Duration(1+rng.IntN(70)) * time.Hour)
		out = append(out, viewComment{"Bạn đọc " + strconv.Itoa(i+1), when.Format("15:04 02/01/2006"), pick(rng, texts)})
	}
	return out
}

// shown are the articles that listings name, newest first.
func (s *site) shown() []*article {
	var out []*article
	for _, a := range s.articles {
		if !a.late && !a.gone {
			out = append(out, a)
		}
	}
	slices.Reverse(out)
	return out
}

func (s *site) newest(n int) []*article {
	all := s.shown()
	return all[:min(n, len(all))]
}

// around are links to the articles of the same section published before one.
func (s *site) around(a *article, n int) []viewLink {
	var out []*article
	for _, b := range s.shown() {
		if b.published.Before(a.published) && b.section() == a.section() && len(out) < n {
			out = append(out, b)
		}
	}
	return links(out)
}

func links(articles []*article) []viewLink {
	var out []viewLink
	for _, a := range articles {
		out = append(out, viewLink{a.link(), a.title.text, a.site.dateText(a.published), a.summary()})
	}
	return out
}

// summary is the first words of the lead, as listings show them.
func (a *article) summary() string {
	words := strings.Fields(a.lead.text)
	if len(words) > 28 {
		return strings.Join(words[:28], " ") + "..."
	}
	return a.lead.text
}

// render executes a page template in the article's encoding.
func (v *view) render(name, encoding string) ([]byte, error) {
	t, err := loadLayouts()
	if err != nil {
		return nil, fmt.Errorf("lab: read layouts: %w", err)
	}
	var out bytes.Buffer
	if err := t.ExecuteTemplate(&out, name, v); err != nil {
		return nil, fmt.Errorf("lab: render %s: %w", name, err)
	}
	return encode(out.Bytes(), encoding)
}

// page is an article's page as served; twin is "", "mobile" for the mobile and AMP pages.
func (c *corpus) page(a *article, twin string) (contentType string, body []byte, err error) {
	name := a.site.layout + "-article"
	if twin != "" {
		name = a.site.layout + "-" + twin
	}
	contentType = "text/html; charset=utf-8"
	if a.site.layout == "legacy" {
		contentType = "text/html"
		if a.id%8 == 6 {
			contentType = "text/html; charset=utf-8" // a lie
		}
	}
	body, err = c.articleView(a).render(name, a.encoding)
	if a.is("decomposed") {
		body = norm.NFD.Bytes(body)
	}
	return contentType, body, err
}

// lastDay is the newest day any shown article has, for sitemaps.
func (s *site) lastDay() news.Day {
	if n := s.newest(1); len(n) > 0 {
		return news.DayOf(n[0].changed())
	}
	return s.from
}

// fillCSS, fillJS and fillBlob are the dead weight that pages carry.
func fillCSS(n int) template.CSS {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, ".u%d-%d{margin:%dpx %dpx;padding:%dpx;color:#%06x;font-size:%dpx}\n", n, i, i%17, i%11, i%7, i*4099%0xffffff, 11+i%9)
	}
	return template.CSS(b.String())
}

func fillJS(n int) template.JS {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "window._q=window._q||[];_q.push(['set','k%d',%d]);\n", i, i*7919%1000)
	}
	return template.JS(b.String())
}

func fillBlob(n int) string { return strings.Repeat("dXNlcm1hdQ", n/10) }
