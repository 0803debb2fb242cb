package dates

import (
	"strings"
	"testing"
	"time"
)

// shown writes a stamp as "2020-07-31 03:07", with "u" in front for an update; days without a time have none.
func shown(st Stamp, ok bool) string {
	if !ok {
		return ""
	}
	layout := "2006-01-02 15:04:05"
	if st.DayOnly {
		layout = time.DateOnly
	}
	out := strings.TrimSuffix(st.Time.Format(layout), ":00")
	if st.Updated {
		out = "u " + out
	}
	return out
}

func TestLine(t *testing.T) {
	for in, want := range map[string]string{
		"Thứ Năm, 02/11/2017 10:00 | GMT +7":                      "2017-11-02 10:00",
		"Thu, 02/11/2017 10:00 | GMT +7":                          "2017-11-02 10:00",
		"03:07, 31/07/2020":                                       "2020-07-31 03:07",
		"15:22, 13/12/2021":                                       "2021-12-13 15:22",
		"Cập nhật lúc 15h30 ngày 2/4/2021":                        "u 2021-04-02 15:30",
		"Cập nhật lúc 17:02, Thứ Tư, 12/06/2019 (GMT+7)":          "u 2019-06-12 17:02",
		"Thứ bảy, 07/03/2026 - 08:07":                             "2026-03-07 08:07",
		"Thứ tư, 22/10/2025, 19:25 (GMT+7)":                       "2025-10-22 19:25",
		"2.10.2025":                                               "2025-10-02",
		"31-7-2020 | 10:05":                                       "2020-07-31 10:05",
		"ngày 31 tháng 7 năm 2020":                                "2020-07-31",
		"14 giờ 30 phút, ngày 5 tháng 6 năm 2021":                 "2021-06-05 14:30",
		"31/07/2020 3:07 CH":                                      "2020-07-31 15:07",
		"31/07/2020 12:07 SA":                                     "2020-07-31 00:07",
		"22-10-2025 - 00:01 AM":                                   "2025-10-22 00:01",
		"22-10-2025 - 15:01 PM":                                   "2025-10-22 15:01",
		"Đăng lúc: 31/07/2020 08:15":                              "2020-07-31 08:15",
		"Ngày đăng: 31/07/2020":                                   "2020-07-31",
		"Ngày đăng:31/07/2020 - Lượt xem: 1203":                   "2020-07-31",
		"Nguyễn Văn Mẫu - 31/07/2020 08:15":                       "2020-07-31 08:15",
		"Thứ sáu, ngày 31 tháng 07 năm 2020 - 14g05":              "2020-07-31 14:05",
		"2020-07-31 08:15:22":                                     "2020-07-31 08:15:22",
		"2020-07-31T08:15":                                        "2020-07-31 08:15",
		"5 Tháng Sáu, 2021":                                       "2021-06-05",
		"Tháng Sáu 5, 2021":                                       "2021-06-05",
		"3/25/2021 9:15:00 AM":                                    "2021-03-25 09:15",
		"08:07 ngày 07-03-2026":                                   "2026-03-07 08:07",
		"Chủ nhật, 8/3/2026 | 6:00":                               "2026-03-08 06:00",
		"Thứ 6, 31/07/2020 | 08:15 [GMT+7]":                       "2020-07-31 08:15",
		"02/11/2017 03:00 GMT+0":                                  "2017-11-02 10:00",
		"Xuất bản: 08:15, 31/07/2020 Cập nhật: 09:00, 31/07/2020": "2020-07-31 08:15",
		// none
		"":                    "",
		"Sáng 31/7, Ban họp.": "",
		"2 giờ trước":         "",
		"Hôm nay 10:00":       "",
		"Giấy phép số 123/GP-BTTTT cấp ngày 01/02/2020":                     "",
		"GP số 12/GP-TTĐT do Sở cấp 01/02/2020":                             "",
		"Bản quyền © 2020 Báo Mẫu, ngày 1/2/2020":                           "",
		"Ngày 01/11/2017, UBND tỉnh tổ chức Hội nghị tổng kết năm công tác": "",
		"Chiều 01/11/2017, tỉnh họp":                                        "",
		"31/02/2020 10:00":                                                  "",
		"Nguyễn Mẫu 31/07/2020 08:15 Thích Trả lời":                         "",
		"Quyết định 12/5/2020/QĐ":                                           "",
		"Điện thoại: 0263.3.2020":                                           "",
		"99/99/2020 10:00":                                                  "",
	} {
		st, ok := Line(in)
		if got := shown(st, ok); got != want {
			t.Errorf("Line(%q) = %q, want %q", in, got, want)
		}
		if ok && (st.Start < 0 || st.End > len(in) || st.Start >= st.End) {
			t.Errorf("Line(%q): bytes %d to %d", in, st.Start, st.End)
		}
	}
}

