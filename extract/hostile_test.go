package extract

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"diembao/news"
)

const story = "Sáng nay, bà con làng Mẫu đã cùng nhau sửa con đường đất ra đầm và dựng lại bến thuyền sau mấy ngày mưa lớn. "

func has(a news.Article, code string) bool {
	for _, p := range a.Problems {
		if p.Code == code {
			return true
		}
	}
	return false
}

// unclosed is what word processors leave behind: formatting that is opened in each paragraph and closed in none.
func unclosed(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<p><font id=f%d>%s</p>\n", i, story)
	}
	return b.String()
}

func pageOf(body string) string {
	return "<html><head><title>Làng Mẫu sửa lại con đường ra đầm</title></head><body><h1>Làng Mẫu sửa lại con đường ra đầm</h1>" + body + "</body></html>"
}

// TestHostile: whatever is served gives an article that says what is wrong, in bounded time and memory.
func TestHostile(t *testing.T) {
	paragraphs := strings.Repeat("<p>"+story+story+"</p>\n", 5)
	for _, c := range []struct {
		name, body, contentType string
		status                  int
		problem                 string // "" = none of the codes that forbid reading
		text                    bool   // is the story still found?
	}{
		{"empty", "", "text/html", 200, news.ProblemEmpty, false},
		{"white", " \n\t ", "text/html", 200, news.ProblemEmpty, false},
		{"truncated", pageOf(paragraphs + `<div class="x`)[:len(pageOf(paragraphs))-10], "text/html", 200, news.ProblemTruncated, true},
		{"too large", pageOf(paragraphs + strings.Repeat("<br>", 2<<20)), "text/html", 200, news.ProblemTooLarge, true},
		{"too deep", pageOf(strings.Repeat("<div>", 100_000) + paragraphs), "text/html", 200, news.ProblemTooDeep, true},
		{"bold without end", pageOf(unclosed(700)), "text/html", 200, news.ProblemTooDeep, true},
		{"fonts nested", pageOf(strings.Repeat("<font size=2><b>", 400) + paragraphs), "text/html", 200, news.ProblemTooDeep, true},
		{"tables nested", pageOf(strings.Repeat("<table><tr><td>", 5_000) + paragraphs), "text/html", 200, news.ProblemTooDeep, true},
		{"one line of 10 MB", pageOf("<p>" + strings.Repeat(story, 10<<20/len(story)) + "</p>"), "text/html", 200, news.ProblemTooLarge, true},
		{"one attribute of 5 MB", pageOf(`<div data-x="` + strings.Repeat("x", 4<<20) + `">` + paragraphs + "</div>"), "text/html", 200, "", true},
		{"a million tags", pageOf(paragraphs + strings.Repeat("<p>", 1<<20)), "text/html", 200, "", true},
		{"pdf", "%PDF-1.4\n%âãÏÓ\n1 0 obj", "application/pdf", 200, news.ProblemNotHTML, false},
		{"png", "\x89PNG\x0D\x0A\x1A\x0A" + strings.Repeat("\x00", 600), "text/html", 200, news.ProblemNotHTML, false},
		{"json", `{"title": "Làng Mẫu"}`, "application/json", 200, news.ProblemNotHTML, false},
		{"text", story, "text/plain", 200, news.ProblemNotHTML, false},
		{"feed", `<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>`, "application/xml", 200, news.ProblemNotHTML, false},
		{"status", pageOf(paragraphs), "text/html", 503, news.ProblemStatus, true},
		{"no body", pageOf(""), "text/html", 200, news.ProblemNoBody, false},
		{"soft 404", "<html><title>Lỗi 404</title><body><h1>Không tìm thấy trang bạn yêu cầu</h1><p>Trang không tồn tại hoặc đã bị gỡ.</p></body></html>", "text/html", 200, news.ProblemSoft404, false},
		{"broken json-ld", pageOf(`<script type="application/ld+json">{"@type":"NewsArticle","headline":"a " b","datePublished":"2020-01-02T03:04:05+07:00",,}</script>` + paragraphs), "text/html", 200, "", true},
		{"deep json-ld", pageOf(`<script type="application/ld+json">` + strings.Repeat(`{"@graph":[`, 5000) + `</script>` + paragraphs), "text/html", 200, "", true},
		{"nul bytes", pageOf("\x00\x01" + paragraphs), "text/html", 200, "", true},
		{"zero width", pageOf(strings.ReplaceAll(paragraphs, " ", "\u200b \ufeff")), "text/html", 200, "", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			snap := news.Snapshot{URL: "https://baomau.example.vn/tin/a-1.html", Status: c.status, Time: fetched, Header: http.Header{"Content-Type": {c.contentType}}, Body: []byte(c.body)}
			a := New(Options{}).Article(context.Background(), snap, news.Source{})
			runtime.ReadMemStats(&after)
			whole(t, a)
			if c.problem != "" && !has(a, c.problem) {
				t.Errorf("problems %v, want %s", a.Problems, c.problem)
			}
			if has(a, news.ProblemPanic) {
				t.Errorf("panicked: %v", a.Problems)
			}
			if found := strings.Contains(a.Lead+a.Body, "dựng lại bến thuyền"); found != c.text {
				t.Errorf("story found: %v, want %v (title %q, problems %v)", found, c.text, a.Title, a.Problems)
			}
			if spent := time.Since(start); spent > 20*time.Second { // a hang, not a speed
				t.Errorf("took %v", spent)
			}
			t.Logf("%v, %d MiB allocated, method %s", time.Since(start).Round(time.Millisecond), (after.TotalAlloc-before.TotalAlloc)>>20, a.Method)
		})
	}
}

