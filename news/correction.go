package news

import (
	"encoding/json"
	"time"
)

// CorrectionKind says what an editor decided.
type CorrectionKind string

// The kinds of correction.
const (
	MergeOfficials CorrectionKind = "merge"   // Subject and Other are one person
	SplitOfficial  CorrectionKind = "split"   // the mentions of Subject listed in Before are another person, After
	ReplaceFact    CorrectionKind = "replace" // Field of the article was Before and is After
	AddFact        CorrectionKind = "add"     // After was missed in Field
	RemoveFact     CorrectionKind = "remove"  // Before in Field is wrong and has no replacement
	Revoke         CorrectionKind = "revoke"  // the correction whose Key is Other no longer holds
)

// A Correction is an editor's word against what the rules read. Corrections are only ever added; they are applied
// after every extraction, so that a better extractor does not undo them. Before and After are JSON that belongs to
// whoever applies the correction; the archive keeps them as they are.
type Correction struct {
	Num     uint64          `json:"num,omitempty"` // given by the archive, in order of arrival
	Key     string          `json:"key"`           // the same in every archive it is imported into; empty = to be given
	Kind    CorrectionKind  `json:"kind"`
	Article ID              `json:"article,omitempty,string"` // 0 = concerns a person in all articles
	URL     string          `json:"url,omitempty"`            // canonical URL of that article: finds it again in another archive
	Subject string          `json:"subject,omitempty"`        // the person, as the officials' list names them
	Other   string          `json:"other,omitempty"`          // the second person of a merge, or the key a revocation ends
	Field   string          `json:"field,omitempty"`          // JSON name of the article's field: "published", "province", "officials"
	Before  json.RawMessage `json:"before,omitempty"`
	After   json.RawMessage `json:"after,omitempty"`
	Who     string          `json:"who"`
	Time    time.Time       `json:"time"` // UTC
	Note    string          `json:"note,omitempty"`
}

// A SavedSearch is a query that somebody keeps under a name.
type SavedSearch struct {
	Name    string    `json:"name"`
	Query   Query     `json:"query"`
	Created time.Time `json:"created"`        // UTC
	Seen    Seq       `json:"seen,omitempty"` // changes up to here were already reported
}
