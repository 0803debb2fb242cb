package coverage

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"diembao/archive"
	"diembao/news"
)

// A Story is articles on one event, and copies of one text, however many outlets carried it.
type Story struct {
	ID       news.ID      `json:"id,string"` // of the article that founded it; never changes
	Title    string       `json:"title"`     // of its first article
	Articles int          `json:"articles"`
	Outlets  int          `json:"outlets"`
	First    news.Instant `json:"first"` // publication of its first and last article, or their first sight
	Last     news.Instant `json:"last"`
	Members  []Member     `json:"members"` // oldest first
}

// A Member is an article in a story.
type Member struct {
	ID        news.ID      `json:"id,string"`
	Title     string       `json:"title"`
	URL       string       `json:"url"`
	Source    string       `json:"source"`
	Published news.Instant `json:"published"`
	Credit    string       `json:"credit,omitempty"`         // whom the outlet says it copied from
	CopyOf    news.ID      `json:"copy_of,omitempty,string"` // the earliest article with the same text; 0 for an original
	Class     string       `json:"class,omitempty"`
	Reason    string       `json:"reason,omitempty"`

	when news.Instant
}

// Place says which story each article belongs to, in their order, by the articles that are indexed now: it joins
// the story of the article it was copied from or reports the same event as, or founds its own. An article that has its
// place keeps it.
func (d *Desk) Place(ctx context.Context, articles []news.Article) ([]news.Membership, error) {
	mine := make([]*prepared, len(articles))
	matches := make([][]judged, len(articles))
	err := onAllCores(len(articles), func(i int) error { // all first: they are each other's candidates
		if _, err := d.Archive.Membership(ctx, articles[i].ID); err == nil {
			d.recent.forget(articles[i].ID)
			return nil // it keeps its place
		}
		mine[i] = prepare(articles[i])
		d.recent.keep(mine[i], archive.Fingerprint{})
		return ctx.Err()
	})
	if err == nil {
		err = onAllCores(len(articles), func(i int) (err error) {
			if mine[i] != nil {
				matches[i], err = d.closest(ctx, articles[i], mine[i])
			}
			return err
		})
	}
	if err != nil {
		return nil, fmt.Errorf("coverage: place articles: %w", err)
	}
	placed := map[news.ID]news.Membership{}
	out := make([]news.Membership, 0, len(articles))
	for i, a := range articles {
		m, err := d.place(ctx, a.ID, matches[i], placed)
		if err != nil {
			return nil, fmt.Errorf("coverage: place %d: %w", a.ID, err)
		}
		placed[a.ID] = m
		out = append(out, m)
	}
	return out, nil
}

// closest are the articles close enough to be in one story with a, which is made ready as mine; the closest first.
func (d *Desk) closest(ctx context.Context, a news.Article, mine *prepared) ([]judged, error) {
	q := asked{text: mine.text, sketch: mine.sketch}
	draft := Draft{Text: mine.text.Raw(), Day: news.DayOf(a.Published.Time), Except: a.ID}
	texts, err := d.sharing(ctx, draft, placeLooks)
	if err != nil {
		return nil, err
	}
	if q.leads, err = d.leads(ctx, draft, a, false); err != nil {
		return nil, err
	}
	var out []judged
	for _, other := range d.prepareAll(ctx, slices.Concat(texts, others(q.leads.ids, texts, placeLooks)), true) {
		if m, ok := q.judge(other); ok && m.joins() {
			out = append(out, m)
		}
	}
	slices.SortFunc(out, func(x, y judged) int {
		if x.closer(y.Match) {
			return -1
		}
		return 1
	})
	return out, nil
}

// place puts an article into the story of its closest match that has a place; one without comes later in the feed, and
// will join this one.
func (d *Desk) place(ctx context.Context, id news.ID, matches []judged, placed map[news.ID]news.Membership) (news.Membership, error) {
	membership := func(id news.ID) (news.Membership, error) {
		if m, ok := placed[id]; ok {
			return m, nil
		}
		return d.Archive.Membership(ctx, id)
	}
	if m, err := membership(id); err == nil || !errors.Is(err, news.ErrNotFound) {
		return m, err
	}
	for _, m := range matches {
		theirs, err := membership(m.ID)
		if errors.Is(err, news.ErrNotFound) {
			continue
		}
		return news.Membership{ID: id, Story: theirs.Story, Of: m.ID, Class: string(m.Class), Reason: m.Reason}, err
	}
	return news.Membership{ID: id, Story: id}, nil
}

