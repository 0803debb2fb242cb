package index

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"diembao/index/vi"
	"diembao/news"
	"diembao/viet"

	"golang.org/x/sync/errgroup"
)

// Bounds of reading words: more candidates than these in one query are taken as the index has them. What is remembered of an
// earlier query counts like the rest, so that a query finds the same whenever it is asked.
const (
	phraseCheck = 64
	nearCheck   = 2000
)

// lexicons are warm: a word that was read before costs a look-up. They hold nothing of whoever used them before. Each
// collection of garbage empties a sync.Pool, and reading the words of an article anew costs ten times what it costs warm, so
// as many as can be at work are kept.
var lexicons = make(chan *vi.Lexicon, runtime.GOMAXPROCS(0)+1)

func getLexicon() *vi.Lexicon {
	select {
	case l := <-lexicons:
		return l
	default:
		return new(vi.Lexicon)
	}
}

func putLexicon(l *vi.Lexicon) {
	l.Trim()
	select {
	case lexicons <- l:
	default:
	}
}

// verdicts remember in which documents of a segment words were read for and found to hold. An article's words do not change
// while it stands in a segment: another text of it is another document. The same question comes again for its second page,
// for each filter that a reader tries, for its counts by month and whenever a saved query is run.
type verdicts struct {
	mu    sync.Mutex
	known map[string]map[uint32]bool // by what was read for
	n     int
}

// mostVerdicts bounds what one segment remembers: 500 phrases of the most candidates. Beyond it all is forgotten.
const mostVerdicts = 500 * phraseCheck

// split gives the documents of set that are known not to hold, and those nothing is known of.
func (v *verdicts) split(key string, set bitset) (not, unknown []uint32) {
	v.mu.Lock()
	defer v.mu.Unlock()
	known := v.known[key]
	set.each(func(d uint32) bool {
		if holds, ok := known[d]; !ok {
			unknown = append(unknown, d)
		} else if !holds {
			not = append(not, d)
		}
		return true
	})
	return not, unknown
}

func (v *verdicts) add(key string, docs []uint32, holds []bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.n += len(docs); v.known == nil || v.n > mostVerdicts {
		v.known, v.n = make(map[string]map[uint32]bool), len(docs)
	}
	known := v.known[key]
	if known == nil {
		known = make(map[uint32]bool, len(docs))
		v.known[key] = known
	}
	for i, d := range docs {
		known[d] = holds[i]
	}
}

// check reads the words of the candidates and keeps those that hold.
func (pt *part) check(set bitset, n checkNode) {
	for _, d := range pt.dead {
		set.clear(d)
	}
	near, limit, count := n.limit == nearCheck, pt.reads, set.count()
	if near {
		limit = pt.nears
	}
	if pt.x.opt.Text == nil || count > limit {
		pt.loose = pt.loose || near && count > 0
		if pt.apart = pt.apart || !near && count > 0; !near {
			pt.reads = 0 // reading the other segments would not make the number of hits exact
		}
		return
	}
	if near {
		pt.nears -= count
	} else {
		pt.reads -= count
	}
	memory := &statsOf(pt.seg).verdicts
	not, docs := memory.split(n.key, set)
	for _, d := range not {
		set.clear(d)
	}
	if docs = pt.unproven(docs, n.chain); len(docs) == 0 {
		return
	}
	holds, err := pt.read(docs, n)
	if err != nil {
		pt.err = err
		return
	}
	for i, d := range docs {
		if !holds[i] {
			set.clear(d)
		}
	}
	memory.add(n.key, docs, holds)
}

// readAlone is how many articles one goroutine reads before another is worth its start.
const readAlone = 4

// read reads articles, several at a time, and says which hold.
func (pt *part) read(docs []uint32, n checkNode) ([]bool, error) {
	ids := make([]news.ID, len(docs)) // now: a fault in a mapped file is only caught in this goroutine
	for i, d := range docs {
		ids[i] = news.ID(pt.seg.ID(d))
	}
	holds := make([]bool, len(docs))
	var next atomic.Int64
	work, ctx := errgroup.WithContext(pt.ctx)
	for range min(runtime.GOMAXPROCS(0), (len(docs)+readAlone-1)/readAlone) {
		work.Go(func() (err error) {
			defer func() {
				if r := recover(); r != nil {
					err = fmt.Errorf("index: read words: %v", r)
				}
			}()
			lex, hold := getLexicon(), n.holds()
			defer putLexicon(lex)
			for {
				i := int(next.Add(1)) - 1
				if i >= len(ids) {
					return nil
				}
				if holds[i], err = readOne(ctx, pt.x, ids[i], hold, lex); err != nil {
					return err
				}
			}
		})
	}
	return holds, work.Wait()
}

// readOne says whether an article holds; one that is gone from the archive does not.
func readOne(ctx context.Context, x *Index, id news.ID, hold func(viet.Text, *vi.Lexicon) bool, lex *vi.Lexicon) (bool, error) {
	t, err := x.opt.Text(ctx, id)
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	if errors.Is(err, news.ErrNotFound) {
		return false, nil
	}
	return err == nil && hold(t, lex), err
}
