package news

import "time"

// LinkKind says what the crawler takes a URL for.
type LinkKind string

// The kinds of URL a frontier holds.
const (
	ArticleLink LinkKind = "article"
	ListingLink LinkKind = "listing"
	FeedLink    LinkKind = "feed"
	SitemapLink LinkKind = "sitemap"
)

// VisitState is where a URL stands in the frontier.
type VisitState string

// The states of a URL. Due, Retry, Done and Refused become leases when their Next has come, the latest Next first.
const (
	Due         VisitState = "due"         // found, never fetched
	Leased      VisitState = "leased"      // being fetched; free again when the lease ends
	Done        VisitState = "done"        // fetched and stored; revisited at Next
	Retry       VisitState = "retry"       // failed, tried again at Next
	Gone        VisitState = "gone"        // 410, or 404 twice; not asked for again
	Refused     VisitState = "refused"     // robots.txt or the allowlist forbids it; asked again at Next
	Quarantined VisitState = "quarantined" // failed too often; waits for a person
)

// A Visit is a URL's record in the frontier. URL is canonical and its key.
type Visit struct {
	URL          string        `json:"url"`
	Source       string        `json:"source"`
	Kind         LinkKind      `json:"kind"`
	State        VisitState    `json:"state"`
	Depth        int           `json:"depth,omitempty"` // links from a start page
	Via          string        `json:"via,omitempty"`   // page it was found on
	Found        time.Time     `json:"found"`
	Next         time.Time     `json:"next"`  // not asked for before
	Lease        time.Time     `json:"lease"` // end of the lease
	Last         time.Time     `json:"last"`  // last answer
	Changed      time.Time     `json:"changed"`
	Interval     time.Duration `json:"interval,omitempty"` // present guess of how often it changes
	Tries        int           `json:"tries,omitempty"`    // failures in a row
	Fetches      int           `json:"fetches,omitempty"`
	Status       int           `json:"status,omitempty"`
	ETag         string        `json:"etag,omitempty"`
	LastModified string        `json:"last_modified,omitempty"`
	SHA256       string        `json:"sha256,omitempty"` // of the last body
	Snapshot     uint64        `json:"snapshot,omitempty"`
	Published    Instant       `json:"published,omitzero"` // as a feed or sitemap said
	Error        string        `json:"error,omitempty"`
}

// HostState is what the crawler must remember of a host (scheme://host:port) between runs.
type HostState struct {
	Host        string        `json:"host"`
	Robots      []byte        `json:"robots,omitempty"` // last good robots.txt
	RobotsTime  time.Time     `json:"robots_time"`
	RobotsOK    bool          `json:"robots_ok"` // false: unreachable or 5xx, so nothing may be fetched
	RobotsTries int           `json:"robots_tries,omitempty"`
	NotBefore   time.Time     `json:"not_before"` // Retry-After or back-off
	Failures    int           `json:"failures,omitempty"`
	Delay       time.Duration `json:"delay,omitempty"` // adapted delay
	Day         Day           `json:"day,omitzero"`    // day that Fetched counts, for the budget
	Fetched     int           `json:"fetched,omitempty"`
	Fetches     int           `json:"fetches,omitempty"` // ever
	Errors      int           `json:"errors,omitempty"`  // ever
	LastError   string        `json:"last_error,omitempty"`
	LastOK      time.Time     `json:"last_ok"`
}

// An Outcome is what came of one leased visit. The archive stores all of it in one transaction.
type Outcome struct {
	Visit    Visit      // its new state
	Snapshot *Snapshot  // the page to keep; nil when there is nothing new (304, listing page, failure)
	Found    []Visit    // links found; those already known are left as they are
	Host     *HostState // state of its host after this visit; nil leaves it as it is
}

// ChangeKind says what changed.
type ChangeKind string

// The kinds of change in an archive's feed.
const (
	SnapshotStored ChangeKind = "snapshot"   // Num names the snapshot
	ArticleRevised ChangeKind = "article"    // ID names the article; Revision is new
	ArticleGone    ChangeKind = "gone"       // the outlet withdrew it; the text stays
	ArticlePurged  ChangeKind = "purged"     // its text was removed for good; nothing may find it
	FactCorrected  ChangeKind = "correction" // an editor corrected a fact; ID 0 means: of a person in all articles
)

// A Change is one entry of an archive's change feed.
type Change struct {
	Seq      Seq        `json:"seq"`
	Kind     ChangeKind `json:"kind"`
	Num      uint64     `json:"num,omitempty"`
	ID       ID         `json:"id,omitempty"`
	Revision int        `json:"revision,omitempty"`
	Time     time.Time  `json:"time"` // UTC
}
