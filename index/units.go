package index

import (
	"slices"
	"strings"

	"diembao/index/internal/segment"
	"diembao/index/query"
	"diembao/index/vi"
	"diembao/viet"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
)

// A passage is plain words of a query that were typed one after the other, read as one text, so that "dac lac" and
// "tp hcm" are what they would be in an article.
//
//	words of the query -> tokens -> atoms -> units
//
// An atom is what one word of the query was cut into, or a variant over several of them. A unit is atoms that form one
// word of the language (tỉnh ủy, hạn hán), a place, a post or a name: a reader who typed them means them side by side.
type passage struct {
	text  string
	toks  []vi.Token
	atoms []stretch
	units []stretch // of atoms; together they are all of them

}

// A stretch is things from and before end.
type stretch struct{ from, end int }

// readPassage reads clauses of a query that asked was parsed into; all are words without "*" in one scope.
func readPassage(lex *vi.Lexicon, asked string, of []*query.Word) *passage {
	p := &passage{}
	var text strings.Builder
	var ends []int                  // of each word in text
	parted := map[int]bool{0: true} // ends after which no unit goes on
	for i, w := range of {
		if i > 0 && !beside(asked, of[i-1], w) {
			parted[text.Len()-1] = true
		}
		text.WriteString(w.Text)
		ends = append(ends, text.Len())
		text.WriteByte(' ')
	}
	p.text = text.String()
	p.toks = lex.Append(nil, p.text)
	open := make([]bool, 0, len(of)) // whether a unit may reach over the border before an atom
	for i, last := 0, 0; i < len(p.toks); {
		end := int(p.toks[i].End)
		for _, e := range ends { // of the word, or the last of several, in which the token stands
			if e >= end {
				end = e
				break
			}
		}
		j := i + 1
		for j < len(p.toks) && int(p.toks[j].End) <= end {
			j++
		}
		open = append(open, !parted[last] && !p.toks[i].Gap)
		p.atoms = append(p.atoms, stretch{i, j})
		i, last = j, end
	}
	p.cut(open)
	return p
}

// beside says that only spaces or a dash stand between two words: not an operator, a parenthesis or a comma.
func beside(asked string, a, b *query.Word) bool {
	if a.At.Start > a.At.End || a.At.End > b.At.Start || b.At.Start > len(asked) {
		return false
	}
	return strings.Trim(asked[a.At.End:b.At.Start], " \t\n-–—") == "" && !strings.ContainsAny(asked[a.At.Start:a.At.End], ",;:!?…")
}

// Costs of a way to cut: as few pieces as possible, and of equal ones that with more known words, for a run of capitals
// may go over the end of a name.
const (
	pieceCost  = 16
	nameCost   = 1 // a syllable
	numberCost = 1 // a number by itself: "UBND quận 1" is of Quận 1
)

// cut parts the atoms into units: the way with the fewest pieces, and where several ways are equally good, at every
// place where one of them cuts. "phó chủ tịch nước" is [phó chủ tịch] [nước] or [phó] [chủ tịch nước]: only "chủ tịch"
// is certain.
func (p *passage) cut(open []bool) {
	n := len(p.atoms)
	type edge struct{ from, end, cost int }
	var edges []edge
	for i := range n {
		alone := edge{i, i + 1, pieceCost}
		if c := p.toks[p.atoms[i].from].Folded; c != "" && c[0] >= '0' && c[0] <= '9' {
			alone.cost += numberCost
		}
		edges = append(edges, alone)
		for j := i + 1; j < n && open[j] && p.atoms[j].end-p.atoms[i].from <= vi.LongestCompound; j++ {
			toks := p.toks[p.atoms[i].from:p.atoms[j].end]
			if vi.Compound(toks) {
				edges = append(edges, edge{i, j + 1, pieceCost})
			} else if p.name(i, j+1, open) || p.plainName(i, j+1) {
				edges = append(edges, edge{i, j + 1, pieceCost + nameCost*len(toks)})
			}
		}
	}
	const far = 1 << 30
	before, after := make([]int, n+1), make([]int, n+1) // least cost up to an atom, and from it on
	for i := range n {
		before[i+1], after[i] = far, far
	}
	for _, e := range edges {
		before[e.end] = min(before[e.end], before[e.from]+e.cost)
	}
	for k := len(edges) - 1; k >= 0; k-- {
		e := edges[k]
		after[e.from] = min(after[e.from], after[e.end]+e.cost)
	}
	from := 0
	for i := 1; i <= n; i++ {
		if before[i]+after[i] == before[n] {
			p.units = append(p.units, stretch{from, i})
			from = i
		}
	}
}

// families are the family names that nine in ten Vietnamese bear, folded.
var families = strings.Fields("nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh truong doan lam trinh mai dao luong ha to ta cao thai vuong")

// longestName is the most syllables that a name is taken to have.
const longestName = 4

