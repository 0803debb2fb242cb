package segment

import (
	"encoding/binary"
	"math/bits"
)

const (
	blockLen = 128 // documents of a block
	rankStep = 8   // words of a bitmap between two ranks
	padding  = 8   // readable bytes behind the last list
)

// Layouts of a list. Which one a list has follows from its length and the documents of the segment.
const (
	single = iota // the dictionary carries the document
	sparse        // one block
	packed        // blocks with a table of their last documents and ends
	dense         // a bitmap, with ranks where there are weights
)

var le = binary.LittleEndian

// A posting is document<<4 | weight code.
type posting uint64

func (p posting) doc() uint32 { return uint32(p >> 4) }

// Postings is one list in a segment. The zero value is empty.
type Postings struct {
	layout byte
	n      int
	docs   int // of the segment
	one    posting
	body   []byte // blocks, or bitmap and ranks
	codes  codes
}

func layoutOf(n, docs int) byte {
	switch {
	case n == 1:
		return single
	case n >= 64 && n*12 >= docs:
		return dense
	case n >= blockLen:
		return packed
	}
	return sparse
}

// appendPostings writes a list of at least two postings in order of document, in a segment of docs documents.
func appendPostings(dst []byte, list []posting, docs int, kind byte) []byte {
	switch layoutOf(len(list), docs) {
	case sparse:
		dst = appendBlock(dst, list, 0, uint32(docs))
	case packed:
		dst = appendBlocks(dst, list, docs)
	case dense:
		dst = appendBitmap(dst, list, docs, kind)
	}
	return appendCodes(dst, list, kind)
}

// appendBlocks writes full blocks behind a table of (last document, end), and what is left over as one more.
func appendBlocks(dst []byte, list []posting, docs int) []byte {
	n := len(list) / blockLen
	skip := len(dst)
	dst = append(dst, make([]byte, 8*n)...)
	start := len(dst)
	next := uint32(0)
	for i := range n {
		block := list[i*blockLen : (i+1)*blockLen]
		last := block[blockLen-1].doc()
		dst = appendBlock(dst, block, next, last+1)
		le.PutUint32(dst[skip+8*i:], last)
		le.PutUint32(dst[skip+8*i+4:], uint32(len(dst)-start))
		next = last + 1
	}
	if rest := list[n*blockLen:]; len(rest) > 0 {
		dst = appendBlock(dst, rest, next, uint32(docs))
	}
	return dst
}

func appendBitmap(dst []byte, list []posting, docs int, kind byte) []byte {
	words := (docs + 63) / 64
	at := len(dst)
	dst = append(dst, make([]byte, 8*words)...)
	for _, p := range list {
		dst[at+int(p.doc()>>3)] |= 1 << (p.doc() & 7)
	}
	if kind == allOne {
		return dst // nobody asks for the place of a document
	}
	rank := 0
	for w := range words {
		if w%rankStep == 0 {
			dst = le.AppendUint32(dst, uint32(rank))
		}
		rank += bits.OnesCount64(le.Uint64(dst[at+8*w:]))
	}
	return dst
}

// bodySize is the bytes of a list without its weights; of one with packed blocks only the list itself tells.
func bodySize(data []byte, n, docs int, kind byte) int {
	switch layoutOf(n, docs) {
	case sparse:
		low, high := blockSize(n, uint32(docs))
		return low + high
	case dense:
		words := (docs + 63) / 64
		if kind == allOne {
			return 8 * words
		}
		return 8*words + 4*((words+rankStep-1)/rankStep)
	}
	p := Postings{body: data, n: n, docs: docs}
	blocks := n / blockLen
	size := 8*blocks + p.blockStart(blocks)
	if rest := n % blockLen; rest > 0 {
		low, high := blockSize(rest, uint32(docs)-p.blockNext(blocks))
		size += low + high
	}
	return size
}

// readPostings finds its way in a list of n documents; data may reach beyond the list only by the padding.
func readPostings(data []byte, n, docs int, kind byte) Postings {
	size := bodySize(data, n, docs, kind)
	return Postings{layout: layoutOf(n, docs), n: n, docs: docs, body: data[:size], codes: readCodes(data[size:], n, kind)}
}

// Len is the number of documents, deleted ones included.
func (p *Postings) Len() int { return p.n }

// blocks is how many blocks a list has that is no bitmap.
func (p *Postings) blocks() int { return (p.n + blockLen - 1) / blockLen }

// blockStart is where block i begins, behind the table.
func (p *Postings) blockStart(i int) int {
	if i == 0 {
		return 0
	}
	return int(le.Uint32(p.body[8*i-4:]))
}

// blockNext is the first document that block i may have.
func (p *Postings) blockNext(i int) uint32 {
	if i == 0 {
		return 0
	}
	return le.Uint32(p.body[8*i-8:]) + 1
}

// block adds the documents of block i of a list that is no bitmap.
func (p *Postings) block(dst []uint32, i int) []uint32 {
	if p.layout == sparse {
		return readBlock(dst, p.body, p.n, 0, uint32(p.docs))
	}
	full := p.n / blockLen
	data := p.body[8*full+p.blockStart(i):]
	if i < full {
		return readBlock(dst, data, blockLen, p.blockNext(i), p.blockNext(i+1))
	}
	return readBlock(dst, data, p.n%blockLen, p.blockNext(i), uint32(p.docs))
}

// Docs adds all documents to dst, in order.
func (p *Postings) Docs(dst []uint32) []uint32 {
	switch p.layout {
	case single:
		if p.n > 0 {
			dst = append(dst, p.one.doc())
		}
	case dense:
		for w := range (p.docs + 63) / 64 {
			for v := le.Uint64(p.body[8*w:]); v != 0; v &= v - 1 {
				dst = append(dst, uint32(64*w+bits.TrailingZeros64(v)))
			}
		}
	default:
		for i := range p.blocks() {
			dst = p.block(dst, i)
		}
	}
	return dst
}

// all adds the list with its weights to dst.
func (p *Postings) all(dst []posting, docs []uint32) ([]posting, []uint32) {
	if p.layout == single {
		return append(dst, p.one), docs
	}
	docs = p.Docs(docs[:0])
	var codes codeWalk
	for _, d := range docs {
		dst = append(dst, posting(d)<<4|posting(codes.next(&p.codes)))
	}
	return dst, docs
}
