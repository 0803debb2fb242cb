// Package crawlertest helps to test what stands behind the crawler: Memory is a Frontier without a disk, and Frontier
// holds the tests that every crawler.Frontier must pass.
package crawlertest

import (
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"diembao/news"
)

// Memory is a crawler.Frontier in memory. Its zero value is empty and ready.
type Memory struct {
	mu        sync.Mutex
	visits    map[string]news.Visit
	hosts     map[string]news.HostState
	snapshots []news.Snapshot
}

// Discover implements crawler.Frontier.
func (m *Memory) Discover(ctx context.Context, found []news.Visit) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	return m.discover(found), nil
}

// discover is Discover with the lock held.
func (m *Memory) discover(found []news.Visit) int {
	if m.visits == nil {
		m.visits = map[string]news.Visit{}
	}
	added := 0
	for _, v := range found {
		if _, known := m.visits[v.URL]; !known {
			m.visits[v.URL] = v
			added++
		}
	}
	return added
}

// Unknown implements crawler.Frontier.
func (m *Memory) Unknown(ctx context.Context, found []news.Visit) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	unknown := map[string]bool{}
	for _, v := range found {
		if _, known := m.visits[v.URL]; !known {
			unknown[v.URL] = true
		}
	}
	return len(unknown), ctx.Err()
}

// due is when a visit may be leased; false when never.
func due(v news.Visit) (time.Time, bool) {
	switch v.State {
	case news.Due, news.Retry, news.Done, news.Refused:
		return v.Next, true
	case news.Leased:
		return v.Lease, true
	}
	return time.Time{}, false
}

// Lease implements crawler.Frontier.
func (m *Memory) Lease(ctx context.Context, source string, now time.Time, n int, ttl time.Duration) ([]news.Visit, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var out []news.Visit
	for _, v := range m.visits {
		if at, ok := due(v); ok && v.Source == source && !at.After(now) {
			out = append(out, v)
		}
	}
	slices.SortFunc(out, func(a, b news.Visit) int {
		return cmp.Or(b.Next.Compare(a.Next), strings.Compare(a.URL, b.URL))
	})
	out = out[:min(n, len(out))]
	for i := range out {
		out[i].State, out[i].Lease = news.Leased, now.Add(ttl)
		m.visits[out[i].URL] = out[i]
	}
	return out, nil
}

// Finish implements crawler.Frontier.
func (m *Memory) Finish(ctx context.Context, o news.Outcome) (uint64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	if o.Visit.URL == "" {
		return 0, fmt.Errorf("crawlertest: finish a visit without URL: %w", news.ErrInvalid)
	}
	m.discover(o.Found)
	num := uint64(0)
	if o.Snapshot != nil {
		s := *o.Snapshot
		s.Num = uint64(len(m.snapshots) + 1)
		s.SHA256 = fmt.Sprintf("%x", sha256.Sum256(s.Body))
		m.snapshots = append(m.snapshots, s)
		num, o.Visit.Snapshot, o.Visit.SHA256 = s.Num, s.Num, cmp.Or(o.Visit.SHA256, s.SHA256)
	}
	if m.visits == nil {
		m.visits = map[string]news.Visit{}
	}
	m.visits[o.Visit.URL] = o.Visit
	return num, nil
}

// NextDue implements crawler.Frontier.
func (m *Memory) NextDue(ctx context.Context, source string) (time.Time, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var first time.Time
	for _, v := range m.visits {
		if at, ok := due(v); ok && v.Source == source && (first.IsZero() || at.Before(first)) {
			first = at
		}
	}
	return first, ctx.Err()
}

// Host implements crawler.Frontier.
func (m *Memory) Host(ctx context.Context, host string) (news.HostState, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	h := m.hosts[host]
	h.Host = host
	return h, ctx.Err()
}

// PutHost implements crawler.Frontier.
func (m *Memory) PutHost(ctx context.Context, h news.HostState) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.hosts == nil {
		m.hosts = map[string]news.HostState{}
	}
	m.hosts[h.Host] = h
	return ctx.Err()
}

// Visits gives every visit, by URL.
func (m *Memory) Visits() map[string]news.Visit {
	m.mu.Lock()
	defer m.mu.Unlock()
	return maps.Clone(m.visits)
}

// Snapshots gives what was stored, in order.
func (m *Memory) Snapshots() []news.Snapshot {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.snapshots)
}
