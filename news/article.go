package news

// An Article is one revision of what an outlet published under one canonical URL.
type Article struct {
	ID           ID         `json:"id,string,omitzero"`
	Revision     int        `json:"revision,omitzero"`  // 1 is the first
	Snapshot     uint64     `json:"snapshot,omitempty"` // Snapshot.Num it was read from
	Source       string     `json:"source,omitempty"`   // Source.ID
	URL          string     `json:"url"`
	CanonicalURL string     `json:"canonical_url"`
	Site         string     `json:"site"` // host without "www."
	Title        string     `json:"title"`
	Lead         string     `json:"lead"` // sapô; not repeated in Body
	Body         string     `json:"body"` // paragraphs joined by "\n"
	Blocks       []Block    `json:"blocks,omitempty"`
	Byline       string     `json:"byline"`
	Section      string     `json:"section,omitempty"`
	Language     string     `json:"language,omitempty"` // "vi" unless the text is plainly another's
	Published    Instant    `json:"published"`          // ICT
	DayOnly      bool       `json:"published_day_only,omitempty"`
	Origin       Origin     `json:"published_origin"`
	Updated      Instant    `json:"updated"`
	FirstSeen    Instant    `json:"first_seen,omitzero"` // UTC, of revision 1
	Seen         Instant    `json:"seen,omitzero"`       // UTC, of this revision's snapshot
	Gone         Instant    `json:"gone,omitzero"`       // UTC, when the outlet answered 404 or 410; the text stays
	Credit       string     `json:"credit,omitempty"`    // whom the outlet credits: "TTXVN", "Báo Nhân Dân"
	Dates        []Date     `json:"dates"`
	Officials    []Official `json:"officials"`
	Places       []Place    `json:"places"`
	Province     Subject    `json:"province"`
	Topics       []string   `json:"topics"`
	Method       string     `json:"method,omitempty"`    // "profile", "metadata", "general", "tokens" (no tree could be built)
	Extractor    string     `json:"extractor,omitempty"` // version of the rules
	Problems     []Problem  `json:"problems"`
}

// BlockKind says what part of the body a block is.
type BlockKind string

// The kinds of block.
const (
	Paragraph BlockKind = "paragraph"
	Heading   BlockKind = "heading"
	Caption   BlockKind = "caption"
	ListItem  BlockKind = "item"
	Quote     BlockKind = "quote"
	TableRow  BlockKind = "row"
)

// A Block is Body[Start:End], without its line break.
type Block struct {
	Kind  BlockKind `json:"kind"`
	Start int       `json:"start"`
	End   int       `json:"end"`
}

// Origin says how a date is known.
type Origin string

// The origins of a date, most trusted first. The empty origin goes with no date.
const (
	FromJSONLD  Origin = "json-ld"
	FromMeta    Origin = "meta"
	FromTime    Origin = "time"    // a <time datetime> element
	FromProfile Origin = "profile" // the site profile's selector
	FromLine    Origin = "line"    // a visible date line beside the headline
	FromText    Origin = "text"    // words of the article
	FromFeed    Origin = "feed"    // RSS, Atom or news sitemap
	FromURL     Origin = "url"
	FromImport  Origin = "import" // given with an imported page
)

// Field says into which text of an article a mention points. The empty Field is the body.
type Field string

// The fields a mention can point into.
const (
	InBody  Field = ""
	InTitle Field = "title"
	InLead  Field = "lead"
)

// A Mention points at the words that say something: bytes Start to End of the field.
type Mention struct {
	Text  string `json:"text"`
	Field Field  `json:"field,omitempty"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Rule  string `json:"rule,omitempty"` // which rule found it
}

// A Date is a day or a span of days that the text names. From and To are zero when the words are a date that cannot
// be resolved; Reason then says why.
type Date struct {
	Mention
	From   Day    `json:"from"`
	To     Day    `json:"to"`
	Origin Origin `json:"origin"`
	Reason string `json:"reason,omitempty"`
}

// An Official is a person whom the article names in a public post.
type Official struct {
	Name         string    `json:"name"`
	Rank         string    `json:"rank,omitempty"`  // Đại tá, Thượng tướng, TS, Hòa thượng
	Positions    []string  `json:"positions"`       // as the article words them
	Posts        []Post    `json:"posts,omitempty"` // the same, read; in the order of Positions
	Organisation string    `json:"organisation"`    // body of the first post
	Province     string    `json:"province"`        // name of the province of the first post; empty when not provincial or not known
	Mentions     []Mention `json:"mentions"`
}

// A Post is a public office held (or once held) by an official.
type Post struct {
	Text      string `json:"text"`                // as worded
	Title     string `json:"title,omitempty"`     // Phó Chủ tịch
	Body      string `json:"body,omitempty"`      // UBND tỉnh Lâm Đồng
	Qualifier string `json:"qualifier,omitempty"` // nguyên, cố, quyền, phụ trách
	Office    string `json:"office,omitempty"`    // code in the ontology of posts; empty when it has none
	Place     string `json:"place,omitempty"`     // gazetteer code of the body's place
	Province  string `json:"province,omitempty"`  // gazetteer code of the province it belongs to
}

// PlaceKind says what sort of place a place is.
type PlaceKind string

// The kinds of place.
const (
	Country      PlaceKind = "country"
	ProvinceKind PlaceKind = "province" // also centrally run cities
	District     PlaceKind = "district" // until 30 June 2025
	Commune      PlaceKind = "commune"
	OtherPlace   PlaceKind = "other" // regions, seas, islands, villages
)

// A Place is a place the article names, on the map of the article's own day.
type Place struct {
	Name     string    `json:"name"` // without "tỉnh" or "thành phố" for provinces
	Kind     PlaceKind `json:"kind"`
	Code     string    `json:"code"`               // gazetteer code; empty for places without one
	Province string    `json:"province,omitempty"` // code of the province it lies in
	Current  Current   `json:"current,omitzero"`   // what it is on today's map
	Mentions []Mention `json:"mentions"`
	Reason   string    `json:"reason,omitempty"`  // why this one among several, or why it was left open
	Choices  []string  `json:"choices,omitempty"` // codes of the candidates when it was left open
}

// Current is a unit on today's map.
type Current struct {
	Name string `json:"name"`
	Code string `json:"code"`
}

// A Subject is the province an article is about, with the reason; empty when that is not decidable.
type Subject struct {
	Name   string `json:"name"`
	Code   string `json:"code"`
	Reason string `json:"reason,omitempty"`
}
