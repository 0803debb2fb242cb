package extract

import (
	"html"
	"strings"

	"diembao/viet"
)

// metadata is what a page says about itself outside its visible text.
type metadata struct {
	meta        map[string]string // first content of each key
	ld          ldArticle         // the page's own article; zero when it describes none or several others
	hasLD       bool
	crumbs      []string
	title       string // of <title>
	description string
	siteNames   []string // comparison keys of what the site calls itself
}

// readMetadata gathers JSON-LD and meta. own is the page's canonical address, by which its own article is told from
// those it lists.
func readMetadata(p *page, own, site, sourceName string) metadata {
	m := metadata{meta: map[string]string{}, title: p.title}
	for _, t := range p.meta {
		if t.block != 0 && (p.blocks[t.block].marks&furniture != 0 || repeated(p.meta, t)) {
			continue // microdata of the articles in a list
		}
		if m.meta[t.key] == "" {
			m.meta[t.key] = clean(html.UnescapeString(t.content))
		}
	}
	// Which of the described articles is the page's own is asked with the address, then with the stated title.
	var articles []ldArticle
	articles, m.crumbs = readLD(p.ld)
	m.ld, m.hasLD = ownArticle(articles, own, m.first("og:title", "title", "twitter:title"))
	m.description = m.ld.description
	if m.description == "" {
		m.description = m.first("og:description", "description", "twitter:description")
	}
	for _, name := range []string{sourceName, m.meta["og:site_name"], m.meta["application-name"], m.meta["apple-mobile-web-app-title"], m.ld.publisher, m.meta["dc.publisher"], m.meta["copyright"], site} {
		if key := viet.Key(name); key != "" {
			m.siteNames = append(m.siteNames, key)
		}
	}
	return m
}

// repeated says that a microdata key stands in several blocks of the body: then it speaks of items, not of the page.
func repeated(all []metaTag, t metaTag) bool {
	for _, o := range all {
		if o.key == t.key && o.block != t.block && o.block != 0 && o.content != t.content {
			return true
		}
	}
	return false
}

// ownArticle picks the article a page is about among those its JSON-LD describes.
func ownArticle(articles []ldArticle, own, title string) (ldArticle, bool) {
	for _, a := range articles {
		if a.url != "" && own != "" && sameAddress(a.url, own) {
			return a, true
		}
	}
	for _, a := range articles {
		if a.headline != "" && title != "" && similar(a.headline, title) >= 0.6 {
			return a, true
		}
	}
	if len(articles) == 1 && (title == "" || articles[0].headline == "") {
		return articles[0], true
	}
	return ldArticle{}, false
}

// first is the content of the first key that has one.
func (m *metadata) first(keys ...string) string {
	for _, key := range keys {
		if v := m.meta[key]; v != "" {
			return v
		}
	}
	return ""
}

// isSite says that a text is a name of the site and nothing else, as in author = "VnExpress".
func (m *metadata) isSite(s string) bool {
	key := viet.Key(s)
	return m.isOwn(s) || strings.Contains(key, ".vn") || strings.Contains(key, ".com") || strings.Contains(key, ".net") || strings.Contains(key, "http")
}

// isOwn says that a text is the site's own name or address; the empty text is.
func (m *metadata) isOwn(s string) bool {
	key := viet.Key(s)
	if key == "" {
		return true
	}
	bare := strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(key, "báo "), "điện tử "), "đài ")
	// "vnmau" for "vnmau.net", "Sông Mẫu" for "baosongmau.vn": compared without diacritics and spaces, long enough not to
	// match by chance.
	squeezed := strings.ReplaceAll(viet.Fold(bare), " ", "")
	for _, name := range m.siteNames {
		name = strings.TrimPrefix(strings.TrimPrefix(name, "báo "), "điện tử ")
		if key == name || bare == name || len(squeezed) >= 5 && strings.HasPrefix(strings.ReplaceAll(viet.Fold(name), " ", ""), squeezed) {
			return true
		}
	}
	return false
}
