package places

import (
	"diembao/news"
)

// typ is the type that stands before a name.
type typ uint8

const (
	typNone typ = iota
	typTinh
	typTP
	typThuDo
	typTX
	typHuyen
	typQuan
	typXa
	typPhuong
	typTT
	typDacKhu
	typNuoc
)

// word is the gazetteer's name of the type.
func (t typ) word() string {
	return [...]string{"", "Tỉnh", "Thành phố", "Thành phố", "Thị xã", "Huyện", "Quận", "Xã", "Phường", "Thị trấn", "Đặc khu", "Nước"}[t]
}

// A mention is a name in the text. Stage by stage more of it is known.
type mention struct {
	field       news.Field
	first, last int32 // words
	start, end  int32 // bytes
	name        int32 // in trie.names
	kind        kindSet
	typ         typ
	many        bool   // in a list of units of one type
	weak        bool   // counts only when the province is shown otherwise
	in          bool   // after "ở", "tại"
	origin      bool   // where somebody is from or lives
	road        bool   // an end of a road: cao tốc Hà Nội - Bắc Giang
	city        bool   // a city with its province's name
	rule        string // how it was found
	link        int32  // mentions back to the one it stands beside, 0 if none
	sep         gap    // what is between them
	unit        int32  // gazetteer index; -1 is not known
	choices     []int32
	reason      string
}

// before is what stands before a name.
type before struct {
	typ   typ
	first int // its first word
	many  bool
}

// typeBefore reads the type before word i.
func (r *reader) typeBefore(i int) before {
	none := before{first: i}
	if i == 0 {
		return none
	}
	g := r.words[i].gap
	at := i - 1
	for n := 0; n < 4 && at > 0 && g == gapSpace && r.words[at].lex&lexQuality != 0 && r.words[at].gap == gapSpace && !r.words[at].cap; n++ {
		at--
	}
	b := r.typeAt(at)
	if b.typ == typNone && at != i-1 {
		at = i - 1
		b = r.typeAt(at)
	}
	if b.typ == typNone {
		return none
	}
	if b.first > 0 && r.words[b.first].gap == gapSpace {
		p := r.words[b.first-1]
		b.many = p.lex&lexMany != 0 || p.digit
	}
	switch {
	case g == gapColon: // "các xã, phường: A, B"
		b.many = true
	case g == gapSpace, g == gapDash && r.words[at].lex&lexTP != 0:
	case (g == gapPoint || g == gapPointSpace) && r.words[at].lex&(lexTP|lexTX|lexTT|lexLetter) != 0:
	default:
		return none
	}
	if b.typ != typTP && r.words[at].lex&lexLetter != 0 && (g != gapPoint && g != gapPointSpace || !r.words[at].cap) {
		return none
	}
	return b
}

// typeAt reads the type whose last word is at.
func (r *reader) typeAt(at int) before {
	w := r.words[at]
	var p word // the one before it
	if at > 0 && w.gap == gapSpace {
		p = r.words[at-1]
	}
	two := before{first: at - 1}
	switch {
	case w.lex&lexUy != 0: // Tỉnh ủy, Thành đoàn, Huyện ủy
		switch {
		case p.lex&lexTinh != 0:
			two.typ = typTinh
		case p.lex&lexThanh != 0:
			two.typ = typTP
		case p.lex&lexThi != 0:
			two.typ = typTX
		case p.lex&lexHuyen != 0:
			two.typ = typHuyen
		case p.lex&lexQuan != 0:
			two.typ = typQuan
		default:
			return before{first: at}
		}
		return two
	case w.lex&lexPho != 0 && p.lex&lexThanh != 0:
		two.typ = typTP
	case w.lex&lexXa != 0 && p.lex&lexThi != 0:
		two.typ = typTX
	case w.lex&lexTran != 0 && p.lex&lexThi != 0:
		two.typ = typTT
	case w.lex&lexKhu != 0 && p.lex&lexDac != 0:
		two.typ = typDacKhu
	case w.lex&lexDo != 0 && p.lex&lexThu != 0:
		two.typ = typThuDo
	case w.lex&lexLetter != 0 && at > 0 && w.gap == gapPoint && r.spells(at, "P") && r.spells(at-1, "T"): // T.P
		two.typ = typTP
	default:
		return before{typ: r.oneWordType(w, p), first: at}
	}
	return two
}

