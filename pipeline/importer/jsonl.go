package importer

import (
	"bufio"
	"encoding/json"
	"net/http"
	"os"

	"diembao/extract"
	"diembao/news"
)

// jsonl reads articles that come without a page. The line itself is what is kept; extract knows its content type.
func (r *reader) jsonl(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close() // read only
	info, err := f.Stat()
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(f)
	lines.Buffer(make([]byte, 0, 64<<10), longest)
	for n := 1; lines.Scan(); n++ {
		if len(lines.Bytes()) == 0 {
			continue
		}
		var rec extract.Record
		if err := json.Unmarshal(lines.Bytes(), &rec); err != nil {
			if err := r.skip(path, "line %d: %v", n, err); err != nil {
				return err
			}
			continue
		}
		if _, err := news.CanonicalURL(rec.URL); err != nil {
			if err := r.skip(path, "line %d: url %.80q is none", n, rec.URL); err != nil {
				return err
			}
			continue
		}
		body := append([]byte(nil), lines.Bytes()...)
		if err := r.give(Item{Snapshot: news.Snapshot{URL: rec.URL, FinalURL: rec.URL, Time: info.ModTime().UTC(), Status: http.StatusOK,
			Header: http.Header{"Content-Type": {extract.RecordType}}, Body: body}}); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return r.skip(path, "%v", err)
	}
	return nil
}
