package lab

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"diembao/news"
)

// facts is what a piece of text says, noted while it is written.
type facts struct {
	officials []Official
	private   []string
	provinces []string
	places    []Place
	dates     []Days
	events    []Days
}

// A piece is a title, lead, paragraph or caption with what it says.
type piece struct {
	text string
	facts
}

// manner is how an outlet words things.
type manner struct {
	far      bool // writes for the whole country: names provinces in full
	fullDate bool // its pages show no publication date, so days carry their year
	zeroes   bool // 05/07 rather than 5/7
	dashes   bool // 5-7 rather than 5/7
	oldTones bool // uỷ, hoá rather than ủy, hóa
}

// An actor is an official in one report.
type actor struct {
	person person
	rank   string
	posts  []string
	facts  facts // provinces and places inside the posts
	met    bool
}

// A scene writes one report of an event.
type scene struct {
	*event
	manner
	rng       *rand.Rand
	people    *registry
	published news.Day
	cast      map[byte]*actor
	buf       strings.Builder
	now       facts
	brief     bool // a title or caption: no long introductions
}

func (c *corpus) scene(e *event, m manner, rng *rand.Rand, published news.Day) *scene {
	s := &scene{event: e, manner: m, rng: rng, people: c.people, published: published, cast: map[byte]*actor{}}
	for _, letter := range []byte(letters) { // in order: each draws from rng
		s.cast[letter] = s.actor(e.cast[letter])
	}
	return s
}

// actor words the posts of a person for this report.
func (s *scene) actor(part casting) *actor {
	a := &actor{person: part.person, rank: part.posts[0].rank}
	far := s.rng.IntN(3) == 0 || (s.far && s.rng.IntN(3) > 0)
	for _, p := range part.posts {
		for _, office := range p.offices {
			a.posts = append(a.posts, s.office(office, far, &a.facts))
			far = false // the province is named once
		}
	}
	return a
}

// office words one office; far puts the province's name to it.
func (s *scene) office(office string, far bool, f *facts) string {
	name := ""
	if far {
		name = " " + s.province.name
	}
	out := strings.NewReplacer("{U}", s.province.committee()+name, "{t}", s.province.kind()+name, "{H}", s.h.full(), "{h}", s.h.name,
		"{HU}", map[string]string{"huyện": "Huyện ủy", "thành phố": "Thành ủy", "thị xã": "Thị ủy"}[s.h.kind], "{X1}", s.x.full(), "{G}", s.garrison, "{C}", "").Replace(office)
	switch {
	case strings.Contains(office, "{H}"), strings.Contains(office, "{h}"):
		f.places = append(f.places, s.place(s.h, strings.Contains(office, "{H}")))
		return out
	case strings.Contains(office, "{X1}"):
		f.places = append(f.places, s.place(s.x, true))
		return out
	case strings.Contains(office, "{G}"), strings.Contains(office, "{C}"), strings.Contains(office, "Trung ương"):
		return out
	case far && !strings.Contains(office, "{"):
		out += pick(s.rng, []string{" " + s.province.kind(), ""}) + name
	}
	if far {
		f.provinces = append(f.provinces, s.province.name)
	}
	if s.rng.IntN(8) == 0 {
		out = strings.NewReplacer("Ban Thường vụ", "BTV", "Ban Chỉ đạo", "BCĐ", "UBND", "Ủy ban nhân dân", "HĐND", "Hội đồng nhân dân").Replace(out)
	}
	return out
}

// place is what is true of a unit named here, with its type or by the name alone.
func (s *scene) place(u *unit, typed bool) Place {
	p := Place{Name: u.name, Kind: news.Commune, Typed: typed, Province: s.province.name}
	if u.district {
		p.Kind = news.District
	}
	return p
}

// write makes a piece of a pattern.
func (s *scene) write(p pattern) piece {
	s.buf.Reset()
	s.now = facts{}
	s.render(p)
	return piece{text: s.buf.String(), facts: s.now}
}

func (s *scene) render(p pattern) {
	for _, n := range p {
		switch {
		case n.choice != nil:
			s.render(pick(s.rng, n.choice))
		case n.slot != "":
			s.put(s.fill(n.slot, n.arg))
		default:
			s.put(n.text)
		}
	}
}

// put writes text, with a capital where a sentence starts.
func (s *scene) put(text string) {
	so := strings.TrimRight(s.buf.String(), " ")
	if so == "" || strings.HasSuffix(so, ".") || strings.HasSuffix(so, "?") {
		text = capital(text)
	}
	s.buf.WriteString(text)
}

