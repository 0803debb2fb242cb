package places

import (
	"cmp"
	"slices"
	"sync"

	"diembao/news"
	"diembao/viet"
)

// reader reads one article; it is kept for the next one.
type reader struct {
	scanner    scanner
	trie       *trie
	day        news.Day // of the map; zero is today's
	text       string   // of the field being read
	words      []word
	mentions   []mention
	fieldStart int // first mention of the field being read
	signs      signs
	bearer     int32   // name of a province that a person in the article bears, -1 if none
	provinces  []int32 // those the text names
	home       int32   // the source's province on the article's map, -1 unknown
}

// signs is what the words besides names say about the article.
type signs struct {
	bare   int // "tỉnh", "Tỉnh ủy" without a name
	nation int // bodies of the state
	local  int // "UBND thành phố", "Thành ủy": bodies of a city
	area   int // huyện, xã, phường without a name, one or many
	office int // "Sở Y tế", "Huyện ủy", "UBND xã" without a name: offices of the outlet's own province
}

var readers = sync.Pool{New: func() any { return new(reader) }}

// Find names the places of an article and the province it is about. It takes time linear in the text, never fails, and
// may be called by any number of goroutines. Offsets are bytes of the field of doc that the mention names.
func Find(doc viet.Text, ctx Context) Finding {
	var cut viet.Reading
	cut.Read(viet.Text{Title: cmp.Or(doc.Title, ctx.Title), Lead: cmp.Or(doc.Lead, ctx.Lead), Body: doc.Body})
	return find(&cut, doc, ctx)
}

// FindIn is Find in a text that has been cut. Title and Lead of ctx are not looked at.
func FindIn(cut *viet.Reading, ctx Context) Finding { return find(cut, cut.Text(), ctx) }

// find reads cut and gives the places of doc, whose parts those of cut are unless they are empty.
func find(cut *viet.Reading, doc viet.Text, ctx Context) Finding {
	r := readers.Get().(*reader)
	defer readers.Put(r)
	r.trie, r.day, r.mentions, r.signs = index(), ctx.Published, r.mentions[:0], signs{}
	fields := cut.Parts()
	if ctx.Published.IsZero() {
		for _, f := range fields {
			r.words = r.scanner.scan(r.words[:0], f.Cut)
			if r.speaksOfDistricts() {
				r.day = lastOldDay
				break
			}
		}
	}
	r.home, r.bearer = r.homeOf(ctx.Province), -1
	if ctx.Published.IsZero() && r.day.IsZero() && r.formerHome(ctx.Province) {
		r.day = lastOldDay // the outlet is known under a name of the map before
		r.home = r.homeOf(ctx.Province)
	}
	for _, f := range fields {
		r.text = f.Text
		r.words = r.scanner.scan(r.words[:0], f.Cut)
		r.match(f.Field)
		r.read()
	}
	if ctx.Published.IsZero() && r.day.IsZero() && r.namesFormer() {
		r.day = lastOldDay
	}
	r.resolveProvinces()
	r.resolve(isDistrict, -1)
	subject := r.subject(ctx)
	r.resolve(isDistrict|isCommune, subject.unit)
	if subject.unit < 0 {
		subject = r.subject(ctx)
	}
	finding := Finding{Places: r.places(doc, subject), Subject: subject.Subject}
	if cap(r.words) > 1<<16 || cap(r.mentions) > 1<<12 { // one huge text need not be remembered
		r.words, r.mentions = nil, nil
	}
	r.text = ""
	return finding
}

// lastOldDay is the last day of the map with districts.
var lastOldDay = news.Day{Year: 2025, Month: 6, Day: 30}

// speaksOfDistricts says that the text has the word huyện, quận or thị xã.
func (r *reader) speaksOfDistricts() bool {
	for i, w := range r.words {
		if w.lex&(lexHuyen|lexQuan) != 0 || w.lex&lexXa != 0 && i > 0 && r.words[i-1].lex&lexThi != 0 {
			return true
		}
	}
	return false
}

// namesFormer says that the text names a province of the map before July 2025 that is not on today's.
func (r *reader) namesFormer() bool {
	for k := range r.mentions {
		if m := &r.mentions[k]; m.kind == isProvince && !m.weak && r.trie.g.At(int(r.province(m.name))).To == lastOldDay {
			return true
		}
	}
	return false
}

