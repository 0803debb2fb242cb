package archive

import (
	"context"
	"net/http"
	"sync"
	"time"

	"diembao/archive/warc"
)

// unreadMax bounds the pages in memory, in bytes: some hundreds of them.
const unreadMax = 32 << 20

// unread has pages from when they were stored until they are first read, which is by the extractor: what was hashed and
// packed a moment ago need not be unpacked and hashed. When it is full what comes is left out, since what is there will be
// read earlier. The catalogue is asked all the same, so that a purged page is not given. The zero unread is ready.
type unread struct {
	mu    sync.Mutex
	pages map[uint64]unpackedPage // by Snapshot.Num
	bytes int
	read  uint64    // the highest number asked for
	since time.Time // when it was
}

// An unpackedPage is what the pack holds of a page. Without a head it is none.
type unpackedPage struct{ head, body []byte }

func (p unpackedPage) size() int { return len(p.head) + len(p.body) }

func (u *unread) keep(num uint64, p unpackedPage) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if p.head == nil || u.bytes+p.size() > unreadMax || num <= u.read { // the feed was followed faster than this came here
		return
	}
	if u.pages == nil {
		u.pages = map[uint64]unpackedPage{}
	}
	u.pages[num] = p
	u.bytes += p.size()
}

// take gives a page away: nobody else has its body.
func (u *unread) take(num uint64) (header http.Header, body []byte, ok bool) {
	u.mu.Lock()
	if num > u.read {
		u.read, u.since = num, time.Now()
	}
	p, ok := u.pages[num]
	if ok {
		delete(u.pages, num)
		u.bytes -= p.size()
	}
	u.mu.Unlock()
	if !ok {
		return nil, nil, false
	}
	_, header, err := warc.ParseHead(p.head)
	return header, p.body, err == nil
}

// await waits while there is much to read and somebody reads on, ten seconds at the most. Whoever brings pages asks first: one
// that runs far ahead of the extractor makes it read from the disk, and what is stored is found later.
func (u *unread) await(ctx context.Context) {
	for end := time.Now().Add(10 * time.Second); u.crowded() && time.Now().Before(end); {
		select {
		case <-ctx.Done():
			return
		case <-time.After(5 * time.Millisecond):
		}
	}
}

func (u *unread) crowded() bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.bytes > unreadMax/2 && time.Since(u.since) < time.Second
}
