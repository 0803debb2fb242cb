package segment

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"
	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

func TestPostingsRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, docs := range []int{1, 2, 63, 64, 65, 1000, 5000, 100000} {
		for _, share := range []float64{0.0005, 0.01, 0.05, 0.2, 0.9, 1} {
			for _, plain := range []bool{true, false} {
				var list []posting
				for d := range docs {
					if r.Float64() < share {
						code := posting(once)
						if !plain {
							code = 1 + posting(r.IntN(15))
						}
						list = append(list, posting(d)<<4|code)
					}
				}
				if len(list) < 2 {
					continue
				}
				checkList(t, list, docs)
			}
		}
	}
}

func checkList(t *testing.T, list []posting, docs int) {
	t.Helper()
	kind := kindOf(list)
	data := appendPostings(nil, list, docs, kind)
	n := len(data)
	p := readPostings(append(data, make([]byte, padding)...)[:n], len(list), docs, kind)
	got, _ := p.all(nil, nil)
	if !slices.Equal(got, list) {
		t.Fatalf("docs %d, list %d, layout %d: read back differently", docs, len(list), p.layout)
	}
	want := make([]uint8, docs)
	for _, x := range list {
		want[x.doc()] = uint8(x & 15)
	}
	for _, step := range []int{1, 3, 200} {
		var c Cursor
		c.Reset(p)
		for d := 0; d < docs; d += step {
			if w := c.Seek(uint32(d)); w != want[d] {
				t.Fatalf("docs %d, list %d, layout %d, step %d: Seek(%d) = %d, want %d", docs, len(list), p.layout, step, d, w, want[d])
			}
		}
	}
	for least := range uint8(16) {
		n := 0
		p.Heavy(least, func(d uint32, code uint8) uint8 {
			if code != want[d] || code < least {
				t.Fatalf("Heavy(%d) shows %d with %d, it has %d", least, d, code, want[d])
			}
			n++
			return least
		})
		for _, x := range list {
			if uint8(x&15) >= least {
				n--
			}
		}
		if n != 0 {
			t.Fatalf("docs %d, list %d, layout %d: Heavy(%d) shows %d too many", docs, len(list), p.layout, least, n)
		}
	}
	checkWalk(t, p, want)
	words := make([]uint64, (docs+63)/64)
	p.Or(words, nil)
	all := make([]uint64, len(words))
	for i := range all {
		all[i] = ^uint64(0)
	}
	p.And(all, nil)
	if !slices.Equal(words, all) {
		t.Fatalf("docs %d, list %d: Or and And disagree", docs, len(list))
	}
}

// checkWalk walks a list whole and with gaps, and compares what each document got.
func checkWalk(t *testing.T, p Postings, want []uint8) {
	t.Helper()
	var norms [256]float32
	lengths := make([]byte, len(want))
	for _, step := range []int{64, 256, 4096} {
		for _, leave := range []int{0, 1, 5} {
			var w Walker
			w.Reset(p)
			for lo, n := 0, 0; lo < len(want); lo, n = lo+step, n+1 {
				if leave > 0 && n%(leave+1) != leave {
					continue
				}
				hi := min(lo+step, len(want))
				sums := make([]float32, step)
				w.Add(uint32(lo), uint32(hi), 2, &norms, lengths[lo:], sums)
				for i, s := range sums[:hi-lo] {
					if (s != 0) != (want[lo+i] != 0) || (s != 0 && s != 2) {
						t.Fatalf("docs %d, list %d, layout %d, step %d, gaps %d: %d has %v", len(want), p.n, p.layout, step, leave, lo+i, s)
					}
				}
				for i := range norms {
					norms[i] = 1
				}
				clear(sums)
				var again Walker
				again.Reset(p)
				again.Add(uint32(lo), uint32(hi), 1, &norms, lengths[lo:], sums)
				for i, s := range sums[:hi-lo] {
					tf := Weight(want[lo+i])
					if s != tf/(tf+1) {
						t.Fatalf("docs %d, list %d, layout %d: %d with %d has %v", len(want), p.n, p.layout, lo+i, want[lo+i], s)
					}
				}
				clear(norms[:])
			}
		}
	}
}

