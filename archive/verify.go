package archive

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"

	"diembao/news"
)

// VerifyOptions says how much Verify reads. The zero value is the quick check: the tree of archive.db, the checksum of
// each of its records, and that they agree with each other and with the sizes of the packs.
type VerifyOptions struct {
	ReadData bool                  // also every page in the packs, and every article's text
	Part, Of int                   // with ReadData: only part 1..Of of the pages; Of 0 = all
	Progress func(done, total int) // records looked at; called now and then, may be nil
}

// A Report is what Verify found.
type Report struct {
	Records   int      `json:"records"` // of archive.db, all checksummed
	Articles  int      `json:"articles"`
	Revisions int      `json:"revisions"`
	Snapshots int      `json:"snapshots"`
	Purged    int      `json:"purged"` // articles and snapshots of which only the number remains
	Changes   int      `json:"changes"`
	URLs      int      `json:"urls"`
	Packs     int      `json:"packs"`
	Pages     int      `json:"pages"`      // read from packs
	PageBytes int64    `json:"page_bytes"` // read from packs, compressed
	Problems  []string `json:"problems"`   // at most 100
	More      int      `json:"more"`       // problems beyond those
}

// Err is nil when there are no problems, else a news.ErrDamaged that names the first.
func (r *Report) Err() error {
	if len(r.Problems) == 0 {
		return nil
	}
	return fmt.Errorf("archive: verify: %d problems, the first: %s: %w", len(r.Problems)+r.More, r.Problems[0], news.ErrDamaged)
}

func (r *Report) problem(format string, args ...any) {
	if len(r.Problems) < 100 {
		r.Problems = append(r.Problems, fmt.Sprintf(format, args...))
	} else {
		r.More++
	}
}

// Verify checks the archive while it is in use. The error is of the check itself (a cancelled ctx); what is wrong with
// the archive is in the Report, whose Err says so.
func (a *Archive) Verify(ctx context.Context, o VerifyOptions) (Report, error) {
	a.packs.still.RLock()
	defer a.packs.still.RUnlock()
	v := &verifier{a: a, ctx: ctx, o: o}
	v.Problems = []string{}
	err := a.view(ctx, func(r reader) error {
		if err := r.sound(true); err != nil { // bbolt would not survive every page
			v.faulty = true
			return err
		}
		v.reader = r
		return v.catalogue()
	})
	if err == nil && !v.faulty {
		err = v.tree()
	}
	if err == nil && o.ReadData {
		err = v.data()
	}
	if errors.Is(err, news.ErrDamaged) {
		v.problem("%v", err)
		err = nil
	}
	if err != nil {
		err = fmt.Errorf("archive: verify: %w", err)
	}
	return v.Report, err
}

// A verifier walks one state of the catalogue and keeps what later checks need.
type verifier struct {
	Report
	reader
	a      *Archive
	ctx    context.Context
	o      VerifyOptions
	n      counters
	faulty bool // the tree itself cannot be walked

	waiting, scheduled int // visits that should be in "due" or "leases", and entries there
	placed, members    int // articles that have a story, and entries of stories' lists
	revisions          int // that the heads speak of
	packs              []packRecord
	ends               map[int]int64 // end of the last member of each pack
	sources            map[string]*sourceRecord
}

// catalogue looks at every record of every bucket, then at what they say of each other.
func (v *verifier) catalogue() error {
	v.ends, v.sources = map[int]int64{}, map[string]*sourceRecord{}
	var err error
	if v.n, err = v.counters(); err != nil {
		v.problem("%v", err)
		return nil
	}
	checks := map[string]func(key, payload []byte) error{
		bPacks: v.pack, bSnapshots: v.snapshotRecord, bChanges: v.changeRecord, bArticles: v.article, bRevisions: v.revisionRecord,
		bURLs: v.url, bDue: v.scheduledRecord, bLeases: v.scheduledRecord, bMarks: v.mark, bCorrections: v.correction,
		bStories: v.membership, bMembers: v.member,
	}
	for _, name := range buckets {
		if err := v.bucket(name, checks[name]); err != nil {
			return err
		}
	}
	if v.faulty {
		return nil
	}
	v.totals()
	v.counts()
	v.files()
	return nil
}

