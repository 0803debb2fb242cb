package dates

import (
	"strings"
	"time"
	"unicode/utf8"

	"diembao/news"
	"diembao/viet"
)

// A date line is short. What is longer is a block of a page, which shows its date at its head if at all.
const maxLine = 600 // bytes of a date line that are looked at

// Line reads a visible date line of a page: "Thứ Năm, 02/11/2017 10:00 | GMT +7", "03:07, 31/07/2020", "Cập nhật lúc
// 15h30 ngày 2/4/2021", "5 Tháng Sáu, 2021", "2020-07-31 3:07 CH". It is false for lines without a year, for licences
// ("Giấy phép số ... cấp ngày ..."), for replies to comments and for prose that only names a day. Of several times
// it reads the first. Which lines of a page to ask about, and whether a masthead shows today's date, is for the caller.
func Line(s string) (Stamp, bool) {
	if len(s) > maxLine {
		s = s[:runeBorder(s, maxLine)]
	}
	l := liner{finder: finder{text: s, chain: -1}}
	cut := viet.Cut{Atoms: make([]viet.Atom, 0, 32)}
	cut.Read(s)
	l.toks = lex(make([]tok, 0, 32), s, cut.Atoms)
	for i := range l.toks {
		st, ok := l.lineAt(i)
		if ok && l.span(i) {
			return Stamp{}, false
		}
		if ok {
			return st, true
		}
	}
	return Stamp{}, false
}

// span says that the day at token i and another are the ends of a span: "05/03/2022 - 20/03/2022".
func (l *liner) span(i int) bool {
	_, to := l.fullDay(i)
	if l.sign(to, '-') || l.is(to, wDen) {
		if _, end := l.fullDay(to + 1); end > to+1 {
			return true
		}
	}
	if !l.sign(i-1, '-') && !l.is(i-1, wDen) {
		return false
	}
	for j := max(i-6, 0); j < i; j++ {
		if _, end := l.fullDay(j); end == i-1 && end > j {
			return true
		}
	}
	return false
}

// runeBorder is the last border of a rune of s at or before i.
func runeBorder(s string, i int) int {
	for i > 0 && i < len(s) && !utf8.RuneStart(s[i]) {
		i--
	}
	return i
}

// A liner reads one line.
type liner struct{ finder }

// lineAt reads a stamp whose day begins at token i.
func (l *liner) lineAt(i int) (Stamp, bool) {
	d, to := l.fullDay(i)
	if to == i {
		d, to = l.englishDay(i)
	}
	if to == i {
		d, to = l.shortDay(i)
	}
	if to == i || !d.Valid() {
		return Stamp{}, false
	}
	c, from, end := l.clockAround(i, to)
	offset, end := l.zone(end)
	st, ok := stampOf(d, c, offset)
	if !ok || !l.isLine(from, end, c.known) {
		return Stamp{}, false
	}
	st.Updated = l.saysUpdate(from)
	st.Start, st.End = l.toks[from].start, l.toks[end-1].end
	return st, true
}

// fullDay reads a day with its year at token i, and the token after it.
func (l *liner) fullDay(i int) (news.Day, int) {
	if l.gluedBefore(i) {
		return news.Day{}, i
	}
	if p, ok := l.dayAt(i, false); ok && !p.lunar {
		if y := l.at(p.to + 1); p.y == 0 && p.sep == 't' && l.sign(p.to, ',') && y.digits == 4 {
			p.y, p.to = y.n, p.to+2 // 5 Tháng Sáu, 2021
		} else if y := l.at(p.to); p.y == 0 && p.sep == 't' && y.digits == 4 {
			p.y, p.to = y.n, p.to+1 // 5 Tháng 6 2021
		}
		if p.y >= 1000 {
			return dayIn(p.y, p), p.to
		}
	}
	a, b, y := l.at(i), l.at(i+2), l.at(i+4)
	sep := l.at(i + 1).sign
	if a.kind != number || b.kind != number || y.kind != number || sep != '/' && sep != '-' || !l.sign(i+3, sep) {
		return l.monthFirst(i)
	}
	if !l.endsClean(i+5, true) && l.at(i+5).kind != word { // 2020-07-31T10:00
		return news.Day{}, i
	}
	switch {
	case a.digits == 4 && b.digits <= 2 && y.digits <= 2:
		return news.Day{Year: a.n, Month: time.Month(b.n), Day: y.n}, i + 5
	case y.digits == 4 && a.n <= 12 && b.n > 12 && b.digits == 2: // 12/31/2021, as some portals write
		return news.Day{Year: y.n, Month: time.Month(a.n), Day: b.n}, i + 5
	}
	return news.Day{}, i
}

