package extract

import (
	_ "embed"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// mark is a set of hints that the names of an element give about its content.
type mark uint32

const (
	markBody mark = 1 << iota
	markLead
	markTitle
	markDate
	markByline
	markCaption
	markSection
	markNav
	markMasthead
	markToday // the day of the visit, not of the page
	markRelated
	markAside
	markComment
	markShare
	markTags
	markAd
	markCounter
	markHidden
	markProfileTitle // the marks of a site profile outweigh all others
	markProfileLead
	markProfileBody
	markProfileDate
	markProfileByline
)

// furniture is what stands around an article. A share bar or an author's box often holds the date line as well, so
// dates are refused only inside undated.
const (
	furniture = markNav | markMasthead | markToday | markRelated | markAside | markComment | markShare | markTags | markAd | markCounter | markHidden
	undated   = markNav | markMasthead | markToday | markRelated | markAside | markComment | markAd | markCounter
)

//go:embed marks.tsv
var marksTSV string

var marks = readMarks(marksTSV)

var markNames = map[string]mark{
	"body": markBody, "lead": markLead, "title": markTitle, "date": markDate, "byline": markByline, "caption": markCaption,
	"section": markSection, "nav": markNav, "masthead": markMasthead, "today": markToday, "related": markRelated, "aside": markAside,
	"comment": markComment, "share": markShare, "tags": markTags, "ad": markAd, "counter": markCounter,
}

// markTable is marks.tsv by the form of its keys, so that an element costs a few map look-ups and no selector.
type markTable struct {
	class, id, tag, word names
	attr                 map[string]map[string]mark // attribute, value
}

// names are the marks of some names. Nearly all names on a page are none of them; most of those are told by how long
// they are and what they begin with, which spares the look-up.
type names struct {
	marks   map[string]mark
	lengths [256]uint64 // of the names with a first byte, one bit each
}

func (t *names) add(name string, m mark) {
	t.marks[name] |= m
	t.lengths[name[0]] |= 1 << min(len(name), 63)
}

func (t *names) may(first byte, length int) bool { return t.lengths[first]>>min(length, 63)&1 != 0 }

func (t *names) of(name string) mark {
	if name == "" || !t.may(name[0], len(name)) {
		return 0
	}
	return t.marks[name]
}

// readMarks reads the table. It is embedded and tested, so a bad row is a bug here and not an error to handle.
func readMarks(tsv string) markTable {
	t := markTable{attr: map[string]map[string]mark{}}
	for _, names := range [...]*names{&t.class, &t.id, &t.tag, &t.word} {
		names.marks = map[string]mark{}
	}
	for line := range strings.Lines(tsv) {
		cells := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") && len(cells) < 3 {
			continue
		}
		m := markNames[cells[1]]
		switch key := cells[0]; key[0] {
		case '.':
			t.class.add(key[1:], m)
		case '#':
			t.id.add(key[1:], m)
		case '<':
			t.tag.add(key[1:], m)
		case '[':
			name, value, _ := strings.Cut(strings.Trim(key, "[]"), "=")
			if t.attr[name] == nil {
				t.attr[name] = map[string]mark{}
			}
			t.attr[name][value] |= m
		default:
			t.word.add(key, m)
		}
	}
	return t
}

// of reads the hints of one element.
func (t *markTable) of(n *html.Node) mark {
	m := t.tag.of(n.Data)
	for _, a := range n.Attr {
		switch a.Key {
		case "class":
			for class := range strings.FieldsSeq(a.Val) {
				m |= t.class.of(class) | t.words(class)
			}
		case "id":
			m |= t.id.of(a.Val) | t.words(a.Val)
		case "hidden":
			m |= markHidden
		case "style":
			if strings.Contains(a.Val, "display:none") || strings.Contains(a.Val, "display: none") {
				m |= markHidden
			}
		default:
			if values := t.attr[a.Key]; values != nil {
				m |= values[a.Val]
			}
		}
	}
	return m
}

// words cuts a name at hyphens, underscores, digits and humps and looks each word up.
func (t *markTable) words(name string) mark {
	if len(name) > 80 { // made by a machine; the words of people are shorter
		return 0
	}
	var m mark
	var buf [80]byte
	word := buf[:0]
	for i := 0; i <= len(name); i++ {
		var c byte
		if i < len(name) {
			c = name[i]
		}
		// A hump begins a word: "relatedNews" is "related" and "news".
		hump := 'A' <= c && c <= 'Z' && i > 0 && 'a' <= name[i-1] && name[i-1] <= 'z'
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= utf8.RuneSelf
		if (!letter || hump) && len(word) > 0 {
			if t.word.may(word[0], len(word)) {
				m |= t.word.marks[string(word)] // no copy: the compiler looks the bytes up in place
			}
			word = word[:0]
		}
		if letter {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			word = append(word, c)
		}
	}
	return m
}
