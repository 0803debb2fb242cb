package officials

import (
	"strings"

	"diembao/viet/officials/posts"
)

// resolve ties the mentions without a full name to the one official each can mean, and leaves the others alone.
func (g *gatherer) resolve(people []*person) {
	for _, r := range g.shorts {
		var who *person
		for _, p := range people {
			if strings.HasSuffix(p.key, r.key) && len(p.key) > len(r.key) && p.key[len(p.key)-len(r.key)-1] == ' ' {
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

func holds(p *person, post string) bool {
	for _, h := range p.posts {
		if posts.Fuller(h.text, post) == -1 {
			return true
		}
	}
	return false
}