// homeOf is the source's province on the article's map; it may be named as on any other.
func (r *reader) homeOf(province string) int32 {
	if province == "" {
		return -1
	}
	g := r.trie.g
	if u, ok := g.Province(province, r.day); ok {
		return int32(u.Index())
	}
	for _, u := range g.Ever(province) {
		if u.Kind == news.ProvinceKind {
			return r.onMap(int32(u.Index()))
		}
	}
	return -1
}

// formerHome says that the source's province is one of the map before July 2025 that is not on today's.
func (r *reader) formerHome(province string) bool {
	if province == "" {
		return false
	}
	_, today := r.trie.g.Province(province, news.Day{})
	u, before := r.trie.g.Province(province, lastOldDay)
	return !today && before && u.To == lastOldDay
}

// onMap is the province of the article's map in which a province of another day lies; itself when there is none.
func (r *reader) onMap(i int32) int32 {
	u := r.trie.g.At(int(i))
	for range 4 {
		if u.On(r.day) {
			return int32(u.Index())
		}
		next := r.trie.g.Successors(u)
		if len(next) != 1 {
			break
		}
		u = next[0]
	}
	return i
}

// read counts the signs in the words of the field.
func (r *reader) read() {
	at := r.fieldStart
	for i := range r.words {
		w := &r.words[i]
		if w.lex&lexSigns == 0 {
			continue
		}
		for at < len(r.mentions) && int(r.mentions[at].last) < i {
			at++
		}
		named := at < len(r.mentions) && int(r.mentions[at].first) <= i+2
		switch {
		case w.lex&lexTinh != 0 && !named && (i == 0 || r.words[i-1].lex&lexMany == 0): // UBND tỉnh; not: các tỉnh
			r.signs.bare++
		case w.lex&lexNation2 != 0 && i > 0 && r.words[i-1].lex&lexNation != 0 && r.words[i-1].cap:
			r.signs.nation++ // Quốc hội, Thủ tướng, Bộ trưởng
		case w.lex&lexUy != 0 && i > 0 && r.words[i-1].lex&lexThanh != 0:
			r.signs.local++
		case r.wholeNation(i):
			r.signs.nation++
		case r.officeAt(i) && !r.namesProvince(at, i):
			r.signs.office++
		case w.lex&(lexHuyen|lexXa|lexPhuong) != 0 && !w.cap && r.plainLevel(i):
			r.signs.area++
		}
	}
}

// officeAt says that the word at i is part of an office of a province, or ends that of a unit in it, without a name.
func (r *reader) officeAt(i int) bool {
	w := &r.words[i]
	if w.lex&lexDepartment != 0 {
		alone := i == 0 || r.words[i-1].lex&lexMany == 0
		return w.cap && !w.caps && alone && i+1 < len(r.words) && r.words[i+1].cap && r.words[i+1].gap == gapSpace
	}
	if i == 0 || w.gap != gapSpace {
		return false
	}
	before := r.words[i-1].lex
	if w.lex&lexHuyen != 0 && r.alone(i) || w.lex&lexXa != 0 && i > 1 && before&lexThi != 0 && r.alone(i-1) {
		return true // trong huyện, Công an thị xã
	}
	return w.lex&lexUy != 0 && before&(lexHuyen|lexThi|lexQuan) != 0 || w.lex&(lexHuyen|lexXa|lexPhuong|lexQuan) != 0 && before&lexOrg != 0
}

// wholeNation says that the word at i ends "cả nước", "toàn quốc" or begins a ministry: Bộ Y tế, but not Bộ Chỉ huy.
func (r *reader) wholeNation(i int) bool {
	w := &r.words[i]
	if i > 0 && w.gap == gapSpace && w.lex&(lexNuoc|lexNation) != 0 && r.words[i-1].lex&lexWhole != 0 {
		return true
	}
	if w.lex&lexNation == 0 || !w.cap || w.caps || i+1 >= len(r.words) {
		return false
	}
	next := &r.words[i+1]
	return w.end-w.start == int32(len("Bộ")) && next.cap && !next.caps && next.gap == gapSpace && next.lex&lexStaff == 0
}

// plainLevel says that the word at i is huyện, xã or phường, not a kind of them (cấp huyện, xã nghèo) nor part of another
// word: xã hội, hợp tác xã.
func (r *reader) plainLevel(i int) bool {
	return (i+1 >= len(r.words) || r.words[i+1].lex&(lexNation2|lexQuality) == 0) && (i == 0 || r.words[i-1].lex&(lexTac|lexTier) == 0)
}

