// Package polite is the one way the crawler reaches a site: an http.RoundTripper that every request and every hop of
// a redirect passes, so that nothing can go around its rules.
//
//	allowlist of the source -> the host's lane (one request at a time) -> back-off and budget -> robots.txt -> pause ->
//	slot (bounds requests in flight) -> address check at dial time -> header cap -> decoding with caps -> Page
//
// It owns a host's state between requests (news.HostState, kept in a Store) and nothing about URLs: when a URL is
// asked for again is the crawler's. It stores no page and follows no redirect by itself, except for robots.txt.
//
// A request that comes without an Exchange in its context is refused.
package polite
