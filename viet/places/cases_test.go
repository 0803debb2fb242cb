package places

import (
	"slices"
	"strings"
	"testing"

	"diembao/news"
	"diembao/viet"
)

// case of the table: what a sentence names. The provinces are all of kind province; others, when given, all the rest as
// "kind Name code".
type sentence struct {
	text      string
	day       string // of publication; default 2020-06-01
	home      string
	provinces string
	others    string
}

var sentences = []sentence{
	// plain, typed, in lists
	{text: "Đoàn công tác của tỉnh Lâm Đồng thăm mô hình trồng rau.", provinces: "Lâm Đồng"},
	{text: "Các tỉnh Lâm Đồng, Ninh Thuận và Bình Thuận ký biên bản hợp tác.", provinces: "Bình Thuận, Lâm Đồng, Ninh Thuận"},
	{text: "Chương trình kết nối với TP Hồ Chí Minh, Cần Thơ, Ninh Thuận, Bình Thuận.", provinces: "Bình Thuận, Cần Thơ, Hồ Chí Minh, Ninh Thuận"},
	{text: "Hội chợ có gian hàng của Hà Nội, Hồ Chí Minh và Đà Nẵng.", provinces: "Hà Nội, Hồ Chí Minh, Đà Nẵng"},
	{text: "Xe khách chạy tuyến TP.HCM - Đắk Lắk bị lật.", provinces: "Hồ Chí Minh, Đắk Lắk"},
	{text: "Sở Y tế TP. HCM và Sở Y tế TPHCM là một.", provinces: "Hồ Chí Minh"},
	{text: "Tổ công tác về Đăk Lăk, rồi qua Đăk Nông.", provinces: "Đắk Lắk, Đắk Nông"},
	{text: "Nông dân Đắc Lắc được mùa cà phê.", provinces: "Đắk Lắk"},
	{text: "Ngư dân Bà Rịa–Vũng Tàu bám biển.", provinces: "Bà Rịa - Vũng Tàu"},
	{text: "Ngư dân Bà Rịa - Vũng Tàu bám biển.", provinces: "Bà Rịa - Vũng Tàu"},
	{text: "Công an tỉnh BR-VT bắt giữ đối tượng.", provinces: "Bà Rịa - Vũng Tàu"},
	{text: "Lễ hội tại Thừa Thiên - Huế kéo dài ba ngày.", provinces: "Thừa Thiên Huế"},
	{text: "UBND TỈNH QUẢNG TRỊ TỔ CHỨC HỘI NGHỊ", provinces: "Quảng Trị"},
	{text: "tỉnh lâm đồng", provinces: "Lâm Đồng"},
	{text: "Đài Phát thanh và Truyền hình Hà giang", provinces: "Hà Giang"},
	{text: "Hoà Bình: Khởi công nhà máy nước", provinces: "Hòa Bình"},
	{text: "Thanh Hoá, Nghệ An mưa lớn.", provinces: "Nghệ An, Thanh Hóa"},
	{text: "Đoàn đại biểu Quốc hội hai tỉnh Thái Bình và Nam Định", provinces: "Nam Định, Thái Bình"},
	{text: "Cao tốc Bắc Giang - Lạng Sơn thông xe.", provinces: "Bắc Giang, Lạng Sơn"},
	{text: "Thủ đô Hà Nội rực cờ hoa.", provinces: "Hà Nội"},
	{text: "Sạt lở ở Hà Giang/Cao Bằng/Bắc Kạn.", provinces: "Bắc Kạn, Cao Bằng, Hà Giang"},
	{text: "Đoàn gồm các tỉnh: Sơn La, Điện Biên, Lai Châu.", provinces: "Lai Châu, Sơn La, Điện Biên"},
	{text: "Tỉnh ủy Hải Dương, Thành ủy Hải Phòng phối hợp.", provinces: "Hải Dương, Hải Phòng"},
	{text: "Khu vực Quảng Nam - Đà Nẵng có mưa to.", provinces: "Quảng Nam, Đà Nẵng"},

	// an organisation names the province it bears
	{text: "Lãnh đạo Báo Hà Giang phát biểu.", provinces: "Hà Giang"},
	{text: "Phóng viên Báo Lâm Đồng ghi nhận.", provinces: "Lâm Đồng"},
	{text: "Sinh viên Đại học Thái Nguyên nhận học bổng.", provinces: "Thái Nguyên"},
	{text: "Công ty cổ phần Đường Quảng Ngãi mở rộng vùng nguyên liệu.", provinces: "Quảng Ngãi"},
	{text: "Câu lạc bộ Hoàng Anh Gia Lai thắng trận.", provinces: ""},
	{text: "Hà Nội FC tiếp Bình Dương trên sân nhà.", provinces: "Bình Dương"},
	{text: "Công an Hòa Bình triệt phá đường dây.", provinces: "Hòa Bình"},
	{text: "Ban Quản lý Khu kinh tế Hải Phòng", provinces: "Hải Phòng"},

	// words, people, streets, rivers, villages
	{text: "Nhân dân yêu hòa bình.", provinces: ""},
	{text: "Hòa bình là khát vọng chung.", provinces: ""},
	{text: "Giải Nobel Hòa Bình được trao hôm qua.", provinces: ""},
	{text: "Công viên Hòa Bình mở cửa.", provinces: ""},
	{text: "Ông Nguyễn Thái Bình phát biểu.", provinces: ""},
	{text: "Phó Thủ tướng Nguyễn Hòa Bình chủ trì.", provinces: ""},
	{text: "Phó Chủ tịch Lê Hòa Bình kiểm tra.", provinces: ""},
	{text: "PHÓ CHỦ TỊCH LÊ HÒA BÌNH KIỂM TRA", provinces: ""},
	{text: "Chị Nguyễn Thị Hải Dương làm nghề may.", provinces: ""},
	{text: "Em Hà Giang học lớp 5.", provinces: ""},
	{text: "Đồng chí Hải Dương báo cáo.", provinces: ""},
	{text: "Bà Trần Hà Nam nhận quà.", provinces: ""},
	{text: "Nhà ở số 5 đường Điện Biên Phủ.", provinces: ""},
	{text: "Cửa hàng ở đường Thái Bình.", provinces: ""},
	{text: "Đại lộ Bình Dương kẹt xe.", provinces: ""},
	{text: "Nước sông Thái Bình dâng cao.", provinces: ""},
	{text: "Bờ sông Sài Gòn sạt lở.", provinces: "", others: "other sông Sài Gòn"},
	{text: "Nước sông Đồng Nai dâng cao.", provinces: "", others: "other sông Đồng Nai"},
	{text: "Nước hồ Hòa Bình ở mức thấp.", provinces: "", others: "other hồ Hòa Bình"},
	{text: "Thôn Hòa Bình đón bằng làng văn hóa.", provinces: ""},
	{text: "Dân thôn Bình Dương góp công làm đường.", provinces: ""},
	{text: "Xây dựng nông thôn Hà Nội.", provinces: "Hà Nội"},
	{text: "Đường phố Hà Nội vắng người.", provinces: "Hà Nội"},
	{text: "Bà bán hàng ở phố Huế.", provinces: ""},
	{text: "Quán ở góc phố Hưng Yên, gần cầu Bến Tre.", provinces: ""},
	{text: "Bộ yêu cầu Lâm Đồng và điểm cầu Gia Lai báo cáo.", provinces: "Gia Lai, Lâm Đồng"},
	{text: "Chủ tịch Hồ Chí Minh sinh ngày 19/5/1890.", provinces: ""},
	{text: "Học tập tư tưởng Hồ Chí Minh, làm theo tấm gương của Người.", provinces: ""},
	{text: "Đoàn TNCS Hồ Chí Minh tỉnh phát động phong trào.", provinces: ""},
	{text: "Đường Hồ Chí Minh qua Đắk Nông.", provinces: "Đắk Nông"},
	{text: "Chiến thắng Điện Biên Phủ lừng lẫy năm châu.", provinces: "", others: "other Điện Biên Phủ"},
	{text: "Vùng châu Á - Thái Bình Dương.", provinces: "", others: "other châu Á - Thái Bình Dương"},
	{text: "Từ Hà Nội vào đến Cà Mau.", provinces: "Cà Mau, Hà Nội"},
	{text: "Huyện Mai Sơn Sơn La trồng na.", provinces: "Sơn La", others: "district Mai Sơn 125"},
	{text: "Đoàn Thanh Hóa xếp thứ nhất.", provinces: "Thanh Hóa"},
	{text: "Cố nhạc sĩ Trịnh Hải Dương.", provinces: ""},
	{text: "Viện Hải dương học công bố.", provinces: ""},
	{text: "Bình định được vùng ấy.", provinces: ""},
	{text: "Trường Cao đẳng Sư phạm Thái Bình tuyển sinh.", provinces: "Thái Bình"},
	{text: "Lễ trao giải đã bế mạc.\nThái Bình", provinces: ""},
	{text: "Lễ trao giải đã bế mạc.\nHà Giang - Minh Thư", provinces: ""},
	{text: "Toàn cảnh lễ trao giải. Ảnh: Hải Dương", provinces: ""},
	{text: "TỈNH HÒA BÌNH HỌP\nTHÁI BÌNH: KHỞI CÔNG NHÀ MÁY", provinces: "Hòa Bình, Thái Bình"},

	{text: "Sinh viên ĐH Huế và người dân cố đô Huế.", provinces: "Thừa Thiên Huế"},
	{text: "Bà Huế kể. Chị Nguyễn Thị Huế kể. Huế kể.", provinces: ""},
	{text: "Quỹ bảo trợ trẻ em Quảng Bình lập hồ sơ.", provinces: "Quảng Bình"},
	{text: "Công ty Công Lý Sóc Trăng làm chủ đầu tư.", provinces: "Sóc Trăng"},
	{text: "Trường tiểu học Phú Thọ ở quận 11.", provinces: ""},
	{text: "Học sinh Trường THPT Hà Giang nhận thưởng, tỉnh Hà Giang tuyên dương.", provinces: "Hà Giang"},
	{text: "Cao tốc Hòa Lạc - Hòa Bình thông xe.", provinces: "Hòa Bình"},
	{text: "Sở Nông nghiệp & PTNT TPHCM công bố.", provinces: "Hồ Chí Minh"},
	{text: "Các tỉnh đồng bằng sông Cửu Long đối thoại.", provinces: "", others: "other Đồng bằng sông Cửu Long"},
	{text: "Công an H.Kim Thành (Hải Dương) điều tra nhóm ở H.An Dương, TP.Hải Phòng.", provinces: "Hải Dương, Hải Phòng",
		others: "district An Dương 312; district Kim Thành 293"},
	{text: "Người dân xã Hoài Thanh Tây, Hoài Nhơn, Bình Định.", provinces: "Bình Định", others: "commune Hoài Thanh Tây 21664; district Hoài Nhơn 543"},
	{text: "Sở Tài nguyên và Môi trường Hà Nam kiểm tra thị trường Quảng Ninh.", provinces: "Hà Nam, Quảng Ninh"},
	{text: "Lễ khai ấn đền Trần Nam Định đông người.", provinces: "Nam Định"},
	{text: "Đường phố Huế rợp cờ; phố Huế ở Hà Nội đông đúc.", provinces: "Hà Nội, Thừa Thiên Huế"},
	{text: "Bệnh nhân Phạm Thị Huế và bạn ở phố Huế.", provinces: ""},
	{text: "Thủy điện Hòa Bình và thủy điện Sơn La xả lũ.", provinces: ""},
	{text: "Thủy điện Sơn La xả lũ; tỉnh Sơn La cảnh báo.", provinces: "Sơn La"},
	{text: "Bị cáo Phạm Thị Huế khai. Theo lời của Huế, vụ việc đã lâu. Huế nhận tội.", provinces: ""},
	{text: "Giàn khoan Hải Dương 981 rời đi.", provinces: ""},
	{text: "Ủy ban nhân dân T.P Hồ Chí Minh họp với Công an TP-HCM.", provinces: "Hồ Chí Minh"},
	{text: "Đoàn tỉnh Hà Nam - Trung Quốc.", provinces: ""},
	{text: "UBND tỉnh ĐăkLăk và tỉnh Đak Nông.", provinces: "Đắk Lắk, Đắk Nông"},
	{text: "Quang Ninh province and Hanoi, Da Nang.", provinces: "Hà Nội, Quảng Ninh, Đà Nẵng"},
	{text: "Công ty Sài Gòn Max ở Long An.", provinces: "Long An"},
	{text: "Anh vào Sài Gòn lập nghiệp.", provinces: "Hồ Chí Minh"},
	{text: "TTH - Đón đoàn khách quốc tế.", provinces: "Thừa Thiên Huế"},

	{text: "Khen các Sở TT-TT: Thái Bình, Hà Tĩnh, Quảng Nam; Sở TT&TT Quảng Ngãi nhận cờ.", provinces: "Hà Tĩnh, Quảng Nam, Quảng Ngãi, Thái Bình"},

	{text: "Tập đoàn Hòa Bình xây nhà ở Quảng Ninh.", provinces: "Quảng Ninh"},
	{text: "UBND tỉnh TT. Huế họp với Đà Nẵng.", day: "2019-01-01", provinces: "Thừa Thiên Huế, Đà Nẵng"},
	{text: "Thu hồi đất ở 3 xã Bình Sơn, Long An và Cẩm Đường, huyện Long Thành.", day: "2018-01-01", provinces: "",
		others: "commune Bình Sơn 26395; commune Cẩm Đường 26401; commune Long An 26404; district Long Thành 740"},

	// cities, districts, communes
	{text: "Đà Lạt đón khách, tỉnh Lâm Đồng phấn khởi.", provinces: "Lâm Đồng", others: "district Đà Lạt 672"},
	{text: "Người dân TP Sơn La hưởng ứng.", provinces: "Sơn La", others: "district Sơn La 116"},
	{text: "Thành phố Hà Giang (tỉnh Hà Giang)", provinces: "Hà Giang", others: "district Hà Giang 024"},
	{text: "Thị xã Quảng Trị bên dòng Thạch Hãn.", provinces: "Quảng Trị", others: "district Quảng Trị 462"},
	{text: "Huyện Quảng Ninh (Quảng Bình) có lũ.", provinces: "Quảng Bình", others: "district Quảng Ninh 456"},
	{text: "Các huyện Mường Ảng, Điện Biên và Tuần Giáo (Điện Biên).", provinces: "Điện Biên",
		others: "district Mường Ảng 102; district Tuần Giáo 099; district Điện Biên 100"},
	{text: "Các huyện: Đức Trọng, Lâm Hà và Di Linh.", provinces: "", others: "district Di Linh 679; district Lâm Hà 676; district Đức Trọng 678"},
	{text: "Huyện ủy Đức Trọng tổ chức hội nghị.", provinces: "", others: "district Đức Trọng 678"},
	{text: "Xã Tân Lập, huyện Đan Phượng, Hà Nội.", provinces: "Hà Nội", others: "commune Tân Lập 09820; district Đan Phượng 273"},
	{text: "Tại xã Tân Lập, Đan Phượng, Hà Nội.", provinces: "Hà Nội", others: "commune Tân Lập 09820; district Đan Phượng 273"},
	{text: "Tại xã Tân Lập không rõ ở đâu.", provinces: "", others: "commune Tân Lập "},
	{text: "Huyện Châu Thành mở chợ.", provinces: "", others: "district Châu Thành "},
	{text: "Huyện Châu Thành, tỉnh An Giang mở chợ.", provinces: "An Giang", others: "district Châu Thành 892"},
	{text: "Phường 1, quận 4, TP.HCM.", provinces: "Hồ Chí Minh", others: "commune 1 27298; district 4 773"},
	{text: "Q.1 và P.Bến Nghé, TP.HCM.", provinces: "Hồ Chí Minh", others: "commune Bến Nghé 26740; district 1 760"},
	{text: "Huyện đảo Lý Sơn của Quảng Ngãi.", provinces: "Quảng Ngãi", others: "district Lý Sơn 536"},
	{text: "Mộc Châu (Sơn La) mùa mận chín.", provinces: "Sơn La", others: "district Mộc Châu 123"},
	{text: "Hai tỉnh Đắk Lắk và Mondulkiri (Campuchia) hội đàm.", provinces: "Đắk Lắk", others: "country Campuchia KH; other Mondulkiri"},
	{text: "Lào Cai (Việt Nam) và Vân Nam (Trung Quốc).", provinces: "Lào Cai", others: "country Trung Quốc CN; country Việt Nam VN; other Vân Nam"},
	{text: "Đoàn đến từ tỉnh Hà Nam (Trung Quốc).", provinces: "", others: "country Trung Quốc CN; other Hà Nam"},
	{text: "Quần đảo Hoàng Sa, Trường Sa của Việt Nam trên Biển Đông.", provinces: "",
		others: "country Việt Nam VN; other Biển Đông; other Hoàng Sa; other Trường Sa"},
	{text: "Sang Lào, sang Mỹ, sang Anh.", provinces: "", others: "country Anh GB; country Lào LA; country Mỹ US"},
	{text: "Anh Nga và em Mỹ học giỏi. Anh nói thế.", provinces: "", others: ""},
	{text: "Vùng Tây Nguyên và Đồng bằng sông Cửu Long.", provinces: "", others: "other Tây Nguyên; other Đồng bằng sông Cửu Long"},
	{text: "Tỉnh Bình Trị Thiên cũ.", provinces: "", others: "other Bình Trị Thiên"},

	// the map of the day
	{text: "TP Huế chỉnh trang đô thị.", day: "2019-03-03", provinces: "", others: "district Huế 474"},
	{text: "TP Huế chỉnh trang đô thị.", day: "2025-03-03", provinces: "Huế"},
	{text: "Các tỉnh Quảng Trị, Huế và Đà Nẵng.", day: "2019-03-03", provinces: "Quảng Trị, Thừa Thiên Huế, Đà Nẵng"},
	{text: "Tỉnh Hà Giang trước đây.", day: "2026-03-03", provinces: "Hà Giang"},
	{text: "Người dân phường Thái Bình, tỉnh Hưng Yên.", day: "2026-03-03", provinces: "Hưng Yên", others: "commune Thái Bình 13225"},
	{text: "Phường Hà Giang 1 của tỉnh Tuyên Quang.", day: "2026-03-03", provinces: "Tuyên Quang", others: "commune Hà Giang 1 00694"},
	{text: "Phường Xuân Hương - Đà Lạt đón khách.", day: "2026-03-03", provinces: "", others: "commune Xuân Hương - Đà Lạt 24781"},
	{text: "Đặc khu Phú Quốc đón khách.", day: "2026-03-03", provinces: "", others: "commune Phú Quốc 31078"},
	{text: "Thành phố Đồng Nai sau ngày thành lập.", day: "2026-06-01", provinces: "Đồng Nai"},
	{text: "Quận Thủ Đức họp.", day: "2020-03-03", provinces: "", others: "district Thủ Đức 762"},
	{text: "TP Thủ Đức họp.", day: "2022-03-03", provinces: "", others: "district Thủ Đức 769"},
	{text: "Đường Hồ Chí Minh qua Hà Tây cũ.", provinces: "Hà Tây"},

	{text: "Đảng ủy các xã, phường: Đông Hà, Nam Đông Hà, Ba Đồn (tỉnh Quảng Trị) ký kết.", day: "2026-03-03", provinces: "Quảng Trị",
		others: "commune Ba Đồn 19009; commune Nam Đông Hà 19351; commune Đông Hà 19333"},
	{text: "Xã Tân Hội, tỉnh Lâm Đồng có chợ. Chợ xã Tân Hội đông. Hà Nội xa.", day: "2026-03-03", provinces: "Hà Nội, Lâm Đồng",
		others: "commune Tân Hội 24976"},

	// what the source or the rest of the article shows
	{text: "Hội nghị ở Công viên Hòa Bình. Tỉnh chỉ đạo.", home: "Hòa Bình", provinces: "Hòa Bình"},
	{text: "Nông sản Hòa Bình được ưa chuộng. Tỉnh Hòa Bình có cam.", provinces: "Hòa Bình"},
}

