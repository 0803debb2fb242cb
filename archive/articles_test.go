package archive

import (
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"diembao/news"
)

// kindsOf is the feed after a number as words: "article 1.2" is revision 2 of article 1.
func kindsOf(t *testing.T, a *Archive, after news.Seq) (out []string) {
	t.Helper()
	changes, err := a.Changes(ctx, after, 0)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range changes {
		if c.Seq != after+news.Seq(i)+1 {
			t.Errorf("change %d follows %d", c.Seq, after+news.Seq(i))
		}
		word := fmt.Sprintf("%s %d.%d", c.Kind, c.ID, c.Revision)
		if c.Kind == news.SnapshotStored {
			word = fmt.Sprintf("%s %d", c.Kind, c.Num)
		}
		out = append(out, word)
	}
	return out
}

func wantFeed(t *testing.T, a *Archive, after news.Seq, want ...string) {
	t.Helper()
	if got := kindsOf(t, a, after); !reflect.DeepEqual(got, want) {
		t.Errorf("feed after %d: %q, want %q", after, got, want)
	}
}

func TestArticleComesBackWhole(t *testing.T) {
	a := fresh(t, Options{})
	num := mustAdd(t, a, page("/a.html", "<p>x</p>"))
	in := article("/a.html", "Sáng 31/7, <Tỉnh ủy> & UBND tỉnh họp.", num)
	in.Blocks = []news.Block{{Kind: news.Paragraph, Start: 0, End: 5}}
	in.Officials = []news.Official{{Name: "Nguyễn Văn Mẫu", Positions: []string{"Phó Bí thư Tỉnh ủy"}, Mentions: []news.Mention{{Text: "x", Start: 1, End: 2}}}}
	in.Places = []news.Place{{Name: "Lâm Đồng", Kind: news.ProvinceKind, Code: "68", Mentions: []news.Mention{}}}
	in.Problems, in.Extractor, in.Topics = []news.Problem{{Code: news.ProblemNoDate}}, "v1", []string{}
	out := mustPut(t, a, in)[0]
	want := in
	want.ID, want.Revision, want.FirstSeen = 1, 1, in.Seen
	if !reflect.DeepEqual(out, want) {
		t.Errorf("put gave %+v\nwant %+v", out, want)
	}
	a = reopen(t, a, Options{})
	for _, url := range []string{"https://baomau.vn/a.html", "HTTPS://BAOMAU.VN/a.html?fbclid=1#x"} {
		got, err := a.ArticleByURL(ctx, url)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v\n%s", url, err, cmp.Diff(want, got))
		}
	}
	clean(t, a)
}

func TestFingerprint(t *testing.T) {
	a := fresh(t, Options{})
	mustPut(t, a, article("/a", "một", 1), article("/b", "hai", 2))
	got, first, err := a.ArticleUnless(ctx, 1, Fingerprint{})
	if want, _ := a.Article(ctx, 1); err != nil || first == (Fingerprint{}) || !reflect.DeepEqual(got, want) {
		t.Fatal(first, err, cmp.Diff(want, got))
	}
	mustPut(t, a, article("/a", "một", 3)) // the same again
	if same, again, err := a.ArticleUnless(ctx, 1, first); err != nil || again != first || same.ID != 0 {
		t.Errorf("%x, %v, want %x and no article, not %d", again, err, first, same.ID)
	}
	better := article("/a", "một", 1)
	better.Byline = "Văn Mẫu"
	mustPut(t, a, better)
	if got, other, err := a.ArticleUnless(ctx, 1, first); err != nil || other == first || got.Byline != better.Byline {
		t.Errorf("%x, %v, %q: other facts", other, err, got.Byline)
	}
	if _, _, err := a.ArticleUnless(ctx, 9, first); !errors.Is(err, news.ErrNotFound) {
		t.Error(err)
	}
}

