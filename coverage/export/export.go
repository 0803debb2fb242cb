// Package export writes articles for other programs, one after the other, holding no more than one of them. It owns the
// forms in which articles leave an archive; coverage says which.
//
//	jsonl  a line an article, as `diembao extract` prints it, with id and revision; `diembao import` reads it back
//	csv    a row an article: what is known of it, without its text
//	warc   WARC 1.1, a gzip member a record: the pages as served from which all revisions of the articles were read
package export

import (
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"diembao/archive/warc"
	"diembao/coverage/sheet"
	"diembao/news"
)

// Format is a form in which articles leave.
type Format string

// The forms.
const (
	JSONL Format = "jsonl"
	CSV   Format = "csv"
	WARC  Format = "warc"
)

// ParseFormat reads the name of a form; ErrInvalid for any other.
func ParseFormat(name string) (Format, error) {
	switch f := Format(name); f {
	case JSONL, CSV, WARC:
		return f, nil
	}
	return "", fmt.Errorf("export: format %.20q, want jsonl, csv or warc: %w", name, news.ErrInvalid)
}

// FormatOf is the form that a file's name ends in: .jsonl, .csv, .warc.gz. ErrInvalid when it ends in none.
func FormatOf(file string) (Format, error) {
	name := strings.ToLower(filepath.Base(file))
	for ending, f := range map[string]Format{".jsonl": JSONL, ".csv": CSV, ".warc.gz": WARC} {
		if strings.HasSuffix(name, ending) {
			return f, nil
		}
	}
	return "", fmt.Errorf("export: what %q ends in is no format, want .jsonl, .csv or .warc.gz: %w", name, news.ErrInvalid)
}

// A Request says what to export: the articles that match the query, or all that can be read when it asks for nothing.
type Request struct {
	Query  news.Query `json:"query"`
	Saved  string     `json:"saved,omitempty"` // name of a saved search, which Query narrows
	Format Format     `json:"format"`
}

// A Report says what was written.
type Report struct {
	Articles int `json:"articles"`
	Pages    int `json:"pages,omitempty"`   // WARC: records of pages
	Missing  int `json:"missing,omitempty"` // WARC: articles of which no page as served is kept
}

// An Item is an article with what a form needs beside it.
type Item struct {
	Article news.Article
	Outlet  string          // name
	Pages   []news.Snapshot // for WARC only
}

// A Writer writes items in a form.
type Writer struct {
	Report
	put func(Item) error
	end func() error
}

// NewWriter begins a file. software and at are what a WARC says of its making.
func NewWriter(w io.Writer, f Format, software string, at time.Time) (*Writer, error) {
	out := &Writer{end: func() error { return nil }}
	switch f {
	case JSONL:
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		out.put = func(i Item) error { return enc.Encode(i.Article) }
	case CSV:
		table := sheet.NewWriter(w, Columns())
		out.put, out.end = func(i Item) error { table.Row(row(i)...); return nil }, table.Flush
	case WARC:
		if err := out.warc(w, software, at); err != nil {
			return nil, err
		}
	default:
		return nil, fmt.Errorf("export: format %.20q: %w", f, news.ErrInvalid)
	}
	return out, nil
}

// Put writes one item.
func (w *Writer) Put(i Item) error {
	if err := w.put(i); err != nil {
		return fmt.Errorf("export: write article %d: %w", i.Article.ID, err)
	}
	w.Articles++
	return nil
}

// Close ends the file; it does not close what was given to NewWriter.
func (w *Writer) Close() error {
	if err := w.end(); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return nil
}

// warc begins with the record that says who wrote the file. Records are written as the archive's own packs are, so that
// they read back as they were served.
func (w *Writer) warc(dst io.Writer, software string, at time.Time) error {
	enc := warc.NewEncoder()
	if _, err := dst.Write(enc.Info("diembao-export.warc.gz", "diembao export", software, at)); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	w.put = func(i Item) error {
		if len(i.Pages) == 0 {
			w.Missing++
		}
		for _, s := range i.Pages {
			if _, err := dst.Write(enc.Response(page(s))); err != nil {
				return err
			}
			w.Pages++
		}
		return nil
	}
	return nil
}

func page(s news.Snapshot) *warc.Page {
	p := &warc.Page{ID: warc.NewID(), URL: s.URL, Time: s.Time, Status: s.Status, Header: s.Header, Body: s.Body, SHA256: s.SHA256, Source: s.Source}
	if s.FinalURL != s.URL {
		p.FinalURL = s.FinalURL
	}
	for _, problem := range s.Problems {
		switch problem.Code {
		case news.ProblemTruncated:
			p.Truncated = "disconnect"
		case news.ProblemTooLarge:
			p.Truncated = "length"
		}
	}
	return p
}
