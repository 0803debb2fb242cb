package polite

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptrace"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"diembao/crawler/robots"
	"diembao/news"
)

// A Store keeps host states between runs.
type Store interface {
	// Host gives what was put last; an unknown host is a zero state or news.ErrNotFound.
	Host(ctx context.Context, host string) (news.HostState, error)
	PutHost(ctx context.Context, h news.HostState) error
}

const (
	breaker    = 5  // failures in a row until a host is left alone
	saveEvery  = 50 // requests between two writes of a state that only counts
	maxAdapted = time.Minute
)

// A lane lets one request at a time reach a host, whatever the scheme. Its holder owns the host states that use it.
type lane struct {
	held chan struct{} // capacity 1
	last time.Time     // end of the last request
	took time.Duration // of the last request
	addr netip.Addr    // reached last; zero before
}

// reached notes the address of the connection in use.
func (l *lane) reached(info httptrace.GotConnInfo) {
	if at, err := netip.ParseAddrPort(info.Conn.RemoteAddr().String()); err == nil {
		l.addr = at.Addr().Unmap()
	}
}

// A host is what is known of one origin. Only the holder of its lane touches it.
type host struct {
	lane   *lane
	state  news.HostState
	loaded bool
	dirty  int // changes not stored yet
	gate   gate
}

// enter takes the lane of u's host and loads its state. leave must be called when err is nil.
func (t *Transport) enter(ctx context.Context, u *url.URL) (*host, error) {
	t.mu.Lock()
	key, origin := HostKey(u), Origin(u)
	l := t.lanes[key]
	if l == nil {
		l = &lane{held: make(chan struct{}, 1)}
		t.lanes[key] = l
	}
	h := t.hosts[origin]
	if h == nil {
		h = &host{lane: l}
		t.hosts[origin] = h
	}
	t.mu.Unlock()
	select {
	case l.held <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if err := t.load(ctx, h, origin); err != nil {
		h.leave()
		return nil, err
	}
	return h, nil
}

// leave gives the lane back.
func (h *host) leave() { <-h.lane.held }

// load reads the host's state and its robots.txt once.
func (t *Transport) load(ctx context.Context, h *host, origin string) error {
	if h.loaded {
		return nil
	}
	s, err := t.store.Host(ctx, origin)
	if err != nil && !errors.Is(err, news.ErrNotFound) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return &StoreError{err}
	}
	s.Host = origin
	h.state, h.loaded = s, true
	if !s.RobotsTime.IsZero() {
		h.gate.file = robots.Parse(s.Robots)
	}
	return nil
}

// save stores the state when it is worth a write.
func (t *Transport) save(ctx context.Context, h *host, now bool) error {
	if h.dirty == 0 || !now && h.dirty < saveEvery {
		return nil
	}
	if err := t.store.PutHost(context.WithoutCancel(ctx), h.state); err != nil { // small, and lost otherwise
		return &StoreError{err}
	}
	h.dirty = 0
	return nil
}

// Flush stores the state of every host that changed since it was stored last. A host that somebody is asking just now
// is left to them.
func (t *Transport) Flush(ctx context.Context) error {
	t.mu.Lock()
	hosts := make([]*host, 0, len(t.hosts))
	for _, h := range t.hosts {
		hosts = append(hosts, h)
	}
	t.mu.Unlock()
	for _, h := range hosts {
		select {
		case h.lane.held <- struct{}{}:
		default:
			continue
		}
		if next := h.lane.last.Add(h.state.Delay).UTC(); h.dirty > 0 && next.After(h.state.NotBefore) {
			h.state.NotBefore = next // the next process keeps the pace, too
		}
		err := t.save(ctx, h, true)
		h.leave()
		if err != nil {
			return err
		}
	}
	return nil
}

// free says whether the host may be asked at all now: no pause asked for, budget left. It waits for short pauses.
func (t *Transport) free(ctx context.Context, h *host, p *Policy, u *url.URL) error {
	now := t.clock.Now()
	wait := h.state.NotBefore.Sub(now)
	if wait > 2*maxWait {
		wait = 0 // written while the clock was wrong
	}
	if wait > 0 {
		if wait > t.patience {
			return &Error{URL: u.String(), Kind: HostWaits, Until: h.state.NotBefore, Err: errors.New(h.state.LastError)}
		}
		if err := t.clock.Sleep(ctx, wait); err != nil {
			return err
		}
		now = t.clock.Now()
	}
	today := news.DayOf(now)
	if h.state.Day != today {
		h.state.Day, h.state.Fetched = today, 0
	}
	if p.Budget > 0 && h.state.Fetched >= p.Budget {
		return &Error{URL: u.String(), Kind: OverBudget, Until: today.Add(1).Time()}
	}
	return nil
}

// pause waits until the host's pace allows the next request, and counts it.
func (t *Transport) pause(ctx context.Context, h *host, p *Policy) error {
	h.state.Delay = pace(p.Delay, h.gate.delay(), h.lane.took)
	if !h.lane.last.IsZero() {
		next := h.lane.last.Add(h.state.Delay + jitter(h.state.Delay/4))
		if err := t.clock.Sleep(ctx, next.Sub(t.clock.Now())); err != nil {
			return err
		}
	}
	h.state.Fetched++
	h.state.Fetches++
	h.dirty++
	return nil
}

// pace is the delay between the end of one request and the next: what the source or robots.txt asks for, and five
// times what the last answer took, because a slow host is a busy one; that part is bounded by ten times the
// delay asked for and a minute.
func pace(configured, crawlDelay, took time.Duration) time.Duration {
	asked := max(configured, crawlDelay)
	return max(asked, min(5*took, 10*asked, maxAdapted))
}

// settle notes how a request ended: resp nil means that none came, for the reason err.
func (t *Transport) settle(h *host, status int, header http.Header, err error, took time.Duration) {
	now := t.clock.Now()
	h.lane.last, h.lane.took = now, took
	h.dirty++
	s := &h.state
	if err == nil && status < 500 && !pushback(status) {
		s.Failures, s.LastOK = 0, now.UTC()
		return
	}
	s.Failures++
	s.Errors++
	h.dirty += saveEvery
	wait := time.Duration(0)
	switch {
	case pushback(status):
		asked, ok := RetryAfter(header, now)
		if !ok {
			wait = Backoff(time.Minute, s.Failures-1, maxWait)
		} else { // a host that says "now" for ever is still asked ever more rarely
			wait = max(asked, Backoff(time.Second, s.Failures-1, maxWait))
		}
	case s.Failures >= breaker:
		wait = Backoff(time.Minute, s.Failures-breaker, maxWait)
	}
	if err != nil {
		s.LastError = clip(err.Error())
	} else {
		s.LastError = http.StatusText(status)
	}
	if wait > 0 {
		s.NotBefore = now.Add(wait).UTC()
	}
}

// pushback says that the host asks us to come back later.
func pushback(status int) bool {
	return status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable
}

// clip bounds what a state keeps of an error.
func clip(s string) string {
	const most = 300
	if len(s) > most {
		return strings.ToValidUTF8(s[:most], "")
	}
	return s
}
