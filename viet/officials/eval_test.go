package officials_test

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"diembao/news"
	"diembao/viet"
	"diembao/viet/officials"
)

// A passage is one piece of text with what should be found in it.
type passage struct {
	id     string
	doc    viet.Text
	want   map[string]*wanted
	unsure map[string]bool
}

type wanted struct{ posts, past, proposed []string }

// passages reads the format that testdata/tune.txt explains.
func passages(t testing.TB, file string) []passage {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []passage
	for block := range strings.SplitSeq(string(data), "\n== ") {
		if block == "" || block[0] == '#' {
			continue
		}
		id, rest, _ := strings.Cut(block, "\n")
		text, gold, ok := strings.Cut(rest, "\n--")
		if !ok {
			t.Fatalf("%s: passage %q has no gold", file, id)
		}
		p := passage{id: id, want: map[string]*wanted{}, unsure: map[string]bool{}}
		var body []string
		for line := range strings.SplitSeq(text, "\n") {
			switch {
			case strings.HasPrefix(line, "T: "):
				p.doc.Title = line[3:]
			case strings.HasPrefix(line, "L: "):
				p.doc.Lead = line[3:]
			default:
				body = append(body, line)
			}
		}
		p.doc.Body = strings.Join(body, "\n")
		for line := range strings.SplitSeq(gold, "\n") {
			p.person(strings.TrimSpace(line))
		}
		all = append(all, p)
	}
	return all
}

func (p *passage) person(line string) {
	if line == "" {
		return
	}
	if name, ok := strings.CutPrefix(line, "~"); ok {
		p.unsure[fold(name)] = true
		return
	}
	fields := strings.Split(line, " | ")
	w := &wanted{}
	for _, f := range fields[1:] {
		switch f[0] {
		case '<':
			w.past = append(w.past, f[1:])
		case '>':
			w.proposed = append(w.proposed, f[1:])
		default:
			w.posts = append(w.posts, f)
		}
	}
	p.want[fold(fields[0])] = w
}

// fold and samePosition are the rules by which other people's sets are scored too: one spelling of tone marks, and two
// wordings are one position when their words agree to three quarters.
func fold(s string) string {
	out := strings.Builder{}
	for _, part := range regexp.MustCompile(`[\p{L}\p{M}\p{N}_]+|[^\p{L}\p{M}\p{N}_]+`).FindAllString(strings.ToLower(norm.NFC.String(s)), -1) {
		var base, tones []rune
		for _, r := range norm.NFD.String(part) {
			if strings.ContainsRune("\u0300\u0301\u0309\u0303\u0323", r) {
				tones = append(tones, r)
			} else {
				base = append(base, r)
			}
		}
		out.WriteString(norm.NFC.String(string(base)) + string(tones))
	}
	return strings.Join(strings.Fields(out.String()), " ")
}

var short = [][2]string{{"ubnd", "uỷ ban nhân dân"}, {"hđnd", "hội đồng nhân dân"}, {"bcđ", "ban chỉ đạo"}, {"btv", "ban thường vụ"},
	{"bch", "ban chấp hành"}, {"t.ư", "trung ương"}, {"đbqh", "đại biểu quốc hội"}, {"mttq", "mặt trận tổ quốc"},
	{"pt-th", "phát thanh truyền hình"}, {"tp.", "thành phố "}, {"tp ", "thành phố "}, {"ubmttq", "uỷ ban mặt trận tổ quốc"}}

func positionWords(s string) []string {
	s = " " + strings.ToLower(s) + " "
	for _, a := range short {
		s = regexp.MustCompile(`(^|[^\p{L}\p{N}_])`+regexp.QuoteMeta(a[0])).ReplaceAllString(s, "${1}"+a[1])
	}
	return regexp.MustCompile(`[\p{L}\p{M}\p{N}_]+`).FindAllString(fold(s), -1)
}

func samePosition(a, b string) bool {
	wa, rest := positionWords(a), positionWords(b)
	n, common := len(wa)+len(rest), 0
	for _, w := range wa {
		if i := slices.Index(rest, w); i >= 0 {
			rest = slices.Delete(rest, i, i+1)
			common++
		}
	}
	return common > 0 && 8*common >= 3*n
}

// A tally counts what was right, wrong and missed.
type tally struct{ right, wrong, missed int }

func (t tally) f1() float64 {
	return 2 * float64(t.right) / max(1, float64(2*t.right+t.wrong+t.missed))
}

