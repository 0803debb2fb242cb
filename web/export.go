package web

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"diembao/coverage/digest"
	"diembao/coverage/export"
)

// Trailers of an export: JSON in base64. What went wrong after the first bytes had left stands in the second.
const (
	reportTrailer = "Diembao-Report"
	errorTrailer  = "Diembao-Error"
)

// apiExport streams articles, over the socket only: an archive is not for everybody who can reach the page.
func (s *Server) apiExport(w http.ResponseWriter, r *http.Request) {
	v := r.URL.Query()
	form, err := export.ParseFormat(v.Get("format"))
	if err != nil {
		writeError(w, err)
		return
	}
	ask, err := ReadRequest(v)
	if err != nil {
		writeError(w, err)
		return
	}
	// Headers leave with the first byte, long before the end is known: how it went can only stand behind the body.
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Trailer", reportTrailer+", "+errorTrailer)
	out := &counted{w: w}
	b := bufio.NewWriterSize(out, 64<<10) // an error within it still has its status
	report, err := s.desk.Export(r.Context(), export.Request{Query: ask.Query, Saved: ask.Saved, Format: form}, b)
	if err == nil {
		err = b.Flush()
	}
	switch {
	case err == nil:
		w.Header().Set(reportTrailer, packed(report))
	case out.n == 0:
		w.Header().Del("Trailer")
		writeError(w, err)
	default:
		wire, _ := toWire(err)
		w.Header().Set(errorTrailer, packed(wire))
	}
}

// counted counts what was sent.
type counted struct {
	w io.Writer
	n int64
}

// Write sends and counts.
func (c *counted) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}

// packed is a value as a header can carry it.
func packed(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return "" // unreachable: reports and errors are plain structs
	}
	return base64.StdEncoding.EncodeToString(b)
}

func unpacked(s string, v any) error {
	b, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		return err
	}
	return json.Unmarshal(b, v)
}

// Export asks the daemon and writes what comes; when it breaks off, that is an error, and what was written is of no use.
func (c *Client) Export(ctx context.Context, req export.Request, w io.Writer) (report export.Report, err error) {
	v := requestValues(digest.Request{Query: req.Query, Saved: req.Saved})
	v.Set("format", string(req.Format))
	ask, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://diembao/api/v1/export?"+v.Encode(), nil)
	if err != nil {
		return report, fmt.Errorf("web: export: %w", err)
	}
	resp, err := c.http.Do(ask)
	if err != nil {
		return report, fmt.Errorf("web: export: %w", err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return report, readError(resp)
	}
	if _, err := io.Copy(w, resp.Body); err != nil {
		return report, fmt.Errorf("web: export: %w", err)
	}
	if said := resp.Trailer.Get(errorTrailer); said != "" {
		var wire wireError
		if err := unpacked(said, &wire); err != nil {
			return report, fmt.Errorf("web: export failed, and so did reading why: %w", err)
		}
		return report, fromWire(wire)
	}
	// Neither trailer: what came ended without a word on how it went.
	if err := unpacked(resp.Trailer.Get(reportTrailer), &report); err != nil {
		return report, fmt.Errorf("web: export: the daemon stopped before it was done: %w", err)
	}
	return report, nil
}
