package officials

import (
	"strings"
	"unicode/utf8"

	"diembao/viet"
)

// maxName is the most syllables a name has; Ê Đê and Western names come near it.
const maxName = 6

// A clause is one clause of a text on the way from tokens to posts and names.
type clause struct {
	lex    *lexicon
	text   string
	toks   []token
	behind bool // the post being read stands behind a name and a mark, as an apposition
	shout  bool // written in capitals throughout, so that capitals say nothing
}

// isUpper says that toks[i] is a capitalised word.
func (c *clause) isUpper(i int) bool {
	return i < len(c.toks) && c.toks[i].upper && c.toks[i].mark == 0 && !c.toks[i].digits
}

func (c *clause) mark(i int) rune {
	if i < 0 || i >= len(c.toks) {
		return 0
	}
	return c.toks[i].mark
}

func (c *clause) longest(i int, want class, loose bool) (int, class) {
	return c.lex.longest(c.toks, i, want, loose)
}

func (c *clause) surname(i int) class { return c.lex.names[c.toks[i].sym] }

// run is the index after the capitalised words that start at i, as far as they can be one name: no title, no body and no
// abbreviation among them.
func (c *clause) run(i int) int {
	end, _ := c.runOf(i, maxName+2)
	return end
}

// runOf is run for at most limit words; it counts a hyphenated word as two.
func (c *clause) runOf(i, limit int) (end, n int) {
	j := i
	for ; j < len(c.toks) && n < limit; j++ {
		t := &c.toks[j]
		if j > i && !t.upper && c.isUpper(j+1) && (c.lexKey(j) == "văn" || c.lexKey(j) == "thị") {
			n++
			continue // "Nguyễn văn Cao" is a slip
		}
		if !c.isUpper(j) || j > i && t.glued && c.mark(j-1) != '.' && c.lexKey(j) != "thị" || j > i && c.endsName(j) || c.abbreviated(i, j) || j > i && c.startsOver(i, j) {
			break
		}
		if c.mark(j+1) == '.' && c.toks[j+1].glued && j > i && c.foreign(i) && c.toks[i].end-c.toks[i].start > 1 && t.end-t.start == 1 && c.isUpper(j+2) {
			j++ // George W. Barton
		}
		if c.mark(j+1) == '-' && c.hyphenated(j) {
			j += 2
			n++
			for c.mark(j+1) == '-' && c.hyphenated(j) {
				j += 2
			}
		}
		n++
	}
	return j, n
}

// abbreviated says that toks[j] is in capitals that spell no syllable: Đoàn TN, Hội LHTN; with vowels too behind words of
// a name, which starts at i, in small letters: Hà Thị Dậu TTO.
func (c *clause) abbreviated(i, j int) bool {
	t := &c.toks[j]
	if !t.caps || c.shout || viet.Syllable(c.text[t.start:t.end]) {
		return false
	}
	if j > i && c.toks[j-1].end-c.toks[j-1].start > 2 && !c.toks[j-1].caps {
		return true
	}
	return t.end-t.start <= 4 && !strings.ContainsAny(c.text[t.start:t.end], "AEIOUYaeiouy")
}

// startsOver says that the capital at j opens a sentence that lost the stop before it: "Lê Quang Độ Tại buổi", "Trần Văn
// Mạnh Ông Mạnh nói".
func (c *clause) startsOver(i, j int) bool {
	end, over := c.longest(j, isEnder, false)
	if end < len(c.toks) && c.toks[end].mark != 0 {
		return false // Nguyễn Công Tại, ...
	}
	if key := c.lexKey(j); key == "ông" || key == "bà" {
		return c.isUpper(j+1) && c.lexKey(j-1) != "rơ" // but Rơ Ông is a family of the K'Ho
	}
	return over != 0 && j > i+1
}

// hyphenated says that toks[j] goes on after a hyphen, as foreign names do in Vietnamese: Xỉ-vông, Mạ-Ni.
func (c *clause) hyphenated(j int) bool {
	if j+2 >= len(c.toks) || !c.toks[j+1].glued || !c.toks[j+2].glued || c.toks[j+2].mark != 0 || c.toks[j+2].caps || c.toks[j+2].digits {
		return false
	}
	want := isHead
	if c.toks[j+2].upper { // Văn-Xay, but not Hòa-Ủy viên, Trường-Sở
		want |= isBody | isPlace | isHonour | isQual
	}
	_, other := c.longest(j+2, want, true)
	return other == 0
}

// endsName says that toks[j] begins something that no name goes on with. Given names share syllables with bodies, so
// that a body ends a name only when it is an abbreviation, three syllables long, or written as bodies are, with a small
// second syllable: "Hải quân", where a name would have "Hải Quân".
func (c *clause) endsName(j int) bool {
	if end, head := c.longest(j, isHead, false); head != 0 && (end-j > 1 || c.toks[j].caps) {
		return true
	}
	if end, body := c.longest(j, isParty|isOrg|isPrivate, false); body != 0 { // not loose: "Nguyễn Văn Thành, Ủy viên"
		if end-j > 2 || end-j == 2 && !c.toks[j+1].upper || c.toks[j].caps && !c.shout && !viet.Syllable(c.text[c.toks[j].start:c.toks[j].end]) {
			return true // but Vũ Hải Quân is a name
		}
	}
	if !c.isUpper(j + 1) { // the capital of a sentence or heading: Liên tiếp, Phát biểu
		if end, verb := c.longest(j, isStop|isRank, false); verb != 0 && end-j > 1 { // or: Nhà văn
			return true
		}
	}
	end, stop := c.longest(j, isHonours|isHonour|isAppoint, false)
	return stop != 0 && end-j > 1
}

