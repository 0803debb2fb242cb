package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"diembao/coverage"
	"diembao/index"
	"diembao/index/query"
	"diembao/news"
)

// A stand answers with fixed values, and with err when it is set.
type stand struct {
	err     error
	asked   news.Query
	saved   string // name of the saved search a digest was asked of
	nothing bool   // a digest finds nothing
	lines   int    // of an export
	lag     news.Lag
}

var at = news.Instant{Time: time.Date(2021, 12, 13, 15, 22, 0, 0, news.ICT)}

func sampleArticle() news.Article {
	body := "Sáng 13/12, ông Trần Văn Mẫu nói ở Đà Lạt.\n<script>alert(1)</script>"
	start := strings.Index(body, "Trần Văn Mẫu")
	return news.Article{ID: 7, Revision: 2, Source: "mau", URL: "https://mau.example/7", CanonicalURL: "https://mau.example/7",
		Title: "Họp bàn <b>việc mới</b>", Lead: "Sapô.", Body: body, Published: at, Origin: news.FromLine,
		Blocks:    []news.Block{{Kind: news.Paragraph, Start: 0, End: strings.Index(body, "\n")}, {Kind: news.Caption, Start: strings.Index(body, "\n") + 1, End: len(body)}},
		Officials: []news.Official{{Name: "Trần Văn Mẫu", Positions: []string{"Phó Bí thư Tỉnh ủy"}, Mentions: []news.Mention{{Text: "Trần Văn Mẫu", Start: start, End: start + len("Trần Văn Mẫu")}}}},
		Places:    []news.Place{{Name: "Hà Giang", Kind: news.ProvinceKind, Current: news.Current{Name: "Tuyên Quang", Code: "08"}, Mentions: []news.Mention{{Text: "x", Start: 900, End: 901}}}},
		Dates:     []news.Date{{Mention: news.Mention{Text: "13/12", Start: 6, End: 11}, From: news.DayOf(at.Time), To: news.DayOf(at.Time)}},
		Province:  news.Subject{Name: "Lâm Đồng", Code: "68", Reason: "headline"}, Problems: []news.Problem{{Code: news.ProblemNoDate}}}
}

