package archive

import (
	"encoding/binary"
	"time"

	"diembao/news"
)

// The buckets of archive.db; doc.go says what their keys and records are.
const (
	bMeta        = "meta"
	bURLs        = "urls"
	bDue         = "due"
	bLeases      = "leases"
	bHosts       = "hosts"
	bSnapshots   = "snapshots"
	bPacks       = "packs"
	bArticles    = "articles"
	bRevisions   = "revisions"
	bChanges     = "changes"
	bMarks       = "marks"
	bSources     = "sources"
	bCorrections = "corrections"
	bSaved       = "saved"
	bBlanks      = "blanks"
	bStories     = "stories"
	bMembers     = "members"
)

// buckets in the order in which verify reads them: packs before what stands in them.
var buckets = []string{bMeta, bURLs, bDue, bLeases, bHosts, bPacks, bSnapshots, bArticles, bRevisions, bChanges,
	bMarks, bSources, bCorrections, bSaved, bBlanks, bStories, bMembers}

// sequential buckets get keys that only grow; their pages can be filled to the brim.
func sequential(bucket string) bool {
	switch bucket {
	case bSnapshots, bArticles, bRevisions, bChanges, bCorrections, bPacks:
		return true
	}
	return false
}

func numKey(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

func revisionKey(id news.ID, n int) []byte {
	return binary.BigEndian.AppendUint32(numKey(uint64(id)), uint32(n))
}

// timeKey sorts as the instant does, whatever the year: int64 nanoseconds would end in 2262.
func timeKey(dst []byte, t time.Time) []byte {
	dst = binary.BigEndian.AppendUint64(dst, uint64(t.Unix())^1<<63)
	return binary.BigEndian.AppendUint32(dst, uint32(t.Nanosecond()))
}

const timeKeyLen = 12

func keyTime(b []byte) time.Time {
	sec := int64(binary.BigEndian.Uint64(b) ^ 1<<63)
	return time.Unix(sec, int64(binary.BigEndian.Uint32(b[8:]))).UTC()
}

// dueKey orders a source's URLs by Next, the latest first, then by URL.
func dueKey(source string, next time.Time, url string) []byte {
	key := append([]byte(source), 0)
	n := len(key)
	key = timeKey(key, next)
	invert(key[n:])
	return append(key, url...)
}

// leaseKey orders a source's leases by their end, the earliest first.
func leaseKey(source string, end time.Time, url string) []byte {
	return append(timeKey(append([]byte(source), 0), end), url...)
}

func invert(b []byte) {
	for i := range b {
		b[i] = ^b[i]
	}
}
