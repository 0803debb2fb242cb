package query

import (
	"fmt"
	"strings"
	"unicode"

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

// shownRunes bounds what Around shows of each part.
const shownRunes = 60

// Around is the place in the text that was parsed and what stands beside it, each cut to what fits a line. Bytes that are no UTF-8
// come as U+FFFD, control characters as blanks.
func (e *Error) Around(text string) (before, bad, after string) {
	from := min(max(e.Offset, 0), len(text))
	to := min(max(e.Offset+e.Length, from), len(text))
	shown := func(s string, last bool) string {
		r := []rune(strings.ToValidUTF8(s, "\uFFFD"))
		for i := range r {
			if unicode.IsControl(r[i]) {
				r[i] = ' '
			}
		}
		switch {
		case len(r) <= shownRunes:
			return string(r)
		case last:
			return "…" + string(r[len(r)-shownRunes:])
		}
		return string(r[:shownRunes]) + "…"
	}
	return shown(text[:from], true), shown(text[from:to], false), shown(text[to:], false)
}

// Error is the English sentence with its place.
func (e *Error) Error() string { return fmt.Sprintf("query: byte %d: %s", e.Offset, e.MsgEN) }

// Unwrap makes errors.Is(err, news.ErrInvalid) true.
func (e *Error) Unwrap() error { return news.ErrInvalid }
