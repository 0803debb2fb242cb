package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"diembao/news"
)

// collection writes n generated articles as somebody else's JSONL would have them.
func collection(t *testing.T, n int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "c.jsonl")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	enc := json.NewEncoder(f)
	p := newPress(8)
	for i := range n {
		d := p.article(n-i, n)
		if err := enc.Encode(map[string]string{"id": fmt.Sprint("a/", i), "title": d.Title, "body": d.Lead + "\n" + d.Body,
			"published": d.Day.String() + "T07:00:00+07:00", "source": d.Source}); err != nil {
			t.Fatal(err)
		}
	}
	return path
}

func TestCollection(t *testing.T) {
	o := &options{corpus: collection(t, heldOut+40), docs: 60, mix: true, work: t.TempDir()}
	var docs []doc
	if err := o.collect(func(d doc) error { docs = append(docs, d); return nil }); err != nil {
		t.Fatal(err)
	}
	if len(docs) != 60 {
		t.Fatalf("%d articles", len(docs))
	}
	real := 0
	var last news.Day
	for i, d := range docs {
		if d.ID != i+1 || d.Day.Before(last) || d.Province == "" || d.Body == "" {
			t.Errorf("article %d: id %d, %v after %v, province %q, %d bytes", i, d.ID, d.Day, last, d.Province, len(d.Body))
		}
		if last = d.Day; d.Ref != "" {
			real++
		}
	}
	if real != 40 {
		t.Errorf("%d articles of the collection, want 40", real)
	}
	others, err := heldOutDocs(o.path(heldOutFile))
	if err != nil || len(others) != heldOut || others[0].Ref != "a/40" {
		t.Fatalf("%d held out, %v", len(others), err)
	}
	var again []doc
	if err := o.collect(func(d doc) error { again = append(again, d); return nil }); err != nil || !reflect.DeepEqual(docs, again) {
		t.Errorf("a second reading gives another corpus, %v", err)
	}
}

func TestReroll(t *testing.T) {
	m := &mixer{r: newPress(1).r, given: []string{"Lan"}}
	got := m.reroll("Ngày 12/7, ông Lê Văn Tám đi xã Đông Hồ, gặp bà Phan Thị Bưởi.")
	if digits := strings.Fields(got)[1]; len(digits) != len("12/7,") || digits[2] != '/' || !strings.Contains(got, "Lê Văn Lan đi") {
		t.Error(got)
	}
	if !strings.Contains(got, "Thị Bưởi.") { // what has punctuation stays: it may be the end of something else
		t.Error(got)
	}
}

func TestJudge(t *testing.T) {
	byID := map[int]doc{1: {Ref: "a"}, 2: {Ref: "b"}, 3: {Ref: "c"}}
	needs := []need{{want: map[string]bool{"a": true, "b": true}}, {want: map[string]bool{"c": true}}}
	if got := judge(needs, [][]int{{3, 1, 2}, {}}, byID); got != "0.250 | 0.500 | 0.347 | 1" {
		t.Error(got)
	}
}
