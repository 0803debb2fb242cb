package dates

import "time"

// A cue is what the words before a number say of it.
type cue struct {
	start    int  // token with which the mention begins
	strong   bool // ngày, sáng, thứ Hai, hôm nay (: a day for certain
	medium   bool // từ, đến, trước, dịp: a day, unless things are counted behind it
	since    bool // từ
	loose    bool // từ, đến, tới: shares have them too
	numbered bool // số 12/5, đường 3/2: a number
	reported bool // đạt 3/4: a share
	future   bool // trước 30/11, sẽ: a day to come
	minutes  bool // 8 giờ 30: the number is minutes
	weekday  int  // time.Weekday + 1; 0: none said
}

// cueBefore reads the words before token i.
func (f *finder) cueBefore(i int) cue {
	c := cue{start: i}
	c.minutes = f.is(i-1, wGio)
	j := i - 1
	if f.sign(j, '(') || f.sign(j, ':') && f.is(j-1, wNgay) {
		j--
	}
	for steps := 0; steps < 8 && j >= 0; steps++ {
		n := f.cueWord(&c, j)
		if n == 0 {
			break
		}
		j -= n
	}
	if f.at(f.firstBefore(i)).id == wHead && f.topic(f.firstBefore(i)) {
		c.medium = true
	}
	if f.sign(i-1, '(') && f.relativeEnding(i-2) {
		c.strong = true // thứ Năm tuần này (1-8)
	}
	switch t := f.at(i - 1); {
	case f.at(i).n <= 12 && f.code(i-1):
		c.numbered = true // tàu SE 5/6
	case t.id == wSo, t.id == wName, t.id == wThu, t.id == wSchool:
		c.numbered = true
	case t.id == wScore:
		c.numbered = i < 2 || f.fold(i-2) != "chien"
	case t.id == wReport:
		c.reported = true
	case f.chain >= 0 && f.chain == i-1 && (t.id == wVa || t.sign == ',' || t.sign == '-'):
		c.medium = true
	}
	c.future = c.future || f.announced(i)
	return c
}

// cueWord reads the cue that ends with token j: how many tokens it takes, 0 when there is none.
func (f *finder) cueWord(c *cue, j int) int {
	t := f.at(j)
	strong := func(n int) int {
		c.strong, c.start = true, j-n+1
		return n
	}
	switch t.id {
	case wNgay, wPart, wMung:
		if f.is(j-1, wHang) && (t.id == wNgay || f.key(j-1) != "hàng") {
			return 0 // mỗi ngày 2/3 ...; but: lô hàng sáng 8/6
		}
		return strong(1)
	case wHom: // hôm 12/5
		return strong(1)
	case wEarly: // sáng sớm 12/5
		if f.is(j-1, wPart) {
			return strong(2)
		}
		c.medium = c.medium || !c.strong && j == c.start-1 // sớm 3/8
		return 0
	case wNay, wQua, wMai: // sáng nay 12/5, hôm qua (11/5), sáng sớm nay
		if f.is(j-1, wEarly) && f.is(j-2, wPart) {
			return strong(3)
		}
		if f.is(j-1, wPart) || f.is(j-1, wHom) || f.is(j-1, wNgay) {
			return strong(2)
		}
		if t.id == wNay && j == f.firstBefore(c.start) { // từ nay (12/5)
			return strong(1)
		}
		return 0
	case wTuDay, wDen, wToi, wTruoc, wSauDo, wVao, wDip, wHet, wTet, wTuc:
		if !c.strong {
			c.medium = true
		}
		c.since = c.since || t.id == wTuDay
		c.loose = c.loose || t.id == wTuDay || t.id == wDen || t.id == wToi
		c.future = c.future || t.id == wTruoc || t.id == wHet
		return 0
	}
	if w, n := f.weekdayEnding(j); n > 0 {
		c.weekday = w
		return strong(n)
	}
	if n := f.timeEnding(j); n > 0 {
		if c.minutes && n == 2 {
			return 0 // the number behind "8 giờ" belongs to it
		}
		return strong(n)
	}
	if (t.sign == ',' || t.sign == '-' || t.sign == '(') && j > 0 && f.joinsCue(j-1) {
		return 1
	}
	return 0
}

