package officials_test

import (
	"fmt"
	"maps"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"diembao/news"
	"diembao/viet"
	"diembao/viet/gazetteer"
	"diembao/viet/officials"
)

// namesOf are invented names of the peoples of Viet Nam, with the families and middle words each has.
var namesOf = map[string][]string{
	"ede":    {"Y Khoa Niê", "H'Liên Mlô", "H’Nuên Byă", "Y Thoan Êban", "H'Vân Kbuôr", "Y Jăk Ksơr", "H'Ruôm Êñuôl", "Y Wil Hđơk", "H'Yuôn", "Y Dhăm"},
	"giarai": {"Rơ Châm Hoan", "Ksor Phước", "Siu Klong", "Nay H'Đing", "Rah Lan Bơi", "Kpă Đô", "Rơ Mah Krơt", "Ksor H'Blâm", "Puih Sâm", "Rcom Sa", "Kpuih Vơn", "Hiao Thuyên", "Ayun H'Bút", "Nay Phai"},
	"kho":    {"K'Brẻo", "K’Tơr", "Ka Hiền", "K' Nhơm", "Kơ Să Ha Linh", "Lơ Mu Ha Pôh", "Cil Duin", "Bon Tô Sa Nga", "Rơ Ông Hà Thanh", "Ya Hiêng", "Touprong Vũ", "Ma Thiện", "Ndu Ha Biên", "Pang Tin Dên", "Liêng Jrang Ha Chú"},
	"bana":   {"Đinh Yôm", "Đinh Thị Hnhan", "Đinh Ghuh", "Đinh Văn Klă"},
	"xodang": {"A Phương", "Y Ngọc", "A Ngrêng", "Y Nở", "A Kring Deng", "A Thị Lan", "Y Bim", "U Minh Nghĩa", "A Jring"},
	"mong":   {"Giàng A Páo", "Vừ A Dia", "Mùa A Thào", "Lầu Bá Chày", "Xồng Bá Lồng", "Và Bá Xia", "Vàng Thị Dợ", "Sùng Mí Lử", "Thào Seo Chớ", "Hạng A Chu", "Cứ Thị Mo", "Hờ A Su", "Ly Mí Vừ", "Tráng A Hải", "Lý Seo Dìn", "Chá A Của", "Phàng A Phía", "Sồng A Tủa", "Ma Seo Chứ", "Già Bá Tềnh", "Cháng A Vảng"},
	"thai":   {"Lò Văn Hặc", "Quàng Thị Ơn", "Cà Văn Chiu", "Lường Thị Ín", "Tòng Văn Sơ", "Vì Văn Sang", "Cầm Bá Tảy", "Lô Thị Mằn", "Lương Thị Pích", "Vi Văn Ún", "Hà Thị Ngoãn", "Lữ Đình Thỉ", "Kha Văn Tám", "Ngân Văn Liếng", "Mè Văn Pó", "Điêu Chính Tới", "Bạc Cầm Khuyên", "Hoàng Văn Ọng"},
	"dao":    {"Triệu Mùi Pham", "Chảo A Tẩn", "Tẩn Láo Sì", "Phàn Sành Chiêu", "Bàn Hữu Tỉnh", "Lý Phù Chòi", "Đặng Chòi Quyên", "Phượng Mềnh Siêu", "Dương Phúc Chiu", "Chẻo Lở Mẩy", "Tằng Sau Nẩy"},
	"tay":    {"Nông Thị Xim", "Bế Văn Phằng", "Hứa Đức Lằm", "Ma Thị Thập", "Ma Doãn Khìn", "Đàm Văn Pắn", "Lục Văn Sấn", "Mông Thị Đẹp", "Sầm Việt Báng", "Lộc Thị Mẫy", "Vi Thị Lập", "Quan Văn Pác", "Chẩu Thị Khươm", "Hầu Văn Lý", "Âu Thị Mái", "Chu Văn Cắm", "Liễu Văn Sình", "Hà Phúc Hếnh", "Giáp Văn Ơn"},
	"khmer":  {"Thạch Sóc Ren", "Danh Sà Rươl", "Lâm Sô Phia", "Sơn Sà Quên", "Kim Thị Sô Phi", "Kiên Thị Sa Pho", "Chau Kim Sêng", "Néang Sa Rết", "Trần Sol", "Thị Hồng Nhen", "Tăng Sa Vong", "Châu Ôn", "Thạch Diêu", "Lý Rotha", "Đào Thị Sa Ma", "Liêu Đa"},
	"cham":   {"Đàng Thị Năng Thùy", "Bá Trung Phụ", "Thông Thị Thẹn", "Lư Văn Nhạc", "Quảng Đại Thính", "Kiều Ngọc Quyên", "Châu Văn Kênh", "Não Thanh Tuyến", "Đạo Văn Thập", "Báo Thị Mỹ Trân", "Tài Đại Thông", "Qua Đình Bự", "Hán Văn Hồng Yến", "Ức Thanh Vũ", "Mang Thị Kép", "Chamaléa Điêu", "Katơr Hường", "Pi Năng Thanh", "Mấu Thị Bích Phanh", "Cao Là Hùng", "Bo Bo Thị Yến", "Tro Thị Nhíp"},
	"hoa":    {"Vòng Say Phúc", "Tằng Cún Dếnh", "Sỳ A Múi", "Chíu Sập Nhì", "Lỷ A Sám", "Ngần A Tàu", "Trạc Thị Lìn"},
	"co":     {"Alăng Bưng", "Bhnướch Liên", "Zơ Râm Bảy", "Pơloong Plênh", "Arất Blúi", "Coor Điêng", "Bríu Quân", "Bhling Hạnh", "A Lăng Ngước", "Hôih Mia", "Tơ Ngôl Vân", "Ploong Thị Hiền", "Hiên Thị Bích", "Hồ Thị Minh Thuận", "Hồ Văn Dung", "Hồ A Nhãi", "Kăn Hoan", "Ra Pát Thị Lịm", "Viên Xuân Ngừng", "Lê Văn Trình Hôi"},
	"kinh":   {"Lê Văn Trứ", "Nguyễn Thị Hồng Phấn", "Phạm Hải", "Trần Nguyễn Quốc Uy", "Đỗ Thị Út Mười", "Mai Phước Thiện Tâm", "Tạ Thơm", "Quyền Thị Oanh", "Lều Văn Định", "Ninh Văn Hạo", "Bành Thị Lụa", "Trà Văn Thuận Hòa", "Cung Trọng Cường", "Lại Thế", "Tống Lê Nguyên Sa", "Văn Thị Đào", "Cái Thị Mừng", "Ngụ Văn Năm", "Khấu Thị Lựu", "Tô Thái Hòa", "Thái Bá Đạt", "Hà Sơn Bình", "Ứng Văn Kha", "Phó Đức Thắng", "Thân Văn Hải", "Bạch Hưng", "Từ Minh Trí", "Giang Nam Sơn", "Đồng Thanh Hà", "Vạn Thị Thủy", "Viên Đình Lợi"},
}

