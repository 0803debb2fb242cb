// Command bench runs the same articles and the same questions through diembao's index and its peers (Bleve as it comes
// and as it can be tuned, SQLite FTS5, Lucene with its standard analyzer, Xapian, PostgreSQL), and prints what each
// costs in one run: ratios of one run can be compared, figures of two runs cannot.
//
//	corpus (generated, or -corpus FILE) -> articles.tsv, folded.txt, archive
//	articles.tsv -> 300 questions -> questions.tsv
//	one child process an engine: build, open, top, filtered -> table
//
// It is a module of its own, so that the peers are no dependency of diembao. An engine that is not installed is left out
// and the reason is printed. PostgreSQL is started for the run, on a socket in the working directory, and stopped after it.
// SQLite needs cgo and the tag sqlite_fts5:
//
//	go run -tags sqlite_fts5 . -docs 20000
//	go run -tags sqlite_fts5 . -docs 20000 -corpus FILE.jsonl
//	go run . -docs 300000 -corpus FILE.jsonl -mix -engines diembao,lucene,lucene-pairs
//	go run . -docs 300000 -corpus FILE.jsonl -mix -mode prior -keep all     # prior coverage, stories, suggestions
//	go run -tags sqlite_fts5 . -docs 0 -corpus FILE.jsonl -mode relevance   # of testdata/needs-vietnews.tsv
//	go run . -mode fetch -pages 5000                                        # from fetch to found
//
// A collection is read with diembao's own reading of facts, so that its index has what it has in life. Its provinces are
// made up, as are days and sources where it has none. With -mix it can be made longer than it is (type mixer).
//
// The engines answer over a pipe: a line with a command in, a line of JSON out (type answer). Peak memory is the
// kernel's VmHWM of the child, so the figures of Go, Java and C++ are of one kind; in brackets what was its own at most,
// without pages of mapped files, looked at ten times a second.
package main
