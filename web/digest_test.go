package web

import (
	"context"

	"diembao/coverage/digest"
	"diembao/news"
)

func (s *stand) Digest(_ context.Context, req digest.Request) (digest.Digest, error) {
	s.asked = req.Query
	a := sampleArticle()
	a.URL = "javascript:alert(1)"
	who := func(o news.Official, _ *news.Article) string { return o.Name }
	d := digest.Compose(req, []digest.Story{{ID: 7, Reports: []digest.Report{{Article: a, Outlet: news.Source{ID: "mau", Name: "Báo Mẫu", Kind: news.Newspaper}, In: true}}}}, who)
	return d, s.err
}
