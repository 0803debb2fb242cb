package index

import (
	"fmt"
	"math"
	"strings"

	"diembao/index/internal/segment"
	"diembao/index/query"
	"diembao/index/vi"
	"diembao/news"
	"diembao/viet"

	"github.com/blevesearch/bleve/v2/index/scorch"
)

// maxTerms bounds what the prefixes of one query may stand for.
const maxTerms = 2000

// A plan is a query made ready: a tree over numbered terms, and the terms that give scores.
type plan struct {
	root   node
	terms  [][]byte
	number map[string]int
	rank   []ranked
	check  bool // somewhere words must be read to be sure
	notes  []string
	apart  []string // units of the query that no article has side by side
	joined bool     // some unit must stand side by side
	spared bool     // of several units some may be apart or missing
}

// unity is how far the units of a query must be there, and the words of each stand side by side: in all units that stand so
// in some article (0), in all but 1 to maxLack of them, or in none, whose syllables must all be there (scattered).
type unity int

const (
	whole     unity = 0
	maxLack   unity = 3
	scattered unity = -1
)

// lack is how many of n units may be missing: never half of them. Of two units one may be apart.
func (u unity) lack(n int) int { return min(int(u), (n-1)/2) }

// ranked is a term that gives score when a document has it.
type ranked struct {
	term     int
	weight   float64 // times BM25
	bonus    float64 // added, whatever the frequency
	required bool    // every hit has it
	label    string  // for Explain
	office   *office // of which it is one name's
}

// Nodes of a plan.
type (
	node     interface{}
	termNode int
	allNode  struct{}
	noneNode struct{}
	andNode  []node
	orNode   []node
	notNode  struct{ of node }
	dayNode  struct{ from, to int64 } // Unix seconds; to is not included
	mostNode struct {                 // all, or all but lack of them
		of    []node
		names []string // as typed
		lack  int
	}
	preNode struct {
		prefix []byte
		exact  string // exact form begins with it; empty: any
	}
	preferNode struct { // one of first, or when no article has any of them other
		first orNode
		other node
	}
	checkNode struct { // of, and then the words themselves
		of    node
		limit int
		key   string // what is read for
		chain []link // of a phrase in which words are joined
		holds func() func(viet.Text, *vi.Lexicon) bool
	}
)

type planner struct {
	*plan
	lex   *vi.Lexicon
	exact bool
	asked int // words typed with diacritics, for their bonus

	text    string // of the query
	snap    *scorch.IndexSnapshot
	negated bool // under a Not
	unity   unity
}

// exactBonus parts the hits that have all words as they were typed from those that have some of them otherwise: it is
// more than any sum of BM25 weights comes to.
const exactBonus = 1000

// Weights of what makes one hit better than another, beside BM25 of the words themselves.
const (
	pairWeight  = 2   // words side by side
	titleWeight = 0.3 // a word of the headline, beside its greater count
	nameWeight  = 2   // the name of an official

	addressedWeight = 12 // the name of an official, asked for with "ông" or "bà"
)

// maxName is how many words are looked at as a name, with a form of address.
const maxName = 6

func (p *planner) term(field byte, text string) termNode {
	key := string(rune(field)) + text
	n, ok := p.number[key]
	if !ok {
		n = len(p.terms)
		p.terms = append(p.terms, []byte(key))
		p.number[key] = n
	}
	return termNode(n)
}

