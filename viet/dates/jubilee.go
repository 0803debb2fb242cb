package dates

// anniversaries are days of which everybody knows the year, by words of their names without diacritics.
var anniversaries = []struct {
	words string
	day   int
}{
	{"quoc khanh", 19450902}, {"cach mang thang", 19450819}, {"dang cong san", 19300203}, {"thanh lap dang", 19300203},
	{"giai phong mien", 19750430}, {"thong nhat dat", 19750430}, {"thuong binh", 19470727}, {"dien bien phu", 19540507},
	{"bao chi cach", 19250621}, {"toan quoc khang", 19461219}, {"quan doi nhan", 19441222}, {"ngay sinh chu", 18900519},
	{"doan tncs ho", 19310326}, {"mat tran to", 19301118}, {"nganh tuyen giao", 19300801}, {"nha giao viet", 19821120},
}

// jubilee reads "kỷ niệm 69 năm ... Quốc khánh" at token i: the year of the jubilee and month*100 + day; 0 when the text
// names none that everybody knows.
func (f *finder) jubilee(i int) (year, day int) {
	if n := f.at(i + 2); f.fold(i+1) == "niem" && n.kind == number && n.n < 200 && f.is(i+3, wNam) {
		for j := i + 4; j < i+14 && f.at(j).kind != nothing; j++ {
			if t := f.at(j); t.kind == sign && t.sign != '-' || t.id == wNam {
				return 0, 0
			}
			two := f.fold(j) + " " + f.fold(j+1)
			three := two + " " + f.fold(j+2)
			for _, a := range anniversaries {
				if a.words == two || a.words == three && f.fold(j+3) != "bo" { // Đảng, not Đảng bộ
					return a.day/10000 + n.n, a.day % 10000
				}
			}
		}
	}
	return 0, 0
}
