package posts

import (
	_ "embed"
	"fmt"
	"iter"
	"strings"
	"sync"

	"diembao/news"
)

//go:embed titles.tsv
var titleTable string

//go:embed bodies.tsv
var bodyTable string

// A title is one row of the titles, spelt out.
type title struct {
	code  string
	words []string // normal words of one wording
	bare  bool
}

// A body is one row of the bodies.
type body struct {
	code, level, head string
	from, to          news.Day
	toDistrict        news.Day // last day of the body in districts, where it is another
	next              []string
	prev              []string
}

// tables are the ontology, indexed by the first word of a wording.
type tables struct {
	titles    map[string][]title
	wordings  []wording
	bodies    map[string]*body
	bodyWords map[string][]bodyWording
}

// A wording is a title as the table spells it.
type wording struct {
	text string
	bare bool
}

type bodyWording struct {
	words []string
	body  *body
}

var load = sync.OnceValue(func() *tables {
	t := &tables{titles: map[string][]title{}, bodies: map[string]*body{}, bodyWords: map[string][]bodyWording{}}
	for row := range rows(titleTable, 3) {
		kind, deputy := strings.CutSuffix(row[1], "+")
		for p := range strings.SplitSeq(row[2], ";") {
			for _, text := range SpellOut(p) {
				t.addTitle(row[0], text, kind == "bare")
				if deputy {
					t.addTitle("pho-"+row[0], "phó "+text, kind == "bare")
				}
			}
		}
	}
	for row := range rows(bodyTable, 7) {
		t.addBody(row)
	}
	for _, b := range t.bodies {
		for _, next := range b.next {
			if n := t.bodies[next]; n != nil {
				n.prev = append(n.prev, b.code)
			}
		}
	}
	return t
})

// rows are the lines of a table with n columns; a malformed line is a bug of this package's own data.
func rows(table string, n int) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for line := range strings.Lines(table) {
			line = strings.TrimRight(line, "\r\n")
			if line == "" || line[0] == '#' {
				continue
			}
			cols := strings.Split(line, "\t")
			if len(cols) != n {
				panic(fmt.Sprintf("posts: %d columns, want %d: %q", len(cols), n, line)) // unreachable: tests read every row
			}
			if !yield(cols) {
				return
			}
		}
	}
}

// SpellOut is every wording that a pattern stands for: "[a|b]" may be left out, "(a|b)" is one of them.
func SpellOut(p string) []string {
	open := strings.IndexAny(p, "[(")
	if open < 0 {
		return []string{strings.Join(strings.Fields(p), " ")}
	}
	end := open + strings.IndexAny(p[open:], "])")
	choices := strings.Split(p[open+1:end], "|")
	if p[open] == '[' {
		choices = append(choices, "")
	}
	var all []string
	for _, c := range choices {
		all = append(all, SpellOut(p[:open]+c+p[end+1:])...)
	}
	return all
}

func (t *tables) addTitle(code, text string, bare bool) {
	words := Words(text)
	t.titles[words[0]] = append(t.titles[words[0]], title{code, words, bare})
	t.wordings = append(t.wordings, wording{text, bare})
}

func (t *tables) addBody(row []string) {
	b := &body{code: row[0], level: row[1], head: row[5]}
	b.from, _ = news.ParseDay(row[2]) // the tables' days are checked by a test
	if day, district := strings.CutPrefix(row[3], "huyen="); district {
		b.toDistrict, _ = news.ParseDay(day)
	} else {
		b.to, _ = news.ParseDay(row[3])
	}
	if row[4] != "" {
		b.next = strings.Split(row[4], ",")
	}
	t.bodies[b.code] = b
	for text := range strings.SplitSeq(row[6], ";") {
		words := Words(text)
		t.bodyWords[words[0]] = append(t.bodyWords[words[0]], bodyWording{words, b})
	}
}

// Titles are all wordings of titles, spelt out, in the order of the table; bare says that the title is a post without a
// body beside it.
func Titles() iter.Seq2[string, bool] {
	return func(yield func(string, bool) bool) {
		for _, w := range load().wordings {
			if !yield(w.text, w.bare) {
				return
			}
		}
	}
}