// newPlan compiles a query with the filters beside it, for a snapshot. Errors are *query.Error or news.ErrInvalid.
func (x *Index) newPlan(snap *scorch.IndexSnapshot, q *news.Query, parsed *query.Parsed, how unity) (*plan, error) {
	p := &planner{plan: &plan{number: make(map[string]int)}, exact: q.Exact, lex: getLexicon(),
		text: parsed.Text, snap: snap, unity: how}
	defer putLexicon(p.lex)
	var all andNode
	if parsed.Root != nil {
		n, err := p.compile(parsed.Root, true)
		if err != nil {
			return nil, err
		}
		all = append(all, n)
	}
	for _, f := range []struct {
		field query.Field
		value string
	}{
		{query.Province, q.Province}, {query.Official, q.Official}, {query.Post, q.Post}, {query.Place, q.Place},
		{query.Source, q.Source}, {query.Kind, q.Kind}, {query.Topic, q.Topic},
	} {
		if f.value == "" {
			continue
		}
		if f.field == query.Province && q.OldMap {
			f.field = query.OldProvince
		}
		if f.field == query.Official {
			all = append(all, p.wholeName(f.value))
			continue
		}
		if f.field == query.Post {
			all = append(all, p.post(f.value))
			continue
		}
		n, err := p.filter(&query.Filter{Field: f.field, Value: f.value})
		if err != nil {
			return nil, fmt.Errorf("index: search: %s %q: %w", f.field, f.value, err)
		}
		all = append(all, n)
	}
	if !q.From.IsZero() || !q.To.IsZero() {
		all = append(all, days(q.From, q.To))
	}
	p.spread()
	switch len(all) {
	case 0:
		p.root = allNode{}
	case 1:
		p.root = all[0]
	default:
		p.root = all
	}
	return p.plan, nil
}

// spread shares the bonus for exact words among them.
func (p *planner) spread() {
	for i := range p.rank {
		if p.rank[i].bonus != 0 {
			p.rank[i].bonus = exactBonus / float64(p.asked)
		}
	}
}

func days(from, to news.Day) dayNode {
	d := dayNode{math.MinInt64 + 1, math.MaxInt64}
	if !from.IsZero() {
		d.from = from.Time().Unix()
	}
	if !to.IsZero() {
		d.to = to.Add(1).Time().Unix()
	}
	return d
}

// compile makes a node; required says that every hit has it, so that its terms are in every hit.
func (p *planner) compile(n query.Node, required bool) (node, error) {
	switch n := n.(type) {
	case *query.And:
		return p.and(n, required)
	case *query.Or:
		var out orNode
		for _, c := range n.Of {
			k, err := p.compile(c, false)
			if err != nil {
				return nil, err
			}
			out = append(out, k)
		}
		return out, nil
	case *query.Not:
		rank, asked, exact, negated := len(p.rank), p.asked, p.exact, p.negated
		p.exact, p.negated = true, true // "-lễ" must not take away lẻ, le and lè as well
		k, err := p.compile(n.Of, false)
		p.rank, p.asked, p.exact, p.negated = p.rank[:rank], asked, exact, negated // and what is not wanted gives no score
		return notNode{k}, err
	case *query.Word:
		if n.Prefix {
			return p.prefix(n), nil
		}
		return p.words(n.Text, n.Scope, required), nil
	case *query.Phrase:
		return p.words(n.Text, n.Scope, required), nil
	case *query.Near:
		return p.near(n, required)
	case *query.Filter:
		return p.filter(n)
	case *query.Days:
		return days(n.From, n.To), nil
	}
	return nil, fmt.Errorf("index: search: no plan for a %T: %w", n, news.ErrInvalid)
}

// and compiles clauses that must all hold. Plain words that were typed side by side are read as one passage.
func (p *planner) and(a *query.And, required bool) (node, error) {
	var out andNode
	for i := 0; i < len(a.Of); {
		words := plainWords(a.Of[i:])
		if len(words) < 2 {
			k, err := p.compile(a.Of[i], required)
			if err != nil {
				return nil, err
			}
			out = append(out, k)
			i++
			continue
		}
		out = append(out, p.passage(words, required)...)
		i += len(words)
	}
	return out, nil
}

// plainWords are the clauses from the first on that are words without "*" in one scope.
func plainWords(of []query.Node) (words []*query.Word) {
	for _, c := range of {
		w, ok := c.(*query.Word)
		if !ok || w.Prefix || len(words) > 0 && w.Scope != words[0].Scope {
			break
		}
		words = append(words, w)
	}
	return words
}

