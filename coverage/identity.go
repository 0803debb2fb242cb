package coverage

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"diembao/news"
	"diembao/viet"
)

// identities knows whom editors made one person, and of whom two. Keys are Person.Key.
type identities struct {
	merged map[string]string            // key -> the key it is listed under
	split  map[string]map[string]string // key -> canonical URL of an article -> the key it is about
	about  map[string][]news.Correction // what was said of the people of a key, by the key they are listed under
}

// identities reads the merges and splits in force. A split whose list cannot be read splits nothing.
func (d *Desk) identities(ctx context.Context) (identities, error) {
	all, err := d.Archive.Corrections(ctx)
	if err != nil {
		return identities{}, fmt.Errorf("coverage: corrections: %w", err)
	}
	known := identities{map[string]string{}, map[string]map[string]string{}, map[string][]news.Correction{}}
	for _, c := range news.InForce(all) {
		switch c.Kind {
		case news.MergeOfficials:
			// Root to root, so that no merge undoes another and none closes a circle.
			if from, to := known.root(c.Other), known.root(c.Subject); from != to {
				known.merged[from] = to
			}
		case news.SplitOfficial:
			var urls []string
			var other string
			if json.Unmarshal(c.Before, &urls) != nil || json.Unmarshal(c.After, &other) != nil {
				continue
			}
			if known.split[c.Subject] == nil {
				known.split[c.Subject] = map[string]string{}
			}
			for _, url := range urls {
				known.split[c.Subject][url] = other
			}
		}
	}
	for _, c := range news.InForce(all) {
		var other string
		switch c.Kind {
		case news.MergeOfficials:
			known.tell(c, known.root(c.Subject))
		case news.SplitOfficial:
			if json.Unmarshal(c.After, &other) == nil {
				known.tell(c, known.root(c.Subject), known.root(other))
			}
		}
	}
	return known, nil
}

func (k identities) tell(c news.Correction, keys ...string) {
	slices.Sort(keys)
	for _, key := range slices.Compact(keys) {
		k.about[key] = append(k.about[key], c)
	}
}

// of is the key of the person whom an article names under a key.
func (k identities) of(key, url string) string {
	if other, ok := k.split[key][url]; ok {
		key = other
	}
	return k.root(key)
}

// root follows merges to their end.
func (k identities) root(key string) string {
	for {
		next, ok := k.merged[key]
		if !ok {
			return key
		}
		key = next
	}
}

// roots are the keys under which people of a name are listed whom editors spoke of.
func (k identities) roots(name string) map[string]bool {
	out := map[string]bool{}
	for key := range k.keys {
		if viet.FoldLoose(nameOf(key)) == viet.FoldLoose(name) {
			out[k.root(key)] = true
		}
	}
	return out
}

// names are the name and those of people merged with people of that name, the name first.
func (k identities) names(name string) []string {
	roots := k.roots(name)
	var out []string
	for key := range k.keys {
		if n := nameOf(key); roots[k.root(key)] && viet.FoldLoose(n) != viet.FoldLoose(name) {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return append([]string{name}, slices.Compact(out)...)
}

// keys yields every key that a merge or split names, some of them more than once.
func (k identities) keys(yield func(string) bool) {
	for other, subject := range k.merged {
		if !yield(other) || !yield(subject) {
			return
		}
	}
	for key, by := range k.split {
		if !yield(key) {
			return
		}
		for _, other := range by {
			if !yield(other) {
				return
			}
		}
	}
}

// personKey names a person: "Trần Văn A (Lâm Đồng)", or the name alone without a province.
func personKey(name, province string) string {
	if province == "" {
		return name
	}
	return name + " (" + province + ")"
}

// nameOf is the name in a key.
func nameOf(key string) string {
	name, _, _ := strings.Cut(key, " (")
	return name
}
