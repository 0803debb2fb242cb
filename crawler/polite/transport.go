package polite

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/netip"
	"sync"
	"time"

	"diembao/news"
)

// Options of a Transport. Store and Token are required.
type Options struct {
	Store    Store
	Token    string        // product token, as robots.txt names us
	Header   http.Header   // sent with requests for robots.txt: User-Agent, From
	InFlight int           // requests at one time; 0 = 32
	Timeout  time.Duration // of one request with its body; 0 = 60 s
	Patience time.Duration // a host's pause up to this long is waited for
	Clock    Clock         // nil = SystemClock
	Resolver *net.Resolver // nil = the system's
}

// A Transport is an http.RoundTripper that keeps every rule of this package. It is safe for concurrent use.
type Transport struct {
	store    Store
	token    string
	header   http.Header
	timeout  time.Duration
	patience time.Duration
	clock    Clock
	slots    chan struct{}
	buffers  sync.Pool
	public   *http.Transport
	private  *http.Transport

	mu     sync.Mutex
	lanes  map[string]*lane             // by HostKey
	hosts  map[string]*host             // by Origin
	groups map[netip.Addr]chan struct{} // hosts that share an address: one request at a time, too
}

// New makes a transport.
func New(o Options) *Transport {
	t := &Transport{
		store: o.Store, token: o.Token, header: o.Header, timeout: o.Timeout, patience: o.Patience, clock: o.Clock,
		public: base(false, o.Resolver), private: base(true, o.Resolver),
		lanes: map[string]*lane{}, hosts: map[string]*host{}, groups: map[netip.Addr]chan struct{}{},
	}
	if t.timeout <= 0 {
		t.timeout = time.Minute
	}
	if t.clock == nil {
		t.clock = SystemClock{}
	}
	if o.InFlight <= 0 {
		o.InFlight = 32
	}
	t.slots = make(chan struct{}, o.InFlight)
	t.buffers.New = func() any { return new(bytes.Buffer) }
	return t
}

// Close closes idle connections.
func (t *Transport) Close() {
	t.public.CloseIdleConnections()
	t.private.CloseIdleConnections()
}

// An Exchange goes with the context of a request and comes back with its Page. One Exchange serves one fetch with its
// redirects; each hop overwrites the page.
type Exchange struct {
	Policy *Policy
	Max    int64 // bytes of the decoded body; over it the page has the problem too-large
	// Sink, if set, gets the decoded body of a 200 as a stream, and Page.Body stays empty. Its error is Page.SinkErr.
	Sink func(p *Page, r io.Reader) error
	Page *Page // of the last hop; nil until one answered
	cut  bool  // a body over Max is cut without a problem
}

// A Page is one answer.
type Page struct {
	URL      string // of this hop
	Status   int
	Header   http.Header // as served
	Body     []byte      // decoded, charset untouched; cut when Problems say so
	Size     int64       // bytes of the decoded body
	Wire     int64       // bytes of the body as sent
	Time     time.Time   // when it had arrived, UTC
	Took     time.Duration
	Until    time.Time      // after a 429 or 503: when the host may be asked again
	Problems []news.Problem // too-large, truncated
	SinkErr  error          // of Exchange.Sink
}

type exchangeKey struct{}

// With gives a context whose requests belong to x.
func With(ctx context.Context, x *Exchange) context.Context {
	return context.WithValue(ctx, exchangeKey{}, x)
}

var (
	errNoExchange = errors.New("a request without an exchange")
	errBroken     = errors.New("no body")
)

// RoundTrip takes one hop through every rule. The page is left in the Exchange; the response it returns carries status
// and header, and an empty body marked as decoded, so that nobody above reads, decodes or transcodes it again.
func (t *Transport) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx, u := req.Context(), req.URL
	x, _ := ctx.Value(exchangeKey{}).(*Exchange)
	switch {
	case x == nil:
		return nil, errNoExchange
	case !x.Policy.Allows(u):
		return nil, &Error{URL: u.String(), Kind: OffSite, Err: errOffSite}
	}
	h, err := t.enter(ctx, u)
	if err != nil {
		return nil, err
	}
	defer h.leave()
	page, err := t.through(req, x, h)
	if saved := t.save(ctx, h, false); saved != nil {
		return nil, saved
	}
	if err != nil {
		return nil, err
	}
	x.Page = page
	return &http.Response{
		Status: http.StatusText(page.Status), StatusCode: page.Status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: page.Header.Clone(), Body: http.NoBody, Uncompressed: true, Request: req,
	}, nil
}

