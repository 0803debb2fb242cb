package polite

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"diembao/crawler/robots"
)

// RFC 9309: a copy is used for at most a day (2.4), one that cannot be renewed for 30 days (2.3.1.4); at least five
// redirects are followed (2.3.1.2).
const (
	robotsTTL       = 24 * time.Hour
	robotsOutage    = 30 * 24 * time.Hour
	robotsRedirects = 5
)

// A gate holds a host's robots.txt as read; the bytes are in its state.
type gate struct {
	file  *robots.File // last good copy; nil when there never was one
	rules *robots.Rules
	again time.Time // after a failure: not asked for before
}

// delay is the Crawl-delay for us.
func (g *gate) delay() time.Duration {
	if g.rules == nil {
		return 0
	}
	return g.rules.Delay
}

// permit says whether robots.txt lets u be asked for, renewing it when it is old.
func (t *Transport) permit(ctx context.Context, h *host, p *Policy, u *url.URL) error {
	if err := t.renew(ctx, h, p, u); err != nil {
		return err
	}
	g := &h.gate
	if g.file == nil || !h.state.RobotsOK && t.clock.Now().Sub(h.state.RobotsTime) > robotsOutage {
		return &Error{URL: u.String(), Kind: RobotsDown, Until: g.again, Err: errors.New(h.state.LastError)}
	}
	if g.rules == nil {
		g.rules = g.file.For(t.token)
	}
	if !g.rules.Allowed(u.RequestURI()) {
		return &Error{URL: u.String(), Kind: Disallowed}
	}
	return nil
}

// renew asks for robots.txt when the copy is older than a day or the last try failed long enough ago. A failure is no
// error: what it means is permit's to say.
func (t *Transport) renew(ctx context.Context, h *host, p *Policy, u *url.URL) error {
	now, s, g := t.clock.Now(), &h.state, &h.gate
	age := now.Sub(s.RobotsTime)
	fresh := g.file != nil && s.RobotsOK && age < robotsTTL && age >= -time.Hour // a clock that was wrong
	if fresh || now.Before(g.again) {
		return nil
	}
	body, err := t.fetchRobots(ctx, h, p, u)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if refused := (*Error)(nil); errors.As(err, &refused) && refused.Kind == BadAddress {
		return refused // our own refusal, no outage
	}
	h.dirty += saveEvery
	if err != nil {
		s.RobotsOK = false
		s.RobotsTries++
		g.again = t.clock.Now().Add(Backoff(time.Minute, s.RobotsTries-1, maxWait))
		s.LastError = clip("robots.txt: " + err.Error())
		return nil
	}
	s.RobotsOK, s.RobotsTries, s.RobotsTime, s.Robots = true, 0, t.clock.Now().UTC(), body
	*g = gate{file: robots.Parse(body)}
	g.rules = g.file.For(t.token)
	return nil
}

// fetchRobots gives the file's bytes, none for a 4xx or for too many redirects (2.3.1.3: nothing is forbidden).
// 429 says that the host is busy, not that there is no file.
func (t *Transport) fetchRobots(ctx context.Context, h *host, p *Policy, u *url.URL) ([]byte, error) {
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	for range robotsRedirects + 1 {
		if err := t.pause(ctx, h, p); err != nil {
			return nil, err
		}
		page, err := t.askRobots(ctx, h, p, at)
		if err != nil {
			return nil, err
		}
		switch s := page.Status; {
		case s >= 300 && s < 400:
			next, err := at.Parse(page.Header.Get("Location"))
			if err != nil || page.Header.Get("Location") == "" || next.Scheme != "http" && next.Scheme != "https" {
				return nil, nil
			}
			at = next
		case s >= 200 && s < 300:
			return page.Body, nil
		case s >= 400 && s < 500 && s != http.StatusTooManyRequests:
			return nil, nil
		default:
			return nil, fmt.Errorf("status %d", s)
		}
	}
	return nil, nil
}

// askRobots asks for one hop, outside the gate itself but within every other bound.
func (t *Transport) askRobots(ctx context.Context, h *host, p *Policy, at *url.URL) (*Page, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return nil, err
	}
	for name, values := range t.header {
		req.Header[name] = values
	}
	// Off the allowlist robots.txt may still be followed to (2.3.1.2), but never to a private address.
	private := p.AllowPrivate && p.Allows(at)
	x := &Exchange{Policy: p, Max: robots.MaxSize, cut: true}
	page, err := t.ask(req, x, h, private)
	return page, err
}

// Sitemaps gives the Sitemap lines of a host's robots.txt, none when it cannot be had.
func (t *Transport) Sitemaps(ctx context.Context, p *Policy, home *url.URL) ([]string, error) {
	if !p.Allows(home) {
		return nil, nil
	}
	h, err := t.enter(ctx, home)
	if err != nil {
		return nil, err
	}
	defer h.leave()
	if t.free(ctx, h, p, home) != nil {
		return nil, ctx.Err()
	}
	if t.renew(ctx, h, p, home) != nil || h.gate.file == nil {
		return nil, ctx.Err() // why, the first page will say
	}
	return h.gate.file.Sitemaps, t.save(ctx, h, false)
}
