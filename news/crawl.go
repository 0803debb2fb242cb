package news

// Problem codes that note what an outlet asks of those who keep its pages, by header or meta element.
const (
	ProblemNoIndex   = "noindex"   // asks not to be found by search
	ProblemNoArchive = "noarchive" // asks that no copy be shown
)
