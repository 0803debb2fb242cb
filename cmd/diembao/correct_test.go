package main

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCorrectThroughDaemon has one process own the directory, busy with a job, while others correct through it.
func TestCorrectThroughDaemon(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	file := filepath.Join(t.TempDir(), "articles.jsonl")
	line := `{"url":"https://mau.example/1","title":"Mở lớp tập huấn","body":"Sáng 5/6, huyện mở lớp tập huấn cho cán bộ thôn về ghi chép sổ sách.","published":"2024-06-05T15:22:00+07:00"}`
	if err := os.WriteFile(file, []byte(line), 0o644); err != nil {
		t.Fatal(err)
	}
	h, err := openHouse(context.Background(), settings{Data: data}, nil, true, "test", slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer h.close()
	say := func(want string, args ...string) {
		t.Helper()
		out, err := program(t, data, args...).CombinedOutput()
		if err != nil || !strings.Contains(string(out), want) {
			t.Errorf("diembao %q: %v: %s; want %q", args, err, out, want)
		}
	}
	say("1 articles", "import", file)
	if !h.rebuilding.TryLock() {
		t.Fatal("a job runs")
	}
	defer h.rebuilding.Unlock()
	say("publication date", "correct", "1", "--field", "published=2023-06-06", "--who", "Ban biên tập")
	say("published 06/06/2023", "show", "1")
	say("1 articles", "search", "--from", "2023-06-06", "--to", "2023-06-06")
	say("revokes", "corrections", "revoke", "1", "--who", "Ban biên tập")
	say("published 15:22 05/06/2024", "show", "1")
	say("2 corrections", "corrections", "list")
	corrections := filepath.Join(t.TempDir(), "corrections.jsonl")
	out, err := program(t, data, "corrections", "export").Output()
	if err != nil || os.WriteFile(corrections, out, 0o644) != nil {
		t.Fatal(err)
	}
	say("0 new corrections", "corrections", "import", corrections)
}
