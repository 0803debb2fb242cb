package officials

import (
	"slices"
	"strings"

	"diembao/news"
	"diembao/viet/officials/posts"
)

// merge gives what is said of a given name ("ông Thuần, Phó Chủ tịch UBND huyện", "Bí thư Xuân Bắc") to the one person of
// the article whose full name ends in it. With none or two it is nobody's; a name of two syllables then stands for itself.
func (g *gatherer) merge() {
	if !slices.ContainsFunc(g.order, func(p *person) bool { return p.short || p.given || g.overrun(p) != nil }) {
		return
	}
	full := ends(g.order)
	g.order = slices.DeleteFunc(g.order, func(p *person) bool {
		var who *person
		if p.short || p.given {
			who = full[strings.TrimPrefix(p.key, string(shortMark))]
		}
		if who == nil && !p.short {
			who = g.overrun(p)
		}
		if who == nil {
			return p.short
		}
		for _, h := range p.posts {
			if !slices.ContainsFunc(who.posts, func(have held) bool { return have.text == h.text }) {
				who.posts = append(who.posts, h)
			}
		}
		for _, m := range p.mentions {
			m.Rule = "short"
			who.mentions = append(who.mentions, m)
		}
		return true
	})
	slices.SortStableFunc(g.order, func(a, b *person) int { return compareMentions(a.first(), b.first()) })
}

// overrun is the person whose name p's begins with, when p is named once and that person more often: the rest of p's name
// is then a capital word that followed it without a stop.
func (g *gatherer) overrun(p *person) *person {
	if p.short || len(p.mentions) != 1 || strings.Count(p.key, " ") < 3 {
		return nil
	}
	for key := p.key; strings.Count(key, " ") > 2; {
		key = key[:strings.LastIndexByte(key, ' ')]
		if q := g.people[key]; q != nil && len(q.mentions) > 1 {
			return q
		}
	}
	return nil
}

// first is the first mention of a person, who has one: only given names have none, and they are gone.
func (p *person) first() news.Mention { return slices.MinFunc(p.mentions, compareMentions) }

// maxPeople bounds what loose posts are compared with, so that no text costs more than its length: an article that names
// more officials is a list, in which no bare post means one of them.
const maxPeople = 200

// resolve ties the mentions without a full name to the one official each can mean, and leaves the others alone.
func (g *gatherer) resolve(people []*person) {
	if len(g.shorts) > 0 {
		ends := ends(people)
		for _, r := range g.shorts {
			if who := ends[r.key]; who != nil {
				who.mentions = append(who.mentions, r.mention)
			}
		}
	}
	if len(people) > maxPeople {
		return
	}
	for _, r := range g.loose {
		var who *person
		for _, p := range people {
			if holds(p, r.mention.Text) {
				if who != nil {
					who = nil
					break
				}
				who = p
			}
		}
		if who != nil {
			who.mentions = append(who.mentions, r.mention)
		}
	}
}

// ends are the people by every end of their names that only one of them has: "nga", "hằng nga"; nil where two have it.
func ends(people []*person) map[string]*person {
	all := map[string]*person{}
	for _, p := range people {
		for i := 0; i < len(p.key) && !p.short; i++ {
			if p.key[i] != ' ' {
				continue
			}
			if _, two := all[p.key[i+1:]]; two {
				all[p.key[i+1:]] = nil
			} else {
				all[p.key[i+1:]] = p
			}
		}
	}
	return all
}

func holds(p *person, post string) bool {
	for _, h := range p.posts {
		if posts.Fuller(h.text, post) == -1 {
			return true
		}
	}
	return false
}
