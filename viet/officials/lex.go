package officials

import (
	"unicode"
	"unicode/utf8"

	"diembao/viet"
)

// A token is a word, a number or a mark of the clause being read. Words are cut for this grammar, not for search: dots
// inside capitals stay (T.Ư, PGS.TS), as do the apostrophes of names (H'Yim, K’ Thanh); dashes are marks of their own.
type token struct {
	start, end int32
	sym        int32 // number of its Key in the lexicon; 0 = a word the lexicon does not know
	mark       rune  // the mark, 0 for words and numbers
	digits     bool  // a number
	upper      bool  // begins with a capital
	caps       bool  // has two letters or more, all capitals
	glued      bool  // no space before it
}

// A lexer cuts a text into clauses: what stands between two ends of sentences or lines. It is not viet.AppendTokens,
// because the grammar needs the parts of what that keeps whole: "PT-TH" is two syllables of a body's name in which a
// space may stand, and "Hòa-Giám đốc" is a name and a post.
type lexer struct {
	lex   *lexicon
	text  string
	atoms []viet.Atom // of text; those before pos are left out as it goes on
	pos   int
	key   []byte
	toks  []token
	glue  bool // the word just read ended where another sentence is glued to it
}

// longNumber is how many digits a number has at most that may be part of a name.
const longNumber = 2

// maxClause bounds a clause, so that a text without any full stop is still read in pieces: no sentence of a newspaper
// comes near it.
const maxClause = 1200

// read makes the lexer begin a text.
func (l *lexer) read(cut *viet.Cut) { l.text, l.atoms, l.pos, l.glue = cut.Text, cut.Atoms, 0, false }

// next cuts the next clause into l.toks, whose memory is used again. It returns false at the end of the text.
func (l *lexer) next() bool {
	l.toks = l.toks[:0]
	for l.seek() && len(l.toks) < maxClause {
		a := &l.atoms[0]
		switch a.Kind {
		case viet.Letters, viet.Digits:
			if l.whole(a) {
				l.atom(a)
			} else if l.word(); l.glue {
				l.glue = false
				return true
			}
		case viet.Break:
			l.pos = int(a.End)
			if n := len(l.toks); lineBreak(a) && n > 0 && l.toks[n-1].mark != ',' {
				return true
			}
		default:
			l.pos = int(a.End)
			l.add(token{start: a.Start, mark: mark(rune(a.Hash))})
			if l.endsSentence(rune(a.Hash)) {
				return true
			}
		}
	}
	return len(l.toks) > 0
}

// seek goes to the first atom that is not read, or to what is left of it. It returns false at the end of the text.
func (l *lexer) seek() bool {
	for len(l.atoms) > 0 && int(l.atoms[0].End) <= l.pos {
		l.atoms = l.atoms[1:]
	}
	if len(l.atoms) == 0 {
		return false
	}
	l.pos = max(l.pos, int(l.atoms[0].Start))
	return true
}

// whole says that an atom is a word or number as it stands. Most are; the others are read by their characters.
func (l *lexer) whole(a *viet.Atom) bool {
	return a.Alone && (a.Case != viet.Mixed || a.Kind == viet.Digits) && l.pos == int(a.Start)
}

// atom adds a whole atom.
func (l *lexer) atom(a *viet.Atom) {
	l.pos = int(a.End)
	t := token{start: a.Start, digits: a.Kind == viet.Digits, upper: a.Case == viet.Title || a.Case == viet.Upper, caps: a.Case == viet.Upper}
	if !t.digits || a.End-a.Start <= longNumber {
		t.sym = l.lex.words.Get(a.Hash)
	}
	l.add(t)
}

// lineBreak says that a break ends a clause: U+2028 is but a space here.
func lineBreak(a *viet.Atom) bool { return a.Hash == '\n' || a.Hash == '\r' }

func (l *lexer) rune(i int) (rune, int) {
	if c := l.text[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(l.text[i:])
}

// mark gives marks that mean the same one sign.
func mark(r rune) rune {
	switch r {
	case '–', '—', '‒', '−', '―':
		return '-'
	case '“', '”', '„', '«', '»', '″':
		return '"'
	case '‘', '’', '`', '´', 'ʼ':
		return '\''
	case '…':
		return '.'
	}
	return r
}

func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return viet.IsLetter(r) || unicode.IsMark(r)
}

func (l *lexer) add(t token) {
	t.end = int32(l.pos)
	t.glued = len(l.toks) > 0 && l.toks[len(l.toks)-1].end == t.start
	l.toks = append(l.toks, t)
}

