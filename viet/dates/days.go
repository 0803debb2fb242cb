package dates

import (
	"time"

	"diembao/news"
)

// days reads a day or several joined ones at token i: "31/7", "9-11/10", "từ 28/9 đến 2/10/2020", "9 và 10/10".
func (f *finder) days(i int) int {
	if f.gluedBefore(i) {
		return i
	}
	cue := f.cueBefore(i)
	var buf [16]partDay
	chain := f.chainAt(buf[:0], i, cue)
	if len(chain) == 0 {
		return f.loneDay(i, cue)
	}
	rule, ok := f.accept(chain, &cue)
	if !ok {
		return i
	}
	fillChain(chain)
	f.emit(chain, cue, rule)
	f.chain = chain[len(chain)-1].to
	return f.chain
}

// chainAt reads the days joined from token i on; a last one without a month is left out.
func (f *finder) chainAt(chain []partDay, i int, cue cue) []partDay {
	for joined := byte(0); len(chain) < cap(chain); {
		p, ok := f.dayAt(i, f.bareFits(i, joined, cue))
		follows := joined != 0 && chain[len(chain)-1].m > 0 && chain[len(chain)-1].sep == p.sep
		if !ok || !follows && !f.trusted(p, cue) {
			break
		}
		p.joined = joined
		chain = append(chain, p)
		if joined, i = f.joinAt(p.to); joined == 0 {
			break
		}
		if q, ok := f.dayAt(i+1, false); f.is(i, wMung) && ok && q.lunar {
			i++ // từ 29 tháng 8 đến mùng 2 tháng 9 âm lịch
		}
	}
	for len(chain) > 0 && (chain[len(chain)-1].m == 0 || len(chain) > 1 && f.shareAtEnd(chain[len(chain)-1])) {
		chain = chain[:len(chain)-1]
	}
	return chain
}

// shareAtEnd says that the last of several joined days is a share: "ngày 31/7, 5/8 xã".
func (f *finder) shareAtEnd(p partDay) bool {
	named := f.is(p.from-1, wNgay) || f.is(p.from-1, wPart)
	return p.joined == 'l' && p.sep == '/' && p.y == 0 && !named && p.d <= p.m && f.counted(p.to) // "2/7 và 21/8 người dân": none has 21 of 8
}

