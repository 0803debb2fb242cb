package lab

import (
	"hash/fnv"
	"math/rand/v2"
	"strings"

	"diembao/news"
)

// A person is somebody who does not exist.
type person struct {
	name   string
	female bool
}

// given is the last word, by which Vietnamese address one another.
func (p person) given() string { return p.name[strings.LastIndexByte(p.name, ' ')+1:] }

// title is "ông" or "bà".
func (p person) title() string {
	if p.female {
		return "bà"
	}
	return "ông"
}

// A post is one line of posts.tsv: the offices that a role holds in a span of days.
type post struct {
	from, to news.Day
	rank     string
	offices  []string
}

// A registry makes persons and keeps who holds which post, so that the same body has the same head in all articles.
type registry struct {
	seed  uint64
	parts map[string][]string // "surname", "male-middle", "male north", ...
	posts map[string][]post
	held  map[string]person // by role and place
	taken map[string]bool   // names in use
}

func newRegistry(seed int64) (*registry, error) {
	r := &registry{seed: uint64(seed), parts: map[string][]string{}, posts: map[string][]post{}, held: map[string]person{}, taken: map[string]bool{}}
	err := readTable("names.tsv", 3, func(f []string) error {
		switch f[1] {
		case "all":
			r.parts[f[0]] = strings.Fields(f[2])
		default:
			r.parts[f[0]+" "+f[1]] = strings.Split(f[2], "|")
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return r, readTable("posts.tsv", 5, func(f []string) (err error) {
		p := post{rank: strings.Trim(f[3], "-"), offices: strings.Split(f[4], " + ")}
		if p.from, err = news.ParseDay(f[1]); err == nil {
			p.to, err = news.ParseDay(f[2])
		}
		r.posts[f[0]] = append(r.posts[f[0]], p)
		return err
	})
}

// rng is a source of chance that depends on the seed and the words alone.
func (r *registry) rng(words ...string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(strings.Join(words, "\x00"))) // never fails
	return rand.New(rand.NewPCG(r.seed, h.Sum64()))
}

// office is what a role is called on a day; where it is called several things the choice is rng's.
func (r *registry) office(role string, day news.Day, rng *rand.Rand) post {
	var fit []post
	for _, p := range r.posts[role] {
		if (p.from.IsZero() || !day.Before(p.from)) && (p.to.IsZero() || !day.After(p.to)) {
			fit = append(fit, p)
		}
	}
	return fit[rng.IntN(len(fit))]
}

// holder is who holds a role in a place on a day. Half of the posts change hands once in the three years.
func (r *registry) holder(role, place, region string, day news.Day) person {
	rng := r.rng("term", role, place)
	change := news.Day{Year: 2024, Month: 3, Day: 1}.Add(rng.IntN(700))
	term := "first"
	if rng.IntN(2) == 0 && day.After(change) {
		term = "second"
	}
	key := role + "\x00" + place + "\x00" + term
	p, ok := r.held[key]
	if !ok {
		p = r.invent(r.rng("name", key), region, role == "bt" || role == "ca" || role == "chqs" || role == "chbp" || role == "don")
		r.held[key] = p
	}
	return p
}

// invent makes a person whom nobody else in the sample is called like.
func (r *registry) invent(rng *rand.Rand, region string, male bool) person {
	for {
		p := r.draw(rng, region, male)
		if !r.taken[p.name] {
			r.taken[p.name] = true
			return p
		}
		region = "" // few names of a region: the next try is from all
	}
}

func (r *registry) draw(rng *rand.Rand, region string, male bool) person {
	kind := "male"
	if !male && rng.IntN(3) == 0 {
		kind = "female"
	}
	p := person{female: kind == "female"}
	if local := r.parts[kind+" "+region]; len(local) > 0 && rng.IntN(4) == 0 {
		p.name = pick(rng, local)
		return p
	}
	p.name = pick(rng, r.parts["surname"]) + " " + pick(rng, r.parts[kind+"-middle"]) + " " + pick(rng, r.parts[kind+"-given"])
	return p
}

func pick[T any](rng *rand.Rand, from []T) T { return from[rng.IntN(len(from))] }
