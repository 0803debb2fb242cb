package main

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"unicode"

	"diembao/news"
	"diembao/viet"
)

// record is an article of a JSONL file, under any of the usual names of its fields.
type record struct {
	ID, Title, Lead, Body, Text, Content string
	Date, Published, Source, Province    string
}

// heldOut is how many articles at the end of a collection are left out of the corpus: drafts that nothing in it covers.
const heldOut = 200

// readCollection reads n articles (0: all but those held out) of one JSON object a line, and puts them in the order of
// publication, in which an archive gets them. What has no day gets one of 2015 to 2026, in the order of the file; what has
// no source gets a made-up one; all get a made-up province, equal for equal files.
func readCollection(path string, n int) (docs, others []doc, err error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	total := bytes.Count(raw, []byte{'\n'})
	if n == 0 || n > total-heldOut {
		n = total - heldOut
	}
	p := newPress(1)
	line := 0
	for text := range bytes.Lines(raw) {
		if line++; len(docs) == n && line <= total-heldOut {
			continue
		}
		var rec record
		if err := json.Unmarshal(text, &rec); err != nil {
			return nil, nil, fmt.Errorf("bench: %s, line %d: %w", path, line, err)
		}
		d := rec.doc()
		source, province := p.outlet()
		if d.Source, d.Province = first(d.Source, source), province; d.Body == "" {
			continue
		}
		if d.Day.IsZero() {
			d.Day = p.day(line, total)
		}
		if len(docs) < n {
			docs = append(docs, d)
		} else {
			others = append(others, d)
		}
	}
	return docs, others, nil
}

func (rec *record) doc() doc {
	d := doc{Title: viet.NFC(rec.Title), Lead: viet.NFC(rec.Lead), Body: viet.NFC(first(rec.Body, rec.Text, rec.Content)), Source: rec.Source,
		Ref: flat.Replace(rec.ID)}
	if day, err := news.ParseDay(firstN(first(rec.Published, rec.Date), 10)); err == nil {
		d.Day = day
	}
	return d
}

// inOrder sorts articles by day and numbers them.
func inOrder(docs []doc) {
	slices.SortStableFunc(docs, func(a, b doc) int { return cmp.Compare(dayNumber(a.Day), dayNumber(b.Day)) })
	for i := range docs {
		docs[i].ID = i + 1
	}
}

// A mixer makes articles of sentences out of ten others each, the numbers and given names in them thrown anew: more
// articles than a collection has, with its words and their frequencies, and no sentence twice as it was.
type mixer struct {
	r         *rand.Rand
	real      []doc
	sentences [][]news.Span // of those bodies that were drawn
	given     []string      // last words of names
}

func newMixer(real []doc) *mixer {
	m := &mixer{r: rand.New(rand.NewPCG(31, 7)), real: real, sentences: make([][]news.Span, len(real))}
	names := make(map[string]int)
	for _, d := range real[:min(len(real), 3000)] {
		for s := range strings.SplitSeq(d.Body, ".") {
			gatherNames(s, names)
		}
	}
	for _, n := range ranked(names) {
		f := strings.Fields(n)
		m.given = append(m.given, f[len(f)-1])
	}
	return m
}

func (m *mixer) article() doc {
	of := m.real[m.r.IntN(len(m.real))]
	d := doc{Day: m.real[m.r.IntN(len(m.real))].Day, Source: of.Source, Province: m.real[m.r.IntN(len(m.real))].Province}
	var from [10]int
	for i := range from {
		from[i] = m.r.IntN(len(m.real))
	}
	var body strings.Builder
	for tries := 0; body.Len() < len(of.Body) && tries < 500; tries++ {
		body.WriteString(m.reroll(m.sentence(from[m.r.IntN(len(from))])))
		body.WriteString("\n")
	}
	d.Title, d.Body = m.reroll(of.Title), strings.TrimSpace(body.String())
	return d
}

// sentence is any of an article.
func (m *mixer) sentence(i int) string {
	text := m.real[i].Body
	if m.sentences[i] == nil {
		m.sentences[i] = viet.AppendSentences(nil, text)
	}
	if len(m.sentences[i]) == 0 {
		return ""
	}
	s := m.sentences[i][m.r.IntN(len(m.sentences[i]))]
	return strings.TrimSpace(text[s.Start:s.End])
}

// reroll throws each digit anew, and the last word of each run of capitalised words that does not begin the sentence.
func (m *mixer) reroll(s string) string {
	f := strings.Split(s, " ")
	for i := range f {
		if i > 1 && bare(f[i]) && viet.Capitalised(f[i]) && viet.Capitalised(f[i-1]) && (i+1 == len(f) || !viet.Capitalised(f[i+1])) {
			f[i] = pick(m.r, m.given)
		}
	}
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return rune('0' + m.r.IntN(10))
		}
		return r
	}, strings.Join(f, " "))
}

// bare says that a word has nothing but letters and digits.
func bare(w string) bool {
	return strings.IndexFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) < 0
}

// collect is the corpus out of a collection: its articles, and mixed ones until there are n when that was asked for.
func (o *options) collect(put func(doc) error) error {
	docs, others, err := readCollection(o.corpus, o.docs)
	if err != nil {
		return err
	}
	if o.mix {
		for m := newMixer(docs); len(docs) < o.docs; {
			docs = append(docs, m.article())
		}
	}
	inOrder(docs)
	for i := range docs {
		if err := put(docs[i]); err != nil {
			return err
		}
		docs[i] = doc{} // its text is written; 300,000 articles are a gigabyte
	}
	each(others, func(i int) {
		a := article(&others[i])
		read(&a, &others[i])
	})
	return writeDocs(o.path(heldOutFile), others)
}

func writeDocs(path string, docs []doc) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	for i := range docs {
		err = errors.Join(err, writeDoc(w, &docs[i]))
	}
	return errors.Join(err, w.Flush(), f.Close())
}
