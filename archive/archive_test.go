package archive

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"diembao/news"
)

func TestMain(m *testing.M) {
	if childMain() {
		return
	}
	goleak.VerifyTestMain(m)
}

var (
	ctx  = context.Background()
	noon = time.Date(2025, 7, 1, 5, 0, 0, 0, time.UTC)
)

func fresh(t testing.TB, o Options) *Archive {
	t.Helper()
	a, err := Create(filepath.Join(t.TempDir(), "data"), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	return a
}

func reopen(t testing.TB, a *Archive, o Options) *Archive {
	t.Helper()
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := Open(a.Dir(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() }) // a test may have closed it
	return b
}

// clean fails the test when the archive does not verify, data and all.
func clean(t testing.TB, a *Archive) Report {
	t.Helper()
	r, err := a.Verify(ctx, VerifyOptions{ReadData: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range r.Problems {
		t.Error("verify:", p)
	}
	return r
}

// page is an answer of the sample paper; text is its body.
func page(path, text string) *news.Snapshot {
	return &news.Snapshot{
		Source: "baomau", URL: "https://baomau.vn" + path, FinalURL: "https://baomau.vn" + path, Time: noon, Status: 200,
		Header: http.Header{"Content-Type": {"text/html; charset=utf-8"}, "Content-Encoding": {"gzip"}, "Content-Length": {"123"}, "Etag": {`"a"`}},
		Body:   []byte(text),
	}
}

func article(path, text string, snapshot uint64) news.Article {
	url := "https://baomau.vn" + path
	return news.Article{
		Snapshot: snapshot, Source: "baomau", URL: url, CanonicalURL: url, Site: "baomau.vn", Title: "Tin thử " + path, Body: text,
		Published: news.Instant{Time: time.Date(2025, 7, 1, 7, 0, 0, 0, news.ICT)}, Dates: []news.Date{}, Seen: news.Instant{Time: noon},
	}
}

func mustAdd(t testing.TB, a *Archive, s *news.Snapshot) uint64 {
	t.Helper()
	num, err := a.AddSnapshot(ctx, s)
	if err != nil {
		t.Fatal(err)
	}
	return num
}

func mustPut(t testing.TB, a *Archive, arts ...news.Article) []news.Article {
	t.Helper()
	out, err := a.PutArticles(ctx, arts, "", 0)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestSnapshotComesBackAsServed(t *testing.T) {
	a := fresh(t, Options{})
	s := page("/a.html", "<p>Cà phê được mùa</p>")
	s.FinalURL = "https://baomau.vn/tin/a.html"
	s.Problems = []news.Problem{{Code: news.ProblemTooLarge, Detail: "cut"}}
	s.Published = news.Instant{Time: time.Date(2025, 7, 1, 7, 0, 0, 0, news.ICT)}
	num := mustAdd(t, a, s)
	a = reopen(t, a, Options{})
	got, err := a.Snapshot(ctx, num)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(&got, s) {
		t.Errorf("got  %+v\nwant %+v", got, *s)
	}
	for _, url := range []string{s.URL, s.FinalURL + "?utm_source=x"} {
		if nums, err := a.Snapshots(ctx, url); err != nil || !reflect.DeepEqual(nums, []uint64{num}) {
			t.Errorf("Snapshots(%s) = %v, %v", url, nums, err)
		}
	}
	if _, err := a.Snapshot(ctx, 99); !errors.Is(err, news.ErrNotFound) {
		t.Errorf("Snapshot(99): %v", err)
	}
	clean(t, a)
}

func TestSameBodyIsStoredOnce(t *testing.T) {
	a := fresh(t, Options{})
	rnd := rand.New(rand.NewPCG(1, 2))
	var body strings.Builder
	for range 5000 {
		fmt.Fprintf(&body, "%x ", rnd.Uint64())
	}
	first := mustAdd(t, a, page("/a", body.String()))
	before, _ := a.Stats(ctx)
	for range 3 {
		mustAdd(t, a, page("/a", body.String()))
	}
	mustAdd(t, a, page("/a", "khác"))
	after, _ := a.Stats(ctx)
	if grown := after.PackBytes - before.PackBytes; grown > before.PackBytes/4 {
		t.Errorf("three more of the same page took %d bytes, the first %d", grown, before.PackBytes)
	}
	nums, err := a.Snapshots(ctx, "https://baomau.vn/a")
	if err != nil || len(nums) != 5 {
		t.Fatal(nums, err)
	}
	for _, num := range nums[:4] {
		s, err := a.Snapshot(ctx, num)
		if err != nil || string(s.Body) != body.String() || s.Header.Get("Etag") != `"a"` {
			t.Errorf("snapshot %d (first is %d): %v", num, first, err)
		}
	}
	clean(t, a)
}

func TestBadSnapshotsAreRefused(t *testing.T) {
	a := fresh(t, Options{})
	for name, c := range map[string]struct {
		change func(*news.Snapshot)
		want   error
	}{
		"no URL":    {func(s *news.Snapshot) { s.URL = "" }, news.ErrInvalid},
		"ftp":       {func(s *news.Snapshot) { s.URL = "ftp://baomau.vn/" }, news.ErrInvalid},
		"too large": {func(s *news.Snapshot) { s.Body = make([]byte, MaxBody+1) }, news.ErrTooLarge},
		"wrong sum": {func(s *news.Snapshot) { s.SHA256 = "00" }, news.ErrInvalid},
		"status":    {func(s *news.Snapshot) { s.Status = -1 }, news.ErrInvalid},
	} {
		s := page("/x", "x")
		c.change(s)
		if _, err := a.AddSnapshot(ctx, s); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if a.LastSeq() != 0 {
		t.Error("something was stored")
	}
	clean(t, a)
}

func TestOddHeadersSurvive(t *testing.T) {
	a := fresh(t, Options{})
	s := page("/odd", "")
	s.Status, s.Body = 0, nil
	s.Header = http.Header{"X-Line": {"a\r\nInjected: yes"}, "Bad Name": {"x"}, "": {"y"}, "X-Archive-Orig-Foo": {"z"}, "X-Many": {"1", "2"}, "X-Utf": {"Điểm báo"}}
	got, err := a.Snapshot(ctx, mustAdd(t, a, s))
	if err != nil {
		t.Fatal(err)
	}
	want := http.Header{"X-Line": {"a  Injected: yes"}, "X-Archive-Orig-Foo": {"z"}, "X-Many": {"1", "2"}, "X-Utf": {"Điểm báo"}}
	if !reflect.DeepEqual(got.Header, want) || len(got.Body) != 0 {
		t.Errorf("%#v %q", got.Header, got.Body)
	}
}
