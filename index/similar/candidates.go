package similar

import (
	"cmp"
	"math"
	"slices"
	"sync"
)

// A Source knows which articles have a shingle. Places are numbers of its own.
type Source interface {
	Docs() int
	// Lists gives the places of the articles that have each of the hashes, which are in order and different; a list that
	// would be longer than limit is cut somewhere behind it. The lists are valid until the next call.
	Lists(hashes []uint32, limit int) [][]uint64
	ID(place uint64) uint64
}

// A Candidate is an article that shares shingles with a text.
type Candidate struct {
	ID     uint64  // the article
	Score  float64 // sum of the rarities of what is shared with the whole text
	Window int     // first syllable of the passage that found it; -1 when the whole text did
}

// fewMarks is below how many marks of the usual rate a text is asked for by all that it keeps.
const fewMarks = 4

// perWindow is how many articles a window may name.
const perWindow = 3

// common is the number of articles from which on a shingle says nothing: officialese and footers. A passage is asked for
// by its rarer shingles alone: who quotes two sentences quotes something that few others wrote.
const (
	common         = 500
	commonInWindow = 100
)

// Candidates finds at most n articles: in turn one that shares most with all of text, and one that shares most with a
// window of it, which the whole may drown; both best first. Articles with equal scores come in order of ID.
func Candidates(src Source, text string, n int) []Candidate {
	marks := Marks(nil, text)
	if len(marks) == 0 || n <= 0 {
		return nil
	}
	a := askers.Get().(*asked)
	defer askers.Put(a)
	a.src = src
	a.weigh(marks)
	whole := slices.Clone(a.top(0, len(marks), common, n, -1))
	parts := a.windows(marks)
	a.src = nil
	out := make([]Candidate, 0, n)
	known := make(map[uint64]bool, n)
	next := func(from []Candidate) []Candidate {
		for i, c := range from {
			if !known[c.ID] && len(out) < n {
				known[c.ID] = true
				out = append(out, c)
				return from[i+1:]
			}
		}
		return nil
	}
	for len(whole)+len(parts) > 0 {
		whole, parts = next(whole), next(parts)
	}
	return out
}

// windows are the best of each window, best first; an article that several name comes several times.
func (a *asked) windows(marks []Mark) []Candidate {
	var out []Candidate
	a.fine = true
	for from, i := 0, 0; i < len(marks); from += stride {
		for i < len(marks) && marks[i].At < from {
			i++
		}
		j := i
		for j < len(marks) && marks[j].At < from+window {
			j++
		}
		if i < j {
			out = append(out, a.top(i, j, commonInWindow, perWindow, from)...)
		}
	}
	slices.SortStableFunc(out, func(x, y Candidate) int { return cmp.Or(cmp.Compare(y.Score, x.Score), cmp.Compare(x.ID, y.ID)) })
	return out
}

// askers are reused: the buffers of one question serve the next.
var askers = sync.Pool{New: func() any { return new(asked) }}

// asked is the work of one question.
type asked struct {
	src    Source
	hashes []uint32
	lists  [][]uint64 // by mark; empty where the mark came before or says nothing
	rarity []float64  // by mark
	usual  []bool     // by mark: kept of long texts too
	fine   bool       // all marks count, and not the usual ones alone
	tally  tally
	hits   []Candidate
}

// weigh looks up the marks, each hash once.
func (a *asked) weigh(marks []Mark) {
	a.hashes = a.hashes[:0]
	for _, m := range marks {
		a.hashes = append(a.hashes, m.Hash)
	}
	slices.Sort(a.hashes)
	a.hashes = slices.Compact(a.hashes)
	found := a.src.Lists(a.hashes, common)
	a.lists, a.rarity, a.usual = a.lists[:0], a.rarity[:0], a.usual[:0]
	coarse := 0
	for _, m := range marks {
		if a.usual = append(a.usual, m.rate == usual); m.rate == usual {
			coarse++
		}
	}
	a.fine = coarse < fewMarks // or else short articles, which keep more, would stand before long ones that share as much
	for _, m := range marks {
		k, _ := slices.BinarySearch(a.hashes, m.Hash)
		list := found[k]
		rarity := 0.0
		if len(list) <= common {
			rarity = math.Log(1 + float64(a.src.Docs())/float64(1+len(list)))
		}
		found[k] = nil // of equal marks the first one counts
		if len(list) > common {
			list = nil
		}
		a.lists, a.rarity = append(a.lists, list), append(a.rarity, rarity)
	}
}

// top is the n best by the marks from and before to that at most limit articles have. It is valid until the next call.
func (a *asked) top(from, to, limit, n int, window int) []Candidate {
	a.tally.clear()
	for i := from; i < to; i++ {
		if len(a.lists[i]) <= limit && (a.fine || a.usual[i]) {
			for _, p := range a.lists[i] {
				a.tally.add(p, a.rarity[i])
			}
		}
	}
	a.hits = a.hits[:0]
	for _, s := range a.tally.used {
		a.keep(Candidate{ID: a.tally.places[s], Score: a.tally.sums[s], Window: window}, n)
	}
	return a.hits
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
