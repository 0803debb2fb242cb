package coverage

import (
	"fmt"
	"slices"
	"strings"

	"diembao/coverage/compare"
	"diembao/news"
	"diembao/viet"
)

// An asked is a text that others are held against.
type asked struct {
	text   *compare.Text
	sketch sketch
	leads  leads
}

// A judged is a match with what it was judged by.
type judged struct {
	Match
	accord accord
	c      compare.Comparison
	other  *prepared
}

const (
	// sameShare is how much of one text the other has at least when they are one text, and otherShare how much the other way:
	// a short notice out of a long report is a part of it.
	sameShare, otherShare = .8, .3
	// partShare is the share of a text, and partRun the words in a row, from which on passages are worth telling.
	partShare, partRun = .2, 20
	// partMatter is how many syllables two texts share at least that are of other days: forms of words,
	// lists of members and legal phrases recur for ever.
	partMatter = 60
	// lateQuote is the words in a row that a quotation out of an article of other days has at least, and longPiece those of
	// the longest of several.
	lateQuote, longPiece = 36, 30
)

// judge says how an article stands to the text; false when it has nothing to do with it.
func (q *asked) judge(p *prepared) (judged, bool) { return q.judgeBy(p, q.compared(p)) }

// compared is what the text and an article share, seen from the text.
func (q *asked) compared(p *prepared) compare.Comparison {
	return compare.Texts(p.text, q.text).Turned()
}

// judgeBy is judge when it is known what both share.
func (q *asked) judgeBy(p *prepared, c compare.Comparison) (judged, bool) {
	m := judged{accord: agree(q.sketch, p.sketch, max(c.A, c.B)), c: c, other: p}
	m.accord.bits, m.accord.words = q.leads.bits(m.accord, p), c.Longest
	m.Match = Match{ID: p.id, Title: p.title, URL: p.url, Source: p.source, Published: p.published, when: p.when, title: m.accord.title}
	for _, s := range c.Passages {
		m.Passages = append(m.Passages, Shared{q.text.Cut(s.A), p.text.Cut(s.B), s.A})
	}
	return m, m.name(q)
}

// judgeLead is judge for an article on the text's matter: when no sampled run of words is in both, they are only compared if their
// facts agree.
func (q *asked) judgeLead(p *prepared, near []news.ID) (judged, bool) {
	if !slices.Contains(near, p.id) {
		if m, ok := q.judgeBy(p, compare.Comparison{}); !ok {
			return m, false
		}
	}
	return q.judge(p)
}

// name gives the match its class and the reason; false when it deserves none.
func (m *judged) name(q *asked) bool {
	c := m.c
	m.accord.series = m.accord.series || refilled(m.accord, m.Passages)
	a := m.accord
	m.Containment, m.Covered, m.shared, m.Recurring = c.A, c.B, c.Matched, a.recurring
	switch {
	case max(c.A, c.B) >= sameShare && min(c.A, c.B) >= otherShare && !a.series && (!a.otherwise() || verbatim(q.text, m.other.text)):
		m.Recurring = false // a late copy
		m.Class, m.Reason = SameText, fmt.Sprintf("%.0f %% of the draft is in it, %.0f %% of it in the draft", 100*c.A, 100*c.B)
	case a.event() && max(c.A, c.B) < .5:
		m.Class, m.Reason = SameEvent, a.String()
	case !a.series && m.parts(q):
		m.Class, m.Reason = PartlySame, fmt.Sprintf("%d shared passages, the longest of %d syllables", len(c.Passages), c.Longest)
	case a.event():
		m.Class, m.Reason = SameEvent, a.String()
	case a.related() || a.recurring || a.series:
		m.Class, m.Reason = Related, a.String()
	default:
		return false
	}
	switch {
	case m.Recurring:
		m.Reason += fmt.Sprintf("; a meeting that recurs: %d days apart", a.apart)
	case a.series:
		m.Reason += "; another number of a series"
	}
	return true
}

// parts says that the passages are worth telling. Articles of other days share forms of words, lists of members and legal
// phrases, in many small pieces; there half of a text, or a long piece, or one matter, is wanted.
func (m *judged) parts(q *asked) bool {
	a := m.accord
	near := q.sketch.published.IsZero() || a.apart <= nearDays // or not known
	one := a.title >= .2 || a.bits >= relatedBits+6
	enough := func(c compare.Comparison) bool {
		share := max(c.A, c.B)
		if near {
			return share >= partShare && c.Matched >= partRun || c.Longest >= partRun
		}
		return share >= .5 || c.Longest >= lateQuote || (share >= partShare || c.Matched >= partMatter) && (c.Longest >= longPiece || one)
	}
	if !enough(m.c) || max(m.c.A, m.c.B) >= .5 { // most have too little before anything is taken out
		return enough(m.c)
	}
	return enough(m.c.Only(slices.DeleteFunc(slices.Clone(m.c.Passages), func(p compare.Passage) bool {
		return lawful(q.text.Cut(p.A)) || a.nothing() && m.furniture(q, p)
	}), q.text, m.other.text))
}

