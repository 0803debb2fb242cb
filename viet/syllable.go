package viet

import (
	"strings"
	"unicode/utf8"
)

// onsets are the consonants that begin a syllable, longest first. "gi" and "qu" are onsets before a vowel.
var onsets = []string{"ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr",
	"b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x"}

// rimes are the vowels and final consonants of a syllable, without tone.
var rimes = wordSet(`a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
 e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
 o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot
 ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut
 uy uya uych uyên uyêt uynh uyp uyt uyu ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y ynh yt yêm yên yêng yêt yêu`)

// wordSet makes a set of the words of a text.
func wordSet(words string) map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// Syllable says that s, in NFC and any case, is spelt like a Vietnamese syllable: an onset, a rime and a tone that go
// together ("nghiêng", not "ngiêng" with a stop and a level tone). Both places of the tone are accepted. Most foreign
// words and abbreviations are none.
func Syllable(s string) bool {
	if len(s) > 24 {
		return false
	}
	var buf [24]byte
	bare, tone := buf[:0], byte(level)
	for _, r := range s {
		l := letterOf(r)
		if l.base == 0 || (l.tone != level && tone != level) {
			return false
		}
		if l.tone != level {
			tone = l.tone
		}
		bare = utf8.AppendRune(bare, rune(l.bare))
	}
	return bareSyllable(bare, tone)
}

// bareSyllable says that the lower-case letters b, freed of their tone, make a syllable together with it.
func bareSyllable(b []byte, tone byte) bool {
	rime := b[len(onsetOf(b)):]
	if !rimes[string(rime)] {
		return false
	}
	// a syllable that ends in a stop bears only sắc or nặng
	switch {
	case hasSuffix(rime, "c"), hasSuffix(rime, "ch"), hasSuffix(rime, "p"), hasSuffix(rime, "t"):
		return tone == acute || tone == dot
	}
	return true
}

// onsetOf is the consonants with which the bare syllable b begins: empty before a vowel.
func onsetOf(b []byte) []byte {
	for _, on := range onsets {
		if len(b) == 0 || on[0] != b[0] || !strings.HasPrefix(string(b), on) {
			continue
		}
		n := len(on)
		switch on {
		case "gi", "qu":
			// gì, gìn, giếng: the i belongs to the vowel; qu is no syllable without one
			r, _ := utf8.DecodeRune(b[n:])
			if bare := letterOf(r).flags&isVowel == 0; bare && on == "qu" {
				n = 0
			} else if bare || on == "gi" && r == 'ê' {
				n = 1
			}
		}
		return b[:n]
	}
	return b[:0]
}

// hasSuffix is strings.HasSuffix for bytes.
func hasSuffix(b []byte, s string) bool { return len(b) >= len(s) && string(b[len(b)-len(s):]) == s }
