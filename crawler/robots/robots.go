// Package robots reads robots.txt as RFC 9309 says: tolerant of every bad line, groups of one agent merged, the
// longest matching rule wins, allow wins ties. It fetches nothing and keeps nothing; it is pure and never fails.
package robots

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"time"
)

// MaxSize is how much of a file is read, in bytes; RFC 9309, 2.5 asks for at least 500 KiB. The rest is ignored.
const MaxSize = 500 << 10

// MaxDelay bounds Crawl-delay: a site that asks for more gets this.
const MaxDelay = 60 * time.Second

// A File is a parsed robots.txt. The zero File allows everything. It is immutable.
type File struct {
	Sitemaps []string // as written, in order, each once
	groups   []group
}

type group struct {
	agents []string // product tokens in lower case; "*"
	rules  []rule
	delay  time.Duration
}

type rule struct {
	pattern string // normalised
	allow   bool
}

// Parse reads a file. Lines it does not understand are skipped; a file that is no robots.txt at all, such as an error
// page in HTML, has no rules.
func Parse(body []byte) *File {
	if len(body) > MaxSize {
		body = body[:MaxSize]
		if i := bytes.LastIndexAny(body, "\r\n"); i >= 0 {
			body = body[:i] // half a rule could forbid more than the whole one
		}
	}
	body = bytes.TrimPrefix(body, []byte("\ufeff"))
	p := parser{file: &File{}}
	for line := range strings.FieldsFuncSeq(string(body), func(r rune) bool { return r == '\n' || r == '\r' }) {
		p.line(line)
	}
	return p.file
}

// parser holds what RFC 9309's grammar needs to remember: whether the last group still takes agents.
type parser struct {
	file   *File
	naming bool // the lines just before were user-agent lines
}

// line takes one line; what it does not know changes nothing, not even whether a group takes more agents.
func (p *parser) line(s string) {
	s, _, _ = strings.Cut(s, "#")
	key, value, ok := strings.Cut(s, ":")
	if !ok {
		return
	}
	key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
	switch key {
	case "user-agent", "useragent", "user agent":
		p.agent(value)
	case "allow":
		p.rule(value, true)
	case "disallow", "dissallow", "disalow": // misspellings seen often enough that others obey them too
		p.rule(value, false)
	case "crawl-delay", "crawldelay":
		p.delay(value)
	case "sitemap", "site-map":
		if value != "" && !slices.Contains(p.file.Sitemaps, value) && len(p.file.Sitemaps) < 100 {
			p.file.Sitemaps = append(p.file.Sitemaps, value)
		}
	}
}

// agent adds an agent to the group being named, or begins a new group when rules came since.
func (p *parser) agent(value string) {
	token := productToken(value)
	if token == "" {
		return
	}
	if !p.naming {
		p.file.groups = append(p.file.groups, group{})
		p.naming = true
	}
	g := p.last()
	g.agents = append(g.agents, token)
}

// rule adds a rule to the last group. An empty one forbids nothing but ends the naming.
func (p *parser) rule(pattern string, allow bool) {
	g := p.last()
	if g == nil {
		return // a rule before any user-agent line belongs to nobody
	}
	p.naming = false
	if pattern == "" {
		return
	}
	if pattern[0] != '/' && pattern[0] != '*' {
		pattern = "/" + pattern // "Disallow: admin/" means what its author meant
	}
	g.rules = append(g.rules, rule{normalise(pattern), allow})
}

// delay notes a Crawl-delay in seconds. It is no part of RFC 9309, but sites that name one mean it.
func (p *parser) delay(value string) {
	g := p.last()
	if g == nil {
		return
	}
	p.naming = false
	seconds, err := strconv.ParseFloat(value, 64)
	if err != nil || !(seconds > 0) {
		return
	}
	g.delay = max(g.delay, time.Duration(min(seconds, MaxDelay.Seconds())*float64(time.Second)))
}

// last is the group being read; nil before the first.
func (p *parser) last() *group {
	if n := len(p.file.groups); n > 0 {
		return &p.file.groups[n-1]
	}
	return nil
}

// productToken cuts "diembao/0.1 (...)" to "diembao"; letters, "_" and "-" are what RFC 9309, 2.2.1 allows in one.
// Digits are kept too, for bots that have them in their name.
func productToken(s string) string {
	if strings.HasPrefix(s, "*") {
		return "*"
	}
	end := strings.IndexFunc(s, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == '-')
	})
	if end >= 0 {
		s = s[:end]
	}
	return strings.ToLower(s)
}

// Rules are what a file says to one agent. The zero Rules allow everything.
type Rules struct {
	Delay time.Duration // Crawl-delay, at most MaxDelay; 0 when none is asked for
	rules []rule        // longest first, allow before disallow
}

// For gives the rules for a product token, compared without case: all groups that name it, merged; else all groups
// for "*"; else none.
func (f *File) For(token string) *Rules {
	token = productToken(token)
	merged, named := f.merge(token)
	if !named {
		merged, _ = f.merge("*")
	}
	slices.SortStableFunc(merged.rules, func(a, b rule) int {
		switch {
		case len(a.pattern) != len(b.pattern):
			return len(b.pattern) - len(a.pattern)
		case a.allow == b.allow:
			return 0
		case a.allow:
			return -1
		}
		return 1
	})
	return merged
}

// merge puts the groups of an agent together and says whether there was one.
func (f *File) merge(token string) (*Rules, bool) {
	out, named := &Rules{}, false
	for _, g := range f.groups {
		if slices.Contains(g.agents, token) {
			named = true
			out.rules = append(out.rules, g.rules...)
			out.Delay = max(out.Delay, g.delay)
		}
	}
	return out, named
}

// Allowed says whether a path with its query ("/a/b?x=1", as sent) may be asked for. /robots.txt always may.
func (r *Rules) Allowed(pathQuery string) bool {
	if !strings.HasPrefix(pathQuery, "/") {
		pathQuery = "/" + pathQuery
	}
	path := normalise(pathQuery)
	if path == "/robots.txt" {
		return true
	}
	for _, rule := range r.rules {
		if match(rule.pattern, path) {
			return rule.allow
		}
	}
	return true
}
