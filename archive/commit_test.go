package archive

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"diembao/news"
)

func TestWritersShareTransactions(t *testing.T) {
	a := fresh(t, Options{})
	var wg sync.WaitGroup
	const writers, each = 32, 20
	for i := range writers {
		wg.Go(func() {
			for k := range each {
				path := fmt.Sprintf("/%d-%d", i, k)
				if _, err := a.AddSnapshot(ctx, page(path, bodyOf(path))); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if a.LastSeq() != writers*each {
		t.Errorf("the feed ends at %d", a.LastSeq())
	}
	txs := 0
	_ = a.view(ctx, func(r reader) error { txs = r.tx.ID(); return nil })
	t.Logf("%d pages in %d transactions", writers*each, txs)
	if r := clean(t, a); r.Pages != writers*each {
		t.Errorf("%+v", r)
	}
}

// TestOneFailsAlone puts a job that fails into a group with others.
func TestOneFailsAlone(t *testing.T) {
	a := fresh(t, Options{})
	mustAdd(t, a, page("/first", "x"))
	var group []*job
	for i := range 3 {
		group = append(group, &job{do: func(w *writer, _ place) error {
			if err := w.setMark(fmt.Sprint(i), 1); err != nil || i != 1 {
				return err
			}
			return news.ErrInvalid
		}})
	}
	a.wmu.Lock()
	a.commit(group)
	a.wmu.Unlock()
	for i, j := range group {
		if failed := j.err != nil; failed != (i == 1) {
			t.Errorf("job %d: %v", i, j.err)
		}
	}
	if marks, _ := a.Marks(ctx); len(marks) != 2 {
		t.Error(marks)
	}
}

// TestFullDatabase fills archive.db up to its bound: the call that does not fit fails whole, what was stored stays, and
// with room again writing goes on.
func TestFullDatabase(t *testing.T) {
	a := fresh(t, Options{MaxSize: 8 << 20})
	stored := 0
	var err error
	for i := 0; err == nil && i < 1000; i++ {
		path := fmt.Sprintf("/%d", i)
		var num uint64
		if num, err = a.AddSnapshot(ctx, page(path, "x")); err != nil {
			break
		}
		art := article(path, noise(i), num)
		if _, err = a.PutArticles(ctx, []news.Article{art}, "", 0); err == nil {
			stored++
		}
	}
	if !errors.Is(err, ErrFull) {
		t.Fatalf("after %d articles: %v", stored, err)
	}
	t.Logf("%d articles, then: %v", stored, err)
	if _, err := a.AddSnapshot(ctx, page("/voll", strings.Repeat("x", 1000))); err != nil && !errors.Is(err, ErrFull) {
		t.Error(err)
	}
	if r := clean(t, a); r.Articles != stored {
		t.Errorf("%d articles, %d were acknowledged", r.Articles, stored)
	}
	a = reopen(t, a, Options{})
	mustPut(t, a, article("/moi", noise(-1), 0))
	if r := clean(t, a); r.Articles != stored+1 {
		t.Errorf("%+v", r)
	}
}

// noise is text that does not compress.
func noise(seed int) string {
	var b strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&b, "%x", uint64(seed*3001+i)*0x9e3779b97f4a7c15)
	}
	return b.String()
}

func TestNoRoomOnDisk(t *testing.T) {
	a := fresh(t, Options{MinFree: 1 << 60})
	if _, err := a.AddSnapshot(ctx, page("/a", "x")); !errors.Is(err, ErrFull) {
		t.Error(err)
	}
	a.o.MinFree = -1
	mustAdd(t, a, page("/a", "x"))
	clean(t, a)
}

// TestDiskErrorStopsWriting takes the pack away under the writer: from then on nothing is written and all is read.
func TestDiskErrorStopsWriting(t *testing.T) {
	a := fresh(t, Options{})
	num := mustAdd(t, a, page("/a", "x"))
	f, err := a.packs.file(1)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := a.AddSnapshot(ctx, page("/b", "x")); !errors.Is(err, ErrBroken) {
			t.Error(err)
		}
	}
	if err := a.SetMark(ctx, "index/v1", 1); !errors.Is(err, ErrBroken) {
		t.Error(err)
	}
	if err := a.Compact(ctx); !errors.Is(err, ErrBroken) {
		t.Error(err)
	}
	delete(a.packs.files, 1)
	if _, err := a.Snapshot(ctx, num); err != nil {
		t.Error(err)
	}
	a = reopen(t, a, Options{})
	mustAdd(t, a, page("/b", "x"))
	clean(t, a)
}

// TestFailedAppendIsTakenBack lets a transaction fail after its page was appended to a new pack.
func TestFailedAppendIsTakenBack(t *testing.T) {
	a := fresh(t, Options{PackSize: 1000})
	mustAdd(t, a, page("/a", "x"))
	boom := errors.New("boom")
	member := []byte(strings.Repeat("x", 2000))
	if err := a.update(ctx, member, func(*writer, place) error { return boom }); !errors.Is(err, boom) {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(a.dir, packDir, packName(2))); !errors.Is(err, os.ErrNotExist) {
		t.Error("pack 2 is still there", err)
	}
	mustAdd(t, a, page("/b", "x"))
	a.background.Wait()
	clean(t, a)
}
