package index

import (
	_ "embed" // offices.tsv
	"slices"
	"strings"
	"sync"

	"diembao/index/internal/segment"
	"diembao/index/vi"
	"diembao/viet"
)

// People say "chủ tịch tỉnh Lâm Đồng" and papers write "Chủ tịch UBND tỉnh Lâm Đồng". Both are one office: offices.tsv has a
// line for each, words side by side.
//
//go:embed offices.tsv
var officesTSV string

// offices are both names of each office as words, those that people say first.
var offices = sync.OnceValue(func() (list [][2][]string) {
	for line := range strings.Lines(officesTSV) {
		said, written, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if ok && !strings.HasPrefix(said, "#") {
			list = append(list, [2][]string{strings.Fields(viet.Key(said)), strings.Fields(viet.Key(written))})
		}
	}
	return list
})

// moreOffices are words that make another office of the name before them: "bí thư tỉnh đoàn", "chủ tịch xã hội".
var moreOffices = strings.Fields("uy doan hoi doi")

// otherOffice reads the first office in tokens by its other name: the tokens with that in its place, and what it is.
func otherOffice(lex *vi.Lexicon, toks []vi.Token) (other []vi.Token, name string) {
	for i := range toks {
		for _, office := range offices() {
			for k, words := range office {
				end := i + len(words)
				if !standsAt(toks, i, words) || end < len(toks) && !toks[end].Gap && slices.Contains(moreOffices, toks[end].Folded) {
					continue
				}
				name = strings.Join(office[1-k], " ")
				in := lex.Append(nil, name)
				in[0].Gap = toks[i].Gap
				return slices.Concat(toks[:i], in, toks[end:]), name
			}
		}
	}
	return nil, ""
}

// standsAt says whether words stand at token i, with the diacritics they have or none.
func standsAt(toks []vi.Token, i int, words []string) bool {
	if i+len(words) > len(toks) {
		return false
	}
	for k, w := range words {
		if t := toks[i+k]; t.Exact != w && t.Exact != viet.Fold(w) || k > 0 && (t.Gap || t.Comma) {
			return false
		}
	}
	return true
}

// An office has two names in the articles: a word that only one of them has counts like the other name's, and both are as
// rare as they are together.
type office struct{ asked, other []int }

// rarest is in how many articles the rarest of terms stands.
func (ev *evaluation) rarest(terms []int) int {
	least := ev.docs
	for _, t := range terms {
		least = min(least, ev.df[t])
	}
	return least
}

// office lets an office that was asked for by one of its names count as much by the other.
func (p *planner) office(toks []vi.Token) {
	other, name := otherOffice(p.lex, toks)
	asked, instead := pairsOf(toks, segment.Pair), pairsOf(other, segment.Pair)
	if name == "" {
		return
	}
	o := &office{asked: p.onlyIn(asked, instead), other: p.onlyIn(instead, asked)}
	if len(o.asked) == 0 || len(o.other) == 0 {
		return
	}
	for i := range p.rank {
		if slices.Contains(o.asked, p.rank[i].term) {
			p.rank[i].office = o
		}
	}
	weight := pairWeight * float64(len(o.asked)) / float64(len(o.other))
	for _, t := range o.other {
		p.rank = append(p.rank, ranked{term: t, weight: weight, office: o, label: string(p.terms[t][1:]) + " (" + name + ")"})
	}
}

// onlyIn are the terms of pairs that others do not have.
func (p *planner) onlyIn(pairs, others [][]byte) (terms []int) {
	for _, pair := range pairs {
		if !slices.ContainsFunc(others, func(o []byte) bool { return string(o) == string(pair) }) {
			terms = append(terms, int(p.term(pair[0], string(pair[1:]))))
		}
	}
	return terms
}
