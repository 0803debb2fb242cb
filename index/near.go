package index

import (
	"context"

	"diembao/news"

	"github.com/blevesearch/bleve/v2/index/scorch"
)

// nearly fills a first page that the hits of a question leave half empty with what comes nearest: articles that lack one
// of its units, or have one apart, then those that lack two, then three. They are no hits: no count, facet, alert or
// further page knows them. It is done when Query.Near
// asks for it. Nothing comes near to a question that is to be taken by the letter, of one unit, or made of
// operators and phrases only.
func (s *search) nearly(ctx context.Context, snap *scorch.IndexSnapshot, full *evaluation, found *Found) error {
	if !s.q.Near || full.total == 0 || len(found.Hits) >= s.q.Size || full.plan.spared || s.q.After != "" || s.q.Exact ||
		s.q.Sort != news.ByRelevance || s.q.Count == news.CountStories {
		return nil
	}
	have := make(map[news.ID]bool, s.q.Size)
	for _, h := range found.Hits {
		have[h.ID] = true
	}
	for lack := whole + 1; lack <= maxLack && len(have) < s.q.Size; lack++ {
		ev, err := s.ask(ctx, snap, &s.q, lack)
		if err != nil || !ev.plan.spared {
			return err
		}
		p := page{size: s.q.Size + len(have)} // those that it has already are among them
		s.offer(ev, &p)
		for _, h := range p.sorted() {
			r := s.ranked(h)
			if len(have) < s.q.Size && !have[r.ID] {
				have[r.ID] = true
				found.Near = append(found.Near, r)
			}
		}
	}
	return nil
}