func (s *stand) Search(_ context.Context, q news.Query) (news.Results, error) {
	s.asked = q
	if q.Count == news.CountStories {
		return news.Results{Total: 1200, Articles: 1234, Hits: []news.Hit{{ID: 7, Title: "Họp bàn", Source: "mau", Story: 5, Others: 2}}}, s.err
	}
	astyped := 5
	return news.Results{Total: 1234, Near: []news.Hit{{ID: 8, Title: "Gần như họp", Source: "mau"}}, AsTyped: &astyped, Hits: []news.Hit{{ID: 7, Title: "Họp bàn", URL: "https://mau.example/7", Source: "mau", Published: at, Province: "Lâm Đồng",
		TitleAt: []news.Span{{Start: 0, End: 4}}, Snippets: []news.Snippet{{Text: "tinh <i>uy</i>", Marks: []news.Span{{Start: 0, End: 4}}}}}},
		Facets: map[string][]news.Count{news.FacetSource: {{Value: "mau", Label: "Báo Mẫu", Count: 3}}, news.FacetMonth: {{Value: "2021-12", Label: "2021-12", Count: 3}}},
		Next:   "abc", DidYouMean: "tỉnh ủy", Notes: []string{"ghi chú"}, Lag: s.lag}, s.err
}
func (s *stand) Suggest(context.Context, string, int) ([]index.Suggestion, error) {
	return []index.Suggestion{{Kind: "official", Value: "a", Label: "b", Count: 1}}, s.err
}
func (s *stand) Read(context.Context, news.ID) (coverage.Reading, error) {
	return coverage.Reading{Article: sampleArticle(), Outlet: news.Source{ID: "mau", Name: "Báo Mẫu"}, Revisions: []coverage.Revision{{Revision: 1, Seen: at}, {Revision: 2, Seen: at}},
		Corrections: []news.Correction{{Num: 1, Key: "k", Kind: news.ReplaceFact, Article: 7, Field: "published", Before: json.RawMessage(`"2021-12-12"`), After: json.RawMessage(`"2021-12-13"`), Who: "Ban <i>biên tập</i>", Time: at.UTC(), Note: "theo báo giấy"}}}, s.err
}
func (s *stand) History(context.Context, news.ID) ([]coverage.Change, error) {
	return []coverage.Change{{Revision: coverage.Revision{Revision: 1, Title: "a"}}, {Revision: coverage.Revision{Revision: 2, Title: "b"}, TitleEdits: []coverage.Edit{{Op: "out", Text: "a"}, {Op: "in", Text: "b"}}}}, s.err
}
func (s *stand) Page(context.Context, news.ID, int) (news.Snapshot, error) {
	return news.Snapshot{Num: 3, URL: "https://mau.example/7", Time: at.UTC(), Status: 200, Header: http.Header{"Content-Type": {"text/html"}},
		Body: []byte(`<h1 onclick="x()">Tít</h1><script>alert(1)</script><img src="https://mau.example/a.png"><a href="javascript:x()">l</a><p>Lời bài.</p>`)}, s.err
}
func (s *stand) Outlets(context.Context) ([]coverage.Outlet, error) {
	return []coverage.Outlet{{Source: news.Source{ID: "mau", Name: "Báo Mẫu", Kind: news.Newspaper, Home: "https://mau.example/"}, State: "failing", LastError: "timeout", Articles: 3, Newest: at, LastFetch: at}}, s.err
}
func (s *stand) Officials(context.Context, string) ([]coverage.Person, error) {
	seen := coverage.Sighting{Day: news.DayOf(at.Time), ID: 7, URL: "u", Sentence: "câu"}
	return []coverage.Person{{Key: "A (B)", Name: "A", Province: "B", Articles: 1, Tenures: []coverage.Tenure{{Post: "Bí thư", First: seen, Last: seen, Articles: 1}}}}, s.err
}
func (s *stand) Holders(_ context.Context, q coverage.PostQuestion) (coverage.Holders, error) {
	seen := coverage.Sighting{Day: news.DayOf(at.Time), ID: 7, URL: "u", Sentence: "câu"}
	return coverage.Holders{PostQuestion: q, Holders: []coverage.Holder{{Key: "A (B)", Name: "A", When: coverage.Then, Tenure: coverage.Tenure{Post: "Bí thư", Also: []string{"bí thư tỉnh"}, First: seen, Last: seen, Articles: 1}}}}, s.err
}
func (s *stand) Prior(_ context.Context, d coverage.Draft) (coverage.Prior, error) {
	return coverage.Prior{Matches: []coverage.Match{{ID: 7, Title: d.Text, Class: coverage.SameText, First: true, Passages: []coverage.Shared{{Draft: "d", Article: "a"}}}}, Notes: []string{"n"}}, s.err
}
func (s *stand) Topics(_ context.Context, q news.Query, by string, _ int) (coverage.TopicReport, error) {
	p := []coverage.Period{{Period: "2021-12", Articles: 3, Expected: 1, P: .0001}}
	return coverage.TopicReport{Articles: 9, By: by, Topics: []coverage.Topic{{Topic: "chuyển đổi số", Articles: 3, Share: .33, Series: p, Bursts: p, Query: q}}}, s.err
}
func (s *stand) Stories(context.Context, news.Query, int) ([]coverage.Story, error) {
	st, _ := s.Story(context.Background(), 7)
	return []coverage.Story{st}, s.err
}
func (s *stand) Story(context.Context, news.ID) (coverage.Story, error) {
	return coverage.Story{ID: 7, Title: "t", Articles: 2, Outlets: 2, First: at, Last: at, Members: []coverage.Member{{ID: 7, Title: "t", Source: "mau", Published: at}, {ID: 8, Title: "u", Source: "khac", CopyOf: 7, Credit: "Báo Mẫu"}}}, s.err
}
func (s *stand) Corrections(context.Context) ([]news.Correction, error) {
	return []news.Correction{{Num: 1, Key: "k", Kind: news.RemoveFact, Article: 7, Field: "published", Who: "Ban biên tập", Time: at.UTC()}}, s.err
}
func (s *stand) Saved(context.Context) ([]news.SavedSearch, error) {
	return []news.SavedSearch{{Name: "lũ", Query: news.Query{Text: "lũ quét"}}}, s.err
}
func (s *stand) Run(_ context.Context, job Job, progress func(Progress)) (json.RawMessage, error) {
	if s.err != nil {
		return nil, s.err
	}
	progress(Progress{Done: 1, Text: job.Verb})
	return json.RawMessage(`{"articles":5}`), nil
}
func (s *stand) Stats(context.Context) (Stats, error) {
	return Stats{Articles: 1234, Sources: 2, Lag: s.lag}, s.err
}

func server(t *testing.T, s *stand) *Server {
	t.Helper()
	srv, err := New(Options{Desk: s, Keeper: s, Sources: []news.Source{{ID: "mau", Name: "Báo Mẫu"}}, Sample: true})
	if err != nil {
		t.Fatal(err)
	}
	return srv
}

