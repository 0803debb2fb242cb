package similar

import (
	"cmp"
	"math"
	"slices"
)

// A Source knows which articles have a shingle. Places are numbers of its own.
type Source interface {
	Docs() int
	Append(dst []uint64, hash uint32) []uint64
	ID(place uint64) uint64
}

// A Candidate is an article that shares shingles with a text.
type Candidate struct {
	ID     uint64  // the article
	Score  float64 // sum of the rarities of what is shared with the whole text
	Share  float64 // of the text's own rarity that is shared, 0 to 1
	Window int     // first syllable of the passage that found it; -1 when the whole text did
}

// perWindow is how many articles a window may name.
const perWindow = 3

// common is the number of articles from which on a shingle says nothing: officialese and footers.
const common = 500

// Candidates finds at most n articles that share most with all of text, best first, and after them those that share
// most with a window of it. Articles with equal scores come in order of ID.
func Candidates(src Source, text string, n int) []Candidate {
	marks := Marks(nil, text)
	if len(marks) == 0 || n <= 0 {
		return nil
	}
	a := asked{src: src, scores: make(map[uint64]float64)}
	lists := make([][]uint64, len(marks))
	rarity := make([]float64, len(marks))
	total := 0.0
	seen := make(map[uint32]bool, len(marks))
	for i, m := range marks {
		if seen[m.Hash] {
			continue
		}
		seen[m.Hash] = true
		start := len(a.places)
		a.places = src.Append(a.places, m.Hash)
		lists[i] = a.places[start:len(a.places):len(a.places)]
		if k := len(lists[i]); k > common {
			lists[i] = nil
			continue
		}
		rarity[i] = math.Log(1 + float64(src.Docs())/float64(1+len(lists[i])))
		total += rarity[i]
	}
	out := a.top(lists, rarity, n, total, -1)
	known := make(map[uint64]bool, len(out))
	for _, c := range out {
		known[c.ID] = true
	}
	for from, i := 0, 0; i < len(marks); from += stride {
		for i < len(marks) && marks[i].At < from {
			i++
		}
		j := i
		for j < len(marks) && marks[j].At < from+window {
			j++
		}
		if i == j {
			continue
		}
		for _, c := range a.top(lists[i:j], rarity[i:j], perWindow, total, from) {
			if !known[c.ID] {
				known[c.ID] = true
				out = append(out, c)
			}
		}
	}
	return out
}

// asked is the work of one question; its buffers serve all windows.
type asked struct {
	src    Source
	places []uint64
	scores map[uint64]float64
	hits   []Candidate
}

// top is the n best of some lists.
func (a *asked) top(lists [][]uint64, rarity []float64, n int, total float64, from int) []Candidate {
	clear(a.scores)
	for i, l := range lists {
		for _, p := range l {
			a.scores[p] += rarity[i]
		}
	}
	a.hits = a.hits[:0]
	for p, s := range a.scores {
		a.keep(Candidate{ID: p, Score: s, Share: s / total, Window: from}, n)
	}
	return slices.Clone(a.hits)
}

// keep puts a candidate, whose ID is still its place, where it belongs among the n best.
func (a *asked) keep(c Candidate, n int) {
	full := len(a.hits) == n
	if full && c.Score < a.hits[n-1].Score {
		return
	}
	c.ID = a.src.ID(c.ID)
	before := func(x, y Candidate) int { return cmp.Or(cmp.Compare(y.Score, x.Score), cmp.Compare(x.ID, y.ID)) }
	at, _ := slices.BinarySearchFunc(a.hits, c, before)
	if at == n {
		return
	}
	if full {
		a.hits = a.hits[:n-1]
	}
	a.hits = slices.Insert(a.hits, at, c)
}
