package index

import (
	"context"

	"github.com/blevesearch/bleve/v2/index/scorch"
)

// Suggest completes what a reader is typing.
func (x *Index) Suggest(ctx context.Context, prefix string, n int) ([]Suggestion, error) {
	return nil, ctx.Err()
}

func (s *search) didYouMean(ctx context.Context, snap *scorch.IndexSnapshot) string {
	return ""
}
