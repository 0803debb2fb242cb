package crawler

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/andybalholm/cascadia"
	"go.yaml.in/yaml/v3"

	"diembao/news"
)

var (
	sourceKeys = []string{"id", "name", "kind", "province", "home", "feeds", "sitemaps", "sections", "article", "select", "delay", "every",
		"budget", "succeeds", "from", "to", "allow_private", "disabled", "checked", "note"}
	selectKeys = []string{"title", "lead", "body", "published", "byline", "remove"}
	sourceID   = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{0,63}$`)
	kinds      = []string{string(news.Newspaper), string(news.Broadcaster), string(news.Portal), string(news.Agency)}
)

// A record reads the values of one mapping; the first error stays, and every read after it gives zero.
type record struct {
	*loader
	path   string
	line   int
	fields map[string]*yaml.Node
	err    error
}

// source reads one record. Each key is read and checked by its kind; what several keys say together comes last.
func (l *loader) source(n *yaml.Node) (news.Source, error) {
	fields, err := l.fields(n, "", sourceKeys)
	if err != nil {
		return news.Source{}, err
	}
	r := &record{loader: l, line: n.Line, fields: fields}
	src := news.Source{
		ID:           r.required("id"),
		Name:         r.required("name"),
		Kind:         news.SourceKind(r.oneOf("kind", kinds)),
		Province:     r.text("province"),
		Home:         r.url("home", r.required("home")),
		Feeds:        r.urls("feeds"),
		Sitemaps:     r.urls("sitemaps"),
		Sections:     r.urls("sections"),
		Article:      r.expression("article"),
		Delay:        r.duration("delay", time.Millisecond, time.Hour),
		Every:        r.duration("every", time.Second, 31*24*time.Hour),
		Budget:       r.number("budget", 1, 1_000_000),
		Succeeds:     r.texts("succeeds"),
		From:         r.day("from"),
		To:           r.day("to"),
		AllowPrivate: r.flag("allow_private"),
		Disabled:     r.flag("disabled"),
		Checked:      r.day("checked").String(),
		Note:         r.text("note"),
		Select:       r.selectors(),
	}
	r.whole(src)
	return src, r.err
}

// whole checks what more than one key says.
func (r *record) whole(src news.Source) {
	const polite = 500 * time.Millisecond
	switch {
	case !sourceID.MatchString(src.ID):
		r.wrong("id", "want 1 to 64 lower-case letters, digits, '.', '_' or '-', beginning with a letter or digit, got %q", src.ID)
	case !src.From.IsZero() && !src.To.IsZero() && src.To.Before(src.From):
		r.wrong("to", "want a day not before from (%s), got %s", src.From, src.To)
	case src.Delay > 0 && src.Delay < polite && !src.AllowPrivate:
		r.wrong("delay", "want at least %s between two requests to a public site, got %s", polite, src.Delay)
	}
}

// wrong notes the first error, with the line of the key's value or, when it is missing, of the record.
func (r *record) wrong(key, want string, args ...any) {
	if r.err != nil {
		return
	}
	line := r.line
	if n := r.fields[key]; n != nil {
		line = n.Line
	}
	r.err = r.loader.wrong(line, join(r.path, key), want, args...)
}

// scalar is the value's text; false when the key is missing or empty.
func (r *record) scalar(key string) (*yaml.Node, bool) {
	n := r.fields[key]
	if n == nil || r.err != nil || n.Tag == "!!null" {
		return nil, false
	}
	if n.Kind != yaml.ScalarNode {
		r.wrong(key, "want a single value")
		return nil, false
	}
	return n, true
}

// text is a single value of any sort as text, empty when it is missing.
func (r *record) text(key string) string {
	n, ok := r.scalar(key)
	if !ok {
		return ""
	}
	if !utf8.ValidString(n.Value) || len(n.Value) > 4096 {
		r.wrong(key, "want at most 4096 bytes of UTF-8")
	}
	return strings.TrimSpace(n.Value)
}

// required is a text that must not be empty.
func (r *record) required(key string) string {
	s := r.text(key)
	if s == "" {
		r.wrong(key, "want a value, it is missing or empty")
	}
	return s
}

// oneOf is a required text among choices.
func (r *record) oneOf(key string, choices []string) string {
	s := r.required(key)
	if !slices.Contains(choices, s) {
		r.wrong(key, "want one of %v, got %q", choices, s)
	}
	return s
}

// texts reads a list; null and a missing key are none.
func (r *record) texts(key string) []string {
	n := r.fields[key]
	if n == nil || r.err != nil || n.Tag == "!!null" {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		r.wrong(key, "want a list")
		return nil
	}
	var out []string
	for _, item := range n.Content {
		s := strings.TrimSpace(item.Value)
		if item.Kind != yaml.ScalarNode || s == "" {
			r.at(item, key, "want a list of single values")
			return nil
		}
		out = append(out, s)
	}
	return out
}

// at is wrong with the line of a list's item.
func (r *record) at(item *yaml.Node, key, want string, args ...any) {
	if r.err == nil {
		r.err = r.loader.wrong(item.Line, join(r.path, key), want, args...)
	}
}

// url checks a value that was read before.
func (r *record) url(key, s string) string {
	if r.err == nil && !isURL(s) {
		r.wrong(key, "want an http or https URL, got %q", s)
	}
	return s
}

// isURL says that the crawler can ask for s: absolute, http or https, no password, no fragment.
func isURL(s string) bool {
	u, err := url.Parse(s)
	_, canonical := news.CanonicalURL(s)
	return err == nil && canonical == nil && u.User == nil && u.Fragment == ""
}

// urls is a list of URLs; an error names the line of the bad one.
func (r *record) urls(key string) []string {
	all := r.texts(key)
	for i, s := range all {
		if !isURL(s) {
			r.at(r.fields[key].Content[i], key, "want http or https URLs, got %q", s)
		}
	}
	return all
}

// expression is a regular expression of Go's syntax, which takes linear time.
func (r *record) expression(key string) string {
	s := r.text(key)
	if _, err := regexp.Compile(s); err != nil {
		r.wrong(key, "want a regular expression: %v", err)
	}
	return s
}

// duration wants a unit: "2" could be seconds or minutes.
func (r *record) duration(key string, least, most time.Duration) time.Duration {
	s := r.text(key)
	if s == "" {
		return 0
	}
	d, err := time.ParseDuration(s)
	if err != nil || d < least || d > most {
		r.wrong(key, "want a duration such as 2s or 30m, from %s to %s, got %q", least, most, s)
	}
	return d
}

// number is a whole number between bounds; 0 when it is missing.
func (r *record) number(key string, least, most int) int {
	n, ok := r.scalar(key)
	if !ok {
		return 0
	}
	var v int
	if err := n.Decode(&v); err != nil || n.Tag != "!!int" || v < least || v > most {
		r.wrong(key, "want a number from %d to %d, got %q", least, most, n.Value)
	}
	return v
}

// day is a day of the calendar; zero when it is missing.
func (r *record) day(key string) news.Day {
	d, err := news.ParseDay(r.text(key))
	if err != nil {
		r.wrong(key, "want a day such as 2025-07-01, got %q", r.text(key))
	}
	return d
}

// flag is true or false and nothing else; YAML 1.1's yes and no are text here.
func (r *record) flag(key string) bool {
	n, ok := r.scalar(key)
	if !ok {
		return false
	}
	var v bool
	if err := n.Decode(&v); err != nil || n.Tag != "!!bool" {
		r.wrong(key, "want true or false, got %q", n.Value)
	}
	return v
}

// selectors compiles every selector of the profile: goquery would take a misspelt one for one that matches nothing.
func (r *record) selectors() news.Selectors {
	n := r.fields["select"]
	if n == nil || r.err != nil || n.Tag == "!!null" {
		return news.Selectors{}
	}
	fields, err := r.loader.fields(n, "select", selectKeys)
	if err != nil {
		r.err = err
		return news.Selectors{}
	}
	s := &record{loader: r.loader, path: "select", line: n.Line, fields: fields}
	out := news.Selectors{
		Title: s.selector("title"), Lead: s.selector("lead"), Body: s.selector("body"),
		Published: s.selector("published"), Byline: s.selector("byline"), Remove: s.texts("remove"),
	}
	for i, sel := range out.Remove {
		if _, err := cascadia.ParseGroup(sel); err != nil {
			s.at(fields["remove"].Content[i], "remove", "want CSS selectors, got %q: %v", sel, err)
		}
	}
	r.err = s.err
	return out
}

// selector is a CSS selector that compiles; a comma means "or".
func (r *record) selector(key string) string {
	s := r.text(key)
	if s == "" {
		return ""
	}
	if _, err := cascadia.ParseGroup(s); err != nil {
		r.wrong(key, "want a CSS selector, got %q: %v", s, err)
	}
	return s
}
