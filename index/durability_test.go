package index

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"diembao/index/internal/segment"
	"diembao/news"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		child(dir)
	}
	goleak.VerifyTestMain(m, goleak.Cleanup(func(code int) {
		if shared != nil { // of the benchmarks
			_ = os.RemoveAll(shared.dir)
		}
		os.Exit(code)
	}), goleak.IgnoreCurrent())
}

// filled makes an index of n articles at position n and closes it.
func filled(t *testing.T, dir string, n int) {
	t.Helper()
	x, err := Open(dir, testOptions())
	if err != nil {
		t.Fatal(err)
	}
	for i := 1; i <= n; i++ {
		if err := x.Apply(context.Background(), []Doc{doc(news.ID(i), "2024-05-06", fmt.Sprint("Tin số ", i), "Một bản tin về hạn hán.")}, nil, news.Seq(i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
}

func generation(t *testing.T, dir string) string {
	t.Helper()
	name, err := os.ReadFile(filepath.Join(dir, current))
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, strings.TrimSpace(string(name)))
}

// older makes a segment file say that it was written by a program with the format before this one.
func older(t *testing.T, path string) {
	t.Helper()
	b, err := os.ReadFile(path)
	must(t, err)
	n := len(b)
	binary.LittleEndian.PutUint32(b[n-8:], segment.Version-1)
	binary.LittleEndian.PutUint32(b[n-4:], crc32.Checksum(b[:n-4], crc32.MakeTable(crc32.Castagnoli)))
	must(t, os.WriteFile(path, b, 0o600))
}

// TestMergeLeftOver wants the dictionary of a merge that a crash ended to be gone after the next open.
func TestMergeLeftOver(t *testing.T) {
	dir := t.TempDir()
	filled(t, dir, 3)
	left := filepath.Join(generation(t, dir), "00000000000f.zap"+segment.SpillSuffix)
	must(t, os.WriteFile(left, []byte("half"), 0o600))
	x := openTest(t, dir, testOptions())
	if _, err := os.Stat(left); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%s is still there: %v", left, err)
	}
	if x.Applied() != 3 {
		t.Errorf("Applied = %d", x.Applied())
	}
}

func TestReopen(t *testing.T) {
	dir := t.TempDir()
	filled(t, dir, 12)
	x := openTest(t, dir, testOptions())
	if x.Applied() != 12 {
		t.Errorf("Applied = %d, want 12", x.Applied())
	}
	if f := find(t, x, news.Query{Text: "hạn hán"}); f.Total != 12 {
		t.Errorf("Total = %d, want 12", f.Total)
	}
}

// TestReopenDamaged does to the files what disks and people do, and wants an index that says how far behind it is, and
// is whole again when it has caught up.
func TestReopenDamaged(t *testing.T) {
	flip := func(t *testing.T, path string) {
		b, err := os.ReadFile(path)
		must(t, err)
		b[len(b)/3] ^= 4
		must(t, os.WriteFile(path, b, 0o600))
	}
	for name, harm := range map[string]func(t *testing.T, dir string, opt *Options){
		"index directory lost": func(t *testing.T, dir string, _ *Options) { must(t, os.RemoveAll(dir)) },
		"generation lost":      func(t *testing.T, dir string, _ *Options) { must(t, os.RemoveAll(generation(t, dir))) },
		"CURRENT lost":         func(t *testing.T, dir string, _ *Options) { must(t, os.Remove(filepath.Join(dir, current))) },
		"CURRENT is nonsense": func(t *testing.T, dir string, _ *Options) {
			must(t, os.WriteFile(filepath.Join(dir, current), []byte("../../etc"), 0o600))
		},
		"root.bolt cut": func(t *testing.T, dir string, _ *Options) {
			must(t, os.Truncate(filepath.Join(generation(t, dir), "root.bolt"), 100))
		},
		"root.bolt lost": func(t *testing.T, dir string, _ *Options) {
			must(t, os.Remove(filepath.Join(generation(t, dir), "root.bolt")))
		},
		"segments cut": func(t *testing.T, dir string, _ *Options) {
			files, _ := filepath.Glob(filepath.Join(generation(t, dir), "*.zap"))
			for _, f := range files {
				must(t, os.Truncate(f, 50))
			}
		},
		"one byte of each segment flipped": func(t *testing.T, dir string, _ *Options) {
			files, _ := filepath.Glob(filepath.Join(generation(t, dir), "*.zap"))
			for _, f := range files {
				flip(t, f)
			}
		},
		"one byte of the newest segment flipped": func(t *testing.T, dir string, _ *Options) { // scorch falls back to an older snapshot
			files, _ := filepath.Glob(filepath.Join(generation(t, dir), "*.zap"))
			flip(t, files[len(files)-1])
		},
		"segments of an older format": func(t *testing.T, dir string, _ *Options) {
			files, _ := filepath.Glob(filepath.Join(generation(t, dir), "*.zap"))
			for _, f := range files {
				older(t, f)
			}
		},
		"archive restored": func(_ *testing.T, _ string, opt *Options) { opt.Epoch = 2 },
		"another archive":  func(_ *testing.T, _ string, opt *Options) { opt.ArchiveUUID = "u-2" },
		"rebuild not finished": func(t *testing.T, dir string, _ *Options) {
			must(t, os.MkdirAll(filepath.Join(dir, "gen-9.building"), 0o700))
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "index")
			filled(t, dir, 12)
			opt := testOptions()
			harm(t, dir, &opt)
			x := openTest(t, dir, opt)
			at := x.Applied()
			if at > 12 || at > 0 && name != "rebuild not finished" && !strings.HasPrefix(name, "one byte of the newest") {
				t.Errorf("Applied = %d", at)
			}
			for i := at + 1; i <= 12; i++ {
				must(t, x.Apply(context.Background(), []Doc{doc(news.ID(i), "2024-05-06", "Tin", "Một bản tin về hạn hán.")}, nil, i))
			}
			if f := find(t, x, news.Query{Text: "hạn hán"}); f.Total != 12 {
				t.Errorf("Total = %d, want 12", f.Total)
			}
			r, err := x.Verify(context.Background(), func(id news.ID) bool { return id <= 12 })
			if err != nil || !r.OK() || r.Docs != 12 {
				t.Errorf("Verify = %+v, %v", r, err)
			}
			if left, _ := filepath.Glob(filepath.Join(dir, "*.building")); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestHeld(t *testing.T) {
	dir := t.TempDir()
	openTest(t, dir, testOptions())
	if _, err := Open(dir, testOptions()); !errors.Is(err, news.ErrHeld) {
		t.Errorf("second Open: %v, want ErrHeld", err)
	}
	if _, err := os.Stat(generation(t, dir)); err != nil {
		t.Errorf("the held generation was moved: %v", err)
	}
}

func TestVerifyFinds(t *testing.T) {
	dir := t.TempDir()
	filled(t, dir, 12)
	x, err := Open(dir, testOptions())
	must(t, err)
	defer func() { _ = x.Close() }() // may report the damage too, when a merge came upon it
	snap, err := x.cur.Load().snapshot()
	must(t, err)
	path := segment.Of(snap.Segments()[0].Segment()).File()
	must(t, snap.Close())
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	must(t, err)
	_, err = f.WriteAt([]byte{0xff}, 30)
	must(t, err)
	must(t, f.Close())
	r, err := x.Verify(context.Background(), func(id news.ID) bool { return id != 5 })
	must(t, err)
	if len(r.Problems) == 0 || len(r.Unknown) != 1 || r.Unknown[0] != 5 {
		t.Errorf("Verify = %+v", r)
	}
}

// TestRebuild searches while the index is rebuilt, again and again: no search may fail, and the old generation goes.
func TestRebuild(t *testing.T) {
	dir := t.TempDir()
	x := openTest(t, dir, testOptions())
	all := make([]Doc, 300)
	for i := range all {
		all[i] = doc(news.ID(i+1), "2024-05-06", "Tin", "Một bản tin về hạn hán.")
	}
	must(t, x.Apply(context.Background(), all, nil, 300))
	stop := make(chan struct{})
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				if f, err := x.Search(context.Background(), news.Query{Text: "hạn hán"}); err != nil || f.Total != 300 {
					t.Errorf("during rebuild: %d, %v", f.Total, err)
					return
				}
			}
		})
	}
	for range 3 {
		must(t, x.Rebuild(context.Background(), func(_ context.Context, add func([]Doc) error) (news.Seq, error) {
			return 301, errors.Join(add(all[:150]), add(all[150:]))
		}))
	}
	if snap, err := x.cur.Load().snapshot(); err != nil || len(snap.Segments()) != 1 {
		t.Errorf("after a rebuild there are %d segments, %v", len(snap.Segments()), err)
	} else {
		must(t, snap.Close())
	}
	failed := errors.New("feed failed")
	if err := x.Rebuild(context.Background(), func(context.Context, func([]Doc) error) (news.Seq, error) { return 0, failed }); !errors.Is(err, failed) {
		t.Errorf("Rebuild = %v", err)
	}
	close(stop)
	wg.Wait()
	if n, err := x.DocCount(); n != 300 || err != nil || x.Applied() != 301 {
		t.Errorf("DocCount = %d, %v; Applied = %d", n, err, x.Applied())
	}
	if gens, _ := filepath.Glob(filepath.Join(dir, "gen-*")); len(gens) != 1 {
		t.Errorf("generations left: %v", gens)
	}
}

