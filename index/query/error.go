package query

import (
	"fmt"

	"diembao/news"
)

// Bounds of a query. What goes over them is an Error, never a slow search.
const (
	MaxRunes   = 512 // of the whole text
	MaxClauses = 32  // words, phrases and filters
	MaxNear    = 50  // words between the two sides of NEAR
	MinPrefix  = 2   // runes before "*"
)

// An Error says what is wrong with a query, in Vietnamese and in English, and where: Length bytes from Offset of the
// text that was parsed. It is a news.ErrInvalid.
type Error struct {
	Offset, Length int
	Msg, MsgEN     string
}

// Error is the English sentence with its place.
func (e *Error) Error() string { return fmt.Sprintf("query: byte %d: %s", e.Offset, e.MsgEN) }

// Unwrap makes errors.Is(err, news.ErrInvalid) true.
func (e *Error) Unwrap() error { return news.ErrInvalid }
