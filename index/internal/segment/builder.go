package segment

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"diembao/index/vi"
)

// A builder makes a segment of documents: what occurs in them is noted as it comes, and sorted by term when all is there.
// It is used again, so that its Lexicon stays warm.
type builder struct {
	lex     vi.Lexicon
	toks    []vi.Token
	numbers map[string]uint32 // of keys
	keys    []string          // by number
	doc     uint32
	spaces  [spaces][]occurrence
	size    int // bytes of the segment made last

	words, exact, keyed order
	spare               []occurrence
	counts              []uint32
	list                []posting
}

// Spaces of terms: those of text in order of their fields, and keys.
const (
	titleWords = iota
	titlePairs
	titleExact
	postWords
	postPairs
	textWords
	textPairs
	textExact
	keys
	spaces
)

// fields of the spaces of text.
var fields = [keys]byte{Title, TitlePair, TitleExact, Post, PostPair, Text, Pair, Exact}

// build returns the bytes of a segment. docs is put into order of (publication, id).
func (b *builder) build(docs []*Doc) ([]byte, error) {
	slices.SortFunc(docs, func(x, y *Doc) int {
		return cmp.Or(cmp.Compare(x.Published, y.Published), cmp.Compare(x.ID, y.ID))
	})
	defer b.reset()
	if len(docs) > 1<<docBits {
		return nil, fmt.Errorf("segment: %d documents at once, at most %d", len(docs), 1<<docBits)
	}
	var cols columnsBuilder
	for i, d := range docs {
		b.doc = uint32(i)
		n := b.text(d)
		for _, k := range d.Keys {
			b.note(keys, b.key(k), none, quarters)
		}
		cols.add(d, n)
	}
	if n := max(b.lex.Len(), b.lex.ExactLen(), len(b.keys)); n >= none {
		return nil, fmt.Errorf("segment: %d words at once, less than %d wanted", n, none)
	}
	var out bytes.Buffer
	out.Grow(b.size + b.size/8) // the next is as large as the last, mostly
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
	b.size = out.Len()
	return out.Bytes(), err
}

// text notes the words of a document and returns how many it has.
func (b *builder) text(d *Doc) int {
	n := b.part(d.Title, weightTitle, true)
	n += b.part(d.Lead, weightLead, false)
	n += b.part(d.Body, weightBody, false)
	for _, p := range d.Posts {
		b.toks = b.lex.Append(b.toks[:0], p)
		for i, t := range b.toks {
			b.note(postWords, t.ID, none, quarters)
			if i > 0 && !t.Gap && !t.Part {
				b.note(postPairs, b.before(i), t.ID, quarters)
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

func (b *builder) part(text string, weight uint32, title bool) int {
	b.toks = b.lex.Append(b.toks[:0], text)
	for i, t := range b.toks {
		pair := i > 0 && !t.Gap && !t.Part
		side := weight
		if t.Comma {
			side = weak
		}
		b.note(textWords, t.ID, none, weight)
		if !t.Plain {
			b.note(textExact, t.XID, none, quarters)
		}
		if pair {
			b.note(textPairs, b.before(i), t.ID, side)
		}
		if !title {
			continue
		}
		b.note(titleWords, t.ID, none, quarters)
		if !t.Plain {
			b.note(titleExact, t.XID, none, quarters)
		}
		if pair {
			b.note(titlePairs, b.before(i), t.ID, min(side, quarters))
		}
	}
	return len(b.toks)
}

// note says that a term stands in the present document.
func (b *builder) note(space int, word, second, weight uint32) {
	b.spaces[space] = append(b.spaces[space], occur(word, second, b.doc, weight))
}

// key is the number of a key.
func (b *builder) key(k string) uint32 {
	n, ok := b.numbers[k]
	if !ok {
		if b.numbers == nil {
			b.numbers = make(map[string]uint32)
		}
		n = uint32(len(b.keys))
		b.numbers[k] = n
		b.keys = append(b.keys, k)
	}
	return n
}

// terms writes all lists in byte order of their terms. Keys stand between the fields of text by their own.
func (b *builder) terms(w *dictWriter) error {
	b.rank()
	keyed := slices.Clone(b.sorted(keys, &b.keyed))
	for s, field := range fields {
		n := 0
		for n < len(keyed) && b.keys[b.keyed.ids[keyed[n].word()]][0] < field {
			n++
		}
		if err := b.write(w, keys, keyed[:n]); err != nil {
			return err
		}
		keyed = keyed[n:]
		in := &b.words
		if s == textExact || s == titleExact {
			in = &b.exact
		}
		if err := b.write(w, s, b.sorted(s, in)); err != nil {
			return err
		}
	}
	return b.write(w, keys, keyed)
}

// rank makes the orders of what occurs. Whatever stands in a title or a pair stands in the text or a post by itself, too.
func (b *builder) rank() {
	b.words.set(b.lex.Len(), func(id uint32) uint64 { return prefix(b.lex.Folded(id)) }, b.lex.Folded, b.spaces[textWords], b.spaces[postWords])
	b.exact.set(b.lex.ExactLen(), func(id uint32) uint64 { return uint64(b.words.rank[b.lex.Exact(id).ID]) },
		func(id uint32) string { return b.lex.Exact(id).Exact }, b.spaces[textExact])
	key := func(n uint32) string { return b.keys[n] }
	b.keyed.set(len(b.keys), func(n uint32) uint64 { return prefix(b.keys[n]) }, key, b.spaces[keys])
}

// write writes the lists of a space from its sorted occurrences.
func (b *builder) write(w *dictWriter, space int, list []occurrence) error {
	var term []byte
	for len(list) > 0 {
		n := 1
		for n < len(list) && list[n]>>secondShift == list[0]>>secondShift {
			n++
		}
		term = b.term(term[:0], space, list[0])
		if err := w.add(term, b.weigh(list[:n], space == textExact || space == titleExact)); err != nil {
			return err
		}
		list = list[n:]
	}
	return nil
}

// term is the term of an occurrence whose words are places in an order.
func (b *builder) term(dst []byte, space int, o occurrence) []byte {
	switch space {
	case keys:
		return append(dst, b.keys[b.keyed.ids[o.word()]]...)
	case textExact, titleExact:
		w := b.lex.Exact(b.exact.ids[o.word()])
		return append(append(append(append(dst, fields[space]), w.Folded...), ExactMark), w.Exact...)
	}
	dst = append(append(dst, fields[space]), b.lex.Folded(b.words.ids[o.word()])...)
	if o.second() != none {
		dst = append(append(dst, ' '), b.lex.Folded(b.words.ids[o.second()])...)
	}
	return dst
}

func (b *builder) reset() {
	for i := range b.spaces {
		b.spaces[i] = b.spaces[i][:0]
	}
	clear(b.numbers)
	clear(b.keys)
	b.keys = b.keys[:0]
	b.lex.Trim()
}