// TestPoisoned lets a batch fail, as a full disk makes it fail, and wants the next one to find a handle that works.
func TestPoisoned(t *testing.T) {
	x := openTest(t, t.TempDir(), testOptions())
	must(t, x.Apply(context.Background(), []Doc{doc(1, "2024-05-06", "Tin", "hạn hán")}, nil, 1))
	x.cur.Load().poison(errors.New("no space left on device"))
	if f := find(t, x, news.Query{Text: "hạn"}); f.Total != 1 {
		t.Errorf("Total = %d while poisoned", f.Total)
	}
	must(t, x.Apply(context.Background(), []Doc{doc(2, "2024-05-06", "Tin", "hạn hán")}, nil, 2))
	if f := find(t, x, news.Query{Text: "hạn"}); f.Total != 2 || x.Applied() != 2 {
		t.Errorf("Total = %d, Applied = %d after reopening", f.Total, x.Applied())
	}
}

func TestClosed(t *testing.T) {
	x := openTest(t, t.TempDir(), testOptions())
	must(t, x.Close())
	if _, err := x.Search(context.Background(), news.Query{}); !errors.Is(err, news.ErrBehind) {
		t.Errorf("Search = %v", err)
	}
	if err := x.Apply(context.Background(), nil, nil, 1); !errors.Is(err, news.ErrInvalid) {
		t.Errorf("Apply = %v", err)
	}
}

