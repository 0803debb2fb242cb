package crawler

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"

	"diembao/news"
)

// keep makes the snapshot of an article page, unless its bytes are those stored before. A page cut short or empty is
// kept when there is nothing better, and asked for again. A first page is not hashed here: the frontier does that.
func (w *worker) keep(v news.Visit, r *result) {
	now, p := w.opts.Clock.Now(), r.page
	sum := ""
	if v.SHA256 != "" {
		sum = digest(p.Body)
	}
	problems := w.problems(v, r)
	half := len(p.Body) == 0
	for _, b := range p.Problems {
		half = half || b.Code == news.ProblemTruncated
	}
	switch {
	case half:
		r.kind, r.reason = PageFailed, "empty"
		if len(p.Body) > 0 {
			r.reason = "truncated"
		}
		r.Visit = failed(r.Visit, r.reason, now)
		if v.SHA256 == "" {
			r.Visit.SHA256 = sum
			r.Snapshot = w.snapshot(r, problems...)
		}
	case sum != "" && sum == v.SHA256:
		r.kind, r.Visit = PageUnchanged, done(r.Visit, false, w.src.Every, now)
		remember(r)
	default:
		r.kind, r.Visit = PageStored, done(r.Visit, true, w.src.Every, now)
		r.Visit.SHA256 = sum
		r.Snapshot = w.snapshot(r, problems...)
		remember(r)
	}
}

// snapshot takes the answer as it is; Visit.SHA256 is that of its body, or empty.
func (w *worker) snapshot(r *result, problems ...news.Problem) *news.Snapshot {
	p := r.page
	return &news.Snapshot{
		Source: w.src.ID, URL: r.Visit.URL, FinalURL: p.URL, Time: p.Time, Status: p.Status, Header: p.Header,
		Body: p.Body, SHA256: r.Visit.SHA256, Problems: problems, Published: r.Visit.Published,
	}
}

// problems are those of the transport and what the answer as a whole says.
func (w *worker) problems(v news.Visit, r *result) []news.Problem {
	p := r.page
	out := append([]news.Problem(nil), p.Problems...)
	note := func(code, detail string) { out = append(out, news.Problem{Code: code, Detail: detail}) }
	if len(p.Body) == 0 {
		note(news.ProblemEmpty, "no bytes")
	} else if kind := p.Header.Get("Content-Type"); !isHTML(kind, p.Body) {
		note(news.ProblemNotHTML, kind)
	}
	if final, err := url.Parse(p.URL); err == nil && strings.Trim(final.Path, "/") == "" && final.RawQuery == "" {
		if asked, err := url.Parse(v.URL); err == nil && strings.Trim(asked.Path, "/") != "" {
			note(news.ProblemRedirected, "to the front page")
		}
	}
	said := wishes(p.Header.Values("X-Robots-Tag"), p.Body)
	none := strings.Contains(said, "none") && !strings.Contains(said, ":none") && !strings.Contains(said, ": none")
	if none || strings.Contains(said, "noindex") {
		note(news.ProblemNoIndex, said)
	}
	if none || strings.Contains(said, "noarchive") {
		note(news.ProblemNoArchive, said)
	}
	return out
}

// isHTML believes the header, else the bytes: "text/plain" and nothing at all are often said of pages.
func isHTML(contentType string, body []byte) bool {
	if strings.Contains(contentType, "html") {
		return true
	}
	sniffed := http.DetectContentType(body)
	return strings.HasPrefix(sniffed, "text/html") || bytes.Contains(bytes.ToLower(body[:min(len(body), 4<<10)]), []byte("<html"))
}
