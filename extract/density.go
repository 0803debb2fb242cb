package extract

import (
	"strings"
	"unicode/utf8"

	"diembao/news"
	"diembao/viet"
)

// clean is one line of text as the rest of the package knows it: NFC, single spaces, none at the ends.
func clean(s string) string {
	if unsettled(s) {
		s = viet.NFC(s)
	}
	if strings.ContainsAny(s, "\n\t\r") || strings.Contains(s, "  ") {
		s = strings.Join(strings.Fields(s), " ")
	}
	return strings.TrimSpace(s)
}

// unsettled says that a text may not be in NFC although the page it is of was decoded into it: entities can bring
// combining marks, invisible characters and spaces of other kinds. It looks at lead bytes only.
func unsettled(s string) bool {
	for i := 0; i+1 < len(s); i++ {
		switch c := s[i]; {
		case c < 0xC2:
		case c == 0xCC, c == 0xCD, c == 0xEF: // U+0300 to U+037F; U+FEFF and its neighbours
			return true
		case c == 0xC2:
			if s[i+1] == 0xA0 || s[i+1] == 0xAD { // no-break space, soft hyphen
				return true
			}
		case c == 0xE1:
			if s[i+1] < 0xB8 { // Vietnamese letters are above; conjoining Hangul is below
				return true
			}
		case c == 0xE2:
			if i+2 < len(s) && s[i+1] == 0x80 && s[i+2] < 0x90 || s[i+1] == 0x81 || s[i+1] >= 0x84 && s[i+1] < 0x90 { // U+2000 to U+200F, U+2060, letterlike
				return true
			}
		}
	}
	return false
}

// common are syllables that running text cannot do without and menus hardly have, with a few English and French ones,
// so that a page in those languages is read too.
var common = func() map[string]bool {
	m := map[string]bool{}
	for word := range strings.FieldsSeq(`và của các là đã được cho với trong có để này những tại về khi từ người theo không trên
		ra đến năm một cũng như sẽ việc bị nhiều hơn do nên vào còn đó phải nhằm bằng đang sau
		the of and to in was for on with that is at les des est une dans qui`) {
		m[word] = true
	}
	return m
}()

// running is the number of bytes of a line that look like running text: all, a third or none of them.
func running(l *line) int {
	n := len(l.text)
	if n < 25 || 2*l.linked > n {
		return 0
	}
	// A menu of forty words has none of the common syllables; a sentence of twenty has three or four.
	hits, words := 0, 0
	for word := range strings.SplitSeq(l.text, " ") {
		words++
		if common[word] {
			hits++
		}
	}
	switch {
	case hits >= 2 && 25*hits >= words, hits >= 1 && words >= 8 && strings.HasSuffix(l.text, "."), n >= 140 && sentence(l.text):
		return n
	case n >= 50:
		return n / 3
	}
	return 0
}

// sentence says that a line ends as a sentence does.
func sentence(s string) bool {
	s = strings.TrimRight(s, "\"”’')]» ")
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "…") || strings.HasSuffix(s, ":") || strings.HasSuffix(s, ";")
}

