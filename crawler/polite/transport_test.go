package polite

import (
	"context"
	"encoding/binary"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"diembao/news"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// states is a Store.
type states struct {
	mu sync.Mutex
	m  map[string]news.HostState
}

func (s *states) Host(_ context.Context, host string) (news.HostState, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if h, ok := s.m[host]; ok {
		return h, nil
	}
	return news.HostState{}, news.ErrNotFound
}

func (s *states) PutHost(_ context.Context, h news.HostState) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.m == nil {
		s.m = map[string]news.HostState{}
	}
	s.m[h.Host] = h
	return nil
}

func ask(t *testing.T, tr *Transport, p *Policy, url string) (*Page, error) {
	t.Helper()
	x := &Exchange{Policy: p, Max: 1 << 20}
	req, err := http.NewRequestWithContext(With(t.Context(), x), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := tr.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	resp.Body.Close()
	return x.Page, nil
}

func kind(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return ""
}

func TestNoExchange(t *testing.T) {
	tr := New(Options{Store: &states{}, Token: "diembao"})
	req := httptest.NewRequest(http.MethodGet, "http://127.0.0.1/", nil)
	if _, err := tr.RoundTrip(req); !errors.Is(err, errNoExchange) {
		t.Error(err)
	}
}

// TestAddresses points sources at addresses that are nobody's business. A listener counts: it must see nothing.
func TestAddresses(t *testing.T) {
	var dialled atomic.Int32
	srv := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { dialled.Add(1) }))
	defer srv.Close()
	_, port, err := net.SplitHostPort(srv.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	for _, host := range []string{"127.0.0.1", "127.1.2.3", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "[::]", "10.0.0.1", "192.168.1.1", "172.16.0.1", "100.64.0.1",
		"169.254.169.254", "[fe80::1]", "[fd00::1]", "224.0.0.1", "255.255.255.255", "localhost"} {
		url := "http://" + host + ":" + port + "/"
		tr := New(Options{Store: &states{}, Token: "diembao", Timeout: time.Second})
		_, err := ask(t, tr, NewPolicy(news.Source{Home: url}), url)
		if k := kind(err); k != BadAddress {
			t.Errorf("%s: %v", host, err)
		}
		tr.Close()
	}
	for _, host := range []string{"169.254.169.254", "[fe80::1%25lo]", "0.0.0.0", "224.0.0.1"} { // not even for private sources
		url := "http://" + host + ":" + port + "/"
		tr := New(Options{Store: &states{}, Token: "diembao", Timeout: time.Second})
		if _, err := ask(t, tr, NewPolicy(news.Source{Home: url, AllowPrivate: true}), url); kind(err) != BadAddress {
			t.Errorf("private %s: %v", host, err)
		}
		tr.Close()
	}
	// Odd spellings of 127.0.0.1 are names that no resolver of ours knows.
	for _, host := range []string{"2130706433", "0x7f000001", "0177.0.0.1", "127.1"} {
		url := "http://" + host + ":" + port + "/"
		tr := New(Options{Store: &states{}, Token: "diembao", Timeout: time.Second, Resolver: resolver(t, func() [4]byte { return [4]byte{127, 0, 0, 1} })})
		if _, err := ask(t, tr, NewPolicy(news.Source{Home: url}), url); kind(err) != BadAddress && kind(err) != RobotsDown {
			t.Errorf("%s: %v", host, err)
		}
		tr.Close()
	}
	if n := dialled.Load(); n != 0 {
		t.Errorf("%d requests reached the listener", n)
	}
}

// TestRebinding has a name that leads to loopback. Nobody looks a name up before dialling, so there is no moment at
// which it could show another address; what counts is the one dialled.
func TestRebinding(t *testing.T) {
	var reached atomic.Int32
	srv := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Add(1) }))
	defer srv.Close()
	_, port, err := net.SplitHostPort(srv.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	r := resolver(t, func() [4]byte { return [4]byte{127, 0, 0, 1} })
	url := "http://doi-y.example:" + port + "/"
	public := New(Options{Store: &states{}, Token: "diembao", Timeout: time.Second, Resolver: r})
	defer public.Close()
	if _, err := ask(t, public, NewPolicy(news.Source{Home: url}), url); kind(err) != BadAddress || reached.Load() != 0 {
		t.Errorf("%v, reached %d times", err, reached.Load())
	}
	// A source that may uses the same name; its connection must not serve the other.
	fresh := New(Options{Store: &states{}, Token: "diembao", Timeout: time.Second, Resolver: r})
	defer fresh.Close()
	if _, err := ask(t, fresh, NewPolicy(news.Source{Home: url, AllowPrivate: true, Delay: time.Millisecond}), url); err != nil || reached.Load() != 2 {
		t.Errorf("private source: %v, reached %d times", err, reached.Load())
	}
	if _, err := ask(t, fresh, NewPolicy(news.Source{Home: url, Delay: time.Millisecond}), url); kind(err) != BadAddress || reached.Load() != 2 {
		t.Errorf("public source after it: %v, reached %d times", err, reached.Load())
	}
}

