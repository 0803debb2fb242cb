// Package digest is the điểm báo itself: what a press department reads in the morning. It owns how articles become
// entries (one a story), what stands on the front, and the forms in which a digest leaves the house. It reads no archive:
// coverage gathers the articles, Compose puts them in order, Write writes them down.
//
//	Compose    stories of articles -> Digest
//	Write      Digest -> Markdown, HTML (one file), DOCX (laid out as offices in Viet Nam lay out papers), CSV, JSON
//	Fragment   Digest -> the inner part of a page
//
// Nothing is worded anew. A summary is the article's own lead or its own sentences; a section is the subject under which
// the outlets themselves put the article; an order in time that pages do not prove is left open. The same archive and the
// same question give the same bytes: no clock is read here, and a digest says when it was made only where that was asked.
package digest
