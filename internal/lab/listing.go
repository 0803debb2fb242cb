package lab

import (
	"bytes"
	"compress/gzip"
	"encoding/xml"
	"fmt"
	"strings"
	"time"

	"diembao/news"
)

// perPage is how many articles a listing page names.
const perPage = 20

// listing is the address of a page of a section; a nil section is the front page, which has one page.
func (s *site) listing(sec *section, page int) string {
	if sec == nil {
		return "/"
	}
	first := map[string]string{
		"bao": "/" + sec.slug + "/", "dang": "/vi/" + sec.slug, "dai": "/" + sec.slug + "/", "phapluat": "/" + sec.slug + "/",
		"cong": fmt.Sprintf("/Default.aspx?CategoryID=%d", sec.number), "legacy": fmt.Sprintf("/muc/%d.htm", sec.number), "tan": "/" + sec.slug + ".htm",
	}[s.layout]
	if page == 1 {
		return first
	}
	switch s.layout {
	case "bao":
		return fmt.Sprintf("%s?trang=%d", first, page)
	case "dang", "phapluat":
		return fmt.Sprintf("%s?page=%d", first, page)
	case "cong":
		return fmt.Sprintf("%s&Page=%d", first, page)
	case "legacy":
		return fmt.Sprintf("/muc/%d-p%d.htm", sec.number, page)
	case "dai":
		return fmt.Sprintf("%strang-%d.html", first, page)
	}
	return fmt.Sprintf("/%s/trang-%d.htm", sec.slug, page)
}

// in are the shown articles of a section; of the front page, the newest.
func (s *site) in(sec *section) []*article {
	if sec == nil {
		return s.newest(perPage)
	}
	var out []*article
	for _, a := range s.shown() {
		if a.section() == *sec {
			out = append(out, a)
		}
	}
	return out
}

// listingView is the page of a section, nil when the address is no listing of the site.
func (c *corpus) listingView(s *site, uri string) *view {
	if s.id == "mau-tay-giang" && uri != "/" {
		return nil // so small that its front page is all
	}
	for i := -1; i < len(sections); i++ {
		var sec *section
		if i >= 0 {
			sec = &sections[i]
		}
		all := s.in(sec)
		for page := 1; page == 1 || (page-1)*perPage < len(all); page++ {
			if s.listing(sec, page) != uri {
				continue
			}
			return c.listed(s, sec, all, page)
		}
	}
	return nil
}

func (c *corpus) listed(s *site, sec *section, all []*article, page int) *view {
	v := c.newView(s)
	v.Heading = s.name
	if sec != nil {
		v.Heading = sec.name
		for p := 1; (p-1)*perPage < len(all); p++ {
			v.Pages = append(v.Pages, viewLink{URL: s.listing(sec, p), Title: fmt.Sprint(p)})
		}
	}
	from := min((page-1)*perPage, len(all))
	v.Latest = links(all[from:min(from+perPage, len(all))])
	if sec == nil {
		for _, t := range s.traps {
			if t.linked != "" {
				v.Traps = append(v.Traps, t.linked)
			}
		}
	}
	return v
}

// feed is the address of the site's feed, empty when it has none.
func (s *site) feed() string {
	switch s.id {
	case "mau-lam-dong":
		return "/rss/home.rss"
	case "mau-ha-giang", "mau-tuyen-quang":
		return "/rss/"
	case "mau-thong-tan":
		return "/feed.atom"
	}
	return ""
}

// sitemap is the address of the site's sitemap index, empty when it has none.
func (s *site) sitemap() string {
	if s.id == "mau-phap-luat" || s.id == "mau-thong-tan" {
		return "/sitemap.xml"
	}
	return ""
}

// machine is what the site's feeds and sitemaps answer: nil when the address is none of them.
func (s *site) machine(path string) (contentType string, body []byte, err error) {
	switch {
	case path == s.feed() && s.id == "mau-thong-tan":
		return "application/atom+xml; charset=utf-8", s.atom(), nil
	case path == s.feed():
		return "application/rss+xml; charset=utf-8", s.rss(), nil
	case s.sitemap() == "":
		return "", nil, nil
	case path == s.sitemap():
		return "application/xml", s.sitemapIndex(), nil
	case path == "/sitemaps/news.xml":
		return "application/xml", s.newsSitemap(), nil
	case strings.HasPrefix(path, "/sitemaps/"):
		return s.yearSitemap(strings.TrimPrefix(path, "/sitemaps/"))
	}
	return "", nil, nil
}

