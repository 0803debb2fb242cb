package extract

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/html"

	"diembao/news"
	"diembao/viet"
	"diembao/viet/facts"
)

// Version names the rules of this package. A change that can change an article's text or dates is a new version, so
// that the archive is read again.
const Version = "v1"

// defaultMaxBytes is the HTML read of one page: the largest articles seen have a tenth of it, and the parser takes
// thirty times its size in memory.
const defaultMaxBytes = 5 << 20

// Parsing pages above largePage bytes is for atMostLarge callers at a time; the others wait.
const (
	largePage   = 1 << 20
	atMostLarge = 2
)

// Options tune an Extractor. The zero value is right for news pages.
type Options struct {
	MaxBytes int // HTML read of a page, in bytes; 0 means 5 MiB. What is beyond is cut and reported as too-large
}

// An Extractor turns snapshots into articles. It is safe for concurrent use.
type Extractor struct {
	maxBytes int
	profiles sync.Map // joined selectors -> *profile
	large    chan struct{}
	trimmers sync.Pool // *trimmer
	pages    sync.Pool // *page
}

// New makes an Extractor.
func New(options Options) *Extractor {
	e := &Extractor{maxBytes: options.MaxBytes, large: make(chan struct{}, atMostLarge)}
	if e.maxBytes <= 0 {
		e.maxBytes = defaultMaxBytes
	}
	return e
}

// Article reads one snapshot with the profile of its source. It never fails and never panics: what is wrong with the
// page is in Problems, those of the snapshot first. A page that is no article (a listing, a front page, "not found",
// something other than HTML) has an empty Body and says so. The zero Source is a page of an unknown site. Times of the
// page are ICT, Seen is the snapshot's UTC. When ctx ends while large pages are waited for, the article is empty; the
// caller knows its ctx.
func (e *Extractor) Article(ctx context.Context, snap news.Snapshot, src news.Source) (a news.Article) {
	defer rescue(&a, blank(&snap, &src))
	a = blank(&snap, &src)
	if snap.Header.Get("Content-Type") == RecordType {
		record(&a, &snap)
		readFacts(&a, src.Province)
		return a
	}
	body := e.admit(&a, &snap)
	if body == nil {
		return a
	}
	if len(body) > largePage {
		select {
		case e.large <- struct{}{}:
			defer func() { <-e.large }()
		case <-ctx.Done():
			return a
		}
	}
	decoded := viet.Decode(body, snap.Header.Get("Content-Type"))
	if decoded.Problem != "" {
		add(&a, news.ProblemEncoding, decoded.Problem)
	}
	root, tokens := e.parse(decoded.Text, e.profileOf(src.Select), &a)
	if root == nil {
		return a
	}
	e.read(&a, root, &snap, &src)
	if tokens {
		a.Method = "tokens"
	}
	readFacts(&a, src.Province)
	return a
}

// readFacts reads the facts of an article's words. Should it panic, the words stay.
func readFacts(a *news.Article, province string) {
	words := *a
	words.Problems = slices.Clip(words.Problems)
	defer rescue(a, words)
	facts.Read(a, province)
}

// blank is the article of a page of which nothing is known yet.
func blank(snap *news.Snapshot, src *news.Source) news.Article {
	served := snap.FinalURL
	if served == "" {
		served = snap.URL
	}
	return news.Article{
		Snapshot: snap.Num, Source: src.ID, URL: snap.URL, CanonicalURL: canonical(served, "", ""), Site: news.Site(served),
		Seen: news.Instant{Time: snap.Time}, Extractor: Version, Problems: append([]news.Problem{}, snap.Problems...),
		Dates: []news.Date{}, Officials: []news.Official{}, Places: []news.Place{}, Topics: []string{},
	}
}

// rescue turns a panic into an article that says so; a bug here must not stop a crawl. The detail names functions and
// lines but no addresses: it is the same each time.
func rescue(a *news.Article, empty news.Article) {
	r := recover()
	if r == nil {
		return
	}
	var pcs [16]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	detail := fmt.Sprint(r)
	for {
		f, more := frames.Next()
		if strings.HasPrefix(f.Function, "diembao/") && !strings.HasSuffix(f.Function, ".rescue") {
			detail += fmt.Sprintf("; %s:%d", strings.TrimPrefix(f.Function, "diembao/"), f.Line)
		}
		if !more {
			break
		}
	}
	*a = empty
	add(a, news.ProblemPanic, detail)
}

