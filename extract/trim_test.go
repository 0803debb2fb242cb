package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"diembao/viet"
)

// TestTrim: what is left out, and what is not.
func TestTrim(t *testing.T) {
	long := strings.Repeat("x", 2*rawKept)
	short := long[:rawKept]
	for _, c := range []struct{ page, want string }{
		{`<p onclick="a>b" class='c' title = x data-x>y</p title="z">`, `<p  class='c'  >y</p title="z">`},
		{`<a TITLE="x"CLASS="y"href=z>`, `<a CLASS="y"href=z>`},
		{`<a href="/x.html"><A HREF=x/y rel=z><a href=x/><link href="/x">`, `<a href="/"><A HREF=x rel=z><a href=x/><link href="/x">`},
		{`<b title="x"><font color=red>`, `<b title="x"><font color=red>`},
		{`<img src=a/><br title="x"/><path d="m"/>`, `<img src=a/><br /><path />`},
		{`<p hidden title="x" ="y"><p a/b title=c>`, `<p hidden title="x" ="y"><p a/b title=c>`},
		{`<p title="x>`, `<p title="x>`},
		{`<!--a--><!----><!--><!---><!--a--!>--><!-- -- > -->`, `<!----><!----><!--><!---><!----!>--><!---->`},
		{`<!doctype html "a"><?x title="y"></ title="z"><p title="x">`, `<!doctype html "a"><?x title="y"></ title="z"><p >`},
		{`<script src=x>` + long + `</Script ><style>` + long + `</style>`, `<script >` + short + `</Script ><style>` + short + `</style>`},
		{`<script type="application/ld+json">` + long + `</script>`, `<script type="application/ld+json">` + long + `</script>`},
		{`<script>"<p title='x'>"</scripts></script><p title="x">`, `<script>"<p title='x'>"</scripts></script><p >`},
		{`<script><!-- <script></script> --></script><p title="x">`, `<script><!-- <script></script> --></script><p title="x">`},
		{`<noscript><p title="x"></noscript><textarea><!--a--></textarea>`, `<noscript><p title="x"></noscript><textarea><!--a--></textarea>`},
		{`<svg width=1><title>a</title><path d="m"></svg><p title="x">`, `<svg ><title>a</title><path ></svg><p >`},
		{`<svg><style>a<b</style></svg><p title="x">`, `<svg><style>a<b</style></svg><p title="x">`},
		{`<svg><foreignobject><p title="x">`, `<svg><foreignobject><p title="x">`},
		{`<p title="x"><math><p title="x">`, `<p ><math><p title="x">`},
		{`<frameset><script>` + long + `</script>`, `<frameset><script>` + long + `</script>`},
		{`<svg><![CDATA[<script>]]></svg><p title="x">`, `<svg><![CDATA[<script>]]></svg><p title="x">`},
	} {
		if got := string(new(trimmer).trim(c.page, readAttributes)); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.page, got, c.want)
		}
		sameTree(t, c.page)
	}
}

// TestTrimPages: the trees of saved and made pages keep their shape.
func TestTrimPages(t *testing.T) {
	for _, glob := range []string{"testdata/*/*.html", "../../shared/pages/*/*.html"} {
		files, _ := filepath.Glob(glob)
		for _, file := range files {
			page, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			t.Run(filepath.Base(file), func(t *testing.T) { sameTree(t, viet.Decode(page, "").Text) })
		}
	}
}

// TestAttributesRead: what the package asks of an element is not left out.
func TestAttributesRead(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		code, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`\battr\(&?n, "([^"]+)"\)|case "([a-z-]+)":\n.*\ba\.Val`).FindAllStringSubmatch(string(code), -1) {
			if !readAttributes[m[1]+m[2]] {
				t.Errorf("%s asks for %q", file, m[1]+m[2])
			}
		}
	}
}

func FuzzTrim(f *testing.F) {
	f.Add(`<p a=b c='d' e/f ="g" title="x>y"/><!--a--!><!-->b--><svg a><path d/></svg><script x>a<!--<script></script>--></script>`)
	f.Add(`<table><tr><td title=a><b><p title=b></b>x<select><style>c</style><textarea title=d></textarea></select><frameset>`)
	f.Add(`<a title=1><div><a title=2><p><a title=3></div><a title=4><b title=5><b title=6><b title=7><b title=8>x<svg/><math><mi><!--y--></math>`)
	f.Fuzz(func(t *testing.T, page string) { sameTree(t, page) })
}

// sameTree holds the tree of a page against that of what is left of it.
func sameTree(t *testing.T, page string) {
	t.Helper()
	whole, err := html.Parse(strings.NewReader(page))
	trimmed, err2 := html.Parse(strings.NewReader(string(new(trimmer).trim(page, readAttributes))))
	if fmt.Sprint(err) != fmt.Sprint(err2) {
		t.Fatalf("whole: %v, trimmed: %v", err, err2)
	}
	if err != nil {
		return
	}
	if at := differ(whole, trimmed); at != "" {
		t.Fatalf("%s\nof %.500q", at, page)
	}
}

// differ says where two trees differ in more than the trimmer leaves out.
func differ(a, b *html.Node) string {
	for a, b := a.FirstChild, b.FirstChild; a != nil || b != nil; a, b = a.NextSibling, b.NextSibling {
		if a == nil || b == nil {
			return fmt.Sprintf("%+v, %+v", a, b)
		}
		raw := a.Type == html.TextNode && (a.Parent.DataAtom == atom.Script || a.Parent.DataAtom == atom.Style) && len(b.Data) > maxRow && strings.HasPrefix(a.Data, b.Data)
		if a.Type != b.Type || a.Data != b.Data && a.Type != html.CommentNode && !raw || a.Namespace != b.Namespace || !slices.Equal(asked(a), asked(b)) {
			return fmt.Sprintf("%+v, %+v", a, b)
		}
		if at := differ(a, b); at != "" {
			return at
		}
	}
	return ""
}

// asked are the attributes of an element that are read.
func asked(n *html.Node) (asked []html.Attribute) {
	for _, a := range n.Attr {
		if readAttributes[a.Key] && a.Namespace == "" {
			if n.DataAtom == atom.A && a.Key == "href" && a.Val != "" {
				a.Val = "somewhere"
			}
			asked = append(asked, a)
		}
	}
	return asked
}
