package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"diembao/index/query"
	"diembao/news"
)

// ErrBusy says that another job is running.
var ErrBusy = errors.New("another job is running")

// kinds is the one table between kinds of error, their names on the wire and HTTP statuses.
var kinds = []struct {
	name   string
	err    error
	status int
}{
	{"not-found", news.ErrNotFound, http.StatusNotFound},
	{"invalid", news.ErrInvalid, http.StatusBadRequest},
	{"too-large", news.ErrTooLarge, http.StatusRequestEntityTooLarge},
	{"busy", ErrBusy, http.StatusConflict},
	{"behind", news.ErrBehind, http.StatusServiceUnavailable},
	{"damaged", news.ErrDamaged, http.StatusInternalServerError},
	{"held", news.ErrHeld, http.StatusConflict},
	{"no-archive", news.ErrNoArchive, http.StatusNotFound},
	{"timeout", context.DeadlineExceeded, http.StatusGatewayTimeout},
	{"cancelled", context.Canceled, 499},
}

// wireError is an error as the API tells it. Query errors carry the place in the query, in bytes.
type wireError struct {
	Kind    string `json:"kind"`
	Message string `json:"message"`
	English string `json:"message_en,omitempty"`
	Offset  *int   `json:"offset,omitempty"` // nil: no place
	Length  int    `json:"length,omitempty"`
}

func toWire(err error) (wireError, int) {
	var bad *query.Error
	if errors.As(err, &bad) {
		return wireError{"query", bad.Msg, bad.MsgEN, &bad.Offset, bad.Length}, http.StatusBadRequest
	}
	for _, k := range kinds {
		if errors.Is(err, k.err) {
			return wireError{Kind: k.name, Message: err.Error()}, k.status
		}
	}
	return wireError{Kind: "internal", Message: err.Error()}, http.StatusInternalServerError
}

// fromWire gives back an error that errors.Is and errors.As know as they knew the original.
func fromWire(w wireError) error {
	if w.Kind == "query" {
		bad := &query.Error{Msg: w.Message, MsgEN: w.English, Length: w.Length}
		if w.Offset != nil {
			bad.Offset = *w.Offset
		}
		return bad
	}
	for _, k := range kinds {
		if k.name == w.Kind {
			return &remoteError{w.Message, k.err}
		}
	}
	return errors.New(w.Message)
}

// A remoteError is what the daemon said, of the kind it said.
type remoteError struct {
	message string
	kind    error
}

func (e *remoteError) Error() string { return e.message }
func (e *remoteError) Unwrap() error { return e.kind }

// badRequest is an error of kind ErrInvalid.
func badRequest(format string, args ...any) error {
	return fmt.Errorf(format+": %w", append(args, news.ErrInvalid)...)
}
