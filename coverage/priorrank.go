package coverage

import (
	"cmp"
	"slices"

	"diembao/news"
)

// rank orders the matches by class, then by how much is shared word for word and what is new in that, and says which of each
// class was first.
func rank(p *Prior) {
	order := map[Class]int{SameText: 0, PartlySame: 1, SameEvent: 2, Related: 3}
	slices.SortStableFunc(p.Matches, func(x, y Match) int {
		return cmp.Or(cmp.Compare(order[x.Class], order[y.Class]), cmp.Compare(y.shared, x.shared), cmp.Compare(y.Covered, x.Covered),
			cmp.Compare(y.title, x.title), cmp.Compare(x.ID, y.ID))
	})
	newFirst(p.Matches)
	p.Matches = p.Matches[:min(len(p.Matches), mostMatches)]
	earliest := map[Class]int{}
	for i, m := range p.Matches {
		if j, ok := earliest[m.Class]; !ok || m.when.Before(p.Matches[j].when.Time) {
			earliest[m.Class] = i
		}
	}
	for _, i := range earliest {
		p.Matches[i].First = true
	}
	if slices.ContainsFunc(p.Matches, func(m Match) bool { return m.Recurring }) {
		p.Notes = append(p.Notes, "some matches are earlier meetings of a series that recurs, not copies")
	}
	if p.Matches == nil {
		p.Matches = []Match{}
	}
}

// knownWorth says how much less a piece of the draft counts that a match above has too.
const knownWorth = 4

// newFirst orders the matches that are partly the same so that the next is the one that shows most of the draft that none
// above it shows: ten articles that carry one agency's paragraphs would else stand above the one out of which two sentences are
// quoted. What is known already counts a quarter.
func newFirst(matches []Match) {
	type contender struct {
		Match
		has, fresh []news.Span // pieces of the draft: all, and those that no match above has
	}
	var left []contender
	first := 0 // behind those of the same text
	for _, m := range matches {
		switch has := pieces(m); m.Class {
		case SameText:
			first++
		case PartlySame:
			left = append(left, contender{m, has, has})
		}
	}
	shown := func(has []news.Span) {
		for i := range left {
			left[i].fresh = without(left[i].fresh, has)
		}
	}
	for _, m := range matches[:first] {
		shown(pieces(m))
	}
	for i := first; len(left) > 0; i++ {
		best, most := 0, -1
		for k, c := range left {
			if worth := (knownWorth-1)*length(c.fresh) + length(c.has); worth > most {
				best, most = k, worth
			}
		}
		next := left[best]
		matches[i], left = next.Match, slices.Delete(left, best, best+1)
		shown(next.has)
	}
}

// pieces are those of the draft that a match has, in order and apart.
func pieces(m Match) (out []news.Span) {
	for _, p := range m.Passages { // in the order of the draft
		if n := len(out) - 1; n >= 0 && p.At.Start <= out[n].End {
			out[n].End = max(out[n].End, p.At.End)
		} else {
			out = append(out, p.At)
		}
	}
	return out
}

func length(spans []news.Span) (n int) {
	for _, s := range spans {
		n += s.End - s.Start
	}
	return n
}

// without is what of some spans is in none of others; both are in order and apart.
func without(spans, others []news.Span) (out []news.Span) {
	for _, s := range spans {
		for _, o := range others {
			if o.End <= s.Start || o.Start >= s.End {
				continue
			}
			if o.Start > s.Start {
				out = append(out, news.Span{Start: s.Start, End: o.Start})
			}
			s.Start = min(o.End, s.End)
		}
		if s.Start < s.End {
			out = append(out, s)
		}
	}
	return out
}
