package coverage

import (
	"diembao/news"
	"diembao/viet/gazetteer"
)

// A PlaceHistory is what one unit was, when, and what became of it.
type PlaceHistory struct {
	Name         string         `json:"name"` // with its type: "tỉnh Lâm Đồng"
	Kind         news.PlaceKind `json:"kind"`
	Code         string         `json:"code,omitempty"`
	From         news.Day       `json:"from"` // zero: not known
	To           news.Day       `json:"to"`   // zero: still so
	In           []string       `json:"in,omitempty"`
	Predecessors []string       `json:"predecessors,omitempty"`
	Successors   []string       `json:"successors,omitempty"`
	Now          string         `json:"now,omitempty"` // when it went whole into one unit
}

// PlaceHistories answers what a name was, when, and what it is now; empty for a name the gazetteer does not know. It
// asks no archive.
func PlaceHistories(name string) []PlaceHistory {
	var out []PlaceHistory
	for _, e := range gazetteer.Load().History(name) {
		h := PlaceHistory{Name: e.Unit.Full(), Kind: e.Unit.Kind, Code: e.Unit.Code, From: e.Unit.From, To: e.Unit.To,
			In: full(e.Parents), Predecessors: full(e.Predecessors)}
		for _, heir := range e.Heirs {
			h.Successors = append(h.Successors, heir.Unit.Full())
		}
		if !e.Current.IsZero() {
			h.Now = e.Current.Full()
		}
		out = append(out, h)
	}
	return out
}

func full(units []gazetteer.Unit) []string {
	var out []string
	for _, u := range units {
		out = append(out, u.Full())
	}
	return out
}
