package archive

import (
	"testing"
	"time"

	"diembao/news"
)

// TestFree has a URL in every state that can be freed and one that cannot.
func TestFree(t *testing.T) {
	a := fresh(t, Options{})
	var urls []string
	for _, state := range []news.VisitState{news.Quarantined, news.Refused, news.Gone} {
		v := news.Visit{URL: "https://baomau.vn/" + string(state), Source: "baomau", Kind: news.ArticleLink, State: state, Next: noon.AddDate(1, 0, 0), Tries: 10, Error: "lỗi"}
		if _, err := a.Finish(ctx, news.Outcome{Visit: v}); err != nil {
			t.Fatal(err)
		}
		urls = append(urls, v.URL)
	}
	if n, err := a.Free(ctx, append(urls, "https://baomau.vn/unknown"), noon); n != 2 || err != nil {
		t.Errorf("%d freed, %v", n, err)
	}
	if _, err := a.Free(ctx, []string{"mailto:x"}, noon); err == nil {
		t.Error("no address was freed")
	}
	leased, err := a.Lease(ctx, "baomau", noon, 10, time.Minute)
	if err != nil || len(leased) != 2 || leased[0].Tries != 0 {
		t.Errorf("%+v, %v", leased, err)
	}
	s, err := a.Stats(ctx)
	if err != nil || s.PerSource[0].Visits[news.Leased] != 2 || s.PerSource[0].Visits[news.Quarantined] != 0 {
		t.Errorf("%+v, %v", s.PerSource, err)
	}
	clean(t, a)
}
