package coverage

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"diembao/news"
	"diembao/viet"
	"diembao/viet/facts"
)

// Real articles are measured when somebody hands them in: a public collection as JSONL (id, title, body). What was judged by
// eye stands in testdata as numbers of its articles; no text of theirs is in the repository.
var (
	realFile = flag.String("corpus", "", "JSONL `file` of real articles (id, title, body) to measure on")
	realDocs = flag.Int("docs", 0, "articles of -corpus at most; 0: all")
	realSeed = flag.Uint64("seed", 12, "`number` that the samples of -corpus are drawn with")
	dumpDir  = flag.String("dump", "", "`folder` for samples of -corpus that are to be judged by eye")
)

// A real collection: its articles in order of time, and the place of each number.
type realPress struct {
	articles []news.Article
	numbers  []int
	place    map[int]int
}

var realNumber = regexp.MustCompile(`(\d{6,})\D*$`)

// realDay is the day of an article of magizbox/scraper. Its numbers grow by 8,060 a day: fitted to the days that articles
// call today and yesterday, of which half lie within a day of it.
func realDay(number int) news.Day {
	if number < 21_000_000 {
		return news.Day{}
	}
	return news.Day{Year: 2017, Month: time.February, Day: 6}.Add((number - 21_467_500) / 8060)
}

var readReal = sync.OnceValues(func() (*realPress, error) {
	file, err := os.Open(*realFile)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	p := &realPress{place: map[int]int{}}
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 16<<20)
	seen := map[int]int{}
	for lines.Scan() && (*realDocs == 0 || len(p.articles) < *realDocs) {
		var rec struct{ ID, Title, Body string }
		if err := json.Unmarshal(lines.Bytes(), &rec); err != nil {
			return nil, err
		}
		m := realNumber.FindStringSubmatch(rec.ID)
		if m == nil || len(rec.Body) < 300 || strings.Contains(rec.ID, "titles") {
			continue
		}
		number, _ := strconv.Atoi(m[1])
		if number < 1_000_000 { // the other collection counts each of its three parts from 1
			number += 1_000_000 * (1 + strings.Index("tev", rec.ID[5:6]))
		}
		if _, ok := seen[number]; ok {
			continue
		}
		a := realArticle(number, viet.NFC(rec.Title), viet.NFC(rec.Body))
		seen[number] = len(p.articles)
		p.articles, p.numbers = append(p.articles, a), append(p.numbers, number)
	}
	p.arrange()
	return p, lines.Err()
})

func realArticle(number int, title, body string) news.Article {
	a := news.Article{Title: title, Body: body, Source: "", URL: fmt.Sprintf("https://example.org/%d", number)}
	if lead, rest, ok := strings.Cut(body, "\n"); ok && len(lead) < 700 {
		a.Lead, a.Body = lead, rest
	}
	a.CanonicalURL = a.URL
	if day := realDay(number); !day.IsZero() {
		a.Published, a.DayOnly = news.Instant{Time: day.Time()}, true
		a.FirstSeen = a.Published
	}
	return a
}

// arrange puts the articles in the order of their numbers and reads their facts.
func (p *realPress) arrange() {
	order := make([]int, len(p.articles))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(x, y int) int { return cmp.Compare(p.numbers[x], p.numbers[y]) })
	articles, numbers := make([]news.Article, len(order)), make([]int, len(order))
	var work sync.WaitGroup
	for w := range runtime.GOMAXPROCS(0) {
		work.Go(func() {
			for i := w; i < len(order); i += runtime.GOMAXPROCS(0) {
				articles[i], numbers[i] = p.articles[order[i]], p.numbers[order[i]]
				readFacts(&articles[i])
			}
		})
	}
	work.Wait()
	p.articles, p.numbers = articles, numbers
	for i, n := range numbers {
		p.place[n] = i
	}
}

// readFacts reads the facts of an article; one that the reader cannot stand has none.
func readFacts(a *news.Article) {
	defer func() { _ = recover() }()
	facts.Read(a, "")
}

func realOnes(t testing.TB) *realPress {
	if *realFile == "" {
		t.Skip("measured on a collection that -corpus names")
	}
	p, err := readReal()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// A verdict is what somebody found by eye on two articles.
type verdict struct {
	a, b   int    // numbers
	says   string // letters of what it may be called: T, P, E, R, N
	called Class  // by the program, when the pair was drawn
}

var letters = map[Class]string{SameText: "T", PartlySame: "P", SameEvent: "E", Related: "R", "": "N"}

func verdicts(t testing.TB, file string) []verdict {
	raw, err := os.ReadFile(filepath.Join("testdata", file))
	if err != nil {
		t.Fatal(err)
	}
	var out []verdict
	for line := range strings.Lines(string(raw)) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") || len(f) < 3 {
			continue
		}
		v := verdict{says: f[2]}
		v.a, _ = strconv.Atoi(f[0])
		v.b, _ = strconv.Atoi(f[1])
		if len(f) > 3 {
			v.called = Class(f[3])
		}
		out = append(out, v)
	}
	return out
}

