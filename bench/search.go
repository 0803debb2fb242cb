package main

import (
	"cmp"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"
)

// A result is what one engine came to.
type result struct {
	name, skip       string
	docsPerSecond    float64
	cpu              float64 // microseconds an article, of all threads
	builtBy          int     // MB of a server's processes
	peak, own        int     // MB, mapped files and all, and without them
	size             int64
	share            float64     // of the corpus that was indexed
	top, filtered    [][]float64 // milliseconds: question, round
	fresh            [][]float64 // the same of the very first time
	totals, narrowed []int
	together         []float64 // questions a second
}

func (o *options) search() error {
	text, err := o.prepare()
	if err != nil {
		return err
	}
	var results []*result
	for _, name := range strings.Split(o.engines, ",") {
		results = append(results, &result{name: name})
	}
	rates := make(map[string][]float64)
	for range o.builds {
		for _, r := range results {
			if err := o.build(r, rates); err != nil {
				return err
			}
		}
	}
	// Two processes cannot hold one archive, so the second index of ours is asked when the others have been.
	second := func(r *result) bool { return r.name == "diembao-apply" }
	if err := o.ask(slices.DeleteFunc(slices.Clone(results), second)); err != nil {
		return err
	}
	if err := o.ask(slices.DeleteFunc(slices.Clone(results), func(r *result) bool { return !second(r) })); err != nil {
		return err
	}
	o.report(results, text)
	return nil
}

func (o *options) build(r *result, rates map[string][]float64) error {
	p, ok := peerOf(r.name)
	if !ok {
		return fmt.Errorf("bench: no engine %q", r.name)
	}
	if r.skip != "" {
		return nil
	}
	dir := o.path(r.name)
	if _, err := os.Stat(dir); o.keep == "all" && err == nil {
		return nil
	}
	if err := remake(dir); err != nil {
		return err
	}
	c, missing, err := p.start(o.work, dir, o.docs)
	if r.skip = missing; missing != "" || err != nil {
		return err
	}
	own := c.ownMB()
	a, err := c.do("build")
	r.own = max(r.own, own())
	if err != nil {
		return fmt.Errorf("%s: %w", r.name, err)
	}
	n := cmp.Or(a.Docs, o.docs)
	r.share = float64(n) / float64(o.docs)
	rates[r.name] = append(rates[r.name], float64(n)/a.Seconds)
	r.docsPerSecond = median(rates[r.name])
	r.size = a.Size
	r.peak, r.builtBy = max(r.peak, c.peakMB()), a.Peak
	fmt.Fprintf(os.Stderr, "%-18s %6.0f docs/s, %d MB\n", r.name, float64(n)/a.Seconds, cmp.Or(a.Peak, r.peak))
	err = c.quit()
	r.cpu = float64((c.cmd.ProcessState.UserTime() + c.cmd.ProcessState.SystemTime()).Microseconds()) / float64(n)
	return err
}

// ask opens all indexes, warms them with one round, and lets them take turns.
func (o *options) ask(results []*result) error {
	children := make(map[string]*child)
	for _, r := range results {
		if r.skip != "" {
			continue
		}
		p, _ := peerOf(r.name)
		c, missing, err := p.start(o.work, o.path(r.name), o.docs)
		if r.skip = missing; missing != "" {
			continue
		}
		if err == nil {
			_, err = c.do("open")
		}
		if err != nil {
			return fmt.Errorf("%s: %w", r.name, err)
		}
		children[r.name] = c
		if r.share > 0 && r.share < 1 {
			continue
		}
		for i, command := range []string{"top", "filtered", "top"} {
			a, err := c.do(command)
			if err != nil {
				return fmt.Errorf("%s: %w", r.name, err)
			}
			if i == 0 {
				r.fresh = gather(nil, a.Nanos)
			}
		}
	}
	for range o.rounds {
		for _, r := range results {
			c := children[r.name]
			if c == nil || (r.share > 0 && r.share < 1) {
				continue
			}
			top, err := c.do("top")
			if err != nil {
				return fmt.Errorf("%s: %w", r.name, err)
			}
			narrow, err := c.do("filtered")
			if err != nil {
				return fmt.Errorf("%s: %w", r.name, err)
			}
			both, err := c.do("together")
			if err != nil {
				return fmt.Errorf("%s: %w", r.name, err)
			}
			r.totals, r.narrowed = top.Totals, narrow.Totals
			r.top, r.filtered = gather(r.top, top.Nanos), gather(r.filtered, narrow.Nanos)
			r.together = append(r.together, float64(len(top.Totals))/both.Seconds)
		}
	}
	for _, r := range results {
		if c := children[r.name]; c != nil {
			r.size = cmp.Or(r.size, treeSize(o.path(r.name)))
			if err := c.quit(); err != nil {
				return fmt.Errorf("%s: %w", r.name, err)
			}
		}
	}
	return nil
}

func gather(all [][]float64, nanos []int64) [][]float64 {
	if all == nil {
		all = make([][]float64, len(nanos))
	}
	for i, n := range nanos {
		all[i] = append(all[i], float64(n)/1e6)
	}
	return all
}

func median(v []float64) float64 {
	if len(v) == 0 {
		return 0
	}
	s := slices.Sorted(slices.Values(v))
	return s[len(s)/2]
}

