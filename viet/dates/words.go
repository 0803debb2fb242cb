package dates

import (
	"strings"

	"diembao/viet"
)

// A wordID is a word that the forms of dates are made of; words that play the same part share one.
type wordID uint8

// The words, named by their spelling without diacritics where they stand for themselves. Tư the weekday and từ, sáu and
// sau, tới and tối differ only in diacritics, so forms are never matched on folded text.
const (
	_ wordID = iota
	wNgay
	wPart // part of the day
	wHom
	wNay
	wQua
	wKia
	wMai
	wThang
	wNam
	wQuy
	wThu
	wMot
	wHai
	wBa
	wTu // tư
	wBon
	wSau // sáu
	wBay
	wTam
	wChin
	wMuoi
	wChu
	wNhat
	wTuan
	wTruoc
	wSauDo // sau
	wNayThis
	wToi
	wVua
	wRoi
	wNgoai
	wMung
	wRam
	wGieng
	wChap
	wAm
	wLich
	wAL
	wTet
	wTuDay // từ
	wDen
	wVa
	wDau
	wCuoi
	wNua
	wHoc
	wNhiem
	wKy
	wGiai
	wDoan
	wThoi
	wNien
	wKhoa
	wThap
	wGio
	wPhut
	wHang // hằng, mỗi: what follows recurs
	wCac
	wHet
	wCho
	wVao
	wDip     // dịp, lễ, nghỉ, giỗ and other words before a holiday
	wSo      // số and other words after which numbers are no days
	wCount   // nouns that are counted, so that n/m before them is a share
	wReport  // đạt, có and other words before a share
	wFuture  // sẽ
	wPlanned // dự of dự kiến
	wView    // kiến
	wTrieu   // triển of triển khai
	wPhuong  // phương of phương hướng
	wCan     // the ten stems; can and chi are told apart by the text
	wHung    // Hùng of Hùng Vương
	wKyNiem  // kỷ of kỷ niệm
	wLan     // lần
	wEarly   // sớm, muộn
	wSchool  // trường: counted, and named for days
	wScore   // thắng, thua: a score follows, unless a battle was won
	wUnit    // units of what is no day
	wName    // nouns that take a day for their name: Bệnh viện 30/4
	wRang    // rạng: đêm 9 rạng sáng 10/10
	wDuring  // trong
	wDuoi    // words after ngày mai that make it a figure of speech
	wCach    // cách đây ba ngày
	wDay     // đây
	wOr      // hoặc: one of two days, both of them named
	wTuc     // tức: the same day in the other calendar follows
	wHead    // ends what a day is told of at once: thời tiết 8/1, khai giảng 5/9
	wAt      // a place follows: tại, ở
	wDone    // đã: what stands before it was a time
)

// wordGroups has the words of each id in the form of viet.Key.
var wordGroups = map[wordID]string{
	wNgay: "ngày", wPart: "sáng trưa chiều tối đêm khuya", wHom: "hôm bữa", wNay: "nay", wQua: "qua", wKia: "kia",
	wMai: "mai", wThang: "tháng", wNam: "năm", wQuy: "quý quí", wThu: "thứ", wMot: "một", wHai: "hai", wBa: "ba",
	wTu: "tư", wBon: "bốn", wSau: "sáu", wBay: "bảy bẩy", wTam: "tám", wChin: "chín", wMuoi: "mười", wChu: "chủ chúa", wNhat: "nhật",
	wTuan: "tuần", wTruoc: "trước", wSauDo: "sau", wNayThis: "này", wToi: "tới", wVua: "vừa", wRoi: "rồi", wNgoai: "ngoái",
	wMung: "mùng mồng", wRam: "rằm", wGieng: "giêng", wChap: "chạp", wAm: "âm", wLich: "lịch", wAL: "âl al",
	wTet: "tết", wTuDay: "từ", wDen: "đến", wVa: "và", wDau: "đầu", wCuoi: "cuối giữa", wNua: "nửa", wHoc: "học",
	wNhiem: "nhiệm", wKy: "kỳ kì", wGiai: "giai", wDoan: "đoạn", wThoi: "thời", wNien: "niên", wKhoa: "khóa", wThap: "thập",
	wGio: "giờ h g", wPhut: "phút", wHang: "hàng hằng mỗi mọi", wCac: "các những", wHet: "hết", wCho: "cho", wVao: "vào lúc hồi",
	wDip:    "dịp lễ nghỉ niệm tế thống khánh mừng",
	wSo:     "số đường phố ngõ hẻm kiệt ngách tỷ tỉ lớp nhóm thửa tờ lô km nhà chung block điều khoản",
	wReport: "đạt có chiếm khoảng hơn gần được trên với",
	wCount: "xã đại tỉnh phường huyện chỉ dân hộ người thôn bản làng ấp khu phiếu tiêu diện cơ đơn nội chi đảng ủy đồng vốn" +
		" tổ tổng giường ca trận bàn điểm sở ngành cử gia em cháu thị mẫu đội ha m kg kv kw tấn triệu buôn quận địa mục lượt phần vị" +
		" bao nhiều sinh giáo cán ý doanh hợp chương cây con mô xóm môn bài hồ tuyến trạm thành hạng chức quốc nước quân",
	wFuture: "sẽ", wPlanned: "dự", wView: "kiến", wTrieu: "triển", wPhuong: "phương", wHung: "hùng", wRang: "rạng", wEarly: "sớm muộn", wSchool: "trường", wUnit: "tiếng độ", wScore: "thắng thua hòa", wName: "viện viên cầu chợ ty máy non quỹ thpt thcs",
	wKyNiem: "kỷ kỉ", wLan: "lần", wDuoi: "tươi lập hạnh tốt", wCach: "cách", wDay: "đây", wDuring: "trong", wTuc: "tức", wOr: "hoặc", wHead: "tiết giảng", wAt: "tại ở", wDone: "đã",
	wCan: "giáp ất bính đinh mậu canh tân nhâm",
}

// maxWord is how many bytes the longest of those words has in any spelling.
const maxWord = 10

// wordIDs turns wordGroups around, by hashes. No word may stand in two groups; a test holds that.
var wordIDs = func() viet.Table[wordID] {
	m := make(map[uint64]wordID)
	for id, words := range wordGroups {
		for w := range strings.FieldsSeq(words) {
			m[viet.WordHash(w)] = id
		}
	}
	return viet.NewTable(m)
}()

// monthWords are the months that have names: tháng Giêng to tháng Chạp.
func monthWord(id wordID) int {
	switch id {
	case wGieng:
		return 1
	case wHai:
		return 2
	case wBa:
		return 3
	case wTu, wBon:
		return 4
	case wNam:
		return 5
	case wSau:
		return 6
	case wBay:
		return 7
	case wTam:
		return 8
	case wChin:
		return 9
	case wMuoi:
		return 10
	case wChap:
		return 12
	}
	return 0
}
