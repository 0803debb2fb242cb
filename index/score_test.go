package index

import (
	"context"
	"testing"

	"diembao/index/query"
	"diembao/news"
)

// TestNothingBetterIsLeftOut compares the page that leaves out what cannot reach it with the page of a scan that scores
// every hit.
func TestNothingBetterIsLeftOut(t *testing.T) {
	x := openTest(t, t.TempDir(), testOptions())
	p := newPress(5)
	const n = 7000
	var docs []Doc
	for i := range n {
		d := p.article(i+1, n)
		d.Body = d.Body[:len(d.Body)/3]
		docs = append(docs, d)
	}
	must(t, x.Apply(context.Background(), docs, nil, 1))
	queries := []string{"nhân dân", "tỉnh", "uy ban", "uỷ OR tinh OR dân", `tỉnh -"nhân dân"`, `"ban nhân" tỉnh ` + p.syllables[0], "tỉ*"}
	for i := range 60 {
		queries = append(queries, p.question(i), p.syllables[i%5]+" "+p.syllables[i%7])
	}
	for _, text := range queries {
		parsed, err := query.Parse(text, news.DayOf(testNow))
		must(t, err)
		snap, err := x.cur.Load().snapshot()
		must(t, err)
		plan, err := x.newPlan(snap, &news.Query{Text: text}, parsed, whole)
		must(t, err)
		ev, err := x.evaluate(context.Background(), snap, plan)
		must(t, err)
		all := page{size: n + 1}
		for _, pt := range ev.parts {
			newScorer(pt, testNow.Unix()).scan(pt.hits, &all)
		}
		want := all.sorted()
		got := find(t, x, news.Query{Text: text, Size: 20}).Hits
		if len(got) != min(20, len(want)) || len(want) != ev.total {
			t.Fatalf("%q: %d hits, scan has %d of %d", text, len(got), len(want), ev.total)
		}
		for i, h := range got {
			if uint64(h.ID) != want[i].id || h.Score != want[i].score {
				t.Fatalf("%q: hit %d is %d with %v, want %d with %v", text, i, h.ID, h.Score, want[i].id, want[i].score)
			}
		}
		must(t, snap.Close())
	}
}
