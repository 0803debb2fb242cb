package segment

import "math"

// Weights of a word by where it stands. Tuned on the query set of room index (testdata/queries).
const (
	weightTitle = 3
	weightLead  = 2
	weightBody  = 1
)

// steps are the weighted counts that four bits can tell apart. Above 8 BM25 hardly grows.
var steps = [16]uint16{0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 19, 24, 32, 48}

// Weight is the weighted count that a code of a posting stands for.
func Weight(code uint8) float32 { return float32(steps[code&15]) }

func weightCode(n uint16) uint8 {
	if n <= 8 {
		return uint8(n)
	}
	c := uint8(9)
	for c < 15 && steps[c+1] <= n {
		c++
	}
	if steps[c] > n {
		return c - 1
	}
	return c
}

// lengthCode keeps a document's length in words within 5 %.
func lengthCode(n int) uint8 {
	return uint8(min(255, math.Round(16*math.Log2(float64(n)+1))))
}

// Length is the length in words that a code stands for.
func Length(code uint8) float64 { return math.Exp2(float64(code)/16) - 1 }
