package viet

import "unicode/utf8"

// placeTone moves the tone of the word dst[from:], all lower case, to where the older spelling has it: on the marked
// vowel (ê, ơ ...), else on the second of two vowels before a consonant and of three vowels, else on the first. Words
// that are no Vietnamese syllable (two groups of vowels, two tones, more than seven letters) stay as they are.
func placeTone(dst []byte, from int) []byte {
	var word [8]rune
	n, tone := 0, byte(level)
	for i := from; i < len(dst); {
		r, size := utf8.DecodeRune(dst[i:])
		i += size
		if n == len(word)-1 {
			return dst
		}
		l := letterOf(r)
		if l.tone != level {
			if tone != level {
				return dst
			}
			tone = l.tone
		}
		word[n] = rune(l.bare)
		n++
	}
	at := toneSeat(word[:n])
	if at < 0 {
		return dst
	}
	word[at] = withTone[word[at]][tone]
	dst = dst[:from]
	for _, r := range word[:n] {
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}

// toneSeat is the index of the letter that bears the tone of a bare word; -1 when it is not built like a syllable.
func toneSeat(w []rune) int {
	vowel := func(i int) bool { return i < len(w) && letterOf(w[i]).flags&isVowel != 0 }
	first := 0
	for first < len(w) && !vowel(first) {
		first++
	}
	if first > 0 && vowel(first+1) && (w[first-1] == 'q' && w[first] == 'u' || first == 1 && w[0] == 'g' && w[first] == 'i') {
		first++ // qu and gi are onsets
	}
	last, marked := first, -1
	for ; vowel(last); last++ {
		if letterOf(w[last]).flags&isMarked != 0 {
			marked = last
		}
	}
	for i := last; i < len(w); i++ {
		if vowel(i) {
			return -1
		}
	}
	switch n := last - first; {
	case n == 0 || n > 3:
		return -1
	case marked >= 0:
		return marked
	case n == 3 || n == 2 && last < len(w):
		return first + 1
	}
	return first
}
