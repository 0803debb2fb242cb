package archive

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"diembao/news"
)

// waiting says that a visit may become a lease when its Next has come. A lease that was given is in the bucket
// "leases" until it ends.
func waiting(s news.VisitState) bool {
	return s == news.Due || s == news.Retry || s == news.Done || s == news.Refused
}

// schedule puts a visit into, or takes it out of, the buckets by which Lease finds it.
func (w *writer) schedule(v *news.Visit, add bool) error {
	bucket, key := bDue, dueKey(v.Source, v.Next, v.URL)
	switch {
	case v.State == news.Leased:
		bucket, key = bLeases, leaseKey(v.Source, v.Lease, v.URL)
	case !waiting(v.State):
		return nil
	}
	if add {
		return w.put(bucket, key, nil)
	}
	if v.State == news.Leased { // an ended lease was moved to where it waits
		if err := w.del(bDue, dueKey(v.Source, v.Next, v.URL)); err != nil {
			return err
		}
	}
	return w.del(bucket, key)
}

// putVisit replaces a URL's place in the frontier and counts it.
func (w *writer) putVisit(u *urlRecord, v news.Visit) error {
	if old := u.visit; old != nil {
		if err := w.schedule(old, false); err != nil {
			return err
		}
		if err := w.count(old.Source, func(s *sourceRecord) { s.visits[old.State]-- }); err != nil {
			return err
		}
	}
	if err := w.schedule(&v, true); err != nil {
		return err
	}
	u.visit = &v
	if err := w.count(v.Source, func(s *sourceRecord) { s.visits[v.State]++ }); err != nil {
		return err
	}
	return w.putURL(v.URL, u)
}

// canonicalVisits are the visits under their canonical URLs, each URL once, sorted so that pages of the tree are
// touched in order. A link that is no http address is no page to visit and is left out.
func canonicalVisits(found []news.Visit) []news.Visit {
	out := make([]news.Visit, 0, len(found))
	for _, v := range found {
		url, err := news.CanonicalURL(v.URL)
		if err != nil || strings.ContainsRune(v.Source, 0) {
			continue
		}
		v.URL = url
		if v.State == "" {
			v.State = news.Due
		}
		out = append(out, v)
	}
	slices.SortStableFunc(out, func(a, b news.Visit) int { return strings.Compare(a.URL, b.URL) })
	return slices.CompactFunc(out, func(a, b news.Visit) bool { return a.URL == b.URL })
}

// discover adds canonical visits not known yet.
func (w *writer) discover(found []news.Visit) (n int, err error) {
	for _, v := range found {
		u, err := w.url(v.URL)
		if err != nil {
			return 0, err
		}
		if u != nil && u.visit != nil {
			continue
		}
		if u == nil {
			u = &urlRecord{}
		}
		if err := w.putVisit(u, v); err != nil {
			return 0, err
		}
		n++
	}
	return n, nil
}