// childDir names the index that a child process of TestKilled writes to.
const childDir = "DIEMBAO_TEST_INDEX"

// child applies one article after another and says on standard output how far it has come, until it is killed.
func child(dir string) {
	x, err := Open(dir, testOptions())
	for seq := news.Seq(0); err == nil; {
		seq = x.Applied() + 1
		err = x.Apply(context.Background(), []Doc{doc(news.ID(seq), "2024-05-06", "Tin", "Một bản tin về hạn hán.")}, nil, seq)
		fmt.Println(seq)
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// TestKilled kills a process that writes, again and again, and wants every change that it had said to be applied, no more
// articles than changes, and an index that opens.
func TestKilled(t *testing.T) {
	exe, err := os.Executable()
	must(t, err)
	dir := t.TempDir()
	r := rand.New(rand.NewPCG(1, 1))
	for round := range 8 {
		cmd := exec.Command(exe)
		cmd.Env = append(os.Environ(), childDir+"="+dir)
		out, err := cmd.StdoutPipe()
		must(t, err)
		must(t, cmd.Start())
		said := news.Seq(0)
		lines := bufio.NewScanner(out)
		for n := 5 + r.IntN(40); n > 0 && lines.Scan(); n-- {
			_, err := fmt.Sscan(lines.Text(), &said)
			must(t, err)
		}
		must(t, cmd.Process.Kill())
		for lines.Scan() {
			_, err := fmt.Sscan(lines.Text(), &said)
			must(t, err)
		}
		_ = cmd.Wait() // it was killed
		x, err := Open(dir, testOptions())
		must(t, err)
		n, err := x.DocCount()
		if at := x.Applied(); err != nil || at < said || n != int(at) {
			t.Errorf("round %d: said %d, Applied %d, %d articles, %v", round, said, at, n, err)
		}
		if rep, err := x.Verify(context.Background(), nil); err != nil || !rep.OK() {
			t.Errorf("round %d: %+v, %v", round, rep, err)
		}
		must(t, x.Close())
	}
}
