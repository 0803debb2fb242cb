package lab

import (
	"time"

	"diembao/news"
)

// Truth is what is true of one sample article as its site serves it now. All of it stands in the page, so that an
// extractor can be held to it.
type Truth struct {
	Site      string   // Source.ID of the site that serves it
	Slug      string   // key of the page within its site
	URL       string   // canonical
	URLs      []string // addresses that lead to it, canonical first: redirects, twins, tracking parameters
	Title     string
	Dateline  string   // what stands before the lead, "(BM online) - "; empty when nothing does
	Lead      string   // sapô, without dateline
	LeadApart bool     // the layout sets the lead apart; else it is simply the first paragraph
	Body      []string // paragraphs after the lead, without captions and byline
	Captions  []string
	Byline    string       // empty when the page names no author
	Published news.Instant // ICT; zero when the page does not say
	DayOnly   bool         // the page says the day and not the hour
	Updated   news.Instant // zero when the page does not say
	Officials []Official
	Private   []string // persons without a public post, bylines among them
	Provinces []string // named in title, lead, body or captions, without "tỉnh"; in the order of mention
	Places    []Place  // districts and communes named
	Subject   string   // province the article is about; empty for none
	Events    []Days   // when what is reported happened
	Dates     []Days   // every day, span of days and month named with its number, the events among them
	Topic     string   // what it is about, in Vietnamese
	Story     string   // the event; articles on the same event share it
	Series    string   // the recurring event (the same committee's meetings); empty for none
	CopyOf    string   // URL of the article it was copied from; empty for an original
	Credit    string   // outlet named as the origin of a copy
	Revision  int      // 1 as first published
	Late      bool     // appeared with Advance
	Gone      bool     // answers 410 now
	Encoding  string   // of the bytes: "utf-8", "windows-1258", "tcvn3"
}

// An Official is a person in a public post, as the article words it.
type Official struct {
	Name      string
	Positions []string // worded as in the text, in the order of mention
}

// A Place is a district or commune named in an article.
type Place struct {
	Name     string // without "huyện", "xã", ...
	Kind     news.PlaceKind
	Typed    bool   // its type is said at least once: "huyện Đơn Dương"; else a reader may well leave it open
	Province string // name of the province it lay in on the day of the article
}

// Days is a day or span of days with the words that say it.
type Days struct {
	Text     string
	From, To news.Day
}

// A Trap is an address that is no article as it stands, or not at first.
type Trap struct {
	Site string
	URL  string
	Kind TrapKind
	Want string // what a crawler should make of it
}

// TrapKind names a kind of trap.
type TrapKind string

// The kinds of trap.
const (
	TrapRobots    TrapKind = "robots"     // forbidden by robots.txt though linked
	TrapLoop      TrapKind = "loop"       // redirects for ever
	TrapCalendar  TrapKind = "calendar"   // endless listing, a page for every month
	TrapSession   TrapKind = "session"    // the same page under ever new addresses
	TrapTooLarge  TrapKind = "too-large"  // over any reasonable cap
	TrapEmpty     TrapKind = "empty"      // 200 without a byte
	TrapTruncated TrapKind = "truncated"  // fewer bytes than Content-Length promised
	TrapSoft404   TrapKind = "soft-404"   // "not found" as 200
	TrapBusy      TrapKind = "busy"       // 429 with Retry-After: 1, once; then the article
	TrapSlow      TrapKind = "slow"       // answers after 1.5 s
	TrapGone      TrapKind = "gone"       // 410 after Advance
	TrapRedirect  TrapKind = "redirect"   // 301 to the article's present address
	TrapLabel     TrapKind = "label"      // the charset named is not the one used
	TrapGzip      TrapKind = "gzip"       // content-encoded although nobody asked
	TrapTooDeep   TrapKind = "too-deep"   // an article inside more open elements than a parser takes
	TrapLetters   TrapKind = "decomposed" // UTF-8 with letters and tone marks apart (NFD)
	TrapForbidden TrapKind = "redirected" // an allowed address that redirects to a forbidden one
	TrapOffSite   TrapKind = "off-site"   // redirects to another host
)

// A Request is one request as a site's server saw it.
type Request struct {
	Site   string
	Method string
	URL    string    // as asked, with host and query
	Start  time.Time // when its head had been read, UTC
	End    time.Time // when the last byte of the answer was written, UTC
	Status int
	Agent  string // User-Agent
	Bytes  int    // of the body
}
