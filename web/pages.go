package web

import (
	"bytes"
	"errors"
	"html/template"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"diembao/coverage"
	"diembao/index/query"
	"diembao/news"
)

func (s *Server) pageRoutes(mux *http.ServeMux) {
	mux.HandleFunc("GET /{$}", s.limited(s.searchPage))
	mux.HandleFunc("GET /a/{id}", s.articlePage)
	mux.HandleFunc("GET /a/{id}/history", s.historyPage)
	mux.HandleFunc("GET /a/{id}/page", s.servedPage)
	mux.HandleFunc("GET /a/{id}/raw", s.rawPage)
	mux.HandleFunc("GET /sources", s.sourcesPage)
	mux.HandleFunc("GET /digest", s.within(digestTime, s.digestPage))
	mux.HandleFunc("GET /prior", s.priorPage)
	mux.HandleFunc("POST /prior", s.limited(s.priorPage))
	mux.HandleFunc("GET /topics", s.limited(s.topicsPage))
	mux.HandleFunc("GET /stories", s.limited(s.storiesPage))
	mux.HandleFunc("GET /stories/{id}", s.storyPage)
	mux.HandleFunc("GET /officials", s.limited(s.officialsPage))
	mux.HandleFunc("GET /places", s.placesPage)
	mux.HandleFunc("GET /feed", s.limited(s.feed))
	mux.HandleFunc("GET /help", s.helpPage)
	mux.HandleFunc("GET /", s.missingPage)
}

// A frame is what every page needs around its own part.
type frame struct {
	Lang    string
	Title   string
	Section string // which item of the navigation is lit
	Here    string // path and query without lang, for the language switch
	Sample  bool
}

// Other is the address of this page in the other language.
func (f frame) Other() string {
	u, err := url.Parse(f.Here)
	if err != nil {
		return "/"
	}
	v := u.Query()
	v.Set("lang", map[string]string{"vi": "en", "en": "vi"}[f.Lang])
	u.RawQuery = v.Encode()
	return u.String()
}

