package extract

import (
	"bytes"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"diembao/news"
)

// canonical is the address a page goes by: rel=canonical when it names the same site, else og:url when that does, else
// the address it was served from. A page that names the front page as its own is wrong about itself. With no address
// to compare with (a saved file) the page is believed.
func canonical(served, rel, og string) string {
	for _, claim := range [...]string{rel, og} {
		u := resolve(served, claim)
		if u == "" {
			continue
		}
		if served == "" { // nothing to hold the claim against
			return u
		}
		if sameSite(served, u) && (!front(u) || front(served)) {
			return u
		}
	}
	if u, err := news.CanonicalURL(served); err == nil {
		return u
	}
	return ""
}

// resolve makes a canonical address of a reference found on a page; empty when it is none.
func resolve(base, ref string) string {
	ref = strings.TrimSpace(ref)
	if ref == "" {
		return ""
	}
	if b, err := url.Parse(base); err == nil && base != "" {
		if r, err := b.Parse(ref); err == nil {
			ref = r.String()
		}
	}
	u, err := news.CanonicalURL(ref)
	if err != nil {
		return ""
	}
	return u
}

// sameSite says that two addresses are on one host, its www and mobile twins taken as one.
func sameSite(a, b string) bool {
	x, y := siteKey(a), siteKey(b)
	return x != "" && x == y
}

// siteKey is the host without the names under which sites serve the same pages to telephones. The port stays unless it
// is the scheme's own: on loopback it is what tells one site from another.
func siteKey(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return ""
	}
	host := strings.ToLower(u.Host)
	for _, twin := range [...]string{"www.", "m.", "mobile.", "amp.", "wap."} {
		host = strings.TrimPrefix(host, twin)
	}
	return strings.TrimSuffix(strings.TrimSuffix(host, ":80"), ":443")
}

// sameAddress compares two addresses without scheme, twins of the host, fragment and final slash.
func sameAddress(a, b string) bool {
	x, y := addressKey(a), addressKey(b)
	return x != "" && x == y
}

// addressKey is what two spellings of one page's address have in common; empty for what is no address.
func addressKey(raw string) string {
	c, err := news.CanonicalURL(raw)
	if err != nil {
		return ""
	}
	u, err := url.Parse(c)
	if err != nil {
		return ""
	}
	return siteKey(c) + strings.TrimSuffix(u.Path, "/") + "?" + u.RawQuery
}

// front says that an address is a site's front page.
func front(raw string) bool {
	u, err := url.Parse(raw)
	if err != nil {
		return false
	}
	switch strings.ToLower(strings.Trim(u.Path, "/")) {
	case "", "index.html", "index.htm", "index.php", "index.aspx", "default.aspx", "home", "trang-chu", "trang-chu.html":
		return u.RawQuery == ""
	}
	return false
}

// URLOf is the address a saved page names as its own: rel=canonical, else og:url; empty when it names none. It reads
// the head only, at most the first 5 MiB.
func URLOf(page []byte) string {
	// A tokenizer, not the parser: an import asks this of thousands of files before it reads any of them.
	z := html.NewTokenizer(bytes.NewReader(page[:min(len(page), defaultMaxBytes)]))
	z.SetMaxBuf(1 << 20)
	og := ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			return og
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			n := html.Node{DataAtom: t.DataAtom, Attr: t.Attr}
			switch {
			case t.DataAtom == atom.Link && strings.EqualFold(attr(&n, "rel"), "canonical"):
				if u := resolve("", attr(&n, "href")); u != "" {
					return u
				}
			case t.DataAtom == atom.Meta && og == "" && (attr(&n, "property") == "og:url" || attr(&n, "name") == "og:url"):
				og = resolve("", attr(&n, "content"))
			case t.DataAtom == atom.Body && og != "":
				return og
			}
		}
	}
}
