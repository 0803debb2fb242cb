package segment

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"diembao/index/vi"
)

// A builder makes a segment of documents. It is used again, so that its Lexicon stays warm.
type builder struct {
	lex     vi.Lexicon
	toks    []vi.Token
	spaces  [5][]int32 // slot+1 by word: Text, Title and Post by ID, Exact and TitleExact by XID
	pairs   [3]pairMap // Pair, TitlePair, PostPair
	keys    map[string]int32
	slots   []slot
	weights []uint16 // of the present document, by slot
	touched []int32
	recs    []record
	doc     uint32
}

// A slot is a term: a word or a pair of the Lexicon, or a key.
type slot struct {
	field byte
	n     uint32 // documents
	a, b  uint32 // word, and the second of a pair
	key   string
}

// A record is a posting of a slot. Batches have far fewer documents than 28 bits can number.
type record struct {
	slot    uint32
	posting uint32
}

const (
	textWords = iota
	titleWords
	postWords
	textExact
	titleExact
)

// build returns the bytes of a segment. docs is put into order of (publication, id).
func (b *builder) build(docs []*Doc) ([]byte, error) {
	slices.SortFunc(docs, func(x, y *Doc) int {
		return cmp.Or(cmp.Compare(x.Published, y.Published), cmp.Compare(x.ID, y.ID))
	})
	defer b.reset()
	var cols columnsBuilder
	for i, d := range docs {
		b.doc = uint32(i)
		n := b.text(d)
		for _, k := range d.Keys {
			b.touch(b.key(k), quarters)
		}
		b.flush()
		cols.add(d, n)
	}
	var out bytes.Buffer
	f := newFile(&out, len(docs))
	f.begin()
	w := &dictWriter{out: f, docs: len(docs)}
	if err := b.terms(w); err != nil {
		return nil, err
	}
	if err := f.end(w); err != nil {
		return nil, err
	}
	cols.write(f, docs)
	err := f.finish()
	return out.Bytes(), err
}

// text counts the words of a document and returns how many it has.
func (b *builder) text(d *Doc) int {
	n := b.part(d.Title, weightTitle, true)
	n += b.part(d.Lead, weightLead, false)
	n += b.part(d.Body, weightBody, false)
	for _, p := range d.Posts {
		b.toks = b.lex.Append(b.toks[:0], p)
		for i, t := range b.toks {
			b.touch(b.word(postWords, Post, t.ID), quarters)
			if i > 0 && !t.Gap && !t.Part {
				b.touch(b.pair(2, PostPair, b.before(i), t.ID), quarters)
			}
		}
	}
	return n
}

// before is the word that stands before token i, parts of codes left out.
func (b *builder) before(i int) uint32 {
	for i--; i > 0 && b.toks[i].Part; i-- {
	}
	return b.toks[i].ID
}

func (b *builder) part(text string, weight uint16, title bool) int {
	b.toks = b.lex.Append(b.toks[:0], text)
	for i, t := range b.toks {
		b.touch(b.word(textWords, Text, t.ID), weight)
		if !t.Plain {
			b.once(b.exact(textExact, Exact, t.XID))
		}
		pair := i > 0 && !t.Gap && !t.Part
		side := weight
		if t.Comma {
			side = weak
		}
		if pair {
			b.touch(b.pair(0, Pair, b.before(i), t.ID), side)
		}
		if title {
			b.touch(b.word(titleWords, Title, t.ID), quarters)
			if !t.Plain {
				b.once(b.exact(titleExact, TitleExact, t.XID))
			}
			if pair {
				b.touch(b.pair(1, TitlePair, b.before(i), t.ID), min(side, quarters))
			}
		}
	}
	return len(b.toks)
}

func (b *builder) newSlot(s slot) int32 {
	b.slots = append(b.slots, s)
	b.weights = append(b.weights, 0)
	return int32(len(b.slots) - 1)
}

// touch counts a term of the present document, in quarters.
func (b *builder) touch(slot int32, weight uint16) {
	if b.weights[slot] == 0 {
		b.touched = append(b.touched, slot)
	}
	if weight == weak {
		b.weights[slot] = max(b.weights[slot], weak)
		return
	}
	b.weights[slot] = min(b.weights[slot]+weight, 1000*quarters)
}

// once marks a slot whose documents count and not how often they have it: the exact form of a word, which is wanted or
// demanded but gives no BM25.
func (b *builder) once(slot int32) {
	if b.weights[slot] == 0 {
		b.touch(slot, quarters)
	}
}

func (b *builder) flush() {
	for _, s := range b.touched {
		b.recs = append(b.recs, record{uint32(s), b.doc<<4 | uint32(weightCode(b.weights[s]))})
		b.slots[s].n++
		b.weights[s] = 0
	}
	b.touched = b.touched[:0]
}

func (b *builder) word(space int, field byte, id uint32) int32 {
	return b.at(space, field, id, b.lex.Len())
}

func (b *builder) exact(space int, field byte, xid uint32) int32 {
	return b.at(space, field, xid, b.lex.ExactLen())
}

func (b *builder) at(space int, field byte, id uint32, size int) int32 {
	s := b.spaces[space]
	if int(id) >= len(s) {
		s = append(s, make([]int32, size+size/4-len(s))...)
		b.spaces[space] = s
	}
	if s[id] == 0 {
		s[id] = b.newSlot(slot{field: field, a: id}) + 1
	}
	return s[id] - 1
}

