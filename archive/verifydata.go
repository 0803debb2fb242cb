package archive

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash/crc32"

	"diembao/archive/warc"
	"diembao/news"
)

// mine says whether a number belongs to the part that is to be read.
func (o VerifyOptions) mine(n uint64) bool {
	return o.Of <= 1 || n%uint64(o.Of) == uint64(o.Part)%uint64(o.Of)
}

// data reads pages and texts. Each look into the catalogue is short; the packs stay as they are meanwhile.
func (v *verifier) data() error {
	for _, p := range v.packs {
		if err := v.packBytes(p); err != nil {
			return err
		}
	}
	for next := uint64(1); ; {
		recs := map[uint64]*snapshotRecord{}
		seen := 0
		err := v.a.view(v.ctx, func(r reader) error {
			return r.each(bSnapshots, nil, numKey(next), func(key, payload []byte) (bool, error) {
				next, seen = num(key)+1, seen+1
				rec, err := decodeSnapshot(payload)
				if err == nil && v.o.mine(num(key)) {
					recs[num(key)] = rec
				}
				return seen < chunk, nil // what cannot be read was told before
			})
		})
		if err != nil {
			return err
		}
		for n, rec := range recs {
			if err := v.ctx.Err(); err != nil {
				return err
			}
			if err := v.page(rec); err != nil {
				v.problem("snapshot %d: %v", n, err)
			}
		}
		if v.o.Progress != nil {
			v.o.Progress(v.Pages, v.Snapshots)
		}
		if seen < chunk {
			return v.readTexts()
		}
	}
}

// packBytes checks a pack's first record, and all of it against its SHA-256 when it is sealed.
func (v *verifier) packBytes(p packRecord) error {
	f, err := v.a.packs.file(p.n)
	if err != nil {
		v.problem("%v", err)
		return nil
	}
	head := make([]byte, min(p.head, 1<<20))
	if _, err := f.ReadAt(head, 0); err != nil || crc32.Checksum(head, castagnoli) != p.headCRC {
		v.problem("pack %d: its first record is not what was written (%v)", p.n, err)
	}
	if len(p.sha256) == 0 || !v.o.mine(uint64(p.n)) {
		return nil
	}
	sum, _, err := v.a.packs.hash(v.ctx, p.n, -1)
	if v.ctx.Err() != nil {
		return v.ctx.Err()
	}
	if err != nil || !bytes.Equal(sum, p.sha256) {
		v.problem("pack %d has SHA-256 %x, it was sealed with %x (%v)", p.n, sum, p.sha256, err)
	}
	return nil
}

// page checks a snapshot's record in the pack, and its body when it is there.
func (v *verifier) page(rec *snapshotRecord) error {
	v.Pages++
	v.PageBytes += rec.at.len
	if !rec.purged.IsZero() {
		b, err := v.a.packs.raw(rec.at)
		if err == nil && crc32.Checksum(b, castagnoli) != rec.at.crc && !bytes.Equal(b, warc.Blank(len(b))) {
			err = fmt.Errorf("the purged page's place has a wrong checksum: %w", news.ErrDamaged)
		}
		return err
	}
	page, err := v.a.page(rec)
	if err != nil {
		return err
	}
	if page.ID != rec.id {
		return fmt.Errorf("the pack holds record %s, not %s: %w", page.ID, rec.id, news.ErrDamaged)
	}
	if got := sha256.Sum256(page.Body); rec.base == 0 && !bytes.Equal(got[:], rec.sha256) {
		return fmt.Errorf("body has SHA-256 %x, not %x: %w", got, rec.sha256, news.ErrDamaged)
	}
	return nil
}

// readTexts unpacks revisions and compares them with their hashes.
func (v *verifier) readTexts() error {
	from := []byte(nil)
	for {
		var recs []packed
		seen := 0
		err := v.a.view(v.ctx, func(r reader) error {
			return r.each(bRevisions, nil, from, func(key, payload []byte) (bool, error) {
				from, seen = append(bytes.Clone(key), 0), seen+1
				id := binary.BigEndian.Uint64(key)
				if rec, err := decodeRevision(bytes.Clone(payload)); err == nil && v.o.mine(id) {
					recs = append(recs, packed{id: news.ID(id), n: int(binary.BigEndian.Uint32(key[8:])), rec: rec})
				}
				return seen < chunk, nil
			})
		})
		if err != nil {
			return err
		}
		for _, p := range recs {
			if err := v.text(p); err != nil {
				v.problem("article %d revision %d: %v", p.id, p.n, err)
			}
		}
		if seen < chunk {
			return nil
		}
	}
}

func (v *verifier) text(p packed) error {
	b, err := v.a.texts.unzip.DecodeAll(p.rec.zip, nil)
	if err != nil {
		return err
	}
	if !bytes.Equal(half(b), p.rec.facts) {
		return fmt.Errorf("its text is not what was written: %w", news.ErrDamaged)
	}
	return nil
}
