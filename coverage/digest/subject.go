package digest

import (
	_ "embed"
	"net/url"
	"strings"
	"sync"

	"diembao/viet"
)

//go:embed subjects.tsv
var subjectFile string

// A subject is a heading of the digest with the names outlets give to sections on it.
type subject struct {
	key, vi, en string
}

// A subjectTable knows the subjects in the order of a digest, and the key of each section name, folded.
type subjectTable struct {
	list  []subject
	named map[string]string
}

var subjects = sync.OnceValue(func() subjectTable {
	t := subjectTable{named: map[string]string{}}
	for line := range strings.Lines(subjectFile) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(f) != 4 || strings.HasPrefix(line, "#") {
			continue
		}
		t.list = append(t.list, subject{f[0], f[1], f[2]})
		for name := range strings.SplitSeq(f[3], ";") {
			t.named[sectionKey(name)] = f[0]
		}
	}
	return t
})

// general is the subject that says least: an outlet's front section.
const general = "news"

// subjectOf is the subject under which an outlet put an article, by the name of the section; empty when the name says
// none. "Thời sự - Chính trị" names two: the one that says more counts, and of equal ones the first.
func subjectOf(section string) string {
	known := subjects().named
	if key, ok := known[sectionKey(section)]; ok {
		return key
	}
	found := ""
	parts := strings.FieldsFunc(section, func(r rune) bool { return strings.ContainsRune("-–—/|>»,&;:·•", r) })
	for _, part := range parts {
		key := known[sectionKey(part)]
		if key != "" && key != general {
			return key
		}
		if found == "" {
			found = key
		}
	}
	return found
}

// folder is the first folder of an address, "kinh-te" of https://bao.example/kinh-te/202401/bai.html: where an outlet that
// names no section on the page files it all the same.
func folder(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	first, rest, _ := strings.Cut(strings.TrimPrefix(u.Path, "/"), "/")
	if rest == "" {
		return "" // the article itself
	}
	return strings.ReplaceAll(first, "-", " ")
}

// sectionKey is a section's name for comparison: folded, words only, without "và".
func sectionKey(name string) string {
	folded := viet.Fold(name)
	words := strings.FieldsFunc(folded, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	kept := words[:0]
	for _, w := range words {
		if w != "va" {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// subjectOrder is the place of a subject in a digest; what has none comes last.
func subjectOrder(key string) int {
	list := subjects().list
	for i, s := range list {
		if s.key == key {
			return i
		}
	}
	return len(list)
}

// subjectName is the heading of a subject.
func subjectName(lang, key string) string {
	for _, s := range subjects().list {
		if s.key == key {
			if lang == "en" {
				return s.en
			}
			return s.vi
		}
	}
	return word(lang, "section.other")
}