// englishDay reads "03 Nov 2020", "November 3, 2020", "08-Oct-2019", as site systems that were never translated write, at
// token i.
func (l *liner) englishDay(i int) (news.Day, int) {
	month, d := i+1, l.at(i)
	y := i + 2
	if d.kind == word {
		month, d, y = i, l.at(i+1), i+2
	}
	if l.sign(i+1, '-') && l.sign(i+3, '-') {
		month, y = i+2, i+4
	}
	if l.sign(y, ',') {
		y++
	}
	m, year := englishMonth(l.word(month)), l.at(y)
	if m == 0 || d.kind != number || d.digits > 2 || year.kind != number || year.digits != 4 {
		return news.Day{}, i
	}
	return news.Day{Year: year.n, Month: m, Day: d.n}, y + 1
}

// shortDay reads "12 Th6, 2014" and "Th6 12, 2014", as WordPress abbreviates months in Vietnamese, at token i.
func (l *liner) shortDay(i int) (news.Day, int) {
	if l.gluedBefore(i) {
		return news.Day{}, i
	}
	d, th := i, i+1
	if l.at(i).kind == word {
		d, th = i+2, i
	}
	m, y := l.at(th+1), max(d+1, th+2)
	if l.sign(y, ',') {
		y++
	}
	day, year := l.at(d), l.at(y)
	if l.word(th) != "Th" || m.kind != number || !m.glued || m.n > 12 || day.kind != number || day.digits > 2 || year.kind != number || year.digits != 4 {
		return news.Day{}, i
	}
	return news.Day{Year: year.n, Month: time.Month(m.n), Day: day.n}, y + 1
}

// englishMonth is the month with that English name or its first three letters, 0 for other words.
func englishMonth(s string) time.Month {
	for m := time.January; m <= time.December && len(s) >= 3; m++ {
		if name := m.String(); strings.EqualFold(s, name) || strings.EqualFold(s, name[:3]) {
			return m
		}
	}
	return 0
}

// monthFirst reads "Tháng Sáu 5, 2021" whose day is token i.
func (l *liner) monthFirst(i int) (news.Day, int) {
	d, y := l.at(i), l.at(i+2)
	if d.kind != number || d.digits > 2 || !l.sign(i+1, ',') || y.kind != number || y.digits != 4 {
		return news.Day{}, i
	}
	for j := max(i-3, 0); j < i; j++ {
		if l.is(j, wThang) {
			if m, to := l.monthAt(j + 1); m > 0 && to == i {
				return news.Day{Year: y.n, Month: time.Month(m), Day: d.n}, i + 3
			}
		}
	}
	return news.Day{}, i
}

// clockAround reads the time of day behind the tokens i to j, or else before them; from and to take it in.
func (l *liner) clockAround(i, j int) (c clock, from, to int) {
	k := j
	for n := 0; n < 4 && l.filler(k); n++ {
		k++
	}
	if c, end := l.clockAt(k); c.known {
		return c, i, end
	}
	for k := i - 1; k >= 0 && k >= i-14; k-- {
		if c, end := l.clockAt(k); c.known && !l.gluedBefore(k) && l.onlyFillers(end, i) {
			return c, k, j
		}
	}
	return clock{}, i, j
}

// filler says that token i may stand between a day and its time.
func (l *liner) filler(i int) bool {
	t := l.at(i)
	switch t.id {
	case wNgay, wVao, wThu, wNhat, wChu, wGio:
		return true
	}
	return t.kind == sign && (t.sign == ',' || t.sign == '-' || t.sign == '|' || t.sign == '(' || t.sign == 0 || t.sign == '/' || t.sign == '.') ||
		t.kind == word && strings.EqualFold(l.word(i), "T") && t.glued
}

// word is the text of token i, empty beside the line.
func (l *liner) word(i int) string { return l.text[l.at(i).start:l.at(i).end] }

// onlyFillers says that between a time and its day stand only weekdays, "ngày" and punctuation.
func (l *liner) onlyFillers(i, j int) bool {
	for ; i < j; i++ {
		t := l.at(i)
		if l.filler(i) || t.sign == ')' || t.sign == '\'' || t.sign == '+' || t.sign == ':' || t.kind == number && l.is(i-1, wThu) || weekdayWord(t.id) > 0 || isHalf(l.word(i)) != 0 {
			continue
		}
		switch viet.Fold(l.word(i)) {
		case "gmt", "utc", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "cn", "7", "07":
			continue
		}
		return false
	}
	return true
}

