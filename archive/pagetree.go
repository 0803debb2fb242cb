package archive

import (
	"encoding/binary"
	"fmt"
	"io"
	"os"

	"diembao/news"
)

// A pageTree checks the pages of a bbolt tree before bbolt walks them, which trusts them: a branch that leads back to itself
// is followed until memory ends, and keys that lie beyond their page end the process. Layout and flags are those of bbolt's file format 2.
type pageTree struct {
	file  io.ReaderAt
	size  uint64 // of a page, in bytes
	end   uint64 // pages of the file
	deep  bool   // also the trees of the buckets in it
	known map[uint64]bool
}

const (
	pageHeader  = 16 // id, flags, count, overflow
	pageElement = 16 // of a branch: position, key size, page; of a leaf: flags, position, key size, value size
	branchPage  = 1
	leafPage    = 2
	bucketLeaf  = 1  // flag of an element whose value is a bucket: root page, sequence, and of an inline one its page
	bucketSize  = 16 // of the first two
	// deepest is more levels than a tree has whose pages hold two keys each.
	deepest = 64
)

// sound checks the pages that a transaction sees; they do not change while it is open. What bbolt would not survive
// is news.ErrDamaged. Without deep only the pages are read that lead to the buckets.
func (r reader) sound(deep bool) error {
	f, err := os.Open(r.tx.DB().Path())
	if err != nil {
		return err
	}
	defer f.Close()
	size := uint64(r.tx.DB().Info().PageSize)
	t := pageTree{f, size, uint64(r.tx.Size()) / size, deep, map[uint64]bool{}}
	return t.page(uint64(r.tx.Cursor().Bucket().Root()), 0)
}

// page checks a page and what it leads to.
func (t *pageTree) page(id uint64, depth int) error {
	var head [pageHeader]byte
	if id < 2 || id >= t.end || t.known[id] || depth > deepest {
		return fmt.Errorf("page %d of %d is led to where it cannot be: %w", id, t.end, news.ErrDamaged)
	}
	t.known[id] = true
	if _, err := t.file.ReadAt(head[:], int64(id*t.size)); err != nil {
		return fmt.Errorf("page %d: %w: %w", id, err, news.ErrDamaged)
	}
	more := uint64(binary.NativeEndian.Uint32(head[12:]))
	if binary.NativeEndian.Uint64(head[:]) != id || more >= t.end-id {
		return fmt.Errorf("page %d of %d has another number, or %d pages more: %w", id, t.end, more, news.ErrDamaged)
	}
	page := make([]byte, (1+more)*t.size)
	if _, err := t.file.ReadAt(page, int64(id*t.size)); err != nil {
		return fmt.Errorf("page %d: %w: %w", id, err, news.ErrDamaged)
	}
	if !t.elements(page) {
		return fmt.Errorf("page %d: its entries cannot be: %w", id, news.ErrDamaged)
	}
	return t.below(page, depth)
}

// elements says whether a page has a form that bbolt can read.
func (t *pageTree) elements(page []byte) bool {
	if len(page) < pageHeader {
		return false
	}
	flags, count := binary.NativeEndian.Uint16(page[8:]), int(binary.NativeEndian.Uint16(page[10:]))
	if flags != branchPage && flags != leafPage || flags == branchPage && count == 0 || pageHeader+count*pageElement > len(page) {
		return false
	}
	for at := pageHeader; at < pageHeader+count*pageElement; at += pageElement {
		e := page[at:]
		pos, key, value := uint64(binary.NativeEndian.Uint32(e)), uint64(binary.NativeEndian.Uint32(e[4:])), uint64(0)
		if flags == leafPage {
			pos, key, value = key, uint64(binary.NativeEndian.Uint32(e[8:])), uint64(binary.NativeEndian.Uint32(e[12:]))
		}
		if uint64(at)+pos+key+value > uint64(len(page)) {
			return false
		}
		if bucket, root := inBucket(e, flags); bucket != nil && (len(bucket) < bucketSize || root == 0 && !t.elements(bucket[bucketSize:])) {
			return false
		}
	}
	return true
}

// inBucket is the value of an element that is a bucket, nil of any other, and the page of its root, which is 0 of an inline one.
func inBucket(e []byte, flags uint16) (value []byte, root uint64) {
	if flags != leafPage || binary.NativeEndian.Uint32(e)&bucketLeaf == 0 {
		return nil, 0
	}
	pos, key, size := binary.NativeEndian.Uint32(e[4:]), binary.NativeEndian.Uint32(e[8:]), binary.NativeEndian.Uint32(e[12:])
	value = e[pos+key : pos+key+size]
	if len(value) >= bucketSize {
		root = binary.NativeEndian.Uint64(value)
	}
	return value, root
}

// below checks the pages that one leads to.
func (t *pageTree) below(page []byte, depth int) error {
	flags, count := binary.NativeEndian.Uint16(page[8:]), int(binary.NativeEndian.Uint16(page[10:]))
	for i := range count {
		e := page[pageHeader+i*pageElement:]
		var next uint64
		if flags == branchPage {
			next = binary.NativeEndian.Uint64(e[8:])
		} else if _, root := inBucket(e, flags); root == 0 || !t.deep {
			continue
		} else {
			next = root
		}
		if err := t.page(next, depth+1); err != nil {
			return err
		}
	}
	return nil
}