func docsOf(r *rand.Rand, first, n int) []*Doc {
	words := []string{"Ủy", "ban", "nhân", "dân", "tỉnh", "hạn", "hán", "lũ", "cầu", "đường", "trường", "học", "18-NQ/TW", "2.063"}
	var out []*Doc
	for i := range n {
		d := &Doc{ID: uint64(first + i), Published: int64(r.IntN(1000)) * 86400, Seen: int64(i)}
		for range 30 + r.IntN(200) {
			d.Body += words[r.IntN(len(words))] + " "
			if r.IntN(9) == 0 {
				d.Body += ". "
			}
		}
		d.Title = fmt.Sprint("Tin số ", first+i)
		d.Keys = []string{"s" + fmt.Sprint(i%3), "o" + fmt.Sprint(i%7)}
		d.Facets[0] = []Value{{fmt.Sprint(i % 3), "nguồn"}}
		d.Facets[1] = []Value{{"a", ""}, {fmt.Sprint(i % 5), ""}}
		for range 5 {
			d.Shingles = append(d.Shingles, uint32(r.IntN(200))<<24|7)
		}
		out = append(out, d)
	}
	return out
}

func buildOne(t *testing.T, docs []*Doc) segment.Segment {
	t.Helper()
	var list []index.Document
	for _, d := range docs {
		list = append(list, Document(d))
	}
	s, _, err := new(Plugin).New(list)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// dump is a segment as a map: term to ids with weights, and all columns by id.
func dump(s *Segment, drop *roaring.Bitmap) map[string][]string {
	out := map[string][]string{}
	keep := func(d uint32) bool { return drop == nil || !drop.Contains(d) }
	it := &dictIter{d: &s.terms}
	for it.next() {
		p := it.postings()
		list, _ := p.all(nil, nil)
		for _, x := range list {
			if keep(x.doc()) {
				out[string(it.term)] = append(out[string(it.term)], fmt.Sprint(s.ID(x.doc()), ":", x&15))
			}
		}
	}
	for d := range uint32(s.docs) {
		if !keep(d) {
			continue
		}
		k := fmt.Sprint("#", s.ID(d))
		out[k] = append(out[k], fmt.Sprint(s.Published(d), s.Seen(d), s.Length(d)))
		for f := range Facets {
			s.Ordinals(f, d, func(o uint32) { out[k] = append(out[k], fmt.Sprint(f, s.Values(f)[o])) })
		}
	}
	for sh := s.allShingles(0); sh.next(); {
		if keep(sh.doc) {
			k := fmt.Sprint("z", sh.at)
			out[k] = append(out[k], fmt.Sprint(s.ID(sh.doc)))
		}
	}
	for _, v := range out {
		slices.Sort(v)
	}
	return out
}

func TestMergeKeepsEverything(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	dir := t.TempDir()
	p := new(Plugin)
	var in []segment.Segment
	var drops []*roaring.Bitmap
	want := map[string][]string{}
	for i, n := range []int{1, 40, 700, 3} {
		s := buildOne(t, docsOf(r, 1+1000*i, n))
		var drop *roaring.Bitmap
		if i == 2 {
			drop = roaring.BitmapOf(0, 5, 699)
		}
		for k, v := range dump(Of(s), drop) {
			want[k] = append(want[k], v...)
		}
		in, drops = append(in, s), append(drops, drop)
	}
	path := filepath.Join(dir, "merged.zap")
	maps, _, err := p.Merge(in, drops, path, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if maps[2][5] != dropped || maps[1][0] == dropped {
		t.Error("new numbers do not follow the drops")
	}
	s, err := p.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	m := Of(s)
	for d := 1; d < m.docs; d++ {
		if m.Published(uint32(d)) < m.Published(uint32(d-1)) {
			t.Fatal("merged documents are out of order")
		}
	}
	got := dump(m, nil)
	for _, v := range want {
		slices.Sort(v)
	}
	if len(got) != len(want) {
		t.Fatalf("%d terms and documents, want %d", len(got), len(want))
	}
	for k, v := range want {
		if !slices.Equal(got[k], v) {
			t.Fatalf("%q: %v, want %v", k, got[k], v)
		}
	}
	for i := range in {
		for d, n := range maps[i] {
			if n != dropped && m.ID(uint32(n)) != Of(in[i]).ID(uint32(d)) {
				t.Fatal("map names another document")
			}
		}
	}
	for h := range uint32(200) {
		hash := h<<24 | 7
		if n, w := len(m.Shingles(nil, []uint32{hash}, 1<<20)), len(got[fmt.Sprint("z", hash)]); n != w {
			t.Fatalf("Shingle(%d) finds %d, want %d", hash, n, w)
		}
	}
}
