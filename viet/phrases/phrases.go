package phrases

import (
	"cmp"
	"slices"
	"sync"

	"diembao/news"
	"diembao/viet"
)

// longest is the syllables of the longest phrase.
const (
	longest = 8
	// faintest is what a phrase must weigh beside the article's weightiest: below it phrases are accidents of wording.
	faintest = .25
	// plain is what a word of two syllables weighs at least: once in the headline and once more, or four times.
	plain = 4
)

// A word is one or more syllables of the text that belong together: tokens from to end of the collector's.
type word struct {
	from, end int
	rarity    float64 // 0 for a single syllable that is no known compound
}

// Find is the article's key phrases, most telling first, at most n, in lower case with their diacritics. It is empty
// for an article that repeats nothing. names are the spans of text[field] to leave out. Safe for concurrent use.
func Find(text viet.Text, names []news.Mention, n int) []string {
	var cut viet.Reading
	cut.Read(text)
	return FindIn(&cut, names, n)
}

// FindIn is Find in a text that has been cut.
func FindIn(text *viet.Reading, names []news.Mention, n int) []string {
	c := collector{tables: load(), scratch: scratches.Get().(*scratch)}
	defer c.done()
	for i, part := range text.Parts() {
		c.read(part.Cut, weights[i], c.spans(names, part.Field))
	}
	return c.best(n)
}

// weights are what standing once in title, lead and body weighs.
var weights = [...]float64{3, 2, 1}

// spans are those of the names in one part, in order.
func (c *collector) spans(names []news.Mention, field news.Field) []news.Span {
	c.names = c.names[:0]
	for i := range names {
		if m := &names[i]; m.Field == field {
			c.names = append(c.names, news.Span{Start: m.Start, End: m.End})
		}
	}
	slices.SortFunc(c.names, func(a, b news.Span) int { return cmp.Compare(a.Start, b.Start) })
	return c.names
}

type collector struct {
	*tables
	*scratch
}

// A scratch is what reading needs room for; it is used again for the next article.
type scratch struct {
	tokens  []viet.Token // of all parts, and their hashes
	hashes  []uint64
	names   []news.Span
	run     []word
	found   []candidate
	places  []int32 // of found, plus 1, by hash: open addressing, at most half full
	weighed []*candidate
	key     []byte
}

// maxPlaces is more than a long article needs: the room of a longer one is not kept, for all of it is cleared every time.
const maxPlaces = 1 << 14

var scratches = sync.Pool{New: func() any { return &scratch{places: make([]int32, 1<<11)} }}

// done makes the scratch ready for the next article.
func (c *collector) done() {
	s := c.scratch
	s.tokens, s.hashes = s.tokens[:0], s.hashes[:0]
	clear(s.found) // they hold the text
	clear(s.weighed)
	s.found = s.found[:0]
	if clear(s.places); len(s.places) <= maxPlaces {
		scratches.Put(s)
	}
}

// read adds the candidates of one text.
func (c *collector) read(cut *viet.Cut, weight float64, names []news.Span) {
	first := len(c.tokens)
	c.tokens, c.hashes = cut.AppendTokens(c.tokens, c.hashes)
	for i := first; i < len(c.tokens); {
		tok := c.tokens[i]
		for len(names) > 0 && names[0].End <= tok.Start {
			names = names[1:]
		}
		named := len(names) > 0 && names[0].Start < tok.End && tok.Start < names[0].End
		if tok.Kind != viet.Word || named || i > first && c.tokens[i-1].Kind == viet.Word && viet.Capitalised(cut.Text[tok.Start:tok.End]) {
			c.close(cut.Text, weight) // what is capitalised inside a sentence looks like part of a name
			i++
			continue
		}
		w, stop := c.word(i)
		if stop {
			c.close(cut.Text, weight)
		} else {
			c.run = append(c.run, w)
		}
		i = w.end
	}
	c.close(cut.Text, weight)
}

// word is the longest known compound that begins at token i, or the syllable alone, and whether it ends a phrase.
func (c *collector) word(i int) (w word, stop bool) {
	one := step(none, c.hashes[i])
	alone := word{from: i, end: i + 1}
	if i+1 == len(c.tokens) || c.tokens[i+1].Kind != viet.Word {
		return alone, c.stops.Get(one)
	}
	var runs [longest + 1]uint64 // hashes, by number of syllables
	runs[2] = step(one, c.hashes[i+1])
	if !c.pairs.May(runs[2]) {
		return alone, c.stops.Get(one)
	}
	lengths := c.begun.Get(runs[2])
	n := 2
	for n < longest && lengths>>(n+1) != 0 && i+n < len(c.tokens) && c.tokens[i+n].Kind == viet.Word {
		runs[n+1] = step(runs[n], c.hashes[i+n])
		n++
	}
	for ; n > 1; n-- {
		if lengths&(1<<n) == 0 {
			continue
		}
		rarity, stop := c.rarity.Get(runs[n]), c.stops.Get(runs[n])
		if rarity != 0 || stop {
			return word{i, i + n, rarity}, stop
		}
	}
	return alone, c.stops.Get(one)
}

// close takes the candidates of the run that ends here: one to three words. A phrase needs a known word to stand on and
// does not begin with a loose syllable; it may end with one ("xuất khẩu gạo").
func (c *collector) close(text string, weight float64) {
	for i, first := range c.run {
		if first.end-first.from == 1 {
			continue
		}
		rarity, hash := 0.0, uint64(none)
		for j := i; j < len(c.run) && j < i+3; j++ {
			w := c.run[j]
			for _, syllable := range c.hashes[w.from:w.end] {
				hash = step(hash, syllable)
			}
			rarity = max(rarity, w.rarity)
			if w.end-first.from <= longest && rarity > 0 {
				f := c.candidate(hash)
				if f.times == 0 {
					f.text, f.from, f.end, f.rarity = text, first.from, w.end, rarity
				}
				f.times++
				f.weight += weight
			}
		}
	}
	c.run = c.run[:0]
}

// candidate is the one of a hash; a new one has been counted no times.
func (c *collector) candidate(hash uint64) *candidate {
	if 2*len(c.found) >= len(c.places) {
		c.grow()
	}
	at := c.place(hash)
	if *at == 0 {
		c.found = append(c.found, candidate{hash: hash})
		*at = int32(len(c.found))
	}
	return &c.found[*at-1]
}

// place is where the number of a candidate stands, or would.
func (c *collector) place(hash uint64) *int32 {
	mask := uint64(len(c.places) - 1)
	for i := hash >> 32 & mask; ; i = (i + 1) & mask {
		if at := c.places[i]; at == 0 || c.found[at-1].hash == hash {
			return &c.places[i]
		}
	}
}

// grow doubles the room for candidates.
func (c *collector) grow() {
	c.places = make([]int32, 2*len(c.places))
	for i := range c.found {
		*c.place(c.found[i].hash) = int32(i + 1)
	}
}

// spell is a candidate in lower case.
func (c *collector) spell(f *candidate) string {
	c.key = c.key[:0]
	for i, tok := range c.tokens[f.from:f.end] {
		if i > 0 {
			c.key = append(c.key, ' ')
		}
		c.key = viet.AppendKey(c.key, f.text[tok.Start:tok.End])
	}
	return string(c.key)
}
