package officials

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"diembao/news"
	"diembao/viet"
	"diembao/viet/gazetteer"
	"diembao/viet/officials/posts"
)

// A class is what a phrase of the lexicon can be; one phrase may be several things.
type class uint32

const (
	isBare       class = 1 << iota // a title that stands alone beside a name: Bí thư, Thủ tướng, Hiệu trưởng
	isTitle                        // a title that is a post only with its body: Giám đốc, Trưởng phòng
	isHonour                       // đồng chí, ông, bà
	isHonours                      // các đồng chí, hai ông
	isRank                         // ranks, degrees, titles of churches
	isQual                         // nguyên, cố, quyền
	isMany                         // các, hai: before a title shared by several
	isAppoint                      // giữ chức: the post after it goes to the subject
	isTowards                      // đối với: the name after it takes the post before
	isCopula                       // là, hiện là
	isAnd                          // và, cùng
	isBorn                         // sinh năm
	isParty                        // bodies whose name is complete: Tỉnh ủy, UBND, Công an
	isOrg                          // words that open a body's name: Sở, Ban, Trung tâm
	isPrivate                      // words that open a private body's name
	isLevel                        // tỉnh, huyện, xã
	isSector                       // what a body is for
	isVia                          // thuộc, của, tại: between parts of a body's name
	isStop                         // verbs and small words after which no body's name goes on
	isState                        // private words of the state's own houses
	isTopic                        // bodies named by a free topic: Ban Chỉ đạo
	isNamedAfter                   // houses named after people: schools, pagodas, streets
	isForeign                      // countries and places abroad
	isProvince                     // names of the gazetteer, by level
	isDistrict
	isCommune
	isHistory  // people of history
	isMasthead // words that open an outlet's own particulars
	isImprint  // titles that do so before a colon
	isSure     // surnames
	isMaybe
	isEnder // words that no name goes on with, capitals or not: a sentence that lost its stop
)

const (
	isHead  = isBare | isTitle
	isBody  = isParty | isOrg | isPrivate | isLevel | isSector
	isPlace = isProvince | isDistrict | isCommune | isForeign
)

var classNames = map[string]class{
	"honour": isHonour, "honours": isHonours, "rank": isRank, "qual": isQual, "many": isMany,
	"appoint": isAppoint, "towards": isTowards, "copula": isCopula, "and": isAnd, "born": isBorn, "party": isParty, "org": isOrg,
	"private": isPrivate, "level": isLevel, "sector": isSector, "via": isVia, "stop": isStop, "state": isState, "topic": isTopic,
	"namedafter": isNamedAfter, "foreign": isForeign, "history": isHistory, "masthead": isMasthead, "imprint": isImprint, "ender": isEnder, "word": 0,
}

//go:embed lexicon.tsv
var lexiconTable string

//go:embed people.tsv
var peopleTable string

//go:embed surnames.tsv
var surnameTable string

// A branch leads to a node of the trie.
type branch struct {
	node int32 // leaf if nothing goes on from it; 0: there is no such branch
	ends class // what the phrase that ends there is
}

// leaf is the node of all phrases that are part of no longer one.
const leaf = -1

// A lexicon is one trie over the syllables of all phrases. It is immutable once loaded.
type lexicon struct {
	symbols map[string]int32   // Key of a syllable -> number, from 1
	words   viet.Table[int32]  // the same by viet.WordHash
	starts  []class            // by number: what phrases that begin with it can be
	names   []class            // by number: isSure, isMaybe
	keys    []string           // by number
	first   []branch           // by number: where phrases go that begin with it
	edges   viet.Table[branch] // by edge: where they go on
	and     int32              // number of "và"
}

var kinds = map[news.PlaceKind]class{news.ProvinceKind: isProvince, news.District: isDistrict, news.Commune: isCommune, news.Country: isForeign}

// spellings are the ways in which newspapers write a name of the highlands: Đắk, Đăk and Đak Glong, Đưng KNớ and K'Nớ.
func spellings(name string) []string {
	all := []string{name}
	if first, rest, two := strings.Cut(name, " "); two && viet.Fold(first) == "dak" {
		all = all[:0]
		for _, dak := range [...]string{"Đắk", "Đăk", "Đak", "Dak", "Đắc"} {
			all = append(all, dak+" "+rest)
		}
	}
	for i := 1; i+1 < len(name); i++ {
		if (name[i] == 'K' || name[i] == 'H') && name[i-1] == ' ' {
			if next, _ := utf8.DecodeRuneInString(name[i+1:]); unicode.IsUpper(next) {
				all = append(all, name[:i+1]+"'"+name[i+1:])
			}
		}
	}
	return append(all, strings.ReplaceAll(name, "' ", "'"))
}

// load reads the tables and the gazetteer's names once.
var load = sync.OnceValue(func() *lexicon {
	x := &loader{lexicon: &lexicon{symbols: map[string]int32{}, words: viet.NewTable[int32](nil), starts: make([]class, 1), names: make([]class, 1),
		keys: make([]string, 1)}, next: map[uint64]int32{}, ends: make([]class, 1)}
	x.cut.lex = x.lexicon
	for line := range strings.Lines(lexiconTable + peopleTable) {
		name, phrases, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || line[0] == '#' {
			continue
		}
		for p := range strings.SplitSeq(phrases, ";") {
			for _, phrase := range posts.SpellOut(p) {
				x.add(phrase, classNames[name])
			}
		}
	}
	for text, bare := range posts.Titles() {
		if bare {
			x.add(text, isBare)
		} else {
			x.add(text, isTitle)
		}
	}
	for u := range gazetteer.Load().All() {
		kind := kinds[u.Kind]
		if u.Kind == news.OtherPlace && len(u.Province) == 2 && u.Province[0] >= 'A' {
			kind = isForeign // a place abroad: its parent is a country
		}
		if kind == 0 {
			continue
		}
		if u.Name[0] >= '0' && u.Name[0] <= '9' {
			continue // Quận 1, Phường 5: a number after a level is read as one
		}
		for _, name := range spellings(u.Name) {
			x.add(name, kind)
		}
		for _, alias := range u.Aliases {
			x.add(alias, kind)
		}
	}
	for line := range strings.Lines(surnameTable) {
		kind, words, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || line[0] == '#' {
			continue
		}
		for w := range strings.FieldsSeq(words) {
			n := x.number(w)
			x.names[n] |= map[string]class{"sure": isSure, "maybe": isMaybe}[kind]
		}
	}
	return x.compile()
})

