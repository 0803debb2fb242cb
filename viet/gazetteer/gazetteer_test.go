package gazetteer

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"diembao/news"
)

func day(s string) news.Day {
	d, err := news.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

func TestCounts(t *testing.T) {
	g := Load()
	for _, want := range []struct {
		day                            string
		provinces, districts, communes int
	}{
		{"2024-12-31", 63, 0, 0},
		{"2025-06-30", 63, 696, 10035},
		{"2025-07-01", 34, 0, 3321},
		{"2026-04-30", 34, 0, 3321},
		{"", 34, 0, 3321},
	} {
		m := g.On(day(want.day))
		if n := len(m.Provinces()); n != want.provinces {
			t.Errorf("%s: %d provinces, want %d", want.day, n, want.provinces)
		}
		if want.communes == 0 {
			continue
		}
		if n := len(m.Districts("")); n != want.districts {
			t.Errorf("%s: %d districts, want %d", want.day, n, want.districts)
		}
		if n := len(m.Communes("")); n != want.communes {
			t.Errorf("%s: %d communes, want %d", want.day, n, want.communes)
		}
		within := 0
		for _, p := range m.Provinces() {
			within += len(m.Communes(p.Code))
		}
		if within != want.communes {
			t.Errorf("%s: %d communes in all provinces, want %d", want.day, within, want.communes)
		}
	}
}

func TestCities(t *testing.T) {
	for _, want := range []struct {
		day    string
		cities int
	}{{"2024-12-31", 5}, {"2025-01-01", 6}, {"2025-07-01", 6}, {"2026-04-29", 6}, {"2026-04-30", 7}} {
		n := 0
		for _, p := range Load().On(day(want.day)).Provinces() {
			if p.Type == "Thành phố" {
				n++
			}
		}
		if n != want.cities {
			t.Errorf("%s: %d centrally run cities, want %d", want.day, n, want.cities)
		}
	}
}

// TestIntegrity walks every row: days in order, parents and heirs that exist, no ring, no clash of hashes.
func TestIntegrity(t *testing.T) {
	g := Load()
	keys := map[uint64]string{}
	for u := range g.All() {
		if !u.To.IsZero() && u.To.Before(u.From) || !u.From.IsZero() && !u.From.Valid() || !u.To.IsZero() && !u.To.Valid() {
			t.Errorf("%s %s: from %s to %s", u.Code, u.Name, u.From, u.To)
		}
		for _, name := range append([]string{u.Name}, u.Aliases...) {
			k := Key(name)
			if before, ok := keys[hash([]byte(k))]; ok && before != k {
				t.Errorf("%q and %q have one hash", before, k)
			}
			keys[hash([]byte(k))] = k
			if k == "" || Key(k) != k {
				t.Errorf("key of %q is %q, its own %q", name, k, Key(k))
			}
		}
		if now, ok := g.Current(u); ok && !now.To.IsZero() {
			t.Errorf("%s %s is now %s, which ended %s", u.Code, u.Name, now.Name, now.To)
		}
		checkLinks(t, g, u)
	}
}

func checkLinks(t *testing.T, g *Gazetteer, u Unit) {
	t.Helper()
	r := g.rows[u.row-1]
	if u.Kind == news.District || u.Kind == news.Commune {
		if len(g.Parents(u)) == 0 {
			t.Errorf("%s %s (%s) lies nowhere", u.Code, u.Name, u.From)
		}
		if u.Code == "" || u.Type == "" || u.Name == "" {
			t.Errorf("%+v is incomplete", u)
		}
	}
	if r.heirs == "" {
		return
	}
	if heirs := g.Heirs(u); u.Kind != news.OtherPlace && len(heirs) != strings.Count(r.heirs, ",")+1 {
		t.Errorf("%s %s has heirs %s, of which %d exist", u.Code, u.Name, r.heirs, len(heirs))
	}
	for _, h := range g.Heirs(u) {
		if u.Kind != news.OtherPlace && !slices.ContainsFunc(g.Predecessors(h.Unit), func(p Unit) bool { return p.row == u.row }) {
			t.Errorf("%s %s has heir %s, which does not know it", u.Code, u.Name, h.Name)
		}
	}
}

func TestMerger(t *testing.T) {
	g := Load()
	seen := map[string]int{}
	for _, p := range g.On(day("2025-07-01")).Provinces() {
		for _, o := range g.OldProvinces(p) {
			seen[o.Name]++
			if now := g.NewProvince(o); now.Code != p.Code || !now.To.IsZero() {
				t.Errorf("%s became %s, want %s", o.Name, now.Name, p.Name)
			}
		}
	}
	if len(seen) != 63 {
		t.Errorf("%d old provinces went into the 34, want 63", len(seen))
	}
	for name, n := range seen {
		if n != 1 {
			t.Errorf("%s went into %d provinces", name, n)
		}
	}
	for _, d := range g.On(day("2025-06-30")).Districts("") {
		now := g.NewProvince(d)
		for _, c := range g.Successors(d) {
			if c.Province != now.Code {
				t.Errorf("district %s %s: a part went to province %s, the rest to %s", d.Code, d.Name, c.Province, now.Code)
			}
		}
	}
}

func names(units []Unit) string {
	var s []string
	for _, u := range units {
		s = append(s, u.Full())
	}
	return strings.Join(s, "; ")
}

func TestNamed(t *testing.T) {
	g := Load()
	for _, c := range []struct{ name, day, want string }{
		{"Lâm Đồng", "2020-01-01", "tỉnh Lâm Đồng"},
		{"lâm đồng", "", "tỉnh Lâm Đồng"},
		{"Đăk Lăk", "2018-05-05", "tỉnh Đắk Lắk"},
		{"Đắc Lắc", "2018-05-05", "tỉnh Đắk Lắk"},
		{"Daklak", "2018-05-05", "tỉnh Đắk Lắk"},
		{"TP.HCM", "2018-05-05", "thành phố Hồ Chí Minh"},
		{"TP. Hồ Chí Minh", "2018-05-05", "thành phố Hồ Chí Minh"},
		{"Bà Rịa–Vũng Tàu", "2018-05-05", "tỉnh Bà Rịa - Vũng Tàu"},
		{"Huế", "2018-05-05", "tỉnh Thừa Thiên Huế; thành phố Huế"},
		{"TP Huế", "2018-05-05", "thành phố Huế"},
		{"Huế", "2025-02-01", "thành phố Huế"},
		{"Hà Giang", "2026-01-01", ""},
		{"Hà Giang", "2025-06-30", "tỉnh Hà Giang; thành phố Hà Giang; xã Hà Giang; xã Hà Giang"},
		{"Quận 2", "2020-12-31", "Quận 2"},
		{"Quận 2", "2021-01-01", ""},
		{"TP Thủ Đức", "2021-01-01", "thành phố Thủ Đức"},
		{"quận Thủ Đức", "2020-01-01", "quận Thủ Đức"},
		{"huyện Đức Trọng", "2020-01-01", "huyện Đức Trọng"},
		{"huyện Bảo Lâm", "2020-01-01", "huyện Bảo Lâm; huyện Bảo Lâm"},
		{"Buôn Ma Thuột", "2020-01-01", "thành phố Buôn Ma Thuột"},
		{"Phan Rang - Tháp Chàm", "2020-01-01", "thành phố Phan Rang - Tháp Chàm"},
		{"Qui Nhơn", "2020-01-01", "thành phố Quy Nhơn"},
		{"Đăk R'lấp", "2020-01-01", "huyện Đắk R'Lấp"},
		{"Đắk R’Lấp", "2020-01-01", "huyện Đắk R'Lấp"},
		{"phường Xuân Hương - Đà Lạt", "", "phường Xuân Hương - Đà Lạt"},
		{"Cam-pu-chia", "", "Campuchia"},
		{"Môn-đun-ki-ri", "", "Mondulkiri"},
		{"Tây Nguyên", "", "Tây Nguyên"},
		{"không có nơi này", "", ""},
		{"", "", ""},
	} {
		if got := names(g.Named(c.name, day(c.day))); got != c.want {
			t.Errorf("Named(%q, %s) = %q, want %q", c.name, c.day, got, c.want)
		}
	}
}

func TestProvince(t *testing.T) {
	g := Load()
	for _, c := range []struct{ name, day, want string }{
		{"24", "2020-01-01", "Bắc Giang"}, {"24", "2026-01-01", "Bắc Ninh"}, {"Huế", "2020-01-01", "Thừa Thiên Huế"},
		{"Huế", "", "Huế"}, {"Đồng Nai", "2026-05-01", "Đồng Nai"}, {"Hà Tây", "2007-01-01", "Hà Tây"}, {"Hà Tây", "2020-01-01", ""},
		{"672", "2020-01-01", ""}, {"Đà Lạt", "2020-01-01", ""},
	} {
		if got, ok := g.Province(c.name, day(c.day)); got.Name != c.want || ok != (c.want != "") {
			t.Errorf("Province(%q, %s) = %q, %v, want %q", c.name, c.day, got.Name, ok, c.want)
		}
	}
}

func TestHistory(t *testing.T) {
	g := Load()
	for _, c := range []struct{ name, want string }{
		{"Hà Giang", "tỉnh Hà Giang -2025-06-30 > tỉnh Tuyên Quang = tỉnh Tuyên Quang"},
		{"Thủ Đức", "quận Thủ Đức -2020-12-31 > thành phố Thủ Đức"},
		{"huyện Côn Đảo", "huyện Côn Đảo -2025-06-30 > đặc khu Côn Đảo = đặc khu Côn Đảo"},
		{"huyện Hoành Bồ", "huyện Hoành Bồ -2019-12-31 > thành phố Hạ Long"},
		{"Thừa Thiên Huế", "tỉnh Thừa Thiên Huế -2024-12-31 > thành phố Huế = thành phố Huế"},
		{"xã Nhơn Trạch", "xã Nhơn Trạch 2025-07-01-2026-04-29 > phường Nhơn Trạch = phường Nhơn Trạch"},
		{"tỉnh Đồng Nai", "tỉnh Đồng Nai -2025-06-30 > tỉnh Đồng Nai = thành phố Đồng Nai"},
	} {
		entries := g.History(c.name)
		if len(entries) == 0 {
			t.Errorf("History(%q) is empty", c.name)
			continue
		}
		e := entries[0]
		var heirs []Unit
		for _, h := range e.Heirs {
			heirs = append(heirs, h.Unit)
		}
		got := fmt.Sprintf("%s %s-%s > %s", e.Unit.Full(), e.Unit.From, e.Unit.To, names(heirs))
		if !e.Current.IsZero() {
			got += " = " + e.Current.Full()
		}
		if got != c.want {
			t.Errorf("History(%q) begins %q, want %q", c.name, got, c.want)
		}
	}
}

func TestMembers(t *testing.T) {
	g := Load()
	for name, n := range map[string]int{"Tây Nguyên": 5, "Đồng bằng sông Cửu Long": 13, "Đông Nam Bộ": 6, "Lâm Đồng": 0, "Nghệ Tĩnh": 0, "Biển Đông": 0} {
		if got := g.Members(g.Ever(name)[0]); len(got) != n {
			t.Errorf("%s has %d members, want %d", name, len(got), n)
		}
	}
	if heirs := g.Heirs(g.Ever("Nghệ Tĩnh")[0]); len(heirs) != 2 || heirs[0].Name != "Nghệ An" || heirs[1].Name != "Hà Tĩnh" {
		t.Errorf("Nghệ Tĩnh became %v", heirs)
	}
	for u := range g.All() {
		r := g.rows[u.row-1]
		if u.Kind != news.OtherPlace || r.heirs == "" {
			continue
		}
		if n := len(g.Members(u)) + len(g.Heirs(u)); n != strings.Count(r.heirs, ",")+1 {
			t.Errorf("%s names %s, of which %d exist", u.Name, r.heirs, n)
		}
	}
}

// TestDivided: a district became several communes; a commune of which parts went to two has no single successor.
func TestDivided(t *testing.T) {
	g := Load()
	daLat := g.Named("TP Đà Lạt", day("2025-06-30"))
	if len(daLat) != 1 {
		t.Fatalf("Đà Lạt is %v", daLat)
	}
	if heirs := g.Heirs(daLat[0]); len(heirs) < 4 || !heirs[0].Part {
		t.Errorf("Đà Lạt became %v", heirs)
	}
	if now, ok := g.Current(daLat[0]); ok {
		t.Errorf("Đà Lạt is now %v; it was divided", now)
	}
	divided := 0
	for _, c := range g.On(day("2025-06-30")).Communes("") {
		if len(g.Heirs(c)) > 1 {
			divided++
		}
	}
	if divided != 440 {
		t.Errorf("%d communes were divided, want 440", divided)
	}
}

func TestKey(t *testing.T) {
	for _, same := range [][]string{
		{"Đắk Lắk", "Đăk Lăk", "ĐẮK LẮK", "Dak Lak", "đak lak"},
		{"Hòa Bình", "Hoà Bình", "HOÀ BÌNH"},
		{"Quy Nhơn", "Qui Nhơn"}, {"Lý Sơn", "Lí Sơn"}, {"Mỹ Đức", "Mĩ Đức"}, {"Kỳ Sơn", "Kì Sơn"},
		{"Bà Rịa - Vũng Tàu", "Bà Rịa-Vũng Tàu", "Bà Rịa – Vũng Tàu", "Bà Rịa — Vũng Tàu"},
		{"Ea H'Leo", "Ea H’leo"},
	} {
		for _, s := range same[1:] {
			if Key(s) != Key(same[0]) {
				t.Errorf("Key(%q) = %q, Key(%q) = %q", same[0], Key(same[0]), s, Key(s))
			}
		}
	}
	for _, pair := range [][2]string{{"Thủy", "Thủi"}, {"Tây", "Tâi"}, {"Hải Dương", "Hải Đường"}, {"Phú Yên", "Phù Yên"}} {
		if Key(pair[0]) == Key(pair[1]) {
			t.Errorf("%q and %q have one key", pair[0], pair[1])
		}
	}
}

func FuzzNamed(f *testing.F) {
	for _, s := range []string{"tỉnh Lâm Đồng", "TP.HCM", "", "p.", "Đắk R’Lấp", "\xff\xfe", "xã "} {
		f.Add(s, int32(20250701))
	}
	g := Load()
	f.Fuzz(func(t *testing.T, name string, n int32) {
		d := news.Day{Year: int(n / 10000), Month: 7, Day: 1}
		for _, u := range g.Named(name, d) {
			if u.IsZero() || !u.On(d) {
				t.Errorf("Named(%q, %s) has %+v", name, d, u)
			}
		}
		if k := Key(name); Key(k) != k {
			t.Errorf("Key(%q) = %q, its key %q", name, k, Key(k))
		}
		g.History(name)
	})
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		read()
	}
}

func BenchmarkNamed(b *testing.B) {
	g := Load()
	b.ReportAllocs()
	for b.Loop() {
		g.Named("huyện Đức Trọng", day("2020-01-01"))
	}
}