// frame chooses the language (parameter, then cookie, then Vietnamese) and remembers a chosen one for a year.
func (s *Server) frame(w http.ResponseWriter, r *http.Request, section, title string) frame {
	lang := "vi"
	if c, err := r.Cookie("lang"); err == nil && c.Value == "en" {
		lang = "en"
	}
	if asked := r.URL.Query().Get("lang"); asked == "vi" || asked == "en" {
		lang = asked
		http.SetCookie(w, &http.Cookie{Name: "lang", Value: lang, Path: "/", MaxAge: 365 * 24 * 3600, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	}
	here := *r.URL
	v := here.Query()
	v.Del("lang")
	here.RawQuery = v.Encode()
	return frame{Lang: lang, Title: title, Section: section, Here: here.RequestURI(), Sample: s.sample}
}

// show renders the view into memory first, so that a failing one is an error page and not half a page.
func (s *Server) show(w http.ResponseWriter, status int, lang, view string, data any) {
	var b bytes.Buffer
	if err := s.views[lang].ExecuteTemplate(&b, view, data); err != nil {
		s.log.Error("view failed", "view", view, "err", err)
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = b.WriteTo(w) // the reader went away
}

// A failureView is a page that says in one sentence what went wrong.
type failureView struct {
	frame
	Code    int
	Message string
}

func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	wire, status := toWire(err)
	f := s.frame(w, r, "", strconv.Itoa(status))
	key := "error." + wire.Kind
	message := word(f.Lang, key)
	if message == key {
		message = wire.Message
	}
	if status >= 500 {
		s.log.Error("page failed", "path", r.URL.Path, "err", err)
	}
	s.show(w, status, f.Lang, "failure", failureView{f, status, message})
}

func (s *Server) missingPage(w http.ResponseWriter, r *http.Request) { s.fail(w, r, news.ErrNotFound) }

// A searchView is the search page.
type searchView struct {
	frame
	Query     news.Query
	Results   news.Results
	Bad       *query.Error // what is wrong with the query, if anything
	Problem   string
	Asked     bool // something was asked for; otherwise the page shows what is newest
	Provinces []string
	Outlets   []news.Source
	Chips     []chip
	Facets    []facetView
	Bars      []bar
	NextURL   string
	MeantURL  string
	Took      time.Duration
}

func (s *Server) searchPage(w http.ResponseWriter, r *http.Request) {
	start := s.now()
	f := s.frame(w, r, "search", "")
	v := searchView{frame: f, Outlets: s.outlets, Provinces: provinceNames()}
	q, err := ReadQuery(r.URL.Query())
	v.Query, v.Asked = q, len(q.Text)+len(q.Province)+len(q.Official)+len(q.Place)+len(q.Source)+len(q.Topic)+len(q.Post) > 0 || !q.From.IsZero() || !q.To.IsZero()
	if err == nil {
		q.Near = true
		q.Facets = []string{news.FacetSource, news.FacetProvince, news.FacetOfficial, news.FacetMonth}
		if q.OldMap {
			q.Facets[1] = news.FacetOldProvince
		}
		v.Results, err = s.desk.Search(r.Context(), q)
	}
	status := http.StatusOK
	if err != nil {
		status = v.explain(err)
		if status >= 500 {
			s.log.Error("search failed", "q", q.Text, "err", err)
		}
	}
	v.Took = s.now().Sub(start)
	v.link()
	s.show(w, status, f.Lang, "search", v)
}

// explain puts an error where the reader looks: beside the query.
func (v *searchView) explain(err error) int {
	var bad *query.Error
	if errors.As(err, &bad) {
		v.Bad = bad
		v.Problem = bad.Msg
		if v.Lang == "en" {
			v.Problem = bad.MsgEN
		}
		return http.StatusBadRequest
	}
	wire, status := toWire(err)
	v.Problem = wire.Message
	if text := word(v.Lang, "error."+wire.Kind); text != "error."+wire.Kind {
		v.Problem = text
	}
	return status
}

// An articleView is the page of one article.
type articleView struct {
	frame
	coverage.Reading
	TitleText []piece
	LeadText  []piece
	Blocks    []blockView
	Back      string
}

func (s *Server) articlePage(w http.ResponseWriter, r *http.Request) {
	id, err := ParseID(r.PathValue("id"))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	reading, err := s.desk.Read(r.Context(), id)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	a := reading.Article
	v := articleView{frame: s.frame(w, r, "search", a.Title), Reading: reading}
	v.TitleText = pieces(a.Title, 0, len(a.Title), mentionsIn(a, news.InTitle))
	v.LeadText = pieces(a.Lead, 0, len(a.Lead), mentionsIn(a, news.InLead))
	v.Blocks = blocks(a)
	s.show(w, http.StatusOK, v.Lang, "article", v)
}

// A historyView shows what the outlet changed.
type historyView struct {
	frame
	ID      news.ID
	Changes []coverage.Change
}

func (s *Server) historyPage(w http.ResponseWriter, r *http.Request) {
	id, err := ParseID(r.PathValue("id"))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	changes, err := s.desk.History(r.Context(), id)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	f := s.frame(w, r, "search", changes[len(changes)-1].Title)
	s.show(w, http.StatusOK, f.Lang, "history", historyView{f, id, changes})
}

// A sourcesView is the health of the sources.
type sourcesView struct {
	frame
	Outlets []coverage.Outlet
	Stats   Stats
}

func (s *Server) sourcesPage(w http.ResponseWriter, r *http.Request) {
	outlets, err := s.desk.Outlets(r.Context())
	if err != nil {
		s.fail(w, r, err)
		return
	}
	stats, err := s.keeper.Stats(r.Context())
	if err != nil {
		s.fail(w, r, err)
		return
	}
	f := s.frame(w, r, "sources", "")
	s.show(w, http.StatusOK, f.Lang, "sources", sourcesView{f, outlets, stats})
}

func (s *Server) helpPage(w http.ResponseWriter, r *http.Request) {
	f := s.frame(w, r, "help", "")
	s.show(w, http.StatusOK, f.Lang, "help", f)
}

// framePolicy is for a page of somebody else's: no script, nothing loaded, its own origin nobody's.
const framePolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"

func (s *Server) servedPage(w http.ResponseWriter, r *http.Request) {
	page, ok := s.pageOf(w, r)
	if !ok {
		return
	}
	w.Header().Set("Content-Security-Policy", framePolicy)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_ = servedTemplate.Execute(w, template.HTML(cleanPage(page))) //nolint:gosec // cleaned by an allowlist
}

// rawPage hands out the bytes as served, as a file and never as a page.
func (s *Server) rawPage(w http.ResponseWriter, r *http.Request) {
	page, ok := s.pageOf(w, r)
	if !ok {
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Disposition", `attachment; filename="page-`+strconv.FormatUint(page.Num, 10)+`.html"`)
	_, _ = w.Write(page.Body) // the reader went away
}

func (s *Server) pageOf(w http.ResponseWriter, r *http.Request) (news.Snapshot, bool) {
	id, err := ParseID(r.PathValue("id"))
	if err == nil {
		rev, _ := strconv.Atoi(r.URL.Query().Get("revision"))
		var page news.Snapshot
		if page, err = s.desk.Page(r.Context(), id, rev); err == nil {
			return page, true
		}
	}
	s.fail(w, r, err)
	return news.Snapshot{}, false
}