func TestMachine(t *testing.T) {
	for in, want := range map[string]string{
		"2020-07-31T03:07:00+07:00":                          "2020-07-31 03:07",
		"2020-07-31T03:07:00+0700":                           "2020-07-31 03:07",
		"2026-03-07T08:52:11.000 +07:00":                     "2026-03-07 08:52:11",
		"2026-03-01T08:52:11&#x2B;07:00":                     "2026-03-01 08:52:11",
		"2026-03-01T01:52:11Z":                               "2026-03-01 08:52:11",
		"2026-03-01 08:52:11":                                "2026-03-01 08:52:11",
		"2026-03-01T08:52":                                   "2026-03-01 08:52",
		"2026-03-01":                                         "2026-03-01",
		"2026/03/01 8:52:11 PM":                              "2026-03-01 20:52:11",
		" \"2026-03-01T08:52:11.1234567+07\" ":               "2026-03-01 08:52:11",
		"Sat, 07 Mar 2026 08:52:11 +0700":                    "2026-03-07 08:52:11",
		"Sat, 7 Mar 2026 01:52:11 GMT":                       "2026-03-07 08:52:11",
		"Sat, 07 Mar 2026 08:52:11 GMT+7":                    "2026-03-07 08:52:11",
		"Sat Mar 07 2026 08:52:11 GMT+0700 (Indochina Time)": "2026-03-07 08:52:11",
		"1583546400":                                         "2020-03-07 09:00",
		"1583546400000":                                      "2020-03-07 09:00",
		"22/10/2025 19:25":                                   "2025-10-22 19:25",
		"Thứ tư, 22/10/2025, 19:25 (GMT+7)":                  "2025-10-22 19:25",
		"0001-01-01T00:00:00":                                "",
		"2020-13-31T03:07:00+07:00":                          "",
		"2020-07-31Tabc":                                     "",
		"2020-07-31T03:07:00+99:00":                          "",
		"":                                                   "",
		"12345678901234567890":                               "",
		"xin chào":                                           "",
	} {
		if got := shown(Machine(in)); got != want {
			t.Errorf("Machine(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestFromURL(t *testing.T) {
	for in, want := range map[string]string{
		"https://baomau.vn/2020/07/31/tin-a.html":                 "2020-07-31",
		"https://baomau.vn/tin/20200731/a.html":                   "2020-07-31",
		"https://baomau.vn/2020-07-31/a":                          "2020-07-31",
		"https://baomau.vn/tin-a-20260307080054340.htm":           "2026-03-07 08:00:54",
		"https://baomau.vn/tin-a-196260307071308123.htm?x=1":      "2026-03-07 07:13:08",
		"https://baomau.vn/chinh-tri/202007/tin-a-3015648/":       "",
		"https://baomau.vn/hop-bao-ngay-31-7-2020-post12345.html": "",
		"https://baomau.vn/tin-a-12345678.html":                   "",
		"https://baomau.vn/2020/13/31/a.html":                     "",
		"https://baomau.vn/tin-a-99999999999999999.htm":           "",
		"://": "",
		"":    "",
	} {
		if got := shown(FromURL(in)); got != want {
			t.Errorf("FromURL(%q) = %q, want %q", in, got, want)
		}
	}
	from, to, ok := MonthFromURL("https://baomau.vn/chinh-tri/202007/tin-a-3015648/")
	if !ok || from.String() != "2020-07-01" || to.String() != "2020-07-31" {
		t.Errorf("MonthFromURL = %v, %v, %v", from, to, ok)
	}
}
