package extract

import (
	"bytes"
	"io"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxOpen is how deep the fallback lets elements nest; the parser gives up at 512.
const maxOpen = 100

// shallow rewrites a page so that it can be parsed: a tokenizer's view of it without elements of mere looks (a page
// that forgets to close <b> or <font> nests without end) and with blocks no deeper than maxOpen. All text is kept.
func shallow(page string) *bytes.Buffer {
	out := new(bytes.Buffer)
	out.Grow(len(page))
	z := html.NewTokenizer(bytes.NewReader([]byte(page)))
	z.SetMaxBuf(defaultMaxBytes)
	var open []string
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			if z.Err() != io.EOF {
				out.WriteString("<!-- cut -->")
			}
			return out
		case html.TextToken:
			out.Write(z.Raw())
		case html.StartTagToken, html.SelfClosingTagToken:
			raw := string(z.Raw())
			name, _ := z.TagName()
			tag := string(name)
			switch {
			case rawText(tag):
				out.WriteString(raw)
				if kind == html.StartTagToken {
					copyRaw(out, z, tag)
				}
			case void(tag):
				out.WriteString(raw)
			case looks(tag):
			case len(open) < maxOpen:
				open = append(open, tag)
				out.WriteString(raw)
			default:
				out.WriteString("<br>") // still a border between two texts
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			for i := len(open) - 1; i >= 0 && i >= len(open)-8; i-- { // an end tag without its start closes nothing
				if open[i] == string(name) {
					for ; len(open) > i; open = open[:len(open)-1] {
						out.WriteString("</" + open[len(open)-1] + ">")
					}
					break
				}
			}
		}
	}
}

// copyRaw copies what stands between a raw-text start tag and its end.
func copyRaw(out *bytes.Buffer, z *html.Tokenizer, tag string) {
	if z.Next() == html.TextToken {
		out.Write(z.Raw())
		z.Next()
	}
	out.WriteString("</" + tag + ">")
}

// rawText are the elements whose content is not markup: it must not be read as tags.
func rawText(tag string) bool {
	switch atom.Lookup([]byte(tag)) {
	case atom.Script, atom.Style, atom.Title, atom.Textarea, atom.Noscript, atom.Iframe, atom.Xmp, atom.Noembed, atom.Noframes:
		return true
	}
	return false
}

// void are the elements without content, which nest nothing.
func void(tag string) bool {
	switch atom.Lookup([]byte(tag)) {
	case atom.Br, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Base, atom.Col, atom.Source, atom.Wbr, atom.Area, atom.Embed, atom.Param, atom.Track:
		return true
	}
	return false
}

// looks are the elements that only change how text looks; the parser opens each of them anew in every block.
func looks(tag string) bool {
	switch atom.Lookup([]byte(tag)) {
	case atom.B, atom.I, atom.U, atom.Font, atom.Strong, atom.Em, atom.Big, atom.Small, atom.S, atom.Strike, atom.Tt, atom.Code, atom.Nobr, atom.Span, atom.A:
		return true
	}
	return false
}
