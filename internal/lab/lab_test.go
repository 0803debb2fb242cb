package lab

import (
	"bytes"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"diembao/news"
)

func TestSameSeedSameBytes(t *testing.T) {
	pages := func(seed int64) map[string][]byte {
		c, err := write(Options{Seed: seed, Articles: 60})
		if err != nil {
			t.Fatal(err)
		}
		out := map[string][]byte{}
		for _, s := range c.sites {
			s.base = "http://127.0.0.1:" + s.id
			for _, a := range s.articles {
				_, body, err := c.page(a, "")
				if err != nil {
					t.Fatal(err)
				}
				out[s.id+a.path] = body
			}
		}
		return out
	}
	one, two, other := pages(7), pages(7), pages(8)
	if len(one) != len(two) {
		t.Fatalf("%d pages, then %d", len(one), len(two))
	}
	same := 0
	for key, body := range one {
		if !bytes.Equal(body, two[key]) {
			t.Errorf("%s differs between two runs of one seed", key)
		}
		if bytes.Equal(body, other[key]) {
			same++
		}
	}
	if same > 0 {
		t.Errorf("%d pages are the same under another seed", same)
	}
}

func TestFullSample(t *testing.T) {
	c, err := write(Options{})
	if err != nil {
		t.Fatal(err)
	}
	n, before, after, copies, shared, months := 0, 0, 0, 0, map[string]int{}, map[string]bool{}
	for _, s := range c.sites {
		for _, a := range s.articles {
			if a.late {
				continue
			}
			n++
			months[a.published.Format("2006-01")] = true
			if news.DayOf(a.published).Before(merger) {
				before++
			} else {
				after++
			}
			if a.copyOf != nil {
				copies++
			} else {
				shared[a.event.story]++
			}
		}
	}
	for _, s := range []string{"mau-lam-dong", "mau-son-la"} {
		years := map[int]bool{}
		for _, a := range c.site(s).articles {
			if a.event.yearly {
				years[a.published.Year()] = true
			}
		}
		if len(years) != 3 {
			t.Errorf("%s reports its yearly meeting in %d years", s, len(years))
		}
	}
	twice := 0
	for _, k := range shared {
		if k > 1 {
			twice++
		}
	}
	if n < 400 || before < 100 || after < 100 || copies < 15 || twice < 20 || len(c.sites) < 6 || len(months) < 36 {
		t.Errorf("%d articles on %d sites, %d before and %d since the merger, %d copies, %d events reported twice", n, len(c.sites), before, after, copies, twice)
	}
}

// TestTruthStandsInText holds the truth to the words of the article, and the words to the page.
func TestTruthStandsInText(t *testing.T) {
	truths, err := Sample()
	if err != nil {
		t.Fatal(err)
	}
	topics := map[string]bool{}
	for _, a := range truths {
		topics[a.Topic] = true
		text := strings.Join(append(append([]string{a.Title, a.Lead}, a.Body...), a.Captions...), "\n")
		for _, o := range a.Officials {
			if !strings.Contains(text, o.Name) || len(o.Positions) == 0 {
				t.Errorf("%s: official %v is not in the text", a.URL, o)
			}
			for _, p := range o.Positions {
				if !strings.Contains(text, p) {
					t.Errorf("%s: post %q is not in the text", a.URL, p)
				}
			}
			if slices.Contains(a.Private, o.Name) {
				t.Errorf("%s: %s is official and private", a.URL, o.Name)
			}
		}
		for _, p := range a.Provinces {
			if !strings.Contains(text, p) {
				t.Errorf("%s: province %q is not in the text", a.URL, p)
			}
		}
		for _, p := range a.Places {
			if !strings.Contains(text, p.Name) {
				t.Errorf("%s: place %q is not in the text", a.URL, p.Name)
			}
			if p.Kind == news.District && !news.DayOf(a.Published.Time).Before(merger) {
				t.Errorf("%s: %s, a district since the merger", a.URL, p.Name)
			}
		}
		for _, d := range append(slices.Clone(a.Dates), a.Events...) {
			if !strings.Contains(text, d.Text) || !d.From.Valid() || d.To.Before(d.From) {
				t.Errorf("%s: date %v", a.URL, d)
			}
		}
		if strings.ContainsAny(text, "{}[]|") || strings.Contains(text, "  ") || strings.Contains(text, "..") && a.Encoding == "utf-8" {
			t.Errorf("%s: text has marks of a pattern:\n%s", a.URL, text)
		}
	}
	if len(topics) < 12 {
		t.Errorf("%d topics", len(topics))
	}
}

// TestArticlesDiffer holds every two articles that are no copies of each other to less than half of common shingles.
func TestArticlesDiffer(t *testing.T) {
	c, err := write(Options{})
	if err != nil {
		t.Fatal(err)
	}
	type doc struct {
		a *article
		n int
	}
	var docs []doc
	at := map[string][]int{}
	for _, s := range c.sites {
		for _, a := range s.articles {
			if a.encoding == "tcvn3" {
				continue // its capitals are lost
			}
			words := strings.Fields(strings.ToLower(a.lead.text))
			for _, b := range a.body {
				words = append(words, strings.Fields(strings.ToLower(b.text))...)
			}
			seen := map[string]bool{}
			for i := 0; i+5 <= len(words); i++ {
				seen[strings.Join(words[i:i+5], " ")] = true
			}
			for sh := range seen {
				at[sh] = append(at[sh], len(docs))
			}
			docs = append(docs, doc{a, len(seen)})
		}
	}
	common := map[[2]int]int{}
	for _, in := range at {
		for i := range in {
			for _, j := range in[:i] {
				common[[2]int{j, in[i]}]++
			}
		}
	}
	most := 0.0
	for pair, n := range common {
		a, b := docs[pair[0]], docs[pair[1]]
		share := float64(n) / float64(min(a.n, b.n))
		if root(a.a) == root(b.a) {
			if share < .5 {
				t.Errorf("copy %s shares only %.2f", b.a.path, share)
			}
			continue
		}
		most = max(most, share)
		if share > .5 {
			t.Errorf("%.2f shared by %s %s and %s %s", share, a.a.site.id, a.a.path, b.a.site.id, b.a.path)
		}
	}
	t.Logf("at most %.2f of the 5-syllable shingles shared by two originals", most)
}

func root(a *article) *article {
	for a.copyOf != nil {
		a = a.copyOf
	}
	return a
}

// asker is a client that follows no redirect and decodes nothing by itself.
func asker() *http.Client {
	return &http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{DisableCompression: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

func get(t *testing.T, c *http.Client, url string, header ...string) (*http.Response, []byte) {
	t.Helper()
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	resp, err := c.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil && err != io.ErrUnexpectedEOF {
		t.Fatal(err)
	}
	return resp, body
}

func start(t *testing.T, o Options) *Lab {
	t.Helper()
	l, err := Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.Close)
	return l
}
