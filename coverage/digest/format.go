package digest

import (
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"diembao/news"
)

// Format is a form in which a digest leaves the house.
type Format string

// The forms.
const (
	Markdown Format = "md"
	HTML     Format = "html"
	DOCX     Format = "docx"
	CSV      Format = "csv"
	JSON     Format = "json"
)

// Formats are all forms, that for a terminal first.
func Formats() []Format { return []Format{Markdown, HTML, DOCX, CSV, JSON} }

// ParseFormat reads the name of a form; ErrInvalid for any other.
func ParseFormat(name string) (Format, error) {
	for _, f := range Formats() {
		if string(f) == name {
			return f, nil
		}
	}
	return "", fmt.Errorf("digest: format %.20q, want md, html, docx, csv or json: %w", name, news.ErrInvalid)
}

// FormatOf is the form that a file's name ends in; ErrInvalid when it ends in none.
func FormatOf(file string) (Format, error) {
	ext := strings.ToLower(strings.TrimPrefix(filepath.Ext(file), "."))
	switch ext {
	case "htm":
		ext = "html"
	case "markdown":
		ext = "md"
	}
	f, err := ParseFormat(ext)
	if err != nil {
		return "", fmt.Errorf("digest: what %q ends in is no format, want .md, .html, .docx, .csv or .json: %w", filepath.Base(file), news.ErrInvalid)
	}
	return f, nil
}

// MediaType is the form's media type.
func (f Format) MediaType() string {
	switch f {
	case HTML:
		return "text/html; charset=utf-8"
	case DOCX:
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	case CSV:
		return "text/csv; charset=utf-8"
	case JSON:
		return "application/json; charset=utf-8"
	}
	return "text/markdown; charset=utf-8"
}

// Write writes the digest in a form. lang is "vi" or "en"; JSON has no language.
func Write(w io.Writer, f Format, d Digest, lang string) error {
	var err error
	switch f {
	case Markdown:
		err = writeMarkdown(w, look(&d, lang))
	case HTML:
		err = writeHTML(w, look(&d, lang))
	case DOCX:
		err = writeDOCX(w, look(&d, lang))
	case CSV:
		err = writeCSV(w, &d, lang)
	case JSON:
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		err = enc.Encode(d)
	default:
		return fmt.Errorf("digest: format %.20q: %w", f, news.ErrInvalid)
	}
	if err != nil {
		return fmt.Errorf("digest: write %s: %w", f, err)
	}
	return nil
}
