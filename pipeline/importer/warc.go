package importer

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net/http"
	"os"
	"strings"

	"github.com/klauspost/compress/gzip"

	"diembao/archive/warc"
	"diembao/extract"
	"diembao/news"
)

// warc reads the pages among a WARC file's response records; other records and other types of content are passed over.
func (r *reader) warc(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close() // read only
	records, err := warc.NewReader(f)
	if err != nil {
		return r.skip(path, "%v", err)
	}
	for {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		rec, err := records.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return r.skip(path, "%v; what follows is not read", err)
		}
		if rec.Type() != warc.TypeResponse {
			continue
		}
		snap, err := page(rec)
		if err != nil {
			if err := r.skip(path, "%s: %v", rec.TargetURI(), err); err != nil {
				return err
			}
			continue
		}
		if kind := snap.Header.Get("Content-Type"); !strings.Contains(kind, "html") && kind != extract.RecordType {
			continue // a picture; articles that were handed over without a page are exported as their record
		}
		if err := r.give(Item{Snapshot: snap}); err != nil {
			return err
		}
	}
}

// page reads a response record of any writer: chunked or not, gzipped or not.
func page(rec *warc.Record) (news.Snapshot, error) {
	if _, err := news.CanonicalURL(rec.TargetURI()); err != nil {
		return news.Snapshot{}, err
	}
	resp, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(rec.Block)), nil)
	if err != nil {
		return news.Snapshot{}, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, longest))
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return news.Snapshot{}, err
	}
	if bytes.HasPrefix(body, []byte("\x1f\x8b")) {
		if body, err = gunzip(body); err != nil {
			return news.Snapshot{}, err
		}
	}
	return news.Snapshot{URL: rec.TargetURI(), FinalURL: rec.TargetURI(), Time: rec.Date(), Status: resp.StatusCode,
		Header: resp.Header, Body: body}, nil
}

func gunzip(b []byte) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(z, longest))
}
