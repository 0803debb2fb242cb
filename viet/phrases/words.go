package phrases

import (
	"iter"
	"strings"
)

// Words are the words of several syllables that the tables know, those of the news before the gathered terms, in lower
// case with their diacritics.
func Words() iter.Seq[string] {
	return func(yield func(string) bool) {
		for line := range entries(compoundTable) {
			word, _, _ := strings.Cut(line, "\t")
			if !yield(word) {
				return
			}
		}
		for word := range entries(termTable) {
			if !yield(word) {
				return
			}
		}
	}
}
