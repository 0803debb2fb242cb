package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"diembao/news"
)

// A line is one run of text between two block borders, in the order of the page.
type line struct {
	text   string
	kind   news.BlockKind
	marks  mark
	level  uint8 // 1 to 6 inside h1 to h6
	linked int   // bytes of text inside links
	good   int   // bytes that look like running text of an article
	strong bool  // all of it is bold
	slant  bool  // all of it is italic or centred
	photo  bool  // stands right after a picture
	block  int   // innermost block element, an index into page.blocks
}

// A block is a block element with the lines it holds: lines[first:last].
type block struct {
	parent, first, last int
	own                 mark
	marks               mark // its own and, after settle, those of its ancestors
}

// A page is a parsed document flattened: one pass over the tree gives everything the readers need.
type page struct {
	lines  []line
	blocks []block // blocks[0] is the document; a parent stands before its children
	meta   []metaTag
	ld     []string // texts of JSON-LD scripts
	times  []timeTag
	title  string            // of <title>
	links  map[string]string // <link>, the first href of each rel
	base   string
	good   []int // good[i]: good bytes of lines[:i] outside furniture
	total  []int // total[i]: bytes of lines[:i] outside furniture
}

// A metaTag is one <meta>, its key in small letters.
type metaTag struct {
	key, content string
	block        int // 0 for those of the head
}

// A timeTag is one <time datetime>, or an element that gives an itemprop of a date in its content attribute.
type timeTag struct {
	value   string
	updated bool
	marks   mark
	block   int
	line    int // the line it stands in or before
}

// Bounds on what is kept of a page beside its text; real pages have a tenth of it.
const (
	maxScripts = 32
	maxMeta    = 512
	maxTimes   = 256
	maxLinks   = 64
)

// flatten walks a document. Elements in drop are left out; those in extra get the marks of a site profile. The room of
// an earlier page is used again.
func flatten(root *html.Node, drop map[*html.Node]bool, extra map[*html.Node]mark, room *page) *page {
	*room = page{links: map[string]string{}, lines: room.lines[:0], blocks: room.blocks[:0], good: room.good[:0], total: room.total[:0]}
	w := walker{page: room, drop: drop, extra: extra}
	w.blocks = append(w.blocks, block{parent: -1})
	w.walk(root, state{})
	w.flush()
	w.blocks[0].last = len(w.lines)
	w.settle()
	return w.page
}

// state is what an element hands down to its children.
type state struct {
	block  int
	marks  mark // of inline elements since the last block border
	kind   news.BlockKind
	level  uint8
	linked bool
	strong bool
	slant  bool
	row    bool // inside a row of a table of data, which is one line
	title  bool // inside a short <h1>, which is one line whatever it is made of
	head   bool
	main   bool // inside <article> or <main>: a <header> here is the article's own
}

type walker struct {
	*page
	drop  map[*html.Node]bool
	extra map[*html.Node]mark

	buf                   []byte // the line being read
	at                    state  // where it began
	linked, strong, slant int    // bytes of it that are so
	space, photo          bool
	unclean               bool // it may have what clean takes out
}

// walk visits an element and what is in it. The parser nests 512 elements at most, so recursion is bounded.
func (w *walker) walk(n *html.Node, s state) {
	border := false
	switch n.Type {
	case html.TextNode:
		if !s.head {
			w.text(n.Data, s)
		}
		return
	case html.ElementNode:
		if w.drop[n] {
			return
		}
		if border = !inline(n) && !s.row && !s.title; border {
			w.flush()
		} else if s.title && !inline(n) {
			w.space = true
		}
		if s.row && (n.DataAtom == atom.Td || n.DataAtom == atom.Th) && len(w.buf) > 0 {
			w.buf, w.space = append(w.buf, " |"...), true
		}
		if w.special(n, &s) {
			return
		}
		w.enter(n, &s, border)
	case html.DocumentNode:
	default:
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c, s)
	}
	if border {
		w.flush()
		w.blocks[s.block].last = len(w.lines)
	}
}

