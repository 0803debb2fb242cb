package officials

import (
	"cmp"
	"slices"
	"sync"

	"diembao/news"
	"diembao/viet"
	"diembao/viet/officials/posts"
)

// Context is what is known of an article beside its words. The zero Context knows nothing.
type Context struct {
	Published news.Day // decides on which map places are looked up
	Province  string   // name of the province the article is about: what a bare "tỉnh" means
}

// Find returns the officials that an article names, in the order of their first mention: headline, lead, body. Positions
// are as worded, the fullest wording of each post once; mentions carry byte offsets into their field. It is a pure
// function of its arguments, linear in the length of the text.
func Find(doc viet.Text, ctx Context) []news.Official {
	var r viet.Reading
	r.Read(doc)
	return FindIn(&r, ctx)
}

// FindIn is Find in a text that has been cut.
func FindIn(doc *viet.Reading, ctx Context) []news.Official {
	g := &gatherer{people: map[string]*person{}}
	r := rooms.Get().(*room)
	r.cut.lex, r.linker.lex, r.linker.out = load(), load(), g
	r.linker.given, r.linker.colon = r.linker.given[:0], false // all else is of one clause
	for _, part := range doc.Parts() {
		g.field = part.Field
		r.linker.text = part.Text
		r.cut.read(part.Cut)
		for r.cut.next() {
			r.linker.toks = r.cut.toks
			r.linker.scan()
			r.linker.link()
		}
	}
	r.linker.out = nil
	rooms.Put(r)
	g.merge()
	people := g.officials()
	g.resolve(people)
	out := make([]news.Official, 0, len(people))
	for _, p := range people {
		out = append(out, official(p, ctx))
	}
	return out
}

// A room is what an article is read in; the next one is read in it again. Clauses are short, and so are its lists.
type room struct {
	cut    lexer
	linker linker
}

var rooms = sync.Pool{New: func() any { return &room{linker: linker{scanner: new(scanner)}} }}

func official(p *person, ctx Context) news.Official {
	o := news.Official{Name: p.name, Rank: p.rank, Mentions: p.mentions}
	for i := range p.posts {
		h := &p.posts[i]
		read, at := posts.Parse(h.text), seatOf(h, ctx)
		read.Place, read.Province = at.place, at.province.Code
		o.Positions = append(o.Positions, h.text)
		o.Posts = append(o.Posts, read)
		if i == 0 {
			o.Organisation, o.Province = read.Body, at.province.Name
		}
	}
	slices.SortStableFunc(o.Mentions, compareMentions)
	return o
}

func compareMentions(a, b news.Mention) int {
	return cmp.Or(cmp.Compare(fieldOrder(a.Field), fieldOrder(b.Field)), cmp.Compare(a.Start, b.Start))
}

func fieldOrder(f news.Field) int {
	switch f {
	case news.InTitle:
		return 0
	case news.InLead:
		return 1
	}
	return 2
}
