package index

import (
	"runtime/debug"

	"diembao/index/internal/segment"
	"diembao/index/vi"
)

// warm makes, away from readers, what the first question after an open or a merge would have to wait for: the table of
// known words, and of each new segment the sums and the suggestions. It ends when the engine is closed.
func (x *Index) warm(e *engine) {
	var lex vi.Lexicon
	_ = vi.Compound(lex.Append(nil, "tỉnh ủy")) // reads the table
	for {
		x.warmSegments(e)
		select {
		case <-e.merged:
		case <-e.done:
			return
		}
	}
}

func (x *Index) warmSegments(e *engine) {
	if !e.acquire() {
		return
	}
	var err error // a damaged segment poisons the engine, and the next batch says so
	defer e.release()
	defer e.guard(&err)
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	snap, err := e.snapshot()
	if err != nil {
		return
	}
	defer snap.Close()
	for _, ss := range snap.Segments() {
		if seg := segment.Of(ss.Segment()); seg != nil {
			x.suggestionsOf(seg) // kept by the segment
		}
	}
}
