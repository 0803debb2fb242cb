// Package segment is diembao's own segment format behind the plugin interface of Bleve's scorch: posting lists without
// positions, documents in order of publication, columns for filters, sorts and facets. Scorch keeps what it is good at
// (snapshots, atomic batches, background merges, its root.bolt); the bytes of a segment are ours.
//
//	magic | postings | dictionary | dictionary index | columns | facets | shingles | section table | footer
//
//	dictionary  terms in byte order, front-coded in blocks of 32; a term of one document carries it inline
//	postings    < 128 documents: one block in the code of Elias and Fano; more: blocks of 128 with a table of their last
//	            documents; in more than one document of twelve: a bitmap with ranks. Term weights are 4 bits a document
//	            or, when that is less, a bit for "more than 1" and 4 bits for those; left out when all are 1
//	columns     id, publication, first seen, length; documents stand in order of (publication, id), so that a range of
//	            days is a range of documents and the newest are at the end. Numbers are distances from the least, in as
//	            many bytes as the greatest needs
//	facets      value tables and ordinals a document; offsets only where some document has several
//	shingles    sampled hashes of five syllables, for prior coverage
//	footer      number of documents, version, CRC-32C of all bytes before it: checked whenever a file is opened
//
// A term is a field byte and its text. The weight of a term in a document counts title, lead and body differently when
// it is written (BM25F), so that a word costs one list and not three.
package segment
