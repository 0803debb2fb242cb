package digest

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// writeMarkdown writes CommonMark that reads well as it stands, in a terminal too.
func writeMarkdown(w io.Writer, v view) error {
	b := bufio.NewWriter(w)
	p := func(format string, args ...any) { fmt.Fprintf(b, format, args...) }
	p("# %s\n\n", md(v.Title))
	for i, line := range v.Lines {
		if i > 0 {
			p("  \n") // two spaces: a line break
		}
		p("%s", md(line))
	}
	p("\n")
	if v.Empty != "" {
		p("\n%s\n", md(v.Empty))
	}
	if len(v.Front) > 0 {
		p("\n## %s\n\n", word(v.Lang, "front"))
		for _, line := range v.Front {
			p("- %s\n", md(line))
		}
		for _, s := range v.Sides {
			p("- %s\n", md(word(v.Lang, "front.side", s.Side, s.Articles, s.Share, s.Outlets)))
		}
	}
	if len(v.Officials) > 0 {
		p("- %s:\n", word(v.Lang, "front.officials"))
		for _, o := range v.Officials {
			p("    - %s (%s)\n", md(o.text()), md(o.Count))
		}
	}
	for _, s := range v.Sections {
		p("\n## %s\n", md(s.Heading))
		for _, e := range s.Entries {
			e.markdown(p, v.Lang)
		}
	}
	v.markdownEnd(p)
	return b.Flush()
}

type printer func(format string, args ...any)

func (o officialView) text() string {
	if o.Posts == "" {
		return o.Name
	}
	return o.Name + " – " + o.Posts
}

func (e entryView) markdown(p printer, lang string) {
	p("\n### %d. %s\n\n", e.Number, mdLink(e.Headline, e.URL))
	if e.Summary != "" {
		p("%s\n\n", md(e.Summary))
	}
	if e.Count != "" {
		p("- **%s** (%s):\n", word(lang, "outlets"), md(e.Count))
		for _, c := range e.Carriers {
			p("    - %s\n", c.markdown())
		}
		if e.First != "" {
			p("    - %s\n", md(e.First))
		}
	} else {
		for _, c := range e.Carriers {
			p("- **%s:** %s\n", word(lang, "outlets"), c.markdown())
		}
	}
	if len(e.Officials) > 0 {
		p("- **%s:**\n", word(lang, "officials"))
		for _, o := range e.Officials {
			p("    - %s\n", md(o.text()))
		}
	}
	if e.Places != "" {
		p("- **%s:** %s\n", word(lang, "places"), md(e.Places))
	}
	if e.Days != "" {
		p("- **%s:** %s\n", word(lang, "dates"), md(e.Days))
	}
}

func (c carrierView) markdown() string {
	text := md(c.When) + " · " + mdLink(c.Outlet, c.URL)
	if c.Title != "" {
		text += ": " + md(c.Title)
	}
	if c.Remarks != "" {
		text += " (" + md(c.Remarks) + ")"
	}
	return text
}

func (v view) markdownEnd(p printer) {
	if len(v.Changes) > 0 {
		p("\n## %s\n\n", word(v.Lang, "changed"))
	}
	for _, c := range v.Changes {
		p("- %s\n", c.carrierView.markdown())
		for _, s := range c.Steps {
			p("    - %s\n", md(s.Heading))
			for _, part := range s.Parts {
				p("        - %s: %s\n", part.Name, mdEdits(part.Edits))
			}
			if s.None != "" {
				p("        - %s\n", md(s.None))
			}
		}
	}
	if len(v.Withdrawn) > 0 {
		p("\n## %s\n\n", word(v.Lang, "withdrawn"))
	}
	for _, c := range v.Withdrawn {
		p("- %s\n", c.markdown())
	}
	if len(v.Notes) > 0 {
		p("\n## %s\n\n", word(v.Lang, "notes"))
	}
	for _, n := range v.Notes {
		p("- %s\n", md(n))
	}
}

// mdEdits shows words that went out struck and those that came in bold.
func mdEdits(edits []Edit) string {
	var b strings.Builder
	for _, e := range edits {
		text := md(e.Text)
		inner := strings.TrimSpace(text)
		if e.Op == "same" || inner == "" {
			b.WriteString(text)
			continue
		}
		// The marks stand at the words themselves: "** mới**" is no emphasis in CommonMark.
		mark := map[string]string{"in": "**", "out": "~~"}[e.Op]
		at := strings.Index(text, inner)
		b.WriteString(text[:at] + mark + inner + mark + text[at+len(inner):])
	}
	return b.String()
}

func mdLink(text, url string) string {
	if url == "" {
		return md(text)
	}
	return "[" + md(text) + "](<" + mdURL(url) + ">)"
}

// mdURL keeps an address within its angle brackets.
func mdURL(url string) string {
	return strings.NewReplacer("<", "%3C", ">", "%3E", "\\", "%5C", "\n", "", "\r", "").Replace(url)
}

// entity is what Markdown reads as one character; "Sở NN&PTNT" is none.
var entity = regexp.MustCompile(`^&(#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);`)

// md is printable text in Markdown: on one line, every sign that could mean something escaped.
func md(s string) string {
	var b strings.Builder
	space := false
	for i, r := range s {
		switch {
		case r == '\n' || r == '\t':
			if !space {
				b.WriteByte(' ')
			}
			space = true
			continue
		case strings.ContainsRune("\\`*_[]<>|~#", r), i == 0 && strings.ContainsRune("+-=", r):
			b.WriteByte('\\')
		case r == '&' && entity.MatchString(s[i:]):
			b.WriteByte('\\')
		}
		space = r == ' '
		b.WriteRune(r)
	}
	return b.String()
}
