package lab

import (
	"bytes"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"

	"diembao/news"
)

// Options says which sample to make. The zero value is the one of the demo.
type Options struct {
	Seed     int64        // 0 is 1
	Articles int          // about how many at the start, 0 is all (more than 400); every site stays, with at least one
	Today    news.Day     // the date in the mastheads; zero is the day after the newest article
	NoTraps  bool         // leave out what costs a crawler time or bytes: slow, busy, oversize, loops, calendar, crawl delay
	Log      *slog.Logger // nil discards
}

// A Lab is the sample sites, being served. Its methods may be called from several goroutines.
type Lab struct {
	press *press
	log   *slog.Logger
}

// Start makes the sample and serves it on free ports of 127.0.0.1 until Close.
func Start(o Options) (*Lab, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	c, err := write(o)
	if err != nil {
		return nil, err
	}
	p := &press{corpus: c, noTraps: o.NoTraps}
	if err := p.open(o.Log); err != nil {
		return nil, err
	}
	return &Lab{press: p, log: o.Log}, nil
}

// SourcesYAML is a sources.yaml for the sites, with their present ports.
func (l *Lab) SourcesYAML() []byte {
	var b bytes.Buffer
	b.WriteString("# Các trang mẫu trên máy này: dữ liệu mẫu, nhân vật hư cấu.\nsources:\n")
	for _, s := range l.press.corpus.sites {
		b.WriteString(s.record())
	}
	return b.Bytes()
}

// Truth is what is true of every article now being served, and of those withdrawn, in order of site and publication.
func (l *Lab) Truth() []Truth {
	l.press.mu.RLock()
	defer l.press.mu.RUnlock()
	return l.press.corpus.truth()
}

func (c *corpus) truth() []Truth {
	var out []Truth
	for _, s := range c.sites {
		for _, a := range s.articles {
			if !a.late {
				out = append(out, a.truth())
			}
		}
	}
	return out
}

// Traps lists the addresses that need care.
func (l *Lab) Traps() []Trap {
	l.press.mu.RLock()
	defer l.press.mu.RUnlock()
	var out []Trap
	for _, s := range l.press.corpus.sites {
		out = append(out, s.listTraps()...)
	}
	return out
}

// Requests is the log of all sites in order of arrival. End is zero for a request still being answered.
func (l *Lab) Requests() []Request {
	l.press.logMu.Lock()
	defer l.press.logMu.Unlock()
	return slices.Clone(l.press.log)
}

// Advance lets time pass on the sites, once: some articles are edited, some withdrawn, new ones appear. Further calls
// do nothing.
func (l *Lab) Advance() {
	l.press.mu.Lock()
	defer l.press.mu.Unlock()
	if !l.press.advanced {
		l.press.advanced = true
		l.press.corpus.advance()
	}
}

// Close stops the servers and waits for them; what goes wrong is logged.
func (l *Lab) Close() {
	if err := l.press.close(); err != nil {
		l.log.Error("sample sites not closed cleanly", "err", err)
	}
}

// sample is the corpus of the zero Options, without servers. Pages of it are rendered under its lock.
var sample struct {
	sync.Mutex
	corpus *corpus
}

func loadSample() (*corpus, error) {
	if sample.corpus != nil {
		return sample.corpus, nil
	}
	c, err := write(Options{})
	if err != nil {
		return nil, err
	}
	for i, s := range c.sites {
		s.base = fmt.Sprintf("http://127.0.0.1:%d", i+1)
	}
	sample.corpus = c
	return c, nil
}

// Page is one page of the sample of the zero Options without a server: the Content-Type and the bytes as served, but
// for the ports in its addresses, on which nobody listens. slug is Truth.Slug. An unknown page is news.ErrNotFound.
func Page(site, slug string) (contentType string, body []byte, err error) {
	sample.Lock()
	defer sample.Unlock()
	c, err := loadSample()
	if err != nil {
		return "", nil, err
	}
	for _, s := range c.sites {
		for _, a := range s.articles {
			if s.id == site && a.path == slug {
				return c.page(a, "")
			}
		}
	}
	return "", nil, fmt.Errorf("lab: page %s of %s: %w", slug, site, news.ErrNotFound)
}

// Sample is what is true of the pages that Page gives.
func Sample() ([]Truth, error) {
	sample.Lock()
	defer sample.Unlock()
	c, err := loadSample()
	if err != nil {
		return nil, err
	}
	return c.truth(), nil
}

// record is the site's record in sources.yaml. Selectors are given where a site has neither metadata nor a layout that
// shows plainly what is what.
func (s *site) record() string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("  - id: %s", s.id)
	line("    name: %s (dữ liệu mẫu)", s.name)
	line("    kind: %s", s.kind)
	if name := s.provinceName(); name != "" {
		line("    province: %s", name)
	}
	line("    home: %s/", s.base)
	if f := s.feed(); f != "" {
		line("    feeds: [%s%s]", s.base, f)
	}
	if m := s.sitemap(); m != "" {
		line("    sitemaps: [%s%s]", s.base, m)
	}
	line("    sections: [%s]", strings.Join(s.sectionURLs(), ", "))
	line("    article: '%s'", articlePatterns[s.layout])
	b.WriteString(selectors[s.layout])
	line("    delay: %s\n    every: 10m\n    allow_private: true", s.delay)
	if !s.to.IsZero() {
		line("    to: %s", s.to)
	}
	if s.id == "mau-tuyen-quang" {
		line("    from: %s\n    succeeds: [mau-ha-giang]", s.from)
	}
	return b.String()
}

// provinceName is the site's province on the map of its own day.
func (s *site) provinceName() string {
	if s.province != "" && !s.from.Before(merger) {
		return successors[s.province][0]
	}
	return s.province
}

// sectionURLs are the listings a crawler starts from.
func (s *site) sectionURLs() []string {
	out := []string{s.base + "/"}
	if s.id == "mau-tay-giang" {
		return out
	}
	for i := range sections {
		out = append(out, "'"+s.base+s.listing(&sections[i], 1)+"'")
	}
	return out
}

// articlePatterns tell article links from others, by layout.
var articlePatterns = map[string]string{
	"bao": `/\d{6}/[^/]+-[0-9a-f]{7}/|/tin-cu/\d+\.html`, "dang": `/vi/[^/]+/.+-\d+$`, "dai": `/tin-tuc/\d{6}/.+\.html`, "cong": `ItemID=\d+`,
	"phapluat": `-post\d+\.html`, "legacy": `/tin/\d+\.htm`, "tan": `-\d{17}\.(htm|amp)`,
}

var selectors = map[string]string{
	"bao":    "    select: {title: 'h1.title', lead: '.sapo', body: '#content', published: '#date', byline: 'p.author', remove: ['.ad']}\n",
	"dang":   "    select: {title: '.asset-full-content .asset-title', body: '.journal-content-article'}\n",
	"cong":   "    select: {title: '.title-detail', body: '.ms-rtestate-field', published: '.postdate'}\n",
	"legacy": "    select: {title: 'font[size=\"4\"] b'}\n",
}
