package compare

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	readability "codeberg.org/readeck/go-readability/v2"
	"github.com/PuerkitoBio/goquery"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"

	"diembao/extract"
	"diembao/internal/lab"
	"diembao/news"
	"diembao/viet"
)

//go:embed truth.tsv
var truthTSV string

const saved = "../../../shared/pages"

// A page with what is right about it: text is lead and body, day the day of publication or "".
type page struct {
	name, address    string
	body             []byte
	title, text, day string
}

// A found is what an extractor says of a page.
type found struct{ title, text, day string }

var fetched = time.Date(2026, 11, 22, 2, 15, 0, 0, time.UTC)

var extractors = []struct {
	name string
	read func(page) found
}{
	{"diembao", func() func(page) found {
		e := extract.New(extract.Options{})
		return func(p page) found {
			a := e.Article(context.Background(), news.Snapshot{URL: p.address, FinalURL: p.address, Status: 200, Time: fetched, Body: p.body}, news.Source{})
			return found{a.Title, a.Lead + "\n" + a.Body, news.DayOf(a.Published.Time).String()}
		}
	}()},
	{"go-trafilatura", func(p page) found {
		u, _ := url.Parse(p.address) // the pages' own addresses: they parse
		r, err := trafilatura.Extract(bytes.NewReader(p.body), trafilatura.Options{OriginalURL: u})
		if err != nil {
			return found{}
		}
		return found{r.Metadata.Title, r.ContentText, day(r.Metadata.Date)}
	}},
	{"go-trafilatura with fallback", func(p page) found {
		u, _ := url.Parse(p.address)
		r, err := trafilatura.Extract(bytes.NewReader(p.body), trafilatura.Options{OriginalURL: u, EnableFallback: true})
		if err != nil {
			return found{}
		}
		return found{r.Metadata.Title, r.ContentText, day(r.Metadata.Date)}
	}},
	{"go-readability", func(p page) found {
		u, _ := url.Parse(p.address)
		r, err := readability.FromReader(bytes.NewReader(p.body), u)
		if err != nil {
			return found{}
		}
		var text strings.Builder
		if r.Node != nil {
			_ = r.RenderText(&text) // a Builder never fails
		}
		at, err := r.PublishedTime()
		if err != nil {
			at = time.Time{}
		}
		return found{r.Title(), text.String(), day(at)}
	}},
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("2006-01-02")
}

func TestCompare(t *testing.T) {
	for _, set := range []struct {
		name  string
		pages []page
	}{{"made pages", made(t)}, {"sample sites", samples(t)}, {"saved pages", savedPages(t, saved, truthTSV)}, {"pages of " + outside, outsidePages(t)}} {
		if len(set.pages) == 0 {
			t.Logf("%s: none here", set.name)
			continue
		}
		t.Logf("%s: %d", set.name, len(set.pages))
		for _, e := range extractors {
			var p, r, f float64
			titles, days, invented := 0, 0, 0
			for _, page := range set.pages {
				got := e.read(page)
				precision, recall := overlap(got.text, page.text)
				p, r = p+precision, r+recall
				if precision+recall > 0 {
					f += 2 * precision * recall / (precision + recall)
				}
				if e.name == "diembao" && (precision < 0.97 || recall < 0.97) {
					t.Logf("    %s: P %.3f R %.3f", page.name, precision, recall)
				}
				if key(got.title) == key(page.title) {
					titles++
				}
				switch {
				case got.day == page.day:
					days++
				case page.day == "" || got.day != "":
					invented++
				}
			}
			n := float64(len(set.pages))
			t.Logf("%-30s text P %.3f R %.3f F1 %.3f   title %d   day %d, wrong %d", e.name, p/n, r/n, f/n, titles, days, invented)
		}
	}
}

func key(s string) string { return strings.Join(strings.Fields(viet.Key(s)), " ") }

// overlap is precision and recall of a text's words, counted with repetition.
func overlap(got, want string) (precision, recall float64) {
	x, y := strings.Fields(viet.Key(got)), strings.Fields(viet.Key(want))
	if len(x) == 0 || len(y) == 0 {
		return 0, 0
	}
	count := map[string]int{}
	for _, w := range y {
		count[w]++
	}
	common := 0
	for _, w := range x {
		if count[w] > 0 {
			count[w]--
			common++
		}
	}
	return float64(common) / float64(len(x)), float64(common) / float64(len(y))
}

// made are the pages of ../testdata in UTF-8 with their golden readings, which people checked.
func made(t testing.TB) []page {
	files, err := filepath.Glob("../testdata/pages/*.html")
	if err != nil {
		t.Fatal(err)
	}
	var pages []page
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := os.ReadFile(strings.TrimSuffix(file, ".html") + ".json")
		if err != nil || strings.Contains(file, "legacy") { // the others read no legacy encodings
			continue
		}
		var g struct {
			Canonical string       `json:"canonical_url"`
			Title     string       `json:"title"`
			Lead      string       `json:"lead"`
			Blocks    []string     `json:"blocks"`
			Published news.Instant `json:"published"`
		}
		if err := json.Unmarshal(raw, &g); err != nil {
			t.Fatal(err)
		}
		text := g.Lead
		for _, b := range g.Blocks {
			_, b, _ = strings.Cut(b, ": ")
			text += "\n" + b
		}
		pages = append(pages, page{filepath.Base(file), g.Canonical, body, g.Title, text, news.DayOf(g.Published.Time).String()})
	}
	return append(pages, families(t)...)
}

