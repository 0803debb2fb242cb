package archive

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"iter"
	"time"

	"diembao/news"
)

// A headRecord is what is true of an article in all its revisions.
type headRecord struct {
	canonical string
	source    string
	revisions int
	firstSeen news.Instant
	gone      news.Instant
	goneNum   uint64    // the snapshot that said so
	purged    time.Time // then nothing else remains
}

func (h *headRecord) encode() []byte {
	var e encoder
	e.time(h.purged)
	if !h.purged.IsZero() {
		return e.b
	}
	e.str(h.canonical)
	e.str(h.source)
	e.uint(uint64(h.revisions))
	e.instant(h.firstSeen)
	e.instant(h.gone)
	e.uint(h.goneNum)
	return e.b
}

func decodeHead(b []byte) (*headRecord, error) {
	d := decoder{b: b}
	h := &headRecord{purged: d.time()}
	if !h.purged.IsZero() {
		return h, d.end()
	}
	h.canonical, h.source, h.revisions = d.str(), d.str(), int(d.uint())
	h.firstSeen, h.gone, h.goneNum = d.instant(), d.instant(), d.uint()
	return h, d.end()
}

// head is an article's head; news.ErrNotFound when there is none or it was purged.
func (r reader) head(id news.ID) (*headRecord, error) {
	payload, err := r.get(bArticles, numKey(uint64(id)))
	if err != nil {
		return nil, err
	}
	if payload == nil {
		return nil, fmt.Errorf("archive: article %d: %w", id, news.ErrNotFound)
	}
	h, err := decodeHead(payload)
	if err == nil && !h.purged.IsZero() {
		err = fmt.Errorf("archive: article %d was purged: %w", id, news.ErrNotFound)
	}
	return h, err
}

// revision is a revision's record, which shares memory with the file.
func (r reader) revision(id news.ID, n int) (*revisionRecord, error) {
	payload, err := r.get(bRevisions, revisionKey(id, n))
	if err != nil {
		return nil, err
	}
	if payload == nil {
		return nil, fmt.Errorf("archive: article %d revision %d: %w", id, n, news.ErrNotFound)
	}
	return decodeRevision(payload)
}

// fill adds to an article what its head knows.
func (h *headRecord) fill(a *news.Article, id news.ID, n int) {
	a.ID, a.Revision, a.FirstSeen, a.Gone = id, n, h.firstSeen, h.gone
}

// packed is a revision copied out of a transaction, so that it is unpacked without holding one.
type packed struct {
	id   news.ID
	n    int
	head *headRecord
	rec  *revisionRecord
}

func (r reader) packed(id news.ID, n int) (packed, error) {
	h, err := r.head(id)
	if err != nil {
		return packed{}, err
	}
	if n == 0 {
		n = h.revisions
	}
	rec, err := r.revision(id, n)
	if err != nil {
		return packed{}, err
	}
	rec.zip = bytes.Clone(rec.zip)
	return packed{id, n, h, rec}, nil
}

func (a *Archive) unpack(p packed) (news.Article, error) {
	art, err := a.texts.unpack(p.rec)
	if err != nil {
		return news.Article{}, fmt.Errorf("archive: article %d revision %d: %w", p.id, p.n, err)
	}
	p.head.fill(&art, p.id, p.n)
	return art, nil
}

// Article is the latest revision of an article; news.ErrNotFound when there is none or it was purged.
func (a *Archive) Article(ctx context.Context, id news.ID) (news.Article, error) {
	return a.Revision(ctx, id, 0)
}

// A Fingerprint is the same for two readings of an article only if its text and all facts of its latest revision are.
// It says nothing of when the article was seen or withdrawn.
type Fingerprint [16]byte

// ArticleUnless is the latest revision of an article and its fingerprint. When that is the one already known the article is
// not unpacked: it is the zero Article. news.ErrNotFound when there is none or it was purged.
func (a *Archive) ArticleUnless(ctx context.Context, id news.ID, known Fingerprint) (art news.Article, f Fingerprint, err error) {
	var p packed
	err = a.view(ctx, func(r reader) error {
		h, err := r.head(id)
		if err != nil {
			return err
		}
		rec, err := r.revision(id, h.revisions)
		if err != nil {
			return err
		}
		if copy(f[:], rec.facts); f != known {
			rec.zip = bytes.Clone(rec.zip)
			p = packed{id, h.revisions, h, rec}
		}
		return nil
	})
	if err == nil && f != known {
		art, err = a.unpack(p)
	}
	return art, f, err
}

// Revision is revision n of an article, 1 being the first and 0 the latest; news.ErrNotFound when there is none.
func (a *Archive) Revision(ctx context.Context, id news.ID, n int) (news.Article, error) {
	var p packed
	err := a.view(ctx, func(r reader) (err error) {
		p, err = r.packed(id, n)
		return err
	})
	if err != nil {
		return news.Article{}, err
	}
	return a.unpack(p)
}

// Revisions are all revisions of an article, oldest first.
func (a *Archive) Revisions(ctx context.Context, id news.ID) ([]news.Article, error) {
	var all []packed
	err := a.view(ctx, func(r reader) error {
		h, err := r.head(id)
		for n := 1; err == nil && n <= h.revisions; n++ {
			var p packed
			if p, err = r.packed(id, n); err == nil {
				all = append(all, p)
			}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	out := make([]news.Article, len(all))
	for i, p := range all {
		if out[i], err = a.unpack(p); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// ArticleByURL is the latest revision of the article that any of its URLs leads to: as asked for, final or canonical.
func (a *Archive) ArticleByURL(ctx context.Context, url string) (news.Article, error) {
	key, err := news.CanonicalURL(url)
	if err != nil {
		return news.Article{}, fmt.Errorf("archive: article by URL: %w", err)
	}
	var p packed
	err = a.view(ctx, func(r reader) error {
		u, err := r.url(key)
		if err == nil && (u == nil || u.article == 0) {
			err = fmt.Errorf("archive: article of %s: %w", key, news.ErrNotFound)
		}
		if err == nil {
			p, err = r.packed(u.article, 0)
		}
		return err
	})
	if err != nil {
		return news.Article{}, err
	}
	return a.unpack(p)
}

// Articles goes through the latest revisions of all articles after an ID, in the order of arrival. Purged ones are left
// out. What arrives meanwhile is seen too. An error ends it.
func (a *Archive) Articles(ctx context.Context, after news.ID) iter.Seq2[news.Article, error] {
	const chunk = 64
	return func(yield func(news.Article, error) bool) {
		for next := after + 1; ; {
			var part []packed
			seen := 0
			err := a.view(ctx, func(r reader) error {
				return r.each(bArticles, nil, numKey(uint64(next)), func(key, payload []byte) (bool, error) {
					id := news.ID(binary.BigEndian.Uint64(key))
					next, seen = id+1, seen+1
					h, err := decodeHead(payload)
					if err != nil || !h.purged.IsZero() {
						return seen < chunk, err
					}
					p, err := r.packed(id, h.revisions)
					part = append(part, p)
					return seen < chunk, err
				})
			})
			for _, p := range part {
				if err != nil {
					break
				}
				var art news.Article
				if art, err = a.unpack(p); err == nil && !yield(art, nil) {
					return
				}
			}
			if err != nil {
				yield(news.Article{}, fmt.Errorf("archive: articles: %w", err))
				return
			}
			if seen < chunk {
				return
			}
		}
	}
}