func (b *builder) pair(space int, field byte, x, y uint32) int32 {
	v := b.pairs[space].at(uint64(x)<<32 | uint64(y))
	if *v == 0 {
		*v = b.newSlot(slot{field: field, a: x, b: y}) + 1
	}
	return *v - 1
}

func (b *builder) key(k string) int32 {
	if s, ok := b.keys[k]; ok {
		return s
	}
	if b.keys == nil {
		b.keys = make(map[string]int32)
	}
	s := b.newSlot(slot{field: k[0], key: k[1:]})
	b.keys[k] = s
	return s
}

// terms writes all lists in byte order of their terms.
func (b *builder) terms(w *dictWriter) error {
	lists, ends := b.sorted()
	var term []byte
	for _, s := range b.order() {
		sl := &b.slots[s]
		term = b.term(append(term[:0], sl.field), sl)
		if err := w.add(term, lists[ends[s]-sl.n:ends[s]]); err != nil {
			return err
		}
	}
	return nil
}

func (b *builder) term(dst []byte, s *slot) []byte {
	switch s.field {
	case Text, Title, Post:
		return append(dst, b.lex.Folded(s.a)...)
	case Pair, TitlePair, PostPair:
		dst = append(dst, b.lex.Folded(s.a)...)
		return append(append(dst, ' '), b.lex.Folded(s.b)...)
	case Exact, TitleExact:
		w := b.lex.Exact(s.a)
		return append(append(append(dst, w.Folded...), ExactMark), w.Exact...)
	}
	return append(dst, s.key...)
}

// sorted counts the records into one run a slot; ends says where each run ends. Records came in order of document.
func (b *builder) sorted() ([]posting, []uint32) {
	ends := make([]uint32, len(b.slots))
	sum := uint32(0)
	for i := range b.slots {
		ends[i] = sum
		sum += b.slots[i].n
	}
	lists := make([]posting, sum)
	for _, r := range b.recs {
		lists[ends[r.slot]] = posting(r.posting)
		ends[r.slot]++
	}
	return lists, ends
}

// order is the slots in byte order of their terms. Words are ranked once, pairs compare by the ranks of their words.
func (b *builder) order() []int32 {
	rank := b.ranks()
	type ranked struct {
		field byte
		by    uint64
		slot  int32
	}
	words := make([]ranked, 0, len(b.slots))
	var rest []int32
	for i := range b.slots {
		s := &b.slots[i]
		switch s.field {
		case Text, Title, Post:
			words = append(words, ranked{s.field, uint64(rank[s.a]), int32(i)})
		case Pair, TitlePair, PostPair:
			words = append(words, ranked{s.field, uint64(rank[s.a])<<32 | uint64(rank[s.b]), int32(i)})
		default:
			rest = append(rest, int32(i))
		}
	}
	slices.SortFunc(words, func(x, y ranked) int { return cmp.Or(cmp.Compare(x.field, y.field), cmp.Compare(x.by, y.by)) })
	texts := make(map[int32]string, len(rest))
	for _, s := range rest {
		texts[s] = string(b.term([]byte{b.slots[s].field}, &b.slots[s]))
	}
	slices.SortFunc(rest, func(x, y int32) int { return strings.Compare(texts[x], texts[y]) })
	out := make([]int32, 0, len(b.slots))
	for len(words) > 0 || len(rest) > 0 {
		if len(rest) == 0 || (len(words) > 0 && words[0].field < b.slots[rest[0]].field) {
			out, words = append(out, words[0].slot), words[1:]
		} else {
			out, rest = append(out, rest[0]), rest[1:]
		}
	}
	return out
}

// ranks orders the folded words that this segment has.
func (b *builder) ranks() []uint32 {
	seen := make([]bool, b.lex.Len())
	var ids []uint32
	mark := func(id uint32) {
		if !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	for i := range b.slots {
		switch s := &b.slots[i]; s.field {
		case Text, Title, Post:
			mark(s.a)
		case Pair, TitlePair, PostPair:
			mark(s.a)
			mark(s.b)
		}
	}
	slices.SortFunc(ids, func(x, y uint32) int { return strings.Compare(b.lex.Folded(x), b.lex.Folded(y)) })
	rank := make([]uint32, b.lex.Len())
	for i, id := range ids {
		rank[id] = uint32(i)
	}
	return rank
}

func (b *builder) reset() {
	for i := range b.slots {
		switch s := &b.slots[i]; s.field {
		case Text:
			b.spaces[textWords][s.a] = 0
		case Title:
			b.spaces[titleWords][s.a] = 0
		case Post:
			b.spaces[postWords][s.a] = 0
		case Exact:
			b.spaces[textExact][s.a] = 0
		case TitleExact:
			b.spaces[titleExact][s.a] = 0
		}
	}
	for i := range b.pairs {
		b.pairs[i].clear()
	}
	clear(b.keys)
	clear(b.weights)
	b.slots, b.weights, b.touched, b.recs = b.slots[:0], b.weights[:0], b.touched[:0], b.recs[:0]
	if b.lex.Trim(); b.lex.Len() == 0 {
		b.spaces = [5][]int32{}
	}
}