// settle weighs the lines, hands the marks of blocks down, and takes furniture marks off a block that holds most of
// the page's running text: such a name says nothing ("has-comments", "content-sidebar-wrap").
func (p *page) settle() {
	sums := make([]int, len(p.lines)+1)
	for i := range p.lines {
		l := &p.lines[i]
		l.good = running(l)
		if teaser(p.lines, i) {
			l.good /= 4
		}
		sums[i+1] = sums[i] + l.good
	}
	// The sums so far include furniture: whether a mark on a block is to be believed depends on what the block holds.
	whole := sums[len(p.lines)]
	heads := p.heads()
	bodies := make([]bool, len(p.blocks)) // holds an element named like a body
	for i := len(p.blocks) - 1; i > 0; i-- {
		bodies[i] = bodies[i] || p.blocks[i].own&markBody != 0
		bodies[p.blocks[i].parent] = bodies[p.blocks[i].parent] || bodies[i]
	}
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.marks&furniture != 0 && 2*(sums[b.last]-sums[b.first]) > whole {
			// Under a picture story the readers may have written more than the newsroom: what is named comments and holds
			// neither a headline nor a body is them.
			if b.marks&markComment == 0 || bodies[i] || heads[len(p.lines)] == 0 || heads[b.last] > heads[b.first] {
				b.marks &^= furniture
			}
		}
		if b.parent >= 0 { // parents stand before children: theirs are complete
			b.marks |= p.blocks[b.parent].marks
		}
	}
	for i := range p.times {
		p.times[i].marks |= p.blocks[p.times[i].block].marks
	}
	p.good, p.total = append(p.good, 0), append(p.total, 0)
	for i := range p.lines {
		l := &p.lines[i]
		l.marks |= p.blocks[l.block].marks
		if l.marks&markCaption != 0 {
			l.kind = news.Caption
		}
		good, total := p.good[i], p.total[i]
		if l.marks&furniture == 0 {
			good, total = good+l.good, total+len(l.text)
		}
		p.good, p.total = append(p.good, good), append(p.total, total)
	}
}

// heads counts the headlines before each line: h1, or named like one, and no link.
func (p *page) heads() []int {
	heads := make([]int, len(p.lines)+1)
	for i := range p.lines {
		l := &p.lines[i]
		heads[i+1] = heads[i]
		if (l.level == 1 || (l.marks|p.blocks[l.block].own)&markTitle != 0) && 2*l.linked <= len(l.text) && words(l.text) >= 4 {
			heads[i+1]++
		}
	}
	return heads
}

// teaser says that a line is the summary under a linked headline, as lists of other articles have them. A link marked
// as one in the middle of an article (">> ...") has the article's own text below it.
func teaser(lines []line, i int) bool {
	if i == 0 || len(lines[i].text) > 500 {
		return false
	}
	prev := &lines[i-1]
	return !pointer(prev.text) && 10*prev.linked >= 9*len(prev.text) && len(prev.text) >= 25 && prev.block != lines[i].block
}

// A span is lines[first:last] of a page.
type span struct{ first, last int }

// densest is the block that holds the article by the looks of its text: much running text, little else. A block named
// like a body in marks.tsv needs a third less.
func (p *page) densest() span {
	// Differences of prefix sums make each block's weight two subtractions, so every block of the page is tried.
	best, at := 0.0, 0
	for i, b := range p.blocks {
		if s := p.density(b); s > best {
			best, at = s, i
		}
	}
	// Go down again while nothing but a beginning (headline, date line, lead) is lost: those are found by themselves.
	for i := at + 1; i < len(p.blocks) && p.blocks[i].first < p.blocks[at].last; i++ {
		b, top := p.blocks[i], p.blocks[at]
		if p.good[b.last] == p.good[top.last] && b.marks&furniture == 0 && p.density(b) >= 0.8*best && b.own&markBody != 0 {
			at = i
		}
	}
	if best == 0 {
		return span{}
	}
	return span{p.blocks[at].first, p.blocks[at].last}
}

// density weighs a block: its running text times the square of the share that is running text. The square lets a
// slightly larger block of mostly other things lose against the body inside it.
func (p *page) density(b block) float64 {
	good, total := float64(p.good[b.last]-p.good[b.first]), float64(p.total[b.last]-p.total[b.first])
	if good == 0 || b.marks&furniture != 0 {
		return 0
	}
	score := good * (good / total) * (good / total)
	if b.own&markBody != 0 {
		score *= 1.5
	}
	return score
}

// marked are the lines from the first to the last that carry a mark; false when there are none.
func (p *page) marked(m mark) (span, bool) {
	s := span{-1, 0}
	for i := range p.lines {
		if p.lines[i].marks&m != 0 {
			if s.first < 0 {
				s.first = i
			}
			s.last = i + 1
		}
	}
	return s, s.first >= 0
}

// words counts the syllables of a clean line, which are what Vietnamese writing separates by spaces.
func words(s string) int { return strings.Count(s, " ") + 1 }

// runes counts what a reader sees as letters.
func runes(s string) int { return utf8.RuneCountInString(s) }
