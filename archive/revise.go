package archive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"diembao/news"
)

// PutArticles stores what was read from pages, in one transaction with the mark of the stage that read them (none
// when mark is empty), and gives the articles back with ID, Revision, Snapshot, Seen and FirstSeen as stored. The key
// is CanonicalURL; without a valid one it is news.ErrInvalid and nothing is stored.
//
//   - A canonical URL not known yet is a new article, revision 1.
//   - Another title, lead or body on a later snapshot is the outlet's edit: the next revision.
//   - The same text with other facts, and any change on the snapshot that a revision was read from, is a better reading:
//     that revision is written again, and the feed says so.
//   - The same text and facts are nothing new. A page older than the latest revision that no revision was read from
//     is nothing new either: history is not rewritten behind a revision.
//   - A page at another address (a mobile twin) never revises what was read at the canonical address itself.
//
// Articles of one call are handled in their order.
func (a *Archive) PutArticles(ctx context.Context, articles []news.Article, mark string, upto news.Seq) ([]news.Article, error) {
	recs := make([]*revisionRecord, len(articles))
	keys := make([]string, len(articles))
	for i := range articles {
		var err error
		if keys[i], err = news.CanonicalURL(articles[i].CanonicalURL); err == nil {
			recs[i], err = a.texts.pack(&articles[i])
		}
		if err != nil {
			return nil, fmt.Errorf("archive: put article %.200q: %w", articles[i].CanonicalURL, err)
		}
	}
	out := make([]news.Article, len(articles))
	err := a.run(ctx, &job{patient: true, do: func(w *writer, _ place) error {
		for i := range articles {
			art, rec := articles[i], *recs[i] // copies: this may run twice
			if err := w.putArticle(keys[i], &art, &rec); err != nil {
				return fmt.Errorf("article %s: %w", keys[i], err)
			}
			out[i] = art
		}
		if mark == "" {
			return nil
		}
		return w.setMark(mark, upto)
	}})
	if err != nil {
		return nil, fmt.Errorf("archive: put %d articles: %w", len(articles), err)
	}
	return out, nil
}

// putArticle decides what an article is to the archive and stores it.
func (w *writer) putArticle(key string, art *news.Article, rec *revisionRecord) error {
	if art.Seen.IsZero() {
		rec.seen = news.Instant{Time: w.now}
	}
	id, err := w.known(key, art)
	if err != nil {
		return err
	}
	if id == 0 {
		w.n.id++
		id = news.ID(w.n.id)
		h := &headRecord{canonical: key, source: art.Source, firstSeen: rec.seen}
		if err := w.count(art.Source, func(s *sourceRecord) { s.articles++ }); err != nil {
			return err
		}
		return w.revise(id, h, 1, art, rec, key)
	}
	h, err := w.head(id)
	if errors.Is(err, news.ErrNotFound) { // purged: it stays away
		art.ID, art.Revision = id, 0
		return nil
	}
	if err != nil {
		return err
	}
	n, write, err := w.judge(id, h, art, rec)
	if err != nil {
		return err
	}
	if back := !h.gone.IsZero() && rec.snapshot > h.goneNum; back {
		h.gone, h.goneNum, write = news.Instant{}, 0, true
	}
	if write {
		return w.revise(id, h, n, art, rec, key)
	}
	if err := w.linkAll(id, key, art); err != nil {
		return err
	}
	old, err := w.revision(id, n)
	if err != nil {
		return err
	}
	art.Snapshot, art.Seen, art.URL, art.Extractor = old.snapshot, old.seen, old.url, old.extractor
	h.fill(art, id, n)
	return nil
}

// known finds the article of a canonical URL, 0 for none. A page that was read before keeps its article although it is
// now read to name another canonical URL.
func (w *writer) known(key string, art *news.Article) (news.ID, error) {
	u, err := w.url(key)
	if err != nil {
		return 0, err
	}
	if u != nil && u.article != 0 {
		return u.article, nil
	}
	asked, err := news.CanonicalURL(art.URL)
	if err != nil || asked == key || art.Snapshot == 0 {
		return 0, nil // an article without an address of its own has only the canonical one
	}
	if u, err = w.url(asked); err != nil || u == nil || u.article == 0 {
		return 0, err
	}
	h, err := w.head(u.article)
	if errors.Is(err, news.ErrNotFound) {
		return u.article, nil
	}
	for n := 1; err == nil && n <= h.revisions; n++ {
		var rec *revisionRecord
		if rec, err = w.revision(u.article, n); err == nil && rec.snapshot == art.Snapshot {
			return u.article, nil
		}
	}
	return 0, err
}

