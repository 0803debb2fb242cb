package crawler

import (
	"bytes"
	"net/url"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// maxLinks bounds the links read from one page.
const maxLinks = 5000

// A link is one address a listing page gives.
type link struct {
	url  *url.URL
	next bool // rel=next
	feed bool // rel=alternate of a feed
}

// links reads the links of a page in order, resolved against its base. A tree is built when that is possible; a page
// nested too deeply for one is read as a list of tags.
func links(body []byte, at *url.URL) []link {
	c := collector{base: at, seen: map[string]bool{}}
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(body))
	if err != nil {
		c.tags(body)
		return c.out
	}
	if href, ok := doc.Find("base[href]").First().Attr("href"); ok {
		c.rebase(href)
	}
	for _, n := range doc.Find("a[href], link[href], area[href]").Nodes {
		c.add(n.Data, n.Attr)
	}
	return c.out
}

type collector struct {
	base *url.URL
	seen map[string]bool
	out  []link
}

// rebase takes a <base> of the same host only: one that points elsewhere would turn every link of the page off-site.
func (c *collector) rebase(href string) {
	if u, err := c.base.Parse(strings.TrimSpace(href)); err == nil && u.Host == c.base.Host {
		c.base = u
	}
}

// tags reads links without building a tree; it takes any number of open elements.
func (c *collector) tags(body []byte) {
	z := html.NewTokenizer(bytes.NewReader(body))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			switch t := z.Token(); t.Data {
			case "a", "link", "area":
				c.add(t.Data, t.Attr)
			case "base":
				c.rebase(attribute(t.Attr, "href"))
			}
		}
	}
}

// attribute is the value of the first attribute of a name; empty when there is none.
func attribute(attrs []html.Attribute, name string) string {
	for _, a := range attrs {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// add takes a link once by its spelling, before any parsing: most links of a page are repeated in its menus.
func (c *collector) add(tag string, attrs []html.Attribute) {
	href := strings.TrimSpace(attribute(attrs, "href"))
	rel := " " + strings.ToLower(attribute(attrs, "rel")) + " "
	l := link{next: strings.Contains(rel, " next ")}
	if kind := attribute(attrs, "type"); tag == "link" && strings.Contains(rel, " alternate ") {
		l.feed = strings.Contains(kind, "rss+xml") || strings.Contains(kind, "atom+xml")
	}
	if tag == "link" && !l.next && !l.feed || href == "" || href[0] == '#' || len(c.out) >= maxLinks || c.seen[href] && !l.next {
		return
	}
	c.seen[href] = true
	u, err := c.base.Parse(href)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return
	}
	u.Fragment = ""
	l.url = u
	c.out = append(c.out, l)
}

// wishes reads what a page asks of robots, by X-Robots-Tag and meta elements, as one lower-case line.
func wishes(header []string, body []byte) string {
	var said []string
	for _, line := range header {
		if agent, rule, ok := strings.Cut(line, ":"); ok && !strings.Contains(agent, ",") && !strings.EqualFold(strings.TrimSpace(agent), "unavailable_after") {
			if !strings.EqualFold(strings.TrimSpace(agent), Product) {
				continue // meant for another robot
			}
			line = rule
		}
		said = append(said, line)
	}
	body = body[:min(len(body), 64<<10)]
	z := html.NewTokenizer(bytes.NewReader(body))
	for at, last := 0, lastNamed(body); at <= last; at += len(z.Raw()) {
		switch z.Next() {
		case html.ErrorToken:
			last = -1
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			if t.Data == "body" {
				last = -1
			}
			if who := strings.ToLower(attribute(t.Attr, "name")); t.Data == "meta" && (who == "robots" || who == Product) {
				said = append(said, attribute(t.Attr, "content"))
			}
		}
	}
	return strings.ToLower(strings.Join(said, ","))
}

// lastNamed is a place in the last word "robots" or Product of a page, however it is capitalised; -1 without one.
func lastNamed(page []byte) int {
	last := -1
	for _, b := range []byte("bB") { // both words have one
		for at := 0; ; at++ {
			next := bytes.IndexByte(page[at:], b)
			if next < 0 {
				break
			}
			at += next
			if spells(page, at-strings.IndexByte("robots", 'b'), "robots") || spells(page, at-strings.IndexByte(Product, 'b'), Product) {
				last = max(last, at)
			}
		}
	}
	return last
}

func spells(page []byte, at int, word string) bool {
	return at >= 0 && at+len(word) <= len(page) && strings.EqualFold(string(page[at:at+len(word)]), word)
}