func TestRevisions(t *testing.T) {
	a := fresh(t, Options{})
	mustAdd(t, a, page("/a", "1"))
	mustPut(t, a, article("/a", "một", 1))
	wantFeed(t, a, 0, "snapshot 1", "article 1.1")

	same := article("/a", "một", 2)
	mustAdd(t, a, page("/a", "2"))
	if got := mustPut(t, a, same)[0]; got.Revision != 1 || got.Snapshot != 1 {
		t.Errorf("same text: revision %d of snapshot %d", got.Revision, got.Snapshot)
	}
	wantFeed(t, a, 3)

	edited := article("/a", "một, sửa", 3)
	edited.Seen = news.Instant{Time: noon.Add(time.Hour)}
	mustAdd(t, a, page("/a", "3"))
	got := mustPut(t, a, edited)[0]
	if got.Revision != 2 || !got.FirstSeen.Equal(noon) || !got.Seen.Equal(noon.Add(time.Hour)) {
		t.Errorf("edit: %+v", got)
	}
	wantFeed(t, a, 4, "article 1.2")

	better := article("/a", "một, sửa", 3)
	better.Byline = "Mẫu Văn"
	if got := mustPut(t, a, better)[0]; got.Revision != 2 {
		t.Errorf("other facts gave revision %d", got.Revision)
	}
	wantFeed(t, a, 5, "article 1.2")

	// A better extractor goes through all snapshots again, in order.
	again := []news.Article{article("/a", "MỘT", 1), article("/a", "MỘT", 2), article("/a", "MỘT, SỬA", 3)}
	var nums []int
	for _, got := range mustPut(t, a, again...) {
		nums = append(nums, got.Revision)
	}
	if !reflect.DeepEqual(nums, []int{1, 2, 2}) {
		t.Errorf("read again: revisions %v", nums)
	}
	wantFeed(t, a, 6, "article 1.1", "article 1.2")
	all, err := a.Revisions(ctx, 1)
	if err != nil || len(all) != 2 || all[0].Body != "MỘT" || all[1].Body != "MỘT, SỬA" || all[1].Byline != "" {
		t.Errorf("%+v, %v", all, err)
	}
	if _, err := a.Revision(ctx, 1, 3); !errors.Is(err, news.ErrNotFound) {
		t.Error(err)
	}
	clean(t, a)
}

func TestTwinMakesNoRevision(t *testing.T) {
	a := fresh(t, Options{})
	mustAdd(t, a, page("/a", "1"))
	mustPut(t, a, article("/a", "bản chính", 1))
	s := page("/a", "2")
	s.URL = "https://m.baomau.vn/a"
	s.FinalURL = s.URL
	mustAdd(t, a, s)
	twin := article("/a", "bản di động", 2)
	twin.URL = s.URL
	if got := mustPut(t, a, twin)[0]; got.ID != 1 || got.Revision != 1 || got.URL != "https://baomau.vn/a" {
		t.Errorf("%+v", got)
	}
	if got, err := a.ArticleByURL(ctx, s.URL); err != nil || got.Body != "bản chính" {
		t.Errorf("%+v, %v", got, err)
	}
}

// An extractor that learns to read the canonical URL must not make a second article of the same page.
func TestNewCanonicalURLKeepsTheArticle(t *testing.T) {
	a := fresh(t, Options{})
	mustAdd(t, a, page("/a-1?x=1", "1"))
	first := article("/a-1?x=1", "văn bản", 1)
	mustPut(t, a, first)
	second := first
	second.CanonicalURL = "https://baomau.vn/a"
	if got := mustPut(t, a, second)[0]; got.ID != 1 || got.Revision != 1 {
		t.Errorf("%+v", got)
	}
	if got, err := a.ArticleByURL(ctx, "https://baomau.vn/a"); err != nil || got.ID != 1 {
		t.Error(got.ID, err)
	}
	clean(t, a)
}