func get(t *testing.T, h http.Handler, path string) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w
}

// TestEveryPage renders every view in both languages and holds the headers that keep strangers' text harmless.
func TestEveryPage(t *testing.T) {
	h := server(t, &stand{lag: news.Lag{Changes: 3, Seconds: 5}}).Pages()
	for path, want := range map[string]string{
		"/?q=tinh+uy&province=x": "1.234", "/?q=họp": "Gần như họp", "/?q=phạt nguội": "/?exact=1&amp;q=ph%E1%BA%A1t", "/a/7": "Trần Văn Mẫu", "/a/7/history": "<ins>b</ins>", "/sources": "timeout", "/help": "NEAR/5",
		"/stories": "Báo Mẫu", "/topics": "chuyển đổi số", "/prior": "<textarea", "/digest": "Báo Mẫu", "/officials?name=A": "A (B)", "/officials?post=Bí thư&place=B&on=2021-12-01": "bí thư tỉnh", "/officials": `name="post"`, "/places?name=Hà Giang": "Tuyên Quang",
	} {
		for _, lang := range []string{"vi", "en"} {
			u, _ := url.Parse(path)
			v := u.Query()
			v.Set("lang", lang)
			u.RawQuery = v.Encode()
			w := get(t, h, u.String())
			body := w.Body.String()
			if w.Code != 200 || !strings.Contains(strings.ReplaceAll(body, "1,234", "1.234"), want) {
				t.Errorf("%s (%s): %d, want 200 with %q", path, lang, w.Code, want)
			}
			if strings.Contains(body, ">{") || strings.Contains(body, ">[{") {
				t.Errorf("%s shows a value as Go prints it", u)
			}
			if !strings.Contains(body, `lang="`+lang+`"`) || strings.Contains(body, "<script>") || strings.Contains(body, "<b>việc") {
				t.Errorf("%s (%s): wrong language, or text that was not escaped", path, lang)
			}
			if csp := w.Header().Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") {
				t.Errorf("%s: policy %q", path, csp)
			}
			for key := range words() {
				if strings.Contains(body, ">"+key+"<") {
					t.Errorf("%s (%s): the key %s stands in the page", path, lang, key)
				}
			}
		}
	}
}

func TestThePageAsServedIsHarmless(t *testing.T) {
	h := server(t, &stand{}).Pages()
	w := get(t, h, "/a/7/page")
	for _, no := range []string{"script>", "onclick", "javascript:", "<img"} {
		if strings.Contains(w.Body.String(), no) {
			t.Errorf("the frame has %q: %s", no, w.Body)
		}
	}
	if !strings.Contains(w.Body.String(), "Lời bài.") || !strings.HasPrefix(w.Header().Get("Content-Security-Policy"), "sandbox; default-src 'none'") {
		t.Errorf("frame: %v %s", w.Header(), w.Body)
	}
	raw := get(t, h, "/a/7/raw")
	if raw.Header().Get("Content-Type") != "application/octet-stream" || !strings.Contains(raw.Header().Get("Content-Disposition"), "attachment") || raw.Header().Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("raw page: %v", raw.Header())
	}
}

func TestWrongRequests(t *testing.T) {
	bad := &query.Error{Offset: 3, Length: 2, Msg: "sai ở đây", MsgEN: "wrong here"}
	for _, c := range []struct {
		path string
		err  error
		code int
		want string
	}{
		{"/nosuch", nil, 404, "diembao"}, {"/a/x", nil, 400, ""}, {"/a/9", news.ErrNotFound, 404, ""}, {"/?from=2021-99-99", nil, 400, ""},
		{"/?q=tin\"\"", bad, 400, "sai ở đây"}, {"/?q=tin\"\"&lang=en", bad, 400, "wrong here"}, {"/?q=x", errors.New("disk"), 500, ""},
		{"/api/v1/search?q=x", bad, 400, `"offset":3`}, {"/api/v1/articles/9", news.ErrNotFound, 404, `"kind":"not-found"`},
		{"/api/v1/search?size=1000", nil, 400, "invalid"}, {"/topics", bad, 400, "sai"}, {"/stories?q=x", bad, 400, "sai"},
	} {
		w := get(t, server(t, &stand{err: c.err}).Pages(), c.path)
		if w.Code != c.code || !strings.Contains(w.Body.String(), c.want) {
			t.Errorf("%s: %d, want %d with %q: %.300s", c.path, w.Code, c.code, c.want, w.Body)
		}
	}
	w := httptest.NewRecorder()
	server(t, &stand{}).Pages().ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/api/v1/jobs", strings.NewReader(`{"verb":"crawl"}`)))
	if w.Code == 200 {
		t.Error("a job could be started from the network")
	}
	health := get(t, server(t, &stand{lag: news.Lag{Changes: 2000}}).Pages(), "/healthz")
	if health.Code != 503 {
		t.Errorf("healthz when far behind: %d, want 503", health.Code)
	}
}