// clockAt reads "10:00", "15h30", "14 giờ 30 phút", "3:07 CH", "08:07:11" at token i, and the token after it.
func (l *liner) clockAt(i int) (clock, int) {
	h, sep, m := l.at(i), l.at(i+1), l.at(i+2)
	if h.kind != number || h.digits > 2 || h.n > 24 {
		return clock{}, i
	}
	c, to := clock{h: h.n}, i
	switch {
	case sep.sign == ':' && m.kind == number && m.digits == 2 && m.glued:
		c.m, to, c.known = m.n, i+3, true
		if s := l.at(i + 4); l.sign(i+3, ':') && s.kind == number && s.digits == 2 {
			c.s, to = s.n, i+5
		}
	case sep.id == wGio && m.kind == number && m.digits <= 2 && (m.glued || l.is(i+3, wPhut) || m.digits == 2 && !l.sign(i+3, '/') && !l.sign(i+3, '-')):
		c.m, to, c.known = m.n, i+3, true
		if l.is(to, wPhut) {
			to++
		}
	case sep.id == wGio:
		to, c.known = i+2, true
	}
	if !c.known || c.m > 59 {
		return clock{}, i
	}
	if half := isHalf(l.word(to)); half != 0 {
		c, to = c.half(half > 0), to+1
	}
	return c, to
}

// isHalf is -1 for AM, SA and sáng, +1 for PM, CH, chiều and tối, 0 for other words.
func isHalf(s string) int {
	switch strings.ToUpper(s) {
	case "AM", "SA", "SÁNG":
		return -1
	case "PM", "CH", "CHIỀU", "TỐI":
		return +1
	}
	return 0
}

// zone reads "GMT+7", "| GMT +7", "(GMT+7)", "+07:00" at token i: the offset, ICT when none is said, and the token
// after it.
func (l *liner) zone(i int) (time.Duration, int) {
	j := i
	for l.sign(j, '|') || l.sign(j, '(') || l.sign(j, ',') || l.sign(j, '-') {
		j++
	}
	name := strings.ToUpper(l.word(j))
	if name != "GMT" && name != "UTC" {
		return ictOffset, i
	}
	n := l.at(j + 2)
	if !l.sign(j+1, '+') || n.kind != number || n.n > 14 {
		return ictOffset, i // "GMT" alone is a label more often than a zone
	}
	j += 3
	for l.sign(j, ':') || l.at(j).kind == number && l.at(j).glued && l.at(j).n == 0 {
		j++
	}
	if l.sign(j, ')') {
		j++
	}
	return time.Duration(n.n) * time.Hour, j
}

// isLine says that what stands around the tokens i to j makes a date line and not a sentence, licence or comment.
func (l *liner) isLine(i, j int, timed bool) bool {
	if l.sign(j, ':') && i > 0 && l.at(j+1).kind == word {
		return false // Lê Hoa - 12/05/2020 08:10: Bài viết hay
	}
	most := 3
	if timed {
		most = 10
	}
	return !l.licensed() && l.strange(0, i) <= most && l.strange(j, len(l.toks)) <= most+2
}

// strange counts the words of tokens i to j that belong to no date line.
func (l *liner) strange(i, j int) (n int) {
	for ; i < j; i++ {
		if l.at(i).kind != word {
			continue
		}
		if l.is(i, wPart) {
			n += 4 // "Sáng 31/7/2020" is prose
		}
		if !lineWords[viet.Fold(l.word(i))] && englishMonth(l.word(i)) == 0 {
			n++
		}
	}
	return n
}

// licensed says that the line holds a licence, a copyright or a reply to a comment.
func (l *liner) licensed() bool {
	folded := viet.Fold(l.text)
	if strings.HasPrefix(folded, "lich ") {
		return true // Lịch phát sóng ngày ...
	}
	for _, mark := range [...]string{"giay phep", "cap ngay", "/gp", "gp-", "ban quyen", "copyright", "©", "tra loi", "anh chup", "hieu luc", "sinh ngay", "ban hanh"} {
		if strings.Contains(folded, mark) {
			return true
		}
	}
	return false
}

// saysUpdate says that the words before token i speak of an update.
func (l *liner) saysUpdate(i int) bool {
	if i == 0 {
		return false
	}
	before := viet.Fold(l.text[:l.toks[i].start])
	return strings.Contains(before, "cap nhat") || strings.Contains(before, "chinh sua") || strings.Contains(before, "sua lan") ||
		strings.Contains(before, "updated") || strings.Contains(before, "modified")
}

// lineWords are the words of date lines, without diacritics.
var lineWords = func() map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(`thu hai ba tu nam sau bay chu nhat cn ngay thang gio phut h g luc vao hoi cap nhat dang tai xuat ban gui phat hanh
 gmt utc am pm sa ch ict mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday t published posted updated last
 modified on at date time thoi gian luot xem doc in print email chia se share zalo facebook twitter bai viet tin nguon tac gia theo gian hom nay
 cuoi cung lan submitted by`) {
		m[w] = true
	}
	return m
}()
