// Package sheet writes tables that spreadsheets open as they are meant: RFC 4180 in UTF-8, with the byte order mark by
// which Excel knows it, and no cell that could be taken for a formula. It owns the bytes of a table and knows nothing of
// what stands in it.
package sheet

import (
	"encoding/csv"
	"io"
	"strings"
	"time"
	"unicode/utf8"
)

// BOM is the byte order mark a table begins with.
const BOM = "\ufeff"

// A Writer writes rows. The first error is kept; Flush gives it. One goroutine at a time.
type Writer struct {
	csv *csv.Writer
	err error
}

// NewWriter begins a table with its head.
func NewWriter(w io.Writer, head []string) *Writer {
	_, err := io.WriteString(w, BOM)
	s := &Writer{csv: csv.NewWriter(w), err: err}
	s.csv.UseCRLF = true
	s.Row(head...)
	return s
}

// Row writes one row; its cells are guarded.
func (s *Writer) Row(cells ...string) {
	if s.err != nil {
		return
	}
	safe := make([]string, len(cells))
	for i, c := range cells {
		safe[i] = guarded(c)
	}
	s.err = s.csv.Write(safe)
}

// Flush writes what is left and gives the first error of all that was written.
func (s *Writer) Flush() error {
	s.csv.Flush()
	if s.err == nil {
		s.err = s.csv.Error()
	}
	return s.err
}

// formulas are the first characters by which a spreadsheet takes a cell for a formula (OWASP, "CSV Injection"; ASVS 5.0,
// 1.2.10), those of full width among them, which some take for the same.
const formulas = "=+-@\t\n＝＋－＠"

// guarded puts an apostrophe before what would be a formula, and takes control characters out.
func guarded(cell string) string {
	cell = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, cell)
	if first, _ := utf8.DecodeRuneInString(cell); cell != "" && strings.ContainsRune(formulas, first) {
		return "'" + cell
	}
	return cell
}

// Time is an instant as spreadsheets sort it, in the zone it carries: to the minute, or its day alone; empty when it is
// zero.
func Time(t time.Time, dayOnly bool) string {
	switch {
	case t.IsZero():
		return ""
	case dayOnly:
		return t.Format("2006-01-02")
	}
	return t.Format("2006-01-02 15:04")
}
