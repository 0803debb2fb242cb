package web

import (
	"bytes"
	"html/template"
	"net/http"
	"strings"

	"diembao/coverage/digest"
	"diembao/news"
)

// A digestView is the điểm báo of some days with the form that asks for it.
type digestView struct {
	frame
	Request   digest.Request
	Provinces []string
	Saved     []news.SavedSearch
	Filters   []chip // filters that came from elsewhere and have no field in the form, with the digest without them
	Days      []chip // other days, one step away
	Newest    *chip  // the last day with articles, where the asked days have none
	Files     []chip // the same as files
	Body      template.HTML
	Problem   string
}

// digestPage shows the digest of the days asked for; of yesterday and today when none were.
func (s *Server) digestPage(w http.ResponseWriter, r *http.Request) {
	v := digestView{frame: s.frame(w, r, "digest", word("vi", "nav.digest")), Provinces: provinceNames()}
	v.Title = word(v.Lang, "nav.digest")
	err := s.digested(r, &v)
	status := http.StatusOK
	if err != nil {
		v.Problem, status = s.problem(v.Lang, err)
	}
	s.show(w, status, v.Lang, "digest", v)
}

func (s *Server) digested(r *http.Request, v *digestView) (err error) {
	if v.Request, err = ReadRequest(r.URL.Query()); err != nil {
		return err
	}
	today := news.DayOf(s.now())
	if q := &v.Request.Query; q.From.IsZero() && q.To.IsZero() {
		q.From, q.To = today.Add(-1), today
	}
	v.days(today)
	v.filters()
	if v.Saved, err = s.desk.Saved(r.Context()); err != nil {
		return err
	}
	d, err := s.desk.Digest(r.Context(), v.Request)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := digest.Fragment(&b, d, v.Lang); err != nil {
		return err
	}
	v.Body = template.HTML(b.String()) // escaped by the digest's own templates
	if d.Empty() {                     // on a holiday, or in an archive that ended: lead to where there is something
		return s.newest(r, v)
	}
	for _, form := range []digest.Format{digest.DOCX, digest.HTML, digest.CSV, digest.Markdown, digest.JSON} {
		values := requestValues(v.Request)
		values.Set("format", string(form))
		values.Set("lang", v.Lang)
		v.Files = append(v.Files, chip{Name: strings.ToUpper(string(form)), URL: "/api/v1/digest?" + values.Encode()})
	}
	return nil
}

// days are the digests a reader is most likely to want next.
func (v *digestView) days(today news.Day) {
	for _, c := range []struct {
		name     string
		from, to news.Day
	}{{"today", today, today}, {"yesterday", today.Add(-1), today.Add(-1)}, {"week", today.Add(-6), today}, {"before", v.Request.Query.From.Add(-1), v.Request.Query.From.Add(-1)}} {
		if c.name == "before" && v.Request.Query.From.IsZero() {
			continue
		}
		v.Days = append(v.Days, chip{Name: c.name, URL: v.of(c.from, c.to)})
	}
}

// filters are shown so that none holds unseen.
func (v *digestView) filters() {
	add := func(name, value string, without func(*news.Query)) {
		if value != "" {
			req := v.Request
			without(&req.Query)
			v.Filters = append(v.Filters, chip{name, value, "/digest?" + requestValues(req).Encode()})
		}
	}
	q := v.Request.Query
	add("source", q.Source, func(q *news.Query) { q.Source = "" })
	add("post", q.Post, func(q *news.Query) { q.Post = "" })
	add("place", q.Place, func(q *news.Query) { q.Place = "" })
}

// of is the address of the same digest of other days.
func (v *digestView) of(from, to news.Day) string {
	req := v.Request
	req.Query.From, req.Query.To = from, to
	return "/digest?" + requestValues(req).Encode()
}

// newest finds the last day that has articles of what was asked.
func (s *Server) newest(r *http.Request, v *digestView) error {
	q := v.Request.Query
	q.From, q.To, q.Sort, q.Size = news.Day{}, news.Day{}, news.ByDate, 1
	res, err := s.desk.Search(r.Context(), q)
	if err != nil || len(res.Hits) == 0 || res.Hits[0].Published.IsZero() {
		return err
	}
	day := news.DayOf(res.Hits[0].Published.Time)
	v.Newest = &chip{Value: day.Time().Format("02/01/2006"), URL: v.of(day, day)}
	return nil
}
