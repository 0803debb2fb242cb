package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"diembao/archive"
	"diembao/news"
	"diembao/pipeline/importer"
	"diembao/web"
)

// Run does a job. It is the only way to write: verbs of this process and, through the socket, of others end here. A
// crawl and an import run beside anything; of the jobs that make much anew one runs at a time, a second is web.ErrBusy.
func (h *house) Run(ctx context.Context, job web.Job, progress func(web.Progress)) (json.RawMessage, error) {
	if slices.Contains([]string{"reindex", "reextract", "compact"}, job.Verb) {
		if !h.rebuilding.TryLock() {
			return nil, fmt.Errorf("%s: %w; wait for it to end", job.Verb, web.ErrBusy)
		}
		defer h.rebuilding.Unlock()
	}
	if progress == nil {
		progress = func(web.Progress) {}
	}
	result, err := h.do(ctx, job, progress)
	if err != nil {
		return nil, err
	}
	return json.Marshal(result)
}

func (h *house) do(ctx context.Context, job web.Job, progress func(web.Progress)) (any, error) {
	switch job.Verb {
	case "crawl":
		return h.crawl(ctx, job, progress)
	case "import":
		return h.importPages(ctx, job, progress)
	case "reindex":
		n, err := h.pipeline.Reindex(ctx, func(done int) { progress(web.Progress{Done: done, Text: "indexed"}) })
		return done{Articles: n}, err
	case "reextract":
		n, err := h.pipeline.Reextract(ctx)
		return done{Pages: n}, err
	case "verify":
		return h.verify(ctx, job)
	case "backup":
		return done{Dir: job.Dir}, h.archive.Backup(ctx, job.Dir)
	case "save", "unsave":
		return done{}, h.keepSearch(ctx, job)
	case "correct", "import-corrections":
		return h.edit(ctx, job)
	case "failed":
		return h.failed(ctx, job)
	case "compact":
		return done{}, h.archive.Compact(ctx)
	}
	return nil, fmt.Errorf("job %.40q: %w", job.Verb, news.ErrInvalid)
}

// done is the result of jobs that have little to tell.
type done struct {
	Articles int    `json:"articles,omitempty"`
	Pages    int    `json:"pages,omitempty"`
	Dir      string `json:"dir,omitempty"`
}

// imported is the result of an import.
type imported struct {
	Files    int      `json:"files"`
	Pages    int      `json:"pages"`
	Skipped  []string `json:"skipped,omitempty"` // files that could not be used, with the reason
	Articles int      `json:"articles"`          // in the archive, afterwards
}

// importGroup is how many pages an import stores with one flush to disk.
const importGroup = 64

func (h *house) importPages(ctx context.Context, job web.Job, progress func(web.Progress)) (imported, error) {
	var out imported
	caughtUp := h.keepUp(ctx)
	err := h.storePages(ctx, job, &out, progress)
	if _, left := caughtUp(); err == nil {
		err = left
	}
	if err != nil {
		return out, err
	}
	stats, err := h.archive.Stats(ctx)
	out.Articles = stats.Articles
	return out, err
}

// storePages puts the pages of files into the archive.
func (h *house) storePages(ctx context.Context, job web.Job, out *imported, progress func(web.Progress)) error {
	bySite := map[string]string{}
	for _, s := range h.sources {
		bySite[news.Site(s.Home)] = s.ID
	}
	var group []*news.Snapshot
	store := func() error {
		err := h.archive.AddSnapshots(ctx, group)
		out.Pages += len(group)
		group = group[:0]
		return err
	}
	for item, err := range importer.Read(ctx, job.Paths) {
		if err != nil {
			return err
		}
		out.Files = item.File
		if item.Skipped != "" {
			out.Skipped = append(out.Skipped, item.Skipped)
			continue
		}
		snap := item.Snapshot
		snap.Source = first(bySite[news.Site(snap.URL)], job.Source, news.Site(snap.URL))
		group = append(group, &snap)
		if len(group) < importGroup {
			continue
		}
		if err := store(); err != nil {
			return err
		}
		progress(web.Progress{Done: out.Pages, Text: snap.URL})
	}
	return store()
}

// verified is the result of verify.
type verified struct {
	archive.Report
	Indexed int           `json:"indexed"` // articles in the index, when it was looked at
	Took    time.Duration `json:"took"`
}

// verify reports damage in its result; the error is then news.ErrDamaged.
func (h *house) verify(ctx context.Context, job web.Job) (verified, error) {
	start := time.Now()
	o := archive.VerifyOptions{ReadData: job.ReadData}
	if job.Subset != "" {
		if _, err := fmt.Sscanf(job.Subset, "%d/%d", &o.Part, &o.Of); err != nil || o.Part < 1 || o.Of < o.Part {
			return verified{}, fmt.Errorf("subset %q, want n/t such as 1/10: %w", job.Subset, news.ErrInvalid)
		}
	}
	report, err := h.archive.Verify(ctx, o)
	if err != nil {
		return verified{}, err
	}
	out := verified{Report: report}
	if job.Index {
		n, problems, err := h.verifyIndex(ctx)
		if err != nil {
			return out, err
		}
		out.Indexed = n
		out.Problems = append(out.Problems, problems...)
	}
	out.Took = time.Since(start)
	return out, nil
}

// verifyIndex holds the index against the archive both ways: each article that should be found is there, and nothing
// else is.
func (h *house) verifyIndex(ctx context.Context) (int, []string, error) {
	want := map[news.ID]bool{}
	for a, err := range h.archive.Articles(ctx, 0) {
		if err != nil {
			return 0, nil, err
		}
		if a.Readable() {
			want[a.ID] = true
		}
	}
	report, err := h.index.Verify(ctx, func(id news.ID) bool { return want[id] })
	problems := report.Problems
	if n := len(report.Unknown); n > 0 {
		problems = append(problems, fmt.Sprintf("index has %d articles that the archive has not, the first %d", n, report.Unknown[0]))
	}
	if report.Docs != len(want) {
		problems = append(problems, fmt.Sprintf("index holds %d articles, the archive %d that can be read", report.Docs, len(want)))
	}
	for i := range problems {
		problems[i] += "; `diembao reindex` builds the index anew"
	}
	return report.Docs, problems, err
}
