package coverage

import (
	"context"
	"errors"
	"iter"
	"maps"
	"testing"

	"diembao/news"
)

// A register is a ledger in memory; reads counts how often all of it was gone through.
type register struct {
	mark    news.Seq
	changes []news.Change
	members map[news.ID]news.Membership
	reads   int
	err     error
}

func (r *register) Mark(context.Context, string) (news.Seq, error) { return r.mark, r.err }
func (r *register) Changes(_ context.Context, after news.Seq, limit int) (out []news.Change, err error) {
	for _, c := range r.changes {
		if c.Seq > after && len(out) < limit {
			out = append(out, c)
		}
	}
	return out, r.err
}
func (r *register) Membership(_ context.Context, id news.ID) (news.Membership, error) {
	m, ok := r.members[id]
	if !ok {
		return m, news.ErrNotFound
	}
	return m, nil
}
func (r *register) Memberships(context.Context) iter.Seq2[news.Membership, error] {
	r.reads++
	return func(yield func(news.Membership, error) bool) {
		for _, m := range r.members {
			if !yield(m, r.err) {
				return
			}
		}
	}
}

// put has an article arrive and be placed.
func (r *register) put(id, story news.ID) {
	r.mark++
	r.changes = append(r.changes, news.Change{Seq: r.mark, ID: id, Kind: news.ArticleRevised})
	r.members[id] = news.Membership{ID: id, Story: story}
}

func TestGroupsFollowTheLedger(t *testing.T) {
	r := &register{members: map[news.ID]news.Membership{}}
	g := NewGroups(r, "stories")
	want := func(what string, want groups) {
		t.Helper()
		now, err := g.Now(context.Background())
		if err != nil || !maps.Equal(now.(groups), want) {
			t.Errorf("%s: %v (%v), want %v", what, now, err, want)
		}
	}
	want("nothing yet", groups{})
	r.put(1, 1)
	r.put(2, 2)
	want("each alone", groups{})
	r.put(3, 1)
	want("one joined", groups{1: 1, 3: 1})
	before, _ := g.Now(context.Background())
	r.put(4, 1)
	r.put(2, 1)
	want("two more", groups{1: 1, 3: 1, 4: 1, 2: 1})
	if len(before.(groups)) != 2 {
		t.Error("what a search was given has changed")
	}
	r.put(2, 2)
	if now, err := g.Now(context.Background()); err != nil || now.Of(2) != 0 {
		t.Errorf("an article that left is in %d (%v)", now.Of(2), err)
	}
	delete(r.members, 3)
	r.mark++
	r.changes = append(r.changes, news.Change{Seq: r.mark, ID: 3})
	if _, err := g.Now(context.Background()); err != nil {
		t.Errorf("a purged article: %v", err)
	}
	if r.reads != 1 {
		t.Errorf("all of the ledger was read %d times, want once", r.reads)
	}
	r.mark, r.members = 2, map[news.ID]news.Membership{5: {ID: 5, Story: 6}}
	want("all anew", groups{5: 6, 6: 6})
	r.err = errors.New("disk")
	if _, err := g.Now(context.Background()); err == nil {
		t.Error("an error was swallowed")
	}
}
