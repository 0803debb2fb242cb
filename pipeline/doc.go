// Package pipeline moves data from stage to stage. It owns no data: the archive's change feed says what came, a named
// mark says how far a stage has read, and a stage that stops anywhere goes on from its mark.
//
//	snapshots --extract/v1--> articles --applied by the index--> found --stories/v1--> grouped
//
// The stages run side by side: while one batch of articles is stored the next is read, on all cores, and what was stored
// before is indexed and grouped. What comes alone is found at once; while more keeps coming the index is given what a
// second brings, because each batch is a segment that must be merged again and again.
//
// A stage asks for what changed after its mark, works, commits and moves the mark in the same commit, so that each
// change is worked on at least once and the result is the same however often it is. The extract stage also reads again
// what an editor corrected, and puts the corrections over whatever it reads (package corrections). A better extractor
// has another mark, which starts at 0: catching up is the migration, and nothing is downloaded again. It does not fetch
// (crawler), parse (extract), keep (archive) or search (index); it imports none of them but through the interfaces below.
package pipeline
