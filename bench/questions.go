package main

import (
	"bufio"
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"diembao/news"
	"diembao/viet"
	"diembao/viet/gazetteer"
)

// A question is a query in a form that every engine can be asked: phrases, all of which or one of which must be there.
// A phrase of one word is a word.
type question struct {
	Kind     string
	Or       bool
	Phrases  [][]string // folded
	Text     string     // as it is typed into diembao
	From, To int        // day numbers of the filtered round
	Province string     // code of the filtered round; empty: any
}

// kinds are how many questions there are of each kind.
var kinds = []struct {
	name    string
	n       int
	phrases int
	or      bool
}{
	{"compound", 60, 1, false}, {"name", 50, 1, false}, {"phrase", 40, 1, false}, {"and of phrases", 60, 2, false},
	{"and of words", 40, 2, false}, {"or of phrases", 30, 3, true}, {"or of many", 20, 6, true},
}

// vocabulary is what the corpus gives to ask for, the most frequent first.
type vocabulary struct {
	compounds, names, phrases, words []string
	from, to                         news.Day
}

// readVocabulary looks through the first articles for words, and through all of them for their days.
func readVocabulary(corpus string) (v vocabulary, err error) {
	known := make(map[string]float64)
	eachLine(filepath.Join(root, "viet/phrases/data/compounds.tsv"), func(line string) {
		if word, _, ok := strings.Cut(line, "\t"); ok {
			known[word] = 1
		}
	})
	compounds, names, phrases, words := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	n := 0
	err = eachDoc(corpus, 0, func(d doc) error {
		if n == 0 {
			v.from = d.Day
		}
		v.to = d.Day
		if n++; n > 6000 {
			return nil
		}
		seen := make(map[string]bool)
		for _, u := range units(d.Body, known) {
			if seen[u] {
				continue
			}
			seen[u] = true
			if strings.Contains(u, " ") {
				compounds[u]++
			}
			for _, w := range strings.Fields(u) {
				if !seen["\x00"+w] {
					seen["\x00"+w] = true
					words[w]++
				}
			}
		}
		for _, s := range strings.Split(d.Body, ".") {
			gatherNames(s, names)
			if f := strings.Fields(s); n%20 == 0 && len(f) > 9 && bare(strings.Join(f[3:7], "")) {
				phrases[strings.ToLower(strings.Join(f[3:6+n%2], " "))]++
			}
		}
		return nil
	})
	v.compounds, v.names, v.phrases, v.words = ranked(compounds), ranked(names), ranked(phrases), ranked(words)
	return v, err
}

// gatherNames counts runs of two or three capitalised words that do not begin the sentence.
func gatherNames(s string, names map[string]int) {
	f := strings.Fields(s)
	for i := 1; i < len(f); i++ {
		j := i
		for j < len(f) && j < i+3 && viet.Capitalised(f[j]) && bare(f[j]) {
			j++
		}
		if j-i >= 2 {
			names[strings.Join(f[i:j], " ")]++
			i = j
		}
	}
}

func ranked(counts map[string]int) []string {
	out := make([]string, 0, len(counts))
	for w := range counts {
		out = append(out, w)
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(counts[b]-counts[a], strings.Compare(a, b)) })
	return out
}

// pick draws from a ranked list so that each order of magnitude of ranks is as likely as another.
func pick(r *rand.Rand, list []string) string {
	if len(list) == 0 {
		return "hội nghị"
	}
	return list[min(len(list)-1, int(math.Exp(r.Float64()*math.Log(float64(len(list)+1))))-1)]
}

// makeQuestions draws the 300 questions. Every third is typed without diacritics, every fourth asks for a province.
func makeQuestions(corpus string) ([]question, error) {
	v, err := readVocabulary(corpus)
	if err != nil {
		return nil, err
	}
	r := rand.New(rand.NewPCG(11, 3))
	provinces := gazetteer.Load().On(news.Day{}).Provinces()
	days := int(v.to.Time().Sub(v.from.Time()).Hours() / 24)
	var out []question
	for _, k := range kinds {
		list := map[string][]string{"name": v.names, "phrase": v.phrases, "and of words": v.words}[k.name]
		if list == nil {
			list = v.compounds
		}
		for range k.n {
			q := question{Kind: k.name, Or: k.or}
			for range k.phrases {
				typed := pick(r, list)
				for tries := 0; tries < 9 && strings.Contains(q.Text, typed); tries++ { // a word and itself are no question
					typed = pick(r, list)
				}
				if len(out)%3 == 0 {
					typed = viet.Fold(typed)
				}
				q.add(typed)
			}
			from := v.from.Add(r.IntN(max(1, days-180)))
			q.From, q.To = dayNumber(from), dayNumber(from.Add(180))
			if len(out)%4 == 0 {
				q.Province = provinces[r.IntN(len(provinces))].Code
			}
			out = append(out, q)
		}
	}
	return out, nil
}

func (q *question) add(phrase string) {
	words := strings.Fields(string(foldWords(nil, phrase)))
	if q.Text != "" {
		if q.Or {
			q.Text += " OR "
		} else {
			q.Text += " AND " // words typed side by side may be read as one
		}
	}
	q.Phrases = append(q.Phrases, words)
	if len(words) > 1 {
		q.Text += `"` + phrase + `"`
	} else {
		q.Text += phrase
	}
}

// writeQuestions writes one line a question: and or or, phrases joined by "|", first and last day, province, the text.
func writeQuestions(path string, qs []question) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	for _, q := range qs {
		op := "and"
		if q.Or {
			op = "or"
		}
		var phrases []string
		for _, p := range q.Phrases {
			phrases = append(phrases, strings.Join(p, " "))
		}
		fmt.Fprintf(w, "%s\t%s\t%d\t%d\t%s\t%s\t%s\n", op, strings.Join(phrases, "|"), q.From, q.To, q.Province, q.Text, q.Kind)
	}
	return w.Flush()
}

func readQuestions(path string) (out []question, err error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(raw)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 7 {
			return nil, fmt.Errorf("bench: a question of %d fields", len(f))
		}
		q := question{Or: f[0] == "or", Province: f[4], Text: f[5], Kind: f[6]}
		for p := range strings.SplitSeq(f[1], "|") {
			q.Phrases = append(q.Phrases, strings.Fields(p))
		}
		q.From, _ = strconv.Atoi(f[2])
		if q.To, err = strconv.Atoi(f[3]); err != nil {
			return nil, err
		}
		out = append(out, q)
	}
	return out, nil
}
