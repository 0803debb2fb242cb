package index

import (
	"diembao/index/query"
	"diembao/index/vi"
	"diembao/viet"
)

// A pattern is words side by side, as a query asks for them.
type pattern struct {
	words  []string // folded
	exacts []string // exact, where the query was typed with diacritics; else empty
	joined []bool   // stands beside the one before, without punctuation between
	prefix bool     // the last word is the beginning of one
	strict bool     // exacts are demanded
}

func newPattern(lex *vi.Lexicon, text string, strict bool) pattern {
	p := pattern{strict: strict}
	for _, t := range lex.Append(nil, text) {
		if t.Part {
			continue
		}
		exact := ""
		if !t.Plain {
			exact = t.Exact
		}
		p.words = append(p.words, t.Folded)
		p.exacts = append(p.exacts, exact)
		p.joined = append(p.joined, !t.Gap)
	}
	return p
}

// at says whether the pattern stands at toks[i]: where it ends, and in how many words it is exactly as typed.
func (p *pattern) at(toks []vi.Token, i int) (end, exact int, ok bool) {
	for k, w := range p.words {
		if k > 0 {
			for i < len(toks) && toks[i].Part {
				i++
			}
		}
		if i >= len(toks) || (k > 0 && p.joined[k] && toks[i].Gap) {
			return 0, 0, false
		}
		t := &toks[i]
		switch {
		case t.Folded == w:
		case p.prefix && k == len(p.words)-1 && len(t.Folded) > len(w) && t.Folded[:len(w)] == w:
		default:
			return 0, 0, false
		}
		if p.exacts[k] == "" || t.Exact == p.exacts[k] || (p.prefix && len(t.Exact) >= len(p.exacts[k]) && t.Exact[:len(p.exacts[k])] == p.exacts[k]) {
			exact++
		} else if p.strict {
			return 0, 0, false
		}
		i++
	}
	return i, exact, len(p.words) > 0
}

// holdsPhrase reads whether an article has the words side by side.
func holdsPhrase(text string, scope query.Scope, strict bool) func(viet.Text, *vi.Lexicon) bool {
	return func(t viet.Text, lex *vi.Lexicon) bool {
		p := newPattern(lex, text, strict)
		for _, s := range texts(t, scope == query.Title) {
			toks := lex.Append(nil, s)
			for i := range toks {
				if _, _, ok := p.at(toks, i); ok {
					return true
				}
			}
		}
		return false
	}
}

// holdsNear reads whether an article has both sides with at most N words between them. A line of the text is no border.
func holdsNear(n *query.Near, strict bool) func(viet.Text, *vi.Lexicon) bool {
	return func(t viet.Text, lex *vi.Lexicon) bool {
		a, scope := sideText(n.A)
		b, _ := sideText(n.B)
		pa, pb := newPattern(lex, a, strict), newPattern(lex, b, strict)
		for _, s := range texts(t, scope == query.Title) {
			if near(lex.Append(nil, s), &pa, &pb, n.N) {
				return true
			}
		}
		return false
	}
}

func sideText(n query.Node) (string, query.Scope) {
	if w, ok := n.(*query.Word); ok {
		return w.Text, w.Scope
	}
	p := n.(*query.Phrase)
	return p.Text, p.Scope
}

func near(toks []vi.Token, a, b *pattern, n int) bool {
	type span struct{ from, to int }
	find := func(p *pattern) (out []span) {
		for i := range toks {
			if to, _, ok := p.at(toks, i); ok {
				out = append(out, span{i, to})
			}
		}
		return out
	}
	as, bs := find(a), find(b)
	for _, x := range as {
		for _, y := range bs {
			if (y.from >= x.to && between(toks, x.to, y.from) <= n) || (x.from >= y.to && between(toks, y.to, x.from) <= n) {
				return true
			}
		}
	}
	return false
}

// between counts words, not parts of codes.
func between(toks []vi.Token, from, to int) (n int) {
	for _, t := range toks[from:to] {
		if !t.Part {
			n++
		}
	}
	return n
}