// trusted says that a day is written as days are. 31-7 and 2.9 are days only after "ngày" and the like, as holidays,
// and 30-6 in brackets or after "đến".
func (f *finder) trusted(p partDay, cue cue) bool {
	switch {
	case p.m == 0 || p.y > 0 || p.lunar || p.sep == '/' || p.sep == 't':
		return true
	case f.counted(p.to) || f.is(p.to, wGio) && !f.zoneAt(p.to) || f.is(p.to, wNgay) && !f.is(p.to+1, wThang):
		return false // 5-7 ngày, 2.5 triệu, 6-9 giờ
	case cue.strong:
		return true
	case p.sep == '.':
		return false
	case isHoliday(p.d, p.m) && f.festive(p.from):
		return true
	}
	bracketed := f.sign(p.from-1, '(') && f.sign(p.to, ')')
	return (cue.medium || bracketed) && p.d > 12 || cue.medium && f.timeBehind(p, cue)
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

// bareFits says that a number without a month may be a day at token i.
func (f *finder) bareFits(i int, joined byte, cue cue) bool {
	if joined != 0 {
		return true
	}
	if cue.minutes {
		return false
	}
	dash := f.sign(i+1, '-') && f.at(i+2).kind == number
	return cue.strong || cue.since || dash
}

// joinAt reads what joins two days at token i: its kind and the token after it; 0 when nothing does.
func (f *finder) joinAt(i int) (joined byte, next int) {
	t := f.at(i)
	switch {
	case t.kind == sign && t.sign == '-' || t.id == wDen || t.id == wToi:
		joined = 'r'
	case t.id == wCho && f.is(i+1, wDen):
		joined = 'r'
		i++
	case t.kind == sign && (t.sign == ',' || t.sign == '&' || t.sign == ';') || t.id == wVa || t.id == wRang:
		joined = 'l'
	default:
		return 0, i
	}
	i++
	if f.sign(i-1, ',') && f.is(i, wVa) {
		i++
	}
	for range 6 {
		switch t := f.at(i); {
		case t.id == wNgay, t.id == wHet, t.id == wPart, t.id == wVao, t.id == wRang:
			i++
		case t.kind == number && f.is(i+1, wGio):
			i += 2
			if f.at(i).kind == number && (f.at(i).glued || f.is(i+1, wPhut)) {
				i++
			}
			if f.is(i, wPhut) {
				i++
			}
		default:
			return joined, i
		}
	}
	return joined, i
}

// accept says whether the chain's words are days at all, and by which rule.
func (f *finder) accept(chain []partDay, cue *cue) (rule string, ok bool) {
	first, last := chain[0], chain[len(chain)-1]
	p := first
	for _, p = range chain {
		if p.m > 0 {
			break
		}
	}
	if f.hungKings(p) {
		for i := range chain {
			chain[i].lunar = true
		}
		return RuleLunar, true
	}
	switch {
	case last.lunar:
		for i := range chain {
			chain[i].lunar = chain[i].lunar || chain[i].y == 0 && last.joined == 'r' // both ends are of one calendar
		}
		return RuleLunar, true
	case last.y > 0 && !(p.sep == '/' && cue.numbered && f.is(first.from-1, wSo)):
		return RuleDay, true
	case f.torn(p, last.to):
		return "", false
	case cue.strong:
		return RuleDayMonth, true
	case len(chain) == 1 && f.address(p):
		return "", false
	case cue.numbered || cue.reported || f.counted(last.to) || f.named(p):
		return "", false
	case p.sep == 't':
		named := f.at(last.to-1).kind == word // 1 tháng Năm
		return RuleDayMonth, (cue.medium || len(chain) > 1 || named) && !f.is(last.to, wNgay)
	}
	if p.d == 24 && p.m == 7 || len(chain) == 1 && commonShare(p) && (cue.loose && !f.opens(p) || f.partOf(last.to)) {
		return "", false // round the clock; from one third to two thirds; sau 2/3 thời gian làm bài
	}
	if isHoliday(p.d, p.m) && (f.festive(first.from) || cue.medium) {
		return RuleHoliday, true
	}
	fraction := p.d <= p.m || p.d <= 12
	ranged := len(chain) > 1 && last.joined == 'r' && (first.m == 0 && first.d < p.d && p.d > p.m || first.m > 0 && last.d > 12)
	return RuleDayMonth, cue.medium || !fraction || ranged || f.chain >= 0 && f.chain == first.from-1
}

// named says that a thing is called by the day or number p: tổ 15/4, địa chỉ: 25/7.
func (f *finder) named(p partDay) bool {
	before := p.from - 1
	if f.sign(before, ':') {
		before--
	}
	return f.is(before, wCount) && !f.is(before-1, wThoi) && !isHoliday(p.d, p.m) && f.fold(before) != "cu" // but: thời điểm 14/6, bầu cử 23/5
}

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

// hungKings says that 10/3 is the lunar day of the Hùng kings.
func (f *finder) hungKings(p partDay) bool {
	if p.d != 10 || p.m != 3 || p.y > 0 {
		return false
	}
	for j := p.from - 1; j >= 0 && j >= p.from-8; j-- {
		if f.toks[j].id == wHung {
			return true
		}
	}
	return false
}

// festive says that a word such as lễ, dịp, kỷ niệm, Ngày stands shortly before token i in the same clause.
func (f *finder) festive(i int) bool {
	for j := i - 1; j >= 0 && j >= i-12; j-- {
		switch t := f.toks[j]; {
		case t.id == wDip && f.holidayWord(j) || t.id == wNgay && f.at(j+1).kind != number || t.id == wKyNiem || t.id == wTet:
			return true
		case t.sign == '.' || t.sign == ';':
			return false
		}
	}
	return false
}

// holidayWord says that the word of a holiday at token j is one and not part of a name or another word: Quốc khánh and
// quốc tế, not Khánh Hòa and kinh tế.
func (f *finder) holidayWord(j int) bool {
	switch f.fold(j) {
	case "khanh", "te":
		return j > 0 && f.fold(j-1) == "quoc"
	case "thong":
		return f.fold(j+1) == "nhat"
	}
	return true
}

// isHoliday says that the day is one of the yearly days that newspapers name without a year.
func isHoliday(d, m int) bool {
	switch m*100 + d {
	case 101, 109, 203, 227, 303, 308, 326, 421, 430, 501, 507, 515, 519, 601, 605, 621, 628, 711, 727, 819, 828, 902, 1001, 1010, 1013, 1014,
		1015, 1020, 1109, 1118, 1120, 1123, 1222:
		return true
	}
	return false
}

// fillChain gives the days that lack a month or a year those of the day behind them.
func fillChain(chain []partDay) {
	for i := len(chain) - 2; i >= 0; i-- {
		p, q := &chain[i], chain[i+1]
		if p.m == 0 {
			p.m, p.y, p.cycle, p.lunar = q.m, q.y, q.cycle, q.lunar
			continue
		}
		if p.y == 0 && q.y > 0 {
			p.y, p.lunar = q.y, q.lunar
			if p.m > q.m || p.m == q.m && p.d > q.d {
				p.y--
			}
		}
	}
}

// emit adds the days of a chain: ranges as one span, the others one by one.
func (f *finder) emit(chain []partDay, cue cue, rule string) {
	for i := 0; i < len(chain); {
		j := i + 1
		start := chain[i].from
		if i == 0 && (len(chain) == 1 || !f.sign(start-1, '(')) {
			start = cue.start
		}
		for i > 0 && (f.is(start-1, wNgay) || f.is(start-1, wPart)) {
			start--
		}
		from, reason := f.settle(chain[i], cue)
		if f.yearly(chain[len(chain)-1].to) && chain[i].y == 0 {
			from, reason = news.Day{}, "every year"
		}
		if j == len(chain) || chain[j].joined != 'r' {
			r := rule
			if r == RuleDay && chain[i].y == 0 {
				r = RuleDayMonth
			}
			f.add(start, f.closed(start, chain[i].to), from, from, r, reason)
			i = j
			continue
		}
		to, late := f.settle(chain[j], cue)
		if from.IsZero() && reason == "every year" {
			to = from
		}
		if chain[i].y > 0 && chain[j].y == 0 && !from.IsZero() {
			to = dayIn(chain[i].y, chain[j])
		}
		sameDay := chain[i].d == chain[j].d && chain[i].m == chain[j].m && chain[i].y != chain[j].y
		lives := chain[i].y > 0 && chain[j].y > chain[i].y+1 && !cue.since
		if sameDay || lives || !from.IsZero() && to == from.Add(1) {
			// 3/2/1930 - 3/2/2020: an anniversary, or a life, not ninety years; 9-10/10: both days are named
			f.add(start, chain[i].to, from, from, rule, reason)
			f.add(chain[j].from, chain[j].to, to, to, rule, late)
			i = j + 1
			continue
		}
		if !from.IsZero() && to.Before(from) && chain[j].y == 0 {
			to = dayIn(to.Year+1, chain[j])
		}
		if to.Before(from) {
			from, reason = news.Day{}, "ends before it begins"
		}
		f.add(start, chain[j].to, from, to, RuleRange, reason)
		i = j + 1
	}
}

// yearly says that "hằng năm" stands at token i.
func (f *finder) yearly(i int) bool { return f.is(i, wHang) && f.is(i+1, wNam) }

// closed is to, or the token after it when a bracket that opened in front of the day closes there.
func (f *finder) closed(start, to int) int {
	if !f.sign(to, ')') {
		return to
	}
	for j := start; j < to; j++ {
		if f.sign(j, '(') {
			return to + 1
		}
	}
	return to
}

// dayIn is the day p in a year; zero when that year has no such day (29 February).
func dayIn(year int, p partDay) news.Day {
	d := news.Day{Year: year, Month: time.Month(p.m), Day: p.d}
	if !d.Valid() {
		return news.Day{}
	}
	return d
}

// loneDay reads "ngày 13" without a month: a day, but not which.
func (f *finder) loneDay(i int, cue cue) int {
	t := f.at(i)
	if !f.is(i-1, wNgay) || f.at(i-2).kind == number || t.digits > 2 || t.n < 1 || t.n > 31 || !f.endsClean(i+1, false) {
		return i
	}
	if f.is(i-2, wCac) || f.is(i-2, wHang) || f.is(i+1, wHang) || f.counted(i+1) {
		return i
	}
	f.add(cue.start, i+1, news.Day{}, news.Day{}, RuleDayMonth, reasonNoMonth)
	return i + 1
}
