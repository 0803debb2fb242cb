package segment

import "math"

// Weights of a word by where it stands. Tuned on the query set of room index (testdata/queries).
const (
	weightTitle = 3 * quarters
	weightLead  = 2 * quarters
	weightBody  = quarters
)

// Weights are counted in quarters while a segment is built, so that a pair of words with a comma between them and nowhere
// without one can count less than one that stands once: "Khánh Lâm, đồng chí" has "lâm đồng", but is not what was meant.
const (
	quarters = 4
	weak     = 1 // quarters; it does not add up
)

// once is the code of a word that stands once in the body, as three in four do.
const once = 2

// steps are the weighted counts that four bits can tell apart. Above 8 BM25 hardly grows.
var steps = [16]float32{0, 1. / quarters, 1, 2, 3, 4, 5, 6, 7, 8, 10, 13, 17, 23, 32, 46}

// Weight is the weighted count that a code of a posting stands for.
func Weight(code uint8) float32 { return steps[code&15] }

// Most is the greatest weighted count that a code of a word may stand for, whose counts are whole numbers; without bound for the
// last code.
func Most(code uint8) float32 {
	if code &= 15; code == 15 {
		return float32(math.Inf(1))
	}
	return steps[code+1] - 1
}

// weightCode is the greatest code that stands for no more than n quarters.
func weightCode(n uint32) uint8 { return codeOf[min(n, uint32(len(codeOf)-1))] }

var codeOf = func() (t [46*quarters + 1]uint8) {
	for n := range t {
		t[n] = 1
		for c := uint8(2); int(c) < len(steps) && steps[c]*quarters <= float32(n); c++ {
			t[n] = c
		}
	}
	return t
}()

// lengthCode keeps a document's length in words within 5 %.
func lengthCode(n int) uint8 {
	return uint8(min(255, math.Round(16*math.Log2(float64(n)+1))))
}

// Length is the length in words that a code stands for.
func Length(code uint8) float64 { return math.Exp2(float64(code)/16) - 1 }
