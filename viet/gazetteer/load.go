package gazetteer

import (
	_ "embed" // the tables
	"strings"
	"sync"
	"time"

	"diembao/news"
)

//go:embed data/provinces.tsv
var provincesTSV string

//go:embed data/districts.tsv
var districtsTSV string

//go:embed data/communes.tsv
var communesTSV string

//go:embed data/countries.tsv
var countriesTSV string

//go:embed data/named.tsv
var namedTSV string

// A Gazetteer answers questions about places. It never changes and is safe for concurrent use.
type Gazetteer struct {
	rows    []row
	byCode  map[string]int32 // first row of the code; the others follow by sameCode
	byName  map[uint64]int32 // first row of the name's key; the others follow by names
	names   []nameRef
	within  map[string][]int32 // rows of a province's districts and communes, of a district's communes
	aliases map[int32][]string
	ended   func() map[string][]int32 // code -> rows that ended and left something to it; built when first asked
}

// row is a unit in little space; its strings are parts of the embedded tables.
type row struct {
	code, name, typ string
	parent          string // province of a district or of a new commune, district of an old one, country of a place abroad
	heirs           string // codes on the map after To, separated by commas; "~" before the code of a unit that got a part only
	from, to        int32  // days as year*10000+month*100+day; 0 is open
	sameCode        int32  // next row of the same code, plus one
	kind            byte
}

type nameRef struct {
	row  int32
	next int32 // plus one
}

var kinds = [...]news.PlaceKind{news.ProvinceKind, news.District, news.Commune, news.Country, news.OtherPlace}

const (
	province byte = iota
	district
	commune
	country
	other
)

var load = sync.OnceValue(read)

func read() *Gazetteer {
	g := &Gazetteer{
		rows:    make([]row, 0, 18_000),
		byCode:  make(map[string]int32, 14_000),
		byName:  make(map[uint64]int32, 12_000),
		names:   make([]nameRef, 0, 20_000),
		within:  make(map[string][]int32, 900),
		aliases: make(map[int32][]string, 400),
	}
	for kind, table := range []string{provincesTSV, districtsTSV, communesTSV, countriesTSV, namedTSV} {
		g.table(byte(kind), table)
	}
	g.link()
	g.ended = sync.OnceValue(g.indexEnded)
	return g
}

// Load is the gazetteer. The first call parses the embedded tables, the others share its result.
func Load() *Gazetteer { return load() }

// table adds the rows of one table: code, name, type, parent, from, to, heirs, aliases. Missing columns are empty.
func (g *Gazetteer) table(kind byte, table string) {
	for line := range strings.Lines(table) {
		if line[0] == '#' {
			continue
		}
		var f [8]string
		rest := strings.TrimSuffix(line, "\n")
		for i := range f {
			f[i], rest, _ = strings.Cut(rest, "\t")
		}
		r := row{kind: kind, code: f[0], name: f[1], typ: f[2], parent: f[3], from: number(f[4]), to: number(f[5]), heirs: f[6]}
		g.rows = append(g.rows, r)
		if f[7] != "" {
			g.aliases[int32(len(g.rows)-1)] = strings.Split(f[7], "|")
		}
	}
}

// link builds the indexes.
func (g *Gazetteer) link() {
	last := make(map[string]int32, len(g.rows))
	var key []byte
	for i := range g.rows {
		r, at := &g.rows[i], int32(i)
		if r.code != "" {
			if before, ok := last[r.code]; ok {
				g.rows[before].sameCode = at + 1
			} else {
				g.byCode[r.code] = at
			}
			last[r.code] = at
		}
		if r.parent != "" {
			g.within[r.parent] = append(g.within[r.parent], at)
		}
		key = AppendKey(key[:0], r.name)
		g.addName(key, at)
		for _, a := range g.aliases[at] {
			key = AppendKey(key[:0], a)
			g.addName(key, at)
		}
	}
}

func (g *Gazetteer) addName(key []byte, at int32) {
	h := hash(key)
	first, ok := g.byName[h]
	ref := nameRef{row: at}
	if ok {
		if g.names[first].row == at {
			return // an alias with the key of the name
		}
		ref.next = g.names[first].next
		g.names[first].next = int32(len(g.names)) + 1
	} else {
		g.byName[h] = int32(len(g.names))
	}
	g.names = append(g.names, ref)
}

// hash is FNV-1a; a test holds that no two names of the tables share one.
func hash(key []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range key {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

// number reads "20250701" or "2025-07-01" as 20250701, anything else as 0.
func number(s string) (n int32) {
	for i := range len(s) {
		if c := s[i]; c >= '0' && c <= '9' {
			n = n*10 + int32(c-'0')
		}
	}
	return n
}

// dayOf is a day of the tables, all of which a test holds to be valid.
func dayOf(n int32) news.Day {
	return news.Day{Year: int(n / 10000), Month: time.Month(n / 100 % 100), Day: int(n % 100)}
}

func dayNumber(d news.Day) int32 { return int32(d.Year*10000 + int(d.Month)*100 + d.Day) }