// special reads elements that hold no text of the page and reports whether n is one.
func (w *walker) special(n *html.Node, s *state) bool {
	switch n.DataAtom {
	case atom.Script:
		if strings.EqualFold(attr(n, "type"), "application/ld+json") && n.FirstChild != nil && len(w.ld) < maxScripts {
			w.ld = append(w.ld, n.FirstChild.Data)
		}
	case atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Iframe, atom.Object, atom.Select, atom.Textarea, atom.Math, atom.Button:
	case atom.Title:
		if w.title == "" && n.FirstChild != nil {
			w.title = clean(n.FirstChild.Data)
		}
	case atom.Meta:
		w.readMeta(n, s)
	case atom.Link:
		for rel := range strings.FieldsSeq(strings.ToLower(attr(n, "rel"))) {
			if href := attr(n, "href"); href != "" && w.links[rel] == "" && len(w.links) < maxLinks {
				w.links[rel] = href
			}
		}
	case atom.Base:
		if w.base == "" {
			w.base = attr(n, "href")
		}
	case atom.Br:
		if s.level > 0 || s.row {
			w.space = true // a headline in two lines is one headline
		} else {
			w.flush()
		}
	case atom.Img, atom.Video: // what follows may be its caption
		w.flush()
		w.photo = true
	default:
		return false
	}
	return true
}

// readMeta keeps one <meta>; some give the same content under two names.
func (w *walker) readMeta(n *html.Node, s *state) {
	content := attr(n, "content")
	for _, name := range [...]string{"property", "name", "itemprop", "http-equiv"} {
		if key := attr(n, name); key != "" && content != "" && len(w.meta) < maxMeta {
			w.meta = append(w.meta, metaTag{strings.ToLower(strings.TrimSpace(key)), content, s.block})
		}
	}
}

// enter prepares the state of an element's children.
func (w *walker) enter(n *html.Node, s *state, border bool) {
	// html and body carry classes of the whole page ("has-comments", "page-news"), which say nothing of its parts.
	own := w.extra[n]
	if n.DataAtom != atom.Html && n.DataAtom != atom.Body {
		own |= marks.of(n)
	}
	if s.main {
		own &^= markMasthead
	}
	if border {
		s.marks = 0
		w.blocks = append(w.blocks, block{parent: s.block, first: len(w.lines), last: len(w.lines), own: own, marks: own})
		s.block = len(w.blocks) - 1
	} else {
		s.marks |= own
	}
	s.style(n)
	// Times are kept with the line they stand before; which of them is the article's is decided when it is known.
	value, updated := "", false
	switch prop := attr(n, "itemprop"); {
	case n.DataAtom == atom.Time:
		value, updated = attr(n, "datetime"), prop == "dateModified" || strings.Contains(attr(n, "class"), "updated")
	case prop == "datePublished", prop == "dateModified":
		value, updated = attr(n, "content"), prop == "dateModified"
	}
	if value != "" && len(w.times) < maxTimes {
		w.times = append(w.times, timeTag{value, updated, s.marks, s.block, len(w.lines)})
	}
}

// style reads what the kind of an element says about its text.
func (s *state) style(n *html.Node) {
	switch n.DataAtom {
	case atom.Head:
		s.head = true
	case atom.Article, atom.Main:
		s.main = true
	case atom.A:
		s.linked = s.linked || attr(n, "href") != ""
	case atom.B, atom.Strong:
		s.strong = true
	case atom.I, atom.Em, atom.Center:
		s.slant = true
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		s.kind, s.level = news.Heading, n.Data[1]-'0'
		s.title = s.level == 1 && plainCell(n, &allowance{text: maxTitle, divs: maxTitle})
	case atom.P, atom.Div:
		look := attr(n, "style")
		s.slant = s.slant || attr(n, "align") == "center" || strings.Contains(look, "text-align:center") || strings.Contains(look, "text-align: center")
	case atom.Li, atom.Dd, atom.Dt:
		s.kind = news.ListItem
	case atom.Tr:
		if s.row = dataRow(n); s.row {
			s.kind = news.TableRow
		}
	case atom.Blockquote:
		s.kind = news.Quote
	case atom.Figcaption, atom.Caption:
		s.kind = news.Caption
	}
}

// text takes words in; runs of white space between them become one space.
func (w *walker) text(data string, s state) {
	// Words of two neighbouring texts are one word when no space stands on either side: "Th<b>eo</b>".
	w.space = w.space || blankByte(data[0]) || strings.HasPrefix(data, "\u00a0")
	before := len(w.buf)
	for i := 0; i < len(data); {
		word := i
		gap := 0
		for i < len(data) {
			if look[data[i]] {
				if gap = w.gap(data[i:]); gap > 0 {
					break
				}
			}
			i++
		}
		if word < i {
			if len(w.buf) == 0 {
				w.at = s
			} else if w.space {
				w.buf = append(w.buf, ' ')
			}
			w.buf, w.space = append(w.buf, data[word:i]...), true
		}
		i += gap
	}
	w.space = blankByte(data[len(data)-1]) || strings.HasSuffix(data, "\u00a0")
	n := len(w.buf) - before
	if s.linked {
		w.linked += n
	}
	if s.strong {
		w.strong += n
	}
	if s.slant {
		w.slant += n
	}
}