// quantile of the questions, each with the median of its rounds.
func quantile(all [][]float64, q float64) float64 {
	var v []float64
	for _, rounds := range all {
		v = append(v, median(rounds))
	}
	if len(v) == 0 {
		return 0
	}
	slices.Sort(v)
	return v[int(q*float64(len(v)-1))]
}

// report prints the table and where the engines count different hits.
func (o *options) report(results []*result, text int64) {
	fmt.Printf("\n%d articles, %.1f MB of text, %d questions, %d rounds, %s/%s, GOMAXPROCS %d, %s\n\n", o.docs, float64(text)/1e6, 300, o.rounds,
		runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0), time.Now().UTC().Format("2006-01-02 15:04 UTC"))
	fmt.Println("| engine | docs/s | CPU µs/doc | index/text | peak MB (its own) | top p50/p99 ms | filtered p50/p99 ms | questions/s, 2 at a time | p50 × ours | hits |")
	fmt.Println("|---|---|---|---|---|---|---|---|---|---|")
	ours := results[0]
	for _, r := range results {
		if r.skip != "" {
			fmt.Printf("| %s | not run: %s |\n", r.name, r.skip)
			continue
		}
		sum := 0
		for _, n := range r.totals {
			sum += n
		}
		size := "-"
		if share := cmp.Or(r.share, 1); r.size > 0 {
			size = fmt.Sprintf("%.2f", float64(r.size)/float64(text)/share)
		}
		memory := fmt.Sprintf("%d (%d)", r.peak, r.own)
		if r.builtBy != 0 {
			memory = fmt.Sprint(r.builtBy)
		}
		if r.top == nil {
			fmt.Printf("| %s | %.0f | %.0f | %s | %s | - | - | - | - | - |\n", r.name, r.docsPerSecond, r.cpu, size, memory)
			continue
		}
		fmt.Printf("| %s | %.0f | %.0f | %s | %s | %.3f / %.2f | %.3f / %.2f | %.0f | %.2f | %d |\n", r.name, r.docsPerSecond, r.cpu, size, memory,
			quantile(r.top, .5), quantile(r.top, .99), quantile(r.filtered, .5), quantile(r.filtered, .99), median(r.together),
			quantile(r.top, .5)/quantile(ours.top, .5), sum)
	}
	// What an engine remembers of a question, phrases it has read among it, serves it only when that is asked again.
	for _, r := range results {
		if r.fresh != nil {
			fmt.Printf("\nasked for the first time after opening: %s top p50 %.3f ms, p99 %.2f ms", r.name, quantile(r.fresh, .5), quantile(r.fresh, .99))
		}
	}
	fmt.Println()
	o.kinds(results)
	o.differences(results)
}

// kinds prints the median of each kind of question.
func (o *options) kinds(results []*result) {
	questions, err := readQuestions(o.path(questionsFile))
	if err != nil {
		return
	}
	fmt.Print("\n| p50 ms by kind |")
	for _, k := range kinds {
		fmt.Printf(" %s |", k.name)
	}
	fmt.Println("\n|---|---|---|---|---|---|---|---|")
	for _, r := range results {
		if r.top == nil {
			continue
		}
		fmt.Printf("| %s |", r.name)
		for _, k := range kinds {
			var of [][]float64
			for i, q := range questions {
				if q.Kind == k.name {
					of = append(of, r.top[i])
				}
			}
			fmt.Printf(" %.3f |", quantile(of, .5))
		}
		fmt.Println()
	}
}

// differences compares each engine's totals with those most engines agree on.
func (o *options) differences(results []*result) {
	questions, err := readQuestions(o.path(questionsFile))
	if err != nil {
		return
	}
	fmt.Println()
	for _, kind := range []string{"top", "filtered"} {
		agreed := make([]int, len(questions))
		for i := range questions {
			votes := make(map[int]int)
			for _, r := range results {
				if t := r.counted(kind); t != nil && r.name != "bleve-default" && r.name != "diembao-apply" {
					votes[t[i]]++
				}
			}
			for n, v := range votes {
				if v > votes[agreed[i]] || (v == votes[agreed[i]] && n > agreed[i]) {
					agreed[i] = n
				}
			}
		}
		for _, r := range results {
			t := r.counted(kind)
			if t == nil {
				continue
			}
			differ, off, all, worst := 0, 0, 0, make([]int, len(t))
			for i := range t {
				worst[i] = i
				d := t[i] - agreed[i]
				all += agreed[i]
				off += d
				if d != 0 {
					differ++
				}
			}
			slices.SortFunc(worst, func(a, b int) int { return abs(t[b]-agreed[b]) - abs(t[a]-agreed[a]) })
			fmt.Printf("hits, %s: %s differs in %d of %d questions, %+d of %d hits", kind, r.name, differ, len(t), off, all)
			for _, i := range worst[:min(3, differ)] {
				fmt.Printf("; %s: %d, most engines %d", questions[i].Text, t[i], agreed[i])
			}
			fmt.Println()
		}
	}
}

func (r *result) counted(kind string) []int {
	if kind == "top" {
		return r.totals
	}
	return r.narrowed
}

func abs(n int) int { return max(n, -n) }
