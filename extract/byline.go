package extract

import (
	"regexp"
	"strings"

	"diembao/viet"
)

// A signature is what a line below or above an article says of who made it.
type signature struct {
	names  string // as written, without the words around
	credit string
	photo  bool // names who took the pictures only
}

var (
	// workWords open a signature: "Bài và ảnh: ...", "Tin, ảnh: ...", "Tác giả: ...", "Thực hiện: ...".
	workWords = regexp.MustCompile(`(?i)^(tác giả|ctv|cộng tác viên|t/h|người thực hiện|người đưa tin|tin bài|tin và bài|người viết|người đăng|bài|tin|ảnh|video|clip|thực hiện|nội dung|bài viết|nhóm pv|nhóm phóng viên|pv|phóng viên|biên tập|trình bày|đồ họa|thiết kế)((\s*[,;&\-–/+]\s*|\s+và\s+)(bài|tin|ảnh|clip|video|hình|thực hiện|nội dung|đồ họa))*\s*[:.]\s*`)
	// writtenBy opens a signature without a colon: "Viết bởi Lê Thảo" of Joomla, "Posted by ...".
	writtenBy = regexp.MustCompile(`(?i)^(?:được |do )?(?:viết|đăng|gửi|written|posted|submitted) (?:bởi|by)\s+`)
	// inBrackets ends a signature: "Minh An (TTXVN)", "Minh An (tổng hợp)", "Minh An/Báo Mẫu".
	inBrackets = regexp.MustCompile(`^(.+?)\s*[(\[]([^()\[\]]{2,50})[)\]]$`)
	// doneBy ends a signature: "Nhóm PV thực hiện", "Minh An lược ghi".
	doneBy  = regexp.MustCompile(`(?i)\s+(thực hiện|tổng hợp|lược ghi|ghi|lược dịch|biên dịch|dịch|biên soạn)$`)
	joiners = regexp.MustCompile(`\s*[-–—,;&+/]\s*|\s+và\s+|\s+\|\s+`)
	// datelineMark opens a lead: "(TTXVN) - ", "(Mẫu online) – ".
	datelineMark = regexp.MustCompile(`^\(([^()]{2,40})\)\s*[-–—.:]?\s*`)
)

// agencies are those whose text other outlets print under their mark.
var agencies = map[string]bool{
	"ttxvn": true, "ttx": true, "thông tấn xã việt nam": true, "vietnam+": true, "vietnamplus": true, "vov": true, "vov.vn": true, "vtv": true, "vtv.vn": true,
	"vgp": true, "chinhphu.vn": true, "baochinhphu.vn": true, "reuters": true, "afp": true, "ap": true, "tân hoa xã": true, "xinhua": true, "tass": true,
	"yonhap": true, "kyodo": true, "nhandan.vn": true, "qđnd": true, "tin tức": true, "bnews": true,
}

// sign reads a line as a signature. It abstains from sentences and from names of offices.
func sign(text string) (signature, bool) {
	if len(text) > 160 || phrases.of(text) != noPhrase || postLine(text) {
		return signature{}, false
	}
	s := strings.Trim(text, " .*-–—|•")
	if sig, ok := readCredit(s, false); ok && (sig.credit != "" || !sentence(text)) {
		return sig, true
	}
	if creditWords.MatchString(strings.Trim(s, "([")) { // "Theo ông An, ..." opens a sentence
		return signature{}, false
	}
	// "CTV: Lê Thảo." ends with a point and is no sentence.
	if sentence(text) && !workWords.MatchString(s) {
		return signature{}, false
	}
	var sig signature
	work := workWords.FindString(s)
	if work == "" {
		s = s[len(writtenBy.FindString(s)):]
	}
	sig.photo = strings.HasPrefix(viet.Key(work), "ảnh") && !strings.Contains(viet.Key(work), "bài") && !strings.Contains(viet.Key(work), "tin")
	s = strings.TrimSpace(s[len(work):])
	for _, cut := range [...]string{" - Nguồn:", " – Nguồn:", "; Nguồn:", " Nguồn:"} {
		if head, tail, ok := strings.Cut(s, cut); ok {
			if s, tail = strings.TrimSpace(head), strings.Trim(tail, " ."); tail != s && isCredit(tail) {
				sig.credit = tail
			}
			break
		}
	}
	if s != "" && s[0] == '(' && s[len(s)-1] == ')' {
		s = strings.TrimSpace(s[1 : len(s)-1])
	}
	if m := inBrackets.FindStringSubmatch(s); m != nil {
		s = strings.TrimSpace(m[1])
		if outlet := m[2][len(creditWords.FindString(m[2])):]; isCredit(outlet) {
			sig.credit = outlet
		} else if key := viet.Key(m[2]); work == "" && !strings.Contains(key, "tổng hợp") && !strings.Contains(key, "biên dịch") && !strings.Contains(key, "ghi") && !people(m[2]) && !newsroom(m[2]) && !strings.HasPrefix(key, "th") {
			return signature{}, false
		}
	}
	if bare := doneBy.ReplaceAllString(s, ""); bare != s && (people(bare) || newsroom(bare)) {
		s = bare
	}
	// "Minh An/Báo Mẫu": the writer and whose text it is.
	if head, tail, ok := cutLast(s, "/"); ok && isCredit(tail) {
		s, sig.credit = head, tail
	}
	// "Văn An - Ảnh: Thu Bình": who took the pictures did not write the text.
	if i := strings.Index(viet.Key(s), " ảnh:"); i > 0 {
		if j := strings.LastIndexAny(s[:min(len(s), i+4)], "-–,;("); j > 0 {
			s = s[:j]
		}
	}
	s = strings.Trim(s, " .,;-–—|")
	if !people(s) && !(work != "" && penNames(s)) && !newsroom(s) {
		return signature{}, false
	}
	if work == "" && province(s) { // a place line or a tag
		return signature{}, false
	}
	if sig.photo { // whose the picture is
		sig.credit = ""
	}
	sig.names = s
	return sig, true
}

