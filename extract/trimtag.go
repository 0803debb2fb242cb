package extract

import "strings"

// attributes are names of attributes.
type attributes map[string]bool

// anchorHref stands among attributes that stay when where anchors lead is read.
const anchorHref = "a href"

// readAttributes are those that the walker reads, those of marks.tsv, and "type", by which the parser tells hidden inputs.
var readAttributes = func() attributes {
	read := attributes{}
	for name := range strings.FieldsSeq("align class content datetime hidden href http-equiv id itemprop name property rel style type") {
		read[name] = true
	}
	for name := range marks.attr {
		read[name] = true
	}
	return read
}()

// A tagKind says how elements of a name are trimmed.
type tagKind byte

const (
	// formatting elements are compared with their attributes by the parser, which makes no fourth like three that are open.
	// Of <a> there is one at a time.
	formatting tagKind = 1 << iota
	// Of where an anchor leads nothing but that it leads somewhere is read.
	anchor
	// What script elements and style sheets hold is no markup and hardly read; what the other raw elements hold is no markup.
	script
	style
	raw
	// Of drawing elements SVG drawings consist: none holds HTML, and none ends a drawing.
	drawing
	svg
	// What is in foreign elements only the parser can tell.
	foreign
)

var tagKinds = func() map[string]tagKind {
	kinds := map[string]tagKind{}
	for kind, names := range map[tagKind]string{
		formatting: "b big code em font i nobr s small strike strong tt u",
		anchor:     "a",
		script:     "script",
		style:      "style",
		raw:        "iframe noembed noframes noscript script style textarea title xmp",
		drawing: `animate animatetransform circle clippath defs ellipse g line lineargradient mask path pattern polygon polyline
			radialgradient rect script stop style svg symbol text title tspan use`,
		svg:     "svg",
		foreign: "frameset math plaintext",
	} {
		for name := range strings.FieldsSeq(names) {
			kinds[name] |= kind
		}
	}
	return kinds
}()

// What a byte ends in a tag, in bits.
const (
	space = 1 << iota
	slash
	closing
	equals
)

var ends = [256]byte{' ': space, '\n': space, '\r': space, '\t': space, '\f': space, '/': slash, '>': closing, '=': equals}

// until is where the first byte of some kinds stands, the page's end when there is none.
func (t *trimmer) until(at int, kinds byte) int {
	for at < len(t.page) && ends[t.page[at]]&kinds == 0 {
		at++
	}
	return at
}

// spaces is where the first byte stands that is no white space.
func (t *trimmer) spaces(at int) int {
	for at < len(t.page) && ends[t.page[at]] == space {
		at++
	}
	return at
}

// attributes passes the rest of a tag and leaves out what nobody reads of its attributes. The white space between them
// stays. A tag with a slash that does not end it, or with a name that begins with an equals sign, could come to mean
// something else; it stays whole. It is false when the tag does not end.
func (t *trimmer) attributes(at int, kind tagKind) bool {
	t.cuts = t.cuts[:0]
	all := kind&formatting != 0
	for {
		from := t.spaces(at)
		if from == len(t.page) {
			return false
		}
		if t.page[from] == '>' {
			t.at = from + 1
			break
		}
		at = from
		if t.page[at] == '=' {
			at, all = at+1, true
		}
		at = t.until(at, space|slash|closing|equals)
		name, value, end := strings.ToLower(t.page[from:at]), span{}, at
		switch behind := t.spaces(at); {
		case behind+1 >= len(t.page):
			return false
		case t.page[behind] == '/':
			at, all = behind+1, all || t.page[behind+1] != '>'
		case t.page[behind] == '=':
			if value, at = t.value(t.spaces(behind + 1)); at >= len(t.page) {
				return false
			}
			all, end = all || t.page[at-1] == '/', at
		}
		switch {
		case name == "":
		case !t.keep[name]:
			t.cuts = append(t.cuts, span{from, end})
		case name == "href" && kind&anchor != 0 && value.first+1 < value.last && !t.keep[anchorHref]:
			t.cuts = append(t.cuts, span{value.first + 1, value.last})
		}
	}
	if !all {
		for _, s := range t.cuts {
			t.cut(s)
		}
	}
	return true
}

// value is what an attribute is set to, and where it ends with its quotation marks.
func (t *trimmer) value(at int) (value span, end int) {
	if at < len(t.page) && (t.page[at] == '"' || t.page[at] == '\'') {
		end := strings.IndexByte(t.page[at+1:], t.page[at])
		if end < 0 {
			return span{}, len(t.page)
		}
		return span{at + 1, at + 1 + end}, at + 1 + end + 1
	}
	end = t.until(at, space|closing)
	return span{at, end}, end
}
