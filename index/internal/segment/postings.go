package segment

import (
	"encoding/binary"
	"math/bits"
)

const (
	blockLen = 128 // documents of a packed block
	rankStep = 8   // words of a bitmap between two ranks
	padding  = 8   // readable bytes behind the last packed block
)

// Layouts of a list, in the low bits of its first byte.
const (
	sparse = 0
	packed = 1
	dense  = 2
	single = 3 // never written: the dictionary carries the document

	plainWeights = 0x80 // all weights are 1 and left out
)

var le = binary.LittleEndian

// A posting is document<<4 | weight code.
type posting uint64

func (p posting) doc() uint32 { return uint32(p >> 4) }

// Postings is one list in a segment. The zero value is empty.
type Postings struct {
	layout  byte
	plain   bool
	n       int
	one     posting
	body    []byte // skip table and gaps, or bitmap and ranks
	weights []byte
	words   int // of a bitmap
}

// appendPostings writes a list of at least two postings in order of document, in a segment of docs documents.
func appendPostings(dst []byte, list []posting, docs int) []byte {
	plain := true
	for _, p := range list {
		if p&15 != 1 {
			plain = false
			break
		}
	}
	layout := byte(sparse)
	switch {
	case len(list) >= 64 && len(list)*12 >= docs:
		layout = dense
	case len(list) >= blockLen:
		layout = packed
	}
	head := layout
	if plain {
		head |= plainWeights
	}
	dst = append(dst, head)
	switch layout {
	case sparse:
		dst = appendGaps(dst, list, 0)
	case packed:
		dst = appendBlocks(dst, list)
	case dense:
		dst = appendBitmap(dst, list, docs)
	}
	if !plain {
		for i := 0; i < len(list); i += 2 {
			b := byte(list[i] & 15)
			if i+1 < len(list) {
				b |= byte(list[i+1]&15) << 4
			}
			dst = append(dst, b)
		}
	}
	return dst
}

// appendGaps writes the distance of each document from the one before; next is the first that may come.
func appendGaps(dst []byte, list []posting, next uint32) []byte {
	for _, p := range list {
		dst = binary.AppendUvarint(dst, uint64(p.doc()-next))
		next = p.doc() + 1
	}
	return dst
}

func appendBlocks(dst []byte, list []posting) []byte {
	n := len(list) / blockLen
	skip := len(dst)
	dst = append(dst, make([]byte, 8*n)...)
	start := len(dst)
	next := uint32(0)
	for i := range n {
		block := list[i*blockLen : (i+1)*blockLen]
		dst = appendPacked(dst, block, next)
		last := block[blockLen-1].doc()
		le.PutUint32(dst[skip+8*i:], last)
		le.PutUint32(dst[skip+8*i+4:], uint32(len(dst)-start))
		next = last + 1
	}
	return appendGaps(dst, list[n*blockLen:], next)
}

func appendPacked(dst []byte, block []posting, next uint32) []byte {
	var all uint32
	from := next
	for _, p := range block {
		all |= p.doc() - from
		from = p.doc() + 1
	}
	width := bits.Len32(all)
	dst = append(dst, byte(width))
	var acc uint64
	have := 0
	for _, p := range block {
		acc |= uint64(p.doc()-next) << have
		next = p.doc() + 1
		for have += width; have >= 8; have -= 8 {
			dst = append(dst, byte(acc))
			acc >>= 8
		}
	}
	return dst // 128 values of any width fill whole bytes
}

func appendBitmap(dst []byte, list []posting, docs int) []byte {
	words := (docs + 63) / 64
	at := len(dst)
	dst = append(dst, make([]byte, 8*words)...)
	for _, p := range list {
		dst[at+int(p.doc()>>3)] |= 1 << (p.doc() & 7)
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

// readPostings finds its way in a list of n documents; data may reach beyond the list only by the padding.
func readPostings(data []byte, n, docs int) Postings {
	p := Postings{layout: data[0] & 3, plain: data[0]&plainWeights != 0, n: n}
	p.body = data[1:]
	if p.layout == dense {
		p.words = (docs + 63) / 64
		size := 8*p.words + 4*((p.words+rankStep-1)/rankStep)
		p.weights = p.body[size:]
		p.body = p.body[:size]
	} else if !p.plain {
		p.weights = p.body[len(p.body)-(n+1)/2:]
	}
	return p
}

// Len is the number of documents, deleted ones included.
func (p *Postings) Len() int { return p.n }

func (p *Postings) weight(i int) uint8 {
	if p.plain {
		return 1
	}
	return p.weights[i>>1] >> (4 * (i & 1)) & 15
}

// Docs adds all documents to dst, in order.
func (p *Postings) Docs(dst []uint32) []uint32 {
	switch p.layout {
	case single:
		return append(dst, p.one.doc())
	case dense:
		for w := range p.words {
			for v := le.Uint64(p.body[8*w:]); v != 0; v &= v - 1 {
				dst = append(dst, uint32(64*w+bits.TrailingZeros64(v)))
			}
		}
		return dst
	case packed:
		blocks := p.n / blockLen
		data, next := p.body[8*blocks:], uint32(0)
		for i := range blocks {
			dst = unpack(dst, data[p.blockStart(i):], next)
			next = le.Uint32(p.body[8*i:]) + 1
		}
		return gaps(dst, data[p.blockStart(blocks):], p.n%blockLen, next)
	}
	return gaps(dst, p.body, p.n, 0)
}

// blockStart is where block i begins, behind the skip table.
func (p *Postings) blockStart(i int) int {
	if i == 0 {
		return 0
	}
	return int(le.Uint32(p.body[8*i-4:]))
}

func unpack(dst []uint32, data []byte, next uint32) []uint32 {
	at := len(dst)
	dst = append(dst, make([]uint32, blockLen)...)
	out := dst[at : at+blockLen]
	data = data[:cap(data)] // the last value is read as eight bytes
	width := uint(data[0])
	data = data[1:]
	mask := uint64(1)<<width - 1
	bit := uint(0)
	for i := range out {
		next += uint32(le.Uint64(data[bit>>3:]) >> (bit & 7) & mask)
		out[i] = next
		next++
		bit += width
	}
	return dst
}

func gaps(dst []uint32, data []byte, n int, next uint32) []uint32 {
	for range n {
		var gap uint32
		if b := data[0]; b < 0x80 {
			gap, data = uint32(b), data[1:]
		} else {
			v, size := binary.Uvarint(data)
			gap, data = uint32(v), data[size:]
		}
		next += gap
		dst = append(dst, next)
		next++
	}
	return dst
}

// all adds the list with its weights to dst.
func (p *Postings) all(dst []posting, docs []uint32) ([]posting, []uint32) {
	if p.layout == single {
		return append(dst, p.one), docs
	}
	docs = p.Docs(docs[:0])
	for i, d := range docs {
		dst = append(dst, posting(d)<<4|posting(p.weight(i)))
	}
	return dst, docs
}
