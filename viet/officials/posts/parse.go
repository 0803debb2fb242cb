package posts

import (
	"slices"
	"strings"
	"unicode"

	"diembao/news"
	"diembao/viet"
)

// Parse reads one wording of a post: its title, body, qualifier and, when the ontology has it, the code of the office.
// Text is the wording itself; a wording without a known title has nothing but Text. Place and Province are left to who
// knows the article.
func Parse(position string) news.Post {
	p := news.Post{Text: position}
	fields := strings.Fields(position)
	words := make([]string, 0, len(fields))
	for _, f := range fields {
		words = append(words, viet.Key(strings.TrimFunc(f, notLetter)))
	}
	q, rest := cutQualifier(words)
	cut := len(words) - len(rest)
	p.Qualifier = q
	code, n := titleOf(rest)
	if n == 0 {
		return p
	}
	p.Title = strings.Join(fields[cut:cut+n], " ")
	p.Body = strings.TrimFunc(strings.Join(fields[cut+n:], " "), notLetter)
	p.Office = officeCode(code, p.Body)
	if p.Qualifier == "" && (strings.Contains(viet.Key(p.Title), "phụ trách")) {
		p.Qualifier = "phụ trách"
	}
	return p
}

func notLetter(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '"' && r != ')'
}

// officeCode is title.body.level, empty when the body is not in the ontology.
func officeCode(title, bodyText string) string {
	words := Words(bodyText)
	if len(words) == 0 {
		if t, level := centre(title); t {
			return title + "." + level
		}
		return ""
	}
	b, n := bodyOf(words)
	if b == nil && strings.HasSuffix(title, "truong-ban") { // Trưởng Ban Tuyên giáo: the title ate the body's first word
		b, n = bodyOf(append([]string{"ban"}, words...))
		n--
	}
	if b == nil {
		return ""
	}
	level := b.level
	if level == "*" {
		level = levelOf(b.code, words[max(n, 0):])
	}
	if level == "" {
		return title + "." + b.code
	}
	return title + "." + b.code + "." + level
}

// centre says that a title is an office of the state by itself.
func centre(title string) (bool, string) {
	switch strings.TrimPrefix(title, "pho-") {
	case "tong-bi-thu", "chu-tich-nuoc", "thu-tuong", "chu-tich-quoc-hoi", "thuong-truc-ban-bi-thu", "uv-bo-chinh-tri", "dai-bieu-quoc-hoi", "uv-trung-uong":
		return true, "tw"
	case "truong-doan-dbqh":
		return true, "tinh"
	}
	return false, ""
}

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

// levelOf is the level that the words after a body name; empty when they leave it open.
func levelOf(code string, rest []string) string {
	for i, w := range rest {
		switch w {
		case "tỉnh":
			return "tinh"
		case "huyện", "quận":
			return "huyen"
		case "xã", "phường":
			return "xa"
		case "trung":
			if i+1 < len(rest) && rest[i+1] == "ương" {
				return "tw"
			}
		case "thành": // a city is of either level; Thành ủy too
			return ""
		}
	}
	return ""
}