// name says that the atoms are capitalised syllables, the first of which has none before it, and most likely a name:
// they begin with a family name, or they are all the capitals there and no known word is among them.
func (p *passage) name(from, end int, open []bool) bool {
	for i := from; i < end; i++ {
		if !p.capital(i) {
			return false
		}
	}
	if from > 0 && open[from] && p.capital(from-1) {
		return false
	}
	all := end-from <= longestName && (end == len(p.atoms) || !open[end] || !p.capital(end))
	if slices.Contains(families, p.toks[p.atoms[from].from].Folded) {
		return all || end-from >= 3 && end-from <= longestName
	}
	toks := p.tokens(stretch{from, end})
	for i := range toks {
		for j := i + 2; j <= len(toks); j++ {
			all = all && !vi.Compound(toks[i:j])
		}
	}
	return all
}

// surnames are the family names that are hardly anything else when they are typed without capitals and diacritics; vu, do,
// ha, cao, lam and the like begin more phrases than names.
var surnames = strings.Fields("nguyen tran pham hoang huynh phan vo bui ngo trinh dinh")

// plainName says that the atoms, typed in small letters ("nguyen van binh", "tran thanh tam"), are a name of three or four
// syllables: a family name and "van" or "thi" after it, or a family name that means little else and no known word among
// them. Where no article has them side by side the search takes them apart again.
func (p *passage) plainName(from, end int) bool {
	if end-from < 3 || end-from > longestName {
		return false
	}
	toks := p.tokens(stretch{from, end})
	if len(toks) != end-from {
		return false
	}
	for i, t := range toks {
		if p.capital(from+i) || !vi.Syllable(t.Folded) {
			return false
		}
	}
	if second := toks[1].Folded; second == "van" || second == "thi" {
		return slices.Contains(families, toks[0].Folded)
	}
	if !slices.Contains(surnames, toks[0].Folded) {
		return false
	}
	for i := range toks {
		for j := i + 2; j <= len(toks); j++ {
			if vi.Compound(toks[i:j]) {
				return false
			}
		}
	}
	return true
}

func (p *passage) capital(atom int) bool {
	a := p.atoms[atom]
	if a.end-a.from != 1 {
		return false
	}
	s := p.text[p.toks[a.from].Start:p.toks[a.from].End]
	return viet.Capitalised(s) && !viet.AllCaps(s)
}

// tokens of a unit.
func (p *passage) tokens(u stretch) []vi.Token {
	return p.toks[p.atoms[u.from].from:p.atoms[u.end-1].end]
}

// atom is the tokens of an atom.
func (p *passage) atom(i int) []vi.Token { return p.toks[p.atoms[i].from:p.atoms[i].end] }

// string is the tokens as they were typed.
func (p *passage) string(toks []vi.Token) string { return p.text[toks[0].Start:toks[len(toks)-1].End] }

// pairsOf are the neighbours among tokens.
func pairsOf(toks []vi.Token, field byte) (pairs [][]byte) {
	for i, t := range toks {
		if prev := neighbour(toks, i); prev != nil && !t.Part {
			pairs = append(pairs, append([]byte{field}, prev.Folded+" "+t.Folded...))
		}
	}
	return pairs
}

// probe is how many articles of a list are looked at for one that has the rest of a unit's pairs too; a unit whose every
// pair is more frequent is taken to stand somewhere.
const probe = 4096

// standing says whether some article has all pairs, so that words that stand side by side nowhere are found apart.
func standing(snap *scorch.IndexSnapshot, pairs [][]byte) bool {
	for _, ss := range snap.Segments() {
		seg := segment.Of(ss.Segment())
		if seg == nil {
			continue
		}
		lists := make([]segment.Postings, 0, len(pairs))
		for _, p := range pairs {
			if l, ok := seg.Find(p); ok {
				lists = append(lists, l)
			}
		}
		if len(lists) == len(pairs) && meet(lists, ss.Deleted()) {
			return true
		}
	}
	return false
}

// meet says whether a document that is not dead stands in all lists.
func meet(lists []segment.Postings, dead *roaring.Bitmap) bool {
	if len(lists) == 0 {
		return true
	}
	slices.SortFunc(lists, func(a, b segment.Postings) int { return a.Len() - b.Len() })
	gone := 0
	if dead != nil {
		gone = int(dead.GetCardinality())
	}
	if n := lists[0].Len(); n > gone && (len(lists) == 1 || n-gone > probe) {
		return true
	}
	cursors := make([]segment.Cursor, len(lists))
	for i, l := range lists {
		cursors[i].Reset(l)
	}
	for _, d := range lists[0].Docs(nil) {
		here := dead == nil || !dead.Contains(d)
		for i := range cursors {
			here = here && cursors[i].Seek(d) != 0
		}
		if here {
			return true
		}
	}
	return false
}
