package digest

import "diembao/news"

// A Request says what a digest is of. From and To of its query are the first and last day, both included; a query
// without days is of all time.
type Request struct {
	Query news.Query `json:"query"`
	Saved string     `json:"saved,omitempty"` // name of a saved search, which Query narrows
}

// A Digest is the press review of some days.
type Digest struct {
	Request
	Province  string       `json:"province,omitempty"` // full name of the province asked for: "tỉnh Lâm Đồng"
	Made      news.Instant `json:"made,omitzero"`      // when it was made; zero unless somebody asked for it
	Summary   Summary      `json:"summary"`
	BySubject bool         `json:"by_subject"` // whether the sections are subjects; else there is one
	Sections  []Section    `json:"sections"`
	Changed   []Change     `json:"changed"`   // what outlets changed after publication
	Withdrawn []Withdrawal `json:"withdrawn"` // what they took down
	Notes     []Note       `json:"notes,omitempty"`
	Lag       news.Lag     `json:"lag"`
}

// Summary is the front of a digest.
type Summary struct {
	Articles  int     `json:"articles"`
	Stories   int     `json:"stories"`
	Outlets   int     `json:"outlets"`
	Undated   int     `json:"undated"`   // articles whose page shows no day; they are told by their arrival
	Sides     []Share `json:"sides"`     // whose outlets they are, in the order of the Side constants
	Officials []Named `json:"officials"` // the most named, in their posts
}

// Side says whose outlet an outlet is, seen from the province that was asked for.
type Side string

// The sides. Provinces are compared on today's map, so that an outlet of a former province is own of its successor.
const (
	Own      Side = "own"      // of the province asked for
	Local    Side = "local"    // of another province; of any, when none was asked for
	National Side = "national" // of none
	Unlisted Side = "unlisted" // not in the list of sources
)

// A Share is how much one side published.
type Share struct {
	Side     Side    `json:"side"`
	Articles int     `json:"articles"`
	Outlets  int     `json:"outlets"`
	Share    float64 `json:"share"` // of the digest's articles, 0 to 1
}

// Named is an official with the number of the digest's articles that name them.
type Named struct {
	Key      string   `json:"key"` // as the list of officials names the person
	Name     string   `json:"name"`
	Posts    []string `json:"posts"` // as worded, the most frequent first
	Articles int      `json:"articles"`
}

// A Section is the stories of one subject.
type Section struct {
	Subject string  `json:"subject"` // key of the subject, or Undated; empty: none is known, or sections are not told apart
	Stories []Entry `json:"stories"`
}

// Undated is the Subject of the section of stories whose pages show no day; it is the last.
const Undated = "undated"

// An Entry is one story: everything the digest's days brought on one event.
type Entry struct {
	Number    int        `json:"number"` // in the digest, from 1
	Story     news.ID    `json:"story,string"`
	Article   news.ID    `json:"article,string"` // whose headline and summary these are: the earliest that is no copy
	Headline  string     `json:"headline"`
	Summary   string     `json:"summary"`    // words of that article, see From
	From      string     `json:"summary_of"` // "lead", "text" (its best sentences) or "" (none)
	Articles  int        `json:"articles"`   // that count, see Carrier.Outside
	Outlets   int        `json:"outlets"`
	Carriers  []Carrier  `json:"carriers"`               // in the order in which they came
	First     news.ID    `json:"first,string,omitempty"` // the article that was first, of several; 0 when pages do not prove one
	Officials []Official `json:"officials"`
	Places    []Place    `json:"places"`
	Days      []Span     `json:"days"`               // that the articles speak of
	Subject   string     `json:"subject"`            // key; empty when the outlets' sections say none
	Sections  []string   `json:"sections,omitempty"` // the outlets' own words for where they put it
}

// A Carrier is one article of a story with its outlet.
type Carrier struct {
	ID        news.ID      `json:"id,string"`
	Title     string       `json:"title"`
	URL       string       `json:"url"`
	Source    string       `json:"source"`
	Outlet    string       `json:"outlet"` // name
	Side      Side         `json:"side"`
	Published news.Instant `json:"published"`
	DayOnly   bool         `json:"published_day_only,omitempty"`
	FirstSeen news.Instant `json:"first_seen"`
	CopyOf    news.ID      `json:"copy_of,string,omitempty"` // earliest article with the same text
	Credit    string       `json:"credit,omitempty"`         // whom the outlet says it copied from
	Outside   bool         `json:"outside,omitempty"`        // of the story, but not of what was asked: it counts nowhere
	Revision  int          `json:"revision"`
	Gone      news.Instant `json:"gone,omitzero"`
}

// An Official is a person in a public post, as the articles of a story word it.
type Official struct {
	Key   string   `json:"key"`
	Name  string   `json:"name"`
	Posts []string `json:"posts"`

	read []news.Post // as the rules read them, in the order of Posts
}

// A Place is a place that a story names, with what it is today where that is another.
type Place struct {
	Name string         `json:"name"`
	Kind news.PlaceKind `json:"kind"`
	Code string         `json:"code,omitempty"`
	Now  string         `json:"now,omitempty"`
}

// A Span is a day, or the first and last of several.
type Span struct {
	From news.Day `json:"from"`
	To   news.Day `json:"to"`
}

// A Change is an article that its outlet changed after publication.
type Change struct {
	Carrier
	Steps []Step `json:"steps"`
}

// A Step is what one revision changed against the one before it.
type Step struct {
	Revision int          `json:"revision"`
	Seen     news.Instant `json:"seen"` // when the archive saw it, UTC
	Title    []Edit       `json:"title,omitempty"`
	Lead     []Edit       `json:"lead,omitempty"`
	Body     []Edit       `json:"body,omitempty"` // changed words with a few around them; "…" stands for the rest
}

// An Edit is a run of text that both revisions have (Op "same"), that went out ("out") or came in ("in").
type Edit struct {
	Op   string `json:"op"`
	Text string `json:"text"`
}

// A Withdrawal is an article that its outlet took down; the archive keeps the text.
type Withdrawal struct {
	Carrier
	Last string `json:"last_title"` // headline as last seen
}

// A Note says what was cut, bounded or not understood. Text is a note of the search, in its own words; otherwise Key
// names a sentence of this package and N stands in it.
type Note struct {
	Key  string `json:"key,omitempty"`
	N    int    `json:"n,omitempty"`
	Text string `json:"text,omitempty"`
}

// Empty says that nothing was found: no article, no change, nothing taken down.
func (d *Digest) Empty() bool {
	return d.Summary.Articles == 0 && len(d.Changed) == 0 && len(d.Withdrawn) == 0
}

// Entries are the stories of all sections in their order.
func (d *Digest) Entries() []Entry {
	var out []Entry
	for _, s := range d.Sections {
		out = append(out, s.Stories...)
	}
	return out
}
