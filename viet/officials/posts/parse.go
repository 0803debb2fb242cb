package posts

import (
	"slices"
	"strings"
	"unicode"

	"diembao/news"
)

// Parse reads one wording of a post: its title, body, qualifier and, when the ontology has it, the code of the office.
// Text is the wording itself; a wording without a known title has nothing but Text. The body keeps the noun it shares
// with the title: "Trưởng Ban Dân vận Tỉnh ủy" is the title "Trưởng Ban" of the body "Ban Dân vận Tỉnh ủy". Place and
// Province are left to who knows the article.
func Parse(position string) news.Post {
	p := news.Post{Text: position}
	fields := strings.Fields(position)
	var words []string
	var field []int // the field that each word is of
	for i, f := range fields {
		for _, w := range Words(f) {
			words, field = append(words, w), append(field, i)
		}
	}
	qualifier, rest := cutQualifier(words)
	cut := len(words) - len(rest)
	p.Qualifier = qualifier
	code, n := titleOf(rest)
	if n == 0 {
		return p
	}
	first, end := field[cut], field[cut+n-1]+1
	p.Title = strings.Join(fields[first:end], " ")
	if strings.Contains(" "+strings.Join(rest[:n], " ")+" ", " phụ trách ") && p.Qualifier == "" {
		p.Qualifier = "phụ trách"
	}
	from := n - shared(rest, n)
	if end < len(fields) || from < n {
		p.Body = strings.TrimFunc(strings.Join(fields[max(first, field[min(cut+from, len(field)-1)]):], " "), notLetter)
	}
	if from == len(rest) {
		p.Body = ""
	}
	p.Office = officeCode(code, rest[from:])
	return p
}

// nouns are the ends of titles that are the heads of their bodies' names too.
var nouns = [][]string{{"ban", "chỉ", "đạo"}, {"văn", "phòng"}, {"thanh", "tra"}, {"công", "an"}, {"tiểu", "ban"}, {"bộ", "môn"}, {"chi", "bộ"}, {"ban"},
	{"phòng"}, {"đoàn"}, {"khoa"}, {"trạm"}, {"đài"}, {"khối"}, {"tổ"}, {"hội"}, {"hạt"}, {"thôn"}, {"bản"}, {"buôn"}, {"ấp"}, {"xóm"}, {"khóm"}}

// shared is the number of words at the end of the title words[:n] that open the body's name. It is 0 when the body
// brings its own noun, and when no body follows.
func shared(words []string, n int) int {
	for _, noun := range nouns {
		if k := len(noun); k < n && slices.Equal(words[n-k:n], noun) {
			whole := k > 1 && noun[0] != "chi" // Chánh Thanh tra, Trưởng Ban Chỉ đạo: the noun is a body by itself
			if n == len(words) && !whole || n < len(words) && words[n] == noun[0] {
				return 0
			}
			return k
		}
	}
	return 0
}

func notLetter(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '"' && r != ')' && r != '”'
}

// officeCode is title.body.level, empty when the body is not in the ontology.
func officeCode(title string, words []string) string {
	if len(words) == 0 {
		if state, level := centre(title); state {
			return title + "." + level
		}
		return ""
	}
	b, n := bodyOf(words)
	if b == nil {
		if state, level := centre(title); state {
			return title + "." + level
		}
		return ""
	}
	level := b.level
	if level == "*" {
		level = levelOf(words[n:])
	}
	if level == "" {
		return title + "." + b.code
	}
	return title + "." + b.code + "." + level
}

// centre says that a title is an office of the state, or of a province's deputies, by itself.
func centre(title string) (bool, string) {
	switch strings.TrimPrefix(title, "pho-") {
	case "tong-bi-thu", "chu-tich-nuoc", "thu-tuong", "chu-tich-quoc-hoi", "thuong-truc-ban-bi-thu", "uv-bo-chinh-tri", "dai-bieu-quoc-hoi", "uv-trung-uong":
		return true, "tw"
	case "truong-doan-dbqh":
		return true, "tinh"
	}
	return false, ""
}

// bodyOf is the body with the longest wording at the head of words, and that wording's length.
func bodyOf(words []string) (*body, int) {
	var best *body
	n := 0
	for _, w := range load().bodyWords[words[0]] {
		if len(w.words) > n && len(w.words) <= len(words) && slices.Equal(w.words, words[:len(w.words)]) {
			best, n = w.body, len(w.words)
		}
	}
	return best, n
}

// levelOf is the level that the words after a body name; empty when they leave it open, as "thành phố" does, which was
// of either level until 2025.
func levelOf(rest []string) string {
	for i, w := range rest {
		switch w {
		case "tỉnh":
			return "tinh"
		case "huyện", "quận":
			return "huyen"
		case "xã", "phường":
			if i > 0 && rest[i-1] == "thị" {
				return "huyen"
			}
			return "xa"
		case "trung":
			if i+1 < len(rest) && rest[i+1] == "ương" {
				return "tw"
			}
		case "thành":
			return ""
		}
	}
	return ""
}
