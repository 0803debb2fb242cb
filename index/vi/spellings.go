package vi

import "encoding/binary"

// spellings finds the Word of a spelling. Nearly all are of at most fifteen bytes: those stand in a table of their own, where
// one is found by two comparisons of eight bytes, without the general map's detours. An article has six hundred.
type spellings struct {
	short []shortSpelling // open addressing; as long as a power of two
	n     int             // in short
	long  map[string]*Word
}

// A shortSpelling is the bytes of a spelling, the last of which is its length; all are 0 in a free place.
type shortSpelling struct {
	a, b uint64
	word *Word
}

// shortBytes is the most bytes of a short spelling.
const shortBytes = 15

func packed(s []byte) (a, b uint64) {
	var k [16]byte
	copy(k[:], s)
	k[shortBytes] = byte(len(s))
	return binary.LittleEndian.Uint64(k[:]), binary.LittleEndian.Uint64(k[8:])
}

// place is where a short spelling stands, or would.
func (t *spellings) place(a, b uint64) *shortSpelling {
	h := (a ^ b*0x9E3779B97F4A7C15) * 0xD6E8FEB86659FD93
	mask := uint64(len(t.short) - 1)
	for i := h >> 32 & mask; ; i = (i + 1) & mask {
		if e := &t.short[i]; e.word == nil || e.a == a && e.b == b {
			return e
		}
	}
}

func (t *spellings) get(s []byte) *Word {
	if len(s) > shortBytes {
		return t.long[string(s)]
	}
	if len(t.short) == 0 {
		return nil
	}
	return t.place(packed(s)).word
}

func (t *spellings) put(s string, w *Word) {
	if len(s) > shortBytes {
		if t.long == nil {
			t.long = make(map[string]*Word)
		}
		t.long[s] = w
		return
	}
	if 4*t.n >= 3*len(t.short) {
		t.grow()
	}
	a, b := packed([]byte(s))
	e := t.place(a, b)
	if e.word == nil {
		t.n++
	}
	*e = shortSpelling{a, b, w}
}

func (t *spellings) grow() {
	old := t.short
	t.short = make([]shortSpelling, max(1<<11, 2*len(old)))
	for _, e := range old {
		if e.word != nil {
			*t.place(e.a, e.b) = e
		}
	}
}

func (t *spellings) size() int { return t.n + len(t.long) }
