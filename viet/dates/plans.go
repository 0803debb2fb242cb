package dates

// planned says that "năm" at token i is the year of a plan: triển khai nhiệm vụ, phương hướng, kế hoạch ... năm Y.
func (f *finder) planned(i int) bool {
	for j := i - 1; j >= 0 && j >= i-9; j-- {
		switch t := f.toks[j]; {
		case t.id == wTrieu && f.fold(j+1) == "khai", t.id == wPhuong && f.fold(j+1) == "huong", t.id == wNhiem && f.fold(j+1) == "vu":
			return true // not: phát triển, địa phương, bổ nhiệm
		case t.kind == sign && t.sign != ',' || t.id == wNam:
			return false
		}
	}
	return false
}

// summedUp says that "năm" at token i is the year of a report: tổng kết công tác năm Y.
func (f *finder) summedUp(i int) bool {
	for j := i - 1; j > 0 && j >= i-9; j-- {
		switch t := f.toks[j]; {
		case f.fold(j) == "ket" && f.fold(j-1) == "tong":
			return true
		case t.kind == sign && t.sign != ',' || t.id == wNam:
			return false
		}
	}
	return false
}

// yearlyEvent says that "năm" at token i is the year of what is held every year: hội nghị tập huấn, ngày hội ... năm Y.
func (f *finder) yearlyEvent(i int) bool {
	for j := i - 1; j > 0 && j >= i-14; j-- {
		switch t := f.toks[j]; {
		case t.kind == sign && t.sign != ',' && t.sign != '-' || t.id == wNam || t.id == wTuDay || t.id == wDen || t.id == wCuoi || t.id == wDau:
			return false
		}
		switch f.fold(j) {
		case "hoach", "qua", "toan": // kế hoạch, kết quả, dự toán năm Y: not the event's
			return false
		case "hoi": // ngày hội, lễ hội, hội thi, hội nghị, hội thảo
			switch f.fold(j - 1) {
			case "ngay", "le":
				return true
			}
			switch f.fold(j + 1) {
			case "thi", "nghi", "thao", "trai", "cho", "dien":
				return true
			}
		case "huan":
			return f.fold(j-1) == "tap"
		}
	}
	return false
}

// congress says that the term at token i is that of a congress which opens or closes: a congress is held in the first
// year of its term.
func (f *finder) congress(i int) bool {
	for j := i - 1; j > 0 && j >= i-16; j-- {
		if f.fold(j) == "hoi" && f.fold(j-1) == "dai" {
			if f.prepared(j - 1) {
				return false
			}
			for k := max(j-10, 1); k < min(i+16, len(f.toks)); k++ {
				switch f.fold(k-1) + " " + f.fold(k) {
				case "khai mac", "be mac", "tru bi":
					return true
				}
			}
			return false
		}
		if f.sign(j, '.') {
			return false
		}
	}
	return false
}

// prepared says that the words before token i speak of something to come.
func (f *finder) prepared(i int) bool {
	for j := i - 1; j > 0 && j >= i-8; j-- {
		switch f.fold(j-1) + " " + f.fold(j) {
		case "chuan bi", "huong toi", "tien toi", "dang cai", "chao don", "chao mung", "nghi quyet":
			return true
		}
	}
	return false
}

// maxName is how many words before its year the name of an event begins at most.
const maxName = 10

// learnNamed takes the year at token i that ends a name: Tết Bính Ngọ 2026, Lễ hội Làng biển 2011.
func (f *finder) learnNamed(i int) {
	for j := i - 1; j > 0 && j >= i-maxName; j-- {
		if t := f.toks[j]; t.id == wNam || t.kind == sign && t.sign != '-' && t.sign != '"' || t.kind == number {
			return
		}
		if f.at(j).kind == word && f.at(j+1).kind == word && f.lower(j) && f.lower(j+1) {
			return // two small words in a row: no name
		}
		switch f.fold(j) {
		case "tet", "xuan":
			f.hints.several = f.hints.several || f.hints.tet != 0 && f.hints.tet != f.at(i).n
			f.hints.tet = f.at(i).n
			return
		case "hoi", "festival", "tuan", "giai", "hoan":
			if !f.lower(j) || !f.lower(j-1) {
				f.hints.several = f.hints.several || f.hints.named != 0 && f.hints.named != f.at(i).n
				f.hints.named = f.at(i).n
				return
			}
		}
	}
}
