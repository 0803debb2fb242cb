package index

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"diembao/index/query"
	"diembao/index/vi"
	"diembao/news"
	"diembao/viet"
)

func dayOf(unix int64) news.Day { return news.DayOf(time.Unix(unix, 0)) }

// snippetBytes is about how long a snippet is; snippetMax is how long it may become in order to end a sentence.
const (
	snippetBytes = 200
	snippetMax   = 260
)

// A marker finds the words of a query in texts. It is not safe for concurrent use; close gives back what it borrowed.
type marker struct {
	lex      *vi.Lexicon
	patterns []pattern
	toks     []vi.Token
}

// newMarker takes the words and phrases of a query that articles may contain. title keeps those that look into titles
// only out of other texts.
func newMarker(p *query.Parsed, title bool) *marker {
	m := &marker{lex: getLexicon()}
	var words []query.Node // typed one after the other
	p.Walk(func(n query.Node) {
		if w, ok := n.(*query.Word); ok && !w.Prefix {
			words = append(words, n)
			return
		}
		m.passages(p, words, title)
		words = nil
		switch n := n.(type) {
		case *query.Word:
			m.add(n.Text, true, n.Scope, title)
		case *query.Phrase:
			m.add(n.Text, false, n.Scope, title)
		case *query.Filter:
			if n.Field == query.Official || n.Field == query.Place || n.Field == query.Post {
				m.add(officialKey(n.Value), false, query.Anywhere, title)
			}
		}
	})
	m.passages(p, words, title)
	return m
}

// passages adds the units of words, those that the search has taken apart as their atoms.
func (m *marker) passages(p *query.Parsed, words []query.Node, title bool) {
	for len(words) > 0 {
		of := plainWords(words)
		words = words[len(of):]
		t := readPassage(m.lex, p.Text, of)
		for _, u := range t.units {
			text := t.string(t.tokens(u))
			if !slices.Contains(p.Apart, text) {
				m.add(text, false, of[0].Scope, title)
				continue
			}
			for i := u.from; i < u.end; i++ {
				m.add(t.string(t.atom(i)), false, of[0].Scope, title)
			}
		}
	}
}

func (m *marker) add(text string, prefix bool, scope query.Scope, title bool) {
	if !title && scope == query.Title {
		return
	}
	w := newPattern(m.lex, text, false)
	w.prefix = prefix
	m.patterns = append(m.patterns, w)
}

func (m *marker) close() { putLexicon(m.lex) }

// A mark is a place in a text where a pattern stands.
type mark struct {
	news.Span
	pattern int
	exact   int // words as typed
	words   int
}

