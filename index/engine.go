package index

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"diembao/index/internal/segment"
	"diembao/news"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bindex "github.com/blevesearch/bleve_index_api"
	berrors "go.etcd.io/bbolt/errors"
)

// mapping names what the terms and columns of an index mean. It stands in every index; one with another mapping is
// rebuilt. Raise it with every change of analyzer, fields or facets.
const mapping = "diembao-6"

// boltTimeout bounds the wait for another process that holds the index.
const boltTimeout = 2 * time.Second

// stateKey is where the state stands among scorch's internal values.
const stateKey = "diembao"

// state says what an index is of and how far it has come. It is written in the batch it speaks of.
type state struct {
	Seq     news.Seq `json:"seq"`
	UUID    string   `json:"uuid"`
	Epoch   uint64   `json:"epoch"`
	Mapping string   `json:"mapping"`
}

// engine is one open scorch index. It is closed when its owner and all searches have given it back.
type engine struct {
	path  string
	sc    bindex.Index
	queue *bindex.AnalysisQueue
	state state
	fresh bool // made by this open

	refs   atomic.Int64
	done   chan struct{} // closed when it is closed
	merged chan struct{} // has one when segments were merged since it was last emptied
	mu     sync.Mutex
	cause  error // first sign that the handle must not be used for writing again
}

// registry guards what scorch keeps in package variables and reads without a lock when an index is opened: its segment
// plugins and the callbacks for errors of its background work.
var registry sync.Mutex

// Ways to merge. An index that is asked wants few segments at any time, but not so few that each second of a crawl is merged
// with all that came in the minutes before: with three of a size and eight times as much in the next, 300,000 articles that
// come 500 at a time are written 3.1 times over, and stand in seven segments on average. One that is being made wants each
// article merged as seldom as can be, for all segments become one in the end; more than 32 side by side would save nothing
// before half a million articles, and each that a merge reads holds up to three megabytes of memory.
var (
	narrow = map[string]any{"maxSegmentsPerTier": 3, "maxSegmentSize": 4_000_000, "tierGrowth": 8.0, "segmentsPerMergeTask": 8, "floorSegmentSize": 250}
	wide   = map[string]any{"maxSegmentsPerTier": 32, "maxSegmentSize": 4_000_000, "tierGrowth": 32.0, "segmentsPerMergeTask": 32, "floorSegmentSize": 250}
)

// openEngine opens or makes the index in path.
func openEngine(path string, merges map[string]any) (*engine, error) {
	e := &engine{path: path, done: make(chan struct{}), merged: make(chan struct{}, 1)}
	name := "diembao:" + path
	if err := tidy(path); err != nil {
		return nil, fmt.Errorf("index: open %s: %w", filepath.Base(path), err)
	}
	registry.Lock()
	defer registry.Unlock()
	if len(scorch.SupportedSegmentTypeVersions(segment.Type)) == 0 {
		scorch.RegisterSegmentPlugin(&segment.Plugin{}, false)
	}
	scorch.RegistryAsyncErrorCallbacks[name] = func(err error, _ string) { e.poison(err) }
	defer delete(scorch.RegistryAsyncErrorCallbacks, name)
	scorch.RegistryEventCallbacks[name] = e.event
	defer delete(scorch.RegistryEventCallbacks, name)
	e.queue = bindex.NewAnalysisQueue(1) // documents have no fields for it to analyse
	sc, err := scorch.NewScorch(scorch.Name, map[string]any{
		"path": path, "bolt_timeout": boltTimeout.String(), "asyncErrorCallbackName": name, "eventCallbackName": name,
		"forceSegmentType": segment.Type, "forceSegmentVersion": segment.Version,
		"scorchMergePlanOptions": merges,
	}, e.queue)
	if err == nil {
		err = sc.Open()
	}
	if err != nil {
		e.queue.Close()
		if errors.Is(err, berrors.ErrTimeout) {
			return nil, fmt.Errorf("index: open %s: %w", filepath.Base(path), news.ErrHeld)
		}
		return nil, fmt.Errorf("index: open %s: %w", filepath.Base(path), err)
	}
	e.sc = sc
	e.refs.Store(1)
	return e, nil
}

// tidy removes what merges that a crash ended have left over.
func tidy(path string) error {
	left, err := filepath.Glob(filepath.Join(path, "*"+segment.SpillSuffix))
	for _, f := range left {
		err = errors.Join(err, os.Remove(f))
	}
	return err
}

// event is told what scorch's background work has done.
func (e *engine) event(ev scorch.Event) bool {
	if ev.Kind == scorch.EventKindMergeTaskIntroduction {
		select {
		case e.merged <- struct{}{}:
		default:
		}
	}
	return true
}

// load reads the state. A missing one is an error: it is written before anything else.
func (e *engine) load() error {
	r, err := e.sc.Reader()
	if err != nil {
		return fmt.Errorf("index: read %s: %w", filepath.Base(e.path), err)
	}
	defer r.Close()
	raw, err := r.GetInternal([]byte(stateKey))
	if err != nil || raw == nil {
		return fmt.Errorf("index: %s does not say what it is of: %w", filepath.Base(e.path), errors.Join(news.ErrDamaged, err))
	}
	if err := json.Unmarshal(raw, &e.state); err != nil {
		return fmt.Errorf("index: %s: state: %w", filepath.Base(e.path), errors.Join(news.ErrDamaged, err))
	}
	return nil
}

// poison remembers the first error after which only a new handle may be trusted: what scorch keeps in memory and what
// it has on disk may differ from now on.
func (e *engine) poison(err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.cause == nil {
		e.cause = err
	}
}

func (e *engine) poisoned() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.cause
}

// acquire takes a reference; false when the engine is already closed.
func (e *engine) acquire() bool {
	for {
		n := e.refs.Load()
		if n == 0 {
			return false
		}
		if e.refs.CompareAndSwap(n, n+1) {
			return true
		}
	}
}

// release gives a reference back. The last one closes the index.
func (e *engine) release() {
	if e.refs.Add(-1) != 0 {
		return
	}
	defer close(e.done)
	defer e.queue.Close()
	if err := e.sc.Close(); err != nil {
		e.poison(err)
	}
}

// batchTimeout is how long scorch may take for one batch. Its background work may have died without a word, and then
// a batch waits for ever.
const batchTimeout = 5 * time.Minute

// write applies a batch and waits until it is durable. Any error poisons the engine.
func (e *engine) write(b *bindex.Batch) (err error) {
	if err := e.poisoned(); err != nil {
		return err
	}
	done := make(chan error, 1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				done <- fmt.Errorf("index: batch: %v", r)
			}
		}()
		done <- e.sc.Batch(b)
	}()
	select {
	case err = <-done:
	case <-time.After(batchTimeout):
		err = fmt.Errorf("index: batch: no answer in %s", batchTimeout)
	}
	if err == nil {
		err = e.poisoned()
	}
	if err != nil {
		e.poison(err)
	}
	return err
}

// snapshot is what a search reads: it does not change while it is held.
func (e *engine) snapshot() (*scorch.IndexSnapshot, error) {
	r, err := e.sc.Reader()
	if err != nil {
		return nil, fmt.Errorf("index: read: %w", err)
	}
	s, ok := r.(*scorch.IndexSnapshot)
	if !ok || s == nil {
		return nil, fmt.Errorf("index: closed: %w", news.ErrBehind)
	}
	return s, nil
}
