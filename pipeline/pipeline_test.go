package pipeline

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"diembao/archive"
	"diembao/index"
	"diembao/news"
	"diembao/viet/facts"
)

// A reader reads a page of three lines: title, day, body. Its version is in what it finds, so that one can tell who read.
type reader struct {
	version string
	pages   atomic.Int64
}

func (r *reader) Article(_ context.Context, snap news.Snapshot, src news.Source) news.Article {
	r.pages.Add(1)
	a := news.Article{URL: snap.URL, CanonicalURL: snap.URL, Site: "mau.example", Source: snap.Source, Extractor: r.version, Method: r.version}
	if lines := strings.SplitN(string(snap.Body), "\n", 3); len(lines) == 3 {
		a.Title, a.Body = lines[0], lines[2]
		day, err := news.ParseDay(lines[1])
		if err == nil {
			a.Published, a.DayOnly = news.Instant{Time: day.Time()}, true
		}
	}
	facts.Read(&a, src.Province)
	return a
}

// A founder gives every article a story of its own.
type founder struct{ placed []news.ID }

func (f *founder) Place(_ context.Context, articles []news.Article) ([]news.Membership, error) {
	var out []news.Membership
	for _, a := range articles {
		f.placed = append(f.placed, a.ID)
		out = append(out, news.Membership{ID: a.ID, Story: a.ID})
	}
	return out, nil
}

// A works is an archive, an index and a pipeline in temporary directories.
type works struct {
	t       *testing.T
	dir     string
	archive *archive.Archive
	index   *index.Index
	reader  *reader
	placer  *founder
	*Pipeline
}

func opened(t *testing.T) *works {
	w := &works{t: t, dir: t.TempDir(), reader: &reader{version: "v1"}, placer: &founder{}}
	var err error
	if w.archive, err = archive.Create(filepath.Join(w.dir, "data"), archive.Options{}); err != nil {
		t.Fatal(err)
	}
	w.open()
	t.Cleanup(w.close)
	return w
}

func (w *works) open() {
	w.t.Helper()
	log := slog.New(slog.DiscardHandler)
	var err error
	if w.index, err = index.Open(filepath.Join(w.dir, "index"), index.Options{ArchiveUUID: w.archive.UUID(), Epoch: w.archive.Epoch(), Log: log}); err != nil {
		w.t.Fatal(err)
	}
	w.Pipeline = &Pipeline{Archive: w.archive, Extractor: w.reader, Index: w.index, Placer: w.placer, Version: w.reader.version,
		Sources: map[string]news.Source{"mau": {ID: "mau", Province: "Lâm Đồng", Kind: news.Newspaper}}, Log: log}
}

func (w *works) close() {
	if err := errors.Join(w.index.Close(), w.archive.Close()); err != nil {
		w.t.Error(err)
	}
}

// restart closes everything and opens it again.
func (w *works) restart() {
	w.t.Helper()
	w.close()
	var err error
	if w.archive, err = archive.Open(filepath.Join(w.dir, "data"), archive.Options{}); err != nil {
		w.t.Fatal(err)
	}
	w.open()
}

// store keeps a page as the crawler would.
func (w *works) store(n, status int, title, day, body string) {
	w.t.Helper()
	snap := news.Snapshot{URL: address(n), FinalURL: address(n), Source: "mau", Time: time.Now().UTC(), Status: status, Body: []byte(title + "\n" + day + "\n" + body)}
	if _, err := w.archive.AddSnapshot(context.Background(), &snap); err != nil {
		w.t.Fatal(err)
	}
}

func address(n int) string { return fmt.Sprintf("https://mau.example/%d", n) }

func (w *works) catchUpAll() (read, indexed int) {
	w.t.Helper()
	read, indexed, err := w.CatchUp(context.Background())
	if err != nil {
		w.t.Fatal(err)
	}
	if lag, err := w.Lag(context.Background()); err != nil || lag.Changes != 0 {
		w.t.Fatalf("caught up, yet behind by %+v (%v)", lag, err)
	}
	return read, indexed
}

func (w *works) found(q news.Query) int {
	w.t.Helper()
	f, err := w.index.Search(context.Background(), q)
	if err != nil {
		w.t.Fatal(err)
	}
	return f.Total
}

func (w *works) article(n int) news.Article {
	w.t.Helper()
	a, err := w.archive.ArticleByURL(context.Background(), address(n))
	if err != nil {
		w.t.Fatal(err)
	}
	return a
}

