package main

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"diembao/coverage"
	"diembao/index/similar"
	"diembao/news"
	"diembao/viet"
)

// An edit makes a draft out of an article.
type edit struct {
	name   string
	make   func(r *rand.Rand, d, other doc) string
	quoted bool // found when any window of the draft finds it
}

var edits = []edit{
	{name: "as it is", make: func(_ *rand.Rand, d, _ doc) string { return d.text() }},
	{name: "30 % of sentences moved", make: func(r *rand.Rand, d, _ doc) string { return reorder(r, d.text(), .3) }},
	{name: "middle 40 % kept", make: func(_ *rand.Rand, d, _ doc) string { return middle(d.text(), .4) }},
	{name: "20 % of words changed", make: func(r *rand.Rand, d, _ doc) string { return reword(r, d.text(), .2) }},
	{name: "all three", make: func(r *rand.Rand, d, _ doc) string { return reword(r, middle(reorder(r, d.text(), .3), .5), .1) }},
	{name: "two sentences quoted", quoted: true, make: func(_ *rand.Rand, d, other doc) string {
		s := sentences(d.Body)
		i := len(s) / 3
		return other.Title + "\n" + other.Body + "\n" + strings.Join(s[i:min(i+2, len(s))], " ")
	}},
}

func reorder(r *rand.Rand, text string, share float64) string {
	s := sentences(text)
	for range int(share * float64(len(s))) {
		i, j := r.IntN(len(s)), r.IntN(len(s))
		s[i], s[j] = s[j], s[i]
	}
	return strings.Join(s, " ")
}

// sentences of a text; a full stop alone ends none ("TP.HCM", "3.000").
func sentences(text string) (out []string) {
	for _, s := range viet.AppendSentences(nil, text) {
		out = append(out, strings.TrimSpace(text[s.Start:s.End]))
	}
	return out
}

func middle(text string, keep float64) string {
	f := strings.Fields(text)
	n := int(keep * float64(len(f)))
	from := (len(f) - n) / 2
	return strings.Join(f[from:from+n], " ")
}

// reword puts a word from elsewhere in the place of a share of the words.
func reword(r *rand.Rand, text string, share float64) string {
	f := strings.Fields(text)
	for i := range f {
		if r.Float64() < share {
			f[i] = f[r.IntN(len(f))]
		}
	}
	return strings.Join(f, " ")
}

// desk opens the archive and the index of the working directory as the program does.
func (o *options) desk() (d *coverage.Desk, close func() error, err error) {
	a, x, err := opened(o.path(archiveName), o.path("diembao"))
	if err != nil {
		return nil, nil, err
	}
	d = &coverage.Desk{Archive: a, Index: x, Now: time.Now, Lag: func(context.Context) (news.Lag, error) { return news.Lag{}, nil }}
	return d, func() error { return errors.Join(x.Close(), a.Close()) }, nil
}

// prior measures prior coverage, stories and suggestions.
func (o *options) prior() error {
	text, err := o.prepare()
	if err != nil {
		return err
	}
	r := &result{name: "diembao"}
	if err := o.build(r, map[string][]float64{}); err != nil {
		return err
	}
	desk, end, err := o.desk()
	if err != nil {
		return err
	}
	defer end()
	originals, others, err := o.sample()
	if err != nil {
		return err
	}
	kb := 0
	for _, d := range originals {
		kb += len(d.text())
	}
	fmt.Printf("\n%d articles, %.1f MB of text, %d drafts an edit out of articles of %.1f KB, shingles of %.0f B an article, %s\n\n", o.docs, float64(text)/1e6,
		len(originals), float64(kb)/1e3/float64(len(originals)), float64(shingleBytes(o.path("diembao")))/float64(o.docs), time.Now().UTC().Format("2006-01-02 15:04 UTC"))
	fmt.Println("| draft | candidates p50/p99 ms | recall@5 | verified, with passages p50/p99 ms | recall@5 | matches called a copy; of them none |")
	fmt.Println("|---|---|---|---|---|---|")
	for _, e := range append(edits, edit{name: "new article"}) {
		if err := measure(desk, e, originals, others); err != nil {
			return err
		}
	}
	if err := stories(desk, originals, others); err != nil {
		return err
	}
	return o.suggestions(desk)
}

