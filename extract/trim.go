package extract

import "strings"

// A trimmer leaves out of a page what no rule of this package reads, before the parser makes nodes and strings of it: the
// attributes that nobody asks for, where anchors lead, what comments say, and all but the beginning of scripts and style sheets. It leaves
// out and never rewrites, and the tree keeps its shape: every element, comment and text that the parser would see in the
// whole page it sees in the trimmed one.
//
// It must cut a page into tags exactly as the parser's tokenizer does (x/net/html, token.go). Where that depends on what
// only the parser knows (MathML, CDATA, frames, SVG that is more than a drawing) it gives up: the rest of the page stays.
type trimmer struct {
	page string
	keep attributes
	at   int    // page[:at] was looked at
	done int    // page[:done] is in out, or was left out
	svg  int    // open <svg> elements
	out  []byte // the page without what was left out
	cuts []span // attributes of the tag being read that may go
}

// trim is the page without what can be left out, valid until the next call. With a nil keep nothing is.
func (t *trimmer) trim(page string, keep attributes) []byte {
	*t = trimmer{page: page, keep: keep, out: t.out[:0], cuts: t.cuts[:0]}
	for keep != nil && t.next() {
	}
	t.out = append(t.out, page[t.done:]...)
	t.page = ""
	return t.out
}

// cut leaves page[s.first:s.last] out.
func (t *trimmer) cut(s span) {
	t.out = append(t.out, t.page[t.done:s.first]...)
	t.done = s.last
}

// next passes text and what stands behind it between angle brackets. It is false at the end, and where trimming is
// given up.
func (t *trimmer) next() bool {
	open := strings.IndexByte(t.page[t.at:], '<')
	if open < 0 || t.at+open+2 >= len(t.page) {
		return false
	}
	t.at += open
	switch rest := t.page[t.at:]; {
	case letter(rest[1]):
		return t.startTag()
	case rest[1] == '/' && letter(rest[2]):
		return t.endTag()
	case strings.HasPrefix(rest, "<!--"):
		return t.comment()
	case strings.HasPrefix(rest, "<![CDATA["): // text in SVG, a comment elsewhere
		return false
	case rest[1] == '/', rest[1] == '!', rest[1] == '?':
		return t.pass(strings.IndexByte(rest[2:], '>'), 3)
	}
	t.at++
	return true
}

// pass goes on behind what was found n bytes before, if it was.
func (t *trimmer) pass(found, n int) bool {
	t.at += found + n
	return found >= 0
}

func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// comment leaves out what a comment says. It ends at the first "-->", which may be its own first dashes, or at "--!>".
func (t *trimmer) comment() bool {
	text := t.page[t.at+len("<!"):]
	end := strings.Index(text, "-->")
	if end >= len("--") {
		if early := strings.Index(text[len("--"):end], "--!>"); early >= 0 {
			end = len("--") + early
		}
		t.cut(span{t.at + len("<!--"), t.at + len("<!") + end})
	}
	return t.pass(end, len("<!-->"))
}

// endTag passes an end tag.
func (t *trimmer) endTag() bool {
	name := t.until(t.at+len("</"), space|slash|closing)
	if t.svg > 0 {
		kind := tagKinds[strings.ToLower(t.page[t.at+len("</"):name])]
		if kind&drawing == 0 {
			return false
		}
		if kind&svg != 0 {
			t.svg--
		}
	}
	return t.attributes(name, formatting)
}

// startTag passes a start tag without the attributes that nobody reads, and what behind it is no markup.
func (t *trimmer) startTag() bool {
	from := t.at
	end := t.until(from, space|slash|closing)
	name := strings.ToLower(t.page[from+len("<") : end])
	kind := tagKinds[name]
	if kind&foreign != 0 || t.svg > 0 && kind&drawing == 0 || !t.attributes(end, kind) {
		return false
	}
	tag := t.page[from:t.at]
	switch {
	case kind&svg != 0 && !strings.HasSuffix(tag, "/>"):
		t.svg++
	case kind&raw != 0:
		// Nothing reads a script but JSON-LD, whose type has a plus sign, be it as an entity.
		return t.raw(name, kind&style != 0 || kind&script != 0 && !strings.ContainsAny(tag, "+&"))
	}
	return true
}

// rawKept is how much of a script stays, in bytes: its length is one of those that tell a row of data (dataRow). It is
// twice what is needed, because the parser makes one of the two bytes that may end a line.
const rawKept = 2 * (maxRow + 1)

// raw passes what stands between a tag and its end and is no markup. Of what nobody reads it leaves the end out.
func (t *trimmer) raw(name string, unread bool) bool {
	end := t.at
	for ; ; end += len("</") {
		next := strings.Index(t.page[end:], "</")
		if next < 0 {
			return false
		}
		end += next
		behind := end + len("</") + len(name)
		if behind >= len(t.page) {
			return false
		}
		if ends[t.page[behind]]&(space|slash|closing) != 0 && strings.EqualFold(t.page[end+len("</"):behind], name) {
			break
		}
	}
	text := t.page[t.at:end]
	if t.svg > 0 && strings.IndexByte(text, '<') >= 0 { // markup, if the parser takes the drawing for one
		return false
	}
	// A script that writes scripts behind "<!--" does not end where the first of these ends.
	if i := strings.Index(text, "<!--"); i >= 0 && name == "script" && strings.Contains(strings.ToLower(text[i:]), "<script") {
		return false
	}
	if unread && len(text) > rawKept {
		t.cut(span{t.at + rawKept, end})
	}
	t.at = end
	return true
}
