package query

import (
	"strconv"
	"strings"

	"diembao/news"
)

// String is the query in its canonical form: parsed again it gives the same tree. Days that were relative are absolute.
func (p *Parsed) String() string {
	if p == nil || p.Root == nil {
		return ""
	}
	var b printer
	p.Root.write(&b, 0)
	return b.String()
}

type printer struct{ strings.Builder }

// Binding strength of a clause's surroundings; a weaker clause inside needs parentheses.
const (
	inOr = iota
	inAnd
	inUnary
)

func (b *printer) list(of []Node, op string, own, parent int) {
	if parent > own {
		b.WriteByte('(')
		defer b.WriteByte(')')
	}
	for i, n := range of {
		if i > 0 {
			b.WriteString(op)
		}
		n.write(b, own+1)
	}
}

func (n *Or) write(b *printer, parent int)  { b.list(n.Of, " OR ", inOr, parent) }
func (n *And) write(b *printer, parent int) { b.list(n.Of, " ", inAnd, parent) }

func (n *Not) write(b *printer, _ int) {
	b.WriteByte('-')
	n.Of.write(b, inUnary)
}

func (n *Near) write(b *printer, parent int) {
	if parent >= inUnary { // so that "-" takes hold of both sides whoever reads it
		b.WriteByte('(')
		defer b.WriteByte(')')
	}
	n.A.write(b, inUnary)
	b.WriteString(" NEAR/" + strconv.Itoa(n.N) + " ")
	n.B.write(b, inUnary)
}

func (b *printer) scope(s Scope) {
	if s == Title {
		b.WriteString(names[titleField] + ":")
	}
}

func (n *Word) write(b *printer, _ int) {
	b.scope(n.Scope)
	b.WriteString(n.Text)
	if n.Prefix {
		b.WriteByte('*')
	}
}

func (n *Phrase) write(b *printer, _ int) {
	b.scope(n.Scope)
	b.WriteString(`"` + n.Text + `"`)
}

func (n *Filter) write(b *printer, _ int) {
	b.WriteString(names[n.Field] + `:"` + n.Value + `"`)
}

func (n *Days) write(b *printer, _ int) {
	b.WriteString(names[daysField] + ":" + span(n.From, n.To))
}

func span(from, to news.Day) string {
	if from == to {
		return from.String()
	}
	return from.String() + ".." + to.String()
}
