package news

import "time"

// SourceKind says what sort of outlet a source is.
type SourceKind string

// The kinds of outlet that sources.yaml knows.
const (
	Newspaper   SourceKind = "newspaper"
	Broadcaster SourceKind = "broadcaster"
	Portal      SourceKind = "portal"
	Agency      SourceKind = "agency"
)

// A Source is one outlet of sources.yaml. The zero value is no source.
type Source struct {
	ID           string        `json:"id"` // stable, stands in every article
	Name         string        `json:"name"`
	Kind         SourceKind    `json:"kind"`
	Province     string        `json:"province,omitempty"` // on the map of its own day; empty for national outlets
	Home         string        `json:"home"`
	Feeds        []string      `json:"feeds,omitempty"`
	Sitemaps     []string      `json:"sitemaps,omitempty"`
	Sections     []string      `json:"sections,omitempty"` // listing pages
	Article      string        `json:"article,omitempty"`  // regular expression: which links are articles; empty = guess
	Select       Selectors     `json:"select"`
	Delay        time.Duration `json:"delay"` // between two requests to one host
	Every        time.Duration `json:"every"` // between two rounds
	Budget       int           `json:"budget,omitempty"`
	Succeeds     []string      `json:"succeeds,omitempty"`
	From         Day           `json:"from,omitzero"` // first and last day the outlet exists under this name
	To           Day           `json:"to,omitzero"`
	AllowPrivate bool          `json:"allow_private,omitempty"` // may its host be a private or loopback address?
	Disabled     bool          `json:"disabled,omitempty"`
	Checked      string        `json:"checked,omitempty"` // day its record was last checked against the site; empty = not checked
	Note         string        `json:"note,omitempty"`
}

// Selectors is a site profile: CSS selectors (a comma means "or") for the parts of an article page. An empty selector
// leaves that part to the page's metadata and the general extractor.
type Selectors struct {
	Title     string   `json:"title,omitempty"`
	Lead      string   `json:"lead,omitempty"`
	Body      string   `json:"body,omitempty"`
	Published string   `json:"published,omitempty"`
	Byline    string   `json:"byline,omitempty"`
	Remove    []string `json:"remove,omitempty"` // elements taken out of the body before it is read
}
