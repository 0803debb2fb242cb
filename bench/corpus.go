package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"diembao/news"
)

// A doc is one article of the corpus.
type doc struct {
	ID       int // 1, 2, 3 ... in order of publication
	Day      news.Day
	Source   string
	Province string // code on today's map
	Title    string
	Lead     string
	Body     string
	Facts    known
	Ref      string // name in the collection that it was taken from; empty for what was made
}

// known is what diembao's index has of an article beside its words. The peers get none.
type known struct {
	Officials []news.Official `json:"o,omitempty"`
	Places    []news.Place    `json:"p,omitempty"`
	Topics    []string        `json:"t,omitempty"`
}

func (d *doc) text() string { return d.Title + "\n" + d.Lead + "\n" + d.Body }

// dayNumber is a day as the engines keep it: 20200731.
func dayNumber(d news.Day) int { return d.Year*10000 + int(d.Month)*100 + d.Day }

func dayOf(n int) news.Day {
	return news.Day{Year: n / 10000, Month: time.Month(n / 100 % 100), Day: n % 100}
}

// lineBreak stands for "\n" in a field: every tokenizer takes it for a border.
const lineBreak = "\x1f"

var flat = strings.NewReplacer("\t", " ", "\r", "", "\n", lineBreak)

// writeDoc writes an article as one line of tab-separated fields: id, day, source, province, title, lead, body, facts as
// JSON, ref.
func writeDoc(w *bufio.Writer, d *doc) error {
	facts, err := json.Marshal(d.Facts)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "%d\t%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", d.ID, dayNumber(d.Day), d.Source, d.Province, flat.Replace(d.Title),
		flat.Replace(d.Lead), flat.Replace(d.Body), facts, d.Ref)
	return err
}

func readDoc(line string) (d doc, err error) {
	f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
	if len(f) != 9 {
		return d, fmt.Errorf("bench: a line of %d fields, want 9", len(f))
	}
	d.ID, err = strconv.Atoi(f[0])
	day, derr := strconv.Atoi(f[1])
	d.Day, d.Source, d.Province, d.Ref = dayOf(day), f[2], f[3], f[8]
	d.Title, d.Lead, d.Body = f[4], strings.ReplaceAll(f[5], lineBreak, "\n"), strings.ReplaceAll(f[6], lineBreak, "\n")
	if f[7] != "{}" {
		derr = errors.Join(derr, json.Unmarshal([]byte(f[7]), &d.Facts))
	}
	return d, errors.Join(err, derr)
}

// eachDoc reads a corpus, n articles at most (0: all).
func eachDoc(path string, n int, f func(doc) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	r := bufio.NewReaderSize(file, 1<<20)
	for i := 0; n == 0 || i < n; i++ {
		line, err := r.ReadString('\n')
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		d, err := readDoc(line)
		if err != nil {
			return err
		}
		if err := f(d); err != nil {
			return err
		}
	}
	return nil
}

// eachPart reads a corpus in parts of size articles.
func eachPart(path string, n, size int, f func([]doc) error) error {
	part := make([]doc, 0, size)
	err := eachDoc(path, n, func(d doc) error {
		if part = append(part, d); len(part) < size {
			return nil
		}
		err := f(part)
		part = make([]doc, 0, size)
		return err
	})
	if err == nil && len(part) > 0 {
		err = f(part)
	}
	return err
}

func first(of ...string) string {
	for _, s := range of {
		if s != "" {
			return s
		}
	}
	return ""
}

func firstN(s string, n int) string { return s[:min(n, len(s))] }
