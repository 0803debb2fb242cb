package vi

import "strings"

// Syllable says whether a folded word can be a syllable of Vietnamese: an onset, a vowel and a final consonant that the
// language has. It errs on the side of yes (it does not know which vowels go together).
func Syllable(folded string) bool {
	rest := folded
	for _, onset := range onsets {
		if cut, ok := strings.CutPrefix(rest, onset); ok && strings.ContainsAny(cut, "aeiouy") {
			rest = cut
			break
		}
	}
	coda := strings.TrimLeft(rest, "aeiouy")
	if n := len(rest) - len(coda); n == 0 || n > 3 {
		return false
	}
	switch coda {
	case "", "c", "ch", "k", "m", "n", "ng", "nh", "p", "t": // k: Đắk Lắk
		return true
	}
	return false
}

// onsets are the initial consonants without diacritics, longest first.
var onsets = []string{"ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr",
	"b", "c", "d", "g", "h", "k", "l", "m", "n", "p", "q", "r", "s", "t", "v", "x"}
