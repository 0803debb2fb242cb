package query

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"diembao/news"
	"diembao/viet"
	"diembao/viet/gazetteer"
)

// Parse reads a query. now is the day that "hôm qua" is counted from; the zero day knows no such words. An empty text
// asks for everything. Every error is an *Error. Parse never panics and takes no longer than the text is long.
func Parse(text string, now news.Day) (*Parsed, error) {
	p := &parser{text: text, now: now, out: &Parsed{Text: text}}
	if err := p.run(); err != nil {
		return nil, err
	}
	return p.out, nil
}

type parser struct {
	text    string
	now     news.Day
	toks    []token
	pos     int
	clauses int
	depth   int
	out     *Parsed
}

func (p *parser) run() error {
	if !utf8.ValidString(p.text) {
		at := strings.IndexFunc(p.text, func(r rune) bool { return r == utf8.RuneError })
		return &Error{Offset: max(at, 0), Length: 1, Msg: "câu tìm không phải là văn bản UTF-8", MsgEN: "the query is not UTF-8 text"}
	}
	if n := utf8.RuneCountInString(p.text); n > MaxRunes {
		over := 0 // where what is too much begins
		for range MaxRunes {
			_, size := utf8.DecodeRuneInString(p.text[over:])
			over += size
		}
		return &Error{Offset: over, Length: len(p.text) - over,
			Msg:   "câu tìm dài " + strconv.Itoa(n) + " ký tự, nhiều nhất là " + strconv.Itoa(MaxRunes),
			MsgEN: "the query has " + strconv.Itoa(n) + " characters, at most " + strconv.Itoa(MaxRunes) + " are allowed"}
	}
	var err error
	if p.toks, err = lex(p.text); err != nil {
		return err
	}
	if p.peek().kind == end {
		return nil
	}
	root, err := p.or(frame{})
	if err != nil {
		return err
	}
	if t := p.peek(); t.kind != end {
		return p.fail(t, "dấu ngoặc đóng này không có dấu mở", "this closing parenthesis was never opened")
	}
	if root == nil {
		return &Error{Offset: 0, Length: len(p.text), Msg: "trong câu tìm không có chữ hay số nào", MsgEN: "the query has no letter and no digit"}
	}
	p.out.Root = root
	return nil
}

// A frame is the field that clauses stand under; the zero frame is none.
type frame struct{ field Field }

func (p *parser) peek() token { return p.toks[p.pos] }

func (p *parser) next() token {
	t := p.toks[p.pos]
	if t.kind != end {
		p.pos++
	}
	return t
}

func (p *parser) fail(t token, msg, en string) *Error {
	return &Error{Offset: t.start, Length: t.end - t.start, Msg: msg, MsgEN: en}
}

func (p *parser) or(f frame) (Node, error) {
	var of []Node
	for {
		n, err := p.and(f)
		if err != nil {
			return nil, err
		}
		if o, ok := n.(*Or); ok {
			of = append(of, o.Of...)
		} else if n != nil {
			of = append(of, n)
		}
		if p.peek().kind != opOr {
			break
		}
		p.out.Strict = true
		t := p.next()
		if k := p.peek().kind; k == end || k == closing || k == opOr || k == opAnd {
			return nil, p.fail(t, "sau từ nối này còn thiếu một vế", "something is missing after this operator")
		}
	}
	if len(of) > 1 {
		return &Or{of}, nil
	}
	return first(of), nil
}

func first(of []Node) Node {
	if len(of) == 0 {
		return nil
	}
	return of[0]
}

func (p *parser) and(f frame) (Node, error) {
	var of []Node
	for i := 0; ; i++ {
		t := p.peek()
		if t.kind == opAnd {
			p.out.Strict = true
			p.next()
			if k := p.peek().kind; i == 0 || k == end || k == closing || k == opOr || k == opAnd {
				return nil, p.fail(t, "từ nối này thiếu một vế", "a side is missing beside this operator")
			}
			t = p.peek()
		}
		if t.kind == end || t.kind == closing || t.kind == opOr {
			if i == 0 {
				return nil, p.missing(t)
			}
			break
		}
		n, err := p.unary(f)
		if err != nil {
			return nil, err
		}
		if a, ok := n.(*And); ok {
			of = append(of, a.Of...)
		} else if n != nil {
			of = append(of, n)
		}
	}
	if len(of) > 1 {
		return &And{of}, nil
	}
	return first(of), nil
}

func (p *parser) missing(t token) *Error {
	if t.kind == closing && p.depth == 0 {
		return p.fail(t, "dấu ngoặc đóng này không có dấu mở", "this closing parenthesis was never opened")
	}
	return p.fail(t, "ở đây còn thiếu từ cần tìm", "a word is missing here")
}