// middled says that one of the two words after toks[i] stands in the middle of names only: Báo Thị Mỹ Trân, Bo Bo Thị Yến.
func (c *clause) middled(i int) bool {
	for k := i + 1; k <= i+2 && c.isUpper(k); k++ {
		if key := c.lexKey(k); c.isUpper(k+1) && (key == "thị" || key == "văn") && c.mark(k+1) == 0 {
			return true
		}
	}
	return false
}

// initial says that toks[i] opens a name by itself: Y, A, U, H'..., K'....
func (c *clause) initial(i int) bool {
	t := &c.toks[i]
	switch w := c.text[t.start:t.end]; {
	case w == "Y", w == "A", w == "U":
		return true
	case len(w) > 1 && (w[0] == 'H' || w[0] == 'K') && mark(firstRune(w[1:])) == '\'':
		return true
	}
	return false
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

// nameAt is the index after the personal name at i, or i. sure says that the words before promise a name (an
// honorific, a rank), so that foreign names and rare surnames count too.
func (c *clause) nameAt(i int, sure bool) int {
	if !c.isUpper(i) {
		return i
	}
	if c.shout {
		return c.shoutedName(i)
	}
	end, n := c.runOf(i, maxName)
	if c.initial(i) {
		if n >= 2 || n == 1 && (c.toks[i].end-c.toks[i].start > 3) {
			return end
		}
		return i
	}
	if n < 2 || c.letters(i, end) {
		return i
	}
	if _, hist := c.longest(i, isHistory, false); hist != 0 {
		if e, _ := c.longest(i, isHistory, false); e == end && !(sure && c.titleFollows(end)) {
			return i
		}
	}
	if sure {
		return end
	}
	switch kind := c.surname(i); {
	case kind&isSure != 0:
	case c.lexKey(i) == "báo" && !c.middled(i):
		return i // a paper: Báo Người ...
	case kind&isMaybe != 0 && n >= 3:
	default:
		return i
	}
	if c.startsWithPlace(i, end) || c.holdsPlace(i, end) || c.surname(i)&isSure == 0 && c.endsInPlace(i, end) {
		return i
	}
	return end
}

// titleFollows says that a comma or dash and a title come next: then a living namesake of somebody of history is spoken of.
func (c *clause) titleFollows(i int) bool {
	if m := c.mark(i); m != ',' && m != '-' {
		return false
	}
	switch c.lexKey(i + 1) {
	case "tổng", "thủ", "bộ": // who ruled the country is no namesake
		return false
	}
	_, head := c.longest(i+1, isHead, false)
	return head != 0
}

// letters says that every word from i to end is one letter: T X.
func (c *clause) letters(i, end int) bool {
	for k := i; k < end; k++ {
		if t := &c.toks[k]; t.mark == 0 && utf8.RuneCountInString(c.text[t.start:t.end]) > 1 {
			return false
		}
	}
	return true
}

// endsInPlace says that all of the capitals from i to end but the first one or two are a province or district: Hoa Đà Lạt.
func (c *clause) endsInPlace(i, end int) bool {
	for s := i + 1; s <= i+2 && s+2 <= end; s++ {
		if e, place := c.longest(s, isProvince|isDistrict, true); place != 0 && e == end {
			return true
		}
	}
	return false
}

// startsWithPlace says that the capitals from i to end are a place, alone or before a name. A commune's name may be a
// person's too (Lê Lợi, Hoàng Long): three syllables or more are rather the person's.
func (c *clause) startsWithPlace(i, end int) bool {
	e, place := c.longest(i, isPlace, true)
	switch {
	case place == 0:
		return false
	case e >= end:
		return place&^isCommune != 0 || end-i < 3
	}
	return e-i >= 2 && end-e >= 2 && c.surname(e)&isSure != 0
}

// holdsPlace says that a place stands inside the capitals from i to end, with a name after it.
func (c *clause) holdsPlace(i, end int) bool {
	for s := i + 1; s+4 <= end; s++ {
		if e, place := c.longest(s, isProvince|isDistrict, true); place != 0 && e-s >= 2 && end-e >= 2 && c.surname(e)&isSure != 0 {
			return true
		}
	}
	return false
}

// shoutedName is nameAt where all is in capitals: a sure surname and the syllables that mean nothing else. Four
// syllables at most: beyond that the headline's verb is likelier.
func (c *clause) shoutedName(i int) int {
	if c.surname(i)&isSure == 0 {
		return i
	}
	j := i + 1
	for ; j < len(c.toks) && j-i < 4 && c.isUpper(j) && c.toks[j].mark == 0; j++ {
		if _, other := c.longest(j, isStop|isHead|isParty|isAppoint, false); other != 0 {
			break
		}
	}
	if j-i < 2 {
		return i
	}
	return j
}
