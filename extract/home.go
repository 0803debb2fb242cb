package extract

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"

	"diembao/news"
	"diembao/viet"
	"diembao/viet/gazetteer"
	"diembao/viet/places"
)

//go:embed outlets.tsv
var outletsTSV string

// outletMarks are the provinces of provincial outlets by their marks and by the names of their sites without "bao" and
// ".vn".
var outletMarks = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for u := range gazetteer.Load().All() {
		if u.Kind == news.ProvinceKind {
			m["bao"+strings.NewReplacer(" ", "", "-", "").Replace(viet.Fold(u.Name))] = u.Name
		}
	}
	for l := range strings.Lines(outletsTSV) {
		if mark, name, ok := strings.Cut(strings.TrimSpace(l), "\t"); ok {
			m[mark] = name
		}
	}
	return m
})

// openingMark is the mark before a first line: "(QTO) -", "QTO -", "(Baomau.vn) –".
var openingMark = regexp.MustCompile(`^(?:\(([^()]{2,24})\)|([\p{Lu}][\p{Lu} ]{1,6}(?:online)?)\s*[-–—])`)

// homeIn reads which province the outlet of a copied text is of: by its mark before the first lines of the article, else
// by a line with its name ("Đài Phát thanh và Truyền hình Mẫu") above the headline. It is empty when neither says.
func homeIn(lines []string, title int) string {
	for _, l := range lines[:min(len(lines), topLines)] {
		if m := openingMark.FindStringSubmatch(l); m != nil {
			if name := outletMarks()[markKey(m[1]+m[2])]; name != "" {
				return name
			}
		}
	}
	for _, l := range lines[:max(title, 0)] {
		key := viet.Key(l)
		if !outletName(l) || strings.HasPrefix(key, "báo sài gòn") {
			continue
		}
		name := ""
		for _, p := range places.Find(viet.Text{Title: l}, places.Context{}).Places {
			if p.Kind == news.ProvinceKind {
				if name != "" {
					return ""
				}
				name = p.Name
			}
		}
		if name != "" {
			return name
		}
	}
	return ""
}

// markKey is what a mark is looked up by: its key without ".vn" and the like, spaces single.
func markKey(mark string) string {
	key := viet.Key(strings.TrimSpace(mark))
	head, tail, site := strings.Cut(key, ".")
	if site && (tail == "vn" || tail == "com.vn" || tail == "org.vn" || tail == "net.vn") {
		return head
	}
	return key
}