func TestLanguages(t *testing.T) {
	english := "<p>" + strings.Repeat("The committee said on Monday that the road to the village was closed for repairs and that it would open again in the spring of next year. ", 4) + "</p>"
	french := "<p>" + strings.Repeat("Le comité a dit que la route du village est fermée pour les travaux et que les habitants des hameaux doivent passer par une piste dans la forêt. ", 4) + "</p>"
	lao := "<p>" + strings.Repeat("ຄະນະກຳມະການ ໄດ້ກ່າວວ່າ ເສັ້ນທາງໄປບ້ານ ຖືກປິດເພື່ອສ້ອມແປງ ແລະ ຈະເປີດອີກໃນປີໜ້າ. ", 8) + "</p>"
	for body, want := range map[string]string{english: "en", french: "fr", lao: "lo", "<p>" + story + "</p>": "vi"} {
		page := "<html><title>x</title><body><article>" + body + "</article></body></html>"
		a := New(Options{}).Article(context.Background(), news.Snapshot{URL: "https://a.example.vn/b/c-1.html", Status: 200, Body: []byte(page)}, news.Source{})
		whole(t, a)
		if a.Language != want {
			t.Errorf("language %q, want %q: %.80s", a.Language, want, a.Body)
		}
	}
}

func FuzzArticle(f *testing.F) {
	f.Add([]byte(pageOf("<p>"+story+story+"</p><p>LÊ THẢO</p>")), "text/html; charset=utf-8")
	f.Add([]byte(pageOf(`<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2020-07-31"}</script><div class=article__body><table><tr><td>1<td>2</table><p>`+story)), "")
	f.Add([]byte("\xff\xfe<\x00p\x00>"), "text/html; charset=utf-16")
	e := New(Options{MaxBytes: 1 << 16})
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		snap := news.Snapshot{URL: "https://baomau.example.vn/tin/a-1.html", Status: 200, Time: fetched, Header: http.Header{"Content-Type": {contentType}}, Body: body}
		a := e.Article(context.Background(), snap, news.Source{Select: news.Selectors{Body: "div", Remove: []string{"p.x"}}})
		whole(t, a)
		if has(a, news.ProblemPanic) {
			t.Fatal(a.Problems)
		}
		for _, s := range []string{a.Title, a.Lead, a.Body, a.Byline} {
			if !utf8.ValidString(s) {
				t.Fatalf("not UTF-8: %q", s)
			}
		}
		if again := e.Article(context.Background(), snap, news.Source{Select: news.Selectors{Body: "div", Remove: []string{"p.x"}}}); again.Body != a.Body || again.Title != a.Title {
			t.Fatal("the same page is read in two ways")
		}
	})
}

func FuzzText(f *testing.F) {
	f.Add("Bài viết\n\nLàng Mẫu sửa lại con đường ra đầm\n03:07, 31/07/2020\n" + story + story + "\nLÊ THẢO\nCùng chuyên mục")
	f.Add("\u0300\u200b\r\n(TTXVN) - \xff")
	f.Fuzz(func(t *testing.T, text string) {
		a := Text(text, news.Instant{}, "Lâm Đồng")
		whole(t, a)
		if has(a, news.ProblemPanic) {
			t.Fatal(a.Problems)
		}
	})
}

func FuzzShallow(f *testing.F) {
	f.Add("<div><p><b>a<script>x</script></div>")
	f.Fuzz(func(t *testing.T, page string) {
		var a news.Article
		if root, _ := New(Options{}).parse(strings.Repeat("<div>", 600)+page, &profile{}, &a); root == nil {
			t.Fatal("a shallow page was refused")
		}
	})
}

func FuzzURLOf(f *testing.F) {
	f.Add([]byte(`<link rel=canonical href="https://baomau.example.vn/a.html">`))
	f.Fuzz(func(t *testing.T, page []byte) {
		if u := URLOf(page); u != "" && !strings.HasPrefix(u, "http") {
			t.Fatal(u)
		}
		_ = bytes.TrimSpace(page)
	})
}
