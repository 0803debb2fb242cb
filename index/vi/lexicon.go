package vi

import (
	"slices"
	"strings"
	"sync"

	"diembao/viet"
)

// A Word is one spelling of a word, interned in a Lexicon.
type Word struct {
	Exact  string // comparison key: lower case, diacritics, one tone placement
	Folded string // Exact without diacritics
	ID     uint32 // of Folded in the Lexicon, from 0
	XID    uint32 // of Exact in the Lexicon, from 0
	Plain  bool   // Exact has no diacritics: it says nothing that Folded does not

	long   []*Word // what an abbreviation stands for; nil when it is none or stands for several things
	starts bool    // a variant begins with this word
	parts  []*Word // COVID-19 is also found by "covid"
}

// A Token is a word at bytes Start to End of the text. The words of a long form all have the place of their
// abbreviation.
type Token struct {
	*Word
	Start, End int32
	Gap        bool // punctuation or the beginning of the text before it: no pair with the token before
	Comma      bool // a comma before it: a pair, but hardly a word, with the token before
	Part       bool // part of the token before it: in no pair
}

// lexiconLimit is how many spellings a Lexicon remembers before it begins anew: the words of a language fit five times,
// the numbers of a lifetime never.
const lexiconLimit = 1 << 16

// Lexicon interns words. The zero value is ready.
type Lexicon struct {
	raw    spellings
	folded map[string]uint32
	exact  map[string]uint32
	list   []string // folded form by ID
	xlist  []*Word  // a word by XID
	toks   []viet.Token
	line   []Token
	buf    []byte
}

// Len is the number of folded forms seen: one more than the highest ID.
func (l *Lexicon) Len() int { return len(l.list) }

// Folded is the folded form with this ID.
func (l *Lexicon) Folded(id uint32) string { return l.list[id] }

// ExactLen is the number of exact forms seen.
func (l *Lexicon) ExactLen() int { return len(l.xlist) }

// Exact is a word with this XID.
func (l *Lexicon) Exact(xid uint32) *Word { return l.xlist[xid] }

// Trim forgets everything when the Lexicon has grown past its bound. IDs given before it are void after it.
func (l *Lexicon) Trim() {
	if l.raw.size() > lexiconLimit {
		*l = Lexicon{toks: l.toks, line: l.line, buf: l.buf}
	}
}

// word interns the spelling s.
func (l *Lexicon) word(s []byte) *Word {
	if w := l.raw.get(s); w != nil {
		return w
	}
	if l.folded == nil {
		l.start()
	}
	spelling := string(s)
	w := l.make(spelling)
	l.raw.put(spelling, w)
	w.long = l.expand(spelling, w)
	w.parts = l.split(w)
	_, w.starts = variants()[w.Folded]
	return w
}

func (l *Lexicon) start() {
	l.folded, l.exact = make(map[string]uint32), make(map[string]uint32)
}

func (l *Lexicon) make(spelling string) *Word {
	exact := sameI(strings.Join(strings.Fields(viet.Key(spelling)), "")) // a space inside a word would read as a pair
	folded := viet.Fold(exact)
	id, ok := l.folded[folded]
	if !ok {
		id = uint32(len(l.list))
		l.folded[folded] = id
		l.list = append(l.list, folded)
	}
	w := &Word{Exact: exact, Folded: l.list[id], ID: id, Plain: exact == folded}
	if w.XID, ok = l.exact[exact]; !ok {
		w.XID = uint32(len(l.xlist))
		l.exact[exact] = w.XID
		l.xlist = append(l.xlist, w)
	}
	return w
}

// plain interns a word of our own tables without looking for what it may stand for.
func (l *Lexicon) plain(s string) *Word {
	if l.folded == nil {
		l.start()
	}
	key := "\x00" + s
	if w := l.raw.get([]byte(key)); w != nil {
		return w
	}
	w := l.make(s)
	l.raw.put(key, w)
	return w
}

func (l *Lexicon) words(text string) []*Word {
	var out []*Word
	for f := range strings.FieldsSeq(text) {
		out = append(out, l.plain(f))
	}
	return out
}

// expand finds the one long form of an abbreviation. Lower case counts only when it can be no syllable of the language:
// "ubnd" and "tphcm" are typed so, "ban" is a word.
func (l *Lexicon) expand(spelling string, w *Word) []*Word {
	if !viet.AllCaps(spelling) && Syllable(w.Folded) {
		return nil
	}
	long := viet.Expansions(strings.ToUpper(spelling))
	if len(long) == 0 {
		long = viet.Expansions(spelling)
	}
	if len(long) == 0 && w.Plain {
		long = plainExpansions()[w.Folded] // "dbscl" for ĐBSCL
	}
	if len(long) != 1 || !strings.Contains(long[0], " ") {
		return nil
	}
	return l.words(long[0])
}

// plainExpansions are the long forms of abbreviations that have diacritics, by their letters without.
var plainExpansions = sync.OnceValue(func() map[string][]string {
	m := make(map[string][]string)
	for _, a := range viet.Abbreviations() {
		if key := viet.Key(a.Short); viet.Fold(key) != key && !slices.Contains(m[viet.Fold(key)], a.Long) {
			m[viet.Fold(key)] = append(m[viet.Fold(key)], a.Long)
		}
	}
	return m
})

// split gives the parts of a code: covid and 19 of covid-19; 18, nq and tw of 18-nq/tw. A number is no code.
func (l *Lexicon) split(w *Word) []*Word {
	if !strings.ContainsFunc(w.Folded, func(r rune) bool { return r >= 'a' }) {
		return nil
	}
	parts := strings.FieldsFunc(w.Exact, func(r rune) bool { return r == '-' || r == '/' || r == '.' || r == '&' })
	if len(parts) < 2 {
		return nil
	}
	var out []*Word
	for _, p := range parts {
		if w := l.plain(p); len(p) > 1 && w.Folded != "" {
			out = append(out, w)
		}
	}
	return out
}

// sameI writes i for the y that alone is the vowel of a syllable after h, k, l, m, s, t and qu (kỹ = kĩ, Lý = Lí), the
// choice that editors differ in. Elsewhere y and i are different words (tay, tai).
func sameI(key string) string {
	rest, ok := "", false
	for _, onset := range []string{"h", "k", "l", "m", "s", "t", "qu"} {
		if rest, ok = strings.CutPrefix(key, onset); ok && len(rest) <= 3 {
			if i, found := vowelI[rest]; found {
				return onset + i
			}
		}
	}
	return key
}

var vowelI = map[string]string{"y": "i", "ỳ": "ì", "ý": "í", "ỷ": "ỉ", "ỹ": "ĩ", "ỵ": "ị"}
