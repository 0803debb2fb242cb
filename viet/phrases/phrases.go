// Package phrases finds what an article is about in the article's own words: its key phrases, two to six syllables each.
// It owns the choice of phrases and the background they are weighed against; names of people and places are for
// packages officials and places, and are told to it so that they are left out. It keeps nothing between articles: the
// same article has the same phrases on every day and in every archive.
//
//	text -> words (longest known compound) -> runs between function words, punctuation and names
//	     -> candidates of one to three words -> frequency, length, rarity, containment -> the best few
//
// Candidates are weighed by C-value (Frantzi, Ananiadou and Mima 2000: a phrase counts less for the times it stands
// inside a longer one) times the rarity of their words in 150,704 news articles.
package phrases

import (
	"cmp"
	_ "embed"
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"diembao/news"
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

// articles is the size of the collection that compounds.tsv was counted in; longest the syllables of the longest phrase;
// termRarity what a term of terms.tsv weighs, that of a word found in one article of a thousand.
const (
	articles   = 150_704
	longest    = 8
	termRarity = 6.9
	// faintest is what a phrase must weigh beside the article's weightiest: below it phrases are accidents of wording.
	faintest = .25
	// plain is what a word of two syllables weighs at least: once in the headline and once more, or four times.
	plain = 4
)

// tables are the words known: by Key, how rare each is, whether it ends a phrase, and whether it is no topic alone.
type tables struct {
	rarity map[string]float64
	stops  map[string]bool
	alone  map[string]bool
	// begun has the numbers of syllables, a bit each, of those compounds and stops that begin with two syllables: most pairs
	// begin none, and one look says so.
	begun map[string]uint16
}

var load = sync.OnceValue(func() tables {
	t := tables{rarity: map[string]float64{}, stops: map[string]bool{}, alone: map[string]bool{}}
	for line := range strings.Lines(compoundTable) {
		word, count, ok := strings.Cut(strings.TrimSpace(line), "\t")
		n, err := strconv.Atoi(count)
		if !ok || err != nil || line[0] == '#' {
			continue
		}
		t.rarity[viet.Key(word)] = math.Log(articles / float64(n+1))
	}
	for word := range entries(termTable) {
		t.rarity[viet.Key(word)] = termRarity
	}
	for word := range entries(stopTable) {
		t.stops[viet.Key(word)] = true
	}
	for word := range entries(plainTable) {
		t.alone[viet.Key(word)] = true
	}
	t.begun = map[string]uint16{}
	for word := range t.rarity {
		t.begins(word)
	}
	for word := range t.stops {
		t.begins(word)
	}
	return t
})

// begins notes how long a word is under its first two syllables.
func (t *tables) begins(word string) {
	second := strings.IndexByte(word, ' ') + 1
	if second == 0 {
		return
	}
	pair := word
	if third := strings.IndexByte(word[second:], ' '); third >= 0 {
		pair = word[:second+third]
	}
	t.begun[pair] |= 1 << min(strings.Count(word, " ")+1, longest+1)
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

// A word is one or more syllables of the text that belong together: tokens from to end of the collector's.
type word struct {
	from, end int
	rarity    float64 // 0 for a single syllable that is no known compound
}

// Find is the article's key phrases, most telling first, at most n, in lower case with their diacritics. It is empty
// for an article that repeats nothing. names are the spans of text[field] to leave out. Safe for concurrent use.
func Find(text viet.Text, names []news.Mention, n int) []string {
	c := collector{tables: load(), found: map[string]*candidate{}, scratch: scratches.Get().(*scratch)}
	defer scratches.Put(c.scratch)
	for _, part := range []struct {
		field  news.Field
		text   string
		weight float64
	}{{news.InTitle, text.Title, 3}, {news.InLead, text.Lead, 2}, {news.InBody, text.Body, 1}} {
		c.read(part.text, part.weight, spans(names, part.field))
	}
	return c.best(n)
}

func spans(names []news.Mention, field news.Field) []news.Span {
	var out []news.Span
	for _, m := range names {
		if m.Field == field {
			out = append(out, news.Span{Start: m.Start, End: m.End})
		}
	}
	slices.SortFunc(out, func(a, b news.Span) int { return cmp.Compare(a.Start, b.Start) })
	return out
}

type candidate struct {
	key       string
	syllables int
	rarity    float64
	times     int     // occurrences
	weight    float64 // occurrences, those in title and lead counting more
	inside    float64 // weight of the longer candidates it stands in
	longer    int     // how many those are
}

type collector struct {
	tables
	found map[string]*candidate
	*scratch
}

// A scratch is what reading needs room for; it is used again for the next article.
type scratch struct {
	tokens []viet.Token
	keys   []byte      // the tokens' keys with a space between them
	at     []news.Span // where each token's key stands in keys
	run    []word
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

// read adds the candidates of one text.
func (c *collector) read(text string, weight float64, names []news.Span) {
	c.tokens = viet.AppendTokens(c.tokens[:0], text)
	c.keys, c.at = c.keys[:0], c.at[:0]
	for _, tok := range c.tokens {
		start := len(c.keys)
		c.keys = viet.AppendKey(c.keys, text[tok.Start:tok.End])
		c.at = append(c.at, news.Span{Start: start, End: len(c.keys)})
		c.keys = append(c.keys, ' ')
	}
	for i := 0; i < len(c.tokens); {
		tok := c.tokens[i]
		for len(names) > 0 && names[0].End <= tok.Start {
			names = names[1:]
		}
		named := len(names) > 0 && names[0].Start < tok.End && tok.Start < names[0].End
		if tok.Kind != viet.Word || named || proper(text, c.tokens, i) {
			c.close(weight)
			i++
			continue
		}
		w := c.word(i)
		if c.stops[string(c.key(w.from, w.end))] {
			c.close(weight)
		} else {
			c.run = append(c.run, w)
		}
		i = w.end
	}
	c.close(weight)
}

// key is the tokens from to end as the tables spell them.
func (c *collector) key(from, end int) []byte { return c.keys[c.at[from].Start:c.at[end-1].End] }

// proper says that the token looks like part of a name: capitalised, and not at the beginning of a sentence.
func proper(text string, tokens []viet.Token, i int) bool {
	tok := text[tokens[i].Start:tokens[i].End]
	return viet.Capitalised(tok) && i > 0 && tokens[i-1].Kind == viet.Word
}

// word is the longest known compound that begins at token i, or the syllable alone.
func (c *collector) word(i int) word {
	end := i + 1
	for end < len(c.tokens) && end-i < longest && c.tokens[end].Kind == viet.Word {
		end++
	}
	if end == i+1 {
		return word{from: i, end: end}
	}
	lengths := c.begun[string(c.key(i, i+2))]
	for ; end > i+1 && lengths != 0; end-- {
		if lengths&(1<<(end-i)) == 0 {
			continue
		}
		key := c.key(i, end)
		if r, ok := c.rarity[string(key)]; ok || c.stops[string(key)] {
			return word{i, end, r}
		}
	}
	return word{from: i, end: i + 1}
}

// close takes the candidates of the run that ends here: one to three words. A phrase needs a known word to stand on and
// does not begin with a loose syllable; it may end with one ("xuất khẩu gạo").
func (c *collector) close(weight float64) {
	for i, first := range c.run {
		if first.end-first.from == 1 {
			continue
		}
		rarity := 0.0
		for j := i; j < len(c.run) && j < i+3; j++ {
			rarity = max(rarity, c.run[j].rarity)
			if syllables := c.run[j].end - first.from; syllables <= longest && rarity > 0 {
				c.count(c.key(first.from, c.run[j].end), syllables, rarity, weight)
			}
		}
	}
	c.run = c.run[:0]
}

func (c *collector) count(key []byte, syllables int, rarity, weight float64) {
	f := c.found[string(key)]
	if f == nil {
		f = &candidate{key: string(key), syllables: syllables, rarity: rarity}
		c.found[f.key] = f
	}
	f.times++
	f.weight += weight
}

// best weighs the candidates and takes the n that say most, none inside another.
func (c *collector) best(n int) []string {
	var all []*candidate
	for _, f := range c.found {
		if f.times >= 2 && (f.syllables > 2 || f.weight >= plain) && !c.alone[f.key] {
			all = append(all, f)
		}
	}
	slices.SortFunc(all, func(a, b *candidate) int {
		return cmp.Or(cmp.Compare(b.syllables, a.syllables), cmp.Compare(a.key, b.key))
	})
	for i, long := range all {
		for _, short := range all[i+1:] {
			if short.syllables < long.syllables && holds(long.key, short.key) {
				short.inside += long.weight
				short.longer++
			}
		}
	}
	slices.SortStableFunc(all, func(a, b *candidate) int { return cmp.Compare(b.score(), a.score()) })
	var out []string
	for _, f := range all {
		if len(out) == n || f.score() <= faintest*all[0].score() {
			break
		}
		if !slices.ContainsFunc(out, func(o string) bool { return holds(o, f.key) || holds(f.key, o) }) {
			out = append(out, f.key)
		}
	}
	return out
}

func (f *candidate) score() float64 {
	weight := f.weight
	if f.longer > 0 {
		weight -= f.inside / float64(f.longer)
	}
	return math.Log2(1+float64(f.syllables)) * weight * f.rarity
}

// holds says that the words of short stand in long, at word borders.
func holds(long, short string) bool {
	return strings.Contains(" "+long+" ", " "+short+" ")
}
