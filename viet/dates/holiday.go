package dates

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
