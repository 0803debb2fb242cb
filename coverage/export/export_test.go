package export

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"diembao/archive/warc"
	"diembao/coverage/sheet"
	"diembao/news"
)

var noon = time.Date(2024, 6, 5, 5, 0, 0, 0, time.UTC)

func item() Item {
	at := news.Instant{Time: noon.In(news.ICT)}
	body := []byte("<h1>Tít</h1>")
	sum := sha256.Sum256(body)
	page := func(url string) news.Snapshot {
		return news.Snapshot{URL: url, FinalURL: url + "?x=1", Time: noon, Status: 200, Header: http.Header{"Content-Type": {"text/html"}, "Content-Encoding": {"br"}}, Body: body,
			SHA256: hex.EncodeToString(sum[:]), Problems: []news.Problem{{Code: news.ProblemTooLarge}}}
	}
	return Item{Outlet: "Báo Mẫu", Article: news.Article{ID: 7, Revision: 2, Source: "mau", URL: "https://mau.example/7", Title: "=1+1 <b>", Body: "a\nb", Published: at, DayOnly: true,
		Officials: []news.Official{{Name: "Trần Văn Mẫu", Positions: []string{"Bí thư", "Chủ tịch"}}, {Name: "A"}}, Places: []news.Place{{Name: "Lâm Đồng"}, {Name: "Di Linh"}},
		Topics: []string{"trồng rừng"}, Gone: at, Problems: []news.Problem{{Code: "x"}}},
		Pages: []news.Snapshot{page("https://mau.example/7"), page("https://mau.example/7b")}}
}

func written(t *testing.T, f Format, items ...Item) (string, Report) {
	t.Helper()
	var b bytes.Buffer
	w, err := NewWriter(&b, f, "diembao", noon)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range items {
		if err := w.Put(i); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String(), w.Report
}

func TestJSONL(t *testing.T) {
	text, report := written(t, JSONL, item(), item())
	lines := strings.Split(strings.TrimSpace(text), "\n")
	if len(lines) != 2 || report.Articles != 2 || !strings.Contains(text, "=1+1 <b>") {
		t.Fatalf("%d lines, %+v", len(lines), report)
	}
	var got news.Article
	if err := json.Unmarshal([]byte(lines[0]), &got); err != nil || got.ID != 7 || got.Revision != 2 || got.Body != "a\nb" {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestCSV(t *testing.T) {
	text, _ := written(t, CSV, item())
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, sheet.BOM))).ReadAll()
	if err != nil || len(rows) != 2 || len(rows[0]) != len(Columns()) {
		t.Fatalf("%q, %v", rows, err)
	}
	at := func(name string) string {
		for i, c := range rows[0] {
			if c == name {
				return rows[1][i]
			}
		}
		return "no such column"
	}
	for name, want := range map[string]string{"id": "7", "outlet": "Báo Mẫu", "title": "'=1+1 <b>", "published": "2024-06-05", "updated": "", "gone": "2024-06-05 12:00",
		"officials": "Trần Văn Mẫu – Bí thư; Chủ tịch\nA", "places": "Lâm Đồng\nDi Linh", "problems": "x"} {
		if at(name) != want {
			t.Errorf("%s is %q, want %q", name, at(name), want)
		}
	}
}

// TestWARC reads the file back as any reader does: digests are those of the bytes, pages those that were served.
func TestWARC(t *testing.T) {
	bare := item()
	bare.Pages = nil
	text, report := written(t, WARC, item(), bare)
	if report.Articles != 2 || report.Pages != 2 || report.Missing != 1 {
		t.Errorf("%+v", report)
	}
	r, err := warc.NewReader(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{warc.TypeInfo, warc.TypeResponse, warc.TypeResponse} {
		rec, err := r.Next()
		if err != nil || rec.Type() != want {
			t.Fatalf("%+v, %v; want a %s", rec, err, want)
		}
		sum := sha256.Sum256(rec.Block)
		if rec.Header.Get("WARC-Block-Digest") != "sha256:"+hex.EncodeToString(sum[:]) {
			t.Error("the block's digest is wrong")
		}
		if want == warc.TypeInfo {
			continue
		}
		p, err := rec.Page()
		if err != nil || string(p.Body) != "<h1>Tít</h1>" || p.Status != 200 || p.Truncated != "length" || !p.Time.Equal(noon) || p.Header.Get("Content-Encoding") != "br" {
			t.Errorf("%+v, %v", p, err)
		}
		sum = sha256.Sum256(p.Body)
		if p.SHA256 != hex.EncodeToString(sum[:]) {
			t.Error("the payload's digest is wrong")
		}
	}
	if _, err := r.Next(); err != io.EOF {
		t.Error(err)
	}
}

type full struct{ room int }

var errFull = errors.New("full")

func (f *full) Write(p []byte) (int, error) {
	if f.room -= len(p); f.room < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestFullDisk(t *testing.T) {
	for _, f := range []Format{JSONL, CSV, WARC} {
		w, err := NewWriter(&full{room: 900}, f, "diembao", noon)
		for n := 0; err == nil && n < 100; n++ {
			err = w.Put(item())
		}
		if err == nil {
			err = w.Close()
		}
		if !errors.Is(err, errFull) {
			t.Errorf("%s: %v", f, err)
		}
	}
}

func TestFormats(t *testing.T) {
	for name, want := range map[string]Format{"a.jsonl": JSONL, "A.CSV": CSV, "x/a.warc.gz": WARC} {
		if got, err := FormatOf(name); got != want || err != nil {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	for _, name := range []string{"a", "a.warc", "a.json", "csv"} {
		if _, err := FormatOf(name); !errors.Is(err, news.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := NewWriter(io.Discard, "x", "", noon); !errors.Is(err, news.ErrInvalid) {
		t.Error(err)
	}
}
