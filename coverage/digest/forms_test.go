package digest

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"io"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"diembao/coverage/sheet"
	"diembao/news"
)

// unzip reads the parts of a package by name.
func unzip(t testing.TB, b []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r) // checks the CRC too
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(text)
	}
	return out
}

// wellFormed reads a part to its end and gives its text.
func wellFormed(t testing.TB, name, part string) string {
	t.Helper()
	var text strings.Builder
	for dec := xml.NewDecoder(strings.NewReader(part)); ; {
		tok, err := dec.Token()
		if err == io.EOF {
			return text.String()
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if c, ok := tok.(xml.CharData); ok {
			text.Write(c)
		}
	}
}

func docx(t testing.TB, d Digest) map[string]string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, DOCX, d, "vi"); err != nil {
		t.Fatal(err)
	}
	return unzip(t, b.Bytes())
}

var (
	relationOf = regexp.MustCompile(`<Relationship Id="([^"]+)" Type="([^"]+)" Target="([^"]+)"( TargetMode="External")?/>`)
	usedIn     = regexp.MustCompile(` r:id="([^"]+)"`)
	anchorIn   = regexp.MustCompile(`w:anchor="([^"]+)"`)
	styleIn    = regexp.MustCompile(`<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"`)
)

// checkPackage holds a document to what Word refuses to open otherwise: parts well-formed and of a declared type,
// relations to parts that are there or to web pages, links, styles and bookmarks that exist, ids used once.
func checkPackage(t testing.TB, parts map[string]string) {
	t.Helper()
	for name, part := range parts {
		wellFormed(t, name, part)
		if name != "[Content_Types].xml" && !strings.HasSuffix(name, ".rels") && !strings.Contains(parts["[Content_Types].xml"], `PartName="/`+name+`"`) {
			t.Errorf("%s has no content type", name)
		}
	}
	related := map[string]bool{}
	for _, m := range relationOf.FindAllStringSubmatch(parts["word/_rels/document.xml.rels"], -1) {
		if related[m[1]] {
			t.Errorf("%s is two relations", m[1])
		}
		related[m[1]] = true
		switch {
		case m[4] != "":
			if !strings.HasPrefix(m[3], "http://") && !strings.HasPrefix(m[3], "https://") {
				t.Errorf("%s leads to %s", m[1], m[3])
			}
		case parts["word/"+m[3]] == "":
			t.Errorf("%s leads to %s, which is not there", m[1], m[3])
		}
	}
	body := parts["word/document.xml"]
	for _, m := range usedIn.FindAllStringSubmatch(body, -1) {
		if !related[m[1]] {
			t.Errorf("the relation %s is not there", m[1])
		}
	}
	for _, m := range styleIn.FindAllStringSubmatch(body, -1) {
		if !strings.Contains(parts["word/styles.xml"], `w:styleId="`+m[1]+`"`) {
			t.Errorf("there is no style %s", m[1])
		}
	}
	for _, m := range anchorIn.FindAllStringSubmatch(body, -1) {
		if strings.Count(body, `w:name="`+m[1]+`"`) != 1 {
			t.Errorf("the bookmark %s is not there once", m[1])
		}
	}
	if strings.Count(body, `fldCharType="begin"`) != strings.Count(body, `fldCharType="end"`) {
		t.Error("a field does not end")
	}
}

func TestDOCX(t *testing.T) {
	parts := docx(t, sample())
	checkPackage(t, parts)
	text := wellFormed(t, "document", parts["word/document.xml"])
	for _, want := range []string{"Điểm báo tỉnh Lâm Đồng", "Từ ngày 12/12/2024 đến ngày 13/12/2024", "I. Kinh tế (1 tin)", "Đinh Lạc (nay là Bảo Thuận)", "<script>alert(1)</script>", "đăng lại của Báo Mẫu"} {
		if !strings.Contains(text, want) {
			t.Errorf("the text lacks %q", want)
		}
	}
	for _, want := range []string{`w:w="11906" w:h="16838"`, `w:left="1701"`, `<w:titlePg/>`, `TOC \o "1-1"`} {
		if !strings.Contains(parts["word/document.xml"], want) {
			t.Errorf("the layout lacks %s", want)
		}
	}
	checkPackage(t, docx(t, Digest{}))
}

