package polite

import (
	"errors"
	"net/url"
	"slices"
	"strings"
	"time"

	"diembao/news"
)

// A Policy is what one source permits. It is immutable after NewPolicy.
type Policy struct {
	Source       string
	AllowPrivate bool          // private and loopback addresses too; link-local ones never
	Delay        time.Duration // at least this long between two requests to one host
	Budget       int           // requests per host and day (ICT); 0 = no bound
	hosts        []string      // hostKey of each, sorted
}

// NewPolicy permits the host of the source's home, also with "www." and "m.", and the hosts of its feeds, sitemaps
// and sections as they are written. Ports are part of a host.
func NewPolicy(src news.Source) *Policy {
	p := &Policy{Source: src.ID, AllowPrivate: src.AllowPrivate, Delay: src.Delay, Budget: src.Budget}
	if home, err := url.Parse(src.Home); err == nil && home.Host != "" {
		key := HostKey(home)
		bare := strings.TrimPrefix(strings.TrimPrefix(key, "www."), "m.")
		p.hosts = append(p.hosts, key, bare, "www."+bare, "m."+bare)
	}
	for _, raw := range slices.Concat(src.Feeds, src.Sitemaps, src.Sections) {
		if u, err := url.Parse(raw); err == nil && u.Host != "" {
			p.hosts = append(p.hosts, HostKey(u))
		}
	}
	slices.Sort(p.hosts)
	p.hosts = slices.Compact(p.hosts)
	return p
}

// Allows says that the source may ask for u: http or https, no user, a host and port of the list.
func (p *Policy) Allows(u *url.URL) bool {
	if u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.Host == "" {
		return false
	}
	_, ok := slices.BinarySearch(p.hosts, HostKey(u))
	return ok
}

var errOffSite = errors.New("not a host of the source")

// HostKey is host and port in one spelling: lower case, without the scheme's own port and the root's dot.
func HostKey(u *url.URL) string {
	host, port := strings.TrimSuffix(strings.ToLower(u.Hostname()), "."), u.Port()
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if port == "" || u.Scheme == "http" && port == "80" || u.Scheme == "https" && port == "443" {
		return host
	}
	return host + ":" + port
}

// Origin is the name of a news.HostState: scheme://host[:port].
func Origin(u *url.URL) string { return u.Scheme + "://" + HostKey(u) }
