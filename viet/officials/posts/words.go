package posts

import (
	"slices"
	"strings"
	"unicode"

	"diembao/viet"
)

// long are the abbreviations that stand for words of other wordings, by Key.
var long = map[string]string{
	"ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân", "bcđ": "ban chỉ đạo", "btv": "ban thường vụ", "bch": "ban chấp hành",
	"tw": "trung ương", "tư": "trung ương", "đbqh": "đại biểu quốc hội", "mttq": "mặt trận tổ quốc", "tp": "thành phố",
	"ubmttq": "ủy ban mặt trận tổ quốc", "ubmttqvn": "ủy ban mặt trận tổ quốc việt nam", "uvbtv": "ủy viên ban thường vụ",
	"uvtv": "ủy viên thường vụ", "tuv": "tỉnh ủy viên", "chqs": "chỉ huy quân sự", "bđbp": "bộ đội biên phòng", "ubkt": "ủy ban kiểm tra",
	"lđlđ": "liên đoàn lao động", "lhpn": "liên hiệp phụ nữ", "ccb": "cựu chiến binh", "tand": "tòa án nhân dân",
	"vksnd": "viện kiểm sát nhân dân", "uv": "ủy viên", "tx": "thị xã", "gđ": "giám đốc", "uvtw": "ủy viên trung ương",
	"tg&dv": "tuyên giáo dân vận", "vn": "việt nam", "ca": "công an", "bhxh": "bảo hiểm xã hội", "uvtư": "ủy viên trung ương",
	"hn": "hà nội", "hcm": "hồ chí minh", "tphcm": "thành phố hồ chí minh", "ubndtp": "ủy ban nhân dân thành phố",
	"ubdn": "ủy ban nhân dân", "unbd": "ủy ban nhân dân", // slips of the keyboard that papers print
}

// marked are abbreviations with a mark inside: those of bodies in the form that long has, those of departments and
// ministries in full.
var marked = strings.NewReplacer("t.ư", "tw", "tp.", "tp ", "nn&ptnt", nnptnt, "nn và ptnt", nnptnt, "nn-ptnt", nnptnt, "nông nghiệp và ptnt", nnptnt,
	"nông nghiệp & ptnt", nnptnt, "tn&mt", "tài nguyên môi trường", "tn-mt", "tài nguyên môi trường", "nn&mt", "nông nghiệp môi trường",
	"gd&đt", "giáo dục đào tạo", "gd-đt", "giáo dục đào tạo", "kh&đt", "kế hoạch đầu tư", "kh-đt", "kế hoạch đầu tư", "tt&tt", "thông tin truyền thông",
	"tt-tt", "thông tin truyền thông", "kh&cn", "khoa học công nghệ", "kh-cn", "khoa học công nghệ", "vh,tt&dl", vhttdl, "vhtt&dl", vhttdl,
	"vh-tt&dl", vhttdl, "vh-tt-dl", vhttdl, "vh,tt và dl", vhttdl, "lđ-tb&xh", ldtbxh, "lđ,tb&xh", ldtbxh, "lđtb&xh", ldtbxh, "lđ-tb và xh", ldtbxh,
	"pt-th", "phát thanh truyền hình", "pt&th", "phát thanh truyền hình")

const (
	nnptnt = "nông nghiệp phát triển nông thôn"
	vhttdl = "văn hóa thể thao du lịch"
	ldtbxh = "lao động thương binh xã hội"
)

// Words are the words of a post in the form in which wordings are compared: Keys, abbreviations in full, without marks
// and "và".
func Words(post string) []string {
	key := viet.Key(post)
	if strings.ContainsAny(key, ".&-") || strings.Contains(key, "ptnt") {
		key = marked.Replace(key)
	}
	out := make([]string, 0, 16)
	for w := range strings.FieldsFuncSeq(key, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '\'' && r != '&'
	}) {
		switch full, ok := long[w]; {
		case w == "và":
		case ok:
			out = append(out, strings.Fields(full)...)
		default:
			out = append(out, w)
		}
	}
	return out
}

// Fuller compares two wordings of posts of one person: -1 when a says all that b says of the same post, 1 when b says
// more, 0 when they are two posts.
func Fuller(a, b string) int {
	wa, wb := Words(a), Words(b)
	qa, wa := cutQualifier(wa)
	qb, wb := cutQualifier(wb)
	ta, na := titleOf(wa)
	tb, nb := titleOf(wb)
	if qa != qb || ta != tb || na == 0 {
		if slices.Equal(wa, wb) && qa == qb {
			return -1
		}
		return 0
	}
	switch {
	case within(wb[nb:], wa[na:]):
		if len(wb) > len(wa) {
			return 1 // the longer title: Phó Chủ tịch Thường trực
		}
		return -1
	case within(wa[na:], wb[nb:]):
		return 1
	}
	return 0
}

// within says that every word of a is in b, as often.
func within(a, b []string) bool {
	rest := slices.Clone(b)
	for _, w := range a {
		i := slices.Index(rest, w)
		if i < 0 {
			return false
		}
		rest = slices.Delete(rest, i, i+1)
	}
	return true
}

var qualifiers = []string{"nguyên", "cố", "quyền", "cựu"}

func cutQualifier(words []string) (string, []string) {
	if len(words) > 1 && slices.Contains(qualifiers, words[0]) {
		return words[0], words[1:]
	}
	if len(words) > 2 && words[0] == "phụ" && words[1] == "trách" {
		return "phụ trách", words[2:]
	}
	return "", words
}

// titleOf is the code of the longest title at the head of words, and its length in words; 0 when there is none.
func titleOf(words []string) (code string, n int) {
	if len(words) == 0 {
		return "", 0
	}
	for _, t := range load().titles[words[0]] {
		if len(t.words) > n && len(t.words) <= len(words) && slices.Equal(t.words, words[:len(t.words)]) {
			code, n = t.code, len(t.words)
		}
	}
	return code, n
}