// TestHTMLHoldsNothingLive: what articles say stays text, links go to the web only, and the file loads nothing.
func TestHTMLHoldsNothingLive(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, HTML, sample(), "vi"); err != nil {
		t.Fatal(err)
	}
	checkHTML(t, b.String())
	b.Reset()
	if err := Fragment(&b, sample(), "en"); err != nil {
		t.Fatal(err)
	}
	checkHTML(t, b.String())
	if !strings.Contains(b.String(), `href="/a/2"`) || strings.Contains(b.String(), "<html") || strings.Contains(b.String(), "style=") {
		t.Error("a fragment links to the archive's pages and has no style of its own")
	}
}

func checkHTML(t testing.TB, page string) {
	t.Helper()
	for z := html.NewTokenizer(strings.NewReader(page)); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			return
		}
		tok := z.Token()
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		switch tok.Data {
		case "script", "img", "iframe", "object", "link", "form", "base", "svg":
			t.Fatalf("<%s> stands in the page", tok.Data)
		}
		for _, a := range tok.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" {
				t.Fatalf("%s=%q stands in the page", a.Key, a.Val)
			}
			ours := strings.HasPrefix(a.Val, "#") || strings.HasPrefix(a.Val, "/a/")
			if a.Key == "href" && !ours && !strings.HasPrefix(a.Val, "https://") && !strings.HasPrefix(a.Val, "http://") {
				t.Fatalf("a link to %q", a.Val)
			}
		}
	}
}

func TestCSV(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, CSV, sample(), "vi"); err != nil {
		t.Fatal(err)
	}
	rows := checkCSV(t, b.Bytes())
	if len(rows) != 6 || rows[1][4] != "Báo Xa" || rows[1][11] != "không" || rows[2][6] != "2024-12-13 08:15" || rows[4][6] != "2024-12-13" || !strings.HasPrefix(rows[4][2], "'=HYPERLINK") {
		t.Errorf("%d rows: %q", len(rows), rows)
	}
}

func checkCSV(t testing.TB, b []byte) [][]string {
	t.Helper()
	text, ok := strings.CutPrefix(string(b), sheet.BOM)
	if !ok {
		t.Fatal("no byte order mark")
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll() // wants as many cells in each row
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@\t\n\r", rune(cell[0])) {
				t.Fatalf("%q would be a formula", cell)
			}
		}
	}
	return rows
}

// FuzzForms puts any text where articles have theirs: every form stays what it is.
func FuzzForms(f *testing.F) {
	f.Add("Tít", "Lời bài. Câu hai.", "https://mau.example/1")
	f.Add("=1+1", "\x00\x1b[2J<script>\u202e]]>", "javascript:alert(1)")
	f.Add("](<x>)", "\r\n# x\n- y", `https://mau.example/"><b>`)
	f.Add("\xff\xfe", "a\u2028b", "https://[::1")
	f.Fuzz(func(t *testing.T, title, text, address string) {
		if len(title)+len(text)+len(address) > 8<<10 {
			return
		}
		stranger := report(1, "mau", title, at(8, 0), func(r *Report) {
			a := &r.Article
			a.Lead, a.Body, a.URL, a.CanonicalURL, a.Section, a.Credit = text, title+"\n"+text, address, address, title, text
			a.Officials = []news.Official{official(title, news.Post{Text: text})}
			a.Places = []news.Place{{Name: text, Kind: news.OtherPlace}}
			r.Outlet.Name = title
		})
		d := Compose(Request{Query: news.Query{Text: title, Official: text}}, []Story{{ID: 1, Reports: []Report{stranger}}}, who)
		d.Changed = []Change{{NewCarrier(stranger, d.Query), []Step{{Revision: 2, Body: Around([]Edit{{"same", title}, {"out", text}, {"in", address}})}}}}
		d.Notes = []Note{{Text: text}}
		checkPackage(t, docx(t, d))
		var b bytes.Buffer
		for _, form := range []Format{HTML, CSV, Markdown, JSON} {
			b.Reset()
			if err := Write(&b, form, d, "vi"); err != nil {
				t.Fatal(err)
			}
			switch form {
			case HTML:
				checkHTML(t, b.String())
			case CSV:
				checkCSV(t, b.Bytes())
			case Markdown:
				if strings.ContainsAny(b.String(), "\x1b\x00\r\u202e") {
					t.Fatal("control characters in Markdown")
				}
			}
		}
	})
}
