package facts_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"diembao/news"
	"diembao/viet"
)

// evalDir holds the evaluation set; its README says how passages and gold are written.
const evalDir = "testdata/eval"

// A passage is a piece of an article with the facts that a careful reader finds in it.
type passage struct {
	file    string // "tune/1-posts"
	id      string // "order/post-name": phenomenon and case
	source  string // the outlet's province
	article news.Article
	gold    gold
}

// gold has the shape that a scorer of other people's sets reads too.
type gold struct {
	Hint      string         `json:"published_hint,omitempty"`
	Subject   string         `json:"province_subject,omitempty"`
	Events    []string       `json:"event_dates"`
	Others    []string       `json:"other_dates"`
	Officials []wantedPerson `json:"officials"`
	Provinces []string       `json:"provinces"`
	Unsure    []string       `json:"provinces_unsure"`
}

type wantedPerson struct {
	Name      string   `json:"name"`
	Positions []string `json:"positions"`
	Past      []string `json:"past_positions,omitempty"`
	Proposed  []string `json:"proposed,omitempty"`
	Uncertain bool     `json:"uncertain,omitempty"`
}

// passages reads all files of one part of the set, "tune" or "held", in order.
func passages(t testing.TB, part string) []passage {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(evalDir, part, "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no passages of part %s: %v", part, err)
	}
	var all []passage
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for block := range strings.SplitSeq("\n"+string(raw), "\n== ") {
			if strings.TrimSpace(block) == "" {
				continue
			}
			p, err := readPassage(block)
			if err != nil {
				t.Fatalf("%s: %s: %v", file, p.id, err)
			}
			p.file = part + "/" + strings.TrimSuffix(filepath.Base(file), ".txt")
			all = append(all, p)
		}
	}
	return all
}

func readPassage(block string) (p passage, err error) {
	head, rest, _ := strings.Cut(block, "\n")
	p.id = strings.TrimSpace(head)
	p.gold = gold{Events: []string{}, Others: []string{}, Officials: []wantedPerson{}, Provinces: []string{}, Unsure: []string{}}
	text, facts, ok := strings.Cut(rest+"\n", "\n--\n")
	if !ok {
		return p, fmt.Errorf("no gold")
	}
	var body []string
	for line := range strings.SplitSeq(text, "\n") {
		key, value, _ := strings.Cut(line, " ")
		switch key {
		case "@":
			err = p.place(value)
		case "T:":
			p.article.Title = viet.NFC(value)
		case "L:":
			p.article.Lead = viet.NFC(value)
		case "B:":
			p.article.Byline = viet.NFC(value)
		default:
			body = append(body, line)
		}
		if err != nil {
			return p, err
		}
	}
	p.article.Body = viet.NFC(strings.Join(body, "\n"))
	for line := range strings.SplitSeq(strings.TrimSpace(facts), "\n") {
		if err := p.gold.fact(line); err != nil {
			return p, err
		}
	}
	return p, nil
}

// place reads "2020-07-31 Lâm Đồng": when the article came out, and where its outlet is at home; "-" where not known.
func (p *passage) place(line string) error {
	day, source, _ := strings.Cut(line, " ")
	if source != "-" {
		p.source = source
	}
	if day == "-" {
		return nil
	}
	d, err := news.ParseDay(day)
	if err != nil {
		return err
	}
	p.article.Published = news.Instant{Time: d.Time().Add(12 * time.Hour)}
	p.gold.Hint = day
	return nil
}

func (g *gold) fact(line string) error {
	key, value, _ := strings.Cut(line, " ")
	list := strings.Split(value, ", ")
	switch key {
	case "":
	case "o":
		g.Officials = append(g.Officials, readPerson(value))
	case "~":
		g.Officials = append(g.Officials, wantedPerson{Name: value, Positions: []string{}, Uncertain: true})
	case "p":
		g.Provinces = append(g.Provinces, list...)
	case "p?":
		g.Unsure = append(g.Unsure, list...)
	case "s":
		g.Subject = value
	case "d", "d?":
		for _, day := range list {
			if _, err := news.ParseDay(day); err != nil {
				return err
			}
		}
		if key == "d" {
			g.Events = append(g.Events, list...)
		} else {
			g.Others = append(g.Others, list...)
		}
	default:
		return fmt.Errorf("line %q of the gold is of no kind", line)
	}
	return nil
}

func readPerson(value string) wantedPerson {
	fields := strings.Split(value, " | ")
	w := wantedPerson{Name: fields[0], Positions: []string{}}
	for _, post := range fields[1:] {
		switch post[0] {
		case '<':
			w.Past = append(w.Past, post[1:])
		case '>':
			w.Proposed = append(w.Proposed, post[1:])
		default:
			w.Positions = append(w.Positions, post)
		}
	}
	return w
}

// A dateLine is a visible line of a page with the time it states; want is "-" where it states none.
type dateLine struct{ text, want string }

func dateLines(t testing.TB, part string) []dateLine {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(evalDir, "lines.txt"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(raw), "\n== "+part+"\n")
	rest, _, _ = strings.Cut(rest, "\n== ")
	var all []dateLine
	for line := range strings.Lines(rest) {
		line = strings.TrimSpace(line)
		if i := strings.LastIndex(line, " | "); i >= 0 {
			all = append(all, dateLine{line[:i], line[i+3:]})
		}
	}
	return all
}

// corpusHash covers every file of the set, so that floors belong to one state of it.
func corpusHash(t testing.TB) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(evalDir, "*", "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	files = append(files, filepath.Join(evalDir, "lines.txt"))
	slices.Sort(files)
	sum := sha256.New()
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(sum, "%s %d\n%s", filepath.ToSlash(file), len(raw), raw)
	}
	return hex.EncodeToString(sum.Sum(nil))
}
