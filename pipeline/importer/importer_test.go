package importer

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"diembao/archive/warc"
	"diembao/news"
)

// tree writes files below a new folder.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// read gathers what Read gives: the URLs of pages, and the reasons of what was skipped.
func read(t *testing.T, paths ...string) (snaps []news.Snapshot, skipped []string) {
	t.Helper()
	for item, err := range Read(context.Background(), paths) {
		if err != nil {
			t.Fatal(err)
		}
		if item.Skipped != "" {
			skipped = append(skipped, item.Skipped)
		} else {
			snaps = append(snaps, item.Snapshot)
		}
	}
	return snaps, skipped
}

func TestHTMLWithAndWithoutManifest(t *testing.T) {
	dir := tree(t, map[string]string{
		"manifest.tsv":    "file\turl\tkind\nmau/a.html\thttps://mau.example/a\tarticle\nmau/list.html\thttps://mau.example/\tlist\n",
		"mau/a.html":      "<h1>A</h1>",
		"mau/list.html":   "<h1>Danh sách</h1>",
		"mau/own.htm":     `<link rel="canonical" href="https://mau.example/own"><h1>B</h1>`,
		"mau/nobody.HTML": "<h1>Không địa chỉ</h1>",
		"mau/notes.txt":   "not a page",
	})
	snaps, skipped := read(t, dir)
	if len(snaps) != 2 || snaps[0].URL != "https://mau.example/a" || snaps[1].URL != "https://mau.example/own" {
		t.Errorf("pages %+v", snaps)
	}
	if len(skipped) != 2 || !strings.Contains(skipped[0], "is a list") || !strings.Contains(skipped[1], "no URL") {
		t.Errorf("skipped %q", skipped)
	}
	for _, s := range snaps {
		if s.Status != http.StatusOK || s.Time.IsZero() || len(s.Body) == 0 {
			t.Errorf("%s: status %d, time %v, %d bytes", s.URL, s.Status, s.Time, len(s.Body))
		}
	}
}

func TestJSONL(t *testing.T) {
	dir := tree(t, map[string]string{"a.jsonl": `{"url":"https://mau.example/1","title":"A","body":"b","published":"2024-06-05"}

not json
{"url":"nowhere","title":"C","body":"d"}
{"url":"https://mau.example/2","title":"B","body":"c"}`})
	snaps, skipped := read(t, dir)
	if len(snaps) != 2 || snaps[1].URL != "https://mau.example/2" {
		t.Errorf("pages %+v", snaps)
	}
	if len(skipped) != 2 || !strings.Contains(skipped[0], "line 3") || !strings.Contains(skipped[1], "line 4") {
		t.Errorf("skipped %q", skipped)
	}
}

func TestWARC(t *testing.T) {
	at := time.Date(2024, 6, 5, 1, 2, 3, 0, time.UTC)
	ours := warc.NewEncoder().Response(&warc.Page{URL: "https://mau.example/1", Time: at, Status: 200, Header: http.Header{"Content-Type": {"text/html"}}, Body: []byte("<h1>Một</h1>")})
	picture := warc.NewEncoder().Response(&warc.Page{URL: "https://mau.example/p.png", Time: at, Status: 200, Header: http.Header{"Content-Type": {"image/png"}}, Body: []byte("x")})
	dir := tree(t, map[string]string{"ours.warc.gz": string(ours) + string(picture), "others.warc": otherWriters(), "broken.warc.gz": "\x1f\x8bnonsense"})
	snaps, skipped := read(t, dir)
	if len(snaps) != 2 || len(skipped) != 1 || !strings.Contains(skipped[0], "broken.warc.gz") {
		t.Fatalf("pages %+v, skipped %q", snaps, skipped)
	}
	for i, want := range []string{"<h1>Hai</h1>", "<h1>Một</h1>"} {
		if string(snaps[i].Body) != want || snaps[i].Time.IsZero() {
			t.Errorf("page %d: %q at %v, want %q", i, snaps[i].Body, snaps[i].Time, want)
		}
	}
}

// otherWriters is a WARC as crawlers write it: HTTP as on the wire, chunked and gzipped.
func otherWriters() string {
	var body bytes.Buffer
	z := gzip.NewWriter(&body)
	_, _ = z.Write([]byte("<h1>Hai</h1>")) // into memory
	_ = z.Close()
	block := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n", body.Len(), body.String())
	record := func(kind, uri, block string) string {
		return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2024-06-05T01:02:03Z\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, uri, len(block), block)
	}
	return record("request", "https://mau.example/2", "GET / HTTP/1.1\r\n\r\n") + record("response", "https://mau.example/2", block)
}

func TestPathsThatAreNotThere(t *testing.T) {
	for _, err := range Read(context.Background(), []string{filepath.Join(t.TempDir(), "missing")}) {
		if !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("error %v", err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	dir := tree(t, map[string]string{"a.html": "<h1>A</h1>"})
	for _, err := range Read(ctx, []string{dir}) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
	}
}

func TestReaderMayStop(t *testing.T) {
	dir := tree(t, map[string]string{"a.jsonl": strings.Repeat(`{"url":"https://mau.example/1","title":"A"}`+"\n", 10)})
	n := 0
	for range Read(context.Background(), []string{dir, dir}) {
		if n++; n == 3 {
			break
		}
	}
	if n != 3 {
		t.Errorf("%d items after the reader stopped at 3", n)
	}
}

// FuzzRead takes any bytes as each kind of file: no panic, every page with a URL.
func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"url":"https://mau.example/1","title":"A"}`))
	f.Add([]byte(otherWriters()))
	f.Add([]byte(`<link rel="canonical" href="https://mau.example/own">`))
	f.Add([]byte("file\turl\na.html\thttps://mau.example/a\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		dir := tree(t, map[string]string{"a.html": string(b), "a.jsonl": string(b), "a.warc": string(b), "a.warc.gz": string(b), "manifest.tsv": string(b)})
		for item, err := range Read(context.Background(), []string{dir}) {
			if err != nil {
				t.Fatal(err)
			}
			if _, err := news.CanonicalURL(item.Snapshot.URL); item.Skipped == "" && err != nil {
				t.Fatalf("a page without a URL: %+v", item)
			}
		}
	})
}
