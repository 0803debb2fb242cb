package polite

import (
	"net"
	"net/http"
	"net/netip"
	"time"

	"code.dny.dev/ssrf"
)

// Bounds of one connection.
const (
	headerBytes   = 64 << 10
	headerTimeout = 30 * time.Second
	dialTimeout   = 15 * time.Second
)

// base is a plain transport whose dialer looks at the address a name really led to, at every dial, so that a name
// that changes its mind between check and connection gains nothing. Public and private sources have one each: a
// connection made for one is never used by the other.
func base(private bool, resolver *net.Resolver) *http.Transport {
	guard := []ssrf.Option{ssrf.WithAnyPort()} // ports are the allowlist's
	if private {
		guard = append(guard, ssrf.WithAllowedV4Prefixes(
			netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("172.16.0.0/12"),
			netip.MustParsePrefix("192.168.0.0/16"), netip.MustParsePrefix("100.64.0.0/10"),
		), ssrf.WithAllowedV6Prefixes(netip.MustParsePrefix("::1/128"), netip.MustParsePrefix("fc00::/7")))
	}
	dialer := &net.Dialer{Timeout: dialTimeout, KeepAlive: 30 * time.Second, Resolver: resolver, Control: ssrf.New(guard...).Safe}
	return &http.Transport{
		Proxy:                  nil, // the environment must not choose whom we talk to
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // we ask and decode ourselves, with caps
		MaxIdleConns:           256,
		MaxIdleConnsPerHost:    1,
		IdleConnTimeout:        30 * time.Second,
		TLSHandshakeTimeout:    dialTimeout,
		ResponseHeaderTimeout:  headerTimeout,
		MaxResponseHeaderBytes: headerBytes,
	}
}
