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
	"math/bits"
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

// A Text is a text that is compared: some twelve bytes a syllable beside the text itself, once it has been. It may be used by
// several goroutines.
type Text struct {
	raw   string
	cut   sync.Once
	at    []place // of each word
	keys  []uint32
	once  sync.Once
	seeds seeds // of the keys; made when a text is first compared with this one
}

// A place is bytes of a text.
type place struct{ start, end uint32 }

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

// New takes a text of less than 4 GiB. It is read when it is first compared: of many an article its facts are enough.
func New(raw string) *Text { return &Text{raw: raw} }

// words are the keys of the text's syllables, numbers and codes; nothing else counts.
func (t *Text) words() []uint32 {
	t.cut.Do(func() {
		r := readers.Get().(*reader)
		defer readers.Put(r)
		r.toks = viet.AppendTokens(r.toks[:0], t.raw)
		t.at, t.keys = make([]place, 0, len(r.toks)), make([]uint32, 0, len(r.toks))
		for _, tok := range r.toks {
			if tok.Kind == viet.Punct {
				continue
			}
			t.at = append(t.at, place{uint32(tok.Start), uint32(tok.End)})
			t.keys = append(t.keys, r.hash(t.raw[tok.Start:tok.End]))
		}
	})
	return t.keys
}

// hashing gives the same key the same number within one process; nothing of it is kept.
var hashing = maphash.MakeSeed()

// readers remember the words they have met: Vietnamese has some ten thousand syllables, and to fold one costs ten times as
// much as to find it again.
var readers = sync.Pool{New: func() any { return new(reader) }}

// A reader is a table of words as spelt (by a hash of 64 bits, which stands for the word) and their keys.
type reader struct {
	words []uint64 // 0: free
	keys  []uint32
	used  int
	key   []byte
	toks  []viet.Token
}

// mostWords is how many words a reader remembers before it begins anew: names and numbers have no end.
const mostWords = 1 << 15

func (r *reader) hash(word string) uint32 {
	h := maphash.String(hashing, word) | 1
	if 2*r.used >= len(r.words) {
		r.grow()
	}
	mask := uint64(len(r.words) - 1)
	i := h >> 7 & mask
	for r.words[i] != 0 && r.words[i] != h {
		i = (i + 1) & mask
	}
	if r.words[i] == 0 {
		r.key = viet.AppendKey(r.key[:0], word)
		r.words[i], r.keys[i] = h, uint32(maphash.Bytes(hashing, r.key))
		r.used++
	}
	return r.keys[i]
}

func (r *reader) grow() {
	words, keys := r.words, r.keys
	size := max(1<<12, 2*len(words))
	if r.used = 0; size > 2*mostWords {
		size, words = 1<<12, nil
	}
	r.words, r.keys = make([]uint64, size), make([]uint32, size)
	mask := uint64(size - 1)
	for k, h := range words {
		if h == 0 {
			continue
		}
		i := h >> 7 & mask
		for r.words[i] != 0 {
			i = (i + 1) & mask
		}
		r.words[i], r.keys[i] = h, keys[k]
		r.used++
	}
}

// Len is how many syllables, numbers and codes the text has.
func (t *Text) Len() int { return len(t.words()) }

// Raw is the text as it was given.
func (t *Text) Raw() string { return t.raw }

// Cut is a piece of the text.
func (t *Text) Cut(s news.Span) string { return t.raw[s.Start:s.End] }

// A run is n words from a in the first text that equal those from b in the second; matched of them exactly.
type run struct{ a, b, lenA, lenB, matched int }

// Texts compares two texts. Holding many texts against one is cheaper when the one comes second.
func Texts(a, b *Text) Comparison {
	b.once.Do(func() { b.seeds = plant(b.words()) })
	runs := slices.DeleteFunc(join(exact(a.words(), b.keys, b.seeds)), func(r run) bool { return r.matched < passage })
	var c Comparison
	if len(runs) == 0 {
		return c // most texts that are held against each other share nothing
	}
	seenA, seenB := make([]bool, len(a.keys)), make([]bool, len(b.keys))
	for _, r := range runs {
		c.Passages = append(c.Passages, Passage{a.span(r.a, r.lenA), b.span(r.b, r.lenB), r.matched})
		c.Longest = max(c.Longest, r.matched)
		c.Matched += r.matched
		fill(seenA[r.a : r.a+r.lenA])
		fill(seenB[r.b : r.b+r.lenB])
	}
	c.A, c.B = share(seenA), share(seenB)
	return c
}

// Only is the comparison of a and b that says no more than these of its passages.
func (c Comparison) Only(passages []Passage, a, b *Text) Comparison {
	out := Comparison{Passages: passages}
	seenA, seenB := make([]bool, a.Len()), make([]bool, b.Len())
	for _, p := range passages {
		out.Longest = max(out.Longest, p.Syllables)
		out.Matched += p.Syllables
		a.mark(seenA, p.A)
		b.mark(seenB, p.B)
	}
	out.A, out.B = share(seenA), share(seenB)
	return out
}

// mark sets what stands in a piece of the text.
func (t *Text) mark(seen []bool, s news.Span) {
	for i, p := range t.at {
		if int(p.start) >= s.Start && int(p.end) <= s.End {
			seen[i] = true
		}
	}
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
	return news.Span{Start: int(t.at[from].start), End: int(t.at[from+n-1].end)}
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
func exact(a, b []uint32, places seeds) []run {
	var out []run
	for i := 0; i+seed <= len(a); {
		best := run{}
		tried := 0
		for at := places.heads[mix(a[i:])>>places.shift] - 1; at >= 0 && tried < maxSeeds; at = places.next[at] {
			j := int(at)
			n := same(a[i:], b[j:])
			if n < seed {
				continue // another seed of its chain
			}
			tried++
			if n > best.matched || n == best.matched && follows(out, i, j) {
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

// seeds are the places of each run of four words, in chains by hash: of each chain the first place plus one, and for each
// place the next, -1 for none. There are so many chains that one in ten is not empty: of a text that shares nothing
// nine words in ten are done with by one look.
type seeds struct {
	heads []int32
	shift int // of a hash, that leaves the number of its chain
	next  []int32
}

const sparse = 8 // chains a word, at least

func plant(words []uint32) seeds {
	width := bits.Len(uint(sparse * len(words)))
	s := seeds{make([]int32, 1<<width), 64 - width, make([]int32, len(words))}
	for j := len(words) - seed; j >= 0; j-- {
		head := &s.heads[mix(words[j:])>>s.shift]
		s.next[j] = *head - 1
		*head = int32(j) + 1
	}
	return s
}

// mix is the hash of the first four words, which are hashes themselves.
func mix(w []uint32) uint64 {
	w = w[:seed]
	a := uint64(w[0]) | uint64(w[1])<<32
	b := uint64(w[2]) | uint64(w[3])<<32
	return a*0x9e3779b97f4a7c15 ^ bits.RotateLeft64(b*0xbf58476d1ce4e5b9, 32)*0x94d049bb133111eb
}

func same(a, b []uint32) int {
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