// resolver answers every A question with what next says, from a name server of our own on loopback.
func resolver(t *testing.T, next func() [4]byte) *net.Resolver {
	t.Helper()
	pc, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	t.Cleanup(func() { pc.Close(); <-done })
	go func() {
		defer close(done)
		buf := make([]byte, 512)
		for {
			n, from, err := pc.ReadFrom(buf)
			if err != nil {
				return
			}
			_, _ = pc.WriteTo(answer(buf[:n], next()), from) // a lost answer is asked for again
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, "udp", pc.LocalAddr().String())
	}}
}

// answer makes a DNS answer: the question with one A record behind it, none for other types.
func answer(q []byte, ip [4]byte) []byte {
	end := 12
	for q[end] != 0 {
		end += int(q[end]) + 1
	}
	end += 5
	out := append([]byte(nil), q[:end]...)
	out[2], out[3] = 0x81, 0x80
	clear(out[6:12])
	if binary.BigEndian.Uint16(q[end-4:]) == 1 {
		out[7] = 1
		out = append(out, 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, ip[0], ip[1], ip[2], ip[3])
	}
	return out
}

// frozen is a clock that jumps when somebody sleeps.
type frozen struct {
	mu    sync.Mutex
	now   time.Time
	slept time.Duration
}

func (f *frozen) Now() time.Time { f.mu.Lock(); defer f.mu.Unlock(); return f.now }

func (f *frozen) Sleep(ctx context.Context, d time.Duration) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.now, f.slept = f.now.Add(max(d, 0)), f.slept+max(d, 0)
	return ctx.Err()
}

func TestCrawlDelayAndClock(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			_, _ = w.Write([]byte("User-agent: *\nCrawl-delay: 7"))
		}
	}))
	defer srv.Close()
	c := &frozen{now: now}
	store := &states{}
	// A pause written while the clock was wrong does not last for years.
	_ = store.PutHost(t.Context(), news.HostState{Host: srv.URL, NotBefore: now.AddDate(9, 0, 0)})
	tr := New(Options{Store: store, Token: "diembao", Clock: c, Timeout: time.Second})
	defer tr.Close()
	p := NewPolicy(news.Source{Home: srv.URL, AllowPrivate: true, Delay: time.Second})
	for range 3 {
		if _, err := ask(t, tr, p, srv.URL+"/a"); err != nil {
			t.Fatal(err)
		}
	}
	if c.slept < 21*time.Second || c.slept > 27*time.Second { // three pauses of 7 s and up to a quarter more
		t.Errorf("waited %v", c.slept)
	}
	if err := tr.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	h, _ := store.Host(t.Context(), srv.URL)
	if h.Fetched != 4 || h.Delay != 7*time.Second || !h.RobotsOK || !strings.Contains(string(h.Robots), "Crawl-delay") || h.LastOK.IsZero() {
		t.Errorf("%+v", h)
	}
}

func TestCancelWhileWaiting(t *testing.T) {
	srv := httptest.NewServer(http.NotFoundHandler())
	defer srv.Close()
	tr := New(Options{Store: &states{}, Token: "diembao", Timeout: time.Second})
	defer tr.Close()
	ctx, stop := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer stop()
	x := &Exchange{Policy: NewPolicy(news.Source{Home: srv.URL, AllowPrivate: true, Delay: time.Hour}), Max: 1}
	req, err := http.NewRequestWithContext(With(ctx, x), http.MethodGet, srv.URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	resp, err := tr.RoundTrip(req) // robots.txt, then an hour's pause
	if err == nil {
		resp.Body.Close()
	}
	if !errors.Is(err, context.DeadlineExceeded) || time.Since(start) > 10*time.Second {
		t.Errorf("%v after %v", err, time.Since(start))
	}
}

// TestGroups has hosts that share an address wait for each other, but not on this machine.
func TestGroups(t *testing.T) {
	tr := New(Options{Store: &states{}})
	one, same := tr.group(netip.MustParseAddr("203.0.113.7")), tr.group(netip.MustParseAddr("203.0.113.7"))
	if one == nil || one != same || cap(one) != 1 || one == tr.group(netip.MustParseAddr("203.0.113.8")) {
		t.Error("an address has one slot of its own")
	}
	for _, private := range []netip.Addr{{}, netip.MustParseAddr("127.0.0.1"), netip.MustParseAddr("10.0.0.1"), netip.MustParseAddr("::1")} {
		if tr.group(private) != nil {
			t.Errorf("%v has a slot", private)
		}
	}
}
