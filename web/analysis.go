package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"strings"

	"diembao/coverage"
	"diembao/news"
)

// A storiesView lists stories.
type storiesView struct {
	frame
	Query   news.Query
	Stories []coverage.Story
	Problem string
	Outlets map[string]string // names by id
	Whole   bool              // one story with all its members
}

// shownMembers is how many articles of a story its list shows; the rest are a page away.
const shownMembers = 8

// Shown are the members of a story that the view shows.
func (v storiesView) Shown(s coverage.Story) []coverage.Member {
	return s.Members[:len(s.Members)-v.Hidden(s)]
}

// Hidden is how many it does not.
func (v storiesView) Hidden(s coverage.Story) int {
	if v.Whole || len(s.Members) <= shownMembers+2 {
		return 0
	}
	return len(s.Members) - shownMembers
}

// From is who published the member of that id; one that is not in the story is called by its id.
func (v storiesView) From(s coverage.Story, id news.ID) string {
	for _, m := range s.Members {
		if m.ID == id {
			return cmp.Or(v.Outlets[m.Source], m.Source)
		}
	}
	return fmt.Sprint(id)
}

func (s *Server) storiesPage(w http.ResponseWriter, r *http.Request) {
	q, err := ReadQuery(r.URL.Query())
	v := storiesView{frame: s.frame(w, r, "stories", ""), Query: q, Outlets: s.outletNames()}
	if err == nil {
		v.Stories, err = s.desk.Stories(r.Context(), q, 20)
	}
	status := http.StatusOK
	if err != nil {
		v.Problem, status = s.problem(v.Lang, err)
	}
	s.show(w, status, v.Lang, "stories", v)
}

// storyPage is one story with its members.
func (s *Server) storyPage(w http.ResponseWriter, r *http.Request) {
	id, err := ParseID(r.PathValue("id"))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	story, err := s.desk.Story(r.Context(), id)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	f := s.frame(w, r, "stories", story.Title)
	s.show(w, http.StatusOK, f.Lang, "stories", storiesView{frame: f, Stories: []coverage.Story{story}, Outlets: s.outletNames(), Whole: true})
}

// A topicsView lists topics with their series.
type topicsView struct {
	frame
	Query   news.Query
	Report  coverage.TopicReport
	Problem string
}

func (s *Server) topicsPage(w http.ResponseWriter, r *http.Request) {
	q, err := ReadQuery(r.URL.Query())
	v := topicsView{frame: s.frame(w, r, "topics", ""), Query: q}
	if err == nil {
		v.Report, err = s.desk.Topics(r.Context(), q, news.FacetMonth, 25)
	}
	status := http.StatusOK
	if err != nil {
		v.Problem, status = s.problem(v.Lang, err)
	}
	s.show(w, status, v.Lang, "topics", v)
}

// ByStory says that stories are counted and not articles.
func (v topicsView) ByStory() bool { return v.Query.Count == news.CountStories }

// OtherCount is the address of the page that counts the other way.
func (v topicsView) OtherCount() string {
	q := v.Query
	if q.Count = news.CountStories; v.ByStory() {
		q.Count = ""
	}
	return "/topics?" + Values(q).Encode()
}

// A topicRow is one topic of the table.
type topicRow struct{ coverage.Topic }

// Row is a topic with what the table shows of it.
func (v topicsView) Row(t coverage.Topic) topicRow { return topicRow{t} }

// Link is the search for the topic's articles, within the query of the page.
func (t topicRow) Link() string { return "/?" + Values(t.Query).Encode() }

// Spark are the bars of the topic's series, each 0 to 100 high.
func (t topicRow) Spark() []bar {
	series := t.Series[max(0, len(t.Series)-36):]
	most := 1
	for _, p := range series {
		most = max(most, p.Articles)
	}
	var out []bar
	for _, p := range series {
		b := bar{Count: news.Count{Value: p.Period, Count: p.Articles}}
		if p.Articles > 0 {
			b.Height = max(6, p.Articles*100/most)
		}
		out = append(out, b)
	}
	return out
}

// A priorView is the page where an editor holds a draft against the archive.
type priorView struct {
	frame
	Draft   string
	Day     string
	Asked   bool
	Prior   coverage.Prior
	Problem string
	Outlets map[string]string
}

