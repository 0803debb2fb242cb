package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"diembao/archive"
	"diembao/news"
	"diembao/viet/facts"
)

// path is a file of the working directory.
func (o *options) path(name string) string { return filepath.Join(o.work, name) }

// prepare writes corpus, questions and archive into the working directory, unless it is to keep those of an earlier run
// with the same flags. It gives the bytes of text.
func (o *options) prepare() (text int64, err error) {
	want := fmt.Sprintf("%d articles of %q, mixed %v:", o.docs, o.corpus, o.mix)
	if o.keep != "" {
		if raw, err := os.ReadFile(o.path(stampFile)); err == nil {
			if rest, same := strings.CutPrefix(string(raw), want); same {
				_, err = fmt.Sscan(rest, &o.docs, &text)
				return text, err
			}
		}
		if o.keep == "all" {
			return 0, fmt.Errorf("bench: %s has no corpus of %s nothing to keep", o.work, want)
		}
	}
	if err := errors.Join(os.MkdirAll(o.work, 0o755), os.RemoveAll(o.path(stampFile)), os.RemoveAll(o.path(archiveName))); err != nil {
		return 0, err
	}
	start := time.Now()
	if o.docs, text, err = o.writeCorpus(); err != nil {
		return 0, err
	}
	qs, err := makeQuestions(o.path(articlesFile))
	if err != nil {
		return 0, err
	}
	if err := writeQuestions(o.path(questionsFile), qs); err != nil {
		return 0, err
	}
	fmt.Fprintf(os.Stderr, "corpus and archive of %d articles in %.1f s\n", o.docs, time.Since(start).Seconds())
	return text, os.WriteFile(o.path(stampFile), fmt.Appendln([]byte(want), o.docs, text), 0o644)
}

// A writer puts articles into the corpus's files and into an archive, a thousand at a time.
type writer struct {
	plain, folded *bufio.Writer
	archive       *archive.Archive
	part          []doc
	docs          int
	text          int64
	buf           []byte
}

// writeCorpus writes the articles, beside them their folded words for engines that do not fold, and the archive.
func (o *options) writeCorpus() (docs int, text int64, err error) {
	var files [2]*os.File
	for i, name := range []string{articlesFile, foldedFile} {
		if files[i], err = os.Create(o.path(name)); err != nil {
			return 0, 0, err
		}
		defer files[i].Close()
	}
	w := &writer{plain: bufio.NewWriterSize(files[0], 1<<20), folded: bufio.NewWriterSize(files[1], 1<<20)}
	if w.archive, err = archive.Create(o.path(archiveName), archive.Options{}); err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, w.archive.Close()) }()
	if o.corpus != "" {
		err = o.collect(w.put)
	} else {
		p := newPress(1)
		for id := 1; id <= o.docs && err == nil; id++ {
			err = w.put(p.article(id, o.docs))
		}
	}
	return w.docs, w.text, errors.Join(err, w.flush(), w.plain.Flush(), w.folded.Flush())
}

func (w *writer) put(d doc) error {
	if w.part = append(w.part, d); len(w.part) < 1000 {
		return nil
	}
	return w.flush()
}

func (w *writer) flush() error {
	articles := make([]news.Article, len(w.part))
	each(w.part, func(i int) {
		d := &w.part[i]
		articles[i] = article(d)
		articles[i].ID = 0 // those that the archive gives are the corpus's: both count from 1
		if d.Facts.Topics == nil {
			read(&articles[i], d)
		}
	})
	put, err := w.archive.PutArticles(context.Background(), articles, "extract/bench", news.Seq(0))
	for i := range put {
		if err == nil && int(put[i].ID) != w.part[i].ID {
			err = fmt.Errorf("bench: article %d became %d", w.part[i].ID, put[i].ID)
		}
	}
	for i := range w.part {
		err = errors.Join(err, w.write(&w.part[i]))
	}
	w.part = w.part[:0]
	return err
}

// read gives an article of a collection the officials, places and topics that diembao finds in it. Its province stays the
// made-up one, so that a filter leaves what it leaves in an archive of provincial papers.
func read(a *news.Article, d *doc) {
	subject := a.Province
	defer func() {
		if r := recover(); r != nil { // a collection is a trial of the reader too
			fmt.Fprintf(os.Stderr, "no facts of %s: %v\n", d.Ref, r)
			d.Facts.Topics = []string{}
		}
	}()
	facts.Read(a, "")
	a.Province = subject
	d.Facts.Topics = a.Topics
	for _, o := range a.Officials {
		o.Mentions = nil // the index does not look at them
		d.Facts.Officials = append(d.Facts.Officials, o)
	}
	for _, p := range a.Places {
		p.Mentions = nil
		d.Facts.Places = append(d.Facts.Places, p)
	}
}

func (w *writer) write(d *doc) error {
	w.docs++
	w.text += int64(len(d.Title) + len(d.Lead) + len(d.Body))
	w.buf = foldWords(w.buf[:0], d.text())
	_, err := fmt.Fprintf(w.folded, "%d\t%d\t%s\t%s\t%s\n", d.ID, dayNumber(d.Day), d.Source, d.Province, w.buf)
	return errors.Join(err, writeDoc(w.plain, d))
}

// each calls f for every article, on all processors.
func each(docs []doc, f func(i int)) {
	var wg sync.WaitGroup
	n := runtime.GOMAXPROCS(0)
	for w := range n {
		wg.Go(func() {
			for i := w; i < len(docs); i += n {
				f(i)
			}
		})
	}
	wg.Wait()
}
