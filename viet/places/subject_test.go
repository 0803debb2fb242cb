package places

import (
	"strings"
	"testing"

	"diembao/news"
	"diembao/viet"
)

func TestSubject(t *testing.T) {
	for _, c := range []struct {
		what, title, lead, body string
		day, home               string
		want                    string
	}{
		{what: "headline", title: "Bắc Kạn: Khai mạc hội chợ", body: "Hội chợ có gian hàng của Hà Nội, Thái Nguyên và Cao Bằng.", want: "Bắc Kạn"},
		{what: "named most, bare tỉnh", body: "Tỉnh đã quảng bá tiềm năng của Đắk Lắk. Tỉnh ủy chỉ đạo. UBND tỉnh báo cáo. Sở của tỉnh đến Gia Lai học tập. Đắk Lắk sẽ làm tiếp.", want: "Đắk Lắk"},
		{what: "body of the province", body: "UBND tỉnh Sơn La họp. Các huyện Mộc Châu, Mai Sơn báo cáo; đại biểu đến từ Hà Nội dự.", want: "Sơn La"},
		{what: "where somebody is from", lead: "Công an xã Long Hà (Đồng Nai) bắt anh Mẫu (44 tuổi, tỉnh Quảng Trị).", body: "Công an xã Long Hà lập hồ sơ.\nAnh ấy bị Công an tỉnh Đắk Lắk truy nã.", day: "2025-12-31", want: "Đồng Nai"},
		{what: "districts alone", body: "Huyện ủy Đức Trọng tổ chức hội nghị với xã Ninh Gia và thị trấn Liên Nghĩa.", want: "Lâm Đồng"},
		{what: "city alone", body: "Ngày hội tại TP Đà Lạt thu hút du khách. Đà Lạt sẽ tổ chức tiếp.", want: "Lâm Đồng"},
		{what: "source and bare tỉnh", body: "Sáng nay, Tỉnh ủy tổ chức hội nghị. UBND tỉnh báo cáo.", home: "Hà Nam", want: "Hà Nam"},
		{what: "the source alone is no reason", body: "Giá vàng tăng mạnh.", home: "Hà Nam", want: ""},
		{what: "an office of the source's province", body: "Giám đốc Sở Y tế cho biết đã tiêm thêm hai đợt.", home: "Hà Nam", want: "Hà Nam"},
		{what: "offices of nowhere", body: "Bộ Y tế và Chính phủ yêu cầu các Sở Y tế báo cáo Thủ tướng Chính phủ.", home: "Hà Nam", want: ""},
		{what: "the district spoken of", body: "Công an thị xã cấm đường; nhiều nhà vườn trong huyện thiệt hại.", home: "Bến Tre", want: "Bến Tre"},
		{what: "communes, and nothing of elsewhere", body: "Nông dân các xã được mùa ngao.", home: "Thanh Hóa", want: "Thanh Hóa"},
		{what: "communes of the whole country", body: "Cả nước có 6.000 xã đạt chuẩn.", home: "Thanh Hóa", want: ""},
		{what: "communes and a ministry", body: "Bộ Y tế đề nghị các xã tiêm vắc xin.", home: "Thanh Hóa", want: ""},
		{what: "no commune but society", body: "Kinh tế - xã hội phát triển, hợp tác xã tăng.", home: "Thanh Hóa", want: ""},
		{what: "districts in general", body: "Quy định mới với cán bộ cấp huyện, các huyện đảo và huyện nghèo.", home: "Bến Tre", want: ""},
		{what: "bodies of a commune", body: "Chủ tịch UBND xã và Huyện ủy đã đến động viên các hộ.", home: "Lai Châu", want: "Lai Châu"},
		{what: "a city's paper on a province", lead: "Tại tỉnh Sơn La, Bộ tổ chức hội nghị.", body: "Lãnh đạo tỉnh Sơn La cho biết tỉnh trồng thêm xoài. Doanh nghiệp Hà Nội bao tiêu.", home: "Hà Nội", want: "Sơn La"},
		{what: "an undated page of a former province's paper", day: "none", body: "UBND tỉnh họp phiên thường kỳ.", home: "Bắc Kạn", want: "Bắc Kạn"},
		{what: "a reprint in a provincial paper", title: "Quảng Ninh đón khách du thuyền", body: "Quảng Ninh vừa đón tàu. Du khách thăm Hạ Long. UBND tỉnh Quảng Ninh chào mừng. Quảng Ninh phấn khởi.", home: "Hà Nam", want: "Quảng Ninh"},
		{what: "national", body: "Tại Hà Nội, Thủ tướng chủ trì phiên họp Chính phủ. Quốc hội sẽ xem xét.", want: ""},
		{what: "Hà Nội itself", title: "Hà Nội tổ chức lễ hội áo dài", body: "UBND thành phố Hà Nội khai mạc lễ hội.", want: "Hà Nội"},
		{what: "international", body: "Tổng thống Mỹ thăm Nhật Bản.", want: ""},
		{what: "a survey of many", body: "Mưa lớn tại Sơn La, Lai Châu, Điện Biên, Hòa Bình, Yên Bái. Lào Cai và Hà Giang có lũ quét.", want: ""},
		{what: "two with neither before the other", body: "Lâm Đồng và Ninh Thuận ký kết. Ninh Thuận và Lâm Đồng hợp tác.", want: ""},
		{what: "old province after the merger", day: "2025-09-01", body: "Tỉnh Tuyên Quang họp về các xã vùng cao của Hà Giang cũ. UBND tỉnh Tuyên Quang chỉ đạo.", want: "Tuyên Quang"},
		{what: "commune after the merger", day: "2025-09-01", body: "Phường Xuân Hương - Đà Lạt ra mắt tổ công nghệ số. Tỉnh hỗ trợ phường.", want: "Lâm Đồng"},
		{what: "the source's old name", day: "2025-09-01", body: "Tỉnh ủy họp. UBND tỉnh báo cáo.", home: "Bến Tre", want: "Vĩnh Long"},
		{what: "city before it was centrally run", day: "2019-05-05", body: "TP Huế chỉnh trang đô thị. UBND tỉnh Thừa Thiên Huế hỗ trợ TP Huế.", want: "Thừa Thiên Huế"},
		{what: "no date: the former name shows the map", body: "Tỉnh Hà Nam tổng kết công tác. Hà Nam đạt kết quả tốt.", day: "none", want: "Hà Nam"},
		{what: "a national course held in a city, with a list of other provinces", title: "Tập huấn nghiệp vụ", body: "Ngày 12-7, tại TP. Nha Trang, Cục khai mạc lớp tập huấn cho 63 tỉnh, thành phố. Phó Chủ tịch UBND tỉnh đến dự. Dịp này, Bộ khen thưởng 5 Sở: Thái Bình, Hà Tĩnh, Quảng Bình, Quảng Nam, Ninh Thuận.", want: "Khánh Hòa"},
		{what: "a delegation from abroad", title: "Lãnh đạo tỉnh Nghệ An tiếp đoàn tỉnh Chăm Pa Sắc", body: "Đoàn tỉnh Chăm Pa Sắc (Lào) thăm và làm việc tại tỉnh Nghệ An.", want: "Nghệ An"},
		{what: "headline in capitals", title: "HỘI NÔNG DÂN TỈNH ĐỒNG THÁP TỔNG KẾT", body: "Sáng nay, Hội tổng kết.", want: "Đồng Tháp"},
		{what: "nothing", want: ""},
	} {
		day := news.Day{Year: 2020, Month: 6, Day: 1}
		switch c.day {
		case "":
		case "none":
			day = news.Day{}
		default:
			day, _ = news.ParseDay(c.day) // a slip leaves the day open and fails below
		}
		got := Find(viet.Text{Title: c.title, Lead: c.lead, Body: c.body}, Context{Published: day, Province: c.home}).Subject
		if got.Name != c.want {
			t.Errorf("%s: about %q (%s), want %q", c.what, got.Name, got.Reason, c.want)
		}
		if (got.Name == "") != (got.Reason == "") || (got.Name == "") != (got.Code == "") {
			t.Errorf("%s: %+v is incomplete", c.what, got)
		}
	}
}

