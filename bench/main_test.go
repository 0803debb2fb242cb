package main

import (
	"bufio"
	"bytes"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestDocRoundTrip(t *testing.T) {
	p := newPress(5)
	for id := range 50 {
		d := p.article(id+1, 50)
		var b bytes.Buffer
		w := bufio.NewWriter(&b)
		if err := writeDoc(w, &d); err != nil {
			t.Fatal(err)
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		got, err := readDoc(b.String())
		if err != nil || !reflect.DeepEqual(got, d) {
			t.Fatalf("article %d, %v:\n got %+v\nwant %+v", id, err, got, d)
		}
	}
}

func TestEqualSeedsWriteEqualArticles(t *testing.T) {
	a, b := newPress(9), newPress(9)
	for id := range 200 {
		if x, y := a.article(id+1, 200), b.article(id+1, 200); !reflect.DeepEqual(x, y) {
			t.Fatalf("article %d differs", id)
		}
	}
}

// TestSameHits counts the hits of every question in the text itself and holds the engines to it. Those of diembao may be
// some fewer or more: punctuation parts its phrases, and it reads variants of a word as one.
func TestSameHits(t *testing.T) {
	const docs = 300
	work := t.TempDir()
	o := &options{work: work, docs: docs}
	if _, err := o.prepare(); err != nil {
		t.Fatal(err)
	}
	corpus := filepath.Join(work, articlesFile)
	var texts []string
	if err := eachDoc(corpus, docs, func(d doc) error {
		texts = append(texts, " "+string(foldWords(nil, d.text()))+" ")
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	questions, err := readQuestions(filepath.Join(work, questionsFile))
	if err != nil {
		t.Fatal(err)
	}
	for name, slack := range map[string]int{"bleve-tuned": 0, "diembao": 20} {
		p, _ := peerOf(name)
		e, _ := p.local()
		dir := filepath.Join(work, name)
		if err := remake(dir); err != nil {
			t.Fatal(err)
		}
		if err := e.build(dir, corpus, docs); err != nil {
			t.Fatal(err)
		}
		if err := e.open(dir); err != nil {
			t.Fatal(err)
		}
		want, off := 0, 0
		for i := range questions {
			n, err := e.top(&questions[i])
			if err != nil {
				t.Fatal(err)
			}
			w := count(texts, &questions[i])
			want += w
			off += abs(n - w)
		}
		if off*1000 > slack*want {
			t.Errorf("%s: off by %d of %d hits, want at most %d ‰", name, off, want, slack)
		}
		if err := e.close(); err != nil {
			t.Fatal(err)
		}
	}
}

// count is in how many texts a question's phrases stand.
func count(texts []string, q *question) (n int) {
	for _, t := range texts {
		have := 0
		for _, p := range q.Phrases {
			if strings.Contains(t, " "+strings.Join(p, " ")+" ") {
				have++
			}
		}
		if (q.Or && have > 0) || have == len(q.Phrases) {
			n++
		}
	}
	return n
}
