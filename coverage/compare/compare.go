// Package compare holds two texts against each other: which passages they share, and how much of each is in the other.
// It owns the exact comparison of two texts that are at hand; finding the candidates among all articles is room index's,
// and what the answer means to an editor is package coverage's.
//
//	text -> syllables by viet.Key (tone placement and case do not count) -> runs that match exactly, by seeds of four
//	     -> runs joined across small changes -> passages
//
// The work is linear in the two texts but for seeds that recur; a seed that stands in more than maxSeeds places of the
// second text is not followed from all of them.
package compare

import (
	"cmp"
	"hash/maphash"
	"slices"
	"sync"

	"diembao/news"
	"diembao/viet"
)

const (
	seed     = 4  // syllables that must match exactly for a run to begin
	gap      = 6  // syllables by which two runs may be apart, in both texts, to be one passage
	passage  = 8  // syllables a passage has at least: shorter ones are chance ("trên địa bàn tỉnh Lâm Đồng")
	maxSeeds = 32 // places of one seed that are tried
)

// A Text is a text made ready to be compared. It may be used by several goroutines.
type Text struct {
	raw   string
	words []viet.Token
	keys  []uint64
	once  sync.Once
	seeds seeds // of the keys; made when a text is first compared with this one
}

// A Passage is text that both have: bytes A of the first and B of the second text, and how many syllables of it match.
type Passage struct {
	A, B      news.Span
	Syllables int
}

// A Comparison says what two texts share.
type Comparison struct {
	A, B     float64 // share of the first text's syllables that are in the second, and the other way round, small changes included; 0 to 1
	Passages []Passage
	Longest  int // matching syllables of the longest passage
	Matched  int // syllables of all passages that match exactly
}

// hashing gives the same key the same number within one process; nothing of it is kept.
var hashing = maphash.MakeSeed()

// A Reader makes texts ready, and remembers the words it has met: texts on one matter have most of them in common. The
// zero Reader is ready; it is for one goroutine.
type Reader struct {
	known map[string]uint64 // of the words as spelt
	key   []byte
}

// New makes one text ready. Only syllables, numbers and codes count.
func New(raw string) *Text { return new(Reader).Read(raw) }

// Read makes a text ready as New does.
func (r *Reader) Read(raw string) *Text {
	if r.known == nil {
		r.known = map[string]uint64{}
	}
	toks := viet.AppendTokens(make([]viet.Token, 0, len(raw)/4), raw) // a syllable and its space have five bytes or more
	t := &Text{raw: raw, words: toks[:0], keys: make([]uint64, 0, len(toks))}
	for _, tok := range toks {
		if tok.Kind == viet.Punct {
			continue
		}
		t.words = append(t.words, tok) // never overtakes the reading of toks
		t.keys = append(t.keys, r.hash(raw[tok.Start:tok.End]))
	}
	return t
}

func (r *Reader) hash(word string) uint64 {
	h, ok := r.known[word]
	if !ok {
		r.key = viet.AppendKey(r.key[:0], word)
		h = maphash.Bytes(hashing, r.key)
		r.known[word] = h
	}
	return h
}

// Len is how many syllables, numbers and codes the text has.
func (t *Text) Len() int { return len(t.keys) }

// A run is n words from a in the first text that equal those from b in the second; matched of them exactly.
type run struct{ a, b, lenA, lenB, matched int }

// Texts compares two texts. Holding many texts against one is cheaper when the one comes second.
func Texts(a, b *Text) Comparison {
	b.once.Do(func() { b.seeds = plant(b.keys) })
	runs := join(exact(a.keys, b.keys, b.seeds))
	var c Comparison
	seenA, seenB := make([]bool, len(a.keys)), make([]bool, len(b.keys))
	for _, r := range runs {
		if r.matched < passage {
			continue
		}
		c.Passages = append(c.Passages, Passage{a.span(r.a, r.lenA), b.span(r.b, r.lenB), r.matched})
		c.Longest = max(c.Longest, r.matched)
		c.Matched += r.matched
		fill(seenA[r.a : r.a+r.lenA])
		fill(seenB[r.b : r.b+r.lenB])
	}
	c.A, c.B = share(seenA), share(seenB)
	return c
}

// Turned is the comparison as seen from the second text.
func (c Comparison) Turned() Comparison {
	c.A, c.B = c.B, c.A
	c.Passages = slices.Clone(c.Passages)
	for i, p := range c.Passages {
		c.Passages[i] = Passage{p.B, p.A, p.Syllables}
	}
	slices.SortFunc(c.Passages, func(x, y Passage) int { return cmp.Compare(x.A.Start, y.A.Start) })
	return c
}

func (t *Text) span(from, n int) news.Span {
	return news.Span{Start: t.words[from].Start, End: t.words[from+n-1].End}
}

func fill(b []bool) {
	for i := range b {
		b[i] = true
	}
}

func share(seen []bool) float64 {
	if len(seen) == 0 {
		return 0
	}
	n := 0
	for _, s := range seen {
		if s {
			n++
		}
	}
	return float64(n) / float64(len(seen))
}

// exact finds, walking through a, the longest run of b that begins there, and goes on behind it.
func exact(a, b []uint64, places seeds) []run {
	var out []run
	for i := 0; i+seed <= len(a); {
		best := run{}
		tried := 0
		for at, ok := places.first[mix(a[i:i+seed])]; ok && at >= 0 && tried < maxSeeds; at = places.next[at] {
			tried++
			j := int(at)
			if n := same(a[i:], b[j:]); n > best.matched || n == best.matched && follows(out, i, j) {
				best = run{i, j, n, n, n}
			}
		}
		if best.matched < seed {
			i++
			continue
		}
		out = append(out, best)
		i += best.matched
	}
	return out
}

// follows says that the run that begins at i and j goes on from the last one found.
func follows(out []run, i, j int) bool {
	if len(out) == 0 {
		return false
	}
	last := out[len(out)-1]
	return j >= last.b+last.lenB && j-(last.b+last.lenB) <= i-(last.a+last.lenA)+gap
}

// seeds are the places of each run of four words: the first one, and for each place the next with the same run, -1 for
// none.
type seeds struct {
	first map[uint64]int32
	next  []int32
}

func plant(words []uint64) seeds {
	s := seeds{make(map[uint64]int32, len(words)), make([]int32, len(words))}
	for j := len(words) - seed; j >= 0; j-- {
		k := mix(words[j : j+seed])
		s.next[j] = -1
		if later, ok := s.first[k]; ok {
			s.next[j] = later
		}
		s.first[k] = int32(j)
	}
	return s
}

func mix(words []uint64) uint64 {
	h := uint64(14695981039346656037)
	for _, w := range words {
		h = (h ^ w) * 0x9e3779b97f4a7c15
		h ^= h >> 29
	}
	return h
}

func same(a, b []uint64) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// join makes one run of neighbours that are a small change apart: up to gap words taken out, put in or replaced.
func join(runs []run) []run {
	var out []run
	for _, r := range runs {
		if len(out) > 0 {
			last := &out[len(out)-1]
			da, db := r.a-(last.a+last.lenA), r.b-(last.b+last.lenB)
			if da >= 0 && db >= 0 && da <= gap && db <= gap {
				last.lenA, last.lenB = r.a+r.lenA-last.a, r.b+r.lenB-last.b
				last.matched += r.matched
				continue
			}
		}
		out = append(out, r)
	}
	slices.SortFunc(out, func(x, y run) int { return cmp.Compare(x.a, y.a) })
	return out
}
