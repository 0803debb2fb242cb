package places

// Words before a province's name that make it the name of something else, by their keys.
var (
	tap    = hashOf("tập")  // of tập đoàn
	power  = hashOf("điện") // of thủy điện, nhiệt điện
	rough  = hashOf("xi")   // of xi măng
	mang   = hashOf("măng")
	worn   = hashOf("khoác") // of khoác áo
	law    = hashOf("luật")  // of Pháp luật TP.HCM, a newspaper
	lawful = hashOf("pháp")
	hoang  = hashOf("hoàng") // of Hoàng Anh Gia Lai, a company
	anh    = hashOf("anh")
	shirt  = hashOf("áo")
	made   = keySet("thủy", "nhiệt")
	brands = keySet("bia", "rượu", "tmcp", "kcn", "ccn", "kđt", "kdc", "kđtm", "clb", "flc")
)

func keySet(words ...string) map[uint64]bool {
	set := make(map[uint64]bool, len(words))
	for _, w := range words {
		set[hashOf(w)] = true
	}
	return set
}

// firm says that the name is that of a group of companies: Tập đoàn Hòa Bình.
func (r *reader) firm(m *mention) bool {
	i := int(m.first)
	return i > 1 && r.words[i].gap == gapSpace && r.words[i-1].lex&lexOrg != 0 && r.words[i-1].gap == gapSpace && r.words[i-2].key == tap
}

// borne says that what stands before or behind the name makes it that of a power plant, a brand, a bank, an industrial
// park or a football club, which may lie or play anywhere: Thủy điện Sơn La, Bia Hà Nội, TMCP Sài Gòn, KCN Hòa Bình,
// CLB Quảng Nam, Nam Định FC.
func (r *reader) borne(m *mention) bool {
	i, next := int(m.first), int(m.last)+1
	if next < len(r.words) && r.words[next].gap == gapSpace && r.words[next].lex&lexBrand != 0 && r.words[next].caps {
		return true
	}
	if i == 0 || r.words[i].gap != gapSpace {
		return false
	}
	before := r.words[i-1].key
	if brands[before] {
		return true
	}
	if i < 2 || r.words[i-1].gap != gapSpace {
		return false
	}
	first := r.words[i-2].key
	return before == power && made[first] || before == mang && first == rough || before == shirt && first == worn ||
		before == law && first == lawful || r.words[i-1].cap && before == anh && first == hoang
}

// inLonger says that the name ends that of a commune or district which stands there whole: Hiệp Bình Phước.
func (r *reader) inLonger(m *mention) bool {
	i := int(m.first)
	return i > 0 && r.words[i].gap == gapSpace && r.words[i-1].cap && !r.words[i-1].caps && r.names(i-1, int(m.last), isCommune|isDistrict)
}

// maxCounted is how many words a list of provinces has between two names: "Phú Thọ 2 người, Hòa Bình 1".
const maxCounted = 3

// counted says that the name goes on a list of provinces with a number to each: "Yên Bái 10, Hòa Bình 1", "Vĩnh Phúc
// (211), Hòa Bình (218)".
func (r *reader) counted(m *mention) bool {
	if len(r.mentions) == r.fieldStart || r.words[m.first].gap != gapComma {
		return false
	}
	prev := &r.mentions[len(r.mentions)-1]
	from, to := int(prev.last)+1, int(m.first)
	if prev.kind != isProvince || prev.weak || from >= to || to-from > maxCounted || !r.words[from].digit {
		return false
	}
	for k := from + 1; k < to; k++ {
		if r.words[k].cap || r.words[k].gap > gapComma {
			return false
		}
	}
	return true
}

// beforeCity says that a city stands after the name in a list: "Vinh, Huế, Đồng Hới".
func (r *reader) beforeCity(m *mention) bool {
	i, next := int(m.first), int(m.last)+1
	return i > 0 && r.words[i].gap == gapComma && r.words[i-1].cap && next < len(r.words) && r.words[next].gap == gapComma && r.nameAt(next, isDistrict|isProvince) >= 0
}
