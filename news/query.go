package news

// A Query is a search. The zero Query asks for everything, newest first.
type Query struct {
	Text      string   `json:"q,omitempty"`        // the query language of room index
	Province  string   `json:"province,omitempty"` // name, alias or code; on OldMap the 63 before 1 July 2025, else today's
	OldMap    bool     `json:"old_map,omitempty"`
	Official  string   `json:"official,omitempty"`
	Post      string   `json:"post,omitempty"`
	Place     string   `json:"place,omitempty"` // name or code
	Source    string   `json:"source,omitempty"`
	Kind      string   `json:"kind,omitempty"` // SourceKind
	Topic     string   `json:"topic,omitempty"`
	From      Day      `json:"from,omitzero"` // first and last day of publication, both included
	To        Day      `json:"to,omitzero"`
	Sort      Sort     `json:"sort,omitempty"`
	Size      int      `json:"size,omitempty"`  // hits wanted: 0 = 10, at most 100
	After     string   `json:"after,omitempty"` // Results.Next of the page before
	Facets    []string `json:"facets,omitempty"`
	Count     Counted  `json:"count,omitempty"`      // what totals and facets count, and what a hit is
	Exact     bool     `json:"exact,omitempty"`      // words typed with diacritics match only with them
	NoRecency bool     `json:"no_recency,omitempty"` // no bonus for newer articles
	Near      bool     `json:"near,omitempty"`       // also what comes near to being a hit
	Explain   bool     `json:"explain,omitempty"`
}

// Sort is an order of hits.
type Sort string

// The orders of hits. The empty Sort is by relevance when there is text, else by date.
const (
	ByRelevance Sort = "relevance"
	ByDate      Sort = "date"       // newest publication first
	ByOldest    Sort = "oldest"     // oldest publication first
	ByFirstSeen Sort = "first-seen" // latest arrival first
)

// Counted is what a search counts.
type Counted string

// What a search counts. The empty Counted is articles. A story counts once in a total, once under each value of a facet that one
// of its hits has, and is one hit: the best of its articles.
const (
	CountArticles Counted = "articles"
	CountStories  Counted = "stories"
)

// Names of facets.
const (
	FacetProvince    = "province" // today's map
	FacetOldProvince = "old-province"
	FacetDistrict    = "district"
	FacetCommune     = "commune"
	FacetOfficial    = "official"
	FacetPost        = "post"
	FacetSource      = "source"
	FacetKind        = "kind"
	FacetTopic       = "topic"
	FacetDay         = "day"
	FacetWeek        = "week"
	FacetMonth       = "month"
	FacetYear        = "year"
)

// Results answers a Query.
type Results struct {
	Total      int                `json:"total"`              // exact; of what Query.Count says
	Articles   int                `json:"articles,omitempty"` // exact, when stories were counted
	AsTyped    *int               `json:"as_typed,omitempty"` // of Total, those that have every word with the diacritics typed; nil: none were typed, or Query.Exact
	Hits       []Hit              `json:"hits"`
	Near       []Hit              `json:"near,omitempty"` // of a first page: articles that lack a word of the text, but say more than the hits below them or fill the page; not in Total
	Facets     map[string][]Count `json:"facets,omitempty"`
	Next       string             `json:"next,omitempty"`         // for Query.After; empty on the last page
	DidYouMean string             `json:"did_you_mean,omitempty"` // a query that would have found something
	Notes      []string           `json:"notes,omitempty"`        // what was cut, bounded or not understood
	Lag        Lag                `json:"lag"`
}

// A Hit is one article found.
type Hit struct {
	ID        ID        `json:"id,string"`
	Title     string    `json:"title"`
	URL       string    `json:"url"`
	Source    string    `json:"source"`
	Published Instant   `json:"published"`
	DayOnly   bool      `json:"published_day_only,omitempty"`
	FirstSeen Instant   `json:"first_seen"` // when it came into the archive
	Province  string    `json:"province"`   // name of the province it is about
	TitleAt   []Span    `json:"title_marks,omitempty"`
	Snippets  []Snippet `json:"snippets"`
	Score     float64   `json:"score,omitempty"`
	Explain   string    `json:"explain,omitempty"`
	Story     ID        `json:"story,omitempty,string"` // when stories were counted: the one it stands for
	Others    int       `json:"others,omitempty"`       // and how many other articles of it match
	Lacks     []string  `json:"lacks,omitempty"`        // of Near: what of the text it lacks or has apart
	Above     int       `json:"above,omitempty"`        // of Near: how many of Hits stand above it
}

// Page is Hits with Near between them, as a reader sees them.
func (r Results) Page() []Hit { return Interleave(r.Hits, r.Near, func(h Hit) int { return h.Above }) }

// Interleave puts each of near below as many hits as it says.
func Interleave[T any](hits, near []T, above func(T) int) []T {
	page := make([]T, 0, len(hits)+len(near))
	for i, h := range hits {
		for len(near) > 0 && above(near[0]) <= i {
			page, near = append(page, near[0]), near[1:]
		}
		page = append(page, h)
	}
	return append(page, near...)
}

// A Snippet is a piece of an article's text with the bytes to highlight.
type Snippet struct {
	Text  string `json:"text"`
	Marks []Span `json:"marks,omitempty"`
}

// A Span is bytes Start to End of a text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// A Count is one value of a facet: Value is what a filter takes, Label what a reader sees.
type Count struct {
	Value string `json:"value"`
	Label string `json:"label"`
	Count int    `json:"count"`
}

// Lag says how far the index is behind the archive: 0 changes means not at all.
type Lag struct {
	Changes uint64 `json:"changes"`
	Seconds int64  `json:"seconds"` // age of the oldest change not yet in the index
}
