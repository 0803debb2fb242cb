package crawler

import (
	"context"
	"time"

	"diembao/news"
)

// A Frontier remembers every URL and every host, and keeps the pages. All methods are safe for concurrent use; an
// error from one ends the round, because it is the disk's and not the page's.
// Package crawlertest has the tests that say the same as these comments.
type Frontier interface {
	// Discover adds the URLs not known yet and says how many they were; those known are left as they are. A URL is
	// known by Visit.URL alone, whatever source found it first. The slice is the caller's and used again.
	Discover(ctx context.Context, found []news.Visit) (int, error)
	// Unknown says how many of these URLs Discover would add; it adds none.
	Unknown(ctx context.Context, found []news.Visit) (int, error)
	// Lease takes up to n URLs of a source whose Next is not after now and which are Due, Retry, Refused or Done, or
	// Leased with a lease that ended; latest Next first, then by URL, so that fresh news goes before backlog. It stores
	// them as Leased until now+ttl and gives them with State Leased and the other fields as they were. A lease of a process
	// that is gone ends with it.
	Lease(ctx context.Context, source string, now time.Time, n int, ttl time.Duration) ([]news.Visit, error)
	// Finish stores an outcome in one transaction: the visit's new state, the snapshot if there is one, and the links
	// found. It gives the snapshot's number (also put in Visit.Snapshot), 0 without one. A visit without a SHA256 gets that of
	// the snapshot's body. The visit need not hold a lease.
	Finish(ctx context.Context, o news.Outcome) (uint64, error)
	// NextDue is when the source's next URL may be leased, possibly in the past; zero when there is none.
	NextDue(ctx context.Context, source string) (time.Time, error)
	// Host gives what was put last for a host; an unknown host is a zero HostState with Host set.
	Host(ctx context.Context, host string) (news.HostState, error)
	// PutHost stores a host's state under its Host.
	PutHost(ctx context.Context, h news.HostState) error
}
