package news

import (
	"fmt"
	"net"
	"net/url"
	"path"
	"slices"
	"strings"

	"unicode/utf8"
)

// tracking are query parameters that say where a reader came from and never what is shown.
var tracking = []string{"fbclid", "gclid", "dclid", "msclkid", "zarsrc", "yclid", "igshid", "mc_cid", "mc_eid", "ref", "ref_src", "_ga", "gidzl"}

// CanonicalURL is the one spelling of an http or https URL that the archive uses as a key: lower-case scheme and host,
// no default port, no fragment, no user, clean path with upper-case escapes, parameters sorted and those of tracking
// (utm_*, fbclid, zarsrc, ...) taken out. It is idempotent. Anything else is ErrInvalid.
func CanonicalURL(raw string) (string, error) {
	raw = strings.TrimSpace(raw)
	if len(raw) > 2048 || !utf8.ValidString(raw) {
		return "", fmt.Errorf("news: URL over 2048 bytes or not UTF-8: %w", ErrInvalid)
	}
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" || u.Hostname() == "" || u.Opaque != "" {
		return "", fmt.Errorf("news: URL %.80q: %w", raw, ErrInvalid)
	}
	u.Scheme = strings.ToLower(u.Scheme)
	if u.Scheme != "http" && u.Scheme != "https" {
		return "", fmt.Errorf("news: URL %.80q is not http or https: %w", raw, ErrInvalid)
	}
	u.Host = canonicalHost(u)
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	clean := path.Clean("/" + u.Path)
	if strings.HasSuffix(u.Path, "/") && clean != "/" {
		clean += "/"
	}
	u.Path, u.RawPath = clean, ""
	u.RawQuery = canonicalQuery(u.RawQuery)
	u.ForceQuery = false
	return u.String(), nil
}

func canonicalHost(u *url.URL) string {
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	port := u.Port()
	if port == "" || (u.Scheme == "http" && port == "80") || (u.Scheme == "https" && port == "443") {
		if strings.Contains(host, ":") {
			return "[" + host + "]"
		}
		return host
	}
	return net.JoinHostPort(host, port)
}

func canonicalQuery(raw string) string {
	var keep []string
	for pair := range strings.SplitSeq(raw, "&") {
		name, _, _ := strings.Cut(pair, "=")
		lower := strings.ToLower(name)
		if pair == "" || strings.HasPrefix(lower, "utm_") || slices.Contains(tracking, lower) {
			continue
		}
		keep = append(keep, pair)
	}
	slices.Sort(keep)
	return strings.Join(keep, "&")
}

// Site is the host of a URL without "www." and port: "baolamdong.vn". It is empty when the URL cannot be read.
func Site(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.TrimSuffix(strings.ToLower(u.Hostname()), "."), "www.")
}