// priorPage changes nothing; it is a POST because a draft is too long for an address, and nobody else's business.
func (s *Server) priorPage(w http.ResponseWriter, r *http.Request) {
	v := priorView{frame: s.frame(w, r, "prior", ""), Outlets: s.outletNames()}
	if r.Method == http.MethodGet {
		s.show(w, http.StatusOK, v.Lang, "prior", v)
		return
	}
	status := http.StatusOK
	v.Asked, v.Draft, v.Day = true, r.PostFormValue("text"), r.PostFormValue("day")
	day, err := news.ParseDay(v.Day)
	if err == nil {
		v.Prior, err = s.desk.Prior(r.Context(), coverage.Draft{Text: v.Draft, Day: day})
	}
	if err != nil {
		v.Problem, status = s.problem(v.Lang, err)
	}
	s.show(w, status, v.Lang, "prior", v)
}

// An officialsView is the people of a name, or those seen in a post.
type officialsView struct {
	frame
	Name    string
	Asked   coverage.PostQuestion
	Day     string // as typed
	Problem string
	People  []coverage.Person
	Found   *coverage.Holders // nil when no post was asked for
	Most    []news.Count      // who is named most in the newest coverage, when nothing was asked
}

func (s *Server) officialsPage(w http.ResponseWriter, r *http.Request) {
	v := officialsView{frame: s.frame(w, r, "officials", ""), Name: cutRunes(r.URL.Query().Get("name"), 100), Day: cutRunes(r.URL.Query().Get("on"), 10)}
	var err error
	status := http.StatusOK
	if v.Asked, err = postQuestion(r); err == nil && v.Asked.Post != "" {
		var found coverage.Holders
		if found, err = s.desk.Holders(r.Context(), v.Asked); err == nil {
			v.Found = &found
		}
	} else if err == nil && v.Name != "" {
		v.People, err = s.desk.Officials(r.Context(), v.Name)
	} else if err == nil {
		v.Most, err = s.lately(r.Context())
	}
	if err != nil {
		v.Problem, status = s.problem(v.Lang, err)
	}
	s.show(w, status, v.Lang, "officials", v)
}

// lately is who is named in most articles of the 30 days up to the newest article.
func (s *Server) lately(ctx context.Context) ([]news.Count, error) {
	q := news.Query{Sort: news.ByDate, Size: 1}
	res, err := s.desk.Search(ctx, q)
	if err != nil || len(res.Hits) == 0 || res.Hits[0].Published.IsZero() {
		return nil, err
	}
	q.To = news.DayOf(res.Hits[0].Published.Time)
	q.From, q.Facets = q.To.Add(-29), []string{news.FacetOfficial}
	if res, err = s.desk.Search(ctx, q); err != nil {
		return nil, err
	}
	counts := res.Facets[news.FacetOfficial]
	return counts[:min(len(counts), facetValues)], nil
}

// postQuestion reads post, place and on.
func postQuestion(r *http.Request) (q coverage.PostQuestion, err error) {
	v := r.URL.Query()
	q = coverage.PostQuestion{Post: strings.TrimSpace(cutRunes(v.Get("post"), 200)), Place: strings.TrimSpace(cutRunes(v.Get("place"), 100))}
	q.On, err = news.ParseDay(v.Get("on"))
	return q, err
}

// A placesView is what a name was.
type placesView struct {
	frame
	Name   string
	Places []coverage.PlaceHistory
}

func (s *Server) placesPage(w http.ResponseWriter, r *http.Request) {
	name := cutRunes(r.URL.Query().Get("name"), 100)
	v := placesView{s.frame(w, r, "search", ""), name, coverage.PlaceHistories(name)}
	s.show(w, http.StatusOK, v.Lang, "places", v)
}

// problem is an error in the reader's language, with its status.
func (s *Server) problem(lang string, err error) (string, int) {
	v := searchView{frame: frame{Lang: lang}}
	status := v.explain(err)
	if status >= 500 {
		s.log.Error("page failed", "err", err)
	}
	return v.Problem, status
}

func (s *Server) outletNames() map[string]string {
	out := map[string]string{}
	for _, o := range s.outlets {
		out[o.ID] = o.Name
	}
	return out
}
