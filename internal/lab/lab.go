package lab

import (
	"log/slog"

	"diembao/news"
)

// Options says which sample to make. The zero value is the one of the demo.
type Options struct {
	Seed     int64        // 0 is 1
	Articles int          // about how many at the start, 0 is all (at least 400); small numbers keep every site
	Today    news.Day     // the date in the mastheads; zero is the day after the newest article
	NoTraps  bool         // leave out what costs a crawler time: slow, busy, oversize, loops, crawl delay
	Log      *slog.Logger // nil discards
}

// A Lab is the sample sites, being served. Its methods may be called from several goroutines.
type Lab struct{}

// Start makes the sample and serves it on free ports of 127.0.0.1 until Close.
func Start(Options) (*Lab, error) { return &Lab{}, nil }

// SourcesYAML is a sources.yaml for the sites, with their present ports.
func (l *Lab) SourcesYAML() []byte { return nil }

// Truth is what is true of every article now being served, and of those withdrawn, in order of site and publication.
func (l *Lab) Truth() []Truth { return nil }

// Traps lists the addresses that need care.
func (l *Lab) Traps() []Trap { return nil }

// Requests is the log of all sites in order of arrival.
func (l *Lab) Requests() []Request { return nil }

// Advance lets time pass on the sites, once: some articles are edited, one is withdrawn, new ones appear. Further
// calls do nothing.
func (l *Lab) Advance() {}

// Close stops the servers and waits for them.
func (l *Lab) Close() {}

// Page is one page of the sample of the zero Options without a server: its header's Content-Type and its bytes as
// served. Addresses in it point to ports that nobody listens on. An unknown page is news.ErrNotFound.
func Page(site, slug string) (contentType string, body []byte, err error) { return "", nil, news.ErrNotFound }

// Sample is what is true of the pages that Page gives.
func Sample() []Truth { return nil }