// bucket checks one bucket; a fault ends this bucket, not the rest.
func (v *verifier) bucket(name string, check func(key, payload []byte) error) error {
	err := guard(func() error {
		b := v.tx.Bucket([]byte(name))
		if b == nil {
			return fmt.Errorf("bucket %s is missing: %w", name, news.ErrDamaged)
		}
		return b.ForEach(func(key, value []byte) error {
			if v.Records++; v.Records%1024 == 0 {
				if err := v.ctx.Err(); err != nil {
					return err
				}
				if v.o.Progress != nil {
					v.o.Progress(v.Records, 0)
				}
			}
			payload, err := unseal(name, key, value)
			if err == nil && check != nil {
				err = check(key, payload)
			}
			if err != nil {
				v.problem("%s/%s: %v", name, show(key), err)
			}
			return nil
		})
	})
	if err != nil && v.ctx.Err() == nil {
		v.faulty = true
		v.problem("%s: %v", name, err)
		return nil
	}
	return err
}

func num(key []byte) uint64 {
	if len(key) != 8 {
		return 0
	}
	return binary.BigEndian.Uint64(key)
}

func (v *verifier) pack(key, payload []byte) error {
	p, err := decodePack(int(num(key)), payload)
	v.packs = append(v.packs, p)
	v.ends[p.n] = p.head
	return err
}

func (v *verifier) snapshotRecord(key, payload []byte) error {
	v.Snapshots++
	if num(key) != uint64(v.Snapshots+v.Purged) {
		v.problem("snapshot %d is missing", v.Snapshots+v.Purged)
	}
	rec, err := decodeSnapshot(payload)
	if err != nil {
		return err
	}
	if at := rec.at; at.off != v.ends[at.pack] {
		v.problem("snapshot %d stands at %d of pack %d, the one before ends at %d", num(key), at.off, at.pack, v.ends[at.pack])
	}
	v.ends[rec.at.pack] = rec.at.off + rec.at.len
	if !rec.purged.IsZero() {
		v.Snapshots--
		v.Purged++
		return nil
	}
	v.source(rec.source).snapshots++
	if rec.base != 0 {
		if base, err := v.snapshot(rec.base); err != nil || base.base != 0 {
			v.problem("snapshot %d refers to the body of %d, which has none (%v)", num(key), rec.base, err)
		}
	}
	return nil
}

func (v *verifier) changeRecord(key, payload []byte) error {
	v.Changes++
	if num(key) != uint64(v.Changes) {
		v.problem("change %d is missing", v.Changes)
	}
	c, err := decodeChange(key, payload)
	if err == nil && (uint64(c.ID) > v.n.id || c.Kind == news.SnapshotStored && c.Num > v.n.snapshot) {
		v.problem("change %d speaks of article %d, snapshot %d, which were never given", num(key), c.ID, c.Num)
	}
	return err
}

func (v *verifier) article(key, payload []byte) error {
	v.Articles++
	h, err := decodeHead(payload)
	if err != nil {
		return err
	}
	if !h.purged.IsZero() {
		v.Articles--
		v.Purged++
		return nil
	}
	v.source(h.source).articles++
	v.revisions += h.revisions
	for n := 1; n <= h.revisions; n++ {
		if _, err := v.revision(news.ID(num(key)), n); err != nil {
			v.problem("%v", err)
		}
	}
	return nil
}

func (v *verifier) revisionRecord(_, payload []byte) error {
	v.Revisions++
	_, err := decodeRevision(payload)
	return err
}

func (v *verifier) url(key, payload []byte) error {
	v.URLs++
	u, err := decodeURL(string(key), payload)
	if err != nil {
		return err
	}
	if uint64(u.article) > v.n.id || u.last > v.n.snapshot {
		v.problem("URL %s leads to article %d, snapshot %d, which were never given", show(key), u.article, u.last)
	}
	if u.visit == nil {
		return nil
	}
	v.source(u.visit.Source).visits[u.visit.State]++
	if waiting(u.visit.State) || u.visit.State == news.Leased {
		v.waiting++
	}
	return nil
}

func (v *verifier) scheduledRecord(_, _ []byte) error {
	v.scheduled++
	return nil
}

func (v *verifier) mark(key, payload []byte) error {
	d := decoder{b: payload}
	if at := d.uint(); at > v.n.seq {
		v.problem("mark %s is at %d, the feed ends at %d", show(key), at, v.n.seq)
	}
	return d.end()
}

func (v *verifier) correction(key, _ []byte) error {
	if num(key) > v.n.correction {
		v.problem("correction %d was never given", num(key))
	}
	return nil
}

func (v *verifier) membership(key, payload []byte) error {
	v.placed++
	m, err := decodeMembership(news.ID(num(key)), payload)
	if err == nil && (uint64(m.Story) > v.n.id || uint64(m.ID) > v.n.id) {
		v.problem("article %d is placed in story %d, which were never given", m.ID, m.Story)
	}
	return err
}

