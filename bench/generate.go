package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"diembao/news"
	"diembao/viet"
	"diembao/viet/gazetteer"
)

// A press writes articles that look to an index like those of newspapers: words with the frequencies that they have in
// the press, in the order that the sample's sentences have them, set phrases, names, numbers, three kilobytes each, one in
// twenty a copy of an earlier one with another headline and an end cut off. They mean nothing. Equal seeds write equal
// articles.
type press struct {
	r         *rand.Rand
	words     table // compounds by frequency
	small     table // single syllables by frequency in the sample's sentences
	after     map[string][]string
	names     []string
	strange   []string // foreign words, brands: the long tail
	stock     [][]string
	provinces []gazetteer.Unit
	places    []string
	recent    []doc
}

// A table draws words by weight.
type table struct {
	words []string
	cum   []float64
}

func (t *table) add(word string, weight float64) {
	last := 0.0
	if len(t.cum) > 0 {
		last = t.cum[len(t.cum)-1]
	}
	t.words, t.cum = append(t.words, word), append(t.cum, last+weight)
}

func (t *table) draw(r *rand.Rand) string {
	i, _ := slices.BinarySearch(t.cum, r.Float64()*t.cum[len(t.cum)-1])
	return t.words[min(i, len(t.words)-1)]
}

// root is where the repository's own data lie, seen from this module.
const root = ".."

func newPress(seed uint64) *press {
	p := &press{r: rand.New(rand.NewPCG(seed, 7)), after: make(map[string][]string)}
	counts := make(map[string]float64)
	eachLine(filepath.Join(root, "viet/phrases/data/compounds.tsv"), func(line string) {
		word, n, ok := strings.Cut(line, "\t")
		if v, err := strconv.ParseFloat(n, 64); ok && err == nil {
			counts[word] = v
			p.words.add(word, v)
		}
	})
	p.learn(counts)
	surnames := strings.Fields("Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Mai Tạ")
	for range 20_000 {
		name := surnames[p.zipf(len(surnames))] + " " + p.capital() + " " + p.capital()
		p.names = append(p.names, name)
	}
	for range 30_000 {
		var b strings.Builder
		for range 2 + p.r.IntN(3) {
			b.WriteByte("bcdfghklmnprstvwz"[p.r.IntN(17)])
			b.WriteByte("aeiou"[p.r.IntN(5)])
		}
		p.strange = append(p.strange, strings.ToUpper(b.String()[:1])+b.String()[1:])
	}
	p.provinces = gazetteer.Load().On(news.Day{}).Provinces()
	p.r.Shuffle(len(p.provinces), func(i, j int) { p.provinces[i], p.provinces[j] = p.provinces[j], p.provinces[i] })
	for _, u := range gazetteer.Load().On(news.Day{}).Communes("") {
		p.places = append(p.places, u.Name)
	}
	for range 120_000 {
		p.stock = append(p.stock, p.run(nil, 3+p.r.IntN(4)))
	}
	return p
}

func eachLine(path string, f func(string)) {
	raw, err := os.ReadFile(path)
	if err != nil {
		panic(err) // run from the folder bench of the repository
	}
	for line := range strings.Lines(string(raw)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			f(line)
		}
	}
}

// learn reads the sample's sentence patterns: which word follows which.
func (p *press) learn(compounds map[string]float64) {
	single := make(map[string]float64)
	var order []string
	banks, _ := filepath.Glob(filepath.Join(root, "internal/lab/data/*.txt"))
	for _, b := range banks {
		eachLine(b, func(line string) {
			if strings.HasPrefix(line, "==") || strings.HasPrefix(line, "--") || strings.HasPrefix(line, "cast:") {
				return
			}
			before := ""
			for _, w := range units(clean(line), compounds) {
				if before != "" {
					p.after[before] = append(p.after[before], w)
				}
				if !strings.Contains(w, " ") {
					if single[w] == 0 {
						order = append(order, w)
					}
					single[w]++
				}
				before = w
			}
		})
	}
	for _, w := range order {
		p.small.add(w, single[w])
	}
}

