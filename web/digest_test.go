package web

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"diembao/coverage/digest"
	"diembao/news"
)

func (s *stand) Digest(_ context.Context, req digest.Request) (digest.Digest, error) {
	s.asked, s.saved = req.Query, req.Saved
	if s.nothing {
		return digest.Compose(req, nil, nil), s.err
	}
	a := sampleArticle()
	a.URL = "javascript:alert(1)"
	who := func(o news.Official, _ *news.Article) string { return o.Name }
	d := digest.Compose(req, []digest.Story{{ID: 7, Reports: []digest.Report{{Article: a, Outlet: news.Source{ID: "mau", Name: "Báo Mẫu", Kind: news.Newspaper}, In: true}}}}, who)
	return d, s.err
}

// TestDigestFiles: each form is what it says, is offered under a name, and holds the article.
func TestDigestFiles(t *testing.T) {
	h := server(t, &stand{}).Pages()
	const ask = "/api/v1/digest?from=2021-12-13&to=2021-12-13&province=L%C3%A2m+%C4%90%E1%BB%93ng"
	for form, want := range map[string]string{"md": "### 1\\. ", "html": "<!doctype html>", "csv": "\ufeffSố,", "docx": "PK", "json": `"articles":1`} {
		w := get(t, h, ask+"&format="+form)
		body := w.Body.String()
		if form == "md" {
			want = "### 1. Họp bàn"
		}
		if w.Code != http.StatusOK || !strings.Contains(body, want) || strings.Contains(body, "<b>việc") && form == "html" {
			t.Errorf("%s: %d, %.200s", form, w.Code, body)
		}
		if name := w.Header().Get("Content-Disposition"); form != "json" && name != `attachment; filename="diem-bao-2021-12-13.`+form+`"` {
			t.Errorf("%s is offered as %q", form, name)
		}
		if form == "docx" {
			if _, err := zip.NewReader(bytes.NewReader(w.Body.Bytes()), int64(w.Body.Len())); err != nil {
				t.Error(err)
			}
		}
	}
	for path, want := range map[string]int{"/api/v1/digest?format=pdf": 400, "/api/v1/digest?from=x": 400, "/digest?to=x": 400, "/digest?from=2021-12-13": 200} {
		if w := get(t, h, path); w.Code != want {
			t.Errorf("%s: %d, want %d", path, w.Code, want)
		}
	}
}

// TestDigestPageOffersMore: the forms as files, other days, and where nothing was found the last day with articles.
func TestDigestPageOffersMore(t *testing.T) {
	s := &stand{}
	h := server(t, s).Pages()
	filtered := get(t, h, "/digest?source=mau&place=%C4%90%C3%A0+L%E1%BA%A1t").Body.String()
	body := get(t, h, "/digest?from=2021-12-13&to=2021-12-14&saved=l%C5%A9&lang=en").Body.String()
	for _, want := range []string{"format=docx", "format=csv", "from=2021-12-12", `href="/a/7"`, `<option value="lũ" selected>`, "Press review"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	for _, want := range []string{`name="source" value="mau"`, `<b>Đà Lạt</b>`} {
		if !strings.Contains(filtered, want) {
			t.Errorf("the page lacks %q: a filter would hold unseen, or be lost", want)
		}
	}
	if s.saved != "lũ" || s.asked.To.String() != "2021-12-14" || strings.Contains(body, "javascript:") {
		t.Errorf("asked %+v of %q", s.asked, s.saved)
	}
	s.nothing = true
	body = get(t, h, "/digest").Body.String()
	if !strings.Contains(body, "13/12/2021") || strings.Contains(body, "format=docx") {
		t.Error("an empty digest leads to the last day with articles, and offers no files")
	}
}

func TestDigestThroughTheSocket(t *testing.T) {
	s := &stand{}
	c := dialled(t, s)
	req := digest.Request{Query: news.Query{Text: "a", Province: "Đắk Lắk", OldMap: true, From: news.DayOf(at.Time), To: news.DayOf(at.Time), Topic: "t"}, Saved: "lũ"}
	got, err := c.Digest(context.Background(), req)
	if err != nil {
		t.Fatal(err)
	}
	want, _ := s.Digest(context.Background(), req)
	g, _ := json.Marshal(got)
	w, _ := json.Marshal(want)
	if string(g) != string(w) {
		t.Errorf("through the socket %s, directly %s", g, w)
	}
	var a, b bytes.Buffer
	if err := digest.Write(&a, digest.Markdown, got, "vi"); err != nil {
		t.Fatal(err)
	}
	if err := digest.Write(&b, digest.Markdown, want, "vi"); err != nil || a.String() != b.String() {
		t.Errorf("written through the socket %s, directly %s", a.String(), b.String())
	}
}
