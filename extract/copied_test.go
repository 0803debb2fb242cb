package extract

import (
	"fmt"
	"strings"
	"testing"

	"diembao/internal/lab"
	"diembao/news"
	"diembao/viet"
)

// copied writes a sample article down as a reader copies it off a page of one of five layouts: a provincial paper, a
// party portal, a broadcaster, a government portal, a paper whose pictures bear the headline.
func copied(truth lab.Truth, layout int) (text string, dated bool) {
	const gap = "\n\n"
	var b strings.Builder
	lead := strings.TrimSpace(truth.Dateline + " " + truth.Lead)
	b.WriteString([]string{"", "Bài viết" + gap, "Đài Phát thanh và Truyền hình Mẫu\n  • Hà Giang\n    oC" + gap, "Thông tin đối ngoại" + gap, ""}[layout])
	b.WriteString(truth.Title + gap)
	if form := []string{"15:04, 02/01/2006", "", "15:04, 02/01/2006", "Mon, 02/01/2006 15:04 | GMT +7", ""}[layout]; form != "" && !truth.Published.IsZero() {
		b.WriteString(truth.Published.Format(form) + gap)
		dated = true
	}
	b.WriteString(lead + gap)
	if layout == 0 {
		b.WriteString(lead + "\n \n")
	}
	if layout == 3 {
		b.WriteString(truth.Title + gap)
	}
	for i, p := range truth.Body {
		if i < len(truth.Captions) {
			c := truth.Captions[i]
			b.WriteString([]string{c + "\n" + c + "\n \n", c + gap, c + gap + " " + gap + c + gap, c + gap, fmt.Sprintf("%s ảnh %d\n %s", truth.Title, i+1, c) + gap}[layout])
		}
		b.WriteString(p + gap)
	}
	b.WriteString(truth.Byline)
	b.WriteString([]string{"", gap + "Additional information", gap + "\nÝ kiến bạn đọc", gap + "\nTHÔNG TIN CẢI CÁCH" + gap + "\nTHỐNG KÊ TRUY CẬP\n\nTổng số lượt truy cập: 51827387\nSố người đang truy cập: 98",
		gap + "Cùng chuyên mục" + gap + "Đọc thêm"}[layout])
	return b.String(), dated
}

// TestCopiedSamples reads every sample article as copied text of each layout: headline, lead, author and date line are
// found, nothing of the article is lost and nothing of the page stays.
func TestCopiedSamples(t *testing.T) {
	truths, err := lab.Sample()
	if err != nil {
		t.Fatal(err)
	}
	for n, truth := range truths {
		layout := n % 5
		text, dated := copied(truth, layout)
		a := Text(text, news.Instant{}, "")
		whole(t, a)
		want := map[string]string{"title": viet.NFC(truth.Title), "lead": viet.NFC(strings.TrimSpace(truth.Dateline + " " + truth.Lead)), "byline": viet.NFC(truth.Byline), "published": ""}
		if dated {
			want["published"] = stamp(truth.Published, "2006-01-02T15:04")
		}
		got := map[string]string{"title": a.Title, "lead": a.Lead, "byline": a.Byline, "published": stamp(a.Published, "2006-01-02T15:04")}
		for part := range want {
			if got[part] != want[part] {
				t.Errorf("layout %d, %s: %s %q, want %q", layout, truth.Slug, part, got[part], want[part])
			}
		}
		lines := map[string]bool{}
		for _, l := range append(truth.Captions[:min(len(truth.Captions), len(truth.Body))], truth.Body...) {
			lines[viet.NFC(l)] = true
		}
		for _, l := range strings.Split(a.Body, "\n") {
			if !lines[l] {
				t.Errorf("layout %d, %s: not of the article: %q", layout, truth.Slug, l)
			}
			delete(lines, l)
		}
		for l := range lines {
			t.Errorf("layout %d, %s: lost: %q", layout, truth.Slug, l)
		}
	}
}