// families are ../testdata/families with one story in them.
func families(t testing.TB) []page {
	const title = "Làng Mẫu sửa lại con đường ra đầm"
	const lead = "Sau cơn bão, bà con làng Mẫu đã cùng bộ đội biên phòng sửa con đường đất ra đầm và dựng lại bến thuyền."
	body := []string{
		"Theo ông Phan Văn Lợ, Chủ tịch UBND xã Cồn Mẫu, bão làm tốc mái 73 căn nhà và cuốn trôi gần hai trăm mét kè; xã đã xuất quỹ dự phòng mua bạt và dây neo.",
		"Đồn trưởng Đồn Biên phòng Cửa Mẫu Trịnh Quốc Khởi cho biết đơn vị sẽ ở lại giúp dân đến hết tháng, ưu tiên những nhà neo đơn và các lớp học bị ngập.",
		"Trong những ngày tới, xã tiếp tục vận động các chủ vựa cho mượn máy nổ, đồng thời đề nghị huyện sớm sửa tuyến kè để bà con yên tâm ra khơi.",
	}
	files, err := filepath.Glob("../testdata/families/*.html")
	if err != nil {
		t.Fatal(err)
	}
	var pages []page
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		address, rest, _ := strings.Cut(string(raw), "\n")
		rest = strings.NewReplacer("{{title}}", title, "{{lead}}", lead, "{{body}}", "<p>"+strings.Join(body, "</p>\n<p>")+"</p>").Replace(rest)
		pages = append(pages, page{filepath.Base(file), strings.Trim(address, "<!-> "), []byte(rest), title, lead + "\n" + strings.Join(body, "\n"), "2020-07-31"})
	}
	return pages
}

// samples are the articles of diembao's sample sites in UTF-8, written apart from the extractor.
func samples(t testing.TB) []page {
	truths, err := lab.Sample()
	if err != nil {
		t.Fatal(err)
	}
	var pages []page
	for _, truth := range truths {
		_, body, err := lab.Page(truth.Site, truth.Slug)
		if err != nil {
			t.Fatal(err)
		}
		if truth.Encoding != "utf-8" {
			continue
		}
		text := truth.Dateline + " " + truth.Lead + "\n" + strings.Join(append(truth.Captions, truth.Body...), "\n")
		pages = append(pages, page{truth.Slug, truth.URL, body, truth.Title, text, news.DayOf(truth.Published.Time).String()})
	}
	return pages
}

// outside names in the environment a folder of more pages: FILE.html, manifest.tsv (file, address, kind, title,
// published) and truth.tsv as here. It is for pages that cannot be given away.
const outside = "DIEMBAO_PAGES"

func outsidePages(t testing.TB) []page {
	dir := os.Getenv(outside)
	if dir == "" {
		return nil
	}
	truth, err := os.ReadFile(filepath.Join(dir, "truth.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	return savedPages(t, dir, string(truth))
}

// savedPages are real pages in a folder with their truth and its manifest.
func savedPages(t testing.TB, dir, truth string) []page {
	raw, err := os.ReadFile(filepath.Join(dir, "manifest.tsv"))
	if err != nil {
		return nil
	}
	rows := map[string][]string{}
	for line := range strings.Lines(string(raw)) {
		if cells := strings.Split(line, "\t"); len(cells) > 4 {
			rows[cells[0]] = cells
		}
	}
	var pages []page
	for line := range strings.Lines(truth) {
		cells := strings.Split(strings.TrimRight(line, "\n"), "\t")
		row := rows[cells[0]]
		if strings.HasPrefix(line, "#") || row == nil {
			continue
		}
		body, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(cells[0])))
		if err != nil {
			continue
		}
		doc, err := goquery.NewDocumentFromReader(bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		if cells[3] != "" {
			doc.Find(cells[3]).Remove()
		}
		text := doc.Find(cells[1]).First().Text()
		doc.Find(cells[2]).Each(func(_ int, s *goquery.Selection) { text += "\n" + s.Text() })
		title, _, _ := strings.Cut(row[3], " - Báo VnExpress")
		day := strings.TrimSpace(row[4])
		pages = append(pages, page{cells[0], row[1], body, title, text, day[:min(len(day), 10)]})
	}
	return pages
}

func BenchmarkCompare(b *testing.B) {
	pages := savedPages(b, saved, truthTSV)
	if len(pages) == 0 {
		pages = made(b)
	}
	size := 0
	for _, p := range pages {
		size += len(p.body)
	}
	run := func(name string, read func(page)) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(size / len(pages)))
			for i := 0; b.Loop(); i++ {
				read(pages[i%len(pages)])
			}
		})
	}
	run("html.Parse", func(p page) {
		if _, err := html.Parse(bytes.NewReader(p.body)); err != nil {
			b.Fatal(err)
		}
	})
	for _, e := range extractors {
		run(strings.ReplaceAll(e.name, " ", "-"), func(p page) { e.read(p) })
	}
}
