// Package coverage answers the three users: a press department (what was reported on our province, by whom, naming
// whom), an analyst (which topics, where, since when) and an editor (has this been covered, by whom first). It reads the
// archive, which is the truth, and the index, which finds; it owns neither and writes only an editor's corrections.
//
//	Search    hits re-read from the archive, with snippets cut from the archived text
//	Read      one article with its revisions
//	History   what an outlet changed, as differences between revisions
//	Outlets   the health of each source
//
// Every answer that comes from the index says how far the index is behind the archive.
package coverage
