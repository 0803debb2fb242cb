package main

import (
	"bufio"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
)

var served = regexp.MustCompile(`http://[0-9.:]+/`)

// TestServe runs the daemon as a person would: other verbs go through it, the page shows what they say, and Ctrl-C ends
// it with exit code 0 and the directory free.
func TestServe(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no interrupt can be sent to a process on Windows")
	}
	dir := t.TempDir()
	data, file := filepath.Join(dir, "data"), filepath.Join(dir, "a.jsonl")
	line := `{"url":"https://mau.example/1","title":"Họp bàn trồng rừng","body":"Sáng 5/6, Tỉnh ủy Lâm Đồng họp bàn trồng rừng ven sông.","published":"2024-06-05"}`
	if err := os.WriteFile(file, []byte(line), 0o644); err != nil {
		t.Fatal(err)
	}
	daemon := program(t, data, "serve", "--no-crawl", "--listen", "127.0.0.1:0")
	said, err := daemon.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := daemon.Start(); err != nil {
		t.Fatal(err)
	}
	first, err := bufio.NewReader(said).ReadString('\n')
	address := served.FindString(first)
	if err != nil || address == "" {
		t.Fatalf("serve said %q, %v", first, err)
	}
	for _, c := range []struct{ args, want string }{
		{"import " + file, "1 pages taken in"}, {"search trong rung", "Họp bàn trồng rừng"}, {"stats --json", `"articles": 1`},
		{"verify --index", " 0 problems"}, {"backup " + filepath.Join(dir, "copy"), "backup complete"}, {"sources list", "ok"},
		{"digest --from 2024-06-05 --to 2024-06-05", "### 1. "}, {"export", "Họp bàn trồng rừng"}, {"export --format csv --from 2024-06-05", "1 articles"},
	} {
		out, err := program(t, data, strings.Fields(c.args)...).CombinedOutput()
		if err != nil || !strings.Contains(string(out), c.want) {
			t.Errorf("%s through the daemon: %v: %s, want %q", c.args, err, out, c.want)
		}
	}
	resp, err := http.Get(address + "?q=trong+rung")
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil || !strings.Contains(string(body), "1 bài") {
		t.Errorf("the page: %v: %.300s", err, body)
	}
	if err := daemon.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := daemon.Wait(); err != nil {
		t.Errorf("after an interrupt: %v", err)
	}
	if out, err := program(t, data, "search", "trong rung").CombinedOutput(); err != nil || !strings.Contains(string(out), "1 articles") {
		t.Errorf("search after the daemon ended: %v: %s", err, out)
	}
}
