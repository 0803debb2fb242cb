package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"diembao/news"
)

// said runs the program in this process and wants exit code 0.
func said(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run(context.Background(), args, strings.NewReader(""), &out, &errs); code != 0 {
		t.Fatalf("diembao %v: exit code %d: %s", args, code, errs.String())
	}
	return out.String()
}

// TestExportThereAndBack crawls the sample sites, exports every article and imports it elsewhere: it is the same text,
// from the same address, of the same time. Facts are read anew, by the same rules, without the outlet's province.
func TestExportThereAndBack(t *testing.T) {
	if testing.Short() {
		t.Skip("crawls the sample sites")
	}
	dir := t.TempDir()
	here, there, file := filepath.Join(dir, "here"), filepath.Join(dir, "there"), filepath.Join(dir, "all.jsonl")
	said(t, "demo", "--once", "--data", here)
	said(t, "export", "--data", here, "-o", file)
	said(t, "import", "--data", there, file)
	first, again := byURL(t, said(t, "export", "--data", here)), byURL(t, said(t, "export", "--data", there))
	if len(first) < 300 || len(first) != len(again) {
		t.Fatalf("%d articles, %d came back", len(first), len(again))
	}
	for url, a := range first {
		b := again[url]
		type text struct {
			Title, Lead, Body, Byline, Section string
			Published, Updated                 news.Instant
			DayOnly                            bool
			Blocks                             []news.Block
		}
		of := func(a news.Article) text {
			return text{a.Title, a.Lead, a.Body, a.Byline, a.Section, a.Published, a.Updated, a.DayOnly, a.Blocks}
		}
		if diff := cmp.Diff(of(a), of(b)); diff != "" {
			t.Errorf("%s: %s", url, diff)
		}
	}
}

func byURL(t *testing.T, lines string) map[string]news.Article {
	t.Helper()
	out := map[string]news.Article{}
	for dec := json.NewDecoder(strings.NewReader(lines)); ; {
		var a news.Article
		err := dec.Decode(&a)
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		out[a.URL] = a
	}
}

// TestOutputIsWholeOrNotThere: whatever goes wrong, what was there stays, and nothing is left beside it.
func TestOutputIsWholeOrNotThere(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.csv")
	a := &app{stdout: io.Discard}
	write := func(text string, end error) error {
		return a.output(file, func(w io.Writer) error {
			_, err := io.WriteString(w, text)
			return errors.Join(err, end)
		})
	}
	holds := func(want string) {
		t.Helper()
		got, _ := os.ReadFile(file)
		names, err := os.ReadDir(dir)
		if string(got) != want || err != nil || len(names) > 1 {
			t.Errorf("the file holds %q, want %q; beside it %v", got, want, names)
		}
	}
	if err := write(strings.Repeat("x", 1<<20), context.Canceled); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	holds("")
	if err := write("một", nil); err != nil {
		t.Error(err)
	}
	holds("một")
	if err := write(strings.Repeat("x", 1<<20), context.Canceled); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	holds("một")
	if err := write("hai", nil); err != nil {
		t.Error(err)
	}
	holds("hai")
}

// TestOutputThroughALink: a link stays one and its file is replaced; what is no file stays what it is.
func TestOutputThroughALink(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "a.csv"), filepath.Join(dir, "link.csv")
	if err := os.WriteFile(file, []byte("cũ"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(file, link); err != nil {
		t.Skip("no links here: ", err)
	}
	a := &app{stdout: io.Discard}
	write := func(w io.Writer) error { _, err := io.WriteString(w, "mới"); return err }
	if err := a.output(link, write); err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(link)
	if got, _ := os.ReadFile(file); string(got) != "mới" || err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the file holds %q, the link is %v (%v)", got, info.Mode(), err)
	}
	if runtime.GOOS == "windows" {
		return
	}
	if err := a.output(os.DevNull, write); err != nil {
		t.Error(err)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Errorf("%s was replaced", os.DevNull)
	}
}

// TestExportInterrupted: a run whose context ends leaves no file and exits with 130.
func TestExportInterrupted(t *testing.T) {
	dir := t.TempDir()
	data, lines, file := filepath.Join(dir, "data"), filepath.Join(dir, "a.jsonl"), filepath.Join(dir, "out.jsonl")
	if err := os.WriteFile(lines, []byte(`{"url":"https://mau.example/1","title":"Tít bài","body":"Lời bài ở đây."}`), 0o644); err != nil {
		t.Fatal(err)
	}
	said(t, "import", "--data", data, lines)
	ctx, stop := context.WithCancel(context.Background())
	stop()
	var out, errs bytes.Buffer
	if code := run(ctx, []string{"export", "--data", data, "-o", file}, strings.NewReader(""), &out, &errs); code != exitInterrupted {
		t.Errorf("exit code %d: %s", code, errs.String())
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("a file was left")
	}
}