// shingleBytes is what the index keeps for prior coverage, read from the tables at the end of its segments
// (index/internal/segment: sections 8 and 9 of 37, before twelve bytes of footer); 0 when they are of another form.
func shingleBytes(dir string) (n int) {
	const sections, footer = 37, 12
	segments, _ := filepath.Glob(filepath.Join(dir, "gen-*", "*.zap"))
	for _, path := range segments {
		f, err := os.Open(path)
		if err != nil {
			return 0
		}
		defer f.Close()
		magic, table := make([]byte, 8), make([]byte, 16*sections+footer)
		info, err := f.Stat()
		if err == nil {
			_, err = f.ReadAt(magic, 0)
		}
		if err == nil {
			_, err = f.ReadAt(table, info.Size()-int64(len(table)))
		}
		if err != nil || string(magic) != "dbseg\r\n\x01" {
			return 0
		}
		n += int(binary.LittleEndian.Uint64(table[16*8+8:]) + binary.LittleEndian.Uint64(table[16*9+8:]))
	}
	return n
}

// sample picks articles of about three kilobytes all over the corpus, real ones when it has any, and as many that are in
// no corpus.
func (o *options) sample() (in, out []doc, err error) {
	step := max(1, o.docs/600)
	i := 0
	err = eachDoc(o.path(articlesFile), o.docs, func(d doc) error {
		n := len(d.text())
		if i++; i >= step && n > 2500 && n < 4500 && (o.corpus == "" || d.Ref != "") && len(in) < 200 {
			in, i = append(in, d), 0
		}
		return nil
	})
	if o.corpus != "" {
		out, err := heldOutDocs(o.path(heldOutFile))
		return in[:min(len(in), len(out))], out, err
	}
	p := newPress(77)
	for range len(in) {
		d := p.article(1, 1)
		p.recent = nil
		out = append(out, d)
	}
	return in, out, err
}

func heldOutDocs(path string) (out []doc, err error) {
	err = eachDoc(path, 0, func(d doc) error { out = append(out, d); return nil })
	return out, err
}

type timings []float64

func (t *timings) since(start time.Time) { *t = append(*t, time.Since(start).Seconds()*1e3) }

func (t timings) at(q float64) float64 {
	s := slices.Sorted(slices.Values(t))
	return s[int(q*float64(len(s)-1))]
}

// measure asks for every draft of one edit.
func measure(desk *coverage.Desk, e edit, originals, others []doc) error {
	ctx := context.Background()
	r := rand.New(rand.NewPCG(5, 5))
	var alone, whole timings
	found, verified, copies, wrong := 0, 0, 0, 0
	for i, d := range originals {
		text, want := others[i].text(), runs{}
		if e.make != nil {
			text, want = e.make(r, d, others[i]), runsOf(d.text())
		}
		start := time.Now()
		near, err := desk.Index.Similar(ctx, text, 5)
		if err != nil {
			return err
		}
		alone.since(start)
		found += one(near, func(j int, c similar.Candidate) bool { return (j < 5 || e.quoted) && want.in(desk, news.ID(c.ID)) > .8 })
		start = time.Now()
		prior, err := desk.Prior(ctx, coverage.Draft{Text: text, Day: d.Day})
		if err != nil {
			return err
		}
		whole.since(start)
		verified += one(prior.Matches, func(j int, m coverage.Match) bool { return j < 5 && len(m.Passages) > 0 && want.in(desk, m.ID) > .8 })
		mine := runsOf(text)
		for _, m := range prior.Matches {
			if m.Class == coverage.SameText || m.Class == coverage.PartlySame && e.make == nil {
				copies++
				if n, share := mine.shared(desk, m.ID); share < .3 && m.Class == coverage.SameText || n < 8 {
					wrong++
				}
			}
		}
	}
	n := float64(len(originals))
	if e.make == nil {
		fmt.Printf("| %s | %.3f / %.3f | - | %.2f / %.2f | - | %d; %d |\n", e.name, alone.at(.5), alone.at(.99), whole.at(.5), whole.at(.99), copies, wrong)
		return nil
	}
	fmt.Printf("| %s | %.3f / %.3f | %.3f | %.2f / %.2f | %.3f | %d; %d |\n", e.name, alone.at(.5), alone.at(.99), float64(found)/n,
		whole.at(.5), whole.at(.99), float64(verified)/n, copies, wrong)
	return nil
}

