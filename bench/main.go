package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime/pprof"
	"strings"
)

// options are the flags.
type options struct {
	mode, corpus, work, engine, dir string
	engines, profile, keep, needs   string
	docs, rounds, builds, pages     int
	mix                             bool
}

func main() {
	var o options
	flag.StringVar(&o.mode, "mode", "search", "search, prepare (write the corpus, no more), prior, relevance, pool (what engines find for -needs, to be judged) or fetch; child is for this program itself")
	flag.IntVar(&o.docs, "docs", 20_000, "articles; 0: all of -corpus")
	flag.IntVar(&o.rounds, "rounds", 3, "rounds of questions, the engines taking turns")
	flag.IntVar(&o.builds, "builds", 1, "times that each index is built, the engines taking turns; the median counts")
	flag.IntVar(&o.pages, "pages", 3000, "pages of -mode fetch")
	flag.StringVar(&o.corpus, "corpus", "", "JSONL `file` of articles (title, body, published or date, source) in place of generated ones")
	flag.StringVar(&o.work, "work", filepath.Join(os.TempDir(), "diembao-bench"), "working `directory`")
	flag.StringVar(&o.engines, "engines", "diembao,diembao-apply,lucene,lucene-pairs,sqlite-fts5,bleve-pairs,bleve-tuned,bleve-default,bleve-one-by-one,postgres,xapian", "which engines, in turn")
	flag.StringVar(&o.keep, "keep", "", "what an earlier run with the same -corpus, -docs and -mix left in -work to use: corpus or all, which is the indexes too")
	flag.StringVar(&o.needs, "needs", "testdata/needs-vietnews.tsv", "`file` of what readers type and the articles of -corpus that they want")
	flag.BoolVar(&o.mix, "mix", false, "when -corpus has less than -docs articles, make the others of its sentences, numbers and names thrown anew")
	flag.StringVar(&o.engine, "engine", "", "of a child")
	flag.StringVar(&o.dir, "dir", "", "of a child")
	flag.StringVar(&o.profile, "profile", "", "of a child: `file` for a CPU profile")
	flag.Parse()
	if err := o.run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func (o *options) run() (err error) {
	if p := first(o.profile, os.Getenv("BENCH_PROFILE")); p != "" && (o.mode != "search") {
		f, err := os.Create(strings.ReplaceAll(p, "NAME", o.engine))
		if err != nil {
			return err
		}
		if err := pprof.StartCPUProfile(f); err != nil {
			return err
		}
		defer func() { pprof.StopCPUProfile(); err = errors.Join(err, f.Close()) }()
	}
	switch o.mode {
	case "child":
		p, ok := peerOf(o.engine)
		if !ok || p.local == nil {
			return fmt.Errorf("bench: no engine %q", o.engine)
		}
		e, _ := p.local()
		return serveChild(e, o.dir, o.work, o.docs, os.Stdin, os.Stdout)
	case "search":
		return o.search()
	case "prepare":
		_, err := o.prepare()
		return err
	case "prior":
		return o.prior()
	case "relevance", "pool":
		return o.relevance(o.mode == "pool")
	case "fetch":
		return o.fetch()
	}
	return fmt.Errorf("bench: no mode %q", o.mode)
}
