package query

import "diembao/news"

// A Node is a clause of a query: Word, Phrase, Near, Filter, Days, And, Or or Not.
type Node interface {
	write(b *printer, parent int)
}

// Scope says in which text a word is looked for.
type Scope string

// The scopes. The empty one is title, lead and body together.
const (
	Anywhere Scope = ""
	Title    Scope = "title"
)

// At is where a clause stands in the text that was parsed, in bytes. It takes no part in comparing trees.
type At struct{ Start, End int }

// A Word is one word as it was typed, or the beginning of one.
type Word struct {
	At     At
	Scope  Scope
	Text   string // in NFC
	Prefix bool   // typed with "*"
}

// A Phrase is words in their order, side by side.
type Phrase struct {
	At    At
	Scope Scope
	Text  string // in NFC, without quotes
}

// Near asks for two words or phrases with at most N words between them, in either order.
type Near struct {
	A, B Node // Word without prefix, or Phrase
	N    int
}

// A Filter asks for a fact about the article.
type Filter struct {
	At    At
	Field Field
	Value string // in NFC
}

// Days asks for the day of publication, both ends included; a zero end is open.
type Days struct {
	At       At
	From, To news.Day
}

// And asks for all of its clauses; there are at least two.
type And struct{ Of []Node }

// Or asks for one of its clauses; there are at least two.
type Or struct{ Of []Node }

// Not asks for the articles that its clause does not find.
type Not struct{ Of Node }

// Field names what a filter looks at. Its value is the facet of the same name where there is one.
type Field string

// The fields of the language besides the scope Title and the days.
const (
	Province    Field = news.FacetProvince
	OldProvince Field = news.FacetOldProvince
	District    Field = news.FacetDistrict
	Commune     Field = news.FacetCommune
	Official    Field = news.FacetOfficial
	Post        Field = news.FacetPost
	Source      Field = news.FacetSource
	Kind        Field = news.FacetKind
	Topic       Field = news.FacetTopic
	Place       Field = "place"
)

const (
	titleField Field = "title"
	daysField  Field = "date"
)

// fields are the names of fields as Fold leaves them.
var fields = map[string]Field{
	"tinh": Province, "tinh thanh": Province, "province": Province,
	"tinh cu": OldProvince, "old province": OldProvince, "old-province": OldProvince,
	"huyen": District, "quan": District, "district": District,
	"xa": Commune, "phuong": Commune, "commune": Commune,
	"can bo": Official, "lanh dao": Official, "official": Official,
	"chuc vu": Post, "chuc danh": Post, "post": Post,
	"noi": Place, "dia danh": Place, "place": Place,
	"nguon": Source, "bao": Source, "source": Source, "outlet": Source,
	"loai": Kind, "loai bao": Kind, "kind": Kind,
	"tieu de": titleField, "tit": titleField, "title": titleField,
	"chu de": Topic, "topic": Topic,
	"ngay": daysField, "date": daysField, "day": daysField,
}

// names are the canonical names of fields, as String writes them.
var names = map[Field]string{
	Province: "tỉnh", OldProvince: "tỉnh_cũ", District: "huyện", Commune: "xã", Official: "cán_bộ", Post: "chức_vụ",
	Place: "nơi", Source: "nguồn", Kind: "loại", Topic: "chủ_đề", titleField: "tiêu_đề", daysField: "ngày",
}

// Parsed is a query that was understood.
type Parsed struct {
	Root   Node     // nil asks for everything
	Text   string   // as it was typed
	Notes  []string // what was left out, in Vietnamese
	Strict bool     // clauses are joined by AND or OR: whoever typed it wants what it says
	Apart  []string // words of several syllables that a search has found side by side nowhere, and so looked for apart
}

// Walk calls f for each clause that an article may contain: not for those under Not. A nil Parsed has none.
func (p *Parsed) Walk(f func(Node)) {
	if p != nil && p.Root != nil {
		walk(p.Root, f)
	}
}

func walk(n Node, f func(Node)) {
	switch n := n.(type) {
	case *And:
		for _, c := range n.Of {
			walk(c, f)
		}
	case *Or:
		for _, c := range n.Of {
			walk(c, f)
		}
	case *Near:
		f(n)
		walk(n.A, f)
		walk(n.B, f)
	case *Not:
	default:
		f(n)
	}
}