// through is the order of the rules: what costs nothing first, the pause last.
func (t *Transport) through(req *http.Request, x *Exchange, h *host) (*Page, error) {
	ctx := req.Context()
	if err := t.free(ctx, h, x.Policy, req.URL); err != nil {
		return nil, err
	}
	if err := t.permit(ctx, h, x.Policy, req.URL); err != nil {
		return nil, err
	}
	if err := t.pause(ctx, h, x.Policy); err != nil {
		return nil, err
	}
	return t.ask(req, x, h, x.Policy.AllowPrivate)
}

// ask sends the request and reads the answer to its end, within the timeout, then notes how the host did.
func (t *Transport) ask(req *http.Request, x *Exchange, h *host, private bool) (*Page, error) {
	outer := req.Context()
	for _, slots := range []chan struct{}{t.group(h.lane.addr), t.slots} {
		if slots == nil {
			continue
		}
		select {
		case slots <- struct{}{}:
		case <-outer.Done():
			return nil, outer.Err()
		}
		defer func() { <-slots }()
	}
	ctx, cancel := context.WithTimeout(outer, t.timeout)
	defer cancel()
	req = req.Clone(httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: h.lane.reached}))
	req.Header.Set("Accept-Encoding", acceptEncoding)
	via := t.public
	if private {
		via = t.private
	}
	start := t.clock.Now()
	page, err := t.exchange(via, req, x)
	took := t.clock.Now().Sub(start)
	if outer.Err() != nil {
		return nil, outer.Err()
	}
	if err != nil && ctx.Err() != nil { // a read that was cut off says so in its own words
		err = fmt.Errorf("%w: %w", ctx.Err(), err)
	}
	if err != nil {
		failure := classify(req.URL.String(), err)
		if failure.Kind == BadAddress { // our own refusal says nothing about the host
			return nil, failure
		}
		t.settle(h, 0, nil, err, took)
		failure.Until = h.state.NotBefore
		return nil, failure
	}
	page.Took, page.Time = took, t.clock.Now().UTC()
	t.settle(h, page.Status, page.Header, nil, took)
	if pushback(page.Status) {
		page.Until = h.state.NotBefore
	}
	return page, nil
}

// group is the slot of all hosts at an address; nil for one not known yet and for private ones.
func (t *Transport) group(addr netip.Addr) chan struct{} {
	if !addr.IsValid() || addr.IsLoopback() || addr.IsPrivate() {
		return nil
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	g := t.groups[addr]
	if g == nil {
		g = make(chan struct{}, 1)
		t.groups[addr] = g
	}
	return g
}

// exchange is the request on the wire. An error means that there is no page.
func (t *Transport) exchange(via http.RoundTripper, req *http.Request, x *Exchange) (*Page, error) {
	resp, err := via.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	page := &Page{URL: req.URL.String(), Status: resp.StatusCode, Header: resp.Header}
	if resp.StatusCode >= 300 && resp.StatusCode < 400 {
		_, _ = io.CopyN(io.Discard, resp.Body, 4<<10) // only to keep the connection
		return page, nil
	}
	if err := t.read(page, resp, x); err != nil {
		return nil, fmt.Errorf("%w: %w", errBroken, err)
	}
	return page, nil
}

// read takes the body. One that is cut after its first byte is a page with a problem, not an error.
func (t *Transport) read(p *Page, resp *http.Response, x *Exchange) error {
	body, done, err := open(resp.Header, resp.Body, x.Max)
	if err != nil {
		return err
	}
	defer done()
	if x.Sink != nil && p.Status == http.StatusOK {
		p.SinkErr = x.Sink(p, body)
	} else {
		p.Body, err = t.readAll(body)
	}
	p.Size, p.Wire = body.n, body.wire.n
	switch {
	case err == nil:
	case errors.Is(err, errTooLarge) && x.cut:
	case errors.Is(err, errTooLarge), errors.Is(err, errBomb):
		p.Problems = append(p.Problems, news.Problem{Code: news.ProblemTooLarge, Detail: err.Error()})
	case len(p.Body) > 0:
		p.Problems = append(p.Problems, news.Problem{Code: news.ProblemTruncated, Detail: clip(err.Error())})
	default:
		return err
	}
	return nil
}

// readAll reads into a buffer that is used again, so that a page costs one allocation of its own size.
func (t *Transport) readAll(r io.Reader) ([]byte, error) {
	b := t.buffers.Get().(*bytes.Buffer)
	b.Reset()
	_, err := b.ReadFrom(r)
	body := bytes.Clone(b.Bytes())
	if b.Cap() <= keepBuffer {
		t.buffers.Put(b)
	}
	return body, err
}

// keepBuffer is the largest buffer that is kept, in bytes.
const keepBuffer = 1 << 20