// firstBefore is the token before i, a bracket or comma left aside.
func (f *finder) firstBefore(i int) int {
	if f.sign(i-1, '(') || f.sign(i-1, ',') {
		return i - 2
	}
	return i - 1
}

// topic says that the word at token i ends "thời tiết" or "khai giảng".
func (f *finder) topic(i int) bool {
	before := ""
	if i > 0 {
		before = f.fold(i - 1)
	}
	return before == "thoi" || before == "khai"
}

// code says that the word at token i is one or two capitals without a mark, such as name trains and roads.
func (f *finder) code(i int) bool {
	t := f.at(i)
	if t.kind != word || t.id != 0 || t.end-t.start > 2 {
		return false
	}
	for _, c := range []byte(f.text[t.start:t.end]) {
		if c < 'A' || c > 'Z' {
			return false
		}
	}
	return true
}

// relativeEnding says that a day said in words ends with token j: thứ Năm tuần này, Chủ nhật vừa rồi, sáng hôm sau.
func (f *finder) relativeEnding(j int) bool {
	switch f.at(j).id {
	case wNayThis, wTruoc, wSauDo, wQua, wRoi, wToi:
	default:
		return false
	}
	if f.is(j-1, wHom) {
		return true
	}
	if f.is(j-1, wTuan) || f.is(j-1, wVua) {
		j--
	}
	_, n := f.weekdayEnding(j - 1)
	return n > 0
}

// joinsCue says that token j ends something that a comma can set off from its day: "Thứ Hai, 5/8", "Sáng nay, 5/8".
func (f *finder) joinsCue(j int) bool {
	switch f.at(j).id {
	case wNay:
		return true
	case wQua, wMai:
		return f.is(j-1, wPart) || f.is(j-1, wHom) || f.is(j-1, wNgay)
	}
	_, n := f.weekdayEnding(j)
	return n > 0 || f.timeEnding(j) > 0
}

// weekdayEnding reads "thứ Hai" or "Chủ nhật" that ends with token j: weekday + 1 and how many tokens it takes.
func (f *finder) weekdayEnding(j int) (weekday, n int) {
	switch {
	case f.is(j, wNhat) && f.is(j-1, wChu):
		return int(time.Sunday) + 1, 2
	case f.is(j-1, wThu) && !f.is(j-2, wLan):
		if f.at(j).kind == number && f.at(j).n >= 2 && f.at(j).n <= 7 {
			return f.at(j).n, 2
		}
		if n := weekdayWord(f.at(j).id); n > 0 {
			return n, 2
		}
	}
	return 0, 0
}

// weekdayWord is time.Weekday + 1 of the word behind "thứ".
func weekdayWord(id wordID) int {
	switch id {
	case wHai:
		return 2
	case wBa:
		return 3
	case wTu:
		return 4
	case wNam:
		return 5
	case wSau:
		return 6
	case wBay:
		return 7
	}
	return 0
}

// timeEnding reads "15h30", "8 giờ", "8 giờ 30 phút", "15:22" that ends with token j: how many tokens it takes.
func (f *finder) timeEnding(j int) int {
	n := 0
	if f.is(j, wPhut) {
		n, j = 1, j-1
	}
	if f.at(j).kind == number && f.is(j-1, wGio) {
		n, j = n+1, j-1
	}
	if f.is(j, wGio) && f.at(j-1).kind == number && f.at(j-1).n <= 24 {
		return n + 2
	}
	if m := f.at(j); m.kind == number && m.digits == 2 && m.n < 60 && m.glued && f.sign(j-1, ':') && f.at(j-2).kind == number && f.at(j-2).n <= 24 {
		return 3
	}
	return 0
}

// announced says that the clause before token i speaks of what is to come.
func (f *finder) announced(i int) bool {
	for j := i - 1; j >= 0 && j >= i-12; j-- {
		switch t := f.toks[j]; {
		case t.id == wFuture, t.id == wPlanned && f.is(j+1, wView):
			return true
		case t.sign == '.' || t.sign == ';':
			return false
		}
	}
	return false
}
