package archive

import (
	"fmt"
	"time"

	"diembao/news"
)

// A urlRecord is everything the archive knows of one canonical URL: the article it leads to, the last snapshot (from
// which the earlier ones are reached) and its place in the frontier.
type urlRecord struct {
	article news.ID
	last    uint64 // Snapshot.Num; 0 = never fetched
	visit   *news.Visit
}

var (
	kinds  = []news.LinkKind{"", news.ArticleLink, news.ListingLink, news.FeedLink, news.SitemapLink}
	states = []news.VisitState{"", news.Due, news.Leased, news.Done, news.Retry, news.Gone, news.Refused, news.Quarantined}
)

// putWord writes a word of a known list as its number and any other as itself.
func putWord[T ~string](e *encoder, list []T, word T) {
	for i, w := range list {
		if w == word {
			e.uint(uint64(i))
			return
		}
	}
	e.uint(uint64(len(list)) + 64)
	e.str(string(word))
}

func getWord[T ~string](d *decoder, list []T) T {
	i := d.uint()
	if i < uint64(len(list)) {
		return list[i]
	}
	return T(d.str())
}

func (u *urlRecord) encode() []byte {
	var e encoder
	e.uint(uint64(u.article))
	e.uint(u.last)
	v := u.visit
	if v == nil {
		e.uint(0)
		return e.b
	}
	e.uint(1)
	e.str(v.Source)
	putWord(&e, kinds, v.Kind)
	putWord(&e, states, v.State)
	e.int(int64(v.Depth))
	e.str(v.Via)
	for _, t := range []time.Time{v.Found, v.Next, v.Lease, v.Last, v.Changed} {
		e.time(t)
	}
	e.int(int64(v.Interval))
	for _, n := range []int{v.Tries, v.Fetches, v.Status} {
		e.int(int64(n))
	}
	e.str(v.ETag)
	e.str(v.LastModified)
	e.str(v.SHA256)
	e.uint(v.Snapshot)
	e.instant(v.Published)
	e.str(v.Error)
	return e.b
}

func decodeURL(url string, b []byte) (*urlRecord, error) {
	d := decoder{b: b}
	u := &urlRecord{article: news.ID(d.uint()), last: d.uint()}
	if d.uint() == 0 {
		return u, d.end()
	}
	v := &news.Visit{URL: url, Source: d.str(), Kind: getWord(&d, kinds), State: getWord(&d, states), Depth: int(d.int()), Via: d.str()}
	for _, t := range []*time.Time{&v.Found, &v.Next, &v.Lease, &v.Last, &v.Changed} {
		*t = d.time()
	}
	v.Interval = time.Duration(d.int())
	for _, n := range []*int{&v.Tries, &v.Fetches, &v.Status} {
		*n = int(d.int())
	}
	v.ETag, v.LastModified, v.SHA256, v.Snapshot = d.str(), d.str(), d.str(), d.uint()
	v.Published, v.Error = d.instant(), d.str()
	u.visit = v
	return u, d.end()
}

// url is the record of a canonical URL, nil when it is not known.
func (r reader) url(url string) (*urlRecord, error) {
	payload, err := r.get(bURLs, []byte(url))
	if payload == nil || err != nil {
		return nil, err
	}
	u, err := decodeURL(url, payload)
	if err != nil {
		return nil, fmt.Errorf("archive: URL %.200q: %w", url, err)
	}
	return u, nil
}

func (w *writer) putURL(url string, u *urlRecord) error {
	return w.put(bURLs, []byte(url), u.encode())
}

// link makes a URL lead to an article, and keeps what it led to before if that is another article's own address.
func (w *writer) link(url string, id news.ID) error {
	u, err := w.url(url)
	if err != nil {
		return err
	}
	if u == nil {
		u = &urlRecord{}
	}
	if u.article == id || u.article != 0 {
		return nil
	}
	u.article = id
	return w.putURL(url, u)
}
