package extract

import (
	"context"

	"diembao/news"
)

// Version names the rules of this package. A change that can change an article's text or dates is a new version, so
// that the archive is read again.
const Version = "v1"

// Options tune an Extractor. The zero value is right for news pages.
type Options struct {
	MaxBytes int // HTML read of a page, in bytes; 0 means 5 MiB. What is beyond is cut and reported as too-large
}

// An Extractor turns snapshots into articles. It is safe for concurrent use.
type Extractor struct {
	options Options
}

// New makes an Extractor.
func New(options Options) *Extractor {
	return &Extractor{options: options}
}

// Article reads one snapshot with the profile of its source. It never fails and never panics: what is wrong with the
// page is in Problems. Times of the page are ICT, Seen is the snapshot's UTC. The zero Source is a page of an unknown site.
func (e *Extractor) Article(ctx context.Context, snap news.Snapshot, src news.Source) news.Article {
	return news.Article{URL: snap.URL}
}

// Text reads the plain text of one article as a reader copies it off a page: title, date line, lead repeated,
// captions, author at the end and page furniture after it. A published time that is given wins over the text's own date
// line; province is that of the outlet, empty when it is not known. It never panics.
func Text(text string, published news.Instant, province string) news.Article {
	return news.Article{}
}

// CheckSelectors says which selector of a site profile does not compile: an error that is news.ErrInvalid and names
// the key and the selector.
func CheckSelectors(s news.Selectors) error { return nil }

// URLOf is the address a saved page names as its own: rel=canonical, else og:url; empty when it names none.
func URLOf(html []byte) string { return "" }
