package places

import (
	"strings"

	"diembao/viet"
)

// lex says which kinds of context word a syllable is; a bit for each.
type lex uint64

const (
	lexTinh lex = 1 << iota
	lexThanh
	lexPho
	lexTP
	lexHuyen
	lexQuan
	lexThi
	lexXa
	lexTran
	lexTX
	lexTT
	lexPhuong
	lexDac
	lexKhu
	lexNuoc
	lexThu        // Thủ, of Thủ đô
	lexDo         // đô
	lexTac        // tác, of hợp tác xã
	lexDong       // đồng, of đồng chí
	lexChi        // chí
	lexUy         // Tỉnh ủy, Huyện ủy; Tỉnh đoàn
	lexLetter     // P, Q, H, X before a point
	lexQuality    // stands between a type and a name: huyện đảo, huyện miền núi, xã nông thôn mới
	lexMany       // the names after it are several: "các tỉnh", "hai huyện"
	lexChild      // trẻ, of trẻ em; đàn, of đàn ông
	lexPerson     // a person's name follows
	lexSurname    // a family name
	lexTopName    // one of those so common that it is one in a headline all in capitals too
	lexMiddle     // Thị, Văn: in the middle of a person's name
	lexAnd        // joins the last of a list
	lexAt         // a place follows
	lexOrg        // last syllable of a body that is named after its place: Tỉnh ủy, UBND, Công an, Báo, Đài
	lexNot        // what follows is a street, a bridge, a river, a village
	lexNotNot     // makes the next of them harmless: nông thôn, xuất bản, mía đường, đường phố
	lexSchool     // what follows may be a hero's name
	lexGrade      // THPT, THCS
	lexShrine     // đền: a king's or saint's name follows
	lexLearn      // tiểu học, mầm non, mẫu giáo
	lexSmall      // the first half of those
	lexIn         // a place follows, hardly ever a person: ở, tại
	lexState      // a country follows, though its name is one syllable
	lexBrand      // a club or site named after the place: Hà Nội FC
	lexNation     // begins a body of the state: Quốc hội, Chính phủ, Thủ tướng, Bộ trưởng
	lexNation2    // ends one
	lexWhole      // cả, toàn, of cả nước
	lexStaff      // chỉ, of Bộ Chỉ huy
	lexTier       // cấp, before a level: of all such units
	lexDepartment // Sở: begins a department of a province
	lexOrigin     // quê, trú: where somebody is from follows
	lexRoad       // what is called by its ends: cao tốc, quốc lộ, đường, tuyến
	lexCredit     // Ảnh, Bài, Tin before a colon: a journalist's name follows
)

// lexSigns are the words that may be a sign of what the article is about, the last of a few words or the only one.
const lexSigns = lexTinh | lexNation2 | lexUy | lexNuoc | lexNation | lexDepartment | lexHuyen | lexXa | lexPhuong | lexQuan

// lexicon is the context words by the hash of their key.
var lexicon = func() viet.Table[lex] {
	m := map[uint64]lex{}
	for _, l := range []struct {
		lex   lex
		words string
	}{
		{lexTinh, "tỉnh"}, {lexThanh, "thành"}, {lexPho, "phố"}, {lexTP, "tp"}, {lexHuyen, "huyện"}, {lexQuan, "quận"},
		{lexThi, "thị"}, {lexXa, "xã"}, {lexTran, "trấn"}, {lexTX, "tx"}, {lexTT, "tt"}, {lexPhuong, "phường"},
		{lexDac, "đặc"}, {lexKhu, "khu"}, {lexNuoc, "nước"}, {lexThu, "thủ"}, {lexDo, "đô"}, {lexTac, "tác"},
		{lexDong, "đồng"}, {lexChi, "chí"}, {lexUy, "ủy đoàn"}, {lexLetter, "p q h x"},
		{lexQuality, "đảo miền núi biên giới vùng cao sâu xa nghèo biển cảng ven nông thôn mới trẻ bạn kết nghĩa anh hùng lân cận cũ"},
		{lexMany, "các những hai ba bốn năm sáu bảy tám chín mười nhiều mấy số"},
		{lexPerson, "ông bà anh chị em cô chú bác cháu cụ dì nsưt nsnd bs ts ths"},
		{lexSurname, surnames},
		{lexTopName, "nguyễn trần lê hoàng huỳnh đặng bùi đỗ ngô vũ"},
		{lexMiddle, "thị văn hữu"},
		{lexAnd, "và hoặc với cùng hay lẫn"},
		{lexAt, "ở tại từ đến tới vào lên sang của trên về rời cho thuộc giữa người quê đất xứ dân toàn khắp cầu đô gốc ra đi ga festival học điện"},
		{lexOrg, "ủy ubnd hđnd an báo đài sở hình mttq ubmttq đbqh vksnd tand bch btv clb bđbp ldlđ lđlđ hội đoàn huy ương"},
		{lexNot, "đường sông suối rạch ngõ hẻm ngách lộ thôn ấp xóm buôn khóm làng bản plei sóc phum cầu đồi đèo đập"},
		{lexNotNot, "nông văn xuất cơ nguyên mía bia phần cp ty máy ngành khu đường tuyến phiên kịch yêu nhu toàn điểm đầu địa cung lông"},
		{lexSchool, "trường thpt thcs chuyên"}, {lexGrade, "thpt thcs"}, {lexShrine, "đền"}, {lexLearn, "học non giáo"}, {lexSmall, "tiểu mầm mẫu"}, {lexChild, "trẻ đàn"},
		{lexState, "nước người tiếng quân phủ thống sứ sang tại ở từ với chống dân quốc bạn lính phái binh của"},
		{lexBrand, "fc online"},
		{lexNation, "quốc chính thủ bộ"}, {lexNation2, "hội phủ tướng trưởng"}, {lexDepartment, "sở"}, {lexWhole, "cả toàn khắp"}, {lexStaff, "chỉ tư"}, {lexTier, "cấp tuyến đơn vị mỗi từng mọi ngoài hay hoặc"}, {lexIn, "ở tại từ đến tới vào lên sang về ra"},
		{lexOrigin, "quê tuổi trú ngụ sn"}, {lexRoad, "tốc lộ đường tuyến sắt trình chặng tàu hướng"}, {lexCredit, "ảnh bài tin clip hiện họa"},
	} {
		for _, w := range strings.Fields(l.words) {
			m[hashOf(w)] |= l.lex
		}
	}
	return viet.NewTable(m)
}()

// surnames are the family names of Viet Nam's peoples that are not also words which stand before a place's name in
// capitals: "Đoàn Thanh Hóa" is a delegation, "Hồ Hòa Bình" a lake, "Từ Hà Nội" where somebody comes from. Written by
// the project's authors.
const surnames = `nguyễn trần lê phạm phan hoàng vũ võ trương bùi đinh đặng đỗ ngô huỳnh trịnh dương lý mai lầu đào lương
 vương phùng tôn lưu đàm chu tô tạ hàn hứa triệu kiều vi quách cù khuất doãn tăng nghiêm thân lò tống mạc đậu lường
 cầm nông lữ thạch uông khổng khương ung giàng sầm thào bế vy danh quàng sùng hạng vừ tráng phàn tẩn chảo lèng
 lâm điểu siu ksor rmah niê`
