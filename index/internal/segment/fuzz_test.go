package segment

import (
	"hash/crc32"
	"math/rand/v2"
	"testing"

	index "github.com/blevesearch/bleve_index_api"
)

// FuzzParse reads bytes that no checksum protects, as if a bug or a liar had written them: parse may refuse them, and
// reading may panic, which searches and merges turn into an error, but it may not run for ever or read elsewhere.
func FuzzParse(f *testing.F) {
	b := new(builder)
	var list []*Doc
	list = append(list, docsOf(rand.New(rand.NewPCG(1, 1)), 1, 3)...)
	data, err := b.build(list)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data, 100, byte(1))
	f.Add(data, len(data)-20, byte(255))
	f.Fuzz(func(_ *testing.T, data []byte, at int, flip byte) {
		if at >= 0 && at < len(data)-4 {
			data[at] ^= flip
		}
		if len(data) > 4 {
			le.PutUint32(data[len(data)-4:], crc32.Checksum(data[:len(data)-4], castagnoli))
		}
		s, err := fromBytes(data)
		if err != nil || s.docs > 1000 {
			return
		}
		defer func() { _ = recover() }()
		for _, term := range []string{"tuy", "uuy ban", "x"} {
			if p, ok := s.Find([]byte(term)); ok && p.Len() < 1000 {
				p.Docs(nil)
			}
		}
		s.Values(0)
		s.Shingles(nil, []uint32{7, 1 << 31}, 9)
		s.ByID(2)
	})
}

func TestPluginRefusesForeignDocuments(t *testing.T) {
	if _, _, err := new(Plugin).New([]index.Document{nil}); err == nil {
		t.Error("a nil document was taken")
	}
}