// spells says that word i is s to the letter.
func (r *reader) spells(i int, s string) bool { return r.text[r.words[i].start:r.words[i].end] == s }

// joined says that a dash or an ampersand without space ties the word to the one before it: Sở TT-TT, Sở TT&TT.
func (r *reader) joined(w word) bool {
	return w.start > 0 && (r.text[w.start-1] == '-' || r.text[w.start-1] == '&')
}

func (r *reader) oneWordType(w, p word) typ {
	switch {
	case w.lex&lexTinh != 0:
		return typTinh
	case w.lex&lexTP != 0:
		return typTP
	case w.lex&lexTX != 0 && w.caps:
		return typTX
	case w.lex&lexTT != 0 && w.caps && !r.joined(w): // TT Hải Hà; not Sở TT-TT
		return typTT
	case w.lex&lexHuyen != 0:
		return typHuyen
	case w.lex&lexQuan != 0:
		return typQuan
	case w.lex&lexPhuong != 0:
		return typPhuong
	case w.lex&lexXa != 0 && p.lex&lexTac == 0: // not: hợp tác xã Lâm Đồng
		return typXa
	case w.lex&lexNuoc != 0:
		return typNuoc
	case w.lex&lexLetter != 0 && w.end-w.start == 1: // P.5, Q.8, H.Củ Chi
		switch r.text[w.start] {
		case 'P':
			return typPhuong
		case 'Q':
			return typQuan
		case 'H':
			return typHuyen
		case 'X':
			return typXa
		}
	}
	return typNone
}

// match finds the names among the words of one field.
func (r *reader) match(field news.Field) {
	var ends [maxWords]struct{ last, name int32 }
	r.fieldStart = len(r.mentions)
	for i := 0; i < len(r.words); i++ {
		if !r.opens(i) {
			continue
		}
		n, node, small := 0, uint64(root), false
		for j := i; j < len(r.words) && j-i < maxWords; j++ {
			w := &r.words[j]
			if j > i && w.gap > gapDash && w.gap != gapPoint && !(w.gap == gapPointSpace && r.shortens(i, j)) {
				break
			}
			node = step(node, w.key)
			s := r.trie.slot(node)
			if s.hash == 0 {
				break
			}
			small = small || j > i && !w.cap && !w.digit
			if s.name > 0 && r.spelt(i, j, s.name-1, small) {
				ends[n].last, ends[n].name = int32(j), s.name-1
				n++
			}
			if !s.more {
				break
			}
		}
		if n == 0 {
			continue
		}
		b := r.typeBefore(i)
		for n--; n >= 0; n-- {
			m := mention{field: field, first: int32(i), last: ends[n].last, name: ends[n].name, typ: b.typ, many: b.many, unit: -1}
			if r.judge(&m, b) {
				m.start, m.end = r.words[i].start, r.words[m.last].end
				m.origin = r.originAt(b.first)
				m.road = r.roadAt(i)
				r.mentions = append(r.mentions, m)
				i = int(m.last)
				break
			}
		}
	}
}

// opens says that a name may begin at word i as far as spelt will allow. It spares most words the look into the trie.
func (r *reader) opens(i int) bool {
	w := &r.words[i]
	return w.cap || r.trie.small.Get(w.key) || i > 0 && r.words[i-1].lex&(lexTinh|lexPhuong|lexQuan|lexLetter) != 0
}

// maxRoad is how many words the ends of a road have that stand before its last one at most.
const maxRoad = 8

