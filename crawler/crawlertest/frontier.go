package crawlertest

import (
	"context"
	"fmt"
	"net/http"
	"reflect"
	"sync"
	"testing"
	"time"

	"diembao/crawler"
	"diembao/news"
)

// Frontier runs the tests that every crawler.Frontier must pass. open gives an empty one and closes it with the test.
func Frontier(t *testing.T, open func(t *testing.T) crawler.Frontier) {
	for name, test := range map[string]func(*testing.T, crawler.Frontier){
		"discover keeps what is known":     discoverKeeps,
		"lease takes what is due":          leaseTakesDue,
		"lease goes latest first":          leaseLatestFirst,
		"lease ends":                       leaseEnds,
		"lease is by source":               leaseBySource,
		"leases are disjoint":              leasesDisjoint,
		"finish stores everything":         finishStores,
		"finish without lease":             finishWithoutLease,
		"finish hashes what is not hashed": finishHashes,
		"finish gives a new number":        finishNumbers,
		"gone and quarantined stay":        finalStates,
		"next due":                         nextDue,
		"hosts":                            hosts,
		"an ended context changes nothing": endedContext,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

var day = time.Date(2026, 3, 7, 1, 0, 0, 0, time.UTC)

// visit is one found on day and due at next.
func visit(path string, next time.Time) news.Visit {
	return news.Visit{URL: "https://baomau.vn" + path, Source: "baomau", Kind: news.ArticleLink, State: news.Due, Found: day, Next: next}
}

// must is for steps that only prepare.
func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// discover checks how many of the visits are new, and that the frontier can say so before.
func discover(t *testing.T, f crawler.Frontier, want int, visits ...news.Visit) {
	t.Helper()
	if n, err := f.Unknown(t.Context(), visits); err != nil || n != want {
		t.Fatalf("Unknown = %d, %v; want %d", n, err, want)
	}
	if n, err := f.Discover(t.Context(), visits); err != nil || n != want {
		t.Fatalf("Discover = %d, %v; want %d", n, err, want)
	}
}

// lease checks which paths are leased, in order, and for how long.
func lease(t *testing.T, f crawler.Frontier, now time.Time, n int, want ...string) []news.Visit {
	t.Helper()
	got, err := f.Lease(t.Context(), "baomau", now, n, time.Minute)
	must(t, err)
	urls := []string{}
	for _, v := range got {
		urls = append(urls, v.URL[len("https://baomau.vn"):])
		if v.State != news.Leased || !v.Lease.Equal(now.Add(time.Minute)) {
			t.Errorf("%s is %s until %v", v.URL, v.State, v.Lease)
		}
	}
	if want == nil {
		want = []string{}
	}
	if !reflect.DeepEqual(urls, want) {
		t.Fatalf("leased %q, want %q", urls, want)
	}
	return got
}

// discoverKeeps finds a URL twice: in one call, and later for another source and time.
func discoverKeeps(t *testing.T, f crawler.Frontier) {
	discover(t, f, 0)
	discover(t, f, 2, visit("/a", day), visit("/b", day.Add(-time.Second)), visit("/a", day))
	again := visit("/a", day.Add(time.Hour))
	again.Source = "khac"
	discover(t, f, 1, again, visit("/c", day.Add(-2*time.Second)))
	lease(t, f, day, 10, "/a", "/b", "/c")
}

// leaseTakesDue has one visit in every state that waits, and one that is not due by a nanosecond.
func leaseTakesDue(t *testing.T, f crawler.Frontier) {
	states := map[news.VisitState]bool{news.Due: true, news.Retry: true, news.Done: true, news.Refused: true, news.Gone: false, news.Quarantined: false}
	for state := range states {
		v := visit("/"+string(state), day)
		discover(t, f, 1, v)
		v.State = state
		_, err := f.Finish(t.Context(), news.Outcome{Visit: v})
		must(t, err)
	}
	discover(t, f, 1, visit("/later", day.Add(time.Nanosecond)))
	lease(t, f, day, 10, "/done", "/due", "/refused", "/retry")
	lease(t, f, day.Add(time.Second), 10, "/later")
}

// leaseLatestFirst has fresh news, backlog of years, and two of the same time.
func leaseLatestFirst(t *testing.T, f crawler.Frontier) {
	discover(t, f, 4, visit("/old", day.AddDate(-3, 0, 0)), visit("/new", day), visit("/b", day.Add(-time.Hour)), visit("/a", day.Add(-time.Hour)))
	lease(t, f, day, 1, "/new")
	lease(t, f, day, 2, "/a", "/b")
	lease(t, f, day, 2, "/old")
	lease(t, f, day, 2)
}

// leaseEnds waits for a lease to end, then gives the next one back.
func leaseEnds(t *testing.T, f crawler.Frontier) {
	discover(t, f, 1, visit("/a", day))
	lease(t, f, day, 1, "/a")
	lease(t, f, day.Add(59*time.Second), 1)
	got := lease(t, f, day.Add(time.Minute), 1, "/a")
	v := got[0]
	v.State, v.Lease = news.Due, time.Time{}
	_, err := f.Finish(t.Context(), news.Outcome{Visit: v}) // given back
	must(t, err)
	lease(t, f, day.Add(time.Minute), 1, "/a")
}

// leaseBySource has two sources, one's id the beginning of the other's.
func leaseBySource(t *testing.T, f crawler.Frontier) {
	other := visit("/x", day)
	other.Source = "baomau2"
	discover(t, f, 2, visit("/a", day), other)
	lease(t, f, day, 10, "/a")
	if got, err := f.Lease(t.Context(), "baoma", day, 10, time.Minute); err != nil || len(got) != 0 {
		t.Errorf("a source's id is whole: %v, %v", got, err)
	}
}

// leasesDisjoint has four workers lease side by side until nothing is left.
func leasesDisjoint(t *testing.T, f crawler.Frontier) {
	var all []news.Visit
	for i := range 60 {
		all = append(all, visit(fmt.Sprintf("/%d", i), day))
	}
	discover(t, f, 60, all...)
	var wg sync.WaitGroup
	var mu sync.Mutex
	count := map[string]int{}
	for range 4 {
		wg.Go(func() {
			for {
				got, err := f.Lease(t.Context(), "baomau", day, 7, time.Minute)
				if err != nil {
					t.Error(err)
				}
				if len(got) == 0 {
					return
				}
				mu.Lock()
				for _, v := range got {
					count[v.URL]++
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if len(count) != 60 {
		t.Errorf("%d of 60 leased", len(count))
	}
	for url, n := range count {
		if n != 1 {
			t.Errorf("%s leased %d times", url, n)
		}
	}
}

// page is a snapshot of a path.
func page(path, body string) *news.Snapshot {
	return &news.Snapshot{
		Source: "baomau", URL: "https://baomau.vn" + path, FinalURL: "https://baomau.vn" + path, Time: day, Status: 200,
		Header: http.Header{"Content-Type": {"text/html"}}, Body: []byte(body),
	}
}

// finishStores checks that every field of a visit comes back.
func finishStores(t *testing.T, f crawler.Frontier) {
	discover(t, f, 1, visit("/a", day))
	v := lease(t, f, day, 1, "/a")[0]
	v.State, v.Lease, v.Next, v.Last, v.Changed = news.Done, time.Time{}, day.Add(time.Hour), day, day
	v.Interval, v.Tries, v.Fetches, v.Status, v.Depth, v.Via = 6*time.Hour, 2, 3, 200, 4, "https://baomau.vn/"
	v.ETag, v.LastModified, v.SHA256, v.Error = `W/"1"`, "Sat, 07 Mar 2026 01:00:00 GMT", "ab", "lỗi"
	v.Published = news.Instant{Time: day.In(news.ICT)}
	num, err := f.Finish(t.Context(), news.Outcome{Visit: v, Snapshot: page("/a", "x"), Found: []news.Visit{visit("/b", day), visit("/a", day)}})
	must(t, err)
	if num == 0 {
		t.Error("no number for a snapshot")
	}
	lease(t, f, day, 5, "/b")
	got := lease(t, f, day.Add(time.Hour), 1, "/a")[0]
	want := v
	want.Snapshot, want.State, want.Lease = num, got.State, got.Lease
	if !got.Next.Equal(want.Next) || !got.Last.Equal(want.Last) || !got.Changed.Equal(want.Changed) || !got.Found.Equal(want.Found) || !got.Published.Equal(want.Published.Time) {
		t.Errorf("times: got %+v, want %+v", got, want)
	}
	got.Next, got.Last, got.Changed, got.Found, got.Published = want.Next, want.Last, want.Changed, want.Found, want.Published
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

// finishWithoutLease stores a visit nobody discovered.
func finishWithoutLease(t *testing.T, f crawler.Frontier) {
	v := visit("/a", day.Add(time.Hour))
	v.State = news.Done
	num, err := f.Finish(t.Context(), news.Outcome{Visit: v})
	if err != nil || num != 0 {
		t.Errorf("Finish = %d, %v; want 0", num, err)
	}
	discover(t, f, 0, visit("/a", day))
	lease(t, f, day, 1)
	lease(t, f, day.Add(time.Hour), 1, "/a")
}

// finishHashes stores a page that the crawler has not hashed.
func finishHashes(t *testing.T, f crawler.Frontier) {
	v := visit("/a", day)
	v.State = news.Done
	_, err := f.Finish(t.Context(), news.Outcome{Visit: v, Snapshot: page("/a", "abc")})
	must(t, err)
	const want = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" // of "abc": FIPS 180-2, appendix B.1
	if got := lease(t, f, day, 1, "/a")[0].SHA256; got != want {
		t.Errorf("SHA-256 %q", got)
	}
}

// finishNumbers stores three pages of one URL.
func finishNumbers(t *testing.T, f crawler.Frontier) {
	last := uint64(0)
	for i := range 3 {
		num, err := f.Finish(t.Context(), news.Outcome{Visit: visit("/a", day), Snapshot: page("/a", fmt.Sprint(i))})
		must(t, err)
		if num <= last {
			t.Errorf("number %d after %d", num, last)
		}
		last = num
	}
}

// finalStates waits ten years for what is never due again.
func finalStates(t *testing.T, f crawler.Frontier) {
	for _, state := range []news.VisitState{news.Gone, news.Quarantined} {
		v := visit("/"+string(state), day)
		discover(t, f, 1, v)
		v.State = state
		_, err := f.Finish(t.Context(), news.Outcome{Visit: v})
		must(t, err)
		discover(t, f, 0, v)
	}
	lease(t, f, day.AddDate(10, 0, 0), 10)
	if at, err := f.NextDue(t.Context(), "baomau"); err != nil || !at.IsZero() {
		t.Errorf("NextDue = %v, %v; want none", at, err)
	}
}

// nextDue asks before, between and after.
func nextDue(t *testing.T, f crawler.Frontier) {
	check := func(want time.Time) {
		t.Helper()
		if at, err := f.NextDue(t.Context(), "baomau"); err != nil || !at.Equal(want) {
			t.Errorf("NextDue = %v, %v; want %v", at, err, want)
		}
	}
	check(time.Time{})
	discover(t, f, 2, visit("/a", day.Add(time.Hour)), visit("/b", day))
	check(day)
	lease(t, f, day, 1, "/b")
	check(day.Add(time.Minute)) // the end of the lease
}

// hosts checks that every field of a host's state comes back.
func hosts(t *testing.T, f crawler.Frontier) {
	const name = "https://baomau.vn"
	if h, err := f.Host(t.Context(), name); err != nil || h.Host != name || h.Fetches != 0 || h.RobotsOK {
		t.Errorf("unknown host: %+v, %v", h, err)
	}
	want := news.HostState{
		Host: name, Robots: []byte("User-agent: *\n\xff"), RobotsTime: day, RobotsOK: true, RobotsTries: 1, NotBefore: day.Add(time.Hour), Failures: 2,
		Delay: 3 * time.Second, Day: news.Day{Year: 2026, Month: 3, Day: 7}, Fetched: 4, Fetches: 5, Errors: 6, LastError: "lỗi", LastOK: day,
	}
	must(t, f.PutHost(t.Context(), want))
	got, err := f.Host(t.Context(), name)
	must(t, err)
	if !got.RobotsTime.Equal(want.RobotsTime) || !got.NotBefore.Equal(want.NotBefore) || !got.LastOK.Equal(want.LastOK) {
		t.Errorf("times: got %+v", got)
	}
	got.RobotsTime, got.NotBefore, got.LastOK = want.RobotsTime, want.NotBefore, want.LastOK
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

// endedContext checks that a refused call left nothing.
func endedContext(t *testing.T, f crawler.Frontier) {
	ended, stop := context.WithCancel(t.Context())
	stop()
	if _, err := f.Discover(ended, []news.Visit{visit("/a", day)}); err == nil {
		return // stored in spite of it: also right, the caller learns so
	}
	lease(t, f, day, 1)
}
