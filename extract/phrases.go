package extract

import (
	_ "embed"
	"strings"

	"diembao/viet"
)

// A phrase says what a line of page furniture does.
type phrase byte

const (
	noPhrase phrase = iota
	label
	sectionName
	relatedHead
	endMark
)

//go:embed phrases.tsv
var phrasesTSV string

var phrases = readPhrases(phrasesTSV)

// phraseTable holds whole lines, and beginnings of lines by their first word.
type phraseTable struct {
	whole  map[string]phrase
	starts map[string][]start
}

type start struct {
	text string
	what phrase
}

// readPhrases reads the table; keys are made here, so that the file may be written as people write.
func readPhrases(tsv string) phraseTable {
	t := phraseTable{map[string]phrase{}, map[string][]start{}}
	kinds := map[string]phrase{"label": label, "section": sectionName, "related": relatedHead, "end": endMark}
	for l := range strings.Lines(tsv) {
		text, kind, ok := strings.Cut(strings.TrimRight(l, "\n"), "\t")
		if !ok {
			continue
		}
		if head, cut := strings.CutSuffix(text, "*"); cut {
			first, _, _ := strings.Cut(viet.Key(head), " ")
			t.starts[first] = append(t.starts[first], start{viet.Key(head), kinds[kind]})
			continue
		}
		t.whole[viet.Key(text)] = kinds[kind]
	}
	return t
}

// of tells a line of furniture by its words. Such lines are short.
func (t *phraseTable) of(text string) phrase {
	if len(text) > 120 {
		return noPhrase
	}
	key := viet.Key(text)
	if what := t.whole[strings.Trim(key, " .:»>•+-–|*")]; what != noPhrase {
		return what
	}
	key = strings.TrimLeft(key, " •»>+-–|*")
	first, _, _ := strings.Cut(key, " ")
	for _, s := range t.starts[first] {
		if strings.HasPrefix(key, s.text) {
			return s.what
		}
	}
	if t.bar(key) {
		return label
	}
	return noPhrase
}

// bar says that a line is a row of buttons: "In | Gửi bạn bè | Về đầu trang".
func (t *phraseTable) bar(key string) bool {
	if !strings.Contains(key, " | ") {
		return false
	}
	for part := range strings.SplitSeq(key, " | ") {
		if t.whole[strings.Trim(part, " .:")] != label {
			return false
		}
	}
	return true
}
