package lab

import (
	"math/rand/v2"
	"slices"
	"strconv"

	"diembao/news"
)

// An event is something that happened, to be reported by one outlet or several.
type event struct {
	story    string
	topic    *topic
	province *province
	from, to news.Day
	matter   int  // index into topic.matters
	yearly   bool // a meeting that is held, and reported, alike every year
	cast     map[byte]casting
	h, k, x  *unit
	q, r     string
	garrison string
}

// A casting is who plays a part in an event, and the roles that person holds.
type casting struct {
	person person
	posts  []post
}

// letters are the parts in an event: those of the topic's cast and the guests.
const letters = "ABCDEG"

// guests may appear at any event: somebody of the central government, and somebody retired.
var guests = map[byte][]string{'E': {"tw"}, 'G': {"nguyen"}}

// garrisons are border posts of nowhere in particular.
var garrisons = []string{"Suối Đá Bạc", "Cửa Trại", "Mốc Son", "Khe Sương", "Bãi Sậy Vàng"}

// stage makes an event of a topic in a province on a day.
func (c *corpus) stage(story string, t *topic, p *province, day news.Day) *event {
	rng := c.people.rng("event", story)
	e := &event{story: story, topic: t, province: p, from: day, to: day, matter: rng.IntN(len(t.matters)), cast: map[byte]casting{}, garrison: pick(rng, garrisons)}
	if rng.IntN(9) == 0 && day.Day > 3 {
		e.from = day.Add(-1 - rng.IntN(2))
	}
	e.places(rng)
	others := slices.DeleteFunc(slices.Clone(neighbours[!day.Before(merger)]), func(n string) bool { return n == p.name || n == p.former })
	rng.Shuffle(len(others), func(i, j int) { others[i], others[j] = others[j], others[i] })
	e.q, e.r = others[0], others[1]
	for _, letter := range []byte(letters) {
		roles := t.cast[letter]
		if len(roles) == 0 {
			roles = guests[letter]
		}
		e.cast[letter] = c.casting(e, roles, day, rng)
	}
	return e
}

// places chooses where it happened: two districts and a commune of the first, or three communes since the merger.
func (e *event) places(rng *rand.Rand) {
	big := e.province.districts
	if len(big) == 0 {
		big = e.province.communes
	}
	at := rng.Perm(len(big))
	e.h, e.k = big[at[0]], big[at[1]]
	var small []*unit
	for _, u := range e.province.communes {
		if u.kind == "xã" && u != e.h && u != e.k && (u.parent == e.h || u.parent == nil) {
			small = append(small, u)
		}
	}
	if len(small) == 0 { // a district without a commune in the sample
		small = slices.DeleteFunc(slices.Clone(e.province.communes), func(u *unit) bool { return u.kind != "xã" })
	}
	e.x = pick(rng, small)
}

func (c *corpus) casting(e *event, roles []string, day news.Day, rng *rand.Rand) casting {
	place := e.province.name
	switch roles[0] {
	case "huyen1", "huyenuy", "truong":
		place += "/" + e.h.name
	case "xa1":
		place += "/" + e.x.name
	case "don":
		place += "/" + e.garrison
	case "tw":
		place = e.topic.id // each ministry has its own
	}
	out := casting{person: c.people.holder(roles[0], place, e.province.region, day)}
	for _, role := range roles {
		out.posts = append(out.posts, c.people.office(role, day, rng))
	}
	return out
}

// series names the recurring event this one belongs to: the same matter in the same province.
func (e *event) series() string {
	return e.topic.id + "/" + e.province.name + "/" + strconv.Itoa(e.matter)
}