// judge says which revision a reading belongs to and whether it is to be written; rec gets what the revision keeps.
func (w *writer) judge(id news.ID, h *headRecord, art *news.Article, rec *revisionRecord) (n int, write bool, err error) {
	latest, err := w.revision(id, h.revisions)
	if err != nil {
		return 0, false, err
	}
	for n := h.revisions; n > 0; n-- {
		old := latest
		if n < h.revisions {
			if old, err = w.revision(id, n); err != nil {
				return 0, false, err
			}
		}
		if art.Snapshot != 0 && old.snapshot == art.Snapshot {
			rec.seen = old.seen
			return n, !bytes.Equal(old.facts, rec.facts), nil
		}
		if old.snapshot < art.Snapshot {
			break // revisions stand in the order of their snapshots
		}
	}
	twin := latest.url == h.canonical && art.URL != h.canonical
	older := art.Snapshot != 0 && art.Snapshot < latest.snapshot
	switch {
	case twin || older:
		return h.revisions, false, nil
	case !bytes.Equal(latest.text, rec.text):
		return h.revisions + 1, true, nil
	case bytes.Equal(latest.facts, rec.facts):
		return h.revisions, false, nil
	}
	rec.snapshot, rec.seen, rec.url = latest.snapshot, latest.seen, latest.url
	return h.revisions, true, nil
}

// revise writes revision n and everything that follows from it.
func (w *writer) revise(id news.ID, h *headRecord, n int, art *news.Article, rec *revisionRecord, key string) error {
	h.revisions = max(h.revisions, n)
	if err := w.put(bArticles, numKey(uint64(id)), h.encode()); err != nil {
		return err
	}
	if err := w.put(bRevisions, revisionKey(id, n), rec.encode()); err != nil {
		return err
	}
	if err := w.linkAll(id, key, art); err != nil {
		return err
	}
	err := w.count(h.source, func(s *sourceRecord) {
		if rec.seen.After(s.lastArticle) {
			s.lastArticle = rec.seen.UTC()
		}
	})
	if err != nil {
		return err
	}
	art.Snapshot, art.Seen, art.URL = rec.snapshot, rec.seen, rec.url
	h.fill(art, id, n)
	return w.change(news.Change{Kind: news.ArticleRevised, Num: rec.snapshot, ID: id, Revision: n})
}

// linkAll makes every URL of an article lead to it: canonical, its own, and those of the snapshot.
func (w *writer) linkAll(id news.ID, key string, art *news.Article) error {
	urls := []string{key}
	if own, err := news.CanonicalURL(art.URL); err == nil {
		urls = append(urls, own)
	}
	if art.Snapshot != 0 {
		snap, err := w.snapshot(art.Snapshot)
		if err == nil {
			urls = append(urls, snap.keys()...)
		} else if !errors.Is(err, news.ErrNotFound) {
			return err
		}
	}
	for i, url := range urls {
		if i > 0 && url == urls[i-1] {
			continue
		}
		if err := w.link(url, id); err != nil {
			return err
		}
	}
	return nil
}

// MarkGone notes that the outlet answered 404 or 410, in a snapshot, at the URL of an article. The text stays. The first
// such answer is kept until a later page brings the article back; telling it again changes nothing. A URL that leads
// to no article is news.ErrNotFound.
func (a *Archive) MarkGone(ctx context.Context, url string, snapshot uint64, at time.Time) (id news.ID, err error) {
	key, err := news.CanonicalURL(url)
	if err != nil {
		return 0, fmt.Errorf("archive: mark gone: %w", err)
	}
	err = a.update(ctx, nil, func(w *writer, _ place) error {
		u, err := w.url(key)
		if err != nil {
			return err
		}
		if u == nil || u.article == 0 {
			return news.ErrNotFound
		}
		id = u.article
		h, err := w.head(id)
		if err != nil {
			return err
		}
		latest, err := w.revision(id, h.revisions)
		if err != nil {
			return err
		}
		if !h.gone.IsZero() || snapshot != 0 && snapshot < latest.snapshot {
			return nil
		}
		h.gone, h.goneNum = news.Instant{Time: at.UTC()}, snapshot
		if err := w.put(bArticles, numKey(uint64(id)), h.encode()); err != nil {
			return err
		}
		return w.change(news.Change{Kind: news.ArticleGone, Num: snapshot, ID: id, Revision: h.revisions})
	})
	if err != nil {
		return 0, fmt.Errorf("archive: mark gone %s: %w", key, err)
	}
	return id, nil
}
