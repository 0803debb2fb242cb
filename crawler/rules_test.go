package crawler

import (
	"testing"
	"time"

	"diembao/news"
)

var noon = time.Date(2026, 3, 7, 5, 0, 0, 0, time.UTC)

func TestInterval(t *testing.T) {
	const day = 24 * time.Hour
	article := func(age, last time.Duration) news.Visit {
		return news.Visit{Kind: news.ArticleLink, Found: noon.Add(-age), Interval: last}
	}
	listing := func(depth int, last time.Duration) news.Visit {
		return news.Visit{Kind: news.ListingLink, Depth: depth, Interval: last}
	}
	dated := article(0, 0)
	dated.Published = news.Instant{Time: noon.Add(-400 * day)}
	future := article(0, 0)
	future.Published = news.Instant{Time: noon.Add(400 * day)}
	for name, c := range map[string]struct {
		v       news.Visit
		changed bool
		want    time.Duration
	}{
		"new article":                        {article(0, 0), true, 6 * time.Hour},
		"changed within the day":             {article(6*time.Hour, 6*time.Hour), true, 3 * time.Hour},
		"changed, but old":                   {article(40*day, 6*time.Hour), true, 10 * day},
		"unchanged":                          {article(day, 12*time.Hour), false, day},
		"rarest":                             {article(900*day, 150*day), false, 180 * day},
		"old when found":                     {dated, true, 100 * day},
		"published tomorrow":                 {future, true, 6 * time.Hour},
		"listing":                            {listing(0, 0), true, 30 * time.Minute},
		"listing unchanged":                  {listing(0, 30*time.Minute), false, time.Hour},
		"listing long unchanged":             {listing(0, 3*time.Hour), false, 4 * time.Hour},
		"listing changed":                    {listing(0, 3*time.Hour), true, 90 * time.Minute},
		"second page":                        {listing(1, 0), true, 2 * time.Hour},
		"tenth page":                         {listing(9, 0), true, 50 * time.Hour},
		"an interval from a wrong clock":     {listing(0, 1<<62), true, 4 * time.Hour},
		"a page found before the clock went": {article(-day, 0), true, 6 * time.Hour},
	} {
		if got := interval(c.v, c.changed, 30*time.Minute, noon); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// TestTransitions takes a visit through every rule.
func TestTransitions(t *testing.T) {
	v := news.Visit{URL: "https://baomau.vn/a", Kind: news.ArticleLink, State: news.Leased, Lease: noon, Found: noon}
	if r := restored(v); r.State != news.Due || !r.Lease.IsZero() {
		t.Errorf("restored: %+v", r)
	}
	var waits time.Duration
	f := v
	for n := 1; n <= maxTries; n++ {
		f = failed(f, "x", noon)
		if f.Tries != n || (f.State == news.Quarantined) != (n == maxTries) || !f.Lease.IsZero() {
			t.Fatalf("failure %d: %+v", n, f)
		}
		if f.State == news.Retry {
			waits += f.Next.Sub(noon)
		}
	}
	if waits < 36*time.Hour || waits > 7*24*time.Hour {
		t.Errorf("ten tries take %v, want days", waits)
	}
	start := news.Visit{Kind: news.FeedLink, Tries: 500}
	if s := failed(start, "x", noon); s.State != news.Retry || s.Next.Sub(noon) > 2*lastRetry {
		t.Errorf("a feed was given up: %+v", s)
	}
	if r := restored(failed(v, "x", noon)); r.State != news.Retry {
		t.Errorf("restored after a failure: %s", r.State)
	}
	d := done(answered(failed(v, "x", noon), 200, noon), true, time.Hour, noon)
	if d.State != news.Done || d.Tries != 0 || d.Error != "" || d.Fetches != 1 || !d.Changed.Equal(noon) || !d.Next.After(noon) {
		t.Errorf("done: %+v", d)
	}
	if r := restored(d); r.State != news.Done {
		t.Errorf("restored after done: %s", r.State)
	}
	l := later(d, "busy", noon.Add(time.Hour), noon)
	if l.State != news.Retry || l.Tries != 0 || !l.Next.Equal(noon.Add(time.Hour)) {
		t.Errorf("later: %+v", l)
	}
	if l := later(v, "busy", time.Time{}, noon); l.State != news.Due || !l.Next.After(noon) {
		t.Errorf("later without a time: %+v", l)
	}
	first := missing(d, answered(d, 404, noon), noon)
	if first.State != news.Retry || missing(first, answered(first, 404, noon), noon).State != news.Gone || missing(d, answered(d, 410, noon), noon).State != news.Gone {
		t.Errorf("missing: %+v", first)
	}
	if r := refused(v, "robots", refusedRetry, noon); r.State != news.Refused || r.Next.Before(noon.Add(refusedRetry)) {
		t.Errorf("refused: %+v", r)
	}
}
