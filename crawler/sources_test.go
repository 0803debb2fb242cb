package crawler

import (
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"diembao/news"
)

const goodSources = `# mẫu
sources:
  - id: baomau
    name: Báo Mẫu
    kind: newspaper
    province: Lâm Đồng
    home: https://baomau.vn/
    feeds: [https://baomau.vn/rss]
    sitemaps:
      - https://baomau.vn/sitemap.xml
    sections: []
    article: '\.html$'
    select: {title: h1, lead: , body: "div.noi-dung, article", published: .ngay, byline: , remove: [".tin-lien-quan", aside]}
    delay: 2s
    every: 30m
    budget: 100
    succeeds: []
    from: 2020-01-02
    to:
    allow_private: false
    checked: 2026-03-07
    note: mẫu
  - {id: dai.mau-2, name: Đài Mẫu, kind: broadcaster, home: "http://127.0.0.1:8080/", succeeds: [baomau], allow_private: true, delay: 5ms, disabled: true}
`

func TestLoadSources(t *testing.T) {
	got, err := LoadSources(strings.NewReader(goodSources), "sources.yaml")
	if err != nil {
		t.Fatal(err)
	}
	want := []news.Source{{
		ID: "baomau", Name: "Báo Mẫu", Kind: news.Newspaper, Province: "Lâm Đồng", Home: "https://baomau.vn/",
		Feeds: []string{"https://baomau.vn/rss"}, Sitemaps: []string{"https://baomau.vn/sitemap.xml"}, Article: `\.html$`,
		Select: news.Selectors{Title: "h1", Body: "div.noi-dung, article", Published: ".ngay", Remove: []string{".tin-lien-quan", "aside"}},
		Delay:  2 * time.Second, Every: 30 * time.Minute, Budget: 100, From: news.Day{Year: 2020, Month: 1, Day: 2}, Checked: "2026-03-07", Note: "mẫu",
	}, {
		ID: "dai.mau-2", Name: "Đài Mẫu", Kind: news.Broadcaster, Home: "http://127.0.0.1:8080/", Succeeds: []string{"baomau"},
		AllowPrivate: true, Delay: 5 * time.Millisecond, Disabled: true,
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

// TestLoadSourcesRefuses changes one thing in a good file and looks at what is said about it.
func TestLoadSourcesRefuses(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{`title: h1`, `title: "h1["`, `sources.yaml:13: select.title: want a CSS selector, got "h1["`},
		{`title: h1`, `titel: h1`, `sources.yaml:13: select.titel: unknown key, want one of [title`},
		{`, aside]`, `, ":nix()"]`, `sources.yaml:13: select.remove: want CSS selectors`},
		{`province:`, `provinz:`, `sources.yaml:6: provinz: unknown key`},
		{`    name: Báo Mẫu`, `    name:`, `sources.yaml:4: name: want a value`},
		{`    name: Báo Mẫu`, ``, `sources.yaml:3: name: want a value`},
		{`kind: newspaper`, `kind: blog`, `sources.yaml:5: kind: want one of [newspaper broadcaster portal agency], got "blog"`},
		{`home: https://baomau.vn/`, `home: baomau.vn`, `sources.yaml:7: home: want an http or https URL`},
		{`home: https://baomau.vn/`, `home: ftp://baomau.vn`, `sources.yaml:7: home: want an http`},
		{`home: https://baomau.vn/`, `home: https://a:b@baomau.vn`, `sources.yaml:7: home: want an http`},
		{`[https://baomau.vn/rss]`, `[https://baomau.vn/rss, x]`, `sources.yaml:8: feeds: want http or https URLs, got "x"`},
		{`[https://baomau.vn/rss]`, `https://baomau.vn/rss`, `sources.yaml:8: feeds: want a list`},
		{`      - https://baomau.vn/sitemap.xml`, `      - {a: b}`, `sources.yaml:10: sitemaps: want a list of single values`},
		{`'\.html$'`, `'(html'`, `sources.yaml:12: article: want a regular expression`},
		{`delay: 2s`, `delay: 2`, `sources.yaml:14: delay: want a duration such as 2s`},
		{`delay: 2s`, `delay: 5ms`, `sources.yaml:14: delay: want at least 500ms between two requests to a public site`},
		{`delay: 2s`, `delay: -2s`, `sources.yaml:14: delay: want a duration`},
		{`every: 30m`, `every: 30m30`, `sources.yaml:15: every: want a duration`},
		{`budget: 100`, `budget: viel`, `sources.yaml:16: budget: want a number`},
		{`budget: 100`, `budget: 0`, `sources.yaml:16: budget: want a number`},
		{`from: 2020-01-02`, `from: 2020-02-31`, `sources.yaml:18: from: want a day`},
		{"    to:\n", "    to: 2019-01-01\n", `sources.yaml:19: to: want a day not before from`},
		{`allow_private: false`, `allow_private: nein`, `sources.yaml:20: allow_private: want true or false`},
		{`id: baomau`, `id: Báo`, `sources.yaml:3: id: want 1 to 64`},
		{`id: dai.mau-2`, `id: baomau`, `sources.yaml:23: id: want an id of its own, baomau is also the source of line 3`},
		{`succeeds: [baomau]`, `succeeds: [khac]`, `sources.yaml:23: succeeds: want ids of other sources`},
		{`note: mẫu`, "note: mẫu\n    note: x", `sources.yaml:23: note: want the key once`},
		{`sources:`, `source:`, `sources.yaml:2: source: unknown key`},
		{`sources:`, "a: &a [1]\nsources:", `sources.yaml:2: a: unknown key`},
		{`kind: newspaper`, `kind: [a`, `sources.yaml:`},
		{goodSources, ``, `sources.yaml: want a key sources`},
		{goodSources, `[]`, `sources.yaml:1: want keys and values`},
		{goodSources, `sources:`, `sources.yaml:1: sources: want a list`},
		{goodSources, "sources:\n- x", `sources.yaml:2: want keys and values`},
		{goodSources, "sources: &a\n- *a", `sources.yaml`},
		{goodSources, goodSources + "---\na: b\n", `sources.yaml:24: want one YAML document`},
		{goodSources, strings.Repeat("#", sourcesSize+1), `sources.yaml: want at most`},
	} {
		bad := strings.Replace(goodSources, c.old, c.new, 1)
		got, err := LoadSources(strings.NewReader(bad), "sources.yaml")
		var se *SourcesError
		switch {
		case !errors.As(err, &se) || !errors.Is(err, news.ErrInvalid) || got != nil:
			t.Errorf("%.60q: got %v, %v", c.new, got, err)
		case !strings.HasPrefix(err.Error(), c.want):
			t.Errorf("%.60q:\n got %s\nwant %s", c.new, err, c.want)
		}
	}
}

// TestShippedSources holds the file that is shipped to the same rules.
func TestShippedSources(t *testing.T) {
	f, err := os.Open("../sources.yaml")
	if err != nil {
		t.Skip("no sources.yaml beside this package:", err)
	}
	defer f.Close()
	if _, err := LoadSources(f, "sources.yaml"); err != nil {
		t.Error(err)
	}
}

func FuzzLoadSources(f *testing.F) {
	f.Add(goodSources)
	f.Add("sources:\n- {id: a, name: b, kind: portal, home: 'http://a.vn', select: {remove: ['a b']}}")
	f.Fuzz(func(t *testing.T, data string) {
		got, err := LoadSources(strings.NewReader(data), "f")
		var se *SourcesError
		if err != nil && !errors.As(err, &se) || err != nil && got != nil {
			t.Fatalf("%v, %v", got, err)
		}
	})
}
