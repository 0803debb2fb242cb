// Package lab is a small press of its own: sample news sites on loopback for `diembao demo` and for tests. It owns the
// generator of the sample articles, their page layouts, the sites that serve them and what is true of each article; it
// owns no rule of crawling or reading, and imports no room but news.
//
// Everything is fiction: provinces, districts and communes are real, persons and events are not, the outlets are called
// "Mẫu", and every page says that it is sample data. The text comes from a bank of sentence patterns written for this
// project (data/*.txt), so that what a pattern names (officials, posts, days, provinces) is known when it is written:
//
//	patterns + cast + calendar -> articles with their Truth -> sites -> pages
//
// The same Options give the same articles and, apart from the ports in their addresses, the same bytes. Between them the
// sites hold what a crawler meets outside: feeds, sitemaps, paged listings, robots rules, redirects, twins, copies,
// conditional answers, legacy encodings and a collection of traps (see Traps).
package lab
