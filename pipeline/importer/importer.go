// Package importer reads saved pages from files, as snapshots that an archive can take in as if they had been crawled.
// It owns the forms in which pages are handed over, not what is done with them:
//
//	*.html, *.htm     a page as served; its URL from manifest.tsv (columns file and url, further ones ignored) in its
//	                  folder or one above it, else from the page's own canonical link
//	*.warc, *.warc.gz response records (WARC 1.0 and 1.1)
//	*.jsonl           a line an article: url, title, body, published (RFC 3339 or YYYY-MM-DD); kept as the line itself
//
// A file that cannot be used is no error but an Item that says why.
package importer

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"diembao/extract"
	"diembao/news"
)

// longest bounds a file that is read whole, in bytes.
const longest = 32 << 20

// An Item is one page read, or a file (or a line of one) that could not be used.
type Item struct {
	File     int // files begun so far
	Snapshot news.Snapshot
	Skipped  string // why there is no snapshot; names the file
}

// Read reads files and folders in the order of their names. An error ends it: a path that does not exist, a file that
// the system will not read, the end of ctx.
func Read(ctx context.Context, paths []string) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		r := reader{ctx: ctx, yield: yield, manifests: map[string]manifest{}}
		for _, path := range paths {
			if err := filepath.WalkDir(path, r.visit); err != nil && !errors.Is(err, errStopped) {
				yield(Item{File: r.files}, fmt.Errorf("importer: %w", err))
				return
			}
			if r.stopped {
				return
			}
		}
	}
}

var errStopped = errors.New("the reader wants no more")

type reader struct {
	ctx       context.Context
	yield     func(Item, error) bool
	files     int
	stopped   bool
	manifests map[string]manifest // by folder
}

// give hands an item on; errStopped says that no more are wanted.
func (r *reader) give(i Item) error {
	i.File = r.files
	if !r.yield(i, nil) {
		r.stopped = true
		return errStopped
	}
	return nil
}

func (r *reader) skip(path, format string, args ...any) error {
	return r.give(Item{Skipped: path + ": " + fmt.Sprintf(format, args...)})
}

func (r *reader) visit(path string, d fs.DirEntry, err error) error {
	if err != nil {
		return err
	}
	if err := r.ctx.Err(); err != nil {
		return err
	}
	if d.IsDir() {
		return nil
	}
	name := strings.ToLower(d.Name())
	read := map[string]func(string) error{".html": r.html, ".htm": r.html, ".jsonl": r.jsonl, ".warc": r.warc}[filepath.Ext(strings.TrimSuffix(name, ".gz"))]
	if read == nil || strings.HasSuffix(name, ".gz") && !strings.HasSuffix(name, ".warc.gz") {
		return nil // manifests, pictures, notes
	}
	r.files++
	return read(path)
}

// html reads one saved page. Its time is the file's.
func (r *reader) html(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if info.Size() > longest {
		return r.skip(path, "%d bytes, over %d", info.Size(), longest)
	}
	body, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	url, kind := r.listed(path)
	if kind != "" && kind != "article" {
		return r.skip(path, "the manifest says it is a %s, not an article", kind)
	}
	if url == "" {
		url = extract.URLOf(body)
	}
	if _, err := news.CanonicalURL(url); err != nil {
		return r.skip(path, "no URL: neither a manifest.tsv nor the page names one")
	}
	return r.give(Item{Snapshot: news.Snapshot{URL: url, FinalURL: url, Time: info.ModTime().UTC(), Status: http.StatusOK,
		Header: http.Header{"Content-Type": {"text/html"}}, Body: body}})
}