// firstWord is a text up to its first space.
func firstWord(s string) string {
	w, _, _ := strings.Cut(s, " ")
	return w
}

// offices are first syllables of bodies and places, which no name of a person begins with.
var offices = map[string]bool{
	"sở": true, "ủy": true, "ubnd": true, "hđnd": true, "cục": true, "bộ": true, "báo": true, "đài": true, "tỉnh": true, "huyện": true,
	"xã": true, "phường": true, "hội": true, "tp": true, "tp.": true, "trang": true, "cổng": true, "tin": true, "bài": true, "ảnh": true, "video": true,
	"chương": true, "điều": true, "phụ": true, "danh": true, "thông": true, "tổng": true, "giấy": true, "liên": true, "nguồn": true, "theo": true,
	"đọc": true, "xem": true, "cùng": true, "chia": true,
}

// unnamed are syllables that names of persons do not have and headings of page furniture do.
var unnamed = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`truy cập kê mục quảng cáo sẻ nhiều thêm xem đọc cải lượt mạng dịch khác các và về của tin tế nổi hỏi đáp`) {
		m[w] = true
	}
	return m
}()

// people says that a text is one to six names of persons and nothing else: every syllable with a capital, two to six
// of them in the first name ("Văn Hương- Phương Duyên", "NGUYỄN NGHĨA", "Y Thảo Niê", "H'Mai").
func people(s string) bool {
	if s == "" || len(s) > 120 || strings.ContainsAny(s, "0123456789%:?!\"“”") {
		return false
	}
	parts := joiners.Split(s, 8)
	if len(parts) > 6 {
		return false
	}
	for i, part := range parts {
		syllables := strings.Fields(part)
		if len(syllables) == 0 || len(syllables) > 6 || offices[viet.Key(syllables[0])] {
			return false
		}
		// One syllable alone is a word before it is a name, except with an apostrophe (H'Mai, K'Brể).
		if len(syllables) == 1 && (i == 0 && len(parts) == 1 && !strings.ContainsAny(part, "'’")) {
			return false
		}
		for _, w := range syllables {
			if !viet.Capitalised(w) && !viet.AllCaps(w) || unnamed[viet.Key(w)] {
				return false
			}
		}
	}
	return true
}

// penNames accepts after "Bài và ảnh:" what would be too little alone: one capitalised word each.
func penNames(s string) bool {
	for _, part := range joiners.Split(s, 8) {
		if words(part) > 6 || !viet.Capitalised(firstWord(part)) && !viet.AllCaps(firstWord(part)) || offices[viet.Key(firstWord(part))] {
			return false
		}
	}
	return s != ""
}

// newsroom are signatures of nobody in particular.
func newsroom(s string) bool {
	switch strings.ReplaceAll(viet.Key(s), ".", "") {
	case "pv", "p v", "bbt", "ban biên tập", "ctv", "nhóm pv", "nhóm phóng viên", "phóng viên", "btv", "th", "tổng hợp", "pv - ctv", "pv (th)":
		return true
	}
	return false
}

// creditOf reads the mark before a lead, "(TTXVN) - ": an agency is credited; the outlet's own mark is not.
func creditOf(lead string) string {
	if m := datelineMark.FindStringSubmatch(lead); m != nil && isAgency(m[1]) && !strings.HasSuffix(viet.Key(m[1]), " online") {
		return m[1]
	}
	return ""
}
