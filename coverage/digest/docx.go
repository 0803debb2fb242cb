package digest

import (
	"archive/zip"
	"embed"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// docxParts are the parts of a document that are the same in every digest. Their measures are those of Nghị định
// 30/2020/NĐ-CP, Phụ lục I: Times New Roman, text of 14 (lists of 13) points, justified, first line in by 1 cm, page
// numbers in the middle of the upper margin from page 2 on.
//
//go:embed docx
var docxParts embed.FS

// parts are the names of the fixed parts within the package, in the order in which they are written.
var parts = []struct{ name, file string }{
	{"[Content_Types].xml", "content-types.xml"}, {"_rels/.rels", "rels.xml"}, {"word/styles.xml", "styles.xml"}, {"word/settings.xml", "settings.xml"},
	{"word/numbering.xml", "numbering.xml"}, {"word/header1.xml", "header1.xml"}, {"word/header2.xml", "header2.xml"},
}

// Relationships of the document to its fixed parts; those to web pages follow.
const (
	relationship = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	fixedLinks   = `<Relationship Id="rId1" Type="` + relationship + `styles" Target="styles.xml"/>` +
		`<Relationship Id="rId2" Type="` + relationship + `settings" Target="settings.xml"/>` +
		`<Relationship Id="rId3" Type="` + relationship + `numbering" Target="numbering.xml"/>` +
		`<Relationship Id="rId4" Type="` + relationship + `header" Target="header1.xml"/>` +
		`<Relationship Id="rId5" Type="` + relationship + `header" Target="header2.xml"/>`
	lastFixed = 5

	xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

	// page is A4 with margins of 20, 15, 20 and 30 mm (top, right, bottom, left) in twentieths of a point.
	pageSetup = `<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:headerReference w:type="first" r:id="rId5"/>` +
		`<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>` +
		`<w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>`
)

// writeDOCX writes Office Open XML (ISO/IEC 29500, WordprocessingML): a zip of parts, no clock and nothing random in it.
func writeDOCX(w io.Writer, v view) error {
	d := &document{links: map[string]int{}}
	d.digest(v)
	// The content types come first, as the packaging standard wants them found without a search; no part has a time, so
	// that the same digest is the same file.
	z := zip.NewWriter(w)
	put := func(name, text string) error {
		part, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(part, text)
		}
		return err
	}
	for _, p := range parts {
		text, err := docxParts.ReadFile("docx/" + p.file)
		if err != nil {
			return err
		}
		if err := put(p.name, string(text)); err != nil {
			return err
		}
	}
	for _, p := range []struct{ name, text string }{
		{"docProps/core.xml", core(v)}, {"word/_rels/document.xml.rels", d.relations()}, {"word/document.xml", d.xml()},
	} {
		if err := put(p.name, p.text); err != nil {
			return err
		}
	}
	return z.Close()
}

func core(v view) string {
	return xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
		`<dc:title>` + escaped(v.Title) + `</dc:title><dc:creator>diembao</dc:creator><dc:language>` + v.Lang + `</dc:language></cp:coreProperties>`
}

// A document is the main part as it grows, with the addresses it links to.
type document struct {
	b     strings.Builder
	order []string
	links map[string]int // address -> number of its relationship
	marks int            // bookmarks so far
}

func (d *document) xml() string {
	return xmlHead + `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>` +
		"\n" + d.b.String() + pageSetup + `</w:body></w:document>`
}

func (d *document) relations() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + fixedLinks)
	for _, address := range d.order {
		fmt.Fprintf(&b, `<Relationship Id="rId%d" Type="%shyperlink" Target="%s" TargetMode="External"/>`, d.links[address], relationship, escaped(address))
	}
	b.WriteString(`</Relationships>`)
	return b.String()
}

// escaped is text for XML; what XML cannot hold, which printable text has none of, would become U+FFFD.
func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder takes everything
	return b.String()
}

// A run is text in one look.
type run struct {
	text         string
	bold, italic bool
	edit         string // "in" or "out"
	address      string // of a web page, checked by link
	anchor       string // of a bookmark in the document
}

