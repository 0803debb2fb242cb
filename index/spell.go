package index

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"diembao/index/internal/segment"
	"diembao/index/query"
	"diembao/index/vi"

	"github.com/blevesearch/bleve/v2/index/scorch"
)

// maxSpell is how many words of a query are looked at for slips. A word that is no syllable of Vietnamese may be a slip that some
// articles share ("Fomosa"): when slipTimes as many articles have another one a letter away, and few were found.
const (
	maxSpell  = 8
	slipTimes = 20
	slipHits  = 20
	slipRunes = 5 // shorter ones are a letter away from too much
)

// speller looks for what a reader may have meant.
type speller struct {
	segs []*segment.Segment
	lex  vi.Lexicon
}

// didYouMean proposes the query with its slips mended: words that no article has are read as Telex or VNI keys, cut in
// two, or changed by one letter; words whose diacritics no article has get those that articles have. When all words are
// known and nothing was found, one unit is left out: never half a word. What it proposes has been asked and has more hits, or
// any where those found lack words.
func (s *search) didYouMean(ctx context.Context, snap *scorch.IndexSnapshot, ev *evaluation) string {
	sp := &speller{}
	for _, ss := range snap.Segments() {
		sp.segs = append(sp.segs, segment.Of(ss.Segment()))
	}
	text, changed := s.q.Text, false
	words := leaves(s.parsed)
	if len(words) > maxSpell {
		return ""
	}
	for i := len(words) - 1; i >= 0; i-- { // from the back, so that places stay right
		w := words[i]
		if better := sp.mend(words, i); better != "" && better != w.Text {
			text, changed = text[:w.At.Start]+better+text[w.At.End:], true
		}
	}
	if changed {
		found := 0
		if !ev.plan.spared && !ev.odd() {
			found = ev.total
		}
		if s.total(ctx, snap, text) > found { // perhaps fewer than before: mended syllables may be one word now
			return text
		}
	}
	if ev.total == 0 {
		return s.withoutOne(ctx, snap, sp.units(s.parsed, words))
	}
	return ""
}

// total is how many hits the same search has with another text; 0 when it cannot be asked.
func (s *search) total(ctx context.Context, snap *scorch.IndexSnapshot, text string) int {
	q := s.q
	q.Text, q.After, q.Facets = text, "", nil
	again, err := s.x.newSearch(q)
	if err != nil {
		return 0
	}
	p, err := s.x.newPlan(snap, &q, again.parsed, whole)
	if err != nil {
		return 0
	}
	ev, err := s.x.evaluate(ctx, snap, p)
	if err != nil {
		return 0
	}
	return ev.total
}

// withoutOne proposes a query of three units or more without the one that keeps it from having hits: the fewest hits say the
// most.
func (s *search) withoutOne(ctx context.Context, snap *scorch.IndexSnapshot, units []query.At) string {
	best, fewest := "", 0
	if len(units) < 3 {
		return ""
	}
	for _, u := range units {
		text := without(s.q.Text, u)
		if n := s.total(ctx, snap, text); n > 0 && (best == "" || n < fewest) {
			best, fewest = text, n
		}
	}
	return best
}

// without is a text without what stands at a place, nor an AND that would join nothing.
func without(text string, at query.At) string {
	before, after := strings.Fields(text[:at.Start]), strings.Fields(text[at.End:])
	and := func(w string) bool { return w == "AND" || w == "VÀ" }
	if n := len(before); n > 0 && and(before[n-1]) {
		before = before[:n-1]
	} else if len(after) > 0 && and(after[0]) {
		after = after[1:]
	}
	return strings.Join(append(before, after...), " ")
}

// units are the places of words that belong together, as readPassage cuts them.
func (sp *speller) units(parsed *query.Parsed, words []*query.Word) (out []query.At) {
	for len(words) > 0 {
		n := 1
		for n < len(words) && words[n].Scope == words[0].Scope && beside(parsed.Text, words[n-1], words[n]) {
			n++
		}
		t := readPassage(&sp.lex, parsed.Text, words[:n])
		end, next := 0, 0 // of the word before, and of words
		for _, u := range t.units {
			toks := t.tokens(u)
			at := words[next].At
			for next < n && end < int(toks[len(toks)-1].End) {
				at.End = words[next].At.End
				end += len(words[next].Text) + len(" ")
				next++
			}
			if out = append(out, at); next == n {
				break
			}
		}
		words = words[n:]
	}
	return out
}

// leaves are the words that an article may contain, in order of the text. Words of phrases are not touched.
func leaves(p *query.Parsed) []*query.Word {
	var out []*query.Word
	p.Walk(func(n query.Node) {
		if w, ok := n.(*query.Word); ok && !w.Prefix {
			out = append(out, w)
		}
	})
	slices.SortFunc(out, func(a, b *query.Word) int { return a.At.Start - b.At.Start })
	return out
}

// df is the number of articles with a term, deleted ones included: enough for comparing.
func (sp *speller) df(field byte, text string) (n int) {
	key := append([]byte{field}, text...)
	for _, s := range sp.segs {
		if p, ok := s.Find(key); ok {
			n += p.Len()
		}
	}
	return n
}

