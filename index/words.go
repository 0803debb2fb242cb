package index

import (
	"bytes"
	"strings"

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

// holdsPhrase reads whether an article has the words side by side. Nearly all that are asked have them as one run of folded
// text, which is seen without cutting it into words.
func holdsPhrase(text string, scope query.Scope, strict bool) func(viet.Text, *vi.Lexicon) bool {
	var p pattern
	var run, buf []byte
	var toks []vi.Token
	return func(t viet.Text, lex *vi.Lexicon) bool {
		if p.words == nil {
			p = newPattern(lex, text, strict)
			run = p.run()
		}
		all := texts(t, scope == query.Title)
		for _, s := range all {
			var plain bool
			if buf, plain = hasRun(buf, s, run); plain {
				return true
			}
		}
		for _, s := range all {
			toks = lex.Append(toks[:0], s)
			for i := range toks {
				if _, _, ok := p.at(toks, i); ok {
					return true
				}
			}
		}
		return false
	}
}

// run is the pattern as it stands in folded text when nothing is abbreviated; nil when that would not be all it demands.
func (p *pattern) run() []byte {
	if p.strict || p.prefix || len(p.words) == 0 {
		return nil
	}
	for _, joined := range p.joined[1:] {
		if !joined {
			return nil
		}
	}
	return []byte(strings.Join(p.words, " "))
}

// hasRun says that a line of the text, folded, has run between blanks or plain punctuation; false may also mean that it has
// it otherwise. buf is for reuse.
func hasRun(buf []byte, text string, run []byte) ([]byte, bool) {
	if run == nil {
		return buf, false
	}
	for line := range strings.Lines(text) {
		buf = viet.AppendFold(buf[:0], line)
		for from := 0; ; {
			i := bytes.Index(buf[from:], run)
			if i < 0 {
				break
			}
			from += i + 1
			i, end := from-1, from-1+len(run)
			if (i == 0 || buf[i-1] == ' ') && (end == len(buf) || buf[end] == ' ' || buf[end] == ',') {
				return buf, true
			}
		}
	}
	return buf, false
}

// holdsNear reads whether an article has both sides with at most N words between them. A line of the text is no border.
func holdsNear(n *query.Near, strict bool) func(viet.Text, *vi.Lexicon) bool {
	var a, b pattern
	var toks []vi.Token
	return func(t viet.Text, lex *vi.Lexicon) bool {
		at, scope := sideText(n.A)
		if a.words == nil {
			bt, _ := sideText(n.B)
			a, b = newPattern(lex, at, strict), newPattern(lex, bt, strict)
		}
		for _, s := range texts(t, scope == query.Title) {
			if toks = lex.Append(toks[:0], s); near(toks, &a, &b, n.N) {
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
