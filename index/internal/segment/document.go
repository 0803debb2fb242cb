package segment

import (
	"encoding/binary"
	"math"

	index "github.com/blevesearch/bleve_index_api"
)

// Fields of terms, the first byte of each. Those of text are filled by the builder, the others come as Doc.Keys.
const (
	Text       = 't' // folded words of title, lead and body
	Pair       = 'u' // folded pairs "a b" of them
	Exact      = 'x' // folded + 0x01 + exact, of words that have diacritics
	Title      = 'h' // the same three of the title alone
	TitlePair  = 'i'
	TitleExact = 'j'
	Post       = 'q' // folded words and pairs of the posts of officials
	PostPair   = 'r'
)

// ExactMark stands between the folded and the exact form in terms of Exact and TitleExact.
const ExactMark = 1

// Facets is how many facet columns a document has; what they mean is the caller's business.
const Facets = 9

// NoTime is the publication time of a document that has none. It sorts before all others.
const NoTime = math.MinInt64

// A Value is one value of a facet.
type Value struct{ Value, Label string }

// A Doc is what a segment is built from. No text of it is kept.
type Doc struct {
	ID                uint64
	Published         int64 // Unix seconds, or NoTime
	Seen              int64 // Unix seconds
	Title, Lead, Body string
	Posts             []string
	Keys              []string // field byte and text
	Facets            [Facets][]Value
	Shingles          []uint32
}

// Key is the document's name in scorch: its ID, big endian.
func Key(id uint64) string {
	return string(binary.BigEndian.AppendUint64(nil, id))
}

// Document makes d a document of scorch. It shows no fields: the plugin reads d itself.
func Document(d *Doc) index.Document { return document{d} }

type document struct{ *Doc }

func (d document) ID() string                                 { return Key(d.Doc.ID) }
func (d document) Size() int                                  { return len(d.Title) + len(d.Lead) + len(d.Body) + 256 }
func (d document) VisitFields(index.FieldVisitor)             {}
func (d document) VisitComposite(index.CompositeFieldVisitor) {}
func (d document) HasComposite() bool                         { return false }
func (d document) NumPlainTextBytes() uint64                  { return uint64(len(d.Title) + len(d.Lead) + len(d.Body)) }
func (d document) AddIDField()                                {}
func (d document) StoredFieldsBytes() uint64                  { return 0 }
func (d document) Indexed() bool                              { return true }
