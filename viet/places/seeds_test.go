package places

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"diembao/news"
	"diembao/viet"
)

// TestSeeds reads real articles that lie beside a checkout, with the provinces they name.
func TestSeeds(t *testing.T) {
	const dir = "../../../shared/seeds"
	raw, err := os.ReadFile(filepath.Join(dir, "gold.json"))
	if err != nil {
		t.Skip("no articles beside the checkout:", err)
	}
	var gold map[string]struct {
		Published string   `json:"published"`
		Provinces []string `json:"provinces"`
		Subject   string   `json:"province_subject"`
	}
	if err := json.Unmarshal(raw, &gold); err != nil {
		t.Fatal(err)
	}
	for file, want := range gold {
		text, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			t.Fatal(err)
		}
		var published news.Day
		if len(want.Published) >= 10 {
			published, _ = news.ParseDay(want.Published[:10]) // an empty day is a test of its own
		}
		got := Find(viet.Text{Body: viet.NFC(string(text))}, Context{Published: published})
		var names []string
		for _, p := range got.Places {
			if p.Kind == news.ProvinceKind {
				names = append(names, p.Name)
			}
			t.Logf("%s: %s %s %s %d %s", file, p.Kind, p.Code, p.Name, len(p.Mentions), p.Reason)
		}
		slices.Sort(names)
		slices.Sort(want.Provinces)
		if !slices.Equal(names, want.Provinces) {
			t.Errorf("%s: provinces %q, want %q", file, names, want.Provinces)
		}
		if got.Subject.Name != want.Subject {
			t.Errorf("%s: about %q (%s), want %q", file, got.Subject.Name, got.Subject.Reason, want.Subject)
		}
		t.Log(got.Subject)
	}
}
