package phrases

import (
	_ "embed"
	"iter"
	"math"
	"strconv"
	"strings"
	"sync"

	"diembao/viet"
)

var (
	//go:embed data/compounds.tsv
	compoundTable string
	//go:embed data/terms.tsv
	termTable string
	//go:embed data/stops.tsv
	stopTable string
	//go:embed data/plain.tsv
	plainTable string
)

// articles is the size of the collection that compounds.tsv was counted in; termRarity what a term of terms.tsv weighs, that
// of a word found in one article of a thousand.
const (
	articles   = 150_704
	termRarity = 6.9
)

// tables are the words known, each by the hash of its syllables (see step): how rare it is, whether it ends a phrase, and
// whether it is no topic alone.
type tables struct {
	rarity viet.Table[float64]
	stops  viet.Table[bool]
	alone  viet.Table[bool]
	// begun has the numbers of syllables, a bit each, of those compounds and stops that begin with two syllables: most pairs
	// begin none, and one look says so.
	begun viet.Table[uint16]
	pairs viet.Filter // of begun
}

// none stands before the first syllable.
const none = 0x9AE16A3B2F90404F

// step is the hash of a run of syllables with one more behind it.
func step(run, syllable uint64) uint64 {
	h := (run ^ syllable) * 0x9E3779B97F4A7C15
	return h ^ h>>29 | 1
}

var load = sync.OnceValue(func() *tables {
	rarity, stops, alone, begun := map[uint64]float64{}, map[uint64]bool{}, map[uint64]bool{}, map[uint64]uint16{}
	for line := range strings.Lines(compoundTable) {
		word, count, ok := strings.Cut(strings.TrimSpace(line), "\t")
		n, err := strconv.Atoi(count)
		if !ok || err != nil || line[0] == '#' {
			continue
		}
		rarity[begins(begun, word)] = math.Log(articles / float64(n+1))
	}
	for word := range entries(termTable) {
		rarity[begins(begun, word)] = termRarity
	}
	for word := range entries(stopTable) {
		stops[begins(begun, word)] = true
	}
	for word := range entries(plainTable) {
		alone[begins(nil, word)] = true
	}
	return &tables{viet.NewTable(rarity), viet.NewTable(stops), viet.NewTable(alone), viet.NewTable(begun), viet.NewFilter(begun)}
})

// begins notes how long a word is under its first two syllables, unless begun is nil, and returns its hash.
func begins(begun map[uint64]uint16, word string) uint64 {
	run, pair, n := uint64(none), uint64(0), 0
	for syllable := range strings.SplitSeq(viet.Key(word), " ") {
		run = step(run, viet.WordHash(syllable))
		if n++; n == 2 {
			pair = run
		}
	}
	if pair != 0 && begun != nil {
		begun[pair] |= 1 << min(n, longest+1)
	}
	return run
}

// entries are the lines of a table of one column.
func entries(table string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for line := range strings.Lines(table) {
			if word := strings.TrimSpace(line); word != "" && word[0] != '#' && !yield(word) {
				return
			}
		}
	}
}
