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

// trusted says that a day is written as days are. 31-7 and 2.9 are days only after "ngày" and the like, as holidays,
// and 30-6 in brackets or after "đến".
func (f *finder) trusted(p partDay, cue cue) bool {
	switch {
	case p.m == 0 || p.y > 0 || p.lunar || p.sep == '/' || p.sep == 't':
		return true
	case f.measured(p.to):
		return false // (mỗi) ngày 5-7 tấn
	case cue.strong:
		return true
	case f.counted(p.to):
		return false // từ 15-20 hộ; but: ngày 8-8 huyện khởi công
	case f.atDay(p):
		return true
	case p.sep == '.':
		return false
	case isHoliday(p.d, p.m) && f.festive(p.from):
		return true
	}
	bracketed := f.sign(p.from-1, '(') && f.sign(p.to, ')')
	return (cue.medium || bracketed) && p.d > 12 || cue.medium && f.timeBehind(p, cue)
}

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
	case t.kind == sign && (t.sign == ',' || t.sign == '&' || t.sign == ';') || t.id == wVa || t.id == wRang || t.id == wOr:
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
	case last.y > 0 && !(p.sep == '/' && cue.numbered && f.is(first.from-1, wSo)): // not: số 12/5/2019
		return RuleDay, true
	case f.torn(p, last.to):
		return "", false
	case cue.strong:
		return RuleDayMonth, true
	case len(chain) == 1 && f.address(p):
		return "", false
	case cue.numbered || cue.reported || f.counted(last.to) || f.named(p): // đường 3/2, đạt 3/4, 5/5 xã, tổ 15/4
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
	// What may be a share needs a word before it; 31/7 is none, nor is the end of 9-11/10 or of 28/6 - 15/7.
	fraction := p.d <= p.m || p.d <= 12
	ranged := len(chain) > 1 && last.joined == 'r' && (first.m == 0 && first.d < p.d && p.d > p.m || first.m > 0 && last.d > 12)
	return RuleDayMonth, cue.medium || !fraction || ranged || f.scheduled(p, first.from, last.to) || f.chain >= 0 && f.chain == first.from-1
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
	if f.is(i-2, wCac) || f.is(i-2, wHang) || f.is(i+1, wHang) || f.counted(i+1) && !(f.is(i+1, wThang) && f.is(i+2, wNayThis)) {
		return i
	}
	d, to := f.monthOfLone(t.n, i+1)
	f.add(cue.start, to, d, d, RuleDayMonth, reasonNoMonth)
	return to
}

// monthOfLone is the day d of the month that the words at token i tell: "ngày 26 tới", "ngày 12 vừa qua", "ngày 5 tháng này".
// It is zero, and the token i, when they tell none or no publication day is known.
func (f *finder) monthOfLone(d, i int) (news.Day, int) {
	pub := f.ref.Published
	if pub.IsZero() {
		return news.Day{}, i
	}
	shift, to := 0, i+1
	switch {
	case f.is(i, wToi) && f.at(i+1).kind != number && (f.at(i+1).id != 0 || f.at(i+1).kind != word):
		shift = boolInt(d <= pub.Day)
	case f.is(i, wVua) && f.is(i+1, wQua):
		shift, to = -boolInt(d > pub.Day), i+2
	case f.is(i, wThang) && f.is(i+1, wNayThis):
		to = i + 2
	default:
		return news.Day{}, i
	}
	first := firstOfMonth(pub.Year, int(pub.Month)+shift)
	day := dayIn(first.Year, partDay{d: d, m: int(first.Month)})
	if day.IsZero() {
		return day, i
	}
	return day, to
}
