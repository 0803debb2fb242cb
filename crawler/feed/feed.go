// Package feed reads RSS (0.9x, 1.0, 2.0), Atom, sitemaps, news sitemaps and sitemap indexes from a stream, with
// bounds, and forgives what real sites get wrong: bare "&", control characters, bytes that are not the declared
// encoding, missing end tags. It fetches nothing. Go's decoder expands no entities of a document's own, so a feed
// cannot grow while it is read.
package feed

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"
)

// Bounds of one document. The first two are sitemaps.org's.
const (
	MaxEntries = 50_000
	MaxBytes   = 50 << 20 // decoded bytes; the reader passed in may be cut earlier
	maxDepth   = 64
	maxText    = 4 << 10 // bytes of one field
)

// Kind says what a document was.
type Kind string

// The kinds of document. The empty Kind is none of them.
const (
	RSS     Kind = "rss"
	Atom    Kind = "atom"
	Sitemap Kind = "sitemap"
	Index   Kind = "index" // of sitemaps
)

// An Entry is one address a document gives. Times it does not give, or gives in no form we know, are zero.
type Entry struct {
	URL       string    // absolute, resolved against the base, otherwise as written
	Published time.Time // pubDate, published, dc:date, news:publication_date
	Modified  time.Time // lastmod, updated
	News      bool      // listed as news: an entry of a feed or of a news sitemap
	Nested    bool      // the address of a sitemap, from an index of them
}

// Time is Published, else Modified.
func (e Entry) Time() time.Time {
	if e.Published.IsZero() {
		return e.Modified
	}
	return e.Published
}

// Errors of Read. What was yielded before stays good.
var (
	ErrNotFeed = errors.New("no feed and no sitemap")
	ErrTooMany = errors.New("more than 50000 entries")
	ErrTooDeep = errors.New("nested over 64 levels")
)

// Read yields the entries of a document in order, until it ends, breaks or a bound is met. contentType is the HTTP
// header, consulted for the encoding; base resolves relative addresses and may be nil. An error of yield ends reading
// and is returned as it is.
func Read(r io.Reader, contentType string, base *url.URL, yield func(Entry) error) (Kind, error) {
	d := xml.NewDecoder(decode(io.LimitReader(r, MaxBytes), contentType))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // decode did it
	s := scan{base: base, yield: yield}
	for {
		tok, err := d.RawToken()
		switch {
		case err == io.EOF:
			return s.kind, s.end()
		case err != nil && s.kind == "":
			return "", fmt.Errorf("%w: %v", ErrNotFeed, err)
		case err != nil:
			return s.kind, errors.Join(s.end(), fmt.Errorf("feed: after %d entries: %w", s.count, err))
		}
		if err := s.token(tok); err != nil {
			return s.kind, err
		}
	}
}

// scan follows the raw tokens. Raw, because unbalanced tags must not end the reading: an entry simply ends where its
// end tag or the next entry stands.
type scan struct {
	base  *url.URL
	yield func(Entry) error
	kind  Kind
	count int
	depth int
	entry *entry
	field string // local name of the field being read; empty when none
	text  strings.Builder
}

type entry struct {
	Entry
	depth      int
	link, guid string
}

// token takes one step. Text is gathered only inside a field we want, and no more of it than a field may have.
func (s *scan) token(tok xml.Token) error {
	switch t := tok.(type) {
	case xml.StartElement:
		if s.depth++; s.depth > maxDepth {
			return ErrTooDeep
		}
		return s.start(t)
	case xml.EndElement:
		return s.close(t.Name.Local)
	case xml.CharData:
		if s.field != "" && s.text.Len() < maxText {
			s.text.Write(t[:min(len(t), maxText)])
		}
	}
	return nil
}

// start begins the document, an entry or a field of one. Only direct children of an entry are fields, so that the
// address of a picture is not taken for the article's; publication_date alone stands deeper.
func (s *scan) start(t xml.StartElement) error {
	name := t.Name.Local
	if s.kind == "" {
		switch strings.ToLower(name) {
		case "rss", "rdf":
			s.kind = RSS
		case "feed":
			s.kind = Atom
		case "urlset":
			s.kind = Sitemap
		case "sitemapindex":
			s.kind = Index
		default:
			return fmt.Errorf("%w: it begins with <%.40s>", ErrNotFeed, name)
		}
		return nil
	}
	if name == entryName(s.kind) && t.Name.Space == "" {
		err := s.end() // the one before had no end tag
		s.entry = &entry{depth: s.depth}
		s.entry.News = s.kind == RSS || s.kind == Atom
		s.entry.Nested = s.kind == Index
		return err
	}
	if s.entry == nil {
		return nil
	}
	s.text.Reset()
	s.field = ""
	direct := s.depth == s.entry.depth+1
	switch {
	case name == "link" && s.kind == Atom && direct:
		s.atomLink(t.Attr)
	case name == "guid" && attr(t.Attr, "isPermaLink") == "false":
	case direct || name == "publication_date":
		s.field = name
	}
	return nil
}

// entryName is the element that holds an entry.
func entryName(k Kind) string {
	return map[Kind]string{RSS: "item", Atom: "entry", Sitemap: "url", Index: "sitemap"}[k]
}

// attr is the value of the first attribute of a local name; empty when there is none.
func attr(attrs []xml.Attr, name string) string {
	for _, a := range attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// atomLink takes the address of the page itself; Atom also links to editors, comments and enclosures.
func (s *scan) atomLink(attrs []xml.Attr) {
	rel, kind := attr(attrs, "rel"), attr(attrs, "type")
	if (rel == "" || rel == "alternate") && (kind == "" || strings.Contains(kind, "html")) && s.entry.link == "" {
		s.entry.link = attr(attrs, "href")
	}
}

// close ends a field or an entry.
func (s *scan) close(name string) error {
	s.depth = max(s.depth-1, 0)
	if s.entry == nil {
		return nil
	}
	if name == s.field {
		s.set(name, strings.TrimSpace(s.text.String()))
	}
	s.field = ""
	if name == entryName(s.kind) && s.depth < s.entry.depth {
		return s.end()
	}
	return nil
}

// set fills a field; of several the first counts, and what cannot be read counts as missing.
func (s *scan) set(field, text string) {
	e := s.entry
	switch field {
	case "link", "loc":
		if e.link == "" {
			e.link = text
		}
	case "guid":
		e.guid = text
	case "pubDate", "published", "date", "issued":
		if e.Published.IsZero() {
			e.Published = Time(text)
		}
	case "publication_date":
		e.Published, e.News = Time(text), true
	case "updated", "lastmod", "modified":
		e.Modified = Time(text)
	}
}

// end yields the entry being read, if it has an address.
func (s *scan) end() error {
	e := s.entry
	s.entry, s.field = nil, ""
	if e == nil {
		return nil
	}
	if e.link == "" && strings.HasPrefix(e.guid, "http") {
		e.link = e.guid
	}
	u, err := url.Parse(e.link)
	if err != nil || e.link == "" {
		return nil
	}
	if s.base != nil {
		u = s.base.ResolveReference(u)
	}
	if !u.IsAbs() {
		return nil
	}
	if s.count++; s.count > MaxEntries {
		return ErrTooMany
	}
	e.URL = u.String()
	return s.yield(e.Entry)
}