func TestOpen(t *testing.T) {
	got := Find(viet.Text{Body: "Huyện Châu Thành mở chợ."}, Context{Published: news.Day{Year: 2020, Month: 6, Day: 1}})
	if len(got.Places) != 1 || got.Places[0].Code != "" || len(got.Places[0].Choices) < 5 || got.Places[0].Reason == "" {
		t.Errorf("Châu Thành without a province: %+v", got.Places)
	}
	got = Find(viet.Text{Body: "Huyện Châu Thành mở chợ. Tỉnh chỉ đạo."}, Context{Published: news.Day{Year: 2020, Month: 6, Day: 1}, Province: "Bến Tre"})
	if len(got.Places) != 1 || got.Places[0].Code != "831" || got.Places[0].Reason != "by the source's province" && got.Places[0].Reason != "by the article's province" {
		t.Errorf("Châu Thành in a paper of Bến Tre: %+v", got.Places)
	}
}

func TestCurrent(t *testing.T) {
	got := Find(viet.Text{Title: "Hà Giang: du lịch mùa hoa"}, Context{Published: news.Day{Year: 2026, Month: 1, Day: 5}})
	if len(got.Places) != 1 || got.Places[0].Code != "02" || got.Places[0].Current != (news.Current{Name: "Tuyên Quang", Code: "08"}) {
		t.Errorf("Hà Giang in 2026: %+v", got.Places)
	}
	if m := got.Places[0].Mentions; len(m) != 1 || m[0].Field != news.InTitle || m[0].Text != "Hà Giang" {
		t.Errorf("mentions %+v", m)
	}
	if got.Subject.Name != "Tuyên Quang" {
		t.Errorf("about %+v", got.Subject)
	}
}

// TestLinear: ten times the text may take about ten times the mentions, and every shape of text ends.
func TestLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("half a megabyte of each shape")
	}
	for _, unit := range []string{"Hà Nội, ", "Hà", "huyện Châu Thành, ", "các xã Tân Lập, Tân An, ", "a", " ", "\n", "Hồ Chí Minh ", "tỉnh ", "\xff", "(", "TP.", "Nguyễn "} {
		doc := viet.Text{Body: strings.Repeat(unit, 500_000/len(unit))}
		for _, p := range Find(doc, Context{}).Places {
			checkMentions(t, doc, p)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range sentences {
		f.Add(s.text, s.text, 20200601, s.home)
	}
	f.Add("TP.\u0301HCM ẢNH: Hà\u00ad Nội", "", 0, "24")
	f.Fuzz(func(t *testing.T, title, body string, day int, home string) {
		doc := viet.Text{Title: title, Body: body}
		ctx := Context{Published: news.Day{Year: day / 10000, Month: 6, Day: 1}, Province: home}
		got := Find(doc, ctx)
		for _, p := range got.Places {
			checkMentions(t, doc, p)
			if p.Name == "" || p.Kind == "" || len(p.Mentions) == 0 {
				t.Errorf("%+v is incomplete", p)
			}
		}
	})
}
