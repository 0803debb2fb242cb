package vi

import (
	"bytes"
	"slices"
	"strings"

	"diembao/viet"
)

// Marks of the two usual ways of typing, as combining characters.
const (
	circumflex = "\u0302"
	breve      = "\u0306"
	horn       = "\u031b"
)

// Tones by the key that makes them: Telex letters and VNI digits.
var tones = map[byte]string{
	's': "\u0301", 'f': "\u0300", 'r': "\u0309", 'x': "\u0303", 'j': "\u0323",
	'1': "\u0301", '2': "\u0300", '3': "\u0309", '4': "\u0303", '5': "\u0323",
}

// Typed gives the word that keys were meant to make when the keyboard's Vietnamese was switched off: "ddawsk" (Telex) and
// "d9a81k" (VNI) are đắk. It is empty when the keys make no syllable.
func Typed(keys string) string {
	keys = strings.ToLower(keys)
	for _, read := range []func(string) (string, string){telex, vni} {
		letters, tone := read(keys)
		if letters == "" || letters == keys && tone == "" {
			continue
		}
		word := viet.Key(viet.NFC(withTone(letters, tone)))
		if Syllable(viet.Fold(word)) && word != keys {
			return word
		}
	}
	return ""
}

// telex reads doubled letters and w as marks, and the last tone letter behind a vowel as the tone.
func telex(keys string) (letters, tone string) {
	var out []byte
	vowel := false
	for i := 0; i < len(keys); i++ {
		c := keys[i]
		if c < 'a' || c > 'z' {
			return "", ""
		}
		next := byte(0)
		if i+1 < len(keys) {
			next = keys[i+1]
		}
		switch {
		case c == 'd' && next == 'd':
			out = append(out, "đ"...)
			i++
		case c == next && strings.IndexByte("aeo", c) >= 0:
			out = append(append(out, c), circumflex...)
			vowel = true
			i++
		case next == 'w' && strings.IndexByte("aou", c) >= 0:
			if c == 'o' && len(out) > 0 && out[len(out)-1] == 'u' {
				out = append(out, horn...) // one w is for both letters of ươ
			}
			out = append(append(out, c), hornOrBreve(c)...)
			vowel = true
			i++
		case late(&out, c):
		case c == 'w':
			out = append(append(out, 'u'), horn...)
			vowel = true
		case vowel && tones[c] != "":
			tone = tones[c]
		default:
			out = append(out, c)
			vowel = vowel || isVowel(c)
		}
	}
	return string(out), tone
}

// late puts a mark that was typed behind the consonants of the syllable's end onto its vowel, as keyboards do: "nuocws" is
// nước, "vietej" việt, "dand" đan.
func late(out *[]byte, c byte) bool {
	s := *out
	if len(s) < 2 || isVowel(s[len(s)-1]) || s[len(s)-1] >= 0x80 {
		return false
	}
	letter, mark := -1, circumflex
	switch c {
	case 'a', 'e', 'o':
		letter = bytes.LastIndexByte(s, c)
	case 'w':
		if i := bytes.LastIndex(s, []byte("uo")); i >= 0 && i+2 < len(s) {
			*out = slices.Concat(s[:i+1], []byte(horn), s[i+1:i+2], []byte(horn), s[i+2:])
			return true
		}
		if letter = bytes.LastIndexAny(s, "aou"); letter >= 0 {
			mark = hornOrBreve(s[letter])
		}
	case 'd':
		if s[0] == 'd' && isVowelBefore(s) {
			*out = append([]byte("đ"), s[1:]...)
			return true
		}
	}
	if letter < 0 || letter+1 < len(s) && s[letter+1] >= 0x80 { // none, or it has a mark
		return false
	}
	*out = slices.Concat(s[:letter+1], []byte(mark), s[letter+1:])
	return true
}

func hornOrBreve(c byte) string {
	if c == 'a' {
		return breve
	}
	return horn
}

func isVowel(c byte) bool { return strings.IndexByte("aeiouy", c) >= 0 }

// vni reads digits as marks of the letter before them, or as the tone.
func vni(keys string) (letters, tone string) {
	var out []byte
	last := byte(0)
	for i := range len(keys) {
		c := keys[i]
		switch {
		case c >= 'a' && c <= 'z':
			out = append(out, c)
			last = c
		case c == '9' && last == 'd':
			out = append(out[:len(out)-1], "đ"...)
		case c == '6' && strings.IndexByte("aeo", last) >= 0:
			out = append(out, circumflex...)
		case c == '7' && strings.IndexByte("ou", last) >= 0:
			out = append(out, horn...)
		case c == '8' && last == 'a':
			out = append(out, breve...)
		case tones[c] != "" && isVowelBefore(out):
			tone = tones[c]
		default:
			return "", ""
		}
	}
	return string(out), tone
}

func isVowelBefore(out []byte) bool { return strings.ContainsAny(string(out), "aeiouy") }

// withTone puts the tone on the letter that has a mark, or on the last vowel but one; viet.Key moves it where it belongs.
func withTone(letters, tone string) string {
	if tone == "" {
		return letters
	}
	for _, m := range []string{horn, circumflex, breve} {
		if i := strings.LastIndex(letters, m); i >= 0 {
			return letters[:i+len(m)] + tone + letters[i+len(m):]
		}
	}
	at := -1
	for i := range len(letters) {
		if isVowel(letters[i]) && (at < 0 || letters[at] == 'i' || letters[at] == 'u' && i > 0) {
			at = i
		}
	}
	if at < 0 {
		return letters
	}
	return letters[:at+1] + tone + letters[at+1:]
}
