package vi

import (
	"fmt"
	"testing"
)

func TestSpellings(t *testing.T) {
	var l Lexicon
	words := map[string]*Word{}
	for i := range 5000 {
		for _, s := range []string{fmt.Sprint(i), fmt.Sprint("nghiêng", i), fmt.Sprint("một từ dài hơn mười lăm byte ", i), fmt.Sprint(i, "\x00")} {
			words[s] = l.word([]byte(s))
		}
	}
	for s, w := range words {
		if got := l.word([]byte(s)); got != w {
			t.Fatalf("%q is another word the second time", s)
		}
	}
	if n := l.raw.size(); n != len(words) {
		t.Errorf("%d spellings, want %d", n, len(words))
	}
}
