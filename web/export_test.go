package web

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"diembao/coverage/export"
	"diembao/news"
)

func (s *stand) Export(_ context.Context, req export.Request, w io.Writer) (export.Report, error) {
	s.asked, s.saved = req.Query, req.Saved
	if _, err := io.WriteString(w, strings.Repeat("dòng\n", s.lines)); err != nil {
		return export.Report{}, err
	}
	return export.Report{Articles: s.lines, Pages: 2}, s.err
}

// TestExportThroughTheSocket: the same bytes and report; an error comes through whether it came before the first byte
// had left or after.
func TestExportThroughTheSocket(t *testing.T) {
	s := &stand{}
	c := dialled(t, s)
	for _, lines := range []int{0, 3, 100_000} {
		s.lines = lines
		var b bytes.Buffer
		report, err := c.Export(context.Background(), export.Request{Query: news.Query{Text: "a", Province: "Đắk Lắk"}, Saved: "lũ", Format: export.JSONL}, &b)
		if err != nil || report.Articles != lines || report.Pages != 2 || b.Len() != lines*len("dòng\n") || s.asked.Province != "Đắk Lắk" || s.saved != "lũ" {
			t.Errorf("%d lines: %+v, %d bytes, asked %+v, %v", lines, report, b.Len(), s.asked, err)
		}
		s.err = news.ErrDamaged
		if _, err := c.Export(context.Background(), export.Request{Format: export.JSONL}, &b); !errors.Is(err, news.ErrDamaged) {
			t.Errorf("%d lines: error %v", lines, err)
		}
		s.err = nil
	}
	if _, err := c.Export(context.Background(), export.Request{Format: "pdf"}, io.Discard); !errors.Is(err, news.ErrInvalid) {
		t.Errorf("a format that is none: %v", err)
	}
}

// TestNoExportOverTheNetwork: the face for browsers does not hand out the archive.
func TestNoExportOverTheNetwork(t *testing.T) {
	if w := get(t, server(t, &stand{}).Pages(), "/api/v1/export?format=jsonl"); w.Code != http.StatusNotFound {
		t.Errorf("status %d", w.Code)
	}
}