// mend gives what word i was perhaps meant to be, empty when it is as good as it can be.
func (sp *speller) mend(words []*query.Word, i int) string {
	toks := sp.lex.Append(nil, words[i].Text)
	if len(toks) != 1 {
		return ""
	}
	w := toks[0].Word
	if n := sp.df(segment.Text, w.Folded); n > 0 {
		if !vi.Syllable(w.Folded) && len(w.Folded) >= slipRunes {
			more := func(near string, of int) bool { return of >= slipTimes*n && !vi.Syllable(near) }
			if near := sp.oneAway(w.Folded, sp.context(words, i), more); near != "" {
				return sp.display(near, sp.context(words, i))
			}
		}
		if w.Plain || sp.df(segment.Exact, w.Folded+string(rune(segment.ExactMark))+w.Exact) > 0 {
			return ""
		}
		return sp.display(w.Folded, sp.context(words, i))
	}
	if t := vi.Typed(w.Exact); t != "" {
		if toks := sp.lex.Append(nil, t); len(toks) == 1 && sp.df(segment.Text, toks[0].Folded) > 0 {
			return t
		}
	}
	if strings.ContainsFunc(w.Folded, unicode.IsDigit) {
		return ""
	}
	if a, b, ok := sp.cut(w.Folded); ok {
		return sp.display(a, [2]string{"", b}) + " " + sp.display(b, [2]string{a, ""})
	}
	if near := sp.oneAway(w.Folded, sp.context(words, i), func(string, int) bool { return true }); near != "" {
		return sp.display(near, sp.context(words, i))
	}
	return ""
}

// context is the folded words before and after word i, empty where there is none.
func (sp *speller) context(words []*query.Word, i int) (c [2]string) {
	side := func(k int) string {
		if k < 0 || k >= len(words) {
			return ""
		}
		toks := sp.lex.Append(nil, words[k].Text)
		if len(toks) != 1 {
			return ""
		}
		return toks[0].Folded
	}
	return [2]string{side(i - 1), side(i + 1)}
}

// pairs counts the articles in which the word stands beside its neighbours.
func (sp *speller) pairs(w string, c [2]string) (n int) {
	if c[0] != "" {
		n += sp.df(segment.Pair, c[0]+" "+w)
	}
	if c[1] != "" {
		n += sp.df(segment.Pair, w+" "+c[1])
	}
	return n
}

// cut finds the place where two syllables were run together: the pair that most articles have.
func (sp *speller) cut(w string) (a, b string, ok bool) {
	most := 0
	for i := 1; i < len(w); i++ {
		if !vi.Syllable(w[:i]) || !vi.Syllable(w[i:]) {
			continue
		}
		if n := sp.df(segment.Pair, w[:i]+" "+w[i:]); n > most {
			a, b, most = w[:i], w[i:], n
		}
	}
	return a, b, most > 0
}

// oneAway is the word of the index with one letter less, more, changed or two swapped: the one that most often stands
// beside the words around it, then the most frequent, of those that may be.
func (sp *speller) oneAway(w string, c [2]string, may func(near string, of int) bool) string {
	if len(w) < 3 || len(w) > 16 {
		return ""
	}
	best, bestScore := "", 0
	try := func(s string) {
		if s == w {
			return
		}
		if n := sp.df(segment.Text, s); n > 0 && may(s, n) {
			if n += 1000 * sp.pairs(s, c); n > bestScore || n == bestScore && s < best {
				best, bestScore = s, n
			}
		}
	}
	for i := range len(w) + 1 {
		for l := 'a'; l <= 'z'; l++ {
			try(w[:i] + string(l) + w[i:])
			if i < len(w) {
				try(w[:i] + string(l) + w[i+1:])
			}
		}
		if i < len(w) {
			try(w[:i] + w[i+1:])
		}
		if i+1 < len(w) {
			try(w[:i] + w[i+1:i+2] + w[i:i+1] + w[i+2:])
		}
	}
	return best
}

// display is the spelling of a folded word that articles use most beside the words around it.
func (sp *speller) display(folded string, c [2]string) string {
	count := make(map[string]int)
	for _, s := range sp.segs {
		var beside []segment.Postings
		for _, pair := range [][2]string{{c[0], folded}, {folded, c[1]}} {
			if pair[0] != "" && pair[1] != "" {
				if p, ok := s.Find([]byte(string(rune(segment.Pair)) + pair[0] + " " + pair[1])); ok {
					beside = append(beside, p)
				}
			}
		}
		s.Terms([]byte(string(rune(segment.Exact))+folded+string(rune(segment.ExactMark))), func(term []byte, n int, list func() segment.Postings) bool {
			_, exact, _ := strings.Cut(string(term), string(rune(segment.ExactMark)))
			count[exact] += n
			for _, p := range beside {
				count[exact] += 1000 * common(list(), p)
			}
			return true
		})
	}
	best := folded
	for exact, n := range count {
		if n > count[best] || n == count[best] && exact < best {
			best = exact
		}
	}
	return best
}

// common counts the documents of both lists.
func common(a, b segment.Postings) (n int) {
	if a.Len() > b.Len() {
		a, b = b, a
	}
	var c segment.Cursor
	c.Reset(b)
	for _, d := range a.Docs(nil) {
		if c.Seek(d) != 0 {
			n++
		}
	}
	return n
}