// alone says that the level word at i is one unit without a name: "trong huyện", not "các huyện", "cấp huyện", "huyện đảo".
func (r *reader) alone(i int) bool {
	w := &r.words[i]
	next := min(i+1+boolInt(w.lex&lexThi != 0), len(r.words)-1)
	return !w.cap && r.words[i-1].lex&(lexMany|lexTier) == 0 && (r.words[next].lex&lexQuality == 0 && !r.words[next].cap || r.words[next].gap != gapSpace) && w.gap == gapSpace
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// namesProvince says that a province is named within a few words after i, where mention at is the next one.
func (r *reader) namesProvince(at, i int) bool {
	for ; at < len(r.mentions) && int(r.mentions[at].first) <= i+12; at++ {
		if r.mentions[at].kind&(isProvince|isCountry) != 0 {
			return true
		}
	}
	return false
}

// places groups the mentions by the unit they mean.
func (r *reader) places(doc viet.Text, subject subject) []news.Place {
	type group struct {
		kind kindSet
		unit int32
		name int32
	}
	at := make(map[group]int, 16)
	var out []news.Place
	add := func(g group, m *mention, make func() news.Place) {
		i, ok := at[g]
		if !ok {
			i = len(out)
			at[g] = i
			out = append(out, make())
		}
		text := doc.Body
		switch m.field {
		case news.InTitle:
			text = doc.Title
		case news.InLead:
			text = doc.Lead
		}
		if int(m.end) <= len(text) { // else the field stood in the context
			rule := m.rule
			if m.city && g.kind == isProvince {
				rule = "city"
			}
			out[i].Mentions = append(out[i].Mentions, news.Mention{Text: text[m.start:m.end], Field: m.field, Start: int(m.start), End: int(m.end), Rule: rule})
		}
	}
	for k := range r.mentions {
		m := &r.mentions[k]
		if m.kind == 0 {
			continue
		}
		g := group{m.kind, m.unit, -1}
		if m.unit < 0 {
			g.name = m.name
		}
		add(g, m, func() news.Place { return r.place(m) })
		if m.city {
			p := r.province(m.name)
			add(group{isProvince, p, -1}, m, func() news.Place { return r.placeOf(p, "the city of the same name lies in it") })
		}
	}
	return slices.DeleteFunc(out, func(p news.Place) bool { return len(p.Mentions) == 0 })
}

// place is the place that m means; without a code when it is not known which.
func (r *reader) place(m *mention) news.Place {
	if m.unit >= 0 {
		return r.placeOf(m.unit, m.reason)
	}
	n := &r.trie.names[m.name]
	p := news.Place{Name: r.trie.g.At(int(r.trie.units[n.first])).Name, Kind: kindName(m.kind), Reason: m.reason}
	for _, c := range m.choices {
		u := r.trie.g.At(int(c))
		p.Name = u.Name
		p.Choices = append(p.Choices, u.Code)
	}
	if of := r.unitOf(m); of >= 0 {
		p.Province = r.trie.g.At(int(of)).Province
	}
	return p
}

// unitOf is the unit of a district or commune, or one of those it may be when all lie in one province; else -1.
func (r *reader) unitOf(m *mention) int32 {
	if m.unit >= 0 || len(m.choices) == 0 {
		return m.unit
	}
	for _, c := range m.choices[1:] {
		if r.trie.g.At(int(c)).Province != r.trie.g.At(int(m.choices[0])).Province {
			return -1
		}
	}
	return m.choices[0]
}

func (r *reader) placeOf(i int32, reason string) news.Place {
	u := r.trie.g.At(int(i))
	p := news.Place{Name: u.Name, Kind: u.Kind, Code: u.Code, Province: u.Province, Reason: reason}
	if now, ok := r.trie.g.Current(u); ok && u.Kind != news.Country && u.Kind != news.OtherPlace {
		p.Current = news.Current{Name: now.Name, Code: now.Code}
	}
	return p
}

func kindName(k kindSet) news.PlaceKind {
	switch k {
	case isProvince:
		return news.ProvinceKind
	case isDistrict:
		return news.District
	case isCommune:
		return news.Commune
	case isCountry:
		return news.Country
	}
	return news.OtherPlace
}

func number(d news.Day) int { return d.Year*10000 + int(d.Month)*100 + d.Day }
