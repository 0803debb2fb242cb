package archive

import (
	"bytes"
	"encoding/binary"
	"errors"
	"testing"

	"diembao/news"
)

// pageOf is a page of 256 bytes with elements of four words each.
func pageOf(id uint64, flags, count uint16, more uint32, elements ...uint32) []byte {
	p := binary.NativeEndian.AppendUint64(nil, id)
	p = binary.NativeEndian.AppendUint32(p, uint32(flags)|uint32(count)<<16)
	p = binary.NativeEndian.AppendUint32(p, more)
	for _, e := range elements {
		p = binary.NativeEndian.AppendUint32(p, e)
	}
	return append(p, make([]byte, 256-len(p))...)
}

func treeOf(pages ...[]byte) *pageTree {
	all := append(make([]byte, 2*256), bytes.Join(pages, nil)...) // behind two heads
	return &pageTree{bytes.NewReader(all), 256, uint64(len(all) / 256), true, map[uint64]bool{}}
}

func TestPageTree(t *testing.T) {
	leaf := pageOf(3, leafPage, 1, 0, 0, 100, 8, 8)
	for name, c := range map[string]struct {
		pages [][]byte
		sound bool
	}{
		"a leaf":                   {[][]byte{pageOf(2, leafPage, 1, 0, 0, 100, 8, 8)}, true},
		"an empty leaf":            {[][]byte{pageOf(2, leafPage, 0, 0)}, true},
		"a branch":                 {[][]byte{pageOf(2, branchPage, 1, 0, 100, 8, 3, 0), leaf}, true},
		"a bucket":                 {[][]byte{pageOf(2, leafPage, 1, 0, bucketLeaf, 16, 0, 16, 3, 0), leaf}, true},
		"a bucket within":          {[][]byte{pageOf(2, leafPage, 1, 0, bucketLeaf, 16, 0, 32, 0, 0, 0, 0, 0, 0, leafPage, 0)}, true},
		"a branch to itself":       {[][]byte{pageOf(2, branchPage, 1, 0, 100, 8, 2, 0)}, false},
		"two ways to a leaf":       {[][]byte{pageOf(2, branchPage, 2, 0, 100, 8, 3, 0, 100, 8, 3, 0), leaf}, false},
		"a branch to nowhere":      {[][]byte{pageOf(2, branchPage, 1, 0, 100, 8, 9, 0)}, false},
		"a branch to a head":       {[][]byte{pageOf(2, branchPage, 1, 0, 100, 8, 1, 0)}, false},
		"an empty branch":          {[][]byte{pageOf(2, branchPage, 0, 0)}, false},
		"a key beyond the page":    {[][]byte{pageOf(2, leafPage, 1, 0, 0, 100, 200, 0)}, false},
		"a value beyond it":        {[][]byte{pageOf(2, leafPage, 1, 0, 0, 100, 8, 1<<32-1)}, false},
		"too many elements":        {[][]byte{pageOf(2, leafPage, 16, 0)}, false},
		"another number":           {[][]byte{pageOf(7, leafPage, 0, 0)}, false},
		"another kind":             {[][]byte{pageOf(2, 0x10, 0, 0)}, false},
		"more pages than the file": {[][]byte{pageOf(2, leafPage, 0, 1)}, false},
		"half a bucket":            {[][]byte{pageOf(2, leafPage, 1, 0, bucketLeaf, 16, 0, 8, 3, 0), leaf}, false},
		"a bucket within, cut":     {[][]byte{pageOf(2, leafPage, 1, 0, bucketLeaf, 16, 0, 24)}, false},
	} {
		if err := treeOf(c.pages...).page(2, 0); (err == nil) != c.sound || err != nil && !errors.Is(err, news.ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzPageTree(f *testing.F) {
	f.Add(bytes.Join([][]byte{pageOf(2, branchPage, 1, 0, 100, 8, 3, 0), pageOf(3, leafPage, 1, 0, bucketLeaf, 16, 0, 16, 2, 0)}, nil))
	f.Fuzz(func(t *testing.T, pages []byte) {
		if len(pages) < 64<<10 {
			_ = treeOf(pages).page(2, 0) // must end, and not panic
		}
	})
}
