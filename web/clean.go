package web

import (
	"html/template"
	"regexp"

	"github.com/microcosm-cc/bluemonday"

	"diembao/news"
	"diembao/viet"
)

// pagePolicy is the allowlist for pages as served: text, tables and lists, no script, no form, no remote image.
func pagePolicy() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "div", "span", "section", "article", "header", "footer",
		"main", "aside", "nav", "ul", "ol", "li", "dl", "dt", "dd", "b", "strong", "i", "em", "u", "s", "sub", "sup", "small",
		"blockquote", "q", "pre", "code", "figure", "figcaption", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "time", "a")
	p.AllowAttrs("colspan", "rowspan").Matching(regexp.MustCompile(`^[0-9]{1,2}$`)).OnElements("td", "th")
	p.AllowAttrs("datetime").OnElements("time")
	p.SkipElementsContent("script", "style", "noscript", "template", "iframe", "object", "svg", "math", "select", "textarea")
	return p
}

// cleanPage is the page as served, decoded and through the allowlist.
func cleanPage(s news.Snapshot) string {
	text := viet.Decode(s.Body, s.Header.Get("Content-Type")).Text
	return pagePolicy().Sanitize(text)
}

var servedTemplate = template.Must(template.New("served").Parse(`<!doctype html><html lang="vi"><head><meta charset="utf-8"><style>
body{font:16px/1.6 system-ui,sans-serif;max-width:46rem;margin:1rem auto;padding:0 1rem;color:#222}
table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:.2rem .4rem}</style></head><body>{{.}}</body></html>`))
