package archive

import (
	"context"
	"fmt"
	"slices"
	"time"

	"diembao/news"
)

// Free lets URLs that are Quarantined or Refused be asked for again at once, as if they had never failed, and says how many
// they were. Others are left as they are, and unknown ones left out; one
// that is no URL is news.CanonicalURL's error, and those up to 512 before it stay what they were.
func (a *Archive) Free(ctx context.Context, urls []string, now time.Time) (n int, err error) {
	for some := range slices.Chunk(urls, chunk) {
		freed := 0
		err := a.update(ctx, nil, func(w *writer, _ place) error {
			freed = 0
			for _, url := range some {
				done, err := w.free(url, now)
				if err != nil {
					return err
				}
				if done {
					freed++
				}
			}
			return nil
		})
		if err != nil {
			return n, fmt.Errorf("archive: free %d URLs: %w", len(some), err)
		}
		n += freed
	}
	return n, nil
}

func (w *writer) free(url string, now time.Time) (bool, error) {
	key, err := news.CanonicalURL(url)
	if err != nil {
		return false, err
	}
	u, err := w.url(key)
	if err != nil || u == nil || u.visit == nil || u.visit.State != news.Quarantined && u.visit.State != news.Refused {
		return false, err
	}
	v := *u.visit
	v.State, v.Tries, v.Next = news.Retry, 0, now.UTC()
	return true, w.putVisit(u, v)
}
