package archive

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"diembao/news"
)

// FuzzRecords feeds bytes to every decoder: none may panic, and what one accepts must survive being written again.
func FuzzRecords(f *testing.F) {
	u := urlRecord{article: 1, last: 2, visit: &news.Visit{Source: "a", Kind: "other", State: news.Leased, Next: noon, Interval: time.Hour, Error: "lỗi"}}
	f.Add(u.encode())
	s := snapshotRecord{source: "a", url: "https://baomau.vn/", time: noon, sha256: make([]byte, 32), problems: []news.Problem{{Code: "x"}}, id: "id", base: 1}
	f.Add(s.encode())
	f.Add((&headRecord{canonical: "https://baomau.vn/", revisions: 2, gone: news.Instant{Time: noon.In(news.ICT)}}).encode())
	f.Add((&counters{seq: 1, packEnd: 1 << 40}).encode())
	f.Add((&packRecord{created: noon, sha256: make([]byte, 32)}).encode())
	f.Add((&sourceRecord{articles: 1, visits: map[news.VisitState]int{news.Due: 3}}).encode())
	f.Fuzz(func(t *testing.T, b []byte) {
		again(t, b, func(b []byte) (*urlRecord, error) { return decodeURL("u", b) }, (*urlRecord).encode)
		again(t, b, decodeSnapshot, (*snapshotRecord).encode)
		again(t, b, decodeHead, (*headRecord).encode)
		again(t, b, decodeSource, (*sourceRecord).encode)
		again(t, b, func(b []byte) (*counters, error) { c, err := decodeCounters(b); return &c, err }, (*counters).encode)
		again(t, b, func(b []byte) (*packRecord, error) { p, err := decodePack(1, b); return &p, err }, (*packRecord).encode)
		again(t, b, decodeRevision, (*revisionRecord).encode)
		if _, err := decodeChange(numKey(1), b); err != nil && !errors.Is(err, news.ErrDamaged) {
			t.Error(err)
		}
		if _, err := unseal("x", b, b); err == nil {
			t.Log("a checksum was guessed")
		}
		if payload, err := unseal("x", []byte("k"), seal("x", []byte("k"), b)); err != nil || string(payload) != string(b) {
			t.Errorf("%q, %v", payload, err)
		}
	})
}

func again[R any](t *testing.T, b []byte, decode func([]byte) (*R, error), encode func(*R) []byte) {
	t.Helper()
	first, err := decode(b)
	if err != nil {
		if !errors.Is(err, news.ErrDamaged) {
			t.Error(err)
		}
		return
	}
	second, err := decode(encode(first))
	if err != nil || !reflect.DeepEqual(normal(first), normal(second)) {
		t.Errorf("%+v\nbecame %+v, %v", first, second, err)
	}
}

// normal makes records comparable: zones of the same offset are one.
func normal(v any) any {
	switch r := v.(type) {
	case *urlRecord:
		if r.visit != nil {
			r.visit.Published = news.Instant{Time: r.visit.Published.UTC()}
		}
	case *snapshotRecord:
		r.published = news.Instant{Time: r.published.UTC()}
	case *headRecord:
		r.firstSeen, r.gone = news.Instant{Time: r.firstSeen.UTC()}, news.Instant{Time: r.gone.UTC()}
	case *revisionRecord:
		r.seen = news.Instant{Time: r.seen.UTC()}
	}
	return v
}

// FuzzOpen puts any bytes where a catalogue should be: an error, never a crash.
func FuzzOpen(f *testing.F) {
	a := filled(f, 3)
	if err := a.Close(); err != nil {
		f.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(a.dir, dbName))
	if err != nil {
		f.Fatal(err)
	}
	mark, err := os.ReadFile(filepath.Join(a.dir, markName))
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte(nil), uint16(0))
	f.Add([]byte("rác"), uint16(4096))
	f.Add([]byte{0xff, 0xff, 0xff, 0xff}, uint16(8192+8))
	f.Fuzz(func(t *testing.T, patch []byte, at uint16) {
		dir := t.TempDir()
		db := append([]byte(nil), b[:min(len(b), 64<<10)]...)
		copy(db[at:], patch)
		for name, content := range map[string][]byte{dbName: db, markName: mark} {
			if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		a, err := Open(dir, Options{Damaged: true, still: true})
		if err != nil {
			return
		}
		if _, err := a.Verify(ctx, VerifyOptions{ReadData: true}); err != nil {
			t.Error(err)
		}
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
}
