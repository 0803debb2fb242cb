package coverage

import (
	"context"
	"fmt"
	"net/url"
	"time"

	"diembao/archive"
	"diembao/news"
)

// An Outlet is a source with its health.
type Outlet struct {
	Source    news.Source  `json:"source"`
	State     string       `json:"state"` // ok, idle (never fetched), failing, silent, disabled
	Articles  int          `json:"articles"`
	Newest    news.Instant `json:"newest"`     // publication of its newest article, ICT
	LastFetch news.Instant `json:"last_fetch"` // last page stored, UTC
	Waiting   int          `json:"waiting"`    // URLs to fetch
	Failed    int          `json:"failed"`     // URLs that failed or were refused
	LastError string       `json:"last_error,omitempty"`
}

// silence is how long an outlet that used to publish may be without a new page before it is called silent: two weeks,
// longer than the Tết holidays.
const silence = 14 * 24 * time.Hour

// Outlets is the health of every source in sources.yaml, then of sources that only the archive knows.
func (d *Desk) Outlets(ctx context.Context) ([]Outlet, error) {
	stats, err := d.Archive.Stats(ctx)
	if err != nil {
		return nil, fmt.Errorf("coverage: outlets: %w", err)
	}
	hosts, err := d.Archive.Hosts(ctx)
	if err != nil {
		return nil, fmt.Errorf("coverage: outlets: %w", err)
	}
	byHost := map[string]news.HostState{}
	for _, h := range hosts {
		byHost[h.Host] = h
	}
	bySource := map[string]archive.SourceStats{}
	for _, s := range stats.PerSource {
		bySource[s.Source] = s
	}
	out := make([]Outlet, 0, len(d.Sources))
	for _, src := range d.Sources {
		out = append(out, d.health(src, bySource[src.ID], byHost[hostKey(src.Home)]))
		delete(bySource, src.ID)
	}
	for _, s := range stats.PerSource {
		if _, unlisted := bySource[s.Source]; unlisted {
			out = append(out, d.health(news.Source{ID: s.Source, Name: s.Source}, s, news.HostState{}))
		}
	}
	for i := range out {
		if out[i].Newest, err = d.newest(ctx, out[i]); err != nil {
			return nil, fmt.Errorf("coverage: outlets: %w", err)
		}
	}
	return out, nil
}

// newest is when the newest article of an outlet was published, as far as its pages say.
func (d *Desk) newest(ctx context.Context, o Outlet) (news.Instant, error) {
	if o.Articles == 0 {
		return news.Instant{}, nil
	}
	found, err := d.Index.Search(ctx, news.Query{Source: o.Source.ID, Sort: news.ByDate, Size: 1})
	if err != nil || len(found.Hits) == 0 {
		return news.Instant{}, err
	}
	a, err := d.Archive.Article(ctx, found.Hits[0].ID)
	return a.Published, err
}

func (d *Desk) health(src news.Source, s archive.SourceStats, h news.HostState) Outlet {
	o := Outlet{Source: src, State: "ok", Articles: s.Articles,
		LastFetch: news.Instant{Time: s.LastSnapshot}, Waiting: s.Visits[news.Due] + s.Visits[news.Retry],
		Failed: s.Visits[news.Quarantined] + s.Visits[news.Refused]}
	switch {
	case src.Disabled:
		o.State = "disabled"
	case h.Failures > 0 || (h.Fetches > 0 && !h.RobotsOK):
		o.State, o.LastError = "failing", h.LastError
	case s.Snapshots == 0:
		o.State = "idle"
	case d.Now().Sub(s.LastSnapshot) > silence:
		o.State = "silent"
	}
	return o
}

// hostKey is the key of a URL's host in the archive: scheme://host[:port].
func hostKey(home string) string {
	u, err := url.Parse(home)
	if err != nil {
		return ""
	}
	return u.Scheme + "://" + u.Host
}
