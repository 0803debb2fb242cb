package digest

import "fmt"

// digest writes the whole document: title, overview, contents, sections, changes, withdrawals, notes.
func (d *document) digest(v view) {
	d.paragraph("Title", run{text: v.Title})
	for _, line := range v.Lines {
		d.paragraph("Subtitle", run{text: line})
	}
	if v.Empty != "" {
		d.paragraph("BodyText", run{text: v.Empty})
	}
	if len(v.Front) > 0 {
		d.overview(v)
		d.contents(v)
	}
	for _, s := range v.Sections {
		d.heading("Heading1", s.Anchor, run{text: s.Heading})
		for _, e := range s.Entries {
			d.entry(e, v.Lang)
		}
	}
	d.changes(v)
	if len(v.Withdrawn) > 0 {
		d.heading("Heading1", anchorWithdrawn, run{text: word(v.Lang, "withdrawn")})
	}
	for _, c := range v.Withdrawn {
		d.paragraph("Item", c.runs()...)
	}
	if len(v.Notes) > 0 {
		d.heading("Heading1", anchorNotes, run{text: word(v.Lang, "notes")})
	}
	for _, n := range v.Notes {
		d.paragraph("Item", run{text: n})
	}
}

func (d *document) overview(v view) {
	d.heading("Heading1", anchorFront, run{text: word(v.Lang, "front")})
	for _, line := range v.Front {
		d.paragraph("BodyText", run{text: line})
	}
	rows := [][]string{{word(v.Lang, "table.side"), word(v.Lang, "table.outlets"), word(v.Lang, "table.articles"), word(v.Lang, "table.share")}}
	for _, s := range v.Sides {
		rows = append(rows, []string{s.Side, s.Outlets, s.Articles, s.Share})
	}
	d.table([]column{{4820, false}, {1474, true}, {1474, true}, {1474, true}}, rows)
	if len(v.Officials) == 0 {
		return
	}
	d.paragraph("Heading2", run{text: word(v.Lang, "front.officials")})
	for _, o := range v.Officials {
		d.paragraph("Item", append(o.runs(), run{text: " (" + o.Count + ")"})...)
	}
}

// contents is a field that Word can bring up to date (headings of the first level, as links). It shows how many stories a
// section has and no page numbers: those only a layout knows, and a wrong one would be worse than none.
func (d *document) contents(v view) {
	var entries []run
	for _, s := range v.Sections {
		entries = append(entries, run{text: s.Heading, anchor: s.Anchor})
	}
	if len(v.Changes) > 0 {
		entries = append(entries, run{text: word(v.Lang, "changed"), anchor: anchorChanged})
	}
	if len(v.Withdrawn) > 0 {
		entries = append(entries, run{text: word(v.Lang, "withdrawn"), anchor: anchorWithdrawn})
	}
	if len(entries) == 0 {
		return
	}
	d.paragraph("TOCHeading", run{text: word(v.Lang, "contents")})
	for i, e := range entries {
		d.b.WriteString(`<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>`)
		if i == 0 {
			d.b.WriteString(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \o "1-1" \n \h \z </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`)
		}
		d.runs([]run{e})
		if i == len(entries)-1 {
			d.b.WriteString(`<w:r><w:fldChar w:fldCharType="end"/></w:r>`)
		}
		d.b.WriteString("</w:p>\n")
	}
}

func (o officialView) runs() []run {
	runs := []run{{text: o.Name, bold: true}}
	if o.Posts != "" {
		runs = append(runs, run{text: " – " + o.Posts})
	}
	return runs
}

func (d *document) entry(e entryView, lang string) {
	d.heading("Heading2", e.Anchor, run{text: fmt.Sprintf("%d. ", e.Number)}, run{text: e.Headline, address: e.URL})
	if e.Summary != "" {
		d.paragraph("BodyText", run{text: e.Summary})
	}
	// Headline and summary in the size of text, everything about them in the size of lists: a hurried reader reads the
	// first and skips the second.
	label := func(key string) run { return run{text: word(lang, key) + ": ", italic: true} }
	if e.Count == "" {
		for _, c := range e.Carriers {
			d.paragraph("Detail", append([]run{label("outlets")}, c.runs()...)...)
		}
	} else {
		d.paragraph("Detail", label("outlets"), run{text: e.Count})
		for _, c := range e.Carriers {
			d.paragraph("Item", c.runs()...)
		}
		if e.First != "" {
			d.paragraph("Item", run{text: e.First, italic: true})
		}
	}
	if len(e.Officials) > 0 {
		d.paragraph("Detail", label("officials"))
	}
	for _, o := range e.Officials {
		d.paragraph("Item", o.runs()...)
	}
	if e.Places != "" {
		d.paragraph("Detail", label("places"), run{text: e.Places})
	}
	if e.Days != "" {
		d.paragraph("Detail", label("dates"), run{text: e.Days})
	}
}

func (c carrierView) runs() []run {
	runs := []run{{text: c.When + " · "}, {text: c.Outlet, address: c.URL}}
	if c.Title != "" {
		runs = append(runs, run{text: ": " + c.Title})
	}
	if c.Remarks != "" {
		runs = append(runs, run{text: " (" + c.Remarks + ")", italic: true})
	}
	return runs
}

func (d *document) changes(v view) {
	if len(v.Changes) > 0 {
		d.heading("Heading1", anchorChanged, run{text: word(v.Lang, "changed")})
	}
	for _, c := range v.Changes {
		d.paragraph("Detail", c.carrierView.runs()...)
		// Edits are shown by look and not as Word's own tracked changes: nobody is meant to accept or reject them.
		for _, s := range c.Steps {
			d.paragraph("Item", run{text: s.Heading})
			for _, part := range s.Parts {
				runs := []run{{text: part.Name + ": ", italic: true}}
				for _, e := range part.Edits {
					edit := e.Op
					if edit == "same" {
						edit = ""
					}
					runs = append(runs, run{text: e.Text, edit: edit})
				}
				d.paragraph("SubItem", runs...)
			}
			if s.None != "" {
				d.paragraph("SubItem", run{text: s.None})
			}
		}
	}
}
