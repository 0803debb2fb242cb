package crawler

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/gocolly/colly/v2"

	"diembao/crawler/polite"
)

// Product names the crawler: the token robots.txt is asked for, and the version.
const (
	Product = "diembao"
	version = "0.1"
)

const maxRedirects = 10

// FetchError says why a request came to nothing.
type FetchError = polite.Error

// A shell is Colly with everything switched off but building requests and following redirects. Policy is the
// transport's; state is the frontier's.
type shell struct {
	base *colly.Collector
	from string
}

// newShell sets every field that a COLLY_* variable could have set, after NewCollector has read them.
func newShell(t http.RoundTripper, agent, from string) *shell {
	c := colly.NewCollector()
	c.UserAgent = agent
	c.Headers = nil
	c.AllowURLRevisit = true // what was visited is the frontier's to know
	c.ParseHTTPErrorResponse = true
	c.IgnoreRobotsTxt = true // the transport's gate replaces it
	c.AllowedDomains, c.DisallowedDomains = nil, nil
	c.URLFilters, c.DisallowedURLFilters = nil, nil
	c.MaxDepth, c.MaxRequests, c.MaxBodySize = 0, 0, 0
	c.CacheDir, c.CacheExpiration = "", 0
	c.Async, c.CheckHead, c.DetectCharset, c.TraceHTTP = false, false, false, false
	c.WithTransport(t)
	c.DisableCookies()
	c.SetRequestTimeout(0) // would count the pauses; the transport bounds every hop
	c.SetRedirectHandler(follow)
	return &shell{base: c, from: from}
}

// follow bounds redirects; whether the next hop may be asked for is the transport's to say.
func follow(req *http.Request, via []*http.Request) error {
	next := req.URL.String()
	for _, hop := range via {
		if hop.URL.String() == next {
			return &polite.Error{URL: next, Kind: polite.Redirects, Err: errors.New("a loop")}
		}
	}
	if len(via) > maxRedirects {
		return &polite.Error{URL: next, Kind: polite.Redirects, Err: fmt.Errorf("more than %d", maxRedirects)}
	}
	return nil
}

// get asks for a URL and follows it to its last page. The error is a *FetchError, a *polite.StoreError or ctx's.
func (s *shell) get(ctx context.Context, x *polite.Exchange, url string, header http.Header) (*polite.Page, error) {
	c := s.base.Clone()
	c.Context = polite.With(ctx, x)
	header.Set("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5")
	header.Set("Accept-Language", "vi,en;q=0.5")
	if s.from != "" {
		header.Set("From", s.from)
	}
	var page *polite.Page
	c.OnResponse(func(r *colly.Response) {
		page = x.Page
		page.URL = r.Request.URL.String()
	})
	err := c.Request(http.MethodGet, url, nil, nil, header)
	if err == nil && page == nil {
		err = errors.New("no answer")
	}
	if err == nil {
		return page, nil
	}
	var known *polite.Error
	var store *polite.StoreError
	switch {
	case errors.As(err, &store):
		return nil, store
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.As(err, &known):
		return nil, known
	}
	return nil, &polite.Error{URL: url, Kind: polite.BadURL, Err: err}
}
