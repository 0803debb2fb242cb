package lab

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// An answer is what a site says to one request.
type answer struct {
	status      int
	contentType string
	body        []byte
	location    string
	etag        string
	modified    time.Time
	gzip        bool // the body is gzipped, wanted or not
	promise     int  // Content-Length when it is not the body's
	wait        time.Duration
	retryAfter  string
}

// slow is how long the slow page takes.
const slow = 1500 * time.Millisecond

// A press serves a corpus.
type press struct {
	corpus  *corpus
	noTraps bool

	mu       sync.RWMutex // guards the corpus against advance
	advanced bool

	logMu   sync.Mutex // guards what follows
	log     []Request
	busied  bool // the 429 was given
	servers []*http.Server
	running sync.WaitGroup
}

// open gives every site a port and serves it.
func (p *press) open(lg *slog.Logger) error {
	for _, s := range p.corpus.sites {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return errors.Join(fmt.Errorf("lab: listen for %s: %w", s.id, err), p.close())
		}
		s.base = "http://" + l.Addr().String()
		srv := &http.Server{Handler: p.handler(s), ReadHeaderTimeout: 10 * time.Second, ErrorLog: slog.NewLogLogger(lg.Handler(), slog.LevelDebug)}
		p.servers = append(p.servers, srv)
		p.running.Go(func() {
			if err := srv.Serve(l); !errors.Is(err, http.ErrServerClosed) {
				lg.Error("sample site stopped", "site", s.id, "err", err)
			}
		})
	}
	return nil
}

func (p *press) close() error {
	var errs []error
	for _, srv := range p.servers {
		errs = append(errs, srv.Close())
	}
	p.running.Wait()
	return errors.Join(errs...)
}

// handler serves a site and keeps its log.
func (p *press) handler(s *site) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		entry := Request{Site: s.id, Method: r.Method, URL: s.base + r.URL.RequestURI(), Start: time.Now().UTC(), Agent: r.UserAgent()}
		p.logMu.Lock()
		at := len(p.log)
		p.log = append(p.log, entry)
		p.logMu.Unlock()
		a := p.answer(s, r)
		if a.wait > 0 {
			pause(r.Context(), a.wait)
		}
		status, n := a.send(w, r)
		p.logMu.Lock()
		defer p.logMu.Unlock()
		p.log[at].Status, p.log[at].Bytes, p.log[at].End = status, n, time.Now().UTC()
	})
}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// answer decides what a site says.
func (p *press) answer(s *site, r *http.Request) answer {
	p.mu.RLock()
	defer p.mu.RUnlock()
	a, err := p.find(s, r)
	if err != nil {
		return answer{status: http.StatusInternalServerError, contentType: "text/plain; charset=utf-8", body: []byte(err.Error())}
	}
	return a
}

func (p *press) find(s *site, r *http.Request) (answer, error) {
	uri, path := r.URL.RequestURI(), r.URL.Path
	key := s.key(r)
	if path == "/robots.txt" {
		return robotsAnswer(s.robotsText(p.noTraps)), nil
	}
	if a := s.byKey[key]; a != nil && !a.late {
		return p.article(a, key, path)
	}
	if t := s.trap(key, uri); t != nil {
		return t.answer(s, r), nil
	}
	if kind, body, err := s.machine(path); body != nil || err != nil {
		return s.validated(answer{status: 200, contentType: kind, body: body}, s.changed()), err
	}
	if v := p.corpus.listingView(s, uri); v != nil {
		kind, encoding := "text/html; charset=utf-8", "utf-8"
		if s.layout == "legacy" {
			kind, encoding, v.Charset = "text/html", "windows-1258", "windows-1258"
		}
		body, err := v.render(s.layout+"-list", encoding)
		return s.validated(answer{status: 200, contentType: kind, body: body}, s.changed()), err
	}
	return answer{status: 404, contentType: "text/html; charset=utf-8", body: []byte("<html><head><title>404</title></head><body><h1>Không tìm thấy</h1></body></html>")}, nil
}

// key is what tells the site's pages apart: the path, and for the portal the item asked for.
func (s *site) key(r *http.Request) string {
	if item := r.URL.Query().Get("ItemID"); s.layout == "cong" && item != "" {
		return "/default.aspx?itemid=" + item
	}
	return r.URL.Path
}

