package news

import "errors"

// Kinds of failure that cross rooms. Each room wraps them with its name, what it did and to what; the web turns them
// into a status, the command line into an exit code.
var (
	ErrNotFound  = errors.New("not found")                        // there is no such article, snapshot, source or place
	ErrInvalid   = errors.New("not valid")                        // the caller's input is wrong and trying again will not help
	ErrNoArchive = errors.New("no archive here")                  // the data directory holds none (exit 10)
	ErrHeld      = errors.New("held by another process")          // somebody else owns the data directory (exit 11)
	ErrDamaged   = errors.New("archive damaged")                  // bytes on disk are not what was written (exit 12)
	ErrTooLarge  = errors.New("too large")                        // over a stated bound of bytes
	ErrBehind    = errors.New("index is behind or being rebuilt") // ask again later
)
