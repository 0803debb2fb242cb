package coverage

import (
	"math"
	"testing"

	"diembao/news"
)

func TestSeriesFindsABurst(t *testing.T) {
	var all, topic []news.Count
	for _, m := range []struct {
		month      string
		all, topic int
	}{{"2026-01", 100, 2}, {"2026-02", 100, 3}, {"2026-03", 100, 2}, {"2026-04", 100, 14}, {"2026-05", 100, 3}} {
		all = append(all, news.Count{Value: m.month, Count: m.all})
		topic = append(topic, news.Count{Value: m.month, Count: m.topic})
	}
	for _, p := range series(all, topic) {
		burst := p.P < burstP && p.Articles >= burstLeast
		if burst != (p.Period == "2026-04") {
			t.Errorf("%+v: burst %v", p, burst)
		}
	}
}

func TestAtLeast(t *testing.T) {
	// P(X >= 3) for a mean of 1 is 1 - (1 + 1 + 1/2)/e.
	if got, want := atLeast(3, 1), 1-2.5/math.E; math.Abs(got-want) > 1e-12 {
		t.Errorf("atLeast(3, 1) = %v, want %v", got, want)
	}
	if atLeast(0, 5) != 1 {
		t.Error("none or more is certain")
	}
}