// passage compiles plain words. What makes one unit must stand side by side, unless no article has it so; the units may
// stand anywhere, and score more where they stand side by side.
func (p *planner) passage(of []*query.Word, required bool) andNode {
	scope := of[0].Scope
	t := readPassage(p.lex, p.text, of)
	var out andNode
	var before *vi.Word
	add := func(toks []vi.Token) {
		read := "" // the pairs of one word of the language stand in their order
		if p.exact {
			read = t.string(toks)
		}
		out = append(out, p.tokens(toks, scope, required, read))
		if before != nil && scope == query.Anywhere {
			p.side(before, toks[0].Word)
		}
		before = lastWord(toks)
	}
	spare := p.unity > whole && len(t.units) > 1 && !p.negated && !p.exact
	if spare {
		required = false
	}
	var loose andNode // the atoms of units, wherever they stand
	var names []string
	for _, u := range t.units {
		toks := t.tokens(u)
		names = append(names, t.string(toks))
		if u.end-u.from == 1 || p.stands(toks, scope) {
			add(toks)
			if u.end-u.from > 1 {
				p.joined = true
				loose = append(loose, p.atoms(t, u, scope)...)
			} else {
				loose = append(loose, out[len(out)-1])
			}
			continue
		}
		p.apart = append(p.apart, t.string(toks))
		from := len(out)
		for i := u.from; i < u.end; i++ {
			add(t.atom(i))
		}
		out = append(out[:from], append(andNode{}, out[from:]...))
		loose = append(loose, out[from])
	}
	if scope == query.Anywhere {
		p.office(t.toks)
		p.names(strings.TrimSpace(t.text), len(of))
	}
	switch {
	case spare && len(out) > 2:
		p.spared = true
		return andNode{mostNode{out, names, p.unity.lack(len(out))}}
	case spare && p.joined:
		p.spared = true
		return append(loose, mostNode{out, names, 1})
	}
	return out
}

// atoms wants the atoms of a unit, wherever they stand. They give no score: the unit does, where it is whole.
func (p *planner) atoms(t *passage, u stretch, scope query.Scope) (out andNode) {
	if p.unity <= whole {
		return nil
	}
	rank, asked := len(p.rank), p.asked
	for i := u.from; i < u.end; i++ {
		out = append(out, p.tokens(t.atom(i), scope, false, ""))
	}
	p.rank, p.asked = p.rank[:rank], asked
	return out
}

// stands says whether some article has a unit. What is not wanted is taken at its word: it never becomes more than was
// typed.
func (p *planner) stands(toks []vi.Token, scope query.Scope) bool {
	return p.negated || p.unity != scattered && standing(p.snap, pairsOf(toks, fieldsOf(scope).pair))
}

// names lets words that are the name of an official, or its last words, count more in the articles that have the
// official: "ông Hiệp" is never side by side in "ông Trần Văn Hiệp". Behind a form of address it can be nothing else but a
// name, and outweighs all that the words count for elsewhere ("ông chủ tịch Hiệp hội").
func (p *planner) names(text string, words int) {
	if words > maxName {
		return
	}
	key, weight := officialKey(text), float64(nameWeight)
	if key != viet.FoldLoose(text) {
		weight = addressedWeight
	}
	p.rank = append(p.rank, ranked{term: int(p.term(keyOfficial, key)), weight: weight, label: "official: " + key})
}

// lastWord is the last word of tokens, not a part of a code.
func lastWord(toks []vi.Token) *vi.Word {
	for i := len(toks) - 1; i >= 0; i-- {
		if !toks[i].Part {
			return toks[i].Word
		}
	}
	return nil
}

func (p *planner) side(a, b *vi.Word) {
	pair := a.Folded + " " + b.Folded
	p.rank = append(p.rank,
		ranked{term: int(p.term(segment.Pair, pair)), weight: pairWeight, label: pair},
		ranked{term: int(p.term(segment.TitlePair, pair)), weight: titleWeight, label: "title: " + pair})
}

// words compiles a word or phrase: what it is cut into must stand side by side, which pairs of neighbours say. A phrase
// of three syllables and more could be pieced together from several places; its words are read where few articles are
// left.
func (p *planner) words(text string, scope query.Scope, required bool) node {
	return p.tokens(p.lex.Append(nil, text), scope, required, text)
}