func (p *parser) unary(f frame) (Node, error) {
	if t := p.peek(); t.kind == opNot {
		p.next()
		if k := p.peek().kind; k == end || k == closing || k == opOr || k == opAnd {
			return nil, p.fail(t, "sau từ phủ định này còn thiếu từ cần loại", "nothing stands after this negation")
		}
		if p.depth++; p.depth > MaxClauses {
			return nil, p.tooMany(t)
		}
		defer func() { p.depth-- }()
		n, err := p.unary(f)
		if n == nil || err != nil {
			return nil, err
		}
		if twice, ok := n.(*Not); ok {
			return twice.Of, nil
		}
		return &Not{n}, nil
	}
	return p.near(f)
}

func (p *parser) near(f frame) (Node, error) {
	a, err := p.primary(f)
	if err != nil || p.peek().kind != opNear {
		return a, err
	}
	t := p.next()
	k := p.peek()
	if k.kind != word && k.kind != phrase && k.kind != field {
		return nil, p.fail(t, "sau NEAR phải là một từ hay một cụm từ", "a word or a phrase must follow NEAR")
	}
	b, err := p.primary(f)
	if err != nil {
		return nil, err
	}
	if a == nil || b == nil {
		if a == nil {
			a = b
		}
		return a, nil
	}
	if !text(a) || !text(b) || scopeOf(a) != scopeOf(b) {
		return nil, p.fail(t, "NEAR chỉ nối hai từ hay hai cụm từ trong cùng một phần của bài", "NEAR joins two words or phrases of one part of the article")
	}
	if p.peek().kind == opNear {
		return nil, p.fail(p.peek(), "NEAR chỉ nối hai vế", "NEAR joins two sides only")
	}
	return &Near{A: a, B: b, N: t.n}, nil
}

func text(n Node) bool {
	switch n := n.(type) {
	case *Word:
		return !n.Prefix
	case *Phrase:
		return true
	}
	return false
}

func scopeOf(n Node) Scope {
	if w, ok := n.(*Word); ok {
		return w.Scope
	}
	return n.(*Phrase).Scope
}

func (p *parser) tooMany(t token) *Error {
	return p.fail(t, "câu tìm có quá "+strconv.Itoa(MaxClauses)+" vế", "the query has more than "+strconv.Itoa(MaxClauses)+" clauses")
}

func (p *parser) primary(f frame) (Node, error) {
	t := p.next()
	switch t.kind {
	case opening:
		return p.group(t, f)
	case word, phrase:
		return p.leaf(t, f)
	case field:
		return p.field(t)
	case opNear:
		return nil, p.fail(t, "trước NEAR phải là một từ hay một cụm từ", "a word or a phrase must stand before NEAR")
	}
	return nil, p.missing(t)
}

func (p *parser) group(t token, f frame) (Node, error) {
	if p.depth++; p.depth > MaxClauses {
		return nil, p.tooMany(t)
	}
	n, err := p.or(f)
	p.depth--
	if err != nil {
		return nil, err
	}
	if p.peek().kind != closing {
		return nil, p.fail(t, "dấu ngoặc mở này không được đóng", "this parenthesis is never closed")
	}
	p.next()
	return n, nil
}

// field reads what stands after "tỉnh:".
func (p *parser) field(t token) (Node, error) {
	name, ok := fields[t.text]
	if !ok {
		return nil, p.fail(t, "không có trường “"+strings.TrimSuffix(p.text[t.start:t.end], ":")+"”; dùng tỉnh:, cán bộ:, chức vụ:, nơi:, nguồn:, loại:, tiêu đề:, chủ đề: hay ngày:",
			"there is no field "+strconv.Quote(t.text)+"; use province:, official:, post:, place:, source:, kind:, title:, topic: or date:")
	}
	v := p.peek()
	switch {
	case v.kind == opening && name != daysField:
		p.next()
		return p.group(v, frame{name})
	case v.kind == word || v.kind == phrase:
		p.next()
	default:
		return nil, p.fail(t, "sau tên trường còn thiếu giá trị", "a value is missing after the field")
	}
	if v.kind == word {
		v = p.goOn(v, name)
	}
	return p.leaf(v, frame{name})
}

// goOn joins the words that belong to an unquoted value: relative days, and capitalised words of a name.
func (p *parser) goOn(v token, name Field) token {
	if v.star || name == titleField {
		return v
	}
	if name == daysField {
		if t := p.peek(); t.kind == word && !t.star && relative[viet.Fold(v.text+" "+t.text)] != nil {
			p.next()
			v.text, v.end = v.text+" "+t.text, t.end
		}
		return v
	}
	if n, text := p.placeName(v, name); n > 0 {
		p.pos += n
		v.text, v.end = text, p.toks[p.pos-1].end
		return v
	}
	for viet.Capitalised(v.text) || strings.Contains(v.text, " ") {
		t := p.peek()
		if t.kind != word || t.star || !viet.Capitalised(t.text) || strings.ContainsAny(p.text[v.end:t.start], ",;") {
			break
		}
		p.next()
		v.text, v.end = v.text+" "+t.text, t.end
	}
	return v
}

