package crawler

import (
	"fmt"
	"io"

	"diembao/news"
)

// A SourcesError says what is wrong with a sources file and where. It is news.ErrInvalid.
type SourcesError struct {
	File string
	Line int    // from 1; 0 when the file as a whole is meant
	Key  string // path of the key: "select.body"; empty for the whole record
	Want string // what was expected
}

// Error is "sources.yaml:12: select.body: want a CSS selector, ...".
func (e *SourcesError) Error() string {
	s := e.File
	if e.Line > 0 {
		s += fmt.Sprintf(":%d", e.Line)
	}
	if e.Key != "" {
		s += ": " + e.Key
	}
	return s + ": " + e.Want
}

// Unwrap is news.ErrInvalid.
func (e *SourcesError) Unwrap() error { return news.ErrInvalid }

// LoadSources reads a sources file strictly. The first thing wrong with it, be it an unknown key, a selector or
// regular expression that does not compile, a URL, a day or a duration, is a *SourcesError; nothing is guessed.
// file is only for messages.
func LoadSources(r io.Reader, file string) ([]news.Source, error) {
	return nil, &SourcesError{File: file, Want: "nothing yet"}
}