func (p *realPress) draft(i int) Draft {
	return Draft{Text: wholeText(p.articles[i]), Day: news.DayOf(p.articles[i].Published.Time), Except: news.ID(i + 1)}
}

// TestRealHeadlines asks for one of two articles with the same or nearly the same headline, and looks for the other.
func TestRealHeadlines(t *testing.T) {
	p := realOnes(t)
	d, _ := shelve(t, p.articles)
	type tally struct{ pairs, found, right int }
	sums := map[string]*tally{}
	for _, v := range verdicts(t, "headlines.tsv") {
		i, ok := p.place[v.a]
		j, also := p.place[v.b]
		if !ok || !also {
			t.Logf("%d and %d are not in the collection", v.a, v.b)
			continue
		}
		prior, err := d.Prior(context.Background(), p.draft(j))
		if err != nil {
			t.Fatal(err)
		}
		var m Match
		if at := slices.IndexFunc(prior.Matches, func(m Match) bool { return m.ID == news.ID(i+1) }); at >= 0 {
			m = prior.Matches[at]
		}
		s := sums[v.says]
		if s == nil {
			s = &tally{}
			sums[v.says] = s
		}
		s.pairs++
		if m.Class != "" {
			s.found++
		}
		if strings.Contains(v.says, letters[m.Class]) {
			s.right++
		} else {
			t.Logf("%d %d %q: %s wanted, %q: %s", v.a, v.b, p.articles[i].Title, v.says, m.Class, m.Reason)
		}
	}
	for says, s := range sums {
		t.Logf("%-4s %3d pairs, %3d found, %3d by the right name", says, s.pairs, s.found, s.right)
	}
}

