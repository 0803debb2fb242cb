package news

// A Membership says to which story an article belongs. A story is named by the article that founded it, and keeps that
// name whatever joins later.
type Membership struct {
	ID     ID     `json:"id,string"`
	Story  ID     `json:"story,string"`
	Of     ID     `json:"of,omitempty,string"` // the article it joined; 0 for the founder
	Class  string `json:"class,omitempty"`     // how it stands to that one: a copy of its text, or another report of the event
	Reason string `json:"reason,omitempty"`
}