func (v *verifier) member(_, _ []byte) error {
	v.members++
	return nil
}

func (v *verifier) source(name string) *sourceRecord {
	if name == "" {
		name = unnamedSource
	}
	if v.sources[name] == nil {
		v.sources[name] = &sourceRecord{visits: map[news.VisitState]int{}}
	}
	return v.sources[name]
}

// totals compares what was found with the last numbers given.
func (v *verifier) totals() {
	for _, t := range []struct {
		what        string
		found, want int
	}{
		{"changes", v.Changes, int(v.n.seq)},
		{"snapshots", v.countBucket(bSnapshots), int(v.n.snapshot)},
		{"articles", v.countBucket(bArticles), int(v.n.id)},
		{"revisions", v.Revisions, v.revisions},
		{"corrections", v.countBucket(bCorrections), int(v.n.correction)},
		{"packs", len(v.packs), v.n.pack},
		{"entries of the schedule", v.scheduled, v.waiting},
		{"members of stories", v.members, v.placed},
	} {
		if t.found != t.want {
			v.problem("there are %d %s, there should be %d", t.found, t.what, t.want)
		}
	}
}

func (v *verifier) countBucket(name string) int {
	n := 0
	c := v.tx.Bucket([]byte(name)).Cursor()
	for k, _ := c.First(); k != nil; k, _ = c.Next() {
		n++
	}
	return n
}

// counts compares the sources' counters with what was counted.
func (v *verifier) counts() {
	err := v.each(bSources, nil, nil, func(key, payload []byte) (bool, error) {
		have, err := decodeSource(payload)
		if err != nil {
			return false, err
		}
		want := v.source(string(key))
		same := have.articles == want.articles && have.snapshots == want.snapshots
		for _, state := range states {
			same = same && have.visits[state] == want.visits[state]
		}
		if !same {
			v.problem("source %s counts %d articles, %d snapshots, visits %v; there are %d, %d, %v",
				show(key), have.articles, have.snapshots, have.visits, want.articles, want.snapshots, want.visits)
		}
		return true, nil
	})
	if err != nil {
		v.problem("%v", err)
	}
}

// files compares the packs' sizes with the catalogue.
func (v *verifier) files() {
	for _, p := range v.packs {
		v.Packs++
		info, err := os.Stat(filepath.Join(v.a.packs.dir, packName(p.n)))
		if err != nil {
			v.problem("pack %d: %v", p.n, err)
			continue
		}
		size, end := info.Size(), v.ends[p.n]
		if p.n == v.n.pack && end != v.n.packEnd {
			v.problem("pack %d: the last page ends at %d, the catalogue says %d", p.n, end, v.n.packEnd)
		}
		if size < end || p.n < v.n.pack && size > end || len(p.sha256) > 0 && size != p.size {
			v.problem("pack %d has %d bytes, its pages end at %d", p.n, size, end)
		}
	}
}

// tree lets bbolt check its pages. It must see no writer, and it works in a goroutine of its own where a fault would
// end the process: so it comes after everything could be read, and writing waits for it.
func (v *verifier) tree() error {
	v.a.wmu.Lock()
	defer v.a.wmu.Unlock()
	return v.a.view(v.ctx, func(r reader) error {
		info, err := os.Stat(filepath.Join(v.a.dir, dbName))
		if err != nil || info.Size() < r.tx.Size() {
			return fmt.Errorf("%s has lost bytes (%v): %w", dbName, err, news.ErrDamaged)
		}
		if err := heads(filepath.Join(v.a.dir, dbName), v.a.db.Info().PageSize); err != nil {
			v.problem("%v", err)
		}
		if err := lengths(r.tx, int(r.tx.Size())/v.a.db.Info().PageSize); err != nil {
			return err
		}
		for err := range r.tx.Check(bolt.WithKVStringer(bolt.HexKVStringer())) {
			v.problem("%s: %v", dbName, err)
		}
		return nil
	})
}

// lengths looks at how many pages each page says it covers: bbolt's check counts through whatever stands there, up to
// four billion.
func lengths(tx *bolt.Tx, end int) error {
	for id := 0; id < end; {
		info, err := tx.Page(id)
		if err != nil || info == nil {
			return fmt.Errorf("page %d cannot be read (%v): %w", id, err, news.ErrDamaged)
		}
		switch {
		case info.Type == "free":
			id++
		case info.OverflowCount < 0 || info.OverflowCount >= end-id:
			return fmt.Errorf("page %d of %d says it covers %d more: %w", id, end, info.OverflowCount, news.ErrDamaged)
		default:
			id += 1 + info.OverflowCount
		}
	}
	return nil
}