// Discover adds the URLs not known yet and says how many they were; those known are left as they are. Visits whose URL
// is no http or https address are skipped; an empty State is Due.
func (a *Archive) Discover(ctx context.Context, found []news.Visit) (n int, err error) {
	visits := canonicalVisits(found)
	if len(visits) == 0 {
		return 0, nil
	}
	err = a.update(ctx, nil, func(w *writer, _ place) (err error) {
		n, err = w.discover(visits)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("archive: discover %d URLs: %w", len(visits), err)
	}
	return n, nil
}

// Lease takes up to n URLs of a source whose Next is not after now and which are Due, Retry, Refused or Done, or Leased
// with a lease that ended: the latest Next first, then by URL. They are stored as Leased until now+ttl. As one process
// owns the directory, every lease that is there when it first leases of a source is of one that is gone, and ends with it.
func (a *Archive) Lease(ctx context.Context, source string, now time.Time, n int, ttl time.Duration) (leased []news.Visit, err error) {
	if n <= 0 || strings.ContainsRune(source, 0) {
		return nil, nil
	}
	if due, err := a.dueNow(ctx, source, now); err != nil || !due {
		return nil, err // asked often while nothing is due: no write for that
	}
	a.unread.await(ctx)
	err = a.update(ctx, nil, func(w *writer, _ place) error {
		leased = leased[:0]
		_, again := a.leasing.LoadOrStore(source, true) // writers take turns: whoever comes next finds ours
		if err := w.expire(source, now, !again); err != nil {
			return err
		}
		urls, err := w.ready(source, now, n)
		if err != nil {
			return err
		}
		for _, url := range urls {
			u, err := w.url(url)
			if err != nil {
				return err
			}
			v := *u.visit
			v.State, v.Lease = news.Leased, now.Add(ttl).UTC()
			if err := w.putVisit(u, v); err != nil {
				return err
			}
			leased = append(leased, v)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("archive: lease of %s: %w", source, err)
	}
	return leased, nil
}

// expire lets visits whose lease ended, or all that are leased, wait again under their old Next.
func (w *writer) expire(source string, now time.Time, all bool) error {
	prefix := append([]byte(source), 0)
	var ended [][]byte
	err := w.each(bLeases, prefix, nil, func(key, _ []byte) (bool, error) {
		if !all && keyTime(key[len(prefix):]).After(now) {
			return false, nil
		}
		ended = append(ended, bytes.Clone(key))
		return true, nil
	})
	if err != nil {
		return err
	}
	for _, key := range ended {
		u, err := w.url(string(key[len(prefix)+timeKeyLen:]))
		if err != nil {
			return err
		}
		if err := w.del(bLeases, key); err != nil {
			return err
		}
		if u == nil || u.visit == nil {
			continue
		}
		if err := w.put(bDue, dueKey(source, u.visit.Next, u.visit.URL), nil); err != nil {
			return err
		}
	}
	return nil
}

// ready lists up to n URLs that may be leased now.
func (r reader) ready(source string, now time.Time, n int) (urls []string, err error) {
	prefix := append([]byte(source), 0)
	err = r.each(bDue, prefix, dueKey(source, now, ""), func(key, _ []byte) (bool, error) {
		urls = append(urls, string(key[len(prefix)+timeKeyLen:]))
		return len(urls) < n, nil
	})
	return urls, err
}

func (a *Archive) dueNow(ctx context.Context, source string, now time.Time) (bool, error) {
	next, err := a.NextDue(ctx, source)
	return err == nil && !next.IsZero() && !next.After(now), err
}

// farPast stands for a Next that was never set, which is due at once; a zero time says "none".
var farPast = time.Unix(0, 0).UTC()

// Unknown says how many of the visits Discover would add.
func (a *Archive) Unknown(ctx context.Context, found []news.Visit) (n int, err error) {
	visits := canonicalVisits(found)
	err = a.view(ctx, func(r reader) error {
		for _, v := range visits {
			u, err := r.url(v.URL)
			if err != nil {
				return err
			}
			if u == nil || u.visit == nil {
				n++
			}
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("archive: known among %d URLs: %w", len(visits), err)
	}
	return n, nil
}

// NextDue is when the source's next URL may be leased, possibly in the past; zero when there is none.
func (a *Archive) NextDue(ctx context.Context, source string) (next time.Time, err error) {
	if strings.ContainsRune(source, 0) {
		return time.Time{}, nil
	}
	err = a.view(ctx, func(r reader) error {
		prefix := append([]byte(source), 0)
		// The earliest Next is the last key of the source in "due", the earliest lease the first in "leases".
		c := r.tx.Bucket([]byte(bDue)).Cursor()
		c.Seek(append([]byte(source), 1))
		if k, _ := c.Prev(); k == nil {
			if k, _ = c.Last(); bytes.HasPrefix(k, prefix) {
				next = earliest(k[len(prefix):])
			}
		} else if bytes.HasPrefix(k, prefix) {
			next = earliest(k[len(prefix):])
		}
		_, leasing := a.leasing.Load(source)
		return r.each(bLeases, prefix, nil, func(key, _ []byte) (bool, error) {
			end := keyTime(key[len(prefix):])
			if !leasing { // of a process that is gone
				end = farPast
			}
			if next.IsZero() || end.Before(next) {
				next = end
			}
			return false, nil
		})
	})
	if err != nil {
		return time.Time{}, fmt.Errorf("archive: next due of %s: %w", source, err)
	}
	return next, nil
}

func earliest(key []byte) time.Time {
	b := bytes.Clone(key[:timeKeyLen])
	invert(b)
	t := keyTime(b)
	if t.IsZero() {
		return farPast
	}
	return t
}

// Visit is a URL's record in the frontier; news.ErrNotFound when it was never discovered.
func (a *Archive) Visit(ctx context.Context, url string) (v news.Visit, err error) {
	key, err := news.CanonicalURL(url)
	if err != nil {
		return v, fmt.Errorf("archive: visit: %w", err)
	}
	err = a.view(ctx, func(r reader) error {
		u, err := r.url(key)
		if err == nil && (u == nil || u.visit == nil) {
			err = fmt.Errorf("archive: visit %s: %w", key, news.ErrNotFound)
		}
		if err == nil {
			v = *u.visit
		}
		return err
	})
	return v, err
}

// Visits goes through the frontier in the order of URLs; source "" means all. What changes meanwhile may or may not be
// seen. An error ends it.
func (a *Archive) Visits(ctx context.Context, source string) iter.Seq2[news.Visit, error] {
	return func(yield func(news.Visit, error) bool) {
		var from []byte
		for {
			var part []news.Visit
			seen := 0
			err := a.view(ctx, func(r reader) error {
				return r.each(bURLs, nil, from, func(key, payload []byte) (bool, error) {
					u, err := decodeURL(string(key), payload)
					if err != nil {
						return false, err
					}
					if u.visit != nil && (source == "" || u.visit.Source == source) {
						part = append(part, *u.visit)
					}
					from = append(bytes.Clone(key), 0)
					seen++
					return seen < chunk, nil
				})
			})
			if err != nil {
				yield(news.Visit{}, fmt.Errorf("archive: visits: %w", err))
				return
			}
			for _, v := range part {
				if !yield(v, nil) {
					return
				}
			}
			if seen < chunk {
				return
			}
		}
	}
}

// chunk is how many records one read transaction of a long walk takes.
const chunk = 512
