package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"diembao/news"
)

// program runs this test binary as diembao (testscript.Main puts it on the path under that name).
func program(t *testing.T, data string, args ...string) *exec.Cmd {
	t.Helper()
	path, err := exec.LookPath("diembao")
	if err != nil {
		t.Skip("diembao is not on the path of this test: ", err)
	}
	cmd := exec.Command(path, append([]string{"--data", data}, args...)...)
	cmd.Env = append(os.Environ(), "HOME="+t.TempDir())
	return cmd
}

// endless serves a site with ever more articles, one page each, and remembers which it served to the last byte.
type endless struct {
	mu     sync.Mutex
	served map[string]bool
}

func (e *endless) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	switch {
	case r.URL.Path == "/robots.txt":
		http.NotFound(w, r)
	case r.URL.Path == "/":
		for i := range 400 {
			fmt.Fprintf(w, `<p><a href="/tin/%d.html">Tin mẫu số %d</a></p>`, i, i)
		}
	default:
		fmt.Fprintf(w, `<html><head><title>Tin mẫu %[1]s</title></head><body><article><h1>Tin mẫu %[1]s</h1>
<p>Đây là một bản tin mẫu, viết ra để thử, nói về việc trồng cây ở bản xa.</p><p>Người dân bản trồng thêm nhiều cây trong mùa mưa này.</p></article></body></html>`, r.URL.Path)
		e.mu.Lock()
		e.served[r.URL.Path] = true
		e.mu.Unlock()
	}
}

func sourcesFile(t *testing.T, site string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "sources.yaml")
	text := fmt.Sprintf("sources:\n  - id: mau\n    name: Báo Mẫu\n    kind: newspaper\n    home: %s/\n    sections: [%s/]\n    article: '/tin/'\n    delay: 1ms\n    every: 1h\n    allow_private: true\n", site, site)
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

// TestKilledCrawlLosesNothing kills a crawl at random moments. Afterwards the archive verifies, every page it counts is
// there, the index catches up, and the crawl goes on to the end without asking twice for what it stored.
func TestKilledCrawlLosesNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("starts and kills the program")
	}
	site := &endless{served: map[string]bool{}}
	server := httptest.NewServer(site)
	defer server.Close()
	data, sources := filepath.Join(t.TempDir(), "data"), sourcesFile(t, server.URL)
	stored := 0
	for range 5 {
		crawl := program(t, data, "crawl", "--sources", sources)
		if err := crawl.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(80+rand.IntN(250)) * time.Millisecond)
		_ = crawl.Process.Kill() // it may have ended by itself
		_ = crawl.Wait()
		out, err := program(t, data, "verify", "--read-data", "--index", "--json").Output()
		if err != nil {
			if strings.Contains(string(out), "no archive") || len(out) == 0 {
				continue // killed before there was one
			}
			t.Fatalf("verify after a kill: %v: %s", err, out)
		}
		var report struct {
			Snapshots int      `json:"snapshots"`
			Problems  []string `json:"problems"`
		}
		if err := json.Unmarshal(out, &report); err != nil || len(report.Problems) > 0 {
			t.Fatalf("verify after a kill: %v %s", err, out)
		}
		if report.Snapshots < stored {
			t.Fatalf("%d pages after a kill, %d before it", report.Snapshots, stored)
		}
		stored = report.Snapshots
	}
	var last bytes.Buffer
	crawl := program(t, data, "crawl", "--sources", sources, "--force", "--json")
	crawl.Stdout, crawl.Stderr = &last, &last
	if err := crawl.Run(); err != nil {
		t.Fatalf("crawl to the end: %v: %s", err, &last)
	}
	out, err := program(t, data, "stats", "--json").Output()
	var stats struct {
		Articles, Indexed, Snapshots int
		Lag                          news.Lag
	}
	if err == nil {
		err = json.Unmarshal(out, &stats)
	}
	// What was leased when the process died is free again after its lease; all else must be there.
	if err != nil || stats.Articles != stats.Indexed || stats.Articles != stats.Snapshots || stats.Articles < 300 || stats.Lag.Changes != 0 {
		t.Errorf("after the last crawl: %v %s", err, out)
	}
}

// TestTwoProcesses has one process own the directory while others search through it, and be told who owns it when it
// does not answer.
func TestTwoProcesses(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	h, err := openHouse(context.Background(), settings{Data: data}, nil, true, "test", slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer h.close()
	start := time.Now()
	if out, err := program(t, data, "stats", "--json").CombinedOutput(); err != nil || !strings.Contains(string(out), `"articles": 0`) {
		t.Errorf("stats through the socket: %v: %s", err, out)
	}
	if !h.rebuilding.TryLock() {
		t.Fatal("a job runs")
	}
	out, err := program(t, data, "reindex").CombinedOutput()
	h.rebuilding.Unlock()
	if code := exitOf(err); code != exitHeld || !strings.Contains(string(out), "another job") {
		t.Errorf("a second job: exit code %d, want %d: %s", code, exitHeld, out)
	}
	if err := h.local.Close(); err != nil {
		t.Fatal(err)
	}
	out, err = program(t, data, "search", "x").CombinedOutput()
	if code := exitOf(err); code != exitHeld || !strings.Contains(string(out), fmt.Sprint(os.Getpid())) {
		t.Errorf("the owner does not answer: exit code %d, want %d with its process id: %s", code, exitHeld, out)
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("being told took %s", took)
	}
}

func exitOf(err error) int {
	if exit, ok := err.(*exec.ExitError); ok {
		return exit.ExitCode()
	}
	return 0
}
