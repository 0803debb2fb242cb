package crawler

import (
	"time"

	"diembao/news"
)

// RoundOptions says what one round covers. The zero value takes all that is due.
type RoundOptions struct {
	Since news.Day // feed and sitemap entries dated before are left out; undated ones are taken
	Limit int      // article pages asked for per source; 0 = as many as are due
	Force bool     // ask for the start pages even if they are not due, and without validators
}

// EventKind says what happened.
type EventKind string

// The kinds of event.
const (
	SourceStarted EventKind = "started"   // work on a source begins
	PageStored    EventKind = "stored"    // an article page was new or changed, and is stored
	PageUnchanged EventKind = "unchanged" // 304, or the same bytes as before
	PageListed    EventKind = "listed"    // a feed, sitemap or listing page was read; Found says how many URLs it gave
	PageGone      EventKind = "gone"      // the outlet withdrew it
	PageFailed    EventKind = "failed"    // tried again later
	PageRefused   EventKind = "refused"   // robots.txt or the allowlist forbids it
	SourceSkipped EventKind = "skipped"   // work on a source ends early, with the reason
	SourceEnded   EventKind = "ended"     // work on a source ended
)

// An Event tells of one step of a round, for a progress bar or a log.
type Event struct {
	Kind   EventKind     `json:"kind"`
	Source string        `json:"source"`
	URL    string        `json:"url,omitempty"`
	Status int           `json:"status,omitempty"`
	Bytes  int64         `json:"bytes,omitempty"` // of the decoded body
	Found  int           `json:"found,omitempty"`
	Took   time.Duration `json:"took,omitempty"`
	Reason string        `json:"reason,omitempty"` // why it failed, was refused or skipped
}

// A Report says what a round did.
type Report struct {
	Started time.Time      `json:"started"` // UTC
	Took    time.Duration  `json:"took"`
	Sources []SourceReport `json:"sources"` // in the order they were given
}

// A SourceReport says what a round did for one source. Fetched is every answer to a request for a listing or an
// article; the counts after it say what came of them.
type SourceReport struct {
	Source    string         `json:"source"`
	Fetched   int            `json:"fetched"`
	Stored    int            `json:"stored"`
	Unchanged int            `json:"unchanged"`
	Listed    int            `json:"listed"`
	Found     int            `json:"found"` // URLs not known before
	Gone      int            `json:"gone"`
	Failed    int            `json:"failed"`
	Refused   int            `json:"refused"`
	Bytes     int64          `json:"bytes"`             // of decoded bodies
	Skipped   map[string]int `json:"skipped,omitempty"` // why URLs, or the whole source, were left for later
	Took      time.Duration  `json:"took"`
}

// Total adds the sources up; its Source is empty and its Took the round's.
func (r Report) Total() SourceReport {
	t := SourceReport{Took: r.Took}
	for _, s := range r.Sources {
		t.Fetched += s.Fetched
		t.Stored += s.Stored
		t.Unchanged += s.Unchanged
		t.Listed += s.Listed
		t.Found += s.Found
		t.Gone += s.Gone
		t.Failed += s.Failed
		t.Refused += s.Refused
		t.Bytes += s.Bytes
		for why, n := range s.Skipped {
			t.skip(why, n)
		}
	}
	return t
}

// skip counts a reason; the map is made when there is one.
func (s *SourceReport) skip(why string, n int) {
	if s.Skipped == nil {
		s.Skipped = map[string]int{}
	}
	s.Skipped[why] += n
}