// marks finds all places in text, in order, without overlap.
func (m *marker) marks(text string) []mark {
	m.toks = m.lex.Append(m.toks[:0], text)
	var out []mark
	for i := range m.toks {
		if m.toks[i].Part && !m.startsPart(i) {
			continue
		}
		for k := range m.patterns {
			if end, exact, ok := m.patterns[k].at(m.toks, i); ok {
				s := news.Span{Start: int(m.toks[i].Start), End: int(m.toks[end-1].End)}
				out = append(out, mark{s, k, exact, len(m.patterns[k].words)})
			}
		}
	}
	out = m.alike(out)
	slices.SortStableFunc(out, func(a, b mark) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	return slices.CompactFunc(out, func(next, before mark) bool { return next.Start < before.End })
}

// alike leaves out what has other diacritics than a word was typed with, where the text has the word as typed as well:
// "sơ" is no "số".
func (m *marker) alike(marks []mark) []mark {
	typed := make([]bool, len(m.patterns))
	for _, k := range marks {
		typed[k.pattern] = typed[k.pattern] || k.exact == k.words
	}
	return slices.DeleteFunc(marks, func(k mark) bool { return typed[k.pattern] && k.exact < k.words })
}

// startsPart says that the part of a code at i may be marked: the code itself is not.
func (m *marker) startsPart(i int) bool {
	for k := range m.patterns {
		if _, _, ok := m.patterns[k].at(m.toks, i); ok {
			return true
		}
	}
	return false
}

// Highlight cuts at most n snippets of about 200 bytes from a text, with the words of the query marked, in the order of
// the text: those that show the most different words. Snippets begin and end at borders of sentences or words; marks are
// bytes of the snippet. A text without any of the words has its beginning as the one snippet, without marks. Words typed
// without diacritics are found with them, and the other way round.
func Highlight(p *query.Parsed, text string, n int) []news.Snippet {
	if n <= 0 || strings.TrimSpace(text) == "" {
		return nil
	}
	m := newMarker(p, false)
	defer m.close()
	marks := m.marks(text)
	if len(marks) == 0 {
		s := window(text, viet.AppendSentences(nil, text), 0)
		return []news.Snippet{{Text: text[s.Start:s.End]}}
	}
	sentences := viet.AppendSentences(nil, text)
	var spans []news.Span
	seen := make(map[int]bool)
	used := make([]bool, len(marks))
	for len(spans) < n {
		s, ok := best(text, sentences, marks, used, seen)
		if !ok {
			break
		}
		spans = append(spans, s)
	}
	slices.SortFunc(spans, func(a, b news.Span) int { return a.Start - b.Start })
	var out []news.Snippet
	for i, s := range spans {
		if i+1 < len(spans) && strings.Trim(text[s.End:max(s.End, spans[i+1].Start)], " ") == "" { // one text, cut in two
			spans[i+1] = news.Span{Start: s.Start, End: max(s.End, spans[i+1].End)}
			continue
		}
		out = append(out, snippet(text, s, marks))
	}
	return out
}

// best is the window with the most words not yet shown, exact ones counting double; the first of equals.
func best(text string, sentences []news.Span, marks []mark, used []bool, seen map[int]bool) (news.Span, bool) {
	var top news.Span
	topScore, last := 0, -1
	for i := range marks {
		if used[i] {
			continue
		}
		s := window(text, sentences, marks[i].Start)
		if s.Start < last { // the same window as the mark before began
			continue
		}
		last = s.Start + 1
		if score := worth(s, marks, used, seen); score > topScore {
			top, topScore = s, score
		}
	}
	if topScore == 0 {
		return top, false
	}
	for i, k := range marks {
		if k.Start >= top.Start && k.Start < top.End {
			used[i] = true
			seen[k.pattern] = true
		}
	}
	return top, true
}

func worth(s news.Span, marks []mark, used []bool, seen map[int]bool) int {
	score := 0
	here := make(map[int]bool)
	for i, k := range marks {
		if k.Start < s.Start || k.End > s.End || used[i] {
			continue
		}
		score++
		if !here[k.pattern] && !seen[k.pattern] {
			score += 20 * k.words
		}
		if k.exact == k.words {
			score += 5
		}
		here[k.pattern] = true
	}
	return score
}

// window is about snippetBytes of text around at, from the beginning of a sentence if that is near.
func window(text string, sentences []news.Span, at int) news.Span {
	i, _ := slices.BinarySearchFunc(sentences, at, func(s news.Span, at int) int {
		if s.End <= at {
			return -1
		}
		if s.Start > at {
			return 1
		}
		return 0
	})
	if i >= len(sentences) {
		i = len(sentences) - 1
	}
	if i < 0 {
		return border(text, 0, min(len(text), snippetBytes))
	}
	start := sentences[i].Start
	if at-start > snippetBytes*2/3 {
		start = at - snippetBytes/2
	}
	end := start + snippetBytes
	for ; i < len(sentences); i++ { // whole sentences, as long as they fit
		if e := sentences[i].End; e > start && e-start <= snippetMax && strings.IndexByte(text[start:e], '\n') < 0 {
			end = e
			if e-start >= snippetBytes*2/3 {
				return border(text, start, end)
			}
			continue
		}
		break
	}
	if end < start+snippetBytes/2 || end > len(text) {
		end = min(len(text), max(end, start+snippetBytes))
	}
	if nl := strings.IndexByte(text[start:end], '\n'); nl > snippetBytes/2 {
		end = start + nl
	}
	return border(text, start, end)
}

// border moves start and end to borders of words.
func border(text string, start, end int) news.Span {
	end = min(end, len(text))
	start = min(max(start, 0), end)
	for start > 0 && start < end && text[start-1] != ' ' && text[start-1] != '\n' {
		start++
	}
	if end < len(text) && text[end] != ' ' && text[end] != '\n' {
		cut := end
		for cut > start && text[cut-1] != ' ' && text[cut-1] != '\n' {
			cut--
		}
		if cut > start {
			end = cut
		} else {
			for end > start && !utf8.RuneStart(text[end]) {
				end--
			}
		}
	}
	for !utf8.RuneStart(at(text, start)) && start < end {
		start++
	}
	for start < end && (text[start] == ' ' || text[start] == '\n') {
		start++
	}
	for end > start && (text[end-1] == ' ' || text[end-1] == '\n') {
		end--
	}
	return news.Span{Start: start, End: end}
}

func at(s string, i int) byte {
	if i < len(s) {
		return s[i]
	}
	return 0
}

// snippet cuts a span out of text; marks that reach over its end are left out.
func snippet(text string, s news.Span, marks []mark) news.Snippet {
	out := news.Snippet{Text: text[s.Start:s.End]}
	for _, k := range marks {
		if k.Start >= s.Start && k.End <= s.End {
			out.Marks = append(out.Marks, news.Span{Start: k.Start - s.Start, End: k.End - s.Start})
		}
	}
	return out
}

// TitleMarks are the words of the query in a title, in order, as bytes of it.
func TitleMarks(p *query.Parsed, title string) []news.Span {
	m := newMarker(p, true)
	defer m.close()
	var out []news.Span
	for _, k := range m.marks(title) {
		out = append(out, k.Span)
	}
	return out
}
