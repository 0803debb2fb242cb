package crawler

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"diembao/crawler/polite"
	"diembao/news"
)

// A sieve says which links of a source are worth a visit. It is immutable; its answers depend on the link alone.
type sieve struct {
	policy  *polite.Policy
	article *regexp.Regexp // nil: guess
	pages   int            // how deep listings go
	year    int            // this year: dates after it are a calendar's
}

// newSieve fails when the source's expression does not compile, which LoadSources has ruled out.
func newSieve(src news.Source, p *polite.Policy, pages int, now time.Time) (*sieve, error) {
	s := &sieve{policy: p, pages: pages, year: now.In(news.ICT).Year()}
	if src.Article == "" {
		return s, nil
	}
	re, err := regexp.Compile(src.Article)
	s.article = re
	return s, err
}

var (
	// paging are the only query parameters ever followed, and only with a number.
	paging = []string{"page", "p", "trang", "paged", "pg", "pageindex", "currentpage", "pagenumber"}
	// pagePath is a page number in a path: /page/2, /trang-2, /tin-tuc/p2, -p2.html, -trang2.html.
	pagePath = regexp.MustCompile(`(?i)(?:[/_.-](?:page|trang|p)[/_-]?)(\d{1,6})(\.[a-z]{3,5})?/?$`)
	sessions = regexp.MustCompile(`(?i)^(?:(?:php|j|asp|cf)?sess(?:ion)?_?(?:id)?.*|aspsessionid.*|sid|s_id|cfid|cftoken|zenid|oscsid)$`)
	// cookieless is ASP.NET's session in the path: /(S(abc))/.
	cookieless = regexp.MustCompile(`/\([A-Za-z]\([^)]*\)\)`)
	// aside are path parts of pages that are no articles and list none.
	aside = regexp.MustCompile(`(?i)/(?:tags?|hashtag|topics?|event|chu-de|tim-kiem|tim|search|tac-gia|author|dang-nhap|dang-ky|login|register|logout|rss|lien-he|contact|gioi-thieu|quang-cao|ban-quyen|sitemap|print|in-bai|wp-admin|wp-json|feed|lich|calendar|gio-hang|cart)(?:\.[a-z]{3,5})?(?:/|$)`)
	files = regexp.MustCompile(`(?i)\.(?:jpe?g|png|gif|webp|svg|ico|css|js|json|pdf|docx?|xlsx?|pptx?|zip|rar|7z|mp3|mp4|m3u8|avi|flv|wmv|apk|exe|xml|rss|txt)$`)
	ident = regexp.MustCompile(`\d{5,}`)
	dated = regexp.MustCompile(`/((?:19|20|21)\d{2})[/-](\d{1,2})(?:[/-]\d{1,2})?(?:[/.-]|$)`)
)

// key is the frontier's key of a link the source may ask for; false when it may not, or is a session's.
func (s *sieve) key(u *url.URL) (string, bool) {
	if files.MatchString(u.Path) {
		return "", false
	}
	return s.address(u)
}

// address is key for links that may end like a file: feeds and sitemaps.
func (s *sieve) address(u *url.URL) (string, bool) {
	if !s.policy.Allows(u) || cookieless.MatchString(u.Path) {
		return "", false
	}
	c := *u
	c.Path, _, _ = strings.Cut(c.Path, ";") // ;jsessionid=...
	c.RawPath = ""
	c.RawQuery = dropSessions(c.RawQuery)
	key, err := news.CanonicalURL(c.String())
	return key, err == nil
}

// dropSessions takes session parameters out of a query.
func dropSessions(raw string) string {
	parts := strings.Split(raw, "&")
	parts = slices.DeleteFunc(parts, func(pair string) bool {
		name, _, _ := strings.Cut(pair, "=")
		return sessions.MatchString(name)
	})
	return strings.Join(parts, "&")
}

// given is the key of a link that a feed or sitemap gives. Feeds are believed; sitemaps list sections and pictures too.
func (s *sieve) given(u *url.URL, trusted bool) (string, bool) {
	key, ok := s.key(u)
	if !ok || trusted && s.article == nil {
		return key, ok
	}
	if s.article != nil {
		return key, s.article.MatchString(key)
	}
	return key, looksLikeArticle(u.Path)
}