func capital(text string) string {
	r, n := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[n:]
}

// fill is the text of a slot.
func (s *scene) fill(slot, arg string) string {
	name, form, _ := strings.Cut(slot, ".")
	switch name {
	case "A", "B", "C", "D", "E", "G":
		return s.official(s.cast[name[0]], form)
	case "dan":
		return s.citizen(form)
	case "P", "tP", "t", "U", "Q", "R", "cu":
		return s.provinceSlot(name)
	case "H", "K", "h", "X":
		return s.placeSlot(name)
	case "mo", "ngay", "qua", "hom", "han":
		return s.daySlot(name, form)
	case "y", "y-1", "y+1":
		by, _ := strconv.Atoi(name[1:]) // "" is 0
		return strconv.Itoa(s.to.Year + by)
	case "ky", "ky+1":
		by, _ := strconv.Atoi(name[2:]) // "" is 0
		if s.to.Month < time.November {
			by--
		}
		return strconv.Itoa(s.to.Year + by)
	case "n", "f", "so":
		return s.number(name, arg)
	case "viec":
		return s.matterText(form)
	}
	panic("lab: no slot called " + slot) // unreachable: a test writes every pattern
}

// matterText is what the event is about, always worded the same in one report.
func (s *scene) matterText(form string) string {
	hold, rng := s.buf.String(), s.rng
	s.rng = s.people.rng("matter", s.story)
	s.buf.Reset()
	s.buf.WriteString("-") // no capital
	s.render(s.topic.matters[s.matter])
	text := s.buf.String()[1:]
	s.rng = rng
	s.buf.Reset()
	s.buf.WriteString(hold)
	if form == "c" {
		return capital(text)
	}
	return text
}

func (s *scene) provinceSlot(name string) string {
	p := s.province
	switch name {
	case "t":
		return p.kind()
	case "U":
		return p.committee()
	case "P", "tP":
		s.now.provinces = append(s.now.provinces, p.name)
		if name == "tP" {
			return p.kind() + " " + p.name
		}
		return p.name
	}
	other := map[string]string{"Q": s.q, "R": s.r, "cu": p.former}[name]
	s.now.provinces = append(s.now.provinces, strings.TrimPrefix(other, "TP "))
	return other
}

func (s *scene) placeSlot(name string) string {
	u := map[string]*unit{"H": s.h, "h": s.h, "K": s.k, "X": s.x}[name]
	s.now.places = append(s.now.places, s.place(u, name != "h"))
	switch {
	case name == "h":
		return u.name
	case name == "X" && u.parent != nil:
		s.now.places = append(s.now.places, s.place(u.parent, true))
		if s.rng.IntN(3) == 0 {
			return u.full() + " (" + u.parent.full() + ")"
		}
		return u.full() + ", " + u.parent.full()
	}
	return u.full()
}

// citizen is a private person, a new one each time.
func (s *scene) citizen(form string) string {
	p := s.people.invent(s.rng, s.province.region, false)
	s.now.private = append(s.now.private, p.name)
	if form == "x" {
		return p.name
	}
	who := p.title() + " " + p.name
	switch s.rng.IntN(3) {
	case 0:
		s.now.places = append(s.now.places, s.place(s.x, true))
		return who + " (" + s.x.full() + ")"
	case 1:
		s.now.places = append(s.now.places, s.place(s.x, true))
		return who + ", ở " + s.x.full() + ","
	}
	return who
}

func (s *scene) number(kind, arg string) string {
	if kind == "so" {
		return "số " + strconv.Itoa(12+s.rng.IntN(2900)) + "/" + arg
	}
	low, high, _ := strings.Cut(arg, "-")
	lo, err1 := strconv.ParseFloat(low, 64)
	hi, err2 := strconv.ParseFloat(high, 64)
	if err1 != nil || err2 != nil || hi < lo {
		panic("lab: bad range " + arg) // unreachable: a test writes every pattern
	}
	if kind == "f" {
		tenths := int(lo*10) + s.rng.IntN(int((hi-lo)*10)+1)
		return strconv.Itoa(tenths/10) + "," + strconv.Itoa(tenths%10)
	}
	return grouped(int(lo) + s.rng.IntN(int(hi-lo)+1))
}

// grouped writes 2063 as "2.063".
func grouped(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "." + text[i:]
	}
	return text
}
