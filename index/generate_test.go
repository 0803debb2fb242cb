package index

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"time"

	"diembao/news"
)

// A press writes articles that look to an index like those of newspapers: syllables and compounds with the frequencies
// of a language, names, numbers, sentences, three kilobytes each. They mean nothing. Equal seeds write equal articles.
type press struct {
	r         *rand.Rand
	syllables []string
	compounds [][2]int
	cum       []float64 // of compounds
	names     []string
}

func newPress(seed uint64) *press {
	p := &press{r: rand.New(rand.NewPCG(seed, 99))}
	onsets := strings.Fields("b c ch d đ g gi h kh l m n ng nh ph qu r s t th tr v x")
	rimes := strings.Fields("a á à ả ạ an án àn ản ạn ang áng àng anh ánh ành ao áo ào au âu ấu ầu ay ây ấy ầy e é è en eo ê ế ề ên ến ết ệt i í ì ị in ính ình inh o ó ò ọ ong óng òng oi ói ô ố ồ ộ ông ống ồng ộng ôi ối ơ ớ ờ ơn ới ời u ú ù ụ ung úng ùng ư ứ ừ ưng ước ương ướng ường ượng uyên uyến uyền iên iến iền iện iêu iều yêu oa oá oà oan oán uân uất")
	for _, o := range onsets {
		for _, m := range rimes {
			p.syllables = append(p.syllables, o+m)
		}
	}
	p.r.Shuffle(len(p.syllables), func(i, j int) { p.syllables[i], p.syllables[j] = p.syllables[j], p.syllables[i] })
	sum := 0.0
	for i := range 40_000 {
		p.compounds = append(p.compounds, [2]int{p.zipf(len(p.syllables)), p.zipf(len(p.syllables))})
		sum += 1 / math.Pow(float64(i)+8, 0.95)
		p.cum = append(p.cum, sum)
	}
	for range 4000 {
		c := func() string {
			s := []rune(p.syllables[p.r.IntN(len(p.syllables))])
			return strings.ToUpper(string(s[:1])) + string(s[1:])
		}
		p.names = append(p.names, c()+" "+c()+" "+c())
	}
	return p
}

// zipf draws a rank, small ones often.
func (p *press) zipf(n int) int {
	return min(n-1, int(math.Exp(p.r.Float64()*math.Log(float64(n)+1)))-1)
}

func (p *press) compound() string {
	v := p.r.Float64() * p.cum[len(p.cum)-1]
	lo, hi := 0, len(p.cum)
	for lo < hi {
		if m := (lo + hi) / 2; p.cum[m] < v {
			lo = m + 1
		} else {
			hi = m
		}
	}
	c := p.compounds[min(lo, len(p.compounds)-1)]
	return p.syllables[c[0]] + " " + p.syllables[c[1]]
}

func (p *press) sentence() string {
	var b strings.Builder
	for i := range 8 + p.r.IntN(8) {
		if i > 0 {
			b.WriteByte(' ')
		}
		switch k := p.r.IntN(20); {
		case k < 13:
			b.WriteString(p.compound())
		case k < 17:
			b.WriteString(p.syllables[p.zipf(300)])
		case k == 17:
			b.WriteString(p.names[p.zipf(len(p.names))])
		case k == 18:
			fmt.Fprintf(&b, "%d", p.r.IntN(3000))
		default:
			b.WriteString("ủy ban nhân dân tỉnh")
		}
		if p.r.IntN(9) == 0 {
			b.WriteByte(',')
		}
	}
	return b.String() + "."
}

// article writes article id of n, published in order of id over six years.
func (p *press) article(id, n int) Doc {
	var body strings.Builder
	for range 20 + p.r.IntN(24) {
		body.WriteString(p.sentence())
		body.WriteByte("\n   "[p.r.IntN(4)])
	}
	d := Doc{SourceKind: news.Newspaper}
	d.ID = news.ID(id)
	d.Title, d.Lead, d.Body = p.compound()+" "+p.compound()+" "+p.compound(), p.sentence(), body.String()
	d.Published = news.Instant{Time: time.Date(2019, 1, 1, 6, 0, 0, 0, news.ICT).Add(time.Duration(float64(id) / float64(n) * 6 * 365 * 24 * float64(time.Hour)))}
	d.Source = fmt.Sprintf("bao-%02d", p.zipf(63))
	d.Article.Province = news.Subject{Code: []string{"68", "66", "01", "48", "79", "38", "40", "92"}[p.zipf(8)]}
	for range 2 {
		d.Officials = append(d.Officials, news.Official{Name: p.names[p.zipf(500)], Positions: []string{"Chủ tịch UBND tỉnh"}, Posts: []news.Post{{Title: "Chủ tịch"}}})
	}
	return d
}

// question is one of the mixed queries: compounds, names, phrases, syllables, alternatives; every third without
// diacritics.
func (p *press) question(i int) string {
	q := p.compound()
	switch i % 6 {
	case 1:
		q = p.names[p.zipf(len(p.names))]
	case 2:
		q = `"` + p.compound() + `"`
	case 3:
		q = `"` + p.compound() + `" "` + p.compound() + `"`
	case 4:
		q = `"` + p.compound() + `" OR "` + p.compound() + `" OR ` + p.compound()
	case 5:
		q = p.syllables[p.zipf(300)] + " " + p.syllables[p.zipf(300)] + " " + p.compound()
	}
	return q
}
