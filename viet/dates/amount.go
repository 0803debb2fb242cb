package dates

// torn says that a number goes on behind the day n/m: "24/2 4h" is what some texts make of 24/24h. A time of day may follow.
func (f *finder) torn(p partDay, i int) bool {
	t := f.at(i)
	if t.kind != number || p.sep != '/' || p.y > 0 {
		return false
	}
	if p.d == 24 && p.m == 2 && t.n == 4 {
		return true
	}
	named := f.is(p.from-1, wNgay) || f.is(p.from-1, wPart)
	return !named && !f.is(i+1, wGio) && !f.sign(i+1, ':')
}

// address says that n/m is the number of a house: tại 25/7 Nguyễn Huệ, trụ sở: 20/8 Lê Lợi.
func (f *finder) address(p partDay) bool {
	if p.sep != '/' || p.y > 0 || !f.capital(p.to) || !f.capital(p.to+1) {
		return false
	}
	if f.is(p.from-1, wAt) {
		return true
	}
	if f.sign(p.from-1, ':') {
		switch f.fold(p.from - 2) {
		case "so", "phong", "chi", "xuong", "quan", "nha":
			return true
		}
	}
	return false
}

// scheduled says that the day p of tokens i to j begins a line of a schedule: "- 3/3, thăm chùa", "- 5/3 thăm bản", "2/4: làm
// việc". A share behind a bullet is of a part of its whole: "- 2/3 số hộ".
func (f *finder) scheduled(p partDay, i, j int) bool {
	if i > 1 || i == 1 && f.toks[0].kind != sign || p.sep != '/' {
		return false
	}
	return f.sign(j, ',') || f.sign(j, ':') || p.d > p.m && f.at(j).kind == word && !f.capital(j)
}

// opens says that the day stands at the head of a sentence with a comma behind it: "Đến 1/10, nhà thầu ..."
func (f *finder) opens(p partDay) bool { return f.capital(p.from-1) && f.sign(p.to, ',') }

// partOf says that at token i stands what one takes shares of: 2/3 thời gian, 1/4 thế kỷ, 1/2 quãng đường.
func (f *finder) partOf(i int) bool {
	if f.at(i).kind != word {
		return false
	}
	switch f.fold(i) {
	case "thoi", "the", "quang", "chang", "hiep", "mua", "luong", "doi":
		return true
	}
	return f.is(i, wNhiem)
}

// commonShare says that n/m is more often a share than a day.
func commonShare(p partDay) bool {
	return p.d < p.m && p.m <= 5 && p.d*10+p.m != 15 || p.d == 1 && p.m == 10
}

// counted says that at token i stands a noun that is counted, so that n/m before it is a share: 5/5 xã.
func (f *finder) counted(i int) bool {
	t := f.at(i)
	return t.id == wCount || t.id == wSchool || t.id == wUnit || t.id == wLan || t.id == wSo && !f.is(i, wHoc) || t.sign == '%' || t.id == wThang
}

// measured says that at token i stands a measure: 2.5 triệu, 5-7 ngày, 6-9 giờ, 10-12 người, but 3-5 giờ Tokyo, 8-8 người dân.
func (f *finder) measured(i int) bool {
	t := f.at(i)
	switch {
	case t.id == wUnit, t.id == wLan, t.sign == '%', t.id == wThang:
		return true
	case t.id == wGio:
		return !f.zoneAt(i)
	case t.id == wNgay:
		return !f.is(i+1, wThang)
	case t.id != wCount:
		return false
	}
	next := f.fold(i + 1)
	switch f.fold(i) {
	case "dong": // 3-7 đồng; but: ngày 16-1 đồng loạt
		return next != "loat" && next != "y" && next != "nghia" && next != "thoi" && next != "chi" && next != "bao"
	case "trieu":
		return next != "tap" && next != "dai"
	case "m", "kg", "kv", "kw", "ha", "tan", "phan", "luot", "ca", "con", "cay", "diem", "bao", "tram":
		return true
	case "nguoi": // sáng 8-8 người dân; ngày 2-3 người
		if !f.is(i-4, wNgay) {
			return false
		}
		return next != "dan" && next != "nha" && next != "than"
	}
	return false
}

// named says that a thing is called by the day or number p: tổ 15/4, địa chỉ: 25/7.
func (f *finder) named(p partDay) bool {
	before := p.from - 1
	if f.sign(before, ':') {
		before--
	}
	return f.is(before, wCount) && !f.is(before-1, wThoi) && !isHoliday(p.d, p.m) && f.fold(before) != "cu" // but: thời điểm 14/6, bầu cử 23/5
}

// shareAtEnd says that the last of several joined days is a share: "ngày 31/7, 5/8 xã".
func (f *finder) shareAtEnd(p partDay) bool {
	named := f.is(p.from-1, wNgay) || f.is(p.from-1, wPart)
	return p.joined == 'l' && p.sep == '/' && p.y == 0 && !named && p.d <= p.m && f.counted(p.to) // "2/7 và 21/8 người dân": none has 21 of 8
}

// zoneAt says that "giờ" at token i names whose time it is: 3-5 giờ địa phương, 18-7 giờ Tokyo.
func (f *finder) zoneAt(i int) bool {
	return f.is(i, wGio) && !f.at(i).glued && (f.capital(i+1) || f.at(i+1).kind == word && f.fold(i+1) == "dia")
}

// timeBehind says that the words behind "7-3" make it a day though it may as well be an amount: từ 7-3 đến nay, từ 1-4 đã,
// từ 2-1 đến hết ngày 8-1, từ 5-9 đến 3-12 vừa qua.
func (f *finder) timeBehind(p partDay, cue cue) bool {
	if p.sep != '-' {
		return false
	}
	if f.pastOrComing(p.to) {
		return true
	}
	if !cue.since || !f.is(p.to, wDen) && !f.is(p.to, wToi) {
		return false
	}
	if f.is(p.to+1, wNay) {
		return true
	}
	_, i := f.joinAt(p.to)
	q, ok := f.dayAt(i, false)
	return ok && q.sep == '-' && !f.counted(q.to) && (f.is(i-1, wNgay) || f.pastOrComing(q.to))
}

// atDay says that the day stands between "vào" or "tức" and what does not go on from an amount: vào 4-5. vào 24.6 tới.
func (f *finder) atDay(p partDay) bool {
	if !f.is(p.from-1, wTuc) && !f.is(p.from-1, wVao) || p.sep == '.' && p.d <= 12 {
		return false
	}
	switch t := f.at(p.to); t.sign {
	case '.', ',', ';', ')':
		return !f.at(p.to+1).glued || f.at(p.to+1).kind == sign
	default:
		return t.kind == nothing || t.id == wAt || t.id == wDone || t.id == wFuture || t.id == wToi
	}
}

// pastOrComing says that đã, sẽ, vừa, này, tới, năm nay stand at token i: what stands before them is a time.
func (f *finder) pastOrComing(i int) bool {
	switch f.at(i).id {
	case wDone, wFuture, wVua, wNayThis:
		return true
	case wToi:
		return f.at(i+1).kind != number
	case wNam:
		return f.is(i+1, wNay)
	}
	return false
}

// capital says that the word at token i begins with a capital letter.
func (f *finder) capital(i int) bool { return f.at(i).kind == word && !f.lower(i) }
