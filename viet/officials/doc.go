// Package officials finds in an article the officials it names: who, in which public posts, and every place that says so.
//
// It owns names of people beside a post, the extent and the reading of posts, and what ties one to the other: lists, shared
// posts, appositions, appointments, short names ("ông Thuần") and posts that stand for their holder ("đồng chí Phó Bí thư
// Tỉnh ủy"). What a title is and which bodies there were is in package posts; where places are is in package gazetteer.
// It does not follow people from one article to the next.
//
// Each clause goes one way, each step linear in its length, with one trie of phrases for all of them:
//
//	text --lexer--> tokens --scanner--> items: names, posts, honorifics, marks --linker--> posts of names
//	     --gatherer--> people of the article, their posts merged --refer--> short names and bare posts tied to them
//
// A post's extent is the title, then a body that a small grammar reads part by part (bodyReader), ending before a verb, a
// mark or a personal name. Where a place ends and a name begins is decided by the gazetteer's names of the level that the
// body has, then by surnames.
//
// Who is no official: people without a public post, bylines and mastheads, heads of firms, people of history, and
// namesakes of streets and schools. When the words leave it open, nothing is said.
package officials
