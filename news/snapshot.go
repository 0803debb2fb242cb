package news

import (
	"net/http"
	"time"
)

// ID names an article in one archive: a number given in the order of arrival, never used again. 0 is no article.
type ID uint64

// Seq is a position in an archive's change feed. The first change is 1; there are no gaps.
type Seq uint64

// A Snapshot is one HTTP answer as served, never edited. Num 0 means that no archive holds it yet.
type Snapshot struct {
	Num       uint64      `json:"num,omitempty"` // given by the archive, in order of arrival
	Source    string      `json:"source"`        // Source.ID
	URL       string      `json:"url"`           // as asked for
	FinalURL  string      `json:"final_url"`     // after redirects
	Time      time.Time   `json:"time"`          // when the answer had arrived, UTC
	Status    int         `json:"status"`
	Header    http.Header `json:"header,omitempty"`
	Body      []byte      `json:"-"` // content-decoded bytes as served, charset untouched
	SHA256    string      `json:"sha256,omitempty"`
	Problems  []Problem   `json:"problems,omitempty"` // what went wrong while it was fetched
	Published Instant     `json:"published,omitzero"` // said by a feed or sitemap; extract may use it as a last resort
}

// A Problem says what is wrong with a page, for a reader and for a filter. It is data, not an error.
type Problem struct {
	Code   string `json:"code"` // one of the Problem constants
	Detail string `json:"detail,omitempty"`
}

// Problem codes.
const (
	ProblemEmpty      = "empty"       // no bytes, or no text in them
	ProblemTruncated  = "truncated"   // fewer bytes than promised
	ProblemTooLarge   = "too-large"   // cut at the cap
	ProblemTooDeep    = "too-deep"    // nested too deeply to parse; read by the fallback
	ProblemEncoding   = "encoding"    // the label lied or bytes did not decode
	ProblemNotHTML    = "not-html"    // something else was served
	ProblemStatus     = "status"      // an answer other than 200
	ProblemDisagree   = "disagree"    // site profile and general extractor differ much
	ProblemNoTitle    = "no-title"    // no headline found
	ProblemNoBody     = "no-body"     // no article text found
	ProblemNoDate     = "no-date"     // the page shows no publication time
	ProblemPanic      = "panic"       // the extractor failed on this page; a bug to report
	ProblemSoft404    = "soft-404"    // "not found" served as 200
	ProblemRedirected = "redirected"  // the article URL led to a listing or the front page
	ProblemFuture     = "future-date" // a publication time after the fetch was refused
)