// roadAt says that the name that begins at word i is one of the ends by which a road, a railway or a line is called: "cao
// tốc Hạ Long - Hải Phòng", "tuyến Hà Nội - Lạng Sơn". What goes by is not what the article is about.
func (r *reader) roadAt(i int) bool {
	dash := false
	for k := i; k > 0 && i-k < maxRoad; k-- {
		switch g := r.words[k].gap; {
		case g == gapDash:
			dash = true
		case g == gapSpace && r.words[k-1].lex&lexRoad != 0:
			return dash || r.dashAfter(i)
		case g != gapSpace && g != gapPoint:
			return false
		}
		if !r.words[k-1].cap {
			return false
		}
	}
	return false
}

// dashAfter says that the run of capitalised words at i ends at a dash before another.
func (r *reader) dashAfter(i int) bool {
	for k := i + 1; k < len(r.words) && k-i < maxRoad && r.words[k].cap; k++ {
		if r.words[k].gap == gapDash {
			return true
		}
		if r.words[k].gap != gapSpace {
			return false
		}
	}
	return false
}

// shortens says that the words from i up to j are "TT" or "T.T", whose point does not end a sentence: TT. Huế, T.T. Huế.
func (r *reader) shortens(i, j int) bool {
	return j == i+1 && r.words[i].lex&lexTT != 0 || j == i+2 && r.spells(i, "T") && r.spells(i+1, "T")
}

// maxOrigin is how many words "quê", "trú tại xã A, huyện B" stand before the province at most.
const maxOrigin = 12

// originAt says that the name that begins at word i is where a person is from or lives: "(44 tuổi, tỉnh A)", "quê A".
func (r *reader) originAt(i int) bool {
	for k := i; k > 0 && i-k < maxOrigin; k-- {
		switch r.words[k].gap {
		case gapSpace, gapComma, gapColon, gapDash, gapPoint, gapNone, gapSlash:
		default:
			return false
		}
		if r.words[k-1].lex&lexOrigin != 0 {
			return true
		}
	}
	return false
}

// spelt says that the words i to j may be the name as far as capitals go.
func (r *reader) spelt(i, j int, at int32, small bool) bool {
	w, n := &r.words[i], &r.trie.names[at]
	if (w.cap || n.small) && (!small || n.lower) {
		return true
	}
	if i == 0 || w.gap != gapSpace && w.gap != gapPoint && w.gap != gapPointSpace {
		return false
	}
	p := r.words[i-1].lex
	if w.digit {
		return i == j && p&(lexPhuong|lexQuan|lexLetter) != 0
	}
	// "tỉnh lâm đồng", "Đài Phát thanh và Truyền hình Hà giang"
	return n.kinds&isProvince != 0 && n.words > 1 && (p&lexTinh != 0 || w.cap && p&lexOrg != 0)
}

// linkTo finds the mention beside which a name with its type at word first stands: nothing is between them but a comma,
// a dash, a bracket or "và".
func (r *reader) linkTo(first int) (int32, gap) {
	if len(r.mentions) == r.fieldStart {
		return 0, gapStop
	}
	last := int(r.mentions[len(r.mentions)-1].last)
	g := r.words[first].gap
	switch {
	case last == first-1 && g != gapLine && g != gapPointSpace && g != gapStop && g != gapPoint:
		return 1, g
	case last == first-2 && g == gapSpace && r.words[first-1].lex&lexAnd != 0 && r.words[first-1].gap <= gapComma:
		return 1, gapComma
	case last == first-2 && g == gapSpace && r.words[first-1].lex&lexAt != 0 && r.words[first-1].gap == gapSpace:
		return 1, gapSpace // "xã A thuộc huyện B"
	}
	return 0, gapStop
}

// previous is the mention beside which m stands.
func (r *reader) previous(m *mention) *mention {
	if m.link == 0 {
		return nil
	}
	return &r.mentions[len(r.mentions)-1]
}
