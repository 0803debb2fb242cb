package coverage

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"diembao/news"
	"diembao/viet"
)

// tree turns the order of arrival into who copied from whom. Of the articles that are copies of each other the earliest
// published is the original, whichever the crawler met first; but an article that credits an outlet was copied from that
// outlet's, and an original that credits another member is none. names are the outlets' by id.
func (s *Story) tree(names map[string]string) {
	groups := map[news.ID][]int{} // articles of one text, by the one that was met first
	tops := roots(s.Members)
	for i, m := range s.Members {
		groups[tops[m.ID]] = append(groups[tops[m.ID]], i)
	}
	for _, group := range groups {
		slices.SortFunc(group, func(x, y int) int {
			a, b := s.Members[x], s.Members[y]
			return cmp.Or(a.when.Compare(b.when.Time), cmp.Compare(a.ID, b.ID))
		})
		credited := s.credits(group, names)
		// The original is the earliest that credits no member; where all credit each other, the earliest.
		original := group[0]
		for _, i := range group {
			if _, copied := credited[i]; !copied {
				original = i
				break
			}
		}
		for _, i := range group {
			from, ok := credited[i]
			switch {
			case i == original:
				s.Members[i].CopyOf = 0
			case ok && !leadsTo(credited, from, i):
				s.Members[i].CopyOf = s.Members[from].ID
			default:
				s.Members[i].CopyOf = s.Members[original].ID
			}
		}
	}
}

// credits says for members of a group which other member each was copied from, by its credit line: the earliest article
// of the outlet it names.
func (s *Story) credits(group []int, names map[string]string) map[int]int {
	out := map[int]int{}
	for _, i := range group {
		for _, j := range group {
			if s.Members[j].Source != s.Members[i].Source && credits(s.Members[i].Credit, s.Members[j].Source, names[s.Members[j].Source]) {
				out[i] = j
				break
			}
		}
	}
	return out
}

// credits says that a credit line names an outlet, by its id, its name or an abbreviation of it; what the name adds in
// parentheses need not be said. "TTXVN/Tin Tức", "Tổng hợp theo VOV.VN, Dân trí" and "Minh An (Dân trí)" name each of theirs.
func credits(line, id, name string) bool {
	name, _, _ = strings.Cut(name, " (")
	name, id = bare(name), bare(id)
	parts := strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune("/,;()", r) })
	for _, part := range append(parts, line) {
		for _, said := range append(viet.Expansions(strings.TrimSpace(part)), part) {
			said = bare(said)
			if said != "" && (said == id || name != "" && strings.Contains(" "+said+" ", " "+name+" ")) {
				return true
			}
		}
	}
	return false
}

// bare are the words of a name without marks between them.
func bare(s string) string {
	return strings.Join(strings.FieldsFunc(viet.Fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// leadsTo says that going from one member by credits one comes to another.
func leadsTo(credited map[int]int, from, to int) bool {
	for range len(credited) + 1 {
		if from == to {
			return true
		}
		next, ok := credited[from]
		if !ok {
			return false
		}
		from = next
	}
	return true // a circle further up
}

// roots give each member the first met of its text. A report of the same event has a text of its own.
func roots(members []Member) map[news.ID]news.ID {
	of := map[news.ID]news.ID{}
	for _, m := range members {
		if m.CopyOf != 0 && m.Class != string(SameEvent) {
			of[m.ID] = m.CopyOf
		}
	}
	out := map[news.ID]news.ID{}
	for _, m := range members {
		top := m.ID
		for range len(members) { // an archive that was tampered with could hold a circle
			next, ok := of[top]
			if !ok {
				break
			}
			top = next
		}
		out[m.ID] = top
	}
	return out
}

// names are the outlets' names by id.
func (d *Desk) names() map[string]string {
	out := map[string]string{}
	for _, s := range d.Sources {
		out[s.ID] = s.Name
	}
	return out
}
