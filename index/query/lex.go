package query

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"diembao/viet"
)

type kind int

const (
	end kind = iota
	word
	phrase
	field
	opening
	closing
	opAnd
	opOr
	opNot
	opNear
)

// A token is bytes start to end of the query. text is its meaning: a field's folded name, a phrase without quotes.
type token struct {
	kind       kind
	start, end int
	text       string
	star       bool // a word that ends with "*"
	n          int  // of NEAR
}

var operators = map[string]kind{"AND": opAnd, "VÀ": opAnd, "OR": opOr, "HOẶC": opOr, "NOT": opNot, "KHÔNG": opNot}

// lex cuts a query. The last token has kind end and stands behind the text.
func lex(s string) ([]token, error) {
	var toks []token
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		var t token
		var err error
		switch {
		case unicode.IsSpace(r) || r == ',' || r == ';':
			i += size
			continue
		case r == '(':
			t = token{kind: opening, start: i, end: i + size}
		case r == ')':
			t = token{kind: closing, start: i, end: i + size}
		case r == '|':
			t = token{kind: opOr, start: i, end: i + size}
		case isQuote(r):
			t, err = lexPhrase(s, i, size)
		case (r == '-' || r == '−') && i+size < len(s) && !spaceAt(s, i+size):
			t = token{kind: opNot, start: i, end: i + size}
		default:
			t, err = lexWord(s, i)
		}
		if err != nil {
			return nil, err
		}
		toks = append(toks, t)
		i = t.end
	}
	return append(toks, token{kind: end, start: len(s), end: len(s)}), nil
}

// isQuote says that r opens or closes a phrase. Any of them closes what any other opened.
func isQuote(r rune) bool {
	return r == '"' || r == '“' || r == '”' || r == '„' || r == '«' || r == '»'
}

func spaceAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsSpace(r)
}

func lexPhrase(s string, i, size int) (token, error) {
	for j, r := range s[i+size:] {
		if isQuote(r) {
			return token{kind: phrase, start: i, end: i + size + j + utf8.RuneLen(r), text: s[i+size : i+size+j]}, nil
		}
	}
	return token{}, &Error{Offset: i, Length: size, Msg: "dấu ngoặc kép này không được đóng", MsgEN: "this quote is never closed"}
}

// fieldReach is how many bytes ahead a field's colon is looked for: longer than any name of two words.
const fieldReach = 32

func lexWord(s string, i int) (token, error) {
	if t, ok := lexField(s, i); ok {
		return t, nil
	}
	j := i
	for j < len(s) {
		r, size := utf8.DecodeRuneInString(s[j:])
		if unicode.IsSpace(r) || r == '(' || r == ')' || r == '|' || r == ';' || isQuote(r) {
			break
		}
		if r == ',' && !digitAround(s, j) {
			break
		}
		j += size
	}
	t := token{kind: word, start: i, end: j, text: s[i:j]}
	if k, ok := operators[viet.NFC(t.text)]; ok {
		t.kind = k
		return t, nil
	}
	if n, ok := strings.CutPrefix(t.text, "NEAR"); ok && (n == "" || n[0] == '/') {
		return lexNear(t, n)
	}
	if colon := strings.IndexByte(t.text, ':'); colon > 0 && looksLikeField(t.text, colon) {
		t.kind, t.end, t.text = field, i+colon+1, strings.ReplaceAll(viet.Fold(t.text[:colon]), "_", " ")
		return t, nil
	}
	if strings.HasSuffix(t.text, "..") && isDigit(t.text[0]) {
		return t, nil // 2020.. is a span without end
	}
	t.text = strings.TrimRight(t.text, ".:!?…,")
	if cut := strings.TrimRight(t.text, "*"); cut != t.text {
		t.text, t.star = cut, true
	}
	return t, nil
}

func digitAround(s string, i int) bool {
	return i > 0 && i+1 < len(s) && isDigit(s[i-1]) && isDigit(s[i+1])
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// lexField finds a known field that begins at i, such as "cán bộ:" or "tỉnh:". It may be followed by spaces.
func lexField(s string, i int) (token, bool) {
	ahead := s[i:min(len(s), i+fieldReach)]
	colon := strings.IndexByte(ahead, ':')
	if colon <= 0 || strings.ContainsAny(ahead[:colon], `"()|`) {
		return token{}, false
	}
	name := strings.ReplaceAll(viet.Fold(ahead[:colon]), "_", " ")
	if _, ok := fields[name]; !ok {
		return token{}, false
	}
	return token{kind: field, start: i, end: i + colon + 1, text: name}, true
}

// looksLikeField tells "tinhh:abc" from "10:30" and "http://".
func looksLikeField(s string, colon int) bool {
	if colon+1 >= len(s) || s[colon+1] == '/' || isDigit(s[colon-1]) {
		return false
	}
	for _, r := range s[:colon] {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '_' {
			return false
		}
	}
	return true
}

func lexNear(t token, n string) (token, error) {
	t.kind, t.n = opNear, 5
	if n == "" {
		return t, nil
	}
	v, err := strconv.Atoi(n[1:])
	if err != nil || v < 0 || v > MaxNear {
		return t, &Error{Offset: t.start, Length: t.end - t.start,
			Msg: "sau NEAR/ phải là một số từ 0 đến " + strconv.Itoa(MaxNear), MsgEN: "NEAR/ takes a number from 0 to " + strconv.Itoa(MaxNear)}
	}
	t.n = v
	return t, nil
}

// readable says that there is a letter or a digit to look for.
func readable(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}