func blankByte(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// look are the bytes that white space may begin with, and characters that clean is needed for.
var look = [256]bool{' ': true, '\t': true, '\n': true, '\v': true, '\f': true, '\r': true,
	0xC2: true, 0xCC: true, 0xCD: true, 0xE1: true, 0xE2: true, 0xE3: true, 0xEF: true}

// gap is how many bytes of white space s begins with. Of other characters it notes whether the line must be cleaned.
func (w *walker) gap(s string) int {
	if s[0] < utf8.RuneSelf {
		return 1
	}
	if s[0] == 0xE1 && len(s) > 1 && s[1] >= 0xB8 { // a Vietnamese letter
		return 0
	}
	r, n := utf8.DecodeRuneInString(s)
	if unicode.IsSpace(r) {
		return n
	}
	w.unclean = w.unclean || unsettled(s[:n])
	return 0
}

// flush ends a line.
func (w *walker) flush() {
	n := len(w.buf)
	if n == 0 {
		w.space = false
		return
	}
	text := string(w.buf)
	if w.unclean {
		text = clean(text)
	}
	if text != "" {
		kind := w.at.kind
		if kind == "" {
			kind = news.Paragraph
		}
		w.lines = append(w.lines, line{text: text, kind: kind, marks: w.at.marks, level: w.at.level, linked: w.linked,
			strong: w.strong >= n, slant: w.slant >= n, photo: w.photo, block: w.at.block})
		w.photo = false
	}
	w.buf, w.linked, w.strong, w.slant, w.space, w.unclean = w.buf[:0], 0, 0, 0, false, false
}

// maxRow is the most text a row of data holds, in bytes; tables that lay a page out hold more.
const maxRow = 600

// maxTitle is the longest headline made of several blocks, in bytes; a heading that was never closed holds more.
const maxTitle = 400

// dataRow tells a row of data from one that lays out a page: two cells or more, little text, no table or picture inside.
func dataRow(tr *html.Node) bool {
	cells := 0
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
			cells++
		}
	}
	return cells >= 2 && plainCell(tr, &allowance{text: maxRow, divs: 2 * cells})
}

// An allowance is what a row of data may still hold: bytes of text, and divisions, of which a cell of data has one or
// two and a short report in one cell, with its counter in the next, has more.
type allowance struct{ text, divs int }

// plainCell says that an element holds text alone, and no more than what is left of the row's allowance.
func plainCell(n *html.Node, left *allowance) bool {
	for c := n.FirstChild; c != nil && left.text >= 0; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Table, atom.Img, atom.Ul, atom.H1, atom.H2, atom.H3, atom.Input:
			return false
		case atom.Div:
			if left.divs--; left.divs < 0 {
				return false
			}
		}
		if c.Type == html.TextNode {
			left.text -= len(c.Data)
		} else if !plainCell(c, left) {
			return false
		}
	}
	return left.text >= 0
}

// inline says that an element does not end a line.
func inline(n *html.Node) bool {
	switch n.DataAtom {
	case atom.A, atom.B, atom.Strong, atom.I, atom.Em, atom.U, atom.S, atom.Strike, atom.Del, atom.Ins, atom.Span, atom.Font, atom.Small, atom.Big,
		atom.Sub, atom.Sup, atom.Mark, atom.Abbr, atom.Acronym, atom.Cite, atom.Q, atom.Code, atom.Tt, atom.Kbd, atom.Samp, atom.Var, atom.Label, atom.Time,
		atom.Bdo, atom.Bdi, atom.Data, atom.Wbr, atom.Img, atom.Input, atom.Nobr, atom.Dfn, atom.Meta, atom.Link, atom.Script, atom.Picture, atom.Source:
		return true
	case 0:
		return strings.Contains(n.Data, ":") // Word's o:p and its like; other unknown elements are blocks
	}
	return false
}

// attr is the value of an attribute, empty when the element has none.
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}