// add puts a problem into an article.
func add(a *news.Article, code, detail string) {
	a.Problems = append(a.Problems, news.Problem{Code: code, Detail: detail})
}

// admit checks what was served before any of it is parsed: nil means that there is no page to read.
func (e *Extractor) admit(a *news.Article, snap *news.Snapshot) []byte {
	if snap.Status != 0 && snap.Status != http.StatusOK {
		add(a, news.ProblemStatus, fmt.Sprint(snap.Status))
	}
	body := snap.Body
	if len(bytes.TrimSpace(body[:min(len(body), 1<<16)])) == 0 {
		add(a, news.ProblemEmpty, "")
		return nil
	}
	if kind := notHTML(body, snap.Header.Get("Content-Type")); kind != "" {
		add(a, news.ProblemNotHTML, kind)
		return nil
	}
	if len(body) > e.maxBytes {
		add(a, news.ProblemTooLarge, fmt.Sprintf("%d bytes, read %d", len(body), e.maxBytes))
		return body[:e.maxBytes]
	}
	if cutOff(body) {
		add(a, news.ProblemTruncated, "the page ends inside a tag")
	}
	return body
}

// notHTML says what a body is when it is no page; the empty string means that it may be one.
func notHTML(body []byte, contentType string) string {
	// The label is not asked first: sites serve pages as application/octet-stream and pictures as text/html.
	sniffed := http.DetectContentType(body[:min(len(body), 512)])
	head := bytes.ToLower(body[:min(len(body), 4096)])
	switch {
	case strings.HasPrefix(sniffed, "text/html"):
		return ""
	case bytes.Contains(head, []byte("<rss")), bytes.Contains(head, []byte("<feed")), bytes.Contains(head, []byte("<urlset")), bytes.Contains(head, []byte("<sitemapindex")):
		return "feed or sitemap"
	case strings.HasPrefix(sniffed, "text/"), sniffed == "application/octet-stream" && bytes.Contains(head, []byte("<html")): // legacy bytes look binary to the sniffer
	default:
		return sniffed
	}
	page := body[:min(len(body), 1<<16)]
	for i := bytes.IndexByte(page, '<'); i >= 0 && i+1 < len(page); {
		if c := page[i+1] | 0x20; c >= 'a' && c <= 'z' || page[i+1] == '!' {
			return ""
		}
		next := bytes.IndexByte(page[i+1:], '<')
		if next < 0 {
			break
		}
		i += 1 + next
	}
	if contentType == "" {
		contentType = sniffed
	}
	return contentType + " without a tag"
}

// cutOff says that a page ends inside a tag, as it does when the connection broke.
func cutOff(body []byte) bool {
	tail := body[max(0, len(body)-4096):]
	open := bytes.LastIndexByte(tail, '<')
	return open >= 0 && open+1 < len(tail) && bytes.IndexByte(tail[open:], '>') < 0 && (tail[open+1] == '/' || tail[open+1]|0x20 >= 'a' && tail[open+1]|0x20 <= 'z') && !bytes.Contains(tail, []byte("</html"))
}

// parse builds the tree of what is read of a page. One nested too deeply for the parser is made shallow first, and then
// tokens is true.
func (e *Extractor) parse(text string, p *profile, a *news.Article) (root *html.Node, tokens bool) {
	t, _ := e.trimmers.Get().(*trimmer)
	if t == nil {
		t = new(trimmer)
	}
	root, err := html.Parse(bytes.NewReader(t.trim(text, p.reads)))
	e.trimmers.Put(t)
	if err == nil {
		return root, false
	}
	add(a, news.ProblemTooDeep, "more than 512 open elements")
	if root, err = html.Parse(shallow(text)); err != nil {
		add(a, news.ProblemNoBody, err.Error())
		return nil, true
	}
	return root, true
}
