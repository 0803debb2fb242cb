package archive

import (
	"context"
	"encoding/binary"
	"fmt"
	"hash/crc32"

	"diembao/archive/warc"
	"diembao/news"
)

// Purge removes an article for good: the text of all its revisions, the snapshots of all its URLs, and the pages in
// the packs, whose place is overwritten with spaces. What remains is a tombstone, so that the number is never used
// again and no crawl brings the page back, and a change entry, by which the index forgets it. The pages of archive.db
// that held the text are given up, and overwritten for good by Compact. A purged or unknown article is
// news.ErrNotFound.
func (a *Archive) Purge(ctx context.Context, id news.ID) error {
	err := a.update(ctx, nil, func(w *writer, _ place) error {
		h, err := w.head(id)
		if err != nil {
			return err
		}
		if err := w.purge(id, h); err != nil {
			return err
		}
		return w.change(news.Change{Kind: news.ArticlePurged, ID: id})
	})
	if err == nil {
		err = a.blank(ctx)
	}
	if err != nil {
		return fmt.Errorf("archive: purge article %d: %w", id, err)
	}
	return nil
}

func (w *writer) purge(id news.ID, h *headRecord) error {
	urls, err := w.leading(id)
	if err != nil {
		return err
	}
	for _, url := range urls {
		if err := w.forget(url); err != nil {
			return err
		}
	}
	for n := 1; n <= h.revisions; n++ {
		if err := w.del(bRevisions, revisionKey(id, n)); err != nil {
			return err
		}
	}
	if err := w.leave(id); err != nil {
		return err
	}
	if err := w.count(h.source, func(s *sourceRecord) { s.articles-- }); err != nil {
		return err
	}
	return w.put(bArticles, numKey(uint64(id)), (&headRecord{purged: w.now}).encode())
}

// leading are the URLs that lead to an article. Purging is rare, so it walks all URLs instead of keeping an index.
func (r reader) leading(id news.ID) (urls []string, err error) {
	err = r.each(bURLs, nil, nil, func(key, payload []byte) (bool, error) {
		d := decoder{b: payload}
		if news.ID(d.uint()) == id {
			urls = append(urls, string(key))
		}
		return true, d.err
	})
	return urls, err
}

// forget removes a URL's snapshots and closes it to the crawler. That it leads to the purged article stays, so that an
// import or a link cannot make it anew.
func (w *writer) forget(url string) error {
	nums, err := w.chain(url)
	if err != nil {
		return err
	}
	for _, num := range nums {
		rec, err := w.snapshot(num)
		if err != nil {
			return err
		}
		if err := w.count(rec.source, func(s *sourceRecord) { s.snapshots-- }); err != nil {
			return err
		}
		rec.purged = w.now
		if err := w.put(bSnapshots, numKey(num), rec.encode()); err != nil {
			return err
		}
		if err := w.put(bBlanks, numKey(num), nil); err != nil {
			return err
		}
		if err := w.unseal(rec.at.pack); err != nil { // before its bytes change, so that a kill leaves no wrong SHA-256
			return err
		}
	}
	u, err := w.url(url)
	if err != nil || u == nil {
		return err
	}
	u.last = 0
	if u.visit == nil {
		u.visit = &news.Visit{URL: url}
		if err := w.count("", func(s *sourceRecord) { s.visits[""]++ }); err != nil {
			return err
		}
	}
	v := news.Visit{URL: url, Source: u.visit.Source, Kind: u.visit.Kind, State: news.Gone, Found: u.visit.Found, Last: u.visit.Last, Error: "purged"}
	return w.putVisit(u, v)
}

// blank overwrites the pages of purged snapshots. After a crash the next Purge or Compact does what was left.
func (a *Archive) blank(ctx context.Context) error {
	todo, err := a.overwrite(ctx)
	if err != nil || len(todo) == 0 {
		return err
	}
	err = a.update(ctx, nil, func(w *writer, _ place) error {
		for num, at := range todo {
			payload, err := w.get(bSnapshots, numKey(num))
			if err != nil {
				return err
			}
			rec, err := decodeSnapshot(payload)
			if err != nil {
				return err
			}
			rec.at = at
			if err := w.put(bSnapshots, numKey(num), rec.encode()); err != nil {
				return err
			}
			if err := w.del(bBlanks, numKey(num)); err != nil {
				return err
			}
			if err := w.unseal(at.pack); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		a.sealLater()
	}
	return err
}

// unseal takes back a pack's SHA-256, since its bytes changed.
func (w *writer) unseal(n int) error {
	payload, err := w.get(bPacks, numKey(uint64(n)))
	if err != nil {
		return err
	}
	p, err := decodePack(n, payload)
	if err != nil {
		return err
	}
	p.sha256, p.size = nil, 0
	return w.put(bPacks, numKey(uint64(n)), p.encode())
}

// overwrite writes and syncs the blanks, and gives the places with their new checksums. A backup is waited for.
func (a *Archive) overwrite(ctx context.Context) (map[uint64]place, error) {
	todo := map[uint64]place{}
	err := a.view(ctx, func(r reader) error {
		return r.each(bBlanks, nil, nil, func(key, _ []byte) (bool, error) {
			payload, err := r.get(bSnapshots, key)
			if err != nil {
				return false, err
			}
			rec, err := decodeSnapshot(payload)
			if err != nil {
				return false, err
			}
			todo[binary.BigEndian.Uint64(key)] = rec.at
			return true, nil
		})
	})
	if err != nil {
		return nil, err
	}
	a.packs.still.Lock()
	defer a.packs.still.Unlock()
	touched := map[int]bool{}
	for num, at := range todo {
		b := warc.Blank(int(at.len))
		if b == nil {
			return nil, fmt.Errorf("archive: snapshot %d has a member of %d bytes: %w", num, at.len, news.ErrDamaged)
		}
		f, err := a.packs.file(at.pack)
		if err != nil {
			return nil, err
		}
		if _, err := f.WriteAt(b, at.off); err != nil {
			return nil, fmt.Errorf("archive: blank pack %d at %d: %w", at.pack, at.off, err)
		}
		at.crc = crc32.Checksum(b, castagnoli)
		todo[num], touched[at.pack] = at, true
	}
	for n := range touched {
		f, err := a.packs.file(n)
		if err == nil {
			err = syncData(f)
		}
		if err != nil {
			return nil, a.breaks(err)
		}
	}
	return todo, nil
}
