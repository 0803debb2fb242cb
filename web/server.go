package web

import (
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"golang.org/x/sync/semaphore"

	"diembao/news"
)

//go:embed static
var static embed.FS

// Options say what a server serves. Desk and Keeper are needed; a zero MaxLag is a thousand changes.
type Options struct {
	Desk    Desk
	Keeper  Keeper
	Status  Status
	Sample  bool   // the archive holds sample data; each page says so
	MaxLag  uint64 // changes behind which /healthz is 503
	Log     *slog.Logger
	Now     func() time.Time
	Sources []news.Source // for the list of outlets in the search form
}

// A Server answers over HTTP. Pages and Local are two faces of the same server; both are safe for concurrent use.
type Server struct {
	desk     Desk
	keeper   Keeper
	status   Status
	sample   bool
	maxLag   uint64
	log      *slog.Logger
	now      func() time.Time
	outlets  []news.Source
	views    map[string]*template.Template // by language
	searches *semaphore.Weighted
	jobs     bool
}

// New makes a server.
func New(o Options) (*Server, error) {
	if o.Desk == nil || o.Keeper == nil {
		return nil, errNoDesk
	}
	s := &Server{desk: o.Desk, keeper: o.Keeper, status: o.Status, sample: o.Sample, maxLag: o.MaxLag, log: o.Log, now: o.Now,
		outlets: o.Sources, searches: semaphore.NewWeighted(4)}
	if s.maxLag == 0 {
		s.maxLag = 1000
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.now == nil {
		s.now = time.Now
	}
	var err error
	if s.views, err = parseViews(); err != nil {
		return nil, fmt.Errorf("web: templates: %w", err)
	}
	return s, nil
}

// Pages is the face for browsers and programs on the network: pages and the reading half of the API. It holds no job.
func (s *Server) Pages() http.Handler {
	mux := http.NewServeMux()
	s.apiRoutes(mux)
	s.pageRoutes(mux)
	files, err := fs.Sub(static, "static")
	if err != nil {
		panic("unreachable: static is embedded")
	}
	mux.Handle("GET /static/", cached(http.StripPrefix("/static/", http.FileServerFS(files))))
	mux.HandleFunc("GET /healthz", s.health)
	guard := http.NewCrossOriginProtection()
	return s.recovered(headers(guard.Handler(http.MaxBytesHandler(mux, 5<<20))))
}

// Local is the face for the command line of the same user, over the unix socket: the API with its jobs.
func (s *Server) Local() http.Handler {
	local := *s
	local.jobs = true
	mux := http.NewServeMux()
	local.apiRoutes(mux)
	return s.recovered(mux)
}

// HTTP is an http.Server for h with the time and size limits of this house.
func HTTP(h http.Handler) *http.Server {
	return &http.Server{Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second,
		WriteTimeout: 60 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10}
}

// appPolicy lets a page load its own style and nothing else, and be framed by nobody.
const appPolicy = "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

func headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", appPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		next.ServeHTTP(w, r)
	})
}

func cached(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "max-age=3600")
		next.ServeHTTP(w, r)
	})
}

func (s *Server) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			v := recover()
			if v == nil {
				return
			}
			if err, ok := v.(error); ok && errors.Is(err, http.ErrAbortHandler) {
				panic(v)
			}
			s.log.Error("request failed", "path", r.URL.Path, "panic", v, "stack", string(debug.Stack()))
			http.Error(w, "internal error", http.StatusInternalServerError)
		}()
		next.ServeHTTP(w, r)
	})
}

// limited lets four searches run at a time, each for searchTime at most, waiting included.
func (s *Server) limited(next http.HandlerFunc) http.HandlerFunc {
	return s.within(searchTime, next)
}

// health is 200 with the lag, or 503 when the index is further behind than the limit or cannot say.
func (s *Server) health(w http.ResponseWriter, r *http.Request) {
	stats, err := s.keeper.Stats(r.Context())
	switch {
	case err != nil:
		writeError(w, err)
	case stats.Lag.Changes > s.maxLag:
		writeJSON(w, http.StatusServiceUnavailable, stats.Lag)
	default:
		writeJSON(w, http.StatusOK, stats.Lag)
	}
}
