package extract

import (
	"encoding/json"
	"html"
	"regexp"
	"strings"
)

// A ldArticle is what JSON-LD says of one article; all fields are as written, entities decoded.
type ldArticle struct {
	url, headline, description, published, modified, section string
	authors                                                  []string // persons; organisations are publishers
	publisher                                                string
}

// ldTypes are the schema.org types of a news text.
var ldTypes = map[string]bool{
	"NewsArticle": true, "Article": true, "ReportageNewsArticle": true, "OpinionNewsArticle": true, "AnalysisNewsArticle": true,
	"BackgroundNewsArticle": true, "ReviewNewsArticle": true, "BlogPosting": true, "SocialMediaPosting": true, "Report": true, "LiveBlogPosting": true,
}

// Bounds on JSON-LD: a script of real pages is under 100 KiB and nests under 10.
const (
	maxLD      = 1 << 20
	maxLDDepth = 64
	maxLDItems = 256
)

// readLD collects the articles that the JSON-LD scripts of a page describe, and the breadcrumb's names. Broken JSON
// is mended where that is safe, else searched for the four fields that matter.
func readLD(scripts []string) (articles []ldArticle, crumbs []string) {
	for _, script := range scripts {
		script = trimScript(script)
		if len(script) > maxLD {
			continue
		}
		var v any
		if json.Unmarshal([]byte(script), &v) != nil && json.Unmarshal([]byte(mend(script)), &v) != nil {
			if a, ok := scavenge(script); ok {
				articles = append(articles, a)
			}
			continue
		}
		visitLD(v, 0, func(o map[string]any) {
			switch {
			case len(articles) < maxLDItems && isType(o["@type"], ldTypes):
				articles = append(articles, readLDArticle(o))
			case len(crumbs) == 0 && o["@type"] == "BreadcrumbList":
				visitLD(o["itemListElement"], 0, func(item map[string]any) {
					if inner, ok := item["item"].(map[string]any); ok && inner["name"] != nil {
						return // the name is in the item, visited next
					}
					if name := ldText(item["name"]); name != "" {
						crumbs = append(crumbs, name)
					}
				})
			}
		})
	}
	return articles, crumbs
}

// visitLD calls f for every object of a value, outer before inner, @graph and arrays in order.
func visitLD(v any, depth int, f func(map[string]any)) {
	if depth > maxLDDepth {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			visitLD(e, depth+1, f)
		}
	case map[string]any:
		f(v)
		for _, key := range [...]string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart"} {
			visitLD(v[key], depth+1, f)
		}
	}
}

// isType says that an @type, a name or a list of names, is among some types, with or without schema.org's address.
func isType(v any, types map[string]bool) bool {
	switch v := v.(type) {
	case string:
		return types[strings.TrimPrefix(strings.TrimPrefix(v, "http://schema.org/"), "https://schema.org/")]
	case []any:
		for _, e := range v {
			if s, ok := e.(string); ok && types[s] {
				return true
			}
		}
	}
	return false
}

// readLDArticle reads the fields of one article object. Which of the many ways of writing them a site uses differs even
// between its own templates.
func readLDArticle(o map[string]any) ldArticle {
	a := ldArticle{
		headline: ldText(o["headline"]), description: ldText(o["description"]), published: ldText(o["datePublished"]),
		modified: ldText(o["dateModified"]), section: ldText(o["articleSection"]), publisher: ldName(o["publisher"]),
	}
	if a.headline == "" {
		a.headline = ldText(o["name"])
	}
	switch page := o["mainEntityOfPage"].(type) {
	case string:
		a.url = page
	case map[string]any:
		a.url = ldText(page["@id"])
	}
	if a.url == "" {
		a.url = ldText(o["url"])
	}
	switch author := o["author"].(type) {
	case []any:
		for _, e := range author[:min(len(author), 16)] {
			a.authors = appendAuthor(a.authors, e)
		}
	default:
		a.authors = appendAuthor(a.authors, author)
	}
	return a
}

// appendAuthor adds an author who is a person; an organisation signs for nobody.
func appendAuthor(dst []string, v any) []string {
	if o, ok := v.(map[string]any); ok && isType(o["@type"], map[string]bool{"Organization": true, "NewsMediaOrganization": true}) {
		return dst
	}
	if name := ldName(v); name != "" {
		dst = append(dst, name)
	}
	return dst
}

// ldName is the name of an object, or the text that stands in its place.
func ldName(v any) string {
	if o, ok := v.(map[string]any); ok {
		return ldText(o["name"])
	}
	return ldText(v)
}

// ldText is the text of a JSON value: a string, or the first string of an array. Some systems encode entities twice.
func ldText(v any) string {
	if list, ok := v.([]any); ok && len(list) > 0 {
		v = list[0]
	}
	s, _ := v.(string)
	if strings.Contains(s, "&") {
		s = html.UnescapeString(html.UnescapeString(s))
	}
	return clean(s)
}

// trimScript takes the wrappers off that hid scripts from the browsers of old.
func trimScript(s string) string {
	s = strings.TrimSpace(s)
	for _, wrap := range [...][2]string{{"<!--", "-->"}, {"//<![CDATA[", "//]]>"}, {"/*<![CDATA[*/", "/*]]>*/"}, {"<![CDATA[", "]]>"}} {
		s = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(s, wrap[0]), wrap[1]))
	}
	return strings.TrimSuffix(s, ";")
}

// trailingComma is the commonest slip of templates that print JSON.
var trailingComma = regexp.MustCompile(`,\s*([}\]])`)

// mend makes spaces of control characters (raw line breaks inside strings) and drops commas before a closing bracket.
func mend(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s)
	return trailingComma.ReplaceAllString(s, "$1")
}

var (
	ldIsArticle = regexp.MustCompile(`"@type"\s*:\s*\[?\s*"(?:\w*NewsArticle|Article|BlogPosting)"`)
	ldField     = regexp.MustCompile(`"(headline|datePublished|dateModified|articleSection)"\s*:\s*"((?:[^"\\]|\\.){0,500})"`)
)

// scavenge reads fields out of JSON that is beyond mending (a quotation mark inside a headline), when it says that it
// is one article.
func scavenge(s string) (ldArticle, bool) {
	if len(ldIsArticle.FindAllStringIndex(s, 2)) != 1 {
		return ldArticle{}, false
	}
	o := map[string]any{}
	for _, m := range ldField.FindAllStringSubmatch(s, 32) {
		if o[m[1]] == nil && m[1] != "headline" { // a headline cut at an inner quotation mark is worse than none
			o[m[1]] = strings.ReplaceAll(m[2], `\/`, "/")
		}
	}
	return readLDArticle(o), true
}
