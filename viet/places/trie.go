package places

import (
	"slices"
	"sync"

	"diembao/news"
	"diembao/viet"
	"diembao/viet/gazetteer"
)

// The trie holds every name of the gazetteer, syllable by syllable. A node is known by the hash of the syllables that
// lead to it, so the trie is one table of hashes.
type trie struct {
	g     *gazetteer.Gazetteer
	slots []slot // open addressing; the length is a power of two
	names []name
	units []int32          // names[i] stands for units[first:first+n], as gazetteer.At counts
	kinds []kindSet        // of the units
	small viet.Table[bool] // first syllables of the names that begin with a small letter
}

type slot struct {
	hash uint64 // of the syllables so far; 0 is an empty slot
	name int32  // the name that ends here, plus one
	more bool   // longer names begin with it
}

type name struct {
	first, n int32
	kinds    kindSet
	risky    bool // also a word
	given    bool // also a given name
	syllable bool // one syllable such as words have: Mỹ, Anh, Vinh
	brand    bool // Sài Gòn
	uncle    bool // Hồ Chí Minh
	lower    bool // some syllable after the first is written small: Đồng bằng sông Cửu Long
	small    bool // the first one is: miền Bắc, châu Á
	words    int8
}

// kindSet is the kinds of place that bear a name, a bit for each.
type kindSet uint8

const (
	isProvince kindSet = 1 << iota
	isDistrict
	isCommune
	isCountry
	isOther
)

func kindOf(k news.PlaceKind) kindSet {
	switch k {
	case news.ProvinceKind:
		return isProvince
	case news.District:
		return isDistrict
	case news.Commune:
		return isCommune
	case news.Country:
		return isCountry
	}
	return isOther
}

// step is the hash of a node's child.
func step(node, syllable uint64) uint64 {
	h := (node ^ syllable) * 0x9E3779B97F4A7C15
	return h ^ h>>29 | 1 // never the hash of an empty slot
}

const root = 0x51ED270B

// index is the trie; the first call builds it.
var index = sync.OnceValue(build)

func build() *trie {
	t := &trie{g: gazetteer.Load()}
	b := builder{units: map[uint64][]int32{}, shape: map[uint64]name{}, small: map[uint64]bool{}}
	i := int32(0)
	for u := range t.g.All() {
		t.kinds = append(t.kinds, kindOf(u.Kind))
		b.add(u.Name, i, u.Kind)
		for _, a := range u.Aliases {
			b.add(a, i, u.Kind)
		}
		i++
	}
	b.fill(t)
	return t
}

type builder struct {
	scanner scanner
	cut     viet.Cut
	words   []word
	units   map[uint64][]int32 // node of a whole name -> units
	shape   map[uint64]name
	paths   []path
	order   []uint64
	small   map[uint64]bool
}

type path struct {
	node uint64
	more bool
}

func (b *builder) add(text string, unit int32, kind news.PlaceKind) {
	b.cut.Read(text)
	b.words = b.scanner.scan(b.words[:0], &b.cut)
	if len(b.words) == 0 || len(b.words) > maxWords {
		return
	}
	node, shape := uint64(root), name{words: int8(len(b.words)), small: !b.words[0].cap && !b.words[0].digit}
	for i, w := range b.words {
		node = step(node, w.key)
		b.paths = append(b.paths, path{node, i+1 < len(b.words)})
		shape.lower = shape.lower || i > 0 && !w.cap && !w.digit
	}
	if shape.small {
		b.small[b.words[0].key] = true
	}
	have, ok := b.shape[node]
	if !ok {
		b.order = append(b.order, node)
		have = shape
	}
	have.kinds |= kindOf(kind)
	have.small, have.lower = have.small || shape.small, have.lower || shape.lower
	have.syllable = len(b.words) == 1 && viet.Syllable(text)
	if kind == news.ProvinceKind {
		key := gazetteer.Key(text)
		_, have.risky = slices.BinarySearch(risky, key)
		_, have.given = slices.BinarySearch(given, key)
		_, have.brand = slices.BinarySearch(brand, key)
		_, have.uncle = slices.BinarySearch(uncle, key)
	}
	b.shape[node] = have
	if !slices.Contains(b.units[node], unit) {
		b.units[node] = append(b.units[node], unit)
	}
}

// maxWords is how many syllables the longest name has that is looked for.
const maxWords = 10

func (b *builder) fill(t *trie) {
	size := 1
	for size < 2*len(b.paths) {
		size *= 2
	}
	t.slots, t.small = make([]slot, size/2), viet.NewTable(b.small)
	for _, p := range b.paths {
		s := t.slot(p.node)
		s.hash = p.node
		s.more = s.more || p.more
	}
	for _, node := range b.order {
		n := b.shape[node]
		n.first, n.n = int32(len(t.units)), int32(len(b.units[node]))
		t.units = append(t.units, b.units[node]...)
		t.names = append(t.names, n)
		t.slot(node).name = int32(len(t.names))
	}
}

// slot is where the node is, or would be.
func (t *trie) slot(node uint64) *slot {
	mask := uint64(len(t.slots) - 1)
	for i := node & mask; ; i = (i + 1) & mask {
		if s := &t.slots[i]; s.hash == node || s.hash == 0 {
			return s
		}
	}
}

// risky are the keys of names of provinces that are also words or mean something else as often. They
// count as provinces only with evidence.
var risky = keysOf("Hòa Bình", "Huế", "Sài Gòn", "Saigon")

// given are the keys of names of provinces that journalists bear too: alone in a line they sign.
var given = keysOf("Hòa Bình", "Thái Bình", "Hà Nam", "Hải Dương", "Hà Giang", "An Giang", "Bình Dương", "Long An", "Huế")

// brand are the keys of the old name of Hồ Chí Minh City, which many companies bear: Sài Gòn Max, Zero Waste Saigon.
var brand = keysOf("Sài Gòn", "Saigon")

// uncle are the keys of the name of President Hồ Chí Minh. They mean the city only after its type or between provinces.
var uncle = keysOf("Hồ Chí Minh", "HCM", "Ho Chi Minh")

func keysOf(names ...string) []string {
	var keys []string
	for _, n := range names {
		keys = append(keys, gazetteer.Key(n))
	}
	slices.Sort(keys)
	return keys
}
