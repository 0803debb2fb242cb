package web

import (
	"cmp"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"diembao/coverage"
	"diembao/news"
)

// searchTime bounds one search, from the parsed query to the last snippet.
const searchTime = 5 * time.Second

func (s *Server) apiRoutes(mux *http.ServeMux) {
	mux.HandleFunc("GET /api/v1/status", s.apiStatus)
	mux.HandleFunc("GET /api/v1/stats", answer(func(r *http.Request) (any, error) { return s.keeper.Stats(r.Context()) }))
	mux.HandleFunc("GET /api/v1/search", s.limited(answer(s.apiSearch)))
	mux.HandleFunc("GET /api/v1/suggest", s.limited(answer(s.apiSuggest)))
	mux.HandleFunc("GET /api/v1/articles/{id}", answer(s.apiArticle))
	mux.HandleFunc("GET /api/v1/articles/{id}/history", answer(s.apiHistory))
	mux.HandleFunc("GET /api/v1/articles/{id}/page", s.apiPage)
	mux.HandleFunc("GET /api/v1/officials", s.limited(answer(func(r *http.Request) (any, error) {
		return s.desk.Officials(r.Context(), cutRunes(r.URL.Query().Get("name"), 100))
	})))
	mux.HandleFunc("GET /api/v1/holders", s.limited(answer(func(r *http.Request) (any, error) {
		q, err := postQuestion(r)
		if err != nil {
			return nil, err
		}
		return s.desk.Holders(r.Context(), q)
	})))
	mux.HandleFunc("POST /api/v1/prior", s.limited(answer(s.apiPrior)))
	mux.HandleFunc("GET /api/v1/topics", s.limited(answer(s.apiTopics)))
	mux.HandleFunc("GET /api/v1/stories", s.limited(answer(s.apiStories)))
	mux.HandleFunc("GET /api/v1/stories/{id}", answer(s.apiStory))
	mux.HandleFunc("GET /api/v1/digest", s.within(digestTime, s.apiDigest))
	mux.HandleFunc("GET /api/v1/saved", answer(func(r *http.Request) (any, error) { return s.desk.Saved(r.Context()) }))
	mux.HandleFunc("GET /api/v1/places", answer(func(r *http.Request) (any, error) {
		return coverage.PlaceHistories(cutRunes(r.URL.Query().Get("name"), 100)), nil
	}))
	mux.HandleFunc("GET /api/v1/sources", answer(func(r *http.Request) (any, error) { return s.desk.Outlets(r.Context()) }))
	mux.HandleFunc("GET /api/v1/corrections", answer(func(r *http.Request) (any, error) { return s.desk.Corrections(r.Context()) }))
	if s.jobs {
		mux.HandleFunc("GET /api/v1/export", s.apiExport)
		mux.HandleFunc("POST /api/v1/jobs", s.apiJob)
	}
}

// answer writes what f returns as JSON, or its error with the status of its kind.
func answer(f func(r *http.Request) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v, err := f(r)
		if err != nil {
			writeError(w, err)
			return
		}
		writeJSON(w, http.StatusOK, v)
	}
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(v) // the reader went away; nobody is left to tell
}

func writeError(w http.ResponseWriter, err error) {
	wire, status := toWire(err)
	writeJSON(w, status, struct {
		Error wireError `json:"error"`
	}{wire})
}

// Status is what the daemon says of itself first of all.
type Status struct {
	Version string `json:"version"`
	UUID    string `json:"uuid"`
	PID     int    `json:"pid"`
	Web     string `json:"web,omitempty"` // address of the page, when it is served
}

func (s *Server) apiStatus(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, http.StatusOK, s.status)
}

func (s *Server) apiSearch(r *http.Request) (any, error) {
	q, err := ReadQuery(r.URL.Query())
	if err != nil {
		return nil, err
	}
	return s.desk.Search(r.Context(), q)
}

func (s *Server) apiSuggest(r *http.Request) (any, error) {
	n, _ := strconv.Atoi(r.URL.Query().Get("n"))
	return s.desk.Suggest(r.Context(), cutRunes(r.URL.Query().Get("q"), 100), min(max(n, 1), 20))
}