// orders are ways in which a post and a name stand together; %[2]s is a commune before July 2025, %[3]s a district, %[4]s a
// commune after it.
var orders = []string{
	"Ông %[1]s, Chủ tịch UBND xã %[2]s cho biết.",
	"Chủ tịch UBND xã %[2]s %[1]s cho biết.",
	"Bí thư Đảng ủy xã %[4]s %[1]s phát biểu.",
	"Đồng chí %[1]s - Phó Bí thư Huyện ủy %[3]s dự.",
	"Phó Bí thư Huyện ủy %[3]s %[1]s dự.",
	"Dự có các đồng chí: %[1]s, Phó Chủ tịch HĐND huyện; Lê Văn Tạo, Bí thư Đảng ủy xã.",
	"Phó Chủ tịch UBND tỉnh %[1]s chủ trì.",
	"Trưởng Ban Dân tộc tỉnh %[1]s cho biết, tỉnh có 12 dân tộc.",
	"Trưởng Công an xã %[2]s, Thiếu tá %[1]s báo cáo.",
}

// TestNamesOfAllPeoples puts every name beside posts at places drawn by lot: where a place ends and a name begins must not
// depend on whose name it is. The share that must be right only rises.
func TestNamesOfAllPeoples(t *testing.T) {
	const floor = 0.95
	lot := rand.New(rand.NewSource(7))
	before, after := news.Day{Year: 2020, Month: 1, Day: 1}, news.Day{Year: 2025, Month: 9, Day: 1}
	var communes, districts, later []string
	for u := range gazetteer.Load().All() {
		switch {
		case u.Kind == news.Commune && u.Type == "Xã" && u.On(before):
			communes = append(communes, u.Name)
		case u.Kind == news.District && u.Type == "Huyện" && u.On(before):
			districts = append(districts, u.Name)
		}
		if u.Kind == news.Commune && u.Type == "Xã" && u.On(after) {
			later = append(later, u.Name)
		}
	}
	draw := func(list []string) string { return list[lot.Intn(len(list))] }
	for _, people := range slices.Sorted(maps.Keys(namesOf)) {
		right, all := 0, 0
		for _, name := range namesOf[people] {
			for _, order := range orders {
				text, _, _ := strings.Cut(fmt.Sprintf(order, name, draw(communes), draw(districts), draw(later)), "%!(EXTRA")
				all++
				had := right
				for _, o := range officials.Find(viet.Text{Body: text}, officials.Context{Published: before}) {
					if o.Name == name && len(o.Positions) == 1 {
						right++
					}
				}
				if right == had {
					t.Log(text)
				}
			}
		}
		if float64(right) < floor*float64(all) {
			t.Errorf("%s: %d of %d right", people, right, all)
		}
	}
}
