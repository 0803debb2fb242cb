package archive

import (
	"archive/zip"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"diembao/news"
)

var update = flag.Bool("update", false, "write testdata/backcompat/v1.zip anew: only while format 1 is not released")

// TestBackcompat opens an archive that an earlier diembao wrote. Every format keeps its file here for ever.
func TestBackcompat(t *testing.T) {
	file := filepath.Join("testdata", "backcompat", "v1.zip")
	if *update {
		pack(t, file)
	}
	z, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	dir := filepath.Join(t.TempDir(), "data")
	if err := os.CopyFS(dir, z); err != nil {
		t.Fatal(err)
	}
	a, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	if r := clean(t, a); r.Articles != 3 || r.Purged != 2 || r.Revisions != 4 || r.Snapshots != 4 {
		t.Errorf("%+v", r)
	}
	first, err := a.Revision(ctx, 1, 1)
	if err != nil || !strings.HasPrefix(first.Body, "Tỉnh ủy họp.") {
		t.Errorf("%+v, %v", first, err)
	}
	if latest, err := a.ArticleByURL(ctx, "https://baomau.vn/0.html"); err != nil || latest.Body != "đã sửa" || latest.Revision != 2 {
		t.Errorf("%+v, %v", latest, err)
	}
	if s, err := a.Snapshot(ctx, 5); err != nil || string(s.Body) != "đã sửa" || s.Header.Get("Content-Encoding") != "gzip" {
		t.Errorf("%+v, %v", s, err)
	}
	if _, err := a.Article(ctx, 4); !errors.Is(err, news.ErrNotFound) {
		t.Error(err)
	}
	if v, err := a.Visit(ctx, "https://baomau.vn/tim-1.html"); err != nil || v.State != news.Leased {
		t.Errorf("%+v, %v", v, err)
	}
	fixed, err := a.Corrections(ctx)
	if err != nil || len(fixed) != 1 || fixed[0].Who != "biên tập" {
		t.Errorf("%+v, %v", fixed, err)
	}
	mustPut(t, a, article("/moi.html", "mới", mustAdd(t, a, page("/moi.html", "mới"))))
	clean(t, a)
}

// pack makes the file from an archive with a little of everything.
func pack(t *testing.T, file string) {
	t.Helper()
	a := filled(t, 4)
	if err := a.Purge(ctx, 4); err != nil {
		t.Fatal(err)
	}
	if err := a.Compact(ctx); err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	shrink(t, filepath.Join(a.dir, dbName))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	if err := errors.Join(z.AddFS(os.DirFS(a.dir)), z.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
}
