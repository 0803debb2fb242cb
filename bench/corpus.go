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
	"diembao/viet"
)

// A doc is one article of the corpus.
type doc struct {
	ID        int // 1, 2, 3 ... in order of publication
	Day       news.Day
	Source    string
	Province  string // code on today's map
	Title     string
	Lead      string
	Body      string
	Officials []official
	Topics    []string
}

type official struct{ Name, Title string }

func (d *doc) text() string { return d.Title + "\n" + d.Lead + "\n" + d.Body }

// dayNumber is a day as the engines keep it: 20200731.
func dayNumber(d news.Day) int { return d.Year*10000 + int(d.Month)*100 + d.Day }

func dayOf(n int) news.Day {
	return news.Day{Year: n / 10000, Month: time.Month(n / 100 % 100), Day: n % 100}
}

// lineBreak stands for "\n" in a field: every tokenizer takes it for a border.
const lineBreak = "\x1f"

var flat = strings.NewReplacer("\t", " ", "\r", "", "\n", lineBreak)

// writeDoc writes an article as one line of tab-separated fields: id, day, source, province, title, lead, body,
// officials, topics.
func writeDoc(w *bufio.Writer, d *doc) {
	var people []string
	for _, o := range d.Officials {
		people = append(people, o.Name+"="+o.Title)
	}
	fmt.Fprintf(w, "%d\t%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", d.ID, dayNumber(d.Day), d.Source, d.Province, flat.Replace(d.Title),
		flat.Replace(d.Lead), flat.Replace(d.Body), strings.Join(people, "|"), strings.Join(d.Topics, "|"))
}

func readDoc(line string) (d doc, err error) {
	f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
	if len(f) != 9 {
		return d, fmt.Errorf("bench: a line of %d fields, want 9", len(f))
	}
	d.ID, err = strconv.Atoi(f[0])
	day, derr := strconv.Atoi(f[1])
	d.Day, d.Source, d.Province = dayOf(day), f[2], f[3]
	d.Title, d.Lead, d.Body = f[4], strings.ReplaceAll(f[5], lineBreak, "\n"), strings.ReplaceAll(f[6], lineBreak, "\n")
	for p := range strings.SplitSeq(f[7], "|") {
		if name, title, ok := strings.Cut(p, "="); ok {
			d.Officials = append(d.Officials, official{name, title})
		}
	}
	if f[8] != "" {
		d.Topics = strings.Split(f[8], "|")
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

// record is an article of a JSONL file, under any of the usual names of its fields.
type record struct {
	Title, Lead, Body, Text, Content  string
	Date, Published, Source, Province string
}

// importJSONL reads articles of one JSON object a line. What has no day gets one of 2015 to 2026, in the order of the file.
func importJSONL(path string, n int, put func(doc) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	r := bufio.NewReaderSize(file, 1<<20)
	p := newPress(1)
	for id := 1; id <= n; {
		line, err := r.ReadString('\n')
		if line == "" && err != nil {
			if err == io.EOF {
				return nil
			}
			return err
		}
		var rec record
		if err := json.Unmarshal([]byte(line), &rec); err != nil {
			return fmt.Errorf("bench: %s, article %d: %w", path, id, err)
		}
		d := doc{ID: id, Title: viet.NFC(rec.Title), Lead: viet.NFC(rec.Lead), Body: viet.NFC(first(rec.Body, rec.Text, rec.Content)), Source: rec.Source}
		if d.Body == "" {
			continue
		}
		if day, err := news.ParseDay(firstN(first(rec.Published, rec.Date), 10)); err == nil && !day.IsZero() {
			d.Day = day
		} else {
			d.Day = p.day(id, n)
		}
		source, province := p.outlet()
		d.Source, d.Province = first(d.Source, source), province
		if err := put(d); err != nil {
			return err
		}
		id++
	}
	return nil
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
