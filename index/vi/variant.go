package vi

import (
	_ "embed" // variants.tsv
	"strings"
	"sync"

	"diembao/viet"
)

// variants.tsv: a spelling, a tab, the spelling it is read as. Both are words side by side. The spellings are those of
// provinces and cities in older or sloppier use; the present official name stands on the right.
//
//go:embed variants.tsv
var variantsTSV string

type variant struct {
	exact, folded []string
	long          string
}

// variants are the rows by the folded form of their first word, longest first as the file has them.
var variants = sync.OnceValue(func() map[string][]variant {
	m := make(map[string][]variant)
	for line := range strings.Lines(variantsTSV) {
		from, to, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(from, "#") {
			continue
		}
		v := variant{exact: strings.Fields(viet.Key(from)), long: to}
		for _, w := range v.exact {
			v.folded = append(v.folded, viet.Fold(w))
		}
		m[v.folded[0]] = append(m[v.folded[0]], v)
	}
	return m
})

// variant finds the variant that line begins with: how many tokens it takes, and what they are read as.
func (l *Lexicon) variant(line []Token) (int, []*Word) {
	for _, v := range variants()[line[0].Folded] {
		if v.matches(line) {
			return len(v.exact), l.words(v.long)
		}
	}
	return 0, nil
}

// matches wants the variant's own diacritics or none at all: "đặc lạc" is not Đắc Lắc.
func (v variant) matches(line []Token) bool {
	if len(line) < len(v.exact) {
		return false
	}
	for i := range v.exact {
		t := line[i]
		if (t.Exact != v.exact[i] && t.Exact != v.folded[i]) || (i > 0 && t.Gap) {
			return false
		}
	}
	return true
}