// articleLink is the key of a link on a listing page that leads to an article. Its query is dropped, unless the
// source's own expression matches into it.
func (s *sieve) articleLink(u *url.URL) (string, bool) {
	key, ok := s.key(u)
	if !ok || s.future(u.Path) {
		return "", false
	}
	bare, query, _ := strings.Cut(key, "?")
	if s.article == nil {
		return bare, looksLikeArticle(u.Path)
	}
	if query != "" {
		if at := s.article.FindStringIndex(key); at != nil && at[1] > len(bare)+1 {
			return key, true
		}
	}
	return bare, s.article.MatchString(bare)
}

// future says that a path names a month to come, as only calendars do.
func (s *sieve) future(p string) bool {
	m := dated.FindStringSubmatch(p)
	if m == nil {
		return false
	}
	year, err := strconv.Atoi(m[1])
	return err == nil && year > s.year
}

// looksLikeArticle guesses from a path: a slug with a number of five or more digits, a slug of seven or more words,
// or a slug below a date. Section names have fewer words and shorter numbers.
func looksLikeArticle(p string) bool {
	if aside.MatchString(p) || files.MatchString(p) {
		return false
	}
	last := path.Base(strings.TrimSuffix(p, "/"))
	stem := strings.TrimSuffix(last, path.Ext(last))
	words := len(strings.FieldsFunc(stem, func(r rune) bool { return r == '-' || r == '_' }))
	switch {
	case ident.MatchString(stem) && (words >= 3 || strings.Count(p, "/") >= 2):
		return !calendar(p)
	case dated.MatchString(p) && words >= 4:
		return true
	}
	return words >= 7 && !pagePath.MatchString(p)
}

// calendar says that a path ends in a date and nothing else.
func calendar(p string) bool {
	last := path.Base(strings.TrimSuffix(p, "/"))
	return !strings.ContainsFunc(strings.TrimSuffix(last, path.Ext(last)), func(r rune) bool { return r != '-' && (r < '0' || r > '9') }) && dated.MatchString(p)
}

// page is the key and number of a link from one page of a listing to another: the same path with a page number as
// its only parameter, or as its last part. Numbers beyond the bound are refused.
func (s *sieve) page(from, u *url.URL) (string, int, bool) {
	key, ok := s.key(u)
	if !ok || polite.HostKey(from) != polite.HostKey(u) {
		return "", 0, false
	}
	query := u.Query()
	number := ""
	switch {
	case len(query) == 1:
		for name, values := range query {
			if len(values) == 1 && slices.Contains(paging, strings.ToLower(name)) && u.Path == from.Path {
				number = values[0]
			}
		}
	case len(query) == 0:
		at := pagePath.FindStringSubmatchIndex(u.Path)
		if at != nil && sameListing(from.Path, u.Path[:at[0]]) {
			number = u.Path[at[2]:at[3]]
		}
	}
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 || n > s.pages {
		return "", 0, false
	}
	return key, n, true
}

// sameListing says that a listing's path, without its page number and ending, is stem.
func sameListing(from, stem string) bool {
	if at := pagePath.FindStringIndex(from); at != nil {
		from = from[:at[0]]
	}
	trim := func(p string) string {
		p = strings.TrimSuffix(p, "/")
		return strings.TrimSuffix(p, path.Ext(p))
	}
	return trim(from) == trim(stem)
}

// next is the key of a rel=next link: on the same host, with no query but a page number.
func (s *sieve) next(from, u *url.URL) (string, bool) {
	key, ok := s.key(u)
	if !ok || polite.HostKey(from) != polite.HostKey(u) || s.future(u.Path) {
		return "", false
	}
	for name := range u.Query() {
		if !slices.Contains(paging, strings.ToLower(name)) {
			return "", false
		}
	}
	return key, true
}

// section is the key of a link that looks like a section of the site: one or two short parts, no number, no query.
func (s *sieve) section(u *url.URL) (string, bool) {
	key, ok := s.key(u)
	trimmed := strings.Trim(u.Path, "/")
	if !ok || u.RawQuery != "" || trimmed == "" || aside.MatchString(u.Path) || strings.Count(trimmed, "/") > 1 || ident.MatchString(trimmed) || dated.MatchString(u.Path) {
		return "", false
	}
	return key, !looksLikeArticle(u.Path)
}

// pattern is a URL with its numbers replaced, for budgets by pattern.
func pattern(key string) string {
	return numbers.ReplaceAllString(key, "#")
}

var numbers = regexp.MustCompile(`\d+`)
