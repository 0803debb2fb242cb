package vi

import (
	_ "embed" // compounds.tsv
	"strings"
	"sync"

	"diembao/viet"
	"diembao/viet/gazetteer"
	"diembao/viet/officials/posts"
	"diembao/viet/phrases"
)

// LongestCompound is the most syllables that a compound has (ủy ban nhân dân thành phố).
const LongestCompound = 6

// longestWord is the most syllables taken from the tables of other rooms. What is longer there is a phrase, made of shorter
// compounds, which news words in many ways ("chính quyền địa phương hai cấp", "... 2 cấp").
const longestWord = 4

// compounds.tsv: one word of several syllables a line.
//
//go:embed compounds.tsv
var compoundsTSV string

// compounds are the exact forms of every known word of several syllables, by its folded form.
var compounds = sync.OnceValue(func() map[string][]string {
	m := make(map[string][]string, 32_000)
	var lex Lexicon
	var toks []Token
	longest := LongestCompound
	add := func(word string) {
		if toks = lex.Append(toks[:0], word); len(toks) < 2 || len(toks) > longest {
			return
		}
		folded, exact := "", ""
		for i, t := range toks {
			if t.Part || t.Gap != (i == 0) {
				return
			}
			folded, exact = folded+" "+t.Folded, exact+" "+t.Exact
		}
		for _, known := range m[folded[1:]] {
			if known == exact[1:] {
				return
			}
		}
		m[folded[1:]] = append(m[folded[1:]], exact[1:])
	}
	for line := range strings.Lines(compoundsTSV) {
		if line[0] != '#' {
			add(strings.TrimSpace(line))
		}
	}
	longest = longestWord
	for word := range phrases.Words() {
		add(word)
	}
	for _, a := range viet.Abbreviations() {
		add(a.Long)
	}
	for title := range posts.Titles() {
		add(title)
	}
	for u := range gazetteer.Load().All() {
		if name := u.Full(); name != "" && u.Name != "" && u.Name[0] >= '0' && u.Name[0] <= '9' {
			add(name) // Quận 1
		}
		add(u.Name)
		for _, a := range u.Aliases {
			add(a)
		}
	}
	return m
})

// Compound says that the tokens are one known word, place name or post, written with its diacritics or, syllable by
// syllable, without any.
func Compound(toks []Token) bool {
	if len(toks) < 2 || len(toks) > LongestCompound {
		return false
	}
	var room [64]byte
	key := room[:0]
	for i, t := range toks {
		if i > 0 {
			key = append(key, ' ')
		}
		key = append(key, t.Folded...)
	}
	for _, exact := range compounds()[string(key)] {
		if spells(toks, exact) {
			return true
		}
	}
	return false
}

// spells says that every token typed with diacritics has those of the word.
func spells(toks []Token, exact string) bool {
	for _, t := range toks {
		var syllable string
		syllable, exact, _ = strings.Cut(exact, " ")
		if !t.Plain && t.Exact != syllable {
			return false
		}
	}
	return true
}
