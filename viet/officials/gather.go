package officials

import (
	"slices"
	"strings"

	"diembao/news"
	"diembao/viet"
	"diembao/viet/officials/posts"
)

// A gatherer collects what the clauses say of each person of one article. People are one when their names have one Key:
// capitals of a headline and slips in tone placement do not part them, and two namesakes in one article cannot be told
// apart by anything it says.
type gatherer struct {
	field  news.Field
	people map[string]*person // by Key of the name
	order  []*person          // by first mention
	shorts []reference        // ông Thuần
	loose  []reference        // posts that stand for whoever holds them
	key    []byte
}

// A person is somebody named.
type person struct {
	key      string
	name     string
	rank     string
	posts    []held
	mentions []news.Mention
	short    bool // an honorific with a given name, until it is known whose: the key has a mark before it
	bygone   bool // of whom a day of birth or a memorial house is told: one who ruled in history
	given    bool // begins with no surname: perhaps the given name of somebody
}

// maxPosts bounds the posts of one person: nobody has as many, and they are compared with each other.
const maxPosts = 64

// shortMark stands before the key of a given name, so that it is nobody's full name.
const shortMark = '~'

// A held post is one wording of a post.
type held struct {
	text    string
	private bool
	weak    bool
	places  []placeWords // smallest first
}

// placeWords are the words of a place in a body's name.
type placeWords struct {
	text   string
	kinds  class // what it can be
	abroad bool
}

// A reference is a mention that does not name anybody in full.
type reference struct {
	mention news.Mention
	key     string
}

func (g *gatherer) mention(c *clause, start, end int, rule string) news.Mention {
	from, to := int(c.toks[start].start), int(c.toks[end-1].end)
	return news.Mention{Text: c.text[from:to], Field: g.field, Start: from, End: to, Rule: rule}
}

func (g *gatherer) person(c *clause, it *item) *person {
	from, to := c.toks[it.start].start, c.toks[it.end-1].end
	g.key = g.key[:0]
	if it.kind == aShort {
		g.key = append(g.key, shortMark)
	}
	g.key = viet.AppendKey(g.key, c.text[from:to])
	if p := g.people[string(g.key)]; p != nil {
		return p
	}
	p := &person{key: string(g.key), name: strings.Join(strings.Fields(c.text[from:to]), " "), short: it.kind == aShort}
	p.given = !p.short && c.surname(it.start)&isSure == 0 && !c.initial(it.start) && !c.foreign(it.start)
	g.people[p.key] = p
	g.order = append(g.order, p)
	return p
}

func (g *gatherer) name(c *clause, it *item, rankStart, rankEnd int) {
	p := g.person(c, it)
	if p.rank == "" && rankEnd > rankStart {
		p.rank = c.text[c.toks[rankStart].start:c.toks[rankEnd-1].end]
	}
	p.bygone = p.bygone || c.remembers(it.start)
	m := g.mention(c, it.start, it.end, "name")
	if viet.AllCaps(p.name) && !viet.AllCaps(m.Text) {
		p.name = m.Text
	}
	p.mentions = append(p.mentions, m)
}

// withoutAbbreviation is a post without the abbreviation in brackets inside it: "Ủy viên Ban Thường vụ (BTV) Tỉnh ủy".
func withoutAbbreviation(post string) string {
	before, rest, open := strings.Cut(post, " (")
	if _, after, closed := strings.Cut(rest, ") "); open && closed {
		return before + " " + after
	}
	return post
}

// remembers says that the words before a name, an honorific or title aside, tell of a day of birth or a memorial: "kỷ niệm
// 100 năm ngày sinh đồng chí A", "Nhà tưởng niệm B".
func (c *clause) remembers(at int) bool {
	for k := at - 1; k > 0 && k >= at-4; k-- {
		before := c.lexKey(k - 1)
		switch c.lexKey(k) {
		case "sinh", "mất":
			return before == "ngày"
		case "niệm":
			return before == "lưu" || before == "tưởng" && k > 1 && c.isUpper(k-2)
		}
		if _, head := c.longest(k, isHead|isHonour|isRank, false); head == 0 && c.mark(k) != 0 {
			return false
		}
	}
	return false
}

func (g *gatherer) post(c *clause, it *item, p *post) {
	who := g.person(c, it)
	text := strings.Join(strings.Fields(withoutAbbreviation(c.text[c.toks[p.start].start:c.toks[p.end-1].end])), " ")
	if len(who.posts) == maxPosts || slices.ContainsFunc(who.posts, func(h held) bool { return h.text == text }) {
		return
	}
	h := held{text: text, private: p.private, weak: p.weak}
	for _, at := range p.places {
		h.places = append(h.places, placeWords{c.text[c.toks[at.start].start:c.toks[at.end-1].end], at.kinds & isPlace, c.isAbroad(at)})
	}
	who.posts = append(who.posts, h)
}

func (g *gatherer) short(c *clause, it *item) {
	m := g.mention(c, it.start, it.end, "short")
	g.shorts = append(g.shorts, reference{m, viet.Key(m.Text)})
}

func (g *gatherer) loosePost(c *clause, p *post) {
	if p.many || p.private || p.weak {
		return
	}
	m := g.mention(c, p.start, p.end, "post")
	g.loose = append(g.loose, reference{mention: m})
}

// officials are the people with a public post, with all their mentions. A weak or private post alone makes no official;
// beside a public one a private post is told too, for it is what the article says of that person.
func (g *gatherer) officials() []*person {
	var out []*person
	for _, p := range g.order {
		if p.bygone {
			continue
		}
		public, private := false, false
		for _, h := range p.posts {
			public = public || !h.private && !h.weak
			private = private || h.private
		}
		for i := range p.posts {
			if h := &p.posts[i]; !public && !private && strings.HasSuffix(h.text, "hủ tịch") {
				h.weak, public = false, true // "Chủ tịch Lê ...", of no firm that the article tells of
			}
		}
		if public {
			p.posts = distinct(p.posts)
			out = append(out, p)
		}
	}
	return out
}

// distinct keeps the fullest wording of each post, in the order of first wording.
func distinct(all []held) []held {
	var out []held
next:
	for _, h := range all {
		if h.weak {
			continue
		}
		for i := range out {
			switch posts.Fuller(out[i].text, h.text) {
			case -1: // out[i] says all that h says
				if posts.Fuller(h.text, out[i].text) == -1 && len(h.text) > len(out[i].text) {
					out[i] = h // the same without abbreviations
				}
				continue next
			case 1:
				out[i] = h
				continue next
			}
		}
		out = append(out, h)
	}
	return out
}
