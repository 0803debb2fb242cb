// Package extract turns one page as served into one article. It owns the reading of HTML: which words are headline,
// lead, body, captions, author, and when the page says it was published. It fetches nothing, stores nothing and keeps
// no state between pages; the facts inside the text (days, officials, places) are package viet/facts's.
//
// The pipeline of a page, each step the last resort of the one before:
//
//	bytes -> viet.Decode -> one parse -> site profile (selectors of sources.yaml)
//	                                  -> JSON-LD, OpenGraph, meta, itemprop
//	                                  -> families of content systems (families.tsv)
//	                                  -> general extractor (density of running Vietnamese text)
//	bytes nested too deeply           -> tokenizer (Method "tokens")
//
// What is wrong with a page is data: news.Problem in the article, never an error and never a panic. The same snapshot
// and source give the same article, byte for byte.
package extract