// sampled draws n of the pairs that were seen, and writes them down to be judged.
func (p *realPress) sampled(t *testing.T, name string, pairs []verdict, n int) {
	r := rand.New(rand.NewPCG(*realSeed, 1))
	r.Shuffle(len(pairs), func(i, j int) { pairs[i], pairs[j] = pairs[j], pairs[i] })
	pairs = pairs[:min(n, len(pairs))]
	if *dumpDir == "" {
		return
	}
	f, err := os.Create(filepath.Join(*dumpDir, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, v := range pairs {
		fmt.Fprintf(f, "%d\t%d\t%s\t%s\n", v.a, v.b, v.says, v.called)
	}
}

// TestRealClasses asks for articles drawn with a seed and holds each class of match against what was judged by eye.
func TestRealClasses(t *testing.T) {
	p := realOnes(t)
	d, _ := shelve(t, p.articles)
	r := rand.New(rand.NewPCG(*realSeed, 12))
	drawn := map[Class][]verdict{}
	var took []time.Duration
	for range 1200 {
		i := r.IntN(len(p.articles))
		start := time.Now()
		prior, err := d.Prior(context.Background(), p.draft(i))
		if err != nil {
			continue // says too little
		}
		took = append(took, time.Since(start))
		for _, m := range prior.Matches {
			drawn[m.Class] = append(drawn[m.Class], verdict{p.numbers[i], p.numbers[m.ID-1], m.Reason, m.Class})
		}
	}
	slices.Sort(took)
	t.Logf("%d drafts, p50 %s, p99 %s", len(took), took[len(took)/2], took[len(took)*99/100])
	for class, pairs := range drawn {
		t.Logf("%s: %d matches", class, len(pairs))
		p.sampled(t, string(class)+".tsv", pairs, 60)
	}
}

// TestRealVerdicts asks again for the drafts of which matches were judged by eye, and counts by what they are called now.
func TestRealVerdicts(t *testing.T) {
	p := realOnes(t)
	d, _ := shelve(t, p.articles)
	right, all := map[Class]int{}, map[Class]int{}
	for _, v := range verdicts(t, "matches.tsv") {
		i, ok := p.place[v.a]
		j, also := p.place[v.b]
		if !ok || !also {
			continue
		}
		prior, err := d.Prior(context.Background(), p.draft(i))
		if err != nil {
			t.Fatal(err)
		}
		class := Class("")
		if at := slices.IndexFunc(prior.Matches, func(m Match) bool { return m.ID == news.ID(j+1) }); at >= 0 {
			class = prior.Matches[at].Class
		}
		if all[class]++; strings.Contains(v.says, letters[class]) {
			right[class]++
		} else {
			t.Logf("%d %d %q and %q: %s, called %q", v.a, v.b, p.articles[i].Title, p.articles[j].Title, v.says, class)
		}
	}
	for class, n := range all {
		t.Logf("%-12s %3d judged, %.3f right", class, n, float64(right[class])/float64(n))
	}
}

// TestRealPlanted is TestPriorFindsPlanted on real articles, whose copies are not known: found is the original itself or an
// article of which nine tenths are in it.
func TestRealPlanted(t *testing.T) {
	p := realOnes(t)
	d, _ := shelve(t, p.articles)
	for _, plant := range plantings {
		r := rand.New(rand.NewPCG(7, uint64(len(plant.name))))
		found, drafts, short, foundShort := 0, 0, 0, 0
		var took []time.Duration
		for k := range 200 {
			i := (k*len(p.articles) + len(p.articles)/2) / 200
			other := (i + len(p.articles)/2) % len(p.articles)
			text := plant.make(r, p.articles[i], p.articles[other])
			start := time.Now()
			prior, err := d.Prior(context.Background(), Draft{Text: text})
			if err != nil {
				t.Fatal(err)
			}
			took = append(took, time.Since(start))
			targets := []int{i}
			if plant.merged {
				targets = append(targets, other)
			}
			for _, target := range targets {
				isShort := len(wholeText(p.articles[target])) < longArticle
				drafts++
				if isShort {
					short++
				}
				if slices.ContainsFunc(prior.Matches[:min(len(prior.Matches), 5)], func(m Match) bool {
					return m.ID == news.ID(target+1) || p.copies(int(m.ID-1), target)
				}) {
					found++
					if isShort {
						foundShort++
					}
				} else {
					t.Logf("%s: %d not found, %d syllables in the draft", plant.name, p.numbers[target], len(strings.Fields(text)))
				}
			}
		}
		slices.Sort(took)
		t.Logf("%-32s recall@5 %.3f (%d of %d; short ones %d of %d), p50 %.2f ms, p99 %.2f ms", plant.name, float64(found)/float64(drafts), found, drafts,
			foundShort, short, took[len(took)/2].Seconds()*1e3, took[len(took)*99/100].Seconds()*1e3)
	}
}

func (p *realPress) copies(i, j int) bool {
	mine := prepare(p.articles[i])
	q := asked{text: mine.text, sketch: mine.sketch}
	m, ok := q.judge(prepare(p.articles[j]))
	return ok && m.Class == SameText && max(m.Containment, m.Covered) >= .9
}

// TestRealStories puts articles into stories in their order.
func TestRealStories(t *testing.T) {
	p := realOnes(t)
	d, s := shelve(t, p.articles)
	var pairs []verdict
	sizes := map[news.ID]int{}
	start := time.Now()
	for part := range slices.Chunk(p.articles, 500) {
		members, err := d.Place(context.Background(), part)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range members {
			s.stories[m.ID] = m
			sizes[m.Story]++
			if m.Of != 0 {
				pairs = append(pairs, verdict{p.numbers[m.ID-1], p.numbers[m.Of-1], m.Reason, Class(m.Class)})
			}
		}
	}
	big, many := 0, 0
	for _, n := range sizes {
		big = max(big, n)
		if n > 1 {
			many++
		}
	}
	t.Logf("%d articles in %d stories, %d of several articles, the largest of %d; %d were put to another; %s", len(p.articles), len(sizes), many, big, len(pairs), time.Since(start))
	p.sampled(t, "stories.tsv", pairs, 120)
	together, events := 0, verdicts(t, "events.tsv")
	for _, v := range events {
		if s.stories[news.ID(p.place[v.a]+1)].Story == s.stories[news.ID(p.place[v.b]+1)].Story {
			together++
		}
	}
	t.Logf("%d of %d pairs that are of one event are in one story", together, len(events))
	var far []verdict // any two of a story, not only those that were joined directly
	byStory := map[news.ID][]news.ID{}
	for id := range news.ID(len(p.articles)) {
		story := s.stories[id+1].Story
		byStory[story] = append(byStory[story], id+1)
	}
	for _, ids := range byStory {
		for i := range ids {
			for j := range i {
				far = append(far, verdict{p.numbers[ids[i]-1], p.numbers[ids[j]-1], "", ""})
			}
		}
	}
	slices.SortFunc(far, func(x, y verdict) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
	t.Logf("%d pairs", len(far))
	p.sampled(t, "pairs.tsv", far, 120)
}
