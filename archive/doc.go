// Package archive keeps the truth: every page as it was served, every revision of every article read from it, what the
// crawler must remember, and the order in which all of it came. It owns the files archive.db (bbolt), packs/ (WARC),
// ARCHIVE and LOCK of the data directory. It does not know what a page says, how to fetch one or how to find one again:
// those are extract, crawler and index, and none of them is imported here.
//
// # Promise
//
// A call that returned nil is on the disk: kill -9, a power cut or a full disk at any later instant does not undo it.
// One page's way is: append its record to the pack, sync the pack, then one bbolt transaction with the snapshot, the
// change entry, the visit's new state, the links found and the host's state. A crash before the transaction leaves a
// tail behind the last acknowledged byte of the pack, which the next Open cuts off. Callers that write at the same time
// share a transaction.
//
// A page just stored is read from memory the first time, by the extractor; every other reading comes from the disk and is
// checked.
//
// # Keys and records
//
// Numbers are big-endian, so that they sort. Every value is: version byte, payload, CRC-32C over bucket name, key and
// the two. Payloads are varints and length-prefixed bytes in a fixed order; rare records are JSON.
//
//	meta        "archive"             format, UUID, epoch
//	            "counters"            last numbers given, end of the packs
//	urls        canonical URL         article, last snapshot, place in the frontier
//	due         source 0 ^Next URL    waits for a lease, the latest Next first
//	leases      source 0 end URL      leased, the earliest end first
//	hosts       scheme://host:port    news.HostState (JSON)
//	snapshots   number                where in which pack, SHA-256, the snapshot before of the same URL
//	packs       number                warcinfo's checksum; size and SHA-256 once sealed
//	articles    ID                    canonical URL, number of revisions, first seen, gone
//	revisions   ID revision(4)        snapshot, hashes, text and facts in zstd
//	changes     sequence number       kind, numbers, time; no gaps
//	marks       name                  sequence number
//	sources     source ID             counters
//	corrections number                news.Correction (JSON)
//	saved       name                  news.SavedSearch (JSON)
//	stories     article ID            story, the article it joined, reason
//	members     story ID, article ID  nothing: the list of a story
//	blanks      snapshot number       purged, its place in the pack not yet overwritten
//
// The zone of a time is kept where it comes from a page, else times are UTC. docs/archive-format.md has the whole
// format, the crash rules and what to do when something is damaged.
package archive
