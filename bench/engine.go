package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// Names of files in the working directory.
const (
	articlesFile  = "articles.tsv"
	foldedFile    = "folded.txt"
	questionsFile = "questions.tsv"
	heldOutFile   = "heldout.tsv"
	needsFile     = "needs.tsv"
	stampFile     = "stamp"
	archiveName   = "archive"
)

// An engine is one of those compared. Its methods are called one at a time, but top also from two goroutines.
type engine interface {
	build(dir, corpus string, docs int) error // makes the index; when it returns all of it is on disk
	open(dir string) error
	top(q *question) (total int, err error)      // ten best hits and the exact number of hits
	filtered(q *question) (total int, err error) // the same within days and province, counted by source
	close() error
}

// An answer is a line that a child writes.
type answer struct {
	Seconds float64 `json:"seconds"`
	Docs    int     `json:"docs,omitempty"` // built, when it was not all of them
	Nanos   []int64 `json:"ns,omitempty"`
	Totals  []int   `json:"totals,omitempty"`
	IDs     [][]int `json:"ids,omitempty"`  // of the ten best, by need
	Size    int64   `json:"size,omitempty"` // bytes of the index, when it is not all that lies in the directory
	Peak    int     `json:"peak,omitempty"` // MB, when the child's own memory does not tell
	Error   string  `json:"error,omitempty"`
	Skip    string  `json:"skip,omitempty"` // why the engine cannot be had
}

// partial is implemented by engines too slow for the whole corpus.
type partial interface{ limit() int }

// A ranker answers what a reader types: the ids of the ten best.
type ranker interface {
	rank(typed string) ([]int, error)
}

// A client is an engine whose work is done by the processes of a server.
type client interface {
	built() (size int64, peakMB int)
}

// serveChild answers commands until the input ends.
func serveChild(e engine, dir, work string, docs int, in io.Reader, out io.Writer) error {
	questions, err := readQuestions(filepath.Join(work, questionsFile))
	if err != nil {
		return err
	}
	enc := json.NewEncoder(out)
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		var a answer
		start := time.Now()
		switch lines.Text() {
		case "build":
			n := docs
			if p, ok := e.(partial); ok {
				n = min(n, p.limit())
			}
			a.Docs, err = n, e.build(dir, filepath.Join(work, articlesFile), n)
			if c, ok := e.(client); ok {
				a.Size, a.Peak = c.built()
			}
		case "open":
			err = e.open(dir)
		case "top":
			a.Nanos, a.Totals, err = ask(questions, e.top)
		case "filtered":
			a.Nanos, a.Totals, err = ask(questions, e.filtered)
		case "together":
			err = together(questions, e)
		case "rank":
			a.IDs, err = rankAll(filepath.Join(work, needsFile), e.(ranker))
		case "quit":
			return e.close()
		default:
			err = fmt.Errorf("unknown command %q", lines.Text())
		}
		a.Seconds = time.Since(start).Seconds()
		if err != nil {
			a.Error = err.Error()
		}
		if err := enc.Encode(a); err != nil {
			return err
		}
	}
	return lines.Err()
}

func ask(questions []question, one func(*question) (int, error)) (nanos []int64, totals []int, err error) {
	for i := range questions {
		start := time.Now()
		n, err := one(&questions[i])
		if err != nil {
			return nil, nil, fmt.Errorf("question %d, %s: %w", i, questions[i].Text, err)
		}
		nanos, totals = append(nanos, time.Since(start).Nanoseconds()), append(totals, n)
	}
	return nanos, totals, nil
}

// rankAll asks for the needs in a file, one a line.
func rankAll(path string, e ranker) (out [][]int, err error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	for typed := range strings.Lines(string(raw)) {
		ids, err := e.rank(strings.TrimSpace(typed))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", typed, err)
		}
		out = append(out, append([]int{}, ids...))
	}
	return out, nil
}

// together asks all questions from two goroutines.
func together(questions []question, e engine) error {
	var wg sync.WaitGroup
	errs := make([]error, 2)
	for w := range 2 {
		wg.Go(func() {
			for i := w; i < len(questions); i += 2 {
				if _, err := e.top(&questions[i]); err != nil {
					errs[w] = err
					return
				}
			}
		})
	}
	wg.Wait()
	return firstError(errs)
}

func firstError(errs []error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// treeSize is the bytes of the files below dir.
func treeSize(dir string) (n int64) {
	_ = filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			if info, err := e.Info(); err == nil {
				n += info.Size()
			}
		}
		return nil // a file that a merge removed a moment ago does not count
	})
	return n
}

// remake empties a directory.
func remake(dir string) error {
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	return os.MkdirAll(dir, 0o755)
}