// TestClientAnswersAsTheDesk asks everything through the socket and directly.
func TestClientAnswersAsTheDesk(t *testing.T) {
	s := &stand{}
	socket := filepath.Join(t.TempDir(), "s.sock")
	l, err := net.Listen("unix", socket)
	if err != nil {
		t.Skip("no unix sockets here: ", err)
	}
	srv := &http.Server{Handler: server(t, s).Local()}
	go func() { _ = srv.Serve(l) }() // ends with Close
	defer srv.Close()
	ctx := context.Background()
	c, _, err := Dial(ctx, socket)
	if err != nil {
		t.Fatal(err)
	}
	same := func(what string, got, want any) {
		t.Helper()
		g, _ := json.Marshal(got)
		w, _ := json.Marshal(want)
		if string(g) != string(w) {
			t.Errorf("%s: through the socket %s, directly %s", what, g, w)
		}
	}
	q := news.Query{Text: "a b", Province: "Đắk Lắk", OldMap: true, From: news.DayOf(at.Time), Size: 5, Facets: []string{"month", "source"}, Sort: news.ByDate, Exact: true}
	got, err := c.Search(ctx, q)
	want, _ := s.Search(ctx, q)
	same("search", got, want)
	if err != nil || !reflect.DeepEqual(s.asked, q) {
		t.Errorf("asked %+v, want %+v (%v)", s.asked, q, err)
	}
	for _, ask := range []func(d Desk) (any, error){
		func(d Desk) (any, error) { return d.Read(ctx, 7) }, func(d Desk) (any, error) { return d.History(ctx, 7) },
		func(d Desk) (any, error) { return d.Outlets(ctx) }, func(d Desk) (any, error) { return d.Officials(ctx, "A") },
		func(d Desk) (any, error) {
			return d.Holders(ctx, coverage.PostQuestion{Post: "Bí thư", Place: "B", On: news.Day{Year: 2021, Month: 12, Day: 1}})
		},
		func(d Desk) (any, error) { return d.Suggest(ctx, "a", 3) }, func(d Desk) (any, error) { return d.Prior(ctx, coverage.Draft{Text: "x"}) },
		func(d Desk) (any, error) { return d.Topics(ctx, q, "month", 3) }, func(d Desk) (any, error) { return d.Stories(ctx, q, 3) },
		func(d Desk) (any, error) { return d.Story(ctx, 7) }, func(d Desk) (any, error) { return d.Saved(ctx) }, func(d Desk) (any, error) { return d.Corrections(ctx) },
		func(d Desk) (any, error) { p, err := d.Page(ctx, 7, 1); return string(p.Body), err },
	} {
		got, err := ask(c)
		if err != nil {
			t.Error(err)
		}
		want, _ := ask(s)
		same("answer", got, want)
	}
	var heard []Progress
	raw, err := c.Run(ctx, Job{Verb: "reindex"}, func(p Progress) { heard = append(heard, p) })
	if err != nil || string(raw) != `{"articles":5}` || len(heard) != 1 {
		t.Errorf("job: %s %v %v", raw, heard, err)
	}
	for _, kind := range []error{news.ErrNotFound, ErrBusy, news.ErrDamaged, news.ErrInvalid} {
		s.err = kind
		if _, err := c.Read(ctx, 7); !errors.Is(err, kind) {
			t.Errorf("error %v came through as %v", kind, err)
		}
		if _, err := c.Run(ctx, Job{Verb: "x"}, nil); !errors.Is(err, kind) {
			t.Errorf("job error %v came through as %v", kind, err)
		}
	}
}

func TestPieces(t *testing.T) {
	text := "một hai ba"
	got := pieces(text, 0, len(text), []marked{{start: 0, end: 4, class: "a"}, {start: 2, end: 6, class: "overlaps"}, {start: 5, end: 99, class: "outside"}})
	if len(got) != 2 || got[0].Class != "a" || got[1].Text != text[4:] {
		t.Errorf("%+v", got)
	}
}

