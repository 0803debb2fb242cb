package coverage

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"diembao/coverage/digest"
	"diembao/news"
)

func mustDay(s string) news.Day {
	d, err := news.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

func digested(t *testing.T, d *Desk, req digest.Request) digest.Digest {
	t.Helper()
	out, err := d.Digest(context.Background(), req)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestDigestIsWhatTheSearchFinds: every article that matches is in exactly one story, and counts once.
func TestDigestIsWhatTheSearchFinds(t *testing.T) {
	d, s := shelve(t, articlesOf(ofSeed(t, "1")))
	ctx := context.Background()
	for id := range s.articles { // the copies of the sample are known
		members, err := d.Place(ctx, []news.Article{s.articles[id]})
		if err != nil {
			t.Fatal(err)
		}
		s.stories[id] = members[0]
	}
	for _, q := range []news.Query{{From: mustDay("2024-01-01"), To: mustDay("2024-06-30")}, {Province: "Lâm Đồng", From: mustDay("2024-01-01"), To: mustDay("2024-12-31")},
		{Province: "Hà Giang", OldMap: true, From: mustDay("2023-01-01"), To: mustDay("2026-12-31")}, {Text: "du lịch"}} {
		out := digested(t, d, digest.Request{Query: q})
		found, err := d.Search(ctx, q)
		if err != nil || found.Total == 0 || found.Total != out.Summary.Articles {
			t.Errorf("%+v: %d articles, the search finds %d (%v)", q, out.Summary.Articles, found.Total, err)
		}
		seen := map[news.ID]bool{}
		for _, e := range out.Entries() {
			in := 0
			for _, c := range e.Carriers {
				if seen[c.ID] {
					t.Errorf("%d is in two stories", c.ID)
				}
				seen[c.ID] = true
				if !c.Outside {
					in++
				}
				if day := news.DayOf(c.Published.Time); !q.To.IsZero() && day.After(q.To) {
					t.Errorf("%d of %s is later than the digest's days", c.ID, day)
				}
			}
			if in != e.Articles || in == 0 {
				t.Errorf("story %d: %d articles count, it says %d", e.Story, in, e.Articles)
			}
		}
		if again := digested(t, d, digest.Request{Query: q}); fmt.Sprint(again) != fmt.Sprint(out) {
			t.Errorf("%+v: another digest the second time", q)
		}
	}
}

func TestDigestOfASavedSearch(t *testing.T) {
	d, s := shelve(t, people())
	s.saved = []news.SavedSearch{{Name: "rừng", Query: news.Query{Text: "rừng", Province: "Sơn La"}}}
	if out := digested(t, d, digest.Request{Saved: "rừng"}); out.Summary.Articles != 1 || out.Entries()[0].Article != 3 || out.Saved != "rừng" {
		t.Errorf("%+v", out.Summary)
	}
	if out := digested(t, d, digest.Request{Saved: "rừng", Query: news.Query{From: mustDay("2024-01-01")}}); !out.Empty() {
		t.Errorf("narrowed: %+v", out.Summary)
	}
	if _, err := d.Digest(context.Background(), digest.Request{Saved: "khác"}); !errors.Is(err, news.ErrNotFound) {
		t.Errorf("a saved search that is not there: %v", err)
	}
}

func TestNarrow(t *testing.T) {
	saved := news.Query{Text: "a HOẶC b", Province: "Đắk Nông", OldMap: true, From: mustDay("2024-01-01"), Official: "X"}
	for _, c := range []struct{ ask, want news.Query }{
		{news.Query{}, saved},
		{news.Query{Text: "c"}, news.Query{Text: "(a HOẶC b) c", Province: "Đắk Nông", OldMap: true, From: mustDay("2024-01-01"), Official: "X"}},
		{news.Query{Province: "Cà Mau"}, news.Query{Text: "a HOẶC b", Province: "Cà Mau", From: mustDay("2024-01-01"), Official: "X"}},
		{news.Query{To: mustDay("2025-01-01"), Size: 5}, news.Query{Text: "a HOẶC b", Province: "Đắk Nông", OldMap: true, To: mustDay("2025-01-01"), Official: "X", Size: 5}},
		{news.Query{Exact: true, Near: true, Count: news.CountStories}, news.Query{Text: "a HOẶC b", Province: "Đắk Nông", OldMap: true, From: mustDay("2024-01-01"), Official: "X", Exact: true, Near: true, Count: news.CountStories}},
	} {
		if got := narrow(saved, c.ask); fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%+v narrows to %+v, want %+v", c.ask, got, c.want)
		}
	}
}

// TestDigestTellsUndatedByArrival: an article whose page shows no day is in the digest of the day it was first seen.
func TestDigestTellsUndatedByArrival(t *testing.T) {
	articles := people()
	articles[1].Published = news.Instant{} // first seen on 9 September 2024
	d, _ := shelve(t, articles)
	for day, want := range map[string]int{"2024-09-09": 1, "2024-09-10": 0, "2024-06-05": 1} {
		out := digested(t, d, digest.Request{Query: news.Query{From: mustDay(day), To: mustDay(day)}})
		if out.Summary.Articles != want || out.Summary.Undated > want {
			t.Errorf("%s: %+v, want %d", day, out.Summary, want)
		}
	}
}

// TestDigestSaysWhatChanged: in a digest stand its own articles that were changed or taken down at any time, and those
// published before that were in its days, if they match what was asked.
func TestDigestSaysWhatChanged(t *testing.T) {
	articles := append(people(), written(5, "Lâm Đồng", "2024-09-09", "Trồng rừng ở Lâm Đồng", "Ngày 9/9, UBND tỉnh Lâm Đồng phát động trồng rừng."))
	when := func(s string) news.Instant {
		at, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return news.Instant{Time: at}
	}
	revise := func(s *shelf, id news.ID, seen string) {
		first := s.articles[id]
		first.Revision, first.Seen = 1, first.FirstSeen
		second := first
		second.Revision, second.Title, second.Seen = 2, first.Title+" (cập nhật)", when(seen)
		s.articles[id] = second
		if s.revisions == nil {
			s.revisions = map[news.ID][]news.Article{}
		}
		s.revisions[id] = []news.Article{first, second}
		s.changes = append(s.changes, news.Change{Seq: news.Seq(len(s.changes) + 1), Kind: news.ArticleRevised, ID: id, Revision: 2, Time: second.Seen.Time})
	}
	d, s := shelve(t, articles)
	s.changes = []news.Change{{Seq: 1, Kind: news.ArticleRevised, ID: 4, Revision: 1, Time: when("2022-03-03T09:00:00Z").Time}}
	revise(s, 4, "2024-09-08T16:59:59Z") // a second before midnight in Viet Nam
	revise(s, 1, "2024-09-08T17:00:00Z")
	revise(s, 3, "2024-09-09T10:00:00Z")
	gone := s.articles[4]
	gone.Gone = when("2024-09-09T12:00:00Z")
	s.articles[4] = gone
	s.changes = append(s.changes, news.Change{Seq: news.Seq(len(s.changes) + 1), Kind: news.ArticleGone, ID: 4, Time: gone.Gone.Time})
	revise(s, 2, "2024-10-01T00:00:00Z")
	revise(s, 5, "2024-10-02T00:00:00Z")

	q := news.Query{Province: "Lâm Đồng", From: mustDay("2024-09-09"), To: mustDay("2024-09-09")}
	out := digested(t, d, digest.Request{Query: q})
	var changed, withdrawn []news.ID
	for _, c := range out.Changed {
		changed = append(changed, c.ID)
	}
	for _, w := range out.Withdrawn {
		withdrawn = append(withdrawn, w.ID)
	}
	// 1 in its days, 2 and 5 are its own; 3 is of Sơn La, 4 was changed the day before but taken down on the day.
	if !slices.Equal(changed, []news.ID{1, 2, 5}) || !slices.Equal(withdrawn, []news.ID{4}) {
		t.Errorf("changed %v, taken down %v", changed, withdrawn)
	}
	if !out.Changed[0].Outside || out.Changed[1].Outside || len(out.Changed[0].Steps[0].Title) == 0 {
		t.Errorf("%+v", out.Changed)
	}
	if out := digested(t, d, digest.Request{Query: news.Query{Text: "rừng", From: q.From, To: q.To}}); len(out.Changed) != 2 || len(out.Withdrawn) != 0 {
		t.Errorf("of the articles with rừng: %+v", out.Changed)
	}
}
