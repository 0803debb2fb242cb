package archive

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"diembao/news"
)

// SourceStats is what one source brought.
type SourceStats struct {
	Source       string                  `json:"source"` // empty: pages that came without one
	Articles     int                     `json:"articles"`
	Snapshots    int                     `json:"snapshots"`
	LastArticle  time.Time               `json:"last_article,omitzero"`  // UTC, when its latest revision was seen
	LastSnapshot time.Time               `json:"last_snapshot,omitzero"` // UTC
	Visits       map[news.VisitState]int `json:"visits"`                 // URLs in the frontier by state
}

// Stats is the archive in numbers.
type Stats struct {
	UUID      string        `json:"uuid"`
	Epoch     uint64        `json:"epoch"`
	Articles  int           `json:"articles"`  // purged ones not counted
	Snapshots int           `json:"snapshots"` // purged ones not counted
	Sources   int           `json:"sources"`   // that brought at least one snapshot or article
	Bytes     int64         `json:"bytes"`     // DBBytes and PackBytes
	DBBytes   int64         `json:"db_bytes"`  // pages of archive.db, in use or free
	PackBytes int64         `json:"pack_bytes"`
	Packs     int           `json:"packs"`
	LastSeq   news.Seq      `json:"last_seq"`
	LastTime  time.Time     `json:"last_time,omitzero"` // UTC, of the latest change
	PerSource []SourceStats `json:"per_source"`         // by name
}

// Stats counts without walking the archive.
func (a *Archive) Stats(ctx context.Context) (Stats, error) {
	s := Stats{UUID: a.id.UUID, Epoch: a.epoch}
	var c counters
	err := a.view(ctx, func(r reader) (err error) {
		s.DBBytes = r.tx.Size()
		if c, err = r.counters(); err != nil {
			return err
		}
		s.LastSeq = news.Seq(c.seq)
		if payload, err := r.get(bChanges, numKey(c.seq)); err != nil {
			return err
		} else if payload != nil {
			last, err := decodeChange(numKey(c.seq), payload)
			if err != nil {
				return err
			}
			s.LastTime = last.Time
		}
		return r.each(bSources, nil, nil, func(key, payload []byte) (bool, error) {
			rec, err := decodeSource(payload)
			if err == nil {
				s.add(string(key), rec)
			}
			return true, err
		})
	})
	if err != nil {
		return Stats{}, fmt.Errorf("archive: stats: %w", err)
	}
	s.Packs, s.PackBytes = c.pack, c.packEnd
	for n := 1; n < c.pack; n++ {
		if info, err := os.Stat(filepath.Join(a.packs.dir, packName(n))); err == nil {
			s.PackBytes += info.Size()
		}
	}
	s.Bytes = s.DBBytes + s.PackBytes
	return s, nil
}

func (s *Stats) add(name string, rec *sourceRecord) {
	if name == unnamedSource {
		name = ""
	}
	s.Articles += rec.articles
	s.Snapshots += rec.snapshots
	if rec.articles > 0 || rec.snapshots > 0 {
		s.Sources++
	}
	s.PerSource = append(s.PerSource, SourceStats{
		Source: name, Articles: rec.articles, Snapshots: rec.snapshots,
		LastArticle: rec.lastArticle, LastSnapshot: rec.lastSnapshot, Visits: rec.visits,
	})
}
