package segment

import "math/bits"

// Kinds of weight codes of a list. Three words in four stand once in an article, so that a bit for "not once" is mostly all
// there is to say.
const (
	allOne  = 0 // all are once, and left out
	flagged = 1 // a bit a document for another code than once, the number of those before each block, and their codes
	nibbles = 2 // four bits a document
)

// codes are the weight codes of a list, by place in it.
type codes struct {
	kind  byte
	n     int
	flags []byte // of all blocks, 16 bytes each
	ranks []byte // four bytes a block; none for a list of one block
	body  []byte // nibbles
}

// kindOf chooses the shorter form.
func kindOf(list []posting) byte {
	above := 0
	for _, p := range list {
		if p&15 != once {
			above++
		}
	}
	switch n := len(list); {
	case above == 0:
		return allOne
	case flagBytes(n)+rankBytes(n)+(above+1)/2 < (n+1)/2:
		return flagged
	}
	return nibbles
}

func flagBytes(n int) int { return (n + 7) / 8 }

func rankBytes(n int) int {
	if n <= blockLen {
		return 0
	}
	return 4 * ((n + blockLen - 1) / blockLen)
}

func appendCodes(dst []byte, list []posting, kind byte) []byte {
	var put nibbleWriter
	switch kind {
	case flagged:
		flags := len(dst)
		ranks := flags + flagBytes(len(list))
		dst = append(dst, make([]byte, flagBytes(len(list))+rankBytes(len(list)))...)
		above := 0
		for i, p := range list {
			if i%blockLen == 0 && rankBytes(len(list)) > 0 {
				le.PutUint32(dst[ranks+4*(i/blockLen):], uint32(above))
			}
			if p&15 != once {
				dst[flags+i>>3] |= 1 << (i & 7)
				above++
			}
		}
		for _, p := range list {
			if p&15 != once {
				dst = put.add(dst, byte(p&15))
			}
		}
	case nibbles:
		for _, p := range list {
			dst = put.add(dst, byte(p&15))
		}
	}
	return dst
}

// nibbleWriter puts two codes into a byte.
type nibbleWriter bool

func (half *nibbleWriter) add(dst []byte, code byte) []byte {
	if *half = !*half; *half {
		return append(dst, code)
	}
	dst[len(dst)-1] |= code << 4
	return dst
}

func readCodes(data []byte, n int, kind byte) codes {
	c := codes{kind: kind, n: n, body: data}
	if kind == flagged {
		f := flagBytes(n)
		c.flags, c.ranks, c.body = data[:f], data[f:f+rankBytes(n)], data[f+rankBytes(n):]
	}
	return c
}

func (c *codes) nibble(i int) uint8 { return c.body[i>>1] >> (4 * (i & 1)) & 15 }

// at is the code of the document at place i.
func (c *codes) at(i int) uint8 {
	switch c.kind {
	case allOne:
		return once
	case nibbles:
		return c.nibble(i)
	}
	if !c.flag(i) {
		return once
	}
	return c.nibble(c.rank(i))
}

// flag says whether the code at place i, of those that are flagged, is another than once.
func (c *codes) flag(i int) bool { return c.flags[i>>3]>>(i&7)&1 != 0 }

// A codeWalk reads codes one after the other, which spares it counting the flags before each.
type codeWalk struct {
	at    int // place of the next
	above int // flagged codes before it
}

// next is the code at the walk's place, and steps over it.
func (w *codeWalk) next(c *codes) uint8 {
	i := w.at
	w.at++
	switch {
	case c.kind == nibbles:
		return c.nibble(i)
	case c.kind == allOne || !c.flag(i):
		return once
	}
	w.above++
	return c.nibble(w.above - 1)
}

// jump stands at place i.
func (w *codeWalk) jump(c *codes, i int) {
	if i == w.at {
		return
	}
	if w.at = i; c.kind == flagged {
		w.above = c.rank(i)
	}
}

// rank is how many flags are set before place i.
func (c *codes) rank(i int) int {
	block := i / blockLen
	rank := 0
	if len(c.ranks) > 0 {
		rank = int(le.Uint32(c.ranks[4*block:]))
	}
	lo, hi := block*blockLen/8, i>>3
	for ; hi-lo >= 8; lo += 8 {
		rank += bits.OnesCount64(le.Uint64(c.flags[lo:]))
	}
	for ; lo < hi; lo++ {
		rank += bits.OnesCount8(c.flags[lo])
	}
	if i&7 != 0 {
		rank += bits.OnesCount8(c.flags[hi] & (1<<(i&7) - 1))
	}
	return rank
}

// any says whether one of the codes of a block is least or more. It may say so when none is, never the other way.
func (c *codes) any(block int, least uint8) bool {
	from, end := block*blockLen, min((block+1)*blockLen, c.n)
	switch {
	case least <= 1:
		return true
	case c.kind != nibbles && least <= once:
		return true
	case c.kind == allOne:
		return false
	case c.kind == flagged:
		from, end = c.rank(from), c.rank(end-1)+1
	}
	for i := from; i < end && i>>1 < len(c.body); i++ {
		if c.nibble(i) >= least {
			return true
		}
	}
	return false
}