func (s *Server) apiArticle(r *http.Request) (any, error) {
	id, err := ParseID(r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	return s.desk.Read(r.Context(), id)
}

func (s *Server) apiHistory(r *http.Request) (any, error) {
	id, err := ParseID(r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	return s.desk.History(r.Context(), id)
}

func (s *Server) apiPrior(r *http.Request) (any, error) {
	var draft coverage.Draft
	if err := json.NewDecoder(r.Body).Decode(&draft); err != nil {
		return nil, badRequest("web: draft: %v", err)
	}
	return s.desk.Prior(r.Context(), draft)
}

func (s *Server) apiTopics(r *http.Request) (any, error) {
	q, err := ReadQuery(r.URL.Query())
	if err != nil {
		return nil, err
	}
	return s.desk.Topics(r.Context(), q, cmp.Or(r.URL.Query().Get("by"), news.FacetMonth), count(r, 20))
}

func (s *Server) apiStories(r *http.Request) (any, error) {
	q, err := ReadQuery(r.URL.Query())
	if err != nil {
		return nil, err
	}
	return s.desk.Stories(r.Context(), q, count(r, 20))
}

func (s *Server) apiStory(r *http.Request) (any, error) {
	id, err := ParseID(r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	return s.desk.Story(r.Context(), id)
}

// count is the parameter n, from 1 to 100, or what is usual.
func count(r *http.Request, usual int) int {
	n, err := strconv.Atoi(r.URL.Query().Get("n"))
	if err != nil {
		return usual
	}
	return min(max(n, 1), 100)
}

// wirePage carries a snapshot whole, its body in base64, as a client needs it.
type wirePage struct {
	news.Snapshot
	Body []byte `json:"body"`
}

func (s *Server) apiPage(w http.ResponseWriter, r *http.Request) {
	answer(func(r *http.Request) (any, error) {
		id, err := ParseID(r.PathValue("id"))
		if err != nil {
			return nil, err
		}
		rev, _ := strconv.Atoi(r.URL.Query().Get("revision"))
		page, err := s.desk.Page(r.Context(), id, rev)
		return wirePage{page, page.Body}, err
	})(w, r)
}

// jobLine is one line of a job's answer: progress, then a result or an error.
type jobLine struct {
	Progress *Progress       `json:"progress,omitempty"`
	Result   json.RawMessage `json:"result,omitempty"`
	Error    *wireError      `json:"error,omitempty"`
}

func (s *Server) apiJob(w http.ResponseWriter, r *http.Request) {
	var job Job
	dec := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&job); err != nil {
		writeError(w, badRequest("web: job: %v", err))
		return
	}
	control := http.NewResponseController(w)
	_ = control.SetWriteDeadline(time.Time{}) // a job may take hours; a server without deadlines has nothing to lift
	w.Header().Set("Content-Type", "application/x-ndjson")
	enc := json.NewEncoder(w)
	say := func(l jobLine) {
		_ = enc.Encode(l) // when the caller went away its context ends the job
		_ = control.Flush()
	}
	result, err := s.keeper.Run(r.Context(), job, func(p Progress) { say(jobLine{Progress: &p}) })
	if err != nil {
		wire, _ := toWire(err)
		say(jobLine{Error: &wire})
		return
	}
	say(jobLine{Result: result})
}

// ParseID reads an article's id as printed by search; ErrInvalid when it is no number.
func ParseID(s string) (news.ID, error) {
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil || n == 0 {
		return 0, badRequest("article id %.40q, want the number that search prints", s)
	}
	return news.ID(n), nil
}

// ReadQuery reads a query from URL parameters, the ones that Values writes. A size or a day that cannot be read is
// ErrInvalid; unknown parameters are left alone.
func ReadQuery(v url.Values) (news.Query, error) {
	q := news.Query{Text: v.Get("q"), Province: v.Get("province"), Official: v.Get("official"), Post: v.Get("post"),
		Place: v.Get("place"), Source: v.Get("source"), Kind: v.Get("kind"), Topic: v.Get("topic"),
		Sort: news.Sort(v.Get("sort")), After: v.Get("after"), OldMap: v.Get("old_map") != "", Exact: v.Get("exact") != "",
		NoRecency: v.Get("no_recency") != "", Count: news.Counted(v.Get("count")), Near: v.Get("near") != "", Explain: v.Get("explain") != ""}
	if f := v.Get("facets"); f != "" {
		q.Facets = strings.Split(f, ",")
	}
	var err error
	if q.From, err = news.ParseDay(v.Get("from")); err != nil {
		return q, err
	}
	if q.To, err = news.ParseDay(v.Get("to")); err != nil {
		return q, err
	}
	if size := v.Get("size"); size != "" {
		if q.Size, err = strconv.Atoi(size); err != nil || q.Size < 0 || q.Size > 100 {
			return q, badRequest("size %.20q, want 1 to 100", size)
		}
	}
	return q, nil
}

// Values is the query as URL parameters, without those at their zero value.
func Values(q news.Query) url.Values {
	v := url.Values{}
	set := func(name, value string) {
		if value != "" {
			v.Set(name, value)
		}
	}
	flag := func(name string, on bool) {
		if on {
			v.Set(name, "1")
		}
	}
	set("q", q.Text)
	set("province", q.Province)
	set("official", q.Official)
	set("post", q.Post)
	set("place", q.Place)
	set("source", q.Source)
	set("kind", q.Kind)
	set("topic", q.Topic)
	set("from", q.From.String())
	set("to", q.To.String())
	set("sort", string(q.Sort))
	set("after", q.After)
	set("count", string(q.Count))
	set("facets", strings.Join(q.Facets, ","))
	flag("old_map", q.OldMap)
	flag("exact", q.Exact)
	flag("no_recency", q.NoRecency)
	flag("near", q.Near)
	flag("explain", q.Explain)
	if q.Size != 0 {
		v.Set("size", strconv.Itoa(q.Size))
	}
	return v
}

func cutRunes(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}

// errNoDesk guards against a server without a desk, which is a bug of the caller.
var errNoDesk = errors.New("web: server needs a desk and a keeper")

var _ Desk = (*coverage.Desk)(nil)
