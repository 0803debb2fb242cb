package news

// Readable says that there is an article here to be found: a headline and text, and no page that only pretends to be
// one (an error page served as 200, a listing). Articles that are not readable stay in the archive, with their problems,
// and out of the index.
func (a *Article) Readable() bool {
	if a.Title == "" || (a.Body == "" && a.Lead == "") {
		return false
	}
	return !a.Has(ProblemSoft404) && !a.Has(ProblemRedirected) && !a.Has(ProblemNotHTML) && !a.Has(ProblemListing)
}

// Has says that the article carries a problem with this code.
func (a *Article) Has(code string) bool {
	for _, p := range a.Problems {
		if p.Code == code {
			return true
		}
	}
	return false
}
