package officials_test

import (
	"slices"
	"strings"
	"testing"

	"diembao/viet"
	"diembao/viet/officials"
)

// TestWhoShares: a post said once of several people, and lists that end where another post begins.
func TestWhoShares(t *testing.T) {
	for text, want := range map[string]string{
		"Các Phó Chủ tịch UBND tỉnh: Lê An Khê, Hồ Thị Bảy, Vũ Minh Tám dự.":                                                                "Lê An Khê|Phó Chủ tịch UBND tỉnh;Hồ Thị Bảy|Phó Chủ tịch UBND tỉnh;Vũ Minh Tám|Phó Chủ tịch UBND tỉnh",
		"Ba Phó Chủ tịch UBND tỉnh gồm: Lê An Khê, Hồ Thị Bảy, Vũ Minh Tám dự.":                                                             "Lê An Khê|Phó Chủ tịch UBND tỉnh;Hồ Thị Bảy|Phó Chủ tịch UBND tỉnh;Vũ Minh Tám|Phó Chủ tịch UBND tỉnh",
		"Phó Chủ tịch UBND tỉnh Lê An Khê và Hồ Thị Bảy tham dự.":                                                                           "Lê An Khê|Phó Chủ tịch UBND tỉnh;Hồ Thị Bảy|Phó Chủ tịch UBND tỉnh",
		"Chủ tịch UBND tỉnh Lê An Khê và Hồ Thị Bảy tham dự.":                                                                               "Lê An Khê|Chủ tịch UBND tỉnh",
		"Phó Chủ tịch UBND tỉnh Lê An Khê và Hồ Thị Bảy, Giám đốc Sở Y tế tham dự.":                                                         "Lê An Khê|Phó Chủ tịch UBND tỉnh;Hồ Thị Bảy|Giám đốc Sở Y tế",
		"Phó Chủ tịch UBND tỉnh Lê An Khê và ông Hồ Văn Bảy thăm vườn.":                                                                     "Lê An Khê|Phó Chủ tịch UBND tỉnh",
		"Ông Lê An Khê và bà Hồ Thị Bảy, đều là Phó Chủ tịch HĐND xã, có mặt.":                                                              "Lê An Khê|Phó Chủ tịch HĐND xã;Hồ Thị Bảy|Phó Chủ tịch HĐND xã",
		"Các đồng chí Lê An Khê, Hồ Thị Bảy được bầu giữ chức Phó Bí thư Huyện ủy.":                                                         "Lê An Khê|Phó Bí thư Huyện ủy;Hồ Thị Bảy|Phó Bí thư Huyện ủy",
		"Các đồng chí nguyên Bí thư Tỉnh ủy: Lê An Khê, Hồ Văn Bảy; nguyên Chủ tịch UBND tỉnh: Vũ Minh Tám dự.":                             "Lê An Khê|nguyên Bí thư Tỉnh ủy;Hồ Văn Bảy|nguyên Bí thư Tỉnh ủy;Vũ Minh Tám|nguyên Chủ tịch UBND tỉnh",
		"Bác sĩ Lê An Khê - Phó Giám đốc, Trưởng khoa Nội Bệnh viện Đa khoa tỉnh khuyên.":                                                   "Lê An Khê|Phó Giám đốc|Trưởng khoa Nội Bệnh viện Đa khoa tỉnh",
		"Ông Nay Phôn, Chủ tịch UBND xã; chị Và Y Xa, Bí thư Đoàn xã và bà Báo Thị Na, Phó Chủ tịch HĐND huyện A Lưới trao quà cho bà con.": "Nay Phôn|Chủ tịch UBND xã;Và Y Xa|Bí thư Đoàn xã;Báo Thị Na|Phó Chủ tịch HĐND huyện A Lưới",
	} {
		var got []string
		for _, o := range officials.Find(viet.Text{Body: text}, officials.Context{}) {
			got = append(got, strings.Join(append([]string{o.Name}, o.Positions...), "|"))
		}
		if !slices.Equal(got, strings.Split(want, ";")) {
			t.Errorf("%s\n got %s\nwant %s", text, strings.Join(got, ";"), want)
		}
	}
}