// word reads one word or number at l.pos.
func (l *lexer) word() {
	start, letters, upper, capital, digit := l.pos, 0, 0, false, false
	last := start // where the last capital stands
	for l.pos < len(l.text) {
		r, n := l.rune(l.pos)
		if !isWord(r) {
			if skip := l.inner(r, n, start, letters > 0 && letters == upper); skip > 0 {
				l.pos += skip
				continue
			}
			break
		}
		if r >= '0' && r <= '9' {
			digit = true
		} else if viet.IsLetter(r) || !unicode.IsMark(r) {
			up := viet.IsUpper(r)
			if up && letters > upper && l.glued(start, l.pos) {
				break
			}
			if !up && letters == upper && letters > 2 && l.glued(start, last) {
				letters, upper, l.pos = letters-1, upper-1, last // the last capital is the second word's
				break
			}
			capital = capital || letters == 0 && up && !digit
			letters++
			if up {
				upper++
				last = l.pos
			}
		}
		l.pos += n
	}
	t := token{start: int32(start), digits: digit && letters == 0, upper: capital, caps: letters >= 2 && letters == upper}
	if !t.digits || l.pos-start <= longNumber {
		t.sym = l.symbol(l.text[start:l.pos])
	}
	l.add(t)
}

// glued says that text[start:at] is a syllable and another one is stuck to it without a space, as pages do where a caption
// meets a sentence: "tỉnhÔng Sáu", "TRỌNGSau". It notes that a sentence ends between them, but for a name's "NguyễnThị".
func (l *lexer) glued(start, at int) bool {
	end := at
	for end < len(l.text) && end < at+24 {
		r, n := l.rune(end)
		if !isWord(r) || end > at && unicode.IsUpper(r) {
			break
		}
		end += n
	}
	left, right := l.text[start:at], l.text[at:end]
	if utf8.RuneCountInString(right) < 2 || !viet.Syllable(left) || !viet.Syllable(right) {
		return false
	}
	l.glue = right != "Thị" && right != "Văn"
	return true
}

// inner says how many bytes of a mark inside a word belong to the word: an apostrophe of a name, a dot or slash of an
// abbreviation.
func (l *lexer) inner(r rune, n, start int, caps bool) int {
	next := l.pos + n
	if next >= len(l.text) {
		return 0
	}
	after, size := l.rune(next)
	switch mark(r) {
	case '\'':
		if unicode.IsLetter(after) && l.pos-start <= 6 {
			return n
		}
		if (l.pos-start == 1 && caps || l.text[start:l.pos] == "Ka") && after == ' ' && next+1 < len(l.text) {
			if third, _ := l.rune(next + 1); unicode.IsUpper(third) {
				return n // K’ Thanh
			}
		}
	case '.':
		if caps && unicode.IsUpper(after) && next+size <= len(l.text) && (next+size == len(l.text) || !lowerAt(l.text[next+size:])) {
			return n
		}
	case '/':
		if after == 'c' && (l.text[start:l.pos] == "Đ" || l.text[start:l.pos] == "đ") {
			return n
		}
	}
	return 0
}

func lowerAt(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// symbol is the lexicon's number of a word, whose Key it leaves in l.key.
func (l *lexer) symbol(word string) int32 {
	l.key = viet.AppendKey(l.key[:0], word)
	for i := 0; i < len(l.key); i++ { // ’ and ' are one
		if key := l.key; key[i] == 0xE2 && i+2 < len(key) && key[i+1] == 0x80 && (key[i+2] == 0x98 || key[i+2] == 0x99) {
			key[i] = '\''
			l.key = append(key[:i+1], key[i+3:]...)
		}
	}
	return l.lex.symbols[string(l.key)]
}

// endsSentence says that the mark just read ends a sentence: not the dot of an abbreviation or initial. A sentence too
// many is worse here than one too few, since nothing is tied across sentences.
func (l *lexer) endsSentence(r rune) bool {
	if r == '!' || r == '?' {
		return true
	}
	if r != '.' && r != '…' {
		return false
	}
	if l.pos < len(l.text) && l.text[l.pos] != ' ' && l.text[l.pos] != '\n' && l.text[l.pos] != '"' && l.text[l.pos] != 0xC2 && l.text[l.pos] != 0xE2 {
		return false
	}
	if n := len(l.toks); n >= 2 {
		if w := &l.toks[n-2]; w.mark == 0 && w.end == l.toks[n-1].start {
			short := w.end-w.start <= 4 && w.upper
			return !(w.caps && short || short && l.lex.starts[w.sym]&(isRank|isLevel|isHonour) != 0 || w.upper && w.end-w.start <= 2)
		}
	}
	return true
}
