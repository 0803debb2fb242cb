package facts_test

import (
	"encoding/json"
	"flag"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"diembao/news"
	"diembao/viet/dates"
	"diembao/viet/facts"
)

var (
	update = flag.Bool("update", false, "raise the floors of the evaluation set to what was measured")
	export = flag.String("export", "", "write the evaluation set as gold.json, texts and what was read into this `directory`")
)

var parts = []string{"tune", "held"}

// A result is what was measured on one part of the set.
type result struct {
	kinds      map[string]score
	phenomena  map[string]map[string]score // by kind, of "file/phenomenon"
	tuneFaults []string
}

// TestEvaluation scores the readers on the evaluation set. What is wrong about the tuned part is printed sentence by
// sentence (go test -v); of the held part only counts by phenomenon are, so that no rule is made to fit it.
func TestEvaluation(t *testing.T) {
	measured := map[string]map[string]float64{}
	for _, part := range parts {
		r := evaluate(t, part)
		measured[part] = map[string]float64{}
		for _, kind := range kinds {
			t.Logf("%s  %-18s %v", part, kind, r.kinds[kind])
			measured[part][kind] = math.Floor(r.kinds[kind].f1()*1000) / 1000
		}
		for _, kind := range kinds {
			for _, what := range slices.Sorted(maps.Keys(r.phenomena[kind])) {
				if s := r.phenomena[kind][what]; s.Wrong+s.Missed > 0 {
					t.Logf("%s  %-18s %-28s %d right, %d wrong, %d missed", part, kind, what, s.Right, s.Wrong, s.Missed)
				}
			}
		}
		for _, f := range r.tuneFaults {
			t.Log(f)
		}
	}
	holdFloors(t, measured)
}

func evaluate(t *testing.T, part string) result {
	r := result{kinds: map[string]score{}, phenomena: map[string]map[string]score{}}
	count := func(kind, phenomenon string, s score) {
		total := r.kinds[kind]
		total.add(s)
		r.kinds[kind] = total
		if r.phenomena[kind] == nil {
			r.phenomena[kind] = map[string]score{}
		}
		total = r.phenomena[kind][phenomenon]
		total.add(s)
		r.phenomena[kind][phenomenon] = total
	}
	all := passages(t, part)
	for _, p := range all {
		a := p.article
		facts.Read(&a, p.source)
		out := judge(p, &a)
		for kind, s := range out.scores {
			phenomenon, _, _ := strings.Cut(p.id, "/")
			count(kind, filepath.Base(p.file)+" "+phenomenon, s)
		}
		if part == "tune" && len(out.faults) > 0 {
			r.tuneFaults = append(r.tuneFaults, shown(p, out.faults))
		}
	}
	for _, line := range dateLines(t, part) {
		s, said := judgeLine(line)
		count(kindLine, "lines", s)
		if part == "tune" && s.Right == 0 {
			r.tuneFaults = append(r.tuneFaults, "line "+line.text+": "+said+", want "+line.want)
		}
	}
	t.Logf("%s  %d passages, %d date lines", part, len(all), r.kinds[kindLine].Right+r.kinds[kindLine].Missed)
	return r
}

func shown(p passage, faults []fault) string {
	var b strings.Builder
	b.WriteString(p.file + " " + p.id)
	for _, f := range faults {
		b.WriteString("\n    " + f.kind + ": " + f.what)
	}
	b.WriteString("\n    " + strings.ReplaceAll(strings.TrimSpace(p.article.Title+"\n"+p.article.Lead+"\n"+p.article.Body), "\n", "\n    "))
	return b.String()
}

// judgeLine: a line without a time counts as right when none is read from it; a time that is given must agree too.
func judgeLine(line dateLine) (score, string) {
	said := "-"
	if stamp, ok := dates.Line(line.text); ok {
		said = stamp.Time.In(news.ICT).Format("2006-01-02 15:04")
		if len(line.want) == len(time.DateOnly) {
			said = said[:len(time.DateOnly)]
		}
	}
	switch {
	case said == line.want:
		return score{Right: 1}, said
	case said == "-":
		return score{Missed: 1}, said
	}
	return score{Wrong: 1, Missed: 1}, said
}

// holdFloors: figures never fall below the floors while the set is the same; another set (its hash says so) has its
// floors written anew.
func holdFloors(t *testing.T, measured map[string]map[string]float64) {
	t.Helper()
	type floors struct {
		Corpus string                        `json:"corpus"` // SHA-256 of the set's files
		F1     map[string]map[string]float64 `json:"f1"`
	}
	path := filepath.Join(evalDir, "floors.json")
	var floor floors
	if raw, err := os.ReadFile(path); err == nil {
		if err := json.Unmarshal(raw, &floor); err != nil {
			t.Fatal(err)
		}
	}
	hash := corpusHash(t)
	if floor.Corpus != hash && !*update {
		t.Fatal("the evaluation set has changed: run the test with -update and say in the commit what the figures were and are")
	}
	for part, kinds := range floor.F1 {
		for kind, f1 := range kinds {
			if floor.Corpus == hash && measured[part][kind] < f1 {
				t.Errorf("%s, %s: F1 %.3f, floor %.3f", part, kind, measured[part][kind], f1)
			}
		}
	}
	if !*update || t.Failed() {
		return
	}
	raw, err := json.MarshalIndent(floors{hash, measured}, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, append(raw, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestExport writes, when asked by -export, what another scorer of the same rules needs to check this one.
func TestExport(t *testing.T) {
	if *export == "" {
		t.Skip("no -export directory given")
	}
	for _, part := range parts {
		all := map[string]gold{}
		dir := filepath.Join(*export, part)
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		for _, p := range passages(t, part) {
			name := strings.NewReplacer("/", "_", part+"/", "").Replace(p.file+"_"+p.id) + ".txt"
			a := p.article
			facts.Read(&a, p.source)
			out, err := json.Marshal(a)
			if err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Join(dir, name), []byte(a.Title+"\n\n"+a.Lead+"\n\n"+a.Body+"\n"))
			write(t, filepath.Join(dir, name+".json"), out)
			all[name] = p.gold
		}
		out, err := json.MarshalIndent(all, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, "gold.json"), out)
	}
}

func write(t *testing.T, path string, raw []byte) {
	t.Helper()
	if err := os.WriteFile(path, raw, 0o644); err != nil {
		t.Fatal(err)
	}
}
