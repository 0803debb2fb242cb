package polite

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"strings"
	"time"

	"code.dny.dev/ssrf"
)

// Kind says why a request came to nothing.
type Kind string

// The kinds of failure.
const (
	OffSite     Kind = "off-site"           // host or port not in the source's allowlist
	Disallowed  Kind = "robots"             // robots.txt forbids it
	RobotsDown  Kind = "robots-unreachable" // robots.txt answers 5xx or not at all, so nothing may be asked for
	HostWaits   Kind = "host-waits"         // the host asked for a pause, or fails too often
	OverBudget  Kind = "over-budget"        // the host's requests of the day are used up
	BadAddress  Kind = "address"            // the name leads to a private or special address
	Connect     Kind = "connect"            // no connection, or it broke before the answer
	Timeout     Kind = "timeout"            // no answer in time
	HeaderLarge Kind = "header-too-large"   // more than 64 KiB of header
	Redirects   Kind = "redirects"          // a loop, or too many
	Broken      Kind = "broken"             // the body broke off before its first byte, or is not what its label says
	BadURL      Kind = "url"                // not an address that can be asked for
)

// An Error says why a request came to nothing.
type Error struct {
	URL   string
	Kind  Kind
	Until time.Time // when asking again makes sense; zero when that is not known
	Err   error     // cause; may be nil
}

// Error is "off-site: http://...: cause".
func (e *Error) Error() string {
	s := fmt.Sprintf("%s: %s", e.Kind, e.URL)
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Err }

// Temporary says that the host, not the URL, is the reason, and that nothing was asked. An address that is refused
// counts as such: names move, and sources are corrected.
func (e *Error) Temporary() bool {
	return e.Kind == RobotsDown || e.Kind == HostWaits || e.Kind == OverBudget || e.Kind == BadAddress
}

// A StoreError is a failure of the Store: the disk's, not the page's.
type StoreError struct{ Err error }

// Error tells the cause.
func (e *StoreError) Error() string { return "polite: host state: " + e.Err.Error() }

// Unwrap is the cause.
func (e *StoreError) Unwrap() error { return e.Err }

// classify names a transport's error. The caller has made sure that it is not the caller's own cancelling.
func classify(url string, err error) *Error {
	e := &Error{URL: url, Kind: Connect, Err: err}
	var timeout net.Error
	switch {
	case errors.Is(err, ssrf.ErrProhibitedIP), errors.Is(err, ssrf.ErrProhibitedNetwork), errors.Is(err, ssrf.ErrInvalidHostPort):
		e.Kind = BadAddress
	case strings.Contains(err.Error(), "response headers exceeded"), strings.Contains(err.Error(), "header list too large"):
		e.Kind = HeaderLarge // net/http has no error value for it
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		e.Kind = Timeout
	case errors.Is(err, errBroken):
		e.Kind = Broken
	}
	return e
}