func (r run) look() string {
	var b strings.Builder
	if r.address != "" || r.anchor != "" {
		b.WriteString(`<w:rStyle w:val="Hyperlink"/>`)
	}
	if r.bold {
		b.WriteString(`<w:b/><w:bCs/>`)
	}
	if r.italic {
		b.WriteString(`<w:i/><w:iCs/>`)
	}
	switch r.edit {
	case "out":
		b.WriteString(`<w:strike/><w:color w:val="9B1C1C"/>`)
	case "in":
		b.WriteString(`<w:color w:val="1C7A3D"/><w:u w:val="single"/>`)
	}
	if b.Len() == 0 {
		return ""
	}
	return `<w:rPr>` + b.String() + `</w:rPr>`
}

// paragraph writes runs in a style.
func (d *document) paragraph(style string, runs ...run) {
	d.b.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`)
	d.runs(runs)
	d.b.WriteString("</w:p>\n")
}

func (d *document) runs(runs []run) {
	for _, r := range runs {
		if r.text == "" {
			continue // Word takes an empty run for damage in some places
		}
		text := `<w:r>` + r.look() + `<w:t xml:space="preserve">` + escaped(flatKeep(r.text)) + `</w:t></w:r>`
		switch {
		case r.address != "":
			text = fmt.Sprintf(`<w:hyperlink r:id="rId%d" w:history="1">%s</w:hyperlink>`, d.link(r.address), text)
		case r.anchor != "":
			text = `<w:hyperlink w:anchor="` + bookmark(r.anchor) + `" w:history="1">` + text + `</w:hyperlink>`
		}
		d.b.WriteString(text)
	}
}

// flatKeep puts a text on one line and keeps the spaces at its ends, which separate runs.
func flatKeep(s string) string {
	return strings.NewReplacer("\r\n", " ", "\n", " ", "\t", " ", "\r", " ").Replace(s)
}

func (d *document) link(address string) int {
	// One relation an address, however often it is linked to: a story's headline and its outlet share theirs.
	n, known := d.links[address]
	if !known {
		n = lastFixed + 1 + len(d.order)
		d.links[address] = n
		d.order = append(d.order, address)
	}
	return n
}

// bookmark is an anchor as a name that Word takes: a letter first, no dash.
func bookmark(anchor string) string { return "_" + strings.ReplaceAll(anchor, "-", "_") }

// heading writes a heading that links can lead to.
func (d *document) heading(style, anchor string, runs ...run) {
	d.marks++
	fmt.Fprintf(&d.b, `<w:p><w:pPr><w:pStyle w:val="%s"/></w:pPr><w:bookmarkStart w:id="%d" w:name="%s"/>`, style, d.marks, bookmark(anchor))
	d.runs(runs)
	fmt.Fprintf(&d.b, "<w:bookmarkEnd w:id=\"%d\"/></w:p>\n", d.marks)
}

// A column of a table: its width in twentieths of a point, and whether it holds numbers.
type column struct {
	width   int
	numbers bool
}

// table writes rows of cells, the first of them the head, which is repeated on each page.
func (d *document) table(columns []column, rows [][]string) {
	// A fixed layout with widths in every cell: Word and LibreOffice work out automatic ones differently.
	d.b.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`)
	for _, c := range columns {
		fmt.Fprintf(&d.b, `<w:gridCol w:w="%d"/>`, c.width)
	}
	d.b.WriteString(`</w:tblGrid>`)
	for i, row := range rows {
		d.b.WriteString(`<w:tr><w:trPr><w:cantSplit/>`)
		if i == 0 {
			d.b.WriteString(`<w:tblHeader/>`)
		}
		d.b.WriteString(`</w:trPr>`)
		for j, cell := range row {
			fmt.Fprintf(&d.b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="TableText"/>`, columns[j].width)
			if columns[j].numbers {
				d.b.WriteString(`<w:jc w:val="right"/>`)
			}
			d.b.WriteString(`</w:pPr>`)
			d.runs([]run{{text: cell, bold: i == 0}})
			d.b.WriteString(`</w:p></w:tc>`)
		}
		d.b.WriteString("</w:tr>\n")
	}
	d.b.WriteString("</w:tbl>\n")
}
