package vi

import "diembao/viet"

// Append adds the tokens of text to dst. Offsets are bytes of text and stand on rune borders. It does not panic: a text
// that the tokenizer fails on has the tokens found so far.
func (l *Lexicon) Append(dst []Token, text string) (out []Token) {
	out = dst
	defer func() {
		if recover() != nil {
			out = dst // a bug below costs one text its words, not the process its life
		}
	}()
	l.toks = viet.AppendTokens(l.toks[:0], text)
	l.line = l.line[:0]
	gap, dot, comma := true, false, false
	for _, t := range l.toks {
		if t.Kind == viet.Punct {
			gap = breaks(text[t.Start:t.End], gap, dot)
			comma = comma || text[t.Start] == ','
			continue
		}
		w := l.lookup(text[t.Start:t.End])
		if w.Folded == "" {
			continue
		}
		if !gap && len(l.line) > 0 && lineBreak(text[l.line[len(l.line)-1].End:t.Start]) {
			gap = true
		}
		l.line = append(l.line, Token{Word: w, Start: int32(t.Start), End: int32(t.End), Gap: gap, Comma: comma && !gap})
		gap, comma, dot = false, false, w.long != nil || w.starts && viet.AllCaps(text[t.Start:t.End])
	}
	return l.rewrite(out, l.line)
}

func (l *Lexicon) lookup(s string) *Word {
	l.buf = append(l.buf[:0], s...)
	return l.word(l.buf)
}

// breaks says whether a pair may not reach over this punctuation. Quotes, commas, dashes and the dot of an abbreviation are
// no border ("Giá vàng giảm, vẫn cao" has "giảm vẫn"); ends of sentences, semicolons, colons and all else are.
func breaks(punct string, gap, afterAbbreviation bool) bool {
	switch punct {
	case `"`, "'", "“", "”", "‘", "’", "«", "»", ",", "-", "‑", "–", "—", "−":
		return gap
	case ".":
		return gap || !afterAbbreviation
	}
	return true
}

func lineBreak(between string) bool {
	for i := range len(between) {
		if between[i] == '\n' {
			return true
		}
	}
	return false
}

// rewrite puts long forms in the place of abbreviations and one spelling in the place of variants.
func (l *Lexicon) rewrite(dst, line []Token) []Token {
	for i := 0; i < len(line); i++ {
		t := line[i]
		if t.starts {
			if n, long := l.variant(line[i:]); n > 0 {
				dst = spread(dst, long, t, line[i+n-1].End)
				i += n - 1
				continue
			}
		}
		if t.long != nil {
			dst = spread(dst, t.long, t, t.End)
			continue
		}
		dst = append(dst, t)
		for _, p := range t.parts {
			dst = append(dst, Token{Word: p, Start: t.Start, End: t.End, Gap: true, Part: true})
		}
	}
	return dst
}

func spread(dst []Token, long []*Word, at Token, end int32) []Token {
	for i, w := range long {
		dst = append(dst, Token{Word: w, Start: at.Start, End: end, Gap: at.Gap && i == 0, Comma: at.Comma && i == 0})
	}
	return dst
}
