// Package extract turns one page as served into one article. It owns the reading of HTML: which words are headline,
// lead, body, captions, author, and when the page says it was published. It fetches nothing, stores nothing and keeps
// no state between pages; the facts inside the text (days, officials, places) are package viet/facts's.
//
// The pipeline of a page, each step the last resort of the one before:
//
//	bytes -> viet.Decode -> trim -> one parse -> site profile (selectors of sources.yaml)
//	                                          -> JSON-LD, OpenGraph, meta, itemprop
//	                                          -> families of content systems (marks.tsv)
//	                                          -> general extractor (density of running Vietnamese text)
//	bytes nested too deeply                   -> tokenizer, then the same way (Method "tokens")
//
// What no rule reads (most attributes, comments, scripts) the parser does not see (trim.go); the tree is the same.
//
// # Lines and blocks
//
// One walk flattens the tree (page.go). A line is a run of text between two block borders; a block is a block element,
// known by the first and the last line it holds. What a block holds of running text, links and furniture is then the
// difference of two prefix sums (density.go), and every block of a page can be weighed. Names of classes and ids are
// hints (marks.go, marks.tsv): a body's name raises a block's weight, a name of furniture takes lines out, unless the
// block holds most of the page's text. The selectors of a site profile put marks of their own on elements (profile.go),
// so that there is one way for pages with and without a profile.
//
// # Pieces
//
// The lines of the body become pieces, and so do the lines of a text that a reader copied (Text). Both are assembled by
// the same rules (assemble.go): what stands between headline and text is dropped, what follows the article is cut, the
// author's line at the end becomes the byline, the lead and the captions are kept once. Lines of furniture that only
// their words give away are in phrases.tsv; signatures are read in byline.go, the outlets they credit in
// credit.go (credits.tsv), also where one runs on behind the last sentence.
//
// # What is not decided
//
// No date is better than a wrong one: mastheads show the day of the visit, footers that of the licence, boxes those of
// other articles, and none of these is taken (when.go; docs/decisions/0003-title-and-date.md). A lead is what the page
// sets apart as one; without that the first paragraph stays in the body.
//
// What is wrong with a page is data: news.Problem in the article, never an error and never a panic. A page that is no
// article (a listing, a front page, "not found") has an empty Body and the problem listing, redirected or soft-404. The
// same snapshot and source give the same article, byte for byte; a change of the rules that can change articles is a
// new Version.
package extract
