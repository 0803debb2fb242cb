package dates

import (
	"strings"
	"testing"

	"diembao/news"
	"diembao/viet"
)

// said writes what Find reads in text: "words=from" or "words=from..to" or "words=?", joined by "; ".
func said(text string, pub news.Day) string {
	var out []string
	for _, d := range Find(nil, text, Ref{Published: pub}) {
		when := d.From.String()
		switch {
		case d.From.IsZero():
			when = "?"
		case d.From != d.To:
			when += ".." + d.To.String()
		}
		out = append(out, d.Text+"="+when)
	}
	return strings.Join(out, "; ")
}

func day(s string) news.Day {
	d, err := news.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

var finds = []struct{ pub, text, want string }{
	// days with and without a year
	{"2020-07-31", "Sáng 31/7, Sở họp.", "Sáng 31/7=2020-07-31"},
	{"2021-12-13", "Ngày 13/12, Ban họp phiên cuối năm.", "Ngày 13/12=2021-12-13"},
	{"2017-11-02", "Ngày 01/11/2017, UBND tỉnh tổ chức hội nghị.", "Ngày 01/11/2017=2017-11-01"},
	{"2020-08-01", "Lễ ký diễn ra ngày 31 tháng 7 năm 2020 tại trụ sở.", "ngày 31 tháng 7 năm 2020=2020-07-31"},
	{"2020-08-01", "Lễ ký diễn ra ngày 31 tháng 7 vừa qua.", "ngày 31 tháng 7=2020-07-31"},
	{"2020-08-01", "Văn bản ký 31-7-2020 và 2.10.2019 đã hết hiệu lực.", "31-7-2020=2020-07-31; 2.10.2019=2019-10-02"},
	{"2020-08-01", "Ngày 31-7, đoàn đến thăm.", "Ngày 31-7=2020-07-31"},
	{"2020-08-01", "Chiều 31.7, đoàn đến thăm.", "Chiều 31.7=2020-07-31"},
	{"2020-08-01", "SÁNG 31/7, ĐOÀN LÀM VIỆC VỚI HUYỆN", "SÁNG 31/7=2020-07-31"},
	{"2020-08-01", "Rạng sáng 31/7, mưa lớn.", "sáng 31/7=2020-07-31"},
	{"2020-08-01", "Lúc 15h30 ngày 31/7, xe lật.", "15h30 ngày 31/7=2020-07-31"},
	{"2020-08-01", "Thứ Sáu, ngày 31/7, hội khai mạc.", "Thứ Sáu, ngày 31/7=2020-07-31"},
	{"2020-08-01", "Hạn nộp hồ sơ: 2020-08-15.", "2020-08-15=2020-08-15"},
	{"2020-08-01", "1 tháng Năm là ngày nghỉ; ngày 1 tháng Năm cả xã ra đồng.", "1 tháng Năm=2020-05-01; ngày 1 tháng Năm=2020-05-01"},
	{"2020-10-12", "Chiều nay (11/10), lễ bế mạc diễn ra.", "Chiều nay (11/10)=2020-10-11"},
	{"2020-10-12", "Hôm nay, 12/10, học sinh trở lại trường.", "Hôm nay, 12/10=2020-10-12"},
	{"2020-10-12", "Trận đấu (11/10) kết thúc muộn.", ""},
	{"2020-10-12", "Trận đấu (25/10) sẽ rất đông.", "25/10=2020-10-25"},
	// years that are not said
	{"2020-01-02", "Sáng 30/12, Ban tổng kết công tác.", "Sáng 30/12=2019-12-30"},
	{"2019-12-28", "Hội xuân mở cửa ngày 5/1.", "ngày 5/1=2020-01-05"},
	{"2020-02-10", "Hoàn thành trước ngày 30/11.", "ngày 30/11=2020-11-30"},
	{"2020-07-31", "Từ ngày 5/3 đến nay, xã có nước sạch.", "ngày 5/3=2020-03-05"},
	{"2020-11-20", "Vụ cháy ngày 5/3 đã khép lại.", "ngày 5/3=2020-03-05"},
	{"2020-01-03", "Thứ Hai, ngày 30/12, chợ đông.", "Thứ Hai, ngày 30/12=2019-12-30"},
	{"", "Sáng 30/12, Ban tổng kết công tác năm 2019, triển khai nhiệm vụ năm 2020.", "Sáng 30/12=2019-12-30; năm 2019=2019-01-01..2019-12-31; năm 2020=2020-01-01..2020-12-31"},
	{"", "Sáng 15/1, Ban tổng kết năm 2019 và triển khai nhiệm vụ năm 2020.", "Sáng 15/1=2020-01-15; năm 2019=2019-01-01..2019-12-31; năm 2020=2020-01-01..2020-12-31"},
	{"", "Sáng 31/7, sơ kết 6 tháng đầu năm; triển khai nhiệm vụ 6 tháng cuối năm 2020.", "Sáng 31/7=2020-07-31; 6 tháng đầu năm=?; 6 tháng cuối năm 2020=2020-07-01..2020-12-31"},
	{"", "Sáng 15/6, sơ kết nhiệm kỳ.", "Sáng 15/6=?"},
	{"", "Sáng 30/12, Ban họp.", "Sáng 30/12=?"},
	{"", "Ngày 4/5, đoàn đến. (Tin ngày 4/5/2021)", "Ngày 4/5=2021-05-04; ngày 4/5/2021=2021-05-04"},
	{"", "Hôm nay đoàn đến.", "Hôm nay=?"},
	// several days
	{"2020-10-12", "Hội thao từ ngày 9 đến 11/10.", "ngày 9 đến 11/10=2020-10-09..2020-10-11"},
	{"2020-10-12", "Hội thao diễn ra 9-11/10 tại nhà văn hóa.", "9-11/10=2020-10-09..2020-10-11"},
	{"2020-10-12", "Hội chợ từ 28/9 đến 2/10.", "28/9 đến 2/10=2020-09-28..2020-10-02"},
	{"2020-10-12", "Hội chợ từ ngày 28/9 đến hết ngày 2/10/2020.", "ngày 28/9 đến hết ngày 2/10/2020=2020-09-28..2020-10-02"},
	{"2020-10-12", "Trong hai ngày 9 và 10/10, đại hội họp.", "ngày 9=2020-10-09; 10/10=2020-10-10"},
	{"2020-10-12", "Các ngày 7, 9, 11/10 có mưa.", "ngày 7=2020-10-07; 9=2020-10-09; 11/10=2020-10-11"},
	{"2020-10-12", "Ngày 9/10 và 11/10, xã tiêm phòng.", "Ngày 9/10=2020-10-09; 11/10=2020-10-11"},
	{"2020-10-12", "Đêm 9 rạng sáng 10/10, nước lên.", "Đêm 9=2020-10-09; sáng 10/10=2020-10-10"},
	{"2020-10-12", "Từ 8h ngày 5/10 đến 17h ngày 7/10, cầu đóng.", "8h ngày 5/10 đến 17h ngày 7/10=2020-10-05..2020-10-07"},
	{"2021-01-12", "Đợt kiểm tra từ ngày 28/12 đến ngày 5/1.", "ngày 28/12 đến ngày 5/1=2020-12-28..2021-01-05"},
	{"2020-02-02", "Kỷ niệm 90 năm Ngày thành lập Đảng (3/2/1930 - 3/2/2020).", "3/2/1930=1930-02-03; 3/2/2020=2020-02-03"},
	{"2020-02-02", "Quy hoạch từ 1/1/2015 đến 31/12/2020.", "1/1/2015 đến 31/12/2020=2015-01-01..2020-12-31"},
	// holidays
	{"2020-08-30", "Chào mừng Quốc khánh 2/9, phố treo cờ.", "2/9=2020-09-02"},
	{"2021-04-25", "Dịp lễ 30/4 và 1/5, khách tăng.", "30/4=2021-04-30; 1/5=2021-05-01"},
	{"2021-04-25", "Dịp nghỉ lễ 30/4 - 1/5, khách tăng.", "30/4=2021-04-30; 1/5=2021-05-01"},
	{"2021-03-05", "Ngày Quốc tế Phụ nữ 8/3 đến gần.", "8/3=2021-03-08"},
	{"2021-11-18", "Kỷ niệm Ngày Nhà giáo Việt Nam (20/11).", "20/11=2021-11-20"},
	// relative
	{"2020-10-12", "Hôm qua, đoàn về. Sáng nay trời nắng. Ngày mai mưa.", "Hôm qua=2020-10-11; Sáng nay=2020-10-12; Ngày mai=2020-10-13"},
	{"2020-10-12", "Tối qua và chiều mai; hôm kia.", "Tối qua=2020-10-11; chiều mai=2020-10-13; hôm kia=2020-10-10"},
	{"2020-10-12", "Ngày nay đời sống khá; những ngày qua mưa; vì một ngày mai tươi sáng; cô Mai đến sáng Mai ơi.", ""},
	{"2020-10-15", "Thứ Hai tuần trước họp; Chủ nhật vừa qua nghỉ; thứ Sáu tuần này họp.", "Thứ Hai tuần trước=2020-10-05; Chủ nhật vừa qua=2020-10-11; thứ Sáu tuần này=2020-10-16"},
	{"2020-10-15", "Đây là lần thứ hai tuần này giá tăng.", "tuần này=2020-10-12..2020-10-18"},
	// spans
	{"2020-07-31", "6 tháng đầu năm 2020, 9 tháng đầu năm, 6 tháng cuối năm 2020.", "6 tháng đầu năm 2020=2020-01-01..2020-06-30; 9 tháng đầu năm=2020-01-01..2020-09-30; 6 tháng cuối năm 2020=2020-07-01..2020-12-31"},
	{"2020-07-31", "Quý II/2020 và quý 3 năm 2019.", "Quý II/2020=2020-04-01..2020-06-30; quý 3 năm 2019=2019-07-01..2019-09-30"},
	{"2020-07-31", "Tháng 5/2020, tháng 6; từ tháng 3 đến tháng 5/2019; tháng trước; 10/2018.", "Tháng 5/2020=2020-05-01..2020-05-31; tháng 6=2020-06-01..2020-06-30; tháng 3 đến tháng 5/2019=2019-03-01..2019-05-31; tháng trước=2020-06-01..2020-06-30"},
	{"2020-07-31", "Năm học 2019-2020; nhiệm kỳ 2020 - 2025; giai đoạn 2021-2025; thời kỳ 2013-2020; năm ngoái.", "Năm học 2019-2020=2019-09-01..2020-05-31; nhiệm kỳ 2020 - 2025=2020-01-01..2025-12-31; giai đoạn 2021-2025=2021-01-01..2025-12-31; thời kỳ 2013-2020=2013-01-01..2020-12-31; năm ngoái=2019-01-01..2019-12-31"},
	// the lunar calendar
	{"2024-02-15", "Lễ mở ngày mùng 10 tháng Giêng.", "mùng 10 tháng Giêng=2024-02-19"},
	{"2024-08-01", "Rằm tháng 7 đông khách; mồng 5 Tết vắng.", "Rằm tháng 7=2024-08-18; mồng 5 Tết=2024-02-14"},
	{"2024-04-10", "Giỗ Tổ Hùng Vương 10/3 và 10/3 âm lịch.", "10/3=2024-04-18; 10/3 âm lịch=2024-04-18"},
	{"2024-04-10", "Ngày 18/4 (tức ngày 10 tháng 3 năm Giáp Thìn) khai hội.", "Ngày 18/4=2024-04-18; ngày 10 tháng 3 năm Giáp Thìn=2024-04-18"},
	{"2024-08-25", "Mùng 2/9 được nghỉ; mùng 6 tháng 6 chưa rõ.", "Mùng 2/9=2024-09-02; mùng 6 tháng 6=?"},
	{"2025-01-20", "Đêm 30 Tết; 23 tháng Chạp.", "30 Tết=2025-01-28; 23 tháng Chạp=2025-01-22"},
	{"2026-03-07", "Công khai trước ngày 31/3 hằng năm; Giỗ Tổ 10/3 âm lịch hằng năm; vài tháng qua.", "ngày 31/3=?; 10/3 âm lịch=?"},
	{"2021-08-08", "Lễ bế mạc vào 18h tối nay 8/8, trong ngày hôm nay.", "18h tối nay 8/8=2021-08-08; ngày hôm nay=2021-08-08"},
	{"2024-07-27", "Trong hai đêm 13 và 20-7; quảng trường 30-4; Đường 2-9.", "đêm 13=2024-07-13; 20-7=2024-07-20"},
	{"2010-11-26", "Điền kinh (18-25/12/) và bơi (21 - 25/12).", "18-25/12=2010-12-18..2010-12-25; 21 - 25/12=2010-12-21..2010-12-25"},
	{"2020-09-10", "Ngày 2-3 tháng 9; ngày 5-6 và 8/9; từ 28-8 đến 2-9; mỗi ngày 2/3 số giờ; sáng 2-3 tiếng; từ 5-7 ngày.", "Ngày 2=2020-09-02; 3 tháng 9=2020-09-03; ngày 5=2020-09-05; 6=2020-09-06; 8/9=2020-09-08; 28-8 đến 2-9=2020-08-28..2020-09-02"},
	{"2022-01-20", "Từ ngày 29.1.2022 (27 tháng Chạp Âm lịch) đến hết ngày 6.2.2022 (mùng 6 tháng Giêng).", "ngày 29.1.2022=2022-01-29; 27 tháng Chạp Âm lịch=2022-01-29; ngày 6.2.2022=2022-02-06; mùng 6 tháng Giêng=2022-02-06"},
	{"2020-09-10", "Ngày 31/ 7 họp; ngày 31 / 7 / 2019; 31/7/ 2018.", "Ngày 31/ 7=2020-07-31; ngày 31 / 7 / 2019=2019-07-31; 31/7/ 2018=2018-07-31"},
	{"2020-09-10", "Kỷ niệm (19/8/1945 - 19/8/2020; 2/9/1945-2/9/2020).", "19/8/1945=1945-08-19; 19/8/2020=2020-08-19; 2/9/1945=1945-09-02; 2/9/2020=2020-09-02"},
	{"2020-09-10", "Ngày 31/7, 5/8 xã về đích; ngày 9/8 và 3/4 số hộ.", "Ngày 31/7=2020-07-31; ngày 9/8=2020-08-09"},
	{"2020-09-10", "Thứ Bảy, Chủ nhật (1-2/8) thi; địa chỉ: 25/7 Trần Phú; tổ 15/4.", "1=2020-08-01; 2/8=2020-08-02"},
	{"2020-07-31", "Chủ tịch dự lễ ngày 5/3 và dự kiến khai mạc ngày 5/1.", "ngày 5/3=2020-03-05; ngày 5/1=2020-01-05"},
	{"2020-11-30", "Dự kiến khai mạc ngày 5/1; sẽ họp ngày 3/12; vì ngày mai.", "ngày 5/1=2021-01-05; ngày 3/12=2020-12-03"},
	{"2023-11-20", "Chiến thắng 30/4/1975; Cách mạng tháng Tám năm 1945; Cách mạng Tháng Mười; thắng 3/2.", "30/4/1975=1975-04-30; tháng Tám năm 1945=1945-08-01..1945-08-31"},
	{"2023-11-20", "Lễ hội từ mùng 6 đến mùng 8 tháng Giêng; từ 14 - 16 tháng Giêng.", "mùng 6 đến mùng 8 tháng Giêng=2024-02-15..2024-02-17; 14 - 16 tháng Giêng=2024-02-23..2024-02-25"},
	{"2023-11-20", "Ngày 8/10 Quý Mão; ngày 15/10 ÂL; ngày 01/10/Quý Mão.", "Ngày 8/10 Quý Mão=2023-11-20; ngày 15/10 ÂL=2023-11-27; ngày 01/10/Quý Mão=2023-11-13"},
	{"2023-11-20", "Đợt 1 (từ 5/12-10/12), đợt 2 (12/12 - 20/12).", "5/12-10/12=2023-12-05..2023-12-10; 12/12 - 20/12=2023-12-12..2023-12-20"},
	{"2023-11-20", "Quảng trường 7/5, có 98/130 xã, 7/11 huyện, 12/12 đội, trong 2,5 ngày (6 - 8/11).", "6 - 8/11=2023-11-06..2023-11-08"},
	{"2022-06-15", "Đến thời điểm 14/6, khóa XV (2021-2026) họp; ông Mẫu (18/5/1975 - 12/6/2022).", "14/6=2022-06-14; khóa XV (2021-2026)=2021-01-01..2026-12-31; 18/5/1975=1975-05-18; 12/6/2022=2022-06-12"},
	{"2022-06-15", "Ngày 30-6, 1-7 và 2-7; các ngày 3/7, 5/7; ngày 28, 29, 30/6 và 1/7.", "Ngày 30-6=2022-06-30; 1-7=2022-07-01; 2-7=2022-07-02; ngày 3/7=2022-07-03; 5/7=2022-07-05; ngày 28=2022-06-28; 29=2022-06-29; 30/6=2022-06-30; 1/7=2022-07-01"},
	{"2022-06-15", "Từ chiều 15 đến sáng 17/6; thứ Năm tới; chủ nhật tuần rồi; 29 Tết.", "chiều 15 đến sáng 17/6=2022-06-15..2022-06-17; thứ Năm tới=2022-06-16; chủ nhật tuần rồi=2022-06-12; 29 Tết=2022-01-31"},
	{"2022-01-05", "Chiều 31/12; từ ngày 25/12/2021 đến 3/1; ngày 15/11, đoàn đến; ngày 10/2 sẽ khai hội.", "Chiều 31/12=2021-12-31; ngày 25/12/2021 đến 3/1=2021-12-25..2022-01-03; ngày 15/11=2021-11-15; ngày 10/2=2022-02-10"},
	{"2022-06-15", "Lãi suất 5/6 tháng; trả góp 6/12 kỳ; 9/10 điểm; 4/5 tuổi; 24h qua; 7 ngày qua; hiệp 1: 2/1.", ""},
	{"2022-06-15", "Nghị định 15/2020/NĐ-CP; Công điện số 5/CĐ-TTg; Quyết định 45-QĐ/TU; hợp đồng 01/2022/HĐ; ĐT.725; km12+500.", ""},
	// no dates
	{"2020-07-31", "3/4 dân số; tỷ số 2-1; trực 24/7; 24/24 giờ; 5/5 xã; 11/11 đại biểu; 63/63 tỉnh thành; đạt 6/12 chỉ tiêu.", ""},
	{"2020-07-31", "Nhà số 12/5 đường 3/2, phường Mẫu; hẻm 25/11; lớp 10/3.", ""},
	{"2020-07-31", "Nghị quyết 18-NQ/TW; Quyết định 19/2025/QĐ-TTg; Nghị quyết số 43/2022/QH15; Công văn số 12/3-CV.", ""},
	{"2020-07-31", "Gọi 0263.3.822.333 hoặc 0905-12-2020; xe 49A-123.45; giá 31.700 đồng; tăng 7,5%; IP 10.10.2020.1; bản 2.1.", ""},
	{"2020-07-31", "Bình quân 12/7 người; 8 giờ 30, 15 đại biểu; chiếm 20/12%.", ""},
	{"2020-07-31", "Họp 3 ngày; 10 ngày; 5 tháng; 30 năm; mỗi tháng hai lần; thứ hai là giống.", ""},
}

func TestWordGroups(t *testing.T) {
	seen := make(map[string]wordID)
	for id, words := range wordGroups {
		for w := range strings.FieldsSeq(words) {
			if seen[w] != 0 || viet.Key(w) != w || len(w) > 10 {
				t.Errorf("%q is in groups %d and %d, or is no key", w, id, seen[w])
			}
			seen[w] = id
		}
	}
}

func TestFindContext(t *testing.T) {
	ref := Ref{Context: "Hội nghị triển khai nhiệm vụ năm 2018"}
	got := Find(nil, "Sáng 10/1, Ban Chỉ đạo họp.", ref)
	if len(got) != 1 || got[0].From.String() != "2018-01-10" {
		t.Errorf("got %+v", got)
	}
}

func TestFind(t *testing.T) {
	for _, c := range finds {
		if got := said(c.text, day(c.pub)); got != c.want {
			t.Errorf("%s %q\n got %s\nwant %s", c.pub, c.text, got, c.want)
		}
	}
}
