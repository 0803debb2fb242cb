// Package index finds articles: full-text search in Vietnamese, filters, facets, suggestions and the candidates of prior
// coverage, over Bleve's scorch.
//
// It owns a directory of generations and nothing in it is the truth: everything is made from the articles it was given
// and may be deleted and made again.
//
//	CURRENT           name of the generation that serves ("gen-3")
//	gen-N/            one scorch index: root.bolt and segment files
//	gen-N.building/   a rebuild that is not ready; removed at open
//	quarantine-.../   a generation that could not be read, moved aside, never deleted first
//
// Each batch carries, beside its documents, the position in the archive's change feed up to which the index is complete
// and the archive's UUID and epoch, so that one atomic write says both what is in the index and how far it has come.
//
// The way of a document: package vi cuts it into terms (syllables with and without diacritics, pairs of neighbouring
// syllables, abbreviations in their long form), package segment, our segment format behind scorch's plugin interface,
// sorts them into posting lists without positions; its columns (day, length, province, source ...) answer filters, sorts
// and facets. The way of a question: package query parses it, this package turns its clauses into bit sets a segment,
// counts them, and scores what can still reach the page that was asked for.
//
// It stores no text. Titles and snippets are cut by the caller with Highlight from the archive's own words, so that a
// damaged or old index can hide a hit but never put words into an article's mouth.
package index