func TestGoneAndBack(t *testing.T) {
	a := fresh(t, Options{})
	mustAdd(t, a, page("/a", "1"))
	mustPut(t, a, article("/a", "một", 1))
	if _, err := a.MarkGone(ctx, "https://baomau.vn/b", 1, noon); !errors.Is(err, news.ErrNotFound) {
		t.Error(err)
	}
	for range 2 {
		if id, err := a.MarkGone(ctx, "https://baomau.vn/a", 2, noon); id != 1 || err != nil {
			t.Error(id, err)
		}
	}
	wantFeed(t, a, 2, "gone 1.1")
	if got, _ := a.Article(ctx, 1); !got.Gone.Equal(noon) || got.Body != "một" {
		t.Errorf("%+v", got)
	}
	mustPut(t, a, article("/a", "một", 1)) // read again: older than the withdrawal
	if got, _ := a.Article(ctx, 1); got.Gone.IsZero() {
		t.Error("an old page brought it back")
	}
	mustPut(t, a, article("/a", "một", 3))
	if got, _ := a.Article(ctx, 1); !got.Gone.IsZero() {
		t.Error("a new page did not bring it back")
	}
	wantFeed(t, a, 3, "article 1.1")
}

func TestPutArticlesAllOrNothing(t *testing.T) {
	a := fresh(t, Options{})
	bad := article("/b", "x", 0)
	bad.CanonicalURL = "mailto:x"
	if _, err := a.PutArticles(ctx, []news.Article{article("/a", "x", 0), bad}, "extract/v1", 0); !errors.Is(err, news.ErrInvalid) {
		t.Error(err)
	}
	if _, err := a.PutArticles(ctx, []news.Article{article("/a", "x", 0)}, "extract/v1", 7); !errors.Is(err, news.ErrInvalid) {
		t.Error("a mark beyond the feed:", err)
	}
	if a.LastSeq() != 0 {
		t.Error("something was stored")
	}
	if _, err := a.PutArticles(ctx, []news.Article{article("/a", "x", 0), article("/b", "y", 0)}, "extract/v1", 2); err != nil {
		t.Error(err)
	}
	if at, err := a.Mark(ctx, "extract/v1"); at != 2 || err != nil {
		t.Error(at, err)
	}
	clean(t, a)
}

func TestArticlesInOrder(t *testing.T) {
	a := fresh(t, Options{})
	var all []news.Article
	for i := range 150 {
		all = append(all, article(fmt.Sprintf("/%d", i), "x", 0))
	}
	mustPut(t, a, all...)
	if err := a.Purge(ctx, 100); err != nil {
		t.Fatal(err)
	}
	next := news.ID(11)
	for art, err := range a.Articles(ctx, 10) {
		if err != nil || art.ID != next {
			t.Fatal(art.ID, next, err)
		}
		if next++; next == 100 {
			next++
		}
	}
	if next != 151 {
		t.Error("ended at", next)
	}
}

func TestFeedMarksWait(t *testing.T) {
	a := fresh(t, Options{})
	done := make(chan error)
	go func() { done <- a.Wait(ctx, 0) }()
	mustAdd(t, a, page("/a", "x"))
	if err := <-done; err != nil {
		t.Error(err)
	}
	for _, c := range []struct {
		name string
		at   news.Seq
		want error
	}{{"index/v1", 1, nil}, {"index/v1", 0, nil}, {"index/v1", 2, news.ErrInvalid}, {"", 0, news.ErrInvalid}} {
		if err := a.SetMark(ctx, c.name, c.at); !errors.Is(err, c.want) {
			t.Errorf("SetMark(%q, %d): %v", c.name, c.at, err)
		}
	}
	if marks, err := a.Marks(ctx); err != nil || !reflect.DeepEqual(marks, map[string]news.Seq{"index/v1": 0}) {
		t.Error(marks, err)
	}
	go func() { done <- a.Wait(ctx, 1) }()
	if err := a.Close(); err != nil {
		t.Error(err)
	}
	if err := <-done; err == nil {
		t.Error("Wait outlived the archive")
	}
	if _, err := a.AddSnapshot(ctx, page("/b", "x")); err == nil {
		t.Error("a closed archive took a page")
	}
}