// joins says that a match is close enough for one story: a copy, the same event, or a text of which a third is shared
// within the same days while nothing says that it is another event. Meetings that recur, and the numbers of a series, are stories of
// their own.
func (m judged) joins() bool {
	if m.Recurring || m.accord.series && m.Class != SameText {
		return false
	}
	switch m.Class {
	case SameText, SameEvent:
		return true
	case PartlySame:
		a := m.accord
		one := len(a.officials) > 0 || a.title >= .2 && a.apart <= 1 || a.text >= .6
		return a.text >= .35 && a.apart >= 0 && a.apart <= nearDays && !a.otherDays && !a.elsewhere && one
	}
	return false
}

// closer orders matches by class, then by what is shared word for word, then by id, so that the choice is the same on every run.
func (m Match) closer(than Match) bool {
	if than.ID == 0 {
		return true
	}
	order := map[Class]int{SameText: 0, PartlySame: 1, SameEvent: 2, Related: 3}
	return cmp.Or(cmp.Compare(order[m.Class], order[than.Class]), cmp.Compare(than.shared, m.shared),
		cmp.Compare(than.title, m.title), cmp.Compare(m.ID, than.ID)) < 0
}

// mostStoryHits bounds how many articles Stories reads.
const mostStoryHits = 1000

// Stories groups the articles that match q, newest first, into stories: the n with the most articles among the first
// thousand hits. Members that do not match q belong to a story all the same and are listed.
func (d *Desk) Stories(ctx context.Context, q news.Query, n int) ([]Story, error) {
	q.Size, q.Facets = 100, nil
	if q.Sort == "" {
		q.Sort = news.ByDate
	}
	hits := map[news.ID]int{}
	for seen := 0; seen < mostStoryHits; {
		found, err := d.Index.Search(ctx, q)
		if err != nil {
			return nil, fmt.Errorf("coverage: stories: %w", err)
		}
		for _, r := range found.Hits {
			m, err := d.Archive.Membership(ctx, r.ID)
			if err != nil && !errors.Is(err, news.ErrNotFound) {
				return nil, fmt.Errorf("coverage: stories: %w", err)
			}
			hits[cmp.Or(m.Story, r.ID)]++
		}
		seen += len(found.Hits)
		if q.After = found.Next; q.After == "" || len(found.Hits) == 0 {
			break
		}
	}
	ids := make([]news.ID, 0, len(hits))
	for id := range hits {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(x, y news.ID) int { return cmp.Or(cmp.Compare(hits[y], hits[x]), cmp.Compare(y, x)) })
	out := []Story{}
	for _, id := range ids[:min(len(ids), n)] {
		s, err := d.Story(ctx, id)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// Story is one story with its members and who copied from whom; ErrNotFound when there is none of this id.
func (d *Desk) Story(ctx context.Context, id news.ID) (Story, error) {
	members, err := d.Archive.Members(ctx, id)
	if err != nil {
		return Story{}, fmt.Errorf("coverage: story %d: %w", id, err)
	}
	s := Story{ID: id}
	outlets := map[string]bool{}
	for _, m := range members {
		a, err := d.Archive.Article(ctx, m.ID)
		if err != nil {
			continue // purged
		}
		when := a.Published
		if when.IsZero() {
			when = a.FirstSeen
		}
		outlets[a.Source] = true
		s.Members = append(s.Members, Member{ID: a.ID, Title: a.Title, URL: a.URL, Source: a.Source, Published: a.Published,
			Credit: a.Credit, CopyOf: m.Of, Class: m.Class, Reason: m.Reason, when: when})
	}
	if len(s.Members) == 0 {
		return s, fmt.Errorf("coverage: story %d: %w", id, news.ErrNotFound)
	}
	s.tree(d.names())
	slices.SortStableFunc(s.Members, func(x, y Member) int { return cmp.Or(x.when.Compare(y.when.Time), cmp.Compare(x.ID, y.ID)) })
	first, last := s.Members[0], s.Members[len(s.Members)-1]
	s.Title, s.First, s.Last, s.Articles, s.Outlets = first.Title, first.when, last.when, len(s.Members), len(outlets)
	return s, nil
}
