package phrases

import (
	"cmp"
	"math"
	"slices"
)

// A candidate is a phrase that the article has at least once.
type candidate struct {
	hash      uint64
	words     []uint64 // the hashes of its syllables; only of those weighed
	text      string   // where its tokens point into
	from, end int      // tokens of its first occurrence
	key       string   // it in lower case; only of those weighed
	rarity    float64
	times     int     // occurrences
	weight    float64 // occurrences, those in title and lead counting more
	inside    float64 // weight of the longer candidates it stands in
	longer    int     // how many those are
}

// best weighs the candidates and takes the n that say most, none inside another.
func (c *collector) best(n int) []string {
	all := c.weighed[:0]
	for i := range c.found {
		f := &c.found[i]
		if f.times >= 2 && (f.end-f.from > 2 || f.weight >= plain) && !c.alone.Get(f.hash) {
			f.key, f.words = c.spell(f), c.hashes[f.from:f.end]
			all = append(all, f)
		}
	}
	c.weighed = all
	slices.SortFunc(all, func(a, b *candidate) int {
		return cmp.Or(cmp.Compare(len(b.words), len(a.words)), cmp.Compare(a.key, b.key))
	})
	for i, long := range all {
		for _, short := range all[i+1:] {
			if len(short.words) < len(long.words) && holds(long.words, short.words) {
				short.inside += long.weight
				short.longer++
			}
		}
	}
	slices.SortStableFunc(all, func(a, b *candidate) int { return cmp.Compare(b.score(), a.score()) })
	var out []string
	var taken []*candidate
	for _, f := range all {
		if len(out) == n || f.score() <= faintest*all[0].score() {
			break
		}
		if !slices.ContainsFunc(taken, func(o *candidate) bool { return holds(o.words, f.words) || holds(f.words, o.words) }) {
			out, taken = append(out, f.key), append(taken, f)
		}
	}
	return out
}

func (f *candidate) score() float64 {
	weight := f.weight
	if f.longer > 0 {
		weight -= f.inside / float64(f.longer)
	}
	return math.Log2(1+float64(len(f.words))) * weight * f.rarity
}

// holds says that the words of short stand in long.
func holds(long, short []uint64) bool {
	for ; len(long) >= len(short); long = long[1:] {
		if long[0] == short[0] && slices.Equal(long[:len(short)], short) {
			return true
		}
	}
	return false
}