// A loader makes a lexicon.
type loader struct {
	*lexicon
	next    map[uint64]int32 // node<<32 | number -> node
	ends    []class          // by node
	cut     lexer
	cutting viet.Cut
}

// compile makes the tables that are read by from the maps that were added to.
func (x *loader) compile() *lexicon {
	words := make(map[uint64]int32, len(x.symbols))
	for key, n := range x.symbols {
		if viet.Key(key) == key { // else no word of a text has it
			words[viet.WordHash(key)] = n
		}
	}
	inner := make([]bool, len(x.ends))
	for at := range x.next {
		inner[at>>32] = true
	}
	x.first = make([]branch, len(x.starts))
	edges := make(map[uint64]branch, len(x.next))
	for at, to := range x.next {
		b := branch{to, x.ends[to]}
		if !inner[to] {
			b.node = leaf
		}
		if node, n := int32(at>>32), int32(at&(1<<32-1)); node == 0 {
			x.first[n] = b
		} else {
			edges[edge(node, n)] = b
		}
	}
	x.words, x.edges, x.and = viet.NewTable(words), viet.NewTable(edges), x.symbols["và"]
	return x.lexicon
}

// number is the number of a syllable's Key, given at first sight.
func (x *loader) number(key string) int32 {
	n, ok := x.symbols[key]
	if !ok {
		n = int32(len(x.starts))
		x.symbols[key] = n
		x.starts = append(x.starts, 0)
		x.names = append(x.names, 0)
		x.keys = append(x.keys, key)
	}
	return n
}

// add puts a phrase into the trie, without its marks and "và", which longest passes over in a text.
func (x *loader) add(phrase string, c class) {
	if strings.Contains(phrase, ".") {
		phrase = strings.ToUpper(phrase) // the lexer keeps dots inside capitals only
	}
	x.cutting.Read(phrase)
	cut := &x.cut
	cut.read(&x.cutting)
	node, first := int32(0), int32(0)
	for cut.next() {
		for _, t := range cut.toks {
			if t.mark != 0 {
				continue
			}
			n := t.sym
			if n == 0 {
				cut.symbol(phrase[t.start:t.end])
				n = x.number(string(cut.key))
			}
			if n == x.symbols["và"] && c&(isBody|isRank) != 0 && node != 0 {
				continue
			}
			if first == 0 {
				first = n
			}
			at := uint64(node)<<32 | uint64(n)
			to, ok := x.next[at]
			if !ok {
				to = int32(len(x.ends))
				x.ends = append(x.ends, 0)
				x.next[at] = to
			}
			node = to
		}
	}
	if first != 0 {
		x.starts[first] |= c
		x.ends[node] |= c
	}
}

// longest is the longest phrase of the wanted classes at toks[i]: the index after it and what it is, or i and 0. Marks
// and "và" between syllables are passed over when loose, as in "Văn hóa, Thể thao và Du lịch".
func (x *lexicon) longest(toks []token, i int, want class, loose bool) (int, class) {
	if i >= len(toks) || x.starts[toks[i].sym]&want == 0 {
		return i, 0
	}
	end, found, node := i, class(0), int32(0)
	for j := i; j < len(toks); j++ {
		to, ok := x.step(node, toks[j].sym)
		if !ok && loose && j > i && j+1 < len(toks) && (joins(&toks[j]) || toks[j].sym == x.and) && !x.opensPost(toks, j+1) {
			if j++; joins(&toks[j]) && j+1 < len(toks) {
				j++ // "Phát thanh, - Truyền hình" does occur
			}
			if to, ok = x.step(node, toks[j].sym); !toks[j].caps {
				want &^= isParty // "Trung ương và đoàn công tác" has no "Trung ương Đoàn"
			}
		}
		if !ok {
			break
		}
		node = to.node
		if c := to.ends & want; c != 0 {
			end, found = j+1, c
		}
	}
	return end, found
}

// opensPost says that a title of two syllables or more stands at toks[i]: "Trung ương Đảng, Ủy viên" has no "Đảng ủy".
func (x *lexicon) opensPost(toks []token, i int) bool {
	end, head := x.longest(toks, i, isHead, false)
	return head != 0 && end-i > 1
}

// step is where the syllable of a number leads from a node; false when nowhere.
func (x *lexicon) step(node, sym int32) (to branch, ok bool) {
	switch {
	case node == leaf || sym == 0:
	case node == 0:
		to = x.first[sym]
	default:
		to = x.edges.Get(edge(node, sym))
	}
	return to, to.node != 0
}

// edge is what leads from a node on by the syllable of a number: another one for each, and well mixed.
func edge(node, sym int32) uint64 { return (uint64(node)<<32 | uint64(sym)) * 0x9E3779B97F4A7C15 }

// joins says that a mark can stand inside a body's name.
func joins(t *token) bool {
	return t.mark == ',' || t.mark == '-' || t.mark == '&' || t.mark == '/'
}
