package extract

import (
	"strings"

	"diembao/viet"
)

// manyItems is from how many lines a row of short lines above an article is the site's menu: a date line, a section, an
// outlet's name and the headline are fewer.
const manyItems = 8

// menuEnd is how many lines at the beginning of a copied text are the site's menu: 0 unless there are many. Readers who
// copy a whole page, and some crawlers, bring it along.
func menuEnd(lines []string) int {
	n := 0
	for n < len(lines) && (item(lines[n]) || longItem(lines, n)) {
		n++
	}
	switch {
	case n > 0 && n < manyItems && menuLine(lines[0]): // one long line, and what else the site says at its head
		for n = 0; n < len(lines) && menuLine(lines[n]); n++ {
		}
	case n < manyItems:
		return 0
	}
	if n == len(lines) { // nothing but short lines: whatever it is, all of it is the text
		return 0
	}
	if menuLine(lines[n-1]) {
		return n
	}
	// A short headline looks like an item. Above a paragraph it is the last line but for date line and buttons;
	// above a line that may be a headline itself everything is the menu's.
	if l := lines[n]; words(l) >= 25 || sentence(l) {
		last := n - 1
		for last > 0 && (isDateLine(lines[last]) || phrases.of(lines[last]) == label || counter(lines[last])) {
			last--
		}
		return last
	}
	return n
}

// item says that a line may be one of a menu: a few words or a bullet, and no sentence; or what mastheads say.
func item(l string) bool {
	if menuLine(l) || isDateLine(l) || masthead(l) && words(l) <= 20 {
		return true
	}
	if sentence(l) {
		return false
	}
	bulleted := strings.HasPrefix(l, "•") || strings.HasPrefix(l, "* ") || strings.HasPrefix(l, "- ") || strings.HasPrefix(l, "+ ")
	return words(l) <= 6 || bulleted && words(l) <= 30
}

// longItem says that a line of up to twelve words stands in the middle of a menu: of the four lines below it three are
// short items, and none is a sentence, the date or one of the buttons that follow headlines.
func longItem(lines []string, i int) bool {
	if words(lines[i]) > 12 || sentence(lines[i]) || i+4 >= len(lines) {
		return false
	}
	short := 0
	for _, l := range lines[i+1 : i+5] {
		if what := phrases.of(l); sentence(l) || isDateLine(l) || what != noPhrase && what != sectionName || counter(l) {
			return false
		}
		if item(l) {
			short++
		}
	}
	return short >= 3
}

// menuLine says that one line holds a whole menu: "Trang chủ Chính trị Kinh tế ...", "Thời sự | Kinh tế | Văn hóa | ...".
func menuLine(l string) bool {
	if sentence(l) {
		return false
	}
	return words(l) >= 8 && strings.HasPrefix(viet.Key(l), "trang chủ ") || strings.Count(l, " | ") >= 4
}