// tokens compiles what words were cut into. text is read for in articles where pairs do not prove it; empty: nothing is read.
func (p *planner) tokens(toks []vi.Token, scope query.Scope, required bool, text string) node {
	f := fieldsOf(scope)
	var out andNode
	var chain []link
	for i, t := range toks {
		if t.Part {
			continue
		}
		p.exactWord(t, f, &out)
		prev := neighbour(toks, i)
		next := i + 1
		for next < len(toks) && toks[next].Part {
			next++
		}
		alone := prev == nil && (next >= len(toks) || toks[next].Gap)
		if prev != nil {
			pair := p.term(f.pair, prev.Folded+" "+t.Folded)
			chain = append(chain, link{p.term(f.word, prev.Folded), pair})
			out = append(out, pair)
			p.rank = append(p.rank, ranked{term: int(pair), weight: pairWeight, required: required, label: prev.Folded + " " + t.Folded})
			if f.pair == segment.Pair {
				p.rank = append(p.rank, ranked{term: int(p.term(segment.TitlePair, prev.Folded+" "+t.Folded)), weight: titleWeight, label: "title: " + prev.Folded + " " + t.Folded})
			}
		}
		if alone {
			n := p.term(f.word, t.Folded)
			out = append(out, n)
			p.rank = append(p.rank, ranked{term: int(n), weight: 1, required: required, label: t.Folded})
			if f.word == segment.Text {
				p.rank = append(p.rank, ranked{term: int(p.term(segment.Title, t.Folded)), weight: titleWeight, label: "title: " + t.Folded})
			}
		}
	}
	switch {
	case len(out) == 0:
		return noneNode{}
	case (len(chain) >= 2 || (len(chain) == 1 && p.exact)) && text != "":
		p.check = true
		exact := p.exact
		if p.exact || len(chain) != len(toks)-1 {
			chain = nil
		}
		return checkNode{of: out, limit: phraseCheck, chain: chain, key: fmt.Sprintf("%v %t %s", scope, exact, text),
			holds: func() func(viet.Text, *vi.Lexicon) bool { return holdsPhrase(text, scope, exact) }}
	case len(out) == 1:
		return out[0]
	}
	return out
}

// neighbour is the word before token i when they stand side by side.
func neighbour(toks []vi.Token, i int) *vi.Word {
	if i == 0 || toks[i].Gap {
		return nil
	}
	return lastWord(toks[:i])
}

// exactWord lets a word typed with diacritics be wanted, or in exact mode demanded, with them.
func (p *planner) exactWord(t vi.Token, f textFields, out *andNode) {
	if t.Plain {
		return
	}
	n := p.term(f.exact, t.Folded+string(rune(segment.ExactMark))+t.Exact)
	if p.exact {
		*out = append(*out, n)
		return
	}
	p.asked++
	p.rank = append(p.rank, ranked{term: int(n), bonus: 1, label: t.Exact})
}

type textFields struct{ word, pair, exact byte }

func fieldsOf(s query.Scope) textFields {
	if s == query.Title {
		return textFields{segment.Title, segment.TitlePair, segment.TitleExact}
	}
	return textFields{segment.Text, segment.Pair, segment.Exact}
}

func (p *planner) prefix(w *query.Word) node {
	key := viet.Key(w.Text)
	n := preNode{prefix: append([]byte{fieldsOf(w.Scope).word}, viet.Fold(key)...)}
	if p.exact && viet.Fold(key) != key {
		n.prefix[0], n.exact = fieldsOf(w.Scope).exact, key
	}
	return n
}

func (p *planner) near(n *query.Near, required bool) (node, error) {
	a, err := p.compile(n.A, required)
	if err != nil {
		return nil, err
	}
	b, err := p.compile(n.B, required)
	if err != nil {
		return nil, err
	}
	p.check = true
	exact := p.exact
	at, scope := sideText(n.A)
	bt, _ := sideText(n.B)
	return checkNode{of: andNode{a, b}, limit: nearCheck, key: fmt.Sprintf("NEAR %d %v %t %q %q", n.N, scope, exact, at, bt),
		holds: func() func(viet.Text, *vi.Lexicon) bool { return holdsNear(n, exact) }}, nil
}