func (t tally) String() string {
	p := float64(t.right) / max(1, float64(t.right+t.wrong))
	r := float64(t.right) / max(1, float64(t.right+t.missed))
	return fmt.Sprintf("P %.3f R %.3f F1 %.3f (%d right, %d wrong, %d missed)", p, r, t.f1(), t.right, t.wrong, t.missed)
}

// score adds one passage to the tallies and says what is not right about it.
func score(p passage, got []news.Official, names, pairs *tally) string {
	var faults []string
	found := map[string][]string{}
	for _, o := range got {
		found[fold(o.Name)] = append(found[fold(o.Name)], o.Positions...)
	}
	for name, said := range found {
		if p.want[name] == nil && !p.unsure[name] {
			names.wrong++
			pairs.wrong += len(said)
			faults = append(faults, fmt.Sprintf("wrong %q %q", name, said))
		}
	}
	for name, w := range p.want {
		said, ok := found[name]
		if !ok {
			names.missed++
			faults = append(faults, fmt.Sprintf("missed %q", name))
		} else {
			names.right++
		}
		left := slices.Clone(said)
		for _, post := range w.posts {
			i := slices.IndexFunc(left, func(s string) bool { return samePosition(s, post) })
			if i < 0 {
				pairs.missed++
				faults = append(faults, fmt.Sprintf("%q lacks %q, has %q", name, post, said))
				continue
			}
			pairs.right++
			left = slices.Delete(left, i, i+1)
		}
		also := slices.Concat(w.posts, w.past, w.proposed)
		for _, s := range left {
			if !slices.ContainsFunc(also, func(a string) bool { return samePosition(s, a) }) {
				pairs.wrong++
				faults = append(faults, fmt.Sprintf("%q has too much: %q", name, s))
			}
		}
	}
	slices.Sort(faults)
	return strings.Join(faults, "\n\t")
}

// The floors of the tuned set only rise; they were measured on the set with this sum.
const (
	tunedSum   = "5a7a94d33664ed6b"
	floorNames = 0.99
	floorPairs = 0.985
)

func TestTuned(t *testing.T) {
	data, err := os.ReadFile("testdata/tune.txt")
	if err != nil {
		t.Fatal(err)
	}
	if sum := fmt.Sprintf("%x", sha256.Sum256(data)); sum[:16] != tunedSum {
		t.Errorf("the set has changed: its sum is %s, the floors were measured on %s", sum[:16], tunedSum)
	}
	var names, pairs tally
	for _, p := range passages(t, "testdata/tune.txt") {
		got := officials.Find(p.doc, officials.Context{})
		if faults := score(p, got, &names, &pairs); faults != "" {
			t.Logf("%s\n\t%s", p.id, faults)
		}
	}
	t.Logf("by name:     %v", names)
	t.Logf("by position: %v", pairs)
	if names.f1() < floorNames || pairs.f1() < floorPairs {
		t.Errorf("F1 %.3f by name, %.3f by position; floors %.2f, %.2f", names.f1(), pairs.f1(), floorNames, floorPairs)
	}
}

// TestShared scores articles that are not part of the repository.
func TestShared(t *testing.T) {
	dir := "../../../shared/seeds"
	data, err := os.ReadFile(filepath.Join(dir, "gold.json"))
	if err != nil {
		t.Skip("no shared articles beside the repository")
	}
	var gold map[string]struct {
		Subject   string `json:"province_subject"`
		Officials []struct {
			Name      string
			Positions []string
			Past      []string `json:"past_positions"`
			Proposed  []string
			Uncertain bool
		}
	}
	if err := json.Unmarshal(data, &gold); err != nil {
		t.Fatal(err)
	}
	var names, pairs tally
	for file, g := range gold {
		text, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			t.Fatal(err)
		}
		p := passage{id: file, doc: viet.Text{Body: viet.NFC(string(text))}, want: map[string]*wanted{}, unsure: map[string]bool{}}
		for _, o := range g.Officials {
			if o.Uncertain {
				p.unsure[fold(o.Name)] = true
				continue
			}
			p.want[fold(o.Name)] = &wanted{o.Positions, o.Past, o.Proposed}
		}
		got := officials.Find(p.doc, officials.Context{Province: g.Subject})
		if faults := score(p, got, &names, &pairs); faults != "" {
			t.Logf("%s\n\t%s", file, faults)
		}
	}
	t.Logf("by name:     %v", names)
	t.Logf("by position: %v", pairs)
	if names.f1() < floorNames || pairs.f1() < floorPairs {
		t.Errorf("F1 %.3f by name, %.3f by position", names.f1(), pairs.f1())
	}
}