// esc makes text safe inside XML.
func esc(text string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(text)) // a bytes.Buffer does not fail
	return b.String()
}

func (s *site) rss() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel><title>%s - Dữ liệu mẫu</title><link>%s/</link><description>Tin mới</description>\n", esc(s.name), s.base)
	for _, a := range s.newest(40) {
		date := a.published.Format(time.RFC1123Z)
		if s.layout == "dai" {
			date = a.published.Format("1/2/2006 3:04:05 PM") // a CMS that knows no RFC 822
		}
		fmt.Fprintf(&b, "<item><title><![CDATA[%s]]></title><link>%s%s</link><guid isPermaLink=\"true\">%s%s</guid><description><![CDATA[<a href=\"%s%s\"><img src=\"/anh/nho.png\"></a>%s]]></description><pubDate>%s</pubDate></item>\n",
			a.title.text, s.base, esc(a.link()), s.base, esc(a.path), s.base, a.path, a.summary(), date)
	}
	b.WriteString("</channel></rss>\n")
	return b.Bytes()
}

func (s *site) atom() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>%s</title><id>%s/</id><updated>%s</updated>\n", esc(s.name), s.base, s.lastDay().Time().Format(time.RFC3339))
	for _, a := range s.newest(40) {
		fmt.Fprintf(&b, "<entry><title>%s</title><link rel=\"alternate\" type=\"text/html\" href=\"%s%s\"/><link rel=\"enclosure\" href=\"%s/anh/1.webp\"/><id>tag:mau,%d</id><published>%s</published><updated>%s</updated><summary>%s</summary></entry>\n",
			esc(a.title.text), s.base, esc(a.link()), s.base, a.id, a.published.Format(time.RFC3339), a.changed().Format(time.RFC3339), esc(a.summary()))
	}
	b.WriteString("</feed>\n")
	return b.Bytes()
}

// sitemapIndex names one sitemap for each year, the middle one gzipped, and the news sitemap.
func (s *site) sitemapIndex() []byte {
	var b bytes.Buffer
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
	for _, name := range []string{"news.xml", "2023.xml", "2024.xml", "2025.xml.gz", "2026.xml"} {
		fmt.Fprintf(&b, "<sitemap><loc>%s/sitemaps/%s</loc><lastmod>%s</lastmod></sitemap>\n", s.base, name, s.lastDay())
	}
	b.WriteString("</sitemapindex>\n")
	return b.Bytes()
}

func (s *site) newsSitemap() []byte {
	var b bytes.Buffer
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\">\n")
	for _, a := range s.newest(15) {
		fmt.Fprintf(&b, "<url><loc>%s%s</loc><news:news><news:publication><news:name>%s</news:name><news:language>vi</news:language></news:publication><news:publication_date>%s</news:publication_date><news:title>%s</news:title></news:news></url>\n",
			s.base, esc(a.path), esc(s.name), a.published.Format(time.RFC3339), esc(a.title.text))
	}
	b.WriteString("</urlset>\n")
	return b.Bytes()
}

// yearSitemap is "2024.xml" or, for one year, a gzip file.
func (s *site) yearSitemap(name string) (string, []byte, error) {
	year, ext, _ := strings.Cut(name, ".")
	if (ext != "xml" && ext != "xml.gz") || (ext == "xml.gz") != (year == "2025") {
		return "", nil, nil
	}
	var b bytes.Buffer
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
	for _, a := range s.shown() {
		if fmt.Sprint(news.DayOf(a.published).Year) == year {
			fmt.Fprintf(&b, "<url><loc>%s%s</loc><lastmod>%s</lastmod><changefreq>monthly</changefreq></url>\n", s.base, esc(a.path), a.changed().Format(time.RFC3339))
		}
	}
	b.WriteString("</urlset>\n")
	if ext == "xml" {
		return "application/xml", b.Bytes(), nil
	}
	zipped, err := squeeze(b.Bytes())
	return "application/x-gzip", zipped, err
}

// squeeze gzips bytes.
func squeeze(in []byte) ([]byte, error) {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(in); err != nil {
		return nil, fmt.Errorf("lab: gzip: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("lab: gzip: %w", err)
	}
	return out.Bytes(), nil
}
