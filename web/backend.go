package web

import (
	"context"
	"encoding/json"
	"io"

	"diembao/coverage"
	"diembao/coverage/digest"
	"diembao/coverage/export"
	"diembao/index"
	"diembao/news"
)

// A Desk answers readers. *coverage.Desk is one, and so is *Client: the command line cannot tell which it holds.
type Desk interface {
	Search(ctx context.Context, q news.Query) (news.Results, error)
	Suggest(ctx context.Context, prefix string, n int) ([]index.Suggestion, error)
	Read(ctx context.Context, id news.ID) (coverage.Reading, error)
	History(ctx context.Context, id news.ID) ([]coverage.Change, error)
	Page(ctx context.Context, id news.ID, revision int) (news.Snapshot, error)
	Outlets(ctx context.Context) ([]coverage.Outlet, error)
	Officials(ctx context.Context, name string) ([]coverage.Person, error)
	Holders(ctx context.Context, q coverage.PostQuestion) (coverage.Holders, error)
	Prior(ctx context.Context, draft coverage.Draft) (coverage.Prior, error)
	Topics(ctx context.Context, q news.Query, by string, n int) (coverage.TopicReport, error)
	Stories(ctx context.Context, q news.Query, n int) ([]coverage.Story, error)
	Story(ctx context.Context, id news.ID) (coverage.Story, error)
	Saved(ctx context.Context) ([]news.SavedSearch, error)
	Digest(ctx context.Context, req digest.Request) (digest.Digest, error)
	Export(ctx context.Context, req export.Request, w io.Writer) (export.Report, error)
	Corrections(ctx context.Context) ([]news.Correction, error)
}

// A Keeper works on the archive: crawl, import, reindex, verify, backup and so on. One job runs at a time; a second one
// is ErrBusy. Corrections are short and wait for nobody.
type Keeper interface {
	// Run does the job and returns its result as JSON. progress, which may be nil, is called from one goroutine.
	Run(ctx context.Context, job Job, progress func(Progress)) (json.RawMessage, error)
	Stats(ctx context.Context) (Stats, error)
}

// A Job is one verb of the archive's keeper with its arguments; those that a verb does not know are ignored.
type Job struct {
	Verb     string   `json:"verb"`              // crawl, import, reindex, reextract, verify, backup, compact, failed, correct, import-corrections, ...
	Sources  []string `json:"sources,omitempty"` // crawl, failed: ids; none = all
	Since    news.Day `json:"since,omitzero"`    // crawl: nothing published before
	Limit    int      `json:"limit,omitempty"`   // crawl: articles a source at most; failed: addresses in the answer
	Force    bool     `json:"force,omitempty"`   // crawl: also what is not due yet; failed: ask for it again
	Paths    []string `json:"paths,omitempty"`   // import: files and folders, absolute
	Source   string   `json:"source,omitempty"`  // import: source id of pages whose host no source has
	Dir      string   `json:"dir,omitempty"`     // backup: target folder, absolute
	ReadData bool     `json:"read_data,omitempty"`
	Index    bool     `json:"index,omitempty"`
	Subset   string   `json:"subset,omitempty"`

	Correction *news.Correction  `json:"correction,omitempty"` // correct: what an editor says
	Saved      *news.SavedSearch `json:"saved,omitempty"`      // save, unsave: the search; for unsave its name is enough
}

// Progress is how far a job has come. Total 0 means that nobody knows the end.
type Progress struct {
	Done  int    `json:"done"`
	Total int    `json:"total,omitempty"`
	Text  string `json:"text,omitempty"`
}

// Stats is what `diembao stats` prints.
type Stats struct {
	Articles  int            `json:"articles"`
	Snapshots int            `json:"snapshots"`
	Sources   int            `json:"sources"` // with at least one article
	Bytes     int64          `json:"bytes"`   // catalogue, packs and index together
	Catalogue int64          `json:"catalogue_bytes"`
	Packs     int64          `json:"pack_bytes"`
	Index     int64          `json:"index_bytes"`
	Indexed   int            `json:"indexed"` // articles in the index
	LastSeq   news.Seq       `json:"last_seq"`
	Frontier  map[string]int `json:"frontier,omitempty"` // URLs by state
	Newest    news.Instant   `json:"newest,omitzero"`    // when the last article came in, ICT
	Lag       news.Lag       `json:"lag"`
	UUID      string         `json:"uuid"`
	Version   string         `json:"version"`
	Since     news.Instant   `json:"since,omitzero"` // when the owning process opened the archive, UTC
}
