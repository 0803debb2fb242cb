package archive

import (
	"time"

	"diembao/news"
)

// A sourceRecord counts what a source brought, so that nobody has to walk the archive to know.
type sourceRecord struct {
	articles, snapshots       int
	lastArticle, lastSnapshot time.Time
	visits                    map[news.VisitState]int
}

func (s *sourceRecord) encode() []byte {
	var e encoder
	e.int(int64(s.articles))
	e.int(int64(s.snapshots))
	e.time(s.lastArticle)
	e.time(s.lastSnapshot)
	for _, state := range states {
		e.int(int64(s.visits[state]))
	}
	return e.b
}

func decodeSource(b []byte) (*sourceRecord, error) {
	d := decoder{b: b}
	s := &sourceRecord{articles: int(d.int()), snapshots: int(d.int()), lastArticle: d.time(), lastSnapshot: d.time(), visits: map[news.VisitState]int{}}
	for _, state := range states {
		if n := d.int(); n != 0 {
			s.visits[state] = int(n)
		}
	}
	return s, d.end()
}

// count changes a source's record. It is read once and written once in a transaction.
func (w *writer) count(source string, change func(*sourceRecord)) error {
	if source == "" {
		source = unnamedSource
	}
	s := w.sources[source]
	if s == nil {
		payload, err := w.get(bSources, []byte(source))
		if err != nil {
			return err
		}
		s = &sourceRecord{visits: map[news.VisitState]int{}}
		if payload != nil {
			if s, err = decodeSource(payload); err != nil {
				return err
			}
		}
		w.sources[source] = s
	}
	change(s)
	return nil
}

// unnamedSource is the key of pages that came without a source; a key cannot be empty.
const unnamedSource = "\x00"
