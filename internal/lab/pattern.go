package lab

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"diembao/news"
)

//go:embed data
var data embed.FS

// A pattern is a sentence or paragraph with slots and choices, read once. Its syntax: [a|b] is one of several; {name}
// and {name:argument} are slots, which scene.fill writes and remembers:
//
//	A B C D    an official of the cast: with all posts at first, shorter later; .n short, .t as a headline has it
//	E G        a guest of the central government, a retired official
//	dan        a private person; .x without "ông" or "bà"
//	P tP t U   the province, with "tỉnh", only "tỉnh" or "thành phố", "Tỉnh ủy"; Q R other provinces; cu a former one
//	H K h X    districts or communes: with type, the second one, the name alone, a commune with its district
//	mo ngay    the day of the event, opening a sentence or within one; qua a day before it, hom the
//	           one just before, han a day after; .d bare
//	y y-1 y+1  years; ky ky+1 the year summed up and the next; n:1-9 a number; f:0.5-2 with a decimal comma; so:KH-UBND a document's number
//	viec       what the event is about; .c with a capital
type pattern []node

// A node is literal text, a slot or a choice; exactly one is set.
type node struct {
	text   string
	slot   string
	arg    string
	choice []pattern
}

// parsePattern reads one line of a bank.
func parsePattern(line string) (pattern, error) {
	p := &patternParser{rest: line}
	out, err := p.sequence("")
	if err == nil && p.rest != "" {
		err = fmt.Errorf("lab: pattern %q: %q is left over: %w", line, p.rest, news.ErrInvalid)
	}
	return out, err
}

type patternParser struct{ rest string }

// sequence reads nodes up to one of the stop bytes, which is left in place.
func (p *patternParser) sequence(stop string) (pattern, error) {
	var out pattern
	for p.rest != "" && !strings.ContainsRune(stop, rune(p.rest[0])) {
		n, err := p.one(stop)
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, nil
}

func (p *patternParser) one(stop string) (node, error) {
	switch p.rest[0] {
	case '{':
		slot, rest, ok := strings.Cut(p.rest[1:], "}")
		if !ok {
			return node{}, fmt.Errorf("lab: slot not closed at %q: %w", p.rest, news.ErrInvalid)
		}
		p.rest = rest
		name, arg, _ := strings.Cut(slot, ":")
		return node{slot: name, arg: arg}, nil
	case '[':
		return p.choice()
	}
	end := strings.IndexAny(p.rest, "{["+stop)
	if end < 0 {
		end = len(p.rest)
	}
	n := node{text: p.rest[:end]}
	p.rest = p.rest[end:]
	return n, nil
}

func (p *patternParser) choice() (node, error) {
	var n node
	for {
		p.rest = p.rest[1:] // "[" or "|"
		one, err := p.sequence("|]")
		if err != nil {
			return n, err
		}
		n.choice = append(n.choice, one)
		if p.rest == "" {
			return n, fmt.Errorf("lab: choice not closed: %w", news.ErrInvalid)
		}
		if p.rest[0] == ']' {
			p.rest = p.rest[1:]
			return n, nil
		}
	}
}

// A topic is one part of the bank: who takes part and the patterns of what can be said.
type topic struct {
	id, name string
	cast     map[byte][]string // role codes of A to D
	from, to news.Day          // when such events happen; zero is always
	months   [2]int            // first and last month; zero is all the year
	skip     []string          // provinces without such events
	matters  []pattern         // viec
	titles   []pattern
	leads    []pattern
	body     []pattern
	captions []pattern
}

// A bank is all topics, those of news first, and the paragraphs that fit any of them.
type bank struct {
	topics []*topic
	common *topic
	merged *topic // said of provinces that took in others
}

// loadBank reads the patterns; they are part of the binary, so an error is a mistake in this package.
var loadBank = sync.OnceValues(func() (*bank, error) {
	b := &bank{}
	for _, file := range []string{"bank1.txt", "bank2.txt", "bank3.txt", "common.txt"} {
		text, err := data.ReadFile("data/" + file)
		if err != nil {
			return nil, fmt.Errorf("lab: read bank: %w", err)
		}
		if err := b.read(file, string(text)); err != nil {
			return nil, err
		}
	}
	return b, nil
})

func (b *bank) read(file, text string) error {
	var t *topic
	section := ""
	for i, line := range strings.Split(text, "\n") {
		var err error
		switch {
		case line == "" || line[0] == '#':
		case strings.HasPrefix(line, "== "):
			id, name, _ := strings.Cut(line[3:], " ")
			t, section = &topic{id: id, name: name, cast: map[byte][]string{}}, ""
			b.add(t)
		case strings.HasPrefix(line, "-- "):
			section = line[3:]
		case section == "":
			err = t.head(line)
		default:
			err = t.pattern(section, line)
		}
		if err != nil {
			return fmt.Errorf("lab: data/%s:%d: %w", file, i+1, err)
		}
	}
	return nil
}

func (b *bank) add(t *topic) {
	switch t.id {
	case "chung":
		b.common = t
	case "cu":
		b.merged = t
	default:
		b.topics = append(b.topics, t)
	}
}

// head reads a line between a topic's name and its first section.
func (t *topic) head(line string) (err error) {
	key, value, _ := strings.Cut(line, ":")
	value = strings.TrimSpace(value)
	switch key {
	case "cast":
		for _, one := range strings.Fields(value) {
			t.cast[one[0]] = strings.Split(one[2:], "+")
		}
	case "when":
		from, to, _ := strings.Cut(value, " ")
		if t.from, err = news.ParseDay(from); err == nil {
			t.to, err = news.ParseDay(to)
		}
	case "months":
		_, err = fmt.Sscanf(value, "%d-%d", &t.months[0], &t.months[1])
	case "skip":
		t.skip = strings.Split(value, ", ")
	default:
		err = fmt.Errorf("unknown line %q: %w", line, news.ErrInvalid)
	}
	return err
}

func (t *topic) pattern(section, line string) error {
	into, ok := map[string]*[]pattern{"viec": &t.matters, "tua": &t.titles, "sapo": &t.leads, "than": &t.body, "anh": &t.captions}[section]
	if !ok {
		return fmt.Errorf("unknown section %q: %w", section, news.ErrInvalid)
	}
	p, err := parsePattern(line)
	*into = append(*into, p)
	return err
}

// happens says whether the topic has events on a day in a province.
func (t *topic) happens(d news.Day, province string) bool {
	for _, p := range t.skip {
		if p == province {
			return false
		}
	}
	if !t.from.IsZero() && (d.Before(t.from) || d.After(t.to)) {
		return false
	}
	return t.months[0] == 0 || (int(d.Month) >= t.months[0] && int(d.Month) <= t.months[1])
}