// placeWords is more words than a place name has.
const placeWords = 6

// placeName finds the longest name of a place that an unquoted value and the n words after it make; n is 0 when it is
// none or the value alone.
func (p *parser) placeName(v token, name Field) (n int, text string) {
	switch name {
	case Province, OldProvince, District, Commune, Place:
	default:
		return 0, ""
	}
	g, words, end := gazetteer.Load(), v.text, v.end
	for i := 1; i < placeWords; i++ {
		t := p.toks[min(p.pos+i-1, len(p.toks)-1)]
		if t.kind != word || t.star || strings.ContainsAny(p.text[end:t.start], ",;") {
			break
		}
		words, end = words+" "+t.text, t.end
		if len(g.Ever(words)) > 0 {
			n, text = i, words
		}
	}
	return n, text
}

func (p *parser) leaf(t token, f frame) (Node, error) {
	if p.clauses++; p.clauses > MaxClauses {
		return nil, p.tooMany(t)
	}
	at := At{t.start, t.end}
	value := strings.TrimSpace(strings.Map(withoutQuotes, viet.NFC(t.text)))
	if f.field == daysField {
		from, to, ok := ParseDays(value, p.now)
		if !ok {
			return nil, p.noDay(t, value)
		}
		return &Days{At: at, From: from, To: to}, nil
	}
	if !readable(value) {
		if t.star {
			return nil, p.fail(t, "trước dấu * phải có ít nhất hai chữ", "at least two letters must stand before *")
		}
		p.out.Notes = append(p.out.Notes, "bỏ qua “"+strings.TrimSpace(p.text[t.start:t.end])+"”: không có chữ hay số")
		return nil, nil
	}
	if f.field != "" && f.field != titleField {
		if t.star {
			return nil, p.fail(t, "dấu * chỉ dùng cho từ trong bài", "* is for words of the text only")
		}
		if t.kind == word {
			value = strings.TrimSpace(strings.ReplaceAll(value, "_", " "))
		}
		return &Filter{At: at, Field: f.field, Value: value}, nil
	}
	scope := Anywhere
	if f.field == titleField {
		scope = Title
	}
	if t.kind == phrase {
		return &Phrase{At: at, Scope: scope, Text: value}, nil
	}
	if t.star && utf8.RuneCountInString(value) < MinPrefix {
		return nil, p.fail(t, "trước dấu * phải có ít nhất hai chữ", "at least two letters must stand before *")
	}
	w := &Word{At: at, Scope: scope, Text: value, Prefix: t.star}
	if !w.plain() {
		return &Phrase{At: at, Scope: scope, Text: value}, nil
	}
	return w, nil
}

// noDay says why a value is neither a day nor a span of days.
func (p *parser) noDay(t token, value string) *Error {
	if a, b, span := strings.Cut(value, ".."); span {
		_, _, okA := ParseDays(a, p.now)
		if _, _, okB := ParseDays(b, p.now); okA && okB {
			return p.fail(t, "“"+value+"” kết thúc trước khi bắt đầu", strconv.Quote(value)+" ends before it begins")
		}
	}
	if strings.Trim(value, "0123456789") != value && !strings.ContainsFunc(value, unicode.IsLetter) {
		return p.fail(t, "không có ngày “"+value+"” trên lịch; viết 2020-07-31, 31/7/2020, 2020-07 hay 2020-07..2020-08",
			"no calendar has the day "+strconv.Quote(value)+"; write 2020-07-31, 31/7/2020, 2020-07 or 2020-07..2020-08")
	}
	return p.fail(t, "“"+value+"” không phải là một ngày; viết 2020-07-31, 2020-07, 2020-07..2020-08 hay hôm qua",
		strconv.Quote(value)+" is no day; write 2020-07-31, 2020-07, 2020-07..2020-08 or yesterday")
}

func withoutQuotes(r rune) rune {
	if isQuote(r) {
		return ' '
	}
	return r
}

// plain says that the word, written down, is read as this word: "NEAR!" and what normalising made of stranger things
// are not.
func (n *Word) plain() bool {
	text := n.Text
	if n.Prefix {
		text += "*"
	}
	toks, err := lex(text)
	return err == nil && len(toks) == 2 && toks[0].kind == word && toks[0].text == n.Text && toks[0].star == n.Prefix
}
