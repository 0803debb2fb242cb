package segment

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
)

// An occurrence is a term in a document: word, second word if it is a pair, document and weight, from the highest bit to the
// lowest. Words are numbers of the Lexicon or of keys until they are sorted, and places in an order from then on.
type occurrence uint64

const (
	weightBits = 4
	docBits    = 16
	wordBits   = 22
	none       = 1<<wordBits - 1 // the second word of what is no pair

	secondShift = docBits + weightBits
	wordShift   = wordBits + secondShift
)

func occur(word, second, doc, weight uint32) occurrence {
	return occurrence(word)<<wordShift | occurrence(second)<<secondShift | occurrence(doc)<<weightBits | occurrence(weight)
}

func (o occurrence) word() uint32   { return uint32(o >> wordShift) }
func (o occurrence) second() uint32 { return uint32(o >> secondShift & none) }
func (o occurrence) doc() uint32    { return uint32(o >> weightBits & (1<<docBits - 1)) }
func (o occurrence) weight() uint32 { return uint32(o & (1<<weightBits - 1)) }

// An order is the words of a segment in byte order.
type order struct {
	ids  []uint32 // by place
	rank []uint32 // place by number
}

// set puts the words, of n there may be, that occur into order of prefix, and of text where that is the same.
func (o *order) set(n int, prefix func(uint32) uint64, text func(uint32) string, in ...[]occurrence) {
	type ranked struct {
		by uint64
		id uint32
	}
	if n > len(o.rank) {
		o.rank = make([]uint32, n+n/4)
	}
	clear(o.rank)
	var list []ranked
	for _, part := range in {
		for _, x := range part {
			if id := x.word(); o.rank[id] == 0 {
				o.rank[id] = 1
				list = append(list, ranked{prefix(id), id})
			}
		}
	}
	slices.SortFunc(list, func(x, y ranked) int {
		if x.by != y.by {
			return cmp.Compare(x.by, y.by)
		}
		return strings.Compare(text(x.id), text(y.id))
	})
	o.ids = o.ids[:0]
	for i, x := range list {
		o.ids = append(o.ids, x.id)
		o.rank[x.id] = uint32(i)
	}
}

// prefix is the first eight bytes of s as a number that compares as they do.
func prefix[T string | []byte](s T) uint64 {
	var p [8]byte
	copy(p[:], s)
	return binary.BigEndian.Uint64(p[:])
}

// sorted is the occurrences of a space in order of term and document, valid until the next call. They came in order of
// document, which counting them into their places keeps: pairs by their second word first.
func (b *builder) sorted(space int, in *order) []occurrence {
	list, to := b.spaces[space], slices.Grow(b.spare[:0], len(b.spaces[space]))[:len(b.spaces[space])]
	b.spare = to
	b.counts = slices.Grow(b.counts[:0], len(in.ids)+1)[:len(in.ids)+1]
	if len(list) > 0 && list[0].second() != none {
		place(to, list, b.counts, in.rank, secondShift)
		list, to = to, list
	}
	place(to, list, b.counts, in.rank, wordShift)
	return to
}

// place puts into to the occurrences of list in order of the rank of the word at a shift, which takes its place.
func place(to, list []occurrence, starts, rank []uint32, shift uint) {
	clear(starts)
	for i, o := range list {
		r := rank[o>>shift&none]
		list[i] = o&^(none<<shift) | occurrence(r)<<shift
		starts[r+1]++
	}
	for i := range starts[1:] {
		starts[i+1] += starts[i]
	}
	for _, o := range list {
		at := &starts[o>>shift&none]
		to[*at] = o
		*at++
	}
}

// weigh makes a list of the occurrences of one term. An exact form is wanted or demanded but gives no BM25: once is enough.
func (b *builder) weigh(run []occurrence, exact bool) []posting {
	b.list = b.list[:0]
	for len(run) > 0 {
		doc, n := run[0].doc(), uint32(0)
		for len(run) > 0 && run[0].doc() == doc {
			if w := run[0].weight(); w == weak || exact {
				n = max(n, w)
			} else {
				n += w
			}
			run = run[1:]
		}
		b.list = append(b.list, posting(doc)<<4|posting(weightCode(n)))
	}
	return b.list
}