func TestSentences(t *testing.T) {
	for _, s := range sentences {
		if s.day == "" {
			s.day = "2020-06-01"
		}
		day, err := news.ParseDay(s.day)
		if err != nil {
			t.Fatal(err)
		}
		got := Find(viet.Text{Body: s.text}, Context{Published: day, Province: s.home})
		var provinces, others []string
		for _, p := range got.Places {
			if p.Kind == news.ProvinceKind {
				provinces = append(provinces, p.Name)
			} else {
				others = append(others, string(p.Kind)+" "+p.Name+" "+p.Code)
			}
			checkMentions(t, viet.Text{Body: s.text}, p)
		}
		slices.Sort(provinces)
		slices.Sort(others)
		if g := strings.Join(provinces, ", "); g != s.provinces {
			t.Errorf("%s\n\tprovinces %q, want %q", s.text, g, s.provinces)
		}
		if g := strings.Join(others, "; "); s.others != "" && trim(g) != trim(s.others) {
			t.Errorf("%s\n\tothers %q, want %q", s.text, g, s.others)
		}
	}
}

func trim(s string) string { return strings.ReplaceAll(strings.TrimSpace(s), " ;", ";") }

func checkMentions(t *testing.T, doc viet.Text, p news.Place) {
	t.Helper()
	for _, m := range p.Mentions {
		text := doc.Body
		switch m.Field {
		case news.InTitle:
			text = doc.Title
		case news.InLead:
			text = doc.Lead
		}
		if m.Start < 0 || m.End > len(text) || m.Start >= m.End || text[m.Start:m.End] != m.Text {
			t.Errorf("%s: mention %+v is not in the text", p.Name, m)
		}
	}
}