const body = "Sáng 5/6, Tỉnh ủy Lâm Đồng họp. Đồng chí Trần Văn Mẫu, Phó Bí thư Tỉnh ủy Lâm Đồng chủ trì."

func TestStagesFollowTheFeed(t *testing.T) {
	w := opened(t)
	if read, indexed := w.catchUpAll(); read+indexed != 0 {
		t.Errorf("an empty archive: %d read, %d indexed", read, indexed)
	}
	for n := range 150 { // more than a batch
		w.store(n, 200, fmt.Sprintf("Tin số %d", n), "2024-06-05", body)
	}
	w.store(150, 200, "", "", "")
	if lag, err := w.Lag(context.Background()); err != nil || lag.Changes != 151 {
		t.Errorf("lag %+v, %v; want 151 changes", lag, err)
	}
	read, indexed := w.catchUpAll()
	if read != 151 || indexed != 150 || w.found(news.Query{}) != 150 || len(w.placer.placed) != 150 {
		t.Errorf("%d read, %d indexed, %d found, %d placed; a page without text is read and not found", read, indexed, w.found(news.Query{}), len(w.placer.placed))
	}
	if read, indexed := w.catchUpAll(); read+indexed != 0 {
		t.Errorf("nothing changed, yet %d read, %d indexed", read, indexed)
	}
	w.store(3, 200, "Tin số 3 đã sửa", "2024-06-05", body)
	if read, indexed := w.catchUpAll(); read != 1 || indexed != 1 || w.article(3).Revision != 2 {
		t.Errorf("an edit: %d read, %d indexed, revision %d", read, indexed, w.article(3).Revision)
	}
	if n := w.found(news.Query{Text: "\"đã sửa\""}); n != 1 {
		t.Errorf("the edit is found %d times", n)
	}
}

func TestRestartGoesOnFromTheMarks(t *testing.T) {
	w := opened(t)
	for n := range 5 {
		w.store(n, 200, "Tin", "2024-06-05", body)
	}
	w.catchUpAll()
	for n := range 5 {
		w.store(10+n, 200, "Tin sau", "2024-06-06", body)
	}
	// The extract stage ends; the others die before they begin.
	if _, err := w.extractAll(context.Background(), make(chan int, 1)); err != nil {
		t.Fatal(err)
	}
	w.reader.pages.Store(0)
	w.restart()
	if lag, err := w.Lag(context.Background()); err != nil || lag.Changes == 0 {
		t.Errorf("behind by %+v, %v", lag, err)
	}
	read, indexed := w.catchUpAll()
	if read != 0 || indexed != 5 || w.reader.pages.Load() != 0 || w.found(news.Query{}) != 10 || len(w.placer.placed) != 10 {
		t.Errorf("%d read, %d indexed, %d found, %d placed", read, indexed, w.found(news.Query{}), len(w.placer.placed))
	}
}

// TestBetterRulesReadAllAgain: another version has a mark of its own, and texts that stay the same keep their revision.
func TestBetterRulesReadAllAgain(t *testing.T) {
	w := opened(t)
	for n := range 5 {
		w.store(n, 200, "Tin", "2024-06-05", body)
	}
	w.catchUpAll()
	w.reader.version = "v2"
	w.restart()
	if read, _ := w.catchUpAll(); read != 5 {
		t.Errorf("%d pages read again, want 5", read)
	}
	if a := w.article(2); a.Revision != 1 || a.Extractor != "v2" {
		t.Errorf("revision %d by %s", a.Revision, a.Extractor)
	}
	if n, err := w.Reextract(context.Background()); err != nil || n != 5 || w.article(2).Revision != 1 || w.found(news.Query{}) != 5 {
		t.Errorf("%d pages read a third time, %v; revision %d, %d found", n, err, w.article(2).Revision, w.found(news.Query{}))
	}
}

func TestWithdrawnAndPurged(t *testing.T) {
	w := opened(t)
	for n := range 3 {
		w.store(n, 200, "Tin", "2024-06-05", body)
	}
	w.catchUpAll()
	w.store(1, 404, "", "", "")
	w.store(99, 410, "", "", "")
	w.catchUpAll()
	if a := w.article(1); a.Gone.IsZero() || a.Title != "Tin" || w.found(news.Query{}) != 3 {
		t.Errorf("withdrawn: %+v, %d found; the text stays", a.Gone, w.found(news.Query{}))
	}
	w.store(1, 200, "Tin trở lại", "2024-06-05", body)
	w.catchUpAll()
	if a := w.article(1); !a.Gone.IsZero() || a.Revision != 2 {
		t.Errorf("back again: gone %v, revision %d", a.Gone, a.Revision)
	}
	if err := w.archive.Purge(context.Background(), w.article(2).ID); err != nil {
		t.Fatal(err)
	}
	w.catchUpAll()
	if n := w.found(news.Query{}); n != 2 {
		t.Errorf("%d found after one was purged, want 2", n)
	}
	if _, err := w.Reextract(context.Background()); err != nil || w.found(news.Query{}) != 2 {
		t.Errorf("read again: %v, %d found; what was purged stays away", err, w.found(news.Query{}))
	}
}