// clean takes slots and choices out of a pattern.
func clean(line string) string {
	var b strings.Builder
	depth := 0
	for _, r := range line {
		switch r {
		case '{':
			depth++
		case '}':
			depth--
			b.WriteByte(' ')
		case '[', ']', '|':
			b.WriteByte(' ')
		default:
			if depth == 0 {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// units cuts a text into words: the longest compound that is known, else one syllable.
func units(text string, compounds map[string]float64) (out []string) {
	var syl []string
	for _, t := range viet.AppendTokens(nil, text) {
		if t.Kind == viet.Word {
			syl = append(syl, viet.Key(text[t.Start:t.End]))
		}
	}
	for i := 0; i < len(syl); {
		n := 1
		for k := min(4, len(syl)-i); k > 1; k-- {
			if compounds[strings.Join(syl[i:i+k], " ")] > 0 {
				n = k
				break
			}
		}
		out = append(out, strings.Join(syl[i:i+n], " "))
		i += n
	}
	return out
}

// zipf draws a rank, small ones often.
func (p *press) zipf(n int) int {
	return min(n-1, int(math.Exp(p.r.Float64()*math.Log(float64(n)+1)))-1)
}

// flat is zipf with a flat head of so many ranks, none of which stands in every article.
func (p *press) flat(n, head int) int {
	h := float64(head)
	return min(n-1, int(h*math.Exp(p.r.Float64()*math.Log((float64(n)+h)/h))-h))
}

func (p *press) capital() string {
	s := []rune(strings.Fields(p.words.words[p.r.IntN(len(p.words.words))])[0])
	return strings.ToUpper(string(s[:1])) + string(s[1:])
}

// run is n words, each often one that followed the word before in the sample.
func (p *press) run(theme []string, n int) []string {
	out := make([]string, 0, n)
	before := ""
	for range n {
		var w string
		next := p.after[before]
		switch k := p.r.IntN(100); {
		case k < 40 && len(next) > 0:
			w = next[p.r.IntN(len(next))]
		case k < 60 && len(theme) > 0:
			w = theme[p.zipf(len(theme))]
		case k < 72:
			w = p.small.draw(p.r)
		default:
			w = p.words.draw(p.r)
		}
		out = append(out, w)
		before = w
	}
	return out
}

// cast is what an article keeps coming back to.
type cast struct {
	theme  []string
	phrase [][]string
	people []string
	places []string
}

func (p *press) cast() cast {
	var c cast
	for range 25 {
		c.theme = append(c.theme, p.words.draw(p.r))
	}
	for range 12 {
		c.phrase = append(c.phrase, p.run(c.theme, 2+p.r.IntN(4)))
	}
	for range 3 {
		c.people = append(c.people, p.names[p.flat(len(p.names), 30)])
		c.places = append(c.places, p.places[p.flat(len(p.places), 30)])
	}
	return c
}

func (p *press) sentence(c cast) string {
	var parts []string
	for range 4 + p.r.IntN(4) {
		switch k := p.r.IntN(100); {
		case k < 45:
			parts = append(parts, strings.Join(p.stock[p.flat(len(p.stock), 500)], " "))
		case k < 65:
			parts = append(parts, strings.Join(c.phrase[p.r.IntN(len(c.phrase))], " "))
		case k < 83:
			parts = append(parts, strings.Join(p.run(c.theme, 2+p.r.IntN(4)), " "))
		case k < 89:
			parts = append(parts, c.people[p.zipf(len(c.people))])
		case k < 93:
			parts = append(parts, "xã "+c.places[p.zipf(len(c.places))])
		case k < 98:
			parts = append(parts, strconv.Itoa(p.zipf(5000)))
		default:
			parts = append(parts, p.strange[p.zipf(len(p.strange))])
		}
		if p.r.IntN(7) == 0 {
			parts[len(parts)-1] += ","
		}
	}
	s := []rune(strings.Join(parts, " "))
	return strings.ToUpper(string(s[:1])) + strings.TrimSuffix(string(s[1:]), ",") + "."
}

// day spreads n articles evenly over 2015 to October 2026, in order.
func (p *press) day(id, n int) news.Day {
	from := news.Day{Year: 2015, Month: 1, Day: 1}
	return from.Add(int(float64(id-1) / float64(n) * 4320))
}

// outlet draws a paper and the province it writes about.
func (p *press) outlet() (source, province string) {
	k := p.zipf(63)
	u := p.provinces[k%len(p.provinces)]
	if p.r.IntN(4) == 0 {
		u = p.provinces[p.r.IntN(len(p.provinces))]
	}
	return fmt.Sprintf("bao-%02d", k), u.Code
}

// article writes article id of n.
func (p *press) article(id, n int) doc {
	source, province := p.outlet()
	d := doc{ID: id, Day: p.day(id, n), Source: source, Province: province}
	c := p.cast()
	if len(p.recent) > 100 && p.r.IntN(20) == 0 {
		p.copyOf(&d, p.recent[p.r.IntN(len(p.recent))])
		return d
	}
	d.Title = strings.TrimSuffix(p.sentence(c), ".")
	if f := strings.Fields(d.Title); len(f) > 14 {
		d.Title = strings.Join(f[:14], " ")
	}
	d.Lead = p.sentence(c)
	// Lengths are spread as in the press: half of the articles between 2 and 4 kilobytes, some of a hundred words.
	want := int(3000 * math.Exp(p.r.NormFloat64()*0.5-0.12))
	var body strings.Builder
	for body.Len() < want {
		body.WriteString(p.sentence(c))
		body.WriteByte("\n   "[p.r.IntN(4)])
	}
	d.Body = strings.TrimSpace(body.String())
	titles := []string{"Chủ tịch UBND tỉnh", "Bí thư Tỉnh ủy", "Phó Chủ tịch UBND tỉnh", "Giám đốc Sở Nội vụ", "Trưởng Ban Tuyên giáo Tỉnh ủy"}
	for _, name := range c.people[:1+p.r.IntN(3)] {
		title := titles[p.zipf(len(titles))]
		d.Facts.Officials = append(d.Facts.Officials, news.Official{Name: name, Positions: []string{title}, Posts: []news.Post{{Text: title, Title: title}}})
	}
	d.Facts.Topics = append(d.Facts.Topics, strings.Join(c.phrase[0], " "), c.theme[0], c.theme[1], c.theme[2]) // one that no other article has
	if p.recent = append(p.recent, d); len(p.recent) > 2000 {
		p.recent = p.recent[1000:]
	}
	return d
}

// copyOf makes d what another paper made of an article: another headline, up to a third of the end left out.
func (p *press) copyOf(d *doc, of doc) {
	d.Title = of.Title + " " + p.words.draw(p.r)
	d.Lead, d.Facts = of.Lead, of.Facts
	cut := len(of.Body) - p.r.IntN(len(of.Body)/3+1)
	d.Body = strings.ToValidUTF8(of.Body[:cut], "")
}
