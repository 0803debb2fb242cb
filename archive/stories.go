package archive

import (
	"context"
	"encoding/binary"
	"fmt"
	"iter"

	"diembao/news"
)

// Which story an article belongs to stands in bucket stories, by article; bucket members lists the articles of each
// story, its key the story's number and the article's. Both are derived (putting the mark of the stage that makes them
// back to 0 makes them anew), but a story's number is something readers keep, so the archive keeps it.

func memberKey(story, article news.ID) []byte {
	return binary.BigEndian.AppendUint64(numKey(uint64(story)), uint64(article))
}

func encodeMembership(m news.Membership) []byte {
	var e encoder
	e.uint(uint64(m.Story))
	e.uint(uint64(m.Of))
	e.str(m.Class)
	e.str(m.Reason)
	return e.b
}

func decodeMembership(id news.ID, b []byte) (news.Membership, error) {
	d := decoder{b: b}
	m := news.Membership{ID: id, Story: news.ID(d.uint()), Of: news.ID(d.uint()), Class: d.str(), Reason: d.str()}
	return m, d.end()
}

// PutStories stores to which stories articles belong and moves the mark, in one transaction. An article that is not
// there is news.ErrNotFound, a purged one is passed over; one that had another story leaves it.
func (a *Archive) PutStories(ctx context.Context, members []news.Membership, mark string, upto news.Seq) error {
	err := a.update(ctx, nil, func(w *writer, _ place) error {
		for _, m := range members {
			if err := w.putMembership(m); err != nil {
				return err
			}
		}
		return w.setMark(mark, upto)
	})
	if err != nil {
		return fmt.Errorf("archive: put stories up to %d: %w", upto, err)
	}
	return nil
}

func (w *writer) putMembership(m news.Membership) error {
	payload, err := w.get(bArticles, numKey(uint64(m.ID)))
	if err != nil || payload == nil {
		return fmt.Errorf("article %d: %w", m.ID, orNotFound(err))
	}
	if h, err := decodeHead(payload); err != nil || !h.purged.IsZero() {
		return err // purged while it was being placed
	}
	if err := w.leave(m.ID); err != nil {
		return err
	}
	if err := w.put(bStories, numKey(uint64(m.ID)), encodeMembership(m)); err != nil {
		return err
	}
	return w.put(bMembers, memberKey(m.Story, m.ID), nil)
}

// leave takes an article out of its story, if it has one.
func (w *writer) leave(id news.ID) error {
	old, err := w.get(bStories, numKey(uint64(id)))
	if err != nil || old == nil {
		return err
	}
	before, err := decodeMembership(id, old)
	if err != nil {
		return err
	}
	if err := w.del(bMembers, memberKey(before.Story, id)); err != nil {
		return err
	}
	return w.del(bStories, numKey(uint64(id)))
}

func orNotFound(err error) error {
	if err == nil {
		return news.ErrNotFound
	}
	return err
}

// Membership is the story an article belongs to; news.ErrNotFound when it has none yet.
func (a *Archive) Membership(ctx context.Context, id news.ID) (m news.Membership, err error) {
	err = a.view(ctx, func(r reader) (err error) {
		payload, err := r.get(bStories, numKey(uint64(id)))
		if err != nil || payload == nil {
			return orNotFound(err)
		}
		m, err = decodeMembership(id, payload)
		return err
	})
	if err != nil {
		return m, fmt.Errorf("archive: story of %d: %w", id, err)
	}
	return m, nil
}

// Members are the articles of a story in the order of their numbers; none for a story that does not exist.
func (a *Archive) Members(ctx context.Context, story news.ID) (out []news.Membership, err error) {
	err = a.view(ctx, func(r reader) error {
		return r.each(bMembers, numKey(uint64(story)), nil, func(key, _ []byte) (bool, error) {
			id := news.ID(binary.BigEndian.Uint64(key[8:]))
			payload, err := r.get(bStories, numKey(uint64(id)))
			if err != nil || payload == nil {
				return false, fmt.Errorf("member %d: %w", id, news.ErrDamaged)
			}
			m, err := decodeMembership(id, payload)
			out = append(out, m)
			return true, err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("archive: members of story %d: %w", story, err)
	}
	return out, nil
}

// Memberships goes through the memberships of all articles, in the order of their numbers and as they are at one moment.
// An error ends it.
func (a *Archive) Memberships(ctx context.Context) iter.Seq2[news.Membership, error] {
	return func(yield func(news.Membership, error) bool) {
		err := a.view(ctx, func(r reader) error {
			return r.each(bStories, nil, nil, func(key, payload []byte) (bool, error) {
				m, err := decodeMembership(news.ID(binary.BigEndian.Uint64(key)), payload)
				return err == nil && yield(m, nil), err
			})
		})
		if err != nil {
			yield(news.Membership{}, fmt.Errorf("archive: memberships: %w", err))
		}
	}
}