func TestReindex(t *testing.T) {
	w := opened(t)
	for n := range 20 {
		w.store(n, 200, "Tin", "2024-06-05", body)
	}
	w.store(20, 200, "", "", "")
	w.catchUpAll()
	last := 0
	n, err := w.Reindex(context.Background(), func(done int) { last = done })
	if err != nil || n != 20 || last != 20 || w.found(news.Query{}) != 20 {
		t.Errorf("%d articles, told of %d, %d found, %v", n, last, w.found(news.Query{}), err)
	}
	if lag, err := w.Lag(context.Background()); err != nil || lag.Changes != 0 {
		t.Errorf("behind by %+v, %v", lag, err)
	}
}

// TestCorrectionsAreAppliedAtOnce: by the feed, to all revisions, after every reading, and no longer when revoked.
func TestCorrectionsAreAppliedAtOnce(t *testing.T) {
	w := opened(t)
	ctx := context.Background()
	w.store(1, 200, "Tin", "2024-06-05", body)
	w.catchUpAll()
	w.store(1, 200, "Tin đã sửa", "2024-06-05", body)
	w.catchUpAll()
	c, err := w.archive.AddCorrection(ctx, news.Correction{Kind: news.ReplaceFact, Article: w.article(1).ID, Field: "published", After: []byte(`"2023-01-02"`), Who: "Ban biên tập"})
	if err != nil {
		t.Fatal(err)
	}
	// One for a page that is not there yet, as an import of corrections brings them.
	if _, err := w.archive.AddCorrection(ctx, news.Correction{Kind: news.RemoveFact, URL: address(2), Field: "published", Who: "Ban biên tập"}); err != nil {
		t.Fatal(err)
	}
	corrected := func(when string) {
		t.Helper()
		all, err := w.archive.Revisions(ctx, w.article(1).ID)
		if err != nil || len(all) != 2 {
			t.Fatalf("%s: %d revisions, %v", when, len(all), err)
		}
		for _, a := range all {
			if news.DayOf(a.Published.Time).String() != "2023-01-02" || a.Origin != news.FromEditor {
				t.Errorf("%s: revision %d published %v", when, a.Revision, a.Published)
			}
		}
		if n := w.found(news.Query{From: news.Day{Year: 2023, Month: 1, Day: 2}, To: news.Day{Year: 2023, Month: 1, Day: 2}}); n != 1 {
			t.Errorf("%s: found %d times by its new day", when, n)
		}
	}
	w.catchUpAll()
	corrected("at once")
	if _, err := w.Reextract(ctx); err != nil {
		t.Fatal(err)
	}
	corrected("read again")
	w.reader.version = "v2"
	w.restart()
	w.catchUpAll()
	corrected("read by better rules")
	w.store(2, 200, "Tin khác", "2024-06-05", body)
	w.catchUpAll()
	if a := w.article(2); !a.Published.IsZero() {
		t.Errorf("corrected before it came, published %v", a.Published)
	}
	if _, err := w.archive.AddCorrection(ctx, news.Correction{Kind: news.Revoke, Article: c.Article, Other: c.Key, Who: "Ban biên tập"}); err != nil {
		t.Fatal(err)
	}
	w.catchUpAll()
	if a := w.article(1); news.DayOf(a.Published.Time).String() != "2024-06-05" {
		t.Errorf("revoked, yet published %v", a.Published)
	}
}

// TestFollow works as changes come, until it is told to stop.
func TestFollow(t *testing.T) {
	w := opened(t)
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- w.Follow(ctx) }()
	w.store(1, 200, "Tin", "2024-06-05", body)
	for w.found(news.Query{}) == 0 {
		select {
		case err := <-ended:
			t.Fatalf("stopped by itself: %v", err)
		case <-time.After(5 * time.Millisecond):
		}
	}
	stop()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("stopped with %v", err)
	}
}