// one is 1 when any of a list is as wanted.
func one[T any](list []T, wanted func(i int, v T) bool) int {
	for i, v := range list {
		if wanted(i, v) {
			return 1
		}
	}
	return 0
}

// runs are the runs of four words of a text: a measure of what two texts share that diembao has no part in.
type runs map[string]bool

func runsOf(text string) runs {
	out := make(runs)
	f := strings.Fields(string(foldWords(nil, text)))
	for i := range len(f) - 3 {
		out[strings.Join(f[i:i+4], " ")] = true
	}
	return out
}

// in is the share of the runs of the shorter of text and article that both have: articles of a collection have copies, which
// answer as well as the article that was asked for.
func (a runs) in(desk *coverage.Desk, id news.ID) float64 {
	_, share := a.shared(desk, id)
	return share
}

// shared is how many runs a text and an article both have, and their share of the shorter one's. Eight are a sentence of
// eleven words.
func (a runs) shared(desk *coverage.Desk, id news.ID) (n int, share float64) {
	got, err := desk.Archive.Article(context.Background(), id)
	if err != nil {
		return 0, 0
	}
	b := runsOf(got.Title + "\n" + got.Lead + "\n" + got.Body)
	for r := range a {
		if b[r] {
			n++
		}
	}
	return n, float64(n) / float64(max(1, min(len(a), len(b))))
}

// grouped says of every article in the archive that it founded a story.
type grouped struct{ coverage.Archive }

func (g grouped) Membership(_ context.Context, id news.ID) (news.Membership, error) {
	if id >= firstNew {
		return news.Membership{}, news.ErrNotFound
	}
	return news.Membership{ID: id, Story: id}, nil
}

// firstNew is above the ids of all articles that are indexed.
const firstNew = 1 << 40

// stories puts new articles into stories one at a time: copies of indexed ones by another paper a day later, and others.
func stories(desk *coverage.Desk, originals, others []doc) error {
	d := &coverage.Desk{Archive: grouped{desk.Archive}, Index: desk.Index, Now: desk.Now, Lag: desk.Lag, Log: desk.Log}
	p := newPress(42)
	var took timings
	right := 0
	for i, of := range originals {
		for _, copied := range []bool{true, false} {
			n := others[i]
			n.Day = of.Day.Add(1)
			if copied {
				p.copyOf(&n, of)
			}
			a := article(&n)
			a.ID = news.ID(firstNew + 2*i)
			start := time.Now()
			m, err := d.Place(context.Background(), []news.Article{a})
			if err != nil {
				return err
			}
			took.since(start)
			if copied == (m[0].Of != 0) {
				right++
			}
		}
	}
	fmt.Printf("\nstory for a new article: p50 %.2f ms, p99 %.2f ms; copies that join and others that do not: %d of %d\n", took.at(.5), took.at(.99), right, len(took))
	return nil
}

func (o *options) suggestions(desk *coverage.Desk) error {
	v, err := readVocabulary(o.path(articlesFile))
	if err != nil {
		return err
	}
	r := rand.New(rand.NewPCG(9, 9))
	var took timings
	shown := 0
	for i := range 400 {
		name := []rune(pick(r, v.names))
		if i%2 == 0 {
			name = []rune(viet.Fold(string(name)))
		}
		prefix := string(name[:min(len(name), 1+i%6)])
		start := time.Now()
		got, err := desk.Suggest(context.Background(), prefix, 8)
		if err != nil {
			return err
		}
		took.since(start)
		if len(got) > 0 {
			shown++
		}
	}
	fmt.Printf("suggestions: p50 %.3f ms, p99 %.3f ms; %d of %d beginnings have any\n", took.at(.5), took.at(.99), shown, len(took))
	return nil
}
