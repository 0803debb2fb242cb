package main

import (
	"errors"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"time"
)

// A need is what a reader types, and the articles of the collection that answer it, by their names in it.
type need struct {
	typed string
	want  map[string]bool
}

// readNeeds reads lines of a query, a tab and names joined by ",". A line that begins with "#" is a comment.
func readNeeds(path string) (out []need, err error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(raw)) {
		typed, refs, judged := strings.Cut(strings.TrimSpace(line), "\t")
		if typed == "" || typed[0] == '#' {
			continue
		}
		n := need{typed: typed, want: make(map[string]bool)}
		if judged {
			for r := range strings.SplitSeq(refs, ",") {
				n.want[r] = true
			}
		}
		out = append(out, n)
	}
	return out, nil
}

// relevance asks every engine for the needs of -needs, over the whole collection, and prints how well each ranks. With
// pool it prints what any engine has among its ten best instead, for somebody to judge.
func (o *options) relevance(pool bool) error {
	needs, err := readNeeds(o.needs)
	if err != nil {
		return err
	}
	if _, err := o.prepare(); err != nil {
		return err
	}
	var typed []byte
	for _, n := range needs {
		typed = append(append(typed, n.typed...), '\n')
	}
	if err := os.WriteFile(o.path(needsFile), typed, 0o644); err != nil {
		return err
	}
	byID := make(map[int]doc)
	if err := eachDoc(o.path(articlesFile), 0, func(d doc) error {
		d.Body = firstN(d.Body, 300)
		byID[d.ID] = d
		return nil
	}); err != nil {
		return err
	}
	if !pool {
		fmt.Printf("\n%d needs, %d articles, %s\n\n| engine | MRR | recall@10 | nDCG@10 | needs without a hit |\n|---|---|---|---|---|\n",
			len(needs), o.docs, time.Now().UTC().Format("2006-01-02 15:04 UTC"))
	}
	pooled := make([]map[int]string, len(needs))
	for _, name := range strings.Split(o.engines, ",") {
		found, missing, err := o.ranked(name)
		switch {
		case err != nil:
			return fmt.Errorf("%s: %w", name, err)
		case missing != "":
			fmt.Printf("| %s | not run: %s |\n", name, missing)
		case pool:
			for i, ids := range found {
				if pooled[i] == nil {
					pooled[i] = make(map[int]string)
				}
				for at, id := range ids {
					pooled[i][id] += fmt.Sprintf(" %s:%d", name, at+1)
				}
			}
		default:
			fmt.Printf("| %s | %s |\n", name, judge(needs, found, byID))
		}
	}
	if pool {
		printPool(needs, pooled, byID)
	}
	return nil
}

// ranked builds an engine's index and asks it.
func (o *options) ranked(name string) (ids [][]int, missing string, err error) {
	r := &result{name: name}
	if err := o.build(r, map[string][]float64{}); err != nil || r.skip != "" {
		return nil, r.skip, err
	}
	p, _ := peerOf(name)
	c, missing, err := p.start(o.work, o.path(name), o.docs)
	if missing != "" || err != nil {
		return nil, missing, err
	}
	_, err = c.do("open")
	if err == nil {
		var a answer
		a, err = c.do("rank")
		ids = a.IDs
	}
	return ids, "", errors.Join(err, c.quit())
}

// judge gives the mean over the needs of 1/rank of the first wanted article, of the share of the wanted (of ten, when more
// are) among the first ten, and of the discounted gain beside that of the best order.
func judge(needs []need, found [][]int, byID map[int]doc) string {
	var mrr, recall, ndcg float64
	none := 0
	for i, n := range needs {
		first, hits, gain, most := 0, 0, 0.0, 0.0
		for at, id := range found[i] {
			if n.want[byID[id].Ref] {
				if hits++; first == 0 {
					first = at + 1
				}
				gain += 1 / math.Log2(float64(at)+2)
			}
		}
		top := min(10, len(n.want))
		for at := range top {
			most += 1 / math.Log2(float64(at)+2)
		}
		if first > 0 {
			mrr += 1 / float64(first)
		} else {
			none++
		}
		recall += float64(hits) / float64(top)
		ndcg += gain / most
	}
	of := float64(len(needs))
	return fmt.Sprintf("%.3f | %.3f | %.3f | %d", mrr/of, recall/of, ndcg/of, none)
}

func printPool(needs []need, pooled []map[int]string, byID map[int]doc) {
	for i, n := range needs {
		fmt.Printf("# %s\n", n.typed)
		var ids []int
		for id := range pooled[i] {
			ids = append(ids, id)
		}
		slices.SortFunc(ids, func(a, b int) int { return strings.Compare(byID[a].Title, byID[b].Title) })
		for _, id := range ids {
			d := byID[id]
			fmt.Printf("%s\t%s\t%s\t%s\n", d.Ref, d.Title, flat.Replace(strings.ToValidUTF8(d.Body, "")), strings.TrimSpace(pooled[i][id]))
		}
	}
}
