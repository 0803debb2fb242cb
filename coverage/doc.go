// Package coverage answers the three users: a press department (what was reported on our province, by whom, naming
// whom), an analyst (which topics, where, since when) and an editor (has this been covered, by whom first). It reads the
// archive, which is the truth, and the index, which finds; it owns neither and writes to neither.
//
//	Search     hits re-read from the archive, with snippets cut from the archived text
//	Read       one article with its revisions and what editors corrected in it
//	History    what an outlet changed, as differences between revisions
//	Outlets    the health of each source
//	Officials  who was seen in which posts, from when to when; people merged and split by editors
//	Topics     what is reported, how much, since when, with bursts
//	Prior      what was published before on a draft's matter: copies, parts, reports of the same event
//	Stories    articles grouped as they arrive, with who copied from whom
//	Digest     the điểm báo of some days, composed and written by package digest
//	Export     articles one after the other, written by package export
//
// Every answer that comes from the index says how far the index is behind the archive.
package coverage