// behindFurniture is how many syllables may stand behind what an outlet puts under its articles: whom to write to, a call for
// contributions.
const behindFurniture = 30

// furniture says that a passage stands at the end of both texts.
func (m *judged) furniture(q *asked, p compare.Passage) bool {
	return max(q.text.Rest(p.A), m.other.text.Rest(p.B)) <= behindFurniture
}

// lawful says that a passage is out of the penal code, which outlets put beside their reports of crimes.
func lawful(passage string) bool {
	key := viet.Key(passage)
	return strings.Contains(key, "bị phạt tù từ") || strings.Contains(key, "phạm tội thuộc một trong các trường hợp") || strings.Contains(key, "thì bị phạt tiền từ")
}

// bits is how much what both name tells: the rarer in the days of the text, the more. What was not asked for counts little.
// Of topics, officials and places the two rarest count each: the words of one trade come together, and the fourth tells
// nothing new.
func (l leads) bits(a accord, p *prepared) float64 {
	const unasked = 2
	sum := 0.0
	rarest := func(keys []string) {
		var first, second float64
		for _, key := range keys {
			r, ok := l.rarity[key]
			if !ok {
				r = unasked
			}
			if r > first {
				first, second = r, first
			} else {
				second = max(second, r)
			}
		}
		sum += max(0, first) + max(0, second)
	}
	var topics, officials, places []string
	for _, t := range a.topics {
		topics = append(topics, aTopic(t))
	}
	for _, o := range a.officials {
		officials = append(officials, anOfficial(o))
	}
	for code := range p.sketch.places {
		if key := aPlace(code); len(a.places) > 0 && l.rarity[key] != 0 {
			places = append(places, key)
		}
	}
	rarest(topics)
	rarest(officials)
	rarest(places)
	return sum
}

// verbatim says that the shorter text is in the other word for word: then they are one text, whatever else they say.
func verbatim(a, b *compare.Text) bool {
	if a.Len() > b.Len() {
		a, b = b, a
	}
	return float64(compare.Texts(a, b).Matched) >= .95*float64(a.Len())
}

const (
	// A passage that so many articles have, so many days apart, is no report of anything: who to send donations to, what a law
	// says, who an outlet's lawyer is.
	standingIn   = 5
	standingDays = 14
)

// withoutStanding takes out of matches what stands in articles of all times, and names them again. A draft
// without a day has no other days.
func (q *asked) withoutStanding(found []judged) []judged {
	if q.sketch.published.IsZero() {
		return found
	}
	out := found[:0:0]
	for _, m := range found {
		kept := m.c.Passages[:0:0]
		for _, p := range m.c.Passages {
			if m.Class != PartlySame || !standing(found, p.A) && !shown(found, p.A) {
				kept = append(kept, p)
			}
		}
		if len(kept) < len(m.c.Passages) {
			m.c = m.c.Only(kept, q.text, m.other.text)
			m.Passages = nil
			for _, s := range kept {
				m.Passages = append(m.Passages, Shared{q.text.Cut(s.A), m.other.text.Cut(s.B), s.A})
			}
			if !m.name(q) {
				continue
			}
		}
		out = append(out, m)
	}
	return out
}

// standing says that a piece of the draft is in articles of many days.
func standing(found []judged, at news.Span) bool {
	n := 0
	var first, last news.Instant
	for _, m := range found {
		if m.when.IsZero() || !hasMost(m.c.Passages, at) {
			continue
		}
		if n++; n == 1 || m.when.Before(first.Time) {
			first = m.when
		}
		if last.Before(m.when.Time) {
			last = m.when
		}
	}
	return n >= standingIn && last.Sub(first.Time).Hours() >= 24*standingDays
}

// shownIn is how many articles of different matters have what is no report of anything.
const shownIn = 3

// shown says that a piece of the draft is in articles that have nothing else to do with the draft or with each other, and copy
// nothing from one another.
func shown(found []judged, at news.Span) bool {
	var apart []judged
	for _, m := range found {
		if m.Class != PartlySame || max(m.c.A, m.c.B) >= .5 || !m.accord.nothing() || !hasMost(m.c.Passages, at) {
			continue
		}
		if !slices.ContainsFunc(apart, func(o judged) bool { return !agree(o.other.sketch, m.other.sketch, 0).nothing() }) {
			apart = append(apart, m)
		}
	}
	return len(apart) >= shownIn
}

// hasMost says that one of the passages has four fifths of a piece of the draft.
func hasMost(passages []compare.Passage, at news.Span) bool {
	for _, p := range passages {
		if both := min(p.A.End, at.End) - max(p.A.Start, at.Start); 5*both >= 4*(at.End-at.Start) {
			return true
		}
	}
	return false
}
