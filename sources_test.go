package diembao_test

import (
	"bytes"
	"slices"
	"testing"

	"diembao"
	"diembao/crawler"
	"diembao/news"
	"diembao/viet/gazetteer"
)

// eve is the last day of the map of 63 provinces.
var eve = news.Day{Year: 2025, Month: 6, Day: 30}

func loadDefault(t *testing.T) []news.Source {
	t.Helper()
	sources, err := crawler.LoadSources(bytes.NewReader(diembao.Sources), "sources.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return sources
}

// TestSourcesCoverTheProvinces holds the default list to an outlet for each of the 63 provinces, and to one that goes
// on for each of the 34 that followed them.
func TestSourcesCoverTheProvinces(t *testing.T) {
	g := gazetteer.Load()
	before, now := map[string]bool{}, map[string]bool{}
	for _, s := range loadDefault(t) {
		if s.Province == "" {
			continue
		}
		day := eve
		if s.To.IsZero() && !s.From.IsZero() {
			day = s.From
		}
		p, ok := g.Province(s.Province, day)
		if !ok {
			t.Errorf("%s: no province %q on %s", s.ID, s.Province, day)
			continue
		}
		if s.From.IsZero() {
			before[p.Code] = true
		}
		if s.To.IsZero() && !s.Disabled {
			now[g.NewProvince(p).Code] = true
		}
	}
	for _, u := range g.On(eve).Provinces() {
		if !before[u.Code] {
			t.Errorf("no outlet for %s on %s", u.Name, eve)
		}
	}
	for _, u := range g.On(news.Day{}).Provinces() {
		if !now[u.Code] {
			t.Errorf("no outlet for %s today", u.Name)
		}
	}
}

// TestSourcesSucceed holds every outlet that ended to one that took over, and every succession to one province.
func TestSourcesSucceed(t *testing.T) {
	g := gazetteer.Load()
	sources := loadDefault(t)
	taken := map[string]string{}
	for _, s := range sources {
		for _, old := range s.Succeeds {
			if other, twice := taken[old]; twice {
				t.Errorf("%s is taken over by %s and by %s", old, other, s.ID)
			}
			taken[old] = s.ID
			i := slices.IndexFunc(sources, func(o news.Source) bool { return o.ID == old })
			if i < 0 {
				t.Errorf("%s succeeds %s, which is not in the list", s.ID, old)
				continue
			}
			was, _ := g.Province(sources[i].Province, eve)
			is, _ := g.Province(s.Province, news.Day{})
			if g.NewProvince(was).Code != is.Code {
				t.Errorf("%s (%s) succeeds %s (%s)", s.ID, s.Province, old, sources[i].Province)
			}
		}
	}
	for _, s := range sources {
		if !s.To.IsZero() && s.Kind != news.Broadcaster && taken[s.ID] == "" {
			t.Errorf("%s ended on %s and nobody took it over", s.ID, s.To)
		}
	}
}

func TestSourcesAreHonestAndPolite(t *testing.T) {
	homes := map[string]string{}
	for _, s := range loadDefault(t) {
		if s.Checked != "" {
			t.Errorf("%s says that it was checked on %s; the file's header says that none was", s.ID, s.Checked)
		}
		if s.AllowPrivate || s.Delay < 2e9 {
			t.Errorf("%s: private addresses allowed or a pause of %s", s.ID, s.Delay)
		}
		if other := homes[s.Home]; other != "" {
			t.Errorf("%s and %s are one site", s.ID, other)
		}
		homes[s.Home] = s.ID
		if len(s.Feeds)+len(s.Sitemaps)+len(s.Sections) == 0 {
			t.Errorf("%s: nowhere to begin", s.ID)
		}
	}
}
