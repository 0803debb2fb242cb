// Package archive keeps the truth (API first; bodies follow).
package archive

import (
	"context"
	"errors"
	"io"
	"iter"
	"log/slog"
	"time"

	"diembao/news"
)

var errNotYet = errors.New("archive: not yet")

type Archive struct{}

type Options struct {
	Log      *slog.Logger
	Now      func() time.Time
	Holder   string
	Timeout  time.Duration
	MaxSize  int64
	MinFree  int64
	PackSize int64
	Damaged  bool
}

type HeldError struct {
	Dir    string
	PID    int
	Since  time.Time
	Holder string
}

func (e *HeldError) Error() string        { return "held" }
func (e *HeldError) Is(target error) bool { return target == news.ErrHeld }

var ErrFull = errors.New("no room left on the disk")

func Create(dir string, o Options) (*Archive, error) { return nil, errNotYet }
func Open(dir string, o Options) (*Archive, error)   { return nil, errNotYet }
func (a *Archive) Close() error                      { return errNotYet }
func (a *Archive) UUID() string                      { return "" }
func (a *Archive) Epoch() uint64                     { return 0 }
func (a *Archive) Dir() string                       { return "" }

func (a *Archive) Discover(ctx context.Context, found []news.Visit) (int, error) { return 0, errNotYet }
func (a *Archive) Lease(ctx context.Context, source string, now time.Time, n int, ttl time.Duration) ([]news.Visit, error) {
	return nil, errNotYet
}
func (a *Archive) Finish(ctx context.Context, o news.Outcome) (uint64, error) { return 0, errNotYet }
func (a *Archive) NextDue(ctx context.Context, source string) (time.Time, error) {
	return time.Time{}, errNotYet
}
func (a *Archive) Host(ctx context.Context, host string) (news.HostState, error) {
	return news.HostState{}, errNotYet
}
func (a *Archive) PutHost(ctx context.Context, h news.HostState) error { return errNotYet }
func (a *Archive) Hosts(ctx context.Context) ([]news.HostState, error) { return nil, errNotYet }
func (a *Archive) Visit(ctx context.Context, url string) (news.Visit, error) {
	return news.Visit{}, errNotYet
}
func (a *Archive) Visits(ctx context.Context, source string) iter.Seq2[news.Visit, error] { return nil }

func (a *Archive) AddSnapshot(ctx context.Context, s *news.Snapshot) (uint64, error) {
	return 0, errNotYet
}
func (a *Archive) Snapshot(ctx context.Context, num uint64) (news.Snapshot, error) {
	return news.Snapshot{}, errNotYet
}
func (a *Archive) Snapshots(ctx context.Context, url string) ([]uint64, error) { return nil, errNotYet }

func (a *Archive) PutArticles(ctx context.Context, as []news.Article, mark string, upto news.Seq) ([]news.Article, error) {
	return nil, errNotYet
}
func (a *Archive) MarkGone(ctx context.Context, url string, snapshot uint64, at time.Time) (news.ID, error) {
	return 0, errNotYet
}
func (a *Archive) Article(ctx context.Context, id news.ID) (news.Article, error) {
	return news.Article{}, errNotYet
}
func (a *Archive) Revision(ctx context.Context, id news.ID, n int) (news.Article, error) {
	return news.Article{}, errNotYet
}
func (a *Archive) Revisions(ctx context.Context, id news.ID) ([]news.Article, error) {
	return nil, errNotYet
}
func (a *Archive) ArticleByURL(ctx context.Context, url string) (news.Article, error) {
	return news.Article{}, errNotYet
}
func (a *Archive) Articles(ctx context.Context, after news.ID) iter.Seq2[news.Article, error] {
	return nil
}
func (a *Archive) Purge(ctx context.Context, id news.ID) error { return errNotYet }

func (a *Archive) Changes(ctx context.Context, after news.Seq, limit int) ([]news.Change, error) {
	return nil, errNotYet
}
func (a *Archive) LastSeq() news.Seq                                            { return 0 }
func (a *Archive) Wait(ctx context.Context, after news.Seq) error               { return errNotYet }
func (a *Archive) Mark(ctx context.Context, name string) (news.Seq, error)      { return 0, errNotYet }
func (a *Archive) SetMark(ctx context.Context, name string, seq news.Seq) error { return errNotYet }
func (a *Archive) Marks(ctx context.Context) (map[string]news.Seq, error)       { return nil, errNotYet }

func (a *Archive) AddCorrection(ctx context.Context, c news.Correction) (news.Correction, error) {
	return news.Correction{}, errNotYet
}
func (a *Archive) Corrections(ctx context.Context) ([]news.Correction, error) { return nil, errNotYet }
func (a *Archive) ExportCorrections(ctx context.Context, w io.Writer) error   { return errNotYet }
func (a *Archive) ImportCorrections(ctx context.Context, r io.Reader) (int, error) {
	return 0, errNotYet
}
func (a *Archive) Saved(ctx context.Context) ([]news.SavedSearch, error)  { return nil, errNotYet }
func (a *Archive) PutSaved(ctx context.Context, s news.SavedSearch) error { return errNotYet }
func (a *Archive) DeleteSaved(ctx context.Context, name string) error     { return errNotYet }

type VerifyOptions struct {
	ReadData bool
	Part, Of int
}

type Report struct {
	Articles, Revisions, Snapshots, Changes, Visits, Packs, Records int
	Bytes                                                           int64
	Problems                                                        []string
}

func (r Report) Err() error { return nil }

func (a *Archive) Verify(ctx context.Context, o VerifyOptions) (Report, error) {
	return Report{}, errNotYet
}
func (a *Archive) Backup(ctx context.Context, dst string) error { return errNotYet }
func Restore(ctx context.Context, src, dst string) error        { return errNotYet }
func (a *Archive) Compact(ctx context.Context) error            { return errNotYet }

type SourceStats struct {
	Source       string                  `json:"source"`
	Articles     int                     `json:"articles"`
	Snapshots    int                     `json:"snapshots"`
	LastArticle  time.Time               `json:"last_article"`
	LastSnapshot time.Time               `json:"last_snapshot"`
	Visits       map[news.VisitState]int `json:"visits"`
}

type Stats struct {
	Articles  int           `json:"articles"`
	Snapshots int           `json:"snapshots"`
	Sources   int           `json:"sources"`
	Bytes     int64         `json:"bytes"`
	DBBytes   int64         `json:"db_bytes"`
	PackBytes int64         `json:"pack_bytes"`
	LastSeq   news.Seq      `json:"last_seq"`
	LastTime  time.Time     `json:"last_time"`
	PerSource []SourceStats `json:"per_source"`
}

func (a *Archive) Stats(ctx context.Context) (Stats, error) { return Stats{}, errNotYet }
