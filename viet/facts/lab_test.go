package facts

import (
	"fmt"
	"strings"
	"testing"

	"diembao/internal/lab"
	"diembao/news"
	"diembao/viet"
)

// A tally is what was found against what is true.
type tally struct {
	right, wrong, missed int
	shown                []string
}

func (c *tally) f1() float64 {
	if c.right == 0 {
		return 0
	}
	return 2 * float64(c.right) / float64(2*c.right+c.wrong+c.missed)
}

// sets compares two sets of names by their keys; what stands in unsure is neither asked for nor held against.
func (c *tally) sets(where string, want, got, unsure []string) {
	in := func(list []string) map[string]bool {
		m := map[string]bool{}
		for _, s := range list {
			m[viet.Key(s)] = true
		}
		return m
	}
	w, g, u := in(want), in(got), in(unsure)
	for s := range g {
		switch {
		case w[s]:
			c.right++
		case !u[s]:
			c.wrong++
			c.shown = append(c.shown, where+" wrong: "+s)
		}
	}
	for s := range w {
		if !g[s] {
			c.missed++
			c.shown = append(c.shown, where+" missed: "+s)
		}
	}
}

// TestSample reads the facts of the sample articles from their true text, so that nothing but the readers is measured.
// The floors only rise.
func TestSample(t *testing.T) {
	truths, err := lab.Sample()
	if err != nil {
		t.Fatal(err)
	}
	var officials, provinces, subjects, days tally
	for _, truth := range truths {
		a := news.Article{
			Title: viet.NFC(truth.Title), Lead: viet.NFC(strings.TrimSpace(truth.Dateline + " " + truth.Lead)),
			Body: viet.NFC(strings.Join(append(truth.Captions, truth.Body...), "\n")), Byline: viet.NFC(truth.Byline), Published: truth.Published,
		}
		Read(&a, "")
		where := truth.Site + truth.Slug
		var want, got, places, events, other []string
		for _, o := range truth.Officials {
			want = append(want, o.Name)
		}
		for _, o := range a.Officials {
			got = append(got, o.Name)
		}
		officials.sets(where, want, got, nil)
		for _, p := range a.Places {
			if p.Kind == news.ProvinceKind {
				places = append(places, p.Name)
			}
		}
		provinces.sets(where, truth.Provinces, places, nil)
		if truth.Subject != "" {
			subjects.sets(where, []string{truth.Subject}, []string{a.Province.Name}, []string{""})
		}
		if truth.Published.IsZero() {
			continue // days without a year are then rightly left open
		}
		for _, d := range truth.Events {
			if d.From == d.To {
				events = append(events, d.From.String())
			}
		}
		for _, d := range truth.Dates {
			other = append(other, d.From.String())
		}
		var said []string
		for _, d := range a.Dates {
			if !d.From.IsZero() && d.From == d.To {
				said = append(said, d.From.String())
			}
		}
		days.sets(where, events, said, append(other, news.DayOf(truth.Published.Time).String()))
	}
	for _, part := range []struct {
		name  string
		tally tally
		floor float64
	}{{"officials", officials, 0.95}, {"provinces", provinces, 0.97}, {"subject", subjects, 0.97}, {"days", days, 0.95}} {
		line := fmt.Sprintf("%-10s F1 %.4f  %d right, %d wrong, %d missed", part.name, part.tally.f1(), part.tally.right, part.tally.wrong, part.tally.missed)
		t.Log(line)
		for _, s := range part.tally.shown[:min(len(part.tally.shown), 8)] {
			t.Log("    " + s)
		}
		if part.tally.f1() < part.floor {
			t.Errorf("%s, floor %.3f", line, part.floor)
		}
	}
}
