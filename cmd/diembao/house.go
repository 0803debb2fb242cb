package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"diembao/archive"
	"diembao/coverage"
	"diembao/crawler"
	"diembao/extract"
	"diembao/index"
	"diembao/news"
	"diembao/pipeline"
	"diembao/viet"
	"diembao/web"
)

// A house is a data directory owned by this process, with every room wired up.
type house struct {
	set      settings
	sources  []news.Source
	archive  *archive.Archive
	index    *index.Index
	pipeline *pipeline.Pipeline
	desk     *coverage.Desk
	log      *slog.Logger
	opened   time.Time
	crawler  *crawler.Crawler
	crowd    crowd // who hears the crawler's events
	local    *http.Server
	follow   sync.WaitGroup
	stop     context.CancelFunc

	rebuilding sync.Mutex // held while the index or all articles are made anew
}

// openHouse takes the data directory. Where there is none, it is made if make says so and news.ErrNoArchive otherwise.
// Before it returns, the index has caught up with what a stopped process left.
func openHouse(ctx context.Context, set settings, sources []news.Source, make bool, holder string, log *slog.Logger) (*house, error) {
	h := &house{set: set, sources: sources, log: log, opened: time.Now()}
	o := archive.Options{Log: log, Holder: holder}
	var err error
	if h.archive, err = archive.Open(set.Data, o); errors.Is(err, news.ErrNoArchive) && make {
		h.archive, err = archive.Create(set.Data, o)
	}
	if err != nil {
		return nil, err
	}
	if err := h.wire(); err != nil {
		return nil, errors.Join(err, h.archive.Close())
	}
	if _, _, err := h.pipeline.CatchUp(ctx); err != nil {
		return nil, errors.Join(err, h.close())
	}
	if err := h.listenLocal(); err != nil {
		return nil, errors.Join(err, h.close())
	}
	return h, nil
}

// longestTree is how much of a page is read, in bytes. A tree takes thirty times its page's memory, so that two of these
// need 120 MB; the largest of the real pages we hold has 0.6 MB.
const longestTree = 2 << 20

func (h *house) wire() error {
	byID := map[string]news.Source{}
	for _, s := range h.sources {
		byID[s.ID] = s
	}
	var err error
	h.index, err = index.Open(filepath.Join(h.set.Data, "index"), index.Options{
		ArchiveUUID: h.archive.UUID(), Epoch: h.archive.Epoch(), Log: h.log,
		SourceName: func(id string) string { return first(byID[id].Name, id) },
		Text:       h.text,
		Stories:    coverage.NewGroups(h.archive, pipeline.StoriesMark).Now,
	})
	if err != nil {
		return err
	}
	h.desk = &coverage.Desk{Archive: h.archive, Index: h.index, Sources: h.sources, Now: time.Now, Log: h.log,
		Lag: func(ctx context.Context) (news.Lag, error) { return h.pipeline.Lag(ctx) }}
	h.pipeline = &pipeline.Pipeline{Archive: h.archive, Extractor: extract.New(extract.Options{MaxBytes: longestTree}), Index: h.index,
		Placer: h.desk, Version: extract.Version, Sources: byID, Log: h.log}
	h.crawler, err = crawler.New(crawler.Options{Frontier: h.archive, Log: h.log, Contact: h.set.Contact, From: h.set.From, Progress: h.crowd.tell})
	if err != nil {
		return errors.Join(err, h.index.Close())
	}
	return nil
}

func (h *house) text(ctx context.Context, id news.ID) (viet.Text, error) {
	a, err := h.archive.Article(ctx, id)
	return viet.Text{Title: a.Title, Lead: a.Lead, Body: a.Body}, err
}

// startFollowing keeps the index up with the archive, and with crawl the archive up with the sources, until the house
// closes.
func (h *house) startFollowing(crawl bool) {
	ctx, stop := context.WithCancel(context.Background())
	h.stop = stop
	if crawl {
		h.schedule(ctx)
	}
	h.follow.Go(func() {
		if err := h.pipeline.Follow(ctx); err != nil && ctx.Err() == nil {
			h.log.Error("the index no longer follows the archive", "err", err)
		}
	})
}

// close ends what runs and gives the directory back.
func (h *house) close() error {
	if h.local != nil {
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		_ = h.local.Shutdown(ctx) // whoever still asks is cut off below
		_ = h.local.Close()
	}
	if h.stop != nil {
		h.stop()
		h.follow.Wait()
	}
	h.crawler.Close()
	err := h.index.Close()
	return errors.Join(err, h.archive.Close())
}

// listenLocal opens the socket for the verbs of other processes. Holding the archive's lock makes it safe to remove a
// socket that a killed process left.
func (h *house) listenLocal() error {
	path := socketPath(h.set.Data)
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove old socket: %w", err)
	}
	l, err := net.Listen("unix", path)
	if err != nil {
		h.log.Warn("no socket, so other commands must wait for this one", "err", err)
		return nil
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return errors.Join(fmt.Errorf("socket: %w", err), l.Close())
	}
	server, err := h.server("")
	if err != nil {
		return errors.Join(err, l.Close())
	}
	h.local = &http.Server{Handler: server.Local(), ReadHeaderTimeout: 5 * time.Second}
	go func() {
		if err := h.local.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			h.log.Error("socket closed", "err", err)
		}
	}()
	return nil
}

func (h *house) server(address string) (*web.Server, error) {
	return web.New(web.Options{Desk: h.desk, Keeper: h, Log: h.log, Sources: h.sources, Sample: h.set.sample,
		Status: web.Status{Version: version, UUID: h.archive.UUID(), PID: os.Getpid(), Web: address}})
}

// Stats says what the archive and the index hold.
func (h *house) Stats(ctx context.Context) (web.Stats, error) {
	s, err := h.archive.Stats(ctx)
	if err != nil {
		return web.Stats{}, err
	}
	out := web.Stats{Articles: s.Articles, Snapshots: s.Snapshots, Catalogue: s.DBBytes, Packs: s.PackBytes,
		LastSeq: s.LastSeq, UUID: h.archive.UUID(), Version: version, Since: news.Instant{Time: h.opened.UTC()},
		Frontier: map[string]int{}}
	for _, src := range s.PerSource {
		if src.Articles > 0 {
			out.Sources++
		}
		for state, n := range src.Visits {
			out.Frontier[string(state)] += n
		}
		if t := src.LastArticle; t.After(out.Newest.Time) {
			out.Newest = news.Instant{Time: t.In(news.ICT)}
		}
	}
	if out.Index, err = treeSize(filepath.Join(h.set.Data, "index")); err != nil {
		return out, fmt.Errorf("size of the index: %w", err)
	}
	out.Bytes = out.Catalogue + out.Packs + out.Index
	if out.Indexed, err = h.index.DocCount(); err != nil {
		return out, err
	}
	out.Lag, err = h.pipeline.Lag(ctx)
	return out, err
}

// treeSize is the bytes of the files below dir; files that vanish while it looks do not count.
func treeSize(dir string) (int64, error) {
	var total int64
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return ignoreMissing(err)
		}
		info, err := d.Info()
		if err != nil {
			return ignoreMissing(err)
		}
		total += info.Size()
		return nil
	})
	return total, err
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
