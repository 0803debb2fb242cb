// Package diembao is the tour of the house, bottom up.
//
// diembao ("điểm báo", the daily press review) crawls Vietnamese provincial news sites, keeps every page it read as
// evidence, and finds in each article when it was published, what days it speaks of, which officials it names in
// which posts, and which places it is about. Everything is searchable.
//
//	news      the vocabulary: sources, snapshots, articles, days, mentions, queries, results
//	viet      Vietnamese: spelling, tokens, dates, the gazetteer, places, officials and their posts
//	extract   one snapshot becomes one article
//	crawler   one source becomes snapshots: discovery, robots.txt, pacing, frontier rules
//	archive   the truth: a bbolt catalogue and WARC packs; change feed, marks, backup, verify
//	index     derived from the archive: the Bleve index, the Vietnamese analyzer, the query language, similarity
//	pipeline  moves data from stage to stage by marks on the change feed
//	coverage  answers a press department, an analyst and an editor
//	web       the pages, the JSON API and its Go client
//	cmd       the command line
//
// A room imports only rooms above it in this list, and extract, crawler, archive and index never import each other.
// One article's way: the crawler fetches a page; the archive stores it in a pack and, in one transaction, in its
// catalogue and change feed; the extractor reads the snapshots that came after its mark and stores articles; the index
// reads the changes that came after its own; coverage reads both. docs/design.md says more.
//
// This package itself holds only the default list of sources.
package diembao

import _ "embed"

// Sources is the embedded default sources.yaml: the outlets of the provinces as far as they are known.
//
//go:embed sources.yaml
var Sources []byte