func TestLanguageSwitch(t *testing.T) {
	h := server(t, &stand{}).Pages()
	w := get(t, h, "/?q=x&lang=en")
	if !strings.Contains(w.Body.String(), "/?lang=vi&amp;q=x") {
		t.Error("no way back to Vietnamese")
	}
	r := httptest.NewRequest(http.MethodGet, "/help", nil)
	for _, c := range w.Result().Cookies() {
		r.AddCookie(c)
	}
	again := httptest.NewRecorder()
	h.ServeHTTP(again, r)
	if body, _ := io.ReadAll(again.Body); !strings.Contains(string(body), "How to search") {
		t.Error("the choice of language was forgotten")
	}
}

// TestPagesCountStories: the switch is kept by every link, and a hit leads to its story.
func TestPagesCountStories(t *testing.T) {
	s := &stand{}
	srv := server(t, s).Pages()
	body := get(t, srv, "/?q=h%E1%BB%8Dp&count=stories").Body.String()
	if s.asked.Count != news.CountStories {
		t.Errorf("asked for %+v", s.asked)
	}
	for _, want := range []string{"1.200 sự kiện (1.234 bài)", `href="/stories/5"`, "và 2 bài khác cùng sự kiện", `<option value="stories" selected>`, "/topics?count=stories&amp;q="} {
		if !strings.Contains(body, want) {
			t.Errorf("the page by story lacks %s", want)
		}
	}
	if body := get(t, srv, "/?q=h%E1%BB%8Dp").Body.String(); strings.Contains(body, "(1.234 bài)") || strings.Contains(body, `"stories" selected`) {
		t.Error("stories are counted unasked")
	}
	if body := get(t, srv, "/stories/7").Body.String(); !strings.Contains(body, "đăng lại từ") {
		t.Error("the page of a story lacks its copies")
	}
	body = get(t, srv, "/topics?count=stories").Body.String()
	for _, want := range []string{"9 sự kiện khớp", `href="/topics?"`, `name="count" value="stories"`, "/?count=stories"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page of topics by story lacks %s", want)
		}
	}
	if body := get(t, srv, "/topics").Body.String(); !strings.Contains(body, `href="/topics?count=stories"`) {
		t.Error("the page of topics has no switch")
	}
}

// TestLongStory: a list shows the first articles of a long story, its own page all of them.
func TestLongStory(t *testing.T) {
	story := coverage.Story{ID: 1, Articles: 12, Members: make([]coverage.Member, 12)}
	list, page := storiesView{}, storiesView{Whole: true}
	if n, hidden := len(list.Shown(story)), list.Hidden(story); n != shownMembers || hidden != 12-shownMembers {
		t.Errorf("a list shows %d and hides %d", n, hidden)
	}
	if n, hidden := len(page.Shown(story)), page.Hidden(story); n != 12 || hidden != 0 {
		t.Errorf("its page shows %d and hides %d", n, hidden)
	}
	story.Members = story.Members[:shownMembers+1]
	if hidden := list.Hidden(story); hidden != 0 {
		t.Errorf("one article more is hidden behind a link: %d", hidden)
	}
}

func TestBarsKeepTheirMonths(t *testing.T) {
	v := searchView{Results: news.Results{Facets: map[string][]news.Count{news.FacetMonth: {{Value: "2021-01", Count: 90}, {Value: "2025-11", Count: 4}, {Value: "2026-02", Count: 1}}}}}
	v.bars(func(change func(*news.Query)) string {
		var q news.Query
		change(&q)
		return q.From.String() + " " + q.To.String()
	})
	var got []string
	if len(v.Bars) != maxBars { // the month of 90 is before them
		t.Fatalf("%d bars, want %d", len(v.Bars), maxBars)
	}
	for _, b := range v.Bars[maxBars-4:] {
		got = append(got, fmt.Sprint(b.Value, " ", b.Height, " ", b.URL))
	}
	want := []string{"2025-11 100 2025-11-01 2025-11-30", "2025-12 0 ", "2026-01 0 ", "2026-02 25 2026-02-01 2026-02-28"}
	if !slices.Equal(got, want) {
		t.Errorf("bars %q, want %q", got, want)
	}
}

func TestCutTextSaysSo(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Mưa lớn ở Đà Lạt.", "Mưa lớn ở Đà Lạt."},
		{"ở Đà Lạt, mưa lớn", "… ở Đà Lạt, mưa lớn …"},
		{"“Mưa lớn”", "“Mưa lớn”"},
		{"", ""},
	} {
		var got string
		for _, p := range cutHits(c.text, nil) {
			got += p.Text
		}
		if got != c.want {
			t.Errorf("%q is shown as %q, want %q", c.text, got, c.want)
		}
	}
}
