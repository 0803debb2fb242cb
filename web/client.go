package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"diembao/coverage"
	"diembao/index"
	"diembao/news"
)

// A Client speaks to a daemon through its unix socket. It is a Desk and a Keeper; safe for concurrent use.
type Client struct {
	http *http.Client
}

var (
	_ Desk   = (*Client)(nil)
	_ Keeper = (*Client)(nil)
)

// Dial finds a daemon at the socket and asks who it is, within two seconds. An error says that nobody answers there:
// errors.Is fs.ErrNotExist and syscall.ECONNREFUSED tell "nobody listens" from "somebody does not answer".
func Dial(ctx context.Context, socket string) (*Client, Status, error) {
	dialer := &net.Dialer{Timeout: time.Second}
	c := &Client{&http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return dialer.DialContext(ctx, "unix", socket)
	}}}}
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	var status Status
	if err := c.get(ctx, "status", nil, &status); err != nil {
		return nil, Status{}, fmt.Errorf("web: dial %s: %w", socket, err)
	}
	return c, status, nil
}

// Search asks the daemon.
func (c *Client) Search(ctx context.Context, q news.Query) (res news.Results, err error) {
	err = c.get(ctx, "search", Values(q), &res)
	return res, err
}

// Suggest asks the daemon.
func (c *Client) Suggest(ctx context.Context, prefix string, n int) (out []index.Suggestion, err error) {
	err = c.get(ctx, "suggest", url.Values{"q": {prefix}, "n": {strconv.Itoa(n)}}, &out)
	return out, err
}

// Read asks the daemon.
func (c *Client) Read(ctx context.Context, id news.ID) (r coverage.Reading, err error) {
	err = c.get(ctx, fmt.Sprintf("articles/%d", id), nil, &r)
	return r, err
}

// History asks the daemon.
func (c *Client) History(ctx context.Context, id news.ID) (out []coverage.Change, err error) {
	err = c.get(ctx, fmt.Sprintf("articles/%d/history", id), nil, &out)
	return out, err
}

// Page asks the daemon.
func (c *Client) Page(ctx context.Context, id news.ID, revision int) (news.Snapshot, error) {
	var page wirePage
	err := c.get(ctx, fmt.Sprintf("articles/%d/page", id), url.Values{"revision": {strconv.Itoa(revision)}}, &page)
	page.Snapshot.Body = page.Body
	return page.Snapshot, err
}

// Outlets asks the daemon.
func (c *Client) Outlets(ctx context.Context) (out []coverage.Outlet, err error) {
	err = c.get(ctx, "sources", nil, &out)
	return out, err
}

// Officials asks the daemon.
func (c *Client) Officials(ctx context.Context, name string) (out []coverage.Person, err error) {
	err = c.get(ctx, "officials", url.Values{"name": {name}}, &out)
	return out, err
}

// Holders asks the daemon.
func (c *Client) Holders(ctx context.Context, q coverage.PostQuestion) (out coverage.Holders, err error) {
	v := url.Values{"post": {q.Post}, "place": {q.Place}}
	if !q.On.IsZero() {
		v.Set("on", q.On.String())
	}
	err = c.get(ctx, "holders", v, &out)
	return out, err
}

// Prior asks the daemon.
func (c *Client) Prior(ctx context.Context, draft coverage.Draft) (out coverage.Prior, err error) {
	body, err := json.Marshal(draft)
	if err != nil {
		return out, fmt.Errorf("web: draft: %w", err)
	}
	err = c.ask(ctx, http.MethodPost, "prior", bytes.NewReader(body), &out)
	return out, err
}

// Topics asks the daemon.
func (c *Client) Topics(ctx context.Context, q news.Query, by string, n int) (out coverage.TopicReport, err error) {
	v := Values(q)
	v.Set("by", by)
	v.Set("n", strconv.Itoa(n))
	err = c.get(ctx, "topics", v, &out)
	return out, err
}

// Stories asks the daemon.
func (c *Client) Stories(ctx context.Context, q news.Query, n int) (out []coverage.Story, err error) {
	v := Values(q)
	v.Set("n", strconv.Itoa(n))
	err = c.get(ctx, "stories", v, &out)
	return out, err
}

// Story asks the daemon.
func (c *Client) Story(ctx context.Context, id news.ID) (out coverage.Story, err error) {
	err = c.get(ctx, fmt.Sprintf("stories/%d", id), nil, &out)
	return out, err
}

// Corrections asks the daemon.
func (c *Client) Corrections(ctx context.Context) (out []news.Correction, err error) {
	err = c.get(ctx, "corrections", nil, &out)
	return out, err
}

// Saved asks the daemon.
func (c *Client) Saved(ctx context.Context) (out []news.SavedSearch, err error) {
	err = c.get(ctx, "saved", nil, &out)
	return out, err
}

// Stats asks the daemon.
func (c *Client) Stats(ctx context.Context) (s Stats, err error) {
	err = c.get(ctx, "stats", nil, &s)
	return s, err
}

// Run has the daemon do the job; the end of ctx ends the job.
func (c *Client) Run(ctx context.Context, job Job, progress func(Progress)) (json.RawMessage, error) {
	body, err := json.Marshal(job)
	if err != nil {
		return nil, fmt.Errorf("web: job %s: %w", job.Verb, err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://diembao/api/v1/jobs", bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("web: job %s: %w", job.Verb, err)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, fmt.Errorf("web: job %s: %w", job.Verb, err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, readError(resp)
	}
	for dec := json.NewDecoder(resp.Body); ; {
		var line jobLine
		switch err := dec.Decode(&line); {
		case errors.Is(err, io.EOF):
			return nil, fmt.Errorf("web: job %s: the daemon stopped before it was done", job.Verb)
		case err != nil:
			return nil, fmt.Errorf("web: job %s: %w", job.Verb, err)
		case line.Error != nil:
			return nil, fromWire(*line.Error)
		case line.Progress != nil && progress != nil:
			progress(*line.Progress)
		case line.Result != nil:
			return line.Result, nil
		}
	}
}

func (c *Client) get(ctx context.Context, path string, v url.Values, out any) error {
	return c.ask(ctx, http.MethodGet, path+"?"+v.Encode(), nil, out)
}

func (c *Client) ask(ctx context.Context, method, path string, body io.Reader, out any) error {
	req, err := http.NewRequestWithContext(ctx, method, "http://diembao/api/v1/"+path, body)
	if err != nil {
		return fmt.Errorf("web: ask for %s: %w", path, err)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return fmt.Errorf("web: ask for %s: %w", path, err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return readError(resp)
	}
	if err := json.NewDecoder(resp.Body).Decode(out); err != nil {
		return fmt.Errorf("web: answer to %s: %w", path, err)
	}
	return nil
}

func readError(resp *http.Response) error {
	var body struct {
		Error wireError `json:"error"`
	}
	if err := json.NewDecoder(io.LimitReader(resp.Body, 1<<20)).Decode(&body); err != nil {
		return fmt.Errorf("web: the daemon answered %s", resp.Status)
	}
	return fromWire(body.Error)
}
