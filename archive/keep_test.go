package archive

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"diembao/news"
)

// filled has pages, articles, revisions, visits, hosts, corrections and saved searches, in several packs.
func filled(t testing.TB, n int) *Archive {
	t.Helper()
	a := fresh(t, Options{PackSize: 16 << 10})
	for i := range n {
		path := fmt.Sprintf("/%d.html", i)
		v := news.Visit{URL: "https://baomau.vn" + path, Source: "baomau", Kind: news.ArticleLink, State: news.Done, Found: noon, Next: noon.Add(1)}
		num, err := a.Finish(ctx, news.Outcome{Visit: v, Snapshot: page(path, strings.Repeat(path+" Sáng nay ", 50+i)), Found: []news.Visit{
			{URL: fmt.Sprintf("https://baomau.vn/tim-%d.html", i), Source: "baomau", Kind: news.ArticleLink, State: news.Due, Found: noon, Next: noon},
		}, Host: &news.HostState{Host: "https://baomau.vn", Fetches: i}})
		if err != nil {
			t.Fatal(err)
		}
		mustPut(t, a, article(path, strings.Repeat("Tỉnh ủy họp. ", i%7+1), num))
	}
	mustAdd(t, a, page("/0.html", "đã sửa"))
	mustPut(t, a, article("/0.html", "đã sửa", uint64(n+1)))
	if _, err := a.Lease(ctx, "baomau", noon, 3, 1); err != nil {
		t.Fatal(err)
	}
	if _, err := a.AddCorrection(ctx, news.Correction{Kind: news.ReplaceFact, Article: 1, Field: "province", Who: "biên tập"}); err != nil {
		t.Fatal(err)
	}
	if err := a.PutSaved(ctx, news.SavedSearch{Name: "tỉnh ta", Query: news.Query{Province: "Lâm Đồng"}}); err != nil {
		t.Fatal(err)
	}
	return a
}