func robotsAnswer(text string) answer {
	if text == "" {
		return answer{status: 404, contentType: "text/plain", body: []byte("404")}
	}
	return answer{status: 200, contentType: "text/plain", body: []byte(text)}
}

// article answers at one of an article's addresses.
func (p *press) article(a *article, key, path string) (answer, error) {
	s := a.site
	at := slices.Index(s.keys(a), key)
	switch {
	case a.gone:
		return answer{status: http.StatusGone, contentType: "text/html; charset=utf-8", body: []byte("<html><body><h1>Bài viết đã được gỡ</h1></body></html>")}, nil
	case at > 0 && s.layout != "tan":
		return answer{status: http.StatusMovedPermanently, location: s.base + a.path}, nil
	case a.is("busy") && at == 0 && p.firstAsked():
		return answer{status: http.StatusTooManyRequests, contentType: "text/plain", body: []byte("busy"), retryAfter: "1"}, nil
	}
	twin := ""
	if at > 0 {
		twin = "mobile"
	}
	kind, body, err := p.corpus.page(a, twin)
	if err != nil {
		return answer{}, err
	}
	out := s.validated(answer{status: 200, contentType: kind, body: body}, a.changed())
	if a.is("slow") {
		out.wait = slow
	}
	if a.is("gzip") {
		out.gzip = true
		out.body, err = squeeze(body)
	}
	return out, err
}

// firstAsked is true once.
func (p *press) firstAsked() bool {
	p.logMu.Lock()
	defer p.logMu.Unlock()
	first := !p.busied
	p.busied = true
	return first
}

// changed is when anything on the site last changed.
func (s *site) changed() time.Time {
	var last time.Time
	for _, a := range s.articles {
		if !a.late && a.changed().After(last) {
			last = a.changed()
		}
	}
	return last
}

// validated adds the validators that the site's server sends.
func (s *site) validated(a answer, changed time.Time) answer {
	switch s.validators {
	case "etag":
		h := fnv.New64a()
		h.Write(a.body) // never fails
		a.etag = `"` + strconv.FormatUint(h.Sum64(), 36) + `"`
	case "modified":
		a.modified = changed
	}
	return a
}

// send writes the answer, or 304 when the asker has it; it returns the status and the bytes of the body.
func (a answer) send(w http.ResponseWriter, r *http.Request) (int, int) {
	h := w.Header()
	set := func(name, value string) {
		if value != "" {
			h.Set(name, value)
		}
	}
	set("Content-Type", a.contentType)
	set("Location", a.location)
	set("Retry-After", a.retryAfter)
	set("Etag", a.etag)
	if !a.modified.IsZero() {
		set("Last-Modified", a.modified.UTC().Format(http.TimeFormat))
	}
	if a.fresh(r) {
		w.WriteHeader(http.StatusNotModified)
		return http.StatusNotModified, 0
	}
	if a.gzip {
		set("Content-Encoding", "gzip")
	}
	if a.promise > 0 {
		return a.status, a.sendShort(w)
	}
	set("Content-Length", strconv.Itoa(len(a.body)))
	w.WriteHeader(a.status)
	n, _ := w.Write(a.body) // a reader that went away is not our fault
	return a.status, n
}

func (a answer) fresh(r *http.Request) bool {
	if a.status != http.StatusOK {
		return false
	}
	if a.etag != "" {
		return strings.Contains(r.Header.Get("If-None-Match"), a.etag)
	}
	since, err := http.ParseTime(r.Header.Get("If-Modified-Since"))
	return err == nil && !a.modified.IsZero() && !a.modified.Truncate(time.Second).After(since)
}

// sendShort sends fewer bytes than it promises and hangs up.
func (a answer) sendShort(w http.ResponseWriter) int {
	conn, rw, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return 0
	}
	defer conn.Close()
	fmt.Fprintf(rw, "HTTP/1.1 %d OK\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n", a.status, a.contentType, a.promise)
	n, _ := rw.Write(a.body) // a reader that went away is not our fault
	_ = rw.Flush()
	return n
}
