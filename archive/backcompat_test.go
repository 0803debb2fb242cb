package archive

import (
	"archive/zip"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"diembao/news"
)

var update = flag.Bool("update", false, "write the file of the present format in testdata/backcompat anew: only while it is not released")

// TestBackcompat opens archives that earlier diembaos wrote. Every format keeps its file here for ever.
func TestBackcompat(t *testing.T) {
	if *update {
		pack(t, filepath.Join("testdata", "backcompat", fmt.Sprintf("v%d.zip", formatVersion)))
	}
	for format := 1; format <= formatVersion; format++ {
		t.Run(fmt.Sprint("format ", format), func(t *testing.T) {
			dir := unzipped(t, format)
			a, err := Open(dir, Options{})
			if err != nil {
				t.Fatal(err)
			}
			whole := sameAsEver(t, a)
			mustPut(t, a, article("/moi.html", "mới", mustAdd(t, a, page("/moi.html", "mới"))))
			clean(t, a)
			if got := a.texts.format.Load(); int(got) != format || a.id.Format != format {
				t.Errorf("reading and writing made it format %d", got)
			}
			if err := a.Compact(ctx); err != nil {
				t.Fatal(err)
			}
			clean(t, a)
			if err := a.Close(); err != nil {
				t.Fatal(err)
			}
			if a, err = Open(dir, Options{}); err != nil {
				t.Fatal(err)
			}
			defer a.Close()
			if a.id.Format != formatVersion || int(a.texts.format.Load()) != formatVersion {
				t.Errorf("compaction left format %d", a.id.Format)
			}
			if diff := cmp.Diff(whole, everyRevision(t, a)[:len(whole)]); diff != "" {
				t.Errorf("compaction changed articles:\n%s", diff)
			}
			clean(t, a)
		})
	}
}

// unzipped is a copy of the archive that a format keeps.
func unzipped(t *testing.T, format int) string {
	t.Helper()
	z, err := zip.OpenReader(filepath.Join("testdata", "backcompat", fmt.Sprintf("v%d.zip", format)))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	dir := filepath.Join(t.TempDir(), "data")
	if err := os.CopyFS(dir, z); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestRaiseInterrupted opens an archive that died between its catalogue's and its mark's new format.
func TestRaiseInterrupted(t *testing.T) {
	dir := unzipped(t, 1)
	a, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	old := a.id
	if err := errors.Join(a.Compact(ctx), a.Close(), writeIdentity(dir, old)); err != nil {
		t.Fatal(err)
	}
	if a, err = Open(dir, Options{}); err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	if id, err := recognise(dir); err != nil || id.Format != formatVersion || id.UUID != old.UUID || !id.Created.Equal(old.Created) {
		t.Errorf("%+v became %+v, %v", old, id, err)
	}
	sameAsEver(t, a)
}

func everyRevision(t *testing.T, a *Archive) (out []news.Article) {
	t.Helper()
	for art, err := range a.Articles(ctx, 0) {
		if err != nil {
			t.Fatal(err)
		}
		revisions, err := a.Revisions(ctx, art.ID)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, revisions...)
	}
	return out
}

// sameAsEver looks at what pack put into an archive.
func sameAsEver(t *testing.T, a *Archive) []news.Article {
	t.Helper()
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
	return everyRevision(t, a)
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
