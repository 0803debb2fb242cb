package coverage

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"sync"

	"diembao/index"
	"diembao/news"
)

// A Ledger is where it stands which article belongs to which story.
type Ledger interface {
	Mark(ctx context.Context, name string) (news.Seq, error)
	Changes(ctx context.Context, after news.Seq, limit int) ([]news.Change, error)
	Membership(ctx context.Context, id news.ID) (news.Membership, error)
	Memberships(ctx context.Context) iter.Seq2[news.Membership, error]
}

// Groups knows which articles share a story, so that the index can count by stories without keeping them. It reads the
// ledger when it is first asked and from then on follows the mark of the stage that groups: an article is put into a story
// after its change, and changes its story only after another one. It is safe for concurrent use.
type Groups struct {
	ledger Ledger
	mark   string

	mu   sync.Mutex
	read bool
	upto news.Seq
	now  groups
}

// NewGroups follows the stage with this mark.
func NewGroups(ledger Ledger, mark string) *Groups { return &Groups{ledger: ledger, mark: mark} }

// groups are the stories of articles that share one; most articles share none, and are not in it. It is never changed.
type groups map[news.ID]news.ID

func (g groups) Of(id news.ID) news.ID { return g[id] }

// Now are the groups as the stage left them last.
func (g *Groups) Now(ctx context.Context) (index.Stories, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	mark, err := g.ledger.Mark(ctx, g.mark)
	if err != nil {
		return nil, fmt.Errorf("coverage: stories: %w", err)
	}
	switch {
	case !g.read || mark < g.upto: // a mark put back: all articles are grouped anew
		err = g.load(ctx)
	case mark > g.upto:
		err = g.follow(ctx, mark)
	}
	if err != nil {
		return nil, fmt.Errorf("coverage: stories: %w", err)
	}
	g.read, g.upto = true, mark
	return g.now, nil
}

func (g *Groups) load(ctx context.Context) error {
	now := groups{}
	for m, err := range g.ledger.Memberships(ctx) {
		if err != nil {
			return err
		}
		now.put(m)
	}
	g.now = now
	return nil
}

// put adds an article that joined another. A story is named by its founder, which needs no entry as long as it is alone.
func (g groups) put(m news.Membership) {
	if m.Story != m.ID {
		g[m.ID], g[m.Story] = m.Story, m.Story
	}
}

// someChanges is how many entries of the change feed are read at a time.
const someChanges = 4096

func (g *Groups) follow(ctx context.Context, mark news.Seq) error {
	now := maps.Clone(g.now)
	for after := g.upto; after < mark; {
		changes, err := g.ledger.Changes(ctx, after, min(someChanges, int(mark-after)))
		if err != nil {
			return err
		}
		if len(changes) == 0 {
			break
		}
		after = changes[len(changes)-1].Seq
		for _, c := range changes {
			if c.ID == 0 {
				continue
			}
			m, err := g.ledger.Membership(ctx, c.ID)
			if errors.Is(err, news.ErrNotFound) {
				continue // purged, or nothing to read in it: the index does not find it either
			}
			if err != nil {
				return err
			}
			if m.Story == m.ID && now[m.ID] != 0 && now[m.ID] != m.ID {
				delete(now, m.ID) // it left for a story of its own
			}
			now.put(m)
		}
	}
	g.now = now
	return nil
}
