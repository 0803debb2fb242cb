package extract

import (
	"fmt"
	"maps"
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"diembao/news"
)

// A profile is the compiled selectors of one source.
type profile struct {
	parts  []profilePart
	remove []goquery.Matcher
	reads  attributes // what a page is trimmed to; nil: not at all
}

type profilePart struct {
	match goquery.Matcher
	mark  mark
}

// CheckSelectors says which selector of a site profile does not compile: an error that is news.ErrInvalid and names
// the key and the selector. goquery itself takes a misspelt selector for one that matches nothing.
func CheckSelectors(s news.Selectors) error {
	_, err := compile(s)
	return err
}

// compile compiles all selectors of a profile or says which one cannot be.
func compile(s news.Selectors) (*profile, error) {
	p := &profile{reads: attributesOf(s)}
	for _, part := range [...]struct {
		key, selector string
		mark          mark
	}{
		{"title", s.Title, markProfileTitle}, {"lead", s.Lead, markProfileLead}, {"body", s.Body, markProfileBody},
		{"published", s.Published, markProfileDate}, {"byline", s.Byline, markProfileByline},
	} {
		if strings.TrimSpace(part.selector) == "" {
			continue
		}
		m, err := cascadia.Compile(part.selector)
		if err != nil {
			return nil, fmt.Errorf("extract: select.%s %q: %v: %w", part.key, part.selector, err, news.ErrInvalid)
		}
		p.parts = append(p.parts, profilePart{m, part.mark})
	}
	for _, selector := range s.Remove {
		m, err := cascadia.Compile(selector)
		if err != nil {
			return nil, fmt.Errorf("extract: select.remove %q: %v: %w", selector, err, news.ErrInvalid)
		}
		p.remove = append(p.remove, m)
	}
	return p, nil
}

// selected is the name of an attribute in a selector.
var selected = regexp.MustCompile(`\[\s*([\w-]+)`)

// attributesOf are the attributes that the walker and some selectors ask for; nil when a selector may ask for anything: by
// a pseudo-class, which may look at text, or under a name that is not written as it is.
func attributesOf(s news.Selectors) attributes {
	all := strings.Join(append([]string{s.Title, s.Lead, s.Body, s.Published, s.Byline}, s.Remove...), ",")
	if strings.ContainsAny(all, `:\`) {
		return nil
	}
	read := maps.Clone(readAttributes)
	for _, m := range selected.FindAllStringSubmatch(all, -1) {
		name := strings.ToLower(m[1])
		read[name], read["a "+name] = true, true // anchorHref
	}
	return read
}

// apply finds the elements a profile names: those to leave out and the marks of the others.
func (p *profile) apply(root *html.Node) (drop map[*html.Node]bool, extra map[*html.Node]mark) {
	if len(p.parts)+len(p.remove) == 0 {
		return nil, nil
	}
	doc := goquery.NewDocumentFromNode(root)
	drop, extra = map[*html.Node]bool{}, map[*html.Node]mark{}
	for _, part := range p.parts {
		found := doc.FindMatcher(part.match)
		// A body may lie in several elements and have several authors; of the other parts the first is meant.
		if part.mark != markProfileBody && part.mark != markProfileByline {
			found = found.First()
		}
		for _, n := range found.Nodes {
			extra[n] |= part.mark
		}
	}
	for _, m := range p.remove {
		for _, n := range doc.FindMatcher(m).Nodes {
			drop[n] = true
		}
	}
	return drop, extra
}

// profileOf is the compiled profile of a source, compiled once. Selectors that do not compile were refused when the
// sources were loaded; here they count as none.
func (e *Extractor) profileOf(s news.Selectors) *profile {
	key := strings.Join(append([]string{s.Title, s.Lead, s.Body, s.Published, s.Byline}, s.Remove...), "\x00")
	if p, ok := e.profiles.Load(key); ok {
		return p.(*profile)
	}
	p, err := compile(s)
	if err != nil {
		p = &profile{reads: readAttributes}
	}
	e.profiles.Store(key, p)
	return p
}