func TestPurge(t *testing.T) {
	a := filled(t, 60)
	a.background.Wait()
	seq := a.LastSeq()
	if err := a.Purge(ctx, 1); err != nil {
		t.Fatal(err)
	}
	wantFeed(t, a, seq, "purged 1.0")
	for name, err := range map[string]error{
		"article": func() error { _, err := a.Article(ctx, 1); return err }(),
		"by URL":  func() error { _, err := a.ArticleByURL(ctx, "https://baomau.vn/0.html"); return err }(),
		"page":    func() error { _, err := a.Snapshot(ctx, 1); return err }(),
		"edit":    func() error { _, err := a.Snapshot(ctx, 61); return err }(),
		"twice":   a.Purge(ctx, 1),
	} {
		if !errors.Is(err, news.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if v, err := a.Visit(ctx, "https://baomau.vn/0.html"); err != nil || v.State != news.Gone {
		t.Errorf("%+v, %v", v, err)
	}
	if out := mustPut(t, a, article("/0.html", "lại nữa", 0)); out[0].Revision != 0 || a.LastSeq() != seq+1 {
		t.Errorf("it came back: %+v", out)
	}
	a.background.Wait()
	clean(t, a)
	if err := a.Compact(ctx); err != nil {
		t.Fatal(err)
	}
	db, err := os.ReadFile(filepath.Join(a.dir, dbName))
	if err != nil || bytes.Contains(db, []byte("https://baomau.vn/0.html\x00")) {
		t.Error("archive.db still has it", err)
	}
	r := clean(t, reopen(t, a, Options{}))
	if r.Articles != 59 || r.Purged != 3 || r.Packs < 2 {
		t.Errorf("%+v", r)
	}
}

func TestCompactKeepsEverything(t *testing.T) {
	a := filled(t, 40)
	before, err := a.Stats(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := a.Compact(ctx); err != nil {
			t.Fatal(err)
		}
	}
	after, err := a.Stats(ctx)
	if err != nil || after.DBBytes > before.DBBytes {
		t.Errorf("%d bytes before, %d after, %v", before.DBBytes, after.DBBytes, err)
	}
	after.DBBytes, after.Bytes = before.DBBytes, before.Bytes
	if !reflect.DeepEqual(before, after) {
		t.Errorf("before %+v\nafter  %+v", before, after)
	}
	mustAdd(t, a, page("/moi", "x"))
	clean(t, a)
}

func TestBackupAndRestore(t *testing.T) {
	a := filled(t, 40)
	dst := filepath.Join(t.TempDir(), "backup")
	stop := make(chan struct{})
	wrote := make(chan int)
	go func() { // the archive goes on being used
		for i := 0; ; i++ {
			select {
			case <-stop:
				wrote <- i
				return
			default:
				if _, err := a.AddSnapshot(ctx, page(fmt.Sprintf("/load-%d", i), "x")); err != nil {
					t.Error(err)
				}
			}
		}
	}()
	if err := a.Backup(ctx, dst); err != nil {
		t.Fatal(err)
	}
	close(stop)
	t.Logf("%d pages were added meanwhile", <-wrote)
	if err := a.Backup(ctx, dst); !errors.Is(err, news.ErrInvalid) {
		t.Error("a backup over a backup:", err)
	}
	to := filepath.Join(t.TempDir(), "restored")
	if err := Restore(ctx, dst, to); err != nil {
		t.Fatal(err)
	}
	if err := Restore(ctx, dst, to); !errors.Is(err, news.ErrInvalid) {
		t.Error("a restore over an archive:", err)
	}
	b, err := Open(to, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if b.UUID() != a.UUID() || b.Epoch() <= a.Epoch() {
		t.Errorf("UUID %s and %s, epoch %d and %d", a.UUID(), b.UUID(), a.Epoch(), b.Epoch())
	}
	if r := clean(t, b); r.Articles != 40 || r.Revisions != 41 {
		t.Errorf("%+v", r)
	}
	for id := range news.ID(40) {
		want, err1 := a.Article(ctx, id+1)
		got, err2 := b.Article(ctx, id+1)
		if err1 != nil || err2 != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("article %d: %v %v", id+1, err1, err2)
		}
	}
}

func TestRestoreRefusesDamage(t *testing.T) {
	a := filled(t, 5)
	dst := filepath.Join(t.TempDir(), "backup")
	if err := a.Backup(ctx, dst); err != nil {
		t.Fatal(err)
	}
	flip(t, filepath.Join(dst, packDir, packName(1)), 500)
	to := filepath.Join(t.TempDir(), "restored")
	if err := Restore(ctx, dst, to); !errors.Is(err, news.ErrDamaged) {
		t.Error(err)
	}
	if _, err := Open(to, Options{}); !errors.Is(err, news.ErrNoArchive) {
		t.Error("half a restore opened:", err)
	}
	flip(t, filepath.Join(dst, packDir, packName(1)), 500)
	if err := Restore(ctx, dst, to); err != nil {
		t.Error("a second try:", err)
	}
	if err := Restore(ctx, t.TempDir(), filepath.Join(t.TempDir(), "x")); !errors.Is(err, news.ErrInvalid) {
		t.Error(err)
	}
}

func TestCorrections(t *testing.T) {
	a, b := filled(t, 3), fresh(t, Options{})
	mustPut(t, b, article("/x", "x", 0), article("/0.html", "x", 0)) // the same article has another ID here
	merge := news.Correction{Kind: news.MergeOfficials, Subject: "Nguyễn Văn Mẫu", Other: "Nguyễn V. Mẫu", Who: "biên tập", Note: "một người"}
	stored, err := a.AddCorrection(ctx, merge)
	if err != nil || stored.Num != 2 || stored.Key == "" || stored.Time.IsZero() {
		t.Fatalf("%+v, %v", stored, err)
	}
	if again, err := a.AddCorrection(ctx, stored); err != nil || again.Num != 2 {
		t.Errorf("stored twice: %+v, %v", again, err)
	}
	var out bytes.Buffer
	if err := a.ExportCorrections(ctx, &out); err != nil {
		t.Fatal(err)
	}
	for want := range map[int]bool{2: true} {
		if n, err := b.ImportCorrections(ctx, bytes.NewReader(out.Bytes())); n != want || err != nil {
			t.Errorf("imported %d, %v", n, err)
		}
	}
	if n, err := b.ImportCorrections(ctx, &out); n != 0 || err != nil {
		t.Errorf("imported again: %d, %v", n, err)
	}
	all, err := b.Corrections(ctx)
	if err != nil || len(all) != 2 || all[0].Article != 2 || all[0].URL != "https://baomau.vn/0.html" || all[1].Note != "một người" {
		t.Errorf("%+v, %v", all, err)
	}
	for name, c := range map[string]news.Correction{
		"no kind": {Article: 1, Who: "x"}, "nobody": {Kind: news.AddFact, Article: 1}, "of nothing": {Kind: news.AddFact, Who: "x"},
		"half a merge": {Kind: news.MergeOfficials, Subject: "x", Who: "x"},
	} {
		if _, err := a.AddCorrection(ctx, c); !errors.Is(err, news.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := b.ImportCorrections(ctx, strings.NewReader("{\"kind\":\"add\",\"article\":\"1\",\"who\":\"x\"}\n{")); !errors.Is(err, news.ErrInvalid) || !strings.Contains(err.Error(), "line 2") {
		t.Error(err)
	}
	clean(t, a)
	clean(t, b)
}

func TestSavedSearches(t *testing.T) {
	a := filled(t, 1)
	if err := a.PutSaved(ctx, news.SavedSearch{Name: "tỉnh ta", Query: news.Query{Text: "họp"}, Seen: 3}); err != nil {
		t.Fatal(err)
	}
	got, err := a.Saved(ctx)
	if err != nil || len(got) != 1 || got[0].Query.Text != "họp" || got[0].Seen != 3 || got[0].Created.IsZero() {
		t.Errorf("%+v, %v", got, err)
	}
	if err := a.DeleteSaved(ctx, "tỉnh ta"); err != nil {
		t.Error(err)
	}
	if err := a.DeleteSaved(ctx, "tỉnh ta"); !errors.Is(err, news.ErrNotFound) {
		t.Error(err)
	}
	if err := a.PutSaved(ctx, news.SavedSearch{}); !errors.Is(err, news.ErrInvalid) {
		t.Error(err)
	}
}

func TestStats(t *testing.T) {
	a := filled(t, 40)
	s, err := a.Stats(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if s.Articles != 40 || s.Snapshots != 41 || s.Sources != 1 || s.LastSeq != a.LastSeq() || s.Packs < 2 || s.Bytes != s.DBBytes+s.PackBytes {
		t.Errorf("%+v", s)
	}
	one := s.PerSource[0]
	if one.Source != "baomau" || one.Visits[news.Done] != 40 || one.Visits[news.Due] != 37 || one.Visits[news.Leased] != 3 || !one.LastArticle.Equal(noon) {
		t.Errorf("%+v", one)
	}
	var packs int64
	for n := 1; n <= s.Packs; n++ {
		info, err := os.Stat(filepath.Join(a.dir, packDir, packName(n)))
		if err != nil {
			t.Fatal(err)
		}
		packs += info.Size()
	}
	if packs != s.PackBytes {
		t.Errorf("%d bytes in packs, stats say %d", packs, s.PackBytes)
	}
}

// flip changes one byte of a file; doing it twice changes nothing.
func flip(t testing.TB, path string, at int64) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var b [1]byte
	if _, err := f.ReadAt(b[:], at); err != nil {
		t.Fatal(err)
	}
	b[0] ^= 0x40
	if _, err := f.WriteAt(b[:], at); err != nil {
		t.Fatal(err)
	}
}
