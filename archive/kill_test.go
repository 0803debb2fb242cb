package archive

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"diembao/news"
)

var kills = flag.Int("kills", 20, "how often TestKill kills the writing process")

// childEnv makes the test binary a writer (or a holder) of the archive it names.
const childEnv = "DIEMBAO_ARCHIVE_CHILD"

func childMain() bool {
	role, dir, ok := strings.Cut(os.Getenv(childEnv), ":")
	if !ok {
		return false
	}
	a, err := Open(dir, Options{Holder: role, PackSize: 64 << 10, MinFree: -1})
	if errors.Is(err, news.ErrNoArchive) {
		a, err = Create(dir, Options{Holder: role, PackSize: 64 << 10, MinFree: -1})
	}
	if err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	fmt.Println("open")
	if role == "hold" {
		_, _ = io.Copy(io.Discard, os.Stdin) // until the parent lets go
		_ = a.Close()
		return true
	}
	hammer(a)
	return true
}

// hammer writes from many sides and says on standard output what was acknowledged, until the process is killed.
func hammer(a *Archive) {
	var wg sync.WaitGroup
	run := fmt.Sprintf("%d-%d", os.Getpid(), time.Now().UnixNano())
	for worker := range 6 {
		wg.Go(func() {
			for i := 0; ; i++ {
				path := fmt.Sprintf("/%s-%d-%d.html", run, worker, i)
				v := news.Visit{URL: "https://baomau.vn" + path, Source: "baomau", Kind: news.ArticleLink, State: news.Done, Next: noon}
				found := []news.Visit{{URL: v.URL + "?link", Source: "baomau", Next: noon}}
				num, err := a.Finish(ctx, news.Outcome{Visit: v, Snapshot: page(path, bodyOf(path)), Found: found})
				if err != nil {
					die(err)
				}
				fmt.Printf("page %d %s\n", num, path)
				out, err := a.PutArticles(ctx, []news.Article{article(path, bodyOf(path), num)}, "extract/v1", a.LastSeq())
				if err != nil {
					die(err)
				}
				fmt.Printf("article %d %s\n", out[0].ID, path)
				if worker == 0 && i%8 == 7 {
					if err := a.Purge(ctx, out[0].ID); err != nil {
						die(err)
					}
					fmt.Printf("purged %d %s\n", out[0].ID, path)
				}
				if worker == 1 && i%16 == 15 {
					if err := a.Compact(ctx); err != nil {
						die(err)
					}
				}
			}
		})
	}
	wg.Wait()
}

func die(err error) {
	fmt.Println("error", err)
	os.Exit(1)
}

func bodyOf(path string) string {
	return strings.Repeat("Nội dung của "+path+". ", 1+len(path)*7%40)
}

func child(t *testing.T, role, dir string) (*exec.Cmd, io.WriteCloser, *bufio.Reader) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"="+role+":"+dir)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	if line, err := lines.ReadString('\n'); err != nil || line != "open\n" {
		t.Fatalf("child says %q, %v", line, err)
	}
	return cmd, in, lines
}

// TestKill kills a process that writes from many sides at random moments, and finds everything it acknowledged.
func TestKill(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	acked := map[string]bool{}
	rnd := rand.New(rand.NewPCG(uint64(os.Getpid()), uint64(time.Now().UnixNano())))
	for round := range *kills {
		cmd, _, lines := child(t, "hammer", dir)
		time.AfterFunc(time.Duration(5+rnd.IntN(120))*time.Millisecond, func() { _ = cmd.Process.Kill() })
		for {
			line, err := lines.ReadString('\n')
			if err != nil {
				break // a line without its end was not received
			}
			if strings.HasPrefix(line, "error") {
				t.Fatal(line)
			}
			acked[strings.TrimSpace(line)] = true
		}
		_ = cmd.Wait()
		checkAcked(t, dir, acked)
		if t.Failed() {
			t.Fatalf("after %d kills", round+1)
		}
	}
	t.Logf("%d kills, %d acknowledged writes", *kills, len(acked))
}

func checkAcked(t *testing.T, dir string, acked map[string]bool) {
	t.Helper()
	a, err := Open(dir, Options{})
	if err != nil {
		t.Error(err)
		return
	}
	defer a.Close()
	clean(t, a)
	purged := map[string]bool{}
	for line := range acked {
		if strings.HasPrefix(line, "purged") {
			purged[strings.Fields(line)[2]] = true
		}
	}
	for line := range acked {
		var what, path string
		var num uint64
		if _, err := fmt.Sscan(line, &what, &num, &path); err != nil {
			t.Fatal(line, err)
		}
		var body string
		var err error
		switch what {
		case "page":
			var s news.Snapshot
			s, err = a.Snapshot(ctx, num)
			body = string(s.Body)
		default:
			var art news.Article
			art, err = a.Article(ctx, news.ID(num))
			body = art.Body
		}
		// The kill may fall between a purge and its line.
		if errors.Is(err, news.ErrNotFound) && (purged[path] || strings.Contains(path, "-0-")) {
			continue
		}
		if err != nil || purged[path] || body != bodyOf(path) {
			t.Errorf("%s: %d bytes, %v", line, len(body), err)
		}
	}
}

func TestTwoProcesses(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	cmd, in, _ := child(t, "hold", dir)
	start := time.Now()
	_, err := Open(dir, Options{})
	took := time.Since(start)
	var held *HeldError
	if !errors.As(err, &held) || !errors.Is(err, news.ErrHeld) || held.PID != cmd.Process.Pid || held.Holder != "hold" || held.Since.IsZero() {
		t.Errorf("%v (%+v)", err, held)
	}
	if took > 20*time.Second { // it says so at once; a busy machine may take its time
		t.Errorf("it took %v to say so", took)
	}
	if _, err := Create(dir, Options{Timeout: -1}); !errors.Is(err, news.ErrInvalid) {
		t.Error(err)
	}
	if err := in.Close(); err != nil {
		t.Error(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
	a, err := Open(dir, Options{})
	if err != nil {
		t.Fatal("after the owner left:", err)
	}
	if err := a.Close(); err != nil {
		t.Error(err)
	}
	// What LOCK says is no lock: a dead owner's words hold nobody up.
	if err := os.WriteFile(filepath.Join(dir, lockName), []byte(`{"pid":1,"since":"2025-07-01T00:00:00Z","holder":"serve"}`), 0o644); err != nil {
		t.Fatal(err)
	}
	if a, err = Open(dir, Options{Timeout: -1}); err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Error(err)
	}
}
