package index

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"diembao/index/similar"
	"diembao/news"
)

// planted are the ways in which a draft can differ from the article it repeats, and the least share of articles that must
// be among the first five.
var planted = map[string]struct {
	edit  func(r *rand.Rand, p *press, text string) string
	floor float64
}{
	"sentences in another order": {func(r *rand.Rand, _ *press, s string) string {
		parts := strings.SplitAfter(s, ".")
		r.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
		return strings.Join(parts, " ")
	}, .99},
	"60 % cut": {func(_ *rand.Rand, _ *press, s string) string {
		parts := strings.SplitAfter(s, ".")
		return strings.Join(parts[:len(parts)*2/5], "")
	}, .99},
	"20 % of words changed": {changeWords, .99},
	"all three": {func(r *rand.Rand, p *press, s string) string {
		parts := strings.SplitAfter(s, ".")
		parts = parts[:len(parts)*2/5]
		r.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
		return changeWords(r, p, strings.Join(parts, " "))
	}, .95},
	"two sentences quoted in another article": {func(_ *rand.Rand, p *press, s string) string {
		parts := strings.SplitAfter(s, ".")
		other := p.article(1, 1).Body
		return other[:strings.Index(other, ".")+1] + parts[len(parts)/2] + parts[len(parts)/2+1] + other[strings.Index(other, "."):]
	}, .90},
}

func changeWords(r *rand.Rand, p *press, s string) string {
	words := strings.Fields(s)
	for i := range words {
		if r.IntN(5) == 0 {
			words[i] = p.syllables[r.IntN(len(p.syllables))]
		}
	}
	return strings.Join(words, " ")
}

func TestSimilarFindsPlanted(t *testing.T) {
	x := openTest(t, t.TempDir(), testOptions())
	p := newPress(3)
	var docs []Doc
	for i := range 1500 {
		docs = append(docs, p.article(i+1, 1500))
	}
	must(t, x.Apply(context.Background(), docs, nil, 1))
	for name, c := range planted {
		r := rand.New(rand.NewPCG(8, 9))
		found := 0
		const drafts = 150
		for i := range drafts {
			d := docs[i*10]
			list, err := x.Similar(context.Background(), c.edit(r, p, d.Body), 5)
			must(t, err)
			if slices.ContainsFunc(list, func(c similar.Candidate) bool { return news.ID(c.ID) == d.ID }) {
				found++
			}
		}
		recall := float64(found) / drafts
		t.Logf("%s: recall %.3f", name, recall)
		if recall < c.floor {
			t.Errorf("%s: recall %.3f, want %.2f", name, recall, c.floor)
		}
	}
	must(t, x.Apply(context.Background(), nil, []news.ID{docs[0].ID}, 2))
	list, err := x.Similar(context.Background(), docs[0].Body, 5)
	must(t, err)
	if slices.ContainsFunc(list, func(c similar.Candidate) bool { return news.ID(c.ID) == docs[0].ID }) {
		t.Error("a removed article is still a candidate")
	}
	if list, err := x.Similar(context.Background(), " \xff ", 5); len(list) > 0 || err != nil {
		t.Errorf("nothing is similar to %v, %v", list, err)
	}
}
