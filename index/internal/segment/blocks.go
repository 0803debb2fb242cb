package segment

import "math/bits"

// A block is a run of up to 128 documents between two numbers, in the code of Elias and Fano: of each distance from the
// first number the low bits as they are, the high bits as gaps in unary. That is at most two to three bits a document above
// log2(range/documents), where a fixed width must fit the widest gap of the block, which in a block of 128 is five times the
// mean. The size of a block follows from its range and count, so that it is nowhere written.

// blockSplit is how many low bits each of n documents of a range has.
func blockSplit(n int, span uint32) uint {
	if q := span / uint32(n); q > 1 {
		return uint(bits.Len32(q) - 1)
	}
	return 0
}

// blockSize is the bytes of the low and of the high part of a block.
func blockSize(n int, span uint32) (low, high int) {
	l := blockSplit(n, span)
	return (n*int(l) + 7) / 8, (n + int((span-1)>>l) + 7) / 8
}

// appendBlock writes documents that lie from next to before end.
func appendBlock(dst []byte, list []posting, next, end uint32) []byte {
	l := blockSplit(len(list), end-next)
	low, high := blockSize(len(list), end-next)
	at := len(dst)
	dst = append(dst, make([]byte, low+high)...)
	lows, highs := dst[at:at+low], dst[at+low:]
	var acc uint64
	have, out := uint(0), 0
	for i, p := range list {
		gap := p.doc() - next
		acc |= uint64(gap&(1<<l-1)) << have
		for have += l; have >= 8; have -= 8 {
			lows[out] = byte(acc)
			acc >>= 8
			out++
		}
		bit := i + int(gap>>l)
		highs[bit>>3] |= 1 << (bit & 7)
	}
	if have > 0 {
		lows[out] = byte(acc)
	}
	return dst
}

// readBlock adds the n documents of a block to dst. Up to eight bytes behind the block are read and not minded.
func readBlock(dst []uint32, data []byte, n int, next, end uint32) []uint32 {
	l := blockSplit(n, end-next)
	low, _ := blockSize(n, end-next)
	at := len(dst)
	for cap(dst) < at+n {
		dst = append(dst[:cap(dst)], 0)
	}
	dst = dst[:at+n]
	out := dst[at:]
	data = data[:cap(data)]
	highs := data[low:]
	mask := uint64(1)<<l - 1
	bit := uint(0)
	for i, base := 0, uint32(0); i < n; base += 64 {
		word := le.Uint64(highs)
		highs = highs[8:]
		for ; word != 0 && i < n; word &= word - 1 {
			high := base + uint32(bits.TrailingZeros64(word)) - uint32(i)
			out[i] = next + high<<l + uint32(le.Uint64(data[bit>>3:])>>(bit&7)&mask)
			bit += l
			i++
		}
	}
	return dst
}
